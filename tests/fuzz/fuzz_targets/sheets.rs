//! Any bytes are a sheet or a refusal, and what a sheet says is imported or
//! refused; what was imported is there when the same sheet comes again.
//!
//! The first byte says what the others are: a whole file, or what stands inside
//! of a package or a compound file, which the fuzzer would never get past.

#![no_main]

use std::io::{Cursor, Write};
use std::panic;
use std::sync::LazyLock;

use bangfu::Programme;
use bangfu_exchange::import::{self, Fate, File, Options};
use bangfu_exchange::table::Mapping;
use bangfu_exchange::{Limits, record};
use libfuzzer_sys::{Corpus, fuzz_target};

const BEFORE: &str = r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05",
    "registry": {"organisations": [{"id": "charity", "name": "某县慈善会", "kind": "charity"}]}}"#;

/// Refused while they are small, so that a run is short.
const LIMITS: Limits = Limits {
    bytes: 1 << 20,
    unpacked: 1 << 22,
    cells: 1 << 12,
    text: 1 << 12,
    merged: 1 << 8,
    prose: 1 << 16,
    findings: 1 << 6,
};

static PROGRAMME: LazyLock<Programme> =
    LazyLock::new(|| Programme::read(BEFORE.as_bytes()).expect("the programme is right"));

/// A reader that trusts a file may stop inside of it; that is caught, and said to
/// be damage. The fuzzer's own hook would end the run: it hears of all others.
static HOOK: LazyLock<()> = LazyLock::new(|| {
    let end = panic::take_hook();
    panic::set_hook(Box::new(move |stopped| {
        let place = stopped.location().map_or("", |place| place.file());
        if !place.contains("/calamine-") {
            end(stopped);
        }
    }));
});

/// The format that a long run is about, if it is about one: `xls`, `xlsx`, `ods`,
/// `csv` or `json` in the variable `SHEETS`.
static ONLY: LazyLock<Option<String>> = LazyLock::new(|| {
    let only = std::env::var("SHEETS").ok();
    let known = ["xls", "xlsx", "ods", "csv", "json"];
    assert!(only.as_deref().is_none_or(|only| known.contains(&only)), "SHEETS is none of {known:?}");
    only
});

fuzz_target!(|bytes: &[u8]| -> Corpus {
    LazyLock::force(&HOOK);
    let Some((kind, rest)) = bytes.split_first() else {
        return Corpus::Reject;
    };
    let file = match kind % 4 {
        0 => Some(rest.to_vec()),
        1 => workbook(rest),
        2 => opendocument(rest),
        _ => compound(rest),
    };
    let Some(file) = file else {
        return Corpus::Reject;
    };
    if ONLY
        .as_ref()
        .is_some_and(|only| only != format(&file))
    {
        return Corpus::Reject;
    }
    imports(&file);
    Corpus::Keep
});

/// What the reader will take the bytes for.
fn format(file: &[u8]) -> &'static str {
    let text = file.strip_prefix("\u{feff}".as_bytes()).unwrap_or(file);
    match file {
        [0xd0, 0xcf, 0x11, 0xe0, ..] => "xls",
        [b'P', b'K', ..] if is_opendocument(file) => "ods",
        [b'P', b'K', ..] => "xlsx",
        _ if text.trim_ascii_start().starts_with(b"[") => "json",
        _ => "csv",
    }
}

/// By what stands first in the package: what its format has there, or what this
/// target puts there.
fn is_opendocument(package: &[u8]) -> bool {
    let first = package.get(30..).unwrap_or(&[]);
    first.starts_with(b"mimetype") || first.starts_with(b"content.xml")
}

fn imports(file: &[u8]) {
    let mapping = Mapping::default();
    let read = || record::read(file, "sheet", &mapping, &LIMITS);
    let Ok(reading) = read() else { return };
    let plan = |reading, programme| {
        let name = "sheet".to_owned();
        let file = File { name, reading };
        import::plan(vec![file], programme, &mapping, Options::default())
    };
    let rows: usize = reading.tables.iter().map(record::Records::len).sum();
    let Ok(imported) = plan(reading, PROGRAMME.clone()) else {
        return;
    };
    assert!(imported.count("gifts", Fate::Added) + imported.count("needs", Fate::Added) <= rows);
    let written = imported.programme.canonical();
    let again = Programme::read(written.as_bytes()).expect("what was imported can be read");
    let reading = read().expect("the same bytes are read again");
    let again = plan(reading, again).expect("the same sheet is imported again");
    assert!(again.is_empty(), "the same sheet changes something");
}

/// A package with a sheet and its shared strings, which a byte 0 parts.
fn workbook(rest: &[u8]) -> Option<Vec<u8>> {
    let at = rest
        .iter()
        .position(|byte| *byte == 0)
        .unwrap_or(rest.len());
    let (sheet, strings) = rest.split_at(at);
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let book = format!(
        r#"<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let related = format!(
        r#"<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{links}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#
    );
    let root = format!(
        r#"<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    packed(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", related.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
        (
            "xl/sharedStrings.xml",
            strings.get(1..).unwrap_or(b"<sst/>"),
        ),
    ])
}

fn opendocument(rest: &[u8]) -> Option<Vec<u8>> {
    packed(&[("content.xml", rest)])
}

fn packed(parts: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        archive.start_file(*name, stored).ok()?;
        archive.write_all(content).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

/// The records of a workbook in a compound file.
fn compound(rest: &[u8]) -> Option<Vec<u8>> {
    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    let mut stream = compound.create_stream("/Workbook").ok()?;
    stream.write_all(rest).ok()?;
    stream.flush().ok()?;
    drop(stream);
    Some(compound.into_inner().into_inner())
}
