//! The greedy set, by divide and conquer on minimum cuts.
//!
//! A node is a set of pockets with the classes in their reach. Of its units the
//! first T in order are taken, T being all that its payers have. If they can be
//! paid, they are the answer. If not, the minimum cut splits the node: the
//! pockets in the cut keep all classes in their reach, the others the rest, and
//! each side is a node of its own. A pocket that no shared class is left for is
//! solved by itself.
//!
//! Right because: let x̂ be the first T units and S the cut. In a transversal
//! matroid the greedy set of a total order gives everyone in S at most their x̂
//! and everyone outside at least theirs, and S uses up its reach exactly
//! (Fujishige 1980; Groenevelt 1991): so neither side can lend the other
//! anything. If x̂ can be paid, it is a prefix of the order, and no set of
//! more than T units can be paid: it is the greedy set. A node always shrinks:
//! all pockets together want T at most, so a cut leaves out a pocket or a class.
//!
//! So the side that gets at least x̂ has it for good: these units are *fixed*,
//! and the node goes on with the units after them. The side that gets at most
//! x̂ goes on without the units after them. No unit is looked at on both sides.
//!
//! Knows nothing of who the takers are. Needs take from pockets' own money and
//! from classes; when it is decided which gift is used first, offers take from
//! what is granted. A minimum cut is the same seen from either side.

use std::collections::HashMap;
use std::ops::{AddAssign, Range};

use super::AllocateError;
use super::arena::{Arena, Side};
use super::column::{CellIndex, ClassIndex, Column, HomeIndex, PocketIndex, Row, TakerIndex};
use super::cut::{AWAY, Cut, Question};
use super::level::Prefix;
use super::network::{Broad, Home, Network};
use super::order::Run;
use super::parallel;
use super::progress::Watch;

/// Who takes from whom over a network.
pub(super) struct Market<'a> {
    pub(super) network: &'a Network,
    /// Where each taker stands.
    pub(super) home: &'a Column<TakerIndex, HomeIndex>,
    pub(super) takers: Takers,
    /// What there is to take: of offers, what the own class of each pocket and
    /// each shared class has; of needs, what each pocket is granted.
    pub(super) pays: &'a Column<HomeIndex, i64>,
}

/// The side that takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Takers {
    /// Needs, from offers.
    Needs,
    /// Offers, from what needs are granted.
    Offers,
}

/// Stretches of the rows that all nodes share.
#[derive(Clone, Debug)]
struct Node {
    /// Pockets, those of a cell together, then classes.
    homes: Range<usize>,
    /// By phase.
    runs: Range<usize>,
}

/// The rows of all nodes.
struct Rows {
    homes: Arena<HomeIndex>,
    runs: Arena<Run>,
}

/// What the work on a run came to: it shows sooner than time does when the
/// algorithm gets worse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counters {
    /// Minimum cuts.
    pub(super) cuts: u64,
    /// Runs looked at in all nodes together.
    pub(super) runs: u64,
    /// How often nodes were split one inside the other, at most.
    pub(super) depth: u32,
}

impl AddAssign for Counters {
    fn add_assign(&mut self, other: Self) {
        self.cuts += other.cuts;
        self.runs += other.runs;
        self.depth = self.depth.max(other.depth);
    }
}

