//! Says how far reading and importing have come, and lets them be stopped.

use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;

use bangfu::allocate::Progress;

use crate::Refusal;

/// A run is this many steps, however long its files are.
const WHOLE: u64 = 1000;
/// After so many rows it may be stopped: a few milliseconds.
const PULSE: u64 = 1 << 12;

/// Tells a [`Progress`] how far a run has come.
pub(crate) struct Watch<'p> {
    progress: RefCell<&'p mut dyn Progress>,
    /// Work inside a step since it was last asked.
    work: Cell<u64>,
    /// Whether it is being asked, and whether it has said to stop.
    asking: Cell<bool>,
    stopped: Cell<bool>,
    /// The steps of this stretch, and what was there before it.
    from: u64,
    to: u64,
    rows: u64,
    seen: u64,
}

impl<'p> Watch<'p> {
    pub(crate) fn new(progress: &'p mut dyn Progress) -> Self {
        Self {
            progress: RefCell::new(progress),
            work: Cell::new(0),
            asking: Cell::new(false),
            stopped: Cell::new(false),
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

    /// So many cells, or so many kilobytes, of the step that is under way are
    /// read. Libraries call this from inside, so that it changes nothing.
    pub(crate) fn work(&self, done: u64) -> Result<(), Refusal> {
        let work = self.work.get().saturating_add(done);
        self.work.set(work);
        if work < PULSE {
            return Ok(());
        }
        self.work.set(0);
        self.report(self.from)
    }

    /// Asks, before and behind what can't be asked from inside.
    pub(crate) fn ask(&self) -> Result<(), Refusal> {
        self.report(self.from)
    }

    /// Whether it was told to stop: what a library makes of that is an error of
    /// its own.
    pub(crate) const fn is_stopped(&self) -> bool {
        self.stopped.get()
    }

    /// Whether it is being asked just now: a panic then is the host's.
    pub(crate) const fn is_asking(&self) -> bool {
        self.asking.get()
    }

    /// The run is done.
    pub(crate) fn end(&self) -> Result<(), Refusal> {
        self.report(WHOLE)
    }

    fn report(&self, done: u64) -> Result<(), Refusal> {
        // Nobody can ask while it is being asked: a host has no watch.
        let Ok(mut progress) = self.progress.try_borrow_mut() else {
            return Ok(());
        };
        self.asking.set(true);
        let answer = progress.report(done, WHOLE);
        self.asking.set(false);
        match answer {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => {
                self.stopped.set(true);
                Err(Refusal::Cancelled)
            }
        }
    }
}
