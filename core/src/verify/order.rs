//! The total order of all units (rule 4), seen from a plan that is there.
//!
//! The units of one need come in runs: those of its floor, then the rest. A
//! plan grants the first so many of them, so only two positions of each need
//! matter: that of its last granted unit and that of the next one.

use std::cmp::Ordering;

/// When a run is served: floors first, then the rest, unlimited needs last;
/// inside of each by tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Phase {
    pub(super) stage: Stage,
    pub(super) tier: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Floor,
    Rest,
    Unlimited,
}

/// Units of one need in one phase, from the `first`-th on; `count` is positive.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) phase: Phase,
    /// The divisor of the keys; positive.
    pub(super) s: u64,
    /// The number `k` of the first unit, from 1.
    pub(super) first: u64,
    pub(super) count: u64,
}

impl Run {
    /// Where the unit after `before` others of the run stands.
    pub(super) const fn position(&self, before: u64, tie: usize) -> Position {
        Position {
            phase: self.phase,
            k: self.first.saturating_add(before),
            s: self.s,
            tie,
        }
    }
}

/// Where a unit stands among all units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position {
    pub(super) phase: Phase,
    k: u64,
    s: u64,
    /// The rank of the need by place, then id.
    tie: usize,
}

impl Ord for Position {
    fn cmp(&self, other: &Self) -> Ordering {
        self.phase
            .cmp(&other.phase)
            .then_with(|| cmp_keys((self.k, self.s), (other.k, other.s)))
            .then(self.tie.cmp(&other.tie))
    }
}

impl PartialOrd for Position {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Position {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Position {}

/// Compares (2k − 1) ÷ (2s) for two pairs (k, s), each at least 1.
///
/// k and s come from amounts of 63 bits, so 2k − 1 is below 2⁶⁴ and the
/// products are below 2¹²⁷: nothing is rounded, no tie can flip.
pub(super) fn cmp_keys(a: (u64, u64), b: (u64, u64)) -> Ordering {
    let odd = |k: u64| (2 * u128::from(k)).saturating_sub(1);
    (odd(a.0) * u128::from(b.1)).cmp(&(odd(b.0) * u128::from(a.1)))
}

/// The position of the unit after `before` others; none when there is none.
pub(super) fn position(runs: &[Run], mut before: u64, tie: usize) -> Option<Position> {
    for run in runs {
        if before < run.count {
            return Some(run.position(before, tie));
        }
        before -= run.count;
    }
    None
}
