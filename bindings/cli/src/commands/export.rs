//! `bangfu export PROGRAMME --to …`: a programme and its plan in the forms of
//! others.
//!
//! Each target makes files of a [`Source`] and says what they leave out; what
//! is the same for all of them (reading, writing, telling) stands here.

use std::fs;
use std::path::Path;

use bangfu::document::Limits;
use bangfu::error::Code;
use bangfu::finding::{Finding as Said, spoken};
use bangfu::{Plan, Programme, Rules};
use bangfu_exchange::workbook::{self, Encoding, List, Page};
use serde::Serialize;

use super::{load, load_plan, one_stdin, open};
use crate::args::{EncodingChoice, Export, ListChoice, Target};
use crate::failure::{Failure, Row, Status, USAGE, path};
use crate::input::{self, Input};
use crate::output::{self, Files};
use crate::session::Session;
use crate::text;

/// What is exported.
pub(super) struct Source {
    pub(super) programme: Programme,
    /// Where the programme stands.
    pub(super) input: Input,
    /// The plan, and the rules that it was made with.
    pub(super) plan: Option<(Plan, Rules)>,
}

/// A file of an export.
pub(super) struct Output {
    /// Its name where several go into a directory.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// What is in it: how it is called, and how many rows or entries it has.
    pub(super) parts: Vec<(String, usize)>,
}

/// What an export makes of a source.
pub(super) struct Exported {
    pub(super) outputs: Vec<Output>,
    /// Whether they go into a directory, even if there is only one.
    pub(super) directory: bool,
    /// What the files leave out, and why.
    pub(super) left: Vec<Said>,
}

pub(super) fn run(session: &Session, asked: &Export) -> Result<Status, Failure> {
    let paths = [
        Some(&asked.programme),
        asked.plan.as_ref(),
        asked.rules.as_ref(),
    ];
    one_stdin(session, &paths.map(|path| path.map(|path| path.as_path())))?;
    fitting(session, asked)?;
    let source = source(session, asked)?;
    let exported = match asked.to {
        Target::Xlsx => xlsx(session, asked, &source)?,
        Target::Csv => csv(session, asked, &source)?,
        Target::Giving360 => open::giving360(session, asked, &source)?,
        Target::Iati => open::iati(session, asked, &source)?,
        Target::Hxl => open::hxl(session, asked, &source)?,
    };
    write(session, asked, &exported)
}

/// Refuses options that the format does not have.
fn fitting(session: &Session, asked: &Export) -> Result<(), Failure> {
    let sheets = matches!(asked.to, Target::Xlsx | Target::Csv);
    let misuse = if asked.encoding != EncodingChoice::Utf8 && asked.to != Target::Csv {
        text::export_only(session.lang, "--encoding", "--to csv")
    } else if asked.list.is_some() && !sheets {
        text::export_only(session.lang, "--list", "--to xlsx, --to csv")
    } else if asked.prefix.is_some() && asked.to != Target::Giving360 {
        text::export_only(session.lang, "--prefix", "--to 360giving")
    } else if asked.publisher.is_some() && !matches!(asked.to, Target::Giving360 | Target::Iati) {
        text::export_only(session.lang, "--publisher", "--to 360giving, --to iati")
    } else {
        return Ok(());
    };
    Err(Failure::one(Row::new(USAGE, misuse)))
}

fn source(session: &Session, asked: &Export) -> Result<Source, Failure> {
    if let Some(path) = &asked.plan {
        let loaded = load(session, &asked.programme, asked.rules.as_deref())?;
        let (plan, _) = load_plan(session, path)?;
        return Ok(Source {
            programme: loaded.programme,
            input: loaded.input,
            plan: Some((plan, loaded.rules)),
        });
    }
    let input = input::read(session, &asked.programme)?;
    let read = Programme::read_with(&input.bytes, &Limits::default());
    let programme = read.map_err(|errors| Failure::of(&errors, &input.name, session.lang))?;
    Ok(Source {
        programme,
        input,
        plan: None,
    })
}

/// The pages of what was asked for, and what they leave out. Notes come last.
fn pages(
    session: &Session,
    asked: &Export,
    source: &Source,
) -> Result<(Vec<Page>, Vec<Said>), Failure> {
    let (programme, lang) = (&source.programme, session.lang);
    let lists = match asked.list {
        None => List::ALL.to_vec(),
        Some(choice) => chosen(choice).into_iter().collect(),
    };
    let mut pages = Vec::new();
    // A plan stands first: whoever asks for one wants to read it.
    let wanted = matches!(asked.list, None | Some(ListChoice::Plan));
    let plan = source.plan.as_ref().filter(|_| wanted);
    if let Some((plan, rules)) = plan {
        let found = workbook::plan(programme, rules, plan, lang);
        pages.extend(found.map_err(|error| refused(session, &error))?);
    } else if asked.list == Some(ListChoice::Plan) {
        let text = text::export_plan_wanted(lang);
        return Err(Failure::one(Row::new(USAGE, text)));
    }
    let of_lists = lists.iter();
    pages.extend(of_lists.map(|list| workbook::list(programme, *list, lang)));
    // Of a plan alone nobody expects the lists.
    let mut left = if lists.is_empty() {
        Vec::new()
    } else {
        workbook::left_out(programme, &lists)
    };
    let plan = plan.map(|(plan, _)| plan);
    pages.push(workbook::notes(
        programme,
        plan,
        !lists.is_empty(),
        &left,
        lang,
    ));
    // The notes say it of the plan, and have only parts of the programme here.
    left.extend(plan.and_then(|plan| workbook::left_out_of_plan(programme, plan)));
    Ok((pages, left))
}

