//! Which gift is used first, and which gift pays which need.
//!
//! With the grants fixed, offers take from cells: an offer's units are what it
//! could give, in the order of use, and the first set that the grants can take
//! up is the use of each. It is the same greedy set, with the sides exchanged.
//! Then one flow sends what is used to what is granted.
//!
//! Right because: the amounts of offers that the grants can take up at once
//! are again a transversal matroid, and its greedy set is the lexicographically
//! greatest of all. Grants and uses, each a basis on its own side, can be had
//! together (Mendelsohn and Dulmage 1958).

use std::cmp::Ordering;

use super::AllocateError;
use super::column::{CellIndex, ClassIndex, Column, NeedIndex, OfferIndex};
use super::cut::Flow;
use super::greedy::{Market, greedy};
use super::order::Run;
use super::problem::{Ground, Problem};
use super::progress::Watch;
use crate::giving::{Gift, Given};
use crate::policy::UseKey;
use crate::time::Date;

/// Which gift pays which need.
pub(super) struct Route {
    /// What each offer is used for, in units.
    pub(super) used: Column<OfferIndex, i64>,
    /// The flow from classes to cells that pays every grant.
    pub(super) flow: Flow,
    /// Who pays whom how much, none of them nothing.
    pub(super) lines: Vec<(OfferIndex, NeedIndex, i64)>,
}

/// Finds the use of each offer for the grants, and the lines.
pub(super) fn route(
    ground: &Ground<'_>,
    problem: &Problem,
    granted: &Column<NeedIndex, i64>,
    watch: &mut Watch<'_>,
) -> Result<Route, AllocateError> {
    let mut asked: Column<CellIndex, i64> = Column::filled(problem.reach.len(), 0);
    for (need, &cell) in problem.cell.iter() {
        asked[cell] += granted[need];
    }
    let reach = problem.reach.turned(problem.money.len());
    let market = Market { cell: &problem.class, reach: &reach, money: &asked };
    let order = use_order(ground, problem);
    let used = greedy(&market, order.clone(), watch)?;
    let mut demand: Column<ClassIndex, i64> = Column::filled(problem.money.len(), 0);
    for (offer, &class) in problem.class.iter() {
        demand[class] += used[offer];
    }
    let mut flow = Flow::new(asked.values().copied().collect());
    for class in reach.rows() {
        for &cell in reach.of(class) {
            flow.join(super::column::Row::number(cell));
        }
        flow.close(demand[class]);
    }
    let paid = flow.run();
    debug_assert!(paid, "uses that the grants can take up");
    let lines = lines(problem, granted, &used, &order, &flow);
    Ok(Route { used, flow, lines })
}

/// The offers as runs: one phase for each, or, side by side, for each group
/// that is equal so far.
fn use_order(ground: &Ground<'_>, problem: &Problem) -> Vec<Run<OfferIndex>> {
    let keys = &ground.allocation.use_order.0;
    let narrow = breadths(ground, problem);
    let rank = |a: &OfferIndex, b: &OfferIndex| {
        let goods = best_before(gift(ground, problem, *a)).cmp(&best_before(gift(ground, problem, *b)));
        keys.iter().fold(goods, |so_far, key| {
            so_far.then_with(|| compare(ground, problem, &narrow, key, *a, *b))
        })
    };
    let mut order: Vec<OfferIndex> = problem.offers.rows().collect();
    order.sort_by(rank);
    let side_by_side = keys.last() == Some(&UseKey::ProRata);
    let mut runs: Vec<Run<OfferIndex>> = Vec::with_capacity(order.len());
    let mut before: Option<OfferIndex> = None;
    let mut phase = 0;
    for offer in order {
        let equal = before.is_some_and(|before| rank(&before, &offer) == Ordering::Equal);
        phase += u32::from(before.is_some() && !(side_by_side && equal));
        let length = problem.available[offer];
        runs.push(Run { taker: offer, phase, s: length.unsigned_abs(), first: 1, before: 0, length });
        before = Some(offer);
    }
    runs
}

