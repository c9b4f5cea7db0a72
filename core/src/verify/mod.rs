//! Checks anyone's plan: lawful, affordable, greedy, complete.
//!
//! It shares no line with the allocator and does not solve the problem again.
//! It asks whether the plan at hand could be bettered: a plan is the right one
//! iff no unit could be exchanged for an earlier one, no gift for one that is
//! to be used earlier, and every number and reason follows from the lines.
//! Only minimum grants need a solution of its own, for a need is dropped
//! because of grants that no plan shows.
//!
//! All violations are found at once. What would be meaningless on a plan that
//! is wrong already — the order of unlawful grants, the bottlenecks of wrong
//! ones — is not judged there.

mod arithmetic;
mod bottlenecks;
mod flow;
mod greedy;
mod header;
mod holds;
mod legality;
mod minimum;
mod order;
mod problem;
mod reasons;
mod rows;
mod use_order;
mod violation;

use crate::error::At;
use crate::plan::{NeedReason, Plan};
use crate::policy::{self, PolicyError, Rules, ShortFloors};
use crate::programme::Programme;

use legality::{Paying, cell};
use problem::Scene;
use rows::Rows;

pub use violation::{Shown, Violation, Word};

/// Up to how many needs of money a minimum grant is certified.
const CERTIFIED: usize = 2_000;

/// What is to be said of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// Everything that is wrong, each with its place in the plan.
    pub violations: Vec<At<Violation>>,
    /// How many lines were checked.
    pub lines: usize,
    /// How many needs were checked.
    pub needs: usize,
    /// How many gifts were checked.
    pub gifts: usize,
    /// Whether it was checked which needs fall below the minimum grant.
    pub minimum_grant: MinimumGrant,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.violations.is_empty()
    }
}

/// Whether minimum grants were checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MinimumGrant {
    /// The plan's choice of dropped needs is certified, or there is nothing to
    /// choose.
    Checked,
    /// There are more needs than the reference can deal with: the plan was
    /// believed which needs fall below the minimum, and all else was checked.
    NotChecked,
}

/// Checks a plan against a programme and rules.
///
/// # Errors
///
/// Everything that keeps the rules from being applied to the programme. Then no
/// plan can be right or wrong.
pub fn verify(
    programme: &Programme,
    rules: &Rules,
    plan: &Plan,
) -> Result<Report, Vec<At<PolicyError>>> {
    let facts = programme.facts();
    let errors = policy::check(facts, rules);
    if !errors.is_empty() {
        let place = |(subject, error)| At::new(programme.pointer(&subject), error);
        return Err(errors.into_iter().map(place).collect());
    }
    let scene = Scene::new(facts, &rules.allocation);
    let mut violations = Vec::new();
    header::check(programme, rules, plan, &mut violations);
    let rows = rows::read_rows(&scene, plan, &mut violations);
    let (entries, all) = rows::read_lines(&scene, plan, &mut violations);
    let paying = legality::judge(&scene, plan, &rows, (&entries, all), &mut violations);
    arithmetic::check(&scene, plan, &rows, &paying, &mut violations);
    let minimum_grant = judge_problems(&scene, plan, &rows, &paying, &mut violations);
    Ok(Report {
        violations,
        lines: plan.lines.len(),
        needs: plan.needs.len(),
        gifts: plan.gifts.len(),
        minimum_grant,
    })
}

/// Judges order and reasons of every problem.
fn judge_problems(
    scene: &Scene<'_>,
    plan: &Plan,
    rows: &Rows,
    paying: &Paying,
    violations: &mut Vec<At<Violation>>,
) -> MinimumGrant {
    let (dropped, minimum_grant) = dropped(scene, plan, rows, paying, violations);
    let mut judged = Vec::with_capacity(scene.problems.len());
    for ((problem, payment), dropped) in scene.problems.iter().zip(&paying.payments).zip(&dropped) {
        let mut right = None;
        if let Some(payment) = payment {
            let before = violations.len();
            greedy::check(scene, problem, payment, dropped, rows, violations);
            right = (violations.len() == before).then_some(payment);
            use_order::check(scene, problem, payment, rows, violations);
        }
        judged.push(reasons::Judged {
            problem,
            payment: right,
            dropped,
        });
    }
    reasons::check(scene, plan, rows, paying, &judged, violations);
    minimum_grant
}

/// Which seekers of each problem fall below the minimum grant.
fn dropped(
    scene: &Scene<'_>,
    plan: &Plan,
    rows: &Rows,
    paying: &Paying,
    violations: &mut Vec<At<Violation>>,
) -> (Vec<Vec<bool>>, MinimumGrant) {
    let nobody = scene
        .problems
        .iter()
        .map(|problem| vec![false; problem.seekers.len()]);
    let mut dropped: Vec<_> = nobody.collect();
    let minimum = scene.allocation.minimum_grant.0;
    let (Some(money), Some(of_money)) = (scene.problems.first(), dropped.first_mut()) else {
        return (dropped, MinimumGrant::Checked);
    };
    if minimum == 0 {
        return (dropped, MinimumGrant::Checked);
    }
    if money.seekers.len() > CERTIFIED {
        for (seeker, dropped) in money.seekers.iter().zip(of_money) {
            let row = rows.needs[seeker.need].and_then(|row| plan.needs.get(row));
            let stated = row.is_some_and(|row| row.reason == NeedReason::BelowMinimum);
            *dropped = stated && paying.to_need[seeker.need] == 0;
        }
        return (dropped, MinimumGrant::NotChecked);
    }
    let reference = minimum::apply(money, minimum);
    for (index, seeker) in money.seekers.iter().enumerate() {
        // Floors that can't be met are refused before anybody is dropped.
        let short = reference.before[index] < seeker.floor_gap;
        if reference.dropped[index] && short && scene.allocation.floors.short == ShortFloors::Error
        {
            let floor = Shown::new(true, i128::from(seeker.bounds.floor));
            let pointer = cell("needs", rows.needs[seeker.need], "granted");
            violations.push(At::new(pointer, Violation::FloorShort { floor }));
        }
    }
    *of_money = reference.dropped;
    (dropped, MinimumGrant::Checked)
}
