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
//! Knows nothing of who the takers are. Needs take from pockets' own money and
//! from classes; when it is decided which gift is used first, offers take from
//! what is granted. A minimum cut is the same seen from either side.

use std::ops::{AddAssign, Range};

use super::AllocateError;
use super::arena::{Arena, Side};
use super::column::{CellIndex, ClassIndex, Column, PocketIndex, Row};
use super::cut::{AWAY, Cut, Question};
use super::level::prefix;
use super::network::{Home, Network};
use super::order::Run;
use super::progress::Watch;

/// Who takes from whom over a network.
pub(super) struct Market<'a, E> {
    pub(super) network: &'a Network,
    /// Where each taker stands.
    pub(super) home: &'a Column<E, Home>,
    pub(super) payers: Payers<'a>,
}

/// The side that pays.
#[derive(Clone, Copy)]
pub(super) enum Payers<'a> {
    /// Needs take: what the own class of each pocket has, and each shared class.
    Offers(&'a Column<PocketIndex, i64>, &'a Column<ClassIndex, i64>),
    /// Offers take: what each pocket is granted.
    Needs(&'a Column<PocketIndex, i64>),
}

/// Stretches of the rows that all nodes share.
#[derive(Debug)]
struct Node {
    /// Ascending, so that those of a cell stand together.
    pockets: Range<usize>,
    /// Ascending.
    classes: Range<usize>,
    /// By phase.
    runs: Range<usize>,
}

/// The rows of all nodes.
struct Rows<E> {
    pockets: Arena<PocketIndex>,
    classes: Arena<ClassIndex>,
    runs: Arena<Run<E>>,
    /// The pockets that were parted alone, their runs, and no class.
    alone: Vec<PocketIndex>,
    alone_runs: Vec<Run<E>>,
    none: Vec<ClassIndex>,
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
pub(super) fn greedy<E: Row>(
    market: &Market<'_, E>,
    cut: &mut dyn Cut,
    runs: Vec<Run<E>>,
    watch: &mut Watch<'_>,
) -> Result<(Column<E, i64>, Counters), AllocateError> {
    let mut solver = Solver::new(market);
    let network = market.network;
    let mut rows = Rows {
        pockets: Arena::new(network.cell.rows().collect()),
        classes: Arena::new((0..network.classes).map(ClassIndex::new).collect()),
        runs: Arena::new(runs),
        alone: Vec::new(),
        alone_runs: Vec::new(),
        none: Vec::new(),
    };
    let all = Node {
        pockets: rows.pockets.all(),
        classes: rows.classes.all(),
        runs: rows.runs.all(),
    };
    for class in (0..network.classes).map(ClassIndex::new) {
        solver.place[class] = class.number() as u32;
    }
    watch.pulse()?;
    let parted = solver.part(&mut rows, &all);
    watch.pulse()?;
    let mut nodes: Vec<(Node, u32)> = parted.into_iter().flatten().map(|side| (side, 0)).collect();
    while let Some((node, depth)) = nodes.pop() {
        solver.counters.depth = solver.counters.depth.max(depth);
        let settled = node.runs.len();
        match solver.visit(&mut rows, &node, cut, watch)? {
            Some(sides) => {
                let sides = sides.into_iter().flatten();
                nodes.extend(sides.map(|side| (side, depth + 1)));
            }
            None => watch.settle(settled)?,
        }
    }
    Ok((solver.taken, solver.counters))
}

/// Columns that are used again for every node.
struct Solver<'a, E> {
    market: &'a Market<'a, E>,
    taken: Column<E, i64>,
    /// What is taken of each pocket, and of each class.
    of_pocket: Column<PocketIndex, i64>,
    of_class: Column<ClassIndex, i64>,
    /// Of each class its place in the node, or [`AWAY`].
    place: Column<ClassIndex, u32>,
    /// On which side of a cut a pocket, or a class, is.
    side_of_pocket: Column<PocketIndex, Side>,
    side_of_class: Column<ClassIndex, Side>,
    counts: Vec<i64>,
    cells: Vec<CellIndex>,
    wants: Vec<i64>,
    chosen: Vec<bool>,
    counters: Counters,
}

/// What a pocket wants, and what it has of its own.
struct Stand {
    wants: i64,
    has: i64,
}

impl<'a, E: Row> Solver<'a, E> {
    fn new(market: &'a Market<'a, E>) -> Self {
        let (pockets, classes) = (market.network.cell.len(), market.network.classes);
        Self {
            market,
            taken: Column::filled(market.home.len(), 0),
            of_pocket: Column::filled(pockets, 0),
            of_class: Column::filled(classes, 0),
            place: Column::filled(classes, AWAY),
            side_of_pocket: Column::filled(pockets, Side::Outside),
            side_of_class: Column::filled(classes, Side::Outside),
            counts: Vec::new(),
            cells: Vec::new(),
            wants: Vec::new(),
            chosen: Vec::new(),
            counters: Counters::default(),
        }
    }

