//! Writes the copy.

use std::collections::{BTreeMap, BTreeSet};

use bangfu::time::Date;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, Formula, Note, Workbook, Worksheet, XlsxError,
};

use super::cells::{Mended, Value, binary};
use super::log::reason;
use super::{Copy, Repair};
use crate::Refusal;
use crate::form::{LOG_LABELS, LOG_NAME};
use crate::sheet::{Cell, Epoch, Sheet, address};
use crate::value::{Day, day};

/// A file of this format has so many rows and columns.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;
/// A text has so many UTF-16 units.
const TEXT: usize = 32_767;
/// Merged areas hold so many cells in all.
const MERGED: u64 = 1 << 20;
/// So many cells get a comment; the rest is only coloured.
const COMMENTS: usize = 10_000;
/// The name of a sheet has so many characters.
const NAMED: usize = 31;

pub(super) struct Writing {
    book: Workbook,
    formats: Formats,
    names: BTreeSet<String>,
    repairs: Vec<Repair>,
    marked: usize,
    merged: u64,
}

struct Formats {
    plain: Format,
    day: Format,
    mended: Format,
    mended_day: Format,
    doubt: Format,
    doubt_day: Format,
    head: Format,
}

impl Writing {
    pub(super) fn new(day: Option<Date>) -> Result<Self, Refusal> {
        let mut book = Workbook::new();
        let made = day.map_or((2000, 1, 1), |day| (day.year(), day.month(), day.day()));
        let year = made.0.clamp(1900, 9999);
        let made = ExcelDateTime::from_ymd(year, made.1, made.2).map_err(refusal)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let (green, yellow) = (Color::RGB(0x00E2_EFDA), Color::RGB(0x00FF_E699));
        let day = Format::new().set_num_format("yyyy-mm-dd");
        Ok(Self {
            book,
            formats: Formats {
                plain: Format::new(),
                mended: Format::new().set_background_color(green),
                mended_day: day.clone().set_background_color(green),
                doubt: Format::new().set_background_color(yellow),
                doubt_day: day.clone().set_background_color(yellow),
                day,
                head: Format::new().set_bold(),
            },
            names: BTreeSet::from([LOG_NAME.to_owned()]),
            repairs: Vec::new(),
            marked: 0,
            merged: 0,
        })
    }

    /// Writes a sheet with its repairs, and marks the cells in doubt.
    pub(super) fn sheet(
        &mut self,
        sheet: &Sheet,
        mended: &Mended,
        marks: &BTreeMap<(u32, u32), String>,
    ) -> Result<(), Refusal> {
        let name = self.name(sheet.name());
        let mut own = Worksheet::new();
        own.set_name(&name).map_err(refusal)?;
        self.merge(sheet, &mut own)?;
        let empty = BTreeSet::from_iter(mended.keys().chain(marks.keys()).copied());
        for row in sheet.rows() {
            for (column, cell) in sheet.row(row) {
                if !mended.contains_key(&(row, column)) {
                    let doubtful = marks.contains_key(&(row, column));
                    self.cell(&mut own, sheet.epoch(), (row, column), cell, doubtful)?;
                }
            }
        }
        for place in empty {
            let (row, column) = within(place)?;
            if let Some((value, why)) = mended.get(&place) {
                self.mend(&mut own, place, value)?;
                let before = sheet.get(place.0, place.1).map(shown).unwrap_or_default();
                self.repairs.push(Repair {
                    sheet: name.clone(),
                    cell: address(place.0, place.1),
                    before,
                    after: after(value),
                    why: why.clone(),
                });
            } else if sheet.get(place.0, place.1).is_none() {
                own.write_blank(row, column, &self.formats.doubt)
                    .map_err(refusal)?;
            }
            if let Some(said) = marks.get(&place) {
                self.marked = self.marked.saturating_add(1);
                if self.marked <= COMMENTS {
                    let said: String = said.chars().take(1000).collect();
                    let note = Note::new(said)
                        .add_author_prefix(false)
                        .set_author("bangfu");
                    let note = note.set_width(320).set_height(120);
                    own.insert_note(row, column, &note).map_err(refusal)?;
                }
            }
        }
        self.book.push_worksheet(own);
        Ok(())
    }

