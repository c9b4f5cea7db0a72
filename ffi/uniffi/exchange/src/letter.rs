//! A running text in: repaired, and what it states.

use std::sync::Arc;

use bangfu::answer;
use bangfu_exchange::Limits;
use bangfu_exchange::answer::{self as exchange, Letter};
use bangfu_uniffi::document::probe;
use bangfu_uniffi::error::{RawError, guard};

use crate::import::{RawImport, RawSheet, probe_files};
use crate::options::{RawAcceptOptions, RawLang, letter_options};

/// A text as it came, repaired, and what it proposes.
#[derive(Debug, uniffi::Object)]
pub struct RawLetter(Letter);

/// Repairs a text and looks for what it states.
#[uniffi::export]
pub fn raw_exchange_letter(
    text: RawSheet,
    mapping: Option<String>,
) -> Result<Arc<RawLetter>, RawError> {
    guard(|| {
        let options = letter_options(mapping)?;
        probe_files(&[text.lent()], Limits::default().prose)?;
        let letter = exchange::letter(text.lent(), &options)?;
        Ok(Arc::new(RawLetter(letter)))
    })
}

#[uniffi::export]
impl RawLetter {
    /// The repaired text, with the mark that the source had.
    pub fn restored(&self) -> Result<Vec<u8>, RawError> {
        guard(|| Ok(self.0.restored().into_bytes()))
    }

    /// The repairs and what is proposed, as the command line prints it.
    pub fn report(&self, lang: RawLang) -> Result<String, RawError> {
        guard(|| Ok(self.0.json(lang.into())))
    }

    /// Plans what is put into a programme of what was accepted.
    pub fn accept(
        &self,
        programme: &[u8],
        options: RawAcceptOptions,
    ) -> Result<Arc<RawImport>, RawError> {
        guard(|| {
            let options = options.read()?;
            probe(programme.len())?;
            let programme = answer::programme(programme)?;
            Ok(RawImport::new(self.0.accept(|| programme, &options)?))
        })
    }
}
