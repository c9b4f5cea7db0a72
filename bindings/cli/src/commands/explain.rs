//! `bangfu explain PLAN --programme FILE (--need ID | --gift ID)`: why this
//! much.

use std::path::Path;

use bangfu::allocate::explain::{self, ExplainedFacts, Reason};
use bangfu::registry::Id;
use serde::Serialize;

use super::{load, load_plan, one_stdin, placed};
use crate::failure::{Failure, Row, Status, UNKNOWN_REFERENCE};
use crate::output::{self, spoken, visible};
use crate::session::Session;
use crate::table::wrapped;
use crate::text;

/// Of what an explanation is asked for.
pub(super) enum Subject {
    Need(String),
    Gift(String),
}

/// What `--json` prints.
#[derive(Serialize)]
struct Explained<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    need: Option<&'a Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gift: Option<&'a Id>,
    reason: Reason,
    text: &'a str,
    facts: &'a ExplainedFacts,
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
    let (programme, rules) = (&loaded.programme, &loaded.rules);
    if plan.programme != *programme.id() {
        let text = text::other_programme(lang, &plan.programme, programme.id());
        let pointer = bangfu::error::Pointer::root().key("programme");
        let mut row = Row::new(UNKNOWN_REFERENCE, text);
        pointer.as_str().clone_into(&mut row.pointer);
        return Err(Failure {
            errors: placed(vec![(row, pointer)], &input),
            more: 0,
        });
    }
    let fits = plan.input_hash == programme.input_hash() && plan.rules_hash == rules.hash();
    if !fits && !session.json {
        output::note(&text::hash_note(lang));
    }
    let (Subject::Need(word) | Subject::Gift(word)) = subject;
    let unknown = || {
        let text = match subject {
            Subject::Need(_) => text::no_such_need(lang, spoken(word)),
            Subject::Gift(_) => text::no_such_gift(lang, spoken(word)),
        };
        Failure::one(Row::new(UNKNOWN_REFERENCE, text))
    };
    let id = Id::parse(word).ok_or_else(unknown)?;
    let found = match subject {
        Subject::Need(_) => explain::need(programme, rules, &plan, &id),
        Subject::Gift(_) => explain::gift(programme, rules, &plan, &id),
    };
    let found = found.ok_or_else(unknown)?;
    let told = if session.json {
        let explained = Explained {
            need: matches!(subject, Subject::Need(_)).then_some(&id),
            gift: matches!(subject, Subject::Gift(_)).then_some(&id),
            reason: found.reason,
            text: found.text(lang),
            facts: &found.facts,
        };
        output::json(&explained, session.pretty)
    } else {
        letter(found.text(lang), session.width)
    };
    output::print(session, &told)?;
    Ok(Status::Done)
}

/// The paragraphs, wrapped.
pub(super) fn letter(text: &str, width: usize) -> String {
    let paragraphs = text
        .lines()
        .map(|line| wrapped(&visible(line), width.min(100)).join("\n"));
    paragraphs.collect::<Vec<_>>().join("\n\n") + "\n"
}
