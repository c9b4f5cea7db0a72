//! Canonical JSON (RFC 8785) and its hash.
//!
//! Equal values give equal bytes, and so equal hashes: keys are sorted by their
//! UTF-16 code units, there is no white space, and text is escaped in one way.
//! Whole numbers are written exactly, also above 2⁵³, where canonicalisers
//! that go through a double round.
//!
//! Knows no model: it sees what serialises.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The canonical JSON of a value, without a final newline.
///
/// # Panics
///
/// When the value does not serialise to JSON. None of bangfu's fails to.
#[must_use]
pub fn text<T: Serialize>(value: &T) -> String {
    let mut out = String::new();
    write(&tree(value), &mut out);
    out
}

/// The same value with two spaces for each level, keys sorted.
///
/// # Panics
///
/// When the value does not serialise to JSON. None of bangfu's fails to.
#[must_use]
pub fn pretty<T: Serialize>(value: &T) -> String {
    let mut out = String::new();
    write_pretty(&tree(value), 0, &mut out);
    out
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

fn tree<T: Serialize>(value: &T) -> Value {
    match serde_json::to_value(value) {
        Ok(tree) => tree,
        // Only a map whose keys are no text, or a `Serialize` that fails by
        // itself, ends here; bangfu's models have neither.
        Err(defect) => unreachable!("a model does not serialise: {defect}"),
    }
}

fn sorted(members: &serde_json::Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut members: Vec<_> = members.iter().collect();
    members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    members
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Array(entries) => {
            out.push('[');
            for (index, entry) in entries.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(entry, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, (key, member)) in sorted(members).into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_scalar(key, out);
                out.push(':');
                write(member, out);
            }
            out.push('}');
        }
        scalar => write_scalar(scalar, out),
    }
}

/// serde_json escapes text as RFC 8785 asks: the short escapes where there are
/// any, `\u00xx` in lower case for other control characters, nothing else.
fn write_scalar<T: std::fmt::Debug + Serialize + ?Sized>(value: &T, out: &mut String) {
    match serde_json::to_string(value) {
        Ok(text) => out.push_str(&text),
        Err(defect) => unreachable!("a scalar does not serialise: {defect}"),
    }
}

fn write_pretty(value: &Value, level: usize, out: &mut String) {
    let line = |level: usize, out: &mut String| {
        out.push('\n');
        for _ in 0..level {
            out.push_str("  ");
        }
    };
    match value {
        Value::Array(entries) if !entries.is_empty() => {
            out.push('[');
            for (index, entry) in entries.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                line(level + 1, out);
                write_pretty(entry, level + 1, out);
            }
            line(level, out);
            out.push(']');
        }
        Value::Object(members) if !members.is_empty() => {
            out.push('{');
            for (index, (key, member)) in sorted(members).into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                line(level + 1, out);
                write_scalar(key, out);
                out.push_str(": ");
                write_pretty(member, level + 1, out);
            }
            line(level, out);
            out.push('}');
        }
        other => write(other, out),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

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
}
