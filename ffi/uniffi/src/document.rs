//! Questions about a document of any kind.

use bangfu::answer;
use bangfu::error::Lang;
use bangfu::finding::Findings;
use bangfu::misuse::Misuse;

use crate::error::{RawDetail, RawError, guard};

/// What `check` says of a document.
#[derive(Debug, uniffi::Record)]
pub struct RawChecked {
    /// Whether there is no error.
    pub ok: bool,
    /// The name of the format, when that could be told.
    pub format: Option<String>,
    /// The errors in the order of the document.
    pub errors: Vec<RawDetail>,
    /// How many errors there are besides.
    pub more: u64,
    /// What looks odd.
    pub warnings: Vec<RawDetail>,
    /// As the command line prints it, in Chinese.
    pub json_zh: String,
    /// As the command line prints it, in English.
    pub json_en: String,
}

/// A document as bangfu writes it.
#[derive(Debug, uniffi::Record)]
pub struct RawCanonical {
    /// The canonical JSON, without a final newline.
    pub text: String,
    /// `sha256:` and its hash.
    pub hash: String,
}

impl From<answer::Canonical> for RawCanonical {
    fn from(canonical: answer::Canonical) -> Self {
        Self {
            text: canonical.text,
            hash: canonical.hash,
        }
    }
}

/// Checks a document of any kind and says all that is wrong or odd with it.
#[uniffi::export]
pub fn raw_check(document: &[u8]) -> Result<RawChecked, RawError> {
    guard(|| {
        probe(document.len())?;
        let checked = answer::check(document);
        Ok(RawChecked {
            ok: checked.ok(),
            format: checked.format().map(str::to_owned),
            errors: RawDetail::all(checked.errors()),
            more: checked.more() as u64,
            warnings: RawDetail::all(checked.warnings()),
            json_zh: checked.json(Lang::Zh),
            json_en: checked.json(Lang::En),
        })
    })
}

/// The canonical bytes of a document of any kind.
#[uniffi::export]
pub fn raw_canonical(document: &[u8]) -> Result<RawCanonical, RawError> {
    guard(|| {
        probe(document.len())?;
        Ok(answer::canonical(document)?.into())
    })
}

/// Refuses a document of so many bytes, which an argument can't carry.
#[uniffi::export]
pub fn raw_refuse_length(bytes: u64) -> Result<(), RawError> {
    guard(|| {
        if i32::try_from(bytes).is_ok() {
            return Ok(());
        }
        let argument = "document";
        Err(Findings::from(Misuse::BadLength { argument }).into())
    })
}

/// Asks whether there is the memory to read a document of so many bytes.
///
/// # Errors
///
/// `OUT_OF_MEMORY`.
pub fn probe(length: usize) -> Result<(), RawError> {
    Ok(answer::probe_memory(length).map_err(Findings::from)?)
}
