//! Understands the arguments, or says in the reader's language why not.

use std::ffi::OsString;

use bangfu::error::Lang;
use bangfu::finding::spoken;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{CommandFactory, FromArgMatches};

use crate::args::Args;
use crate::failure::{Failure, Row, USAGE};
use crate::help;
use crate::session::Session;
use crate::text;

/// Why there is nothing to run.
pub(crate) enum Stop {
    /// Help or the version was asked for.
    Help(String),
    /// The arguments can't be understood.
    Misuse(Failure),
}

/// Parses the arguments.
pub(crate) fn parse(raw: &[OsString], session: &Session) -> Result<Args, Stop> {
    let command = help::localised(Args::command(), session.lang).term_width(session.width.min(100));
    let raw = &spelled_out(raw)[..];
    let matches = command.try_get_matches_from(raw);
    let args = matches.and_then(|mut matches| Args::from_arg_matches_mut(&mut matches));
    match args {
        Ok(args) if args.command.is_none() => {
            let mut command = help::localised(Args::command(), session.lang);
            Err(Stop::Help(command.render_help().to_string()))
        }
        Ok(args) => Ok(args),
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            ) =>
        {
            Err(Stop::Help(error.render().to_string()))
        }
        Err(error) => {
            let text = told(&error, raw, session.lang);
            Err(Stop::Misuse(Failure::one(Row::new(USAGE, text))))
        }
    }
}

/// `bangfu help check` means `bangfu check --help`. The parser's own `help`
/// command speaks English only.
fn spelled_out(raw: &[OsString]) -> Vec<OsString> {
    let mut words = raw.to_vec();
    let option = |word: &OsString| word.to_str().is_some_and(|word| word.starts_with('-'));
    let takes_value = |word: &OsString| word == "--lang" || word == "--color";
    let command = (1..words.len()).find(|&at| {
        let value = at > 1 && takes_value(&words[at - 1]);
        !option(&words[at]) && !value
    });
    if let Some(at) = command.filter(|&at| words[at] == "help") {
        words.remove(at);
        words.push("--help".into());
    }
    words
}

fn told(error: &Error, raw: &[OsString], lang: Lang) -> String {
    let argument = || context(error, ContextKind::InvalidArg);
    let mut said = match error.kind() {
        ErrorKind::UnknownArgument => text::usage_unknown_option(lang, argument()),
        ErrorKind::InvalidSubcommand => {
            text::usage_unknown_command(lang, context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => text::usage_missing(lang, argument()),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let (_, command) = command_of(raw);
            let names: Vec<_> = command
                .get_subcommands()
                .map(clap::Command::get_name)
                .collect();
            text::usage_missing_command(lang, names.join(", "))
        }
        ErrorKind::InvalidValue if context(error, ContextKind::InvalidValue).is_empty() => {
            text::usage_no_value(lang, argument())
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            text::usage_bad_value(lang, context(error, ContextKind::InvalidValue), argument())
        }
        ErrorKind::ArgumentConflict => {
            let other = context(error, ContextKind::PriorArg);
            if other == argument() {
                text::usage_twice(lang, other)
            } else {
                text::usage_conflict(lang, argument(), other)
            }
        }
        ErrorKind::InvalidUtf8 => text::usage_utf8(lang),
        _ => text::usage_other(lang),
    };
    for suggested in [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ] {
        let word = context(error, suggested);
        if !word.is_empty() {
            said.push_str(&text::usage_suggestion(lang, word));
        }
    }
    let values = context(error, ContextKind::ValidValue);
    if !values.is_empty() {
        said.push_str(&text::usage_values(lang, values));
    }
    said.push_str(&text::usage_more(lang, command_of(raw).0));
    said
}

/// What clap knows of the error, as it may be shown: `FILE` for its `<FILE>...`.
fn context(error: &Error, kind: ContextKind) -> String {
    let said = match error.get(kind) {
        Some(ContextValue::String(word)) => spoken(word),
        Some(ContextValue::Strings(words)) => spoken(&words.join(", ")),
        Some(ContextValue::StyledStr(text)) => spoken(&text.to_string()),
        Some(ContextValue::StyledStrs(texts)) => {
            let texts: Vec<_> = texts.iter().map(ToString::to_string).collect();
            spoken(&texts.join(", "))
        }
        _ => String::new(),
    };
    said.replace("...", "").replace(['<', '>'], "")
}

/// `bangfu money split`, as far as the words name commands.
fn command_of(raw: &[OsString]) -> (String, clap::Command) {
    let mut command = Args::command();
    let mut named = vec!["bangfu".to_owned()];
    for word in raw.iter().skip(1).filter_map(|word| word.to_str()) {
        let Some(below) = command.find_subcommand(word).cloned() else {
            continue;
        };
        named.push(word.to_owned());
        command = below;
    }
    (named.join(" "), command)
}