    /// What the payers of the node have; a sum of gifts, which fits.
    fn money(&self, rows: &Rows<E>, node: &Node) -> i64 {
        let pockets = rows.pockets.of(&node.pockets).iter();
        match self.market.payers {
            Payers::Offers(own, shared) => {
                let own: i64 = pockets.map(|&pocket| own[pocket]).sum();
                let classes = rows.classes.of(&node.classes).iter();
                own + classes.map(|&class| shared[class]).sum::<i64>()
            }
            Payers::Needs(granted) => pockets.map(|&pocket| granted[pocket]).sum(),
        }
    }

    /// What the pocket wants and has, whoever takes.
    fn stand(&self, pocket: PocketIndex) -> Stand {
        let taken = self.of_pocket[pocket];
        match self.market.payers {
            Payers::Offers(own, _) => Stand {
                wants: taken,
                has: own[pocket],
            },
            Payers::Needs(granted) => Stand {
                wants: granted[pocket],
                has: taken,
            },
        }
    }

    /// Settles the node, or splits it in two.
    fn visit(
        &mut self,
        rows: &mut Rows<E>,
        node: &Node,
        cut: &mut dyn Cut,
        watch: &mut Watch<'_>,
    ) -> Result<Option<[Option<Node>; 2]>, AllocateError> {
        watch.pulse()?;
        let runs = rows.runs.of(&node.runs);
        self.counters.cuts += 1;
        self.counters.runs += runs.len() as u64;
        let money = self.money(rows, node);
        let mut counts = std::mem::take(&mut self.counts);
        prefix(runs, money, &mut counts);
        watch.pulse()?;
        let taken = self.load(rows, node, &counts);
        watch.pulse()?;
        let feasible = self.can_be_paid(rows, node, taken, cut);
        if feasible {
            for (run, count) in runs.iter().zip(&counts) {
                self.taken[run.taker] += count;
            }
        }
        self.counts = counts;
        watch.pulse()?;
        if feasible {
            for &class in rows.classes.of(&node.classes) {
                self.place[class] = AWAY;
            }
            return Ok(None);
        }
        Ok(Some(self.split(rows, node)))
    }

    /// Sums what is taken by pocket and class, and enters the node's classes.
    /// Returns the whole sum.
    fn load(&mut self, rows: &Rows<E>, node: &Node, counts: &[i64]) -> i64 {
        for &pocket in rows.pockets.of(&node.pockets) {
            self.of_pocket[pocket] = 0;
        }
        for (place, &class) in rows.classes.of(&node.classes).iter().enumerate() {
            self.of_class[class] = 0;
            self.place[class] = place as u32;
        }
        let mut sum = 0;
        for (run, &count) in rows.runs.of(&node.runs).iter().zip(counts) {
            if count > 0 {
                sum += count;
                match self.market.home[run.taker] {
                    Home::Pocket(pocket) => self.of_pocket[pocket] += count,
                    Home::Class(class) => self.of_class[class] += count,
                }
            }
        }
        sum
    }

    /// Whether what is taken can be paid; if not, `cells` and `chosen` hold the
    /// minimum cut.
    fn can_be_paid(&mut self, rows: &Rows<E>, node: &Node, taken: i64, cut: &mut dyn Cut) -> bool {
        let cell_of = &self.market.network.cell;
        let mut cells = std::mem::take(&mut self.cells);
        let mut wants = std::mem::take(&mut self.wants);
        cells.clear();
        wants.clear();
        let mut wanted = 0;
        for &pocket in rows.pockets.of(&node.pockets) {
            let stand = self.stand(pocket);
            wanted += stand.wants;
            let beyond = (stand.wants - stand.has).max(0);
            match (cells.last(), wants.last_mut()) {
                (Some(&last), Some(sum)) if last == cell_of[pocket] => *sum += beyond,
                _ => {
                    cells.push(cell_of[pocket]);
                    wants.push(beyond);
                }
            }
        }
        let has = match self.market.payers {
            Payers::Offers(_, shared) => shared,
            Payers::Needs(_) => &self.of_class,
        };
        let question = Question {
            network: self.market.network,
            cells: &cells,
            wants: &wants,
            classes: rows.classes.of(&node.classes),
            place: &self.place,
            has,
        };
        let excess = cut.excess(&question, &mut self.chosen);
        (self.cells, self.wants) = (cells, wants);
        // Everything wanted but the excess is paid: a maximum flow.
        wanted - excess == taken
    }

