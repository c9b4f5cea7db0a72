//! Says how far a run has come, and lets it be stopped.

use std::ops::ControlFlow;

use super::AllocateError;

/// Hears how far a run has come, and may stop it.
///
/// # Examples
///
/// ```
/// use std::ops::ControlFlow;
/// use bangfu::allocate::Progress;
///
/// struct Stop;
///
/// impl Progress for Stop {
///     fn report(&mut self, _done: u64, _total: u64) -> ControlFlow<()> {
///         ControlFlow::Break(())
///     }
/// }
/// ```
pub trait Progress {
    /// `done` of `total` steps are taken; `done` never falls and may end below
    /// `total`. Breaking ends the run with `CANCELLED`, and nothing of it is
    /// left.
    fn report(&mut self, done: u64, total: u64) -> ControlFlow<()>;
}

/// Hears nothing and never stops.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn report(&mut self, _done: u64, _total: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// After so many rows of a long pass it may be stopped: a few milliseconds.
pub(super) const PULSE: usize = 1 << 16;

/// Counts settled rows for a [`Progress`].
pub(super) struct Watch<'a> {
    progress: &'a mut dyn Progress,
    done: u64,
    seen: u64,
    total: u64,
}

impl<'a> Watch<'a> {
    pub(super) fn new(progress: &'a mut dyn Progress, total: usize) -> Self {
        Self {
            progress,
            done: 0,
            seen: 0,
            total: total as u64,
        }
    }

    /// So many rows are settled for now. A pass that begins anew settles rows
    /// again: they count once.
    pub(super) fn settle(&mut self, rows: usize) -> Result<(), AllocateError> {
        self.seen = self.seen.saturating_add(rows as u64);
        self.done = self.done.max(self.seen.min(self.total));
        self.pulse()
    }

    /// Says again how far the run has come, so that it can be stopped between
    /// two settled rows.
    pub(super) fn pulse(&mut self) -> Result<(), AllocateError> {
        match self.progress.report(self.done, self.total) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(AllocateError::Cancelled),
        }
    }

    /// Where a pass that may begin anew begins.
    pub(super) const fn begin(&self) -> u64 {
        self.seen
    }

    /// Begins that pass anew.
    pub(super) const fn again(&mut self, begin: u64) {
        self.seen = begin;
    }
}
