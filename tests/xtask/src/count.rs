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
    fn a_reason_for_skipping_is_told_once() {
        let printed = lines(
            "skipped a: no ../shared\n..sskipped b: no ../shared\nskipped: no\nnot skipped c: no",
        );
        assert_eq!(skipped(&printed), ["no ../shared (2)"]);
    }
}
