//! Generates what Kotlin, Swift and Python see of `ffi/uniffi`, and the
//! fingerprint that says which library these sources belong to.
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

const SOURCES: &[Source] = &[
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
        dress: linked,
    },
    Source {
        language: "python",
        written: "bangfu_raw.py",
        kept: "bindings/python/bangfu/_raw.py",
        dress: trimmed,
    },
];

/// Where the fingerprint stands, and the text around it.
const FINGERPRINTS: &[(&str, &str, &str)] = &[
    (
        "ffi/uniffi/src/fingerprint.rs",
        "//! Written by `cargo xtask bindgen`: not to be edited.\n\n/// The hash of all generated sources.\npub(crate) const FINGERPRINT: &str =\n    \"",
        "\";\n",
    ),
    (
        "bindings/kotlin/src/main/generated/io/bangfu/raw/Fingerprint.kt",
        "package io.bangfu.raw\n\n// Written by `cargo xtask bindgen`: not to be edited.\n\n/** Which library these sources belong to. */\ninternal const val RAW_FINGERPRINT: String =\n    \"",
        "\"\n",
    ),
    (
        "bindings/swift/Sources/BangfuRaw/Fingerprint.swift",
        "// Written by `cargo xtask bindgen`: not to be edited.\n\n/// Which library these sources belong to.\npackage let rawFingerprint =\n    \"",
        "\"\n",
    ),
    (
        "bindings/python/bangfu/_fingerprint.py",
        "# Written by `cargo xtask bindgen`: not to be edited.\n\"\"\"Which library these sources belong to.\"\"\"\n\nFINGERPRINT = \"",
        "\"\n",
    ),
];

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

/// The library that Kotlin, Swift and Python load, built for debugging.
pub(crate) fn library(house: &House) -> Result<PathBuf, String> {
    Ok(in_folder(&house.build_debug()?))
}

/// The same built for speed, as the jar carries it.
pub(crate) fn fast_library(house: &House) -> Result<PathBuf, String> {
    must(&mut house.cargo(&["build", "--release", "--package", "bangfu-uniffi"]))?;
    Ok(in_folder(&house.target.join("release")))
}

fn in_folder(folder: &Path) -> PathBuf {
    let (before, after) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    folder.join(format!("{before}bangfu_uniffi{after}"))
}

/// Every generated file as it should stand.
fn fresh(house: &House) -> Result<Vec<(&'static str, String)>, String> {
    let library = library(house)?;
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
    for source in SOURCES {
        files.push((source.kept, dressed(source, &folder)?));
    }
    let hash = fingerprint(&files);
    for &(path, before, after) in FINGERPRINTS {
        files.push((path, format!("{before}{hash}{after}")));
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

/// With the library to link; without the modules that only Darwin has.
fn linked(text: &str) -> String {
    let mut out = String::new();
    for line in trimmed(text)
        .lines()
        .filter(|line| !line.trim_start().starts_with("use "))
    {
        if line == "}" {
            out.push_str("    link \"bangfu_uniffi\"\n");
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
            linked(text),
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
