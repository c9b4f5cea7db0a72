//! The greedy set, by divide and conquer on minimum cuts.
//!
//! Takers stand in cells; a cell is joined with payers that hold money. A node
//! is a set of cells with the payers in their reach. Of its units the first T
//! in order are taken, T being the node's money. If they can be paid, they are
//! the answer. If not, the minimum cut splits the node: the cells in the cut
//! keep all payers in their reach, the others the rest, and each side is a
//! node of its own.
//!
//! Right because: let x̂ be the first T units and S the cut. In a transversal
//! matroid the greedy set of a total order gives everyone in S at most their x̂
//! and everyone outside at least theirs, and S uses up its reach exactly
//! (Fujishige 1980; Groenevelt 1991): so neither side can lend the other
//! anything. If x̂ can be paid, it is a prefix of the order, and no set of
//! more than T units can be paid: it is the greedy set. A node always shrinks:
//! all cells together want T at most, so a cut leaves out a cell or a payer.
//!
//! Knows nothing of who the takers are. Needs take from classes of gifts, and,
//! when it is decided which gift is used first, gifts take from needs.

use super::AllocateError;
use super::column::{Column, Links, Row};
use super::cut::Flow;
use super::level::prefix;
use super::order::Run;
use super::progress::Watch;

/// Takers of kind `E` in cells of kind `C`, joined with payers of kind `P`.
pub(super) struct Market<'a, E, C, P> {
    /// The cell of each taker.
    pub(super) cell: &'a Column<E, C>,
    /// The payers in reach of each cell; those in fewest reaches first, so
    /// that the first flow is nearly a maximum one.
    pub(super) reach: &'a Links<C, P>,
    /// What each payer holds.
    pub(super) money: &'a Column<P, i64>,
}

struct Node<E, C, P> {
    cells: Vec<C>,
    payers: Vec<P>,
    /// By phase.
    runs: Vec<Run<E>>,
}

/// Numbers of rows inside a node, by stamping; they need not be cleared.
struct Local<I> {
    stamp: Column<I, u32>,
    number: Column<I, u32>,
    now: u32,
}

impl<I: Row> Local<I> {
    fn new(length: usize) -> Self {
        Self {
            stamp: Column::filled(length, 0),
            number: Column::filled(length, 0),
            now: 0,
        }
    }

    fn enter(&mut self, rows: &[I]) {
        self.now += 1;
        for (number, &row) in rows.iter().enumerate() {
            self.stamp[row] = self.now;
            self.number[row] = number as u32;
        }
    }

    fn get(&self, row: I) -> Option<usize> {
        (self.stamp[row] == self.now).then(|| self.number[row] as usize)
    }
}

/// How many units of each taker are in the greedy set of `runs`, which stand
/// by phase.
pub(super) fn greedy<E: Row, C: Row, P: Row>(
    market: &Market<'_, E, C, P>,
    runs: Vec<Run<E>>,
    watch: &mut Watch<'_>,
) -> Result<Column<E, i64>, AllocateError> {
    let mut taken = Column::filled(market.cell.len(), 0);
    let mut cells = Local::new(market.reach.len());
    let mut payers = Local::new(market.money.len());
    let all = Node {
        cells: market.reach.rows().collect(),
        payers: market.money.rows().collect(),
        runs,
    };
    let mut nodes = vec![all];
    while let Some(node) = nodes.pop() {
        cells.enter(&node.cells);
        payers.enter(&node.payers);
        let money = node.payers.iter().map(|&payer| market.money[payer]).sum();
        let counts = prefix(&node.runs, money);
        let mut flow = network(market, &node, &counts, &cells, &payers);
        if flow.run() {
            watch.settle(node.runs.len())?;
            for (run, count) in node.runs.iter().zip(counts) {
                taken[run.taker] += count;
            }
        } else {
            let sides = split(market, node, &flow, &cells, &payers);
            nodes.extend(sides.into_iter().filter(|side| !side.cells.is_empty()));
        }
    }
    Ok(taken)
}

fn network<E: Row, C: Row, P: Row>(
    market: &Market<'_, E, C, P>,
    node: &Node<E, C, P>,
    counts: &[i64],
    cells: &Local<C>,
    payers: &Local<P>,
) -> Flow {
    let mut demands = vec![0; node.cells.len()];
    for (run, count) in node.runs.iter().zip(counts) {
        if let Some(cell) = cells.get(market.cell[run.taker]) {
            demands[cell] += count;
        }
    }
    let mut flow = Flow::new(
        node.payers
            .iter()
            .map(|&payer| market.money[payer])
            .collect(),
    );
    for (&cell, demand) in node.cells.iter().zip(demands) {
        for payer in market
            .reach
            .of(cell)
            .iter()
            .filter_map(|&payer| payers.get(payer))
        {
            flow.join(payer);
        }
        flow.close(demand);
    }
    flow
}

fn split<E: Row, C: Row, P: Row>(
    market: &Market<'_, E, C, P>,
    node: Node<E, C, P>,
    flow: &Flow,
    cells: &Local<C>,
    payers: &Local<P>,
) -> [Node<E, C, P>; 2] {
    let in_cut = |cell: C| cells.get(cell).is_some_and(|number| flow.cut_left(number));
    let used_up = |payer: P| {
        payers
            .get(payer)
            .is_some_and(|number| flow.cut_right(number))
    };
    let (cut_runs, other_runs) = node
        .runs
        .into_iter()
        .partition(|run| in_cut(market.cell[run.taker]));
    let (cut_cells, other_cells) = node.cells.into_iter().partition(|&cell| in_cut(cell));
    let (cut_payers, other_payers) = node.payers.into_iter().partition(|&payer| used_up(payer));
    [
        Node {
            cells: other_cells,
            payers: other_payers,
            runs: other_runs,
        },
        Node {
            cells: cut_cells,
            payers: cut_payers,
            runs: cut_runs,
        },
    ]
}