/// How many units of each taker are in the greedy set of `runs`, which stand
/// by phase.
pub(super) fn greedy(
    market: &Market<'_>,
    cut: &mut dyn Cut,
    runs: Vec<Run>,
    watch: &mut Watch<'_>,
) -> Result<(Column<TakerIndex, i64>, Counters), AllocateError> {
    let mut solver = Solver::new(market);
    let network = market.network;
    let mut rows = Rows {
        homes: Arena::new((0..network.homes()).map(HomeIndex::new).collect()),
        runs: Arena::new(runs),
    };
    let all = Node {
        homes: rows.homes.all(),
        runs: rows.runs.all(),
    };
    for class in (0..network.classes).map(ClassIndex::new) {
        solver.place[class] = class.number() as u32;
    }
    watch.pulse()?;
    let mut nodes: Vec<(Node, u32)> = Vec::new();
    if solver.find_alone(rows.homes.of(&all.homes)) {
        // Nothing is taken and nothing is cut: all but those alone goes on.
        let parted = solver.part(&mut rows, &all, 0, watch)?;
        nodes.extend(parted.into_iter().flatten().map(|side| (side, 0)));
    } else if !all.runs.is_empty() {
        nodes.push((all, 0));
    }
    solver.more = match market.takers {
        Takers::Needs => Side::Outside,
        Takers::Offers => Side::Inside,
    };
    watch.pulse()?;
    while let Some((node, depth)) = nodes.pop() {
        solver.counters.depth = solver.counters.depth.max(depth);
        let mut settled = node.runs.len();
        let parted = solver.visit(&mut rows, &node, cut, watch)?;
        for side in parted.into_iter().flatten().flatten() {
            settled -= side.runs.len();
            nodes.push((side, depth + 1));
        }
        watch.settle(settled)?;
    }
    Ok((solver.taken, solver.counters))
}

/// Columns that are used again for every node.
struct Solver<'a> {
    market: &'a Market<'a>,
    /// What each taker has for good, and the sum of it in each home.
    taken: Column<TakerIndex, i64>,
    fixed: Column<HomeIndex, i64>,
    /// What is taken in each home, the fixed units among it.
    takes: Column<HomeIndex, i64>,
    /// Of each class its place in the node, or [`AWAY`].
    place: Column<ClassIndex, u32>,
    /// On which side of a cut each home is, and which side gets at least what
    /// is taken.
    side: Column<HomeIndex, Side>,
    more: Side,
    prefix: Prefix,
    cells: Vec<CellIndex>,
    wants: Vec<i64>,
    chosen: Vec<bool>,
    /// The runs of pockets alone, one pocket after the other, and what is taken
    /// of each.
    own: Vec<Run>,
    counts: Vec<i64>,
    counters: Counters,
}

impl<'a> Solver<'a> {
    fn new(market: &'a Market<'a>) -> Self {
        let homes = market.network.homes();
        Self {
            market,
            taken: Column::filled(market.home.len(), 0),
            fixed: Column::filled(homes, 0),
            takes: Column::filled(homes, 0),
            place: Column::filled(market.network.classes, AWAY),
            side: Column::filled(homes, Side::Outside),
            more: Side::Outside,
            prefix: Prefix::default(),
            cells: Vec::new(),
            wants: Vec::new(),
            chosen: Vec::new(),
            own: Vec::new(),
            counts: Vec::new(),
            counters: Counters::default(),
        }
    }

    /// What the pocket wants, and what it has of its own, whoever takes.
    fn stand(&self, pocket: HomeIndex) -> (i64, i64) {
        let (takes, pays) = (self.takes[pocket], self.market.pays[pocket]);
        match self.market.takers {
            Takers::Needs => (takes, pays),
            Takers::Offers => (pays, takes),
        }
    }

