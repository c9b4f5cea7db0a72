//! Finds where the flaws of a document stand in its text.
//!
//! The tree has no byte offsets: they would cost memory in every document, and
//! only a flawed one needs them. So the reader notes the way to each flaw, and
//! this room walks those ways once more, level by level, over raw JSON.

use std::fmt;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// The way to a flaw: for each step twice the ordinal of the member or entry,
/// plus 1 for its value; without the 1 at the end it is the key that is meant,
/// and [`END`] is the closing bracket.
///
/// Ways compare as the places compare in the text.
pub(super) type Way = Vec<u32>;

/// The closing bracket of an object: where a missing key should stand.
pub(super) const END: u32 = u32::MAX;

/// Where a way ends: the byte offset, and the text from there to the end of
/// the value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'t> {
    pub(super) offset: usize,
    pub(super) raw: &'t str,
}

/// The offsets of `ways`, which are sorted, in valid JSON.
pub(super) fn locate<'t>(text: &'t str, ways: &[&[u32]]) -> Vec<Found<'t>> {
    let lead = text
        .len()
        .saturating_sub(text.trim_start_matches([' ', '\t', '\n', '\r']).len());
    let root = text
        .get(lead..)
        .unwrap_or("")
        .trim_end_matches([' ', '\t', '\n', '\r']);
    let mut found = Vec::with_capacity(ways.len());
    walk(
        Found {
            offset: lead,
            raw: root,
        },
        ways,
        &mut found,
    );
    found
}

fn walk<'t>(here: Found<'t>, ways: &[&[u32]], found: &mut Vec<Found<'t>>) {
    let mut rest = ways;
    while let Some((way, others)) = rest.split_first()
        && way.is_empty()
    {
        found.push(here);
        rest = others;
    }
    if rest.is_empty() {
        return;
    }
    let children = Children::of(here.raw);
    while let Some((way, _)) = rest.split_first() {
        let step = way.first().copied().unwrap_or(END);
        let same = rest
            .iter()
            .take_while(|way| way.first() == Some(&step))
            .count();
        let (group, others) = rest.split_at(same);
        let below: Vec<&[u32]> = group.iter().filter_map(|way| way.get(1..)).collect();
        match children.get(step) {
            Some(raw) => {
                let offset = here.offset.saturating_add(offset_in(here.raw, raw));
                walk(Found { offset, raw }, &below, found);
            }
            None => {
                let offset = here.offset.saturating_add(here.raw.len()).saturating_sub(1);
                found.extend(group.iter().map(|_| Found { offset, raw: "" }));
            }
        }
        rest = others;
    }
}

/// Line and column of byte offsets, each found from the one before: offsets
/// nearly always grow, and a document may be one line of many megabytes.
pub(super) struct Places<'t> {
    text: &'t str,
    seen: usize,
    line: usize,
    column: usize,
}

impl<'t> Places<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self {
            text,
            seen: 0,
            line: 1,
            column: 1,
        }
    }

    pub(super) fn at(&mut self, offset: usize) -> (usize, usize) {
        if offset < self.seen {
            *self = Self::new(self.text);
        }
        let fresh = self.text.get(self.seen..offset).unwrap_or("");
        let last_line = match fresh.rsplit_once('\n') {
            Some((lines, last)) => {
                let breaks = lines.matches('\n').count().saturating_add(1);
                self.line = self.line.saturating_add(breaks);
                self.column = 1;
                last
            }
            None => fresh,
        };
        self.column = self.column.saturating_add(last_line.chars().count());
        self.seen = offset;
        (self.line, self.column)
    }
}

/// How far `part`, a slice of `whole`, begins behind its start.
fn offset_in(whole: &str, part: &str) -> usize {
    part.as_ptr().addr().saturating_sub(whole.as_ptr().addr())
}

enum Children<'t> {
    List(Vec<&'t RawValue>),
    Object(Vec<(&'t RawValue, &'t RawValue)>),
}

impl<'t> Children<'t> {
    /// The children of valid JSON; a scalar has none.
    fn of(raw: &'t str) -> Self {
        let mut deserializer = serde_json::Deserializer::from_str(raw);
        deserializer
            .deserialize_any(Raw)
            .unwrap_or(Self::List(Vec::new()))
    }

    fn get(&self, step: u32) -> Option<&'t str> {
        let ordinal = (step / 2) as usize;
        match self {
            Self::List(entries) => entries.get(ordinal).map(|raw| raw.get()),
            Self::Object(members) => {
                let (key, value) = members.get(ordinal)?;
                Some(if step.is_multiple_of(2) {
                    key.get()
                } else {
                    value.get()
                })
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
    use super::Places;

    #[test]
    fn lines_and_columns_are_counted_in_characters() {
        let text = "{\n \"键\": [1,\r\n\n 2] }";
        let mut places = Places::new(text);
        let offset = |part| text.find(part).unwrap();
        for (part, expected) in [
            ("{", (1, 1)),
            ("\"键", (2, 2)),
            ("[", (2, 7)),
            ("1", (2, 8)),
            ("2", (4, 2)),
            ("}", (4, 5)),
            // Backwards, too.
            ("1", (2, 8)),
        ] {
            assert_eq!(places.at(offset(part)), expected, "{part}");
        }
    }
}
