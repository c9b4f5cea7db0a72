//! What is generated and committed: the vectors and the JSON Schemas.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::count::{self, Tally};
use crate::house::{self, House, executable};
use crate::process::{must, run};
use crate::python;
use crate::suites::{Report, counted};

const VECTORS: &str = "tests/vectors";
/// Suites of what only the core answers, and no binding yet.
const OF_CORE: &str = "core";
const SCHEMAS: &str = "core/schemas";

/// Has the oracle write the vectors anew.
pub(crate) fn write_vectors(house: &House) -> Result<(), String> {
    let report = python::found(house, |python| {
        let mut command = python.command();
        command.args(["tests/oracle/write.py", "--out", VECTORS]);
        must(&mut command).map(|_| Tally::default()).into()
    });
    report
        .failed
        .or(report.skipped.into_iter().next())
        .map_or(Ok(()), Err)
}

/// Compares the committed vectors, byte for byte, with what the oracle writes.
pub(crate) fn vectors_fresh(house: &House) -> Report {
    python::found(house, |python| {
        let written = || {
            let folder = empty(house, "vectors")?;
            must(
                python
                    .command()
                    .args(["tests/oracle/write.py", "--out"])
                    .arg(&folder),
            )?;
            let committed = house.root.join(VECTORS);
            let mut tally = same(&committed, &folder, "cargo xtask vectors")?;
            tally += same(
                &committed.join(OF_CORE),
                &folder.join(OF_CORE),
                "cargo xtask vectors",
            )?;
            Ok(tally)
        };
        written().into()
    })
}

/// Runs the vectors, and asks that each suite of the manifest found a runner.
pub(crate) fn vectors_run(house: &House) -> Report {
    let arguments = [
        "test",
        "--no-fail-fast",
        "--test",
        "vectors*",
        "--",
        "--nocapture",
    ];
    let finished = match run(&mut house.cargo(&arguments)) {
        Ok(finished) => finished,
        Err(why) => return Report::failed(why),
    };
    let promised = match manifest(house) {
        Ok(promised) => promised,
        Err(why) => return Report::failed(why),
    };
    let mut unseen: Vec<String> = Vec::new();
    for (file, cases) in promised {
        let line = format!("{file}: ran {cases} of {cases}");
        if !finished.lines.iter().any(|printed| printed.contains(&line)) {
            unseen.push(file);
        }
    }
    let mut report = counted(Ok(finished), count::cases);
    if report.failed.is_none() && !unseen.is_empty() {
        report.failed = Some(format!("nobody ran all of {}", unseen.join(", ")));
    }
    report
}

/// Every suite with its number of cases.
fn manifest(house: &House) -> Result<Vec<(String, u64)>, String> {
    let mut all = suites_of(house, "")?;
    let of_core = suites_of(house, OF_CORE)?.into_iter();
    all.extend(of_core.map(|(file, cases)| (format!("{OF_CORE}/{file}"), cases)));
    Ok(all)
}

fn suites_of(house: &House, folder: &str) -> Result<Vec<(String, u64)>, String> {
    let path = house.root.join(VECTORS).join(folder).join("MANIFEST.json");
    let bad = || format!("{}: not the form of a manifest", house.shown(&path));
    let manifest: serde_json::Value = serde_json::from_str(&house::read(&path)?)
        .map_err(|error| format!("{}: {error}", house.shown(&path)))?;
    let suites = manifest["suites"].as_array().ok_or_else(bad)?;
    suites
        .iter()
        .map(|suite| Some((suite["file"].as_str()?.to_owned(), suite["cases"].as_u64()?)))
        .collect::<Option<_>>()
        .ok_or_else(bad)
}

/// Writes the schemas anew.
pub(crate) fn write_schemas(house: &House) -> Result<(), String> {
    schemas(house, &house.root.join(SCHEMAS))
}

/// Compares the committed schemas, byte for byte, with what the types say.
pub(crate) fn schemas_fresh(house: &House) -> Result<Tally, String> {
    let folder = empty(house, "schemas")?;
    schemas(house, &folder)?;
    same(&house.root.join(SCHEMAS), &folder, "cargo xtask schemas")
}

fn schemas(house: &House, folder: &Path) -> Result<(), String> {
    let built = house.build_tool(&["--package", "xtask", "--example", "schemas"])?;
    let program = executable(&built.join("examples"), "schemas");
    must(house.command(program).arg(folder)).map(|_| ())
}

fn empty(house: &House, name: &str) -> Result<std::path::PathBuf, String> {
    let folder = house.folder(name)?;
    fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    house.folder(name)
}

/// Compares two folders of JSON files.
fn same(committed: &Path, fresh: &Path, mend: &str) -> Result<Tally, String> {
    let (committed, fresh) = (contents(committed)?, contents(fresh)?);
    let mut names: Vec<&String> = committed.keys().chain(fresh.keys()).collect();
    names.sort();
    names.dedup();
    let stale: Vec<&str> = names
        .iter()
        .filter(|&&name| committed.get(name) != fresh.get(name))
        .map(|name| name.as_str())
        .collect();
    if fresh.is_empty() {
        Err("nothing was written".to_owned())
    } else if stale.is_empty() {
        let files = u64::try_from(names.len()).unwrap_or(u64::MAX);
        println!("{files} of {files} files are up to date");
        Ok(Tally {
            ran: files,
            of: files,
        })
    } else {
        Err(format!("stale: {}; run `{mend}`", stale.join(", ")))
    }
}

fn contents(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            files.insert(name, fs::read(&path).map_err(failed)?);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_differs_or_stands_on_one_side_only_is_stale() {
        let root = std::env::temp_dir().join(format!("bangfu-xtask-{}", std::process::id()));
        let (one, two) = (root.join("one"), root.join("two"));
        for folder in [&one, &two] {
            fs::create_dir_all(folder).unwrap();
            fs::write(folder.join("a.json"), "1").unwrap();
        }
        assert_eq!(same(&one, &two, "mend"), Ok(Tally { ran: 1, of: 1 }));
        fs::write(two.join("b.json"), "2").unwrap();
        assert_eq!(
            same(&one, &two, "mend"),
            Err("stale: b.json; run `mend`".to_owned())
        );
        fs::write(one.join("b.json"), "3").unwrap();
        assert!(same(&one, &two, "mend").is_err());
        fs::remove_dir_all(root).unwrap();
    }
}
