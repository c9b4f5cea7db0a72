use std::collections::BTreeSet;

use bangfu::Programme;
use bangfu::error::Lang;
use bangfu::finding::{Findings, spoken};
use bangfu::time::Date;
use serde::Serialize;
use serde_json::{Value, json};

use super::import::{Sheet, file_name, mapping, naming};
use super::options::Given;
use crate::facts::{self, Proposal, Proposals};
use crate::import::{Import, ImportError, Options, Report, Text, chosen, plan_text};
use crate::repair::{self, Certainty, Repair, Repaired};
use crate::table::Mapping;
use crate::{Limits, Words};

/// A running text: as it came, repaired, and what it proposes.
///
/// Proposals are not facts. A person accepts them, and then [`Letter::accept`]
/// puts them into a programme.
#[derive(Debug)]
pub struct Letter {
    name: String,
    words: Words,
    repaired: Repaired,
    proposals: Proposals,
}

/// What of a text is accepted, and how it is put in.
#[derive(Clone, Debug)]
pub struct AcceptOptions {
    /// `certain`, `all`, or numbers from 1 such as `1,3,5-9`.
    pub accept: String,
    /// The day of the event, where the text does not say its year.
    pub on: Option<Date>,
    /// What becomes of names, and of entries that are there with other content.
    pub options: Options,
}

impl AcceptOptions {
    /// Reads an object with the keys `accept` (`certain`, `all`, `1,3,5-9`; it
    /// has to be there), `on` (a day), `keep_names` and `overwrite`.
    ///
    /// # Errors
    ///
    /// `BAD_OPTIONS` and `DUPLICATE_KEY`, all of them, each at its key;
    /// `TOO_LARGE` above 1 MiB.
    pub fn read(json: &[u8]) -> Result<Self, Findings> {
        let mut given = Given::read(json)?;
        let accept = given.must("accept", "certain / all / 1,3,5-9", |value| {
            Some(value.as_str()?.to_owned())
        });
        let day = |value: &Value| Date::parse(value.as_str()?).ok();
        let on = given.take("on", "2024-04-02", day);
        let options = naming(&mut given);
        given.end()?;
        Ok(Self {
            accept: accept.unwrap_or_default(),
            on,
            options,
        })
    }
}

/// How to read a text.
#[derive(Clone, Debug, Default)]
pub struct LetterOptions {
    /// What a person says of words; the rest of it is about sheets.
    pub mapping: Mapping,
    /// How much of a text is read before it is refused.
    pub limits: Limits,
}

impl LetterOptions {
    /// Reads an object with the key `mapping` (a mapping file's object). It may
    /// be missing, and so may the object.
    ///
    /// # Errors
    ///
    /// `BAD_OPTIONS`, `BAD_MAPPING` and `DUPLICATE_KEY`, all of them, each at its
    /// key; `TOO_LARGE` above 1 MiB.
    pub fn read(json: &[u8]) -> Result<Self, Findings> {
        let mut given = Given::read(json)?;
        let mapping = mapping(&mut given);
        given.end()?;
        Ok(Self {
            mapping,
            limits: Limits::default(),
        })
    }
}

/// Repairs a text and looks for what it states.
///
/// # Errors
///
/// `NOT_A_TEXT`, `BAD_ENCODING`, `TOO_LARGE`; `BAD_MAPPING` for words that can't
/// be read.
///
/// # Examples
///
/// ```
/// use bangfu::Programme;
/// use bangfu_exchange::answer::{self, AcceptOptions, LetterOptions, Sheet};
///
/// let text = "由萬源市民政局主辦(bàn)的“攜手幫扶”主題活動在萬源市人民政府舉行。";
/// let file = Sheet { name: "report.txt", bytes: text.as_bytes() };
/// let letter = answer::letter(file, &LetterOptions::default())?;
/// assert_eq!(letter.restored(), "由万源市民政局主办的“携手帮扶”主题活动在万源市人民政府举行。");
///
/// let programme = Programme::read(br#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05"}"#)?;
/// let options = AcceptOptions::read(br#"{"accept": "certain"}"#)?;
/// assert!(!letter.accept(|| programme, &options)?.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn letter(file: Sheet<'_>, options: &LetterOptions) -> Result<Letter, Findings> {
    let words = Words::with(&options.mapping.words)?;
    let repaired = repair::text(file.bytes, &words, &options.limits)?;
    let proposals = facts::propose(&repaired, &words);
    Ok(Letter {
        name: file.name.to_owned(),
        words,
        repaired,
        proposals,
    })
}

impl Letter {
    /// The repaired text with its repairs.
    #[must_use]
    pub const fn repaired(&self) -> &Repaired {
        &self.repaired
    }

    /// What the text proposes; a person counts from 1.
    #[must_use]
    pub const fn proposals(&self) -> &Proposals {
        &self.proposals
    }

    /// The repaired text as it is written, with a mark of byte order if the
    /// source was UTF-8 and had one.
    #[must_use]
    pub fn restored(&self) -> String {
        self.repaired.marked_text()
    }

    /// Plans what is put into a programme of what was accepted. The programme is
    /// taken when it is known what that is.
    ///
    /// # Errors
    ///
    /// `BAD_CHOICE`, `NO_SUCH_PROPOSAL`, and what
    /// [`plan_text`](crate::import::plan_text) refuses.
    pub fn accept(
        &self,
        programme: impl FnOnce() -> Programme,
        options: &AcceptOptions,
    ) -> Result<Import, Findings> {
        let chosen = chosen(&options.accept, &self.proposals)?;
        Ok(self.put_in(programme(), &chosen, options.on, options.options)?)
    }

    /// The same for proposals by their numbers from 0.
    ///
    /// # Errors
    ///
    /// What [`plan_text`](crate::import::plan_text) refuses.
    pub fn put_in(
        &self,
        programme: Programme,
        accepted: &BTreeSet<usize>,
        on: Option<Date>,
        options: Options,
    ) -> Result<Import, ImportError> {
        let text = Text {
            name: file_name(&self.name),
            proposals: &self.proposals,
            accepted,
            on,
        };
        plan_text(&text, programme, &self.words, options)
    }

    /// What was read, as `bangfu import --kind text --json` prints it.
    #[must_use]
    pub fn json(&self, lang: Lang) -> String {
        // As in `report`.
        serde_json::to_string(&self.report(lang, None)).unwrap_or_default()
    }

    /// What was read, as `bangfu import --kind text --json` prints it; with
    /// `import`, what is put in as well.
    #[must_use]
    pub fn report<'a>(&'a self, lang: Lang, import: Option<Report<'a>>) -> LetterReport<'a> {
        let numbered = (1..).zip(&self.proposals.proposals);
        let proposal = |(number, proposal): (usize, &Proposal)| {
            // Rows have text for keys, which can always be written.
            let mut row = serde_json::to_value(proposal).unwrap_or_default();
            if let Some(row) = row.as_object_mut() {
                row.insert("number".to_owned(), json!(number));
                row.insert("text".to_owned(), json!(proposal.why.text(lang)));
            }
            row
        };
        LetterReport {
            ok: true,
            file: spoken(&self.name),
            encoding: self.repaired.encoding(),
            certainty: self.repaired.certainty(),
            repairs: self.repaired.repairs().collect(),
            proposals: numbered.map(proposal).collect(),
            import,
        }
    }
}

/// A text as a host prints it.
#[derive(Debug, Serialize)]
pub struct LetterReport<'a> {
    ok: bool,
    file: String,
    encoding: &'static str,
    certainty: Certainty,
    repairs: Vec<Repair<'a>>,
    proposals: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    import: Option<Report<'a>>,
}
