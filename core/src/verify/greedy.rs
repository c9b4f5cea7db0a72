//! Whether the grants are the greedy set of the order of units.
//!
//! A unit that was refused must have been impossible beside the granted units
//! that stand before it: either those alone fill a cap that covers it, or they
//! alone use up every gift in reach. That is also enough: the granted units
//! are affordable together, so each of them was granted rightly, and the units
//! of one need are alike, so what refused the next one refuses those after it
//! (what can be paid within caps is closed under leaving units away).
//!
//! "In reach" is a matter of exchange. Sets of units that the gifts can pay
//! for are the independent sets of a transversal matroid. If one unit more
//! can't be paid, the units that could make way for it are those that an
//! alternating path leads to: a purse may pay the need, pays another one
//! instead, which another purse may pay, and so on. So money that is left
//! over, and the last unit of each need, are sent along these paths; a need
//! that is reached could have had a unit in their place. Starting from what
//! stands latest, each need is reached first by the latest that can reach it,
//! and one pass over the graph is enough.

use crate::error::At;
use crate::policy::ShortFloors;
use crate::sorted::sort_by;

use super::Violation;
use super::holds::Unreached;
use super::legality::{Payment, cell};
use super::order::Position;
use super::problem::{Problem, Scene};
use super::rows::Rows;
use super::violation::Shown;

/// Where money for one more unit could come from.
#[derive(Clone, Copy, Debug)]
enum Origin {
    /// It is left over.
    Left,
    /// The last unit of this seeker.
    Holder(usize),
}

/// Judges the grants of one problem. Seekers in `dropped` have no units.
pub(super) fn check(
    scene: &Scene<'_>,
    problem: &Problem,
    payment: &Payment,
    dropped: &[bool],
    rows: &Rows,
    found: &mut Vec<At<Violation>>,
) {
    let reached = flood(problem, payment);
    let last_of_cap = last_of_full_caps(problem, payment);
    for (index, seeker) in problem.seekers.iter().enumerate() {
        let granted = payment.granted[index];
        let mut refute = |error| {
            found.push(At::new(
                cell("needs", rows.needs[seeker.need], "granted"),
                error,
            ));
        };
        if dropped[index] {
            if granted > 0 {
                refute(Violation::DroppedNeedServed);
            }
            continue;
        }
        if scene.allocation.floors.short == ShortFloors::Error && granted < seeker.floor_gap {
            let floor = Shown::new(problem.money, i128::from(seeker.bounds.floor));
            refute(Violation::FloorShort { floor });
        }
        if problem.money {
            let least = scene.allocation.minimum_grant.0.min(seeker.room);
            if granted > 0 && granted < least {
                let least = Shown::new(true, i128::from(least));
                refute(Violation::BelowMinimum { least });
            }
        }
        let Some(next) = seeker.next(granted) else {
            continue;
        };
        let capped = seeker.caps.iter().any(|&cap| match last_of_cap[cap] {
            Filled::No => false,
            Filled::ByNothing => true,
            Filled::UpTo(last) => last < next,
        });
        if capped {
            continue;
        }
        match reached[index] {
            Some(Origin::Left) => refute(Violation::LeftOver),
            Some(Origin::Holder(other)) => {
                let holder = &problem.seekers[other];
                if holder
                    .last(payment.granted[other])
                    .is_some_and(|last| next < last)
                {
                    let other = scene.facts.lists.needs[holder.need].id.clone();
                    refute(Violation::ServedLater { other });
                }
            }
            None => {}
        }
    }
}

/// The latest origin that reaches each seeker.
fn flood(problem: &Problem, payment: &Payment) -> Vec<Option<Origin>> {
    let mut reached = vec![None; problem.seekers.len()];
    let mut unreached = Unreached::all(problem.seekers.len());
    let mut purse_seen = vec![false; problem.purses.len()];
    let mut used = vec![0_i128; problem.purses.len()];
    for (source, &packs) in problem.sources.iter().zip(&payment.used) {
        used[source.purse] += i128::from(packs);
    }
    let mut todo = Vec::new();
    for (purse, row) in problem.purses.iter().enumerate() {
        if used[purse] < row.available {
            purse_seen[purse] = true;
            todo.push(purse);
        }
    }
    spread(
        problem,
        payment,
        Origin::Left,
        &mut todo,
        &mut purse_seen,
        (&mut unreached, &mut reached),
    );
    let mut holders: Vec<(Position, usize)> = Vec::new();
    for (index, seeker) in problem.seekers.iter().enumerate() {
        holders.extend(
            seeker
                .last(payment.granted[index])
                .map(|last| (last, index)),
        );
    }
    sort_by(&mut holders, |a, b| b.cmp(a));
    for (_, holder) in holders {
        for &purse in &payment.paid_by[holder] {
            if !purse_seen[purse] {
                purse_seen[purse] = true;
                todo.push(purse);
            }
        }
        spread(
            problem,
            payment,
            Origin::Holder(holder),
            &mut todo,
            &mut purse_seen,
            (&mut unreached, &mut reached),
        );
    }
    reached
}

/// Follows all alternating paths from the purses in `todo` to what has not
/// been reached yet.
fn spread(
    problem: &Problem,
    payment: &Payment,
    origin: Origin,
    todo: &mut Vec<usize>,
    purse_seen: &mut [bool],
    (unreached, reached): (&mut Unreached, &mut [Option<Origin>]),
) {
    while let Some(purse) = todo.pop() {
        for seeker in unreached.take(&problem.purses[purse].seekers) {
            reached[seeker] = Some(origin);
            for &next in &payment.paid_by[seeker] {
                if !purse_seen[next] {
                    purse_seen[next] = true;
                    todo.push(next);
                }
            }
        }
    }
}

/// Up to where a cap's granted units reach, if they fill it.
#[derive(Clone, Copy, Debug)]
enum Filled {
    No,
    /// The cap is 0.
    ByNothing,
    UpTo(Position),
}

/// The granted units before some unit fill a cap iff all granted units do, and
/// all of them stand before it.
fn last_of_full_caps(problem: &Problem, payment: &Payment) -> Vec<Filled> {
    let filled = |cap: &super::problem::Group| {
        let sum: i128 = cap
            .seekers
            .iter()
            .map(|&seeker| i128::from(payment.granted[seeker]))
            .sum();
        if sum < i128::from(cap.max) {
            return Filled::No;
        }
        let last = |&seeker: &usize| problem.seekers[seeker].last(payment.granted[seeker]);
        cap.seekers
            .iter()
            .filter_map(last)
            .max()
            .map_or(Filled::ByNothing, Filled::UpTo)
    };
    problem.caps.iter().map(filled).collect()
}
