//! What went wrong, as rows that can be read or parsed.

use std::io::Write;

use bangfu::document::Errors;
use bangfu::error::{Code, Lang, Pointer};
use bangfu::finding::{Finding, Findings, spoken, visible};
use serde::Serialize;
use serde_json::Value;

use crate::output;
use crate::session::Session;
use crate::text;

/// The exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Done.
    Done = 0,
    /// The answer is no.
    No = 1,
    /// The input or the command line is wrong.
    Wrong = 2,
    /// A defect of bangfu.
    Defect = 3,
}

/// One error, as `--json` prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Row {
    pub(crate) code: u16,
    pub(crate) name: &'static str,
    pub(crate) pointer: String,
    pub(crate) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) facts: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<String>,
}

/// Errors that end a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Failure {
    pub(crate) errors: Vec<Row>,
    #[serde(skip_serializing_if = "is_none")]
    pub(crate) more: usize,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
const fn is_none(more: &usize) -> bool {
    *more == 0
}

/// Misuse of the command line has the numbers below 100.
pub(crate) const USAGE: (u16, &str) = (91, "USAGE");
pub(crate) const CANNOT_READ: (u16, &str) = (92, "CANNOT_READ");
pub(crate) const CANNOT_WRITE: (u16, &str) = (93, "CANNOT_WRITE");
/// As the core numbers it.
pub(crate) const TOO_LARGE: (u16, &str) = (1103, "TOO_LARGE");
pub(crate) const DEFECT: (u16, &str) = (9001, "DEFECT");

impl Row {
    /// An error that stands in no document.
    pub(crate) fn new((code, name): (u16, &'static str), text: String) -> Self {
        let pointer = String::new();
        Self {
            code,
            name,
            pointer,
            text,
            line: None,
            column: None,
            facts: None,
            file: None,
        }
    }

    /// An error of the core at a place.
    pub(crate) fn at(error: &impl Code, pointer: &Pointer, lang: Lang) -> Self {
        Self::of(&Finding::at(error, pointer), lang)
    }

    /// What the core found.
    pub(crate) fn of(finding: &Finding, lang: Lang) -> Self {
        Self {
            pointer: finding.pointer().to_owned(),
            line: finding.line(),
            column: finding.column(),
            facts: finding.facts().cloned(),
            ..Self::new(
                (finding.number(), finding.name()),
                finding.text(lang).to_owned(),
            )
        }
    }

    pub(crate) fn in_file(mut self, file: &str) -> Self {
        self.file = Some(spoken(file));
        self
    }

    /// The error in lines: what, where, how to mend it.
    pub(crate) fn lines(&self, lang: Lang, color: bool) -> String {
        self.under(&output::red(
            &text::error_head(lang, self.name, self.code),
            color,
        ))
    }

    /// The same for what looks odd and is no error.
    pub(crate) fn warning(&self, lang: Lang, color: bool) -> String {
        self.under(&output::yellow(
            &text::warning_head(lang, self.name, self.code),
            color,
        ))
    }

    fn under(&self, head: &str) -> String {
        let mut place = self.file.clone().unwrap_or_default();
        if let (Some(line), Some(column)) = (self.line, self.column) {
            place = format!("{place}:{line}:{column}");
        }
        let path = path(&self.pointer);
        let gap = if place.is_empty() || path.is_empty() {
            ""
        } else {
            "  "
        };
        let place = format!("{place}{gap}{path}");
        let place = if place.is_empty() {
            place
        } else {
            format!("  {}\n", visible(&place))
        };
        let body = text::indented(&visible(&self.text));
        format!("{head}\n{place}{body}\n")
    }
}

/// `/lists/needs/3/floor` as people write it: `lists.needs[3].floor`.
pub(crate) fn path(pointer: &str) -> String {
    let mut path = String::new();
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        if !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit()) {
            path.push_str(&format!("[{step}]"));
        } else if !step.is_empty() && step.chars().all(plain) {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&step);
        } else {
            path.push_str(&format!("[{step:?}]"));
        }
    }
    path
}

impl Failure {
    pub(crate) fn one(row: Row) -> Self {
        Self {
            errors: vec![row],
            more: 0,
        }
    }

    /// The errors of a document in a file.
    pub(crate) fn of(errors: &Errors, file: &str, lang: Lang) -> Self {
        let rows = errors
            .iter()
            .map(|flaw| Row::of(&Finding::of(flaw), lang).in_file(file));
        Self {
            errors: rows.collect(),
            more: errors.more(),
        }
    }

    /// What the library found in a file.
    pub(crate) fn found(findings: Findings, file: &str, lang: Lang) -> Self {
        let (rows, more) = findings.into_rows();
        let row = |found: &Finding| Row::of(found, lang).in_file(file);
        Self {
            errors: rows.iter().map(row).collect(),
            more,
        }
    }

    /// Tells the errors on standard error. If nobody listens there, nothing is
    /// left to be done.
    pub(crate) fn tell(&self, session: &Session) {
        let text = if session.json {
            output::json(self, session.pretty)
        } else {
            let mut text: String = self
                .errors
                .iter()
                .map(|row| row.lines(session.lang, session.color_errors))
                .collect();
            if self.more > 0 {
                text.push_str(&text::more_errors(session.lang, self.more));
                text.push('\n');
            }
            text
        };
        let _ = std::io::stderr().write_all(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_reads_as_a_path() {
        for (pointer, expected) in [
            ("", ""),
            ("/lists/needs/3/floor", "lists.needs[3].floor"),
            (
                "/registry/places/0/figures/人口",
                "registry.places[0].figures.人口",
            ),
            ("/a~1b/c d", "[\"a/b\"][\"c d\"]"),
        ] {
            assert_eq!(path(pointer), expected);
        }
    }
}
