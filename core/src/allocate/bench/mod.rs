//! The allocator's own measure: made-up columns, solved and certified.
//!
//! Documents play no part here. A run begins with needs and gifts as numbers,
//! in the order of their ids, and ends with the records of who pays whom: it is
//! the way of every programme from there on. The core reads no clock, so the
//! caller takes the time of each step.

mod generate;

use super::AllocateError;
use super::caps;
use super::certificate;
use super::column::{Column, NeedIndex, OfferIndex};
use super::columns::Columns;
use super::problem::Problem;
use super::progress::{Progress, Watch};
use super::route::{Route, route};
use super::use_order::in_order;

/// How much of the money may be used for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Money for 70 % of what is asked, 35 % of it unrestricted.
    A,
    /// Money for 35 %; 3 % unrestricted, 27 % by category, 20 % by force.
    H,
}

/// What is made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// How many needs; at least 1.
    pub needs: u32,
    /// How many gifts.
    pub gifts: u32,
    /// How much of the money may be used for what.
    pub family: Family,
    /// Equal seeds give equal numbers, on every machine.
    pub seed: u64,
}

/// Made-up needs and gifts, by id.
#[derive(Debug)]
pub struct Instance {
    columns: Columns,
    received_on: Vec<u64>,
}

/// What an instance was solved to.
#[derive(Debug)]
pub struct Solution {
    /// The needs by place, which is the order of ties.
    columns: Columns,
    received_on: Vec<u64>,
    granted: Column<NeedIndex, i64>,
    used: Vec<i64>,
    lines: Vec<(u32, u32, i64)>,
    work: Work,
}

/// How much work a run was: it grows sooner than time shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Minimum cuts, for needs and for gifts.
    pub cuts: u64,
    /// Runs of units looked at in all nodes together, over how many there are,
    /// in thousandths.
    pub passes: u64,
    /// How often a node was split inside a node, at most.
    pub depth: u32,
    /// Whether cuts were read off the tree of areas.
    pub lanes: bool,
}

impl Instance {
    /// Makes up needs and gifts.
    ///
    /// 200 counties, max(200, needs ÷ 50) villages, needs ÷ 4 projects, 6
    /// categories, 5 forces (a fifth of the counties has two), 4 tiers, weights
    /// 1 to 3, a floor for every tenth need, overhead of up to 10 %, amounts
    /// that are log-normal.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu::allocate::NoProgress;
    /// use bangfu::allocate::bench::{Family, Instance, Size};
    ///
    /// let size = Size { needs: 100, gifts: 100, family: Family::H, seed: 1 };
    /// let solution = Instance::new(size).solve(&mut NoProgress)?;
    /// assert!(solution.granted() > 0);
    /// assert_eq!(solution.verify(), Ok(()));
    /// # Ok::<(), bangfu::allocate::AllocateError>(())
    /// ```
    #[must_use]
    pub fn new(size: Size) -> Self {
        generate::instance(size)
    }

    /// Gathers, allocates, and writes the records.
    ///
    /// # Errors
    ///
    /// [`AllocateError::Cancelled`] when `progress` breaks the run.
    pub fn solve(self, progress: &mut dyn Progress) -> Result<Solution, AllocateError> {
        let rows = self.columns.place.len() + self.columns.reach.len();
        let mut watch = Watch::new(progress, rows);
        watch.settle(0)?;
        let columns = self.columns.by_place();
        watch.pulse()?;
        let problem = Problem::gather(&columns, None, &mut watch)?;
        watch.pulse()?;
        let mut cut = problem.network.cut();
        let allowed = caps::all_allowed(&problem);
        let none = Column::new();
        let (granted, of_needs) = caps::solve(&problem, &none, allowed, &mut *cut, &mut watch)?;
        let breadth = problem.breadth.values().map(|&size| u64::from(size));
        let received = problem
            .offers
            .values()
            .map(|&offer| self.received_on[offer as usize]);
        let ranks = [breadth.collect(), received.collect()];
        watch.pulse()?;
        let order = in_order(&ranks, problem.offers.len(), false);
        watch.pulse()?;
        let runs = columns.runs.total() + problem.offers.len();
        let Route {
            used: of_offer,
            lines,
            counters: of_offers,
        } = route(&problem, &granted, &order, &mut *cut, &mut watch)?;
        let work = Work {
            cuts: of_needs.cuts + of_offers.cuts,
            passes: (of_needs.runs + of_offers.runs) * 1000 / runs.max(1) as u64,
            depth: of_needs.depth.max(of_offers.depth),
            lanes: problem.network.lanes.is_some(),
        };
        let mut used = vec![0; columns.reach.len()];
        for (offer, &row) in problem.offers.iter() {
            used[row as usize] = of_offer[offer];
        }
        let record = |(offer, need, units): (OfferIndex, NeedIndex, i64)| {
            (problem.offers[offer], problem.needs[need], units)
        };
        let lines = lines.into_iter().map(record).collect();
        drop(cut);
        drop(problem);
        Ok(Solution {
            columns,
            received_on: self.received_on,
            granted,
            used,
            lines,
            work,
        })
    }
}

impl Solution {
    /// All that is granted, in fen.
    #[must_use]
    pub fn granted(&self) -> i64 {
        self.granted.values().sum()
    }

    /// How many records there are.
    #[must_use]
    pub const fn lines(&self) -> usize {
        self.lines.len()
    }

    /// How much work the run was.
    #[must_use]
    pub const fn work(&self) -> Work {
        self.work
    }

    /// Certifies the solution without solving: every line is lawful, every sum
    /// is exact, no need could have had a unit in place of a later one, no gift
    /// could have been used in place of a later one.
    ///
    /// # Errors
    ///
    /// What does not hold.
    pub fn verify(&self) -> Result<(), String> {
        certificate::certify(&certificate::Claim {
            columns: &self.columns,
            received_on: &self.received_on,
            granted: &self.granted,
            used: &self.used,
            lines: &self.lines,
        })
    }
}

/// The work by which milliseconds of one machine are compared with those of
/// another: a million pairs are sorted by radix and summed, twice.
#[must_use]
pub fn calibrate() -> u64 {
    let mut sum = 0_u64;
    for seed in 0..2 {
        let mut dice = generate::Dice::new(seed);
        let mut pairs: Vec<(u64, u32)> = (0..1_000_000).map(|at| (dice.next(), at)).collect();
        radsort::sort_by_key(&mut pairs, |&(key, _)| key);
        let ordered = pairs.iter().zip(0_u64..);
        sum = ordered.fold(sum, |sum, (&(key, at), place)| {
            sum.wrapping_add(key ^ (u64::from(at) << 32) ^ place)
        });
    }
    sum
}
