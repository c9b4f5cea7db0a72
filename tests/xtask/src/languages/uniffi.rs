//! Generates what Kotlin, Swift and Python see of `ffi/uniffi` and of the
//! exchange beside it, and the fingerprints that say which library these sources
//! belong to.
//!
//! uniffi's own checksums leave out the fields of records, and Python does not
//! compare them. So a hash over all generated sources stands in the library and
//! beside each language's sources; the hand-written layers compare both before
//! anything else.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::count::Tally;
use crate::house::{self, House};
use crate::process::must;

/// A file that uniffi writes, where it belongs, and what is done to it.
struct Source {
    language: &'static str,
    written: &'static str,
    kept: &'static str,
    dress: fn(&str) -> String,
}

/// A library, and what is written for it. Each has a fingerprint of its own.
struct Package {
    sources: &'static [Source],
    /// Where the fingerprint stands.
    rust: &'static str,
    kotlin: (&'static str, &'static str),
    swift: &'static str,
    python: &'static str,
}

const PACKAGES: &[Package] = &[BANGFU, EXCHANGE];

const BANGFU: Package = Package {
    sources: &[
        Source {
            language: "kotlin",
            written: "io/bangfu/raw/bangfu_raw.kt",
            kept: "bindings/kotlin/src/main/generated/io/bangfu/raw/bangfu_uniffi.kt",
            dress: internal,
        },
        Source {
            language: "swift",
            written: "BangfuRaw.swift",
            kept: "bindings/swift/Sources/BangfuRaw/BangfuRaw.swift",
            dress: trimmed,
        },
        Source {
            language: "swift",
            written: "BangfuFFI.h",
            kept: "bindings/swift/Sources/BangfuFFI/BangfuFFI.h",
            dress: trimmed,
        },
        Source {
            language: "swift",
            written: "BangfuFFI.modulemap",
            kept: "bindings/swift/Sources/BangfuFFI/module.modulemap",
            dress: |text| linked(text, "bangfu_uniffi"),
        },
        Source {
            language: "python",
            written: "bangfu_raw.py",
            kept: "bindings/python/bangfu/_raw.py",
            dress: trimmed,
        },
    ],
    rust: "ffi/uniffi/src/fingerprint.rs",
    kotlin: (
        "io.bangfu.raw",
        "bindings/kotlin/src/main/generated/io/bangfu/raw/Fingerprint.kt",
    ),
    swift: "bindings/swift/Sources/BangfuRaw/Fingerprint.swift",
    python: "bindings/python/bangfu/_fingerprint.py",
};

const EXCHANGE: Package = Package {
    sources: &[
        Source {
            language: "kotlin",
            written: "io/bangfu/exchange/raw/bangfu_exchange.kt",
            kept: "bindings/kotlin/exchange/src/main/generated/io/bangfu/exchange/raw/bangfu_exchange.kt",
            dress: internal,
        },
        Source {
            language: "swift",
            written: "BangfuExchangeRaw.swift",
            kept: "bindings/swift/Sources/BangfuExchangeRaw/BangfuExchangeRaw.swift",
            dress: importing,
        },
        Source {
            language: "swift",
            written: "BangfuExchangeFFI.h",
            kept: "bindings/swift/Sources/BangfuExchangeFFI/BangfuExchangeFFI.h",
            dress: trimmed,
        },
        Source {
            language: "swift",
            written: "BangfuExchangeFFI.modulemap",
            kept: "bindings/swift/Sources/BangfuExchangeFFI/module.modulemap",
            dress: |text| linked(text, "bangfu_uniffi_exchange"),
        },
        Source {
            language: "python",
            written: "bangfu_exchange.py",
            kept: "bindings/python/exchange/bangfu_exchange/_raw.py",
            dress: trimmed,
        },
    ],
    rust: "ffi/uniffi/exchange/src/fingerprint.rs",
    kotlin: (
        "io.bangfu.exchange.raw",
        "bindings/kotlin/exchange/src/main/generated/io/bangfu/exchange/raw/Fingerprint.kt",
    ),
    swift: "bindings/swift/Sources/BangfuExchangeRaw/Fingerprint.swift",
    python: "bindings/python/exchange/bangfu_exchange/_fingerprint.py",
};

