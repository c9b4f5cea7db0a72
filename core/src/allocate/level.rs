//! Finds the first units of the order, exactly.
//!
//! Inside a phase the units up to a level λ are, of a run with s, those with
//! k ≤ λs + ½. The level is searched in fixed point with 64 binary places; what
//! stands between the last level with too few units and the first with enough
//! is listed, and the missing ones are selected by their exact keys.
//!
//! Right because: the level only says where to look. It never decides: all
//! units below the lower level precede all between the two, and those are
//! compared exactly. One step of the level moves λs by less than one, so at
//! most one unit a run stands between neighbouring levels, and the list ends.
//!
//! Knows nothing of money or classes: it sees runs and a count.

use super::column::Row;
use super::order::Run;

/// One half with 64 binary places.
const HALF: u128 = 1 << 63;

/// How many units of each run are among the first `count` of all; all of them
/// when there are fewer. Runs stand by phase.
pub(super) fn prefix<E: Row>(runs: &[Run<E>], count: i64, counts: &mut Vec<i64>) {
    counts.clear();
    let mut left = i128::from(count);
    let mut rest = runs;
    while let Some(first) = rest.first() {
        let mut length = 0_i128;
        let same = rest.iter().take_while(|run| run.phase == first.phase);
        let size = same.map(|run| length += i128::from(run.length)).count();
        let (phase, later) = rest.split_at(size);
        rest = later;
        if length > left {
            let start = counts.len();
            counts.resize(start + size, 0);
            fill(phase, left, &mut counts[start..]);
            break;
        }
        counts.extend(phase.iter().map(|run| run.length));
        left -= length;
    }
    counts.resize(runs.len(), 0);
}

/// The units of the run up to the level.
fn units<E: Row>(run: &Run<E>, level: u128) -> i64 {
    let s = u128::from(run.s);
    let (whole, part) = (level >> 64, level & u128::from(u64::MAX));
    // ⌊λs + ½⌋: whole × s is exact, and both products stay below 2^127.
    let k = whole * s + ((part * s + HALF) >> 64);
    let count = k.saturating_sub(u128::from(run.first) - 1);
    i64::try_from(count).map_or(run.length, |count| count.min(run.length))
}

/// A level, how many units stand up to it, and how fast they become more.
#[derive(Clone, Copy)]
struct Mark {
    level: u128,
    count: i128,
    slope: u128,
}

/// The first `count` units of one phase that has more of them.
fn fill<E: Row>(runs: &[Run<E>], count: i128, counts: &mut [i64]) {
    if let ([_], [only]) = (runs, &mut *counts) {
        // Less than the run's length, which is an i64.
        *only = i64::try_from(count).unwrap_or(i64::MAX);
        return;
    }
    if count == 0 {
        return;
    }
    let (below, above) = bracket(runs, count);
    let mut between = Vec::new();
    for (index, (run, place)) in runs.iter().zip(counts.iter_mut()).enumerate() {
        *place = units(run, below.level);
        for next in *place..units(run, above.level) {
            between.push((run.unit(next), index as u32));
        }
    }
    // At least one unit more stands up to `above` than is wanted.
    let missing = usize::try_from(count - below.count)
        .unwrap_or(0)
        .min(between.len());
    if missing < between.len() {
        between.select_nth_unstable(missing);
    }
    for &(_, index) in &between[..missing] {
        counts[index as usize] += 1;
    }
}

/// Two levels, the lower with at most `count` units and the upper with more,
/// that have few units between them.
fn bracket<E: Row>(runs: &[Run<E>], count: i128) -> (Mark, Mark) {
    let few = 2 * runs.len() as i128 + 64;
    let mut below = Mark::at(runs, 0);
    let mut above = Mark::top(runs);
    let mut at = below;
    let mut halve = false;
    while above.count - below.count > few && above.level - below.level > 1 {
        let width = above.level - below.level;
        let guess = if halve { None } else { at.tangent(count) };
        let inside = |level: &u128| below.level < *level && *level < above.level;
        let level = guess.filter(inside).unwrap_or(below.level + width / 2);
        at = Mark::at(runs, level);
        if at.count <= count {
            below = at;
        } else {
            above = at;
        }
        // A tangent that brings little is followed by a halving, so the search
        // ends after at most twice as many steps as there are binary places.
        halve = !halve && above.level - below.level > width / 2;
    }
    (below, above)
}

/// A level at which every unit of the run stands.
fn last_level<E: Row>(run: &Run<E>) -> u128 {
    let k = u128::from(run.first) - 1 + u128::from(run.length.unsigned_abs());
    ((k << 64) / u128::from(run.s)).saturating_add(1)
}

impl Mark {
    fn at<E: Row>(runs: &[Run<E>], level: u128) -> Self {
        let (mut count, mut slope) = (0_i128, 0_u128);
        for run in runs {
            let taken = units(run, level);
            count += i128::from(taken);
            if taken < run.length && (taken > 0 || run.first == 1) {
                slope += u128::from(run.s);
            }
        }
        Self {
            level,
            count,
            slope,
        }
    }

    /// Where every unit of all runs stands.
    fn top<E: Row>(runs: &[Run<E>]) -> Self {
        Self {
            level: runs.iter().map(last_level).max().unwrap_or(0),
            count: runs.iter().map(|run| i128::from(run.length)).sum(),
            slope: 0,
        }
    }

    /// Where the count would be reached if all runs that have begun and have
    /// not ended went on as they do here.
    fn tangent(self, count: i128) -> Option<u128> {
        let missing = count - self.count;
        // Both counts are sums of at most 10^7 runs that were cut at the money
        // there is; where the shift would not fit, halving goes on without it.
        let shifted = missing.unsigned_abs().checked_mul(1 << 64)?;
        let step = shifted.checked_div(self.slope)?.max(1);
        if missing >= 0 {
            self.level.checked_add(step)
        } else {
            self.level.checked_sub(step)
        }
    }
}
