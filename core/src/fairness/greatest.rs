//! The most that could be granted under the caps, whoever got it.
//!
//! Caps are *laminar* when of two that share a need one covers the other: a
//! village inside its county, say. Then they are a tree, the gifts pay through
//! it like water through pipes, and the most is a maximum flow: from each class
//! of gifts to the needs that it may pay, and on through the caps that cover
//! them. Integral capacities give an integral flow (Dinic 1970; Dantzig and
//! Fulkerson 1956). Caps that cross are no tree, and the most is then a flow
//! with side constraints, which is left out.
//!
//! Floors and minimum grants are left aside: what is asked is how much the
//! gifts could pay at all.

use std::collections::VecDeque;

use crate::allocate::AllocateError;
use crate::money::Fen;
use crate::policy::{Bounds, Cap, Eligibility, OfferState, Rules, offers};
use crate::programme::Programme;
use crate::sorted::sort_by;

/// The greatest total under the caps; none when they cross.
pub(super) fn greatest(
    programme: &Programme,
    rules: &Rules,
    caps: &[Cap],
) -> Result<Option<Fen>, AllocateError> {
    let facts = programme.facts();
    let count = programme.needs().len();
    let Some(tree) = Tree::new(caps, count) else {
        return Ok(None);
    };
    let offers = offers(facts, rules.allocation());
    let classes = Eligibility::new(facts).classes(&offers);
    // The source, the sink, a node for each need and each cap, then classes.
    let (source, sink, first_cap) = (0, 1, 2 + count);
    let first_class = first_cap + caps.len();
    let mut network = Network::new(first_class + classes.len());
    let node = |top: Option<usize>| top.map_or(sink, |cap| first_cap + cap);
    for (index, need) in programme.needs().iter().enumerate() {
        if need.item().is_none() {
            let room = Bounds::of(facts, need).room();
            network.edge(2 + index, node(tree.of_need[index]), room);
        }
    }
    for (index, cap) in caps.iter().enumerate() {
        network.edge(first_cap + index, node(tree.of_cap[index]), cap.max);
    }
    for (index, class) in classes.iter().enumerate() {
        if class.item.is_some() {
            continue;
        }
        let usable = class.offers.iter().map(|&offer| &offers[offer]);
        let usable = usable.filter(|offer| offer.state == OfferState::Usable);
        let money = usable
            .map(|offer| offer.available)
            .try_fold(0_i64, i64::checked_add);
        let money = money.ok_or(AllocateError::OutOfRange)?;
        network.edge(source, first_class + index, money);
        for &need in &class.needs {
            network.edge(first_class + index, 2 + need, money);
        }
    }
    let most = network.flow(source, sink);
    most.map(|most| Some(Fen(most)))
        .ok_or(AllocateError::OutOfRange)
}

/// Which cap lies next above each need and each cap.
struct Tree {
    of_need: Vec<Option<usize>>,
    of_cap: Vec<Option<usize>>,
}

impl Tree {
    /// The tree of the caps; none when they cross.
    fn new(caps: &[Cap], needs: usize) -> Option<Self> {
        let mut tree = Self {
            of_need: vec![None; needs],
            of_cap: vec![None; caps.len()],
        };
        let mut by_size: Vec<usize> = (0..caps.len()).collect();
        sort_by(&mut by_size, |&a, &b| {
            caps[a].needs.len().cmp(&caps[b].needs.len())
        });
        // The outermost cap of each need so far.
        let mut top: Vec<Option<usize>> = vec![None; needs];
        for cap in by_size {
            let mut inside = Vec::new();
            for &need in &caps[cap].needs {
                match top[need].replace(cap) {
                    None => tree.of_need[need] = Some(cap),
                    Some(below) if tree.of_cap[below].is_none() => {
                        tree.of_cap[below] = Some(cap);
                        inside.push(below);
                    }
                    Some(_) => {}
                }
            }
            // A cap lies inside when all its needs came along. Once it has one
            // above it, it is the outermost of no need any more.
            let parted = |&need: &usize| top[need] != Some(cap);
            if inside
                .iter()
                .any(|&below| caps[below].needs.iter().any(parted))
            {
                return None;
            }
        }
        Some(tree)
    }
}

/// A network with what is left of each edge; edge `e ^ 1` runs back.
struct Network {
    edges: Vec<Vec<usize>>,
    to: Vec<usize>,
    left: Vec<i64>,
}

impl Network {
    fn new(nodes: usize) -> Self {
        Self {
            edges: vec![Vec::new(); nodes],
            to: Vec::new(),
            left: Vec::new(),
        }
    }

    fn edge(&mut self, from: usize, to: usize, most: i64) {
        for (from, to, left) in [(from, to, most), (to, from, 0)] {
            self.edges[from].push(self.to.len());
            self.to.push(to);
            self.left.push(left);
        }
    }

    /// The maximum flow; none when it can't be held.
    fn flow(&mut self, source: usize, sink: usize) -> Option<i64> {
        let mut sum = 0_i64;
        loop {
            let depth = self.depths(source);
            if depth[sink] == usize::MAX {
                return Some(sum);
            }
            let mut next = vec![0; self.edges.len()];
            while let Some(sent) = self.send(source, sink, &depth, &mut next) {
                sum = sum.checked_add(sent)?;
            }
        }
    }

    fn depths(&self, source: usize) -> Vec<usize> {
        let mut depth = vec![usize::MAX; self.edges.len()];
        depth[source] = 0;
        let mut queue = VecDeque::from([source]);
        while let Some(node) = queue.pop_front() {
            for &edge in &self.edges[node] {
                let to = self.to[edge];
                if self.left[edge] > 0 && depth[to] == usize::MAX {
                    depth[to] = depth[node] + 1;
                    queue.push_back(to);
                }
            }
        }
        depth
    }

    /// Sends along one shortest way; none when all of this depth are used up.
    fn send(
        &mut self,
        source: usize,
        sink: usize,
        depth: &[usize],
        next: &mut [usize],
    ) -> Option<i64> {
        let mut way: Vec<usize> = Vec::new();
        let mut node = source;
        while node != sink {
            let open = |edge: usize| self.left[edge] > 0 && depth[self.to[edge]] == depth[node] + 1;
            match self.edges[node].get(next[node]) {
                Some(&edge) if open(edge) => {
                    way.push(edge);
                    node = self.to[edge];
                }
                Some(_) => next[node] += 1,
                // A dead end: step back, and don't come again.
                None => {
                    let edge = way.pop()?;
                    node = self.to[edge ^ 1];
                    next[node] += 1;
                }
            }
        }
        let sent = way.iter().map(|&edge| self.left[edge]).min()?;
        for edge in way {
            self.left[edge] -= sent;
            self.left[edge ^ 1] += sent;
        }
        Some(sent)
    }
}
