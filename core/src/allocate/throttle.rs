//! Reports at most twenty times a second.

use std::ops::ControlFlow;
use std::time::Duration;

use super::Progress;

/// The shortest time between two reports.
const PAUSE: Duration = Duration::from_millis(50);

/// Passes reports on: the first, the last (`done == total`), and between them
/// at most twenty a second. So a report may cross into another language, where
/// a call is dear.
///
/// The clock is the host's: `now` says how much time has passed since some
/// moment of its own.
///
/// # Examples
///
/// ```
/// use std::ops::ControlFlow;
/// use std::time::Instant;
/// use bangfu::allocate::{Progress, Throttled};
///
/// struct Count(u32);
///
/// impl Progress for Count {
///     fn report(&mut self, _done: u64, _total: u64) -> ControlFlow<()> {
///         self.0 += 1;
///         ControlFlow::Continue(())
///     }
/// }
///
/// let (start, mut count) = (Instant::now(), Count(0));
/// let mut throttled = Throttled::new(&mut count, || start.elapsed());
/// assert!(throttled.report(0, 9).is_continue());
/// assert!(throttled.report(9, 9).is_continue());
/// assert_eq!(count.0, 2);
/// ```
pub struct Throttled<'a, N> {
    progress: &'a mut dyn Progress,
    now: N,
    last: Option<Duration>,
}

impl<'a, N: FnMut() -> Duration> Throttled<'a, N> {
    /// Throttles what `progress` hears.
    pub fn new(progress: &'a mut dyn Progress, now: N) -> Self {
        Self {
            progress,
            now,
            last: None,
        }
    }
}

impl<N: FnMut() -> Duration> Progress for Throttled<'_, N> {
    fn report(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        let now = (self.now)();
        let soon = |last: Duration| now.saturating_sub(last) < PAUSE;
        if done < total && self.last.is_some_and(soon) {
            return ControlFlow::Continue(());
        }
        self.last = Some(now);
        self.progress.report(done, total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Heard(Vec<u64>);

    impl Progress for Heard {
        fn report(&mut self, done: u64, _total: u64) -> ControlFlow<()> {
            self.0.push(done);
            ControlFlow::Continue(())
        }
    }

    #[test]
    fn the_first_and_the_last_are_heard_and_few_between() {
        let mut heard = Heard(Vec::new());
        let mut clock = (0_u64..).map(|tick| Duration::from_millis(10 * tick));
        let mut throttled = Throttled::new(&mut heard, || clock.next().unwrap());
        for done in 0..=17 {
            assert!(throttled.report(done, 17).is_continue());
        }
        assert_eq!(heard.0, [0, 5, 10, 15, 17]);
    }
}