    /// The other side of the cut, and the cut itself. Pockets that no class is
    /// left for are solved.
    fn split(&mut self, rows: &mut Rows<E>, node: &Node) -> [Option<Node>; 2] {
        let network = self.market.network;
        let mut chosen = self.cells.iter().zip(&self.chosen).peekable();
        for &pocket in rows.pockets.of(&node.pockets) {
            let cell = network.cell[pocket];
            while chosen.next_if(|(at, _)| **at != cell).is_some() {}
            let in_cut = chosen.peek().is_some_and(|&(_, &chosen)| chosen);
            let stand = self.stand(pocket);
            let inside = in_cut && stand.wants > stand.has;
            self.side_of_pocket[pocket] = if inside { Side::Inside } else { Side::Outside };
            if inside {
                for &class in network.reach.of(cell) {
                    self.side_of_class[class] = Side::Inside;
                }
            }
        }
        self.part(rows, node)
    }

    /// Parts the node by the sides of its pockets and classes. The node's
    /// classes are entered; they are left at the end.
    fn part(&mut self, rows: &mut Rows<E>, node: &Node) -> [Option<Node>; 2] {
        let network = self.market.network;
        self.find_alone(rows.pockets.of(&node.pockets));
        for &class in rows.classes.of(&node.classes) {
            self.place[class] = AWAY;
        }
        let pockets = rows.pockets.part(
            &node.pockets,
            |&pocket| self.side_of_pocket[pocket],
            &mut rows.alone,
        );
        let classes = rows.classes.part(
            &node.classes,
            |&class| self.side_of_class[class],
            &mut rows.none,
        );
        let side = |run: &Run<E>| match self.market.home[run.taker] {
            Home::Pocket(pocket) => self.side_of_pocket[pocket],
            Home::Class(class) => self.side_of_class[class],
        };
        let runs = rows.runs.part(&node.runs, side, &mut rows.alone_runs);
        // Every class in reach of the cut, in the node or not, was marked.
        for &pocket in rows.pockets.of(&pockets[1]) {
            for &class in network.reach.of(network.cell[pocket]) {
                self.side_of_class[class] = Side::Outside;
            }
        }
        if !rows.alone_runs.is_empty() {
            self.solve_alone(&rows.alone, &rows.alone_runs);
        }
        let [outside, inside] = [0, 1].map(|side| Node {
            pockets: pockets[side].clone(),
            classes: classes[side].clone(),
            runs: runs[side].clone(),
        });
        [outside, inside].map(|side| (!side.runs.is_empty()).then_some(side))
    }

    /// Marks the pockets outside the cut that no class of the node is left for.
    fn find_alone(&mut self, pockets: &[PocketIndex]) {
        let network = self.market.network;
        let (mut last, mut alone) = (None, false);
        for &pocket in pockets {
            if self.side_of_pocket[pocket] == Side::Inside {
                continue;
            }
            let cell = network.cell[pocket];
            if last != Some(cell) {
                last = Some(cell);
                let mut classes = network.reach.of(cell).iter();
                alone = classes.all(|&class| {
                    self.place[class] == AWAY || self.side_of_class[class] == Side::Inside
                });
            }
            if alone {
                self.side_of_pocket[pocket] = Side::Alone;
            }
        }
    }

    /// Each of the pockets takes what it has.
    fn solve_alone(&mut self, pockets: &[PocketIndex], runs: &[Run<E>]) {
        // The place of each pocket's runs, then the runs there.
        for &pocket in pockets {
            self.of_pocket[pocket] = 0;
        }
        let homes = self.market.home;
        let home = |run: &Run<E>| match homes[run.taker] {
            Home::Pocket(pocket) => Some(pocket),
            Home::Class(_) => None,
        };
        for pocket in runs.iter().filter_map(home) {
            self.of_pocket[pocket] += 1;
        }
        let mut next = 0;
        for &pocket in pockets {
            let start = next;
            next += self.of_pocket[pocket];
            self.of_pocket[pocket] = start;
        }
        let mut order = vec![0_u32; runs.len()];
        for (at, run) in runs.iter().enumerate() {
            if let Some(pocket) = home(run) {
                order[self.of_pocket[pocket] as usize] = at as u32;
                self.of_pocket[pocket] += 1;
            }
        }
        let mut counts = std::mem::take(&mut self.counts);
        let (mut own, mut start) = (Vec::new(), 0);
        for &pocket in pockets {
            let end = self.of_pocket[pocket] as usize;
            own.clear();
            own.extend(order[start..end].iter().map(|&at| runs[at as usize]));
            start = end;
            let has = match self.market.payers {
                Payers::Offers(has, _) | Payers::Needs(has) => has[pocket],
            };
            prefix(&own, has, &mut counts);
            for (run, count) in own.iter().zip(&counts) {
                self.taken[run.taker] += count;
            }
        }
        self.counts = counts;
    }
}
