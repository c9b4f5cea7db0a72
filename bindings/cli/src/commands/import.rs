//! `bangfu import FILE… --into PROGRAMME`: sheets into a programme, after
//! showing what that would change.

use std::io::{IsTerminal, Write, stdin};
use std::path::{Path, PathBuf};

use bangfu::allocate::explain;
use bangfu::error::{Code, Lang};
use bangfu::finding::{Finding as Said, spoken};
use bangfu::giving::{Clause, Restriction};
use bangfu::money::grouped;
use bangfu::{Programme, canonical};
use bangfu_exchange::answer::{ImportOptions, Sheet};
use bangfu_exchange::import::{self, Fate, File, Found, Import, Options, Remark};
use bangfu_exchange::remark::Outcome;
use bangfu_exchange::table::{Mapping, SheetKind};
use bangfu_exchange::{Finding, Weight, Words};

use super::one_stdin;
use crate::failure::{CANNOT_WRITE, Failure, Row, Status, USAGE};
use crate::input::{self, Input};
use crate::output::{self, Files, bold};
use crate::progress::Line;
use crate::session::Session;
use crate::table::{Side, Table};
use crate::text;

/// So many rows a table has at most; the rest is counted.
const ROWS: usize = 40;
/// So many cells are named for each kind of finding.
pub(super) const CELLS: usize = 6;
/// The lists that grow, in the order in which they are shown.
const LISTS: [&str; 8] = [
    "gifts",
    "needs",
    "projects",
    "resources",
    "organisations",
    "event",
    "items",
    "places",
];

/// What was asked for.
pub(crate) struct Asked<'a> {
    pub(crate) files: &'a [PathBuf],
    pub(crate) into: Option<&'a Path>,
    pub(crate) kind: Option<SheetKind>,
    pub(crate) map: Option<&'a Path>,
    pub(crate) consent: Consent,
    pub(crate) options: Options,
}

/// Whether to write, as far as the command line says.
#[derive(Clone, Copy)]
pub(crate) struct Consent {
    pub(crate) dry_run: bool,
    pub(crate) yes: bool,
}

pub(super) fn run(session: &Session, asked: &Asked<'_>) -> Result<Status, Failure> {
    let mut paths = vec![asked.map];
    paths.extend(asked.files.iter().map(|path| Some(path.as_path())));
    one_stdin(session, &paths)?;
    let into = asked
        .into
        .ok_or_else(|| missing(session, "--into PROGRAMME"))?;
    let mapping = mapping(session, asked.map)?;
    let options = ImportOptions::of(mapping, asked.kind, asked.options);
    let (target, programme) = Target::read(session, into)?;
    let files = files(session, asked.files, &options)?;
    let several = files.len() > 1;
    let mut line = Line::new(session, &spoken(target.name()));
    let import = options
        .plan(files, programme, &mut line)
        .map_err(|error| Failure::found(error.into(), target.name(), session.lang))?;
    drop(line);
    let page = Page {
        session,
        several,
        import: &import,
    };
    let (written, status) = target.settle(&page, asked.consent)?;
    if session.json {
        let report = import.report(session.lang, written);
        output::print(session, &output::json(&report, session.pretty))?;
    }
    Ok(status)
}

/// What has to be said for the command to be understood.
pub(super) fn missing(session: &Session, names: &str) -> Failure {
    let text =
        text::usage_missing(session.lang, names) + &text::usage_more(session.lang, "bangfu import");
    Failure::one(Row::new(USAGE, text))
}

/// The file of the programme that something is put into.
pub(super) struct Target<'a> {
    path: &'a Path,
    input: Input,
}

impl<'a> Target<'a> {
    pub(super) fn read(session: &Session, path: &'a Path) -> Result<(Self, Programme), Failure> {
        if path == Path::new("-") {
            let text = text::import_into_stdin(session.lang);
            return Err(Failure::one(Row::new(USAGE, text)));
        }
        let input = input::read(session, path)?;
        let programme = Programme::read(&input.bytes)
            .map_err(|errors| Failure::of(&errors, &input.name, session.lang))?;
        Ok((Self { path, input }, programme))
    }

