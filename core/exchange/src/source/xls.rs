//! Excel 97–2003.
//!
//! The library builds a rectangle for each sheet before it can be asked how
//! large it is, so the records are walked first.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};

use super::xlsx::area;
use crate::finding::{Finding, Weight};
use crate::sheet::{Cell, Epoch, Filling, Number, Sheet};
use crate::watch::Watch;
use crate::{Limits, Notice, Refusal};

/// Reads the visible sheets.
pub(super) fn read(
    bytes: &[u8],
    limits: &Limits,
    watch: &Watch<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Sheet>, Refusal> {
    measure(&workbook(bytes, limits)?, limits)?;
    watch.ask()?;
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => Refusal::Encrypted,
        _ => Refusal::Damaged,
    })?;
    watch.ask()?;
    let epoch = if book.has_1904_epoch() {
        Epoch::Of1904
    } else {
        Epoch::Of1900
    };
    let mut filling = Filling::new(limits);
    let mut sheets = Vec::new();
    for found in book.sheets_metadata().to_vec() {
        // A chart has no cells.
        if found.typ == SheetType::ChartSheet {
            continue;
        }
        if found.visible != SheetVisible::Visible {
            findings.push(super::hidden(&found.name));
            continue;
        }
        let Ok(range) = book.worksheet_range(&found.name) else {
            let notice = Notice::UnreadSheet;
            let finding = Finding::new(&found.name, String::new(), Weight::KeptOut, &notice);
            findings.push(finding);
            continue;
        };
        let mut sheet = Sheet::new(found.name.clone(), epoch);
        let (top, left) = range.start().unwrap_or((0, 0));
        for (row, column, value) in range.used_cells() {
            let at = |start: u32, offset: usize| {
                let offset = u32::try_from(offset).unwrap_or(u32::MAX);
                start.saturating_add(offset)
            };
            let mut shown = String::new();
            watch.work(1)?;
            if let Some(cell) = cell(value, &mut shown) {
                filling.put(&mut sheet, (at(top, row), at(left, column)), cell)?;
            }
        }
        let merged = book
            .merge_cells_by_sheet_name(&found.name)
            .unwrap_or_default();
        filling.close(&mut sheet, merged.iter().map(area).collect())?;
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn cell<'v>(value: &'v Data, shown: &'v mut String) -> Option<Cell<'v>> {
    match value {
        Data::Empty => None,
        Data::Int(value) => Some(Cell::Number(Number::from_whole(*value))),
        Data::Float(value) => Number::of(*value).map(Cell::Number),
        Data::String(text) => Some(Cell::Text(text)),
        Data::Bool(truth) => Some(Cell::Truth(*truth)),
        Data::DateTime(serial) => Number::of(serial.as_f64()).map(Cell::Serial),
        Data::DateTimeIso(text) | Data::DurationIso(text) => Some(Cell::Text(text)),
        Data::Error(error) => {
            *shown = error.to_string();
            Some(Cell::Error(shown))
        }
    }
}

/// The stream of records.
fn workbook(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Refusal> {
    let mut compound = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    if compound.exists("/EncryptedPackage") {
        return Err(Refusal::Encrypted);
    }
    let name = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| compound.is_stream(name))
        .ok_or(Refusal::NotASheet)?;
    let stream = compound.open_stream(name).map_err(|_| Refusal::Damaged)?;
    // No stream is longer than its file, whatever it says.
    let length = usize::try_from(stream.len()).unwrap_or(usize::MAX);
    let mut records = Vec::with_capacity(length.min(bytes.len()));
    let size = stream.take(limits.unpacked).read_to_end(&mut records);
    size.map_err(|_| Refusal::Damaged)?;
    Ok(records)
}

/// Rows and columns that a sheet reaches.
#[derive(Clone, Copy)]
struct Extent {
    rows: (u32, u32),
    columns: (u32, u32),
}

impl Extent {
    const NOTHING: Self = Self {
        rows: (u32::MAX, 0),
        columns: (u32::MAX, 0),
    };

    fn reach(&mut self, row: u32, columns: (u32, u32)) {
        self.rows = (self.rows.0.min(row), self.rows.1.max(row));
        self.columns = (self.columns.0.min(columns.0), self.columns.1.max(columns.1));
    }

    fn has(&self, row: u32, column: u32) -> bool {
        (self.rows.0..=self.rows.1).contains(&row)
            && (self.columns.0..=self.columns.1).contains(&column)
    }

    fn cells(&self) -> u64 {
        let span = |(first, last): (u32, u32)| {
            let steps = last.checked_sub(first).map(u64::from);
            steps.map_or(0, |steps| steps.saturating_add(1))
        };
        span(self.rows).saturating_mul(span(self.columns))
    }
}

/// The most cells that the header of a sheet may claim: a whole sheet of this
/// format. The library reserves room for what is claimed.
const CLAIMED: u64 = 1 << 24;

/// Refuses a file whose sheets, as rectangles, would be too large.
fn measure(records: &[u8], limits: &Limits) -> Result<(), Refusal> {
    let limit = limits.cells;
    let most = u64::try_from(limit).unwrap_or(u64::MAX);
    let too_many = Refusal::TooManyCells { limit };
    let mut sum = 0_u64;
    let mut extent = Extent::NOTHING;
    let mut rest = records;
    while let Some((kind, data, after)) = record(rest) {
        rest = after;
        match kind {
            // The beginning of a part; what was measured belongs to the last.
            0x0809 => {
                sum = sum.saturating_add(extent.cells());
                extent = Extent::NOTHING;
            }
            0x0200 if claimed(data).ok_or(Refusal::Damaged)? > CLAIMED => return Err(too_many),
            // FORMULA, NUMBER, LABEL, BOOLERR, RSTRING, LABELSST, RK.
            0x0006 | 0x0203 | 0x0204 | 0x0205 | 0x00d6 | 0x00fd | 0x027e => {
                let (row, column) = (word(data, 0), word(data, 2));
                let (row, column) = row.zip(column).ok_or(Refusal::Damaged)?;
                // Most cells stand beside those before them.
                if extent.has(row, column) {
                    continue;
                }
                extent.reach(row, (column, column));
            }
            // MULRK: the last two bytes name the last column.
            0x00bd => {
                let last = data.len().checked_sub(2).and_then(|at| word(data, at));
                let (row, first) = (word(data, 0), word(data, 2));
                let (row, columns) = row.zip(first.zip(last)).ok_or(Refusal::Damaged)?;
                extent.reach(row, columns);
            }
            0x002f if word(data, 0) != Some(0) => return Err(Refusal::Encrypted),
            _ => {}
        }
        if sum.saturating_add(extent.cells()) > most {
            return Err(too_many);
        }
    }
    Ok(())
}

/// The next record: its kind, its data, and what follows.
fn record(stream: &[u8]) -> Option<(u32, &[u8], &[u8])> {
    let (kind, length) = (word(stream, 0)?, word(stream, 2)?);
    let length = usize::try_from(length).ok()?;
    let (data, after) = stream.get(4..)?.split_at_checked(length)?;
    Some((kind, data, after))
}

/// How many cells a DIMENSIONS record claims; its ends are exclusive.
fn claimed(data: &[u8]) -> Option<u64> {
    let long = |at: usize| {
        let (low, high) = (word(data, at)?, word(data, at.checked_add(2)?)?);
        Some(low | high << 16)
    };
    let (rows, columns) = if data.len() >= 14 {
        ((long(0)?, long(4)?), (word(data, 8)?, word(data, 10)?))
    } else {
        (
            (word(data, 0)?, word(data, 2)?),
            (word(data, 4)?, word(data, 6)?),
        )
    };
    // A first column beyond the format is taken for 0, as the library does.
    let first = if columns.0 > 0xff { 0 } else { columns.0 };
    let span = |first: u32, end: u32| u64::from(end.saturating_sub(first));
    span(rows.0, rows.1).checked_mul(span(first, columns.1))
}

fn word(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at.checked_add(2)?)?;
    let bytes: [u8; 2] = bytes.try_into().ok()?;
    Some(u32::from(u16::from_le_bytes(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(records: &[(u16, &[u8])]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (kind, data) in records {
            bytes.extend(kind.to_le_bytes());
            bytes.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
            bytes.extend(*data);
        }
        bytes
    }

    fn place(row: u16, column: u16) -> Vec<u8> {
        [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat()
    }

    #[test]
    fn two_cells_in_opposite_corners_are_refused_before_anything_is_built() {
        let limits = Limits::default();
        let (first, last) = (place(0, 0), place(65_535, 255));
        let far = stream(&[(0x0809, &[0; 16]), (0x0203, &first), (0x0203, &last)]);
        let refusal = measure(&far, &limits).unwrap_err();
        assert_eq!(refusal, Refusal::TooManyCells { limit: 1 << 22 });
        // One in each of two sheets is little.
        let apart = stream(&[
            (0x0809, &[0; 16]),
            (0x0203, &first),
            (0x0809, &[0; 16]),
            (0x0203, &last),
        ]);
        assert_eq!(measure(&apart, &limits), Ok(()));
    }

    #[test]
    fn a_claim_beyond_the_format_is_refused() {
        let mut claim = Vec::new();
        for long in [0_u32, 0xffff_ffff] {
            claim.extend(long.to_le_bytes());
        }
        claim.extend([0, 0, 255, 255, 0, 0]);
        let bytes = stream(&[(0x0200, &claim)]);
        assert!(matches!(
            measure(&bytes, &Limits::default()),
            Err(Refusal::TooManyCells { .. })
        ));
        let short = stream(&[(0x0200, &[9, 0, 1])]);
        assert_eq!(measure(&short, &Limits::default()), Err(Refusal::Damaged));
    }
}
