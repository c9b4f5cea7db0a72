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

use super::AllocateError;
use super::column::{CellIndex, ClassIndex, Column, NeedIndex, OfferIndex, Row};
use super::cut::Flow;
use super::greedy::{Market, greedy};
use super::order::Run;
use super::problem::{Ground, Problem};
use super::progress::Watch;
use crate::giving::Given;
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
    let market = Market {
        cell: &problem.class,
        reach: &reach,
        money: &asked,
    };
    let order = use_order(ground, problem);
    let used = greedy(&market, order.clone(), watch)?;
    let mut demand: Column<ClassIndex, i64> = Column::filled(problem.money.len(), 0);
    for (offer, &class) in problem.class.iter() {
        demand[class] += used[offer];
    }
    let mut flow = Flow::new(asked.values().copied().collect());
    for class in reach.rows() {
        for &cell in reach.of(class) {
            flow.join(cell.number());
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
    let breadths = breadths(ground, problem);
    let ranked = |offer: OfferIndex| (ranks(ground, problem, breadths[offer], offer), offer);
    let mut order: Vec<(Vec<Rank>, OfferIndex)> = problem.offers.rows().map(ranked).collect();
    // Rows ascend by id and part, which decide last.
    order.sort_unstable();
    let side_by_side = keys.last() == Some(&UseKey::ProRata);
    let mut runs: Vec<Run<OfferIndex>> = Vec::with_capacity(order.len());
    let mut before: Option<&[Rank]> = None;
    let mut phase = 0;
    for (ranks, taker) in &order {
        let together = side_by_side && before.is_none_or(|before| before == ranks);
        phase += u32::from(before.is_some() && !together);
        let length = problem.available[*taker];
        runs.push(Run {
            taker: *taker,
            phase,
            s: length.unsigned_abs(),
            first: 1,
            before: 0,
            length,
        });
        before = Some(ranks);
    }
    runs
}

/// What one key says of an offer; the smaller is used first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Earliest first, none last.
    Day(bool, Option<Date>),
    Number(usize),
}

impl Rank {
    const fn day(day: Option<Date>) -> Self {
        Self::Day(day.is_none(), day)
    }
}

/// What the keys say of an offer, in their order. The last day of goods comes
/// before everything.
fn ranks(ground: &Ground<'_>, problem: &Problem, breadth: usize, offer: OfferIndex) -> Vec<Rank> {
    let index = ground.offers[problem.offers[offer]].gift;
    let gift = &ground.facts.giving.gifts[index];
    let goods = match &gift.given {
        Given::Money(_) => None,
        Given::Goods(goods) => Some(Rank::day(goods.best_before)),
    };
    let rank = |key: &UseKey| match key {
        UseKey::UseBy => Some(Rank::day(gift.use_by)),
        UseKey::Narrowest => Some(Rank::Number(breadth)),
        UseKey::ReceivedOn => Some(Rank::day(Some(gift.received_on))),
        // Gifts ascend by id.
        UseKey::Id => Some(Rank::Number(index)),
        UseKey::Force(forces) => {
            let place = forces.iter().position(|force| Some(*force) == gift.force);
            Some(Rank::Number(place.unwrap_or(forces.len())))
        }
        UseKey::ProRata => None,
    };
    let keys = ground.allocation.use_order.0.iter();
    goods.into_iter().chain(keys.filter_map(rank)).collect()
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
    problem
        .offers
        .values()
        .map(|&offer| of_offer[offer])
        .collect()
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
    let mut givers: Column<ClassIndex, Vec<(OfferIndex, i64)>> =
        Column::filled(problem.money.len(), Vec::new());
    // From the last, so that the first to give stands at the end of each list.
    for run in order.iter().rev() {
        if used[run.taker] > 0 {
            givers[problem.class[run.taker]].push((run.taker, used[run.taker]));
        }
    }
    let open = |cell: CellIndex| {
        let needs = problem
            .members
            .of(cell)
            .iter()
            .rev()
            .map(|&need| (need, granted[need]));
        needs.filter(|&(_, units)| units > 0).collect()
    };
    let mut takers: Column<CellIndex, Vec<(NeedIndex, i64)>> =
        problem.members.rows().map(open).collect();
    let mut lines = Vec::new();
    for class in problem.money.rows() {
        for join in flow.joins(class.number()) {
            let cell = CellIndex::new(flow.right(join));
            let mut left = flow.paid[join];
            while left > 0
                && let (Some((offer, has)), Some((need, wants))) =
                    (givers[class].last_mut(), takers[cell].last_mut())
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