/// The fingerprint as each language has it, with where it stands.
fn fingerprints(package: &Package, hash: &str) -> [(&'static str, String); 4] {
    const WRITTEN: &str = "Written by `cargo xtask bindgen`: not to be edited.";
    const WHICH: &str = "Which library these sources belong to.";
    let (name, kotlin) = package.kotlin;
    [
        (
            package.rust,
            format!(
                "//! {WRITTEN}\n\n/// The hash of all generated sources.\npub const FINGERPRINT: &str =\n    \"{hash}\";\n"
            ),
        ),
        (
            kotlin,
            format!(
                "package {name}\n\n// {WRITTEN}\n\n/** {WHICH} */\ninternal const val RAW_FINGERPRINT: String =\n    \"{hash}\"\n"
            ),
        ),
        (
            package.swift,
            format!("// {WRITTEN}\n\n/// {WHICH}\npackage let rawFingerprint =\n    \"{hash}\"\n"),
        ),
        (
            package.python,
            format!("# {WRITTEN}\n\"\"\"{WHICH}\"\"\"\n\nFINGERPRINT = \"{hash}\"\n"),
        ),
    ]
}

/// Writes the generated sources anew.
pub(crate) fn write(house: &House) -> Result<(), String> {
    for (path, text) in fresh(house)? {
        let path = house.root.join(path);
        if fs::read_to_string(&path).is_ok_and(|committed| committed == text) {
            continue;
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .map_err(|error| format!("{}: {error}", house.shown(folder)))?;
        }
        house::write(&path, &text)?;
        println!("{} is written anew", house.shown(&path));
    }
    Ok(())
}

/// Compares the committed sources with what uniffi writes.
pub(crate) fn check(house: &House) -> Result<Tally, String> {
    let fresh = fresh(house)?;
    let stale: Vec<&str> = fresh
        .iter()
        .filter(|(path, text)| {
            !fs::read_to_string(house.root.join(path)).is_ok_and(|committed| committed == *text)
        })
        .map(|(path, _)| *path)
        .collect();
    if stale.is_empty() {
        println!("{0} of {0} files are up to date", fresh.len());
        let files = u64::try_from(fresh.len()).unwrap_or(u64::MAX);
        return Ok(Tally {
            ran: files,
            of: files,
        });
    }
    Err(format!(
        "stale: {}; run `cargo xtask bindgen`",
        stale.join(", ")
    ))
}

/// The library of the allocation.
pub(crate) const LIBRARY: &str = "bangfu_uniffi";

/// That of sheets and texts; the other is inside it.
pub(crate) const EXCHANGE_LIBRARY: &str = "bangfu_uniffi_exchange";

/// A library, built for debugging; all are built at once.
pub(crate) fn library(house: &House, name: &str) -> Result<PathBuf, String> {
    Ok(in_folder(&house.build_debug()?, name))
}

/// A library built for speed, as the jar carries it.
pub(crate) fn fast_library(house: &House, name: &str) -> Result<PathBuf, String> {
    let package = name.replace('_', "-");
    must(&mut house.cargo(&["build", "--release", "--package", &package]))?;
    Ok(in_folder(&house.target.join("release"), name))
}

fn in_folder(folder: &Path, name: &str) -> PathBuf {
    let (before, after) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    folder.join(format!("{before}{name}{after}"))
}

/// Every generated file as it should stand.
fn fresh(house: &House) -> Result<Vec<(&'static str, String)>, String> {
    // It holds the other library, and so what is written for both.
    let library = library(house, EXCHANGE_LIBRARY)?;
    let tools = house.build_tool(&["--package", "uniffi-bindgen"])?;
    let program = house::executable(&tools, "uniffi-bindgen");
    let folder = house.folder("uniffi")?;
    for language in ["kotlin", "swift", "python"] {
        must(
            house
                .command(&program)
                .arg("generate")
                .arg(&library)
                .args(["--no-format", "--language", language, "--out-dir"])
                .arg(folder.join(language)),
        )?;
    }
    let mut files = Vec::new();
    for package in PACKAGES {
        let mut own = Vec::new();
        for source in package.sources {
            own.push((source.kept, dressed(source, &folder)?));
        }
        let hash = fingerprint(&own);
        files.append(&mut own);
        files.extend(fingerprints(package, &hash));
    }
    Ok(files)
}

fn dressed(source: &Source, folder: &Path) -> Result<String, String> {
    let path = folder.join(source.language).join(source.written);
    Ok((source.dress)(&house::read(&path)?))
}

/// The hash over all sources, each with its path.
fn fingerprint(files: &[(&str, String)]) -> String {
    let mut hash = Sha256::new();
    for (path, text) in files {
        hash.update(path.as_bytes());
        hash.update([0]);
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    let mut told = "sha256:".to_owned();
    for byte in hash.finalize() {
        // Writing to a text can't fail.
        let _ = write!(told, "{byte:02x}");
    }
    told
}

/// Without white space at the ends of lines, and with one line break at the
/// end.
fn trimmed(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned() + "\n"
}

/// With every declaration internal to the module, so that nobody who uses the
/// package sees a generated name.
fn internal(text: &str) -> String {
    const DECLARE: &[&str] = &[
        "annotation",
        "enum",
        "sealed",
        "open",
        "data",
        "abstract",
        "inline",
        "fun",
        "class",
        "object",
        "interface",
        "typealias",
        "val",
        "var",
        "const",
        "value",
    ];
    let mut out = String::with_capacity(text.len() + text.len() / 50);
    for line in trimmed(text).lines() {
        let bare = line.strip_prefix("public ").unwrap_or(line);
        // So it writes the functions that may throw.
        let thrown = "@Throws(RawException::class) fun ";
        if let Some((before, after)) = bare.split_once(thrown)
            && before.trim().is_empty()
        {
            let annotated = thrown.replace("fun ", "internal fun ");
            out.push_str(&format!("{before}{annotated}{after}\n"));
            continue;
        }
        let first: &str = bare
            .split(|letter: char| !letter.is_alphanumeric())
            .next()
            .unwrap_or_default();
        if DECLARE.contains(&first) {
            out.push_str("internal ");
        }
        out.push_str(bare);
        out.push('\n');
    }
    out
}

/// With the module whose types it shares, which uniffi takes to be its own.
fn importing(text: &str) -> String {
    trimmed(text).replacen(
        "import Foundation\n",
        "import BangfuRaw\nimport Foundation\n",
        1,
    )
}

/// With the library to link; without the modules that only Darwin has.
fn linked(text: &str, library: &str) -> String {
    let mut out = String::new();
    for line in trimmed(text)
        .lines()
        .filter(|line| !line.trim_start().starts_with("use "))
    {
        if line == "}" {
            out.push_str(&format!("    link \"{library}\"\n"));
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generated_name_is_internal() {
        let text = " @Throws(RawException::class) fun f() {}\npackage a\npublic object B {\n    public val c = 1\n}\nprivate class D\nfun e() {} \n";
        let expected = " @Throws(RawException::class) internal fun f() {}\npackage a\ninternal object B {\n    public val c = 1\n}\nprivate class D\ninternal fun e() {}\n";
        assert_eq!(internal(text), expected);
    }

    #[test]
    fn a_module_map_names_the_library_and_nothing_of_darwin() {
        let text = "module M {\n    header \"m.h\"\n    use \"Darwin\"\n}";
        assert_eq!(
            linked(text, "bangfu_uniffi"),
            "module M {\n    header \"m.h\"\n    link \"bangfu_uniffi\"\n}\n"
        );
    }

    #[test]
    fn a_field_that_moves_changes_the_fingerprint() {
        let one = fingerprint(&[("a", "x y".to_owned()), ("b", String::new())]);
        assert_ne!(
            one,
            fingerprint(&[("a", "y x".to_owned()), ("b", String::new())])
        );
        assert_ne!(
            one,
            fingerprint(&[("a", String::new()), ("b", "x y".to_owned())])
        );
    }
}
