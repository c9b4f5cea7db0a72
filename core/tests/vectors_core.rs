//! Runs the suites of `tests/vectors/core`: what the core answers, and no
//! binding yet.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use bangfu::allocate::NoProgress;
use bangfu::compare::compare;
use bangfu::error::Lang;
use bangfu::fairness::{Fairness, fairness};
use bangfu::{Plan, Programme, Rules};
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

fn reported(given: &Value) -> (Plan, Fairness) {
    let programme =
        Programme::read(given["programme"].to_string().as_bytes()).expect("a programme");
    let beside = given
        .get("rules")
        .map(|rules| Rules::read(rules.to_string().as_bytes()).unwrap());
    let rules = programme.applicable(beside.as_ref()).expect("rules");
    let plan = plan(&given["plan"]);
    let found = fairness(&programme, rules, &plan, &mut NoProgress).expect("a report");
    (plan, found)
}

#[test]
fn fairness_is_what_the_oracle_says() {
    common::run("core/fairness.json", |given| {
        let mut found: Value = serde_json::from_str(&reported(given).1.json()).unwrap();
        let pots = ["/money", "/items/0", "/items/1"];
        for pot in pots {
            for table in ["counties", "places", "projects"] {
                let rows = found.pointer_mut(&format!("{pot}/{table}"));
                for row in rows.and_then(Value::as_array_mut).into_iter().flatten() {
                    row.as_object_mut().unwrap().remove("name");
                }
            }
        }
        found
    });
}

#[test]
fn every_table_of_coverage_sums_to_the_plan_s_totals() {
    let suite = common::document("core/fairness.json");
    let mut tables = 0;
    for case in suite["cases"].as_array().unwrap() {
        let (plan, found) = reported(&case["in"]);
        let items = plan.totals.items.iter();
        let items = items.map(|of| (of.required.cast_signed(), of.granted.cast_signed()));
        let money = (plan.totals.required.0, plan.totals.granted.0);
        let totals = std::iter::once(money).chain(items);
        for (coverage, totals) in std::iter::once(&found.money)
            .chain(&found.items)
            .zip(totals)
        {
            for rows in [
                &coverage.tiers,
                &coverage.counties,
                &coverage.places,
                &coverage.projects,
                &coverage.categories,
            ] {
                let sum = |of: &dyn Fn(&bangfu::fairness::Group) -> i64| -> i64 {
                    rows.iter().map(|row| of(&row.group)).sum()
                };
                let found = (
                    sum(&|of| of.required.count()),
                    sum(&|of| of.granted.count()),
                );
                assert_eq!(found, totals, "{}", case["name"]);
                let needs: usize = rows.iter().map(|row| row.group.needs).sum();
                assert_eq!(needs, coverage.all.needs);
                tables += 1;
            }
            let paid: i64 = coverage.forces.iter().map(|row| row.granted.count()).sum();
            assert_eq!(paid, totals.1, "{}", case["name"]);
        }
    }
    assert!(tables > 1000, "{tables} tables only");
}
