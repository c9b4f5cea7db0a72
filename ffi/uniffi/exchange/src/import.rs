//! Sheets in: what they change in a programme.

use std::sync::Arc;
use std::time::Instant;

use bangfu::allocate::Throttled;
use bangfu::answer;
use bangfu::error::Lang;
use bangfu::finding::{Findings, spoken};
use bangfu_exchange::answer::{self as exchange, Sheet};
use bangfu_exchange::import::{Fate, Found, Import};
use bangfu_exchange::{Limits, More, Weight};
use bangfu_uniffi::document::probe;
use bangfu_uniffi::error::{RawError, guard};

use crate::options::{RawImportOptions, RawLang};
use crate::progress::{Listening, RawExchangeListener};

/// A file as a host holds it.
#[derive(Debug, uniffi::Record)]
pub struct RawSheet {
    /// Its name, by which findings call it.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What sheets or a text change in a programme.
#[derive(Debug, uniffi::Object)]
pub struct RawImport(Import);

/// How many rows of a list have which fate.
#[derive(Debug, uniffi::Record)]
pub struct RawCounts {
    /// New.
    pub added: u64,
    /// There with other content, and replaced.
    pub changed: u64,
    /// There with other content, and left as they are.
    pub differs: u64,
    /// There.
    pub same: u64,
}

/// What a finding means for its row.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum RawWeight {
    /// The row, or a line of it, is not taken.
    KeptOut,
    /// It is taken, and a person should look at it.
    Doubt,
    /// It is taken, and this is how.
    Note,
}

/// Something that was found in a sheet, at a cell.
#[derive(Debug, uniffi::Record)]
pub struct RawFound {
    /// The name of the file.
    pub file: String,
    /// The name of the sheet.
    pub sheet: String,
    /// The cell; empty for the whole sheet.
    pub cell: String,
    /// What it means for the row.
    pub weight: RawWeight,
    /// The number, never reused.
    pub number: u32,
    /// The name that stays.
    pub name: String,
    /// What was found, in Chinese.
    pub text_zh: String,
    /// What was found, in English.
    pub text_en: String,
    /// What the cell should hold, where that is known.
    pub suggestion: Option<String>,
}

impl RawImport {
    pub(crate) fn new(import: Import) -> Arc<Self> {
        Arc::new(Self(import))
    }
}

impl RawSheet {
    pub(crate) fn lent(&self) -> Sheet<'_> {
        Sheet {
            name: &self.name,
            bytes: &self.bytes,
        }
    }
}

/// Asks whether there is memory to read these files, all of them together; one
/// of more than `limit` bytes is refused by its length.
pub(crate) fn probe_files(files: &[Sheet<'_>], limit: usize) -> Result<(), RawError> {
    Ok(exchange::probe_memory(files, limit).map_err(Findings::from)?)
}

/// Plans what sheets change in a programme.
#[uniffi::export]
pub fn raw_exchange_import(
    sheets: Vec<RawSheet>,
    programme: &[u8],
    options: RawImportOptions,
    listener: Option<Arc<dyn RawExchangeListener>>,
) -> Result<Arc<RawImport>, RawError> {
    guard(|| {
        let options = options.read()?;
        let sheets: Vec<_> = sheets.iter().map(RawSheet::lent).collect();
        probe(programme.len())?;
        probe_files(&sheets, Limits::default().bytes)?;
        let programme = answer::programme(programme)?;
        let start = Instant::now();
        let mut listening = Listening(listener);
        let mut progress = Throttled::new(&mut listening, || start.elapsed());
        let import = exchange::import(&sheets, || programme, &options, &mut progress)?;
        Ok(RawImport::new(import))
    })
}

#[uniffi::export]
impl RawImport {
    /// Whether the programme stays as it is.
    pub fn is_empty(&self) -> Result<bool, RawError> {
        guard(|| Ok(self.0.is_empty()))
    }

    /// How many rows of a list have which fate.
    pub fn count(&self, list: String) -> Result<RawCounts, RawError> {
        guard(|| {
            let count = |fate| self.0.count(&list, fate) as u64;
            Ok(RawCounts {
                added: count(Fate::Added),
                changed: count(Fate::Changed),
                differs: count(Fate::Differs),
                same: count(Fate::Same),
            })
        })
    }

    /// How many new entries wait for a person.
    pub fn on_hold(&self) -> Result<u64, RawError> {
        guard(|| Ok(self.0.on_hold() as u64))
    }

    /// How many findings there are beyond those of [`findings`](Self::findings).
    pub fn more(&self) -> Result<u64, RawError> {
        let count = |more: &(Arc<str>, More)| more.1.count as u64;
        guard(|| Ok(self.0.more.iter().map(count).sum()))
    }

    /// What was found, in the order of the files; of each kind and file the first
    /// thousand.
    pub fn findings(&self) -> Result<Vec<RawFound>, RawError> {
        guard(|| Ok(self.0.findings.iter().map(RawFound::from).collect()))
    }

    /// What changes and what was found, as the command line prints it before it
    /// has written anything.
    pub fn report(&self, lang: RawLang) -> Result<String, RawError> {
        guard(|| Ok(self.0.json(lang.into())))
    }

    /// The programme with all of it, as bangfu writes it.
    pub fn programme(&self) -> Result<String, RawError> {
        guard(|| Ok(self.0.programme.canonical()))
    }
}

impl From<&Found> for RawFound {
    fn from(Found { file, finding }: &Found) -> Self {
        Self {
            // As the report writes it: a name may hold an ID number.
            file: spoken(file),
            sheet: spoken(finding.sheet()),
            cell: finding.cell().to_owned(),
            weight: finding.weight().into(),
            number: finding.number().into(),
            name: finding.name().to_owned(),
            text_zh: finding.text(Lang::Zh).to_owned(),
            text_en: finding.text(Lang::En).to_owned(),
            suggestion: finding.suggestion().map(str::to_owned),
        }
    }
}

impl From<Weight> for RawWeight {
    fn from(weight: Weight) -> Self {
        match weight {
            Weight::KeptOut => Self::KeptOut,
            Weight::Doubt => Self::Doubt,
            Weight::Note => Self::Note,
        }
    }
}
