//! A JSON document as a tree that loses nothing.
//!
//! `serde_json::Value` drops the first of two equal keys; this tree keeps all
//! members in their order, borrows text from the input where it can, and stops
//! at the first bracket that is too deep, so that no input can exhaust the
//! stack. Numbers are kept as far as documents know them: as counts.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{DocumentError, Limits};

/// A JSON value.
#[derive(Debug)]
pub(super) enum Node<'t> {
    Null,
    Bool(bool),
    /// A whole number from 0 to 2⁶⁴ − 1.
    Count(u64),
    /// A whole number below 0.
    Negative,
    /// Any other number: with a point or an exponent, or too large.
    OtherNumber,
    Text(Cow<'t, str>),
    List(Vec<Node<'t>>),
    Object(Vec<(Cow<'t, str>, Node<'t>)>),
}

/// One step down the tree.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// Why there is no tree: the error, and the way to it.
#[derive(Debug)]
pub(super) struct Stopped {
    pub(super) error: DocumentError,
    pub(super) steps: Vec<Step>,
    /// Line and column in bytes, as serde_json counts them.
    pub(super) line: usize,
    pub(super) column: usize,
}

/// Reads a document into a tree.
pub(super) fn read<'t>(text: &'t str, limits: &Limits) -> Result<Node<'t>, Stopped> {
    let context = Context {
        limits,
        too_deep: RefCell::new(false),
        steps: RefCell::default(),
        members: RefCell::default(),
        entries: RefCell::default(),
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let seed = Seed {
        context: &context,
        depth: 0,
    };
    let tree = seed
        .deserialize(&mut deserializer)
        .and_then(|tree| deserializer.end().map(|()| tree));
    tree.map_err(|error| stopped(&error, context))
}

fn stopped(error: &serde_json::Error, context: Context<'_, '_>) -> Stopped {
    let mut steps = context.steps.into_inner();
    steps.reverse();
    let text = error.to_string();
    let (line, column) = (error.line(), error.column());
    let error = if context.too_deep.into_inner() {
        DocumentError::TooDeep {
            limit: context.limits.depth,
        }
    } else if text.starts_with("number out of range") {
        TOO_LARGE_NUMBER
    } else {
        steps.clear();
        let reason = text
            .rsplit_once(" at line ")
            .map_or(&*text, |(reason, _)| reason);
        DocumentError::Syntax {
            reason: reason.to_owned(),
        }
    };
    Stopped {
        error,
        steps,
        line,
        column,
    }
}

/// What a number is that the reader can't hold, such as `1e999`.
pub(super) const TOO_LARGE_NUMBER: DocumentError = DocumentError::OutOfRange {
    range: "0 … 2^53 − 1",
};

/// Whether the text is a number that the reader can't hold.
pub(super) fn is_too_large(number: &str) -> bool {
    number.parse::<f64>().is_ok_and(f64::is_infinite)
}

/// The text with every number that can't be held replaced by one of the same
/// length that can, so that all else of the document can be read. Places stay
/// as they are, and the number is refused when its place is found.
pub(super) fn tamed(text: &str) -> String {
    let number = |character: char| character.is_ascii_digit() || "+-.eE".contains(character);
    let mut tame = String::with_capacity(text.len());
    let (mut quoted, mut escaped) = (false, false);
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let length = match rest
            .find(|character| !number(character))
            .unwrap_or(rest.len())
        {
            length if length > 0 && !quoted => length,
            _ => character.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        if !quoted && is_too_large(token) {
            let sign = if token.starts_with('-') { "-" } else { "" };
            let zeros = token
                .len()
                .saturating_sub(sign.len())
                .saturating_sub("1.".len());
            tame.extend([sign, "1.", &"0".repeat(zeros)]);
        } else {
            tame.push_str(token);
        }
        if character == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = quoted && character == '\\' && !escaped;
        rest = after;
    }
    tame
}

struct Context<'t, 'l> {
    limits: &'l Limits,
    too_deep: RefCell<bool>,
    /// Filled from the inside out while an error makes its way up.
    steps: RefCell<Vec<Step>>,
    /// What has been read of the objects and lists that are still open, so that
    /// each of them is made once, in its size.
    members: RefCell<Vec<(Cow<'t, str>, Node<'t>)>>,
    entries: RefCell<Vec<Node<'t>>>,
}

