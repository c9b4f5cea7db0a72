//! `bangfu fairness`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use common::{Dir, WANYUAN, run};
use serde_json::Value;

fn plan(dir: &Dir) -> String {
    dir.file("plan.json", &run(["allocate", WANYUAN]).out)
}

#[test]
fn the_wanyuan_plan_is_reported_in_chinese() {
    let dir = Dir::new();
    let ran = run([
        "fairness",
        &plan(&dir),
        "--programme",
        WANYUAN,
        "--lang",
        "zh",
    ]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
}

#[test]
fn the_wanyuan_plan_is_reported_in_english() {
    let dir = Dir::new();
    let ran = run([
        "fairness",
        &plan(&dir),
        "--programme",
        WANYUAN,
        "--lang",
        "en",
    ]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
}

#[test]
fn as_data_the_tables_sum_to_the_plan() {
    let dir = Dir::new();
    let plan = plan(&dir);
    let data = run(["fairness", &plan, "--programme", WANYUAN, "--json"]).json();
    assert_eq!(data["fits"], true);
    assert_eq!(data["money"]["all"]["granted"], "940300.00");
    let met = |row: &Value| row["met"].as_u64().unwrap();
    let rows = data["money"]["places"].as_array().unwrap();
    let sum: u64 = rows.iter().map(met).sum();
    assert_eq!(sum, met(&data["money"]["all"]));
}

#[test]
fn a_plan_of_another_programme_and_one_without_a_need_are_refused_at_their_place() {
    let dir = Dir::new();
    let good = run(["allocate", WANYUAN]).json();
    let mut other = good.clone();
    other["programme"] = "another".into();
    let mut less = good.clone();
    less["needs"].as_array_mut().unwrap().pop();
    let mut strange = good;
    strange["lines"][0]["gift"] = "g-x".into();
    for (plan, name, pointer) in [
        (other, "UNKNOWN_REFERENCE", "/programme"),
        (less, "MISSING_KEY", "/needs"),
        (strange, "UNKNOWN_REFERENCE", "/lines/0/gift"),
    ] {
        let path = dir.file("bad.json", &plan.to_string());
        let ran = run(["fairness", &path, "--programme", WANYUAN, "--json"]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        assert_eq!(ran.names(), [(name.to_owned(), pointer.to_owned())]);
    }
}
