//! Runs every case of the suites about documents.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use bangfu::document::{Document, Flaw, Limits, check};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The bytes of a case: texts, repeated texts and raw bytes, one after another.
fn bytes(parts: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts.as_array().expect("parts are a list") {
        if let Some(text) = part.as_str() {
            bytes.extend_from_slice(text.as_bytes());
        } else if let Some(text) = part["repeat"].as_str() {
            let times = usize::try_from(part["times"].as_u64().unwrap()).unwrap();
            bytes.reserve(times * text.len());
            (0..times).for_each(|_| bytes.extend_from_slice(text.as_bytes()));
        } else {
            let hex = part["hex"]
                .as_str()
                .expect("a part is a text, a repetition or bytes");
            let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
            bytes.extend((0..hex.len()).step_by(2).map(byte));
        }
    }
    bytes
}

fn findings<'a>(flaws: impl IntoIterator<Item = &'a Flaw>) -> Value {
    let rows = flaws
        .into_iter()
        .map(|flaw| json!({"name": flaw.name(), "pointer": flaw.pointer.as_str()}));
    Value::Array(rows.collect())
}

#[test]
fn every_document_gives_exactly_the_expected_errors() {
    common::run_with("documents.json", |case| {
        let checked = check(&bytes(&case["in"]["parts"]), &Limits::default());
        let mut found = json!({"errors": findings(&checked.errors)});
        if checked.errors.more() > 0 {
            found["more"] = json!(checked.errors.more());
        }
        if checked.errors.is_empty() {
            found["warnings"] = findings(&checked.warnings);
        }
        (found != case["out"]).then(|| format!("expected {}\n  found    {found}", case["out"]))
    });
}

#[test]
fn every_document_has_its_canonical_bytes() {
    common::run("canon.json", |given| {
        let text = given["text"].as_str().expect("a text");
        let canonical = match Document::read(text.as_bytes(), &Limits::default()) {
            Ok(document) => document.canonical(),
            Err(errors) => panic!("{errors}\n{text}"),
        };
        let digest = Sha256::digest(format!("{canonical}\n").as_bytes());
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        json!({"canonical": canonical, "sha256": hex})
    });
}
