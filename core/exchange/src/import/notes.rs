//! What is known of rows on their way beside what they say.
//!
//! The texts of all rows stand in one: of a long list a text for each row would
//! take more room than the rows.

/// What is known of one row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Note<'a> {
    /// What makes it the row that it is; nothing once it has its id.
    pub(super) content: &'a str,
    /// Which of the tables it comes from.
    pub(super) table: u32,
    pub(super) cell: &'a str,
    /// Whether the row itself names its day, or the mapping does.
    pub(super) dated: bool,
    pub(super) on_hold: bool,
    /// Which of the remarks it has.
    pub(super) remark: Option<u32>,
}

impl<'a> Note<'a> {
    /// A row of which no more is known.
    pub(super) const fn new(content: &'a str, table: u32, cell: &'a str) -> Self {
        Self {
            content,
            table,
            cell,
            dated: true,
            on_hold: false,
            remark: None,
        }
    }
}

/// What is known of each row, by its place.
#[derive(Debug, Default)]
pub(super) struct Notes {
    all: Vec<Kept>,
    contents: Texts,
    cells: Texts,
}

/// A [`Note`] without its texts.
#[derive(Clone, Copy, Debug)]
struct Kept {
    table: u32,
    remark: Option<u32>,
    dated: bool,
    on_hold: bool,
}

impl Notes {
    pub(super) fn reserve(&mut self, rows: usize) {
        self.all.reserve_exact(rows);
        self.contents.ends.reserve_exact(rows);
        self.cells.ends.reserve_exact(rows);
    }

    pub(super) fn push(&mut self, note: Note<'_>) {
        self.all.push(Kept {
            table: note.table,
            remark: note.remark,
            dated: note.dated,
            on_hold: note.on_hold,
        });
        self.contents.push(note.content);
        self.cells.push(note.cell);
    }

    pub(super) fn get(&self, at: usize) -> Option<Note<'_>> {
        let kept = self.all.get(at)?;
        Some(Note {
            content: self.contents.get(at),
            table: kept.table,
            cell: self.cells.get(at),
            dated: kept.dated,
            on_hold: kept.on_hold,
            remark: kept.remark,
        })
    }

    pub(super) fn content(&self, at: usize) -> &str {
        self.contents.get(at)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Note<'_>> {
        (0..self.all.len()).filter_map(|at| self.get(at))
    }

    /// Forgets what makes the rows what they are.
    pub(super) fn forget_contents(&mut self) {
        self.contents.all = String::new();
        self.contents.ends.fill(0);
    }
}

/// Texts, one behind the other.
#[derive(Debug, Default)]
struct Texts {
    all: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
    }

    fn get(&self, at: usize) -> &str {
        let end = |at: usize| self.ends.get(at).copied();
        let start = at.checked_sub(1).and_then(end).unwrap_or(0);
        let text = end(at).and_then(|end| self.all.get(start..end));
        text.unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_has_its_own_texts_until_they_are_forgotten() {
        let mut notes = Notes::default();
        notes.push(Note::new("a 1", 0, "D2"));
        notes.push(Note::new("", 1, ""));
        notes.push(Note::new("捐 3", 2, "D1048576"));
        let texts = |notes: &Notes| -> Vec<(String, String, u32)> {
            let own = |note: Note<'_>| (note.content.to_owned(), note.cell.to_owned(), note.table);
            notes.iter().map(own).collect()
        };
        let told = |content: &str, cell: &str, table| (content.to_owned(), cell.to_owned(), table);
        let expected = [
            told("a 1", "D2", 0),
            told("", "", 1),
            told("捐 3", "D1048576", 2),
        ];
        assert_eq!(texts(&notes), expected);
        notes.forget_contents();
        notes.push(Note::new("b", 3, "E1"));
        let expected = [
            told("", "D2", 0),
            told("", "", 1),
            told("", "D1048576", 2),
            told("b", "E1", 3),
        ];
        assert_eq!(texts(&notes), expected);
        assert!(notes.get(4).is_none());
    }
}
