//! The libraries for other machines: an old Linux, Windows, ARM64.

use std::path::Path;
use std::process::Command;

use super::{Bench, CALLS, CASES, Compiler, EXCHANGED, Language, PROGRAMS, Program, shared};
use crate::count::Tally;
use crate::house::House;
use crate::install::{BANGFU, EXCHANGE, Library};
use crate::process::must;
use crate::suites::Report;
use crate::toolchain::Missing;
use crate::toolchain::cross::{self, Cross};
use crate::toolchain::zig::{self, Zig};

/// Both libraries, in one call of cargo: most of what they are made of is the
/// same.
const LIBRARIES: [&str; 4] = ["-p", BANGFU.package, "-p", EXCHANGE.package];

/// The suite `glibc`: no symbol that is younger than CentOS 7, and the libraries
/// so built pass the tests in C and C++.
pub(crate) fn glibc(house: &House) -> Report {
    match zig::zigbuild(house) {
        Ok(zig) => old_linux(house, &zig).unwrap_or_else(Report::failed),
        Err(missing) => missing.into(),
    }
}

fn old_linux(house: &House, zig: &Zig<'_>) -> Result<Report, String> {
    let (mut build, built) = zig.build(&LIBRARIES);
    must(&mut build)?;
    let mut symbols = 0;
    for library in [BANGFU, EXCHANGE] {
        symbols += zig::no_newer_glibc(house, &built.join(format!("lib{}.so", library.name)))?;
    }
    let mut report = Report::from(Tally {
        ran: symbols,
        of: symbols,
    });
    let tests = Tests {
        house,
        compiler: &|language| Ok(language.gcc(house)),
        start: &|program| {
            let mut command = house.command(program);
            command.env("LD_LIBRARY_PATH", &built);
            Ok(command)
        },
        built: &built,
        folder: "edge/glibc",
    };
    report.add(tests.run(&BANGFU, &[&PROGRAMS, &[CALLS]])?);
    report.add(tests.run(&EXCHANGE, &[&EXCHANGED])?);
    Ok(report)
}

/// The suite `windows`: the DLLs, under Wine.
pub(crate) fn windows(house: &House) -> Report {
    elsewhere(house, "edge/windows", cross::windows(house))
}

/// The suite `arm64`: the shared libraries, under qemu.
pub(crate) fn arm64(house: &House) -> Report {
    elsewhere(house, "edge/arm64", cross::arm64(house))
}

fn elsewhere(house: &House, folder: &str, machine: Result<Cross<'_>, Missing>) -> Report {
    match machine {
        Ok(machine) => on(house, folder, &machine).unwrap_or_else(Report::failed),
        Err(missing) => missing.into(),
    }
}

fn on(house: &House, folder: &str, machine: &Cross<'_>) -> Result<Report, String> {
    let (mut build, built) = machine.build(&LIBRARIES);
    must(&mut build)?;
    let tests = Tests {
        house,
        compiler: &|language| match language {
            Language::C => Ok(machine.cc()),
            Language::Cpp => machine.cxx(),
        },
        start: &|program| machine.run(program, &built),
        built: &built,
        folder,
    };
    let mut report = tests.run(&BANGFU, &[&PROGRAMS, &[CALLS, CASES]])?;
    report.add(tests.run(&EXCHANGE, &[&EXCHANGED])?);
    Ok(report)
}

/// How tests are compiled and run for a machine.
struct Tests<'a> {
    house: &'a House,
    compiler: Compiler<'a>,
    start: &'a dyn Fn(&Path) -> Result<Command, String>,
    /// Where the libraries lie.
    built: &'a Path,
    /// Where the programs go.
    folder: &'a str,
}

impl Tests<'_> {
    /// Runs programs over one of the libraries.
    fn run(&self, library: &Library, programs: &[&[Program]]) -> Result<Report, String> {
        let import = self.built.join(format!("lib{}.dll.a", library.name));
        let bench = Bench {
            compiler: self.compiler,
            linker: self.compiler,
            // Windows links with what stands for the DLL.
            link: if import.is_file() {
                vec![import.display().to_string()]
            } else {
                shared(library, self.built)?
            },
            folder: self.house.folder(self.folder)?,
        };
        let mut report = Report::default();
        for programs in programs {
            report.add(bench.run(programs, self.start));
        }
        Ok(report)
    }
}
