//! The Python that runs the oracle.
//!
//! The oracle itself needs nothing but the standard library. The packages
//! that suites need live in virtual environments below target.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::house::{self, House};
use crate::process::{must, works};
use crate::suites::Report;

const GET_PYTHON: &str = "Python 3.11 or newer with venv is missing: `apt-get install python3 python3-venv`, or name it in PYTHON";

/// The packages of the oracle, relative to the repository.
const PACKAGES: &str = "tests/oracle/requirements.txt";

/// Other people's solvers.
const SOLVERS: &str = "tests/bench/requirements.txt";

/// The validators of the formats of open data.
const JUDGES: &str = "tests/open-data/requirements.txt";

/// In an environment, what was installed into it.
const INSTALLED: &str = "requirements.txt";

/// A Python and the repository it works in.
pub(crate) struct Python<'a> {
    house: &'a House,
    program: PathBuf,
}

impl Python<'_> {
    /// A command at the root; options follow.
    pub(crate) fn command(&self) -> Command {
        let mut command = self.house.command(&self.program);
        // Unbuffered, so that it can be watched; UTF-8 in any locale; and no
        // byte code beside the sources.
        command.args(["-u", "-X", "utf8", "-B"]);
        command
    }
}

/// Runs a suite with the Python of this machine.
pub(crate) fn found(house: &House, suite: impl FnOnce(&Python<'_>) -> Report) -> Report {
    match locate() {
        Some(program) => suite(&Python {
            house,
            program: program.into(),
        }),
        None => Report::missing(GET_PYTHON),
    }
}

/// Runs a suite with the Python of the virtual environment.
pub(crate) fn with_packages(house: &House, suite: impl FnOnce(&Python<'_>) -> Report) -> Report {
    with(house, "venv", PACKAGES, suite)
}

/// Runs a suite with a Python that has other people's solvers.
pub(crate) fn with_solvers(house: &House, suite: impl FnOnce(&Python<'_>) -> Report) -> Report {
    with(house, "venv-solvers", SOLVERS, suite)
}

/// Runs a suite with a Python that has the validators of open data.
pub(crate) fn with_judges(house: &House, suite: impl FnOnce(&Python<'_>) -> Report) -> Report {
    with(house, "venv-open-data", JUDGES, suite)
}

fn with(
    house: &House,
    folder: &str,
    packages: &str,
    suite: impl FnOnce(&Python<'_>) -> Report,
) -> Report {
    let Some(program) = locate() else {
        return Report::missing(GET_PYTHON);
    };
    match environment(house, &program, &house.target.join(folder), packages) {
        Ok(program) => suite(&Python { house, program }),
        Err(why) => {
            println!("{why}");
            let needs = "could not be installed: they need PyPI once";
            Report::missing(format!("the packages of {packages} {needs}"))
        }
    }
}

/// The Python of this machine, if it is new enough.
pub(crate) fn locate() -> Option<String> {
    let program = env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let enough = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))";
    works(&program, &["-c", enough]).then_some(program)
}

/// Makes the environment, unless it is there with the packages now asked for.
pub(crate) fn environment(
    house: &House,
    program: &str,
    folder: &Path,
    wanted: &str,
) -> Result<PathBuf, String> {
    let python = programs(folder).join("python");
    if is_complete(house, folder, wanted) {
        return Ok(python);
    }
    must(
        house
            .command(program)
            .args(["-m", "venv", "--clear"])
            .arg(folder),
    )?;
    let install = ["-m", "pip", "install", "--quiet", "--requirement", wanted];
    must(house.command(&python).args(install))?;
    // Written last: an installation that broke off is begun again.
    let text = house::read(&house.root.join(wanted))?;
    house::write(&folder.join(INSTALLED), &text)?;
    Ok(python)
}

/// Whether the environment is there, with the packages now asked for.
pub(crate) fn is_complete(house: &House, folder: &Path, wanted: &str) -> bool {
    let wanted = house::read(&house.root.join(wanted)).ok();
    wanted.is_some()
        && fs::read_to_string(folder.join(INSTALLED)).ok() == wanted
        && programs(folder).is_dir()
}

/// Where an environment has its programs.
pub(crate) fn programs(folder: &Path) -> PathBuf {
    folder.join(if cfg!(windows) { "Scripts" } else { "bin" })
}
