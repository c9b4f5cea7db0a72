//! Writes sheets as a workbook (.xlsx).
//!
//! Text is text: nothing that a cell holds ever becomes a formula, a link or a
//! part of the file's own structure. The bytes follow from the sheets and the
//! day alone; the library would otherwise write down when it ran.
//!
//! The library makes the text of each sheet on a thread of its own when it
//! saves, and panics where none can be made. Only sheets in its constant-memory
//! mode go without; but those lay the cells down in temporary files, and so
//! names and amounts on a disk that nobody asked to write on. So the threads
//! stay; they end before [`xlsx()`] returns, and the bytes don't depend on them.

use bangfu::error::Lang;
use bangfu::time::Date;
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, Formula as Written, IgnoreError,
    Workbook, Worksheet, XlsxError,
};

use super::error::Unwritten;
use super::height;
use super::looks::Looks;
use super::page::{Cell, Computed, Formula, Kind, Layout, Page};
use super::total;
use crate::sheet::address;

/// So many rows a sheet has.
const ROWS: usize = 1 << 20;
/// So many rows of a form have drop-down lists.
const CHOOSING: u32 = 5_000;
/// So many UTF-16 units the text of a cell has.
const TEXT: usize = 32_767;

/// Writes a workbook that says it was made on `day`.
///
/// Amounts of more than 15 digits are text, since a spreadsheet keeps no more;
/// so is the sum of a column that comes to more.
///
/// # Errors
///
/// `SHEET_FULL` and `CELL_FULL`, where .xlsx would lose something.
pub fn xlsx(pages: &[Page], day: Date, lang: Lang) -> Result<Vec<u8>, Unwritten> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(day.year(), day.month(), day.day());
    let made = made.map_err(|error| refused("", &error))?;
    let properties = DocProperties::new()
        .set_author("bangfu")
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    let looks = Looks::new(lang);
    for page in pages {
        let sheet = workbook.add_worksheet();
        let writer = Writer {
            page,
            looks: &looks,
            lang,
        };
        writer.write(sheet)?;
    }
    // Which sheet it was, the library does not say.
    workbook
        .save_to_buffer()
        .map_err(|error| refused("", &error))
}

fn refused(sheet: &str, error: &XlsxError) -> Unwritten {
    Unwritten::Refused {
        sheet: sheet.to_owned(),
        reason: error.to_string(),
    }
}

/// One sheet on its way.
struct Writer<'a> {
    page: &'a Page,
    looks: &'a Looks,
    lang: Lang,
}

