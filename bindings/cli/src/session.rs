//! What is known before the command begins: language, colour, width, form of
//! output.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{IsTerminal, stderr, stdout};

use bangfu::error::Lang;
use terminal_size::{Width, terminal_size};

use crate::args::{Args, ColorChoice};
use crate::output::bold;
use crate::table::wrapped;

/// How this run talks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Session {
    pub(crate) lang: Lang,
    pub(crate) json: bool,
    pub(crate) pretty: bool,
    /// Whether standard output is coloured.
    pub(crate) color: bool,
    /// Whether standard error is.
    pub(crate) color_errors: bool,
    /// How many cells a line may have.
    pub(crate) width: usize,
}

/// Letters are not wider than this, however wide the terminal.
const READABLE: usize = 100;
/// Where neither a terminal nor `COLUMNS` says how wide it is.
const WIDTH: usize = 100;

impl Session {
    /// A first guess from raw arguments, for what must be said before, or
    /// although, they can't be understood.
    pub(crate) fn guess(raw: &[OsString]) -> Self {
        let words: Vec<&str> = raw.iter().filter_map(|word| word.to_str()).collect();
        let words = words.split(|word| *word == "--").next().unwrap_or_default();
        let after = words
            .iter()
            .position(|word| *word == "--lang")
            .map(|at| words.get(at + 1));
        let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
        let lang = match after.flatten().copied().or(joined) {
            Some("zh") => Lang::Zh,
            Some("en") => Lang::En,
            _ => locale(),
        };
        let json = words.contains(&"--json");
        let pretty = words.contains(&"--pretty");
        Self {
            lang,
            json,
            pretty,
            color: false,
            color_errors: false,
            width: width(),
        }
    }

    /// The lines of a letter.
    pub(crate) fn wrapped(&self, said: &str) -> Vec<String> {
        wrapped(said, self.width.min(READABLE))
    }

    /// A line left free, then a title.
    pub(crate) fn title(&self, title: &str) -> Vec<String> {
        vec![String::new(), bold(title, self.color)]
    }

    /// What the arguments ask for.
    pub(crate) fn of(args: &Args) -> Self {
        let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || env::var_os("TERM").is_some_and(|value| value == "dumb");
        let colored = |terminal: bool| match args.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => terminal && !refused,
        };
        Self {
            lang: args.lang.map_or_else(locale, Lang::from),
            json: args.json,
            pretty: args.pretty,
            color: colored(stdout().is_terminal()),
            color_errors: colored(stderr().is_terminal()),
            width: width(),
        }
    }
}

/// The language of the locale: Chinese for `zh…`, else English.
fn locale() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(env::var_os);
    language_of(set.into_iter().find(|value| !value.is_empty()).as_deref())
}

fn language_of(locale: Option<&OsStr>) -> Lang {
    let locale = locale.map(|value| value.to_string_lossy().to_ascii_lowercase());
    if locale.is_some_and(|value| value.starts_with("zh")) {
        Lang::Zh
    } else {
        Lang::En
    }
}

fn width() -> usize {
    let asked = env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    let found = || terminal_size().map(|(Width(columns), _)| usize::from(columns));
    asked
        .filter(|&columns| columns > 0)
        .or_else(found)
        .unwrap_or(WIDTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_chinese_locale_speaks_chinese() {
        for (locale, lang) in [
            (Some("zh_CN.UTF-8"), Lang::Zh),
            (Some("zh"), Lang::Zh),
            (Some("ZH_TW"), Lang::Zh),
            (Some("en_US.UTF-8"), Lang::En),
            (Some("C"), Lang::En),
            (None, Lang::En),
        ] {
            assert_eq!(language_of(locale.map(OsStr::new)), lang, "{locale:?}");
        }
    }
}
