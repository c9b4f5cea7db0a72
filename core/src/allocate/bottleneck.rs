//! Why a need is short: the smallest set of needs that contains it and whose
//! grants use up every gift that may pay any of them.
//!
//! Take any flow that pays all grants. From a need the set reaches the classes
//! that may pay it, from a class the needs that it pays, and so on. What is
//! reached is the smallest tight set.
//!
//! Right because: a tight set that holds a need holds all that its classes
//! pay, since its grants use them up; so it holds what is reached. And what is
//! reached is tight: its classes are used up (else the need would have been
//! granted a unit more) and pay nobody outside. It is the intersection of all
//! tight sets around the need, so it is the same whatever the flow.
//!
//! The sets of all needs inside a bottleneck are partly ordered by inclusion.
//! A set is written as what it holds beyond the sets inside it, so every need
//! and every offer stands in one entry. Needs of one pocket that are granted
//! something are reached together, so entries are found on pockets and classes:
//! one for each strongly connected component. A need that is granted nothing
//! is reached by nobody and has an entry of its own.

use std::collections::BTreeMap;

use super::column::{CellIndex, Column, HomeIndex, NeedIndex, OfferIndex, PocketIndex, Row};
use super::components::{Arcs, components};
use super::network::Network;
use super::problem::Problem;
use super::route::Route;

/// A tight set, without what stands in the sets inside it.
pub(super) struct TightSet {
    /// Ascending.
    pub(super) needs: Vec<NeedIndex>,
    /// Ascending.
    pub(super) offers: Vec<OfferIndex>,
    /// All other sets that it contains, as indices.
    pub(super) rests_on: Vec<usize>,
    /// The earliest phase in which the whole set is granted a unit.
    pub(super) earliest: u32,
}

/// The tight sets of all needs inside the bottlenecks of `short`.
pub(super) fn tight_sets(
    problem: &Problem<'_>,
    granted: &Column<NeedIndex, i64>,
    route: &Route,
    short: &[NeedIndex],
) -> Vec<TightSet> {
    let graph = Graph::new(problem, granted, route);
    let starts = short.iter().map(|&need| graph.part(problem.pocket(need)));
    let mut walk = Walk::new(graph.parts.len());
    // Every component inside that is granted something is an entry.
    let mut inside = walk.from(&graph, starts.collect());
    inside.retain(|&part| !graph.parts[part as usize].needs.is_empty());
    inside.sort_unstable();
    let entry = |part: u32| inside.binary_search(&part).ok();
    let mut sets = Vec::with_capacity(inside.len());
    for &part in &inside {
        let Part {
            needs,
            offers,
            earliest,
            ..
        } = &graph.parts[part as usize];
        let below = walk
            .from(&graph, vec![part])
            .into_iter()
            .filter(|&other| other != part);
        sets.push(TightSet {
            needs: needs.clone(),
            offers: offers.clone(),
            rests_on: below.filter_map(entry).collect(),
            earliest: *earliest,
        });
    }
    let mut of_part: BTreeMap<u32, Vec<NeedIndex>> = BTreeMap::new();
    for &need in short.iter().filter(|&&need| granted[need] == 0) {
        of_part
            .entry(graph.part(problem.pocket(need)))
            .or_default()
            .push(need);
    }
    for (part, needs) in of_part {
        let rests_on: Vec<usize> = walk
            .from(&graph, vec![part])
            .into_iter()
            .filter_map(entry)
            .collect();
        let earliest = graph.parts[part as usize].earliest;
        sets.extend(needs.into_iter().map(|need| TightSet {
            needs: vec![need],
            offers: Vec::new(),
            rests_on: rests_on.clone(),
            earliest,
        }));
    }
    sets
}

/// A component: cells and classes that reach each other.
#[derive(Default)]
struct Part {
    /// Needs that are granted something.
    needs: Vec<NeedIndex>,
    offers: Vec<OfferIndex>,
    /// The components that it leads to, itself not among them.
    next: Vec<u32>,
    /// The earliest phase in which anything reached is granted a unit.
    earliest: u32,
}

/// The rows of the graph: pockets, cells, shared classes, own classes, then the
/// nodes of a tree over the broad classes, so that what a cell leads to is said
/// by few arcs.
struct GraphRows {
    pockets: usize,
    cells: usize,
    classes: usize,
}

impl GraphRows {
    fn new(problem: &Problem<'_>) -> Self {
        Self {
            pockets: problem.network.cell.len(),
            cells: problem.network.reach.len(),
            classes: problem.network.classes,
        }
    }

    /// The row of a shared class, or of a pocket's own.
    fn class(&self, giver: HomeIndex) -> usize {
        let shared = self.pockets + self.cells;
        match giver.number().checked_sub(self.pockets) {
            Some(class) => shared + class,
            None => shared + self.classes + giver.number(),
        }
    }