    pub(super) fn name(&self) -> &str {
        &self.input.name
    }

    /// Shows what would change, and writes it where somebody agrees. Says
    /// whether it was written.
    pub(super) fn settle(
        &self,
        page: &Page<'_>,
        consent: Consent,
    ) -> Result<(bool, Status), Failure> {
        let (session, import) = (page.session, page.import);
        if !session.json {
            output::print(session, &(page.lines().join("\n") + "\n"))?;
        }
        let written = !import.is_empty() && !consent.dry_run && agreed(session, consent)?;
        if written {
            write(session, self.path, &self.input, &import.programme)?;
        }
        if !session.json {
            let name = spoken(self.name());
            let told = match (written, import.is_empty()) {
                (true, _) => text::import_written(session.lang, name),
                (false, true) => text::import_nothing(session.lang, name),
                (false, false) => text::import_not_written(session.lang, name),
            };
            output::print(session, &format!("\n{told}\n"))?;
        }
        let done = written || consent.dry_run || import.is_empty();
        Ok((written, if done { Status::Done } else { Status::No }))
    }
}

/// Writes the programme, unless somebody else has changed it since it was read:
/// what he wrote would be lost.
fn write(
    session: &Session,
    into: &Path,
    read: &Input,
    programme: &Programme,
) -> Result<(), Failure> {
    let mut files = Files::new(session);
    files.write(into, &document(session, programme))?;
    if input::read(session, into)?.bytes != read.bytes {
        let text = text::import_changed(session.lang);
        return Err(Failure::one(
            Row::new(CANNOT_WRITE, text).in_file(&read.name),
        ));
    }
    files.keep()
}

/// What a mapping file says. Its words are tried here, because whoever reads a
/// sheet with them would blame the sheet.
pub(super) fn mapping(session: &Session, map: Option<&Path>) -> Result<Mapping, Failure> {
    let Some(path) = map else {
        return Ok(Mapping::default());
    };
    let input = input::read(session, path)?;
    Mapping::read_bytes(&input.bytes)
        .and_then(|mapping| Words::with(&mapping.words).map(|_| mapping))
        .map_err(|error| refused(session, &error, &input.name))
}

/// Reads all files, one after the other, so that of none the bytes are held
/// longer than needed; those that can't be read are said at once.
fn files(
    session: &Session,
    paths: &[PathBuf],
    options: &ImportOptions,
) -> Result<Vec<File>, Failure> {
    let mut files = Vec::with_capacity(paths.len());
    let mut failure = Failure::default();
    for path in paths {
        let Input { name, bytes } = match input::read(session, path) {
            Ok(input) => input,
            Err(unread) => {
                failure.errors.extend(Failure::from(unread).errors);
                continue;
            }
        };
        let mut line = Line::new(session, &spoken(&name));
        let sheet = Sheet {
            name: &name,
            bytes: &bytes,
        };
        match options.read_file(sheet, &mut line) {
            Ok(file) => files.push(file),
            Err(error) => failure
                .errors
                .extend(refused(session, &error, &name).errors),
        }
    }
    if failure.errors.is_empty() {
        Ok(files)
    } else {
        Err(failure)
    }
}

pub(super) fn refused(session: &Session, error: &impl Code, file: &str) -> Failure {
    Failure::one(Row::of(&Said::new(error), session.lang).in_file(file))
}

/// Whether somebody agreed: in the command line, or at the terminal.
fn agreed(session: &Session, consent: Consent) -> Result<bool, Failure> {
    if consent.yes {
        return Ok(true);
    }
    if session.json || !stdin().is_terminal() {
        return Ok(false);
    }
    output::print(session, &format!("\n{} ", text::import_ask(session.lang)))?;
    let mut answer = String::new();
    let read = stdin().read_line(&mut answer);
    let _ = std::io::stdout().flush();
    let yes = ["y", "yes", "是", "好"].contains(&answer.trim().to_lowercase().as_str());
    Ok(read.is_ok() && yes)
}

