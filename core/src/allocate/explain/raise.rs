//! How far the caps on groups have to be raised before a need gets more.
//!
//! All caps over the need are lifted and the greedy set is found anew. If the
//! need's next unit u is in it, each of these caps needs room for what its own
//! needs are granted before u, and for u.
//!
//! Right because: take the units in their order, under caps that are raised.
//! As long as none of the lifted ones refuses a unit, all is decided as without
//! them; so the first refusal of theirs comes before u, or at u, or u is
//! granted. A cap that has refused is full and stays so, and every cap here
//! holds u: one that refuses a unit before u refuses u as well. So u is granted
//! if and only if none of them refuses up to u, which is to say that each has
//! room for its units before u and for u. What the need has now stands before
//! its caps are full, and stays.
//!
//! Costs a whole solve, which nothing else of an explanation does. With a
//! minimum grant a set that has u may lose it again, and nothing can be said; nor
//! of a plan that is not the greedy set, where the units before u were not all
//! tried.

use super::super::NoProgress;
use super::super::caps;
use super::super::column::NeedIndex;
use super::super::problem::{Ground, Problem};
use super::super::progress::Watch;
use super::facts::CapRaise;
use super::smallest::before;
use super::view::View;
use crate::money::Fen;
use crate::plan::NeedRow;
use crate::policy::{Cap, Pot};

/// What raising the caps over a need does.
pub(super) enum Raise {
    /// With so much more room under each of these the need gets one fen more;
    /// with less under any of them it stays as it is.
    Least(Vec<CapRaise>),
    /// Without these caps it would get no more either.
    NotEnough,
}

/// How far the caps over the need at `index` have to be raised; none where that
/// can't be told.
pub(super) fn least_raise(view: &View<'_>, index: usize, row: &NeedRow) -> Option<Raise> {
    if row.item.is_some() || view.allocation.minimum_grant > Fen::ZERO {
        return None;
    }
    let mut ground = Ground::new(view.facts, view.allocation);
    let all = std::mem::take(&mut ground.caps).into_iter();
    let (over, others): (Vec<Cap>, Vec<Cap>) =
        all.partition(|cap| cap.needs.binary_search(&index).is_ok());
    ground.caps = others;
    let mut nobody = NoProgress;
    let mut watch = Watch::new(&mut nobody, 0);
    let problem = Problem::new(&ground, Pot::Money, &mut watch).ok()?;
    let mut need_of = vec![None; view.facts.lists.needs.len()];
    for need in problem.needs.rows() {
        need_of[problem.row(need)] = Some(need);
    }
    let need: NeedIndex = need_of[index]?;
    let had = row.granted.count();
    let live = caps::live(&ground, &problem);
    let allowed = caps::all_allowed(&problem);
    let mut cut = problem.network.cut();
    let (granted, _) = caps::solve(&problem, &live, allowed, &mut *cut, &mut watch).ok()?;
    if granted[need] <= had {
        return Some(Raise::NotEnough);
    }
    let next = problem.runs.unit(need, had)?;
    let first = |&row: &usize| {
        let need = need_of[row]?;
        Some(before(problem.runs.of(need), 0, next).min(granted[need]))
    };
    let mut least = Vec::new();
    for cap in over {
        // Of gifts that sum to an i64, so the sum fits.
        let granted_before: i64 = cap.needs.iter().filter_map(first).sum();
        let lacks = granted_before.checked_add(1)?.checked_sub(cap.max)?;
        if lacks > 0 {
            least.push(CapRaise {
                cap: cap.name,
                by: Fen(lacks),
            });
        }
    }
    (!least.is_empty()).then_some(Raise::Least(least))
}
