//! Cells as they stand in a file, whatever the format.
//!
//! A sheet keeps only the cells that hold something, sorted by row and column:
//! a file with one cell in the last corner costs one cell.

mod number;

pub use number::Number;

use bangfu::time::Date;

use crate::{Limits, Refusal};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text.
    Text(Box<str>),
    /// A number.
    Number(Number),
    /// A number that is shown as a day, counted from the file's epoch.
    Serial(Number),
    /// A day.
    Date(Date),
    /// A truth value.
    Truth(bool),
    /// What a formula ended in.
    Error(Box<str>),
}

impl Cell {
    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Where the serial numbers of days begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Epoch {
    /// 1 is 1900-01-01, and there is a 1900-02-29 that never was.
    #[default]
    Of1900,
    /// 0 is 1904-01-01.
    Of1904,
}

/// Cells that are shown as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// Row and column of the first cell, from 0.
    pub first: (u32, u32),
    /// Row and column of the last cell.
    pub last: (u32, u32),
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    row: u32,
    column: u32,
    cell: Cell,
}

/// How a place of the sheet is named.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Naming {
    /// `D12`.
    #[default]
    Grid,
    /// A JSON Pointer: for each row its entry and the entry inside it; for each
    /// column its steps.
    Json {
        rows: Vec<(usize, Option<usize>)>,
        columns: Vec<(Option<String>, String)>,
    },
}

/// One sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    name: String,
    epoch: Epoch,
    entries: Vec<Entry>,
    merged: Vec<Area>,
    naming: Naming,
}

impl Sheet {
    pub(crate) const fn new(name: String, epoch: Epoch) -> Self {
        Self {
            name,
            epoch,
            entries: Vec::new(),
            merged: Vec::new(),
            naming: Naming::Grid,
        }
    }

    pub(crate) fn named_by(&mut self, naming: Naming) {
        self.naming = naming;
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where its days are counted from.
    #[must_use]
    pub const fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// How many cells hold something.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether no cell holds anything.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The merged areas.
    #[must_use]
    pub fn merged(&self) -> &[Area] {
        &self.merged
    }

    /// The cell at a row and a column, both from 0.
    #[must_use]
    pub fn get(&self, row: u32, column: u32) -> Option<&Cell> {
        let found = self
            .entries
            .binary_search_by_key(&(row, column), |entry| (entry.row, entry.column));
        let entry = self.entries.get(found.ok()?)?;
        Some(&entry.cell)
    }

    /// The cells of a row that hold something, with their columns.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Cell)> {
        let first = self.entries.partition_point(|entry| entry.row < row);
        let rest = self.entries.get(first..).unwrap_or(&[]);
        let cells = rest.iter().take_while(move |entry| entry.row == row);
        cells.map(|entry| (entry.column, &entry.cell))
    }

    /// The rows that hold something.
    pub fn rows(&self) -> impl Iterator<Item = u32> {
        let rows = self.entries.chunk_by(|a, b| a.row == b.row);
        rows.filter_map(|row| row.first()).map(|entry| entry.row)
    }

    /// The name of a place: `D12`, or the pointer where the sheet was JSON.
    #[must_use]
    pub fn address(&self, row: u32, column: u32) -> String {
        let Naming::Json { rows, columns } = &self.naming else {
            return address(row, column);
        };
        let at = |index: u32| usize::try_from(index).ok();
        let found = (at(row)
            .and_then(|row| row.checked_sub(1))
            .and_then(|row| rows.get(row)))
        .zip(at(column).and_then(|column| columns.get(column)));
        let Some(((entry, inside), (list, key))) = found else {
            return String::new();
        };
        match (list, inside) {
            (Some(list), Some(inside)) => format!("/{entry}/{list}/{inside}/{key}"),
            _ => format!("/{entry}/{key}"),
        }
    }
}

/// `D12` for row 11 and column 3.
#[must_use]
pub fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = Some(column);
    while let Some(column) = rest {
        let letter = u8::try_from(column % 26).unwrap_or(0);
        letters.push(char::from(b'A'.saturating_add(letter)));
        rest = (column / 26).checked_sub(1);
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", u64::from(row).saturating_add(1))
}

/// Takes cells until the limits are reached.
#[derive(Debug)]
pub(crate) struct Filling<'a> {
    limits: &'a Limits,
    cells: usize,
}

impl<'a> Filling<'a> {
    pub(crate) const fn new(limits: &'a Limits) -> Self {
        Self { limits, cells: 0 }
    }

    /// Puts a cell into a sheet; text of white space only is nothing.
    pub(crate) fn put(
        &mut self,
        sheet: &mut Sheet,
        (row, column): (u32, u32),
        cell: Cell,
    ) -> Result<(), Refusal> {
        if let Cell::Text(text) = &cell {
            if text.len() > self.limits.text {
                let limit = self.limits.text;
                let cell = address(row, column);
                return Err(Refusal::TextTooLong { limit, cell });
            }
            if text.chars().all(char::is_whitespace) {
                return Ok(());
            }
        }
        self.cells = self.cells.saturating_add(1);
        if self.cells > self.limits.cells {
            let limit = self.limits.cells;
            return Err(Refusal::TooManyCells { limit });
        }
        sheet.entries.push(Entry { row, column, cell });
        Ok(())
    }

    /// Sorts what was put in; of a cell that was given twice the last counts.
    pub(crate) fn close(&self, sheet: &mut Sheet, merged: Vec<Area>) -> Result<(), Refusal> {
        if merged.len() > self.limits.merged {
            let limit = self.limits.merged;
            return Err(Refusal::TooManyMerged { limit });
        }
        let key = |entry: &Entry| (entry.row, entry.column);
        if !sheet.entries.is_sorted_by(|a, b| key(a) < key(b)) {
            sheet.entries.reverse();
            sheet.entries.sort_by_key(key);
            sheet.entries.dedup_by_key(|entry| key(entry));
        }
        sheet.merged = merged;
        sheet.merged.sort_unstable();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_named_as_spreadsheets_name_it() {
        for (row, column, expected) in [
            (0, 0, "A1"),
            (11, 3, "D12"),
            (0, 25, "Z1"),
            (0, 26, "AA1"),
            (0, 701, "ZZ1"),
            (1_048_575, 16_383, "XFD1048576"),
        ] {
            assert_eq!(address(row, column), expected);
        }
    }

    #[test]
    fn of_a_cell_that_is_given_twice_the_last_counts() {
        let limits = Limits::default();
        let mut filling = Filling::new(&limits);
        let mut sheet = Sheet::new("s".to_owned(), Epoch::Of1900);
        for (place, text) in [
            ((1, 0), "late"),
            ((0, 0), "a"),
            ((0, 0), "b"),
            ((0, 1), " "),
        ] {
            filling
                .put(&mut sheet, place, Cell::Text(text.into()))
                .unwrap();
        }
        filling.close(&mut sheet, Vec::new()).unwrap();
        assert_eq!(sheet.get(0, 0).and_then(Cell::text), Some("b"));
        assert_eq!(sheet.rows().collect::<Vec<_>>(), [0, 1]);
        assert_eq!(sheet.len(), 2);
    }
}
