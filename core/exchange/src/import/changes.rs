//! What an import does to each entry, kept small: a long list has as many
//! changes as it has rows.

use std::sync::Arc;

use super::Fate;
use super::notes::Note;

/// What happens to something of the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// Which list: `organisations`, `places`, `items`, `projects`, `needs`,
    /// `resources` or `gifts`; `event` for the event.
    pub list: &'static str,
    /// Its id or code.
    pub id: &'a str,
    /// What happens.
    pub fate: Fate,
    /// Whether it is on hold until a person decides.
    pub on_hold: bool,
    /// The file it comes from.
    pub file: &'a str,
    /// The cell it comes from.
    pub cell: &'a str,
}

/// What happens to each row that became something: those of office sheets list
/// after list, and inside of each in the order of the rows; behind them entries
/// of our own sheets and of texts, in their order.
#[derive(Clone, Debug)]
pub struct Changes {
    all: Vec<Kept>,
    /// The id and the cell of each, one behind the other.
    texts: String,
    /// The file of each table.
    files: Vec<Arc<str>>,
}

/// A [`Change`] without its texts. They end where the next one's begin.
#[derive(Clone, Copy, Debug)]
struct Kept {
    list: &'static str,
    start: usize,
    table: u32,
    /// How long the id is.
    id: u8,
    fate: Fate,
    on_hold: bool,
}

impl Changes {
    /// None as yet; the files are those of the tables.
    pub(super) const fn new(files: Vec<Arc<str>>) -> Self {
        Self {
            all: Vec::new(),
            texts: String::new(),
            files,
        }
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Change<'_>> {
        let next = self.all.iter().skip(1).map(|next| next.start);
        let ends = next.chain([self.texts.len()]);
        self.all.iter().zip(ends).map(|(own, end)| {
            let texts = self.texts.get(own.start..end).unwrap_or("");
            let (id, cell) = texts.split_at_checked(own.id.into()).unwrap_or((texts, ""));
            let table = usize::try_from(own.table).unwrap_or(usize::MAX);
            Change {
                list: own.list,
                id,
                fate: own.fate,
                on_hold: own.on_hold,
                file: self.files.get(table).map_or("", |file| &**file),
                cell,
            }
        })
    }

    /// Room for so many more.
    pub(super) fn reserve(&mut self, more: usize) {
        self.all.reserve(more);
    }

    /// Something that happens to a row of a list.
    pub(super) fn add(&mut self, list: &'static str, id: &str, fate: Fate, note: Note<'_>) {
        self.all.push(Kept {
            list,
            start: self.texts.len(),
            table: note.table,
            // No id is longer than 64 bytes.
            id: u8::try_from(id.len()).unwrap_or(u8::MAX),
            fate,
            on_hold: note.on_hold,
        });
        self.texts.push_str(id);
        self.texts.push_str(note.cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_has_its_own_id_and_cell() {
        let mut changes = Changes::new(vec!["a.csv".into(), "b.csv".into()]);
        let told = [
            ("needs", "n-1", 1, "A1"),
            ("needs", "511781", 0, ""),
            ("gifts", "g-2", 1, "D1048576"),
        ];
        for (list, id, table, cell) in told {
            changes.add(list, id, Fate::Added, Note::new("", table, cell));
        }
        let expected = told.map(|(list, id, table, cell)| Change {
            list,
            id,
            fate: Fate::Added,
            on_hold: false,
            file: if table == 0 { "a.csv" } else { "b.csv" },
            cell,
        });
        assert_eq!(changes.iter().collect::<Vec<_>>(), expected);
        assert_eq!((changes.len(), changes.is_empty()), (3, false));
    }

    #[test]
    fn a_change_costs_32_bytes_beside_its_texts() {
        assert_eq!(size_of::<Kept>(), 32);
    }
}
