//! `bangfu demo`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use std::fs;

use common::{Dir, bangfu, names, run};
use unicode_width::UnicodeWidthStr;

fn demo(lang: &str, width: &str) -> String {
    let output = bangfu()
        .args(["demo", "--lang", lang])
        .env("COLUMNS", width)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_demo_reads_like_a_letter_in_chinese() {
    insta::assert_snapshot!(demo("zh", "100"));
}

#[test]
fn the_demo_reads_like_a_letter_in_english() {
    insta::assert_snapshot!(demo("en", "100"));
}

#[test]
fn its_tables_stand_straight_in_every_terminal() {
    for lang in ["zh", "en"] {
        for width in ["200", "100", "80"] {
            let text = demo(lang, width);
            let mut tables = 0;
            let mut table: Option<usize> = None;
            for line in text.lines() {
                if !line.starts_with(['|', '+']) {
                    table = None;
                    continue;
                }
                let first = *table.get_or_insert_with(|| {
                    tables += 1;
                    line.width()
                });
                assert_eq!(line.width(), first, "{line}");
                assert_eq!(line.width_cjk(), first, "ambiguous: {line}");
                assert!(line.width() <= width.parse().unwrap(), "{width}: {line}");
                let rule = line.starts_with('+');
                assert!(!rule || line.chars().all(|c| "+-".contains(c)), "{line}");
            }
            assert_eq!(tables, 5, "{lang} {width}");
        }
    }
}

#[test]
fn with_out_it_writes_both_documents_and_nothing_else() {
    let dir = Dir::new();
    let out = dir.path("new/wanyuan");
    let ran = run(["demo", "--out", &out]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(names(out.as_ref()), ["plan.json", "programme.json"]);
    let (plan, programme) = (format!("{out}/plan.json"), format!("{out}/programme.json"));
    assert_eq!(
        fs::read_to_string(&plan).unwrap(),
        run(["allocate", common::WANYUAN]).out
    );
    assert_eq!(
        fs::read_to_string(&programme).unwrap(),
        run(["canon", common::WANYUAN]).out
    );
    assert_eq!(run(["verify", &plan, "--programme", &programme]).status, 0);
    // What it says to do next can be done.
    let next = ran
        .out
        .lines()
        .filter(|line| line.contains(&out))
        .filter_map(|line| line.trim().strip_prefix("bangfu ").map(str::to_owned));
    let mut tried = 0;
    for line in next {
        let output = bangfu().args(line.split(' ')).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{line}");
        tried += 1;
    }
    assert_eq!(tried, 2);
    // A file where the directory should be.
    let file = dir.file("file", "");
    let ran = run(["--json", "demo", "--out", &file]);
    assert_eq!((ran.status, ran.names()[0].0.as_str()), (2, "CANNOT_WRITE"));
}

#[test]
fn with_json_it_prints_the_plan() {
    let ran = run(["demo", "--json"]);
    assert_eq!(ran.out, run(["allocate", common::WANYUAN]).out);
}
