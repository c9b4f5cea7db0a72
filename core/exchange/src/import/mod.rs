//! Puts what sheets say into a programme: first a plan of what would change,
//! then the changed programme.
//!
//! A gift is known by its content (donor, the day that its row names, amount,
//! and the how-manieth of equals), never by its row: the same gifts in another
//! order or another format are the same gifts, and importing them again changes
//! nothing. Of two files with the same gift one counts, and that is said.
//!
//! What a person has changed in the programme stands: a row whose content
//! differs is shown, and put in only where that is asked for.

mod accept;
mod batch;
mod changes;
mod donor;
mod draft;
mod entries;
mod error;
mod merge;
mod notes;
mod number;
mod remarks;
mod report;

use std::sync::Arc;

use bangfu::Programme;
use bangfu::allocate::{NoProgress, Progress};
use bangfu::document::Errors;
use bangfu::error::Lang;
use bangfu::money::Fen;
use serde::Serialize;

pub use accept::{Text, chosen, plan_text};
pub use changes::{Change, Changes};
pub use donor::is_individual;
pub use error::{ImportError, Wanted};
pub use report::Report;

use crate::Words;
use crate::finding::{Finding, More};
use crate::record::{Control, Reading};
use crate::remark::Proposal;
use crate::table::Mapping;
use crate::watch::Watch;

/// The tag of what waits for a person. No need bears it, so nothing is paid
/// from a gift that asks for it: it is taken out of no sheet, and a programme
/// that has it on a need or a project is refused.
pub const ON_HOLD: &str = "待核实";

/// A file that was read.
#[derive(Debug)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What it says.
    pub reading: Reading,
}

/// How to import.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Keeps the names of individuals. Otherwise they become numbers, made of
    /// the name and the programme's id. That hides names from a reader, but does
    /// not make them anonymous: whoever has the programme and a list of names
    /// can try them all, and find who is on it.
    pub keep_names: bool,
    /// Puts in rows that the programme has with other content.
    pub overwrite: bool,
}

/// What an import changes.
#[derive(Debug)]
pub struct Import {
    /// What happens to each row that became something.
    pub changes: Changes,
    /// What the remarks of new gifts are proposed to mean.
    pub remarks: Vec<Remark>,
    /// The totals that the sheets state, with the names of their files.
    pub controls: Vec<(Arc<str>, Control)>,
    /// What was found in the files, and then on the way into the programme; of
    /// a long file only the first of each kind.
    pub findings: Vec<Found>,
    /// How many more there are, with the names of their files.
    pub more: Vec<(Arc<str>, More)>,
    /// The programme as it will be.
    pub programme: Programme,
}

/// A finding, and the file that it speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The name of the file.
    pub file: Arc<str>,
    /// What was found.
    pub finding: Finding,
}

/// What happens to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It is new.
    Added,
    /// It is there with other content, and becomes what the sheet says.
    Changed,
    /// It is there with other content, and stays as it is.
    Differs,
    /// It is there.
    Same,
}

/// A remark of gifts that are new.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// What it is proposed to mean.
    pub proposal: Proposal,
    /// How many gifts have it.
    pub gifts: usize,
    /// What they sum to.
    pub money: Fen,
}

impl Import {
    /// How many rows of a list have this fate.
    #[must_use]
    pub fn count(&self, list: &str, fate: Fate) -> usize {
        let fits = |change: &Change<'_>| change.list == list && change.fate == fate;
        self.changes.iter().filter(fits).count()
    }

    /// How many new entries wait for a person.
    #[must_use]
    pub fn on_hold(&self) -> usize {
        let waits = |change: &Change<'_>| change.on_hold && change.fate == Fate::Added;
        self.changes.iter().filter(waits).count()
    }

    /// The import as a host prints it; `written` says whether the programme was
    /// put in its place.
    #[must_use]
    pub const fn report(&self, lang: Lang, written: bool) -> Report<'_> {
        Report::new(self, lang, written)
    }

    /// Whether the programme stays as it is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let moves = |change: Change<'_>| matches!(change.fate, Fate::Added | Fate::Changed);
        !self.changes.iter().any(moves)
    }
}

/// Plans the import of files into a programme.
///
/// Files and programme are taken over, so that of a long list nothing is held
/// twice: a row becomes an entry, and the entry stands in the new programme.
///
/// # Errors
///
/// [`ImportError`]: it is not known who received the gifts, a need or a project
/// of the programme bears the tag [`ON_HOLD`], or the programme with all of it
/// would break its own rules.
///
/// # Examples
///
/// ```
/// use bangfu::Programme;
/// use bangfu_exchange::import::{self, Fate, File, Options};
/// use bangfu_exchange::table::Mapping;
/// use bangfu_exchange::{Limits, record};
///
/// let programme = Programme::read(r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05",
///     "registry": {"organisations": [{"id": "charity", "name": "某县慈善会", "kind": "charity"}]}}"#.as_bytes())?;
/// let sheet = "日期,捐赠人,金额（元）\n2024.04.02,张某,100\n";
/// let mapping = Mapping::default();
/// let reading = record::read(sheet.as_bytes(), "gifts.csv", &mapping, &Limits::default())?;
/// let file = File { name: "gifts.csv".to_owned(), reading };
/// let import = import::plan(vec![file], programme, &mapping, Options::default())?;
/// assert_eq!(import.count("gifts", Fate::Added), 1);
/// assert!(!import.programme.canonical().contains("张某"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn plan(
    files: Vec<File>,
    programme: Programme,
    mapping: &Mapping,
    options: Options,
) -> Result<Import, ImportError> {
    plan_with(files, programme, mapping, options, &mut NoProgress)
}

/// Plans the import of files into a programme, and tells how far it has come.
///
/// # Errors
///
/// As [`plan`]; [`Refusal::Cancelled`](crate::Refusal::Cancelled) where `progress` breaks.
pub fn plan_with(
    files: Vec<File>,
    programme: Programme,
    mapping: &Mapping,
    options: Options,
    progress: &mut dyn Progress,
) -> Result<Import, ImportError> {
    let words = Words::with(&mapping.words).map_err(ImportError::from)?;
    if held(&programme) {
        let tag = ON_HOLD.to_owned();
        return Err(Wanted::HoldIsTaken { tag }.into());
    }
    let mut watch = Watch::new(progress);
    let drafts = draft::of(files, &programme, mapping, &words, options, &mut watch)?;
    watch.stretch(0, 100)?;
    let import = merge::into(programme, drafts, options.overwrite)?;
    watch.end()?;
    Ok(import)
}

/// The beginning of a hash in hexadecimal digits.
fn hexadecimal(bytes: &[u8]) -> String {
    let digits = bytes.iter().take(8).map(|byte| format!("{byte:02x}"));
    digits.collect()
}

/// Whether something that can be paid for bears the tag of what waits.
fn held(programme: &Programme) -> bool {
    let needs = programme.needs().iter().map(|need| &need.tags);
    let projects = programme.lists().projects.iter();
    let mut tags = needs.chain(projects.map(|project| &project.tags)).flatten();
    tags.any(|tag| tag == ON_HOLD)
}

/// The errors of a programme that could not be put together.
impl From<Errors> for ImportError {
    fn from(errors: Errors) -> Self {
        Self::Programme(errors)
    }
}
