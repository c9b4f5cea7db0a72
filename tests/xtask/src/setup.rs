//! Installs what the suites need, on Debian, as root.
//!
//! Asks first and installs only what does not answer, so that a second run is
//! quick and a machine that has it from elsewhere is left alone. Only here is
//! anything downloaded that is no crate of the workspace.

use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Instant;

use crate::Language::{self, C, Kotlin, Python, Swift};
use crate::house::House;
use crate::process::{must, output, works};
use crate::toolchain::{self, all_work, cross, nightly, swift};
use crate::{languages, python};

/// Something that a suite needs.
struct Need {
    what: &'static str,
    /// The languages whose package is built with it.
    packages: &'static [Language],
    there: fn(&House) -> bool,
    get: Get,
}

/// How it is got.
enum Get {
    /// From these packages of Debian.
    Packages(&'static [&'static str]),
    /// By this step, after the packages. Steps run side by side.
    Step(fn(&House) -> Result<(), String>),
    /// By hand.
    Hand(&'static str),
}

use Get::{Hand, Packages, Step};

/// The Python package that carries the C source, and its version.
const YYJSON: &str = "yyjson==4.0.6";

const ALL: [Language; 4] = [C, Kotlin, Python, Swift];

const NEEDS: &[Need] = &[
    Need {
        what: "rustfmt",
        packages: &[],
        there: |_| works("cargo", &["fmt", "--version"]),
        get: Hand("rustup component add rustfmt"),
    },
    Need {
        what: "clippy",
        packages: &[],
        there: |_| works("cargo", &["clippy", "--version"]),
        get: Hand("rustup component add clippy"),
    },
    Need {
        what: "nightly Rust",
        packages: &[],
        there: |_| nightly::there(),
        get: Hand("rustup toolchain install nightly"),
    },
    Need {
        what: "C and C++",
        packages: &ALL,
        there: |_| all_work(&["cc", "gcc", "g++"]),
        get: Packages(&["gcc", "g++", "libc6-dev"]),
    },
    Need {
        what: "strip, nm, objdump",
        packages: &ALL,
        there: |_| all_work(&["strip", "nm", "objdump"]),
        get: Packages(&["binutils"]),
    },
    Need {
        what: "CMake, make, pkg-config",
        packages: &[C],
        there: |_| all_work(&["cmake", "make", "pkg-config"]),
        get: Packages(&["cmake", "make", "pkg-config"]),
    },
    Need {
        what: "JSON for the C tests",
        packages: &[],
        there: |_| languages::c::yyjson().join("yyjson.c").is_file(),
        get: Step(yyjson),
    },
    Need {
        what: "JSON for the C++ tests",
        packages: &[],
        there: |_| Path::new("/usr/include/nlohmann/json.hpp").is_file(),
        get: Packages(&["nlohmann-json3-dev"]),
    },
    Need {
        what: "valgrind",
        packages: &[],
        there: |_| all_work(&["valgrind"]),
        get: Packages(&["valgrind"]),
    },
    Need {
        what: "llvm-symbolizer",
        packages: &[],
        there: |_| all_work(&["llvm-symbolizer"]),
        get: Packages(&["llvm"]),
    },
    Need {
        what: "Python 3.11 with venv",
        packages: &[Python],
        there: |_| python::locate().is_some(),
        get: Packages(&["python3", "python3-venv"]),
    },
    Need {
        what: "faketime",
        packages: &[],
        there: |_| all_work(&["faketime"]),
        get: Packages(&["faketime"]),
    },
    Need {
        what: "LibreOffice",
        packages: &[],
        there: |_| all_work(&["soffice"]),
        get: Packages(&["libreoffice-calc"]),
    },
    Need {
        what: "Java and Maven",
        packages: &[Kotlin],
        there: |_| all_work(&["javac", "mvn"]),
        get: Packages(&["openjdk-17-jdk-headless", "maven"]),
    },
    Need {
        what: "second Rust",
        packages: &[],
        there: |_| cross::second_rust(),
        get: Packages(&["rustc-web", "cargo-web", "rust-web-src"]),
    },
    Need {
        what: "Windows x64",
        packages: &[],
        there: |_| cross::WINDOWS.there(),
        get: Packages(&[
            "gcc-mingw-w64-x86-64",
            "g++-mingw-w64-x86-64",
            "wine",
            "wine64",
        ]),
    },
    Need {
        what: "Linux ARM64",
        packages: &[],
        there: |_| cross::ARM64.there(),
        get: Packages(&[
            "gcc-aarch64-linux-gnu",
            "g++-aarch64-linux-gnu",
            "libc6-dev-arm64-cross",
            "qemu-user-static",
        ]),
    },
    Need {
        what: "debootstrap, for Swift",
        packages: &[Swift],
        there: |_| swift::there() || works("debootstrap", &["--version"]),
        get: Packages(&["debootstrap"]),
    },
    Need {
        what: "Swift 6",
        packages: &[Swift],
        there: |_| swift::there(),
        get: Step(|_| swift::install()),
    },
    Need {
        what: "Python tools, Zig",
        packages: &[Python],
        there: |house| toolchain::python::python_venv(house).is_ok(),
        get: Step(python_tools),
    },
    Need {
        what: "crates of cross builds",
        packages: &[],
        there: |house| cross_crates(house, true).is_ok(),
        get: Step(|house| cross_crates(house, false)),
    },
    Need {
        what: "crates of the fuzzer",
        packages: &[],
        there: |house| output(fuzz_crates(house).arg("--offline")).is_ok(),
        get: Step(|house| must(&mut fuzz_crates(house)).map(|_| ())),
    },
    Need {
        what: "cargo-fuzz",
        packages: &[],
        there: |_| nightly::cargo_fuzz().is_some(),
        get: Step(|_| nightly::install_cargo_fuzz()),
    },
];

