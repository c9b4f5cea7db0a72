//! The library for other machines: an old Linux, Windows, ARM64.

use std::path::Path;

use super::{Bench, CASES, LIBRARY, Language, PROGRAMS, shared};
use crate::count::Tally;
use crate::house::House;
use crate::process::must;
use crate::suites::Report;
use crate::toolchain::Missing;
use crate::toolchain::cross::{self, Cross};
use crate::toolchain::zig::{self, Zig};

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
    let symbols = zig::no_newer_glibc(house, &built.join("libbangfu.so"))?;
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
