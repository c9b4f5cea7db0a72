//! Files out: copies of sheets, lists and plans, open data, templates.

use bangfu::answer;
use bangfu::error::Lang;
use bangfu_exchange::Limits;
use bangfu_exchange::answer::{self as exchange, Files, Output};
use bangfu_exchange::workbook::Template;
use bangfu_uniffi::document::probe;
use bangfu_uniffi::error::{RawDetail, RawError, guard};

use crate::import::{RawSheet, probe_files};
use crate::options::{RawExportOptions, RawImportOptions, RawLang};

/// A file that was made.
#[derive(Debug, uniffi::Record)]
pub struct RawOutput {
    /// The name that it has beside others.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Files that were made, and what there is to say of them.
#[derive(Debug, uniffi::Record)]
pub struct RawFiles {
    /// At least one.
    pub files: Vec<RawOutput>,
    /// Whether they belong into a directory, even if there is only one.
    pub directory: bool,
    /// What they leave out.
    pub left_out: Vec<RawDetail>,
    /// As the command line prints it, in Chinese.
    pub json_zh: String,
    /// As the command line prints it, in English.
    pub json_en: String,
}

/// What a template is for.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum RawTemplate {
    /// Needs of villages.
    Needs,
    /// Gifts of money, and goods.
    Gifts,
    /// Resources that organisations offer.
    Resources,
}

/// Copies a sheet and puts right what is certain.
#[uniffi::export]
pub fn raw_exchange_mend(sheet: RawSheet, options: RawImportOptions) -> Result<RawFiles, RawError> {
    guard(|| {
        let options = options.read()?;
        probe_files(&[sheet.lent()], Limits::default().bytes)?;
        Ok(exchange::mend(sheet.lent(), &options)?.into())
    })
}

/// Writes a programme, and a plan of it, as others read it.
#[uniffi::export]
pub fn raw_exchange_export(
    programme: &[u8],
    plan: Option<Vec<u8>>,
    rules: Option<Vec<u8>>,
    options: RawExportOptions,
) -> Result<RawFiles, RawError> {
    guard(|| {
        let options = options.read()?;
        for document in [Some(programme), plan.as_deref(), rules.as_deref()] {
            probe(document.map_or(0, <[u8]>::len))?;
        }
        let programme = answer::programme(programme)?;
        let rules = rules.map(|rules| answer::rules(&rules)).transpose()?;
        let plan = plan.map(|plan| answer::plan(&plan)).transpose()?;
        let made = exchange::export(&programme, plan.as_ref(), rules.as_ref(), &options)?;
        Ok(made.into())
    })
}

/// An empty sheet for those who report.
#[uniffi::export]
pub fn raw_exchange_template(of: RawTemplate, lang: RawLang) -> Result<RawFiles, RawError> {
    guard(|| Ok(exchange::template(of.into(), lang.into())?.into()))
}

impl From<RawTemplate> for Template {
    fn from(template: RawTemplate) -> Self {
        match template {
            RawTemplate::Needs => Self::Needs,
            RawTemplate::Gifts => Self::Gifts,
            RawTemplate::Resources => Self::Resources,
        }
    }
}

impl From<Files> for RawFiles {
    fn from(made: Files) -> Self {
        let file = |Output { name, bytes, .. }| RawOutput { name, bytes };
        Self {
            directory: made.directory(),
            left_out: RawDetail::all(made.left_out()),
            json_zh: made.json(Lang::Zh),
            json_en: made.json(Lang::En),
            files: made.into_files().into_iter().map(file).collect(),
        }
    }
}
