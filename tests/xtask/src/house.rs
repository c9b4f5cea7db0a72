//! Where things are.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process;

/// The repository and its target folder.
pub(crate) struct House {
    pub(crate) root: PathBuf,
    /// All that a task sets up or writes for itself goes below.
    pub(crate) target: PathBuf,
    /// What is missing fails where a machine looks, and is skipped with a line
    /// where a person does.
    pub(crate) ci: bool,
}

impl House {
    /// Finds both from where this program was compiled and where it stands.
    pub(crate) fn find() -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .ok_or("tests/xtask does not stand in the repository")?;
        // Cargo tags the folder it builds into, whatever its configuration calls it.
        let program =
            env::current_exe().map_err(|error| format!("this program's own path: {error}"))?;
        let target = program
            .ancestors()
            .find(|folder| folder.join("CACHEDIR.TAG").is_file())
            .map_or_else(|| root.join("target"), Path::to_path_buf);
        let ci = env::var_os("CI").is_some_and(|value| value == "true");
        Ok(Self {
            root: root.to_path_buf(),
            target,
            ci,
        })
    }

    /// A cargo command at the root, into the same target folder.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .args(arguments)
            .env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Builds all that is shipped for debugging, and the examples; gives the
    /// folder. All at once and with the examples, so that the features, and
    /// with them what is already compiled, are those of the tests.
    pub(crate) fn build_debug(&self) -> Result<PathBuf, String> {
        let arguments = ["build", "--locked", "--lib", "--bins", "--examples"];
        process::must(&mut self.cargo(&arguments))?;
        Ok(self.target.join("debug"))
    }

    /// An example of the core, once [`build_debug`](Self::build_debug) has
    /// built it.
    pub(crate) fn example(&self, name: &str) -> Command {
        self.command(executable(&self.target.join("debug/examples"), name))
    }

    /// Builds a tool, such as `["--package", "uniffi-bindgen"]`, and gives the
    /// folder.
    pub(crate) fn build_tool(&self, arguments: &[&str]) -> Result<PathBuf, String> {
        let mut build = self.cargo(&["build", "--locked", "--profile", "tool"]);
        process::must(build.args(arguments))?;
        Ok(self.target.join("tool"))
    }

    /// A command at the root.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// The command line of the profile's build (`debug`, `release`).
    pub(crate) fn binary(&self, profile: &str) -> PathBuf {
        executable(&self.target.join(profile), "bangfu")
    }

    /// A folder below target, made if need be.
    pub(crate) fn folder(&self, name: &str) -> Result<PathBuf, String> {
        let folder = self.target.join(name);
        std::fs::create_dir_all(&folder)
            .map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(folder)
    }

    /// A path as it is written in the repository.
    pub(crate) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root)
            .unwrap_or(path)
            .display()
            .to_string()
    }
}

/// A program in a folder, as this system calls it.
pub(crate) fn executable(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// Reads a file, and names it when it can't be read.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a file, and names it when it can't be written.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
