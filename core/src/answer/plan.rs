//! Documents in, and the plan out.

use std::ops::ControlFlow;

use super::memory::probe_rows;
use crate::allocate::{AllocateError, Progress};
use crate::document::{Errors, GiftColumns, NeedColumns, ProgrammeBuilder};
use crate::error::At;
use crate::finding::Findings;
use crate::plan::Plan;
use crate::policy::{PolicyError, Rules};
use crate::programme::Programme;

/// Reads a programme.
///
/// # Errors
///
/// Everything that is wrong with the document.
pub fn programme(bytes: &[u8]) -> Result<Programme, Findings> {
    Ok(Programme::read(bytes)?)
}

/// Reads a programme whose needs and gifts, or some of them, stand in columns.
///
/// # Errors
///
/// `OUT_OF_MEMORY`; else everything that is wrong with the document; if nothing
/// is, with the columns; if nothing is, with the whole. Only errors of the
/// document have lines.
pub fn programme_of_columns(
    bytes: &[u8],
    needs: &NeedColumns<'_>,
    gifts: &GiftColumns<'_>,
) -> Result<Programme, Findings> {
    let (needs_given, gifts_given) = (needs.id.ends.len(), gifts.id.ends.len());
    probe_rows(needs_given.saturating_add(gifts_given))?;
    let builder = ProgrammeBuilder::read(bytes)?.columns(needs, gifts)?;
    Ok(builder.build().map_err(Errors::without_places)?)
}

/// Reads a rule book.
///
/// # Errors
///
/// Everything that is wrong with the document.
pub fn rules(bytes: &[u8]) -> Result<Rules, Findings> {
    Ok(Rules::read(bytes)?)
}

/// Reads a plan, anyone's, and puts its arrays in their order.
///
/// # Errors
///
/// Everything that is wrong with the document.
pub fn plan(bytes: &[u8]) -> Result<Plan, Findings> {
    Ok(Plan::read(bytes)?.sorted())
}

/// The rules to go by: those given beside, else the programme's own.
pub(super) fn applicable<'a>(
    programme: &'a Programme,
    beside: Option<&'a Rules>,
) -> Result<&'a Rules, Findings> {
    let refused = |at: At<PolicyError>| Findings::from([at].as_slice());
    programme.applicable(beside).map_err(refused)
}

/// Allocates under `rules`, or under the programme's own when none are given.
///
/// The last report says that all is done (`done == total`); breaking even that
/// one leaves no plan.
///
/// # Errors
///
/// As [`Programme::allocate`], and when no rules apply.
///
/// # Examples
///
/// ```
/// use bangfu::allocate::NoProgress;
/// use bangfu::answer;
///
/// let programme = answer::programme(br#"{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02"}"#)?;
/// let rules = answer::rules(br#"{"format":"bangfu.rules/1","id":"r"}"#)?;
/// assert!(answer::allocate(&programme, None, &mut NoProgress).is_err());
/// assert!(answer::allocate(&programme, Some(&rules), &mut NoProgress).is_ok());
/// # Ok::<(), bangfu::finding::Findings>(())
/// ```
pub fn allocate(
    programme: &Programme,
    rules: Option<&Rules>,
    progress: &mut dyn Progress,
) -> Result<Plan, Findings> {
    let rules = applicable(programme, rules)?;
    let mut held = HoldLast { progress, total: 0 };
    let plan = programme.allocate(rules, &mut held)?;
    let total = held.total;
    match progress.report(total, total) {
        ControlFlow::Continue(()) => Ok(plan),
        ControlFlow::Break(()) => Err(AllocateError::Cancelled.into()),
    }
}

/// Keeps `done == total` for when the plan stands.
struct HoldLast<'a> {
    progress: &'a mut dyn Progress,
    total: u64,
}

impl Progress for HoldLast<'_> {
    fn report(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        self.total = total;
        if done < total {
            self.progress.report(done, total)
        } else {
            ControlFlow::Continue(())
        }
    }
}
