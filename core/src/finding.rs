//! What was found wrong, as rows that can be shown, written or handed to
//! another language.
//!
//! A row holds both texts, so that it needs nothing else any more, and its
//! place as a JSON Pointer in which nothing personal is left: a key may be
//! anything, an ID number too.

use std::fmt;

use serde::Serialize;
use serde_json::{Value, json};

use crate::allocate::AllocateError;
use crate::code::{self, CodeError};
use crate::document::{self, DocumentError, Errors, Flaw, Limits};
use crate::error::{At, Code, Lang, Pointer};
use crate::misuse::{Defect, Misuse};
use crate::money::MoneyError;
use crate::time::TimeError;

/// So many findings are told one by one; the rest is a number.
pub const MOST: usize = 1000;

/// One thing that was found wrong or odd.
///
/// # Examples
///
/// ```
/// use bangfu::error::Lang;
/// use bangfu::finding::Finding;
/// use bangfu::money::Fen;
///
/// let finding = Finding::new(&Fen::parse("1.005").unwrap_err());
/// assert_eq!((finding.number(), finding.name()), (1001, "BAD_AMOUNT"));
/// assert_ne!(finding.text(Lang::Zh), finding.text(Lang::En));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    number: u16,
    name: &'static str,
    pointer: String,
    zh: String,
    en: String,
    place: Place,
    line: Option<usize>,
    column: Option<usize>,
    facts: Option<Value>,
}

/// The pointer as the document has it, for finding the line and the column. It
/// may hold what is masked elsewhere, so it is never shown.
#[derive(Clone, PartialEq, Eq)]
struct Place(Pointer);

impl fmt::Debug for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("_")
    }
}

/// Finds the lines and columns of findings in the document that they speak of,
/// where they were found after it had been read. What a finding calls `/rules/…`
/// when the rules are a document of their own stands there below `inside`
/// `["rules"]`.
///
/// A document that can't be read places none.
///
/// # Examples
///
/// ```
/// use bangfu::error::Pointer;
/// use bangfu::finding::{Finding, place};
/// use bangfu::misuse::Misuse;
///
/// let pointer = Pointer::root().key("rules").key("b").index(1);
/// let mut findings = [Finding::at(&Misuse::Busy, &pointer)];
/// place(&mut findings, b"{\"a\": 1,\n \"b\": [2, 3]}", &["rules"]);
/// assert_eq!((findings[0].line(), findings[0].column()), (Some(2), Some(11)));
/// ```
pub fn place(findings: &mut [Finding], document: &[u8], inside: &[&str]) {
    let within = |place: &Place| {
        let steps = place.0.steps().skip(inside.len());
        steps.fold(Pointer::root(), |pointer, step| pointer.key(&step))
    };
    let pointers: Vec<Pointer> = findings.iter().map(|row| within(&row.place)).collect();
    let found = document::positions(document, &pointers, &Limits::default());
    for (finding, position) in findings.iter_mut().zip(found.into_iter().flatten()) {
        finding.line = Some(position.line);
        finding.column = Some(position.column);
    }
}

impl Finding {
    /// A finding that stands at no place of a document.
    #[must_use]
    pub fn new(error: &impl Code) -> Self {
        Self {
            number: error.number(),
            name: error.name(),
            pointer: String::new(),
            zh: error.text(Lang::Zh),
            en: error.text(Lang::En),
            place: Place(Pointer::root()),
            line: None,
            column: None,
            facts: None,
        }
    }

    /// A finding at a place. Steps that might be an ID number are masked, in
    /// the pointer and in the texts.
    #[must_use]
    pub fn at(error: &impl Code, pointer: &Pointer) -> Self {
        let mut finding = Self::new(error);
        let mut masked = Pointer::root();
        for step in pointer.steps() {
            let shown = spoken(&step);
            masked = masked.key(&shown);
            if shown != step {
                finding.zh = finding.zh.replace(&step, &shown);
                finding.en = finding.en.replace(&step, &shown);
            }
        }
        masked.as_str().clone_into(&mut finding.pointer);
        finding.place = Place(pointer.clone());
        finding
    }

    /// A finding of a document, with its line and column.
    #[must_use]
    pub fn of(flaw: &Flaw) -> Self {
        Self::at(&flaw.error, &flaw.pointer).placed(flaw.line, flaw.column)
    }

