//! How high a row has to be.
//!
//! A spreadsheet fits rows to wrapped text when somebody types into them, but
//! not every one does when it opens a file. So the height is in the file.

use unicode_width::UnicodeWidthStr;

use super::page::{Cell, Column, Kind};

/// The height of a row of so many lines, in points.
pub(super) fn of(lines: u32) -> u32 {
    // The highest that a row may be is 409 points.
    lines.saturating_mul(13).saturating_add(5).min(409)
}

/// How many lines the longest of its wrapped cells takes.
pub(super) fn lines(columns: &[Column], cells: &[Cell]) -> u32 {
    let wrapped = columns.iter().zip(cells).filter_map(|(column, cell)| {
        let Cell::Text(text) = cell else { return None };
        (column.kind == Kind::Prose).then(|| taken(text, column.width))
    });
    wrapped.max().unwrap_or(1)
}

/// The lines that a text takes in a column of so many narrow characters.
///
/// A column of w characters is 7 w + 5 pixels wide, of which borders and the
/// indent take 15; the letters of a table are a tenth smaller than those that
/// columns are measured in.
fn taken(text: &str, width: u16) -> u32 {
    let pixels = usize::from(width).saturating_mul(70).saturating_sub(100);
    let width = (pixels / 67).max(4);
    let lines = text.lines().map(|line| line.width().div_ceil(width).max(1));
    u32::try_from(lines.sum::<usize>())
        .unwrap_or(u32::MAX)
        .max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_as_many_lines_as_it_is_wide() {
        for (text, lines) in [
            ("", 1),
            ("万源市", 1),
            ("限定用于「思源工程」项目且用于第 1 层级", 3),
            ("one\ntwo\n\nfour", 4),
        ] {
            assert_eq!(taken(text, 20), lines, "{text}");
        }
        assert_eq!(of(1), 18);
        assert_eq!(of(1000), 409);
    }
}
