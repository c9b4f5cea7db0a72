//! `bangfu export --to 360giving|iati|hxl`.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use std::fs;

use common::{Dir, WANYUAN, run};
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
        let ran = run([
            "export",
            WANYUAN,
            "--plan",
            &plan,
            "--to",
            format,
            "--out",
            &out,
            "--lang",
            "zh",
            "--publisher",
            "charity-wanyuan",
            "--prefix",
            "360G-wanyuan",
            "--json",
        ]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{format}");
        let said = ran.json();
        assert_eq!(
            said["files"][0]["parts"][0]["rows"],
            json!(entries),
            "{format}"
        );
        assert!(!said["left_out"].as_array().unwrap().is_empty(), "{format}");
        assert!(
            fs::read_to_string(&out).unwrap().starts_with(begin),
            "{format}"
        );
        // The same on standard output.
        let ran = run([
            "export",
            WANYUAN,
            "--plan",
            &plan,
            "--to",
            format,
            "--out",
            "-",
            "--lang",
            "zh",
            "--publisher",
            "charity-wanyuan",
            "--prefix",
            "360G-wanyuan",
        ]);
        assert_eq!(ran.out, fs::read_to_string(&out).unwrap(), "{format}");
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
