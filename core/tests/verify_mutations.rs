//! `verify` accepts the plans of the oracle, and refutes them once anything
//! but what rule 7 leaves free is changed.
//!
//! The oracle (`tests/oracle`) is another implementation in another language,
//! so this also holds the two readings of the contract against each other. More
//! programmes than the committed suites hold are taken from the file named by
//! `BANGFU_RANDOM`, one case a line, as `random_programmes.py --out` writes it.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use bangfu::error::{Code, Lang};
use bangfu::money::{Fen, Share};
use bangfu::plan::{GiftReason, Line, Measure, NeedReason, Paid};
use bangfu::policy::{Eligibility, OfferState, offers};
use bangfu::registry::Id;
use bangfu::verify::{Report, Violation, verify};
use bangfu::{Plan, Programme, Rules};
use serde_json::Value;

/// A programme, its rules and the oracle's plan.
struct Case {
    name: String,
    programme: Programme,
    rules: Rules,
    plan: Plan,
}

impl Case {
    /// The case, if its outcome is a plan.
    fn read(value: &Value) -> Option<Self> {
        let name = value["name"].as_str()?.to_owned();
        let mut plan = value["out"].get("plan")?.clone();
        plan["engine"] = "oracle".into();
        let bytes = |value: &Value| serde_json::to_vec(value).expect("a value is text");
        let programme = Programme::read(&bytes(&value["in"]["programme"]))
            .unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
        let rules = match value["in"].get("rules") {
            Some(rules) => {
                Rules::read(&bytes(rules)).unwrap_or_else(|errors| panic!("{name}: {errors:?}"))
            }
            None => programme
                .rules()
                .unwrap_or_else(|| panic!("{name}: no rules"))
                .clone(),
        };
        let plan = Plan::read(&bytes(&plan)).unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
        Some(Self {
            name,
            programme,
            rules,
            plan,
        })
    }

    fn verify(&self, plan: &Plan) -> Report {
        verify(&self.programme, &self.rules, plan)
            .unwrap_or_else(|errors| panic!("{}: {errors:?}", self.name))
    }

    /// Whether the gift, or the part of it, may pay the need.
    fn may_pay(&self, gift: &Id, part: Option<u64>, need: &Id) -> bool {
        let facts = self.programme.facts();
        let offers = offers(facts, self.rules.allocation());
        let offer = offers.iter().find(|offer| {
            self.programme.gifts()[offer.gift].id == *gift
                && offer.part.map(|part| part as u64) == part
        });
        let need = self
            .programme
            .needs()
            .iter()
            .position(|row| row.id == *need);
        let (Some(offer), Some(need)) = (offer, need) else {
            return false;
        };
        Eligibility::new(facts).may_pay(offer, need)
    }
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for file in ["allocate.random.json", "allocate.scenarios.json"] {
        let suite = common::document(file);
        cases.extend(
            suite["cases"]
                .as_array()
                .expect("cases")
                .iter()
                .filter_map(Case::read),
        );
    }
    if let Ok(path) = std::env::var("BANGFU_RANDOM") {
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let lines = text
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"));
        cases.extend(lines.filter_map(|value: Value| Case::read(&value)));
    }
    cases
}

fn texts(report: &Report) -> String {
    let text = |at: &bangfu::error::At<Violation>| {
        format!(
            "  {} {}: {}\n",
            at.error.name(),
            at.pointer,
            at.error.text(Lang::En)
        )
    };
    report.violations.iter().map(text).collect()
}

#[test]
fn every_plan_of_the_oracle_is_accepted() {
    let cases = cases();
    let mut wrong = Vec::new();
    for case in &cases {
        let report = case.verify(&case.plan);
        if !report.is_right() {
            wrong.push(format!("{}:\n{}", case.name, texts(&report)));
        }
    }
    println!("{} plans", cases.len());
    assert!(
        wrong.is_empty(),
        "{} of {} refused\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("")
    );
}

/// A change to a plan; none where the plan has nothing to change.
type Change = fn(&Case, &mut Dice) -> Option<Plan>;

