//! An instance as other solvers take it, gathered beforehand.

use serde::Serialize;

use super::super::column::{HomeIndex, Row};
use super::super::problem::Problem;
use super::super::progress::{NoProgress, Watch};
use super::Solution;
use crate::allocate::AllocateError;

/// Who may pay whom, gathered, with what was asked and granted.
///
/// A *class* is gifts that may pay the same needs; a *pocket* is needs that the
/// same classes may pay; a *run* is units of one need in one phase, the floors'
/// phases before all others. The columns of runs are equally long. Amounts are
/// in fen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Graph {
    /// What each class has to give.
    pub money: Vec<i64>,
    /// The classes that may pay each pocket, by their place in `money`.
    pub pockets: Vec<Vec<u32>>,
    /// The need of each run.
    pub need: Vec<u32>,
    /// The pocket of each run.
    pub pocket: Vec<u32>,
    /// The phase of each run: units of a lower one are granted first.
    pub phase: Vec<u32>,
    /// What the keys of each run are measured by: the k-th unit of a need has
    /// the key (2k − 1) ÷ 2s.
    pub s: Vec<u64>,
    /// The k of the first unit of each run.
    pub first: Vec<u64>,
    /// How many units there are.
    pub length: Vec<i64>,
    /// How many of them are granted.
    pub granted: Vec<i64>,
}

impl Solution {
    /// The instance as other solvers take it, and what was granted.
    ///
    /// # Errors
    ///
    /// [`AllocateError::OutOfRange`] when the gifts sum to more than an `i64`,
    /// which no solved instance does.
    pub fn graph(&self) -> Result<Graph, AllocateError> {
        let mut progress = NoProgress;
        let problem = Problem::gather(&self.columns, None, &mut Watch::new(&mut progress, 0))?;
        let mut graph = Graph {
            money: Vec::new(),
            pockets: Vec::with_capacity(problem.network.cell.len()),
            need: Vec::new(),
            pocket: Vec::new(),
            phase: Vec::new(),
            s: Vec::new(),
            first: Vec::new(),
            length: Vec::new(),
            granted: Vec::new(),
        };
        let homes = problem.network.cell.len();
        let shared = problem.has.values().skip(homes);
        graph.money.extend(shared);
        for (pocket, &cell) in problem.network.cell.iter() {
            let shared = problem.network.classes_of(cell);
            let mut classes: Vec<u32> = shared.map(|class| class.number() as u32).collect();
            let own = problem.has[HomeIndex::of_pocket(pocket)];
            if own > 0 {
                classes.push(graph.money.len() as u32);
                graph.money.push(own);
            }
            graph.pockets.push(classes);
        }
        for (pocket, _) in problem.network.cell.iter() {
            for &need in problem.members.of(pocket) {
                let mut left = self.granted[need];
                for run in problem.runs.of(need) {
                    let granted = left.min(run.length);
                    left -= granted;
                    graph.need.push(need.number() as u32);
                    graph.pocket.push(pocket.number() as u32);
                    graph.phase.push(run.phase);
                    graph.s.push(run.s);
                    graph.first.push(run.first);
                    graph.length.push(run.length);
                    graph.granted.push(granted);
                }
            }
        }
        Ok(graph)
    }
}
