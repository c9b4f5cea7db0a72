//! `bangfu check FILE…`: validates any document; all errors at once.

use std::path::PathBuf;

use bangfu::answer::{self, Checked};
use bangfu::finding::{Finding, spoken};
use serde::Serialize;

use super::one_stdin;
use crate::failure::{Failure, Row, Status};
use crate::input::{self, Unread};
use crate::output;
use crate::session::Session;
use crate::text;

/// What `--json` prints for each file.
#[derive(Serialize)]
struct Report {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    errors: Vec<Row>,
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<usize>,
    warnings: Vec<Row>,
}

pub(super) fn run(session: &Session, files: &[PathBuf]) -> Result<Status, Failure> {
    let paths: Vec<_> = files.iter().map(|file| Some(file.as_path())).collect();
    one_stdin(session, &paths)?;
    let mut reports = Vec::with_capacity(files.len());
    let mut unread = Failure::default();
    for path in files {
        match input::read(session, path) {
            Ok(input) => {
                let checked = answer::check(&input.bytes);
                reports.push((input.name, report(session, &checked)));
            }
            Err(Unread::TooLarge(row)) => {
                let row = Row { file: None, ..*row };
                let report = Report {
                    file: None,
                    ok: false,
                    format: None,
                    errors: vec![row],
                    more: None,
                    warnings: Vec::new(),
                };
                reports.push((path.to_string_lossy().into_owned(), report));
            }
            Err(Unread::Failed(failure)) => unread.errors.extend(failure.errors),
        }
    }
    let ok = reports.iter().all(|(_, report)| report.ok);
    output::print(session, &told(session, reports, files.len() > 1))?;
    if !unread.errors.is_empty() {
        return Err(unread);
    }
    Ok(if ok { Status::Done } else { Status::No })
}

fn report(session: &Session, checked: &Checked) -> Report {
    let rows = |findings: &[Finding]| {
        let row = |finding| Row::of(finding, session.lang);
        findings.iter().map(row).collect()
    };
    Report {
        file: None,
        ok: checked.ok(),
        format: checked.format(),
        errors: rows(checked.errors()),
        more: (checked.more() > 0).then(|| checked.more()),
        warnings: rows(checked.warnings()),
    }
}

fn told(session: &Session, reports: Vec<(String, Report)>, several: bool) -> String {
    if session.json {
        let with_file = reports.into_iter().map(|(file, report)| Report {
            file: Some(spoken(&file)),
            ..report
        });
        let mut reports: Vec<Report> = with_file.collect();
        return match (several, reports.pop()) {
            (false, Some(report)) => output::json(
                &Report {
                    file: None,
                    ..report
                },
                session.pretty,
            ),
            (false, None) => String::new(),
            (true, last) => {
                reports.extend(last);
                output::json(&reports, session.pretty)
            }
        };
    }
    reports
        .into_iter()
        .map(|(file, report)| letter(session, &file, report))
        .collect()
}

/// A line of result, then what is wrong, then what looks odd.
fn letter(session: &Session, file: &str, report: Report) -> String {
    let lang = session.lang;
    let name = spoken(file);
    let format = report.format.unwrap_or_default();
    let count = report.errors.len() + report.more.unwrap_or(0);
    let mut text = match (report.ok, report.warnings.len()) {
        (true, 0) => text::check_ok(lang, name, format),
        (true, warnings) => text::check_ok_warned(lang, name, format, warnings),
        (false, _) => text::check_bad(lang, name, count),
    };
    text.push('\n');
    for row in report.errors {
        text.push_str(&row.in_file(file).lines(lang, session.color));
    }
    if let Some(more) = report.more {
        text.push_str(&text::more_errors(lang, more));
        text.push('\n');
    }
    for row in report.warnings {
        text.push_str(&row.in_file(file).warning(lang, session.color));
    }
    text
}
