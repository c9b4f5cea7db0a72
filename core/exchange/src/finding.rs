use bangfu::error::{Code, Lang, Pointer};
use serde::Serialize;

/// What a finding means for the row that it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The row, or a line of it, is not taken.
    KeptOut,
    /// It is taken, and a person should look at it.
    Doubt,
    /// It is taken, and this is how.
    Note,
}

/// Something that was found in a sheet, at a cell.
///
/// The text names the sheet's own labels at most, never a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    sheet: String,
    cell: String,
    weight: Weight,
    said: bangfu::finding::Finding,
    suggestion: Option<String>,
}

impl Finding {
    /// Says what was found in a cell.
    pub(crate) fn new(sheet: &str, cell: String, weight: Weight, what: &impl Code) -> Self {
        Self {
            sheet: sheet.to_owned(),
            cell,
            weight,
            said: bangfu::finding::Finding::at(what, &Pointer::root()),
            suggestion: None,
        }
    }

    /// Says what the cell should hold.
    #[must_use]
    pub(crate) fn suggesting(mut self, value: impl Into<String>) -> Self {
        self.suggestion = Some(value.into());
        self
    }

    /// The name of the sheet.
    #[must_use]
    pub fn sheet(&self) -> &str {
        &self.sheet
    }

    /// The cell, such as `D1637`; of JSON the pointer; empty for the whole
    /// sheet.
    #[must_use]
    pub fn cell(&self) -> &str {
        &self.cell
    }

    /// What it means for the row.
    #[must_use]
    pub const fn weight(&self) -> Weight {
        self.weight
    }

    /// The number of the error, notice or note.
    #[must_use]
    pub const fn number(&self) -> u16 {
        self.said.number()
    }

    /// The name that stays.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.said.name()
    }

    /// What was found, in the language asked for.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        self.said.text(lang)
    }

    /// What the cell should hold, where that is known.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestion.as_deref()
    }
}
