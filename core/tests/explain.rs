//! Every reason is explained in both languages, and no text names a person.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use bangfu::allocate::NoProgress;
use bangfu::allocate::explain::{self, Explanation, Reason};
use bangfu::error::Lang;
use bangfu::plan::{GiftReason, NeedReason};
use bangfu::registry::Id;
use bangfu::{Plan, Programme};

/// A programme in which each reason occurs.
const REASONS: &[u8] = include_bytes!("data/reasons.json");

fn planned() -> (Programme, Plan) {
    let programme = Programme::read(REASONS).unwrap();
    let plan = programme
        .allocate(programme.rules().unwrap(), &mut NoProgress)
        .unwrap();
    (programme, plan)
}

fn all(programme: &Programme, plan: &Plan) -> Vec<(Id, Explanation)> {
    let rules = programme.rules().unwrap();
    let needs = plan.needs.iter().map(|row| {
        (
            row.id.clone(),
            explain::need(programme, rules, plan, &row.id).unwrap(),
        )
    });
    let gifts = plan.gifts.iter().map(|row| {
        (
            row.id.clone(),
            explain::gift(programme, rules, plan, &row.id).unwrap(),
        )
    });
    needs.chain(gifts).collect()
}

fn letters(lang: Lang) -> String {
    let (programme, plan) = planned();
    let mut text = String::new();
    for (id, found) in all(&programme, &plan) {
        let reason = serde_json::to_string(&found.reason).unwrap();
        writeln!(text, "## {id} {reason}\n{}\n", found.text(lang)).unwrap();
    }
    text
}

#[test]
fn every_reason_is_explained_in_chinese() {
    insta::assert_snapshot!(letters(Lang::Zh));
}

#[test]
fn every_reason_is_explained_in_english() {
    insta::assert_snapshot!(letters(Lang::En));
}

#[test]
fn the_programme_of_this_test_has_every_reason() {
    let (programme, plan) = planned();
    let found: BTreeSet<String> = all(&programme, &plan)
        .iter()
        .map(|(_, found)| serde_json::to_string(&found.reason).unwrap())
        .collect();
    let (needs, gifts) = (NeedReason::ALL, GiftReason::ALL);
    let reasons = needs
        .map(Reason::Need)
        .into_iter()
        .chain(gifts.map(Reason::Gift));
    let reasons: BTreeSet<String> = reasons
        .map(|reason| serde_json::to_string(&reason).unwrap())
        .collect();
    assert_eq!(found, reasons);
}

#[test]
fn no_text_and_no_fact_names_a_person_or_a_donor_who_wants_no_name() {
    let (programme, plan) = planned();
    for (id, found) in all(&programme, &plan) {
        let facts = serde_json::to_string(&found.facts).unwrap();
        for said in [found.text(Lang::Zh), found.text(Lang::En), &facts] {
            assert!(!said.contains("王小明"), "{id}: {said}");
            assert!(!said.contains("隐名商店"), "{id}: {said}");
            assert!(!said.contains("household-7"), "{id}: {said}");
        }
    }
}

#[test]
fn every_sentence_of_an_explanation_is_complete() {
    let (programme, plan) = planned();
    for (id, found) in all(&programme, &plan) {
        for paragraph in found.text(Lang::Zh).lines() {
            assert!(paragraph.ends_with('。'), "{id}: {paragraph}");
            assert!(!paragraph.contains("  "), "{id}: {paragraph}");
        }
        for paragraph in found.text(Lang::En).lines() {
            assert!(paragraph.ends_with('.'), "{id}: {paragraph}");
            assert!(
                !paragraph.contains("  ") && !paragraph.contains(".."),
                "{id}: {paragraph}"
            );
            assert!(
                !paragraph.starts_with(char::is_lowercase),
                "{id}: {paragraph}"
            );
        }
    }
}

#[test]
fn the_facts_of_a_short_need_are_its_bottleneck() {
    let (programme, plan) = planned();
    let rules = programme.rules().unwrap();
    let of = |id: &str| {
        let found = explain::need(&programme, rules, &plan, &Id::parse(id).unwrap()).unwrap();
        serde_json::to_string_pretty(&found.facts).unwrap()
    };
    insta::assert_snapshot!("facts_of_a_short_need", of("n-short-b"));
    insta::assert_snapshot!("facts_of_a_need_under_a_group_cap", of("n-group"));
}

#[test]
fn the_facts_of_a_held_gift_are_the_needs_it_may_be_used_for() {
    let (programme, plan) = planned();
    let rules = programme.rules().unwrap();
    let id = Id::parse("g-group").unwrap();
    let found = explain::gift(&programme, rules, &plan, &id).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&found.facts).unwrap());
}

#[test]
fn a_plan_without_the_need_has_no_explanation_and_a_strange_one_is_no_defect() {
    let (programme, mut plan) = planned();
    let rules = programme.rules().unwrap();
    let id = Id::parse("n-short-a").unwrap();
    assert!(explain::need(&programme, rules, &plan, &Id::parse("n-x").unwrap()).is_none());
    // Bottlenecks that rest on each other, and rows that speak of nothing.
    let ids: Vec<_> = plan
        .bottlenecks
        .iter()
        .map(|entry| entry.id.clone())
        .collect();
    for entry in &mut plan.bottlenecks {
        entry.rests_on = ids.clone();
        entry.needs.push(Id::parse("nobody").unwrap());
    }
    plan.gifts.clear();
    assert!(explain::need(&programme, rules, &plan, &id).is_some());
    plan.needs.retain(|row| row.id != id);
    assert!(explain::need(&programme, rules, &plan, &id).is_none());
    assert!(explain::gift(&programme, rules, &plan, &Id::parse("g-met").unwrap()).is_none());
}

#[test]
fn caps_on_groups_say_how_far_each_has_to_be_raised() {
    let mut text = String::new();
    for case in common::document("allocate.scenarios.json")["cases"]
        .as_array()
        .unwrap()
    {
        let name = case["name"].as_str().unwrap();
        if !["caps-that-overlap", "two-caps-full-at-once"].contains(&name) {
            continue;
        }
        let programme = Programme::read(case["in"]["programme"].to_string().as_bytes()).unwrap();
        let rules = programme.rules().unwrap();
        let plan = programme.allocate(rules, &mut NoProgress).unwrap();
        writeln!(text, "# {name}").unwrap();
        for row in &plan.needs {
            if row.reason == NeedReason::GroupCapped {
                let found = explain::need(&programme, rules, &plan, &row.id).unwrap();
                for lang in [Lang::Zh, Lang::En] {
                    writeln!(text, "## {}\n{}\n", row.id, found.text(lang)).unwrap();
                }
            }
        }
    }
    insta::assert_snapshot!(text);
}
