//! Says on standard error how far a long run has come, where somebody looks.

use std::io::{IsTerminal, stderr};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use bangfu::allocate::Progress;

use crate::output;
use crate::session::Session;
use crate::text;

/// What is done sooner needs no word.
const PATIENCE: Duration = Duration::from_millis(600);
/// A line changes no more often.
const PACE: Duration = Duration::from_millis(100);

/// A line that counts to 100 % and goes away.
pub(crate) struct Line {
    /// What is done; none where nobody looks.
    what: Option<String>,
    next: Instant,
    shown: bool,
}

impl Line {
    pub(crate) fn new(session: &Session, file: &str) -> Self {
        let seen = stderr().is_terminal() && !session.json;
        Self {
            what: seen.then(|| text::progress(session.lang, file)),
            next: Instant::now() + PATIENCE,
            shown: false,
        }
    }
}

impl Progress for Line {
    /// Whoever wants to stop a command line ends it: nothing is written before
    /// the run is done, and what is written stands beside its file until then.
    fn report(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        let now = Instant::now();
        if let Some(what) = self.what.as_deref().filter(|_| now >= self.next) {
            let percent = done.saturating_mul(100) / total.max(1);
            output::note(&format!("\r{what} {percent} %\u{1b}[K"));
            self.next = now + PACE;
            self.shown = true;
        }
        ControlFlow::Continue(())
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.shown {
            output::note("\r\u{1b}[K");
        }
    }
}
