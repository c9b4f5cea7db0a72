//! What `allocate` promises beside the plan itself.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

use std::ops::ControlFlow;

use bangfu::allocate::{AllocateError, MAX_DROPPED, NoProgress, Progress};
use bangfu::error::{Code, Lang};
use bangfu::{Plan, Programme};
use serde_json::{Value, json};

/// Needs and gifts of money in one village; `allocation` is the rule book's.
fn programme(needs: &[Value], gifts: &[Value], allocation: &Value) -> Programme {
    let with = |mut row: Value, more: Value| {
        for (key, value) in more.as_object().unwrap() {
            row.as_object_mut()
                .unwrap()
                .entry(key)
                .or_insert(value.clone());
        }
        row
    };
    let need = |(index, row): (usize, &Value)| {
        with(
            row.clone(),
            json!({"id": format!("n{index:04}"), "place": "511781109200", "category": "relief"}),
        )
    };
    let gift = |(index, row): (usize, &Value)| {
        let more = json!({
            "id": format!("g{index:04}"), "donor": "donor", "recipient": "charity",
            "received_on": "2024-04-01", "restriction": "none",
        });
        with(row.clone(), more)
    };
    let document = json!({
        "format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-02",
        "registry": {
            "organisations": [
                {"id": "donor", "name": "捐赠方", "kind": "company"},
                {"id": "charity", "name": "慈善会", "kind": "charity"},
            ],
            "places": [{"code": "511781109200", "name": "示例村"}],
        },
        "lists": {"needs": needs.iter().enumerate().map(need).collect::<Vec<_>>()},
        "giving": {"gifts": gifts.iter().enumerate().map(gift).collect::<Vec<_>>()},
        "rules": {"format": "bangfu.rules/1", "id": "r", "allocation": allocation},
    });
    Programme::read(document.to_string().as_bytes()).unwrap_or_else(|errors| panic!("{errors}"))
}

fn allocate(programme: &Programme) -> Result<Plan, AllocateError> {
    programme.allocate(programme.rules().unwrap(), &mut NoProgress)
}

/// Stops after so many reports, and keeps what it heard.
struct StopAfter(usize, Vec<(u64, u64)>);

impl Progress for StopAfter {
    fn report(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        self.1.push((done, total));
        if self.1.len() > self.0 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

#[test]
fn a_run_can_be_stopped_at_every_report_and_then_run_again() {
    let needs: Vec<Value> = (1..9)
        .map(|yuan| json!({"money": format!("{yuan}.00")}))
        .collect();
    let gifts: Vec<Value> = (1..5)
        .map(|yuan| json!({"money": format!("{yuan}.50")}))
        .collect();
    let programme = programme(&needs, &gifts, &json!({}));
    let whole = allocate(&programme).unwrap();
    let mut heard = StopAfter(usize::MAX, Vec::new());
    assert_eq!(
        programme
            .allocate(programme.rules().unwrap(), &mut heard)
            .unwrap(),
        whole
    );
    assert!(heard.1.len() > 1);
    assert!(heard.1.is_sorted(), "progress fell: {:?}", heard.1);
    assert!(heard.1.iter().all(|(done, total)| done <= total));
    for reports in 0..heard.1.len() {
        let stopped = programme.allocate(
            programme.rules().unwrap(),
            &mut StopAfter(reports, Vec::new()),
        );
        assert_eq!(stopped, Err(AllocateError::Cancelled));
    }
    assert_eq!(allocate(&programme).unwrap(), whole);
}

#[test]
fn more_than_a_thousand_dropped_needs_end_the_run() {
    let gifts = [json!({"money": "0.01"})];
    let rules = json!({"minimum_grant": "1.00", "basis": "equal"});
    for (needs, dropped) in [(MAX_DROPPED, true), (MAX_DROPPED + 1, false)] {
        let needs = vec![json!({"money": "5.00"}); needs];
        let plan = allocate(&programme(&needs, &gifts, &rules));
        if dropped {
            assert_eq!(plan.unwrap().totals.granted.0, 0);
        } else {
            let error = plan.unwrap_err();
            assert_eq!(
                (&error, error.number(), error.name()),
                (&AllocateError::TooManyDropped, 1103, "TOO_LARGE")
            );
        }
    }
}

#[test]
fn floors_that_cannot_be_met_are_refused_with_the_needs_and_the_shortfall() {
    let needs = [
        json!({"money": "5.00", "floor": "2.00"}),
        json!({"money": "5.00", "floor": "1.00", "already": "1.00"}),
    ];
    let gifts = [json!({"money": "1.25"})];
    let error = allocate(&programme(&needs, &gifts, &json!({}))).unwrap_err();
    let AllocateError::InfeasibleFloor { needs, short } = &error else {
        panic!("{error}")
    };
    assert_eq!(
        needs.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
        ["n0000"]
    );
    assert_eq!(short.to_string(), "0.75");
    assert!(error.text(Lang::Zh).contains("0.75") && error.text(Lang::En).contains("0.75"));
}

#[test]
fn the_largest_amounts_are_exact() {
    let most = "92233720368547758.07";
    let rules = json!({"basis": "equal"});
    let plan = allocate(&programme(
        &[json!({"money": most})],
        &[json!({"money": most})],
        &rules,
    ))
    .unwrap();
    assert_eq!(plan.needs[0].granted.count(), i64::MAX);
    assert_eq!(plan.gifts[0].held.count(), 0);
    // Two needs share an odd number of fen; the odd one falls by id.
    let half = "46116860184273879.03";
    let needs = [json!({"money": half}), json!({"money": half})];
    let plan = allocate(&programme(
        &needs,
        &[json!({"money": "70000000000000000.01"})],
        &rules,
    ))
    .unwrap();
    let granted: Vec<i64> = plan.needs.iter().map(|need| need.granted.count()).collect();
    assert_eq!(
        granted,
        [3_500_000_000_000_000_001, 3_500_000_000_000_000_000]
    );
}

#[test]
fn very_unequal_weights_are_compared_exactly() {
    // s is 4 × 10^18, just below 2^62; 4 × 10^12; and 1.
    let needs = [
        json!({"money": "40000000000.00", "weight": "1"}),
        json!({"money": "40000000000.00", "weight": "0.000001"}),
        json!({"money": "0.01", "weight": "0.000001"}),
    ];
    let plan = allocate(&programme(
        &needs,
        &[json!({"money": "40000000000.00"})],
        &json!({}),
    ))
    .unwrap();
    let granted: Vec<i64> = plan.needs.iter().map(|need| need.granted.count()).collect();
    // 4 × 10^12 fen as 10^6 to 1: 3999996000003.99… and 3999996.00….
    assert_eq!(granted, [3_999_996_000_004, 3_999_996, 0]);
}

#[test]
fn nothing_at_all_is_a_plan() {
    let plan = allocate(&programme(&[], &[], &json!({}))).unwrap();
    assert!(plan.needs.is_empty() && plan.gifts.is_empty() && plan.bottlenecks.is_empty());
    let plan = allocate(&programme(
        &[json!({"money": "1.00"})],
        &[json!({"money": "0.00"})],
        &json!({}),
    ))
    .unwrap();
    assert_eq!(plan.needs[0].granted.count(), 0);
}
