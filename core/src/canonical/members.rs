//! Writes JSON with the members of every object in order.
//!
//! `serde_json` writes members in the order in which a value names them. This
//! formatter lets it write each object as it comes, remembers where the members
//! stand, and puts them in order when the object ends. So no tree of the
//! document is built: beside the text there is only the largest row once
//! more, and the places of the members that are still open.

use std::borrow::Cow;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::io;
use std::ops::Range;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// The value on one line, members sorted by the UTF-16 code units of their keys.
///
/// # Panics
///
/// When the value does not serialise to JSON.
pub(super) fn sorted<T: Serialize>(value: &T) -> String {
    let text = RefCell::new(Vec::new());
    let mut serializer = Serializer::with_formatter(Text(&text), Sorting::new(&text));
    if let Err(defect) = value.serialize(&mut serializer) {
        // Only a map whose keys are no text, or a `Serialize` that fails by
        // itself, ends here; bangfu's models have neither.
        unreachable!("a model does not serialise: {defect}");
    }
    match String::from_utf8(text.into_inner()) {
        Ok(text) => text,
        Err(defect) => unreachable!("serde_json writes UTF-8: {defect}"),
    }
}

/// The text, as `serde_json` writes to it.
struct Text<'a>(&'a RefCell<Vec<u8>>);

impl io::Write for Text<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where a member stands in the text: its key with quotation marks, and all of
/// it, without a comma.
#[derive(Clone)]
struct Member {
    key: Range<usize>,
    end: usize,
}

struct Sorting<'a> {
    text: &'a RefCell<Vec<u8>>,
    /// The members of all open objects, those of the innermost last.
    members: Vec<Member>,
    /// How many of them belong to the objects outside of each open one.
    outer: Vec<usize>,
    /// An object while it is put in order.
    moved: Vec<u8>,
}

impl<'a> Sorting<'a> {
    const fn new(text: &'a RefCell<Vec<u8>>) -> Self {
        Self {
            text,
            members: Vec::new(),
            outer: Vec::new(),
            moved: Vec::new(),
        }
    }
}

impl Formatter for Sorting<'_> {
    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.outer.push(self.members.len());
        writer.write_all(b"{")
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if !first {
            writer.write_all(b",")?;
        }
        let start = self.text.borrow().len();
        self.members.push(Member {
            key: start..start,
            end: start,
        });
        Ok(())
    }

    fn end_object_key<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        if let Some(member) = self.members.last_mut() {
            member.key.end = self.text.borrow().len();
        }
        Ok(())
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        if let Some(member) = self.members.last_mut() {
            member.end = self.text.borrow().len();
        }
        Ok(())
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let outer = self.outer.pop().unwrap_or_default();
        let mut text = self.text.borrow_mut();
        let Some(members) = self.members.get_mut(outer..) else {
            return Ok(());
        };
        let sorted =
            members.is_sorted_by(|a, b| compare(part(&text, &a.key), part(&text, &b.key)).is_lt());
        if let Some(first) = members.first().filter(|_| !sorted) {
            let start = first.key.start;
            if members.len() <= FEW && text.len().saturating_sub(start) > LARGE {
                in_place(&mut text, members);
                drop(text);
                self.members.truncate(outer);
                return writer.write_all(b"}");
            }
            members.sort_by(|a, b| compare(part(&text, &a.key), part(&text, &b.key)));
            self.moved.clear();
            for (index, member) in members.iter().enumerate() {
                if index > 0 {
                    self.moved.push(b',');
                }
                self.moved
                    .extend_from_slice(part(&text, &(member.key.start..member.end)));
            }
            text.truncate(start);
            text.extend_from_slice(&self.moved);
        }
        drop(text);
        self.members.truncate(outer);
        writer.write_all(b"}")
    }
}

/// An object of so many bytes is not copied to put it in order, if it has few
/// members: it holds the lists of a programme. Each member is moved once for
/// each that stands before it; of many, that would be too often.
const LARGE: usize = 1 << 20;
const FEW: usize = 64;

