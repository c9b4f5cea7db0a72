//! What the caps on groups cost: the same allocation without them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::greatest::greatest;
use crate::allocate::{AllocateError, Progress};
use crate::money::Fen;
use crate::plan::Plan;
use crate::policy::{self, Cap, Rules};
use crate::programme::Programme;
use crate::registry::Id;

/// So many caps are each left out alone at most: every one is an allocation.
const ALONE: usize = 16;

/// What all caps on groups together cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Price {
    /// What the plan grants.
    pub granted: Fen,
    /// What would be granted without any cap on a group.
    pub without: Fen,
    /// The difference; below 0 only under a minimum grant.
    pub price: Fen,
    /// The most that the gifts could pay under the caps, whoever got it, floors
    /// and minimum grants aside; absent when caps cross, that is when two share
    /// a need and neither covers the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub greatest: Option<Fen>,
    /// Who would be granted more without the caps.
    pub rises: Moved,
    /// Who would be granted less.
    pub falls: Moved,
    /// Each cap, those of the rules first.
    pub each: Vec<CapPrice>,
}

/// Needs whose grants differ, all in one direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Moved {
    /// How many needs.
    pub needs: usize,
    /// By how much together.
    pub by: Fen,
}

/// One cap on a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CapPrice {
    /// `rules:2` or `project:sunset-farm`.
    pub cap: String,
    /// The most that the group may be granted.
    pub max: Fen,
    /// What the plan grants it.
    pub granted: Fen,
    /// Whether the cap is full.
    pub full: bool,
    /// How many needs it covers.
    pub needs: usize,
    /// Those of its needs that would be granted more without any cap.
    pub rises: Moved,
    /// What it costs by itself: the others stay. Absent beyond 16 caps, and
    /// when the cap is not full, for then it holds nobody down; under a minimum
    /// grant it may, so there it is always found out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alone: Option<Alone>,
}

/// An allocation without one cap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Alone {
    /// What would be granted in all.
    pub without: Fen,
    /// What that is more than the plan grants.
    pub price: Fen,
    /// Who would be granted more.
    pub rises: Moved,
    /// Who would be granted less.
    pub falls: Moved,
}

pub(super) fn price(
    programme: &Programme,
    rules: &Rules,
    plan: &Plan,
    progress: &mut dyn Progress,
) -> Result<Option<Price>, AllocateError> {
    let caps = policy::caps(programme.facts(), rules.allocation());
    if caps.is_empty() {
        return Ok(None);
    }
    let now = granted(plan)?;
    let free = uncapped(programme, rules, |_| true, progress)?;
    let free = granted(&free)?;
    let (rises, falls) = moved(&now, &free, |_| true);
    let total = now.values().sum::<i64>();
    let without = free.values().sum::<i64>();
    let mut solved = 0;
    let mut each = Vec::with_capacity(caps.len());
    for cap in &caps {
        let members: Vec<&Id> = members(programme, cap);
        let sum = members.iter().filter_map(|id| now.get(id)).sum::<i64>();
        let full = sum >= cap.max;
        // A need that was dropped for the minimum grant may have filled the cap
        // before it was, so then a cap that is not full may cost something.
        let may_bind = full || rules.allocation().minimum_grant > Fen::ZERO;
        let alone = if may_bind && solved < ALONE {
            solved += 1;
            Some(alone(programme, rules, cap, &now, total, progress)?)
        } else {
            None
        };
        each.push(CapPrice {
            cap: cap.name.clone(),
            max: Fen(cap.max),
            granted: Fen(sum),
            full,
            needs: members.len(),
            rises: moved(&now, &free, |id| members.binary_search(&id).is_ok()).0,
            alone,
        });
    }
    Ok(Some(Price {
        granted: Fen(total),
        without: Fen(without),
        price: Fen(without - total),
        greatest: greatest(programme, rules, &caps)?,
        rises,
        falls,
        each,
    }))
}

fn alone(
    programme: &Programme,
    rules: &Rules,
    cap: &Cap,
    now: &BTreeMap<&Id, i64>,
    total: i64,
    progress: &mut dyn Progress,
) -> Result<Alone, AllocateError> {
    let plan = uncapped(programme, rules, |name| name == cap.name, progress)?;
    let then = granted(&plan)?;
    let without = then.values().sum::<i64>();
    let (rises, falls) = moved(now, &then, |_| true);
    Ok(Alone {
        without: Fen(without),
        price: Fen(without - total),
        rises,
        falls,
    })
}

/// The ids of the needs of a cap, ascending as the needs are.
fn members<'a>(programme: &'a Programme, cap: &Cap) -> Vec<&'a Id> {
    let needs = cap
        .needs
        .iter()
        .filter_map(|&need| programme.needs().get(need));
    needs.map(|need| &need.id).collect()
}

/// The plan without the caps whose name `leave_out` says.
fn uncapped(
    programme: &Programme,
    rules: &Rules,
    leave_out: impl Fn(&str) -> bool,
    progress: &mut dyn Progress,
) -> Result<Plan, AllocateError> {
    let (mut programme, mut rules) = (programme.clone(), rules.clone());
    let caps = std::mem::take(&mut rules.allocation.caps)
        .into_iter()
        .enumerate();
    rules.allocation.caps = caps
        .filter(|(index, _)| !leave_out(&format!("rules:{index}")))
        .map(|(_, cap)| cap)
        .collect();
    for project in &mut programme.lists.projects {
        if leave_out(&format!("project:{}", project.id)) {
            project.cap = None;
        }
    }
    programme.allocate(&rules, progress)
}

/// What each need of money is granted. Their sum is held, so that every sum
/// over some of them is.
fn granted(plan: &Plan) -> Result<BTreeMap<&Id, i64>, AllocateError> {
    let rows = plan.needs.iter().filter(|row| row.item.is_none());
    let granted: BTreeMap<&Id, i64> = rows.map(|row| (&row.id, row.granted.count())).collect();
    let sum = granted
        .values()
        .try_fold(0_i64, |sum, &fen| sum.checked_add(fen));
    sum.map(|_| granted).ok_or(AllocateError::OutOfRange)
}

/// Who among the needs is granted more in `then` than in `now`, and who less.
fn moved(
    now: &BTreeMap<&Id, i64>,
    then: &BTreeMap<&Id, i64>,
    counts: impl Fn(&Id) -> bool,
) -> (Moved, Moved) {
    let (mut rises, mut falls) = (Moved::default(), Moved::default());
    for (id, &was) in now.iter().filter(|(id, _)| counts(id)) {
        let is = then.get(id).copied().unwrap_or(0);
        let side = if is > was { &mut rises } else { &mut falls };
        if is != was {
            side.needs += 1;
            // Each is at most what one of the plans grants it.
            side.by = Fen(side.by.0 + (is - was).abs());
        }
    }
    (rises, falls)
}
