//! Who gets how much: the problem, the solver and the explanation.
//!
//! Every fen of every need is a unit; the rules put all units in one total
//! order; the answer is the greedy set in that order: a unit is granted iff it
//! can be paid together with all granted before it and breaks no cap. The set
//! is unique, so there is nothing to tune and nothing to round.
//!
//! `problem` turns facts and rules into columns of numbers, and `compress`
//! gathers what is alike into a network of pockets, cells and classes. `order`
//! compares units, `level` takes the first of them, `cut` says whether they can
//! be paid, and `greedy` makes the set of these three. `caps` and `minimum` run
//! it again with units taken out. `use_order` says which gift comes first, and
//! `route` runs `greedy` with the sides exchanged, and `lines` says which gift pays
//! which need. `bottleneck` and `reasons` say why, `rows` writes the plan.

mod arena;
pub mod bench;
mod bottleneck;
mod caps;
mod certificate;
mod column;
mod columns;
mod components;
mod compress;
mod cut;
mod error;
pub mod explain;
mod greedy;
mod level;
mod lines;
mod minimum;
mod network;
mod numbers;
mod order;
mod parallel;
mod problem;
mod progress;
mod reasons;
mod route;
mod rows;
#[cfg(test)]
mod tests;
mod throttle;
mod use_order;

pub use error::AllocateError;
pub use minimum::MAX_DROPPED;
pub use progress::{NoProgress, Progress};
pub use throttle::Throttled;

use crate::error::At;
use crate::money::Fen;
use crate::plan::{NeedReason, Plan, PlanFormat};
use crate::policy::{Pot, Rules, ShortFloors, check};
use crate::programme::Programme;
use column::{Column, NeedIndex};
use problem::{Ground, Problem};
use progress::Watch;
use rows::Outcome;

/// The name and version that plans of this engine bear.
const ENGINE: &str = concat!("bangfu ", env!("CARGO_PKG_VERSION"));

impl Programme {
    /// Allocates the gifts to the needs under `rules`.
    ///
    /// The plan is the greedy set in the order of units that the rules define:
    /// unique, exact to the fen, and the same on every machine. `progress`
    /// hears how far the run has come and may stop it.
    ///
    /// # Errors
    ///
    /// * [`AllocateError::Policy`] with everything that keeps `rules` from
    ///   being applied to this programme;
    /// * [`AllocateError::InfeasibleFloor`] when the floors can't all be met
    ///   and the rules don't let them shrink;
    /// * [`AllocateError::TooManyDropped`] when the minimum grant would drop
    ///   more than [`MAX_DROPPED`] needs;
    /// * [`AllocateError::OutOfRange`] when a sum can't be held;
    /// * [`AllocateError::Cancelled`] when `progress` breaks the run.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu::Programme;
    /// use bangfu::allocate::NoProgress;
    ///
    /// let text = br#"{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02",
    ///     "rules":{"format":"bangfu.rules/1","id":"r"}}"#;
    /// let programme = Programme::read(text).unwrap();
    /// let rules = programme.rules().unwrap();
    /// let plan = programme.allocate(rules, &mut NoProgress)?;
    /// assert!(plan.lines.is_empty());
    /// # Ok::<(), bangfu::allocate::AllocateError>(())
    /// ```
    pub fn allocate(
        &self,
        rules: &Rules,
        progress: &mut dyn Progress,
    ) -> Result<Plan, AllocateError> {
        let facts = self.facts();
        let errors = check(facts, rules);
        if !errors.is_empty() {
            let at = |(subject, error)| At::new(self.pointer(&subject), error);
            return Err(AllocateError::Policy(errors.into_iter().map(at).collect()));
        }
        let ground = Ground::new(facts, &rules.allocation);
        // Every need is settled once, and every offer.
        let mut watch = Watch::new(progress, ground.bounds.len() + ground.offers.len());
        watch.settle(0)?;
        let mut outcome = solve(&ground, &mut watch)?;
        watch.pulse()?;
        let (bottlenecks, of_need) = rows::bottlenecks(&ground, &outcome);
        let needs = rows::needs(&ground, &outcome, of_need)?;
        let gifts = rows::gifts(&ground, &outcome);
        let totals = rows::totals(&ground, &needs, &gifts)?;
        watch.pulse()?;
        Ok(Plan {
            format: PlanFormat::V1,
            programme: self.id().clone(),
            as_of: self.as_of(),
            rules: rules.id.clone(),
            engine: ENGINE.to_owned(),
            input_hash: self.input_hash(),
            rules_hash: rules.hash(),
            needs,
            gifts,
            lines: rows::lines(&ground, &mut outcome),
            matches: rows::matches(facts, &rules.allocation, &ground.offers),
            bottlenecks,
            totals,
        })
    }
}

