//! Runs the binary as a shell would.

#![allow(dead_code, reason = "each test binary uses some of it")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

/// The programme that ships inside the binary.
pub(crate) const WANYUAN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/wanyuan.json");

/// The binary with an empty locale and a known width.
pub(crate) fn bangfu() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bangfu"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "TERM"] {
        command.env_remove(name);
    }
    command.env("COLUMNS", "100");
    command
}

pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// Standard output as one JSON document with its newline.
    pub(crate) fn json(&self) -> Value {
        assert!(
            self.out.ends_with('\n') && !self.out.ends_with("\n\n"),
            "{:?}",
            self.out
        );
        serde_json::from_str(&self.out).unwrap()
    }

    /// The errors on standard error, as one JSON document.
    pub(crate) fn errors(&self) -> Vec<Value> {
        let document: Value = serde_json::from_str(&self.err).unwrap();
        document["errors"].as_array().unwrap().clone()
    }

    /// Names and pointers of the errors on standard error.
    pub(crate) fn names(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        self.errors()
            .iter()
            .map(|row| (text(&row["name"]), text(&row["pointer"])))
            .collect()
    }
}

pub(crate) fn run<const N: usize>(words: [&str; N]) -> Ran {
    bangfu().args(words).output().unwrap().into()
}

pub(crate) fn run_with<const N: usize>(words: [&str; N], input: &str) -> Ran {
    let mut child = bangfu()
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap().into()
}

/// A directory that goes away.
pub(crate) struct Dir(PathBuf);

impl Dir {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let dir = std::env::temp_dir().join(format!("bangfu-{}-{number}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        Self(dir)
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        fs::write(self.0.join(name), text).unwrap();
        self.path(name)
    }

    /// The names of all files in it, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        names(&self.0)
    }
}

pub(crate) fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
