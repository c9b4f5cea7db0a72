//! The Kotlin packages: jars with the native libraries inside, tested by Maven and
//! by the samples, which take the jars as a user would.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::count::{self, Tally};
use crate::house::House;
use crate::languages::{GIFTS, WANYUAN, same_exchange_sample, same_sample, uniffi};
use crate::process::{must, output, run, works};
use crate::suites::{Report, counted};
use crate::toolchain::Missing;

/// A module: where it stands, what its jar is called, and the library in it.
struct Module {
    folder: &'static str,
    artifact: &'static str,
    library: &'static str,
}

const BANGFU: Module = Module {
    folder: "bindings/kotlin",
    artifact: "bangfu",
    library: uniffi::LIBRARY,
};

/// It stands on the other, which is installed first.
const EXCHANGE: Module = Module {
    folder: "bindings/kotlin/exchange",
    artifact: "bangfu-exchange",
    library: uniffi::EXCHANGE_LIBRARY,
};

/// Where JNA looks for the libraries of this machine, in a jar.
const NATIVE: &str = "linux-x86-64";

/// The samples, projects of their own, print what they print in every language.
pub(crate) fn sample(house: &House) -> Report {
    installed(house, || {
        let printed = printed(house, &BANGFU, &[WANYUAN]);
        let mut report: Report = printed.and_then(|text| same_sample(house, &text)).into();
        let printed = self::printed(house, &EXCHANGE, &[WANYUAN, GIFTS]);
        let compared = printed.and_then(|text| same_exchange_sample(house, &text));
        report.add(compared.into());
        report
    })
}

/// Every case of the vectors.
pub(crate) fn vectors(house: &House) -> Report {
    installed(house, || {
        let mut command = maven(house, &BANGFU, &["surefire:test", "-Dtest=VectorsTest"]);
        counted(run(&mut command), count::cases)
    })
}

/// The other tests: echoes, misuse, and the module as Java sees it.
pub(crate) fn tests(house: &House) -> Report {
    installed(house, || {
        let others = "-Dtest=!VectorsTest,!MemoryTest";
        let tests = |module, arguments: &[&str]| {
            counted(run(&mut maven(house, module, arguments)), surefire_tests)
        };
        let mut report = tests(&BANGFU, &["surefire:test", others]);
        report.add(tests(&EXCHANGE, &["surefire:test"]));
        report
    })
}

/// The process stays as large as it is, and a planted leak is found out.
pub(crate) fn memory(house: &House) -> Report {
    installed(house, || {
        let mut report = counted(
            run(&mut maven(house, &BANGFU, &["surefire:test@memory"])),
            surefire_tests,
        );
        let leak = [
            "surefire:test@memory",
            "-Dbangfu.leak=true",
            "-Dtest=MemoryTest#programmes that are closed",
        ];
        if report.failed.is_none()
            && run(&mut maven(house, &BANGFU, &leak)).is_ok_and(|done| done.ok)
        {
            report.failed = Some("a planted leak was not seen".to_owned());
        }
        report
    })
}

/// Builds the jars with the libraries that ship and installs them for Maven.
pub(crate) fn write_jar(house: &House) -> Result<(), String> {
    for module in [&BANGFU, &EXCHANGE] {
        // For speed; a phone's is built for size.
        lay_out(house, module, &uniffi::fast_library(house, module.library)?)?;
        let arguments = ["install", "-DskipTests", "--quiet"];
        must(&mut maven(house, module, &arguments))?;
        let (folder, artifact) = (module.folder, module.artifact);
        let version = env!("CARGO_PKG_VERSION");
        println!("{folder}/target/{artifact}-{version}.jar, and in Maven's local repository");
    }
    Ok(())
}

/// What calls and rows cost over the library that ships in the jar.
pub(crate) fn figures(house: &House) -> Result<(), String> {
    lay_out(
        house,
        &BANGFU,
        &uniffi::fast_library(house, BANGFU.library)?,
    )?;
    let arguments = ["--quiet", "test-compile", "exec:exec"];
    must(&mut maven(house, &BANGFU, &arguments)).map(|_| ())
}

/// What the sample of a module prints about files of the repository.
fn printed(house: &House, module: &Module, files: &[&str]) -> Result<String, String> {
    let path = |file: &&str| house.root.join(file).display().to_string();
    let files: Vec<String> = files.iter().map(path).collect();
    let program = format!("-Dexec.args={}", files.join(" "));
    let mut sample = maven(
        house,
        module,
        &["--quiet", "compile", "exec:java", &program],
    );
    sample.current_dir(house.root.join(module.folder).join("sample"));
    // Maven ends what it printed with the code that ends colour, which it never began.
    Ok(output(&mut sample)?.replace("\u{1b}[0m", ""))
}

/// Runs a suite once the modules are compiled, packed and installed, which is
/// done once for all.
fn installed(house: &House, suite: impl FnOnce() -> Report) -> Report {
    static ONCE: OnceLock<Result<(), String>> = OnceLock::new();
    if !works("mvn", &["--version"]) {
        return Missing::set_up("mvn").into();
    }
    let installed = ONCE.get_or_init(|| {
        for module in [&BANGFU, &EXCHANGE] {
            lay_out(house, module, &uniffi::library(house, module.library)?)?;
            let arguments = ["clean", "install", "-DskipTests", "--quiet"];
            must(&mut maven(house, module, &arguments))?;
        }
        Ok(())
    });
    match installed {
        Ok(()) => suite(),
        Err(why) => Report::failed(why.clone()),
    }
}

/// Maven for a module. The first run downloads what its lock of versions
/// names; later ones need no network.
fn maven(house: &House, module: &Module, arguments: &[&str]) -> Command {
    let mut command = house.command("mvn");
    command
        .current_dir(house.root.join(module.folder))
        .args(["--batch-mode", "--no-transfer-progress"])
        .arg(format!(
            "-Dbangfu.natives={}",
            natives(house, module).display()
        ))
        .args(arguments);
    command
}

fn natives(house: &House, module: &Module) -> PathBuf {
    house.target.join("kotlin").join(module.artifact)
}

/// Puts the library, stripped, where the module takes it into its jar.
fn lay_out(house: &House, module: &Module, library: &Path) -> Result<(), String> {
    let folder = natives(house, module).join(NATIVE);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let place = folder.join(format!("lib{}.so", module.library));
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
