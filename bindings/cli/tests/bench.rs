//! `bench`: its figures, and what it refuses.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    dead_code,
    reason = "a test fails by stopping"
)]

mod common;

use common::{Dir, Ran, run};

#[test]
fn the_figures_are_those_of_what_was_asked() {
    let asked = [
        "bench",
        "--needs",
        "300",
        "--gifts",
        "200",
        "--family",
        "h",
        "--json",
        "--threads",
    ];
    let on = |threads: &'static str| {
        let mut words = asked.to_vec();
        words.push(threads);
        common::bangfu().args(words).output().unwrap().into()
    };
    let (one, other): (Ran, Ran) = (on("1"), on("2"));
    assert_eq!((one.status, other.status), (0, 0));
    let (one, other) = (one.json(), other.json());
    assert_eq!((&one["needs"], &one["gifts"]), (&300.into(), &200.into()));
    assert_eq!((&one["family"], &one["threads"]), (&"h".into(), &1.into()));
    assert_eq!(other["threads"], 2);
    for time in ["generate_ms", "solve_ms", "verify_ms", "calibration_ms"] {
        assert!(one[time].as_f64().is_some_and(|time| time >= 0.0), "{time}");
    }
    assert!(one["peak_bytes"].as_u64() > Some(1000));
    // The same seed makes the same numbers and the same work, on any threads.
    for same in ["granted", "lines", "cuts", "passes", "depth", "engine"] {
        assert_eq!(one[same], other[same], "{same}");
    }
    assert!(one["granted"].as_u64() > Some(0));
}

#[test]
fn what_was_solved_can_be_read_by_other_solvers() {
    let dir = Dir::new();
    let path = &*dir.path("network.json");
    let ran = run(["bench", "--needs", "50", "--json", "--network", path]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let network: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let granted = network["granted"].as_array().unwrap().iter();
    let sum: i64 = granted.map(|units| units.as_i64().unwrap()).sum();
    assert_eq!(ran.json()["granted"], sum);
    assert_eq!(
        network["pocket"].as_array().unwrap().len(),
        network["s"].as_array().unwrap().len()
    );

    // One need a category in each village; codes that do not ascend are refused.
    let path = &*dir.file("places", "110101001001\n110101001002\n511781109201\n");
    let ran = run(["bench", "--places", path, "--gifts", "10", "--json"]);
    assert_eq!((ran.status, &ran.json()["needs"]), (0, &18.into()));
    let path = &*dir.file("places", "511781109201\n110101001001\n");
    assert_eq!(run(["bench", "--places", path]).status, 2);
}

#[test]
fn what_can_not_be_measured_is_refused() {
    for wrong in [
        ["bench", "--needs", "0"],
        ["bench", "--threads", "0"],
        ["bench", "--family", "b"],
    ] {
        assert_eq!(run(wrong).status, 2, "{wrong:?}");
    }
}