    /// The same finding at a line and a column, both counted from 1.
    #[must_use]
    pub const fn placed(mut self, line: usize, column: usize) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// The same finding with a word added to its texts.
    #[must_use]
    pub fn adding(mut self, zh: &str, en: &str) -> Self {
        self.zh.push_str(zh);
        self.en.push_str(en);
        self
    }

    /// The number, unique in bangfu and never reused.
    #[must_use]
    pub const fn number(&self) -> u16 {
        self.number
    }

    /// The name that documents, tests and other languages rely on.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The JSON Pointer to the place in the input; `""` is all of it.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// What is wrong, in the language asked for.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// The line, counted from 1, where it is known.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        self.line
    }

    /// The column, counted from 1 in characters, where it is known.
    #[must_use]
    pub const fn column(&self) -> Option<usize> {
        self.column
    }

    /// The numbers behind it, where there are any: of `INFEASIBLE_FLOOR` the
    /// needs and the shortfall.
    #[must_use]
    pub const fn facts(&self) -> Option<&Value> {
        self.facts.as_ref()
    }

    /// The finding as it stands in documents.
    #[must_use]
    pub fn row(&self, lang: Lang) -> Row<'_> {
        Row {
            code: self.number,
            name: self.name,
            pointer: &self.pointer,
            text: self.text(lang),
            line: self.line,
            column: self.column,
            facts: self.facts.as_ref(),
        }
    }
}

/// A finding as it stands in documents, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row<'a> {
    code: u16,
    name: &'static str,
    pointer: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<&'a Value>,
}

/// All that keeps a question from being answered: at least one finding, at
/// most [`MOST`], and how many there are besides.
///
/// # Examples
///
/// ```
/// use bangfu::Programme;
/// use bangfu::finding::Findings;
///
/// let errors = Programme::read(br#"{"format":"bangfu.programme/1"}"#).unwrap_err();
/// let findings = Findings::from(errors);
/// let pointers: Vec<_> = findings.rows().iter().map(|row| row.pointer()).collect();
/// assert_eq!(pointers, ["/as_of", "/id"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    /// A copy of the first row, for there always is one.
    first: Box<Finding>,
    rows: Vec<Finding>,
    more: usize,
}

impl Findings {
    /// The first of `rows`, and how many there are besides; none of none.
    #[must_use]
    pub fn new(mut rows: Vec<Finding>, more: usize) -> Option<Self> {
        let more = more.saturating_add(rows.len().saturating_sub(MOST));
        rows.truncate(MOST);
        let first = Box::new(rows.first()?.clone());
        Some(Self { first, rows, more })
    }

    /// The findings themselves, and how many there are besides.
    #[must_use]
    pub fn into_rows(self) -> (Vec<Finding>, usize) {
        (self.rows, self.more)
    }

    /// All findings that are kept, in the order of the document.
    #[must_use]
    pub fn rows(&self) -> &[Finding] {
        &self.rows
    }

    /// The first one, whose number is the status of the call.
    #[must_use]
    pub fn first(&self) -> &Finding {
        &self.first
    }

    /// How many there are besides.
    #[must_use]
    pub const fn more(&self) -> usize {
        self.more
    }

    /// `{"errors":[…]}`, as the command line prints it.
    #[must_use]
    pub fn json(&self, lang: Lang) -> String {
        let rows: Vec<Row<'_>> = self.rows.iter().map(|row| row.row(lang)).collect();
        let mut document = json!({ "errors": rows });
        if self.more > 0 {
            document["more"] = json!(self.more);
        }
        document.to_string()
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.first.text(Lang::En))?;
        match self.rows.len().saturating_sub(1).saturating_add(self.more) {
            0 => Ok(()),
            others => write!(formatter, " (and {others} more)"),
        }
    }
}

impl std::error::Error for Findings {}

impl From<Finding> for Findings {
    fn from(finding: Finding) -> Self {
        Self {
            rows: vec![finding.clone()],
            first: Box::new(finding),
            more: 0,
        }
    }
}

impl From<Errors> for Findings {
    fn from(errors: Errors) -> Self {
        let rows = errors.iter().map(Finding::of).collect();
        // A document that is refused has an error.
        Self::new(rows, errors.more()).unwrap_or_else(|| Defect::Panic.into())
    }
}

