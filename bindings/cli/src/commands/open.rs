//! `bangfu export … --to 360giving|iati|hxl`: open data.

use bangfu::finding::{Findings, spoken};
use bangfu::registry::Id;
use bangfu::{Plan, Programme};
use bangfu_exchange::open::{self, Export, OpenError, Options};

use super::export::{Exported, Output, Source, refused};
use super::placed;
use crate::args;
use crate::failure::Failure;
use crate::session::Session;
use crate::text;

pub(super) fn giving360(
    session: &Session,
    asked: &args::Export,
    source: &Source,
) -> Result<Exported, Failure> {
    let part = text::open_grants(session.lang);
    written(session, asked, source, (open::giving360, "json", part))
}

pub(super) fn iati(
    session: &Session,
    asked: &args::Export,
    source: &Source,
) -> Result<Exported, Failure> {
    let part = text::open_activities(session.lang);
    written(session, asked, source, (open::iati, "xml", part))
}

pub(super) fn hxl(
    session: &Session,
    asked: &args::Export,
    source: &Source,
) -> Result<Exported, Failure> {
    let part = text::open_places(session.lang);
    written(session, asked, source, (open::hxl, "csv", part))
}

type Write = fn(&Programme, Option<&Plan>, &Options) -> Result<Export, Findings>;

/// What a format makes of a source.
fn written(
    session: &Session,
    asked: &args::Export,
    source: &Source,
    (write, extension, part): (Write, &str, String),
) -> Result<Exported, Failure> {
    let mut options = Options::default();
    options.lang = session.lang;
    options.prefix.clone_from(&asked.prefix);
    if let Some(word) = &asked.publisher {
        let id = Id::parse(word).ok_or_else(|| {
            let id = spoken(word);
            refused(session, &OpenError::UnknownPublisher { id })
        })?;
        options.publisher = Some(id);
    }
    let plan = source.plan.as_ref().map(|(plan, _)| plan);
    let export = write(&source.programme, plan, &options).map_err(|findings| {
        let (rows, more) = findings.into_rows();
        let mut errors = placed(session, rows, &source.input, &[]);
        errors.sort_by_key(|row| (row.line, row.column, row.code));
        Failure { errors, more }
    })?;
    Ok(Exported {
        outputs: vec![Output {
            name: format!("{}.{extension}", source.programme.id()),
            bytes: export.bytes,
            parts: vec![(part, export.entries)],
        }],
        directory: false,
        left: export.notes,
    })
}
