//! `bangfu compare`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use std::fs;

use common::{Dir, WANYUAN, run, run_with};
use serde_json::{Value, json};

/// The plan of the Wanyuan programme, and of another in which something was
/// changed.
fn plans(dir: &Dir, change: impl Fn(&mut Value)) -> (String, String) {
    let mut programme: Value = serde_json::from_str(&fs::read_to_string(WANYUAN).unwrap()).unwrap();
    let before = dir.file("before.json", &run(["allocate", WANYUAN]).out);
    change(&mut programme);
    let after = run_with(["allocate", "-"], &programme.to_string());
    assert_eq!(after.status, 0, "{}", after.err);
    (before, dir.file("after.json", &after.out))
}

/// A gift of rice and one of money more, a need less, a fifth in reserve.
fn what_if(programme: &mut Value) {
    programme["rules"]["allocation"]["reserve"]["share"] = json!("0.2");
    programme["lists"]["needs"]
        .as_array_mut()
        .unwrap()
        .retain(|need| need["id"] != "n-015");
    let gifts = programme["giving"]["gifts"].as_array_mut().unwrap();
    let gift = |id: &str, what: (&str, Value)| {
        let mut gift = json!({"id": id, "donor": "telecom-sichuan", "recipient": "charity-wanyuan",
            "received_on": "2024-04-02", "restriction": "none"});
        gift[what.0] = what.1;
        gift
    };
    let donor = gifts[0]["donor"].clone();
    let recipient = gifts[0]["recipient"].clone();
    for mut more in [
        gift("g-900", ("money", json!("50000.00"))),
        gift(
            "g-901",
            ("goods", json!({"item": "rice", "quantity": {"known": 100}})),
        ),
    ] {
        more["donor"] = donor.clone();
        more["recipient"] = recipient.clone();
        gifts.push(more);
    }
}

#[test]
fn a_what_if_reads_like_a_page_in_chinese() {
    let dir = Dir::new();
    let (before, after) = plans(&dir, what_if);
    let ran = run(["compare", &before, &after, "--lang", "zh"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
}

#[test]
fn a_what_if_reads_like_a_page_in_english() {
    let dir = Dir::new();
    let (before, after) = plans(&dir, what_if);
    let ran = run(["compare", &before, &after, "--lang", "en"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
}

#[test]
fn equal_plans_grant_the_same() {
    let dir = Dir::new();
    let (before, after) = plans(&dir, |_| {});
    let ran = run(["compare", &before, &after]);
    assert!(
        ran.out
            .contains("Both plans grant the same money to each need (36 needs)."),
        "{}",
        ran.out
    );
    let data = run(["compare", &before, &after, "--json"]).json();
    assert_eq!(
        (&data["differs"], &data["warnings"]),
        (&json!([]), &json!([]))
    );
    assert_eq!(data["money"]["unchanged"], 36);
}

#[test]
fn plans_of_different_programmes_are_compared_with_a_warning() {
    let dir = Dir::new();
    let (before, after) = plans(&dir, |programme| programme["id"] = json!("another"));
    let ran = run(["compare", &before, &after]);
    assert_eq!(ran.status, 0);
    assert!(
        ran.err.starts_with("warning OTHER_PROGRAMME (1905)"),
        "{}",
        ran.err
    );
    let data = run(["compare", &before, &after, "--json"]);
    assert_eq!(data.err, "");
    assert_eq!(data.json()["warnings"][0]["name"], "OTHER_PROGRAMME");
}

#[test]
fn a_plan_with_two_rows_for_a_need_is_refused_at_its_place() {
    let dir = Dir::new();
    let (before, after) = plans(&dir, |_| {});
    let mut plan: Value = serde_json::from_str(&fs::read_to_string(&after).unwrap()).unwrap();
    plan["needs"][3]["id"] = plan["needs"][2]["id"].clone();
    let after = dir.file("twice.json", &plan.to_string());
    let ran = run(["compare", &before, &after, "--json"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert_eq!(
        ran.names(),
        [("DUPLICATE_ID".to_owned(), "/needs/3/id".to_owned())]
    );
    assert_eq!(ran.errors()[0]["file"], after);
}