    /// The name of a sheet as this format allows it, and once only.
    fn name(&mut self, name: &str) -> String {
        let odd = |c: char| matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control();
        let tidy = |c: char| if odd(c) { '_' } else { c };
        let short = |text: &str, length: usize| -> String {
            // Its length is counted as UTF-16.
            let mut left = length;
            let fits = text.chars().map(tidy).take_while(|c| {
                let fits = left.checked_sub(c.len_utf16());
                left = fits.unwrap_or(0);
                fits.is_some()
            });
            fits.collect()
        };
        let mut found = short(name.trim_matches('\''), NAMED);
        if found.trim().is_empty() {
            found = "Sheet".to_owned();
        }
        let first = found.clone();
        let mut number = 1_usize;
        while self.names.contains(&found.to_lowercase()) {
            number = number.saturating_add(1);
            let end = format!("~{number}");
            found = short(&first, NAMED.saturating_sub(end.len())) + &end;
        }
        self.names.insert(found.to_lowercase());
        found
    }

    fn merge(&mut self, sheet: &Sheet, own: &mut Worksheet) -> Result<(), Refusal> {
        for area in sheet.merged() {
            let rows = u64::from(area.last.0.saturating_sub(area.first.0)).saturating_add(1);
            let columns = u64::from(area.last.1.saturating_sub(area.first.1)).saturating_add(1);
            let cells = rows.saturating_mul(columns);
            if cells < 2 {
                continue;
            }
            self.merged = self.merged.saturating_add(cells);
            if self.merged > MERGED {
                let limit = usize::try_from(MERGED).unwrap_or(usize::MAX);
                return Err(Refusal::TooManyCells { limit });
            }
            let (first, last) = (within(area.first)?, within(area.last)?);
            let plain = &self.formats.plain;
            match own.merge_range(first.0, first.1, last.0, last.1, "", plain) {
                // Of areas that overlap the first counts, as when they are read.
                Ok(_) | Err(XlsxError::MergeRangeOverlaps(..)) => {}
                Err(error) => return Err(refusal(error)),
            }
        }
        Ok(())
    }

    fn cell(
        &self,
        own: &mut Worksheet,
        epoch: Epoch,
        place: (u32, u32),
        cell: Cell<'_>,
        doubtful: bool,
    ) -> Result<(), Refusal> {
        let (row, column) = within(place)?;
        let (format, day_format) = if doubtful {
            (&self.formats.doubt, &self.formats.doubt_day)
        } else {
            (&self.formats.plain, &self.formats.day)
        };
        match cell {
            Cell::Text(text) => {
                long(text, place)?;
                own.write_string_with_format(row, column, text, format)
            }
            Cell::Number(number) => match exactly(number) {
                Some(value) => own.write_number_with_format(row, column, value, format),
                None => own.write_string_with_format(row, column, number.to_string(), format),
            },
            Cell::Serial(number) if epoch == Epoch::Of1900 => match exactly(number) {
                Some(value) => own.write_number_with_format(row, column, value, day_format),
                None => own.write_string_with_format(row, column, number.to_string(), format),
            },
            Cell::Serial(_) | Cell::Date(_) => match day(cell, epoch) {
                Ok(Day::Whole(date)) if excel(date).is_some() => {
                    let date = excel(date).unwrap_or_default();
                    own.write_datetime_with_format(row, column, &date, day_format)
                }
                _ => own.write_string_with_format(row, column, shown(cell), format),
            },
            Cell::Truth(truth) => own.write_boolean_with_format(row, column, truth, format),
            // What a file calls an error may be anything, and a formula would run.
            Cell::Error(error) if !ERRORS.contains(&error) => {
                own.write_string_with_format(row, column, error, format)
            }
            Cell::Error(error) => {
                let formula = Formula::new(format!("={error}")).set_result(error);
                own.write_formula_with_format(row, column, formula, format)
            }
        }
        .map(|_| ())
        .map_err(refusal)
    }