#[derive(Clone, Copy)]
struct Seed<'c, 't, 'l> {
    context: &'c Context<'t, 'l>,
    depth: usize,
}

impl Seed<'_, '_, '_> {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth < self.context.limits.depth {
            return Ok(Self {
                depth: self.depth.saturating_add(1),
                ..self
            });
        }
        self.context.too_deep.replace(true);
        Err(E::custom("nested too deep"))
    }

    fn on_the_way<E>(self, step: impl FnOnce() -> Step) -> impl FnOnce(E) -> E {
        let context = self.context;
        move |error| {
            context.steps.borrow_mut().push(step());
            error
        }
    }
}

impl<'t> DeserializeSeed<'t> for Seed<'_, 't, '_> {
    type Value = Node<'t>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Node<'t>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Seed<'_, 't, '_> {
    type Value = Node<'t>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node<'t>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'t>, E> {
        Ok(Node::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node<'t>, E> {
        Ok(Node::Count(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node<'t>, E> {
        Ok(u64::try_from(value).map_or(Node::Negative, Node::Count))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node<'t>, E> {
        Ok(Node::OtherNumber)
    }

    fn visit_borrowed_str<E>(self, value: &'t str) -> Result<Node<'t>, E> {
        Ok(Node::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node<'t>, E> {
        Ok(Node::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut seq: A) -> Result<Node<'t>, A::Error> {
        let inner = self.deeper()?;
        let open = self.context.entries.borrow().len();
        let read = || self.context.entries.borrow().len().saturating_sub(open);
        // One entry above the limit is kept, so that the reader sees it; what
        // follows is read and forgotten.
        while read() <= self.context.limits.entries {
            // What is still open inside an entry that fails stands there too.
            let index = read();
            let entry = seq
                .next_element_seed(inner)
                .map_err(self.on_the_way(|| Step::Index(index)))?;
            match entry {
                Some(entry) => self.context.entries.borrow_mut().push(entry),
                None => return Ok(Node::List(close(&self.context.entries, open))),
            }
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Node::List(close(&self.context.entries, open)))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Node<'t>, A::Error> {
        let inner = self.deeper()?;
        let open = self.context.members.borrow().len();
        let read = || self.context.members.borrow().len().saturating_sub(open);
        while read() <= self.context.limits.entries {
            let Some(Key(key)) = map.next_key()? else {
                return Ok(Node::Object(close(&self.context.members, open)));
            };
            let value = map.next_value_seed(inner);
            let value = value.map_err(self.on_the_way(|| Step::Key(key.clone().into_owned())))?;
            self.context.members.borrow_mut().push((key, value));
        }
        // As with lists.
        while map.next_entry::<Key<'t>, IgnoredAny>()?.is_some() {}
        Ok(Node::Object(close(&self.context.members, open)))
    }
}

/// What was read since an object or a list began.
fn close<T>(read: &RefCell<Vec<T>>, open: usize) -> Vec<T> {
    read.borrow_mut().split_off(open)
}

/// A key, borrowed from the input where it has no escapes.
struct Key<'t>(Cow<'t, str>);

impl<'t> serde::Deserialize<'t> for Key<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;

        impl<'t> Visitor<'t> for KeyVisitor {
            type Value = Key<'t>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, key: &'t str) -> Result<Key<'t>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }

            fn visit_str<E>(self, key: &str) -> Result<Key<'t>, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
        }

        deserializer.deserialize_str(KeyVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_what_is_too_deep_counts_only_what_stands_beside_it() {
        let limits = Limits {
            depth: 4,
            ..Limits::default()
        };
        let text = r#"{"a": [[], {"b": [1, 2, [[]]]}]}"#;
        let stopped = read(text, &limits).unwrap_err();
        let way: Vec<String> = stopped
            .steps
            .iter()
            .map(|step| match step {
                Step::Key(key) => key.clone(),
                Step::Index(index) => index.to_string(),
            })
            .collect();
        assert_eq!(way, ["a", "1", "b", "2"]);
    }
}
