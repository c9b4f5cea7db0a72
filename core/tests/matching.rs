//! Matching (配捐): what a plan may not do with a pool, and what is said of it.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

use bangfu::Programme;
use bangfu::allocate::{NoProgress, explain};
use bangfu::error::{Code, Lang};
use bangfu::money::Fen;
use bangfu::plan::{Paid, Plan};
use bangfu::registry::Id;
use bangfu::verify::verify;
use serde_json::{Value, json};

/// A pool of 30 yuan for the county, and two gifts of 10 and 20 yuan: one for
/// the need `a`, one for all; each triggers at most 12 yuan.
fn programme() -> Programme {
    let gift = |id: &str, donor: &str, money: &str, restriction: Value| {
        json!({"id": id, "donor": donor, "recipient": "charity", "received_on": "2024-04-01",
               "money": money, "restriction": restriction})
    };
    let need = |id: &str| json!({"id": id, "place": "511781109390", "category": "relief", "money": "100.00"});
    let document = json!({
        "format": "bangfu.programme/1", "id": "matching", "as_of": "2024-04-02",
        "registry": {
            "organisations": [
                {"id": "bank", "name": "示例银行", "kind": "state_enterprise"},
                {"id": "charity", "name": "示例市慈善会", "kind": "charity"},
                {"id": "mill", "name": "示例面粉厂", "kind": "company"}
            ],
            "places": [{"code": "511781109390", "name": "示例一村"}]
        },
        "lists": {"needs": [need("a"), need("b")]},
        "giving": {"gifts": [
            gift("g-a", "mill", "10.00", json!({"need": ["a"]})),
            gift("g-all", "mill", "20.00", json!("none")),
            gift("g-pool", "bank", "30.00", json!({"area": ["511781"]})),
        ]},
        "rules": {"format": "bangfu.rules/1", "id": "rules", "allocation": {
            "matching": [{"id": "twelve", "gift": "g-pool", "cap": "12.00"}]
        }}
    });
    Programme::read(document.to_string().as_bytes()).unwrap()
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn planned(programme: &Programme) -> Plan {
    let plan = programme
        .allocate(programme.rules().unwrap(), &mut NoProgress)
        .unwrap();
    assert_eq!(refuted(programme, &plan), Vec::<(&str, String)>::new());
    plan
}

fn refuted(programme: &Programme, plan: &Plan) -> Vec<(&'static str, String)> {
    let report = verify(programme, programme.rules().unwrap(), plan).unwrap();
    let rows = report.violations.iter();
    rows.map(|at| (at.error.name(), at.pointer.to_string()))
        .collect()
}

#[test]
fn each_matched_fen_says_which_gift_it_rests_on() {
    let plan = planned(&programme());
    let rows: Vec<_> = plan
        .matches
        .iter()
        .map(|row| (row.gift.as_str(), row.part, row.trigger.as_str(), row.money))
        .collect();
    assert_eq!(
        rows,
        [
            ("g-pool", 0, "g-a", Fen(1000)),
            ("g-pool", 1, "g-all", Fen(1200))
        ]
    );
    for line in plan.lines.iter().filter(|line| line.gift == id("g-pool")) {
        let part = line.part.expect("a pool is used in parts");
        assert!(plan.matches.iter().any(|row| row.part == part), "{line:?}");
    }
}

#[test]
fn a_match_that_pays_more_than_its_trigger_allows_is_refuted() {
    let programme = programme();
    let mut plan = planned(&programme);
    let line = plan
        .lines
        .iter_mut()
        .find(|line| line.part == Some(1))
        .unwrap();
    let Paid::Money(fen) = line.paid else {
        panic!("money")
    };
    line.paid = Paid::Money(Fen(fen.0 + 1));
    let found = refuted(&programme, &plan);
    assert!(
        found.contains(&("OVERSPENT_GIFT", "/gifts/2/used".to_owned())),
        "{found:?}"
    );
}

#[test]
fn a_match_that_pays_outside_the_restriction_of_its_trigger_is_refuted() {
    let programme = programme();
    let mut plan = planned(&programme);
    let index = plan
        .lines
        .iter()
        .position(|line| line.gift == id("g-pool") && line.part == Some(0))
        .unwrap();
    plan.lines[index].need = id("b");
    let found = refuted(&programme, &plan);
    assert!(
        found.contains(&("INELIGIBLE_LINE", format!("/lines/{index}"))),
        "{found:?}"
    );
}

#[test]
fn what_no_gift_triggers_can_not_be_paid() {
    let programme = programme();
    let mut plan = planned(&programme);
    let index = plan
        .lines
        .iter()
        .position(|line| line.gift == id("g-pool"))
        .unwrap();
    for part in [None, Some(2)] {
        plan.lines[index].part = part;
        let found = refuted(&programme, &plan);
        assert!(
            found.contains(&("UNKNOWN_REFERENCE", format!("/lines/{index}/part"))),
            "{found:?}"
        );
    }
}

#[test]
fn the_letters_say_whose_gift_triggered_what() {
    let programme = programme();
    let (rules, plan) = (programme.rules().unwrap(), planned(&programme));
    let mut letters = String::new();
    for gift in ["g-a", "g-pool"] {
        let found = explain::gift(&programme, rules, &plan, &id(gift)).unwrap();
        for lang in [Lang::Zh, Lang::En] {
            letters.push_str(found.text(lang));
            letters.push_str("\n\n");
        }
    }
    let found = explain::need(&programme, rules, &plan, &id("a")).unwrap();
    for lang in [Lang::Zh, Lang::En] {
        letters.push_str(found.text(lang));
        letters.push_str("\n\n");
    }
    insta::assert_snapshot!(letters);
}

/// So many pools that every gift triggers would be more offers than memory
/// holds; naming what triggers each of them is no such trouble.
#[test]
fn more_matches_than_can_be_made_are_refused_at_the_pool() {
    const POOLS: usize = 4_000;
    let document = |of: &dyn Fn(usize) -> Value| {
        let gift = |id: String, money: &str| {
            json!({"id": id, "donor": "mill", "recipient": "mill", "received_on": "2024-04-01",
                   "money": money, "restriction": "none"})
        };
        let pools = (0..POOLS).map(|at| gift(format!("p-{at:04}"), "1000.00"));
        let gifts = (0..POOLS).map(|at| gift(format!("g-{at:04}"), "0.01"));
        let matching =
            |at| json!({"id": format!("m-{at:04}"), "gift": format!("p-{at:04}"), "of": of(at)});
        json!({
            "format": "bangfu.programme/1", "id": "many", "as_of": "2024-04-02",
            "registry": {"organisations": [{"id": "mill", "name": "示例面粉厂", "kind": "company"}]},
            "giving": {"gifts": pools.chain(gifts).collect::<Vec<_>>()},
            "rules": {"format": "bangfu.rules/1", "id": "rules", "allocation": {
                "matching": (0..POOLS).map(matching).collect::<Vec<_>>()
            }}
        })
        .to_string()
    };
    let all = document(&|_| json!({"donor": ["mill"]}));
    let errors = Programme::read(all.as_bytes()).unwrap_err();
    let found: Vec<_> = errors
        .iter()
        .map(|flaw| (flaw.name(), flaw.pointer.as_str()))
        .collect();
    assert_eq!(
        found,
        [("TOO_LARGE", "/rules/allocation/matching/2500/gift")]
    );
    let one_each = document(&|at| json!({"gift": [format!("g-{at:04}")]}));
    let programme = Programme::read(one_each.as_bytes()).unwrap();
    let plan = planned(&programme);
    assert_eq!(plan.matches.len(), POOLS);
}
