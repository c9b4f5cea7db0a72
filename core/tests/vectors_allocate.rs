//! Runs every case of the suites about allocation, and more of the same kind.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use bangfu::allocate::{AllocateError, NoProgress};
use bangfu::error::Code;
use bangfu::{Plan, Programme, Rules};
use serde_json::{Value, json};

/// The plan, or the errors, as the suites write them.
fn outcome(given: &Value) -> Value {
    let programme = given["programme"].to_string();
    let programme = match Programme::read(programme.as_bytes()) {
        Ok(programme) => programme,
        Err(errors) => {
            let row = |flaw: &bangfu::document::Flaw| json!({"name": flaw.name(), "pointer": flaw.pointer.as_str()});
            return json!({"errors": errors.iter().map(row).collect::<Vec<_>>()});
        }
    };
    let beside = given.get("rules").map(|rules| Rules::read(rules.to_string().as_bytes()).unwrap());
    let rules = beside.as_ref().or_else(|| programme.rules()).expect("rules");
    match programme.allocate(rules, &mut NoProgress) {
        Ok(plan) => {
            conserves(&plan);
            json!({"plan": serde_json::to_value(&plan).unwrap()})
        }
        Err(AllocateError::Policy(errors)) => {
            let row = |at: &bangfu::error::At<_>| json!({"name": Code::name(&at.error), "pointer": at.pointer.as_str()});
            json!({"errors": errors.iter().map(row).collect::<Vec<_>>()})
        }
        Err(AllocateError::InfeasibleFloor { needs, short }) => json!({"errors": [{
            "name": "INFEASIBLE_FLOOR",
            "pointer": "/rules/allocation/floors",
            "facts": {"needs": needs, "short": short},
        }]}),
        Err(other) => panic!("{other}"),
    }
}

/// What rule 7 leaves free is at least exact: lines sum to uses and grants.
fn conserves(plan: &Plan) {
    for need in &plan.needs {
        let paid: i64 = plan.lines.iter().filter(|line| line.need == need.id).map(|line| line.paid.count()).sum();
        assert_eq!(paid, need.granted.count(), "{}", need.id);
    }
    for gift in &plan.gifts {
        let paid: i64 = plan.lines.iter().filter(|line| line.gift == gift.id).map(|line| line.paid.count()).sum();
        assert_eq!(paid, gift.used.count(), "{}", gift.id);
        let kept = gift.overhead.unwrap_or_default().0 + gift.reserve.unwrap_or_default().0;
        assert_eq!(gift.used.count() + gift.held.count() + kept, gift.received.count(), "{}", gift.id);
    }
    assert!(plan.lines.iter().all(|line| line.paid.count() > 0));
    assert!(plan.lines.is_sorted_by_key(|line| (&line.gift, line.part, &line.need)));
}

/// Two plans are identical when they are equal apart from engine and lines.
fn without_freedom(mut outcome: Value) -> Value {
    if let Some(plan) = outcome.get_mut("plan").and_then(Value::as_object_mut) {
        plan.remove("engine");
        plan.remove("lines");
    }
    outcome
}

fn judge(case: &Value) -> Option<String> {
    let found = without_freedom(outcome(&case["in"]));
    let expected = without_freedom(case["out"].clone());
    (found != expected).then(|| differences(&expected, &found))
}

/// The parts of a plan that differ.
fn differences(expected: &Value, found: &Value) -> String {
    let (Some(left), Some(right)) = (expected["plan"].as_object(), found["plan"].as_object()) else {
        return format!("expected {expected}\n  found    {found}");
    };
    let keys = left.keys().filter(|key| Some(&left[*key]) != right.get(*key));
    keys.map(|key| format!("{key}: expected {}\n  found    {}", left[key], right.get(key).unwrap_or(&Value::Null))).collect::<Vec<_>>().join("\n  ")
}

#[test]
fn random_programmes_have_the_oracles_plans() {
    common::run_with("allocate.random.json", judge);
}

#[test]
fn scenarios_have_the_oracles_plans() {
    common::run_with("allocate.scenarios.json", judge);
}

/// `BANGFU_RANDOM_PROGRAMMES` names a file that
/// `tests/oracle/random_programmes.py` wrote, a case a line.
#[test]
fn more_random_programmes_have_the_oracles_plans() {
    let Some(file) = std::env::var_os("BANGFU_RANDOM_PROGRAMMES") else {
        println!("skipped: BANGFU_RANDOM_PROGRAMMES names no file");
        return;
    };
    let cases = std::fs::read_to_string(&file).expect("the file that is named can be read");
    let mut wrong = Vec::new();
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        wrong.extend(judge(&case).map(|what| format!("{}:\n  {what}", case["name"])));
    }
    println!("ran {}", cases.lines().count());
    assert!(!cases.is_empty(), "no case");
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
