//! What the runners of `tests/vectors` share.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::path::PathBuf;

use serde_json::Value;

/// The folder of the suites.
pub(crate) fn vectors() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors")
}

/// A JSON file of the suites.
pub(crate) fn document(file: &str) -> Value {
    let path = vectors().join(file);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Runs every case of a suite: `answer` turns its `in` into what should be its
/// `out`. Says how many ran of how many the manifest promises, and fails when
/// these differ.
pub(crate) fn run(file: &str, answer: impl Fn(&Value) -> Value) {
    run_with(file, |case| {
        let found = answer(&case["in"]);
        (found != case["out"]).then(|| {
            format!(
                "in {}\n  expected {}\n  found    {found}",
                case["in"], case["out"]
            )
        })
    });
}

/// As [`run`], with a judgement of its own: what is wrong with a case, if
/// anything.
pub(crate) fn run_with(file: &str, judge: impl Fn(&Value) -> Option<String>) {
    let suite = document(file);
    // `core/compare.json` is in the manifest of its folder.
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let manifest = document(
        &PathBuf::from(folder)
            .join("MANIFEST.json")
            .to_string_lossy(),
    );
    let promised = manifest["suites"]
        .as_array()
        .and_then(|suites| suites.iter().find(|suite| suite["file"] == name))
        .and_then(|suite| suite["cases"].as_u64())
        .unwrap_or_else(|| panic!("{file} is not in the manifest"));
    let cases = suite["cases"].as_array().expect("a suite has cases");
    let mut wrong = Vec::new();
    for case in cases {
        if let Some(what) = judge(case) {
            wrong.push(format!("{}:\n  {what}", case["name"]));
        }
    }
    println!("{file}: ran {} of {promised}", cases.len());
    assert!(
        wrong.is_empty(),
        "{file}: {} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert_eq!(cases.len() as u64, promised, "{file}");
}
