//! Minimum cuts read off a tree.
//!
//! Areas are nested: they are a tree over the cells. Few classes cross it, such
//! as categories and forces. For every choice of crossing classes that are paid
//! for, a *lane*, the set that wants most too much is found from the leaves up:
//! a node adds what its cells and its children want beyond their own, and takes
//! off what it has itself; below nothing it stays out. The best lane at the
//! root is the cut.
//!
//! A class that holds a top node of the tree wholly or not at all (a force that
//! is paired with whole counties) need not be chosen inside it: such *coarse*
//! classes are chosen at the root only, so the lanes inside are those of the
//! *fine* ones.
//!
//! Right because: once it is settled which crossing classes are paid for, they
//! cost what they have whatever else is chosen, a cell of an unpaid class stays
//! out, and what is left of the network is a forest, where every subtree may be
//! chosen by itself.

use std::ops::Range;

use super::super::column::{CellIndex, ClassIndex, Column, Links, Row};
use super::{AWAY, Cut, Question};

/// Nothing above; no node.
const NONE: u32 = u32::MAX;
/// The most classes that may be chosen inside the tree, and in all.
const MOST_FINE: usize = 8;
const MOST: usize = 12;

/// The tree of a network, and the classes that cross it.
#[derive(Clone, Debug)]
pub(in super::super) struct Lanes {
    /// The innermost area over each cell.
    node: Column<CellIndex, u32>,
    /// The area around each area.
    above: Column<ClassIndex, u32>,
    /// Areas that hold every cell. They are asked at the root.
    roots: Vec<ClassIndex>,
    is_root: Column<ClassIndex, bool>,
    fine: Vec<ClassIndex>,
    coarse: Vec<ClassIndex>,
    /// Which of these may pay a cell, as bits.
    fine_of: Column<CellIndex, u16>,
    coarse_of: Column<CellIndex, u16>,
}

impl Lanes {
    /// The tree of the network, if it is one with few classes across. `areas`
    /// are the ranges of places of the classes that have one. Cells must be
    /// numbered so that those of an area stand together.
    pub(in super::super) fn find(
        reach: &Links<CellIndex, ClassIndex>,
        areas: &Column<ClassIndex, Option<Range<u32>>>,
    ) -> Option<Self> {
        let tree = Tree::find(reach, areas)?;
        let mut fine = Vec::new();
        let mut coarse = Vec::new();
        for class in areas.rows().filter(|&class| areas[class].is_none()) {
            if tree.is_coarse(class) {
                coarse.push(class);
            } else {
                fine.push(class);
            }
        }
        if fine.len() > MOST_FINE || fine.len() + coarse.len() > MOST {
            return None;
        }
        let mut bit_of: Column<ClassIndex, (u16, u16)> = Column::filled(areas.len(), (0, 0));
        for (bit, &class) in fine.iter().enumerate() {
            bit_of[class].0 = 1 << bit;
        }
        for (bit, &class) in coarse.iter().enumerate() {
            bit_of[class].1 = 1 << bit;
        }
        let bits = |cell: CellIndex| {
            let classes = reach.of(cell).iter();
            classes.fold((0, 0), |(fine, coarse), &class| {
                (fine | bit_of[class].0, coarse | bit_of[class].1)
            })
        };
        let is_root: Column<ClassIndex, bool> = areas
            .rows()
            .map(|class| areas[class].is_some() && tree.is_root(class))
            .collect();
        Some(Self {
            fine_of: reach.rows().map(|cell| bits(cell).0).collect(),
            coarse_of: reach.rows().map(|cell| bits(cell).1).collect(),
            roots: is_root.rows().filter(|&class| is_root[class]).collect(),
            is_root,
            node: tree.node,
            above: tree.above,
            fine,
            coarse,
        })
    }

    /// The innermost area over the cell that is asked and no root.
    fn inner(&self, question: &Question<'_>, cell: CellIndex) -> u32 {
        self.asked(question, self.node[cell])
    }

    /// The node, or the innermost around it, that is asked and no root.
    fn asked(&self, question: &Question<'_>, mut node: u32) -> u32 {
        while node != NONE {
            let class = ClassIndex::new(node as usize);
            if self.is_root[class] {
                return NONE;
            }
            if question.place[class] != AWAY {
                return node;
            }
            node = self.above[class];
        }
        NONE
    }

    fn outer(&self, question: &Question<'_>, node: u32) -> u32 {
        self.asked(question, self.above[ClassIndex::new(node as usize)])
    }
}

