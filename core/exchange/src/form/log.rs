//! The sheet of a repaired copy that says what was changed: no table.

use crate::sheet::Sheet;

/// What the sheet is called.
pub(crate) const LOG_NAME: &str = "修改记录";

/// Its columns.
pub(crate) const LOG_LABELS: [&str; 5] = ["工作表", "单元格", "修改前", "修改后", "修改原因"];

/// Whether a sheet is the record of an earlier repair, and no table.
pub(crate) fn is_log(sheet: &Sheet) -> bool {
    let mut labels = (0_u32..).zip(LOG_LABELS);
    let stands = |(column, label)| {
        let cell = sheet.get(0, column);
        cell.and_then(|cell| cell.text()) == Some(label)
    };
    sheet.name().starts_with(LOG_NAME) && labels.all(stands)
}