impl Writer<'_> {
    fn write(&self, sheet: &mut Worksheet) -> Result<(), Unwritten> {
        let (page, first) = (self.page, self.page.first_row());
        // The header, the title and the sums.
        if page.rows.len().saturating_add(3) > ROWS {
            return Err(Unwritten::TooManyRows {
                sheet: page.name.clone(),
                limit: ROWS.saturating_sub(3),
            });
        }
        let fail = |error: XlsxError| refused(&page.name, &error);
        sheet.set_name(&page.name).map_err(fail)?;
        sheet.set_default_row_height(height::of(1));
        self.paper(sheet).map_err(fail)?;
        self.header(sheet).map_err(fail)?;
        for (row, cells) in (first..).zip(&page.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                self.cell(sheet, row, column, cell)?;
            }
            let lines = height::lines(&page.columns, cells);
            if lines > 1 {
                sheet.set_row_height(row, height::of(lines)).map_err(fail)?;
            }
        }
        self.sums(sheet)?;
        self.choices(sheet).map_err(fail)
    }

    /// How it looks on paper: A4, upright for letters, all columns on one page,
    /// the header on each. Of very wide lists A4 could not be read.
    fn paper(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let columns = self.page.columns.iter();
        let shown = columns.filter(|column| column.kind != Kind::Data);
        let width = shown.map(|column| u32::from(column.width)).sum::<u32>();
        let (a4, a3) = (9, 8);
        sheet.set_paper_size(if width > 200 { a3 } else { a4 });
        sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_print_center_horizontally(true);
        let (zh, en) = ("&C第 &P 页，共 &N 页", "&CPage &P of &N");
        sheet.set_footer(self.lang.choose(zh, en));
        if self.page.layout == Layout::Letter {
            sheet.set_screen_gridlines(false);
        } else {
            sheet.set_landscape();
        }
        let shown = self.page.columns.iter();
        let shown = shown.filter(|column| column.kind != Kind::Data).count();
        let right = u16::try_from(shown).unwrap_or(u16::MAX).saturating_sub(1);
        let sums = self.page.columns.iter().any(|column| column.summed);
        let last = self.last_row().saturating_add(u32::from(sums));
        sheet.set_print_area(0, 0, last, right)?;
        for (index, column) in (0_u16..).zip(&self.page.columns) {
            sheet.set_column_width(index, column.width)?;
        }
        Ok(())
    }

    /// The last row of data, or of room for it.
    fn last_row(&self) -> u32 {
        let rows = match self.page.layout {
            Layout::Form { rows } => rows,
            _ => u32::try_from(self.page.rows.len()).unwrap_or(u32::MAX),
        };
        self.page.first_row().saturating_add(rows).saturating_sub(1)
    }

    fn header(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let page = self.page;
        if page.layout == Layout::Letter {
            return Ok(());
        }
        let first = page.first_row();
        let header = first.saturating_sub(1);
        if let Some(title) = &page.title {
            sheet.write_string_with_format(0, 0, &*safe(title), &self.looks.title)?;
            sheet.set_row_height(0, 26)?;
        }
        for (index, column) in (0_u16..).zip(&page.columns) {
            let look = self.looks.header(column.kind);
            sheet.write_string_with_format(header, index, &column.label, look)?;
        }
        sheet.set_row_height(header, 30)?;
        sheet.set_freeze_panes(first, 1)?;
        sheet.set_repeat_rows(0, header)?;
        let last = first.saturating_add(u32::try_from(page.rows.len()).unwrap_or(u32::MAX));
        let width = u16::try_from(page.columns.len()).unwrap_or(u16::MAX);
        let right = width.saturating_sub(1);
        if page.layout == Layout::List && !page.rows.is_empty() {
            sheet.autofilter(header, 0, last.saturating_sub(1), right)?;
        }
        // Codes are text on purpose.
        sheet.ignore_error_range(0, 0, last, right, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    fn cell(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        cell: &Cell,
    ) -> Result<(), Unwritten> {
        let kind = self.page.columns.get(usize::from(column));
        let kind = kind.map_or(Kind::Prose, |column| column.kind);
        let look = match self.page.layout {
            Layout::Letter if kind != Kind::Data => self.looks.letter(column),
            Layout::Letter => &self.looks.mark,
            _ => self.looks.cell(kind),
        };
        let written = match cell {
            Cell::Empty if self.page.layout == Layout::Letter => return Ok(()),
            Cell::Empty => sheet.write_blank(row, column, look),
            Cell::Text(text) => {
                self.fits(text, row, column)?;
                sheet.write_string_with_format(row, column, &*safe(text), look)
            }
            Cell::Money(money) => match total::number(*money) {
                Some(number) => {
                    sheet.write_number_with_format(row, column, number, &self.looks.money)
                }
                None => {
                    let shown = bangfu::money::grouped(*money);
                    sheet.write_string_with_format(row, column, &shown, &self.looks.long_money)
                }
            },
            Cell::Count(count) => match total::whole(*count) {
                Some(number) => {
                    sheet.write_number_with_format(row, column, number, &self.looks.count)
                }
                None => {
                    let shown = count.to_string();
                    sheet.write_string_with_format(row, column, &shown, &self.looks.long_money)
                }
            },
            Cell::Day(day) => match serial(*day) {
                Some(date) => sheet.write_datetime_with_format(row, column, &date, &self.looks.day),
                None => sheet.write_string_with_format(row, column, &*day.to_string(), look),
            },
            Cell::Formula(formula) => {
                let look = match formula.result {
                    Computed::Money(_) => &self.looks.money,
                    Computed::Count(_) => &self.looks.count,
                    Computed::Text(_) => &self.looks.answer,
                };
                return self.formula(sheet, (row, column), formula, look);
            }
        };
        written
            .map(|_| ())
            .map_err(|error| refused(&self.page.name, &error))
    }

    fn formula(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        formula: &Formula,
        look: &Format,
    ) -> Result<(), Unwritten> {
        let result = match &formula.result {
            Computed::Money(money) => money.to_string(),
            Computed::Count(count) => count.to_string(),
            Computed::Text(text) => text.clone(),
        };
        let written = Written::new(&formula.text).set_result(result);
        sheet
            .write_formula_with_format(row, column, written, look)
            .map(|_| ())
            .map_err(|error| refused(&self.page.name, &error))
    }

    /// Refuses a text that would be cut off.
    fn fits(&self, text: &str, row: u32, column: u16) -> Result<(), Unwritten> {
        if text.len() <= TEXT || text.encode_utf16().count() <= TEXT {
            return Ok(());
        }
        Err(Unwritten::TextTooLong {
            sheet: self.page.name.clone(),
            cell: address(row, u32::from(column)),
            limit: TEXT,
        })
    }

    /// The row of sums below the rows.
    fn sums(&self, sheet: &mut Worksheet) -> Result<(), Unwritten> {
        let page = self.page;
        let any = page.columns.iter().any(|column| column.summed);
        if !any || page.rows.is_empty() {
            return Ok(());
        }
        let fail = |error: XlsxError| refused(&page.name, &error);
        let first = page.first_row();
        let row = first.saturating_add(u32::try_from(page.rows.len()).unwrap_or(u32::MAX));
        for (index, column) in page.columns.iter().enumerate() {
            let at = u16::try_from(index).unwrap_or(u16::MAX);
            if column.summed {
                let cell = total::of_column(page, index);
                self.sum(sheet, row, at, &cell)?;
            } else {
                sheet.write_blank(row, at, &self.looks.sum).map_err(fail)?;
            }
        }
        let label = self.lang.choose("合计", "Total");
        sheet
            .write_string_with_format(row, 0, label, &self.looks.sum_label)
            .map_err(fail)?;
        Ok(())
    }

    fn sum(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        cell: &Cell,
    ) -> Result<(), Unwritten> {
        let look = &self.looks.sum;
        match cell {
            Cell::Formula(formula) => self.formula(sheet, (row, column), formula, look),
            Cell::Text(text) => {
                let written = sheet.write_string_with_format(row, column, text, look);
                written
                    .map(|_| ())
                    .map_err(|error| refused(&self.page.name, &error))
            }
            _ => Ok(()),
        }
    }

    /// The drop-down lists of a form.
    fn choices(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let Layout::Form { rows } = self.page.layout else {
            return Ok(());
        };
        let first = self.page.first_row();
        let last = first.saturating_add(rows).saturating_sub(1);
        let end = first.saturating_add(CHOOSING);
        for (index, words) in &self.page.choices {
            let column = u16::try_from(*index).unwrap_or(u16::MAX);
            // Other words are possible: a county has kinds of its own.
            let list = DataValidation::new()
                .allow_list_strings(words)?
                .show_error_message(false);
            sheet.add_data_validation(first, column, end, column, &list)?;
        }
        let filled = u32::try_from(self.page.rows.len()).unwrap_or(0);
        for row in first.saturating_add(filled)..=last {
            for (index, column) in (0_u16..).zip(&self.page.columns) {
                sheet.write_blank(row, index, self.looks.cell(column.kind))?;
            }
        }
        Ok(())
    }
}

/// A day as spreadsheets count it; they know none before 1900.
fn serial(day: Date) -> Option<ExcelDateTime> {
    let known = day.year() >= 1900;
    let date = ExcelDateTime::from_ymd(day.year(), day.month(), day.day());
    date.ok().filter(|_| known)
}

/// The library takes text between these tags for its own markup.
fn safe(text: &str) -> std::borrow::Cow<'_, str> {
    if text.starts_with("<r>") && text.ends_with("</r>") {
        format!("{text} ").into()
    } else {
        text.into()
    }
}