    fn mend(&self, own: &mut Worksheet, place: (u32, u32), value: &Value) -> Result<(), Refusal> {
        let (row, column) = within(place)?;
        let format = &self.formats.mended;
        match value {
            Value::Text(text) => {
                long(text, place)?;
                own.write_string_with_format(row, column, text, format)
            }
            Value::Label(label) => own.write_string_with_format(row, column, *label, format),
            Value::Number(number) => {
                let value = exactly(*number).unwrap_or_default();
                own.write_number_with_format(row, column, value, format)
            }
            Value::Date(date) => {
                let date = excel(*date).unwrap_or_default();
                own.write_datetime_with_format(row, column, &date, &self.formats.mended_day)
            }
        }
        .map(|_| ())
        .map_err(refusal)
    }

    /// Writes the record of what was changed, and ends.
    pub(super) fn end(mut self) -> Result<Copy, Refusal> {
        let mut own = Worksheet::new();
        own.set_name(LOG_NAME).map_err(refusal)?;
        for (column, label) in (0_u16..).zip(LOG_LABELS) {
            own.write_string_with_format(0, column, label, &self.formats.head)
                .map_err(refusal)?;
        }
        for (row, repair) in (1_u32..).zip(&self.repairs) {
            if row >= ROWS {
                return Err(Refusal::TooManyRows);
            }
            let why = reason(&repair.why);
            let texts = [
                &repair.sheet,
                &repair.cell,
                &repair.before,
                &repair.after,
                &why,
            ];
            for (column, text) in (0_u16..).zip(texts) {
                own.write_string(row, column, text).map_err(refusal)?;
            }
        }
        self.book.push_worksheet(own);
        let bytes = self.book.save_to_buffer().map_err(refusal)?;
        Ok(Copy {
            bytes,
            repairs: self.repairs,
            marked: self.marked,
        })
    }
}

/// What a formula can end in.
const ERRORS: [&str; 7] = [
    "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!",
];

/// The place in a sheet of this format.
fn within((row, column): (u32, u32)) -> Result<(u32, u16), Refusal> {
    let fits = row < ROWS && column < COLUMNS;
    let column = u16::try_from(column).ok().filter(|_| fits);
    column
        .map(|column| (row, column))
        .ok_or(Refusal::TooManyRows)
}

fn long(text: &str, (row, column): (u32, u32)) -> Result<(), Refusal> {
    if text.len() > TEXT && text.encode_utf16().count() > TEXT {
        let cell = address(row, column);
        return Err(Refusal::TextTooLong { limit: TEXT, cell });
    }
    Ok(())
}

/// The binary number that is printed as this one.
fn exactly(number: crate::sheet::Number) -> Option<f64> {
    let value = binary(number)?;
    (crate::sheet::Number::of(value) == Some(number)).then_some(value)
}

fn excel(date: Date) -> Option<ExcelDateTime> {
    let year = Some(date.year()).filter(|year| *year > 1900)?;
    ExcelDateTime::from_ymd(year, date.month(), date.day()).ok()
}

fn shown(cell: Cell<'_>) -> String {
    match cell {
        Cell::Text(text) | Cell::Error(text) => text.to_owned(),
        Cell::Number(number) | Cell::Serial(number) => number.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Truth(truth) => truth.to_string().to_uppercase(),
    }
}

fn after(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Text(text) => text.clone(),
        Value::Label(label) => (*label).to_owned(),
    }
}

/// All that the library refuses was looked at before; what is left is a file
/// that it can't hold.
fn refusal(_: XlsxError) -> Refusal {
    Refusal::TooManyRows
}
