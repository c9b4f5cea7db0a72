//! The Kotlin package: a jar with the native library inside, tested by Maven
//! and by the sample, which takes the jar as a user would.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use crate::count::{self, Tally};
use crate::house::House;
use crate::languages::{WANYUAN, same_sample, uniffi};
use crate::process::{must, output, run, works};
use crate::suites::{Report, counted};
use crate::toolchain::Missing;

const PACKAGE: &str = "bindings/kotlin";

/// Where JNA looks for the library of this machine, in the jar.
const NATIVE: &str = "linux-x86-64/libbangfu_uniffi.so";

/// The sample, a project of its own, prints what it prints in every language.
pub(crate) fn sample(house: &House) -> Report {
    installed(house, || compared(house).into())
}

/// Every case of the vectors.
pub(crate) fn vectors(house: &House) -> Report {
    installed(house, || {
        let mut command = maven(house, &["surefire:test", "-Dtest=VectorsTest"]);
        counted(run(&mut command), count::cases)
    })
}

/// The other tests: echoes, misuse, and the module as Java sees it.
pub(crate) fn tests(house: &House) -> Report {
    installed(house, || {
        let others = "-Dtest=!VectorsTest,!MemoryTest";
        counted(
            run(&mut maven(house, &["surefire:test", others])),
            surefire_tests,
        )
    })
}

/// The process stays as large as it is, and a planted leak is found out.
pub(crate) fn memory(house: &House) -> Report {
    installed(house, || {
        let mut report = counted(
            run(&mut maven(house, &["surefire:test@memory"])),
            surefire_tests,
        );
        let leak = [
            "surefire:test@memory",
            "-Dbangfu.leak=true",
            "-Dtest=MemoryTest#programmes that are closed",
        ];
        if report.failed.is_none() && run(&mut maven(house, &leak)).is_ok_and(|done| done.ok) {
            report.failed = Some("a planted leak was not seen".to_owned());
        }
        report
    })
}

/// Builds the jar with the library that ships and installs it for Maven.
pub(crate) fn write_jar(house: &House) -> Result<(), String> {
    // For speed; a phone's is built for size.
    lay_out(house, &uniffi::fast_library(house)?)?;
    must(&mut maven(house, &["install", "-DskipTests", "--quiet"]))?;
    let jar = format!("target/bangfu-{}.jar", env!("CARGO_PKG_VERSION"));
    println!("{PACKAGE}/{jar}, and in Maven's local repository");
    Ok(())
}

/// What calls and rows cost over the library that ships in the jar.
pub(crate) fn figures(house: &House) -> Result<(), String> {
    lay_out(house, &uniffi::fast_library(house)?)?;
    must(&mut maven(house, &["--quiet", "test-compile", "exec:exec"])).map(|_| ())
}

fn compared(house: &House) -> Result<Tally, String> {
    let program = format!("-Dexec.args={}", house.root.join(WANYUAN).display());
    let mut sample = maven(house, &["--quiet", "compile", "exec:java", &program]);
    sample.current_dir(house.root.join(PACKAGE).join("sample"));
    let printed = output(&mut sample)?;
    // Maven ends what it printed with the code that ends colour, which it never began.
    let printed = printed.replace("\u{1b}[0m", "");
    same_sample(house, &printed)
}

/// Runs a suite once the module is compiled, packed and installed, which is
/// done once for all.
fn installed(house: &House, suite: impl FnOnce() -> Report) -> Report {
    static ONCE: OnceLock<Result<(), String>> = OnceLock::new();
    if !works("mvn", &["--version"]) {
        return Missing::set_up("mvn").into();
    }
    let installed = ONCE.get_or_init(|| {
        lay_out(house, &uniffi::library(house)?)?;
        let arguments = ["clean", "install", "-DskipTests", "--quiet"];
        must(&mut maven(house, &arguments)).map(|_| ())
    });
    match installed {
        Ok(()) => suite(),
        Err(why) => Report::failed(why.clone()),
    }
}

/// Maven for the package. The first run downloads what its lock of versions
/// names; later ones need no network.
fn maven(house: &House, arguments: &[&str]) -> Command {
    let mut command = house.command("mvn");
    command
        .current_dir(house.root.join(PACKAGE))
        .args(["--batch-mode", "--no-transfer-progress"])
        .arg(format!("-Dbangfu.natives={}", natives(house).display()))
        .args(arguments);
    command
}

fn natives(house: &House) -> PathBuf {
    house.target.join("kotlin/natives")
}

/// Puts the library, stripped, where the module takes it into its jar.
fn lay_out(house: &House, library: &std::path::Path) -> Result<(), String> {
    let place = natives(house).join(NATIVE);
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    must(house.command("strip").arg("-o").arg(&place).arg(library)).map(|_| ())
}

/// Surefire's sum: `Tests run: 23, Failures: 0, Errors: 0, Skipped: 1` and no
/// time after it.
fn surefire_tests(lines: &[String]) -> Tally {
    let mut tally = Tally::default();
    for line in lines {
        let Some((_, rest)) = line.split_once("Tests run: ") else {
            continue;
        };
        if rest.contains("Time elapsed") {
            continue;
        }
        let numbers: Vec<u64> = rest
            .split(|letter: char| !letter.is_ascii_digit())
            .filter_map(|digits| digits.parse().ok())
            .collect();
        if let [all, _, _, skipped] = numbers[..] {
            tally += Tally {
                ran: all - skipped,
                of: all,
            };
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::{Tally, surefire_tests};

    #[test]
    fn only_the_sum_is_counted() {
        let lines = [
            "[INFO] Tests run: 8, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.7 s -- in A",
            "[WARNING] Tests run: 9, Failures: 0, Errors: 0, Skipped: 1",
        ]
        .map(str::to_owned);
        assert_eq!(surefire_tests(&lines), Tally { ran: 8, of: 9 });
        assert_eq!(surefire_tests(&[]), Tally::default());
    }
}
