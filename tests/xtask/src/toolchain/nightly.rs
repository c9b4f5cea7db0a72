//! The nightly Rust, for what the stable one can't do: sanitizers and fuzzing.

use std::path::PathBuf;
use std::process::Command;

use super::{Missing, another_rust, tools};
use crate::house::House;
use crate::process::{output, works};

/// The machine that the sanitizers run on.
const TARGET: &str = "x86_64-unknown-linux-gnu";

/// The release of cargo-fuzz that is installed.
pub(crate) const CARGO_FUZZ: &str = "0.13.2";

/// A sanitizer that rustc can build in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sanitizer {
    /// Reads and writes outside of what is allocated, and of what is freed.
    Address,
    /// Two threads at the same place at the same time.
    Thread,
}

impl Sanitizer {
    /// As compilers and `bf_selftest_sanitizer` call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Thread => "thread",
        }
    }
}

/// The nightly Rust.
pub(crate) struct Nightly<'a> {
    house: &'a House,
}

/// The nightly Rust, if it is there.
pub(crate) fn nightly(house: &House) -> Result<Nightly<'_>, Missing> {
    if there() {
        Ok(Nightly { house })
    } else {
        Err(Missing(
            "the nightly Rust is missing: `rustup toolchain install nightly`".to_owned(),
        ))
    }
}

/// Whether rustup has it.
pub(crate) fn there() -> bool {
    works("cargo", &["+nightly", "--version"])
}

/// cargo-fuzz, wherever it is.
pub(crate) fn cargo_fuzz() -> Option<PathBuf> {
    let own = tools().join("cargo/bin/cargo-fuzz");
    if own.is_file() {
        Some(own)
    } else {
        works("cargo-fuzz", &["--version"]).then(|| "cargo-fuzz".into())
    }
}

/// Compiles cargo-fuzz.
pub(crate) fn install_cargo_fuzz() -> Result<(), String> {
    let mut command = Command::new("cargo");
    command
        .args([
            "install",
            "--quiet",
            "--locked",
            "cargo-fuzz",
            "--version",
            CARGO_FUZZ,
        ])
        .arg("--root")
        .arg(tools().join("cargo"))
        .env_remove("CARGO_TARGET_DIR");
    crate::process::must(another_rust(&mut command)).map(|_| ())
}

impl Nightly<'_> {
    /// The runtime of a sanitizer, which a program is linked with that is not
    /// linked by rustc.
    pub(crate) fn runtime(&self, sanitizer: Sanitizer) -> Result<PathBuf, String> {
        let short = match sanitizer {
            Sanitizer::Address => "asan",
            Sanitizer::Thread => "tsan",
        };
        let mut command = self.house.command("rustc");
        another_rust(&mut command).args(["+nightly", "--print", "target-libdir"]);
        let folder = PathBuf::from(output(command.args(["--target", TARGET]))?.trim());
        Ok(folder.join(format!("librustc-nightly_rt.{short}.a")))
    }

    /// `cargo build` of a library with the sanitizer in it, and where it builds
    /// to. A program that uses the static library must be linked with the
    /// sanitizer's [`runtime`](Self::runtime).
    pub(crate) fn build(&self, sanitizer: Sanitizer, arguments: &[&str]) -> (Command, PathBuf) {
        let name = sanitizer.name();
        let target = self.house.target.join("nightly").join(name);
        let mut command = self.house.command("cargo");
        // The standard library comes without: its code is not checked, and the
        // compiler is told that this is meant.
        another_rust(&mut command)
            .args(["+nightly", "build", "--locked", "--target", TARGET])
            .args(arguments)
            .env(
                "RUSTFLAGS",
                format!("-Zsanitizer={name} -Cunsafe-allow-abi-mismatch=sanitizer"),
            )
            .env("CARGO_TARGET_DIR", &target);
        (command, target.join(TARGET))
    }

    /// `cargo fuzz` with these arguments, on the targets of tests/fuzz.
    pub(crate) fn fuzz(&self, arguments: &[&str]) -> Result<Command, Missing> {
        let program = cargo_fuzz().ok_or_else(|| Missing::set_up("cargo-fuzz"))?;
        let mut command = self.house.command(program);
        let (verb, rest) = arguments.split_at(1.min(arguments.len()));
        another_rust(&mut command)
            .arg("fuzz")
            .args(verb)
            .args(["--fuzz-dir", "tests/fuzz"])
            .args(rest)
            .env("RUSTUP_TOOLCHAIN", "nightly")
            .env("CARGO_TARGET_DIR", self.house.target.join("nightly/fuzz"));
        Ok(command)
    }
}
