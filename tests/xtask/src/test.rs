//! Runs the suites one after the other and ends with a table.

use std::time::{Duration, Instant};

use crate::count::Tally;
use crate::house::House;
use crate::suites::{ALL, Report, Suite};

/// Runs the suites named, or all.
///
/// # Errors
///
/// When one fails; the others run nevertheless.
pub(crate) fn run(house: &House, names: &[String]) -> Result<(), String> {
    if let Some(unknown) = names
        .iter()
        .find(|&name| ALL.iter().all(|suite| suite.name != name))
    {
        return Err(format!(
            "no suite is called {unknown}: see `cargo xtask test --list`"
        ));
    }
    let start = Instant::now();
    let mut rows = Vec::new();
    let asked = |suite: &&Suite| names.iter().any(|name| name == suite.name);
    let suites: Vec<&Suite> = if names.is_empty() {
        ALL.iter().collect()
    } else {
        ALL.iter().filter(asked).collect()
    };
    for suite in suites {
        println!("\n== {}: {}", suite.name, suite.about);
        let begun = Instant::now();
        let mut report = (suite.run)(house);
        if house.ci && report.missing && report.failed.is_none() {
            report.failed = Some("something is missing, and CI=true".to_owned());
        }
        if let Some(why) = &report.failed {
            println!("FAILED: {why}");
        }
        rows.push((suite, report, begun.elapsed()));
    }
    println!("\n{}", table(&rows));
    let languages = of_languages(&rows);
    if !languages.is_empty() {
        println!("{languages}");
    }
    let failed: Vec<(&str, &str)> = rows
        .iter()
        .filter_map(|(suite, report, _)| Some((suite.name, report.failed.as_deref()?)))
        .collect();
    // Said again: of a long log, the end is what is kept.
    for (name, why) in &failed {
        println!("{name} failed: {why}\n");
    }
    let time = seconds(start.elapsed());
    if failed.is_empty() {
        println!("{} of {} suites passed in {time}", rows.len(), rows.len());
        Ok(())
    } else {
        Err(format!(
            "{} of {} suites failed in {time}: {}",
            failed.len(),
            rows.len(),
            failed
                .iter()
                .map(|(name, _)| *name)
                .collect::<Vec<_>>()
                .join(", ")
        ))
    }
}

