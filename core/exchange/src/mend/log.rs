//! What is said of a cell that was put right, and of one in doubt.

use bangfu::error::{Code, Lang};

use crate::Mend;
use crate::finding::Finding;

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
