//! What may not change a plan: the order of rows, a factor on all weights, other
//! ids of needs in the same order.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use std::collections::BTreeMap;

use bangfu::allocate::NoProgress;
use bangfu::{Programme, Rules};
use rust_decimal::Decimal;
use serde_json::Value;

/// Programme and rules of every case that has a plan.
fn inputs() -> Vec<(Value, Option<Value>)> {
    let mut inputs = Vec::new();
    for file in ["allocate.random.json", "allocate.scenarios.json"] {
        let mut suite = common::document(file);
        for case in suite["cases"].as_array_mut().expect("cases") {
            if case["out"].get("plan").is_some() {
                let rules = case["in"].get("rules").cloned();
                inputs.push((case["in"]["programme"].take(), rules));
            }
        }
    }
    inputs
}

/// The plan as a document; none where there is an error.
fn plan(programme: &Value, rules: Option<&Value>) -> Option<Value> {
    let programme = Programme::read(programme.to_string().as_bytes()).ok()?;
    let own = rules.map(|rules| Rules::read(rules.to_string().as_bytes()).expect("rules"));
    let rules = own.as_ref().or(programme.rules())?;
    let plan = programme.allocate(rules, &mut NoProgress).ok()?;
    Some(serde_json::to_value(plan).expect("JSON"))
}

fn without_hash(mut plan: Value) -> Value {
    plan["input_hash"].take();
    plan
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}

/// Shuffles every list whose rows are known by an id or a code.
fn shuffle(value: &mut Value, dice: &mut Dice) {
    match value {
        Value::Array(rows) => {
            let known = |row: &Value| row.get("id").is_some() || row.get("code").is_some();
            if rows.iter().all(known) {
                for at in (1..rows.len()).rev() {
                    rows.swap(at, dice.below(at + 1));
                }
            }
            rows.iter_mut().for_each(|row| shuffle(row, dice));
        }
        Value::Object(keys) => keys.values_mut().for_each(|value| shuffle(value, dice)),
        _ => {}
    }
}

#[test]
fn the_order_of_rows_changes_no_byte() {
    let (mut dice, mut moved) = (Dice(1), 0);
    for (programme, rules) in inputs() {
        let before = plan(&programme, rules.as_ref()).expect("a plan");
        for _ in 0..5 {
            let mut other = programme.clone();
            shuffle(&mut other["lists"], &mut dice);
            shuffle(&mut other["giving"], &mut dice);
            shuffle(&mut other["registry"], &mut dice);
            moved += u32::from(other != programme);
            assert_eq!(
                plan(&other, rules.as_ref()).as_ref(),
                Some(&before),
                "{other}"
            );
        }
    }
    assert!(moved > 1_000, "only {moved} were in another order");
}

/// The programme with all weights times a factor.
fn weighted(programme: &Value, factor: i64) -> Value {
    let mut programme = programme.clone();
    let needs = programme["lists"]["needs"].as_array_mut();
    for need in needs.into_iter().flatten() {
        let weight = need.get("weight").and_then(Value::as_str).unwrap_or("1");
        let weight: Decimal = weight.parse().expect("a decimal");
        need["weight"] = (weight * Decimal::from(factor)).to_string().into();
    }
    programme
}

/// Where s is no whole number it is rounded, so weights are whole here, and
/// there are no factors, whose shares are none.
#[test]
fn a_factor_on_all_weights_changes_no_fen() {
    let mut scaled = 0;
    for (programme, rules) in inputs() {
        let told = rules.as_ref().unwrap_or(&programme["rules"]).to_string();
        if told.contains("factors") {
            continue;
        }
        let plans = [1_000, 7_000].map(|factor| {
            let other = weighted(&programme, factor);
            plan(&other, rules.as_ref()).map(without_hash)
        });
        // Weights at the edge may leave their range, which is an error.
        if let [Some(before), Some(after)] = plans {
            scaled += 1;
            assert_eq!(before, after, "{programme}");
        }
    }
    assert!(scaled > 200, "only {scaled} could be scaled");
}

/// Gives needs their new ids, wherever they are named.
fn rename(value: &mut Value, names: &BTreeMap<String, String>) {
    match value {
        Value::String(text) => {
            if let Some(name) = names.get(text) {
                text.clone_from(name);
            }
        }
        Value::Array(rows) => rows.iter_mut().for_each(|row| rename(row, names)),
        Value::Object(keys) => keys.values_mut().for_each(|value| rename(value, names)),
        _ => {}
    }
}

#[test]
fn other_ids_in_the_same_order_change_nothing_but_the_ids() {
    let mut renamed = 0;
    for (programme, rules) in inputs() {
        let needs = programme["lists"]["needs"].as_array();
        let id = |need: &Value| need["id"].as_str().expect("an id").to_owned();
        let ids: Vec<String> = needs.into_iter().flatten().map(id).collect();
        let names = ids
            .into_iter()
            .map(|id| (id.clone(), format!("zz-{id}")))
            .collect();
        let mut other = programme.clone();
        for place in ["/lists/needs", "/giving", "/registry", "/rules/allocation"] {
            if let Some(value) = other.pointer_mut(place) {
                rename(value, &names);
            }
        }
        let other_rules = rules.clone().map(|mut rules| {
            if let Some(value) = rules.get_mut("allocation") {
                rename(value, &names);
            }
            rules
        });
        let mut expected = plan(&programme, rules.as_ref()).expect("a plan");
        for rows in ["needs", "lines", "bottlenecks"] {
            rename(&mut expected[rows], &names);
        }
        renamed += names.len();
        let mut found = plan(&other, other_rules.as_ref()).unwrap_or_else(|| panic!("{other}"));
        expected["rules_hash"].take();
        found["rules_hash"].take();
        assert_eq!(without_hash(found), without_hash(expected), "{other}");
    }
    assert!(renamed > 500, "only {renamed} needs were renamed");
}