/// The changes, and the violations of which each must bring at least one.
const CHANGES: &[(&str, &[&str], Change)] = &[
    // What is paid: everything else is made to agree with it.
    (
        "a fen moved to another need",
        &[
            "NOT_GREEDY",
            "GRANT_ABOVE_LIMIT",
            "INELIGIBLE_LINE",
            "CAP_BROKEN",
        ],
        move_a_fen,
    ),
    (
        "a line redirected",
        &[
            "NOT_GREEDY",
            "GRANT_ABOVE_LIMIT",
            "INELIGIBLE_LINE",
            "CAP_BROKEN",
        ],
        redirect,
    ),
    (
        "a tier skipped",
        &["NOT_GREEDY", "GRANT_ABOVE_LIMIT", "CAP_BROKEN"],
        skip_a_tier,
    ),
    ("a line left out", &["NOT_GREEDY"], leave_out),
    ("a fen not granted", &["NOT_GREEDY"], grant_less),
    (
        "a fen too much",
        &[
            "NOT_GREEDY",
            "GRANT_ABOVE_LIMIT",
            "OVERSPENT_GIFT",
            "CAP_BROKEN",
        ],
        grant_more,
    ),
    ("a gift overspent", &["OVERSPENT_GIFT"], overspend),
    (
        "another gift used",
        &["USE_ORDER", "INELIGIBLE_LINE", "OVERSPENT_GIFT"],
        use_another,
    ),
    (
        "a fen from another gift",
        &["USE_ORDER", "INELIGIBLE_LINE", "OVERSPENT_GIFT"],
        use_another_for_a_fen,
    ),
    ("two gifts swapped against the order", &["USE_ORDER"], swap),
    // What the rows say.
    ("an amount of a need's row", &["SUMS_DIFFER"], need_amount),
    ("a level", &["SUMS_DIFFER"], level),
    ("an amount of a gift's row", &["SUMS_DIFFER"], gift_amount),
    ("a line's amount alone", &["SUMS_DIFFER"], line_amount),
    ("a total", &["SUMS_DIFFER"], total),
    ("a row left out", &["SUMS_DIFFER"], row_left_out),
    ("a row twice", &["SUMS_DIFFER"], row_twice),
    (
        "an unknown need, gift or part",
        &["UNKNOWN_REFERENCE"],
        unknown,
    ),
    ("what a match rests on", &["SUMS_DIFFER"], matched),
    ("a header", &["UNKNOWN_REFERENCE", "HASH_DIFFERS"], header),
    // Why.
    ("a need's reason", &["WRONG_REASON"], need_reason),
    ("a gift's reason", &["WRONG_REASON"], gift_reason),
    (
        "a reference to a bottleneck",
        &["WRONG_REASON"],
        bottleneck_reference,
    ),
    ("a bottleneck", &["WRONG_REASON"], bottleneck),
];

/// How often each change is made to each plan.
const ROUNDS: u32 = 3;

#[test]
fn every_changed_plan_is_refuted() {
    let mut counts = BTreeMap::new();
    let mut missed = Vec::new();
    for (number, case) in cases()
        .iter()
        .enumerate()
        .filter(|(_, case)| has_room(case))
    {
        let mut dice = Dice(number as u64 + 1);
        for &(what, names, change) in CHANGES {
            for _ in 0..ROUNDS {
                let Some(changed) = change(case, &mut dice).filter(|changed| *changed != case.plan)
                else {
                    continue;
                };
                *counts.entry(what).or_insert(0) += 1;
                let report = case.verify(&changed);
                let found: BTreeSet<_> =
                    report.violations.iter().map(|at| at.error.name()).collect();
                if !names.iter().any(|name| found.contains(name)) {
                    let lines = |plan: &Plan| serde_json::to_string(&plan.lines).expect("JSON");
                    let (was, is) = (lines(&case.plan), lines(&changed));
                    missed.push(format!(
                        "{} {what}\n{}  {was}\n  {is}\n",
                        case.name,
                        texts(&report)
                    ));
                }
            }
        }
    }
    let sum: u32 = counts.values().sum();
    println!("{sum} changed plans: {counts:#?}");
    assert!(
        missed.is_empty(),
        "{} missed\n{}",
        missed.len(),
        missed.join("")
    );
    assert!(sum >= 10_000, "{sum}");
    for (what, ..) in CHANGES {
        assert!(
            counts.get(what).is_some_and(|&count| count >= 20),
            "{what}: {:?}",
            counts.get(what)
        );
    }
}

