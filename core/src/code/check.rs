use serde::Serialize;

use super::CodeError;

/// What kind of code a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A division code.
    Division,
    /// A credit code.
    CreditCode,
    /// An ID number.
    IdNumber,
    /// A filing number.
    FilingNumber,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Checked {
    /// The code as it may be shown: an ID number is masked.
    pub code: String,
    /// What it is, or looks like; `None` when it looks like nothing known.
    pub kind: Option<Kind>,
    /// What it names, where that is known.
    pub name: Option<String>,
    /// Why it is bad, if it is.
    pub error: Option<CodeError>,
}

/// Checks.
#[must_use]
pub fn check(text: &str) -> Checked {
    let _ = text;
    todo!()
}
