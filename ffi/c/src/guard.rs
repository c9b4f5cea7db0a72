//! What a call comes back with: a status, and an error for whoever wants it.
//!
//! No panic leaves a function of this crate: unwinding into C would end the
//! process. The panic's own words are not passed on, for they may hold what
//! stood in a document; the host's panic hook, which is never touched, has
//! them.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use bangfu::finding::Findings;
use bangfu::misuse::{Defect, Misuse};

use crate::contract::Contract;
use crate::error::{self, bf_error};
use crate::handle::Refused;
use crate::status::{BF_OK, bf_status};

/// Why a call did not do what it was asked.
#[derive(Debug)]
pub struct Failure(Box<Findings>);

impl Failure {
    /// A panic, here or earlier: the core's finding for a defect.
    fn defect() -> Self {
        Findings::from(Defect::Panic).into()
    }

    /// The number of the first finding.
    fn status(&self) -> bf_status {
        self.0.first().number().into()
    }

    pub(crate) fn into_findings(self) -> Findings {
        *self.0
    }
}

impl From<Findings> for Failure {
    fn from(findings: Findings) -> Self {
        Self(Box::new(findings))
    }
}

impl From<Misuse> for Failure {
    fn from(misuse: Misuse) -> Self {
        Findings::from(misuse).into()
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Misuse(misuse) => misuse.into(),
            Refused::Poisoned => Self::defect(),
        }
    }
}

/// Runs a call that returns a status.
///
/// `err` may be null; if it is not, `*err` is the new error or null.
///
/// # Safety
///
/// `err` and every pointer that `body` hands to its contract are arguments of
/// one C call, whose caller keeps the contract of `bangfu.h`.
pub unsafe fn call(
    err: *mut *mut bf_error,
    body: impl FnOnce(&Contract) -> Result<(), Failure>,
) -> bf_status {
    // SAFETY: as promised by the caller.
    let contract = unsafe { Contract::kept() };
    let failure = match caught(|| body(&contract)) {
        Some(Ok(())) => None,
        Some(Err(failure)) => Some(failure),
        None => Some(Failure::defect()),
    };
    let status = failure.as_ref().map_or(BF_OK, Failure::status);
    if let Some(place) = contract.optional(err) {
        // Building the error may panic too, as far as anybody knows.
        let error = failure.and_then(|failure| caught(|| error::new(failure.into_findings())));
        place.set(error.unwrap_or(std::ptr::null_mut()));
    }
    status
}

/// Runs a call that returns what it found, or `otherwise` when it found
/// nothing: the arguments are wrong, the handle is busy, a panic.
///
/// # Safety
///
/// As [`call`].
pub unsafe fn get<T>(otherwise: T, body: impl FnOnce(&Contract) -> Result<T, Failure>) -> T {
    // SAFETY: as promised by the caller.
    let contract = unsafe { Contract::kept() };
    match caught(|| body(&contract)) {
        Some(Ok(found)) => found,
        _ => otherwise,
    }
}

/// What `body` returns, or nothing if it panics.
///
/// Unwind safe: whatever was being written is behind a handle, which is then
/// poisoned, or local to the call, and gone.
fn caught<T>(body: impl FnOnce() -> T) -> Option<T> {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(value) => Some(value),
        Err(payload) => {
            forget(payload);
            None
        }
    }
}

/// Drops what a panic carried. It may be any value, so even that may panic.
fn forget(payload: Box<dyn Any + Send>) {
    if let Err(again) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        std::mem::forget(again);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "what is tested")]

    use super::*;
    use crate::status::BF_PANIC;

    struct Bomb;

    impl Drop for Bomb {
        fn drop(&mut self) {
            std::panic::panic_any("while it was dropped");
        }
    }

    #[test]
    fn no_panic_comes_out_not_even_that_of_a_payload() {
        let null = std::ptr::null_mut();
        // SAFETY: no pointer is used.
        let status = unsafe { call(null, |_| panic!("on purpose")) };
        assert_eq!(status, BF_PANIC);
        // SAFETY: as above.
        let status = unsafe { call(null, |_| std::panic::panic_any(Bomb)) };
        assert_eq!(status, BF_PANIC);
        // SAFETY: as above.
        assert_eq!(unsafe { get(7, |_| panic!("on purpose")) }, 7);
    }
}
