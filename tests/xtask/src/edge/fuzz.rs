//! The suite `fuzz`: every target of tests/fuzz runs its corpus again, then
//! goes on from there at random for a while.
//!
//! Long runs are by hand; what they find becomes a case, and what they reach is
//! kept in tests/fuzz/calls.txt.

use std::thread;

use crate::count::Tally;
use crate::house::House;
use crate::process::{must, run};
use crate::python;
use crate::suites::Report;
use crate::toolchain::nightly::{self, Nightly};

/// A target, and what helps it: a dictionary, a length.
struct Target {
    name: &'static str,
    /// The one format that the run is about, where a target takes in several.
    format: Option<&'static str>,
    /// So long it runs at random.
    seconds: u32,
    options: &'static [&'static str],
}

const DOCUMENTS: &[&str] = &["-dict=tests/fuzz/json.dict"];
const CALLS: &[&str] = &["-dict=tests/fuzz/json.dict", "-max_len=512"];
const SHEETS: &[&str] = &["-dict=tests/fuzz/sheets.dict", "-max_len=65536"];
const TEXTS: &[&str] = &["-dict=tests/fuzz/texts.dict", "-max_len=4096"];

const TARGETS: [Target; 8] = [
    Target::new("document", None, 20, DOCUMENTS),
    Target::new("calls", None, 20, CALLS),
    Target::new("sheets", Some("xls"), 30, SHEETS),
    Target::new("sheets", Some("xlsx"), 30, SHEETS),
    Target::new("sheets", Some("ods"), 30, SHEETS),
    Target::new("sheets", Some("csv"), 30, SHEETS),
    Target::new("sheets", Some("json"), 30, SHEETS),
    Target::new("texts", None, 20, TEXTS),
];

impl Target {
    const fn new(
        name: &'static str,
        format: Option<&'static str>,
        seconds: u32,
        options: &'static [&'static str],
    ) -> Self {
        Self {
            name,
            format,
            seconds,
            options,
        }
    }

    /// What the run is called.
    fn run(&self) -> String {
        let format = self.format.map(|format| format!("-{format}"));
        format!("{}{}", self.name, format.unwrap_or_default())
    }
}

/// What ends a run that hangs or eats all memory.
const LIMITS: [&str; 2] = ["-timeout=30", "-rss_limit_mb=4096"];

/// Builds the targets, then runs them, two at a time: each takes one processor.
pub(crate) fn run_all(house: &House) -> Report {
    let nightly = match nightly::nightly(house) {
        Ok(nightly) => nightly,
        Err(missing) => return missing.into(),
    };
    let mut build = match nightly.fuzz(&["build"]) {
        Ok(build) => build,
        Err(missing) => return missing.into(),
    };
    if let Err(why) = must(&mut build) {
        return Report::failed(why);
    }
    python::found(house, |python| {
        let with_seeds = |target: &'static Target| {
            let seeds = seeds(house, python, target)?;
            Ok((target, seeds))
        };
        let targets: Result<Vec<_>, String> = TARGETS.iter().map(with_seeds).collect();
        let targets = match targets {
            Ok(targets) => targets,
            Err(why) => return Report::failed(why),
        };
        let mut report = Report::default();
        for pair in targets.chunks(2) {
            let done = thread::scope(|scope| {
                let run = |(target, seeds): &(&'static Target, String)| {
                    let (target, seeds) = (*target, seeds.clone());
                    let nightly = &nightly;
                    scope.spawn(move || fuzzed(house, nightly, target, &seeds))
                };
                let runs: Vec<_> = pair.iter().map(run).collect();
                let end = |run: thread::ScopedJoinHandle<'_, _>| {
                    let stopped = |_| Err("the run itself stopped".to_owned());
                    run.join().unwrap_or_else(stopped)
                };
                runs.into_iter().map(end).collect::<Vec<_>>()
            });
            for tally in done {
                report.add(tally.into());
            }
        }
        report
    })
}

/// Writes what a target starts from, and gives the folder.
fn seeds(house: &House, python: &python::Python<'_>, target: &Target) -> Result<String, String> {
    let folder = house.folder(&format!("fuzz/seeds-{}", target.run()))?;
    let mut command = python.command();
    command.args(["tests/fuzz/seeds.py", target.name]);
    must(command.arg(&folder))?;
    Ok(folder.display().to_string())
}

/// Counts the seeds, each of which was run, and asks that more was tried.
fn fuzzed(
    house: &House,
    nightly: &Nightly<'_>,
    target: &Target,
    seeds: &str,
) -> Result<Tally, String> {
    let found = house.folder(&format!("fuzz/{}", target.run()))?;
    let found = found.display().to_string();
    let time = format!("-max_total_time={}", target.seconds);
    let options = [&[time.as_str()], target.options].concat();
    let again = ["run", target.name, seeds, "--", "-runs=0"];
    let on = ["run", target.name, &found, seeds, "--"];
    let mut files = 0;
    for (arguments, more) in [(&again[..], &[][..]), (&on[..], &options[..])] {
        let all = [arguments, more, &LIMITS].concat();
        let mut command = nightly.fuzz(&all).map_err(|missing| missing.0)?;
        if let Some(format) = target.format {
            command.env("SHEETS", format);
        }
        let finished = run(&mut command)?;
        if !finished.ok {
            return Err(format!(
                "{}: a finding, or no run; what did it lies in tests/fuzz/artifacts/{}",
                target.run(),
                target.name
            ));
        }
        let runs = after(&finished.lines, "Done ");
        files = files.max(after(&finished.lines, "seed corpus: files: "));
        if runs < files || files == 0 {
            return Err(format!("{}: {runs} runs of {files} seeds", target.run()));
        }
    }
    Ok(Tally {
        ran: files,
        of: files,
    })
}

/// The number that stands behind these words.
fn after(lines: &[String], words: &str) -> u64 {
    lines
        .iter()
        .filter_map(|line| line.split_once(words))
        .filter_map(|(_, rest)| rest.split(' ').next()?.parse().ok())
        .max()
        .unwrap_or(0)
}
