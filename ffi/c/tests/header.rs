//! The header is what the sources say, and the library what the header says.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod headers;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use headers::{Header, ffi_c, rows_of};

fn bangfu() -> Header {
    Header {
        name: "bangfu",
        package: "bangfu-c",
        sources: ffi_c("src"),
        chapters: &[
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
        ],
    }
}

#[test]
fn the_header_is_fresh() {
    bangfu().is_fresh();
}

#[test]
fn every_function_of_the_sources_is_in_the_header_and_documented() {
    bangfu().has_every_function(101);
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
    visit(&ffi_c("../../core/src"), &mut rows);
    rows
}

#[test]
fn every_number_of_the_core_is_a_constant_of_the_header() {
    let header = bangfu().committed();
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
    let build = "dist/build.rs";
    let text = fs::read_to_string(ffi_c(build)).unwrap();
    let line = format!("const ABI: u32 = {};", bangfu_c::BF_ABI_VERSION);
    assert!(text.contains(&line), "{build} must say: {line}");
}
