//! Runs a command, shows what it prints while it prints it, and keeps it.

use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;

/// What a command printed, on both streams, without colour.
pub(crate) struct Finished {
    pub(crate) ok: bool,
    pub(crate) lines: Vec<String>,
}

/// Runs the command to its end.
///
/// # Errors
///
/// When it can't be started.
pub(crate) fn run(command: &mut Command) -> Result<Finished, String> {
    let shown = shown(command);
    println!("$ {shown}");
    if io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let failed = |error: io::Error| format!("{shown}: {error}");
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let lines = Mutex::new(Vec::new());
    let (out, err) = (child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        scope.spawn(|| out.map(|stream| copy(stream, &lines)));
        scope.spawn(|| err.map(|stream| copy(stream, &lines)));
    });
    let status = child.wait().map_err(failed)?;
    let lines = lines
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    Ok(Finished {
        ok: status.success(),
        lines,
    })
}

/// Runs the command and asks that it succeeds.
pub(crate) fn must(command: &mut Command) -> Result<Finished, String> {
    let finished = run(command)?;
    if finished.ok {
        Ok(finished)
    } else {
        Err(format!("`{}` failed", shown(command)))
    }
}

/// Runs the command in silence and gives what it wrote to its standard output.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let shown = shown(command);
    let output = command
        .output()
        .map_err(|error| format!("{shown}: {error}"))?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(format!("`{shown}` failed\n{why}"));
    }
    String::from_utf8(output.stdout)
        .map_err(|error| format!("`{shown}` printed bad UTF-8: {error}"))
}

/// Whether the command can be started and succeeds, whatever it prints.
pub(crate) fn works(program: &str, arguments: &[&str]) -> bool {
    let quiet = || Stdio::null();
    Command::new(program)
        .args(arguments)
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet())
        .status()
        .is_ok_and(|status| status.success())
}

fn copy(stream: impl Read, lines: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream);
    let mut bytes = Vec::new();
    while reader
        .read_until(b'\n', &mut bytes)
        .is_ok_and(|read| read > 0)
    {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        // A closed terminal is no reason to stop the suites.
        let _ = io::stdout().lock().write_all(text.as_bytes());
        if let Ok(mut lines) = lines.lock() {
            lines.push(plain(text.trim_end()));
        }
        bytes.clear();
    }
}

/// The text without the escape sequences of colour.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        if character == '\u{1b}' {
            rest.by_ref().find(char::is_ascii_alphabetic);
        } else {
            out.push(character);
        }
    }
    out
}

fn shown(command: &Command) -> String {
    let name = std::path::Path::new(command.get_program())
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    command
        .get_args()
        .fold(name.into_owned(), |text, argument| {
            format!("{text} {}", argument.to_string_lossy())
        })
}

#[cfg(test)]
mod tests {
    #[test]
    fn colour_is_no_part_of_a_line() {
        assert_eq!(
            super::plain("test result: \u{1b}[32mok\u{1b}[0m. 5 passed"),
            "test result: ok. 5 passed"
        );
    }
}