#[test]
fn what_rule_7_leaves_free_is_accepted() {
    let mut count = 0;
    let mut refused = Vec::new();
    for (number, case) in cases().iter().enumerate() {
        let mut dice = Dice(number as u64 + 1);
        for changed in (0..6).filter_map(|_| exchange(case, &mut dice)) {
            count += 1;
            let report = case.verify(&changed);
            if !report.is_right() {
                refused.push(format!("{}:\n{}", case.name, texts(&report)));
            }
        }
    }
    println!("{count} plans with other lines");
    assert!(
        refused.is_empty(),
        "{} refused\n{}",
        refused.len(),
        refused.join("")
    );
    assert!(count >= 50, "{count}");
}

/// A small generator of numbers (xorshift): the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .wrapping_add(0x1234_5679);
        let mixed = (self.0 ^ (self.0 >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        ((mixed >> 33) % limit.max(1) as u64) as usize
    }

    /// An index into a list; none into an empty one.
    fn index<T>(&mut self, list: &[T]) -> Option<usize> {
        (!list.is_empty()).then(|| self.below(list.len()))
    }

    fn pick<'l, T>(&mut self, list: &'l [T]) -> Option<&'l T> {
        self.index(list).map(|index| &list[index])
    }
}

/// Whether amounts stay within range when something is added to them.
fn has_room(case: &Case) -> bool {
    let totals = &case.plan.totals;
    totals.received.0.max(totals.required.0) < i64::MAX / 4
}

fn more(measure: &mut Measure, by: i64) {
    match measure {
        Measure::Money(fen) => fen.0 += by,
        Measure::Units(units) => *units = units.wrapping_add_signed(by),
    }
}

fn count(paid: Paid) -> i64 {
    paid.count()
}

fn set(line: &mut Line, count: i64) {
    line.paid = match line.paid {
        Paid::Money(_) => Paid::Money(Fen(count)),
        Paid::Units(_) => Paid::Units(count as u64),
    };
}

/// How much is moved at once: a fen, or a pack.
fn step(case: &Case, line: &Line) -> i64 {
    let need = case
        .programme
        .needs()
        .iter()
        .find(|need| need.id == line.need)
        .expect("known");
    need.item().map_or(1, |item| {
        case.programme.lists().item(item).expect("known").pack as i64
    })
}

/// Adds to what one pays the other, and keeps lines in order and above 0.
fn pay(plan: &mut Plan, like: &Line, by: i64) {
    let key = |line: &Line| (line.gift.clone(), line.part, line.need.clone());
    match plan.lines.binary_search_by_key(&key(like), key) {
        Ok(at) => {
            let sum = count(plan.lines[at].paid) + by;
            set(&mut plan.lines[at], sum);
        }
        Err(at) => {
            let mut line = like.clone();
            set(&mut line, by);
            plan.lines.insert(at, line);
        }
    }
    plan.lines.retain(|line| count(line.paid) != 0);
}

