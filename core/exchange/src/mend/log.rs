//! The sheet that says what was changed, and what is said of a cell in doubt.

use bangfu::error::{Code, Lang};

use crate::Mend;
use crate::finding::Finding;
use crate::sheet::Sheet;

/// What the sheet is called.
pub(super) const NAME: &str = "修改记录";

/// Its columns.
pub(super) const LABELS: [&str; 5] = ["工作表", "单元格", "修改前", "修改后", "修改原因"];

/// Whether a sheet is the record of an earlier repair, and no table.
pub(crate) fn is_log(sheet: &Sheet) -> bool {
    let named = sheet.name().starts_with(NAME);
    named
        && (0_u32..)
            .zip(LABELS)
            .all(|(column, label)| sheet.get(0, column).and_then(|cell| cell.text()) == Some(label))
}

/// A finding in both languages, with what the cell should hold.
pub(super) fn said(finding: &Finding) -> String {
    let (zh, en) = (finding.text(Lang::Zh), finding.text(Lang::En));
    match finding.suggestion() {
        Some(value) => format!("{zh}\n建议：{value}\n{en}\nsuggested: {value}"),
        None => format!("{zh}\n{en}"),
    }
}

/// A reason in both languages.
pub(super) fn reason(why: &Mend) -> String {
    format!("{} / {}", why.text(Lang::Zh), why.text(Lang::En))
}
