//! Writes: to standard output, or beside a file and then over it.
//!
//! A reader that goes away early (`bangfu … | head`) is no error. A file is
//! either as it was or complete: what is written stands beside it under
//! another name until it is done.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::failure::{CANNOT_WRITE, Failure, Row};
use crate::session::Session;
use crate::text;

/// Prints on standard output.
pub(crate) fn print(session: &Session, text: &str) -> Result<(), Failure> {
    put_out(session, text.as_bytes())
}

/// Puts bytes on standard output.
pub(crate) fn put_out(session: &Session, bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
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
    pub(crate) fn write(
        &mut self,
        path: &Path,
        content: &(impl AsRef<[u8]> + ?Sized),
    ) -> Result<(), Failure> {
        let content = content.as_ref();
        let name = path.to_string_lossy();
        let fail = |error: io::Error| cannot_write(self.session, &name, &error);
        // A link stays a link: what it points to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if fs::metadata(&target).is_ok_and(|meta| !meta.is_file() && !meta.is_dir()) {
            return fs::write(&target, content).or_else(|error| match error.kind() {
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
            file.write_all(content)?;
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
