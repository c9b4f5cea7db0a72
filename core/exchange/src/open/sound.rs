//! Whether a plan is one of this programme and adds up.
//!
//! Only what an export adds up is asked: each need has one row, its lines sum
//! to it, and the rows of money to the plan's total. Whether the plan is lawful
//! and fair is the question of [`verify`](bangfu::verify).

use std::collections::HashMap;

use bangfu::lists::Need;
use bangfu::plan::Measure;
use bangfu::registry::Id;
use bangfu::{Plan, Programme};

use super::OpenError;

/// Why nothing can be published of the plan, if so.
pub(super) fn unfit(programme: &Programme, plan: &Plan) -> Option<OpenError> {
    if plan.programme != *programme.id() || plan.input_hash != programme.input_hash() {
        return Some(OpenError::OtherPlan);
    }
    let mut paid: HashMap<&Id, i128> = HashMap::new();
    for line in &plan.lines {
        *paid.entry(&line.need).or_default() += i128::from(line.paid.count());
    }
    let mut rows: HashMap<&Id, Measure> = HashMap::with_capacity(plan.needs.len());
    let (mut granted, mut twice) = (0, false);
    for row in &plan.needs {
        twice |= rows.insert(&row.id, row.granted).is_some();
        if let Measure::Money(fen) = row.granted {
            granted += i128::from(fen.0);
        }
    }
    let fits = |need: &Need| {
        let paid = paid.remove(&need.id).unwrap_or(0);
        rows.get(&need.id).is_some_and(|granted| {
            matches!(granted, Measure::Money(_)) == need.item().is_none()
                && i128::from(granted.count()) == paid
        })
    };
    let whole = programme.needs().iter().all(fits) && rows.len() == programme.needs().len();
    let sound = !twice && whole && paid.is_empty() && granted == i128::from(plan.totals.granted.0);
    (!sound).then_some(OpenError::UnsoundPlan)
}
