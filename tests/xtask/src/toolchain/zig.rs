//! Libraries for an old Linux: linked by Zig against glibc 2.17, which is that
//! of CentOS 7 and of the domestic distributions derived from it.

use std::process::Command;

use super::Missing;
use super::python::{self, Tools};
use crate::house::House;
use crate::toolchain::path_before;

/// The target, with the oldest glibc on which the result must run.
const TARGET: &str = "x86_64-unknown-linux-gnu.2.17";

/// Zig as the linker.
pub(crate) struct Zig<'a> {
    house: &'a House,
    tools: Tools<'a>,
}

/// Zig, if it is there.
pub(crate) fn zigbuild(house: &House) -> Result<Zig<'_>, Missing> {
    let tools = python::python_venv(house)?;
    Ok(Zig { house, tools })
}

impl Zig<'_> {
    /// `cargo zigbuild --release` with more arguments, and where it builds to.
    pub(crate) fn build(&self, arguments: &[&str]) -> (Command, std::path::PathBuf) {
        let mut command =
            self.house
                .cargo(&["zigbuild", "--locked", "--release", "--target", TARGET]);
        command
            .args(arguments)
            .env("PATH", path_before(&self.tools.programs()));
        (
            command,
            self.house.target.join("x86_64-unknown-linux-gnu/release"),
        )
    }
}
