//! `bangfu template needs|gifts|resources`: an empty sheet for those who report.

use std::path::Path;

use bangfu::finding::{Finding, spoken};
use bangfu_exchange::workbook::{self, Template};
use serde_json::json;

use crate::failure::{Failure, Row, Status};
use crate::output::{self, Files};
use crate::session::Session;
use crate::text;

pub(super) fn run(session: &Session, of: Template, out: &Path) -> Result<Status, Failure> {
    let bytes = workbook::template(of, session.lang)
        .map_err(|error| Failure::one(Row::of(&Finding::new(&error), session.lang)))?;
    if out == Path::new("-") {
        output::put_out(session, &bytes)?;
        return Ok(Status::Done);
    }
    let mut files = Files::new(session);
    files.write(out, &bytes)?;
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
