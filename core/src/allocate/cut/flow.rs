//! Whether demands can be paid, and by whom it fails when they can't.
//!
//! A maximum flow from demands over joins to capacities, by Dinic's algorithm
//! on a network of two layers. When the flow pays every demand, they are
//! feasible. When it does not, the demands that can still be reached from an
//! unpaid one over the residual network are a minimum cut: they want more than
//! everything that is in their reach.
//!
//! Right because: max flow = min cut (Ford and Fulkerson), and the reached set
//! is the smallest minimum cut, whatever the flow. The flow is deterministic:
//! rows are visited in the order given.
//!
//! Knows nothing of order: a demand is a number.

/// Not reached, or found to lead nowhere.
const NOWHERE: u32 = u32::MAX;

/// Demands on the left, capacities on the right, joins between.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Flow {
    // Joins of each left row, then the same seen from the right.
    starts: Vec<u32>,
    rights: Vec<u32>,
    lefts: Vec<u32>,
    turned_starts: Vec<u32>,
    turned: Vec<u32>,
    /// What goes over each join.
    pub(in super::super) paid: Vec<i64>,
    // What each left row still wants and each right row still has.
    unpaid: Vec<i64>,
    slack: Vec<i64>,
    left_level: Vec<u32>,
    right_level: Vec<u32>,
    left_next: Vec<u32>,
    right_next: Vec<u32>,
    queue: Vec<u32>,
    phases: u64,
}

impl Flow {
    /// Begins a network without joins; `join` and `close` each left row in turn.
    pub(in super::super) fn begin(&mut self, slack: impl Iterator<Item = i64>) {
        self.starts.clear();
        self.starts.push(0);
        self.rights.clear();
        self.lefts.clear();
        self.unpaid.clear();
        self.slack.clear();
        self.slack.extend(slack);
    }

    /// Joins the left row being built with a right row.
    pub(in super::super) fn join(&mut self, right: usize) {
        self.lefts.push(self.starts.len() as u32 - 1);
        self.rights.push(right as u32);
    }

    /// Ends the left row being built.
    pub(in super::super) fn close(&mut self, demand: i64) {
        self.starts.push(self.rights.len() as u32);
        self.unpaid.push(demand);
    }

    /// The joins of a left row, as numbers.
    pub(in super::super) fn joins(&self, left: usize) -> std::ops::Range<usize> {
        self.starts[left] as usize..self.starts[left + 1] as usize
    }

    /// The right row of a join.
    pub(in super::super) fn right(&self, join: usize) -> usize {
        self.rights[join] as usize
    }

    /// Whether the last search reached the left row from an unpaid demand.
    pub(in super::super) fn cut_left(&self, left: usize) -> bool {
        self.left_level[left] != NOWHERE
    }

    /// How often all runs together looked for new ways and found some.
    pub(in super::super) const fn phases(&self) -> u64 {
        self.phases
    }

    /// Pays as much as can be paid, and says what stays unpaid.
    pub(in super::super) fn run(&mut self) -> i64 {
        self.turn();
        refill(&mut self.paid, self.rights.len(), 0);
        refill(&mut self.left_level, self.unpaid.len(), NOWHERE);
        refill(&mut self.right_level, self.slack.len(), NOWHERE);
        let mut path = Vec::new();
        while self.search() {
            self.phases = self.phases.wrapping_add(1);
            self.left_next.clear();
            self.left_next
                .extend_from_slice(&self.starts[..self.unpaid.len()]);
            self.right_next.clear();
            self.right_next
                .extend_from_slice(&self.turned_starts[..self.slack.len()]);
            for left in 0..self.unpaid.len() {
                if self.unpaid[left] > 0 {
                    self.push(left, &mut path);
                }
            }
        }
        self.unpaid.iter().sum()
    }

    /// Lists the joins by their right row.
    fn turn(&mut self) {
        let starts = &mut self.turned_starts;
        refill(starts, self.slack.len() + 1, 0);
        for &right in &self.rights {
            starts[right as usize + 1] += 1;
        }
        for row in 1..starts.len() {
            starts[row] += starts[row - 1];
        }
        self.right_next.clear();
        self.right_next.extend_from_slice(starts);
        refill(&mut self.turned, self.rights.len(), 0);
        for (join, &right) in self.rights.iter().enumerate() {
            let slot = &mut self.right_next[right as usize];
            self.turned[*slot as usize] = join as u32;
            *slot += 1;
        }
    }

