//! The allocator's own measure: made-up columns, solved and certified.
//!
//! Documents play no part here. A run begins with needs and gifts as numbers,
//! in the order of their ids, and ends with the records of who pays whom: it is
//! the way of every programme from there on. The core reads no clock, so the
//! caller takes the time of each step.

mod dice;
mod extremes;
mod generate;
mod graph;

use std::ops::Range;

use super::AllocateError;
use super::caps;
use super::certificate;
use super::column::{Column, NeedIndex, OfferIndex, Row};
use super::columns::Columns;
use super::cut::{Cut, FlowCut};
use super::parallel;
use super::problem::Problem;
use super::progress::{Progress, Watch};
use super::route::{Route, route};
use super::use_order::in_order;

pub use graph::Graph;

/// What kind of needs and gifts.
///
/// The first three are programmes as they come; the others are edges, where
/// each need asks for 1,000 yuan and there is money for half of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Money for 70 % of what is asked, 35 % of it unrestricted.
    A,
    /// Money for 35 %; 3 % unrestricted, 27 % by category, 20 % by force.
    H,
    /// Money for 50 %, a third of it restricted across all areas: pairs of
    /// categories, several counties, several projects, named needs.
    G,
    /// Equal needs, unrestricted gifts.
    Equal,
    /// Needs of three weights, unrestricted gifts.
    Free,
    /// Each gift names one need.
    Named,
    /// Each need has a village, and each village its own gifts.
    Villages,
    /// One need asks for as much as all others together.
    Giant,
    /// Gifts that bring nothing.
    Zero,
}

/// What is made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// How many needs; at least 1.
    pub needs: u32,
    /// How many gifts.
    pub gifts: u32,
    /// How many counties there are, at least 1; of a country it is known.
    pub counties: u32,
    /// What kind.
    pub family: Family,
    /// Equal seeds give equal numbers, on every machine.
    pub seed: u64,
}

impl Size {
    /// As many gifts as needs, in 200 counties, from seed 1.
    #[must_use]
    pub const fn new(needs: u32, family: Family) -> Self {
        Self {
            needs,
            gifts: needs,
            counties: 200,
            family,
            seed: 1,
        }
    }
}

/// Made-up needs and gifts, by id.
#[derive(Debug)]
pub struct Instance {
    columns: Columns,
    received_on: Vec<u64>,
    /// The most that the needs of each village may get together.
    caps: Vec<i64>,
    by_flow: bool,
}

/// What an instance was solved to.
#[derive(Debug)]
pub struct Solution {
    /// The needs by place, which is the order of ties.
    columns: Columns,
    received_on: Vec<u64>,
    caps: Vec<i64>,
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
    /// How often a maximum flow looked for new ways, in all cuts together.
    pub phases: u64,
    /// Whether cuts were read off the tree of areas.
    pub lanes: bool,
}

impl Instance {
    /// Makes up needs and gifts.
    ///
    /// Families a, h and g: max(counties, needs ÷ 50) villages, needs ÷ 4
    /// projects, 6 categories, 5 forces (a fifth of the counties has two), 4
    /// tiers, weights 1 to 3, a floor for every tenth need, overhead of up to
    /// 10 %, amounts that are log-normal.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu::allocate::NoProgress;
    /// use bangfu::allocate::bench::{Family, Instance, Size};
    ///
    /// let solution = Instance::made(Size::new(100, Family::H)).solve(&mut NoProgress)?;
    /// assert!(solution.granted() > 0);
    /// assert_eq!(solution.verify(), Ok(()));
    /// # Ok::<(), bangfu::allocate::AllocateError>(())
    /// ```
    #[must_use]
    pub fn made(size: Size) -> Self {
        match size.family {
            Family::A | Family::H | Family::G => generate::instance(size),
            _ => extremes::instance(size),
        }
    }

    /// Makes up one need a category in each village of a country, and gifts for
    /// its divisions of every level. `villages` are codes of twelve digits,
    /// ascending. Of `size` the gifts, the family (a, h or g) and the seed count.
    #[must_use]
    pub fn country(villages: &[u64], size: Size) -> Self {
        generate::country(villages, size)
    }

    fn new(columns: Columns, received_on: Vec<u64>) -> Self {
        Self {
            columns,
            received_on,
            caps: Vec::new(),
            by_flow: false,
        }
    }

    /// The same with a cap on every village, at half of what its needs ask for.
    #[must_use]
    pub fn capped(mut self) -> Self {
        self.caps = vec![0; self.columns.places as usize];
        for (need, &place) in self.columns.place.iter().enumerate() {
            let runs = self.columns.runs.of(NeedIndex::new(need));
            self.caps[place as usize] += runs.iter().map(|run| run.length).sum::<i64>();
        }
        self.caps.iter_mut().for_each(|cap| *cap /= 2);
        self
    }

