//! `bangfu import --kind text`.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use std::fs;

use common::{Dir, Ran, bangfu};

fn run<'a>(words: impl IntoIterator<Item = &'a str>) -> Ran {
    bangfu().args(words).output().unwrap().into()
}

/// A report that was invented, as a page left it.
const REPORT: &str = include_str!("../../../core/exchange/tests/data/reports/lixian.txt");

const PROGRAMME: &str = r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-03-20",
  "registry": {"organisations": [{"id": "charity", "name": "礼县慈善协会", "kind": "charity"}]}}"#;

#[test]
fn a_text_is_shown_with_its_repairs_and_proposals() {
    let dir = Dir::new();
    let report = dir.file("report.txt", REPORT);
    for lang in ["zh", "en"] {
        let ran = run(["import", &report, "--kind", "text", "--lang", lang]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        let name = format!("text_{lang}");
        insta::assert_snapshot!(name, ran.out.replace(&report, "report.txt"));
    }
    assert_eq!(dir.names(), ["report.txt"]);
}

#[test]
fn the_repaired_text_is_written_and_needs_no_repair() {
    let dir = Dir::new();
    let report = dir.file("report.txt", REPORT);
    let restored = dir.file("restored.txt", "");
    let ran = run([
        "import",
        &report,
        "--kind",
        "text",
        "--restored",
        &restored,
        "--json",
    ]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let said = ran.json();
    assert_eq!(
        (said["encoding"].as_str(), said["certainty"].as_str()),
        (Some("UTF-8"), Some("certain"))
    );
    let repairs = said["repairs"].as_array().unwrap();
    assert_eq!(repairs[0]["before"], "協");
    assert_eq!(
        (repairs[1]["before"].as_str(), repairs[1]["after"].as_str()),
        (Some("(xié)"), Some(""))
    );
    assert_eq!(
        (repairs[1]["line"].as_u64(), repairs[1]["column"].as_u64()),
        (Some(1), Some(4))
    );
    let text = fs::read_to_string(&restored).unwrap();
    assert!(
        text.starts_with("津甘协作暖人心\n3月18日,礼县东西部协作"),
        "{text}"
    );
    let again = run(["import", &restored, "--kind", "text", "--json"]).json();
    assert_eq!(again["repairs"].as_array().unwrap().len(), 0);
    let alone = run(["import", &report, "--kind", "text", "--restored", "-"]);
    assert_eq!(alone.out, text);
}

#[test]
fn only_what_is_accepted_is_put_in() {
    let dir = Dir::new();
    let report = dir.file("report.txt", REPORT);
    let programme = dir.file("p.json", PROGRAMME);
    let accept = |choice: &str, more: &[&str]| {
        let mut words = vec![
            "import", &report, "--kind", "text", "--into", &programme, "--accept", choice, "--json",
        ];
        words.extend(more);
        run(words)
    };
    let shown = accept("all", &[]);
    assert_eq!(shown.status, 1, "nobody agreed");
    assert_eq!(fs::read_to_string(&programme).unwrap(), PROGRAMME);
    let ran = accept("certain", &["--on", "2024-03-18", "--yes"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let import = &ran.json()["import"];
    assert_eq!(import["written"], true);
    assert_eq!(import["lists"]["organisations"]["added"], 8);
    assert_eq!(import["lists"]["organisations"]["same"], 1);
    assert_eq!(import["lists"]["projects"]["added"], 2);
    // Its title is only likely.
    assert_eq!(import["lists"]["event"]["added"], 0);
    assert_eq!(run(["check", &programme]).status, 0);
    let ran = accept("all", &["--on", "2024-03-18", "--yes"]);
    assert_eq!(ran.json()["import"]["lists"]["event"]["added"], 1);
    assert_eq!(run(["check", &programme]).status, 0);
    let again = accept("all", &["--on", "2024-03-18", "--yes"]);
    assert_eq!(again.json()["import"]["written"], false);
    let written = fs::read_to_string(&programme).unwrap();
    assert!(
        written.contains(r#""source_text":"report.txt""#),
        "{written}"
    );
}

#[test]
fn what_can_not_be_understood_says_why() {
    let dir = Dir::new();
    let report = dir.file("report.txt", REPORT);
    let programme = dir.file("p.json", PROGRAMME);
    let text = ["import", &report, "--kind", "text"];
    for (words, name) in [
        (vec!["--into", &programme], "USAGE"),
        (vec!["--accept", "1"], "USAGE"),
        (
            vec!["--into", &programme, "--accept", "99"],
            "NO_SUCH_PROPOSAL",
        ),
        (vec!["--into", &programme, "--accept", "some"], "BAD_CHOICE"),
        (
            vec!["--into", &programme, "--accept", "1", "--on", "4月2日"],
            "BAD_DATE",
        ),
        (vec![report.as_str()], "USAGE"),
        (vec!["--restored", "-"], "USAGE"),
    ] {
        let all = text
            .iter()
            .copied()
            .chain(words.iter().map(|word| &**word))
            .chain(["--json"]);
        let ran = run(all.collect::<Vec<_>>());
        assert_eq!(
            (ran.status, ran.names()[0].0.as_str()),
            (2, name),
            "{words:?}"
        );
    }
    let sheet = dir.file("a.csv", "日期,捐赠人,金额（元）\n2024.04.02,某公司,100\n");
    for words in [
        vec![&*sheet],
        vec![&*sheet, "--into", &programme, "--restored", "x"],
    ] {
        let ran = run(["import"]
            .into_iter()
            .chain(words)
            .chain(["--json"])
            .collect::<Vec<_>>());
        assert_eq!((ran.status, ran.names()[0].0.as_str()), (2, "USAGE"));
    }
    let bytes = dir.file("bytes.txt", "");
    fs::write(&bytes, b"a\0b").unwrap();
    let ran = run(["import", &bytes, "--kind", "text", "--json"]);
    assert_eq!(ran.names()[0].0, "NOT_A_TEXT");
    assert_eq!(fs::read_to_string(&programme).unwrap(), PROGRAMME);
}

#[test]
fn words_that_cannot_be_read_are_told_of_the_mapping_file() {
    let dir = Dir::new();
    let report = dir.file("report.txt", REPORT);
    let map = dir.file("map.json", r#"{"words": ["unknown thing = x"]}"#);
    let ran = run(["import", &report, "--kind", "text", "--map", &map]);
    assert_ne!(ran.status, 0);
    assert!(ran.err.contains("map.json"), "{}", ran.err);
    assert!(!ran.err.contains("report.txt"), "{}", ran.err);
}
