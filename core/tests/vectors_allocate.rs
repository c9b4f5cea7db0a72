//! Runs every case of the allocation suites, and a larger random file when
//! `BANGFU_RANDOM` names one (JSON lines, written by
//! `tests/oracle/random_programmes.py`).
//!
//! A plan is compared with the oracle's in everything but `engine`, and
//! `lines`, of which rule 7 leaves some free: those must be accepted by
//! `verify`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use std::io::BufRead;

use bangfu::allocate::{AllocateError, NoProgress};
use bangfu::error::Code;
use bangfu::verify::verify;
use bangfu::{Programme, Rules};
use serde_json::{Value, json};

/// The plan or the errors of a case, as the suites write them.
fn outcome(given: &Value) -> Value {
    let programme = match Programme::read(given["programme"].to_string().as_bytes()) {
        Ok(programme) => programme,
        Err(errors) => {
            let row = |flaw: &bangfu::document::Flaw| json!({"name": flaw.name(), "pointer": flaw.pointer.as_str()});
            return json!({"errors": errors.iter().map(row).collect::<Vec<_>>()});
        }
    };
    let beside = given
        .get("rules")
        .map(|rules| Rules::read(rules.to_string().as_bytes()).unwrap());
    let rules = beside
        .as_ref()
        .or_else(|| programme.rules())
        .expect("a case has rules");
    match programme.allocate(rules, &mut NoProgress) {
        Ok(plan) => {
            let report = verify(&programme, rules, &plan).expect("rules that can be applied");
            assert!(
                report.is_right(),
                "{given}\n{plan:?}\n{:?}",
                report.violations
            );
            json!({"plan": serde_json::to_value(&plan).unwrap()})
        }
        Err(error) => json!({"errors": errors(&error)}),
    }
}

fn errors(error: &AllocateError) -> Value {
    match error {
        AllocateError::Policy(found) => {
            let row = |at: &bangfu::error::At<bangfu::policy::PolicyError>| json!({"name": at.error.name(), "pointer": at.pointer.as_str()});
            Value::Array(found.iter().map(row).collect())
        }
        AllocateError::InfeasibleFloor { needs, short } => json!([{
            "name": error.name(),
            "pointer": "/rules/allocation/floors",
            "facts": {"needs": needs, "short": short},
        }]),
        other => json!([{"name": other.name()}]),
    }
}

/// Without what may differ between engines.
fn compared(mut outcome: Value) -> Value {
    if let Some(plan) = outcome["plan"].as_object_mut() {
        plan.remove("engine");
        plan.remove("lines");
    }
    if outcome["plan"].is_null() {
        outcome.as_object_mut().unwrap().remove("plan");
    }
    outcome
}

fn judge(case: &Value) -> Option<String> {
    let (found, expected) = (
        compared(outcome(&case["in"])),
        compared(case["out"].clone()),
    );
    (found != expected).then(|| {
        format!(
            "in {}\n  expected {expected}\n  found    {found}",
            case["in"]
        )
    })
}

#[test]
fn every_scenario_gives_exactly_the_expected_plan() {
    common::run_with("allocate.scenarios.json", judge);
}

#[test]
fn every_random_programme_gives_exactly_the_expected_plan() {
    common::run_with("allocate.random.json", judge);
}

#[test]
fn a_random_file_gives_exactly_the_expected_plans() {
    let Some(path) = std::env::var_os("BANGFU_RANDOM") else {
        println!("skipped: BANGFU_RANDOM names no file");
        return;
    };
    let file = std::io::BufReader::new(std::fs::File::open(path).unwrap());
    let mut ran = 0;
    for line in file.lines() {
        let case: Value = serde_json::from_str(&line.unwrap()).unwrap();
        ran += 1;
        if let Some(what) = judge(&case) {
            panic!("case {ran}, {}:\n{what}", case["name"]);
        }
    }
    println!("random programmes: ran {ran} of {ran}");
}
