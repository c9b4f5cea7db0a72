//! `bangfu code check CODE…`. An ID number is never shown, only its masked
//! form.

use bangfu::code::{self, Checked, Kind};
use bangfu::error::{Code as _, Lang};
use bangfu::finding::visible;
use serde::Serialize;

use crate::args::Code;
use crate::failure::{Failure, Status};
use crate::output;
use crate::session::Session;
use crate::text;

pub(super) fn run(session: &Session, command: Code) -> Result<Status, Failure> {
    let Code::Check { codes } = command;
    let found: Vec<Checked> = codes.iter().map(|word| code::check(word)).collect();
    let ok = found.iter().all(|checked| checked.error.is_none());
    let lang = session.lang;
    let told = if session.json {
        let answers: Vec<_> = found
            .iter()
            .map(|checked| Answer {
                checked,
                text: said(lang, checked),
            })
            .collect();
        output::json(&answers, session.pretty)
    } else {
        found
            .iter()
            .map(|checked| line(lang, checked) + "\n")
            .collect()
    };
    output::print(session, &told)?;
    Ok(if ok { Status::Done } else { Status::No })
}

/// What `--json` prints for each code: what was found, and what is to be said
/// of it in the language asked for.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    checked: &'a Checked,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

fn said(lang: Lang, checked: &Checked) -> Option<String> {
    checked.error.as_ref().map(|error| error.text(lang))
}

fn line(lang: Lang, checked: &Checked) -> String {
    let kind = match checked.kind {
        Kind::Division => text::kind_division(lang),
        Kind::CreditCode => text::kind_credit(lang),
        Kind::IdNumber => text::kind_id(lang),
        Kind::FilingNumber => text::kind_filing(lang),
    };
    let code = visible(&checked.code);
    let mut line = match (&checked.error, &checked.name) {
        (Some(error), _) => text::code_bad(lang, code, kind, error.text(lang)),
        (None, Some(name)) => text::code_ok_named(lang, code, kind, name),
        (None, None) => text::code_ok(lang, code, kind),
    };
    if checked.warning.is_some() {
        line.push_str(&text::code_doubt(lang));
    }
    line
}
