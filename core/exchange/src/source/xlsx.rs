//! Office Open XML, cell by cell.

use std::io::Cursor;

use calamine::{DataRef, Dimensions, Reader, SheetVisible, Xlsx, XlsxError};

use crate::finding::Finding;
use crate::sheet::{Area, Cell, Epoch, Filling, Number, Sheet};
use crate::watch::Watch;
use crate::{Limits, Refusal};

use super::Heard;

/// Reads the visible sheets.
///
/// The library can also give a whole rectangle of cells; it would be built for
/// two cells in opposite corners, and end the process. Cells are taken one by
/// one instead.
pub(super) fn read(
    bytes: &[u8],
    merges: bool,
    limits: &Limits,
    watch: &Watch<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Sheet>, Refusal> {
    let heard = Heard {
        bytes: Cursor::new(bytes),
        watch,
    };
    let refusal = |error: &XlsxError| refusal(error, watch);
    let mut book: Xlsx<_> = Xlsx::new(heard).map_err(|error| refusal(&error))?;
    let epoch = if book.has_1904_epoch() {
        Epoch::Of1904
    } else {
        Epoch::Of1900
    };
    let mut names = Vec::new();
    for sheet in book.sheets_metadata() {
        if sheet.visible == SheetVisible::Visible {
            names.push(sheet.name.clone());
        } else {
            findings.push(super::hidden(&sheet.name));
        }
    }
    let mut filling = Filling::new(limits);
    let mut sheets = Vec::new();
    for name in names {
        let mut sheet = Sheet::new(name, epoch);
        match cells(&mut book, watch, &mut sheet, &mut filling) {
            Ok(()) => {}
            // A chart has no cells.
            Err(Failure::Library(XlsxError::WorksheetNotFound(_))) => continue,
            Err(Failure::Library(error)) => return Err(refusal(&error)),
            Err(Failure::Own(refusal)) => return Err(refusal),
        }
        let merged = if sheet.is_empty() || !merges {
            Vec::new()
        } else {
            let merged = book.merge_cells_by_sheet_name(sheet.name());
            merged.map_err(|error| refusal(&error))?
        };
        filling.close(&mut sheet, merged.iter().map(area).collect())?;
        sheets.push(sheet);
    }
    Ok(sheets)
}

enum Failure {
    Library(XlsxError),
    Own(Refusal),
}

fn cells(
    book: &mut Xlsx<Heard<'_, '_>>,
    watch: &Watch<'_>,
    sheet: &mut Sheet,
    filling: &mut Filling<'_>,
) -> Result<(), Failure> {
    let name = sheet.name().to_owned();
    let mut reader = book
        .worksheet_cells_reader(&name)
        .map_err(Failure::Library)?;
    while let Some(found) = reader.next_cell().map_err(Failure::Library)? {
        watch.work(1).map_err(Failure::Own)?;
        let place = found.get_position();
        let mut shown = String::new();
        if let Some(cell) = cell(found.get_value(), &mut shown) {
            filling.put(sheet, place, cell).map_err(Failure::Own)?;
        }
    }
    Ok(())
}

fn cell<'v>(value: &'v DataRef<'_>, shown: &'v mut String) -> Option<Cell<'v>> {
    match value {
        DataRef::Empty => None,
        DataRef::Int(value) => Some(Cell::Number(Number::from_whole(*value))),
        DataRef::Float(value) => Number::of(*value).map(Cell::Number),
        DataRef::String(text) => Some(Cell::Text(text)),
        DataRef::SharedString(text) => Some(Cell::Text(text)),
        DataRef::Bool(truth) => Some(Cell::Truth(*truth)),
        DataRef::DateTime(serial) => Number::of(serial.as_f64()).map(Cell::Serial),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Some(Cell::Text(text)),
        DataRef::Error(error) => {
            *shown = error.to_string();
            Some(Cell::Error(shown))
        }
    }
}

/// A merged area; a file may name its corners in any order.
pub(super) fn area(found: &Dimensions) -> Area {
    Area {
        first: (
            found.start.0.min(found.end.0),
            found.start.1.min(found.end.1),
        ),
        last: (
            found.start.0.max(found.end.0),
            found.start.1.max(found.end.1),
        ),
    }
}

const fn refusal(error: &XlsxError, watch: &Watch<'_>) -> Refusal {
    match error {
        _ if watch.is_stopped() => Refusal::Cancelled,
        XlsxError::Password => Refusal::Encrypted,
        _ => Refusal::Damaged,
    }
}