    /// The pockets and the classes among homes.
    fn parts<'b>(&self, homes: &'b [HomeIndex]) -> (&'b [HomeIndex], &'b [HomeIndex]) {
        let pockets = self.market.network.cell.len();
        homes.split_at(homes.partition_point(|home| home.number() < pockets))
    }

    fn cell(&self, pocket: HomeIndex) -> CellIndex {
        self.market.network.cell[PocketIndex::new(pocket.number())]
    }

    /// The place of a class by its home.
    fn place(&mut self, home: HomeIndex) -> &mut u32 {
        let pockets = self.market.network.cell.len();
        &mut self.place[ClassIndex::new(home.number() - pockets)]
    }

    /// Settles the node, or splits it in two.
    fn visit(
        &mut self,
        rows: &mut Rows,
        node: &Node,
        cut: &mut dyn Cut,
        watch: &mut Watch<'_>,
    ) -> Result<Option<[Option<Node>; 2]>, AllocateError> {
        watch.pulse()?;
        let (homes, runs) = (rows.homes.of(&node.homes), rows.runs.of(&node.runs));
        self.counters.cuts += 1;
        self.counters.runs += runs.len() as u64;
        let (money, fixed) = self.enter(homes);
        self.prefix.take(runs, money);
        watch.pulse()?;
        let taken = fixed + self.load(runs);
        watch.pulse()?;
        let feasible = self.can_be_paid(homes, taken, cut);
        watch.pulse()?;
        if !feasible {
            return self.split(rows, node, watch).map(Some);
        }
        for (run, count) in self.prefix.taken(runs) {
            self.taken[run.taker] += count;
        }
        let (_, classes) = self.parts(homes);
        for &class in classes {
            *self.place(class) = AWAY;
        }
        Ok(None)
    }

    /// Enters the node: its classes, and in each home what is fixed. Returns what
    /// the payers have beyond that, and that; sums of gifts, which fit.
    fn enter(&mut self, homes: &[HomeIndex]) -> (i64, i64) {
        let (mut pays, mut fixed) = (0, 0);
        for &home in homes {
            self.takes[home] = self.fixed[home];
            pays += self.market.pays[home];
            fixed += self.fixed[home];
        }
        let (_, classes) = self.parts(homes);
        for (place, &class) in classes.iter().enumerate() {
            *self.place(class) = place as u32;
        }
        (pays - fixed, fixed)
    }

    /// Adds what is taken of the runs to their homes. Returns the sum.
    fn load(&mut self, runs: &[Run]) -> i64 {
        let (homes, takes) = (self.market.home, &mut self.takes);
        let mut sum = 0;
        self.prefix.taken(runs).for_each(|(run, count)| {
            sum += count;
            takes[homes[run.taker]] += count;
        });
        sum
    }

    /// Whether what is taken can be paid; if not, `cells` and `chosen` hold the
    /// minimum cut.
    fn can_be_paid(&mut self, homes: &[HomeIndex], taken: i64, cut: &mut dyn Cut) -> bool {
        let (pockets, classes) = self.parts(homes);
        let mut cells = std::mem::take(&mut self.cells);
        let mut wants = std::mem::take(&mut self.wants);
        cells.clear();
        wants.clear();
        let mut wanted = 0;
        for &pocket in pockets {
            let (wants_all, has) = self.stand(pocket);
            wanted += wants_all;
            let beyond = (wants_all - has).max(0);
            let cell = self.cell(pocket);
            match (cells.last(), wants.last_mut()) {
                (Some(&last), Some(sum)) if last == cell => *sum += beyond,
                _ => {
                    cells.push(cell);
                    wants.push(beyond);
                }
            }
        }
        let has = match self.market.takers {
            Takers::Needs => self.market.pays,
            Takers::Offers => &self.takes,
        };
        let question = Question {
            network: self.market.network,
            cells: &cells,
            wants: &wants,
            classes,
            place: &self.place,
            has,
        };
        let excess = cut.excess(&question, &mut self.chosen);
        self.cells = cells;
        self.wants = wants;
        // All that is taken is paid: a maximum flow.
        wanted - excess == taken
    }

    /// The other side of the cut, and the cut itself. Pockets that no class is
    /// left for are solved.
    fn split(
        &mut self,
        rows: &mut Rows,
        node: &Node,
        watch: &mut Watch<'_>,
    ) -> Result<[Option<Node>; 2], AllocateError> {
        let network = self.market.network;
        let homes = rows.homes.of(&node.homes);
        let (mut at, mut marked, mut inside) = (0, None, 0);
        for &pocket in self.parts(homes).0 {
            let cell = self.cell(pocket);
            while self.cells[at] != cell {
                at += 1;
            }
            let (wants, has) = self.stand(pocket);
            if self.chosen[at] && wants > has {
                self.side[pocket] = Side::Inside;
                inside += 1;
                if marked.replace(cell) != Some(cell) {
                    for &class in network.reach.of(cell) {
                        self.side[network.home_of_class(class)] = Side::Inside;
                    }
                }
            } else {
                self.side[pocket] = Side::Outside;
            }
        }
        if let Some(broad) = &network.broad {
            self.mark_broad(broad, homes);
        }
        self.find_alone(homes);
        watch.pulse()?;
        self.part(rows, node, inside, watch)
    }

    /// Marks the broad classes of the node that may pay a pocket inside.
    fn mark_broad(&mut self, broad: &Broad, homes: &[HomeIndex]) {
        let network = self.market.network;
        let (pockets, classes) = self.parts(homes);
        let inside = pockets
            .iter()
            .filter(|&&pocket| self.side[pocket] == Side::Inside);
        let mut cells: Vec<CellIndex> = inside.map(|&pocket| self.cell(pocket)).collect();
        cells.dedup();
        // A class stays outside only if it may pay none of these cells.
        let mut missing: HashMap<ClassIndex, usize> = HashMap::new();
        for &class in cells.iter().flat_map(|&cell| broad.missing.of(cell)) {
            *missing.entry(class).or_default() += 1;
        }
        for &home in classes {
            if let Home::Class(class) = network.at(home)
                && broad.is_broad[class]
                && missing.get(&class).copied().unwrap_or(0) < cells.len()
            {
                self.side[home] = Side::Inside;
            }
        }
    }

    /// Parts the node by the sides of its homes; `inside` of its pockets are in
    /// the cut. The node's classes are entered; they are left at the end.
    fn part(
        &mut self,
        rows: &mut Rows,
        node: &Node,
        inside: usize,
        watch: &mut Watch<'_>,
    ) -> Result<[Option<Node>; 2], AllocateError> {
        let (_, classes) = self.parts(rows.homes.of(&node.homes));
        for &class in classes {
            *self.place(class) = AWAY;
        }
        let homes = rows
            .homes
            .part(&node.homes, inside, |_, &mut home| Some(self.side[home]));
        let taken = self.prefix.whole + self.prefix.counts.len();
        let inside = match (inside, self.more) {
            (0, _) => 0,
            (_, Side::Inside) => node.runs.len() - self.prefix.whole,
            _ => taken,
        };
        let runs = rows
            .runs
            .part(&node.runs, inside, |at, run| self.settle(at, run));
        self.prefix.clear();
        // Every class in reach of the cut, in the node or not, was marked; of
        // the broad ones those in the node.
        let (inside, classes) = self.parts(rows.homes.of(&homes[1]));
        let network = self.market.network;
        let mut left = None;
        for &pocket in inside {
            let cell = self.cell(pocket);
            if left.replace(cell) == Some(cell) {
                continue;
            }
            for &class in network.reach.of(cell) {
                self.side[network.home_of_class(class)] = Side::Outside;
            }
        }
        for &class in classes {
            self.side[class] = Side::Outside;
        }
        if !rows.runs.alone.is_empty() {
            watch.pulse()?;
            self.solve_alone(&rows.homes.alone, &rows.runs.alone, watch)?;
        }
        let [outside, inside] = [0, 1].map(|side| Node {
            homes: homes[side].clone(),
            runs: runs[side].clone(),
        });
        Ok([outside, inside].map(|side| (!side.runs.is_empty()).then_some(side)))
    }

    /// The side that the run goes to, and what goes on of it: on the side that
    /// gets more, the units after those taken, which are fixed; on the other
    /// side those taken.
    fn settle(&mut self, at: usize, run: &mut Run) -> Option<Side> {
        let count = self.prefix.of(at, run);
        let home = self.market.home[run.taker];
        let side = self.side[home];
        if (side == Side::Inside) == (self.more == Side::Inside) {
            self.taken[run.taker] += count;
            self.fixed[home] += count;
            run.first += count.unsigned_abs();
            run.length -= count;
        } else {
            run.length = count;
        }
        (run.length > 0).then_some(side)
    }

    /// Marks the pockets outside the cut that no class of the node is left for;
    /// says whether there are any.
    fn find_alone(&mut self, homes: &[HomeIndex]) -> bool {
        let network = self.market.network;
        let (pockets, classes) = self.parts(homes);
        let broad = network.broad.as_ref().map(|broad| {
            let left =
                |&&home: &&HomeIndex| self.side[home] != Side::Inside && broad.holds(network, home);
            (broad, classes.iter().filter(left).count())
        });
        let (mut last, mut alone, mut any) = (None, false, false);
        for &pocket in pockets {
            if self.side[pocket] == Side::Inside {
                continue;
            }
            let cell = self.cell(pocket);
            if last != Some(cell) {
                last = Some(cell);
                let is_left = |class: &&ClassIndex| self.is_left(**class);
                alone = !network.reach.of(cell).iter().any(|class| is_left(&class))
                    && broad.is_none_or(|(broad, left)| {
                        broad.missing.of(cell).iter().filter(is_left).count() == left
                    });
            }
            if alone {
                self.side[pocket] = Side::Alone;
                any = true;
            }
        }
        any
    }

    /// Whether the class is in the node and outside the cut.
    fn is_left(&self, class: ClassIndex) -> bool {
        let home = self.market.network.home_of_class(class);
        self.place[class] != AWAY && self.side[home] != Side::Inside
    }

    /// Each of the pockets takes what it has.
    fn solve_alone(
        &mut self,
        pockets: &[HomeIndex],
        runs: &[Run],
        watch: &mut Watch<'_>,
    ) -> Result<(), AllocateError> {
        // The place of each pocket's runs, then the runs there.
        for &pocket in pockets {
            self.takes[pocket] = 0;
        }
        let homes = self.market.home;
        for run in runs {
            self.takes[homes[run.taker]] += 1;
        }
        let mut next = 0;
        for &pocket in pockets {
            let start = next;
            next += self.takes[pocket];
            self.takes[pocket] = start;
        }
        let mut own = std::mem::take(&mut self.own);
        own.clear();
        own.resize(runs.len(), Run::NONE);
        for run in runs {
            let place = &mut self.takes[homes[run.taker]];
            own[*place as usize] = *run;
            *place += 1;
        }
        // Each pocket is now followed by its runs, and knows where they end.
        watch.pulse()?;
        let mut counts = std::mem::take(&mut self.counts);
        counts.clear();
        counts.resize(own.len(), 0);
        let half = pockets.len() / 2;
        if parallel::is_shared(runs.len()) && half > 0 {
            let end = self.takes[pockets[half - 1]] as usize;
            let (first, second) = counts.split_at_mut(end);
            let (low, high) = own.split_at(end);
            let one = &*self;
            parallel::beside(
                runs.len(),
                || one.take_alone(&pockets[half..], high, end, second, &mut Prefix::default()),
                || one.take_alone(&pockets[..half], low, 0, first, &mut Prefix::default()),
            );
        } else {
            let mut prefix = std::mem::take(&mut self.prefix);
            self.take_alone(pockets, &own, 0, &mut counts, &mut prefix);
            self.prefix = prefix;
        }
        for (run, count) in own.iter().zip(&counts) {
            self.taken[run.taker] += count;
        }
        (self.own, self.counts) = (own, counts);
        Ok(())
    }

    /// What each of the pockets takes of what it has, run by run. Their runs
    /// stand one pocket after the other, the first at `start` of all.
    fn take_alone(
        &self,
        pockets: &[HomeIndex],
        own: &[Run],
        start: usize,
        counts: &mut [i64],
        prefix: &mut Prefix,
    ) {
        let mut first = 0;
        for &pocket in pockets {
            let end = self.takes[pocket] as usize - start;
            let has = self.market.pays[pocket] - self.fixed[pocket];
            let runs = &own[first..end];
            prefix.take(runs, has);
            for (at, (run, count)) in runs.iter().zip(&mut counts[first..end]).enumerate() {
                *count = prefix.of(at, run);
            }
            first = end;
        }
        prefix.clear();
    }
}
