//! Canonical JSON (RFC 8785) and its hash.
//!
//! Equal values give equal bytes, and so equal hashes: keys are sorted by their
//! UTF-16 code units, there is no white space, and text is escaped in one way.
//! Whole numbers are written exactly, also above 2⁵³, where canonicalisers
//! that go through a double round.
//!
//! Knows no model: it sees what serialises.

mod members;

use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest, Sha256};

/// The canonical JSON of a value, without a final newline.
///
/// # Panics
///
/// When the value does not serialise to JSON. None of bangfu's fails to.
#[must_use]
pub fn text<T: Serialize>(value: &T) -> String {
    members::sorted(value)
}

/// The same value with two spaces for each level, keys sorted.
///
/// # Panics
///
/// When the value does not serialise to JSON. None of bangfu's fails to.
#[must_use]
pub fn pretty<T: Serialize>(value: &T) -> String {
    indent(&text(value))
}

/// `sha256:` and the hash, in lower-case hexadecimal, of the document as bangfu
/// writes it: the canonical JSON and one final newline. So `sha256sum` of such
/// a file says the same.
///
/// # Panics
///
/// When the value does not serialise to JSON. None of bangfu's fails to.
#[must_use]
pub fn hash<T: Serialize>(value: &T) -> String {
    let mut document = text(value);
    document.push('\n');
    hash_of(&document)
}

/// Whether a key may be left out of a document because its value is what a
/// reader takes when it is absent.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A value as JSON on one line, in the order of its fields.
pub(crate) fn compact<T: Serialize>(value: &T) -> String {
    // Only maps whose keys are no text can't be written, and there are none.
    serde_json::to_string(value).unwrap_or_default()
}

/// `sha256:` and the hash of a canonical text and one final newline.
pub(crate) fn hash_of_text(text: &str) -> String {
    hash_of(&format!("{text}\n"))
}

fn hash_of(document: &str) -> String {
    let digest = Sha256::digest(document.as_bytes());
    let mut out = String::with_capacity("sha256:".len() + 2 * digest.len());
    out.push_str("sha256:");
    for byte in digest {
        // Writing to a String can't fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// A canonical text with every entry and member on a line of its own.
fn indent(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let (mut level, mut quoted, mut escaped) = (0, false, false);
    let mut before = ' ';
    for character in text.chars() {
        if quoted {
            quoted = character != '"' || escaped;
            escaped = character == '\\' && !escaped;
        } else {
            let ends = matches!(character, ']' | '}');
            level -= usize::from(ends);
            // After an opening bracket and before a closing one, but not
            // between the two: what is empty stays on its line.
            let opened = matches!(before, '[' | '{');
            if before == ',' || opened != ends {
                out.push('\n');
                out.extend(std::iter::repeat_n("  ", level));
            }
            level += usize::from(matches!(character, '[' | '{'));
            quoted = character == '"';
        }
        out.push(character);
        if character == ':' && !quoted {
            out.push(' ');
        }
        before = if quoted { '"' } else { character };
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn keys_are_sorted_by_utf16_code_units() {
        // The RFC's own example: an emoji (a surrogate pair from U+D83D on)
        // sorts before U+FB33.
        let value = json!({"\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "\u{f6}": 7});
        assert_eq!(
            text(&value),
            "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}"
        );
    }

    #[test]
    fn whole_numbers_stay_exact_above_two_to_the_53() {
        assert_eq!(
            text(&json!([9_007_199_254_740_993_u64, u64::MAX, i64::MIN])),
            "[9007199254740993,18446744073709551615,-9223372036854775808]"
        );
    }

    #[test]
    fn text_is_escaped_as_the_rfc_asks() {
        let value = "\u{20ac}$\u{f}\nA'B\"\\\\\"/\u{7f}";
        assert_eq!(
            text(&value),
            "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u{7f}\""
        );
    }

    #[test]
    fn the_hash_is_that_of_the_bytes() {
        // printf '[]\n' | sha256sum
        assert_eq!(
            hash(&json!([])),
            "sha256:37517e5f3dc66819f61f5a7bb8ace1921282415f10551d2defa5c3eb0985b570"
        );
    }

    #[test]
    fn pretty_holds_the_same_value() {
        let value = json!({"b": [1, {"a": []}], "a": {}});
        assert_eq!(
            pretty(&value),
            "{\n  \"a\": {},\n  \"b\": [\n    1,\n    {\n      \"a\": []\n    }\n  ]\n}"
        );
        assert_eq!(
            serde_json::from_str::<Value>(&pretty(&value)).unwrap(),
            value
        );
    }

    #[test]
    fn pretty_changes_nothing_inside_text() {
        let value = json!({"a,{\\": "b: [\"c\\", "d": "\\\"{"});
        assert_eq!(
            pretty(&value),
            "{\n  \"a,{\\\\\": \"b: [\\\"c\\\\\",\n  \"d\": \"\\\\\\\"{\"\n}"
        );
    }

    #[test]
    fn members_are_sorted_at_every_depth_and_in_every_order_of_writing() {
        #[derive(Serialize)]
        struct Outer {
            z: Vec<Inner>,
            a: Option<Inner>,
            #[serde(rename = "a\"")]
            quoted: u8,
            #[serde(rename = "a!")]
            below: u8,
        }
        #[derive(Serialize)]
        struct Inner {
            y: i64,
            x: Kind,
        }
        #[derive(Serialize)]
        enum Kind {
            Unit,
            Named { d: u8, c: u8 },
        }
        let outer = Outer {
            z: vec![
                Inner {
                    y: -1,
                    x: Kind::Unit,
                },
                Inner {
                    y: 2,
                    x: Kind::Named { d: 4, c: 3 },
                },
            ],
            a: None,
            quoted: 5,
            below: 6,
        };
        assert_eq!(
            text(&outer),
            "{\"a\":null,\"a!\":6,\"a\\\"\":5,\"z\":[{\"x\":\"Unit\",\"y\":-1},{\"x\":{\"Named\":{\"c\":3,\"d\":4}},\"y\":2}]}"
        );
    }

    proptest::proptest! {
        /// Against the tree that a second reader makes of the text.
        #[test]
        fn equals_a_tree_that_is_sorted(value in tree()) {
            let written = text(&value);
            proptest::prop_assert_eq!(&serde_json::from_str::<Value>(&written).unwrap(), &value);
            proptest::prop_assert_eq!(written, by_tree(&value));
            proptest::prop_assert_eq!(serde_json::from_str::<Value>(&pretty(&value)).unwrap(), value);
        }
    }

    fn tree() -> impl proptest::strategy::Strategy<Value = Value> {
        use proptest::prelude::*;
        let leaf = prop_oneof![
            any::<i64>().prop_map(Value::from),
            any::<bool>().prop_map(Value::from),
            ".{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec((".{0,3}", inner), 0..5)
                    .prop_map(|members| members.into_iter().collect()),
            ]
        })
    }

    fn by_tree(value: &Value) -> String {
        match value {
            Value::Array(entries) => {
                let entries: Vec<_> = entries.iter().map(by_tree).collect();
                format!("[{}]", entries.join(","))
            }
            Value::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                members.sort_by_key(|(key, _)| key.encode_utf16().collect::<Vec<_>>());
                let write = |(key, member): (&String, &Value)| {
                    format!(
                        "{}:{}",
                        serde_json::to_string(key).unwrap(),
                        by_tree(member)
                    )
                };
                let members: Vec<_> = members.into_iter().map(write).collect();
                format!("{{{}}}", members.join(","))
            }
            scalar => serde_json::to_string(scalar).unwrap(),
        }
    }
}
