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

use super::order::{Run, Unit};

/// One half with 64 binary places.
const HALF: u128 = 1 << 63;

/// From so many runs on, a few of them say where the search begins.
const MANY: usize = 2048;
/// How many these are: so many at least, and of very many one in so many, which
/// saves a look at all for the price of a small part of one.
const FEW: usize = 256;
const ONE_IN: usize = 64;

/// The first units of runs that stand by phase: all of the first runs, some of
/// those of one phase, none of the rest.
#[derive(Debug, Default)]
pub(super) struct Prefix {
    /// How many runs are taken whole.
    pub(super) whole: usize,
    /// What is taken of each run of the phase that follows.
    pub(super) counts: Vec<i64>,
    between: Vec<(Unit, u32)>,
    sample: Vec<Run>,
}

impl Prefix {
    /// Takes the first `count` units; all when there are fewer.
    pub(super) fn take(&mut self, runs: &[Run], count: i64) {
        self.clear();
        let mut left = count.unsigned_abs();
        while let Some(first) = runs.get(self.whole) {
            let (mut length, mut end) = (0_u64, self.whole);
            while let Some(run) = runs.get(end).filter(|run| run.phase == first.phase) {
                // More than any count, if it can't be held.
                length = length.saturating_add(run.length.unsigned_abs());
                end += 1;
            }
            if length > left {
                self.counts.resize(end - self.whole, 0);
                self.fill(&runs[self.whole..end], left.cast_signed(), length);
                return;
            }
            left -= length;
            self.whole = end;
        }
    }

    /// Takes nothing.
    pub(super) fn clear(&mut self) {
        self.counts.clear();
        self.whole = 0;
    }

    /// What is taken of the run at this place.
    pub(super) fn of(&self, at: usize, run: &Run) -> i64 {
        match at.checked_sub(self.whole) {
            None => run.length,
            Some(at) => self.counts.get(at).copied().unwrap_or(0),
        }
    }

    /// The runs of which something might be taken, and how much is.
    pub(super) fn taken<'a>(&'a self, runs: &'a [Run]) -> impl Iterator<Item = (&'a Run, i64)> {
        let (whole, rest) = runs.split_at(self.whole);
        let whole = whole.iter().map(|run| (run, run.length));
        whole.chain(rest.iter().zip(self.counts.iter().copied()))
    }

    /// The first `count` units of one phase that has `all` of them, which are
    /// more.
    fn fill(&mut self, runs: &[Run], count: i64, all: u64) {
        if let [only] = &mut self.counts[..] {
            *only = count;
            return;
        }
        if count == 0 {
            return;
        }
        let (count, all) = (i128::from(count), i128::from(all));
        let start = self.guess(runs, count, all);
        let (below, above) = bracket(runs, count, all, start);
        self.between.clear();
        for (index, (run, place)) in runs.iter().zip(&mut self.counts).enumerate() {
            *place = units(run, below.level);
            for next in *place..units(run, above.level) {
                self.between.push((run.unit(next), index as u32));
            }
        }
        // At least one unit more stands up to `above` than is wanted.
        let missing = usize::try_from(count - below.count)
            .unwrap_or(0)
            .min(self.between.len());
        if missing < self.between.len() {
            self.between.select_nth_unstable(missing);
        }
        for &(_, index) in &self.between[..missing] {
            self.counts[index as usize] += 1;
        }
    }

    /// Where the level might be: where some of many runs would have their part
    /// of the count.
    fn guess(&mut self, runs: &[Run], count: i128, all: i128) -> Option<u128> {
        if runs.len() < MANY {
            return None;
        }
        self.sample.clear();
        self.sample
            .extend(runs.iter().step_by((runs.len() / FEW).min(ONE_IN)).copied());
        let some = self.sample.iter().map(|run| i128::from(run.length)).sum();
        let part = count.checked_mul(some)? / all;
        if part == 0 {
            return None;
        }
        let (below, _) = bracket(&self.sample, part, some, None);
        Some(below.level).filter(|&level| level > 0)
    }
}

/// The units of the run up to the level.
fn units(run: &Run, level: u128) -> i64 {
    let (whole, part) = ((level >> 64) as u64, level as u64);
    // ⌊λs + ½⌋: whole × s is exact, and the other product stays below 2^127, so
    // its part fits. What saturates is beyond the run: its last k is below 2^63.
    let part = (u128::from(part) * u128::from(run.s) + HALF) >> 64;
    let k = whole.saturating_mul(run.s).saturating_add(part as u64);
    let count = k.saturating_sub(run.first - 1);
    count.min(run.length.unsigned_abs()).cast_signed()
}