    /// Breadth first from all unpaid demands, up to the nearest capacity that
    /// is left; without one, everything that can be reached.
    fn search(&mut self) -> bool {
        self.left_level.fill(NOWHERE);
        self.right_level.fill(NOWHERE);
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
                let left = self.queue[at] as usize;
                found |= self.expand(left, depth);
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
        for join in self.joins(left) {
            let right = self.rights[join] as usize;
            if self.right_level[right] != NOWHERE {
                continue;
            }
            self.right_level[right] = depth + 1;
            if self.slack[right] > 0 {
                found = true;
                continue;
            }
            let (start, end) = (
                self.turned_starts[right] as usize,
                self.turned_starts[right + 1] as usize,
            );
            for at in start..end {
                let back = self.turned[at] as usize;
                let other = self.lefts[back] as usize;
                if self.paid[back] > 0 && self.left_level[other] == NOWHERE {
                    self.left_level[other] = depth + 2;
                    self.queue.push(other as u32);
                }
            }
        }
        found
    }

    /// Pays what can be paid of one demand over shortest ways.
    fn push(&mut self, source: usize, path: &mut Vec<usize>) {
        // Joins walked: from a left row to a right one, and back to another
        // left row whose payment would be moved, in turn.
        path.clear();
        loop {
            let last = path.last().copied();
            if path.len().is_multiple_of(2) {
                let left = last.map_or(source, |join| self.lefts[join] as usize);
                if let Some(join) = self.step_right(left) {
                    path.push(join);
                } else {
                    self.left_level[left] = NOWHERE;
                    if path.pop().is_none() {
                        return;
                    }
                }
            } else if let Some(right) = last.map(|join| self.right(join)) {
                if self.slack[right] > 0 {
                    let keep = self.augment(source, right, path);
                    if self.unpaid[source] == 0 {
                        return;
                    }
                    path.truncate(keep);
                } else if let Some(join) = self.step_left(right) {
                    path.push(join);
                } else {
                    self.right_level[right] = NOWHERE;
                    path.pop();
                }
            }
        }
    }

    /// The next join of a left row that leads one level on.
    fn step_right(&mut self, left: usize) -> Option<usize> {
        let end = self.starts[left + 1];
        while self.left_next[left] < end {
            let join = self.left_next[left] as usize;
            if self.right_level[self.right(join)] == self.left_level[left] + 1 {
                return Some(join);
            }
            self.left_next[left] += 1;
        }
        None
    }

    /// The next join of a right row whose payment could be moved to a left row
    /// one level on.
    fn step_left(&mut self, right: usize) -> Option<usize> {
        let end = self.turned_starts[right + 1];
        while self.right_next[right] < end {
            let join = self.turned[self.right_next[right] as usize] as usize;
            if self.paid[join] > 0
                && self.left_level[self.lefts[join] as usize] == self.right_level[right] + 1
            {
                return Some(join);
            }
            self.right_next[right] += 1;
        }
        None
    }

    /// Pays over the path as much as it bears; returns how much of the path
    /// still bears something.
    fn augment(&mut self, source: usize, right: usize, path: &[usize]) -> usize {
        let moved = path.iter().skip(1).step_by(2).map(|&join| self.paid[join]);
        let amount = moved.fold(self.unpaid[source].min(self.slack[right]), i64::min);
        let mut keep = path.len() - 1;
        for (position, &join) in path.iter().enumerate().rev() {
            if position % 2 == 0 {
                self.paid[join] += amount;
            } else {
                self.paid[join] -= amount;
                if self.paid[join] == 0 {
                    keep = position;
                }
            }
        }
        self.unpaid[source] -= amount;
        self.slack[right] -= amount;
        keep
    }
}

/// `length` times the value, in the room that is there.
fn refill<T: Clone>(values: &mut Vec<T>, length: usize, value: T) {
    values.clear();
    values.resize(length, value);
}
