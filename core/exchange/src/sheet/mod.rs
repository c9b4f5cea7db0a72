//! Cells as they stand in a file, whatever the format.
//!
//! A sheet keeps only the cells that hold something, sorted by row and column:
//! a file with one cell in the last corner costs one cell. All texts of a sheet
//! stand in one, so that a cell of text costs its bytes and 24 more.

mod number;
mod texts;

pub use number::Number;

use std::collections::HashMap;

use bangfu::time::Date;

use self::texts::{Span, Texts};

use crate::{Limits, Refusal};

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'s> {
    /// Text.
    Text(&'s str),
    /// A number.
    Number(Number),
    /// A number that is shown as a day, counted from the file's epoch.
    Serial(Number),
    /// A day.
    Date(Date),
    /// A truth value.
    Truth(bool),
    /// What a formula ended in.
    Error(&'s str),
}

impl<'s> Cell<'s> {
    /// The text, if it is one.
    #[must_use]
    pub const fn text(self) -> Option<&'s str> {
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

#[derive(Clone, Copy, Debug, PartialEq)]
struct Entry {
    row: u32,
    column: u32,
    held: Held,
}

/// A [`Cell`], with its text elsewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Held {
    Text(Span),
    Number(i64, i16),
    Serial(i64, i16),
    Date(Date),
    Truth(bool),
    Error(Span),
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
    texts: Texts,
    entries: Vec<Entry>,
    /// Where each row that holds something begins among the entries.
    starts: Vec<(u32, u32)>,
    merged: Vec<Area>,
    naming: Naming,
}

impl Sheet {
    pub(crate) fn new(name: String, epoch: Epoch) -> Self {
        Self {
            name,
            epoch,
            texts: Texts::default(),
            entries: Vec::new(),
            starts: Vec::new(),
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
    pub fn get(&self, row: u32, column: u32) -> Option<Cell<'_>> {
        let entries = self.entries_of(row);
        // Most rows have no gap before the column; behind a gap it comes earlier.
        let guess = usize_of(column.checked_sub(entries.first()?.column)?);
        if let Some(entry) = entries.get(guess)
            && entry.column == column
        {
            return Some(self.cell(entry));
        }
        let before = entries.get(..guess).unwrap_or(entries);
        let found = before.binary_search_by_key(&column, |entry| entry.column);
        Some(self.cell(before.get(found.ok()?)?))
    }

    /// The cells of a row that hold something, with their columns.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, Cell<'_>)> {
        let entries = self.entries_of(row).iter();
        entries.map(|entry| (entry.column, self.cell(entry)))
    }

    /// The rows that hold something.
    pub fn rows(&self) -> impl Iterator<Item = u32> {
        self.starts.iter().map(|(row, _)| *row)
    }

    fn cell(&self, entry: &Entry) -> Cell<'_> {
        match entry.held {
            Held::Text(span) => Cell::Text(self.texts.get(span)),
            Held::Number(digits, exponent) => Cell::Number(Number::of_parts(digits, exponent)),
            Held::Serial(digits, exponent) => Cell::Serial(Number::of_parts(digits, exponent)),
            Held::Date(date) => Cell::Date(date),
            Held::Truth(truth) => Cell::Truth(truth),
            Held::Error(span) => Cell::Error(self.texts.get(span)),
        }
    }

    fn entries_of(&self, row: u32) -> &[Entry] {
        let at = self.position(row);
        let rows = at.and_then(|at| self.starts.get(at..));
        let entries = match rows.unwrap_or(&[]) {
            [(_, first), (_, end), ..] => self.entries.get(usize_of(*first)..usize_of(*end)),
            [(_, first)] => self.entries.get(usize_of(*first)..),
            [] => None,
        };
        entries.unwrap_or(&[])
    }

    /// Which of the rows that hold something this one is.
    fn position(&self, row: u32) -> Option<usize> {
        // Most sheets have no empty row but those at the top.
        let (first, _) = self.starts.first()?;
        let guess = usize_of(row.checked_sub(*first)?);
        if self
            .starts
            .get(guess)
            .is_some_and(|(found, _)| *found == row)
        {
            return Some(guess);
        }
        self.starts.binary_search_by_key(&row, |(row, _)| *row).ok()
    }

    /// The last column in which a cell holds something.
    pub(crate) fn last_column(&self) -> Option<u32> {
        self.entries.iter().map(|entry| entry.column).max()
    }

    /// Finds places by their names.
    pub(crate) fn places(&self) -> Places<'_> {
        Places {
            sheet: self,
            pointers: None,
        }
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

/// A number that counts what is in memory.
fn usize_of(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Finds the place that has a name.
pub(crate) struct Places<'s> {
    sheet: &'s Sheet,
    /// Those of JSON, made when the first is asked for.
    pointers: Option<HashMap<String, (u32, u32)>>,
}

impl Places<'_> {
    pub(crate) fn of(&mut self, name: &str) -> Option<(u32, u32)> {
        let Naming::Json { rows, columns } = &self.sheet.naming else {
            return place(name);
        };
        let pointers = self.pointers.get_or_insert_with(|| {
            let rows = (1_u32..).zip(rows).map(|(row, _)| row);
            let places = rows.flat_map(|row| (0_u32..).zip(columns).map(move |(at, _)| (row, at)));
            places
                .map(|(row, column)| (self.sheet.address(row, column), (row, column)))
                .collect()
        });
        pointers.get(name).copied()
    }
}