/// Makes rows and totals agree with the lines.
fn settled(case: &Case, mut plan: Plan) -> Plan {
    for row in &mut plan.needs {
        let before = row.granted.count();
        let sum: i64 = plan
            .lines
            .iter()
            .filter(|line| line.need == row.id)
            .map(|line| count(line.paid))
            .sum();
        more(&mut row.granted, sum - before);
        if let (Some(_), Some(required)) = (row.level, row.required) {
            let stands = row.already.count() + sum;
            row.level = Share::new(stands.into(), required.count().into()).ok();
        }
    }
    for row in &mut plan.gifts {
        let before = row.used.count();
        let sum: i64 = plan
            .lines
            .iter()
            .filter(|line| line.gift == row.id)
            .map(|line| count(line.paid))
            .sum();
        more(&mut row.used, sum - before);
        more(&mut row.held, before - sum);
    }
    let granted = |item: Option<&Id>| -> i64 {
        let rows = plan.needs.iter().filter(|row| row.item.as_ref() == item);
        rows.map(|row| row.granted.count()).sum()
    };
    let money = granted(None);
    let items: Vec<i64> = plan
        .totals
        .items
        .iter()
        .map(|row| granted(Some(&row.item)))
        .collect();
    plan.totals.held.0 += plan.totals.granted.0 - money;
    plan.totals.granted.0 = money;
    for (row, granted) in plan.totals.items.iter_mut().zip(items) {
        row.held = row.held.wrapping_add_signed(row.granted as i64 - granted);
        row.granted = granted as u64;
    }
    debug_assert_eq!(case.plan.needs.len(), plan.needs.len());
    plan
}

/// The same line to another need.
fn to_need(line: &Line, need: &Id) -> Line {
    let mut other = line.clone();
    other.need = need.clone();
    other
}

/// Needs of the same kind as that of a line.
fn others(case: &Case, line: &Line) -> Vec<Id> {
    let needs = case.programme.needs();
    let item = needs
        .iter()
        .find(|need| need.id == line.need)
        .and_then(|need| need.item());
    let alike = needs
        .iter()
        .filter(|need| need.item() == item && need.id != line.need);
    alike.map(|need| need.id.clone()).collect()
}

fn move_a_fen(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let line = dice.pick(&case.plan.lines)?;
    let by = step(case, line);
    let to = to_need(line, dice.pick(&others(case, line))?);
    pay(&mut plan, line, -by);
    pay(&mut plan, &to, by);
    Some(settled(case, plan))
}

fn redirect(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let line = dice.pick(&case.plan.lines)?;
    let to = to_need(line, dice.pick(&others(case, line))?);
    pay(&mut plan, line, -count(line.paid));
    pay(&mut plan, &to, count(line.paid));
    Some(settled(case, plan))
}

/// Money that a need has goes to one of a later tier, which may have it.
fn skip_a_tier(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let line = dice.pick(&case.plan.lines)?;
    let tier = |id: &Id| {
        let needs = case.programme.needs();
        needs
            .iter()
            .find(|need| need.id == *id)
            .map(|need| need.tier)
    };
    let mut later = others(case, line);
    later.retain(|need| tier(need) > tier(&line.need) && case.may_pay(&line.gift, line.part, need));
    let to = to_need(line, dice.pick(&later)?);
    let by = step(case, line);
    pay(&mut plan, line, -by);
    pay(&mut plan, &to, by);
    Some(settled(case, plan))
}

/// A gift that has something left pays a fen in place of one that has not, and
/// may: the order of use says which of the two is left.
fn swap(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let line = dice.pick(&case.plan.lines)?;
    let other = from_another(case, dice, line)?;
    let left = case.plan.gifts.iter().find(|row| row.id == other.gift)?;
    let by = step(case, line);
    let lawful = case.may_pay(&other.gift, other.part, &other.need);
    let usable = matches!(left.reason, GiftReason::NoFurtherEligibleNeed);
    if !lawful || !usable || other.part.is_some() || left.held.count() < by {
        return None;
    }
    pay(&mut plan, line, -by);
    pay(&mut plan, &other, by);
    Some(settled(case, plan))
}

fn leave_out(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let index = dice.index(&plan.lines)?;
    plan.lines.remove(index);
    Some(settled(case, plan))
}

fn grant_less(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let line = dice.pick(&case.plan.lines)?;
    pay(&mut plan, line, -step(case, line));
    Some(settled(case, plan))
}

fn grant_more(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let line = dice.pick(&case.plan.lines)?;
    pay(&mut plan, line, step(case, line));
    Some(settled(case, plan))
}

fn overspend(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let line = dice.pick(&case.plan.lines)?;
    let gift = case.plan.gifts.iter().find(|row| row.id == line.gift)?;
    pay(&mut plan, line, gift.received.count() + step(case, line));
    Some(settled(case, plan))
}

