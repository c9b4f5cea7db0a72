//! The bottleneck of each need: the smallest set of needs that contains it and
//! whose grants together use up every gift that may pay any of them.
//!
//! What such a set contains is forced, in whatever way the grants are paid: with
//! a need, every purse that may pay it; with a purse, which must be used up by
//! the set alone, every need that it pays. So the smallest set is what can be
//! reached along these two steps, and needs have the same set iff each reaches
//! the other: the sets are the strongly connected components of that graph.

use std::collections::{BTreeMap, BTreeSet};

use super::legality::Payment;
use super::order::Phase;
use super::problem::Problem;

/// A need or a purse of one problem, as a number: needs first.
type Node = usize;

/// The bottlenecks of one problem.
#[derive(Debug)]
pub(super) struct Bottlenecks {
    /// The entry of each seeker that is held by a bottleneck.
    pub(super) of: BTreeMap<usize, usize>,
    /// What stands inside any of them, each need and purse once.
    pub(super) entries: Vec<Entry>,
}

/// Needs with the same smallest set.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) seekers: Vec<usize>,
    pub(super) purses: Vec<usize>,
    /// The entries that its set contains besides.
    pub(super) rests_on: BTreeSet<usize>,
    /// The first phase in which the whole set is granted anything.
    pub(super) earliest: Option<Phase>,
}

/// Finds the bottlenecks of the seekers in `held`.
pub(super) fn find(problem: &Problem, payment: &Payment, held: &[usize]) -> Bottlenecks {
    let graph = Graph { problem, payment };
    let components = Components::of(&graph, held);
    let mut entries: Vec<Entry> = Vec::with_capacity(components.members.len());
    for (component, members) in components.members.iter().enumerate() {
        let next = members
            .iter()
            .flat_map(|&node| graph.steps(node))
            .map(|node| components.of[node]);
        let mut rests_on: BTreeSet<usize> = next.filter(|&next| next != component).collect();
        let mut earliest = graph.first_phase(members);
        // What a component leads to has a smaller number: it is there already.
        for below in rests_on.clone() {
            rests_on.extend(&entries[below].rests_on);
            earliest = [earliest, entries[below].earliest]
                .into_iter()
                .flatten()
                .min();
        }
        let seekers = members
            .iter()
            .copied()
            .filter(|&node| node < problem.seekers.len());
        let purses = members
            .iter()
            .filter_map(|&node| node.checked_sub(problem.seekers.len()));
        entries.push(Entry {
            seekers: seekers.collect(),
            purses: purses.collect(),
            rests_on,
            earliest,
        });
    }
    let of = held
        .iter()
        .map(|&seeker| (seeker, components.of[seeker]))
        .collect();
    Bottlenecks { of, entries }
}

struct Graph<'p> {
    problem: &'p Problem,
    payment: &'p Payment,
}

impl Graph<'_> {
    fn nodes(&self) -> usize {
        self.problem.seekers.len() + self.problem.purses.len()
    }

    /// Where a node leads to. A purse with nothing in it holds nobody down.
    fn step(&self, node: Node, at: usize) -> Option<Option<Node>> {
        let needs = self.problem.seekers.len();
        match node.checked_sub(needs) {
            Some(purse) => self.payment.pays[purse].get(at).map(|&seeker| Some(seeker)),
            None => self.problem.seekers[node]
                .purses
                .get(at)
                .map(|&purse| (self.problem.purses[purse].available > 0).then_some(needs + purse)),
        }
    }

    fn steps(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        (0..).map_while(move |at| self.step(node, at)).flatten()
    }

    /// The first phase in which any of the needs among the nodes is granted
    /// something.
    fn first_phase(&self, nodes: &[Node]) -> Option<Phase> {
        let granted = nodes.iter().filter(|&&node| {
            self.payment
                .granted
                .get(node)
                .is_some_and(|&units| units > 0)
        });
        granted
            .filter_map(|&node| self.problem.seekers[node].last(1))
            .map(|first| first.phase)
            .min()
    }
}

/// The strongly connected components of what can be reached, by Tarjan's
/// method. A component is numbered after all that it leads to.
struct Components {
    of: Vec<usize>,
    members: Vec<Vec<Node>>,
}

const UNSEEN: usize = usize::MAX;

impl Components {
    fn of(graph: &Graph<'_>, roots: &[Node]) -> Self {
        let mut found = Self {
            of: vec![UNSEEN; graph.nodes()],
            members: Vec::new(),
        };
        let mut order = vec![UNSEEN; graph.nodes()];
        let mut low = vec![UNSEEN; graph.nodes()];
        let mut count = 0;
        let mut open: Vec<Node> = Vec::new();
        for &root in roots {
            // Each entry of the walk: a node, and how many steps were tried.
            let mut walk = if order[root] == UNSEEN {
                vec![(root, 0)]
            } else {
                Vec::new()
            };
            while let Some((node, at)) = walk.pop() {
                if at == 0 {
                    order[node] = count;
                    low[node] = count;
                    count += 1;
                    open.push(node);
                }
                match graph.step(node, at) {
                    Some(next) => {
                        walk.push((node, at + 1));
                        match next {
                            Some(next) if order[next] == UNSEEN => walk.push((next, 0)),
                            // Still open: it leads back to here.
                            Some(next) if found.of[next] == UNSEEN => {
                                low[node] = low[node].min(order[next])
                            }
                            _ => {}
                        }
                    }
                    None => {
                        if low[node] == order[node] {
                            found.close(node, &mut open);
                        }
                        if let Some(&(parent, _)) = walk.last() {
                            low[parent] = low[parent].min(low[node]);
                        }
                    }
                }
            }
        }
        found
    }

    /// Takes a component from the stack of open nodes.
    fn close(&mut self, root: Node, open: &mut Vec<Node>) {
        let mut members = Vec::new();
        while let Some(node) = open.pop() {
            self.of[node] = self.members.len();
            members.push(node);
            if node == root {
                break;
            }
        }
        members.sort_unstable();
        self.members.push(members);
    }
}