fn gift<'a>(ground: &Ground<'a>, problem: &Problem, offer: OfferIndex) -> &'a Gift {
    &ground.facts.giving.gifts[ground.offers[problem.offers[offer]].gift]
}

/// Earliest first, none last.
fn date(day: Option<Date>) -> (bool, Option<Date>) {
    (day.is_none(), day)
}

fn best_before(gift: &Gift) -> (bool, Option<Date>) {
    date(match &gift.given {
        Given::Money(_) => None,
        Given::Goods(goods) => goods.best_before,
    })
}

fn compare(
    ground: &Ground<'_>,
    problem: &Problem,
    narrow: &Column<OfferIndex, usize>,
    key: &UseKey,
    a: OfferIndex,
    b: OfferIndex,
) -> Ordering {
    let (left, right) = (gift(ground, problem, a), gift(ground, problem, b));
    match key {
        UseKey::UseBy => date(left.use_by).cmp(&date(right.use_by)),
        UseKey::Narrowest => narrow[a].cmp(&narrow[b]),
        UseKey::ReceivedOn => left.received_on.cmp(&right.received_on),
        UseKey::Id => left.id.cmp(&right.id),
        UseKey::Force(forces) => {
            let place = |gift: &Gift| {
                let place = forces.iter().position(|force| Some(*force) == gift.force);
                place.unwrap_or(forces.len())
            };
            place(left).cmp(&place(right))
        }
        UseKey::ProRata => Ordering::Equal,
    }
}

/// How many of the needs that may get anything each offer may pay.
fn breadths(ground: &Ground<'_>, problem: &Problem) -> Column<OfferIndex, usize> {
    let mut of_offer = vec![0; ground.offers.len()];
    for class in &ground.classes {
        let open = class.needs.iter().filter(|&&need| {
            let bounds = &ground.bounds[need];
            bounds.limit > bounds.already
        });
        let breadth = open.count();
        for &offer in &class.offers {
            of_offer[offer] = breadth;
        }
    }
    problem.offers.values().map(|&offer| of_offer[offer]).collect()
}

/// Shares each class's payments to cells out among its offers, in the order of
/// use, and the cells' needs, in their order.
fn lines(
    problem: &Problem,
    granted: &Column<NeedIndex, i64>,
    used: &Column<OfferIndex, i64>,
    order: &[Run<OfferIndex>],
    flow: &Flow,
) -> Vec<(OfferIndex, NeedIndex, i64)> {
    let mut givers: Column<ClassIndex, Vec<(OfferIndex, i64)>> = Column::filled(problem.money.len(), Vec::new());
    // From the last, so that the first to give stands at the end of each list.
    for run in order.iter().rev() {
        if used[run.taker] > 0 {
            givers[problem.class[run.taker]].push((run.taker, used[run.taker]));
        }
    }
    let open = |cell: CellIndex| {
        let needs = problem.members.of(cell).iter().rev().map(|&need| (need, granted[need]));
        needs.filter(|&(_, units)| units > 0).collect()
    };
    let mut takers: Column<CellIndex, Vec<(NeedIndex, i64)>> = problem.members.rows().map(open).collect();
    let mut lines = Vec::new();
    for class in problem.money.rows() {
        for join in flow.joins(super::column::Row::number(class)) {
            let cell = <CellIndex as super::column::Row>::new(flow.right(join));
            let mut left = flow.paid[join];
            while left > 0
                && let (Some((offer, has)), Some((need, wants))) = (givers[class].last_mut(), takers[cell].last_mut())
            {
                let units = left.min(*has).min(*wants);
                lines.push((*offer, *need, units));
                left -= units;
                *has -= units;
                *wants -= units;
                if *has == 0 {
                    givers[class].pop();
                }
                if let Some((_, 0)) = takers[cell].last() {
                    takers[cell].pop();
                }
            }
        }
    }
    lines
}
