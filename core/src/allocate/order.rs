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

use super::column::Row;

/// Consecutive units of one taker in one phase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run<E> {
    pub(super) taker: E,
    pub(super) phase: u32,
    /// What the keys are measured by; at least 1.
    pub(super) s: u64,
    /// The k of the first unit; at least 1.
    pub(super) first: u64,
    /// How many units of the taker stand before these, in earlier phases.
    pub(super) before: i64,
    /// How many units there are.
    pub(super) length: i64,
}

impl<E: Row> Run<E> {
    /// No unit of anybody.
    pub(super) const NONE: Self = Self {
        taker: E::FIRST,
        phase: 0,
        s: 1,
        first: 1,
        before: 0,
        length: 0,
    };

    /// The unit after the first `count` ones of the run.
    pub(super) const fn unit(&self, count: i64) -> Unit<E> {
        let k = self.first as u128 + count.unsigned_abs() as u128;
        Unit {
            phase: self.phase,
            numerator: 2 * k - 1,
            s: self.s,
            taker: self.taker,
        }
    }

    /// The run without the units that the taker has beyond its first `allowed`.
    pub(super) fn cut(mut self, allowed: i64) -> Self {
        self.length = (allowed - self.before).clamp(0, self.length);
        self
    }
}

/// One unit, as far as the order looks at it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit<E> {
    phase: u32,
    numerator: u128,
    s: u64,
    taker: E,
}

impl<E: Row> Unit<E> {
    pub(super) const fn phase(&self) -> u32 {
        self.phase
    }
}

impl<E: Row> Ord for Unit<E> {
    fn cmp(&self, other: &Self) -> Ordering {
        // 2k − 1 is below 2^64 and s below 2^63: neither product wraps, and no
        // rounding can flip a tie.
        let key =
            || (self.numerator * u128::from(other.s)).cmp(&(other.numerator * u128::from(self.s)));
        self.phase
            .cmp(&other.phase)
            .then_with(key)
            .then_with(|| self.taker.cmp(&other.taker))
    }
}

impl<E: Row> PartialOrd for Unit<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E: Row> PartialEq for Unit<E> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<E: Row> Eq for Unit<E> {}
