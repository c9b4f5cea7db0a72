//! The pockets of needs, and what is theirs alone.
//!
//! Right because: a reach that holds one cell, which is one pocket, can lend to
//! nobody outside it (`network` says what follows from that).

use super::super::column::{CellIndex, Column, Links, NeedIndex, PocketIndex, Row};
use super::super::columns::{Columns, NONE};
use super::{Cells, MIXED, Parts, lists_of};

/// Pockets as needs come upon them.
pub(super) struct Pockets {
    of_need: Vec<u32>,
    /// The cell of each.
    pub(super) cell: Vec<u32>,
    /// The pocket that each reach is for and no other; [`NONE`] of all others.
    pub(super) of_reach: Vec<u32>,
}

impl Pockets {
    pub(super) fn new(columns: &Columns, single: &[u32], cell: &[u32], cells: usize) -> Self {
        let mut of_cell = vec![NONE; cells];
        let mut of_project = vec![NONE; single.len()];
        let mut of_reach = vec![NONE; columns.reaches.len()];
        let mut cell_of: Vec<u32> = Vec::new();
        let mut of_need: Vec<u32> = Vec::with_capacity(cell.len());
        for (&cell, &project) in cell.iter().zip(&columns.project) {
            let own = single.get(project as usize).copied().unwrap_or(NONE);
            let known = if own == NONE {
                &mut of_cell[cell as usize]
            } else {
                &mut of_project[project as usize]
            };
            if *known == NONE {
                *known = cell_of.len() as u32;
                cell_of.push(cell);
                if own != NONE {
                    of_reach[own as usize] = *known;
                }
            }
            of_need.push(*known);
        }
        Self {
            of_need,
            cell: cell_of,
            of_reach,
        }
    }

    /// Finds the reaches that hold one cell, which is one pocket: what they have
    /// is the pocket's own. Says whether there are any.
    pub(super) fn lend_to_nobody_else(
        &mut self,
        parts: &Parts,
        cells: &Cells,
        size: &[u32],
    ) -> bool {
        let cell_of = sole_cells(parts, cells, size);
        if cell_of.iter().all(|&cell| cell >= MIXED) {
            return false;
        }
        let mut only = vec![NONE; cells.len()];
        for (pocket, &cell) in (0..).zip(&self.cell) {
            let only = &mut only[cell as usize];
            *only = if *only == NONE { pocket } else { MIXED };
        }
        let mut any = false;
        for (pocket, cell) in self.of_reach.iter_mut().zip(cell_of) {
            let only = only.get(cell as usize).copied().unwrap_or(NONE);
            if only < MIXED {
                *pocket = only;
                any = true;
            }
        }
        any
    }

    /// The pocket of each need, and the cell of each pocket, with pockets
    /// numbered by cell; those of a cell stand as they were found.
    pub(super) fn by_cell(
        &self,
        cells: usize,
    ) -> (
        Column<NeedIndex, PocketIndex>,
        Column<PocketIndex, CellIndex>,
        Vec<PocketIndex>,
    ) {
        let pairs = self.cell.iter().zip(0_usize..);
        let by_cell = Links::<CellIndex, PocketIndex>::gather(
            cells,
            pairs.map(|(&cell, at)| (CellIndex::new(cell as usize), PocketIndex::new(at))),
        );
        let order = by_cell.ends();
        let mut rank = vec![PocketIndex::new(0); self.cell.len()];
        for (place, &at) in order.iter().enumerate() {
            rank[at.number()] = PocketIndex::new(place);
        }
        let of_need = self.of_need.iter().map(|&at| rank[at as usize]).collect();
        let cells = order
            .iter()
            .map(|&at| CellIndex::new(self.cell[at.number()] as usize))
            .collect();
        (of_need, cells, rank)
    }
}

/// The cell of each reach that holds no other; [`NONE`] or [`MIXED`] of all others.
fn sole_cells(parts: &Parts, cells: &Cells, size: &[u32]) -> Vec<u32> {
    let mut cell_of = vec![NONE; parts.except.len()];
    // How many cells there are and their sum; then the same of those that each
    // reach leaves out, which tells the one that is left.
    let mut all = (0_u32, 0_u64);
    let mut left_out = vec![(0_u32, 0_u64); parts.except.len()];
    for (at, key) in (0..).zip(&cells.keys) {
        if size[at as usize] == 0 {
            continue;
        }
        all = (all.0 + 1, all.1 + u64::from(at));
        for &scope in lists_of(parts, key) {
            let (count, sum) = &mut left_out[scope as usize];
            (*count, *sum) = (*count + 1, *sum + u64::from(at));
            let cell = &mut cell_of[scope as usize];
            *cell = if *cell == NONE { at } else { MIXED };
        }
    }
    let rows = cell_of.iter_mut().zip(left_out).zip(&parts.except);
    for ((cell, (count, sum)), _) in rows.filter(|(_, except)| **except) {
        *cell = if count + 1 == all.0 {
            (all.1 - sum) as u32
        } else {
            MIXED
        };
    }
    cell_of
}
