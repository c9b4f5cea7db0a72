//! Why each need gets no more, and what holds it down: the first that is true
//! of the list in the plan's format.

use super::bottleneck::tight_sets;
use super::caps::next_unit;
use super::column::NeedIndex;
use super::minimum::Granted;
use super::problem::{Ground, Problem};
use super::route::Route;
use crate::plan::NeedReason;
use crate::policy::Pot;

/// A bottleneck, by index into the programme's needs and gifts and the
/// policy's caps.
pub(super) struct Entry {
    /// Ascending, as all that follow.
    pub(super) needs: Vec<usize>,
    pub(super) gifts: Vec<usize>,
    pub(super) caps: Vec<usize>,
    /// Indices into the entries.
    pub(super) rests_on: Vec<usize>,
}

/// The reasons of a problem's needs by index into the programme's needs, and
/// the entries that some of them refer to. `base` is the number of the first.
pub(super) fn reasons(
    ground: &Ground<'_>,
    problem: &Problem<'_>,
    granted: &Granted,
    route: &Route,
    base: usize,
) -> (Vec<(usize, NeedReason)>, Vec<Entry>) {
    let full = full_caps(ground, problem, granted);
    let mut place: Vec<Option<NeedIndex>> = vec![None; ground.bounds.len()];
    for (need, &row) in problem.needs.iter() {
        place[row as usize] = Some(need);
    }
    let mut reasons = Vec::with_capacity(problem.weightless.len());
    let mut short = Vec::new();
    for &(row, weightless) in &problem.weightless {
        let reason = plain(ground, problem, granted, row, place[row], weightless);
        let reason = match (reason, place[row]) {
            (Some(reason), _) => reason,
            (None, None) => NeedReason::NoEligibleGift,
            (None, Some(need)) if !problem.is_reached(need) => NeedReason::NoEligibleGift,
            (None, Some(_)) if !full[row].is_empty() => NeedReason::GroupCapped,
            (None, Some(need)) => {
                short.push(need);
                NeedReason::Short
            }
        };
        reasons.push((row, reason));
    }
    short.sort_unstable();
    let mut entries = Vec::new();
    let mut outranked = vec![false; ground.bounds.len()];
    for set in tight_sets(problem, &granted.units, route, &short) {
        for &need in &set.needs {
            let next = next_unit(problem, need, granted.units[need], i64::MAX);
            let earlier = next.is_some_and(|unit| set.earliest < unit.phase());
            outranked[problem.row(need)] = granted.units[need] == 0 && earlier;
        }
        let needs = set.needs.iter().map(|&need| problem.row(need));
        let gifts = set
            .offers
            .iter()
            .map(|&offer| ground.offers[problem.offers[offer] as usize].gift);
        entries.push(Entry {
            needs: ascending(needs.collect()),
            gifts: ascending(gifts.collect()),
            caps: Vec::new(),
            rests_on: set.rests_on.iter().map(|&entry| base + entry).collect(),
        });
    }
    for (row, reason) in &mut reasons {
        if outranked[*row] {
            *reason = NeedReason::Outranked;
        }
    }
    entries.extend(capped(&reasons, &full));
    (reasons, entries)
}

fn ascending(mut rows: Vec<usize>) -> Vec<usize> {
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The reasons that neither gifts nor caps have a part in.
fn plain(
    ground: &Ground<'_>,
    problem: &Problem<'_>,
    granted: &Granted,
    row: usize,
    place: Option<NeedIndex>,
    weightless: bool,
) -> Option<NeedReason> {
    let bounds = &ground.bounds[row];
    let got = place.map_or(0, |need| granted.units[need]) * problem.pack;
    let stands = bounds.already.saturating_add(got);
    if bounds.required.is_none() && bounds.limit == 0 {
        return Some(NeedReason::UnknownQuantity);
    }
    if bounds.required.is_some_and(|required| stands >= required) {
        return Some(NeedReason::Met);
    }
    // At its cap, or at its last whole pack.
    if bounds.required.is_some() && got == bounds.room() {
        return Some(NeedReason::Capped);
    }
    if place.is_some_and(|need| granted.dropped[need]) {
        return Some(NeedReason::BelowMinimum);
    }
    weightless.then_some(NeedReason::ZeroWeight)
}

/// The full caps over each need of the programme.
fn full_caps(ground: &Ground<'_>, problem: &Problem<'_>, granted: &Granted) -> Vec<Vec<usize>> {
    let mut full = vec![Vec::new(); ground.bounds.len()];
    if problem.pot != Pot::Money {
        return full;
    }
    let mut got = vec![0_i64; ground.bounds.len()];
    for (need, &row) in problem.needs.iter() {
        got[row as usize] = granted.units[need];
    }
    for (index, cap) in ground.caps.iter().enumerate() {
        let sum: i128 = cap.needs.iter().map(|&row| i128::from(got[row])).sum();
        if sum >= i128::from(cap.max) {
            for &row in &cap.needs {
                full[row].push(index);
            }
        }
    }
    full
}

/// One entry for the needs that the same full caps hold down.
fn capped(reasons: &[(usize, NeedReason)], full: &[Vec<usize>]) -> Vec<Entry> {
    let mut groups: std::collections::BTreeMap<&[usize], Vec<usize>> =
        std::collections::BTreeMap::new();
    for &(row, reason) in reasons {
        if reason == NeedReason::GroupCapped {
            groups.entry(&full[row]).or_default().push(row);
        }
    }
    let entries = groups.into_iter().map(|(caps, needs)| Entry {
        needs,
        gifts: Vec::new(),
        caps: caps.to_vec(),
        rests_on: Vec::new(),
    });
    entries.collect()
}
