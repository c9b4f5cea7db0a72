//! The header is what the sources say, and its statuses what the exchange says.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

#[path = "../../tests/headers/mod.rs"]
mod headers;

use std::collections::BTreeMap;
use std::fs;

use headers::{Header, ffi_c, rows_of};

fn exchange() -> Header {
    Header {
        name: "bangfu_exchange",
        package: "bangfu-c-exchange",
        sources: ffi_c("exchange/src"),
        chapters: &[
            ("Statuses", &["status"]),
            ("Sheets", &["sheets"]),
            ("Texts", &["letter"]),
            ("Files", &["files"]),
        ],
    }
}

#[test]
fn the_header_is_fresh() {
    exchange().is_fresh();
}

#[test]
fn every_function_of_the_sources_is_in_the_header_and_documented() {
    exchange().has_every_function(20);
}

/// The tables with whose numbers a call can come back.
const TABLES: [(&str, &str); 5] = [
    ("error.rs", "Refusal"),
    ("import/error.rs", "Wanted"),
    ("workbook/error.rs", "Unwritten"),
    ("open/error.rs", "OpenError"),
    ("answer/error.rs", "BadOption"),
];

/// The constants that are not called as their name is: bangfu.h has one for
/// another number.
const OTHERWISE: [(u32, &str); 1] = [(5604, "PLAN_OF_OTHER_PROGRAMME")];

#[test]
fn every_number_of_the_exchange_is_a_constant_of_a_header() {
    let headers = exchange().committed() + &fs::read_to_string(ffi_c("include/bangfu.h")).unwrap();
    for (file, table) in TABLES {
        let path = ffi_c("../../core/exchange/src").join(file);
        let text = fs::read_to_string(path).unwrap();
        let (_, rest) = text.split_once(&format!("pub enum {table} {{")).unwrap();
        let mut rows = BTreeMap::new();
        rows_of(rest.split("pub enum").next().unwrap(), &mut rows);
        assert!(rows.len() > 2, "{table}");
        for (number, name) in rows {
            let other = OTHERWISE.iter().find(|(other, _)| *other == number);
            let constant = other.map_or(name.as_str(), |(_, constant)| *constant);
            let line = format!("#define BF_{constant} {number}\n");
            assert!(headers.contains(&line), "{line} is missing");
            let shown = bangfu_c_exchange::bf_exchange_status_name(number.try_into().unwrap());
            assert!(!shown.is_null(), "bf_exchange_status_name({number})");
            // SAFETY: a text of the library that lives as long as the program.
            let shown = unsafe { std::ffi::CStr::from_ptr(shown) };
            assert_eq!(shown.to_str(), Ok(name.as_str()));
        }
    }
}
