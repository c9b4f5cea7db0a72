//! The questions that bindings ask of the exchange, answered whole: bytes and
//! options in, documents out.
//!
//! A binding maps types and decides nothing. Options are values, or an object of
//! JSON that says the same, so that an interface need not change when an option
//! is added. What keeps a question from being answered is [`Findings`], as in
//! the core.
//!
//! | question | answer |
//! |---|---|
//! | [`import()`]: what do these sheets change in a programme? | [`Import`](crate::import::Import) |
//! | [`letter()`]: what does this text say? | [`Letter`], and with a programme an import |
//! | [`mend()`]: what can be put right in this sheet? | [`Files`] |
//! | [`export()`]: the programme as others read it | [`Files`] |
//! | [`template()`]: an empty sheet | [`Files`] |

mod error;
mod export;
mod files;
mod import;
mod letter;
mod options;

pub use error::BadOption;
pub use export::{ExportOptions, Format, Listed, export, template};
pub use files::{Files, FilesReport, Output, Part};
pub use import::{ImportOptions, Sheet, import, mend, probe_memory};
pub use letter::{AcceptOptions, Letter, LetterOptions, LetterReport, letter};

use bangfu::finding::{Finding, Findings};

use crate::Refusal;
use crate::import::{ImportError, Wanted};
use crate::workbook::Unwritten;

impl From<Refusal> for Findings {
    fn from(refusal: Refusal) -> Self {
        Finding::new(&refusal).into()
    }
}

impl From<Wanted> for Findings {
    fn from(wanted: Wanted) -> Self {
        Finding::new(&wanted).into()
    }
}

impl From<Unwritten> for Findings {
    fn from(unwritten: Unwritten) -> Self {
        Finding::new(&unwritten).into()
    }
}

impl From<ImportError> for Findings {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Wanted(wanted) => wanted.into(),
            ImportError::Refused(refusal) => refusal.into(),
            ImportError::Programme(errors) => errors.into(),
        }
    }
}
