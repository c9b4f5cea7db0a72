//! `bangfu demo`: the Wanyuan programme, checked, allocated and explained.

use std::fs;
use std::path::Path;

use bangfu::allocate::explain;
use bangfu::answer;
use bangfu::document::{self, Limits};
use bangfu::finding::spoken;
use bangfu::{Programme, canonical};

use super::{Loaded, allocate, chosen, refused};
use crate::failure::{Failure, Status};
use crate::input::Input;
use crate::output::{self, Files};
use crate::report::Report;
use crate::session::Session;
use crate::text;

/// The programme that ships inside the binary.
const WANYUAN: &[u8] = include_bytes!("../../data/wanyuan.json");

pub(super) fn run(session: &Session, out: Option<&Path>) -> Result<Status, Failure> {
    let input = Input {
        name: "wanyuan.json".to_owned(),
        bytes: WANYUAN.to_vec(),
    };
    let checked = document::check(&input.bytes, &Limits::default());
    let programme = Programme::read(&input.bytes)
        .map_err(|errors| Failure::of(&errors, &input.name, session.lang))?;
    let rules = chosen(session, &programme, None, &input)?;
    let loaded = Loaded {
        programme,
        rules,
        input,
        beside: None,
    };
    let plan = allocate::plan(session, &loaded)?;
    let written = out
        .map(|dir| write(session, dir, &loaded.programme, &plan))
        .transpose()?;
    if session.json {
        output::print(session, &allocate::document(session, &plan))?;
        return Ok(Status::Done);
    }
    let report = Report::new(session, &loaded.programme, &loaded.rules, &plan);
    let mut lines = report.head(checked.warnings.len());
    let verified = answer::verify(&loaded.programme, Some(&loaded.rules), &plan)
        .map_err(|findings| refused(session, &loaded, findings))?;
    lines.push(if verified.ok() {
        text::report_verified(session.lang)
    } else {
        text::verify_bad(session.lang, verified.violations().len())
    });
    lines.extend(report.tables());
    if let Some(need) = report.example() {
        let found = explain::need(&loaded.programme, &loaded.rules, &plan, need);
        lines.extend(report.explained(found.as_ref()));
    }
    lines.extend(report.title(&text::title_next(session.lang)));
    match written {
        Some((dir, plan, programme)) => {
            lines.push(text::next_written(session.lang, dir));
            lines.extend(report.next(&plan, &programme));
        }
        None => lines.push(text::next_try(session.lang)),
    }
    lines.push(text::next_own(session.lang));
    output::print(session, &(lines.join("\n") + "\n"))?;
    Ok(Status::Done)
}

/// Writes both documents, or neither, and says where.
fn write(
    session: &Session,
    dir: &Path,
    programme: &Programme,
    plan: &bangfu::Plan,
) -> Result<(String, String, String), Failure> {
    fs::create_dir_all(dir)
        .map_err(|error| output::cannot_write(session, &dir.to_string_lossy(), &error))?;
    let facts = if session.pretty {
        canonical::pretty(programme)
    } else {
        programme.canonical()
    };
    let (plan_path, programme_path) = (dir.join("plan.json"), dir.join("programme.json"));
    let mut files = Files::new(session);
    files.write(&programme_path, &(facts.trim_end().to_owned() + "\n"))?;
    files.write(&plan_path, &allocate::document(session, plan))?;
    files.keep()?;
    let shown = |path: &Path| spoken(&path.to_string_lossy());
    Ok((shown(dir), shown(&plan_path), shown(&programme_path)))
}
