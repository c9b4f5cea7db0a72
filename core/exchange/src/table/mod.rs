//! Finds the table in a sheet: its title, header, columns and rows.
//!
//! Knows what a column is about and which rows are data; what a cell means is
//! the business of [`value`](crate::value).

mod column;
mod header;
mod mapping;
mod rows;

pub use crate::words::Role;
pub use column::Column;
pub(crate) use header::COLUMNS;
pub use mapping::{Mapping, SheetKind};
pub use rows::{Footer, Table};

use crate::finding::{Finding, Weight};
use crate::sheet::Sheet;
use crate::{Limits, Notice, Words};

/// Finds the table of a sheet.
///
/// The header may stand below titles and span rows; labels are known by the
/// words, or by what the mapping says of them.
///
/// # Errors
///
/// The finding that there is no header.
pub fn find<'s>(
    sheet: &'s Sheet,
    mapping: &Mapping,
    words: &Words,
) -> Result<Table<'s>, Box<Finding>> {
    find_within(sheet, mapping, words, Limits::default().findings)
}

/// [`find`], with so many findings of each kind.
pub(crate) fn find_within<'s>(
    sheet: &'s Sheet,
    mapping: &Mapping,
    words: &Words,
    most: usize,
) -> Result<Table<'s>, Box<Finding>> {
    let header = header::find(sheet, mapping, words).ok_or_else(|| {
        let finding = Finding::new(
            sheet.name(),
            String::new(),
            Weight::Doubt,
            &Notice::NoHeader,
        );
        Box::new(finding)
    })?;
    Ok(rows::table(sheet, header, words, most))
}
