//! Rows on their way into a programme, each with where it comes from.
//!
//! The rows stand in a list of their own, which becomes the programme's: of a
//! long sheet nothing is held twice.

use std::cmp::Ordering;

use bangfu::giving::Gift;
use bangfu::lists::{Item, Need, Resource};
use bangfu::money::Fen;
use bangfu::registry::{Id, Organisation, Place};
use serde::Serialize;

use super::Fate;

/// A row of a programme that sheets can tell of.
pub(super) trait Row: Clone + PartialEq + Serialize {
    /// What its ids begin with, where rows are numbered.
    const PREFIX: &'static str = "";

    /// What it is known by.
    fn id(&self) -> Box<str>;

    /// Gives it its id.
    fn name(&mut self, id: Id);

    /// What the row says, whatever its id, and whatever its day where only a
    /// title names it.
    fn said(&self, dated: bool) -> String {
        // Rows have text for keys, which can always be written.
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if let Some(row) = value.as_object_mut() {
            row.remove("id");
            if !dated {
                row.remove("received_on");
            }
        }
        value.to_string()
    }

    /// Takes the earlier day, where two lists have the same row and only their
    /// titles name one.
    fn no_later_than(&mut self, _: &Self) {}

    /// Whether the programme's row says all that this one does.
    fn stands_in(&self, there: &Self, _dated: bool) -> bool {
        self == there
    }
}

impl Row for Organisation {
    fn id(&self) -> Box<str> {
        self.id.as_str().into()
    }

    fn name(&mut self, id: Id) {
        self.id = id;
    }
}

impl Row for Place {
    fn id(&self) -> Box<str> {
        self.code.as_str().into()
    }

    /// A place has its code.
    fn name(&mut self, _: Id) {}
}

impl Row for Item {
    fn id(&self) -> Box<str> {
        self.id.as_str().into()
    }

    fn name(&mut self, id: Id) {
        self.id = id;
    }
}

impl Row for Need {
    const PREFIX: &'static str = "n";

    fn id(&self) -> Box<str> {
        self.id.as_str().into()
    }

    fn name(&mut self, id: Id) {
        self.id = id;
    }
}

impl Row for Resource {
    const PREFIX: &'static str = "r";

    fn id(&self) -> Box<str> {
        self.id.as_str().into()
    }

    fn name(&mut self, id: Id) {
        self.id = id;
    }
}

impl Row for Gift {
    const PREFIX: &'static str = "g";

    fn id(&self) -> Box<str> {
        self.id.as_str().into()
    }

    fn name(&mut self, id: Id) {
        self.id = id;
    }

    /// A list says of its undated gifts only that they had arrived by the day in
    /// its title; one that an earlier list has is there.
    fn stands_in(&self, there: &Self, dated: bool) -> bool {
        if dated || there.received_on >= self.received_on {
            return self == there;
        }
        let mut own = self.clone();
        own.received_on = there.received_on;
        own == *there
    }

    fn no_later_than(&mut self, other: &Self) {
        self.received_on = self.received_on.min(other.received_on);
    }
}

/// What is known of a row beside what it says.
#[derive(Debug)]
pub(super) struct Note {
    /// What makes it the row that it is.
    pub(super) content: Box<str>,
    /// Which of the tables it comes from.
    pub(super) table: usize,
    pub(super) cell: Box<str>,
    /// Whether the row itself names its day, or the mapping does.
    pub(super) dated: bool,
    pub(super) on_hold: bool,
    /// Which of the remarks it has, and over how much money.
    pub(super) remark: Option<(usize, Fen)>,
}

impl Note {
    /// A row of which no more is known.
    pub(super) fn new(content: String, table: usize, cell: &str) -> Self {
        Self {
            content: content.into_boxed_str(),
            table,
            cell: cell.into(),
            dated: true,
            on_hold: false,
            remark: None,
        }
    }
}

/// Rows of one kind.
#[derive(Debug)]
pub(super) struct Batch<R> {
    rows: Vec<R>,
    notes: Vec<Note>,
}

impl<R> Default for Batch<R> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            notes: Vec::new(),
        }
    }
}

impl<R: Row> Batch<R> {
    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn reserve(&mut self, rows: usize) {
        self.rows.reserve_exact(rows);
        self.notes.reserve_exact(rows);
    }

    pub(super) fn push(&mut self, row: R, note: Note) {
        self.rows.push(row);
        self.notes.push(note);
    }

    pub(super) fn row(&self, at: usize) -> Option<&R> {
        self.rows.get(at)
    }

    pub(super) fn row_mut(&mut self, at: usize) -> Option<&mut R> {
        self.rows.get_mut(at)
    }

    pub(super) fn rows(&self) -> &[R] {
        &self.rows
    }

    pub(super) fn notes(&self) -> &[Note] {
        &self.notes
    }

    pub(super) fn content(&self, at: usize) -> &str {
        self.notes.get(at).map_or("", |note| &note.content)
    }

    pub(super) fn dated(&self, at: usize) -> bool {
        self.notes.get(at).is_none_or(|note| note.dated)
    }

    /// Forgets what makes the rows what they are, when they have their ids.
    pub(super) fn forget_contents(&mut self) {
        for note in &mut self.notes {
            note.content = Box::default();
        }
    }

    pub(super) fn name(&mut self, at: usize, id: Id) {
        if let Some(row) = self.rows.get_mut(at) {
            row.name(id);
        }
    }

    /// Takes over the rows of another batch that are wanted.
    pub(super) fn take(&mut self, mut other: Self, wanted: impl Fn(usize) -> bool) {
        if !(0..other.len()).all(&wanted) {
            let mut at = (0_usize..).map(&wanted);
            other.rows.retain(|_| at.next().unwrap_or(false));
            let mut at = (0_usize..).map(&wanted);
            other.notes.retain(|_| at.next().unwrap_or(false));
        }
        if self.rows.is_empty() {
            *self = other;
        } else {
            self.rows.append(&mut other.rows);
            self.notes.append(&mut other.notes);
        }
    }

    /// Puts the rows into the sorted list of a programme, and says of each what
    /// happens to it. What is new comes behind the rest.
    pub(super) fn merge(
        self,
        list: &mut Vec<R>,
        compare: impl Fn(&R, &R) -> Ordering,
        overwrite: bool,
    ) -> (Vec<(Box<str>, Fate)>, Vec<Note>) {
        let Self { mut rows, notes } = self;
        let there = list.len();
        let mut fates = Vec::with_capacity(rows.len());
        for (row, note) in rows.iter().zip(&notes) {
            let sorted = list.get(..there).unwrap_or(&[]);
            let found = sorted.binary_search_by(|old| compare(old, row)).ok();
            let fate = match found.and_then(|at| list.get_mut(at)) {
                None => Fate::Added,
                Some(old) if row.stands_in(old, note.dated) => Fate::Same,
                Some(old) if overwrite => {
                    let mut row = row.clone();
                    if !note.dated {
                        row.no_later_than(old);
                    }
                    *old = row;
                    Fate::Changed
                }
                Some(_) => Fate::Differs,
            };
            fates.push((row.id(), fate));
        }
        let mut new = fates.iter().map(|(_, fate)| *fate == Fate::Added);
        rows.retain(|_| new.next().unwrap_or(false));
        if list.is_empty() {
            *list = rows;
        } else {
            list.append(&mut rows);
        }
        (fates, notes)
    }
}
