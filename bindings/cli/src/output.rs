//! Writes: to standard output, or beside a file and then over it.
//!
//! A reader that goes away early (`bangfu … | head`) is no error. A file is
//! either as it was or complete: what is written stands beside it under
//! another name until it is done.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use bangfu::code;
use serde::Serialize;

use crate::failure::{CANNOT_WRITE, Failure, Row};
use crate::session::Session;
use crate::text;

/// Prints on standard output.
pub(crate) fn print(session: &Session, text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(cannot_write(session, "-", &error))
        }
        _ => Ok(()),
    }
}

/// Says something beside the answer, on standard error.
pub(crate) fn note(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Colour is only a second signal: the words say it all.
pub(crate) fn red(text: &str, color: bool) -> String {
    painted(text, "31", color)
}

pub(crate) fn yellow(text: &str, color: bool) -> String {
    painted(text, "33", color)
}

pub(crate) fn bold(text: &str, color: bool) -> String {
    painted(text, "1", color)
}

fn painted(text: &str, code: &str, color: bool) -> String {
    if color {
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

/// A value as a JSON document and its final newline.
pub(crate) fn json(value: &impl Serialize, pretty: bool) -> String {
    // Only maps whose keys are no text can't be written, and there are none.
    let text = if pretty {
        serde_json::to_string_pretty(value)
    } else {
        serde_json::to_string(value)
    };
    text.unwrap_or_default() + "\n"
}

/// Files that appear together, once all of them are written.
pub(crate) struct Files<'s> {
    session: &'s Session,
    pending: Vec<Pending>,
}

/// A file under its other name; it goes away unless it is kept.
struct Pending {
    beside: PathBuf,
    target: PathBuf,
}

impl Drop for Pending {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.beside);
    }
}

impl<'s> Files<'s> {
    pub(crate) const fn new(session: &'s Session) -> Self {
        Self {
            session,
            pending: Vec::new(),
        }
    }

    /// Writes beside `path`, and over it only in [`keep`](Self::keep).
    ///
    /// What is no regular file (a pipe, `/dev/null`) is written at once.
    pub(crate) fn write(&mut self, path: &Path, text: &str) -> Result<(), Failure> {
        let name = path.to_string_lossy();
        let fail = |error: io::Error| cannot_write(self.session, &name, &error);
        // A link stays a link: what it points to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if fs::metadata(&target).is_ok_and(|meta| !meta.is_file() && !meta.is_dir()) {
            return fs::write(&target, text).or_else(|error| match error.kind() {
                ErrorKind::BrokenPipe => Ok(()),
                _ => Err(fail(error)),
            });
        }
        let file = target
            .file_name()
            .ok_or_else(|| fail(ErrorKind::InvalidInput.into()))?;
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(file);
        hidden.push(format!(".{}.part", std::process::id()));
        let beside = target.with_file_name(hidden);
        let pending = Pending { beside, target };
        let written = File::create(&pending.beside).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        written.map_err(fail)?;
        self.pending.push(pending);
        Ok(())
    }

    /// Puts all that was written in its place.
    pub(crate) fn keep(self) -> Result<(), Failure> {
        for pending in &self.pending {
            fs::rename(&pending.beside, &pending.target).map_err(|error| {
                cannot_write(self.session, &pending.target.to_string_lossy(), &error)
            })?;
        }
        Ok(())
    }
}

pub(crate) fn cannot_write(session: &Session, name: &str, error: &io::Error) -> Failure {
    let text = text::cannot_write(session.lang, text::io_reason(session.lang, error));
    Failure::one(Row::new(CANNOT_WRITE, text).in_file(name))
}

/// A text from outside as it may be shown: without the characters that move a
/// cursor, colour a terminal or turn the direction of writing.
pub(crate) fn visible(text: &str) -> String {
    let shown = text.chars().filter_map(|character| match character {
        '\n' | '\t' => Some(character),
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => None,
        other if other.is_control() => Some('\u{fffd}'),
        other => Some(other),
    });
    shown.collect()
}

/// A word that somebody typed, as it may be shown again: visible, and masked
/// where it might be an ID number, be it with a slip of the pen. What might be
/// one, [`code::check`] judges.
pub(crate) fn spoken(text: &str) -> String {
    let text = visible(text);
    // A number with spaces or dots between is one word all the same.
    if text
        .chars()
        .filter(|character| character.is_alphabetic())
        .count()
        <= 2
    {
        return masked(&text);
    }
    let parts = text.split_inclusive(|character: char| !character.is_alphanumeric());
    let one = |part: &str| match part.char_indices().last() {
        Some((at, end)) if !end.is_alphanumeric() => masked(&part[..at]) + &part[at..],
        _ => masked(part),
    };
    parts.map(one).collect()
}

fn masked(word: &str) -> String {
    let shown = code::check(word).code;
    if shown.contains('*') && !word.contains('*') {
        shown
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_again_has_no_control_character_and_no_id_number() {
        for (text, expected) in [
            ("a\u{1b}[31mb", "a\u{fffd}[31mb"),
            ("no 11010119900307001X!", "no 110101********001X!"),
            ("110101 19900307 001X", "110101**********001X"),
            ("110101900307001", "110101******001"),
            ("\u{202e}abc", "abc"),
            ("511781109390", "511781109390"),
            ("51511781MJ0000001Y", "51511781MJ0000001Y"),
        ] {
            assert_eq!(spoken(text), expected);
        }
    }
}
