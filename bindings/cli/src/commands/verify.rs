//! `bangfu verify PLAN --programme FILE`: checks anyone's plan.

use std::path::Path;

use bangfu::answer::{self, Verified};
use bangfu::finding::Finding;

use super::{load, load_plan, one_stdin, refused};
use crate::failure::{Failure, Row, Status};
use crate::output;
use crate::session::Session;
use crate::text;

pub(super) fn run(
    session: &Session,
    plan: &Path,
    programme: &Path,
    rules: Option<&Path>,
) -> Result<Status, Failure> {
    one_stdin(session, &[Some(plan), Some(programme), rules])?;
    let (plan, input) = load_plan(session, plan)?;
    let loaded = load(session, programme, rules)?;
    let verified = answer::verify(&loaded.programme, Some(&loaded.rules), &plan)
        .map_err(|findings| refused(session, &loaded, findings))?
        .placed(&input.bytes);
    let row = |finding: &Finding| Row::of(finding, session.lang).in_file(&input.name);
    let told = if session.json {
        output::json(&verified.judgement(row), session.pretty)
    } else {
        letter(session, &verified, row)
    };
    output::print(session, &told)?;
    Ok(if verified.ok() {
        Status::Done
    } else {
        Status::No
    })
}

fn letter(session: &Session, verified: &Verified, row: impl Fn(&Finding) -> Row) -> String {
    let lang = session.lang;
    let wrong = verified.violations().len() + verified.more();
    let mut text = if verified.ok() {
        text::verify_ok(lang, verified.lines(), verified.needs(), verified.gifts())
    } else {
        text::verify_bad(lang, wrong)
    };
    text.push('\n');
    for finding in verified.violations() {
        text.push_str(&row(finding).lines(lang, session.color));
    }
    if verified.more() > 0 {
        text.push_str(&text::more_errors(lang, verified.more()));
        text.push('\n');
    }
    if !verified.minimum_grant_checked() {
        text.push_str(&text::verify_minimum(lang));
        text.push('\n');
    }
    text
}