/// Row 11 and column 3 for `D12`.
fn place(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = name.split_at_checked(digits)?;
    let row = number.parse::<u32>().ok()?.checked_sub(1)?;
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let digit = u32::from(letter.checked_sub(b'A')?).checked_add(1)?;
        column.checked_mul(26)?.checked_add(digit)
    });
    Some((row, column?.checked_sub(1)?))
}

/// `D12` for row 11 and column 3.
#[must_use]
pub fn address(row: u32, column: u32) -> String {
    // Written from the end. The longest has seven letters and ten digits.
    let mut name = [0_u8; 17];
    let mut places = name.iter_mut().rev();
    let mut put = |first: u8, offset: u64| {
        if let Some(place) = places.next() {
            *place = first.saturating_add(u8::try_from(offset).unwrap_or(0));
        }
    };
    let mut number = u64::from(row).saturating_add(1);
    while number > 0 {
        put(b'0', number % 10);
        number /= 10;
    }
    let mut rest = Some(column);
    while let Some(column) = rest {
        put(b'A', u64::from(column % 26));
        rest = (column / 26).checked_sub(1);
    }
    let start = places.len();
    let written = name
        .get(start..)
        .and_then(|name| std::str::from_utf8(name).ok());
    written.unwrap_or("").to_owned()
}

/// Takes cells until the limits are reached.
#[derive(Debug)]
pub(crate) struct Filling<'a> {
    limits: &'a Limits,
    cells: usize,
    /// Bytes of text that are kept.
    text: u64,
}

