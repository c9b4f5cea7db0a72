//! The Python packages: built into wheels, installed as a user would, and tested
//! from there.
//!
//! A wheel is made of the committed sources and the native library beside
//! them. (maturin would generate the sources anew while it packs them, from a
//! library that is not stripped; then the files that ship would not be those
//! that were looked at.)

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::count;
use crate::house::{self, House};
use crate::languages::{GIFTS, WANYUAN, same_exchange_sample, same_sample, uniffi};
use crate::process::{must, output, run};
use crate::suites::{Report, counted};
use crate::toolchain::python::{Tools, python_venv};
use crate::toolchain::zig::{no_newer_glibc, zigbuild};

/// A package: where its project stands, its module, and the library that it
/// loads.
struct Package {
    folder: &'static str,
    module: &'static str,
    library: &'static str,
    /// What the library may weigh.
    most: u64,
}

const BANGFU: Package = Package {
    folder: "bindings/python",
    module: "bangfu",
    library: uniffi::LIBRARY,
    most: 3 * 1024 * 1024,
};

const EXCHANGE: Package = Package {
    folder: "bindings/python/exchange",
    module: "bangfu_exchange",
    library: uniffi::EXCHANGE_LIBRARY,
    most: 10 * 1024 * 1024,
};

/// The oldest glibc on which the wheel installs, in pip's words and in ours.
const MANYLINUX: &str = "manylinux2014_x86_64";

/// The samples print what they print in every language.
pub(crate) fn sample(house: &House) -> Report {
    installed(house, |installed| samples(house, &installed.python))
}

/// The samples in an environment with both packages.
fn samples(house: &House, python: &Path) -> Report {
    let print = |program: &[&str]| output(command(house, python).args(program));
    let printed = print(&["bindings/python/examples/sample.py", WANYUAN]);
    let compared = printed.and_then(|printed| same_sample(house, &printed));
    let mut report: Report = compared.into();
    let program = "bindings/python/exchange/examples/exchange_sample.py";
    let printed = print(&[program, WANYUAN, GIFTS]);
    let compared = printed.and_then(|printed| same_exchange_sample(house, &printed));
    report.add(compared.into());
    report
}

/// Every case of the vectors.
pub(crate) fn vectors(house: &House) -> Report {
    installed(house, |python| {
        let mut command = python.command();
        command.args(["bindings/python/tests/vectors.py", "tests/vectors"]);
        counted(run(&mut command), count::cases)
    })
}

/// The tests, the echoes among them, and the types.
pub(crate) fn tests(house: &House) -> Report {
    installed(house, |python| {
        let mut command = python.command();
        command
            .args(["-m", "pytest", "--import-mode=importlib", "--rootdir"])
            .arg(BANGFU.folder)
            .args(["bindings/python/tests", "bindings/python/exchange/tests"])
            .env("BANGFU_ROOT", &house.root);
        let mut report = counted(run(&mut command), count::pytest);
        let mut types = python.tools.command("mypy");
        types
            .current_dir(house.root.join(BANGFU.folder))
            .args(["--strict", "--cache-dir"])
            .arg(house.target.join("mypy"))
            .args(["bangfu", "tests", "examples"])
            .args([
                "exchange/bangfu_exchange",
                "exchange/tests",
                "exchange/examples",
            ])
            .env("MYPYPATH", "exchange");
        report.add(crate::suites::once(run(&mut types), "see above"));
        report
    })
}

/// The process stays as large as it is, and planted leaks are found out.
pub(crate) fn memory(house: &House) -> Report {
    installed(house, |python| {
        let mut report = Report::default();
        for script in [
            "bindings/python/tests/memory.py",
            "bindings/python/exchange/tests/exchange_memory.py",
        ] {
            report.add(counted(run(python.command().arg(script)), count::cases));
            let leak = run(python.command().args([script, "leak"]));
            if report.failed.is_none() && leak.is_ok_and(|finished| finished.ok) {
                report.failed = Some("a planted leak was not seen".to_owned());
            }
        }
        report
    })
}

/// The wheels for any Linux of the last ten years are small, ask for no newer
/// glibc, and install.
pub(crate) fn wheel_works(house: &House) -> Report {
    let tools = match python_venv(house) {
        Ok(tools) => tools,
        Err(missing) => return missing.into(),
    };
    let install = || {
        let wheels = [manylinux(house, &BANGFU)?, manylinux(house, &EXCHANGE)?];
        install(&tools, "python-manylinux", &wheels)
    };
    match install() {
        Ok(python) => samples(house, &python),
        Err(why) => Report::failed(why),
    }
}

/// Builds the wheels that ship.
pub(crate) fn write_wheel(house: &House) -> Result<(), String> {
    for package in [&BANGFU, &EXCHANGE] {
        let wheel = manylinux(house, package)?;
        println!("{}", wheel.display());
    }
    Ok(())
}

/// What calls and rows cost over a library that is built for release.
pub(crate) fn figures(house: &House) -> Result<(), String> {
    let tools = python_venv(house).map_err(|missing| missing.0)?;
    let library = uniffi::fast_library(house, BANGFU.library)?;
    let wheel = wheel(house, &tools, &BANGFU, &library, "linux_x86_64")?;
    let python = install(&tools, "python-figures", &[wheel])?;
    must(command(house, &python).arg("bindings/python/tests/bench.py")).map(|_| ())
}

