//! Is this document right, and how does bangfu write it?

use serde::Serialize;

use crate::canonical;
use crate::document::{self, Document, Format, Limits};
use crate::error::Lang;
use crate::finding::{Finding, Findings, Row};

/// What [`check`] says of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    format: Option<Format>,
    errors: Vec<Finding>,
    more: usize,
    warnings: Vec<Finding>,
}

/// `check` as formats.md writes it.
#[derive(Serialize)]
struct Written<'a> {
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    errors: Vec<Row<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<usize>,
    warnings: Vec<Row<'a>>,
}

/// Checks a document of any kind and says all that is wrong or odd with it.
///
/// # Examples
///
/// ```
/// let checked = bangfu::answer::check(br#"{"format":"bangfu.rules/1"}"#);
/// assert!(!checked.ok());
/// assert_eq!(checked.errors()[0].pointer(), "/id");
/// ```
#[must_use]
pub fn check(bytes: &[u8]) -> Checked {
    let checked = document::check(bytes, &Limits::default());
    Checked {
        format: checked.format,
        more: checked.errors.more(),
        errors: checked.errors.iter().map(Finding::of).collect(),
        warnings: checked.warnings.iter().map(Finding::of).collect(),
    }
}

impl Checked {
    /// Whether there is no error.
    #[must_use]
    pub const fn ok(&self) -> bool {
        self.errors.is_empty()
    }

    /// The name of the document's format, when that could be told.
    #[must_use]
    pub fn format(&self) -> Option<&'static str> {
        self.format.map(Format::name)
    }

    /// The errors in the order of the document, at most
    /// [`MOST`](crate::finding::MOST).
    #[must_use]
    pub fn errors(&self) -> &[Finding] {
        &self.errors
    }

    /// How many errors there are besides.
    #[must_use]
    pub const fn more(&self) -> usize {
        self.more
    }

    /// What looks odd; looked for only when there is no error.
    #[must_use]
    pub fn warnings(&self) -> &[Finding] {
        &self.warnings
    }

    /// `{"ok":…,"format":…,"errors":[…],"warnings":[…]}`.
    #[must_use]
    pub fn json(&self, lang: Lang) -> String {
        canonical::compact(&Written {
            ok: self.ok(),
            format: self.format(),
            errors: self.errors.iter().map(|row| row.row(lang)).collect(),
            more: (self.more > 0).then_some(self.more),
            warnings: self.warnings.iter().map(|row| row.row(lang)).collect(),
        })
    }
}

/// A document as bangfu writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canonical {
    /// The canonical JSON, without a final newline.
    pub text: String,
    /// `sha256:` and the hash of the text and one final newline.
    pub hash: String,
}

/// The canonical bytes of a document of any kind, and their hash.
///
/// # Errors
///
/// Everything that is wrong with the document.
///
/// # Examples
///
/// ```
/// let rules = bangfu::answer::canonical(br#"{"id": "r", "format": "bangfu.rules/1"}"#)?;
/// assert_eq!(rules.text, r#"{"format":"bangfu.rules/1","id":"r"}"#);
/// # Ok::<(), bangfu::finding::Findings>(())
/// ```
pub fn canonical(bytes: &[u8]) -> Result<Canonical, Findings> {
    let document = Document::read(bytes, &Limits::default())?;
    let text = document.canonical();
    let hash = canonical::hash_of_text(&text);
    Ok(Canonical { text, hash })
}
