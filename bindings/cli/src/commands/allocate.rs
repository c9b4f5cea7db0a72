//! `bangfu allocate PROGRAMME`: checks, then prints the plan or writes it.

use std::path::Path;

use bangfu::allocate::NoProgress;
use bangfu::finding::spoken;
use bangfu::{Plan, canonical};
use serde::Serialize;

use super::{Loaded, load, one_stdin, refused};
use crate::failure::{Failure, Status};
use crate::output::{self, Files};
use crate::report::Report;
use crate::session::Session;
use crate::text;
use crate::threads;

/// What `--json` prints when the plan goes to a file.
#[derive(Serialize)]
struct Written<'a> {
    ok: bool,
    out: String,
    totals: &'a bangfu::plan::Totals,
}

pub(super) fn run(
    session: &Session,
    programme: &Path,
    rules: Option<&Path>,
    out: Option<&Path>,
) -> Result<Status, Failure> {
    one_stdin(session, &[Some(programme), rules])?;
    let loaded = load(session, programme, rules)?;
    let plan = plan(session, &loaded)?;
    let Some(out) = out.filter(|path| *path != Path::new("-")) else {
        output::print(session, &document(session, &plan))?;
        return Ok(Status::Done);
    };
    let mut files = Files::new(session);
    files.write(out, &document(session, &plan))?;
    files.keep()?;
    let name = spoken(&out.to_string_lossy());
    let told = if session.json {
        output::json(
            &Written {
                ok: true,
                out: name,
                totals: &plan.totals,
            },
            session.pretty,
        )
    } else {
        let report = Report::new(session, &loaded.programme, &loaded.rules, &plan);
        let mut lines = report.tables();
        lines.push(String::new());
        lines.push(text::plan_written(session.lang, &name));
        // What came through a pipe can't be read once more.
        if programme != Path::new("-") {
            lines.extend(report.next(&name, &spoken(&programme.to_string_lossy())));
        }
        lines.join("\n") + "\n"
    };
    output::print(session, &told)?;
    Ok(Status::Done)
}

/// The plan as bangfu writes it.
pub(super) fn document(session: &Session, plan: &Plan) -> String {
    let text = if session.pretty {
        canonical::pretty(plan)
    } else {
        plan.canonical()
    };
    text.trim_end().to_owned() + "\n"
}

/// Allocates, or says why that can't be done, all reasons at once.
pub(super) fn plan(session: &Session, loaded: &Loaded) -> Result<Plan, Failure> {
    let (programme, rules) = (&loaded.programme, &loaded.rules);
    let planned = threads::on_all(programme, || programme.allocate(rules, &mut NoProgress));
    planned.map_err(|error| refused(session, loaded, error.into()))
}
