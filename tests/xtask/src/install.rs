//! Lays out the C libraries as an operating system wants them: headers, shared
//! and static libraries, pkg-config files, a CMake package.
//!
//! The tree can be moved: nothing in it names where it was made.

use std::fs;
use std::path::{Path, PathBuf};

use crate::house::{self, House};
use crate::process::must;

/// The package, relative to the repository.
const PACKAGE: &str = "bindings/c/package";

/// The interface's number in the names of the shared libraries: what their
/// build.rs says.
const ABI: &str = "0";

/// A library that ships.
#[derive(Debug)]
pub(crate) struct Library {
    /// Its name without `lib`.
    pub(crate) name: &'static str,
    /// The package that it is.
    pub(crate) package: &'static str,
}

/// The functions of bangfu.h.
pub(crate) const BANGFU: Library = Library {
    name: "bangfu",
    package: "bangfu-c-dist",
};

/// These, and the functions of bangfu_exchange.h.
pub(crate) const EXCHANGE: Library = Library {
    name: "bangfu_exchange",
    package: "bangfu-c-exchange-dist",
};

impl Library {
    /// The name under which programs look for it.
    pub(crate) fn soname(&self) -> String {
        format!("lib{}.so.{ABI}", self.name)
    }

    /// Builds it as it ships, alone, so that it has the features of nothing else;
    /// gives the folder where it lies.
    pub(crate) fn build(&self, house: &House) -> Result<PathBuf, String> {
        let arguments = ["build", "--profile", "ship", "--package", self.package];
        must(&mut house.cargo(&arguments))?;
        Ok(house.target.join("ship"))
    }

    /// Puts it into a folder, stripped where it is shared.
    fn copy(&self, house: &House, built: &Path, lib: &Path) -> Result<(), String> {
        let name = format!("lib{}", self.name);
        let shared = lib.join(self.soname());
        let mut strip = house.command("strip");
        strip
            .arg("-o")
            .arg(&shared)
            .arg(built.join(format!("{name}.so")));
        must(&mut strip)?;
        let link = lib.join(format!("{name}.so"));
        let _ = fs::remove_file(&link); // That of an installation before.
        #[cfg(unix)]
        std::os::unix::fs::symlink(self.soname(), &link)
            .map_err(|error| format!("{}: {error}", link.display()))?;
        let archive = format!("{name}.a");
        copy(&built.join(&archive), &lib.join(&archive))
    }
}

/// Builds both libraries; gives the folder where they lie.
pub(crate) fn build(house: &House) -> Result<PathBuf, String> {
    BANGFU.build(house)?;
    EXCHANGE.build(house)
}

/// Builds and lays out.
pub(crate) fn run(house: &House, prefix: &Path) -> Result<(), String> {
    let built = build(house)?;
    lay_out(house, &built, prefix)?;
    println!("installed into {}", prefix.display());
    Ok(())
}

/// Lays out what lies in `built`.
pub(crate) fn lay_out(house: &House, built: &Path, prefix: &Path) -> Result<(), String> {
    let [include, lib, pkgconfig, cmake, licences] = [
        "include",
        "lib",
        "lib/pkgconfig",
        "lib/cmake/bangfu",
        "share/licenses/bangfu",
    ]
    .map(|folder| prefix.join(folder));
    for folder in [&include, &lib, &pkgconfig, &cmake, &licences] {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    for header in headers(house)? {
        copy(
            &header,
            &include.join(header.file_name().unwrap_or_default()),
        )?;
    }
    for library in [BANGFU, EXCHANGE] {
        library.copy(house, built, &lib)?;
    }
    for (template, folder) in [
        ("bangfu.pc", &pkgconfig),
        ("bangfu-static.pc", &pkgconfig),
        ("bangfu_exchange.pc", &pkgconfig),
        ("bangfu_exchange-static.pc", &pkgconfig),
        ("bangfuConfig.cmake", &cmake),
        ("bangfuConfigVersion.cmake", &cmake),
    ] {
        let text = house::read(&house.root.join(PACKAGE).join(template))?;
        house::write(&folder.join(template), &filled(&text))?;
    }
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        copy(&house.root.join(licence), &licences.join(licence))?;
    }
    Ok(())
}

/// The headers that are installed.
fn headers(house: &House) -> Result<Vec<PathBuf>, String> {
    let folder = house.root.join("ffi/c/include");
    let entries =
        fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut headers: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            // The parts that the headers are made of stay here.
            !name.ends_with(".head.h") && !name.ends_with(".tail.h")
        })
        .collect();
    headers.sort();
    Ok(headers)
}

/// The version of the workspace, which is this program's too.
fn filled(text: &str) -> String {
    text.replace("@VERSION@", env!("CARGO_PKG_VERSION"))
        .replace("@MAJOR@", env!("CARGO_PKG_VERSION_MAJOR"))
        .replace("@ABI@", ABI)
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to)
        .map(|_| ())
        .map_err(|error| format!("{} to {}: {error}", from.display(), to.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_names_the_version_and_no_place() {
        let text = filled("v@VERSION@ @MAJOR@ so.@ABI@ ${pcfiledir}");
        assert_eq!(text, "v0.1.0 0 so.0 ${pcfiledir}");
    }
}
