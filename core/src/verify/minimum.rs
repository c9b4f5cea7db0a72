//! Which needs fall below the minimum grant, by a slow reference.
//!
//! No look at a finished plan can tell: a need is dropped because of what it
//! would have got beside others that may have been dropped since. So the whole
//! rule is carried out: solve, drop the need below the minimum whose last unit
//! stands latest, solve again.
//!
//! A solution is found by bisection along the order of units. What can be
//! granted together is closed under leaving units away, so there is a first
//! unit up to which not all of them can be; everything before it is granted,
//! whoever can get nothing more now is done, and the search goes on with the
//! others.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::Network;
use super::order::{Phase, Position, Run};
use super::problem::Problem;
use crate::sorted::sort_by;

/// What the reference finds.
#[derive(Debug)]
pub(super) struct Minimum {
    /// Whether each seeker falls below the minimum.
    pub(super) dropped: Vec<bool>,
    /// What each is granted as long as nobody is dropped.
    pub(super) before: Vec<i64>,
}

/// Carries out rule 6.
pub(super) fn apply(problem: &Problem, minimum: i64) -> Minimum {
    let nothing = vec![0; problem.seekers.len()];
    let mut dropped = vec![false; problem.seekers.len()];
    let mut granted = solve(problem, &dropped, &nothing);
    let before = granted.clone();
    loop {
        let below = (0..granted.len()).filter(|&index| {
            granted[index] > 0 && granted[index] < minimum.min(problem.seekers[index].room)
        });
        let latest = below.max_by_key(|&index| problem.seekers[index].last(granted[index]));
        let Some(latest) = latest else {
            return Minimum { dropped, before };
        };
        dropped[latest] = true;
        granted[latest] = 0;
        // Without caps a need that withdraws takes nothing from anybody
        // (matroids: the greedy basis keeps its other elements), so that the
        // search goes on from here. With caps it begins anew.
        let start = if problem.caps.is_empty() {
            &granted
        } else {
            &nothing
        };
        granted = solve(problem, &dropped, start);
    }
}

/// The greedy set of the seekers that are not dropped, of which `start` is
/// known to be a part.
fn solve(problem: &Problem, dropped: &[bool], start: &[i64]) -> Vec<i64> {
    let mut solver = Solver::new(problem, start);
    let runs = || {
        problem
            .seekers
            .iter()
            .enumerate()
            .filter(|&(index, _)| !dropped[index])
    };
    let phases: BTreeSet<Phase> = runs()
        .flat_map(|(_, seeker)| &seeker.runs)
        .map(|run| run.phase)
        .collect();
    let mut done = dropped.to_vec();
    for phase in phases {
        let mut active = Vec::new();
        for (index, seeker) in runs() {
            let mut before = 0;
            for run in &seeker.runs {
                if run.phase == phase && solver.granted[index] < before + run.count.cast_signed() {
                    active.push(Active {
                        seeker: index,
                        tie: seeker.tie,
                        run: *run,
                        before,
                    });
                }
                before += run.count.cast_signed();
            }
        }
        solver.fill(active, &mut done);
    }
    solver.granted
}

/// A seeker that rises in the present phase.
#[derive(Clone, Copy, Debug)]
struct Active {
    seeker: usize,
    tie: usize,
    run: Run,
    /// How many units earlier phases may grant it.
    before: i64,
}

impl Active {
    /// How many units the seeker has when all keys up to level ÷ 2⁶² are
    /// granted.
    ///
    /// (2k − 1) ÷ 2s ≤ level ÷ 2⁶²  iff  2k − 1 ≤ ⌊s × level ÷ 2⁶¹⌋. Where the
    /// product does not fit, k is above 2⁶⁶ and every unit is granted.
    fn at(&self, level: u128) -> i64 {
        let odd = u128::from(self.run.s).saturating_mul(level) >> 61;
        let k = odd.saturating_add(1) / 2;
        let first = u128::from(self.run.first);
        let units = k
            .saturating_add(1)
            .saturating_sub(first)
            .min(u128::from(self.run.count));
        self.before + i64::try_from(units).unwrap_or(0)
    }

    fn all(&self) -> i64 {
        self.before + self.run.count.cast_signed()
    }

    /// A level that grants all of its units.
    fn top(&self) -> u128 {
        let last = u128::from(self.run.first) + u128::from(self.run.count) - 1;
        ((2 * last - 1) << 61) / u128::from(self.run.s) + 1
    }

    fn position(&self, unit: i64) -> Position {
        self.run
            .position((unit - self.before).cast_unsigned(), self.tie)
    }
}

struct Solver<'p> {
    problem: &'p Problem,
    granted: Vec<i64>,
    network: Network,
    /// Seekers that the same purses may pay are one cell.
    cell_of: Vec<usize>,
    demand: Vec<usize>,
}

const SOURCE: usize = 0;
const SINK: usize = 1;

