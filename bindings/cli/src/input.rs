//! Reads files and standard input, within limits.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use bangfu::document::Limits;

use crate::failure::{CANNOT_READ, Failure, Row, TOO_LARGE};
use crate::session::Session;
use crate::text;

/// A file's name and its bytes.
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Why a file was not read.
pub(crate) enum Unread {
    /// It can't be read.
    Failed(Failure),
    /// It is larger than a document may be.
    TooLarge(Box<Row>),
}

impl From<Unread> for Failure {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Failed(failure) => failure,
            Unread::TooLarge(row) => Self::one(*row),
        }
    }
}

/// Reads a file, or standard input for `-`. A file that is too large is
/// refused before it is read.
pub(crate) fn read(session: &Session, path: &Path) -> Result<Input, Unread> {
    let limit = Limits::default().document as u64;
    let name = path.to_string_lossy().into_owned();
    let failed = |error: io::Error| {
        let text = text::cannot_read(session.lang, text::io_reason(session.lang, &error));
        Unread::Failed(Failure::one(Row::new(CANNOT_READ, text).in_file(&name)))
    };
    let too_large = || {
        let text = text::file_too_large(session.lang, limit >> 20);
        Unread::TooLarge(Box::new(Row::new(TOO_LARGE, text).in_file(&name)))
    };
    let mut bytes = Vec::new();
    // One byte more than allowed tells that there is too much.
    if path == Path::new("-") {
        io::stdin()
            .lock()
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
    } else {
        let size = fs::metadata(path).map_err(failed)?.len();
        if size > limit {
            return Err(too_large());
        }
        let file = File::open(path).map_err(failed)?;
        bytes.reserve(usize::try_from(size).unwrap_or(0));
        file.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
    }
    if bytes.len() as u64 > limit {
        return Err(too_large());
    }
    Ok(Input { name, bytes })
}
