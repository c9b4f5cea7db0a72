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
//! Needs of one cell that are granted something are reached together, so sets
//! are found on cells and classes: one for each strongly connected component.
//! A need that is granted nothing is reached by nobody; it alone stands before
//! what its cell reaches.

use std::collections::BTreeMap;

use super::column::{CellIndex, Column, NeedIndex, OfferIndex, Row};
use super::components::components;
use super::problem::Problem;
use super::route::Route;

/// A tight set, without what stands in the sets that it rests on.
pub(super) struct TightSet {
    /// The needs that it holds down.
    pub(super) held: Vec<NeedIndex>,
    /// Its own needs, ascending.
    pub(super) needs: Vec<NeedIndex>,
    pub(super) offers: Vec<OfferIndex>,
    /// Other tight sets that it contains, as indices.
    pub(super) rests_on: Vec<usize>,
    /// The earliest phase in which the whole set is granted a unit.
    pub(super) earliest: u32,
}

/// The tight sets that hold down the needs of `short`, ascending.
pub(super) fn tight_sets(
    problem: &Problem,
    granted: &Column<NeedIndex, i64>,
    route: &Route,
    short: &[NeedIndex],
) -> Vec<TightSet> {
    let graph = Graph::new(problem, granted, route);
    let mut sets = Vec::new();
    // Needs that are granted something share their component's set.
    let mut of_part: BTreeMap<u32, Vec<NeedIndex>> = BTreeMap::new();
    let mut of_cell: BTreeMap<CellIndex, Vec<NeedIndex>> = BTreeMap::new();
    for &need in short {
        let cell = problem.cell[need];
        if granted[need] > 0 {
            of_part.entry(graph.part(cell)).or_default().push(need);
        } else {
            of_cell.entry(cell).or_default().push(need);
        }
    }
    let entries: BTreeMap<u32, usize> = of_part.keys().copied().zip(0..).collect();
    let mut reach = Reach::new(graph.parts.len());
    for (part, held) in of_part {
        let below = reach.from(&graph, part, &entries, false);
        let (needs, offers) = graph.own(&below.own);
        let earliest = graph.parts[part as usize].earliest;
        sets.push(TightSet { held, needs, offers, rests_on: below.entries, earliest });
    }
    for (cell, nothing) in of_cell {
        let part = graph.part(cell);
        let below = reach.from(&graph, part, &entries, true);
        let (common, offers) = graph.own(&below.own);
        let earliest = graph.parts[part as usize].earliest;
        for need in nothing {
            let mut needs = common.clone();
            needs.push(need);
            let (offers, rests_on) = (offers.clone(), below.entries.clone());
            sets.push(TightSet { held: vec![need], needs, offers, rests_on, earliest });
        }
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

struct Graph {
    part_of: Vec<u32>,
    parts: Vec<Part>,
}

impl Graph {
    fn new(problem: &Problem, granted: &Column<NeedIndex, i64>, route: &Route) -> Self {
        let cells = problem.reach.len();
        let mut arcs: Vec<Vec<u32>> = Vec::with_capacity(cells + problem.money.len());
        for cell in problem.reach.rows() {
            let classes = problem.reach.of(cell).iter();
            arcs.push(classes.map(|class| (cells + class.number()) as u32).collect());
        }
        for class in problem.money.rows() {
            let joins = route.flow.joins(class.number()).filter(|&join| route.flow.paid[join] > 0);
            arcs.push(joins.map(|join| route.flow.right(join) as u32).collect());
        }
        let (part_of, count) = components(&arcs);
        let mut parts: Vec<Part> = Vec::new();
        parts.resize_with(count, || Part { earliest: u32::MAX, ..Part::default() });
        for (row, ends) in arcs.iter().enumerate() {
            let own = part_of[row];
            let next = ends.iter().map(|&end| part_of[end as usize]).filter(|&end| end != own);
            parts[own as usize].next.extend(next);
        }
        for (need, &cell) in problem.cell.iter() {
            if granted[need] > 0 {
                let part = &mut parts[part_of[cell.number()] as usize];
                part.needs.push(need);
                let first = problem.runs[need].first().map_or(u32::MAX, |run| run.phase);
                part.earliest = part.earliest.min(first);
            }
        }
        for (offer, class) in problem.class.iter() {
            parts[part_of[cells + class.number()] as usize].offers.push(offer);
        }
        // Successors have lower numbers, so theirs are final.
        for at in 0..parts.len() {
            parts[at].next.sort_unstable();
            parts[at].next.dedup();
            let below = parts[at].next.iter().map(|&next| parts[next as usize].earliest).min();
            parts[at].earliest = parts[at].earliest.min(below.unwrap_or(u32::MAX));
        }
        Self { part_of, parts }
    }

    fn part(&self, cell: CellIndex) -> u32 {
        self.part_of[cell.number()]
    }

    fn own(&self, parts: &[u32]) -> (Vec<NeedIndex>, Vec<OfferIndex>) {
        let parts = || parts.iter().map(|&part| &self.parts[part as usize]);
        let needs = parts().flat_map(|part| part.needs.iter().copied()).collect();
        (needs, parts().flat_map(|part| part.offers.iter().copied()).collect())
    }
}

/// What a component reaches: the entries there, and what none of them reaches.
struct Below {
    entries: Vec<usize>,
    own: Vec<u32>,
}

/// Walks the components; marks need not be cleared.
struct Reach {
    reached: Vec<u32>,
    covered: Vec<u32>,
    now: u32,
}

impl Reach {
    fn new(parts: usize) -> Self {
        Self { reached: vec![0; parts], covered: vec![0; parts], now: 0 }
    }

    /// Walks from `start`, which is itself an entry only for others: `outside`
    /// says that the walk comes from a need that no entry holds.
    fn from(&mut self, graph: &Graph, start: u32, entries: &BTreeMap<u32, usize>, outside: bool) -> Below {
        self.now += 1;
        let reached = walk(graph, vec![start], &mut self.reached, self.now);
        let found = |part: &u32| (outside || *part != start).then(|| entries.get(part)).flatten();
        let below: Vec<u32> = reached.iter().copied().filter(|part| found(part).is_some()).collect();
        let entries = reached.iter().filter_map(found).copied().collect();
        walk(graph, below, &mut self.covered, self.now);
        let own = reached.into_iter().filter(|&part| self.covered[part as usize] != self.now);
        Below { entries, own: own.collect() }
    }
}

fn walk(graph: &Graph, starts: Vec<u32>, marks: &mut [u32], now: u32) -> Vec<u32> {
    let mut reached = starts;
    for &start in &reached {
        marks[start as usize] = now;
    }
    let mut at = 0;
    while let Some(&part) = reached.get(at) {
        at += 1;
        for &next in &graph.parts[part as usize].next {
            if marks[next as usize] != now {
                marks[next as usize] = now;
                reached.push(next);
            }
        }
    }
    reached
}