impl<'p> Solver<'p> {
    fn new(problem: &'p Problem, start: &[i64]) -> Self {
        let mut cells: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        let mut cell_of = Vec::with_capacity(problem.seekers.len());
        for seeker in &problem.seekers {
            let next = cells.len();
            cell_of.push(*cells.entry(problem.purses_of(seeker)).or_insert(next));
        }
        let purses = problem.purses.len();
        let mut network = Network::new(2 + purses + cells.len());
        for (index, purse) in problem.purses.iter().enumerate() {
            // The sum of all gifts of a programme is within range.
            let available = i64::try_from(purse.available).unwrap_or(i64::MAX);
            network.connect(SOURCE, 2 + index, available);
        }
        let mut demand = vec![0; cells.len()];
        for (of, &cell) in &cells {
            for &purse in of {
                network.connect(2 + purse, 2 + purses + cell, i64::MAX);
            }
            demand[cell] = network.connect(2 + purses + cell, SINK, 0);
        }
        let mut solver = Self {
            problem,
            granted: vec![0; problem.seekers.len()],
            network,
            cell_of,
            demand,
        };
        let target: Vec<_> = start.iter().copied().enumerate().collect();
        if let Some(network) = solver.raised(&target) {
            solver.commit(&target, network);
        }
        solver
    }

    /// The network when seekers have risen to their targets; none when that
    /// can't be paid or breaks a cap.
    fn raised(&self, targets: &[(usize, i64)]) -> Option<Network> {
        let mut rises = BTreeMap::new();
        let mut wanted = 0_i64;
        let mut network = self.network.clone();
        for &(seeker, target) in targets {
            let rise = target - self.granted[seeker];
            if rise > 0 {
                rises.insert(seeker, rise);
                wanted = wanted.checked_add(rise)?;
                network.widen(self.demand[self.cell_of[seeker]], rise);
            }
        }
        for cap in &self.problem.caps {
            let total = |&seeker: &usize| {
                i128::from(self.granted[seeker] + rises.get(&seeker).unwrap_or(&0))
            };
            if cap.seekers.iter().map(total).sum::<i128>() > i128::from(cap.max) {
                return None;
            }
        }
        (network.augment(SOURCE, SINK) == wanted).then_some(network)
    }

    fn commit(&mut self, targets: &[(usize, i64)], network: Network) {
        for &(seeker, target) in targets {
            self.granted[seeker] = self.granted[seeker].max(target);
        }
        self.network = network;
    }

    /// Marks who can't get anything more: a full cap covers it, or nothing that
    /// is left can be brought to it. Feasible sets are closed downwards, so it
    /// never will.
    fn settle(&self, active: &mut Vec<Active>, done: &mut [bool]) {
        let levels = self.network.levels(SOURCE);
        let full = |cap: &usize| {
            let cap = &self.problem.caps[*cap];
            let total = cap
                .seekers
                .iter()
                .map(|&seeker| i128::from(self.granted[seeker]))
                .sum::<i128>();
            total >= i128::from(cap.max)
        };
        let cells = 2 + self.problem.purses.len();
        active.retain(|one| {
            let seeker = one.seeker;
            let stuck = levels[cells + self.cell_of[seeker]].is_none()
                || self.problem.seekers[seeker].caps.iter().any(full);
            done[seeker] |= stuck;
            !done[seeker] && self.granted[seeker] < one.all()
        });
    }

    /// Grants the units of one phase.
    fn fill(&mut self, mut active: Vec<Active>, done: &mut [bool]) {
        let mut low = 0_u128;
        loop {
            self.settle(&mut active, done);
            if active.is_empty() {
                return;
            }
            let all: Vec<_> = active.iter().map(|one| (one.seeker, one.all())).collect();
            if let Some(network) = self.raised(&all) {
                self.commit(&all, network);
                return;
            }
            let mut high = active
                .iter()
                .map(Active::top)
                .max()
                .unwrap_or(0)
                .max(low + 1);
            while high - low > 1 {
                let level = low + (high - low) / 2;
                let targets: Vec<_> = active
                    .iter()
                    .map(|one| (one.seeker, one.at(level)))
                    .collect();
                match self.raised(&targets) {
                    Some(network) => {
                        self.commit(&targets, network);
                        low = level;
                    }
                    None => high = level,
                }
            }
            self.fill_between(&active, high);
        }
    }

    /// Grants the units between the level reached and the next, up to the first
    /// that can't be granted. Keys of a need lie at least 2⁻⁶³ apart, so each
    /// has two there at most.
    fn fill_between(&mut self, active: &[Active], high: u128) {
        let mut units = Vec::new();
        for one in active {
            for unit in self.granted[one.seeker].max(one.before)..one.at(high) {
                units.push((one.position(unit), one.seeker, unit + 1));
            }
        }
        sort_by(&mut units, |(a, ..), (b, ..)| a.cmp(b));
        let mut fits = 0;
        let mut fails = units.len();
        while fits < fails {
            let middle = fits + (fails - fits) / 2;
            let targets: Vec<_> = units
                .iter()
                .take(middle + 1)
                .map(|&(_, seeker, unit)| (seeker, unit))
                .collect();
            match self.raised(&merged(&targets)) {
                Some(network) => {
                    self.commit(&targets, network);
                    fits = middle + 1;
                }
                None => fails = middle,
            }
        }
    }
}

/// One target for each seeker: the highest.
fn merged(targets: &[(usize, i64)]) -> Vec<(usize, i64)> {
    let mut highest: BTreeMap<usize, i64> = BTreeMap::new();
    for &(seeker, target) in targets {
        let entry = highest.entry(seeker).or_insert(target);
        *entry = target.max(*entry);
    }
    highest.into_iter().collect()
}
