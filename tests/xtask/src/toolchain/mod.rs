//! The toolchains of the other languages and machines: whether they are there,
//! and commands of them.
//!
//! Nothing is installed here. [`setup`](crate::setup) does that, below the
//! folder `BANGFU_TOOLS`, or with Debian's packages.

pub(crate) mod cross;
pub(crate) mod nightly;
pub(crate) mod python;
pub(crate) mod swift;
pub(crate) mod zig;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{output, works};
use crate::suites::Report;

/// What a suite needs and this machine lacks: says how to get it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Missing(pub(crate) String);

impl Missing {
    /// `what` is something that `cargo xtask setup` brings.
    pub(crate) fn set_up(what: &str) -> Self {
        Self(format!("{what} is missing: `cargo xtask setup`"))
    }
}

impl From<Missing> for Report {
    fn from(missing: Missing) -> Self {
        Self::missing(missing.0)
    }
}

/// The folder of what is installed for this project and is no package of the
/// system. It outlives `cargo clean`.
pub(crate) fn tools() -> PathBuf {
    env::var_os("BANGFU_TOOLS").map_or_else(
        || {
            env::home_dir()
                .unwrap_or_default()
                .join(".cache/bangfu-tools")
        },
        PathBuf::from,
    )
}

/// Whether this is root: a change of root and packages need it.
pub(crate) fn root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Whether each of these programs can be started.
pub(crate) fn all_work(programs: &[&str]) -> bool {
    programs
        .iter()
        .all(|program| works(program, &["--version"]))
}

/// `PATH` with a folder before all others.
fn path_before(folder: &Path) -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    env::join_paths(
        [folder.to_path_buf()]
            .into_iter()
            .chain(env::split_paths(&path)),
    )
    .unwrap_or(path)
}

/// Forgets which Rust runs this program: the command is of another one.
fn another_rust(command: &mut Command) -> &mut Command {
    for name in [
        "CARGO",
        "RUSTC",
        "RUSTDOC",
        "RUSTUP_TOOLCHAIN",
        "RUSTC_WRAPPER",
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
    ] {
        command.env_remove(name);
    }
    command
}
