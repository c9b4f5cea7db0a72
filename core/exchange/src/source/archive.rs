//! What a packed file holds, and how large it is unpacked.

use std::io::{Cursor, Read, Write};

use zip::ZipArchive;

use crate::watch::Watch;
use crate::{Limits, Refusal};

/// What is inside.
#[derive(Debug)]
pub(super) enum Kind {
    /// Office Open XML, and whether any of it may merge cells.
    Xlsx { merges: bool },
    /// OpenDocument, with its content.
    Ods(Vec<u8>),
}

/// Opens an archive, refuses one that would unpack to more than the limit, and
/// says what it is.
///
/// Sizes that an archive states of itself may lie, so all of it is unpacked once
/// and counted. On the way it is seen whether any cells are merged: the library
/// would read a whole sheet a second time to find none.
pub(super) fn open(bytes: &[u8], limits: &Limits, watch: &Watch<'_>) -> Result<Kind, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let mut left = limits.unpacked;
    let too_large = || Refusal::TooManyBytes {
        limit: limits.unpacked,
    };
    let (mut sheets, mut content) = (false, None);
    let mut seeking = Seeking::default();
    let damaged = |_: std::io::Error| {
        if watch.is_stopped() {
            Refusal::Cancelled
        } else {
            Refusal::Damaged
        }
    };
    for index in 0..archive.len() {
        watch.work(1)?;
        let mut entry = archive.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
                Refusal::Encrypted
            }
            _ => Refusal::Damaged,
        })?;
        let name = entry
            .name()
            .map_err(|_| Refusal::Damaged)?
            .to_ascii_lowercase();
        sheets |= name == "xl/workbook.xml";
        if name == "meta-inf/manifest.xml" {
            let mut manifest = String::new();
            let read = entry.by_ref().take(1 << 20).read_to_string(&mut manifest);
            if read.is_ok() && manifest.contains(":encryption-data") {
                return Err(Refusal::Encrypted);
            }
        } else if name == "content.xml" {
            // Counted before it is kept: what is too large takes no room.
            let limit = left.saturating_add(1);
            let into = Counting(std::io::sink(), watch);
            let size = copy(&mut entry.by_ref().take(limit), into).map_err(damaged)?;
            left = left.checked_sub(size).ok_or_else(too_large)?;
            content = Some((index, size));
        } else {
            let limit = left.saturating_add(1);
            seeking.tail.clear();
            let into = Counting(&mut seeking, watch);
            let size = copy(&mut entry.by_ref().take(limit), into).map_err(damaged)?;
            left = left.checked_sub(size).ok_or_else(too_large)?;
        }
    }
    match (sheets, content) {
        (true, _) => Ok(Kind::Xlsx {
            merges: seeking.found,
        }),
        (false, Some((index, size))) => {
            let mut unpacked = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
            let entry = archive.by_index(index).map_err(|_| Refusal::Damaged)?;
            let into = Counting(&mut unpacked, watch);
            copy(&mut entry.take(size), into).map_err(damaged)?;
            Ok(Kind::Ods(unpacked))
        }
        (false, None) => Err(Refusal::NotASheet),
    }
}

fn copy(from: &mut impl Read, mut into: impl Write) -> std::io::Result<u64> {
    std::io::copy(from, &mut into)
}

/// Hears, as kilobytes are written, that the run is to stop.
struct Counting<'w, 'p, W>(W, &'w Watch<'p>);

impl<W: Write> Write for Counting<'_, '_, W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let kilobytes = u64::try_from(bytes.len()).unwrap_or(u64::MAX) >> 10;
        self.1
            .work(kilobytes.saturating_add(1))
            .map_err(std::io::Error::other)?;
        self.0.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

/// Looks for merged cells in what is written to it.
#[derive(Default)]
struct Seeking {
    found: bool,
    /// The last bytes that were written, which may be the first of the word.
    tail: Vec<u8>,
}

/// What every merged area is called.
const WORD: &[u8] = b"mergeCell";

impl Write for Seeking {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if !self.found {
            let before = WORD.len().saturating_sub(1);
            let end = bytes.len().min(before);
            self.tail.extend_from_slice(bytes.get(..end).unwrap_or(&[]));
            self.found = memchr::memmem::find(bytes, WORD).is_some()
                || memchr::memmem::find(&self.tail, WORD).is_some();
            let last = bytes.len().saturating_sub(before).max(end);
            self.tail
                .extend_from_slice(bytes.get(last..).unwrap_or(&[]));
            self.tail.drain(..self.tail.len().saturating_sub(before));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_wherever_it_is_cut() {
        let text = b"<a/><mergeCells count=1>";
        for one in 0..text.len() {
            for other in one..text.len() {
                let mut seeking = Seeking::default();
                for part in [&text[..one], &text[one..other], &text[other..]] {
                    seeking.write_all(part).unwrap();
                }
                assert!(seeking.found, "{one} {other}");
            }
        }
        let mut seeking = Seeking::default();
        seeking.write_all(b"<mergeCel/><l>").unwrap();
        assert!(!seeking.found);
    }
}