/// A line that another gift, or another part, pays in place of this one.
fn from_another(case: &Case, dice: &mut Dice, line: &Line) -> Option<Line> {
    let offers = offers(case.programme.facts(), case.rules.allocation());
    let money = matches!(line.paid, Paid::Money(_));
    let alike: Vec<_> = offers
        .iter()
        // What no gift triggers of a pool has no name in a plan.
        .filter(|offer| offer.item.is_none() == money && offer.state != OfferState::NotTriggered)
        .collect();
    let offer = dice.pick(&alike)?;
    let gift = case.programme.gifts()[offer.gift].id.clone();
    let mut other = line.clone();
    other.gift = gift;
    other.part = offer.part.map(|part| part as u64);
    ((&other.gift, other.part) != (&line.gift, line.part)).then_some(other)
}

fn use_another(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let line = dice.pick(&case.plan.lines)?;
    let other = from_another(case, dice, line)?;
    pay(&mut plan, line, -count(line.paid));
    pay(&mut plan, &other, count(line.paid));
    Some(settled(case, plan))
}

fn use_another_for_a_fen(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let line = dice.pick(&case.plan.lines)?;
    let other = from_another(case, dice, line)?;
    pay(&mut plan, line, -step(case, line));
    pay(&mut plan, &other, step(case, line));
    Some(settled(case, plan))
}

/// Two gifts change places at two needs, which changes no sum.
fn exchange(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let a = dice.pick(&case.plan.lines)?;
    let b = dice.pick(&case.plan.lines)?;
    let ab = to_need(a, &b.need);
    let ba = to_need(b, &a.need);
    let lawful = [&ab, &ba]
        .iter()
        .all(|line| case.may_pay(&line.gift, line.part, &line.need));
    let packs = count(a.paid).min(count(b.paid)) / step(case, a);
    let by = (dice.below(packs as usize) as i64 + 1) * step(case, a);
    for (line, by) in [(a, -by), (b, -by), (&ab, by), (&ba, by)] {
        pay(&mut plan, line, by);
    }
    (lawful && plan != case.plan).then_some(plan)
}

fn need_amount(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let index = dice.index(&plan.needs)?;
    let row = &mut plan.needs[index];
    match (dice.below(3), row.required.as_mut()) {
        (0, _) => more(&mut row.granted, 1),
        (1, Some(required)) => more(required, 1),
        _ => more(&mut row.already, 1),
    }
    Some(plan)
}

fn level(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let index = dice.index(&plan.needs)?;
    let row = &mut plan.needs[index];
    row.level = match (row.level, dice.below(2)) {
        (Some(level), 0) => Share::new(level.num() + 1, level.den()).ok(),
        (Some(_), _) => None,
        (None, _) => Some(Share::ZERO),
    };
    Some(plan)
}

fn gift_amount(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let index = dice.index(&plan.gifts)?;
    let row = &mut plan.gifts[index];
    match (dice.below(5), row.overhead.as_mut(), row.reserve.as_mut()) {
        (0, ..) => more(&mut row.received, 1),
        (1, ..) => more(&mut row.used, 1),
        (2, Some(overhead), _) => overhead.0 += 1,
        (3, _, Some(reserve)) => reserve.0 += 1,
        _ => more(&mut row.held, 1),
    }
    Some(plan)
}

fn line_amount(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let index = dice.index(&plan.lines)?;
    let line = &mut plan.lines[index];
    let changed = if dice.below(2) == 0 {
        count(line.paid) + 1
    } else {
        0
    };
    set(line, changed);
    Some(plan)
}

fn total(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let totals = &mut plan.totals;
    let of_items = dice.below(2) == 0;
    if let Some(index) = dice.index(&totals.items).filter(|_| of_items) {
        let row = &mut totals.items[index];
        let counts = [
            &mut row.received,
            &mut row.required,
            &mut row.granted,
            &mut row.held,
        ];
        let mut counts = counts.into_iter();
        *counts.nth(dice.below(4))? += 1;
    } else {
        let amounts = [
            &mut totals.received,
            &mut totals.overhead,
            &mut totals.reserve,
            &mut totals.available,
            &mut totals.required,
            &mut totals.granted,
            &mut totals.held,
        ];
        amounts.into_iter().nth(dice.below(7))?.0 += 1;
    }
    Some(plan)
}