fn table(rows: &[(&Suite, Report, Duration)]) -> String {
    let mut lines = vec![["suite", "", "ran", "time", "skipped because"].map(str::to_owned)];
    for (suite, report, time) in rows {
        let result = match report {
            Report {
                failed: Some(_), ..
            } => "FAILED",
            Report {
                missing: true,
                tally,
                ..
            } if tally.ran == 0 => "skipped",
            _ => "ok",
        };
        let ran = format!("{} of {}", report.tally.ran, report.tally.of);
        let mut reasons = report.skipped.iter();
        let first = reasons.next().cloned().unwrap_or_default();
        lines.push([
            suite.name.to_owned(),
            result.to_owned(),
            ran,
            seconds(*time),
            first,
        ]);
        for reason in reasons {
            lines.push([
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                reason.clone(),
            ]);
        }
    }
    let width = |column: usize| {
        lines
            .iter()
            .map(|line| line[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let [name, result, ran, time] = [0, 1, 2, 3].map(width);
    let rule = [
        "-".repeat(name),
        "-".repeat(result),
        "-".repeat(ran),
        "-".repeat(time),
        "-".repeat(15),
    ];
    lines.insert(1, rule);
    let mut text = String::new();
    for [a, b, c, d, e] in &lines {
        let line = format!("{a:name$}  {b:result$}  {c:>ran$}  {d:>time$}  {e}");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// What each language shows: its sample, the vectors, values that cross (among
/// its tests) and the loop that must not grow. Rust crosses nothing.
const LANGUAGES: [(&str, [&str; 4]); 6] = [
    ("Rust", ["rust-sample", "vectors", "", ""]),
    ("C", ["c-sample", "c-vectors", "c-tests", "c-memory"]),
    (
        "C++",
        ["cpp-sample", "cpp-vectors", "cpp-tests", "cpp-memory"],
    ),
    (
        "Kotlin",
        [
            "kotlin-sample",
            "kotlin-vectors",
            "kotlin-tests",
            "kotlin-memory",
        ],
    ),
    (
        "Swift",
        [
            "swift-sample",
            "swift-vectors",
            "swift-tests",
            "swift-memory",
        ],
    ),
    (
        "Python",
        [
            "python-sample",
            "python-vectors",
            "python-tests",
            "python-memory",
        ],
    ),
];

/// The suites of the languages side by side; nothing when none ran.
fn of_languages(rows: &[(&Suite, Report, Duration)]) -> String {
    let cell = |name: &str| {
        let row = rows.iter().find(|(suite, _, _)| suite.name == name);
        row.map_or_else(
            || "-".to_owned(),
            |(_, report, time)| {
                let Tally { ran, of } = report.tally;
                let failed = if report.failed.is_some() {
                    "FAILED "
                } else {
                    ""
                };
                format!("{failed}{ran} of {of}, {}", seconds(*time))
            },
        )
    };
    let lines: Vec<(&str, [String; 4])> = LANGUAGES
        .iter()
        .map(|(language, suites)| (*language, suites.map(cell)))
        .filter(|(_, cells)| cells.iter().any(|cell| cell != "-"))
        .collect();
    if lines.is_empty() {
        return String::new();
    }
    let mut text = String::new();
    let heads = ["sample", "vectors", "tests, echo among them", "memory loop"].map(str::to_owned);
    for (language, cells) in [("language", heads)].into_iter().chain(lines) {
        let [a, b, c, d] = cells;
        let line = format!("{language:8}  {a:22}  {b:22}  {c:22}  {d}");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn seconds(time: Duration) -> String {
    format!("{}.{} s", time.as_secs(), time.subsec_millis() / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_ran_and_what_did_not() {
        let suites: Vec<&Suite> = ALL.iter().take(3).collect();
        let tally = Tally { ran: 7, of: 8 };
        let rows = [
            (
                suites[0],
                Report {
                    tally,
                    skipped: vec!["one: no b".to_owned()],
                    ..Report::default()
                },
                Duration::from_millis(1290),
            ),
            (suites[1], Report::failed("bad"), Duration::ZERO),
            (suites[2], Report::missing("no Python"), Duration::ZERO),
        ];
        let table = table(&rows);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[2], "format      ok       7 of 8  1.2 s  one: no b");
        assert_eq!(lines[3], "arch        FAILED   0 of 0  0.0 s");
        assert_eq!(lines[4], "programmes  skipped  0 of 0  0.0 s  no Python");
    }

    #[test]
    fn languages_stand_side_by_side() {
        let named = |name: &str| ALL.iter().find(|suite| suite.name == name).unwrap();
        let ran = |many| {
            Report::from(Tally {
                ran: many,
                of: many,
            })
        };
        let rows = [
            (named("format"), ran(1), Duration::ZERO),
            (named("c-sample"), ran(4), Duration::from_millis(1250)),
            (
                named("c-memory"),
                Report::failed("it grows"),
                Duration::ZERO,
            ),
        ];
        let table = of_languages(&rows);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 2, "{table}");
        let words: Vec<&str> = lines[1]
            .split("  ")
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .collect();
        assert_eq!(words.join("|"), "C|4 of 4, 1.2 s|-|-|FAILED 0 of 0, 0.0 s");
        assert_eq!(of_languages(&rows[..1]), "");
    }

    #[test]
    fn each_suite_of_a_language_is_one() {
        for name in LANGUAGES.iter().flat_map(|(_, suites)| suites) {
            assert!(
                name.is_empty() || ALL.iter().any(|suite| suite.name == *name),
                "{name}"
            );
        }
    }

    #[test]
    fn no_two_suites_share_a_name() {
        let mut names: Vec<&str> = ALL.iter().map(|suite| suite.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
    }
}
