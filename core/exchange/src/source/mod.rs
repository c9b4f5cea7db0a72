//! Turns the bytes of a file into sheets.
//!
//! The format is told by the bytes, not by the name. Each reader says how far
//! a file reaches before it lets a library build anything of it: what would
//! take more memory than [`Limits`] allows is refused while it is still small.

mod archive;
pub(crate) mod encoding;
mod json;
mod ods;
mod text;
mod xls;
mod xlsx;

use std::io::{Cursor, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use bangfu::allocate::NoProgress;

use crate::finding::{Finding, Weight};
use crate::sheet::Sheet;
use crate::watch::Watch;
use crate::{Limits, Notice, Refusal};

/// A format of sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Excel 97–2003.
    Xls,
    /// Office Open XML.
    Xlsx,
    /// OpenDocument.
    Ods,
    /// Text with separators.
    Csv,
    /// A list of objects.
    Json,
}

impl Format {
    /// The usual extension.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xls => "xls",
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// The sheets of a file, and what was noticed while they were read.
#[derive(Debug)]
pub struct Workbook {
    /// What the bytes are.
    pub format: Format,
    /// The visible sheets that hold something.
    pub sheets: Vec<Sheet>,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

/// Reads a file. Its name only serves to say that it misleads.
///
/// # Errors
///
/// [`Refusal`]: the bytes are no sheet, are protected or damaged, or are more
/// than [`Limits`] allows.
///
/// # Examples
///
/// ```
/// use bangfu_exchange::{Limits, source};
///
/// let bytes = "姓名,金额\n张某,100\n".as_bytes();
/// let book = source::read(bytes, "gifts.csv", &Limits::default())?;
/// assert_eq!(book.sheets[0].get(1, 1).unwrap().text(), Some("100"));
/// # Ok::<(), bangfu_exchange::Refusal>(())
/// ```
pub fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Workbook, Refusal> {
    read_with(bytes, name, limits, &Watch::new(&mut NoProgress))
}

/// [`read`], which may be stopped on the way: after so many cells, and while a
/// package is unpacked.
pub(crate) fn read_with(
    bytes: &[u8],
    name: &str,
    limits: &Limits,
    watch: &Watch<'_>,
) -> Result<Workbook, Refusal> {
    if bytes.len() > limits.bytes {
        let limit = u64::try_from(limits.bytes).unwrap_or(u64::MAX);
        return Err(Refusal::TooManyBytes { limit });
    }
    let mut findings = Vec::new();
    let (format, sheets) = if bytes.starts_with(&COMPOUND) {
        (
            Format::Xls,
            guarded(watch, || xls::read(bytes, limits, watch, &mut findings))?,
        )
    } else if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        match archive::open(bytes, limits, watch)? {
            archive::Kind::Xlsx { merges } => (
                Format::Xlsx,
                guarded(watch, || {
                    xlsx::read(bytes, merges, limits, watch, &mut findings)
                })?,
            ),
            archive::Kind::Ods(content) => (Format::Ods, ods::read(&content, limits, watch)?),
        }
    } else {
        plain(bytes, name, limits, watch, &mut findings)?
    };
    if let Some(finding) = misnamed(name, format) {
        findings.push(finding);
    }
    let sheets = sheets
        .into_iter()
        .filter(|sheet| !sheet.is_empty())
        .collect();
    Ok(Workbook {
        format,
        sheets,
        findings,
    })
}

/// Runs a reader that trusts what a file states of itself. What such a lie
/// makes of it is a damaged file.
fn guarded<T>(watch: &Watch<'_>, read: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(read) => read,
        Err(panic) if watch.is_asking() => resume_unwind(panic),
        Err(_) => Err(Refusal::Damaged),
    }
}

/// The bytes of a file for a library that reads on and on: it is heard there,
/// too, that the run is to stop.
struct Heard<'a, 'p> {
    bytes: Cursor<&'a [u8]>,
    watch: &'a Watch<'p>,
}

impl Read for Heard<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let length = self.bytes.read(into)?;
        // Packed bytes are worth some of those that they unpack to.
        let kilobytes = u64::try_from(length).unwrap_or(u64::MAX) / 128;
        self.watch
            .work(kilobytes.saturating_add(1))
            .map_err(std::io::Error::other)?;
        Ok(length)
    }
}

impl Seek for Heard<'_, '_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.bytes.seek(to)
    }
}

/// How a compound file begins.
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Text: JSON, separated values, or none of ours.
fn plain(
    bytes: &[u8],
    name: &str,
    limits: &Limits,
    watch: &Watch<'_>,
    findings: &mut Vec<Finding>,
) -> Result<(Format, Vec<Sheet>), Refusal> {
    let decoded = encoding::decode(bytes)?;
    if decoded.guessed {
        let encoding = decoded.encoding.name().to_owned();
        let notice = Notice::EncodingGuessed { encoding };
        findings.push(Finding::new("", String::new(), Weight::Note, &notice));
    }
    let start = decoded.text.trim_start();
    if start.starts_with('<') {
        return Err(Refusal::WebPage);
    }
    if start.starts_with('[') || (start.starts_with('{') && extension(name) == "json") {
        let sheet = json::read(&decoded.text, limits, watch)?;
        return Ok((Format::Json, vec![sheet]));
    }
    if start.is_empty() || decoded.text.contains('\0') {
        return Err(Refusal::NotASheet);
    }
    let sheet = text::separated(&decoded.text, stem(name), limits, watch)?;
    Ok((Format::Csv, vec![sheet]))
}

fn extension(name: &str) -> String {
    let found = name.rsplit_once('.').map(|(_, extension)| extension);
    found.unwrap_or("").to_ascii_lowercase()
}

/// The name of the file without folders and extension.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

fn misnamed(name: &str, format: Format) -> Option<Finding> {
    let extension = extension(name);
    let fits = match format {
        Format::Csv => matches!(extension.as_str(), "csv" | "txt" | "tsv" | "tab" | ""),
        Format::Xlsx => matches!(extension.as_str(), "xlsx" | "xlsm" | ""),
        Format::Xls => matches!(extension.as_str(), "xls" | "et" | ""),
        Format::Ods | Format::Json => extension.is_empty() || extension == format.extension(),
    };
    let format = format!(".{}", format.extension());
    let notice = Notice::ExtensionDiffers { format };
    (!fits).then(|| Finding::new("", String::new(), Weight::Note, &notice))
}

/// A hidden sheet is not read: what an office hides, it does not publish.
fn hidden(sheet: &str) -> Finding {
    Finding::new(sheet, String::new(), Weight::Note, &Notice::HiddenSheet)
}