/// Installs what is missing, or of it what the package of one language is built
/// with, and says what it did.
///
/// # Errors
///
/// When something is still missing at the end.
pub(crate) fn run(house: &House, only: Option<Language>) -> Result<(), String> {
    let missing: Vec<&Need> = NEEDS
        .iter()
        .filter(|need| only.is_none_or(|language| need.packages.contains(&language)))
        .filter(|need| {
            let there = (need.there)(house);
            let state = if there { "is there" } else { "is missing" };
            println!("{:24} {state}", need.what);
            !there
        })
        .collect();
    if missing.is_empty() {
        println!("nothing to do");
        return Ok(());
    }
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|need| match need.get {
            Packages(packages) => packages,
            _ => &[],
        })
        .copied()
        .collect();
    let may_install = toolchain::root() && Path::new("/etc/debian_version").is_file();
    if !packages.is_empty() && !may_install {
        return Err(by_hand(&missing, &packages));
    }
    install_packages(&packages)?;
    let mut why = take_steps(house, &missing);
    for need in missing.iter().filter(|need| !(need.there)(house)) {
        why.push(match need.get {
            Hand(command) => format!("{} is still missing: `{command}`", need.what),
            _ => format!("{} is still missing", need.what),
        });
    }
    if why.is_empty() {
        println!("all is there");
        Ok(())
    } else {
        Err(why.join("\n"))
    }
}

/// What a person without root, or on another system, has to do.
fn by_hand(missing: &[&Need], packages: &[&str]) -> String {
    let names: Vec<&str> = missing.iter().map(|need| need.what).collect();
    let mut text = format!(
        "this is not root on Debian: get these by hand: {}",
        names.join(", ")
    );
    if !packages.is_empty() {
        text += &format!(
            "\non Debian, `apt-get install --no-install-recommends {}`",
            packages.join(" ")
        );
    }
    for need in missing {
        match need.get {
            Hand(command) => text += &format!("\n{}: `{command}`", need.what),
            Step(_) => text += &format!("\n{}: then `cargo xtask setup` again", need.what),
            Packages(_) => {}
        }
    }
    text
}

fn install_packages(packages: &[&str]) -> Result<(), String> {
    if packages.is_empty() {
        return Ok(());
    }
    must(Command::new("apt-get").args(["update", "--quiet"]))?;
    let mut install = Command::new("apt-get");
    install
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "--yes", "--quiet", "--no-install-recommends"])
        .args(packages);
    must(&mut install).map(|_| ())
}

/// Takes the steps side by side: each waits for another registry. Gives what
/// failed.
fn take_steps(house: &House, missing: &[&Need]) -> Vec<String> {
    thread::scope(|scope| {
        let steps: Vec<_> = missing
            .iter()
            .filter_map(|need| match need.get {
                Step(step) => Some((need.what, step)),
                _ => None,
            })
            .map(|(what, step)| {
                scope.spawn(move || {
                    let begun = Instant::now();
                    let done = step(house).map_err(|why| format!("{what}: {why}"));
                    println!("-- {what} after {} s", begun.elapsed().as_secs());
                    done
                })
            })
            .collect();
        steps
            .into_iter()
            .filter_map(|step| match step.join() {
                Ok(done) => done.err(),
                Err(_) => Some("a step panicked".to_owned()),
            })
            .collect()
    })
}

fn python_tools(house: &House) -> Result<(), String> {
    let program = python::locate().ok_or("Python is missing")?;
    let folder = toolchain::python::folder();
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    python::environment(house, &program, &folder, toolchain::python::TOOLS).map(|_| ())
}

/// One source file in C, which PyPI carries inside a Python package: no package
/// of Debian 12 has it, and the one that has another reader can't hold a NUL.
fn yyjson(house: &House) -> Result<(), String> {
    let program = python::locate().ok_or("Python is missing")?;
    let folder = languages::c::yyjson();
    let environment = folder.join("environment");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    must(
        house
            .command(&program)
            .args(["-m", "venv", "--clear"])
            .arg(&environment),
    )?;
    let mut download = house.command(python::programs(&environment).join("python"));
    download.args(["-m", "pip", "download", "--quiet", "--no-deps"]);
    download
        .args(["--no-binary", ":all:", "--dest"])
        .arg(&folder);
    must(download.arg(YYJSON))?;
    let archive = format!("{}.tar.gz", YYJSON.replace("==", "-"));
    let mut unpack = house.command("tar");
    unpack
        .arg("-xzf")
        .arg(folder.join(archive))
        .arg("-C")
        .arg(&folder);
    must(unpack.args(["--strip-components=2", "--wildcards", "*/yyjson.[ch]"])).map(|_| ())
}

/// The fuzzer is a workspace of its own.
fn fuzz_crates(house: &House) -> Command {
    house.cargo(&[
        "fetch",
        "--locked",
        "--manifest-path",
        "tests/fuzz/Cargo.toml",
    ])
}

fn cross_crates(house: &House, offline: bool) -> Result<(), String> {
    for machine in [cross::windows(house), cross::arm64(house)] {
        let machine = machine.map_err(|missing| missing.0)?;
        let mut fetch = machine.fetch(offline);
        if offline {
            output(&mut fetch)?;
        } else {
            must(&mut fetch)?;
        }
    }
    Ok(())
}
