//! Runs the suites of `tests/vectors/core`: what the core answers, and no
//! binding yet.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use bangfu::Plan;
use bangfu::compare::compare;
use bangfu::error::Lang;
use serde_json::{Value, json};

fn plan(document: &Value) -> Plan {
    Plan::read(document.to_string().as_bytes()).expect("a plan")
}

#[test]
fn plans_compare_as_the_oracle_says() {
    common::run("core/compare.json", |given| {
        let (before, after) = (plan(&given["before"]), plan(&given["after"]));
        let found = compare(&before, &after).expect("plans with one row an id");
        let mut found: Value = serde_json::from_str(&found.json(Lang::En)).unwrap();
        let names = found["warnings"].as_array().unwrap().iter();
        let names: Vec<_> = names.map(|row| row["name"].clone()).collect();
        found["warnings"] = json!(names);
        found
    });
}

#[test]
fn compared_the_other_way_round_gains_are_losses() {
    let suite = common::document("core/compare.json");
    let mut compared = 0;
    for case in suite["cases"].as_array().unwrap() {
        let (one, other) = (plan(&case["in"]["before"]), plan(&case["in"]["after"]));
        let (there, back) = (
            compare(&one, &other).unwrap(),
            compare(&other, &one).unwrap(),
        );
        for (there, back) in there.accounts().zip(back.accounts()) {
            let needs = |changes: &[bangfu::compare::NeedChange]| -> Vec<_> {
                changes
                    .iter()
                    .map(|change| (change.need.clone(), change.by))
                    .collect()
            };
            assert_eq!(needs(&there.gains), needs(&back.losses));
            assert_eq!(needs(&there.losses), needs(&back.gains));
            let sums = (
                there.totals.before.granted.count(),
                there.totals.after.granted.count(),
            );
            let moved = there.gained.count() - there.lost.count();
            assert_eq!(sums.0 + moved, sums.1);
            compared += there.gains.len() + there.losses.len();
        }
    }
    assert!(compared > 200, "{compared} changes only");
}

#[test]
fn every_change_has_a_cause_in_both_languages() {
    let suite = common::document("core/compare.json");
    for case in suite["cases"].as_array().unwrap() {
        let (one, other) = (plan(&case["in"]["before"]), plan(&case["in"]["after"]));
        let found = compare(&one, &other).unwrap();
        for account in found.accounts() {
            for change in account.gains.iter().chain(&account.losses) {
                let (zh, en) = (change.why(Lang::Zh), change.why(Lang::En));
                assert!(!zh.is_empty() && zh.len() == en.len(), "{}", case["name"]);
            }
        }
    }
}
