//! Installs what the suites need, on Debian, as root.
//!
//! Asks first and installs only what does not answer, so that a second run is
//! quick and a machine that has it from elsewhere is left alone.

use std::path::Path;
use std::process::Command;

use crate::process::{must, output, works};
use crate::python;

struct Need {
    what: &'static str,
    there: fn() -> bool,
    packages: &'static [&'static str],
}

const NEEDS: &[Need] = &[
    Need {
        what: "a C linker",
        there: || works("cc", &["--version"]),
        packages: &["gcc", "libc6-dev"],
    },
    Need {
        what: "strip",
        there: || works("strip", &["--version"]),
        packages: &["binutils"],
    },
    Need {
        what: "Python 3.11 with venv",
        there: || python::locate().is_some(),
        packages: &["python3", "python3-venv"],
    },
    Need {
        what: "faketime",
        there: || works("faketime", &["--version"]),
        packages: &["faketime"],
    },
];

/// Installs what is missing and says what it did.
///
/// # Errors
///
/// When something is still missing at the end.
pub(crate) fn run() -> Result<(), String> {
    for (component, command) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !works("cargo", &[command, "--version"]) {
            return Err(format!(
                "{component} is missing: `rustup component add {component}`"
            ));
        }
    }
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.there)()).collect();
    for need in NEEDS {
        let there = missing.iter().all(|other| other.what != need.what);
        println!(
            "{:22} {}",
            need.what,
            if there { "is there" } else { "is missing" }
        );
    }
    if missing.is_empty() {
        println!("nothing to do");
        return Ok(());
    }
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|need| need.packages)
        .copied()
        .collect();
    let install = format!(
        "apt-get install --no-install-recommends {}",
        packages.join(" ")
    );
    let root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !root || !Path::new("/etc/debian_version").is_file() {
        return Err(format!(
            "this is not root on Debian: install them by hand (there: `{install}`)"
        ));
    }
    must(Command::new("apt-get").args(["update", "--quiet"]))?;
    must(
        Command::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["install", "--yes", "--quiet", "--no-install-recommends"])
            .args(&packages),
    )?;
    let still: Vec<&str> = missing
        .iter()
        .filter(|need| !(need.there)())
        .map(|need| need.what)
        .collect();
    if still.is_empty() {
        println!("installed {}", packages.join(", "));
        Ok(())
    } else {
        Err(format!("still missing: {}", still.join(", ")))
    }
}
