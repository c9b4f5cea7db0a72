//! One module for each command, and what several of them do.

mod allocate;
pub(crate) mod bench;
mod canon;
mod check;
mod code;
mod compare;
mod demo;
mod explain;
mod export;
mod fairness;
mod fix;
pub(crate) mod import;
mod money;
pub(crate) mod prose;
mod template;
mod verify;

use std::path::Path;

use bangfu::document::{Errors, Limits};
use bangfu::finding::{self, Finding, Findings};
use bangfu::{Plan, Programme, Rules};

use crate::args::{self, Args, Command, KindChoice};
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
        Some(Command::Bench(asked)) => bench::run(session, &asked),
        Some(Command::Fairness {
            plan,
            programme,
            rules,
        }) => fairness::run(session, &plan, &programme, rules.as_deref()),
        Some(Command::Compare { before, after }) => compare::run(session, &before, &after),
        Some(Command::Import(asked)) => import(session, &asked),
        Some(Command::Export(asked)) => export::run(session, &asked),
        Some(Command::Template { of, out }) => template::run(session, of.into(), &out),
        Some(Command::Money(command)) => money::run(session, command),
        Some(Command::Code(command)) => code::run(session, command),
    }
}

/// Sheets and texts come in by one command.
fn import(session: &Session, args: &args::Import) -> Result<Status, Failure> {
    let kind = args.kind.and_then(KindChoice::of_rows);
    let of_text = prose::OfText {
        restored: args.restored.as_deref(),
        accept: args.accept.as_deref(),
        on: args.on.as_deref(),
    };
    let asked = import::Asked {
        files: &args.files,
        into: args.into.as_deref(),
        kind,
        map: args.map.as_deref(),
        consent: import::Consent {
            dry_run: args.dry_run,
            yes: args.yes,
        },
        options: bangfu_exchange::import::Options {
            keep_names: args.keep_names,
            overwrite: args.overwrite,
        },
    };
    if args.kind == Some(KindChoice::Text) {
        return prose::run(session, &asked, &of_text, args.fix.is_some());
    }
    of_text.refused(session)?;
    match &args.fix {
        Some(out) => fix::run(session, &args.files, out, kind, args.map.as_deref()),
        None => import::run(session, &asked),
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
    fn rows(&self, session: &Session, findings: Vec<Finding>) -> Vec<Row> {
        let of_rules = |finding: &Finding| {
            let inside = finding.pointer().strip_prefix("/rules");
            inside.is_some_and(|inside| inside.is_empty() || inside.starts_with('/'))
        };
        let Some(rules) = &self.beside else {
            return placed(session, findings, &self.input, &[]);
        };
        let (inside, own) = findings.into_iter().partition(of_rules);
        let mut rows = placed(session, own, &self.input, &[]);
        rows.extend(placed(session, inside, rules, &["rules"]));
        rows
    }
}

/// What keeps the rules from being applied to the programme, in the order of
/// the document.
fn refused(session: &Session, loaded: &Loaded, findings: Findings) -> Failure {
    let (findings, more) = findings.into_rows();
    let mut errors = loaded.rows(session, findings);
    errors.sort_by(|a, b| {
        (&a.file, a.line, a.column, a.code).cmp(&(&b.file, b.line, b.column, b.code))
    });
    Failure { errors, more }
}

/// The findings with their file, line and column.
fn placed(
    session: &Session,
    mut findings: Vec<Finding>,
    input: &Input,
    inside: &[&str],
) -> Vec<Row> {
    finding::place(&mut findings, &input.bytes, inside);
    let row = |found: &Finding| Row::of(found, session.lang).in_file(&input.name);
    findings.iter().map(row).collect()
}

/// A programme and the rules that are given beside it.
struct Given {
    programme: Programme,
    rules: Option<Rules>,
    input: Input,
    /// The rules' own file.
    beside: Option<Input>,
}

fn load(session: &Session, programme: &Path, rules: Option<&Path>) -> Result<Loaded, Failure> {
    let Given {
        programme,
        rules,
        input,
        beside,
    } = given(session, programme, rules)?;
    let rules = chosen(session, &programme, rules, &input)?;
    Ok(Loaded {
        programme,
        rules,
        input,
        beside,
    })
}

fn given(session: &Session, programme: &Path, rules: Option<&Path>) -> Result<Given, Failure> {
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
        (Ok(programme), Ok(rules)) => Ok(Given {
            programme,
            rules,
            input,
            beside,
        }),
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
        let finding = Finding::at(&at.error, &at.pointer);
        let mut errors = placed(session, vec![finding], input, &[]);
        for row in &mut errors {
            row.text.push_str(&text::rules_option(session.lang));
        }
        Failure { errors, more: 0 }
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