    /// A pocket leads to the classes that may pay it, those that are shared
    /// over its cell; a class leads to the pockets that it pays.
    fn arcs(&self, problem: &Problem<'_>, route: &Route) -> Arcs {
        let network = &problem.network;
        let mut paid: Vec<(u32, u32)> = Vec::with_capacity(route.lines.len());
        for &(offer, need, _) in &route.lines {
            let class = self.class(problem.giver[offer]) as u32;
            paid.push((class, problem.pocket(need).number() as u32));
        }
        paid.sort_unstable();
        paid.dedup();
        let mut arcs = Arcs::default();
        let tree = BroadTree::new(self, network);
        for (pocket, &cell) in network.cell.iter() {
            let home = HomeIndex::of_pocket(pocket);
            let own = (problem.has[home] > 0).then(|| self.class(home));
            let over = self.pockets + cell.number();
            arcs.push(own.into_iter().chain([over]).map(|row| row as u32));
        }
        for cell in network.reach.rows() {
            let listed = network.reach.of(cell).iter();
            let listed = listed.map(|&class| self.class(network.home_of_class(class)) as u32);
            arcs.push(listed.chain(tree.over_cell(cell)));
        }
        let mut rest = &paid[..];
        for row in
            self.pockets + self.cells..self.pockets + self.cells + self.classes + self.pockets
        {
            let size = rest.partition_point(|&(class, _)| class as usize <= row);
            let (own, later) = rest.split_at(size);
            arcs.push(own.iter().map(|&(_, pocket)| pocket));
            rest = later;
        }
        for node in 1..tree.leaves.len() {
            arcs.push([2 * node, 2 * node + 1].map(|child| tree.row(child)));
        }
        arcs
    }
}

/// A binary tree over the broad classes: node 1 is the root, the children of a
/// node n are 2n and 2n + 1, and the classes follow the nodes. A stretch of
/// classes is a few nodes.
struct BroadTree<'a> {
    network: &'a Network,
    /// The row of each broad class.
    leaves: Vec<u32>,
    /// The row of node 1.
    first: u32,
}

impl<'a> BroadTree<'a> {
    fn new(rows: &GraphRows, network: &'a Network) -> Self {
        let broad = network.broad.iter().flat_map(|broad| &broad.classes);
        let row = |&class: &_| rows.class(network.home_of_class(class)) as u32;
        Self {
            network,
            leaves: broad.map(row).collect(),
            first: (2 * rows.pockets + rows.cells + rows.classes) as u32,
        }
    }

    fn row(&self, node: usize) -> u32 {
        match node.checked_sub(self.leaves.len()) {
            Some(leaf) => self.leaves[leaf],
            None => self.first + node as u32 - 1,
        }
    }

    /// The rows over all broad classes that may pay the cell.
    fn over_cell(&self, cell: CellIndex) -> Vec<u32> {
        let mut over = Vec::new();
        if let Some(broad) = &self.network.broad {
            let mut start = 0;
            for class in broad.missing.of(cell) {
                let end = broad.classes.partition_point(|other| other < class);
                self.cover(start, end, &mut over);
                start = end + 1;
            }
            self.cover(start, self.leaves.len(), &mut over);
        }
        over
    }

    /// Adds the nodes that hold these leaves and no others.
    fn cover(&self, start: usize, end: usize, over: &mut Vec<u32>) {
        let (mut low, mut high) = (start + self.leaves.len(), end + self.leaves.len());
        while low < high {
            if low % 2 == 1 {
                over.push(self.row(low));
                low += 1;
            }
            if high % 2 == 1 {
                high -= 1;
                over.push(self.row(high));
            }
            low /= 2;
            high /= 2;
        }
    }
}

struct Graph {
    part_of: Vec<u32>,
    parts: Vec<Part>,
}

impl Graph {
    fn new(problem: &Problem<'_>, granted: &Column<NeedIndex, i64>, route: &Route) -> Self {
        let rows = GraphRows::new(problem);
        let arcs = rows.arcs(problem, route);
        let (part_of, count) = components(&arcs);
        let mut parts: Vec<Part> = Vec::new();
        parts.resize_with(count, || Part {
            earliest: u32::MAX,
            ..Part::default()
        });
        for row in 0..arcs.len() {
            let own = part_of[row];
            let next = arcs
                .of(row)
                .iter()
                .map(|&end| part_of[end as usize])
                .filter(|&end| end != own);
            parts[own as usize].next.extend(next);
        }
        for (need, &units) in granted.iter() {
            if units > 0 {
                let part = &mut parts[part_of[problem.pocket(need).number()] as usize];
                part.needs.push(need);
                let first = problem
                    .runs
                    .of(need)
                    .first()
                    .map_or(u32::MAX, |run| run.phase);
                part.earliest = part.earliest.min(first);
            }
        }
        for (offer, &giver) in problem.giver.iter() {
            parts[part_of[rows.class(giver)] as usize]
                .offers
                .push(offer);
        }
        // Successors have lower numbers, so theirs are final.
        for at in 0..parts.len() {
            parts[at].next.sort_unstable();
            parts[at].next.dedup();
            let below = parts[at]
                .next
                .iter()
                .map(|&next| parts[next as usize].earliest)
                .min();
            parts[at].earliest = parts[at].earliest.min(below.unwrap_or(u32::MAX));
        }
        Self { part_of, parts }
    }

    fn part(&self, pocket: PocketIndex) -> u32 {
        self.part_of[pocket.number()]
    }
}

/// Walks the components; marks need not be cleared.
struct Walk {
    marks: Vec<u32>,
    now: u32,
}

impl Walk {
    fn new(parts: usize) -> Self {
        Self {
            marks: vec![0; parts],
            now: 0,
        }
    }

    /// Everything that is reached, the starts included.
    fn from(&mut self, graph: &Graph, starts: Vec<u32>) -> Vec<u32> {
        self.now += 1;
        let mut reached = Vec::with_capacity(starts.len());
        let mut open = starts;
        while let Some(part) = open.pop() {
            let mark = &mut self.marks[part as usize];
            if *mark != self.now {
                *mark = self.now;
                reached.push(part);
                open.extend(&graph.parts[part as usize].next);
            }
        }
        reached
    }
}
