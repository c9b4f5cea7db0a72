//! One module for each command, and what several of them do.

mod allocate;
mod canon;
mod check;
mod code;
mod demo;
mod explain;
mod money;
mod verify;

use std::path::Path;

use bangfu::document::{Errors, Limits};
use bangfu::error::{At, Code, Pointer};
use bangfu::policy::PolicyError;
use bangfu::programme::RulesSource;
use bangfu::{Plan, Programme, Rules};

use crate::args::{Args, Command};
use crate::failure::{Failure, MISSING_KEY, Row, Status, UNKNOWN_REFERENCE, USAGE};
use crate::input::{self, Input};
use crate::place::place;
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
    /// An error of the core whose pointer speaks of the programme, with its
    /// file, line and column.
    fn row(&self, session: &Session, error: &impl Code, pointer: &Pointer) -> Row {
        let row = Row::at(error, pointer, session.lang);
        let (input, inside) = self.home(pointer);
        placed(row, input, &inside)
    }

    /// The file in which `pointer` lies, and the pointer inside it.
    fn home(&self, pointer: &Pointer) -> (&Input, Pointer) {
        let mut steps = pointer.steps();
        match &self.beside {
            Some(rules) if steps.next().as_deref() == Some("rules") => (
                rules,
                steps.fold(Pointer::root(), |inside, step| inside.key(&step)),
            ),
            _ => (&self.input, pointer.clone()),
        }
    }
}

/// What keeps the rules from being applied to the programme, in the order of
/// the document.
fn policy(session: &Session, loaded: &Loaded, errors: &[At<PolicyError>]) -> Failure {
    let rows = errors
        .iter()
        .map(|at| loaded.row(session, &at.error, &at.pointer));
    let mut rows: Vec<Row> = rows.collect();
    rows.sort_by(|a, b| {
        (&a.file, a.line, a.column, a.code).cmp(&(&b.file, b.line, b.column, b.code))
    });
    let more = rows.len().saturating_sub(MOST);
    rows.truncate(MOST);
    Failure { errors: rows, more }
}

/// So many errors are told one by one; the rest is a number.
const MOST: usize = 1000;

/// The row with its file, line and column.
fn placed(mut row: Row, input: &Input, pointer: &Pointer) -> Row {
    if let Some((line, column)) = place(&input.bytes, pointer) {
        row.line = Some(line);
        row.column = Some(column);
    }
    row.in_file(&input.name)
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

/// The rules that apply: those given beside the programme, else its own. A
/// reference needs them, and they must be those that it names.
fn chosen(
    session: &Session,
    programme: &Programme,
    beside: Option<Rules>,
    input: &Input,
) -> Result<Rules, Failure> {
    let lang = session.lang;
    let wrong = |kind, text, pointer: Pointer| {
        let mut row = Row::new(kind, text);
        pointer.as_str().clone_into(&mut row.pointer);
        Err(Failure::one(placed(row, input, &pointer)))
    };
    let reference = Pointer::root().key("rules").key("reference");
    match (beside, programme.rules_source()) {
        (Some(given), Some(RulesSource::Reference(wanted))) if given.id != wanted.reference => {
            let text = text::rules_other(lang, &wanted.reference, &given.id);
            wrong(UNKNOWN_REFERENCE, text, reference)
        }
        (Some(given), _) => Ok(given),
        (None, Some(RulesSource::Book(own))) => Ok((**own).clone()),
        (None, Some(RulesSource::Reference(wanted))) => wrong(
            UNKNOWN_REFERENCE,
            text::rules_wanted(lang, &wanted.reference),
            reference,
        ),
        (None, None) => wrong(
            MISSING_KEY,
            text::no_rules(lang),
            Pointer::root().key("rules"),
        ),
    }
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