/// Puts the members of an object in order where they stand.
fn in_place(text: &mut [u8], members: &mut [Member]) {
    for first in 0..members.len() {
        let rest = members.iter().enumerate().skip(first);
        let next = rest.min_by(|(_, a), (_, b)| compare(part(text, &a.key), part(text, &b.key)));
        let next = next.map(|(at, member)| (at, member.clone()));
        let (Some(start), Some((at, next))) = (members.get(first).map(|own| own.key.start), next)
        else {
            return;
        };
        // From `a,b,c` to `,ca,b` to `c,a,b`.
        let own = next.end.saturating_sub(next.key.start);
        let shift = own.saturating_add(1);
        if at > first {
            if let Some(members) = text.get_mut(start..next.end) {
                members.rotate_right(shift);
            }
            if let Some(moved) = text.get_mut(start..start.saturating_add(shift)) {
                moved.rotate_left(1);
            }
        }
        let back = next.key.start.saturating_sub(start);
        if let Some(members) = members.get_mut(first..=at) {
            for passed in members.iter_mut() {
                passed.key.start = passed.key.start.saturating_add(shift);
                passed.key.end = passed.key.end.saturating_add(shift);
                passed.end = passed.end.saturating_add(shift);
            }
            members.rotate_right(1);
            if let Some(own) = members.first_mut() {
                own.key.start = start;
                own.key.end = next.key.end.saturating_sub(back);
                own.end = next.end.saturating_sub(back);
            }
        }
    }
}

fn part<'a>(text: &'a [u8], range: &Range<usize>) -> &'a [u8] {
    text.get(range.clone()).unwrap_or_default()
}

/// Keys by their UTF-16 code units. Without escapes, bytes of ASCII are in that
/// order; the quotation mark at the end stands below every other character but
/// the space and `!`, so it is taken off.
fn compare(a: &[u8], b: &[u8]) -> Ordering {
    let plain = |key: &[u8]| key.is_ascii() && !key.contains(&b'\\');
    if plain(a) && plain(b) {
        inside(a).cmp(inside(b))
    } else {
        read(a).encode_utf16().cmp(read(b).encode_utf16())
    }
}

fn inside(key: &[u8]) -> &[u8] {
    key.get(1..key.len().saturating_sub(1)).unwrap_or_default()
}

/// The key itself: what was just written can be read.
fn read(key: &[u8]) -> Cow<'_, str> {
    serde_json::from_slice(key).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A free map whose keys stand in the order of their bytes, which is not
    /// that of their UTF-16 code units: from U+E000 on the two part.
    #[test]
    fn large_objects_of_few_and_of_many_members_are_put_in_order() {
        use std::collections::BTreeMap;
        for count in [3_u32, 40_000] {
            let value = "v".repeat((2 << 20) / count as usize);
            let key = |at: u32| {
                let first = if at.is_multiple_of(2) {
                    '\u{FF01}'
                } else {
                    '\u{20000}'
                };
                format!("{first}{at}")
            };
            let map: BTreeMap<String, &str> = (0..count).map(|at| (key(at), &*value)).collect();
            let mut expected: Vec<&String> = map.keys().collect();
            expected.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
            let member = |key: &&String| format!("\"{key}\":\"{value}\"");
            let expected: Vec<String> = expected.iter().map(member).collect();
            assert!(
                sorted(&map) == format!("{{{}}}", expected.join(",")),
                "{count}"
            );
        }
    }

    proptest! {
        #[test]
        fn members_are_put_in_order_where_they_stand(
            values in prop::collection::btree_map("[a-e]{1,3}", 0_u32..1000, 0..8),
            keys in Just(()).prop_perturb(|(), mut random| random.next_u64()),
        ) {
            let mut unsorted: Vec<_> = values.iter().collect();
            let length = unsorted.len().max(1);
            unsorted.rotate_left(usize::try_from(keys).unwrap_or(0) % length);
            if keys % 2 == 0 {
                unsorted.reverse();
            }
            let (mut text, mut members) = (String::from("["), Vec::new());
            for (index, (key, value)) in unsorted.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                let start = text.len();
                text.push_str(&format!("\"{key}\""));
                let end = text.len();
                text.push_str(&format!(":{value}"));
                members.push(Member { key: start..end, end: text.len() });
            }
            let mut text = text.into_bytes();
            in_place(&mut text, &mut members);
            let expected: Vec<_> = values.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
            prop_assert_eq!(String::from_utf8(text).unwrap(), format!("[{}", expected.join(",")));
        }
    }
}
