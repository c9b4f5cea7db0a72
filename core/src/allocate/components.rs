//! Strongly connected components of a small directed graph.
//!
//! Tarjan's algorithm without recursion. Components are numbered so that an
//! arc never leads to a higher number: a component's successors come first.

/// What a row has not been given yet.
const NONE: u32 = u32::MAX;

/// Where the arcs of each row lead.
#[derive(Debug, Default)]
pub(super) struct Arcs {
    ends_at: Vec<u32>,
    ends: Vec<u32>,
}

impl Arcs {
    /// Adds the next row.
    pub(super) fn push(&mut self, ends: impl IntoIterator<Item = u32>) {
        self.ends.extend(ends);
        self.ends_at.push(self.ends.len() as u32);
    }

    pub(super) fn len(&self) -> usize {
        self.ends_at.len()
    }

    pub(super) fn of(&self, row: usize) -> &[u32] {
        let start = row.checked_sub(1).map_or(0, |before| self.ends_at[before]);
        &self.ends[start as usize..self.ends_at[row] as usize]
    }
}

/// The component of each row.
pub(super) fn components(arcs: &Arcs) -> (Vec<u32>, usize) {
    let mut search = Search {
        arcs,
        found: vec![NONE; arcs.len()],
        low: vec![0; arcs.len()],
        component: vec![NONE; arcs.len()],
        open: Vec::new(),
        next: 0,
        count: 0,
    };
    for row in 0..arcs.len() {
        if search.found[row] == NONE {
            search.visit(row);
        }
    }
    (search.component, search.count as usize)
}

struct Search<'a> {
    arcs: &'a Arcs,
    found: Vec<u32>,
    low: Vec<u32>,
    component: Vec<u32>,
    open: Vec<u32>,
    next: u32,
    count: u32,
}

impl Search<'_> {
    fn visit(&mut self, root: usize) {
        let mut path = vec![(root, 0_usize)];
        self.enter(root);
        while let Some(&mut (row, ref mut arc)) = path.last_mut() {
            if let Some(&end) = self.arcs.of(row).get(*arc) {
                *arc += 1;
                let end = end as usize;
                if self.found[end] == NONE {
                    self.enter(end);
                    path.push((end, 0));
                } else if self.component[end] == NONE {
                    self.low[row] = self.low[row].min(self.found[end]);
                }
            } else {
                path.pop();
                self.leave(row);
                if let Some(&(above, _)) = path.last() {
                    self.low[above] = self.low[above].min(self.low[row]);
                }
            }
        }
    }

    fn enter(&mut self, row: usize) {
        self.found[row] = self.next;
        self.low[row] = self.next;
        self.next += 1;
        self.open.push(row as u32);
    }

    /// The first row found of a component closes it.
    fn leave(&mut self, row: usize) {
        if self.low[row] != self.found[row] {
            return;
        }
        while let Some(other) = self.open.pop() {
            self.component[other as usize] = self.count;
            if other as usize == row {
                break;
            }
        }
        self.count += 1;
    }
}
