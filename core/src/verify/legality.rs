//! Whether the lines are lawful and can be afforded.
//!
//! The lines are what would be paid. So everything that is judged further —
//! sums, order, reasons — is judged by the lines, and the rows are compared
//! with them.

use crate::error::{At, Pointer};
use crate::plan::{Paid, Plan};
use crate::policy::OfferState;

use super::Violation;
use super::problem::{Problem, Scene};
use super::rows::{Entry, Rows};
use super::violation::Shown;
use crate::sorted::sort_by;

/// What the lines pay.
#[derive(Debug)]
pub(super) struct Paying {
    /// By each offer, in fen or units.
    pub(super) by_offer: Vec<i128>,
    /// To each need, in fen or units.
    pub(super) to_need: Vec<i128>,
    /// Of each problem: how, if everything in it is lawful.
    pub(super) payments: Vec<Option<Payment>>,
}

/// A lawful payment within one problem, in packs.
#[derive(Debug)]
pub(super) struct Payment {
    /// To each seeker.
    pub(super) granted: Vec<i64>,
    /// By each source.
    pub(super) used: Vec<i64>,
    /// The seekers to whom each purse pays something.
    pub(super) pays: Vec<Vec<usize>>,
    /// The purses that pay each seeker something.
    pub(super) paid_by: Vec<Vec<usize>>,
    /// Whether each cap is full.
    pub(super) full: Vec<bool>,
}

/// Judges the lines. `all` says whether `entries` are all lines of the plan.
pub(super) fn judge(
    scene: &Scene<'_>,
    plan: &Plan,
    rows: &Rows,
    (entries, all): (&[Entry], bool),
    found: &mut Vec<At<Violation>>,
) -> Paying {
    let mut lawful = vec![all; scene.problems.len()];
    let mut paying = Paying {
        by_offer: vec![0; scene.offers.len()],
        to_need: vec![0; scene.need_at.len()],
        payments: Vec::new(),
    };
    for entry in entries {
        let count = count(plan.lines[entry.line].paid);
        paying.by_offer[entry.offer] += count;
        paying.to_need[entry.need] += count;
        let violations = line(scene, plan, entry);
        if !violations.is_empty() {
            lawful[scene.offer_at[entry.offer].0] = false;
            lawful[scene.need_at[entry.need].0] = false;
        }
        let pointer = Pointer::root().key("lines").index(entry.line);
        found.extend(
            violations
                .into_iter()
                .map(|error| At::new(pointer.clone(), error)),
        );
    }
    for (index, problem) in scene.problems.iter().enumerate() {
        let before = found.len();
        overspent(scene, problem, rows, &paying, found);
        above_limit(problem, rows, &paying, found);
        broken_caps(problem, &paying, found);
        lawful[index] &= found.len() == before;
    }
    let problems = scene.problems.iter().zip(lawful).enumerate();
    paying.payments = problems
        .map(|(index, (problem, lawful))| {
            let of_problem = |entry: &&Entry| scene.offer_at[entry.offer].0 == index;
            lawful.then(|| payment(scene, problem, entries.iter().filter(of_problem), &paying))
        })
        .collect();
    paying
}

/// What a line pays; counts are below 2⁶⁴, so sums of lines fit.
fn count(paid: Paid) -> i128 {
    match paid {
        Paid::Money(fen) => i128::from(fen.0),
        Paid::Units(units) => i128::from(units),
    }
}

fn line(scene: &Scene<'_>, plan: &Plan, entry: &Entry) -> Vec<Violation> {
    let row = &plan.lines[entry.line];
    let offer = &scene.offers[entry.offer];
    let (problem, source) = scene.offer_at[entry.offer];
    let problem = &scene.problems[problem];
    let (gift, need) = (row.gift.clone(), row.need.clone());
    let mut violations = Vec::new();
    let same_kind = scene.offer_at[entry.offer].0 == scene.need_at[entry.need].0
        && matches!(row.paid, Paid::Money(_)) == problem.money;
    if !same_kind {
        violations.push(Violation::LineOfAnotherKind { gift, need });
    } else if !problem.may_pay(source, scene.need_at[entry.need].1) {
        violations.push(Violation::LineNotAllowed { gift, need });
    }
    if offer.state != OfferState::Usable {
        violations.push(Violation::LineOfUnusableGift {
            gift: row.gift.clone(),
        });
    }
    let count = count(row.paid);
    if count <= 0 {
        violations.push(Violation::EmptyLine);
    }
    if count % i128::from(problem.pack) != 0 {
        violations.push(Violation::LineOpensPack {
            pack: problem.pack.unsigned_abs(),
        });
    }
    violations
}

