//! The library for other machines: an old Linux, Windows, ARM64.

use std::path::Path;

use super::{Bench, CASES, LIBRARY, Language, PROGRAMS, shared};
use crate::count::Tally;
use crate::house::House;
use crate::process::{must, output};
use crate::suites::Report;
use crate::toolchain::Missing;
use crate::toolchain::cross::{self, Cross};
use crate::toolchain::zig::{self, Zig};

/// The oldest glibc on which the library must load.
const GLIBC: (u32, u32) = (2, 17);

/// The suite `glibc`: no symbol that is younger than CentOS 7, and the library
/// so built passes the C tests.
pub(crate) fn glibc(house: &House) -> Report {
    match zig::zigbuild(house) {
        Ok(zig) => old_linux(house, &zig).unwrap_or_else(Report::failed),
        Err(missing) => missing.into(),
    }
}

fn old_linux(house: &House, zig: &Zig<'_>) -> Result<Report, String> {
    let (mut build, built) = zig.build(&LIBRARY);
    must(&mut build)?;
    let mut dump = house.command("objdump");
    let symbols = output(dump.arg("-T").arg(built.join("libbangfu.so")))?;
    let symbols = old_enough(&symbols)?;
    let mut report = Report::from(Tally {
        ran: symbols,
        of: symbols,
    });
    let bench = Bench {
        compiler: &|language| Ok(language.gcc(house)),
        linker: &|language| Ok(language.gcc(house)),
        link: shared(&built)?,
        folder: house.folder("edge/glibc")?,
    };
    report.add(bench.run(&PROGRAMS, &|program| {
        let mut command = house.command(program);
        command.env("LD_LIBRARY_PATH", &built);
        Ok(command)
    }));
    Ok(report)
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

/// The suite `windows`: the DLL, under Wine.
pub(crate) fn windows(house: &House) -> Report {
    elsewhere(house, "windows", cross::windows(house))
}

/// The suite `arm64`: the shared library, under qemu.
pub(crate) fn arm64(house: &House) -> Report {
    elsewhere(house, "arm64", cross::arm64(house))
}

fn elsewhere(house: &House, name: &str, machine: Result<Cross<'_>, Missing>) -> Report {
    match machine {
        Ok(machine) => on(house, name, &machine).unwrap_or_else(Report::failed),
        Err(missing) => missing.into(),
    }
}

fn on(house: &House, name: &str, machine: &Cross<'_>) -> Result<Report, String> {
    let (mut build, built) = machine.build(&LIBRARY);
    must(&mut build)?;
    let compiler = |language| match language {
        Language::C => Ok(machine.cc()),
        Language::Cpp => machine.cxx(),
    };
    let import = built.join("libbangfu.dll.a");
    let bench = Bench {
        compiler: &compiler,
        linker: &compiler,
        // Windows links with what stands for the DLL.
        link: if import.is_file() {
            vec![import.display().to_string()]
        } else {
            shared(&built)?
        },
        folder: house.folder(&format!("edge/{name}"))?,
    };
    let start = |program: &Path| machine.run(program, &built);
    let mut report = bench.run(&PROGRAMS, &start);
    report.add(bench.run(&[CASES], &start));
    Ok(report)
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
