//! `bangfu bench`: how quick the allocator is on this machine.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use bangfu::allocate::bench::{Family, Instance, Size, Solution, calibrate};
use bangfu::allocate::{AllocateError, Progress};
use bangfu::error::Pointer;
use peakmem_alloc::PeakMemAllocTrait;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::PEAK;
use crate::args::{Bench, FamilyChoice};
use crate::failure::{DEFECT, Failure, Row, Status, USAGE};
use crate::input;
use crate::output::{self, Files};
use crate::session::Session;
use crate::text;

/// The figures, as they are printed with `--json`.
#[derive(Debug, Serialize)]
pub(crate) struct Figures {
    pub(crate) needs: u32,
    pub(crate) gifts: u32,
    pub(crate) family: &'static str,
    pub(crate) seed: u64,
    pub(crate) caps: bool,
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
    pub(crate) phases: u64,
    pub(crate) engine: &'static str,
}

pub(super) fn run(session: &Session, asked: &Bench) -> Result<Status, Failure> {
    let villages = villages(session, asked)?;
    let (_, calibration) = timed(calibrate);
    let (instance, generate) = timed(|| instance(asked, villages.as_deref()));
    let (needs, gifts) = (instance.needs(), instance.gifts());
    // From here on it counts what there is beyond now.
    PEAK.reset_peak_memory();
    let mut listener = Listener::default();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(asked.threads.into());
    let pool = pool.build().map_err(|error| {
        let text = text::no_threads(session.lang, error.to_string());
        Failure::one(Row::new(USAGE, text))
    })?;
    let (solved, solve) = pool.install(|| timed(|| instance.solve(&mut listener)));
    let peak = PEAK.get_peak_memory();
    let failed =
        |error: AllocateError| Failure::one(Row::at(&error, &Pointer::root(), session.lang));
    let solution: Solution = solved.map_err(failed)?;
    let (verdict, verify) = timed(|| solution.verify());
    if let Err(why) = verdict {
        return Err(Failure::one(Row::new(
            DEFECT,
            text::defect(session.lang, why),
        )));
    }
    if let Some(file) = &asked.network {
        let graph = solution.graph().map_err(failed)?;
        let mut files = Files::new(session);
        files.write(file, &output::json(&graph, false))?;
        files.keep()?;
    }
    let work = solution.work();
    let figures = Figures {
        needs,
        gifts,
        family: family(asked.family).1,
        seed: asked.seed,
        caps: asked.caps,
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
        phases: work.phases,
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

const fn family(choice: FamilyChoice) -> (Family, &'static str) {
    match choice {
        FamilyChoice::A => (Family::A, "a"),
        FamilyChoice::H => (Family::H, "h"),
        FamilyChoice::G => (Family::G, "g"),
        FamilyChoice::Equal => (Family::Equal, "equal"),
        FamilyChoice::Free => (Family::Free, "free"),
        FamilyChoice::Named => (Family::Named, "named"),
        FamilyChoice::Villages => (Family::Villages, "villages"),
        FamilyChoice::Giant => (Family::Giant, "giant"),
        FamilyChoice::Zero => (Family::Zero, "zero"),
    }
}

/// What is to be solved.
fn instance(asked: &Bench, villages: Option<&[u64]>) -> Instance {
    let mut size = Size::new(asked.needs, family(asked.family).0);
    size.gifts = asked.gifts.unwrap_or(asked.needs);
    size.seed = asked.seed;
    let mut instance = match villages {
        Some(villages) => Instance::country(villages, size),
        None => Instance::made(size),
    };
    if asked.caps {
        instance = instance.capped();
    }
    if asked.flow {
        instance = instance.by_flow();
    }
    instance
}

/// The codes of `--places`, one a line.
fn villages(session: &Session, asked: &Bench) -> Result<Option<Vec<u64>>, Failure> {
    let Some(file) = &asked.places else {
        return Ok(None);
    };
    let input = input::read(session, file)?;
    let code = |line: &[u8]| {
        let digits = str::from_utf8(line).ok().filter(|line| line.len() == 12)?;
        digits.parse().ok()
    };
    let lines = input.bytes.trim_ascii().split(|&byte| byte == b'\n');
    let codes: Option<Vec<u64>> = lines.map(code).collect();
    match codes.filter(|codes| codes.is_sorted_by(|a, b| a < b)) {
        Some(codes) => Ok(Some(codes)),
        None => {
            let text = text::bench_places(session.lang);
            Err(Failure::one(Row::new(USAGE, text).in_file(&input.name)))
        }
    }
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
