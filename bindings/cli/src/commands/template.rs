//! `bangfu template needs|gifts|resources`: an empty sheet for those who report.

use std::path::Path;

use bangfu::finding::{Findings, spoken};
use bangfu_exchange::answer;
use bangfu_exchange::workbook::Template;
use serde_json::json;

use crate::failure::{Failure, Row, Status};
use crate::output::{self, Files};
use crate::session::Session;
use crate::text;

pub(super) fn run(session: &Session, of: Template, out: &Path) -> Result<Status, Failure> {
    let refused = |findings: Findings| Failure::one(Row::of(findings.first(), session.lang));
    let made = answer::template(of, session.lang).map_err(refused)?;
    let mut files = Files::new(session);
    // There is one.
    for file in made.files() {
        if out == Path::new("-") {
            output::put_out(session, &file.bytes)?;
            return Ok(Status::Done);
        }
        files.write(out, &file.bytes)?;
    }
    files.keep()?;
    let name = spoken(&out.to_string_lossy());
    let told = if session.json {
        output::json(&json!({"ok": true, "file": name}), session.pretty)
    } else {
        text::template_written(session.lang, name) + "\n"
    };
    output::print(session, &told)?;
    Ok(Status::Done)
}
