//! A maximum flow (Dinic), for the slow reference.

use std::collections::VecDeque;

/// A directed network with capacities; each edge is followed by its reverse.
#[derive(Clone, Debug)]
pub(super) struct Network {
    out: Vec<Vec<usize>>,
    to: Vec<usize>,
    capacity: Vec<i64>,
}

impl Network {
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            out: vec![Vec::new(); nodes],
            to: Vec::new(),
            capacity: Vec::new(),
        }
    }

    /// Adds an edge and returns its index.
    pub(super) fn connect(&mut self, from: usize, to: usize, capacity: i64) -> usize {
        let edge = self.to.len();
        self.out[from].push(edge);
        self.out[to].push(edge + 1);
        self.to.extend([to, from]);
        self.capacity.extend([capacity, 0]);
        edge
    }

    pub(super) fn widen(&mut self, edge: usize, by: i64) {
        self.capacity[edge] += by;
    }

    /// Sends as much more as possible.
    pub(super) fn augment(&mut self, source: usize, sink: usize) -> i64 {
        let mut sent = 0;
        loop {
            let levels = self.levels(source);
            if levels[sink].is_none() {
                return sent;
            }
            let mut tried = vec![0; self.out.len()];
            loop {
                let pushed = self.push(source, sink, &levels, &mut tried);
                if pushed == 0 {
                    break;
                }
                sent += pushed;
            }
        }
    }

    /// The distance of each node that more could be sent to.
    pub(super) fn levels(&self, source: usize) -> Vec<Option<usize>> {
        let mut levels = vec![None; self.out.len()];
        levels[source] = Some(0);
        let mut queue = VecDeque::from([source]);
        while let Some(node) = queue.pop_front() {
            for &edge in &self.out[node] {
                if self.capacity[edge] > 0 && levels[self.to[edge]].is_none() {
                    levels[self.to[edge]] = levels[node].map(|level: usize| level + 1);
                    queue.push_back(self.to[edge]);
                }
            }
        }
        levels
    }

    /// Sends something along one shortest path: walks on while there is an
    /// edge to the next level, steps back where there is none.
    fn push(
        &mut self,
        source: usize,
        sink: usize,
        levels: &[Option<usize>],
        tried: &mut [usize],
    ) -> i64 {
        let mut path: Vec<usize> = Vec::new();
        loop {
            let node = path.last().map_or(source, |&edge| self.to[edge]);
            if node == sink {
                let room = path
                    .iter()
                    .map(|&edge| self.capacity[edge])
                    .min()
                    .unwrap_or(0);
                for edge in path {
                    self.capacity[edge] -= room;
                    self.capacity[edge ^ 1] += room;
                }
                return room;
            }
            let next = levels[node].map(|level| level + 1);
            let step = self.out[node].get(tried[node]).copied();
            match step {
                Some(edge) if self.capacity[edge] > 0 && levels[self.to[edge]] == next => {
                    path.push(edge)
                }
                Some(_) => tried[node] += 1,
                None => match path.pop() {
                    Some(edge) => tried[self.to[edge ^ 1]] += 1,
                    None => return 0,
                },
            }
        }
    }
}
