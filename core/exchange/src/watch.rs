//! Says how far reading and importing have come, and lets them be stopped.

use std::ops::ControlFlow;

use bangfu::allocate::Progress;

use crate::Refusal;

/// A run is this many steps, however long its files are.
const WHOLE: u64 = 1000;
/// After so many rows it may be stopped: a few milliseconds.
const PULSE: u64 = 1 << 12;

/// Tells a [`Progress`] how far a run has come.
pub(crate) struct Watch<'p> {
    progress: &'p mut dyn Progress,
    /// The steps of this stretch, and what was there before it.
    from: u64,
    to: u64,
    rows: u64,
    seen: u64,
}

impl<'p> Watch<'p> {
    pub(crate) fn new(progress: &'p mut dyn Progress) -> Self {
        Self {
            progress,
            from: 0,
            to: 0,
            rows: 0,
            seen: 0,
        }
    }

    /// A stretch of so many rows begins, which ends at `to` hundredths.
    pub(crate) fn stretch(&mut self, rows: usize, to: u64) -> Result<(), Refusal> {
        self.from = self.to;
        self.to = to.saturating_mul(WHOLE / 100);
        self.rows = u64::try_from(rows).unwrap_or(u64::MAX);
        self.seen = 0;
        self.report(self.from)
    }

    /// One row of the stretch is done.
    pub(crate) fn step(&mut self) -> Result<(), Refusal> {
        self.seen = self.seen.saturating_add(1);
        if !self.seen.is_multiple_of(PULSE) {
            return Ok(());
        }
        let length = self.to.saturating_sub(self.from);
        let part = length.saturating_mul(self.seen.min(self.rows));
        let part = part.checked_div(self.rows).unwrap_or(0);
        self.report(self.from.saturating_add(part))
    }

    /// The run is done.
    pub(crate) fn end(&mut self) -> Result<(), Refusal> {
        self.report(WHOLE)
    }

    fn report(&mut self, done: u64) -> Result<(), Refusal> {
        match self.progress.report(done, WHOLE) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Refusal::Cancelled),
        }
    }
}