/// Solves money and each item, one after the other.
fn solve(ground: &Ground<'_>, watch: &mut Watch<'_>) -> Result<Outcome, AllocateError> {
    let mut outcome = Outcome {
        granted: vec![0; ground.bounds.len()],
        reasons: vec![NeedReason::Short; ground.bounds.len()],
        eligible: vec![false; ground.reaches.reaches.len()],
        used: vec![0; ground.offers.len()],
        lines: Vec::new(),
        entries: Vec::new(),
    };
    for pot in Pot::all(ground.facts) {
        solve_pot(ground, pot, &mut outcome, watch)?;
    }
    Ok(outcome)
}

fn solve_pot(
    ground: &Ground<'_>,
    pot: Pot,
    outcome: &mut Outcome,
    watch: &mut Watch<'_>,
) -> Result<(), AllocateError> {
    let problem = Problem::new(ground, pot, watch)?;
    let caps = caps::live(ground, &problem);
    let accept = |units: &Column<NeedIndex, i64>| floors_are_met(ground, &problem, units);
    let mut cut = problem.network.cut();
    // The order of use looks at gifts, not at what needs are granted.
    let (order, granted) = parallel::beside(
        problem.offers.len(),
        || use_order::use_order(ground, &problem),
        || minimum::solve(ground, &problem, &caps, accept, &mut *cut, watch),
    );
    let granted = granted?;
    let route = route::route(&problem, &granted.units, &order, &mut *cut, watch)?;
    for (found, &eligible) in outcome.eligible.iter_mut().zip(&problem.eligible) {
        *found |= eligible;
    }
    let (reasons, entries) =
        reasons::reasons(ground, &problem, &granted, &route, outcome.entries.len());
    // Packs were counted down from units, so counting up again fits.
    for (need, &row) in problem.needs.iter() {
        outcome.granted[row as usize] = granted.units[need] * problem.pack;
    }
    for (offer, &index) in problem.offers.iter() {
        outcome.used[index as usize] = route.used[offer] * problem.pack;
    }
    for &(offer, need, units) in &route.lines {
        let line = (
            problem.offers[offer] as usize,
            problem.row(need),
            units * problem.pack,
        );
        outcome.lines.push(line);
    }
    for (row, reason) in reasons {
        outcome.reasons[row] = reason;
    }
    outcome.entries.extend(entries);
    Ok(())
}

/// Refuses the set when a floor of money is not met and the rules say that all
/// must be. Floors stand before everything else in the order, so the set holds
/// all of them iff they can be had together.
fn floors_are_met(
    ground: &Ground<'_>,
    problem: &Problem<'_>,
    units: &Column<NeedIndex, i64>,
) -> Result<(), AllocateError> {
    if problem.pot != Pot::Money || ground.allocation.floors.short == ShortFloors::ProRata {
        return Ok(());
    }
    let mut granted = vec![0; ground.bounds.len()];
    for (need, &row) in problem.needs.iter() {
        granted[row as usize] = units[need];
    }
    let (mut needs, mut short) = (Vec::new(), 0_i64);
    for &(row, _) in &problem.weightless {
        let bounds = &ground.bounds[row];
        let lacks = bounds.floor - bounds.already - granted[row];
        if lacks > 0 {
            needs.push(ground.facts.lists.needs[row].id.clone());
            short = short.checked_add(lacks).ok_or(AllocateError::OutOfRange)?;
        }
    }
    if needs.is_empty() {
        Ok(())
    } else {
        Err(AllocateError::InfeasibleFloor {
            needs,
            short: Fen(short),
        })
    }
}
