//! What an explanation says would change a plan is done, and changes it; a fen,
//! a unit or a day less does not.
//!
//! The programmes are those of the suites, each as it is, once more without caps
//! on groups, minimum grant and matching, where more can be said, and with caps
//! that overlap.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use std::collections::BTreeMap;

use bangfu::allocate::NoProgress;
use bangfu::allocate::explain::{self, Change, ExplainedFacts, NeedFacts, NoChange};
use bangfu::giving::Restriction;
use bangfu::money::Fen;
use bangfu::plan::{GiftReason, GiftRow, Measure, NeedReason, NeedRow};
use bangfu::policy::Basis;
use bangfu::registry::Id;
use bangfu::time::Date;
use bangfu::{Plan, Programme};
use serde_json::{Value, json};

/// A programme with its rules inside, and its plan.
struct Case {
    document: Value,
    programme: Programme,
    plan: Plan,
    /// No cap on a group, no minimum grant, no matching.
    plain: bool,
}

fn planned(document: &Value) -> Option<(Programme, Plan)> {
    let programme = Programme::read(document.to_string().as_bytes()).ok()?;
    let plan = programme
        .allocate(programme.rules()?, &mut NoProgress)
        .ok()?;
    Some((programme, plan))
}

impl Case {
    fn read(document: Value, plain: bool) -> Option<Self> {
        let (programme, plan) = planned(&document)?;
        Some(Self {
            document,
            programme,
            plan,
            plain,
        })
    }

    /// The plan of the programme once it is changed.
    fn with(&self, change: impl FnOnce(&mut Value)) -> Option<Plan> {
        let mut document = self.document.clone();
        change(&mut document);
        Some(planned(&document)?.1)
    }

    /// The plan with a gift more, of a donor whom nobody knows.
    fn with_gift(&self, item: Option<&Id>, amount: i64, restriction: &Value) -> Option<Plan> {
        self.with(|document| {
            let organisations = document["registry"]["organisations"].as_array_mut();
            organisations
                .unwrap()
                .push(json!({"id": "zz", "name": "另一家", "kind": "company"}));
            let mut gift = json!({"id": "zz-more", "donor": "zz", "recipient": "zz",
                "received_on": self.programme.as_of(), "restriction": restriction});
            match item {
                None => gift["money"] = json!(Fen(amount)),
                Some(item) => gift["goods"] = json!({"item": item, "quantity": {"known": amount}}),
            }
            document["giving"]["gifts"]
                .as_array_mut()
                .unwrap()
                .push(gift);
        })
    }

    /// For any need, and yet nothing is held in reserve of it.
    fn anything(&self) -> Value {
        json!({"from": self.programme.as_of()})
    }
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for file in ["allocate.random.json", "allocate.scenarios.json"] {
        for case in common::document(file)["cases"].as_array().unwrap() {
            let mut document = case["in"]["programme"].clone();
            if let Some(rules) = case["in"].get("rules") {
                document["rules"] = rules.clone();
            }
            let mut plain = document.clone();
            if let Some(allocation) = plain["rules"]["allocation"].as_object_mut() {
                for key in ["caps", "minimum_grant", "matching"] {
                    allocation.remove(key);
                }
            }
            for project in plain["lists"]["projects"]
                .as_array_mut()
                .into_iter()
                .flatten()
            {
                project.as_object_mut().unwrap().remove("cap");
            }
            cases.extend(capped(&plain));
            let is_plain = plain == document;
            cases.extend(Case::read(document, is_plain));
            if !is_plain {
                cases.extend(Case::read(plain, true));
            }
        }
    }
    cases
}

