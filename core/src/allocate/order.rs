//! The total order of all units.
//!
//! Every fen (or pack) of every taker is a unit, and units stand in the order
//! (phase, key, tie). The key of the k-th unit is the Webster key
//! (2k − 1) ÷ (2s); ties fall by the taker's row, which is made so that rows
//! ascend as ties do.
//!
//! Right because: keys are never rounded. s and k are below 2^63 (the limits of
//! needs and the amounts of offers are i64), so a cross product of two keys
//! fits 128 bits.
//!
//! Knows nothing of who pays. The same order serves needs (which unit is
//! granted first) and offers (which unit is used first).

use std::cmp::Ordering;

use super::column::{Row, TakerIndex};

/// Consecutive units of one taker in one phase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) taker: TakerIndex,
    pub(super) phase: u32,
    /// What the keys are measured by; at least 1.
    pub(super) s: u64,
    /// The k of the first unit; at least 1.
    pub(super) first: u64,
    /// How many units there are.
    pub(super) length: i64,
}

impl Run {
    /// No unit of anybody.
    pub(super) const NONE: Self = Self {
        taker: TakerIndex::FIRST,
        phase: 0,
        s: 1,
        first: 1,
        length: 0,
    };

    /// The unit after the first `count` ones of the run.
    pub(super) const fn unit(&self, count: i64) -> Unit {
        Unit {
            phase: self.phase,
            taker: self.taker,
            numerator: 2 * (self.first + count.unsigned_abs()) - 1,
            s: self.s,
        }
    }
}

/// One unit, as far as the order looks at it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    phase: u32,
    taker: TakerIndex,
    numerator: u64,
    s: u64,
}

impl Unit {
    pub(super) const fn phase(&self) -> u32 {
        self.phase
    }
}

impl Ord for Unit {
    fn cmp(&self, other: &Self) -> Ordering {
        // 2k − 1 is below 2^64 and s below 2^63: neither product wraps, and no
        // rounding can flip a tie.
        let product = |numerator: u64, s: u64| u128::from(numerator) * u128::from(s);
        let key = || product(self.numerator, other.s).cmp(&product(other.numerator, self.s));
        self.phase
            .cmp(&other.phase)
            .then_with(key)
            .then_with(|| self.taker.cmp(&other.taker))
    }
}

impl PartialOrd for Unit {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Unit {}