fn overspent(
    scene: &Scene<'_>,
    problem: &Problem,
    rows: &Rows,
    paying: &Paying,
    found: &mut Vec<At<Violation>>,
) {
    for source in &problem.sources {
        let offer = &scene.offers[source.offer];
        let paid = paying.by_offer[source.offer];
        let available = i128::from(offer.available);
        if paid > available {
            let gift = scene.facts.giving.gifts[offer.gift].id.clone();
            let shown = |count| Shown::new(problem.money, count);
            let error = Violation::Overspent {
                gift,
                paid: shown(paid),
                available: shown(available),
            };
            found.push(At::new(
                cell("gifts", rows.gifts[offer.gift], "used"),
                error,
            ));
        }
    }
}

fn above_limit(problem: &Problem, rows: &Rows, paying: &Paying, found: &mut Vec<At<Violation>>) {
    for seeker in &problem.seekers {
        let granted = paying.to_need[seeker.need];
        let most = i128::from(seeker.units()) * i128::from(problem.pack);
        if granted > most {
            let shown = |count| Shown::new(problem.money, count);
            let error = Violation::AboveLimit {
                granted: shown(granted),
                most: shown(most),
            };
            found.push(At::new(
                cell("needs", rows.needs[seeker.need], "granted"),
                error,
            ));
        }
    }
}

fn broken_caps(problem: &Problem, paying: &Paying, found: &mut Vec<At<Violation>>) {
    for cap in &problem.caps {
        let granted = cap
            .seekers
            .iter()
            .map(|&seeker| paying.to_need[problem.seekers[seeker].need])
            .sum();
        let max = i128::from(cap.max);
        if granted > max {
            let shown = |count| Shown::new(problem.money, count);
            let error = Violation::CapBroken {
                cap: cap.name.clone(),
                granted: shown(granted),
                max: shown(max),
            };
            found.push(At::new(Pointer::root().key("needs"), error));
        }
    }
}

/// The place of a value in a row, or the list when the row is missing.
pub(super) fn cell(list: &str, row: Option<usize>, key: &str) -> Pointer {
    let list = Pointer::root().key(list);
    row.map_or_else(|| list.clone(), |row| list.index(row).key(key))
}

fn payment<'e>(
    scene: &Scene<'_>,
    problem: &Problem,
    entries: impl Iterator<Item = &'e Entry>,
    paying: &Paying,
) -> Payment {
    // What is lawful lies between 0 and what is there, and in whole packs.
    let packs = |count: i128| i64::try_from(count / i128::from(problem.pack)).unwrap_or(0);
    let granted = problem
        .seekers
        .iter()
        .map(|seeker| packs(paying.to_need[seeker.need]));
    let used = problem
        .sources
        .iter()
        .map(|source| packs(paying.by_offer[source.offer]));
    let pairs = entries.map(|entry| {
        let purse = problem.sources[scene.offer_at[entry.offer].1].purse;
        (purse, scene.need_at[entry.need].1)
    });
    let mut payment = Payment {
        granted: granted.collect(),
        used: used.collect(),
        pays: vec![Vec::new(); problem.purses.len()],
        paid_by: vec![Vec::new(); problem.seekers.len()],
        full: Vec::new(),
    };
    let full = |cap: &super::problem::Group| {
        let granted = cap
            .seekers
            .iter()
            .map(|&seeker| i128::from(payment.granted[seeker]));
        granted.sum::<i128>() == i128::from(cap.max)
    };
    payment.full = problem.caps.iter().map(full).collect();
    let mut pairs: Vec<_> = pairs.collect();
    sort_by(&mut pairs, Ord::cmp);
    pairs.dedup();
    for (purse, seeker) in pairs {
        payment.pays[purse].push(seeker);
        payment.paid_by[seeker].push(purse);
    }
    payment
}
