//! `bangfu export --to 360giving|iati|hxl`.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use std::fs;

use common::{Dir, Ran, WANYUAN, bangfu, run};
use serde_json::json;

/// Wanyuan's plan in a file.
fn plan(dir: &Dir) -> String {
    let plan = dir.file("plan.json", "");
    assert_eq!(run(["allocate", WANYUAN, "--out", &plan]).status, 0);
    plan
}

#[test]
fn each_format_is_written_and_what_it_leaves_out_is_said() {
    let dir = Dir::new();
    let plan = plan(&dir);
    for (format, entries, begin) in [
        ("360giving", 48, "{\"version\":\"1.4\""),
        (
            "iati",
            9,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<iati-activities version=\"2.03\">",
        ),
        ("hxl", 54, "省,省代码,"),
    ] {
        let out = dir.file(format, "");
        let mut words = vec!["export", WANYUAN, "--plan", &plan, "--to", format];
        words.extend(["--lang", "zh"]);
        match format {
            "360giving" => words.extend(["--publisher", "charity-wanyuan", "--prefix", "360G-a"]),
            "iati" => words.extend(["--publisher", "charity-wanyuan"]),
            _ => {}
        }
        let ran = exported(&words, &["--json", "--out", &out]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{format}");
        let said = ran.json();
        let rows = &said["files"][0]["parts"][0]["rows"];
        assert_eq!(rows, &json!(entries), "{format}");
        assert!(!said["left_out"].as_array().unwrap().is_empty(), "{format}");
        let written = fs::read_to_string(&out).unwrap();
        assert!(written.starts_with(begin), "{format}");
        // The same on standard output.
        assert_eq!(exported(&words, &["--out", "-"]).out, written, "{format}");
    }
}

fn exported(words: &[&str], more: &[&str]) -> Ran {
    bangfu().args(words).args(more).output().unwrap().into()
}

#[test]
fn an_option_that_a_format_does_not_have_is_misuse() {
    for (format, option) in [
        ("iati", "--prefix"),
        ("hxl", "--prefix"),
        ("hxl", "--publisher"),
        ("xlsx", "--publisher"),
    ] {
        let words = ["export", WANYUAN, "--to", format, "--out", "-", "--json"];
        let ran = exported(&words, &[option, "360G-a"]);
        assert_eq!(ran.status, 2);
        let error = &ran.errors()[0];
        assert_eq!(error["name"], "USAGE", "{format} {option}");
        assert!(error["text"].as_str().unwrap().contains(option));
    }
}

#[test]
fn what_is_lacking_is_told_with_its_place_and_nothing_is_written() {
    let dir = Dir::new();
    let out = dir.file("out", "as it was");
    let ran = run([
        "export",
        WANYUAN,
        "--to",
        "360giving",
        "--out",
        &out,
        "--publisher",
        "charity-dazhou",
        "--json",
    ]);
    assert_eq!(ran.status, 2);
    let name = |name: &str, pointer: &str| (name.to_owned(), pointer.to_owned());
    assert_eq!(
        ran.names(),
        [
            name("PREFIX_WANTED", ""),
            name("PLAN_WANTED", ""),
            name("NO_CREDIT_CODE", "/registry/organisations/6/credit_code"),
        ]
    );
    assert_eq!(fs::read_to_string(&out).unwrap(), "as it was");
}

#[test]
fn a_publisher_that_is_no_id_is_not_spoken_again_where_it_may_be_a_person() {
    let ran = run([
        "export",
        WANYUAN,
        "--to",
        "iati",
        "--out",
        "-",
        "--publisher",
        "11010519491231002X 号",
        "--json",
    ]);
    assert_eq!(ran.status, 2);
    assert_eq!(ran.errors()[0]["name"], "UNKNOWN_PUBLISHER");
    assert!(!ran.err.contains("19491231"), "{}", ran.err);
}
