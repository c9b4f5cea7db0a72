//! `bangfu export PROGRAMME --to …`: a programme and its plan in the forms of
//! others.
//!
//! The exchange makes the files and says what they leave out; what stands here
//! is reading, writing and telling.

use std::fs;
use std::path::Path;

use bangfu::finding::{Finding, Findings, spoken};
use bangfu::registry::Id;
use bangfu_exchange::answer::{self, ExportOptions, Files as Made};
use bangfu_exchange::open::OpenError;

use super::{given, load_plan, one_stdin, placed};
use crate::args::{Export, ListChoice};
use crate::failure::{Failure, Row, Status, USAGE, path};
use crate::input::Input;
use crate::output::{self, Files};
use crate::session::Session;
use crate::text;

pub(super) fn run(session: &Session, asked: &Export) -> Result<Status, Failure> {
    let paths = [
        Some(&asked.programme),
        asked.plan.as_ref(),
        asked.rules.as_ref(),
    ];
    one_stdin(session, &paths.map(|path| path.map(|path| path.as_path())))?;
    let options = options(session, asked)?;
    fitting(session, asked, &options)?;
    // Without a plan nobody looks at rules.
    let beside = asked.rules.as_deref().filter(|_| asked.plan.is_some());
    let given = given(session, &asked.programme, beside)?;
    let plan = asked.plan.as_deref();
    let plan = plan.map(|path| load_plan(session, path)).transpose()?;
    let plan = plan.as_ref().map(|(plan, _)| plan);
    let made = answer::export(&given.programme, plan, given.rules.as_ref(), &options)
        .map_err(|findings| refused(session, findings, &given.input))?;
    write(session, asked, &made)
}

/// Refuses options that the format does not have.
fn fitting(session: &Session, asked: &Export, options: &ExportOptions) -> Result<(), Failure> {
    let misuse = if let Some((key, formats)) = options.unfit().next() {
        let formats = formats.split(", ").map(|format| format!("--to {format}"));
        let formats = formats.collect::<Vec<_>>().join(", ");
        text::export_only(session.lang, format!("--{key}"), &formats)
    } else if asked.list == Some(ListChoice::Plan) && asked.plan.is_none() {
        text::export_plan_wanted(session.lang)
    } else {
        return Ok(());
    };
    Err(Failure::one(Row::new(USAGE, misuse)))
}

fn options(session: &Session, asked: &Export) -> Result<ExportOptions, Failure> {
    let publisher = asked.publisher.as_deref().map(|word| {
        Id::parse(word).ok_or_else(|| {
            let id = spoken(word);
            Failure::one(Row::of(
                &Finding::new(&OpenError::UnknownPublisher { id }),
                session.lang,
            ))
        })
    });
    Ok(ExportOptions {
        to: asked.to.into(),
        list: asked.list.map(Into::into),
        encoding: asked.encoding.into(),
        publisher: publisher.transpose()?,
        prefix: asked.prefix.clone(),
        lang: session.lang,
    })
}

/// Why an export can't be made: what speaks of the programme, in its order.
fn refused(session: &Session, findings: Findings, input: &Input) -> Failure {
    let (rows, more) = findings.into_rows();
    let mut errors = placed(session, rows, input, &[]);
    for row in &mut errors {
        // All that is said of the rules of a programme is which are wanted.
        if row.pointer.starts_with("/rules") {
            row.text.push_str(&text::rules_option(session.lang));
        }
    }
    errors.sort_by_key(|row| (row.line, row.column, row.code));
    Failure { errors, more }
}

/// Writes all files, or none of them, and says what is in them.
fn write(session: &Session, asked: &Export, made: &Made) -> Result<Status, Failure> {
    if asked.out == Path::new("-") {
        let [only] = made.files() else {
            let text = text::export_stdout(session.lang, made.files().len());
            return Err(Failure::one(Row::new(USAGE, text)));
        };
        output::put_out(session, &only.bytes)?;
        return Ok(Status::Done);
    }
    if made.directory() {
        fs::create_dir_all(&asked.out)
            .map_err(|error| output::cannot_write(session, &asked.out.to_string_lossy(), &error))?;
    }
    let mut files = Files::new(session);
    let mut written = Vec::with_capacity(made.files().len());
    for output in made.files() {
        let path = if made.directory() {
            asked.out.join(&output.name)
        } else {
            asked.out.clone()
        };
        files.write(&path, &output.bytes)?;
        written.push(spoken(&path.to_string_lossy()));
    }
    files.keep()?;
    let text = if session.json {
        let names = written.iter().map(String::as_str);
        output::json(&made.report(session.lang, names), session.pretty)
    } else {
        letter(session, made, &written)
    };
    output::print(session, &text)?;
    Ok(Status::Done)
}

fn letter(session: &Session, made: &Made, written: &[String]) -> String {
    let lang = session.lang;
    let mut lines = Vec::new();
    for (name, output) in written.iter().zip(made.files()) {
        let parts = output.parts.iter();
        let parts = parts.map(|part| text::export_part(lang, &part.name, part.rows));
        let parts = parts.collect::<Vec<_>>().join(&text::clauses_gap(lang));
        lines.extend(session.wrapped(&text::export_written(lang, name, parts)));
    }
    // One line for each reason.
    let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
    for said in made.left_out() {
        let (place, text) = (path(said.pointer()), said.text(lang));
        match reasons.iter_mut().find(|(why, _)| *why == text) {
            Some((_, places)) => places.push(place),
            None => reasons.push((text, vec![place])),
        }
    }
    for (why, places) in reasons {
        let places = places.join(&text::list_gap(lang));
        lines.extend(session.wrapped(&text::export_left(lang, why, places)));
    }
    lines.join("\n") + "\n"
}
