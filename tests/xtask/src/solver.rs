//! The suites `strangers` and `instructions`: what other people's solvers say
//! of the allocator, and how many instructions it takes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::count::{self, Tally};
use crate::house::{self, House};
use crate::process::{must, output, run};
use crate::python;
use crate::suites::{Report, counted};
use crate::toolchain::all_work;

/// How many small networks are given to strangers.
const NETWORKS: &str = "300";

/// OR-Tools and HiGHS agree with the allocator on small random networks.
pub(crate) fn strangers(house: &House) -> Report {
    python::with_solvers(house, |python| match networks(house) {
        Ok(file) => {
            let mut command = python.command();
            command.arg("tests/bench/strangers.py").arg(file);
            counted(run(&mut command), count::cases)
        }
        Err(why) => Report::failed(why),
    })
}

fn networks(house: &House) -> Result<PathBuf, String> {
    house.build_debug()?;
    let file = house.folder("strangers")?.join("networks.jsonl");
    let lines = output(house.example("networks").arg(NETWORKS))?;
    house::write(&file, &lines)?;
    Ok(file)
}

/// Where the counts are kept.
const KEPT: &str = "tests/bench/instructions.txt";

/// By how much a count may be above the one that is kept, in percent. A run
/// differs from the next by less than a thousandth (the hash maps have another
/// seed), another release of Rust by a percent.
const TOLERANCE: u64 = 3;

const SIZES: [&str; 3] = ["1000", "10000", "100000"];
const FAMILIES: [&str; 3] = ["a", "h", "g"];

/// Counts the instructions of the release build and compares them with those
/// that are kept; `BANGFU_WRITE=1` keeps them anew.
pub(crate) fn instructions(house: &House) -> Report {
    if !all_work(&["valgrind"]) {
        return Report::missing("valgrind is missing: run `cargo xtask setup`");
    }
    let example = [
        "build",
        "--release",
        "--package",
        "bangfu",
        "--example",
        "measured",
    ];
    let found = must(&mut house.cargo(&example)).and_then(|_| measured(house));
    let found = match found {
        Ok(found) => found,
        Err(why) => return Report::failed(why),
    };
    let file = house.root.join(KEPT);
    if std::env::var_os("BANGFU_WRITE").is_some() {
        return house::write(&file, &shown(&found))
            .map(|()| Tally::default())
            .into();
    }
    house::read(&file)
        .and_then(|kept| compare(&found, &read(&kept)?))
        .into()
}

/// What was measured, by `needs family step`.
type Counts = BTreeMap<String, u64>;

fn measured(house: &House) -> Result<Counts, String> {
    let mut counts = Counts::new();
    for needs in SIZES {
        for family in FAMILIES {
            let mut before = count(house, needs, family, "make")?;
            for step in ["solve", "verify"] {
                let whole = count(house, needs, family, step)?;
                // A step of the program does what the one before does, and more.
                let own = whole.saturating_sub(before);
                before = whole;
                counts.insert(format!("{needs} {family} {step}"), own);
            }
        }
    }
    Ok(counts)
}

/// The instructions of the example, from its start to its end.
fn count(house: &House, needs: &str, family: &str, step: &str) -> Result<u64, String> {
    let example = house.target.join("release/examples/measured");
    let mut command: Command = house.command("valgrind");
    command
        .args([
            "--tool=cachegrind",
            "--cache-sim=no",
            "--cachegrind-out-file=/dev/null",
        ])
        .arg(example)
        .args([needs, family, step])
        .stdin(Stdio::null());
    let done = command
        .output()
        .map_err(|error| format!("valgrind: {error}"))?;
    let text = String::from_utf8_lossy(&done.stderr);
    let refs = text.lines().find_map(|line| line.split_once("I   refs:"));
    let digits = |text: &str| text.replace(',', "").trim().parse().ok();
    refs.and_then(|(_, number)| digits(number))
        .filter(|_| done.status.success())
        .ok_or_else(|| format!("measured {needs} {family} {step}:\n{text}"))
}

fn shown(counts: &Counts) -> String {
    let mut text = String::new();
    for (what, count) in counts {
        let _ = writeln!(text, "{what} {count}");
    }
    text
}

fn read(text: &str) -> Result<Counts, String> {
    let row = |line: &str| {
        let (what, count) = line.rsplit_once(' ')?;
        Some((what.to_owned(), count.parse().ok()?))
    };
    let rows = text
        .lines()
        .map(|line| row(line).ok_or_else(|| format!("{KEPT}: {line}")));
    rows.collect()
}

/// Asks that no count is above the one kept by more than the tolerance.
fn compare(found: &Counts, kept: &Counts) -> Result<Tally, String> {
    let renew = format!("`BANGFU_WRITE=1 cargo xtask test instructions` writes {KEPT} anew");
    if !found.keys().eq(kept.keys()) {
        return Err(format!("{KEPT} names other rows; {renew}"));
    }
    let mut above = Vec::new();
    for (what, &count) in found {
        let before = kept.get(what).copied().unwrap_or(0);
        let percent = (i128::from(count) - i128::from(before)) * 100 / i128::from(before.max(1));
        println!("{what:20} {count:>13} beside {before:>13}  {percent:+} %");
        if u128::from(count) * 100 > u128::from(before) * u128::from(100 + TOLERANCE) {
            above.push(format!("{what} by {percent} %"));
        }
        if u128::from(count) * 100 < u128::from(before) * u128::from(100 - TOLERANCE) {
            println!("    far fewer: {renew}");
        }
    }
    if above.is_empty() {
        let rows = found.len() as u64;
        Ok(Tally {
            ran: rows,
            of: rows,
        })
    } else {
        Err(format!(
            "more instructions than are kept: {}; where that is meant, {renew}",
            above.join(", ")
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(solve: u64) -> Counts {
        Counts::from([("1000 a solve".to_owned(), solve)])
    }

    #[test]
    fn more_than_the_tolerance_fails_and_fewer_do_not() {
        let kept = counts(1000);
        assert!(compare(&counts(1030), &kept).is_ok());
        assert!(compare(&counts(1031), &kept).is_err());
        assert!(compare(&counts(500), &kept).is_ok());
        assert!(compare(&Counts::new(), &kept).is_err());
    }

    #[test]
    fn what_is_written_is_read_again() {
        assert_eq!(read(&shown(&counts(7))), Ok(counts(7)));
        assert!(read("1000 a solve").is_err());
    }
}
