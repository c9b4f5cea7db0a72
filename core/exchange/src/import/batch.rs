//! Rows on their way into a programme, each with where it comes from.
//!
//! The rows stand in a list of their own, which becomes the programme's: of a
//! long sheet nothing is held twice.

use bangfu::giving::Gift;
use bangfu::lists::{Item, Need, Resource};
use bangfu::registry::{Id, Organisation, Place};
use serde::Serialize;

use super::notes::{Note, Notes};

/// A row of a programme that sheets can tell of.
pub(super) trait Row: Clone + PartialEq + Serialize {
    /// Its list.
    const LIST: &'static str;

    /// What its ids begin with, where rows are numbered.
    const PREFIX: &'static str = "";

    /// What it is known by.
    fn id(&self) -> &str;

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
    const LIST: &'static str = "organisations";

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn name(&mut self, id: Id) {
        self.id = id;
    }
}

impl Row for Place {
    const LIST: &'static str = "places";

    fn id(&self) -> &str {
        self.code.as_str()
    }

    /// A place has its code.
    fn name(&mut self, _: Id) {}
}

impl Row for Item {
    const LIST: &'static str = "items";

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn name(&mut self, id: Id) {
        self.id = id;
    }
}

impl Row for Need {
    const LIST: &'static str = "needs";
    const PREFIX: &'static str = "n";

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn name(&mut self, id: Id) {
        self.id = id;
    }
}

impl Row for Resource {
    const LIST: &'static str = "resources";
    const PREFIX: &'static str = "r";

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn name(&mut self, id: Id) {
        self.id = id;
    }
}

impl Row for Gift {
    const LIST: &'static str = "gifts";
    const PREFIX: &'static str = "g";

    fn id(&self) -> &str {
        self.id.as_str()
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

/// Rows of one kind.
#[derive(Debug)]
pub(super) struct Batch<R> {
    rows: Vec<R>,
    notes: Notes,
}

impl<R> Default for Batch<R> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            notes: Notes::default(),
        }
    }
}

impl<R: Row> Batch<R> {
    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Asks for room for so many rows more, and for those of the programme where
    /// they are fewer: these then come before them in the same list.
    pub(super) fn reserve(&mut self, rows: usize, there: usize) {
        let before = if rows > there { there } else { 0 };
        self.rows.reserve_exact(rows.saturating_add(before));
        self.notes.reserve(rows);
    }

    pub(super) fn push(&mut self, row: R, note: Note<'_>) {
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

    pub(super) const fn notes(&self) -> &Notes {
        &self.notes
    }

    pub(super) fn content(&self, at: usize) -> &str {
        self.notes.content(at)
    }

    pub(super) fn dated(&self, at: usize) -> bool {
        self.notes.get(at).is_none_or(|note| note.dated)
    }

    /// Forgets what makes the rows what they are, when they have their ids.
    pub(super) fn forget_contents(&mut self) {
        self.notes.forget_contents();
    }

    pub(super) fn name(&mut self, at: usize, id: Id) {
        if let Some(row) = self.rows.get_mut(at) {
            row.name(id);
        }
    }

    /// Takes over the rows of another batch that are wanted.
    pub(super) fn take(&mut self, other: Self, wanted: impl Fn(usize) -> bool) {
        if self.rows.is_empty() && (0..other.len()).all(&wanted) {
            *self = other;
            return;
        }
        let rows = other.rows.into_iter().enumerate();
        for (at, row) in rows.filter(|(at, _)| wanted(*at)) {
            if let Some(note) = other.notes.get(at) {
                self.push(row, note);
            }
        }
    }

    /// The rows, and what is known of each beside what it says.
    pub(super) fn into_parts(self) -> (Vec<R>, Notes) {
        (self.rows, self.notes)
    }
}