struct Tree {
    node: Column<CellIndex, u32>,
    above: Column<ClassIndex, u32>,
    /// How many cells there are, and how many each class may pay.
    cells: u32,
    held: Column<ClassIndex, u32>,
    /// How many cells each top node has, and how many of them each class that
    /// crosses the tree, by its place among these.
    tops: Column<ClassIndex, (u32, [u32; MOST])>,
    crossing: Column<ClassIndex, Option<usize>>,
}

impl Tree {
    fn find(
        reach: &Links<CellIndex, ClassIndex>,
        areas: &Column<ClassIndex, Option<Range<u32>>>,
    ) -> Option<Self> {
        const UNSET: u32 = u32::MAX - 1;
        let mut tree = Self {
            node: Column::filled(reach.len(), NONE),
            above: Column::filled(areas.len(), UNSET),
            cells: 0,
            held: Column::filled(areas.len(), 0),
            tops: Column::filled(areas.len(), (0, [0; MOST])),
            crossing: Column::new(),
        };
        for cell in reach.rows().filter(|&cell| !reach.of(cell).is_empty()) {
            tree.cells += 1;
            for &class in reach.of(cell) {
                tree.held[class] += 1;
            }
        }
        let mut crossing: Column<ClassIndex, Option<usize>> = Column::filled(areas.len(), None);
        for (place, class) in areas
            .rows()
            .filter(|&class| areas[class].is_none())
            .enumerate()
        {
            if place == MOST {
                return None;
            }
            crossing[class] = Some(place);
        }
        let mut chain: Vec<(u32, ClassIndex)> = Vec::new();
        for cell in reach.rows() {
            chain.clear();
            let area = |&class: &ClassIndex| Some((areas[class].as_ref()?.len() as u32, class));
            chain.extend(reach.of(cell).iter().filter_map(area));
            // The widest first; of equal ones the later.
            chain.sort_unstable_by(|a, b| b.cmp(a));
            let (mut around, mut top) = (NONE, NONE);
            for &(_, class) in &chain {
                // An area lies in one other: else two of them overlap.
                if tree.above[class] != UNSET && tree.above[class] != around {
                    return None;
                }
                tree.above[class] = around;
                around = class.number() as u32;
                if top == NONE && !tree.is_root(class) {
                    top = around;
                }
            }
            tree.node[cell] = around;
            if top != NONE {
                let held = &mut tree.tops[ClassIndex::new(top as usize)];
                held.0 += 1;
                for place in reach.of(cell).iter().filter_map(|&class| crossing[class]) {
                    held.1[place] += 1;
                }
            }
        }
        tree.crossing = crossing;
        Some(tree)
    }

    /// Whether the area holds every cell.
    fn is_root(&self, class: ClassIndex) -> bool {
        self.held[class] == self.cells
    }

    /// Whether the class holds each top node wholly or not at all.
    fn is_coarse(&self, class: ClassIndex) -> bool {
        let Some(place) = self.crossing[class] else {
            return false;
        };
        let mut tops = self.tops.values();
        tops.all(|(cells, held)| held[place] == 0 || held[place] == *cells)
    }
}

/// Minimum cuts of a network with lanes.
pub(in super::super) struct LaneCut<'a> {
    lanes: &'a Lanes,
    open: Vec<Open>,
    /// Of each open node: what its cells want by their classes, and what its
    /// children want too much by lane.
    cells: Vec<i64>,
    children: Vec<i64>,
    chain: Vec<u32>,
    choice: Choice,
    /// Of each choice of classes: what cells that no node holds want, by how much
    /// it is exceeded at best, and what it costs.
    loose: Vec<i64>,
    top: Vec<i64>,
    costs: Vec<i64>,
}

/// A node whose cells are being read.
struct Open {
    node: u32,
    coarse: usize,
    /// Of the second pass: the first cell, and what is wanted too much.
    start: usize,
    excess: i64,
}

/// The crossing classes of one question, as bits.
#[derive(Default)]
struct Choice {
    fine: Vec<u16>,
    coarse: Vec<u16>,
}

impl Choice {
    fn ask(&mut self, lanes: &Lanes, question: &Question<'_>) {
        let asked = |bits: &mut Vec<u16>, classes: &[ClassIndex]| {
            let all = classes.iter().enumerate();
            let asked = all.filter(|&(_, &class)| question.place[class] != AWAY);
            bits.clear();
            bits.extend(asked.map(|(bit, _)| 1 << bit));
        };
        asked(&mut self.fine, &lanes.fine);
        asked(&mut self.coarse, &lanes.coarse);
    }

