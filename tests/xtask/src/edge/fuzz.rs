//! The suite `fuzz`: every target of tests/fuzz runs its corpus again, then
//! goes on from there at random for a while.
//!
//! Long runs are by hand; what they find becomes a case, and what they reach is
//! kept in tests/fuzz/calls.txt.

use crate::count::Tally;
use crate::house::House;
use crate::process::{must, run};
use crate::python;
use crate::suites::Report;
use crate::toolchain::nightly::{self, Nightly};

/// The targets, how many seconds each runs at random, and what helps it: a
/// dictionary.
const TARGETS: [(&str, u32, &[&str]); 4] = [
    ("document", 20, &["-dict=tests/fuzz/json.dict"]),
    ("calls", 20, &["-dict=tests/fuzz/json.dict", "-max_len=512"]),
    // It takes in five readers.
    (
        "sheets",
        30,
        &["-dict=tests/fuzz/sheets.dict", "-max_len=65536"],
    ),
    (
        "texts",
        20,
        &["-dict=tests/fuzz/texts.dict", "-max_len=4096"],
    ),
];

/// What ends a run that hangs or eats all memory.
const LIMITS: [&str; 2] = ["-timeout=30", "-rss_limit_mb=4096"];

/// Builds the targets, then runs one after the other.
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
        let mut report = Report::default();
        for (target, seconds, options) in TARGETS {
            let time = format!("-max_total_time={seconds}");
            let options = [&[time.as_str()], options].concat();
            let done = seeds(house, python, target)
                .and_then(|seeds| fuzzed(house, &nightly, target, &seeds, &options));
            report.add(done.into());
        }
        report
    })
}

/// Writes what a target starts from, and gives the folder.
fn seeds(house: &House, python: &python::Python<'_>, target: &str) -> Result<String, String> {
    let folder = house.folder(&format!("fuzz/seeds-{target}"))?;
    let mut command = python.command();
    command.args(["tests/fuzz/seeds.py", target]);
    must(command.arg(&folder))?;
    Ok(folder.display().to_string())
}

/// Counts the seeds, each of which was run, and asks that more was tried.
fn fuzzed(
    house: &House,
    nightly: &Nightly<'_>,
    target: &str,
    seeds: &str,
    options: &[&str],
) -> Result<Tally, String> {
    let found = house.folder(&format!("fuzz/{target}"))?;
    let found = found.display().to_string();
    let again = ["run", target, seeds, "--", "-runs=0"];
    let on = ["run", target, &found, seeds, "--"];
    let mut files = 0;
    for (arguments, more) in [(&again[..], &[][..]), (&on[..], options)] {
        let all = [arguments, more, &LIMITS].concat();
        let mut command = nightly.fuzz(&all).map_err(|missing| missing.0)?;
        let finished = run(&mut command)?;
        if !finished.ok {
            return Err(format!(
                "{target}: a finding, or no run; what did it lies in tests/fuzz/artifacts/{target}"
            ));
        }
        let runs = after(&finished.lines, "Done ");
        files = files.max(after(&finished.lines, "seed corpus: files: "));
        if runs < files || files == 0 {
            return Err(format!("{target}: {runs} runs of {files} seeds"));
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
