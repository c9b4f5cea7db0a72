//! Caps on groups of needs, exactly.
//!
//! The greedy set is found without caps. Where it breaks some, the cap that is
//! filled first in the order of units stops its needs at what they had then,
//! and the set is found anew with the needs cut there.
//!
//! Right because: up to the unit at which the first cap is full, the sets with
//! and without caps are the same, taken unit by unit. From there on every unit
//! under that cap is refused, and deleting units that are refused changes
//! nothing. Each round stops a cap for good, so rounds end; when no cap is
//! broken, every unit that was granted breaks none, and the set is the greedy
//! one. A cap that does not bind never shows.
//!
//! Several caps stop in one round where the first can't touch the others: a
//! cap that shares no need with any other, and none of whose needs was refused
//! a unit between the first stop and its own, fills at the same unit whatever
//! the earlier ones set free (deleting units never takes a granted one away).

use std::collections::BTreeMap;

use super::AllocateError;
use super::column::{CapIndex, Column, NeedIndex, Row};
use super::cut::Cut;
use super::greedy::{Counters, Market, Takers, greedy};
use super::level::Prefix;
use super::order::{Run, Unit};
use super::problem::{Ground, Problem};
use super::progress::Watch;
use crate::policy::Pot;
use crate::sorted::sort_by;

/// A cap that might bind.
pub(super) struct Cap {
    pub(super) max: i64,
    pub(super) needs: Vec<NeedIndex>,
    /// Whether it shares no need with another cap that might bind.
    alone: bool,
}

/// The caps over the problem's needs that might bind.
pub(super) fn live(ground: &Ground<'_>, problem: &Problem<'_>) -> Column<CapIndex, Cap> {
    if problem.pot != Pot::Money {
        return Column::new();
    }
    let mut index = vec![None; ground.facts.lists.needs.len()];
    for (need, &row) in problem.needs.iter() {
        index[row as usize] = Some(need);
    }
    let needs = |rows: &[usize]| rows.iter().filter_map(|&row| index[row]).collect();
    binding(
        problem,
        ground.caps.iter().map(|cap| (cap.max, needs(&cap.needs))),
    )
}

/// Leaves out the caps that can't bind, and finds those that stand alone.
pub(super) fn binding(
    problem: &Problem<'_>,
    caps: impl Iterator<Item = (i64, Vec<NeedIndex>)>,
) -> Column<CapIndex, Cap> {
    let binds = |(max, needs): &(i64, Vec<NeedIndex>)| {
        let room: i128 = needs.iter().map(|&need| room(problem, need)).sum();
        room > i128::from(*max)
    };
    let caps: Vec<_> = caps.filter(binds).collect();
    let mut covers = Column::filled(problem.needs.len(), 0_u32);
    for &need in caps.iter().flat_map(|(_, needs)| needs) {
        covers[need] += 1;
    }
    let alone = |needs: &[NeedIndex]| needs.iter().all(|&need| covers[need] == 1);
    caps.into_iter()
        .map(|(max, needs)| Cap {
            max,
            alone: alone(&needs),
            needs,
        })
        .collect()
}

fn room(problem: &Problem<'_>, need: NeedIndex) -> i128 {
    problem
        .runs
        .of(need)
        .iter()
        .map(|run| i128::from(run.length))
        .sum()
}

/// The greedy set under caps: how many units of each need are granted, no need
/// more than it is allowed.
pub(super) fn solve(
    problem: &Problem<'_>,
    caps: &Column<CapIndex, Cap>,
    mut allowed: Column<NeedIndex, i64>,
    cut: &mut dyn Cut,
    watch: &mut Watch<'_>,
) -> Result<(Column<NeedIndex, i64>, Counters), AllocateError> {
    let market = Market {
        network: &problem.network,
        home: &problem.home,
        takers: Takers::Needs,
        pays: &problem.has,
    };
    let begin = watch.begin();
    let mut counters = Counters::default();
    loop {
        watch.again(begin);
        let runs = problem.cut_runs(&allowed, watch)?;
        let (granted, round) = greedy(&market, cut, runs, watch)?;
        let granted: Column<NeedIndex, i64> = granted.renumbered();
        counters += round;
        let mut broken: Vec<Stop> = caps
            .iter()
            .filter_map(|(at, cap)| stop(problem, at, cap, &granted))
            .collect();
        if broken.is_empty() {
            return Ok((granted, counters));
        }
        sort_by(&mut broken, |a, b| (a.unit, a.cap).cmp(&(b.unit, b.cap)));
        let first = broken[0].unit;
        for (place, stop) in broken.iter().enumerate() {
            let cap = &caps[stop.cap];
            let refused = |need: NeedIndex| {
                let unit = next_unit(problem, need, granted[need], allowed[need]);
                unit.is_some_and(|unit| first < unit && unit < stop.unit)
            };
            if place == 0 || (cap.alone && !cap.needs.iter().any(|&need| refused(need))) {
                for &(need, count) in &stop.counts {
                    allowed[need] = count;
                }
            }
        }
    }
}

/// Where a broken cap was full.
struct Stop {
    cap: CapIndex,
    /// The first unit beyond it.
    unit: Unit,
    /// What its needs had before that unit.
    counts: Vec<(NeedIndex, i64)>,
}

fn stop(
    problem: &Problem<'_>,
    at: CapIndex,
    cap: &Cap,
    granted: &Column<NeedIndex, i64>,
) -> Option<Stop> {
    let sum: i128 = cap
        .needs
        .iter()
        .map(|&need| i128::from(granted[need]))
        .sum();
    if sum <= i128::from(cap.max) {
        return None;
    }
    let mut runs: Vec<Run> = Vec::new();
    for &need in &cap.needs {
        runs.extend(problem.runs.cut(need, granted[need]));
    }
    sort_by(&mut runs, |a, b| a.phase.cmp(&b.phase));
    let mut prefix = Prefix::default();
    prefix.take(&runs, cap.max);
    let counts = || {
        runs.iter()
            .enumerate()
            .map(|(at, run)| (run, prefix.of(at, run)))
    };
    let beyond = counts().filter(|(run, count)| *count < run.length);
    let unit = beyond.map(|(run, count)| run.unit(count)).min()?;
    let mut of_need: BTreeMap<NeedIndex, i64> = BTreeMap::new();
    for (run, count) in counts() {
        *of_need
            .entry(NeedIndex::new(run.taker.number()))
            .or_default() += count;
    }
    Some(Stop {
        cap: at,
        unit,
        counts: of_need.into_iter().collect(),
    })
}

/// The unit that the need was refused, when it may have more than it has.
pub(super) fn next_unit(
    problem: &Problem<'_>,
    need: NeedIndex,
    granted: i64,
    allowed: i64,
) -> Option<Unit> {
    if granted < allowed {
        problem.runs.unit(need, granted)
    } else {
        None
    }
}

/// Every need allowed whatever its runs hold.
pub(super) fn all_allowed(problem: &Problem<'_>) -> Column<NeedIndex, i64> {
    Column::filled(problem.needs.len(), i64::MAX)
}
