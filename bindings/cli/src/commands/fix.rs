//! `bangfu import FILE --fix OUT`: a copy of a sheet in which is put right what
//! is certain.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bangfu::error::Code;
use bangfu::finding::spoken;
use bangfu_exchange::answer::{self, ImportOptions, Sheet};
use bangfu_exchange::import::Options;
use bangfu_exchange::mend;
use bangfu_exchange::table::SheetKind;

use super::import::{CELLS, mapping};
use super::one_stdin;
use crate::failure::{Failure, Row, Status, USAGE};
use crate::input::{self, Input};
use crate::output::{self, Files, bold};
use crate::session::Session;
use crate::text;

pub(super) fn run(
    session: &Session,
    files: &[PathBuf],
    out: &Path,
    kind: Option<SheetKind>,
    map: Option<&Path>,
) -> Result<Status, Failure> {
    let usage = |text: String| Err(Failure::one(Row::new(USAGE, text)));
    let [file] = files else {
        return usage(text::fix_one_file(session.lang));
    };
    one_stdin(session, &[Some(file), map])?;
    if out == Path::new("-") {
        return usage(text::fix_into_stdout(session.lang));
    }
    if same_file(file, out) {
        return usage(text::fix_over_itself(session.lang));
    }
    let options = ImportOptions::of(mapping(session, map)?, kind, Options::default());
    let Input { name, bytes } = input::read(session, file)?;
    let sheet = Sheet {
        name: &name,
        bytes: &bytes,
    };
    let copy = answer::mend(sheet, &options)
        .map_err(|findings| Failure::found(findings, &name, session.lang))?;
    let mut files = Files::new(session);
    // There is one.
    for file in copy.files() {
        files.write(out, &file.bytes)?;
    }
    files.keep()?;
    let name = spoken(&out.to_string_lossy());
    if session.json {
        let report = copy.report(session.lang, [name.as_str()].into_iter());
        output::print(session, &output::json(&report, session.pretty))?;
        return Ok(Status::Done);
    }
    let said = text::fix_head(session.lang, &name, copy.repairs().len(), copy.marked());
    let mut lines = session.wrapped(&said);
    for line in &mut lines {
        *line = bold(line, session.color);
    }
    let mut kinds: BTreeMap<u16, (&mend::Repair, Vec<String>, usize)> = BTreeMap::new();
    for repair in copy.repairs() {
        let kind = kinds.entry(repair.why.number());
        let (_, cells, count) = kind.or_insert((repair, Vec::new(), 0));
        *count += 1;
        if cells.len() < CELLS {
            cells.push(format!("{}!{}", repair.sheet, repair.cell));
        }
    }
    for (first, cells, count) in kinds.into_values() {
        let more = if count > cells.len() { ", ..." } else { "" };
        lines.push(String::new());
        lines.push(format!("{}  {count}", first.why.name()));
        for line in [
            first.why.text(session.lang),
            spoken(&cells.join(", ")) + more,
        ] {
            lines.extend(
                session
                    .wrapped(&line)
                    .iter()
                    .map(|line| text::indented(line)),
            );
        }
    }
    output::print(session, &(lines.join("\n") + "\n"))?;
    Ok(Status::Done)
}

/// Whether both names lead to one file, which would be lost.
fn same_file(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
