//! Reads from what a suite printed how much of it ran.

use std::ops::AddAssign;

/// How many ran, of how many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) ran: u64,
    pub(crate) of: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.ran += other.ran;
        self.of += other.of;
    }
}

/// Rust's tests: `test result: ok. 5 passed; 0 failed; 1 ignored; …`.
pub(crate) fn rust_tests(lines: &[String]) -> Tally {
    let mut tally = Tally::default();
    for line in lines
        .iter()
        .filter(|line| line.starts_with("test result: "))
    {
        let [passed, failed, ignored] =
            ["passed", "failed", "ignored"].map(|what| before(line, what));
        tally += Tally {
            ran: passed + failed,
            of: passed + failed + ignored,
        };
    }
    tally
}

/// Cases: `… ran 12 of 12 …`, or a line that opens with `12 of 12`.
pub(crate) fn cases(lines: &[String]) -> Tally {
    let mut tally = Tally::default();
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        let start = words
            .iter()
            .position(|&word| word == "ran")
            .map_or(0, |at| at + 1);
        if let Some([ran, "of", of, ..]) = words.get(start..)
            && let (Ok(ran), Ok(of)) = (
                ran.parse(),
                of.trim_end_matches([':', ',', '.', ';']).parse(),
            )
        {
            tally += Tally { ran, of };
        }
    }
    tally
}

/// Python's `unittest`: `Ran 31 tests in 0.1s`, then perhaps `OK (skipped=3)`.
pub(crate) fn python_tests(lines: &[String]) -> Tally {
    let mut tally = Tally::default();
    for line in lines {
        if let Some(rest) = line.strip_prefix("Ran ") {
            let all = rest
                .split(' ')
                .next()
                .and_then(|count| count.parse().ok())
                .unwrap_or(0);
            tally += Tally { ran: all, of: all };
        }
        if let Some((_, skipped)) = line.split_once("skipped=") {
            let digits: String = skipped.chars().take_while(char::is_ascii_digit).collect();
            tally.ran = tally.ran.saturating_sub(digits.parse().unwrap_or(0));
        }
    }
    tally
}

/// pytest: `== 55 passed, 1 failed, 2 skipped in 6.95s ==`.
pub(crate) fn pytest(lines: &[String]) -> Tally {
    let number = |line: &str, what: &str| {
        let words: Vec<&str> = line.trim_matches('=').split([' ', ',']).collect();
        let at = words.iter().position(|&word| word == what);
        let word = at.and_then(|at| words.get(at.checked_sub(1)?));
        word.and_then(|word| word.parse().ok()).unwrap_or(0_u64)
    };
    let summary = lines.iter().rev().find(|line| {
        [" passed", " failed", " error"]
            .iter()
            .any(|what| line.contains(what))
            && line.contains(" in ")
    });
    summary.map_or_else(Tally::default, |line| {
        let ran = number(line, "passed") + number(line, "failed");
        let of = ran + number(line, "skipped") + number(line, "errors") + number(line, "error");
        Tally { ran, of }
    })
}

/// XCTest: `Executed 39 tests, with 0 failures (0 unexpected) in …`, for each
/// class and at last for all.
pub(crate) fn xctest(lines: &[String]) -> Tally {
    let total = lines
        .iter()
        .rev()
        .find_map(|line| line.trim_start().strip_prefix("Executed "));
    let of = total
        .and_then(|rest| rest.split(' ').next()?.parse().ok())
        .unwrap_or(0);
    let skipped = total
        .and_then(|rest| rest.split_once(" with ")?.1.split_once(" skipped"))
        .and_then(|(count, _)| count.split(' ').next()?.parse().ok())
        .unwrap_or(0);
    Tally {
        ran: u64::saturating_sub(of, skipped),
        of,
    }
}

/// Why tests did not run, from lines such as `skipped a_test: no ../shared`:
/// each reason once, with how many gave it.
pub(crate) fn skipped(lines: &[String]) -> Vec<String> {
    let mut reasons: Vec<(&str, u64)> = Vec::new();
    for line in lines {
        // Python writes its dots for the tests before into the same line.
        let line = line.trim_start_matches(['.', 's', 'F', 'E', ' ']);
        let Some(told) = line
            .strip_prefix("skipped ")
            .or_else(|| line.strip_prefix("kipped "))
        else {
            continue;
        };
        let reason = told.split_once(": ").map_or(told, |(_, reason)| reason);
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, times)) => *times += 1,
            None => reasons.push((reason, 1)),
        }
    }
    reasons
        .into_iter()
        .map(|(reason, times)| format!("{reason} ({times})"))
        .collect()
}

/// The number before `what` and a semicolon.
fn before(line: &str, what: &str) -> u64 {
    line.split(['.', ';'])
        .filter_map(|part| part.trim().strip_suffix(what))
        .filter_map(|count| count.trim().parse::<u64>().ok())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn an_ignored_test_did_not_run() {
        let printed = lines(
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
             test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out",
        );
        assert_eq!(rust_tests(&printed), Tally { ran: 10, of: 11 });
    }

    #[test]
    fn cases_are_counted_wherever_a_runner_says_so() {
        let printed = lines(
            "money.read.json: ran 71 of 72\n2000 of 2000 programmes: both agree\nnone of 7 fits",
        );
        assert_eq!(
            cases(&printed),
            Tally {
                ran: 2071,
                of: 2072
            }
        );
    }

    #[test]
    fn a_skipped_python_test_did_not_run() {
        assert_eq!(
            python_tests(&lines("Ran 31 tests in 0.108s\n\nOK (skipped=3)")),
            Tally { ran: 28, of: 31 }
        );
        assert_eq!(
            python_tests(&lines("Ran 31 tests in 0.108s\n\nOK")),
            Tally { ran: 31, of: 31 }
        );
    }

    #[test]
    fn pytest_says_what_it_ran_in_its_last_line() {
        let printed = lines("a passed b in c\n==== 1 failed, 55 passed, 2 skipped in 6.95s ====");
        assert_eq!(pytest(&printed), Tally { ran: 56, of: 58 });
        assert_eq!(
            pytest(&lines("==== no tests ran in 0.01s ====")),
            Tally::default()
        );
    }

    #[test]
    fn xctest_says_what_it_ran_in_its_last_line() {
        let all = "\t Executed 9 tests, with 0 failures (0 unexpected) in 0.5 (0.5) seconds";
        let printed = lines(&format!("\t Executed 6 tests, with 0 failures\n{all}"));
        assert_eq!(xctest(&printed), Tally { ran: 9, of: 9 });
        let some = lines("\t Executed 9 tests, with 2 tests skipped and 1 failure (0 unexpected)");
        assert_eq!(xctest(&some), Tally { ran: 7, of: 9 });
        assert_eq!(xctest(&lines("Build complete!")), Tally::default());
    }

    #[test]
    fn a_reason_for_skipping_is_told_once() {
        let printed = lines(
            "skipped a: no ../shared\n..sskipped b: no ../shared\nskipped: no\nnot skipped c: no",
        );
        assert_eq!(skipped(&printed), ["no ../shared (2)"]);
    }
}
