//! `bangfu bench`: how quick the allocator is on this machine.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use bangfu::allocate::Progress;
use bangfu::allocate::bench::{Family, Instance, Size, Solution, calibrate};
use bangfu::error::Pointer;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::PEAK;
use crate::args::FamilyChoice;
use crate::failure::{DEFECT, Failure, Row, Status};
use crate::output;
use crate::session::Session;
use crate::text;

/// What is asked for.
pub(super) struct Asked {
    pub(super) needs: u32,
    pub(super) gifts: Option<u32>,
    pub(super) family: FamilyChoice,
    pub(super) seed: u64,
    pub(super) threads: u16,
}

/// The figures, as they are printed with `--json`.
#[derive(Debug, Serialize)]
pub(crate) struct Figures {
    pub(crate) needs: u32,
    pub(crate) gifts: u32,
    pub(crate) family: &'static str,
    pub(crate) seed: u64,
    pub(crate) threads: u16,
    pub(crate) generate_ms: Box<RawValue>,
    pub(crate) solve_ms: Box<RawValue>,
    pub(crate) verify_ms: Box<RawValue>,
    pub(crate) peak_bytes: usize,
    pub(crate) calibration_ms: Box<RawValue>,
    pub(crate) silence_ms: Box<RawValue>,
    pub(crate) granted: i64,
    pub(crate) lines: usize,
    pub(crate) cuts: u64,
    pub(crate) passes: Box<RawValue>,
    pub(crate) depth: u32,
    pub(crate) engine: &'static str,
}

pub(super) fn run(session: &Session, asked: &Asked) -> Result<Status, Failure> {
    let (family, name) = match asked.family {
        FamilyChoice::A => (Family::A, "a"),
        FamilyChoice::H => (Family::H, "h"),
    };
    let size = Size {
        needs: asked.needs,
        gifts: asked.gifts.unwrap_or(asked.needs),
        family,
        seed: asked.seed,
    };
    let (_, calibration) = timed(calibrate);
    let (instance, generate) = timed(|| Instance::new(size));
    let before = PEAK.current_usage();
    PEAK.reset_peak_usage();
    let mut listener = Listener::default();
    let (solved, solve) = timed(|| instance.solve(&mut listener));
    let peak = PEAK.peak_usage().saturating_sub(before);
    let solution: Solution =
        solved.map_err(|error| Failure::one(Row::at(&error, &Pointer::root(), session.lang)))?;
    let (verdict, verify) = timed(|| solution.verify());
    if let Err(why) = verdict {
        return Err(Failure::one(Row::new(
            DEFECT,
            text::defect(session.lang, why),
        )));
    }
    let work = solution.work();
    let figures = Figures {
        needs: size.needs,
        gifts: size.gifts,
        family: name,
        seed: size.seed,
        threads: asked.threads,
        generate_ms: thousandths(micros(generate)),
        solve_ms: thousandths(micros(solve)),
        verify_ms: thousandths(micros(verify)),
        peak_bytes: peak,
        calibration_ms: thousandths(micros(calibration)),
        silence_ms: thousandths(micros(listener.silence)),
        granted: solution.granted(),
        lines: solution.lines(),
        cuts: work.cuts,
        passes: thousandths(work.passes),
        depth: work.depth,
        engine: if work.lanes { "lanes" } else { "flow" },
    };
    let text = if session.json {
        output::json(&figures, session.pretty)
    } else {
        text::bench(session.lang, &figures)
    };
    output::print(session, &text)?;
    Ok(Status::Done)
}

/// Hears how far a run has come, and how long it was silent at most: so long it
/// may take until a run that is stopped stops.
struct Listener {
    last: Instant,
    silence: Duration,
}

impl Default for Listener {
    fn default() -> Self {
        Self {
            last: Instant::now(),
            silence: Duration::ZERO,
        }
    }
}

impl Progress for Listener {
    fn report(&mut self, _done: u64, _total: u64) -> ControlFlow<()> {
        let now = Instant::now();
        self.silence = self.silence.max(now - self.last);
        self.last = now;
        ControlFlow::Continue(())
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

/// A number of thousandths as a JSON number.
fn thousandths(count: u64) -> Box<RawValue> {
    let text = format!("{}.{:03}", count / 1000, count % 1000);
    // Digits around a point are JSON.
    RawValue::from_string(text).unwrap_or_default()
}
