//! The Swift package: built against the library for debugging, and tested by
//! XCTest and by programs of its own.

use std::path::PathBuf;
use std::process::Command;

use crate::count::{self, Tally};
use crate::house::House;
use crate::languages::{GIFTS, WANYUAN, same_exchange_sample, same_sample, uniffi};
use crate::process::{must, output, run};
use crate::suites::{Report, counted};
use crate::toolchain::swift::{Swift, swift};

const PACKAGE: &str = "bindings/swift";

/// All tests are XCTest's; the other runner would say that it ran none.
const XCTEST: [&str; 2] = ["--skip-build", "--disable-swift-testing"];

/// The samples print what they print in every language.
pub(crate) fn sample(house: &House) -> Report {
    built(house, |package| {
        let programme = house.root.join(WANYUAN);
        let printed = output(package.program("Sample").arg(&programme));
        let compared = printed.and_then(|printed| same_sample(house, &printed));
        let mut report: Report = compared.into();
        let mut exchange = package.program("ExchangeSample");
        let printed = output(exchange.arg(programme).arg(house.root.join(GIFTS)));
        let compared = printed.and_then(|printed| same_exchange_sample(house, &printed));
        report.add(compared.into());
        report
    })
}

/// Every case of the vectors.
pub(crate) fn vectors(house: &House) -> Report {
    built(house, |package| {
        let mut command = package.swift("test");
        command.args(XCTEST).args(["--filter", "Vectors/"]);
        counted(run(&mut command), count::cases)
    })
}

/// The tests, the echoes among them, and a library that does not belong.
pub(crate) fn tests(house: &House) -> Report {
    built(house, |package| {
        let mut command = package.swift("test");
        command.args(XCTEST).args(["--skip", "Vectors/"]);
        let mut report = counted(run(&mut command), count::xctest);
        report.add(mismatch(package).into());
        report
    })
}

/// The process stays as large as it is, and a planted leak is found out.
pub(crate) fn memory(house: &House) -> Report {
    built(house, |package| {
        let endurance = || package.program("Endurance");
        let mut report = counted(run(endurance().arg("memory")), count::cases);
        let leak = run(endurance().args(["memory", "leak"]));
        let seen = leak.is_ok_and(|finished| {
            !finished.ok && finished.lines.iter().any(|line| line == "it grows")
        });
        if report.failed.is_none() && !seen {
            report.failed = Some("a planted leak was not seen".to_owned());
        }
        report
    })
}

/// What calls and rows cost, as tests/bench/bindings.py reads it: everything
/// built for release.
pub(crate) fn figures(house: &House) -> Result<(), String> {
    let swift = swift(house).map_err(|missing| missing.0)?;
    let mut library = uniffi::fast_library(house, uniffi::LIBRARY)?;
    library.pop();
    let package = Package {
        house,
        swift,
        library,
        profile: "release",
    };
    must(package.swift("build").args(["--product", "Endurance"]))?;
    must(package.program("Endurance").arg("figures")).map(|_| ())
}

/// A library of another interface is refused in words, not by the end of the
/// process.
fn mismatch(package: &Package) -> Result<Tally, String> {
    let house = package.house;
    let folder = house.root.join(PACKAGE);
    let other = house.folder("swift-mismatch")?.join("other.so");
    must(
        Command::new("cc")
            .args(["-shared", "-fPIC", "-I"])
            .arg(folder.join("Sources/BangfuFFI"))
            .arg(folder.join("Tests/Mismatch/other.c"))
            .arg("-o")
            .arg(&other),
    )?;
    let version = || {
        let mut command = package.program("Endurance");
        command.arg("version");
        command
    };
    must(&mut version())?;
    // The loader of the program itself must see it, and no program before.
    let mut env = package.tool("/usr/bin/env");
    env.arg(format!("LD_PRELOAD={}", other.display()))
        .arg(package.binary("Endurance"))
        .arg("version");
    let refused = run(&mut env)?;
    let told = refused
        .lines
        .iter()
        .any(|line| line.starts_with("5 WRONG_VERSION: "));
    if refused.ok || !told {
        return Err("a library of another interface was not refused in words".to_owned());
    }
    Ok(Tally { ran: 1, of: 1 })
}

/// The package, built, and the library that it loads.
struct Package<'a> {
    house: &'a House,
    swift: Swift<'a>,
    /// The folder of the library.
    library: PathBuf,
    /// `debug` or `release`.
    profile: &'static str,
}

fn built(house: &House, then: impl FnOnce(&Package) -> Report) -> Report {
    let swift = match swift(house) {
        Ok(swift) => swift,
        Err(missing) => return missing.into(),
    };
    let build = || -> Result<Package, String> {
        let mut library = uniffi::library(house, uniffi::LIBRARY)?;
        library.pop();
        let package = Package {
            house,
            swift,
            library,
            profile: "debug",
        };
        must(package.swift("build").arg("--build-tests"))?;
        Ok(package)
    };
    match build() {
        Ok(package) => then(&package),
        Err(why) => Report::failed(why),
    }
}

impl Package<'_> {
    /// `swift build`, `swift test`, on the package.
    fn swift(&self, verb: &str) -> Command {
        let mut command = self.tool("swift");
        command
            .args([verb, "--configuration", self.profile, "--scratch-path"])
            .arg(self.house.target.join("swift"))
            .arg("-Xlinker")
            .arg(format!("-L{}", self.library.display()));
        command
    }

    /// A program that the package builds.
    fn program(&self, name: &str) -> Command {
        self.tool(&self.binary(name))
    }

    fn binary(&self, name: &str) -> String {
        let folder = self.house.target.join("swift").join(self.profile);
        let path = folder.join(name);
        path.display().to_string()
    }

    fn tool(&self, program: &str) -> Command {
        let folder = self.house.root.join(PACKAGE);
        let mut command = self.swift.command(&folder, program);
        command.env("LD_LIBRARY_PATH", &self.library);
        command
    }
}
