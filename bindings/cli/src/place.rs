//! Finds the line and column of a JSON Pointer in a document that was read.
//!
//! The reader places its own errors. What is found later, by the allocator or
//! the verifier, has a pointer only, and this room follows it once more.

use std::fmt;

use bangfu::error::Pointer;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// Line and column, both from 1, the column in characters. Where the pointer
/// leads nowhere it is the closing bracket of the last object on its way.
pub(crate) fn place(bytes: &[u8], pointer: &Pointer) -> Option<(usize, usize)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut raw = text.trim();
    for step in pointer.steps() {
        match Children::of(raw).find(&step) {
            Some(child) => raw = child,
            None => {
                raw = raw.get(raw.len().saturating_sub(1)..)?;
                break;
            }
        }
    }
    let before = text.get(..raw.as_ptr().addr().checked_sub(text.as_ptr().addr())?)?;
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Some((line, before.get(start..)?.chars().count() + 1))
}

/// The children of an object or a list, unread.
enum Children<'t> {
    List(Vec<&'t RawValue>),
    Object(Vec<(String, &'t RawValue)>),
}

impl<'t> Children<'t> {
    fn of(raw: &'t str) -> Self {
        let mut deserializer = serde_json::Deserializer::from_str(raw);
        deserializer
            .deserialize_any(Raw)
            .unwrap_or(Self::List(Vec::new()))
    }

    fn find(&self, step: &str) -> Option<&'t str> {
        match self {
            Self::List(entries) => entries
                .get(step.parse::<usize>().ok()?)
                .map(|raw| raw.get()),
            Self::Object(members) => {
                let found = members.iter().find(|(key, _)| key == step);
                found.map(|(_, raw)| raw.get())
            }
        }
    }
}

struct Raw;

impl<'t> Visitor<'t> for Raw {
    type Value = Children<'t>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut seq: A) -> Result<Children<'t>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = seq.next_element()? {
            entries.push(entry);
        }
        Ok(Children::List(entries))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Children<'t>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Children::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_leads_to_its_line_and_column() {
        let text = "{\n  \"规则\": {\"a\": 1},\n  \"list\": [10, {\"b\": 2}]\n}\n".as_bytes();
        let at = |steps: &[&str]| {
            let pointer = steps
                .iter()
                .fold(Pointer::root(), |pointer, step| pointer.key(step));
            place(text, &pointer)
        };
        assert_eq!(at(&[]), Some((1, 1)));
        assert_eq!(at(&["规则"]), Some((2, 9)));
        assert_eq!(at(&["规则", "a"]), Some((2, 15)));
        assert_eq!(at(&["list", "1", "b"]), Some((3, 22)));
        assert_eq!(at(&["规则", "missing"]), Some((2, 16)));
    }
}