    /// What each choice costs, the roots among it; bits of fine classes are the
    /// low ones. Each is a sum of what some of the offers have, which `compress`
    /// summed, checked: so none wraps.
    fn costs(&self, lanes: &Lanes, question: &Question<'_>, costs: &mut Vec<i64>) {
        let asked = |class: &&ClassIndex| question.place[**class] != AWAY;
        let roots = lanes.roots.iter().filter(asked);
        costs.clear();
        costs.push(roots.map(|&class| question.has(class)).sum());
        let of = |&bit: &u16, classes: &[ClassIndex]| {
            question.has(classes[bit.trailing_zeros() as usize])
        };
        let fine = self.fine.iter().map(|bit| of(bit, &lanes.fine));
        let coarse = self.coarse.iter().map(|bit| of(bit, &lanes.coarse));
        for has in fine.chain(coarse) {
            let half = costs.len();
            costs.extend_from_within(..);
            for cost in &mut costs[half..] {
                *cost = cost.wrapping_add(has);
            }
        }
    }
}

/// The bits of `mask` that are among `asked`, moved together. `asked` ascends.
fn gathered(mask: u16, asked: &[u16]) -> usize {
    let all = (1 << asked.len()) - 1;
    if asked.last().is_none_or(|&last| usize::from(last) <= all) {
        // As many bits as there are up to the last: they stand together.
        return usize::from(mask) & all;
    }
    let mut bits = 0;
    for (place, bit) in asked.iter().enumerate() {
        bits |= usize::from(mask & bit != 0) << place;
    }
    bits
}

/// Adds to the value at every set those at its subsets.
///
/// The values are what cells want, or part of it: none is below 0, and together
/// they are no more than is granted or asked for, which is at most all that the
/// offers have; `compress` summed that, checked. So no sum of some of them wraps,
/// and none is checked again: there are very many.
fn add_subsets(values: &mut [i64], from: usize) {
    let mut half = from;
    if half == 1 && values.len() >= 4 {
        for block in values.chunks_exact_mut(4) {
            if let [none, low, high, both] = block {
                let without_low = high.wrapping_add(*none);
                *both = both.wrapping_add(*low).wrapping_add(without_low);
                *high = without_low;
                *low = low.wrapping_add(*none);
            }
        }
        half = 4;
    }
    while half < values.len() {
        for block in values.chunks_exact_mut(2 * half) {
            let (without, with) = block.split_at_mut(half);
            for (with, without) in with.iter_mut().zip(without) {
                *with = with.wrapping_add(*without);
            }
        }
        half *= 2;
    }
}

impl<'a> LaneCut<'a> {
    pub(in super::super) fn new(lanes: &'a Lanes) -> Self {
        Self {
            lanes,
            open: Vec::new(),
            cells: Vec::new(),
            children: Vec::new(),
            chain: Vec::new(),
            choice: Choice::default(),
            loose: Vec::new(),
            top: Vec::new(),
            costs: Vec::new(),
        }
    }

    /// Finds by how much each choice of classes is exceeded at best.
    fn sweep(&mut self, question: &Question<'_>, choice: &Choice) {
        let width = 1 << choice.fine.len();
        let tops = width << choice.coarse.len();
        self.loose.clear();
        self.loose.resize(tops, 0);
        self.top.clear();
        self.top.resize(tops, 0);
        let mut any_loose = false;
        self.open.clear();
        self.cells.clear();
        self.children.clear();
        for (&cell, &wants) in question.cells.iter().zip(question.wants) {
            if wants == 0 {
                continue;
            }
            let coarse = gathered(self.lanes.coarse_of[cell], &choice.coarse);
            let fine = gathered(self.lanes.fine_of[cell], &choice.fine);
            let inner = self.lanes.inner(question, cell);
            self.enter(question, inner, |cut| cut.close(question, width));
            while let Some(node) = self.chain.pop() {
                self.open.push(Open {
                    node,
                    coarse,
                    start: 0,
                    excess: 0,
                });
                self.cells.resize(self.cells.len() + width, 0);
                self.children.resize(self.children.len() + width, 0);
            }
            if self.open.is_empty() {
                self.loose[coarse * width + fine] += wants;
                any_loose = true;
            } else {
                let base = self.cells.len() - width;
                self.cells[base + fine] += wants;
            }
        }
        while !self.open.is_empty() {
            self.close(question, width);
        }
        if any_loose {
            for fine in self.loose.chunks_exact_mut(width) {
                add_subsets(fine, 1);
            }
            // Both are part of what is wanted, as there.
            for (top, loose) in self.top.iter_mut().zip(&self.loose) {
                *top = top.wrapping_add(*loose);
            }
        }
        add_subsets(&mut self.top, width);
    }

