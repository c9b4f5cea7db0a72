//! Whether demands can be paid where most capacities may pay nearly everybody.
//!
//! A *broad* right row is joined with every left row but a few. Only those few
//! are kept. A search goes through the broad rows that it has not seen yet, and
//! a way goes on to the next row that is still open at its level: both skip
//! what is done with, so a phase looks at rows and at what is missing, and not
//! at all joins.
//!
//! Right because: it is the same search and the same ways as in
//! [`Flow`], in the same order: levels are distances, whatever the
//! order of rows, and of the joins of a row the first that leads one level on
//! is taken, which is the least of the listed and the broad ones. So what is
//! paid over each join is the same as well.

use std::collections::BTreeMap;

use super::super::components::Arcs;
use super::flow::Flow;

/// Not reached, or found to lead nowhere.
const NOWHERE: u32 = u32::MAX;

/// Demands on the left, capacities on the right.
#[derive(Debug, Default)]
pub(super) struct BroadFlow {
    is_broad: Vec<bool>,
    // Of each left row the right ones that are listed, and the broad ones that
    // it is not joined with; both ascend.
    listed: Arcs,
    missing: Arcs,
    /// Of each right row, what it pays to each left row; never nothing.
    paid: Vec<BTreeMap<u32, i64>>,
    unpaid: Vec<i64>,
    slack: Vec<i64>,
    left_level: Vec<u32>,
    right_level: Vec<u32>,
    /// The next listed join of each left row, by its place in the list, the
    /// next broad row, and the next left row that a right one pays.
    listed_next: Vec<usize>,
    broad_next: Vec<u32>,
    right_next: Vec<u32>,
    queue: Vec<u32>,
    /// The broad rows that the search has not seen.
    unseen: Open,
    rungs: Rungs,
    phases: u64,
}

impl BroadFlow {
    /// Begins with the right rows: what each has, and whether it is broad.
    pub(super) fn new(rights: impl Iterator<Item = (i64, bool)>) -> Self {
        let (slack, is_broad): (Vec<i64>, Vec<bool>) = rights.unzip();
        Self {
            paid: vec![BTreeMap::new(); slack.len()],
            is_broad,
            slack,
            ..Self::default()
        }
    }

    /// Adds a left row.
    pub(super) fn push(
        &mut self,
        listed: impl Iterator<Item = u32>,
        missing: impl Iterator<Item = u32>,
        demand: i64,
    ) {
        self.listed.push(listed);
        self.missing.push(missing);
        self.unpaid.push(demand);
    }

    /// Whether the last search reached the left row from an unpaid demand.
    pub(super) fn cut_left(&self, left: usize) -> bool {
        self.left_level[left] != NOWHERE
    }

    /// How often new ways were looked for and found.
    pub(super) const fn phases(&self) -> u64 {
        self.phases
    }

    /// Pays as much as can be paid, and says what stays unpaid.
    pub(super) fn run(&mut self) -> i64 {
        let mut path = Vec::new();
        while self.search() {
            self.phases += 1;
            self.rungs.set(&self.right_level, &self.is_broad);
            self.listed_next = vec![0; self.unpaid.len()];
            self.broad_next = vec![0; self.unpaid.len()];
            self.right_next = vec![0; self.slack.len()];
            for left in 0..self.unpaid.len() {
                if self.unpaid[left] > 0 {
                    self.send(left, &mut path);
                }
            }
        }
        self.unpaid.iter().sum()
    }

    /// The joins over which anything is paid, as a flow that was run.
    pub(super) fn into_flow(self) -> Flow {
        let mut joins: Vec<(u32, u32, i64)> = Vec::new();
        for (paid, right) in self.paid.iter().zip(0..) {
            joins.extend(paid.iter().map(|(&left, &units)| (left, right, units)));
        }
        joins.sort_unstable();
        let mut flow = Flow::default();
        flow.begin(self.slack.into_iter());
        let mut rest = joins.iter().peekable();
        for (&unpaid, row) in self.unpaid.iter().zip(0..) {
            while let Some(&(_, right, units)) = rest.next_if(|join| join.0 == row) {
                flow.join(right as usize);
                flow.paid.push(units);
            }
            flow.close(unpaid);
        }
        flow
    }

