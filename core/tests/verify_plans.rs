//! `verify` on small plans made by hand: which violation, and where.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

use bangfu::error::{Code, Lang};
use bangfu::money::Fen;
use bangfu::plan::Paid;
use bangfu::verify::{MinimumGrant, Report, verify};
use bangfu::{Plan, Programme, Rules};
use serde_json::{Value, json};

/// A programme with its own rules, from its lists, gifts and allocation rules.
fn programme(lists: Value, gifts: Value, allocation: Value) -> Programme {
    let text = json!({
        "format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-02",
        "registry": {
            "organisations": [
                {"id": "bank", "name": "bank", "kind": "company"},
                {"id": "charity", "name": "charity", "kind": "charity"},
            ],
            "places": [{"code": "511781109200", "name": "a"}, {"code": "511781109201", "name": "b"}],
            "related": [{"a": "bank", "b": "household"}],
        },
        "lists": lists,
        "giving": {"gifts": gifts},
        "rules": {"format": "bangfu.rules/1", "id": "r", "allocation": allocation},
    });
    Programme::read(text.to_string().as_bytes()).unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn need(id: &str, more: Value) -> Value {
    merged(
        json!({"id": id, "place": "511781109200", "category": "relief"}),
        more,
    )
}

fn gift(id: &str, more: Value) -> Value {
    let basis = json!({"id": id, "donor": "bank", "recipient": "charity", "received_on": "2024-04-01", "restriction": "none"});
    merged(basis, more)
}

fn merged(mut basis: Value, more: Value) -> Value {
    for (key, value) in more.as_object().expect("an object") {
        basis[key] = value.clone();
    }
    basis
}

/// The plan document with its head; `rest` are rows, lines, bottlenecks, totals.
fn document(programme: &Programme, rest: Value) -> Value {
    let rules = programme.rules().unwrap();
    let head = json!({
        "format": "bangfu.plan/1", "programme": "p", "as_of": "2024-04-02", "rules": "r", "engine": "hand",
        "input_hash": programme.input_hash(), "rules_hash": rules.hash(),
    });
    merged(head, rest)
}

fn judge(programme: &Programme, plan: &Value) -> Report {
    let plan =
        Plan::read(plan.to_string().as_bytes()).unwrap_or_else(|errors| panic!("{errors:?}"));
    verify(programme, programme.rules().unwrap(), &plan).unwrap()
}

/// Name and pointer of every violation. Each has two texts.
fn found(report: &Report) -> Vec<(&'static str, String)> {
    let violations = report.violations.iter();
    let row = |at: &bangfu::error::At<bangfu::verify::Violation>| {
        assert_ne!(at.error.text(Lang::Zh), at.error.text(Lang::En));
        (at.error.name(), at.pointer.to_string())
    };
    violations.map(row).collect()
}

/// Two needs in two tiers, one of quilts, and a gift for each kind; 60.00 for
/// 100.00 that are asked, and 5 packs of 2 quilts for 20.
fn village() -> (Programme, Value) {
    let programme = programme(
        json!({
            "items": [{"id": "quilt", "unit": "条", "pack": 2}],
            "needs": [
                need("n1", json!({"money": "40.00"})),
                need("n2", json!({"money": "60.00", "tier": 2, "beneficiary": "household"})),
                need("n3", json!({"goods": {"item": "quilt", "quantity": {"known": 20}}})),
            ],
        }),
        json!([
            gift("g1", json!({"money": "30.00", "use_by": "2024-06-30"})),
            gift("g2", json!({"money": "30.00", "donor": "charity"})),
            gift(
                "g3",
                json!({"goods": {"item": "quilt", "quantity": {"known": 11}}})
            ),
            gift("g4", json!({"money": "9.00", "received_on": "2024-05-01"})),
        ]),
        json!({}),
    );
    let plan = document(
        &programme,
        json!({
            "needs": [
                {"id": "n1", "required": "40.00", "already": "0.00", "granted": "40.00", "level": "1", "reason": "MET"},
                {"id": "n2", "required": "60.00", "already": "0.00", "granted": "20.00", "level": "1/3", "reason": "SHORT", "bottleneck": "b1"},
                {"id": "n3", "item": "quilt", "required": 20, "already": 0, "granted": 10, "level": "1/2", "reason": "SHORT", "bottleneck": "b2"},
            ],
            "gifts": [
                {"id": "g1", "received": "30.00", "overhead": "0.00", "reserve": "0.00", "used": "30.00", "held": "0.00", "reason": "USED_UP"},
                {"id": "g2", "received": "30.00", "overhead": "0.00", "reserve": "0.00", "used": "30.00", "held": "0.00", "reason": "USED_UP"},
                {"id": "g3", "item": "quilt", "received": 11, "used": 10, "held": 1, "reason": "BELOW_PACK"},
                {"id": "g4", "received": "0.00", "overhead": "0.00", "reserve": "0.00", "used": "0.00", "held": "0.00", "reason": "NOT_YET_RECEIVED"},
            ],
            "lines": [
                {"gift": "g1", "need": "n1", "money": "30.00"},
                {"gift": "g2", "need": "n1", "money": "10.00"},
                {"gift": "g2", "need": "n2", "money": "20.00"},
                {"gift": "g3", "need": "n3", "units": 10},
            ],
            // g2 pays n1 and n2 and only n1 may have g1: both needs stand in one set,
            // with every gift that may pay any of them.
            "bottlenecks": [
                {"id": "b1", "needs": ["n1", "n2"], "gifts": ["g1", "g2"], "caps": [], "rests_on": []},
                {"id": "b2", "needs": ["n3"], "gifts": ["g3"], "caps": [], "rests_on": []},
            ],
            "totals": {
                "received": "60.00", "overhead": "0.00", "reserve": "0.00", "available": "60.00", "required": "100.00",
                "granted": "60.00", "held": "0.00",
                "items": [{"item": "quilt", "received": 11, "required": 20, "granted": 10, "held": 1}],
            },
        }),
    );
    (programme, plan)
}

#[test]
fn a_right_plan_is_accepted_and_counted() {
    let (programme, plan) = village();
    let report = judge(&programme, &plan);
    assert_eq!(found(&report), []);
    assert!(report.is_right());
    assert_eq!((report.lines, report.needs, report.gifts), (4, 3, 4));
    assert_eq!(report.minimum_grant, MinimumGrant::Checked);
}

/// Where something is changed, what to, and the violations with their places.
type Change<'c> = (&'c str, Value, &'c [(&'c str, &'c str)]);

#[test]
fn every_violation_stands_at_its_place() {
    let (programme, right) = village();
    let changes: &[Change] = &[
        (
            "/programme",
            json!("q"),
            &[("UNKNOWN_REFERENCE", "/programme")],
        ),
        (
            "/as_of",
            json!("2024-04-03"),
            &[("UNKNOWN_REFERENCE", "/as_of")],
        ),
        ("/rules", json!("q"), &[("UNKNOWN_REFERENCE", "/rules")]),
        (
            "/rules_hash",
            right["input_hash"].clone(),
            &[("HASH_DIFFERS", "/rules_hash")],
        ),
        (
            "/input_hash",
            right["rules_hash"].clone(),
            &[("HASH_DIFFERS", "/input_hash")],
        ),
        (
            "/needs/0/granted",
            json!("40.01"),
            &[("SUMS_DIFFER", "/needs/0/granted")],
        ),
        (
            "/needs/1/level",
            json!("2/3"),
            &[("SUMS_DIFFER", "/needs/1/level")],
        ),
        (
            "/needs/2/already",
            json!(1),
            &[("SUMS_DIFFER", "/needs/2/already")],
        ),
        (
            "/needs/2/required",
            json!(21),
            &[("SUMS_DIFFER", "/needs/2/required")],
        ),
        (
            "/needs/1/reason",
            json!("OUTRANKED"),
            &[("WRONG_REASON", "/needs/1/reason")],
        ),
        (
            "/needs/1/bottleneck",
            json!("b2"),
            &[("WRONG_REASON", "/needs/1/bottleneck")],
        ),
        (
            "/needs/0/bottleneck",
            json!("b1"),
            &[("WRONG_REASON", "/needs/0/bottleneck")],
        ),
        (
            "/gifts/0/used",
            json!("29.99"),
            &[("SUMS_DIFFER", "/gifts/0/used")],
        ),
        (
            "/gifts/1/held",
            json!("0.01"),
            &[("SUMS_DIFFER", "/gifts/1/held")],
        ),
        (
            "/gifts/1/overhead",
            json!("0.01"),
            &[("SUMS_DIFFER", "/gifts/1/overhead")],
        ),
        (
            "/gifts/3/received",
            json!("9.00"),
            &[("SUMS_DIFFER", "/gifts/3/received")],
        ),
        (
            "/gifts/2/reason",
            json!("USED_UP"),
            &[("WRONG_REASON", "/gifts/2/reason")],
        ),
        (
            "/bottlenecks/0/needs",
            json!(["n2"]),
            &[("WRONG_REASON", "/bottlenecks/0/needs")],
        ),
        (
            "/bottlenecks/0/gifts",
            json!(["g2"]),
            &[("WRONG_REASON", "/bottlenecks/0/gifts")],
        ),
        (
            "/bottlenecks/1/rests_on",
            json!(["b1"]),
            &[("WRONG_REASON", "/bottlenecks/1/rests_on")],
        ),
        (
            "/bottlenecks/1/caps",
            json!(["rules:0"]),
            &[("WRONG_REASON", "/bottlenecks/1/caps")],
        ),
        (
            "/totals/available",
            json!("69.00"),
            &[("SUMS_DIFFER", "/totals/available")],
        ),
        (
            "/totals/items/0/held",
            json!(0),
            &[("SUMS_DIFFER", "/totals/items/0/held")],
        ),
        (
            "/totals/items",
            json!([]),
            &[("SUMS_DIFFER", "/totals/items")],
        ),
        // g1 is of an interested party of n2's beneficiary.
        (
            "/lines/0/need",
            json!("n2"),
            &[
                ("INELIGIBLE_LINE", "/lines/0"),
                ("SUMS_DIFFER", "/needs/0/granted"),
                ("SUMS_DIFFER", "/needs/0/level"),
                ("SUMS_DIFFER", "/needs/1/granted"),
                ("SUMS_DIFFER", "/needs/1/level"),
            ],
        ),
        (
            "/lines/3/units",
            json!(9),
            &[
                ("INELIGIBLE_LINE", "/lines/3"), // half a pack
                ("SUMS_DIFFER", "/needs/2/granted"),
                ("SUMS_DIFFER", "/needs/2/level"),
                ("SUMS_DIFFER", "/gifts/2/used"),
                ("SUMS_DIFFER", "/gifts/2/held"),
                ("SUMS_DIFFER", "/totals/items/0/granted"),
                ("SUMS_DIFFER", "/totals/items/0/held"),
                ("WRONG_REASON", "/gifts/2/reason"), // two are left, and that is a pack
            ],
        ),
        (
            "/lines/3/need",
            json!("n9"),
            &[
                ("UNKNOWN_REFERENCE", "/lines/3/need"),
                ("SUMS_DIFFER", "/needs/2/granted"),
                ("SUMS_DIFFER", "/needs/2/level"),
                ("SUMS_DIFFER", "/gifts/2/used"),
                ("SUMS_DIFFER", "/gifts/2/held"),
                ("SUMS_DIFFER", "/totals/items/0/granted"),
                ("SUMS_DIFFER", "/totals/items/0/held"),
                ("WRONG_REASON", "/gifts/2/reason"),
            ],
        ),
    ];
    for (pointer, value, expected) in changes {
        let mut plan = right.clone();
        if plan.pointer(pointer).is_none() {
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            plan.pointer_mut(parent).unwrap()[key] = value.clone();
        }
        *plan.pointer_mut(pointer).unwrap() = value.clone();
        let report = judge(&programme, &plan);
        let found = found(&report);
        let expected: Vec<_> = expected
            .iter()
            .map(|&(name, at)| (name, at.to_owned()))
            .collect();
        let ordered = |mut rows: Vec<(&'static str, String)>| {
            rows.sort();
            rows
        };
        assert_eq!(
            ordered(found),
            ordered(expected),
            "{pointer} := {value}\n{report:#?}"
        );
    }
}

/// A plan of money alone with rows that agree with its lines; reasons and
/// bottlenecks are left as anything.
fn money_plan(programme: &Programme, lines: &[(&str, &str, i64)]) -> Value {
    let yuan = |fen: i64| format!("{}.{:02}", fen / 100, fen % 100);
    let sum = |at: fn(&(&str, &str, i64)) -> String, id: &str| -> i64 {
        lines
            .iter()
            .filter(|line| at(line) == id)
            .map(|line| line.2)
            .sum()
    };
    let row = |row: &bangfu::lists::Need| {
        json!({
            "id": row.id, "already": "0.00", "granted": yuan(sum(|line| line.1.to_owned(), row.id.as_str())), "reason": "SHORT",
        })
    };
    let needs: Vec<_> = programme.needs().iter().map(row).collect();
    let row = |row: &bangfu::giving::Gift| {
        json!({
            "id": row.id, "received": "0.00", "overhead": "0.00", "reserve": "0.00", "held": "0.00", "reason": "USED_UP",
            "used": yuan(sum(|line| line.0.to_owned(), row.id.as_str())),
        })
    };
    let gifts: Vec<_> = programme.gifts().iter().map(row).collect();
    let lines: Vec<_> = lines
        .iter()
        .map(|(gift, need, fen)| json!({"gift": gift, "need": need, "money": yuan(*fen)}))
        .collect();
    let totals = json!({
        "received": "0.00", "overhead": "0.00", "reserve": "0.00", "available": "0.00", "required": "0.00",
        "granted": "0.00", "held": "0.00", "items": [],
    });
    document(
        programme,
        json!({"needs": needs, "gifts": gifts, "lines": lines, "bottlenecks": [], "totals": totals}),
    )
}

/// The violations that judge who gets how much from which gift.
fn of_substance(programme: &Programme, lines: &[(&str, &str, i64)]) -> Vec<(&'static str, String)> {
    let report = judge(programme, &money_plan(programme, lines));
    let mut found = found(&report);
    found.retain(|(name, _)| !["SUMS_DIFFER", "WRONG_REASON"].contains(name));
    found
}

fn at(name: &'static str, pointer: &str) -> (&'static str, String) {
    (name, pointer.to_owned())
}

/// allocation.md §1: caps {n1,n2} ≤ 100; gift A for n1 and n3, gift B for n2.
#[test]
fn under_a_group_cap_fair_is_right_and_the_maximum_is_refuted() {
    let programme = programme(
        json!({"needs": [
            need("n1", json!({"money": "1.00"})),
            need("n2", json!({"money": "1.00"})),
            need("n3", json!({"money": "1.00", "category": "education"})),
        ]}),
        json!([
            gift(
                "ga",
                json!({"money": "1.00", "restriction": {"need": ["n1", "n3"]}})
            ),
            gift(
                "gb",
                json!({"money": "1.00", "restriction": {"need": ["n2"]}})
            ),
        ]),
        json!({"caps": [{"scope": {"category": "relief"}, "max": "1.00"}]}),
    );
    let fair = [("ga", "n1", 50), ("ga", "n3", 50), ("gb", "n2", 50)];
    assert_eq!(of_substance(&programme, &fair), []);
    let maximum = [("ga", "n3", 100), ("gb", "n2", 100)];
    assert_eq!(
        of_substance(&programme, &maximum),
        [at("NOT_GREEDY", "/needs/0/granted")]
    );
    let broken = [("ga", "n1", 51), ("ga", "n3", 49), ("gb", "n2", 50)];
    assert_eq!(
        of_substance(&programme, &broken),
        [at("CAP_BROKEN", "/needs")]
    );
}

#[test]
fn an_exchange_over_several_gifts_is_found() {
    // n1 can only have ga, on which n2 sits; n2 could have gb, on which n3 sits,
    // which goes last: no single line shows it.
    let programme = programme(
        json!({"needs": [
            need("n1", json!({"money": "1.00"})),
            need("n2", json!({"money": "1.00"})),
            need("n3", json!({"money": "1.00", "tier": 2})),
        ]}),
        json!([
            gift(
                "ga",
                json!({"money": "1.00", "restriction": {"need": ["n1", "n2"]}})
            ),
            gift(
                "gb",
                json!({"money": "1.00", "restriction": {"need": ["n2", "n3"]}})
            ),
        ]),
        json!({}),
    );
    assert_eq!(
        of_substance(&programme, &[("ga", "n1", 100), ("gb", "n2", 100)]),
        []
    );
    let worse = [("ga", "n2", 100), ("gb", "n3", 100)];
    assert_eq!(
        of_substance(&programme, &worse),
        [at("NOT_GREEDY", "/needs/0/granted")]
    );
}

#[test]
fn gifts_that_leave_out_a_need_each_are_judged_as_those_that_name_one() {
    // So many that a purse says whom it may not pay, not whom it may.
    let names: Vec<[String; 2]> = (0..20)
        .map(|at| [format!("g{at:02}"), format!("n{at:02}")])
        .collect();
    let needs = names
        .iter()
        .map(|[_, id]| need(id, json!({"money": "3.00"})));
    let without = |[id, left_out]: &[String; 2]| {
        let restriction = json!({"not": {"need": [left_out]}});
        gift(id, json!({"money": "1.00", "restriction": restriction}))
    };
    let programme = programme(
        json!({"needs": needs.collect::<Vec<_>>()}),
        names.iter().map(without).collect(),
        json!({}),
    );
    // Each gift pays the need after the one that it leaves out.
    let line = |at: usize| (&*names[at][0], &*names[(at + 1) % 20][1], 100);
    let mut right: Vec<_> = (0..20).map(line).collect();
    assert_eq!(of_substance(&programme, &right), []);
    // The last gift, which pays n00, gives a fen of it to n01.
    right[19].2 = 99;
    let mut later = right.clone();
    later.push(("g19", "n01", 1));
    assert_eq!(
        of_substance(&programme, &later),
        [at("NOT_GREEDY", "/needs/0/granted")]
    );
    // Everybody could have the fen: g19 may not pay n19, but g18 pays it.
    let left_over: Vec<_> = of_substance(&programme, &right);
    assert_eq!(left_over.len(), 20, "{left_over:?}");
    right[19] = ("g19", "n19", 100);
    let found = of_substance(&programme, &right);
    assert_eq!(found, [at("INELIGIBLE_LINE", "/lines/19")]);
}

#[test]
fn gifts_are_used_in_their_order() {
    let needs = json!({"needs": [need("n1", json!({"money": "1.00"}))]});
    let gifts = json!([
        gift("g1", json!({"money": "3.00"})),
        gift("g2", json!({"money": "1.00", "use_by": "2024-12-31"})),
        gift("g3", json!({"money": "1.00"})),
    ]);
    let by_date = programme(
        needs.clone(),
        gifts.clone(),
        json!({"use_order": ["use_by"]}),
    );
    assert_eq!(of_substance(&by_date, &[("g2", "n1", 100)]), []);
    let wrong = [("g1", "n1", 1), ("g2", "n1", 99)];
    assert_eq!(
        of_substance(&by_date, &wrong),
        [at("USE_ORDER", "/gifts/1/used")]
    );
    let by_id = programme(needs.clone(), gifts.clone(), json!({"use_order": ["id"]}));
    assert_eq!(of_substance(&by_id, &[("g1", "n1", 100)]), []);
    // Side by side: 300, 100 and 100 fen share 100 fen as 60, 20 and 20.
    let shared = programme(needs, gifts, json!({"use_order": ["pro_rata"]}));
    assert_eq!(
        of_substance(
            &shared,
            &[("g1", "n1", 60), ("g2", "n1", 20), ("g3", "n1", 20)]
        ),
        []
    );
    let uneven = [("g1", "n1", 59), ("g2", "n1", 20), ("g3", "n1", 21)];
    assert_eq!(
        of_substance(&shared, &uneven),
        [at("USE_ORDER", "/gifts/0/used")]
    );
}

#[test]
fn floors_and_minimum_grants_are_kept() {
    let needs = json!({"needs": [
        need("n1", json!({"money": "1.00", "floor": "0.60"})),
        need("n2", json!({"money": "1.00"})),
        need("n3", json!({"money": "0.10"})),
    ]});
    let gifts = json!([gift("g1", json!({"money": "1.00"}))]);
    let floors = programme(needs.clone(), gifts.clone(), json!({}));
    assert_eq!(
        of_substance(
            &floors,
            &[("g1", "n1", 60), ("g1", "n2", 36), ("g1", "n3", 4)]
        ),
        []
    );
    let short = of_substance(
        &floors,
        &[("g1", "n1", 59), ("g1", "n2", 37), ("g1", "n3", 4)],
    );
    assert!(
        short
            .iter()
            .all(|violation| *violation == at("NOT_GREEDY", "/needs/0/granted")),
        "{short:?}"
    );
    assert!(!short.is_empty());
    // n2's 36th fen stands at 71/200, n3's 4th at 7/20: n2 is dropped first.
    // Then n1 has 91 and n3 has 9, one fen below all it may get: dropped too.
    let least = programme(needs, gifts, json!({"minimum_grant": "0.40"}));
    assert_eq!(of_substance(&least, &[("g1", "n1", 100)]), []);
    let kept = of_substance(&least, &[("g1", "n1", 90), ("g1", "n3", 10)]);
    assert!(
        kept.contains(&at("NOT_GREEDY", "/needs/2/granted")),
        "{kept:?}"
    );
    let below = of_substance(
        &least,
        &[("g1", "n1", 60), ("g1", "n2", 36), ("g1", "n3", 4)],
    );
    assert!(
        below.contains(&at("NOT_GREEDY", "/needs/1/granted")),
        "{below:?}"
    );
}

#[test]
fn a_minimum_grant_among_more_than_2000_needs_is_not_checked() {
    let plan = |count: usize| {
        let needs: Vec<_> = (0..count)
            .map(|n| need(&format!("n{n:04}"), json!({"money": "1.00"})))
            .collect();
        let programme = programme(
            json!({"needs": needs}),
            json!([]),
            json!({"minimum_grant": "0.40"}),
        );
        judge(&programme, &money_plan(&programme, &[])).minimum_grant
    };
    assert_eq!(plan(2_000), MinimumGrant::Checked);
    assert_eq!(plan(2_001), MinimumGrant::NotChecked);
}

#[test]
fn rules_that_cannot_be_applied_are_an_error_and_no_verdict() {
    let (programme, plan) = village();
    let plan = Plan::read(plan.to_string().as_bytes()).unwrap();
    let own = programme.rules().unwrap();
    let mut effective = own.effective().clone();
    effective.to = Some(bangfu::time::Date::parse("2023-12-31").unwrap());
    let rules = Rules::build(own.id().clone(), effective, own.allocation().clone()).unwrap();
    let errors = verify(&programme, &rules, &plan).unwrap_err();
    assert_eq!(errors.len(), 1);
    assert_eq!(
        (errors[0].error.name(), errors[0].pointer.as_str()),
        ("RULES_NOT_IN_FORCE", "/rules/effective")
    );
}

/// Nothing but the sums says in which order rows stand, or in how many lines a
/// gift pays a need.
#[test]
fn the_layout_of_a_plan_is_free() {
    let bytes = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../bindings/cli/data/wanyuan.json"
    ));
    let programme = Programme::read(&bytes.unwrap()).unwrap();
    let rules = programme.rules().unwrap();
    let mut plan = programme
        .allocate(rules, &mut bangfu::allocate::NoProgress)
        .unwrap();
    let line = plan
        .lines
        .iter()
        .position(|line| matches!(line.paid, Paid::Money(fen) if fen.0 > 1));
    let mut half = plan.lines[line.unwrap()].clone();
    let Paid::Money(whole) = half.paid else {
        unreachable!("it pays money");
    };
    half.paid = Paid::Money(Fen(1));
    plan.lines[line.unwrap()].paid = Paid::Money(Fen(whole.0 - 1));
    plan.lines.push(half);
    plan.needs.reverse();
    plan.gifts.reverse();
    plan.lines.reverse();
    plan.bottlenecks.reverse();
    plan.totals.items.reverse();
    let report = verify(&programme, rules, &plan).unwrap();
    assert!(report.is_right(), "{:?}", report.violations);
}
