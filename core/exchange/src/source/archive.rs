//! What a packed file holds, and how large it is unpacked.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::{Limits, Refusal};

/// What is inside.
#[derive(Debug)]
pub(super) enum Kind {
    /// Office Open XML.
    Xlsx,
    /// OpenDocument, with its content.
    Ods(Vec<u8>),
}

/// Opens an archive, refuses one that would unpack to more than the limit, and
/// says what it is.
///
/// Sizes that an archive states of itself may lie, so what could be too large
/// is unpacked once and counted. Deflate makes at most 1,032 bytes of one: an
/// archive that is small enough for that is not counted.
pub(super) fn open(bytes: &[u8], limits: &Limits) -> Result<Kind, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let mut left = limits.unpacked;
    let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let counted =
        packed.saturating_mul(1032) > limits.unpacked || overlapping(&mut archive, packed)?;
    let too_large = || Refusal::TooManyBytes {
        limit: limits.unpacked,
    };
    let (mut sheets, mut content) = (false, None);
    for index in 0..archive.len() {
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
            let mut unpacked = Vec::new();
            let limit = left.saturating_add(1);
            entry
                .by_ref()
                .take(limit)
                .read_to_end(&mut unpacked)
                .map_err(|_| Refusal::Damaged)?;
            let size = u64::try_from(unpacked.len()).unwrap_or(u64::MAX);
            left = left.checked_sub(size).ok_or_else(too_large)?;
            content = Some(unpacked);
        } else if counted {
            let limit = left.saturating_add(1);
            let size = std::io::copy(&mut entry.by_ref().take(limit), &mut std::io::sink())
                .map_err(|_| Refusal::Damaged)?;
            left = left.checked_sub(size).ok_or_else(too_large)?;
        }
    }
    match (sheets, content) {
        (true, _) => Ok(Kind::Xlsx),
        (false, Some(content)) => Ok(Kind::Ods(content)),
        (false, None) => Err(Refusal::NotASheet),
    }
}

/// Whether entries share their packed bytes, as in a bomb that would unpack to
/// more than its size allows.
fn overlapping(archive: &mut ZipArchive<Cursor<&[u8]>>, packed: u64) -> Result<bool, Refusal> {
    let mut sum = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| Refusal::Damaged)?;
        sum = sum.saturating_add(entry.compressed_size());
    }
    Ok(sum > packed)
}