/// An environment with the packages in it.
struct Installed<'a> {
    house: &'a House,
    tools: Tools<'a>,
    python: PathBuf,
}

impl Installed<'_> {
    fn command(&self) -> Command {
        command(self.house, &self.python)
    }
}

fn command(house: &House, python: &Path) -> Command {
    let mut command = house.command(python);
    command.args(["-X", "utf8", "-B"]);
    command
}

/// Runs a suite where the packages are installed, which is done once for all.
fn installed(house: &House, suite: impl FnOnce(&Installed<'_>) -> Report) -> Report {
    static ONCE: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let tools = match python_venv(house) {
        Ok(tools) => tools,
        Err(missing) => return missing.into(),
    };
    let python = ONCE.get_or_init(|| {
        let packed = |package: &Package| {
            let library = uniffi::library(house, package.library)?;
            wheel(house, &tools, package, &library, "linux_x86_64")
        };
        install(
            &tools,
            "python-package",
            &[packed(&BANGFU)?, packed(&EXCHANGE)?],
        )
    });
    match python.clone() {
        Ok(python) => suite(&Installed {
            house,
            tools,
            python,
        }),
        Err(why) => Report::failed(why),
    }
}

fn install(tools: &Tools<'_>, name: &str, wheels: &[PathBuf]) -> Result<PathBuf, String> {
    let python = tools.fresh(name)?;
    let mut pip = tools.command("python");
    pip.args(["-m", "pip", "--disable-pip-version-check", "--python"])
        .arg(&python)
        .args(["install", "--quiet", "--no-deps", "--no-index"])
        .args(wheels);
    must(&mut pip)?;
    Ok(python)
}

fn manylinux(house: &House, package: &Package) -> Result<PathBuf, String> {
    let zig = zigbuild(house).map_err(|missing| missing.0)?;
    let tools = python_venv(house).map_err(|missing| missing.0)?;
    let crate_name = package.library.replace('_', "-");
    let (mut build, folder) = zig.build(&["--package", &crate_name]);
    must(&mut build)?;
    let name = format!("lib{}.so", package.library);
    let stripped = house.folder("python-library")?.join(&name);
    let built = folder.join(&name);
    must(house.command("strip").arg("-o").arg(&stripped).arg(built))?;
    let size = fs::metadata(&stripped)
        .map_err(|error| format!("{}: {error}", stripped.display()))?
        .len();
    println!("{name}: {size} bytes, stripped");
    if size > package.most {
        let most = package.most;
        return Err(format!("{name} has {size} bytes; {most} are allowed"));
    }
    // manylinux2014 promises glibc 2.17.
    no_newer_glibc(house, &stripped)?;
    wheel(house, &tools, package, &stripped, MANYLINUX)
}

/// Packs the sources with a library for a platform.
fn wheel(
    house: &House,
    tools: &Tools<'_>,
    package: &Package,
    library: &Path,
    platform: &str,
) -> Result<PathBuf, String> {
    let &Package { folder, module, .. } = package;
    let name = format!("{module}-{platform}");
    let stage = house.target.join(&name);
    let failed = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    if stage.exists() {
        fs::remove_dir_all(&stage).map_err(|error| failed(&stage, error))?;
    }
    let packed = house.folder(&format!("{name}/{module}"))?;
    let source = house.root.join(folder);
    let entries = fs::read_dir(source.join(module)).map_err(|error| failed(&source, error))?;
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in entries {
        files.push(entry.map_err(|error| failed(&source, error))?.path());
    }
    files.retain(|path| {
        path.extension()
            .is_some_and(|end| end == "py" || end == "typed")
    });
    files.push(library.to_path_buf());
    let mut copies: Vec<(PathBuf, PathBuf)> = files
        .into_iter()
        .map(|path| {
            let to = packed.join(path.file_name().unwrap_or_default());
            (path, to)
        })
        .collect();
    for file in ["pyproject.toml", "README.md"] {
        copies.push((source.join(file), stage.join(file)));
    }
    for file in ["LICENSE-APACHE", "LICENSE-MIT"] {
        copies.push((house.root.join(file), stage.join(file)));
    }
    for (from, to) in copies {
        fs::copy(&from, &to).map_err(|error| failed(&from, error))?;
    }
    house::write(
        &stage.join("setup.cfg"),
        &format!("[bdist_wheel]\nplat_name = {platform}\n"),
    )?;
    let wheels = house.folder("wheels")?;
    let mut pip = tools.command("python");
    pip.args([
        "-m",
        "pip",
        "--disable-pip-version-check",
        "wheel",
        "--quiet",
    ])
    .args([
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
        "--wheel-dir",
    ])
    .arg(&wheels)
    .arg(&stage);
    must(&mut pip)?;
    let wheel = wheels.join(format!(
        "{module}-{}-py3-none-{platform}.whl",
        env!("CARGO_PKG_VERSION")
    ));
    if wheel.is_file() {
        Ok(wheel)
    } else {
        Err(format!("{} was not written", wheel.display()))
    }
}
