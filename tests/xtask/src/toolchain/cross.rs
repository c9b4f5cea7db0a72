//! Other machines: Windows on x64, Linux on ARM64.
//!
//! rustup can't be relied upon to have their standard libraries, so it is
//! compiled here: Debian's second Rust comes with its sources. It has a target
//! folder of its own.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Missing, all_work, another_rust};
use crate::house::{self, House};
use crate::process::must;

const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";

/// A machine to compile for.
pub(crate) struct Machine {
    /// As rustc calls it.
    pub(crate) triple: &'static str,
    pub(crate) name: &'static str,
    cc: &'static str,
    cxx: &'static str,
    run: &'static str,
}

/// Windows on x64, where Delphi and C# live.
pub(crate) const WINDOWS: Machine = Machine {
    triple: "x86_64-pc-windows-gnu",
    name: "Windows x64",
    cc: "x86_64-w64-mingw32-gcc",
    // Of the two compilers the one that has std::thread.
    cxx: "x86_64-w64-mingw32-g++-posix",
    run: "wine",
};

/// Linux on ARM64: Kunpeng, Phytium, and the cores of phones.
pub(crate) const ARM64: Machine = Machine {
    triple: "aarch64-unknown-linux-gnu",
    name: "Linux ARM64",
    cc: "aarch64-linux-gnu-gcc",
    cxx: "aarch64-linux-gnu-g++",
    run: "qemu-aarch64-static",
};

/// The compilers for a machine, and what runs its programs here.
pub(crate) struct Cross<'a> {
    house: &'a House,
    machine: &'static Machine,
}

/// What is needed for Windows.
pub(crate) fn windows(house: &House) -> Result<Cross<'_>, Missing> {
    cross(house, &WINDOWS)
}

/// What is needed for Linux on ARM64.
pub(crate) fn arm64(house: &House) -> Result<Cross<'_>, Missing> {
    cross(house, &ARM64)
}

fn cross<'a>(house: &'a House, machine: &'static Machine) -> Result<Cross<'a>, Missing> {
    if second_rust() && machine.there() {
        Ok(Cross { house, machine })
    } else {
        Err(Missing::set_up(&format!(
            "what compiles for {}",
            machine.name
        )))
    }
}

/// Whether the second Rust and the sources of its standard library are there.
pub(crate) fn second_rust() -> bool {
    all_work(&[RUSTC, CARGO])
        && Path::new("/usr/lib/rustlib/src/rust/library/std/Cargo.toml").is_file()
}

impl Machine {
    pub(crate) fn there(&self) -> bool {
        all_work(&[self.cc, self.cxx, self.run])
    }
}

impl Cross<'_> {
    /// `cargo build --release` with more arguments, and where it builds to.
    pub(crate) fn build(&self, arguments: &[&str]) -> (Command, PathBuf) {
        let mut command = self.rust("build");
        command.arg("--release").args(arguments);
        let built = self.target().join(self.machine.triple).join("release");
        (command, built)
    }

    /// Fetches the crates that the standard library consists of, or with
    /// `offline` only looks whether they are there.
    pub(crate) fn fetch(&self, offline: bool) -> Command {
        let mut command = self.rust("fetch");
        if offline {
            command.arg("--offline");
        }
        command
    }

    fn rust(&self, verb: &str) -> Command {
        let linker = format!(
            "CARGO_TARGET_{}_LINKER",
            self.machine.triple.replace('-', "_").to_uppercase()
        );
        let mut command = self.house.command(CARGO);
        // The compiler is a release, which the switch that builds std is kept
        // from; it is told to make an exception.
        another_rust(&mut command)
            .args([verb, "--locked", "-Zbuild-std=std,panic_unwind"])
            .args(["--target", self.machine.triple])
            .env("RUSTC", RUSTC)
            .env("RUSTC_BOOTSTRAP", "1")
            .env(linker, self.machine.cc)
            // What is tried is whether it is right there, not how quick it is.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_TARGET_DIR", self.target());
        command
    }

    /// The C compiler.
    pub(crate) fn cc(&self) -> Command {
        self.alone(self.house.command(self.machine.cc))
    }

    /// Windows lacks the compiler's own DLLs, such as that of its threads: they
    /// go into the program.
    fn alone(&self, mut compiler: Command) -> Command {
        if self.is_windows() {
            compiler.arg("-static");
        }
        compiler
    }

    /// The C++ compiler. It finds the header-only libraries of this machine.
    pub(crate) fn cxx(&self) -> Result<Command, String> {
        let mut command = self.house.command(self.machine.cxx);
        command.arg("-I").arg(self.headers()?);
        Ok(self.alone(command))
    }

    /// A program of the other machine, which finds the libraries in
    /// `libraries`.
    pub(crate) fn run(&self, program: &Path, libraries: &Path) -> Result<Command, String> {
        let mut command = self.house.command(self.machine.run);
        if self.is_windows() {
            self.random(libraries)?;
            command
                .env("WINEPREFIX", self.folder("wine")?)
                .env("WINEPATH", libraries)
                // Otherwise it asks to download .NET and a browser.
                .env("WINEDLLOVERRIDES", "mscoree,mshtml=")
                .arg(program);
        } else {
            command
                .args(["-L", "/usr/aarch64-linux-gnu", "-E"])
                .arg(variable("LD_LIBRARY_PATH", libraries))
                .arg(program);
        }
        Ok(command)
    }

    fn is_windows(&self) -> bool {
        self.machine.triple == WINDOWS.triple
    }

    fn target(&self) -> PathBuf {
        self.house.target.join("cross")
    }

    fn folder(&self, name: &str) -> Result<PathBuf, String> {
        self.house.folder(&format!("cross/{name}"))
    }

    /// A folder with the headers that suit every machine, and no others: those
    /// of this machine's C library would.
    fn headers(&self) -> Result<PathBuf, String> {
        let folder = self.folder("include")?;
        let link = folder.join("nlohmann");
        if !link.exists() {
            must(
                Command::new("ln")
                    .args(["-s", "-f", "-n", "/usr/include/nlohmann"])
                    .arg(&link),
            )?;
        }
        Ok(folder)
    }

    /// This Wine lacks the DLL from which Rust's standard library takes random
    /// bytes; every Windows has it. A stand-in over the older function.
    fn random(&self, folder: &Path) -> Result<(), String> {
        const SOURCE: &str = "\
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{ return SystemFunction036(buffer, (ULONG)length); }
";
        let library = folder.join("bcryptprimitives.dll");
        if library.is_file() {
            return Ok(());
        }
        let source = self.folder("wine-random")?.join("random.c");
        house::write(&source, SOURCE)?;
        let mut command = self.cc();
        command
            .args(["-shared", "-O2", "-o"])
            .arg(&library)
            .arg(&source);
        must(command.arg("-ladvapi32")).map(|_| ())
    }
}

fn variable(name: &str, value: &Path) -> std::ffi::OsString {
    let mut text = std::ffi::OsString::from(name);
    text.push(OsStr::new("="));
    text.push(value);
    text
}