fn document(session: &Session, programme: &Programme) -> String {
    let mut text = if session.pretty {
        canonical::pretty(programme)
    } else {
        programme.canonical()
    };
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// What is shown before anything is written.
pub(super) struct Page<'a> {
    pub(super) session: &'a Session,
    pub(super) several: bool,
    pub(super) import: &'a Import,
}

impl Page<'_> {
    const fn lang(&self) -> Lang {
        self.session.lang
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = self.head();
        lines.extend(self.controls());
        lines.extend(self.lists());
        lines.extend(self.others());
        lines.extend(self.remarks());
        lines.extend(self.findings());
        lines
    }

    /// The line of result.
    fn head(&self) -> Vec<String> {
        let lang = self.lang();
        let count = |fate| {
            LISTS
                .iter()
                .map(|list| self.import.count(list, fate))
                .sum::<usize>()
        };
        let hold = self.import.on_hold();
        let said = text::import_head(
            lang,
            count(Fate::Added),
            count(Fate::Changed),
            count(Fate::Same),
            count(Fate::Differs),
        );
        let mut lines = self.session.wrapped(&said);
        for line in &mut lines {
            *line = bold(line, self.session.color);
        }
        if hold > 0 {
            lines.extend(
                self.session
                    .wrapped(&text::import_hold(lang, hold, import::ON_HOLD)),
            );
        }
        lines
    }

    /// Each stated total beside its rows.
    fn controls(&self) -> Vec<String> {
        let lang = self.lang();
        let mut lines = Vec::new();
        for (file, control) in &self.import.controls {
            let (stated, summed) = (grouped(control.stated), grouped(control.summed));
            let said = if control.agrees() {
                text::import_agrees(lang, spoken(file), control.rows, stated)
            } else {
                text::import_disagrees(lang, spoken(file), &control.cell, stated, summed)
            };
            lines.extend(self.session.wrapped(&said));
        }
        lines
    }

    fn lists(&self) -> Vec<String> {
        let lang = self.lang();
        let mut table = Table::new([
            (text::column_list(lang), Side::Left),
            (text::column_added(lang), Side::Right),
            (text::column_changed(lang), Side::Right),
            (text::column_unchanged(lang), Side::Right),
            (text::column_differs(lang), Side::Right),
        ]);
        for list in LISTS {
            let count = |fate| self.import.count(list, fate);
            let counts = [Fate::Added, Fate::Changed, Fate::Same, Fate::Differs].map(count);
            if counts.iter().any(|count| *count > 0) {
                let name = text::list_name(lang, list).to_owned();
                table.row(
                    [name]
                        .into_iter()
                        .chain(counts.map(|count| count.to_string())),
                );
            }
        }
        let mut lines = self.session.title(&text::title_changes(lang));
        lines.extend(table.lines(self.session.width));
        lines
    }

    /// Which entries are there with other content, and where the rows stand.
    fn others(&self) -> Vec<String> {
        let lang = self.lang();
        let other =
            |change: &import::Change<'_>| matches!(change.fate, Fate::Changed | Fate::Differs);
        let others: Vec<_> = self.import.changes.iter().filter(other).collect();
        if others.is_empty() {
            return Vec::new();
        }
        let mut lines = self.session.title(&text::title_other_content(lang));
        for change in others.iter().take(ROWS) {
            let cell = if self.several {
                format!("{}:{}", change.file, change.cell)
            } else {
                change.cell.to_owned()
            };
            let fate = match change.fate {
                Fate::Changed => text::column_changed(lang),
                _ => text::column_differs(lang),
            };
            let list = text::list_name(lang, change.list);
            lines.push(format!("{list}  {}  {}  {fate}", change.id, spoken(&cell)));
        }
        if others.len() > ROWS {
            lines.push(text::rows_more(lang, others.len() - ROWS));
        }
        lines
    }

    /// What remarks are proposed to mean, those first that hold most money.
    fn remarks(&self) -> Vec<String> {
        let lang = self.lang();
        if self.import.remarks.is_empty() {
            return Vec::new();
        }
        let mut remarks: Vec<&Remark> = self.import.remarks.iter().collect();
        remarks.sort_by_key(|remark| std::cmp::Reverse(remark.money));
        let mut lines = self.session.title(&text::title_remarks(lang));
        for remark in remarks.iter().take(ROWS) {
            let words = match remark.proposal.shown().join(" ") {
                words if words.is_empty() => text::import_no_words(lang),
                words => words,
            };
            let money = grouped(remark.money);
            let head = text::import_remark(lang, remark.gifts, money, words);
            lines.extend(self.session.wrapped(&head));
            lines.extend(self.under(&self.meaning(&remark.proposal.outcome)));
        }
        if remarks.len() > ROWS {
            lines.push(text::rows_more(lang, remarks.len() - ROWS));
        }
        lines
    }

    /// A proposal in words.
    fn meaning(&self, outcome: &Outcome) -> String {
        let lang = self.lang();
        let said = |clause: &Clause| {
            let restriction = Restriction::Only(clause.clone());
            explain::restriction(&self.import.programme, &restriction, lang)
        };
        match outcome {
            Outcome::Whole(clause) => said(clause),
            Outcome::Parts(parts) => {
                let parts = parts
                    .iter()
                    .map(|part| text::import_part(lang, grouped(part.money), said(&part.clause)));
                parts.collect::<Vec<_>>().join(&text::clauses_gap(lang))
            }
            Outcome::Nothing(reason) => reason.text(lang).to_owned(),
            Outcome::Unclear(doubt, None) => text::import_unclear(lang, doubt.text(lang)),
            Outcome::Unclear(doubt, Some(clause)) => {
                text::import_unclear_but(lang, doubt.text(lang), said(clause))
            }
        }
    }

    /// A text below the line that it belongs to.
    fn under(&self, said: &str) -> Vec<String> {
        let lines = self.session.wrapped(said);
        lines.iter().map(|line| text::indented(line)).collect()
    }

    /// What was found, by kind, with the first cells.
    fn findings(&self) -> Vec<String> {
        let lang = self.lang();
        let mut lines = Vec::new();
        for (weight, title) in [
            (Weight::KeptOut, text::title_kept_out(lang)),
            (Weight::Doubt, text::title_doubts(lang)),
            (Weight::Note, text::title_notes(lang)),
        ] {
            let mut kinds: Vec<(&str, &Finding, Vec<String>, usize)> = Vec::new();
            let found = self.import.findings.iter();
            for Found { file, finding } in found.filter(|found| found.finding.weight() == weight) {
                let cell = || place(file, finding, self.several);
                let same = |kind: &&mut (&str, &Finding, Vec<String>, usize)| {
                    kind.0 == finding.name() && kind.1.number() == finding.number()
                };
                match kinds.iter_mut().find(same) {
                    Some((.., cells, count)) => {
                        *count += 1;
                        if cells.len() < CELLS {
                            cells.push(cell());
                        }
                    }
                    None => kinds.push((finding.name(), finding, vec![cell()], 1)),
                }
            }
            if kinds.is_empty() {
                continue;
            }
            lines.extend(self.session.title(&title));
            for (name, first, cells, kept) in kinds {
                let beyond = self.import.more.iter().map(|(_, more)| more);
                let beyond = beyond.filter(|more| {
                    (more.weight, more.number, more.name) == (weight, first.number(), name)
                });
                let count = beyond.fold(kept, |all, more| all + more.count);
                let more = if count > cells.len() { ", ..." } else { "" };
                let cells = cells.join(", ") + more;
                lines.push(format!("{name}  {count}  {}", spoken(&cells)));
                lines.extend(self.under(first.text(lang)));
                if let Some(value) = first.suggestion() {
                    lines.extend(self.under(&text::import_suggested(lang, value)));
                }
            }
        }
        lines
    }
}

/// A cell as it is named: with its file where there are several.
fn place(file: &str, finding: &Finding, several: bool) -> String {
    let cell = match (finding.sheet(), finding.cell()) {
        ("", cell) => cell.to_owned(),
        (sheet, "") => sheet.to_owned(),
        (sheet, cell) => format!("{sheet}!{cell}"),
    };
    match (several, cell.is_empty()) {
        (false, false) => cell,
        (_, true) => file.to_owned(),
        (true, false) => format!("{file}:{cell}"),
    }
}
