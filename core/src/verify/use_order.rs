//! Whether the gifts were used in their order (rule 7).
//!
//! The grants stand. What of the gifts can be used to pay them, fen by fen, is
//! a matroid as well, and the plan uses a basis of it; the right one is the
//! greedy one in the order of use. A basis is that iff no single exchange
//! betters it: no gift could give one more unit if one that stands later gave
//! one less. Such exchanges follow alternating paths: a purse may pay a need
//! in place of another purse, which may pay a further need instead, and at the
//! end of the path something is used less.
//!
//! The paths are followed backwards, from what is used latest: a purse is then
//! reached first by the latest use that it could take the place of.

use std::cmp::Ordering;

use crate::error::At;
use crate::giving::{Gift, Given};
use crate::policy::UseKey;
use crate::sorted::{order_of, sort_by};

use super::Violation;
use super::holds::Unreached;
use super::legality::{Payment, cell};
use super::order::cmp_keys;
use super::problem::{Problem, Scene};
use super::rows::Rows;

/// Where a unit of a source stands in the order of use.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// The rank of its group: of the source alone, or of all that are used
    /// side by side.
    group: usize,
    k: u64,
    available: u64,
    source: usize,
}

impl Place {
    /// Sources stand in the order of id, then part, so that ties fall by index.
    fn cmp(&self, other: &Self) -> Ordering {
        self.group
            .cmp(&other.group)
            .then_with(|| cmp_keys((self.k, self.available), (other.k, other.available)))
            .then(self.source.cmp(&other.source))
    }
}

pub(super) fn check(
    scene: &Scene<'_>,
    problem: &Problem,
    payment: &Payment,
    rows: &Rows,
    found: &mut Vec<At<Violation>>,
) {
    let groups = groups(scene, problem);
    let place = |source: usize, k: i64| Place {
        group: groups[source],
        k: k.cast_unsigned(),
        available: problem.sources[source].available.cast_unsigned(),
        source,
    };
    // Of each purse: the unit that is used latest, and the earliest that is not
    // used.
    let mut latest: Vec<Place> = Vec::new();
    let mut earliest: Vec<Option<Place>> = Vec::with_capacity(problem.purses.len());
    for purse in &problem.purses {
        let used = purse
            .sources
            .iter()
            .filter(|&&source| payment.used[source] > 0);
        let last = used.map(|&source| place(source, payment.used[source]));
        latest.extend(last.max_by(Place::cmp));
        let free = |&&source: &&usize| payment.used[source] < problem.sources[source].available;
        let next = purse
            .sources
            .iter()
            .filter(free)
            .map(|&source| place(source, payment.used[source] + 1));
        earliest.push(next.min_by(Place::cmp));
    }
    sort_by(&mut latest, |a, b| b.cmp(a));
    let mut seen = vec![false; problem.purses.len()];
    let mut need_seen = vec![false; problem.seekers.len()];
    let mut broad = Unreached::all(problem.purses.len());
    for purse in
        (0..problem.purses.len()).filter(|purse| problem.broad.binary_search(purse).is_err())
    {
        broad.reach(purse);
    }
    for last in latest {
        let mut todo = vec![problem.sources[last.source].purse];
        while let Some(purse) = todo.pop() {
            if std::mem::replace(&mut seen[purse], true) {
                continue;
            }
            if let Some(next) = earliest[purse].filter(|next| next.cmp(&last).is_lt()) {
                found.push(violation(scene, problem, rows, next.source, last.source));
            }
            for &seeker in &payment.pays[purse] {
                if !std::mem::replace(&mut need_seen[seeker], true) {
                    todo.extend(
                        problem.seekers[seeker]
                            .purses
                            .iter()
                            .filter(|&&other| !seen[other]),
                    );
                    todo.extend(broad.take_but(&problem.seekers[seeker].missing));
                }
            }
        }
    }
}

fn violation(
    scene: &Scene<'_>,
    problem: &Problem,
    rows: &Rows,
    source: usize,
    later: usize,
) -> At<Violation> {
    let gift = |source: usize| scene.offers[problem.sources[source].offer].gift;
    let later = scene.facts.giving.gifts[gift(later)].id.clone();
    At::new(
        cell("gifts", rows.gifts[gift(source)], "used"),
        Violation::UseOrder { later },
    )
}

/// The rank of each source's group.
fn groups(scene: &Scene<'_>, problem: &Problem) -> Vec<usize> {
    let order = &scene.allocation.use_order.0;
    let side_by_side = order.contains(&UseKey::ProRata);
    let gift = |source: usize| {
        let offer = &scene.offers[problem.sources[source].offer];
        &scene.facts.giving.gifts[offer.gift]
    };
    // How many of the needs that may get anything each purse may pay.
    let is_open = |seeker: usize| problem.seekers[seeker].room > 0;
    let seekers = 0..problem.seekers.len();
    let open = seekers.filter(|&seeker| is_open(seeker)).count();
    let width = |purse: &super::problem::Purse| purse.seekers.count(open, is_open);
    let widths: Vec<usize> = problem.purses.iter().map(width).collect();
    let mut compare = |a: usize, b: usize| {
        let widths = [a, b].map(|source| widths[problem.sources[source].purse]);
        let (a, b) = (gift(a), gift(b));
        let by_keys = order.iter().map(|key| compare_by(key, a, b, widths));
        let first = by_keys.fold(compare_best_before(a, b), Ordering::then);
        if side_by_side {
            first
        } else {
            first.then_with(|| a.id.cmp(&b.id))
        }
    };
    // What is equal so far stays in the order of id, then part.
    let sources = order_of(problem.sources.len(), &mut compare);
    let mut groups = vec![0; sources.len()];
    let mut group = 0;
    for pair in sources.windows(2) {
        let &[before, source] = pair else { continue };
        if !side_by_side || compare(before, source).is_ne() {
            group += 1;
        }
        groups[source] = group;
    }
    groups
}

fn compare_best_before(a: &Gift, b: &Gift) -> Ordering {
    let day = |gift: &Gift| match &gift.given {
        Given::Goods(goods) => goods.best_before,
        Given::Money(_) => None,
    };
    none_last(day(a), day(b))
}

fn compare_by(key: &UseKey, a: &Gift, b: &Gift, widths: [usize; 2]) -> Ordering {
    match key {
        UseKey::UseBy => none_last(a.use_by, b.use_by),
        UseKey::Narrowest => widths[0].cmp(&widths[1]),
        UseKey::ReceivedOn => a.received_on.cmp(&b.received_on),
        UseKey::Id => a.id.cmp(&b.id),
        UseKey::Force(forces) => {
            let at = |gift: &Gift| {
                let position = gift
                    .force
                    .and_then(|own| forces.iter().position(|force| *force == own));
                position.unwrap_or(forces.len())
            };
            at(a).cmp(&at(b))
        }
        UseKey::ProRata => Ordering::Equal,
    }
}

fn none_last<T: Ord>(a: Option<T>, b: Option<T>) -> Ordering {
    (a.is_none(), a).cmp(&(b.is_none(), b))
}