impl From<AllocateError> for Findings {
    fn from(error: AllocateError) -> Self {
        if let AllocateError::Policy(errors) = &error {
            return errors.as_slice().into();
        }
        let mut finding = Finding::at(&error, &error.pointer());
        if let AllocateError::InfeasibleFloor { needs, short } = &error {
            finding.facts = Some(json!({"needs": needs, "short": short}));
        }
        finding.into()
    }
}

impl<E: Code> From<&[At<E>]> for Findings {
    fn from(errors: &[At<E>]) -> Self {
        let rows = errors.iter().map(|at| Finding::at(&at.error, &at.pointer));
        Self::new(rows.take(MOST).collect(), errors.len().saturating_sub(MOST))
            .unwrap_or_else(|| Defect::Panic.into())
    }
}

/// Errors that stand at no place.
macro_rules! plain {
    ($($error:ty)*) => {
        $(
            impl From<$error> for Findings {
                fn from(error: $error) -> Self {
                    Finding::new(&error).into()
                }
            }
        )*
    };
}

plain! { Misuse Defect MoneyError CodeError TimeError DocumentError }

/// A text from outside as it may be shown: without the characters that move a
/// cursor, colour a terminal or turn the direction of writing.
#[must_use]
pub fn visible(text: &str) -> String {
    let shown = text.chars().filter_map(|character| match character {
        '\n' | '\t' => Some(character),
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => None,
        other if other.is_control() => Some('\u{fffd}'),
        other => Some(other),
    });
    shown.collect()
}

/// A word that somebody typed, as it may be shown again: visible, and masked
/// where it might be an ID number, be it with a slip of the pen. What might be
/// one, [`code::check`] judges.
#[must_use]
pub fn spoken(text: &str) -> String {
    let text = visible(text);
    // A number with spaces or dots between is one word all the same.
    if text
        .chars()
        .filter(|character| character.is_alphabetic())
        .count()
        <= 2
    {
        return masked(&text);
    }
    // Chinese has no spaces: a number may stand right behind a name.
    let apart = |character: char| {
        !character.is_alphanumeric() || (character.is_alphabetic() && !character.is_ascii())
    };
    let parts = text.split_inclusive(apart);
    let one = |part: &str| match part.char_indices().last() {
        Some((at, end)) if apart(end) => masked(&part[..at]) + &part[at..],
        _ => masked(part),
    };
    parts.map(one).collect()
}

/// Whether a text holds what might be an ID number.
#[must_use]
pub fn holds_id_number(text: &str) -> bool {
    spoken(text).matches('*').count() > text.matches('*').count()
}

fn masked(word: &str) -> String {
    let shown = code::check(word).code;
    if shown.contains('*') && !word.contains('*') {
        shown
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_again_has_no_control_character_and_no_id_number() {
        for (text, expected) in [
            ("a\u{1b}[31mb", "a\u{fffd}[31mb"),
            ("no 11010119900307001X!", "no 110101********001X!"),
            ("110101 19900307 001X", "110101**********001X"),
            ("110101900307001", "110101******001"),
            ("李小明11010119900307001X号", "李小明110101********001X号"),
            ("\u{202e}abc", "abc"),
            ("511781109390", "511781109390"),
            ("51511781MJ0000001Y", "51511781MJ0000001Y"),
        ] {
            assert_eq!(spoken(text), expected);
            assert_eq!(holds_id_number(text), expected.contains('*'), "{text}");
        }
    }

    #[test]
    fn a_pointer_never_holds_an_id_number() {
        let text = br#"{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02","11010119900307001X":1,"11010119900307001X/a~b":2}"#;
        let findings = Findings::from(
            crate::document::check(text, &crate::document::Limits::default()).errors,
        );
        let written = findings.json(Lang::Zh) + &findings.json(Lang::En);
        assert!(written.contains("/110101********001X"), "{written}");
        assert!(written.contains("/110101********001X~1a~0b"), "{written}");
        assert!(!written.contains("19900307"), "{written}");
        let shown = format!("{findings:?}");
        assert!(!shown.contains("19900307"), "{shown}");
    }

    #[test]
    fn a_thousand_are_kept_and_the_rest_is_a_number() {
        let row = Finding::new(&Misuse::Busy);
        let findings = Findings::new(vec![row; 1003], 2).unwrap();
        assert_eq!((findings.rows().len(), findings.more()), (1000, 5));
        assert!(findings.json(Lang::En).ends_with("\"more\":5}"));
        assert_eq!(Findings::new(Vec::new(), 7), None);
    }
}