    /// Breadth first from all unpaid demands, up to the nearest capacity that
    /// is left; without one, everything that can be reached.
    fn search(&mut self) -> bool {
        self.left_level = vec![NOWHERE; self.unpaid.len()];
        self.right_level = vec![NOWHERE; self.slack.len()];
        self.unseen.set(self.slack.len());
        for right in (0..self.slack.len()).filter(|&right| !self.is_broad[right]) {
            self.unseen.close(right);
        }
        self.queue.clear();
        for (left, &unpaid) in self.unpaid.iter().enumerate() {
            if unpaid > 0 {
                self.left_level[left] = 0;
                self.queue.push(left as u32);
            }
        }
        let (mut start, mut depth, mut found) = (0, 0, false);
        while start < self.queue.len() && !found {
            let end = self.queue.len();
            // All of one depth are expanded, so that every shortest way stands
            // in the levels when the first is found.
            for at in start..end {
                found |= self.expand(self.queue[at] as usize, depth);
            }
            start = end;
            depth += 2;
        }
        found
    }

    /// Reaches the right rows of a left row, and from them the left rows that
    /// they pay. Says whether one of them has something left.
    fn expand(&mut self, left: usize, depth: u32) -> bool {
        let mut found = false;
        for at in 0..self.listed.of(left).len() {
            let right = self.listed.of(left)[at] as usize;
            found |= self.right_level[right] == NOWHERE && self.reach(right, depth);
        }
        let (mut right, mut at) = (self.unseen.next(0), 0);
        while right < self.slack.len() {
            let missing = self.missing.of(left);
            while missing.get(at).is_some_and(|&row| (row as usize) < right) {
                at += 1;
            }
            if missing.get(at) != Some(&(right as u32)) {
                self.unseen.close(right);
                found |= self.reach(right, depth);
            }
            right = self.unseen.next(right + 1);
        }
        found
    }

    /// Reaches a right row for the first time. Says whether it has something
    /// left.
    fn reach(&mut self, right: usize, depth: u32) -> bool {
        self.right_level[right] = depth + 1;
        if self.slack[right] > 0 {
            return true;
        }
        for &left in self.paid[right].keys() {
            let level = &mut self.left_level[left as usize];
            if *level == NOWHERE {
                *level = depth + 2;
                self.queue.push(left);
            }
        }
        false
    }

    /// Pays what can be paid of one demand over shortest ways.
    fn send(&mut self, source: usize, path: &mut Vec<(usize, usize)>) {
        // Joins walked, left and right row: from a left row to a right one, and
        // back to another left row whose payment would be moved, in turn.
        path.clear();
        loop {
            let last = path.last().copied();
            if path.len().is_multiple_of(2) {
                let left = last.map_or(source, |(left, _)| left);
                if let Some(right) = self.step_right(left) {
                    path.push((left, right));
                } else {
                    self.left_level[left] = NOWHERE;
                    if path.pop().is_none() {
                        return;
                    }
                }
            } else if let Some((_, right)) = last {
                if self.slack[right] > 0 {
                    let keep = self.augment(source, right, path);
                    if self.unpaid[source] == 0 {
                        return;
                    }
                    path.truncate(keep);
                } else if let Some(left) = self.step_left(right) {
                    path.push((left, right));
                } else {
                    self.right_level[right] = NOWHERE;
                    self.rungs.close(right);
                    path.pop();
                }
            }
        }
    }

    /// The next right row of a left row that is one level on.
    fn step_right(&mut self, left: usize) -> Option<usize> {
        let level = self.left_level[left] + 1;
        let listed = self.listed.of(left);
        let at = &mut self.listed_next[left];
        while listed
            .get(*at)
            .is_some_and(|&right| self.right_level[right as usize] != level)
        {
            *at += 1;
        }
        let missing = self.missing.of(left);
        let from = &mut self.broad_next[left];
        let mut broad = self.rungs.next(level, *from);
        while let Some(right) = broad
            && missing.binary_search(&right).is_ok()
        {
            broad = self.rungs.next(level, right + 1);
        }
        *from = broad.unwrap_or(NOWHERE);
        let first = listed.get(*at).copied().into_iter().chain(broad).min();
        first.map(|right| right as usize)
    }

