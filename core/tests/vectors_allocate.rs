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
use bangfu::plan::Line;
use bangfu::{Plan, Programme, Rules};
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
            conserves(&plan);
            json!({"plan": serde_json::to_value(&plan).unwrap()})
        }
        Err(error) => json!({"errors": errors(&error)}),
    }
}

/// What rule 7 leaves free is at least exact: lines sum to uses and grants.
fn conserves(plan: &Plan) {
    let paid = |of: &dyn Fn(&Line) -> bool| {
        let lines = plan.lines.iter().filter(|line| of(line));
        lines.map(|line| line.paid.count()).sum::<i64>()
    };
    for need in &plan.needs {
        assert_eq!(
            paid(&|line| line.need == need.id),
            need.granted.count(),
            "{}",
            need.id
        );
    }
    for gift in &plan.gifts {
        assert_eq!(
            paid(&|line| line.gift == gift.id),
            gift.used.count(),
            "{}",
            gift.id
        );
        let kept = gift.overhead.unwrap_or_default().0 + gift.reserve.unwrap_or_default().0;
        assert_eq!(
            gift.used.count() + gift.held.count() + kept,
            gift.received.count(),
            "{}",
            gift.id
        );
    }
    assert!(plan.lines.iter().all(|line| line.paid.count() > 0));
    assert!(
        plan.lines
            .is_sorted_by_key(|line| (&line.gift, line.part, &line.need))
    );
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
    let (mut ran, mut wrong) = (0, Vec::new());
    for line in file.lines() {
        let case: Value = serde_json::from_str(&line.unwrap()).unwrap();
        ran += 1;
        wrong.extend(judge(&case).map(|what| format!("case {ran}, {}:\n{what}", case["name"])));
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    println!("random programmes: ran {ran} of {ran}");
}