const fn chosen(choice: ListChoice) -> Option<List> {
    match choice {
        ListChoice::Needs => Some(List::Needs),
        ListChoice::Projects => Some(List::Projects),
        ListChoice::Resources => Some(List::Resources),
        ListChoice::Gifts => Some(List::Gifts),
        ListChoice::Items => Some(List::Items),
        ListChoice::Plan => None,
    }
}

fn part(page: &Page) -> (String, usize) {
    (page.name.clone(), page.rows.len())
}

fn xlsx(session: &Session, asked: &Export, source: &Source) -> Result<Exported, Failure> {
    let (pages, left) = pages(session, asked, source)?;
    let bytes = workbook::xlsx(&pages, source.programme.as_of(), session.lang);
    let bytes = bytes.map_err(|error| refused(session, &error))?;
    Ok(Exported {
        outputs: vec![Output {
            name: format!("{}.xlsx", source.programme.id()),
            bytes,
            parts: pages.iter().map(part).collect(),
        }],
        directory: false,
        left,
    })
}

/// A file for each page; of one list that was asked for, only that.
fn csv(session: &Session, asked: &Export, source: &Source) -> Result<Exported, Failure> {
    let (mut pages, left) = pages(session, asked, source)?;
    let alone = asked.list.is_some_and(|list| list != ListChoice::Plan);
    if alone {
        pages.truncate(1);
    }
    let encoding = match asked.encoding {
        EncodingChoice::Utf8 => Encoding::Utf8,
        EncodingChoice::Gb18030 => Encoding::Gb18030,
    };
    let mut outputs = Vec::with_capacity(pages.len());
    for page in &pages {
        let bytes = workbook::csv(page, encoding).map_err(|error| refused(session, &error))?;
        outputs.push(Output {
            name: format!("{}.csv", page.file),
            bytes,
            parts: vec![part(page)],
        });
    }
    Ok(Exported {
        outputs,
        directory: !alone,
        left,
    })
}

/// Why an export can't be made.
pub(super) fn refused(session: &Session, error: &impl Code) -> Failure {
    Failure::one(Row::of(&Said::new(error), session.lang))
}

/// What `--json` prints.
#[derive(Serialize)]
struct Written {
    ok: bool,
    files: Vec<WrittenFile>,
    left_out: Vec<Row>,
}

/// A file that was written.
#[derive(Serialize)]
struct WrittenFile {
    file: String,
    parts: Vec<Part>,
}

/// A part of it.
#[derive(Serialize)]
struct Part {
    name: String,
    rows: usize,
}

/// Writes all files, or none of them, and says what is in them.
fn write(session: &Session, asked: &Export, exported: &Exported) -> Result<Status, Failure> {
    if asked.out == Path::new("-") {
        let [only] = exported.outputs.as_slice() else {
            let text = text::export_stdout(session.lang, exported.outputs.len());
            return Err(Failure::one(Row::new(USAGE, text)));
        };
        output::put_out(session, &only.bytes)?;
        return Ok(Status::Done);
    }
    if exported.directory {
        fs::create_dir_all(&asked.out)
            .map_err(|error| output::cannot_write(session, &asked.out.to_string_lossy(), &error))?;
    }
    let mut files = Files::new(session);
    let mut written = Vec::with_capacity(exported.outputs.len());
    for output in &exported.outputs {
        let path = if exported.directory {
            asked.out.join(&output.name)
        } else {
            asked.out.clone()
        };
        files.write(&path, &output.bytes)?;
        let part = |(name, rows): &(String, usize)| Part {
            name: name.clone(),
            rows: *rows,
        };
        written.push(WrittenFile {
            file: spoken(&path.to_string_lossy()),
            parts: output.parts.iter().map(part).collect(),
        });
    }
    files.keep()?;
    let left = exported.left.iter().map(|said| Row::of(said, session.lang));
    let told = Written {
        ok: true,
        files: written,
        left_out: left.collect(),
    };
    let text = if session.json {
        output::json(&told, session.pretty)
    } else {
        letter(session, &told)
    };
    output::print(session, &text)?;
    Ok(Status::Done)
}

fn letter(session: &Session, told: &Written) -> String {
    let lang = session.lang;
    let mut lines = Vec::new();
    for file in &told.files {
        let parts = file.parts.iter();
        let parts = parts.map(|part| text::export_part(lang, &part.name, part.rows));
        let parts = parts.collect::<Vec<_>>().join(&text::clauses_gap(lang));
        lines.extend(session.wrapped(&text::export_written(lang, &file.file, parts)));
    }
    // One line for each reason.
    let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
    for row in &told.left_out {
        let place = path(&row.pointer);
        match reasons.iter_mut().find(|(why, _)| *why == row.text) {
            Some((_, places)) => places.push(place),
            None => reasons.push((&row.text, vec![place])),
        }
    }
    for (why, places) in reasons {
        let places = places.join(&text::list_gap(lang));
        lines.extend(session.wrapped(&text::export_left(lang, why, places)));
    }
    lines.join("\n") + "\n"
}
