//! `bangfu export` to sheets, and `bangfu template`.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use std::fs;

use common::{Dir, run};
use serde_json::Value;

/// The Wanyuan programme and its plan in a directory.
fn wanyuan(dir: &Dir) -> (String, String) {
    let ran = run(["demo", "--out", &dir.path("wanyuan")]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    (
        dir.path("wanyuan/programme.json"),
        dir.path("wanyuan/plan.json"),
    )
}

#[test]
fn a_workbook_goes_out_changes_and_comes_back() {
    let dir = Dir::new();
    let (programme, plan) = wanyuan(&dir);
    let book = dir.path("all.xlsx");
    for (lang, snapshot) in [("zh", "export_zh"), ("en", "export_en")] {
        // A name of known length, for the lines that it stands in are wrapped.
        let mut command = common::bangfu();
        command.current_dir(dir.path("")).args([
            "export", &programme, "--plan", &plan, "--to", "xlsx", "--out", "all.xlsx", "--lang",
            lang,
        ]);
        let ran = common::Ran::from(command.output().unwrap());
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        insta::assert_snapshot!(snapshot, ran.out);
    }
    // Nothing half-written is left behind.
    assert_eq!(dir.names(), ["all.xlsx", "wanyuan"]);

    let mut document: Value =
        serde_json::from_str(&fs::read_to_string(&programme).unwrap()).unwrap();
    for list in ["needs", "projects", "resources"] {
        document["lists"].as_object_mut().unwrap().remove(list);
    }
    document["giving"].as_object_mut().unwrap().remove("gifts");
    let bare = dir.file("bare.json", &document.to_string());
    let ran = run(["import", &book, "--into", &bare, "--yes", "--json"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let lists = &ran.json()["lists"];
    assert_eq!(lists["projects"]["added"], 6);
    assert_eq!(lists["resources"]["added"], 6);
    assert_eq!(lists["items"]["same"], 6);
    let (before, after) = (run(["canon", &programme]), run(["canon", &bare]));
    assert_eq!(before.out, after.out);
}

#[test]
fn each_list_is_a_text_file_of_its_own() {
    let dir = Dir::new();
    let (programme, plan) = wanyuan(&dir);
    let folder = dir.path("csv");
    let ran = run([
        "export", &programme, "--plan", &plan, "--to", "csv", "--out", &folder, "--json",
    ]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let report = ran.json();
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), 16);
    for file in files {
        let bytes = fs::read(file["file"].as_str().unwrap()).unwrap();
        assert!(bytes.starts_with("\u{feff}".as_bytes()), "{file}");
    }
    let left = report["left_out"].as_array().unwrap();
    assert!(left.iter().any(|row| row["pointer"] == "/giving/pledges"));

    let needs = dir.path("needs.csv");
    for (encoding, first) in [("utf-8", &[0xef, 0xbb][..]), ("gb18030", &[0xd0, 0xe8][..])] {
        let ran = run([
            "export",
            &programme,
            "--to",
            "csv",
            "--list",
            "needs",
            "--out",
            &needs,
            "--encoding",
            encoding,
            "--lang",
            "zh",
        ]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        assert!(fs::read(&needs).unwrap().starts_with(first), "{encoding}");
        let ran = run(["import", &needs, "--into", &programme, "--json"]);
        assert_eq!(ran.json()["lists"]["needs"]["same"], 54, "{encoding}");
    }
}

#[test]
fn what_can_not_be_exported_says_why_and_writes_nothing() {
    let dir = Dir::new();
    let (programme, plan) = wanyuan(&dir);
    let out = dir.path("out");
    for arguments in [
        &["--to", "xlsx", "--list", "plan"][..],
        &["--to", "xlsx", "--encoding", "gb18030"],
        &["--to", "iati", "--list", "needs"],
        &["--to", "docx"],
        &["--to", "xlsx", "--rules", "rules.json"],
    ] {
        let mut all = vec!["export", &programme, "--out", &out, "--json"];
        all.extend(arguments);
        let ran = common::Ran::from(common::bangfu().args(all).output().unwrap());
        assert_eq!(ran.status, 2, "{arguments:?}");
        assert_eq!(ran.names()[0].0, "USAGE", "{arguments:?}");
    }
    let ran = run(["export", &programme, "--to", "csv", "--out", "-", "--json"]);
    assert_eq!(ran.names()[0].0, "USAGE");
    let other = fs::read_to_string(&plan)
        .unwrap()
        .replace("\"programme\":\"", "\"programme\":\"x");
    let other = dir.file("other.json", &other);
    let ran = run([
        "export", &programme, "--plan", &other, "--to", "xlsx", "--out", &out, "--json",
    ]);
    assert_eq!(ran.names()[0].0, "OTHER_PROGRAMME");
    // A character that has no bytes in GB 18030, in the last but one list.
    let odd = fs::read_to_string(&programme).unwrap();
    let odd = dir.file("odd.json", &odd.replace("\"棉被\"", "\"棉\u{e5e5}\""));
    let ran = run([
        "export",
        &odd,
        "--to",
        "csv",
        "--out",
        &out,
        "--encoding",
        "gb18030",
        "--json",
    ]);
    assert_eq!(ran.names()[0].0, "NOT_IN_ENCODING");
    assert_eq!(dir.names(), ["odd.json", "other.json", "wanyuan"]);
}

#[test]
fn a_plan_of_another_state_of_the_programme_is_said_to_be_one() {
    let dir = Dir::new();
    let (programme, plan) = wanyuan(&dir);
    let out = dir.path("out.xlsx");
    let mut older: Value = serde_json::from_str(&fs::read_to_string(&plan).unwrap()).unwrap();
    older["input_hash"] = format!("sha256:{}", "0".repeat(64)).into();
    let older = dir.file("older.json", &older.to_string());
    for list in [None, Some("plan")] {
        let told = |plan: &str, more: &[&str]| {
            let mut all = vec!["export", &programme, "--plan", plan, "--to", "xlsx"];
            all.extend(["--out", &out]);
            all.extend(list.into_iter().flat_map(|list| ["--list", list]));
            all.extend(more);
            let ran = common::Ran::from(common::bangfu().args(all).output().unwrap());
            assert_eq!((ran.status, ran.err.as_str()), (0, ""));
            ran
        };
        let found = |plan: &str| {
            let report = told(plan, &["--json"]).json();
            let left = report["left_out"].as_array().unwrap().clone();
            let mut left = left.iter();
            left.any(|row| row["name"] == "HASH_DIFFERS" && row["pointer"] == "/input_hash")
        };
        assert_eq!((found(&plan), found(&older)), (false, true), "{list:?}");
        let said = told(&older, &["--lang", "en"]).out;
        assert!(said.contains("input_hash"), "{said}");
    }
    let unsound = fs::read_to_string(&plan).unwrap();
    let mut unsound: Value = serde_json::from_str(&unsound).unwrap();
    unsound["totals"]["received"] = "999.99".into();
    let unsound = dir.file("unsound.json", &unsound.to_string());
    let ran = run([
        "export", &programme, "--plan", &unsound, "--to", "xlsx", "--out", &out, "--json",
    ]);
    assert_eq!(ran.names()[0].0, "UNSOUND_PLAN");
}

#[test]
fn a_template_is_a_sheet_that_imports_nothing_yet() {
    let dir = Dir::new();
    let programme = dir.file(
        "p.json",
        r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05",
            "registry": {"organisations": [{"id": "charity", "name": "某县慈善会", "kind": "charity"}]}}"#,
    );
    for of in ["needs", "gifts", "resources"] {
        let file = dir.path(&format!("{of}.xlsx"));
        let ran = run(["template", of, "--out", &file, "--lang", "en"]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        assert!(ran.out.contains("bangfu import"), "{}", ran.out);
        let ran = run(["import", &file, "--into", &programme, "--json"]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        assert_eq!(ran.json()["written"], false);
    }
    let ran = run(["template", "plans", "--out", "x.xlsx", "--json"]);
    assert_eq!(ran.names()[0].0, "USAGE");
}

#[test]
fn rules_are_asked_for_only_where_a_plan_is_written() {
    let dir = Dir::new();
    let refers = r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05", "rules": {"reference": "r"}}"#;
    let programme = dir.file("p.json", refers);
    let rules = dir.file("r.json", r#"{"format": "bangfu.rules/1", "id": "r"}"#);
    let ran = run(["allocate", &programme, "--rules", &rules]);
    let plan = dir.file("plan.json", &ran.out);
    let out = dir.path("needs.csv");
    let export = |to: &[&str]| {
        let words = ["export", &programme, "--plan", &plan, "--out", &out];
        common::Ran::from(common::bangfu().args(words).args(to).output().unwrap())
    };
    let ran = export(&["--to", "csv", "--list", "needs"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let ran = export(&["--to", "xlsx"]);
    assert_ne!(ran.status, 0);
    assert!(ran.err.contains("--rules"), "{}", ran.err);
}