    /// The next left row, one level on, whose payment by a right row could be
    /// moved.
    fn step_left(&mut self, right: usize) -> Option<usize> {
        let level = self.right_level[right] + 1;
        let from = &mut self.right_next[right];
        let mut paid = self.paid[right].range(*from..);
        let found = paid.find(|(left, _)| self.left_level[**left as usize] == level);
        *from = found.map_or(NOWHERE, |(&left, _)| left);
        found.map(|(&left, _)| left as usize)
    }

    /// Pays over the path as much as it bears; returns how much of the path
    /// still bears something.
    fn augment(&mut self, source: usize, right: usize, path: &[(usize, usize)]) -> usize {
        let moved = path.iter().skip(1).step_by(2);
        let moved = moved.filter_map(|&(left, right)| self.paid[right].get(&(left as u32)));
        let most = self.unpaid[source].min(self.slack[right]);
        let amount = moved.fold(most, |least, &units| least.min(units));
        let mut keep = path.len() - 1;
        for (position, &(left, right)) in path.iter().enumerate().rev() {
            let units = self.paid[right].entry(left as u32).or_insert(0);
            if position % 2 == 0 {
                *units += amount;
            } else {
                *units -= amount;
                if *units == 0 {
                    self.paid[right].remove(&(left as u32));
                    keep = position;
                }
            }
        }
        self.unpaid[source] -= amount;
        self.slack[right] -= amount;
        keep
    }
}

/// Rows of which some are done with: each leads towards the next that is not.
#[derive(Debug, Default)]
struct Open(Vec<u32>);

impl Open {
    /// All of `count` rows are open.
    fn set(&mut self, count: usize) {
        self.0 = (0..=count as u32).collect();
    }

    fn close(&mut self, row: usize) {
        self.0[row] = row as u32 + 1;
    }

    /// The first open row from this one on; their number when there is none.
    fn next(&mut self, mut row: usize) -> usize {
        while self.0[row] as usize != row {
            // Whoever comes by again has half as far to go.
            self.0[row] = self.0[self.0[row] as usize];
            row = self.0[row] as usize;
        }
        row
    }
}

/// The broad rows by level.
#[derive(Debug, Default)]
struct Rungs {
    /// By level, those of a level ascending.
    rows: Vec<u32>,
    /// Where each level starts, one more at the end.
    starts: Vec<usize>,
    /// Of each right row its place in `rows`, if it has one.
    place: Vec<u32>,
    /// The places of rows that may lead on.
    open: Open,
}

impl Rungs {
    fn set(&mut self, level: &[u32], is_broad: &[bool]) {
        let reached = |row: &u32| is_broad[*row as usize] && level[*row as usize] != NOWHERE;
        self.rows = (0..level.len() as u32).filter(reached).collect();
        self.rows.sort_by_key(|&row| level[row as usize]);
        self.place = vec![NOWHERE; level.len()];
        self.starts.clear();
        for (place, &row) in self.rows.iter().enumerate() {
            self.place[row as usize] = place as u32;
            while self.starts.len() <= level[row as usize] as usize {
                self.starts.push(place);
            }
        }
        self.starts.push(self.rows.len());
        self.open.set(self.rows.len());
    }

    fn close(&mut self, row: usize) {
        if self.place[row] != NOWHERE {
            self.open.close(self.place[row] as usize);
        }
    }

    /// The first row of the level, from this one on, that may lead on.
    fn next(&mut self, level: u32, from: u32) -> Option<u32> {
        let level = level as usize;
        let (start, end) = (*self.starts.get(level)?, *self.starts.get(level + 1)?);
        let before = self.rows[start..end].partition_point(|&row| row < from);
        let place = self.open.next(start + before);
        (place < end).then(|| self.rows[place])
    }
}
