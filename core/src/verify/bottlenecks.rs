//! The bottleneck of each need: the smallest set of needs that contains it and
//! whose grants together use up every gift that may pay any of them.
//!
//! What such a set contains is forced, in whatever way the grants are paid: with
//! a need, every purse that may pay it; with a purse, which must be used up by
//! the set alone, every need that it pays. So the smallest set is what can be
//! reached along these two steps, and needs have the same set iff each reaches
//! the other: the sets are the strongly connected components of that graph.
//!
//! The broad purses that may pay a need are a few stretches of all of them. They
//! stand below a tree, and the need leads to the nodes over those stretches: to
//! whatever it led before, and to nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::legality::Payment;
use super::order::Phase;
use super::problem::Problem;

/// A need, a purse, or a node of the tree, as a number, in this order.
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

/// What a component leads to, all in all.
struct Below {
    /// Its own entry. Nodes of the tree alone have none.
    entry: Option<usize>,
    /// Entries, its own not among them.
    rests_on: BTreeSet<usize>,
    earliest: Option<Phase>,
}

/// Finds the bottlenecks of the seekers in `held`.
pub(super) fn find(problem: &Problem, payment: &Payment, held: &[usize]) -> Bottlenecks {
    let graph = Graph::new(problem, payment);
    let components = Components::of(&graph, held);
    let mut below: Vec<Below> = Vec::with_capacity(components.members.len());
    let mut entries: Vec<Entry> = Vec::with_capacity(components.members.len());
    for (component, members) in components.members.iter().enumerate() {
        let next = members
            .iter()
            .flat_map(|&node| graph.steps(node))
            .map(|node| components.of[node]);
        let next: BTreeSet<usize> = next.filter(|&next| next != component).collect();
        let mut rests_on = BTreeSet::new();
        let mut earliest = graph.first_phase(members);
        // What a component leads to has a smaller number: it is there already.
        for next in next.into_iter().map(|next| &below[next]) {
            rests_on.extend(next.entry);
            rests_on.extend(&next.rests_on);
            earliest = [earliest, next.earliest].into_iter().flatten().min();
        }
        let seekers: Vec<usize> = members
            .iter()
            .copied()
            .filter(|&node| node < problem.seekers.len())
            .collect();
        let purses: Vec<usize> = members
            .iter()
            .filter_map(|&node| node.checked_sub(problem.seekers.len()))
            .filter(|&purse| purse < problem.purses.len())
            .collect();
        let is_entry = !(seekers.is_empty() && purses.is_empty());
        below.push(Below {
            entry: is_entry.then_some(entries.len()),
            rests_on: rests_on.clone(),
            earliest,
        });
        if is_entry {
            entries.push(Entry {
                seekers,
                purses,
                rests_on,
                earliest,
            });
        }
    }
    let entry_of = |&seeker: &usize| Some((seeker, below[components.of[seeker]].entry?));
    let of = held.iter().filter_map(entry_of).collect();
    Bottlenecks { of, entries }
}

struct Graph<'p> {
    problem: &'p Problem,
    payment: &'p Payment,
    /// The broad purses with anything in them. A binary tree stands over them:
    /// node 1 is the root, the children of n are 2n and 2n + 1, and the purses
    /// follow the nodes.
    leaves: Vec<usize>,
    /// Of each need the nodes over the broad purses that may pay it.
    over: Vec<Vec<Node>>,
}

impl<'p> Graph<'p> {
    fn new(problem: &'p Problem, payment: &'p Payment) -> Self {
        let has = |purse: &usize| problem.purses[*purse].available > 0;
        let leaves = problem.broad.iter().copied().filter(has).collect();
        let mut graph = Self {
            problem,
            payment,
            leaves,
            over: Vec::new(),
        };
        let seekers = problem.seekers.iter();
        graph.over = seekers.map(|seeker| graph.over(&seeker.missing)).collect();
        graph
    }

    /// The nodes over all leaves but those of these purses.
    fn over(&self, missing: &[usize]) -> Vec<Node> {
        let mut over = Vec::new();
        let missing = missing
            .iter()
            .filter_map(|purse| self.leaves.binary_search(purse).ok());
        let mut start = 0;
        for end in missing.chain([self.leaves.len()]) {
            let (mut low, mut high) = (start + self.leaves.len(), end + self.leaves.len());
            while low < high {
                if low % 2 == 1 {
                    over.push(self.place(low));
                    low += 1;
                }
                if high % 2 == 1 {
                    high -= 1;
                    over.push(self.place(high));
                }
                low /= 2;
                high /= 2;
            }
            start = end + 1;
        }
        over
    }

    /// A place in the tree, a node or a leaf, as a node of the graph.
    fn place(&self, at: usize) -> Node {
        match at.checked_sub(self.leaves.len()) {
            Some(leaf) => self.problem.seekers.len() + self.leaves[leaf],
            None => self.problem.seekers.len() + self.problem.purses.len() + at - 1,
        }
    }

    fn nodes(&self) -> usize {
        self.problem.seekers.len() + self.problem.purses.len() + self.leaves.len()
    }

    /// Where a node leads to. A purse with nothing in it holds nobody down.
    fn step(&self, node: Node, at: usize) -> Option<Option<Node>> {
        let needs = self.problem.seekers.len();
        let Some(purse) = node.checked_sub(needs) else {
            let listed = &self.problem.seekers[node].purses;
            return match at.checked_sub(listed.len()) {
                Some(at) => self.over[node].get(at).map(|&node| Some(node)),
                None => {
                    let purse = listed[at];
                    Some((self.problem.purses[purse].available > 0).then_some(needs + purse))
                }
            };
        };
        match purse.checked_sub(self.problem.purses.len()) {
            Some(below) => (at < 2).then(|| Some(self.place(2 * (below + 1) + at))),
            None => self.payment.pays[purse].get(at).map(|&seeker| Some(seeker)),
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
