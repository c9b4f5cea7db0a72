//! Libraries for an old Linux: linked by Zig against glibc 2.17, which is that
//! of CentOS 7 and of the domestic distributions derived from it.

use std::path::Path;
use std::process::Command;

use super::Missing;
use super::python::{self, Tools};
use crate::house::House;
use crate::process::output;
use crate::toolchain::path_before;

/// The oldest glibc on which a library must load.
const GLIBC: (u32, u32) = (2, 17);

/// The target, with [`GLIBC`].
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

/// Refuses a library that asks for a younger glibc; says how many of its symbols
/// it asks for.
pub(crate) fn no_newer_glibc(house: &House, library: &Path) -> Result<u64, String> {
    old_enough(&output(house.command("objdump").arg("-T").arg(library))?)
}

/// How many symbols of glibc the library asks for, none younger than
/// [`GLIBC`].
fn old_enough(symbols: &str) -> Result<u64, String> {
    let mut count = 0;
    let mut young = Vec::new();
    for line in symbols.lines() {
        let Some((_, rest)) = line.split_once("GLIBC_") else {
            continue;
        };
        count += 1;
        let version: String = rest
            .chars()
            .take_while(|&c| c == '.' || c.is_ascii_digit())
            .collect();
        let mut parts = version
            .split('.')
            .map(|part| part.parse().unwrap_or(u32::MAX));
        // GLIBC_PRIVATE and the like have no number and count as young.
        let version = (
            parts.next().unwrap_or(u32::MAX),
            parts.next().unwrap_or(u32::MAX),
        );
        if version > GLIBC {
            young.push(line.trim().to_owned());
        }
    }
    if count == 0 {
        Err("no symbol of glibc was found".to_owned())
    } else if young.is_empty() {
        println!(
            "{count} symbols of glibc, none younger than {}.{}",
            GLIBC.0, GLIBC.1
        );
        Ok(count)
    } else {
        Err(format!(
            "younger than glibc {}.{}:\n{}",
            GLIBC.0,
            GLIBC.1,
            young.join("\n")
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::old_enough;

    #[test]
    fn a_young_symbol_is_seen() {
        let old = "0 DF *UND* 0 (GLIBC_2.2.5) memcpy\n0 DF *UND* 0 (GLIBC_2.17) clock_gettime\n";
        assert_eq!(old_enough(old), Ok(2));
        let young = format!("{old}0 DF *UND* 0 (GLIBC_2.18) __cxa_thread_atexit_impl\n");
        assert!(old_enough(&young).is_err());
        assert!(old_enough("0 DF *UND* 0 (GLIBC_PRIVATE) x\n").is_err());
        assert!(old_enough("no symbols\n").is_err());
    }
}
