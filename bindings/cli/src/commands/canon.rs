//! `bangfu canon FILE`: prints a document's canonical bytes.

use std::path::Path;

use bangfu::document::{Document, Limits};

use crate::failure::{Failure, Status};
use crate::input;
use crate::output;
use crate::session::Session;

pub(super) fn run(session: &Session, file: &Path) -> Result<Status, Failure> {
    let input = input::read(session, file)?;
    let document = Document::read(&input.bytes, &Limits::default())
        .map_err(|errors| Failure::of(&errors, &input.name, session.lang))?;
    let text = if session.pretty {
        document.pretty()
    } else {
        document.canonical()
    };
    output::print(session, &(text.trim_end().to_owned() + "\n"))?;
    Ok(Status::Done)
}