/// The programme under caps that overlap: on a county, at half of what is granted
/// without them, and on each category, at a third.
fn capped(plain: &Value) -> Option<Case> {
    let (_, plan) = planned(plain)?;
    let money = plan.needs.iter().filter(|row| row.item.is_none());
    let all: i64 = money.map(|row| row.granted.count()).sum();
    let mut caps = vec![json!({"scope": {"area": "511781"}, "max": Fen(all / 2)})];
    for category in ["education", "elderly_care", "relief"] {
        caps.push(json!({"scope": {"category": category}, "max": Fen(all / 3)}));
    }
    let mut document = plain.clone();
    document["rules"]["allocation"]["caps"] = json!(caps);
    Case::read(document, false)
}

fn row<'v>(document: &'v mut Value, room: &str, list: &str, id: &Id) -> &'v mut Value {
    let rows = document[room][list].as_array_mut().unwrap();
    rows.iter_mut()
        .find(|row| row["id"] == id.as_str())
        .unwrap()
}

fn granted(plan: &Plan, need: &Id) -> i64 {
    plan.need(need).unwrap().granted.count()
}

/// How often each promise was tried.
#[derive(Default)]
struct Tried(BTreeMap<&'static str, usize>);

impl Tried {
    fn that(&mut self, what: &'static str, case: &Case, of: &Id, holds: bool) {
        *self.0.entry(what).or_default() += 1;
        assert!(holds, "{what}, of {of}:\n{}", case.document);
    }
}

fn need_change(case: &Case, id: &Id, facts: &NeedFacts, change: &Change, tried: &mut Tried) {
    let item = facts.item.as_ref();
    let had = granted(&case.plan, id);
    let pack = item.map_or(1, |item| {
        let item = case.programme.lists().item(item).unwrap();
        i64::try_from(item.pack).unwrap()
    });
    let own = json!({"need": [id]});
    match change {
        Change::FurtherGift { first, amount } => {
            let more = |amount: i64| case.with_gift(item, amount, &case.anything());
            // Amounts at the end of what can be held can't grow.
            let Some(enough) = more(amount.count()) else {
                return;
            };
            let raised = granted(&enough, id) == had + pack;
            tried.that("enough raises it by one", case, id, raised);
            let less = more(amount.count() - pack).expect("less than enough");
            let same = granted(&less, id) == had;
            tried.that("less leaves it as it is", case, id, same);
            let one = more(pack).expect("no more than enough");
            let one = granted(&one, first) - granted(&case.plan, first);
            tried.that("the first goes where it is said", case, first, one == pack);
        }
        Change::EligibleGift {
            missing: Some(missing),
        } if case.plain => {
            let Some(plan) = case.with_gift(item, missing.count() + pack, &own) else {
                return;
            };
            let no_more = granted(&plan, id) == had + missing.count();
            tried.that("and no more than it may get", case, id, no_more);
            let plan = case.with_gift(item, missing.count(), &own).unwrap();
            let all = granted(&plan, id) == had + missing.count();
            tried.that("a gift of its own is granted to it", case, id, all);
        }
        Change::MoreInTheseGifts {
            missing: Some(missing),
        } if case
            .programme
            .rules()
            .unwrap()
            .allocation()
            .matching
            .is_empty() =>
        {
            let found = case.plan.need(id).unwrap().bottleneck.as_deref().unwrap();
            let mut open = vec![found];
            let mut needs: Vec<&Id> = Vec::new();
            while let Some(entry) = open.pop() {
                let entry = case
                    .plan
                    .bottlenecks
                    .iter()
                    .find(|row| row.id == entry)
                    .unwrap();
                needs.extend(&entry.needs);
                open.extend(entry.rests_on.iter().map(String::as_str));
            }
            let of_all = json!({"need": needs});
            let lacks = missing.count() - pack;
            if let Some(plan) = case.with_gift(item, lacks, &of_all) {
                let full = |need: &&&Id| {
                    let row = plan.need(need).unwrap();
                    [NeedReason::Met, NeedReason::Capped].contains(&row.reason)
                };
                let all = needs.iter().filter(full).count() == needs.len();
                tried.that("less does not fill the bottleneck", case, id, !all);
            }
        }
        // A need that counts 0 gets nothing beyond its floor, whatever its cap.
        Change::RaiseCap { least, by } if case.plain && counts(case, id) => {
            let raised = |by: i64| {
                let mut document = case.document.clone();
                let need = row(&mut document, "lists", "needs", id);
                let Some(Measure::Money(cap)) = facts.cap else {
                    panic!("a cap of money")
                };
                need["cap"] = json!(Fen(cap.0 + by));
                let case = Case::read(document, true).unwrap();
                granted(&case.with_gift(item, 1_000_000, &own).unwrap(), id)
            };
            let all = facts.short.unwrap().count();
            tried.that(
                "the cap raised by so much",
                case,
                id,
                raised(by.0) == had + all,
            );
            tried.that(
                "the cap raised by more",
                case,
                id,
                raised(by.0 + 1) == had + all,
            );
            tried.that(
                "the cap raised enough",
                case,
                id,
                raised(least.0) == had + 1,
            );
            tried.that(
                "the cap raised too little",
                case,
                id,
                raised(least.0 - 1) == had,
            );
        }
        Change::RaiseGroupCap { least, .. } if !least.is_empty() => {
            let raised = |less: Option<usize>| {
                let plan = case.with(|document| {
                    for (place, raise) in least.iter().enumerate() {
                        let by = raise.by.0 - i64::from(less == Some(place));
                        raise_cap(document, &raise.cap, by);
                    }
                });
                granted(&plan.unwrap(), id)
            };
            let enough = raised(None) == had + 1;
            tried.that("the caps of the group raised enough", case, id, enough);
            for place in 0..least.len() {
                let same = raised(Some(place)) == had;
                tried.that("one of them raised too little", case, id, same);
            }
            if least.len() > 1 {
                tried.that("several caps at once", case, id, enough);
            }
        }
        Change::RaiseGroupCapWithGifts { caps } => {
            let plan = case.with(|document| {
                for cap in caps {
                    raise_cap(document, cap, 1_000_000_000);
                }
            });
            let same = granted(&plan.unwrap(), id) == had;
            tried.that("higher caps alone", case, id, same);
        }
        Change::AskForWholePack { units } => {
            let asked = |units: u64| {
                let mut document = case.document.clone();
                let need = row(&mut document, "lists", "needs", id);
                let quantity = need["goods"]["quantity"].as_object_mut().unwrap();
                for (_, count) in quantity {
                    *count = json!(count.as_u64().unwrap() + units);
                }
                let case = Case::read(document, case.plain).unwrap();
                granted(&case.with_gift(item, 1_000 * pack, &own).unwrap(), id)
            };
            tried.that(
                "asked for a whole pack",
                case,
                id,
                asked(*units) == had + pack,
            );
            tried.that("asked for less than one", case, id, asked(units - 1) == had);
        }
        Change::Arrival { gift, on, .. } => arrival(case, gift, *on, tried),
        Change::LowerMinimumGrant => {
            let plan = case.with(|document| {
                document["rules"]["allocation"]["minimum_grant"] = json!("0.00");
            });
            let reason = plan.unwrap().need(id).unwrap().reason;
            tried.that("no minimum", case, id, reason != NeedReason::BelowMinimum);
        }
        _ => {}
    }
}

/// Raises a cap on a group, by its name in plans.
fn raise_cap(document: &mut Value, name: &str, by: i64) {
    let cap = match name.split_once(':').unwrap() {
        ("rules", index) => {
            let index: usize = index.parse().unwrap();
            &mut document["rules"]["allocation"]["caps"][index]["max"]
        }
        (_, project) => {
            let project = Id::parse(project).unwrap();
            &mut row(document, "lists", "projects", &project)["cap"]
        }
    };
    let max = Fen::parse(cap.as_str().unwrap()).unwrap();
    *cap = json!(Fen(max.0 + by));
}

fn counts(case: &Case, need: &Id) -> bool {
    let mut document = case.document.clone();
    let row = row(&mut document, "lists", "needs", need);
    row["cap"] = Value::Null;
    let reason = Case::read(document, case.plain).map(|case| case.plan.need(need).unwrap().reason);
    reason.is_some_and(|reason| reason != NeedReason::ZeroWeight)
}

/// On the day the gift counts, and on the day before it does not.
fn arrival(case: &Case, gift: &Id, on: Date, tried: &mut Tried) {
    for (day, counts) in [(Some(on), true), (on.add_days(-1).ok(), false)] {
        let plan = case.with(|document| document["as_of"] = json!(day));
        if let Some(plan) = plan {
            let later = plan.gift(gift).unwrap().reason == GiftReason::NotYetReceived;
            tried.that("arrives on its day", case, gift, later != counts);
        }
    }
}

#[test]
fn what_is_said_to_change_a_need_does_and_less_does_not() {
    let (cases, mut tried) = (cases(), Tried::default());
    for case in &cases {
        let rules = case.programme.rules().unwrap();
        for need in &case.plan.needs {
            let found = explain::need(&case.programme, rules, &case.plan, &need.id).unwrap();
            let ExplainedFacts::Need(facts) = found.facts else {
                panic!("of a need")
            };
            for change in &facts.helps {
                need_change(case, &need.id, &facts, change, &mut tried);
            }
            if facts.does_not_help.contains(&NoChange::AnyGift) {
                let item = need.item.as_ref();
                if let Some(plan) = case.with_gift(item, 1_000, &case.anything()) {
                    let raised = granted(&plan, &need.id) > need.granted.count();
                    tried.that("no gift raises it", case, &need.id, !raised);
                }
            }
        }
    }
    println!("{} programmes, {:#?}", cases.len(), tried.0);
    assert!(cases.len() >= 500, "{} programmes", cases.len());
    for (what, least) in [
        ("enough raises it by one", 300),
        ("a gift of its own is granted to it", 50),
        ("less does not fill the bottleneck", 300),
        ("the cap raised by so much", 20),
        ("the caps of the group raised enough", 50),
        ("one of them raised too little", 50),
        ("several caps at once", 5),
        ("higher caps alone", 5),
        ("asked for a whole pack", 10),
        ("arrives on its day", 20),
        ("no minimum", 5),
        ("no gift raises it", 300),
    ] {
        let tried = tried.0.get(what).copied().unwrap_or_default();
        assert!(tried >= least, "{what}: tried {tried} times");
    }
}

#[test]
fn what_is_said_to_change_a_gift_does_and_less_does_not() {
    let (cases, mut tried) = (cases(), Tried::default());
    for case in &cases {
        let rules = case.programme.rules().unwrap();
        for gift in &case.plan.gifts {
            let found = explain::gift(&case.programme, rules, &case.plan, &gift.id).unwrap();
            let ExplainedFacts::Gift(facts) = found.facts else {
                panic!("of a gift")
            };
            let larger = |units: u64| {
                let plan = case.with(|document| {
                    let gift = row(document, "giving", "gifts", &gift.id);
                    let count = &mut gift["goods"]["quantity"]["known"];
                    *count = json!(count.as_u64().unwrap() + units);
                });
                let plan = plan?;
                let row = plan.gift(&gift.id).unwrap();
                Some((row.used, row.reason))
            };
            for change in &facts.helps {
                match change {
                    Change::FillPack { units } if gift.reason == GiftReason::BelowPack => {
                        let Some((_, reason)) = larger(*units) else {
                            continue;
                        };
                        let whole = reason != GiftReason::BelowPack;
                        tried.that("a whole pack", case, &gift.id, whole);
                        let same = larger(units - 1) == Some((gift.used, GiftReason::BelowPack));
                        tried.that("less than a pack", case, &gift.id, same);
                    }
                    Change::Arrival { gift, on, .. } => arrival(case, gift, *on, &mut tried),
                    Change::LowerMinimumDays { to } => {
                        let reason = |days: u64| {
                            let plan = case.with(|document| {
                                document["rules"]["allocation"]["minimum_days_left"] = json!(days);
                            });
                            plan.unwrap().gift(&gift.id).unwrap().reason
                        };
                        let counts = reason(*to) != GiftReason::BestBefore;
                        tried.that("good for long enough", case, &gift.id, counts);
                        let counts = reason(to + 1) != GiftReason::BestBefore;
                        tried.that("a day too short", case, &gift.id, !counts);
                    }
                    Change::EligibleNeed if case.plain => {
                        need_of_its_kind(case, gift, &mut tried);
                    }
                    _ => {}
                }
            }
            let is_pool = facts.matches.iter().any(|row| row.gift == gift.id);
            let settled = case.plain || is_pool && no_minimum(case);
            if facts.does_not_help.contains(&NoChange::LargerGift) && settled {
                larger_gift(case, &gift.id, &mut tried);
            }
        }
    }
    println!("{:#?}", tried.0);
    for (what, least) in [
        ("a whole pack", 5),
        ("arrives on its day", 10),
        ("a larger gift is only held", 50),
        ("good for long enough", 3),
        ("a need of its kind gets what is held", 30),
    ] {
        let tried = tried.0.get(what).copied().unwrap_or_default();
        assert!(tried >= least, "{what}: tried {tried} times");
    }
}

/// A need of the least there is, where the gift may be used for anything.
fn need_of_its_kind(case: &Case, gift: &GiftRow, tried: &mut Tried) {
    let id = Id::parse("zz-need").unwrap();
    let pack = gift.item.as_ref().map_or(1, |item| {
        let item = case.programme.lists().item(item).unwrap();
        i64::try_from(item.pack).unwrap()
    });
    let facts = case.programme.facts();
    let row = &case.programme.gifts()[facts.giving.position(&gift.id).unwrap()];
    let by_factors = matches!(
        case.programme.rules().unwrap().allocation().basis,
        Basis::Factors(_) | Basis::Figure(_)
    );
    // A figure may be 0, and shares of factors are over all places.
    let whole = gift.held.count() >= pack;
    if !whole
        || by_factors
        || row
            .parts()
            .any(|(.., restriction)| *restriction != Restriction::None)
    {
        return;
    }
    let plan = case.with(|document| {
        let place = document["registry"]["places"][0]["code"].clone();
        let mut need = json!({"id": id, "place": place, "category": "relief"});
        match &gift.item {
            None => need["money"] = json!(Fen(pack)),
            Some(item) => need["goods"] = json!({"item": item, "quantity": {"known": pack}}),
        }
        let needs = document["lists"]["needs"].as_array_mut().unwrap();
        needs.push(need);
    });
    if let Some(plan) = plan {
        let used = granted(&plan, &id) == pack;
        let others = case.plan.needs.iter();
        let same = |row: &NeedRow| granted(&plan, &row.id) == row.granted.count();
        let same = others.clone().all(same);
        tried.that(
            "a need of its kind gets what is held",
            case,
            &gift.id,
            used && same,
        );
    }
}

fn no_minimum(case: &Case) -> bool {
    let rules = case.programme.rules().unwrap();
    rules.allocation().minimum_grant == Fen::ZERO
}

/// A larger gift of money grants nobody more.
fn larger_gift(case: &Case, gift: &Id, tried: &mut Tried) {
    let plan = case.with(|document| {
        let gift = row(document, "giving", "gifts", gift);
        if gift.get("money").is_some() && gift.get("parts").is_none() {
            gift["money"] = json!(Fen(
                Fen::parse(gift["money"].as_str().unwrap()).unwrap().0 + 7
            ));
        }
    });
    if let Some(plan) = plan {
        let same = plan.needs == case.plan.needs;
        tried.that("a larger gift is only held", case, gift, same);
    }
}
