//! `bangfu verify PLAN --programme FILE`: checks anyone's plan.

use std::path::Path;

use bangfu::verify::{self, MinimumGrant};
use serde::Serialize;

use super::{load, load_plan, one_stdin, placed, policy};
use crate::failure::{Failure, Row, Status};
use crate::output;
use crate::session::Session;
use crate::text;

/// What `--json` prints.
#[derive(Serialize)]
struct Verified {
    ok: bool,
    violations: Vec<Row>,
    checked: Counts,
    minimum_grant: &'static str,
}

const NOT_CHECKED: &str = "not_checked";

#[derive(Serialize)]
struct Counts {
    lines: usize,
    needs: usize,
    gifts: usize,
}

pub(super) fn run(
    session: &Session,
    plan: &Path,
    programme: &Path,
    rules: Option<&Path>,
) -> Result<Status, Failure> {
    one_stdin(session, &[Some(plan), Some(programme), rules])?;
    let (plan, input) = load_plan(session, plan)?;
    let loaded = load(session, programme, rules)?;
    let report = verify::verify(&loaded.programme, &loaded.rules, &plan)
        .map_err(|errors| policy(session, &loaded, &errors))?;
    let row = |at: &bangfu::error::At<verify::Violation>| {
        let row = Row::at(&at.error, &at.pointer, session.lang);
        (row, at.pointer.clone())
    };
    let violations = placed(report.violations.iter().map(row).collect(), &input);
    let ok = violations.is_empty();
    let verified = Verified {
        ok,
        violations,
        checked: Counts {
            lines: report.lines,
            needs: report.needs,
            gifts: report.gifts,
        },
        minimum_grant: match report.minimum_grant {
            MinimumGrant::Checked => "checked",
            MinimumGrant::NotChecked => NOT_CHECKED,
        },
    };
    let told = if session.json {
        output::json(&verified, session.pretty)
    } else {
        letter(session, &verified)
    };
    output::print(session, &told)?;
    Ok(if ok { Status::Done } else { Status::No })
}

fn letter(session: &Session, verified: &Verified) -> String {
    let lang = session.lang;
    let Counts {
        lines,
        needs,
        gifts,
    } = verified.checked;
    let mut text = match verified.violations.len() {
        0 => text::verify_ok(lang, lines, needs, gifts),
        count => text::verify_bad(lang, count),
    };
    text.push('\n');
    for row in &verified.violations {
        text.push_str(&row.lines(lang, session.color));
    }
    if verified.minimum_grant == NOT_CHECKED {
        text.push_str(&text::verify_minimum(lang));
        text.push('\n');
    }
    text
}
