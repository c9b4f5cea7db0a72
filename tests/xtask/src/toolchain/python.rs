//! The Python tools: maturin, pytest, mypy, and Zig with its cargo command,
//! which PyPI carries too. A virtual environment with the versions of
//! `tests/xtask/tools.txt`.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Missing, path_before, tools};
use crate::house::{self, House};
use crate::process::{must, output};
use crate::python;

/// What is installed, relative to the repository.
pub(crate) const TOOLS: &str = "tests/xtask/tools.txt";

/// Asks a Python where its packages are.
const PACKAGES: [&str; 2] = [
    "-c",
    "import sysconfig; print(sysconfig.get_path('purelib'))",
];

/// The environment with the tools. What a suite builds is installed into a
/// [`fresh`](Self::fresh) one.
pub(crate) struct Tools<'a> {
    house: &'a House,
    folder: PathBuf,
}

/// The Python tools, if they are there in the versions asked for.
pub(crate) fn python_venv(house: &House) -> Result<Tools<'_>, Missing> {
    let folder = folder();
    if python::is_complete(house, &folder, TOOLS) {
        Ok(Tools { house, folder })
    } else {
        Err(Missing::set_up("Python's maturin, pytest, mypy"))
    }
}

/// Where the environment lives.
pub(crate) fn folder() -> PathBuf {
    tools().join("python")
}

impl Tools<'_> {
    /// The folder of the programs.
    pub(crate) fn programs(&self) -> PathBuf {
        python::programs(&self.folder)
    }

    /// A program of the environment (`maturin`, `mypy`, `python`) at the root
    /// of the repository, which finds the others.
    pub(crate) fn command(&self, program: &str) -> Command {
        let programs = self.programs();
        let mut command = self.house.command(programs.join(program));
        command
            .env("PATH", path_before(&programs))
            .env("VIRTUAL_ENV", &self.folder)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("PYTHONUTF8", "1");
        command
    }

    /// Makes an empty environment below target that sees the tools too, and
    /// gives its Python. The wheel to be tested goes there.
    pub(crate) fn fresh(&self, name: &str) -> Result<PathBuf, String> {
        let folder = self.house.target.join(name);
        must(
            self.command("python")
                .args(["-m", "venv", "--clear", "--without-pip"])
                .arg(&folder),
        )?;
        let packages = output(self.command("python").args(PACKAGES))?;
        let python = python::programs(&folder).join("python");
        let own = output(Command::new(&python).args(PACKAGES))?;
        // A path file appends: what is installed here comes first.
        house::write(&Path::new(own.trim()).join("tools.pth"), &packages)?;
        Ok(python)
    }
}
