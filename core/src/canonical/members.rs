//! Writes JSON with the members of every object in order.
//!
//! `serde_json` writes members in the order in which a value names them. This
//! formatter lets it write each object as it comes, remembers where the members
//! stand, and puts them in order when the object ends. So no tree of the
//! document is built: beside the text there is only the largest object once
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

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, _: &mut W, _: bool) -> io::Result<()> {
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
        if let Some(first) = members.first() {
            let start = first.key.start;
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
