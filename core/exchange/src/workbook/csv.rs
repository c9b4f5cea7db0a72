//! Writes a sheet as separated values.
//!
//! A spreadsheet that opens such a file runs what begins like a formula. So a
//! text that does gets an apostrophe in front, which our own import takes off
//! again; a text that begins with one by itself stands in the last column of
//! the lists, which holds what the others can't.

use encoding_rs::GB18030;

use super::error::Unwritten;
use super::page::{Cell, Computed, Layout, Page};
use crate::Limits;
use crate::form::guarded;
use crate::sheet::address;

/// The encoding of a text file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 with a byte order mark, by which spreadsheets know it.
    #[default]
    Utf8,
    /// GB 18030, without a mark.
    Gb18030,
}

/// Writes a page as separated values: a header, then the rows, neither title
/// nor sums.
///
/// Amounts have two decimals and no separators, days are written like
/// 2024-04-02, and lines end as spreadsheets on Windows end them.
///
/// # Errors
///
/// `NOT_IN_ENCODING`, where GB 18030 can't write a character; `CELL_FULL`, where
/// a text is longer than the import reads.
///
/// # Examples
///
/// ```
/// use bangfu_exchange::workbook::{self, Cell, Column, Encoding, Kind, Layout, Page};
///
/// let page = Page {
///     name: "项目".to_owned(),
///     file: "projects",
///     title: None,
///     layout: Layout::List,
///     columns: vec![Column::new("名称", Kind::Text, 10)],
///     rows: vec![vec![Cell::text("=1+1")]],
///     choices: Vec::new(),
/// };
/// let bytes = workbook::csv(&page, Encoding::Utf8)?;
/// assert_eq!(bytes, "\u{feff}名称\r\n'=1+1\r\n".as_bytes());
/// # Ok::<(), workbook::Unwritten>(())
/// ```
pub fn csv(page: &Page, encoding: Encoding) -> Result<Vec<u8>, Unwritten> {
    let mut bytes = Vec::new();
    if encoding == Encoding::Utf8 {
        bytes.extend_from_slice("\u{feff}".as_bytes());
    }
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(bytes);
    let refused = |error: &::csv::Error| Unwritten::Refused {
        sheet: page.name.clone(),
        reason: error.to_string(),
    };
    if page.layout != Layout::Letter {
        let labels = page.columns.iter().map(|column| column.label.clone());
        let labels = encoded(page, 0, labels, encoding)?;
        writer
            .write_byte_record(&labels)
            .map_err(|error| refused(&error))?;
    }
    let first = u32::from(page.layout != Layout::Letter);
    for (row, cells) in (first..).zip(&page.rows) {
        let fields = encoded(page, row, cells.iter().map(text), encoding)?;
        writer
            .write_byte_record(&fields)
            .map_err(|error| refused(&error))?;
    }
    writer.into_inner().map_err(|error| Unwritten::Refused {
        sheet: page.name.clone(),
        reason: error.to_string(),
    })
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => guarded(text).into_owned(),
        Cell::Money(money) => money.to_string(),
        Cell::Count(count) => count.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Formula(formula) => match &formula.result {
            Computed::Money(money) => money.to_string(),
            Computed::Count(count) => count.to_string(),
            Computed::Text(text) => guarded(text).into_owned(),
        },
    }
}

/// The fields of a line in the encoding asked for.
fn encoded(
    page: &Page,
    row: u32,
    fields: impl Iterator<Item = String>,
    encoding: Encoding,
) -> Result<::csv::ByteRecord, Unwritten> {
    let mut record = ::csv::ByteRecord::new();
    for (column, field) in (0_u32..).zip(fields) {
        let limit = Limits::default().text;
        let cell = || address(row, column);
        if field.len() > limit {
            return Err(Unwritten::FieldTooLong {
                sheet: page.name.clone(),
                cell: cell(),
                limit,
            });
        }
        if encoding == Encoding::Utf8 {
            record.push_field(field.as_bytes());
            continue;
        }
        let (bytes, ..) = GB18030.encode(&field);
        // Some characters have no bytes of their own, or give back another.
        let back = GB18030.decode_without_bom_handling_and_without_replacement(&bytes);
        if back.as_deref() != Some(field.as_str()) {
            return Err(Unwritten::NotInEncoding {
                sheet: page.name.clone(),
                cell: cell(),
            });
        }
        record.push_field(&bytes);
    }
    Ok(record)
}