    /// The same, with minimum cuts found by flows, though a tree may be there.
    #[must_use]
    pub const fn by_flow(mut self) -> Self {
        self.by_flow = true;
        self
    }

    /// How many needs there are.
    #[must_use]
    pub fn needs(&self) -> u32 {
        self.columns.place.len() as u32
    }

    /// How many gifts there are.
    #[must_use]
    pub fn gifts(&self) -> u32 {
        self.columns.reach.len() as u32
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
        let columns = self.columns.by_place(&mut watch)?;
        let problem = Problem::gather(&columns, None, &mut watch)?;
        watch.pulse()?;
        let mut cut: Box<dyn Cut + '_> = if self.by_flow {
            Box::new(FlowCut::default())
        } else {
            problem.network.cut()
        };
        let allowed = caps::all_allowed(&problem);
        let of_village = |(max, needs): (i64, Range<u32>)| {
            let needs = needs.map(|need| NeedIndex::new(need as usize));
            (max, needs.collect())
        };
        let own = capped_needs(&self.caps, &columns).map(of_village);
        let live = caps::binding(&problem, own);
        let by_use = || {
            let breadth = problem.breadth.values().map(|&size| u64::from(size));
            let offers = problem.offers.values();
            let received = offers.map(|&offer| self.received_on[offer as usize]);
            let ranks = [breadth.collect(), received.collect()];
            in_order(&ranks, problem.offers.len(), false)
        };
        let (order, granted) = parallel::beside(problem.offers.len(), by_use, || {
            watch.pulse()?;
            caps::solve(&problem, &live, allowed, &mut *cut, &mut watch)
        });
        let (granted, of_needs) = granted?;
        watch.pulse()?;
        let runs = columns.runs.total() + problem.offers.len();
        let Route {
            used: of_offer,
            lines,
            counters: of_offers,
        } = route(&problem, &granted, &order, &mut *cut, &mut watch)?;
        let mut counters = of_needs;
        counters += of_offers;
        let work = Work {
            cuts: counters.cuts,
            passes: counters.runs * 1000 / runs.max(1) as u64,
            depth: counters.depth,
            phases: cut.phases(),
            lanes: problem.network.lanes.is_some() && !self.by_flow,
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
            caps: self.caps,
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

    /// Whether it is the same to the fen and to the line.
    #[cfg(all(test, feature = "parallel"))]
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.granted == other.granted && self.used == other.used && self.lines == other.lines
    }

    /// How much work the run was.
    #[must_use]
    pub const fn work(&self) -> Work {
        self.work
    }

    /// Certifies the solution without solving: every line is lawful, every sum
    /// is exact, no need could have had a unit in place of a later one, no gift
    /// could have been used in place of a later one. A cap that earlier units
    /// fill is a reason, too.
    ///
    /// # Errors
    ///
    /// What does not hold.
    pub fn verify(&self) -> Result<(), String> {
        let caps: Vec<_> = capped_needs(&self.caps, &self.columns)
            .map(|(max, needs)| (max, needs.collect()))
            .collect();
        certificate::certify(&certificate::Claim {
            columns: &self.columns,
            caps: &caps,
            received_on: &self.received_on,
            granted: &self.granted,
            used: &self.used,
            lines: &self.lines,
        })
    }
}

/// Each cap on a village, and its needs; needs stand by place.
fn capped_needs(caps: &[i64], columns: &Columns) -> impl Iterator<Item = (i64, Range<u32>)> {
    let mut start = 0;
    caps.iter().zip(0_u32..).map(move |(&max, place)| {
        let first = start;
        start = columns.place.partition_point(|&own| own <= place) as u32;
        (max, first..start)
    })
}

/// The work by which milliseconds of one machine are compared with those of
/// another: a million pairs are sorted by radix and summed, twice.
#[must_use]
pub fn calibrate() -> u64 {
    let mut sum = 0_u64;
    for seed in 0..2 {
        let mut dice = dice::Dice::new(seed);
        let mut pairs: Vec<(u64, u32)> = (0..1_000_000).map(|at| (dice.next(), at)).collect();
        radsort::sort_by_key(&mut pairs, |&(key, _)| key);
        let ordered = pairs.iter().zip(0_u64..);
        sum = ordered.fold(sum, |sum, (&(key, at), place)| {
            sum.wrapping_add(key ^ (u64::from(at) << 32) ^ place)
        });
    }
    sum
}
