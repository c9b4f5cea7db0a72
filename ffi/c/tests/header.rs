//! The header is what the sources say, and the library what the header says.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The header's chapters: title, and the sources whose functions it holds.
const CHAPTERS: &[(&str, &[&str])] = &[
    ("Statuses and languages", &["status"]),
    ("The library", &["library"]),
    ("Errors", &["error"]),
    ("Texts", &["text"]),
    ("Documents", &["document", "report"]),
    ("Programmes and rules", &["programme", "bulk", "allocate"]),
    ("Plans", &["plan", "columns", "judge"]),
    ("Money", &["money"]),
    ("Codes", &["code"]),
    ("Dates", &["date"]),
    ("Self-tests", &["selftest"]),
];

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The header as the sources say it should be.
fn fresh() -> String {
    let mut text = fs::read_to_string(here("include/bangfu.head.h")).unwrap();
    for (part, value) in [
        ("@VERSION@", env!("CARGO_PKG_VERSION")),
        ("@MAJOR@", env!("CARGO_PKG_VERSION_MAJOR")),
        ("@MINOR@", env!("CARGO_PKG_VERSION_MINOR")),
        ("@PATCH@", env!("CARGO_PKG_VERSION_PATCH")),
    ] {
        text = text.replace(part, value);
    }
    let (types, others): (Vec<String>, Vec<String>) =
        items(&generated()).partition(|item| code(item).starts_with("typedef"));
    types.iter().for_each(|item| push(&mut text, item));
    let mut placed = 0;
    for (title, sources) in CHAPTERS {
        let rule = "-".repeat(72 - title.len());
        text.push_str(&format!("\n/* {title} {rule} */\n"));
        for source in *sources {
            let source = fs::read_to_string(here(&format!("src/{source}.rs"))).unwrap();
            let here = |item: &&String| source.contains(&declared(item));
            for item in others.iter().filter(here) {
                push(&mut text, item);
                placed += 1;
            }
        }
    }
    assert_eq!(placed, others.len(), "an item of no chapter, or of two");
    let tail = fs::read_to_string(here("include/bangfu.tail.h")).unwrap();
    text.push('\n');
    text.push_str(&tail);
    text
}

/// A function stands apart; constants stand together, with comments in short.
fn push(text: &mut String, item: &str) {
    let constant = code(item).starts_with('#');
    let after_constant = text.lines().next_back();
    if !constant || !after_constant.is_some_and(|line| line.starts_with("#define BF_")) {
        text.push('\n');
    }
    if constant {
        let short = item.replacen("/**\n *", "/**", 1);
        text.push_str(&short.replacen("\n */", " */", 1));
    } else {
        text.push_str(item);
    }
    text.push('\n');
}

/// What cbindgen makes of the sources.
fn generated() -> String {
    let config = cbindgen::Config::from_file(here("cbindgen.toml")).unwrap();
    let mut builder = cbindgen::Builder::new().with_config(config);
    for source in CHAPTERS.iter().flat_map(|(_, sources)| *sources) {
        builder = builder.with_src(here(&format!("src/{source}.rs")));
    }
    let mut bytes = Vec::new();
    builder.generate().unwrap().write(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

/// The declarations, each with its comment.
fn items(body: &str) -> impl Iterator<Item = String> {
    let blocks = body.split("\n\n").map(str::trim);
    blocks
        .filter(|block| block.starts_with("/**"))
        .map(str::to_owned)
}

/// An item without its comment.
fn code(item: &str) -> &str {
    item.split_once("*/").unwrap().1.trim()
}

/// How the item is declared in the sources.
fn declared(item: &str) -> String {
    let code = code(item);
    if let Some(rest) = code.strip_prefix("#define ") {
        let name = rest.split(' ').next().unwrap();
        return format!("pub const {name}:");
    }
    let name = code.split('(').next().unwrap();
    let name = name.rsplit([' ', '*']).next().unwrap();
    format!("extern \"C\" fn {name}(")
}

#[test]
fn the_header_is_fresh() {
    let path = here("include/bangfu.h");
    let fresh = fresh();
    if std::env::var_os("BANGFU_WRITE").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == fresh,
        "bangfu.h is stale: run `BANGFU_WRITE=1 cargo test -p bangfu-c --test header`"
    );
}

#[test]
fn every_function_of_the_sources_is_in_the_header_and_documented() {
    let header = fs::read_to_string(here("include/bangfu.h")).unwrap();
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(here("src")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let found = text.split("extern \"C\" fn bf_").skip(1);
        names.extend(found.map(|rest| format!("bf_{}", rest.split('(').next().unwrap())));
    }
    assert!(names.len() > 100, "{}", names.len());
    for name in names {
        let at = header
            .find(&format!("{name}("))
            .into_iter()
            .chain(header.find(&format!(" {name}(")))
            .max();
        assert!(at.is_some(), "{name} is not in bangfu.h");
    }
}

/// Every row of the core's tables: number and name. They are read from its
/// sources, since the tables themselves are private.
fn core_rows() -> BTreeMap<u32, String> {
    fn visit(folder: &Path, rows: &mut BTreeMap<u32, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, rows);
            } else if path.extension().is_some_and(|end| end == "rs") {
                rows_of(&fs::read_to_string(&path).unwrap(), rows);
            }
        }
    }
    let mut rows = BTreeMap::new();
    visit(&here("../../core/src"), &mut rows);
    rows
}

/// A row of `errors!` is a line `1206 UnknownValue "UNKNOWN_VALUE" …`; those of
/// the allocator stand in tuples: a line `3001,` and a line `"INFEASIBLE_FLOOR",`.
fn rows_of(source: &str, rows: &mut BTreeMap<u32, String>) {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    for pair in lines.windows(2) {
        let words: Vec<&str> = pair[0].split_whitespace().collect();
        let (number, name) = match words[..] {
            [number, _, name, ..] => (number, name),
            [number] if number.ends_with(',') => (number.trim_end_matches(','), pair[1]),
            _ => continue,
        };
        let name = name.trim_end_matches(',');
        let name = name
            .strip_prefix('"')
            .and_then(|name| name.strip_suffix('"'));
        if let (Ok(number), Some(name)) = (number.parse(), name) {
            rows.insert(number, name.to_owned());
        }
    }
}

#[test]
fn every_number_of_the_core_is_a_constant_of_the_header() {
    let header = fs::read_to_string(here("include/bangfu.h")).unwrap();
    let rows = core_rows();
    assert!(rows.len() > 50, "only {} rows found", rows.len());
    assert_eq!(
        rows.get(&3001).map(String::as_str),
        Some("INFEASIBLE_FLOOR")
    );
    for (number, name) in rows {
        let line = format!("#define BF_{name} {number}\n");
        assert!(header.contains(&line), "{line} is missing");
        let shown = bangfu_c::bf_status_name(i32::try_from(number).unwrap());
        assert!(!shown.is_null(), "bf_status_name({number})");
        // SAFETY: a text of the library that lives as long as the program.
        let shown = unsafe { std::ffi::CStr::from_ptr(shown) };
        assert_eq!(shown.to_str(), Ok(name.as_str()));
    }
}

#[test]
fn the_soname_is_the_interface_s_number() {
    let build = fs::read_to_string(here("dist/build.rs")).unwrap();
    let line = format!("const ABI: u32 = {};", bangfu_c::BF_ABI_VERSION);
    assert!(build.contains(&line), "dist/build.rs must say: {line}");
}
