//! The smallest further gift that raises a need.
//!
//! A gift that may pay any need is so many slots that any unit may take. Of the
//! units in their order it pays exactly the first ones that were refused
//! before, so a need gains its next unit when the gift brings as many units as
//! were refused before that one, and one more.
//!
//! Right because: write r(X) for how many units of X the gifts can pay at once,
//! and X for all units before u. With k such slots as many as
//! min(|X|, r(X) + k) can be paid, and u is granted iff it makes that number
//! grow: iff it was granted before, or fewer than k units of X were refused.
//!
//! That says nothing where more than what can be paid decides: under caps on
//! groups, with a minimum grant, and where a further gift triggers others.

use super::super::column::{NeedIndex, Row};
use super::super::order::{Run, Unit};
use super::super::problem::{Ground, all_units};
use super::view::View;
use crate::plan::NeedRow;
use crate::policy::{Pot, caps};

/// What a further gift for any need does.
pub(super) struct Smallest {
    /// The need that its first unit goes to, as an index.
    pub(super) first: usize,
    /// So many units raise the need by one pack, and fewer leave it as it is.
    pub(super) units: i64,
}

/// The smallest gift for any need of its kind that raises the need at `index`;
/// none where that can't be told from the plan.
pub(super) fn smallest(view: &View<'_>, index: usize, row: &NeedRow) -> Option<Smallest> {
    let (facts, allocation) = (view.facts, view.allocation);
    let decided_otherwise = allocation.minimum_grant.0 > 0
        || !allocation.matching.is_empty()
        || !caps(facts, allocation).is_empty();
    if row.item.is_none() && decided_otherwise {
        return None;
    }
    let items = &facts.lists.items;
    let pot = match &row.item {
        None => Pot::Money,
        Some(id) => Pot::Item(items.binary_search_by(|item| item.id.cmp(id)).ok()?),
    };
    let ground = Ground::new(facts, allocation);
    let (needs, runs) = all_units(&ground, pot);
    let pack = ground.bounds.get(index)?.pack;
    let granted = |index: usize| {
        let (_, _, row) = view.need(&facts.lists.needs.get(index)?.id)?;
        Some(row.granted.count() / pack)
    };
    let of = |place: usize| runs.of(NeedIndex::new(place));
    let own = needs.iter().position(|&need| need as usize == index)?;
    let refused = |place: usize, got: i64| runs.unit(NeedIndex::new(place), got);
    let next = refused(own, granted(index)?)?;
    let mut first: Option<(Unit, u32)> = None;
    let mut units = 1_i64;
    for (place, &need) in needs.iter().enumerate() {
        let got = granted(need as usize)?;
        let Some(unit) = refused(place, got) else {
            continue;
        };
        if first.is_none_or(|(earliest, _)| unit < earliest) {
            first = Some((unit, need));
        }
        units = units.checked_add(before(of(place), got, next))?;
    }
    Some(Smallest {
        first: first?.1 as usize,
        units: units.checked_mul(pack)?,
    })
}

/// How many units of a need beyond those granted stand before a unit. Units of
/// a run ascend.
pub(super) fn before(runs: &[Run], granted: i64, unit: Unit) -> i64 {
    let (mut left, mut found) = (granted, 0);
    for run in runs {
        let start = left.min(run.length);
        left -= start;
        let (mut low, mut high) = (start, run.length);
        while low < high {
            let middle = low.midpoint(high);
            if run.unit(middle) < unit {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        found += low - start;
    }
    found
}