impl<'a> Filling<'a> {
    pub(crate) const fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            cells: 0,
            text: 0,
        }
    }

    /// Puts a cell into a sheet; text of white space only is nothing.
    pub(crate) fn put(
        &mut self,
        sheet: &mut Sheet,
        (row, column): (u32, u32),
        cell: Cell<'_>,
    ) -> Result<(), Refusal> {
        if let Cell::Text(text) = cell {
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
        let held = match cell {
            Cell::Text(text) => Held::Text(self.keep(sheet, text)?),
            Cell::Number(number) => {
                let (digits, exponent) = number.parts();
                Held::Number(digits, exponent)
            }
            Cell::Serial(number) => {
                let (digits, exponent) = number.parts();
                Held::Serial(digits, exponent)
            }
            Cell::Date(date) => Held::Date(date),
            Cell::Truth(truth) => Held::Truth(truth),
            Cell::Error(error) => Held::Error(self.keep(sheet, error)?),
        };
        sheet.entries.push(Entry { row, column, held });
        Ok(())
    }

    /// Keeps a text. One that a packed file has once and its cells name often
    /// would take more room than the file, unpacked, may have.
    fn keep(&mut self, sheet: &mut Sheet, text: &str) -> Result<Span, Refusal> {
        let limit = self.limits.unpacked;
        let before = sheet.texts.len();
        let span = sheet.texts.keep(text);
        let grown = sheet.texts.len().saturating_sub(before);
        let grown = u64::try_from(grown).unwrap_or(u64::MAX);
        self.text = self.text.saturating_add(grown);
        match span {
            Some(span) if self.text <= limit => Ok(span),
            _ => Err(Refusal::TooManyBytes { limit }),
        }
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
        sheet.entries.shrink_to_fit();
        sheet.texts.close();
        let mut last = None;
        for (at, entry) in (0_u32..).zip(&sheet.entries) {
            if last != Some(entry.row) {
                last = Some(entry.row);
                sheet.starts.push((entry.row, at));
            }
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
            (999, 9, "J1000"),
            (u32::MAX - 1, u32::MAX - 1, "MWLQKWU4294967295"),
        ] {
            assert_eq!(address(row, column), expected);
            assert_eq!(place(expected), Some((row, column)));
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
            filling.put(&mut sheet, place, Cell::Text(text)).unwrap();
        }
        filling.close(&mut sheet, Vec::new()).unwrap();
        assert_eq!(sheet.get(0, 0).and_then(Cell::text), Some("b"));
        assert_eq!(sheet.rows().collect::<Vec<_>>(), [0, 1]);
        assert_eq!(sheet.len(), 2);
    }

    #[test]
    fn a_cell_of_text_costs_24_bytes_beside_its_text() {
        assert_eq!(size_of::<Entry>(), 24);
    }

    #[test]
    fn a_row_is_found_behind_empty_ones() {
        let limits = Limits::default();
        let mut filling = Filling::new(&limits);
        let mut sheet = Sheet::new("s".to_owned(), Epoch::Of1900);
        for row in [3, 4, 9, 700] {
            let number = Cell::Number(Number::from_whole(i64::from(row)));
            filling.put(&mut sheet, (row, 1), number).unwrap();
        }
        filling.close(&mut sheet, Vec::new()).unwrap();
        for row in 0..800 {
            let found = [3, 4, 9, 700].contains(&row);
            let number = Cell::Number(Number::from_whole(i64::from(row)));
            assert_eq!(sheet.get(row, 1), found.then_some(number), "{row}");
            assert_eq!(sheet.row(row).count(), usize::from(found), "{row}");
        }
    }

    #[test]
    fn a_cell_is_found_before_and_behind_gaps_between_columns() {
        let limits = Limits::default();
        let mut filling = Filling::new(&limits);
        let mut sheet = Sheet::new("s".to_owned(), Epoch::Of1900);
        for (column, text) in [(2, "c"), (3, "d"), (6, "g")] {
            filling
                .put(&mut sheet, (0, column), Cell::Text(text))
                .unwrap();
        }
        filling.close(&mut sheet, Vec::new()).unwrap();
        let found = (0..9).map(|column| sheet.get(0, column).and_then(Cell::text));
        let (c, d, g) = (Some("c"), Some("d"), Some("g"));
        let expected = [None, None, c, d, None, None, g, None, None];
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn one_text_in_many_cells_takes_its_room_once() {
        let limits = Limits {
            unpacked: 4000,
            ..Limits::default()
        };
        let mut filling = Filling::new(&limits);
        let mut sheet = Sheet::new("s".to_owned(), Epoch::Of1900);
        let long = "帮".repeat(1000);
        for row in 0..1000 {
            let text = if row % 2 == 0 { long.as_str() } else { "扶" };
            filling.put(&mut sheet, (row, 0), Cell::Text(text)).unwrap();
        }
        let other = "扶".repeat(1000);
        let refused = filling.put(&mut sheet, (1000, 0), Cell::Text(&other));
        assert_eq!(refused, Err(Refusal::TooManyBytes { limit: 4000 }));
    }
}
