//! One module for each command, and what several of them do.

mod allocate;
mod canon;
mod check;
mod code;
mod compare;
mod demo;
mod explain;
mod fairness;
mod money;
mod verify;

use std::path::Path;

use bangfu::document::{self, Errors, Limits};
use bangfu::error::{At, Code, Pointer};
use bangfu::policy::PolicyError;
use bangfu::{Plan, Programme, Rules};

use crate::args::{Args, Command};
use crate::failure::{Failure, Row, Status, USAGE};
use crate::input::{self, Input};
use crate::session::Session;
use crate::text;

pub(crate) fn run(session: &Session, args: Args) -> Result<Status, Failure> {
    match args.command {
        // The arguments were parsed: without a command there is only help.
        None => Ok(Status::Done),
        Some(Command::Demo { out }) => demo::run(session, out.as_deref()),
        Some(Command::Check { files }) => check::run(session, &files),
        Some(Command::Allocate {
            programme,
            rules,
            out,
        }) => allocate::run(session, &programme, rules.as_deref(), out.as_deref()),
        Some(Command::Explain {
            plan,
            programme,
            rules,
            need,
            gift,
        }) => {
            let subject = match (need, gift) {
                (Some(need), _) => explain::Subject::Need(need),
                (None, gift) => explain::Subject::Gift(gift.unwrap_or_default()),
            };
            explain::run(session, &plan, &programme, rules.as_deref(), &subject)
        }
        Some(Command::Canon { file }) => canon::run(session, &file),
        Some(Command::Verify {
            plan,
            programme,
            rules,
        }) => verify::run(session, &plan, &programme, rules.as_deref()),
        Some(Command::Fairness {
            plan,
            programme,
            rules,
        }) => fairness::run(session, &plan, &programme, rules.as_deref()),
        Some(Command::Compare { before, after }) => compare::run(session, &before, &after),
        Some(Command::Money(command)) => money::run(session, command),
        Some(Command::Code(command)) => code::run(session, command),
    }
}

/// A programme with the rules that apply to it, and where both stand.
struct Loaded {
    programme: Programme,
    rules: Rules,
    input: Input,
    /// The rules' own file, when they are given beside the programme.
    beside: Option<Input>,
}

impl Loaded {
    /// Errors of the core whose pointers speak of the programme, each with its
    /// file, line and column.
    fn rows<E: Code>(&self, session: &Session, errors: &[At<E>]) -> Vec<Row> {
        let (mut own, mut of_rules) = (Vec::new(), Vec::new());
        for At { pointer, error, .. } in errors {
            let row = Row::at(error, pointer, session.lang);
            let mut steps = pointer.steps();
            if self.beside.is_some() && steps.next().as_deref() == Some("rules") {
                let inside = steps.fold(Pointer::root(), |inside, step| inside.key(&step));
                of_rules.push((row, inside));
            } else {
                own.push((row, pointer.clone()));
            }
        }
        let mut rows = placed(own, &self.input);
        if let Some(rules) = &self.beside {
            rows.extend(placed(of_rules, rules));
        }
        rows
    }
}

/// What keeps the rules from being applied to the programme, in the order of
/// the document.
fn policy(session: &Session, loaded: &Loaded, errors: &[At<PolicyError>]) -> Failure {
    let mut rows = loaded.rows(session, errors);
    rows.sort_by(|a, b| {
        (&a.file, a.line, a.column, a.code).cmp(&(&b.file, b.line, b.column, b.code))
    });
    let more = rows.len().saturating_sub(MOST);
    rows.truncate(MOST);
    Failure { errors: rows, more }
}

/// So many errors are told one by one; the rest is a number.
const MOST: usize = 1000;

/// The rows with their file, line and column.
fn placed(rows: Vec<(Row, Pointer)>, input: &Input) -> Vec<Row> {
    let (rows, pointers): (Vec<Row>, Vec<Pointer>) = rows.into_iter().unzip();
    let found = document::positions(&input.bytes, &pointers, &Limits::default());
    let mut found = found.into_iter().flatten();
    let place = |mut row: Row| {
        if let Some(position) = found.next() {
            row.line = Some(position.line);
            row.column = Some(position.column);
        }
        row.in_file(&input.name)
    };
    rows.into_iter().map(place).collect()
}

fn load(session: &Session, programme: &Path, rules: Option<&Path>) -> Result<Loaded, Failure> {
    let input = input::read(session, programme)?;
    let read = Programme::read_with(&input.bytes, &Limits::default());
    let beside = rules.map(|path| input::read(session, path)).transpose()?;
    let book = beside
        .as_ref()
        .map(|input| Rules::read_with(&input.bytes, &Limits::default()));
    // What is wrong with either is said at once.
    let mut failure = Failure::default();
    let mut add = |errors: &Errors, input: &Input| {
        let found = Failure::of(errors, &input.name, session.lang);
        failure.errors.extend(found.errors);
        failure.more += found.more;
    };
    if let Err(errors) = &read {
        add(errors, &input);
    }
    if let (Some(Err(errors)), Some(beside)) = (&book, &beside) {
        add(errors, beside);
    }
    match (read, book.transpose()) {
        (Ok(programme), Ok(book)) => {
            let rules = chosen(session, &programme, book, &input)?;
            Ok(Loaded {
                programme,
                rules,
                input,
                beside,
            })
        }
        _ => Err(failure),
    }
}

/// The rules that apply.
fn chosen(
    session: &Session,
    programme: &Programme,
    beside: Option<Rules>,
    input: &Input,
) -> Result<Rules, Failure> {
    let chosen = programme.applicable(beside.as_ref());
    chosen.cloned().map_err(|at| {
        let mut row = Row::at(&at.error, &at.pointer, session.lang);
        row.text.push_str(&text::rules_option(session.lang));
        Failure {
            errors: placed(vec![(row, at.pointer)], input),
            more: 0,
        }
    })
}

fn load_plan(session: &Session, path: &Path) -> Result<(Plan, Input), Failure> {
    let input = input::read(session, path)?;
    match Plan::read_with(&input.bytes, &Limits::default()) {
        Ok(plan) => Ok((plan, input)),
        Err(errors) => Err(Failure::of(&errors, &input.name, session.lang)),
    }
}

/// Standard input can be read once.
fn one_stdin(session: &Session, paths: &[Option<&Path>]) -> Result<(), Failure> {
    let dash = Some(Path::new("-"));
    if paths.iter().filter(|path| **path == dash).count() > 1 {
        return Err(Failure::one(Row::new(
            USAGE,
            text::stdin_twice(session.lang),
        )));
    }
    Ok(())
}