    /// Closes every open node that does not hold `inner`, and lists in `chain`
    /// those that are to be opened, the innermost first.
    fn enter(&mut self, question: &Question<'_>, inner: u32, mut close: impl FnMut(&mut Self)) {
        self.chain.clear();
        if self.open.last().map_or(NONE, |open| open.node) == inner {
            return;
        }
        let mut node = inner;
        while node != NONE && !self.open.iter().any(|open| open.node == node) {
            self.chain.push(node);
            node = self.lanes.outer(question, node);
        }
        while self.open.last().map_or(NONE, |open| open.node) != node {
            close(self);
        }
    }

    /// Ends the innermost open node: what it wants too much goes to the node
    /// around it.
    fn close(&mut self, question: &Question<'_>, width: usize) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let base = self.cells.len() - width;
        let has = question.has(ClassIndex::new(open.node as usize));
        let (outer, children) = self.children.split_at_mut(base);
        let cells = &mut self.cells[base..];
        add_subsets(cells, 1);
        let into = if self.open.is_empty() {
            &mut self.top[open.coarse * width..][..width]
        } else {
            &mut outer[base - width..]
        };
        // What children want too much was wanted by their cells: both sums stay in
        // what `add_subsets` speaks of, and neither they nor `has` are below 0. So
        // nothing wraps, and what is left is at most all that is wanted.
        for ((into, cells), children) in into.iter_mut().zip(cells).zip(children) {
            let excess = cells.wrapping_add(*children).wrapping_sub(has);
            *into = into.wrapping_add(excess.max(0));
        }
        self.cells.truncate(base);
        self.children.truncate(base);
    }

    /// Marks the cells of the set that the choice of classes exceeds.
    fn choose(
        &mut self,
        question: &Question<'_>,
        choice: &Choice,
        best: usize,
        chosen: &mut [bool],
    ) {
        let width = 1 << choice.fine.len();
        let (fine_best, coarse_best) = (best % width, best / width);
        self.open.clear();
        for (at, (&cell, &wants)) in question.cells.iter().zip(question.wants).enumerate() {
            if wants == 0 {
                continue;
            }
            let inner = self.lanes.inner(question, cell);
            self.enter(question, inner, |cut| cut.leave(question, at, chosen));
            while let Some(node) = self.chain.pop() {
                self.open.push(Open {
                    node,
                    coarse: 0,
                    start: at,
                    excess: 0,
                });
            }
            let coarse = gathered(self.lanes.coarse_of[cell], &choice.coarse);
            let fine = gathered(self.lanes.fine_of[cell], &choice.fine);
            if fine & !fine_best == 0 && coarse & !coarse_best == 0 {
                chosen[at] = true;
                if let Some(open) = self.open.last_mut() {
                    open.excess += wants;
                }
            }
        }
        while !self.open.is_empty() {
            self.leave(question, question.cells.len(), chosen);
        }
    }

    /// Ends the innermost open node; it stays out if it wants nothing too much.
    fn leave(&mut self, question: &Question<'_>, end: usize, chosen: &mut [bool]) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let excess = open.excess - question.has(ClassIndex::new(open.node as usize));
        if excess <= 0 {
            chosen[open.start..end].fill(false);
        } else if let Some(outer) = self.open.last_mut() {
            outer.excess += excess;
        }
    }
}

impl Cut for LaneCut<'_> {
    fn excess(&mut self, question: &Question<'_>, chosen: &mut Vec<bool>) -> i64 {
        chosen.clear();
        chosen.resize(question.cells.len(), false);
        let mut choice = std::mem::take(&mut self.choice);
        choice.ask(self.lanes, question);
        self.sweep(question, &choice);
        choice.costs(self.lanes, question, &mut self.costs);
        // Of lanes that are exceeded by the same, the first.
        let (mut most, mut best) = (0, None);
        for (lane, (exceeded, cost)) in self.top.iter().zip(&self.costs).enumerate() {
            // Neither is below 0.
            let excess = exceeded.wrapping_sub(*cost);
            if excess > most {
                (most, best) = (excess, Some(lane));
            }
        }
        if let Some(best) = best {
            self.choose(question, &choice, best, chosen);
        }
        self.choice = choice;
        most
    }

    fn phases(&self) -> u64 {
        0
    }
}