/// A level, how many units stand up to it, and how fast they become more.
#[derive(Clone, Copy)]
struct Mark {
    level: u128,
    count: i128,
    slope: u128,
}

/// Two levels, the lower with at most `count` of `all` units and the upper with
/// more, that have few units between them.
fn bracket(runs: &[Run], count: i128, all: i128, start: Option<u128>) -> (Mark, Mark) {
    let few = runs.len() as i128 / 8 + 64;
    let mut below = match start {
        None => Mark::bottom(runs),
        Some(_) => Mark::BOTTOM,
    };
    let mut above = Mark {
        // The last k is below 2^63 and s at least 1.
        level: 1 << 127,
        count: all,
        slope: 0,
    };
    let (mut guess, mut poor) = (start, 0);
    while above.count - below.count > few && above.level - below.level > 1 {
        let gap = above.count - below.count;
        if guess.is_none() && poor < 3 {
            let nearer = count - below.count < above.count - count;
            let (near, far) = if nearer {
                (below, above)
            } else {
                (above, below)
            };
            let tangent = |mark: Mark| mark.tangent(count, few / 4);
            guess = tangent(near).or_else(|| tangent(far));
        }
        let inside = |level: &u128| below.level < *level && *level < above.level;
        let level = guess.take().filter(inside);
        // Tangents that bring little are followed by a halving, so the search
        // ends after a few steps for each binary place.
        poor = if level.is_none() { 0 } else { poor + 1 };
        let at = Mark::at(
            runs,
            level.unwrap_or_else(|| middle(below.level, above.level)),
        );
        if at.count <= count {
            below = at;
        } else {
            above = at;
        }
        if above.count - below.count <= gap / 2 {
            poor = 0;
        }
    }
    (below, above)
}

/// A level between two that are not neighbours: halfway, by their binary places
/// while these differ.
fn middle(below: u128, above: u128) -> u128 {
    if above >> 2 > below {
        let places = |level: u128| u128::BITS - level.leading_zeros();
        1 << ((places(below) + places(above) - 1) / 2)
    } else {
        below + (above - below) / 2
    }
}

impl Mark {
    /// Where no unit stands; how fast they begin is not known.
    const BOTTOM: Self = Self {
        level: 0,
        count: 0,
        slope: 0,
    };

    fn bottom(runs: &[Run]) -> Self {
        let open = runs.iter().filter(|run| run.first == 1);
        Self {
            slope: open.map(|run| u128::from(run.s)).sum(),
            ..Self::BOTTOM
        }
    }

    fn at(runs: &[Run], level: u128) -> Self {
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

    /// Where the count would be passed by `beyond` if all runs that have begun
    /// and have not ended went on as they do here.
    fn tangent(self, count: i128, beyond: i128) -> Option<u128> {
        let missing = count - self.count;
        let missing = missing + if missing >= 0 { beyond } else { -beyond };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allocate::column::{Row, TakerIndex};

    /// Runs of two phases with a few units each.
    fn runs(count: usize, draw: &mut impl FnMut(u64) -> u64) -> Vec<Run> {
        let mut run = |taker: usize| Run {
            taker: TakerIndex::new(taker),
            phase: u32::from(taker > count / 9),
            s: 1 + draw(1 << (1 + taker % 40)),
            first: 1 + draw(2) * draw(50),
            length: draw(9).cast_signed(),
        };
        (0..count).map(&mut run).collect()
    }

    #[test]
    fn the_first_units_are_those_that_a_sort_puts_first() {
        let mut state = 7_u64;
        let mut draw = |bound: u64| {
            state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
            ((u128::from(state) * u128::from(bound)) >> 64) as u64
        };
        let mut prefix = Prefix::default();
        for round in 0..400 {
            let size = match round {
                // From here on one run in so many is looked at, and no longer one in few.
                7 => FEW * ONE_IN * 2,
                _ if round % 40 == 0 => 3 * MANY,
                _ => [1, 2, 5, 60][round % 4],
            };
            let runs = runs(size, &mut draw);
            let units = |run: &Run| {
                let run = *run;
                (0..run.length).map(move |at| run.unit(at))
            };
            let mut sorted: Vec<Unit> = runs.iter().flat_map(units).collect();
            sorted.sort_unstable();
            let count = draw(sorted.len() as u64 + 2) as usize;
            prefix.take(&runs, count as i64);
            let first = &sorted[..count.min(sorted.len())];
            for (at, run) in runs.iter().enumerate() {
                let taken = prefix.of(at, run);
                assert!(units(run).enumerate().all(|(nth, unit)| {
                    first.binary_search(&unit).is_ok() == ((nth as i64) < taken)
                }));
            }
        }
    }
}
