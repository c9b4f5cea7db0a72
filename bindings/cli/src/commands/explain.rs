//! `bangfu explain PLAN --programme FILE (--need ID | --gift ID)`: why this
//! much.

use std::path::Path;

use bangfu::answer;
use bangfu::finding::{Finding, Findings, visible};

use super::{load, load_plan, one_stdin, placed};
use crate::failure::{Failure, Row, Status};
use crate::input::Input;
use crate::output;
use crate::session::Session;
use crate::table::wrapped;
use crate::text;

/// Of what an explanation is asked for.
pub(super) enum Subject {
    Need(String),
    Gift(String),
}

pub(super) fn run(
    session: &Session,
    plan: &Path,
    programme: &Path,
    rules: Option<&Path>,
    subject: &Subject,
) -> Result<Status, Failure> {
    let lang = session.lang;
    one_stdin(session, &[Some(plan), Some(programme), rules])?;
    let (plan, input) = load_plan(session, plan)?;
    let loaded = load(session, programme, rules)?;
    let (programme, rules) = (&loaded.programme, Some(&loaded.rules));
    let found = match subject {
        Subject::Need(id) => answer::explain_need(programme, rules, &plan, id),
        Subject::Gift(id) => answer::explain_gift(programme, rules, &plan, id),
    };
    let found = found.map_err(|findings| refused(session, findings, &input))?;
    if !found.fits() && !session.json {
        output::note(&text::hash_note(lang));
    }
    let told = if session.json {
        output::json(&found.document(lang), session.pretty)
    } else {
        letter(found.text(lang), session.width)
    };
    output::print(session, &told)?;
    Ok(Status::Done)
}

/// Why the plan at hand can't be asked; what stands in it is placed there.
fn refused(session: &Session, findings: Findings, plan: &Input) -> Failure {
    let (findings, more) = findings.into_rows();
    let row = |finding: Finding| match finding.pointer() {
        "" => vec![Row::of(&finding, session.lang)],
        _ => placed(session, vec![finding], plan, &[]),
    };
    let errors = findings.into_iter().flat_map(row).collect();
    Failure { errors, more }
}

/// The paragraphs, wrapped.
pub(super) fn letter(text: &str, width: usize) -> String {
    let paragraphs = text
        .lines()
        .map(|line| wrapped(&visible(line), width.min(100)).join("\n"));
    paragraphs.collect::<Vec<_>>().join("\n\n") + "\n"
}