fn row_left_out(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    if dice.below(2) == 0 {
        let index = dice.index(&plan.needs)?;
        plan.needs.remove(index);
    } else {
        let index = dice.index(&plan.gifts)?;
        plan.gifts.remove(index);
    }
    Some(plan)
}

fn row_twice(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    if dice.below(2) == 0 {
        let index = dice.index(&plan.needs)?;
        plan.needs.insert(index, plan.needs[index].clone());
    } else {
        let index = dice.index(&plan.gifts)?;
        plan.gifts.insert(index, plan.gifts[index].clone());
    }
    Some(plan)
}

fn matched(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let index = dice.index(&plan.matches)?;
    let row = &mut plan.matches[index];
    match dice.below(6) {
        0 => row.trigger = row.gift.clone(),
        1 => row.matching = Id::parse("m77")?,
        2 => row.money = Fen(row.money.0 + 1),
        3 => row.part += 1,
        4 => row.trigger_part = Some(row.trigger_part.map_or(0, |part| part + 1)),
        _ => drop(plan.matches.remove(index)),
    }
    Some(plan)
}

fn unknown(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let nobody = Id::parse("zz-nobody")?;
    match dice.below(4) {
        0 => plan.needs.last_mut()?.id = nobody,
        1 => plan.gifts.last_mut()?.id = nobody,
        2 => {
            let index = dice.index(&plan.lines)?;
            plan.lines[index].need = nobody;
        }
        _ => {
            let index = dice.index(&plan.lines)?;
            plan.lines[index].part = plan.lines[index]
                .part
                .map_or(Some(0), |part| Some(part + 99));
        }
    }
    Some(plan)
}

fn header(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    match dice.below(4) {
        0 => plan.programme = Id::parse("another")?,
        1 => plan.rules = Id::parse("another")?,
        2 => plan.as_of = plan.as_of.add_days(1).ok()?,
        _ => std::mem::swap(&mut plan.input_hash, &mut plan.rules_hash),
    }
    Some(plan)
}

fn need_reason(case: &Case, dice: &mut Dice) -> Option<Plan> {
    use NeedReason::{
        BelowMinimum, Capped, GroupCapped, Met, NoEligibleGift, Outranked, Short, UnknownQuantity,
        ZeroWeight,
    };
    let all = [
        UnknownQuantity,
        Met,
        Capped,
        BelowMinimum,
        ZeroWeight,
        NoEligibleGift,
        GroupCapped,
        Outranked,
        Short,
    ];
    let mut plan = case.plan.clone();
    let index = dice.index(&plan.needs)?;
    plan.needs[index].reason = *dice.pick(&all)?;
    Some(plan)
}

fn gift_reason(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let index = dice.index(&plan.gifts)?;
    plan.gifts[index].reason = *dice.pick(&GiftReason::ALL)?;
    Some(plan)
}

fn bottleneck_reference(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let index = dice.index(&plan.needs)?;
    let row = &mut plan.needs[index];
    row.bottleneck = match (&row.bottleneck, dice.below(2)) {
        (Some(_), 0) => None,
        _ => Some("b77".to_owned()),
    };
    Some(plan)
}

fn bottleneck(case: &Case, dice: &mut Dice) -> Option<Plan> {
    let mut plan = case.plan.clone();
    let index = dice.index(&plan.bottlenecks)?;
    let row = &mut plan.bottlenecks[index];
    match dice.below(6) {
        0 => drop(row.needs.pop()),
        1 if row.gifts.is_empty() => row.gifts.extend(Id::parse("g")),
        1 => drop(row.gifts.pop()),
        2 => row.caps.push("rules:9".to_owned()),
        3 => row.rests_on.push("b77".to_owned()),
        4 => row.id.push('0'),
        _ => drop(plan.bottlenecks.remove(index)),
    }
    Some(plan)
}
