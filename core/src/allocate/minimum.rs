//! Minimum grants: a need gets at least the minimum, or all it may get, or
//! nothing.
//!
//! Of the needs left above nothing and below their minimum, the one whose last
//! granted unit stands latest in the order is dropped, and everything is found
//! anew without it, until none is left. That rule is simple to say and to
//! repeat; it is not the largest total, which would be NP-hard to find.

use super::AllocateError;
use super::caps::{self, Cap};
use super::column::{CapIndex, Column, NeedIndex};
use super::cut::Cut;
use super::problem::{Ground, Problem};
use super::progress::Watch;
use crate::policy::Pot;

/// How many needs are dropped at most; each costs a whole pass.
pub const MAX_DROPPED: usize = 1000;

/// What each need is granted, in units, and which needs were dropped.
pub(super) struct Granted {
    pub(super) units: Column<NeedIndex, i64>,
    pub(super) dropped: Column<NeedIndex, bool>,
}

/// The greedy set under caps and the minimum grant. `accept` looks at the set
/// before any need is dropped.
pub(super) fn solve(
    ground: &Ground<'_>,
    problem: &Problem<'_>,
    caps: &Column<CapIndex, Cap>,
    accept: impl FnOnce(&Column<NeedIndex, i64>) -> Result<(), AllocateError>,
    cut: &mut dyn Cut,
    watch: &mut Watch<'_>,
) -> Result<Granted, AllocateError> {
    let begin = watch.begin();
    let mut allowed = caps::all_allowed(problem);
    let mut dropped = Column::filled(problem.needs.len(), false);
    let (mut units, _) = caps::solve(problem, caps, allowed.clone(), cut, watch)?;
    accept(&units)?;
    let mut drops = 0;
    while let Some(need) = latest_below(ground, problem, &units) {
        drops += 1;
        if drops > MAX_DROPPED {
            return Err(AllocateError::TooManyDropped);
        }
        allowed[need] = 0;
        dropped[need] = true;
        watch.again(begin);
        (units, _) = caps::solve(problem, caps, allowed.clone(), cut, watch)?;
    }
    Ok(Granted { units, dropped })
}

fn latest_below(
    ground: &Ground<'_>,
    problem: &Problem<'_>,
    units: &Column<NeedIndex, i64>,
) -> Option<NeedIndex> {
    if problem.pot != Pot::Money {
        return None;
    }
    let minimum = ground.allocation.minimum_grant.0;
    let below = units.iter().filter(|&(need, &granted)| {
        let room = ground.bounds[problem.row(need)].room();
        0 < granted && granted < minimum.min(room)
    });
    let last = |&(need, &granted): &(NeedIndex, &i64)| problem.runs.unit(need, granted - 1);
    below.max_by_key(last).map(|(need, _)| need)
}
