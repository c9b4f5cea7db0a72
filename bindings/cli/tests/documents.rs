//! `check`, `canon`, `allocate`, `explain`, `verify`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use std::fs;

use common::{Dir, WANYUAN, bangfu, run, run_with};
use serde_json::{Value, json};

const EMPTY: &str = r#"{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02"}"#;

fn wanyuan() -> Value {
    serde_json::from_str(&fs::read_to_string(WANYUAN).unwrap()).unwrap()
}

#[test]
fn a_correct_document_is_ok() {
    let ran = run(["check", WANYUAN, "--json"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let report = ran.json();
    assert_eq!(report["ok"], true);
    assert_eq!(report["format"], "bangfu.programme/1");
    assert_eq!(report["errors"], json!([]));
    assert!(report["warnings"].is_array());
    assert!(report.get("file").is_none());
    let ran = run_with(["check", "-"], EMPTY);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "-: correct (bangfu.programme/1).\n")
    );
}

#[test]
fn check_says_all_errors_with_their_places_and_answers_no() {
    let dir = Dir::new();
    let bad = dir.file(
        "bad.json",
        "{\"format\": \"bangfu.programme/1\",\n \"as_of\": \"2024-02-30\",\n \"colour\": 1}",
    );
    let ran = run(["check", &bad, "--json"]);
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    let rows = ran.json()["errors"].as_array().unwrap().clone();
    let found: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row["name"].as_str().unwrap(),
                row["pointer"].as_str().unwrap(),
                row["line"].as_u64(),
            )
        })
        .collect();
    let expected = [
        ("BAD_DATE", "/as_of", Some(2)),
        ("UNKNOWN_KEY", "/colour", Some(3)),
        ("MISSING_KEY", "/id", Some(3)),
    ];
    assert_eq!(found, expected);
    assert_eq!(rows[0]["column"], 11);
    // The same in words: what, where, how to mend it.
    let ran = run(["--lang", "zh", "check", &bad]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("有 3 处错误"), "{}", ran.out);
    assert!(ran.out.contains("bad.json:2:11  as_of"), "{}", ran.out);
}

#[test]
fn a_place_inside_a_list_reads_as_people_write_it() {
    let dir = Dir::new();
    let mut programme = wanyuan();
    programme["lists"]["needs"][2]["floor"] = json!("80000.00");
    let bad = dir.file(
        "bad.json",
        &serde_json::to_string_pretty(&programme).unwrap(),
    );
    let ran = run(["check", &bad]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("  lists.needs[2].floor\n"), "{}", ran.out);
    assert!(ran.out.contains("FLOOR_ABOVE_CAP (1301)"), "{}", ran.out);
}

#[test]
fn several_files_are_an_array_and_an_unreadable_one_is_the_input_s_fault() {
    let dir = Dir::new();
    let bad = dir.file("bad.json", "[]");
    let ran = run(["check", "--json", WANYUAN, &bad]);
    assert_eq!(ran.status, 1);
    let reports = ran.json();
    assert_eq!(reports[0]["file"], WANYUAN);
    assert_eq!(reports[0]["ok"], true);
    assert_eq!(reports[1]["ok"], false);
    assert_eq!(reports[1]["errors"][0]["name"], "WRONG_TYPE");
    let none = dir.path("none.json");
    let ran = run(["check", "--json", WANYUAN, &none]);
    assert_eq!(ran.status, 2);
    assert_eq!(ran.json()[0]["ok"], true);
    assert_eq!(ran.names(), [("CANNOT_READ".to_owned(), String::new())]);
    let ran = run(["--lang", "zh", "allocate", &none]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("文件不存在"), "{}", ran.err);
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let dir = Dir::new();
    let path = dir.file("large.json", "");
    // Sparse: it takes no room on the disk.
    fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len((512 << 20) + 1)
        .unwrap();
    let ran = run(["check", "--json", &path]);
    assert_eq!(ran.status, 1);
    assert_eq!(ran.json()["errors"][0]["name"], "TOO_LARGE");
    let ran = run(["allocate", "--json", &path]);
    assert_eq!((ran.status, ran.names()[0].0.as_str()), (2, "TOO_LARGE"));
}

#[test]
fn canon_prints_the_bytes_that_the_hash_is_over() {
    let ran = run(["canon", WANYUAN]);
    assert_eq!(ran.status, 0);
    let again = run_with(["canon", "-"], &ran.out);
    assert_eq!(again.out, ran.out);
    assert!(!ran.out.trim_end().contains('\n'));
    let pretty = run(["canon", "--pretty", WANYUAN]);
    assert!(pretty.out.lines().count() > 100);
    assert_eq!(run_with(["canon", "-"], &pretty.out).out, ran.out);
    let ran = run_with(["canon", "-", "--json"], "{}");
    assert_eq!(ran.status, 2);
    assert_eq!(
        ran.names(),
        [("MISSING_KEY".to_owned(), "/format".to_owned())]
    );
}

#[test]
fn allocate_prints_the_plan_and_verify_accepts_it() {
    let dir = Dir::new();
    let ran = run(["allocate", WANYUAN]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let plan = ran.json();
    assert_eq!(plan["format"], "bangfu.plan/1");
    assert_eq!(ran.out, run(["allocate", "--json", WANYUAN]).out);
    assert_eq!(ran.out, run(["allocate", WANYUAN, "--out", "-"]).out);
    let path = dir.file("plan.json", &ran.out);
    let verified = run(["verify", &path, "--programme", WANYUAN, "--json"]);
    assert_eq!(verified.status, 0, "{}", verified.out);
    let report = verified.json();
    assert_eq!(report["ok"], true);
    assert_eq!(report["violations"], json!([]));
    assert_eq!(report["checked"]["needs"], 54);
    assert_eq!(report["checked"]["gifts"], 22);
    assert_eq!(
        report["checked"]["lines"],
        plan["lines"].as_array().unwrap().len()
    );
    assert_eq!(run(["check", &path]).status, 0);
}

#[test]
fn verify_refutes_a_plan_that_was_changed() {
    let mut plan = run(["allocate", WANYUAN]).json();
    plan["needs"][0]["granted"] = json!("0.01");
    let text = serde_json::to_string_pretty(&plan).unwrap();
    let ran = run_with(["verify", "-", "--programme", WANYUAN, "--json"], &text);
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    let report = ran.json();
    assert_eq!(report["ok"], false);
    let rows = report["violations"].as_array().unwrap();
    assert!(
        rows.iter().any(|row| row["name"] == "SUMS_DIFFER"),
        "{rows:#?}"
    );
    assert!(
        rows.iter()
            .all(|row| row["line"].as_u64().is_some_and(|line| line > 1)),
        "{rows:#?}"
    );
    let ran = run_with(
        ["--lang", "zh", "verify", "-", "--programme", WANYUAN],
        &text,
    );
    assert_eq!(ran.status, 1);
    assert!(ran.out.starts_with("方案没有通过复核"), "{}", ran.out);
}

#[test]
fn a_plan_in_a_file_is_complete_or_not_there() {
    let dir = Dir::new();
    let plan = dir.path("plan.json");
    let ran = run(["--lang", "zh", "allocate", WANYUAN, "--out", &plan]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("方案已写入"), "{}", ran.out);
    assert_eq!(
        fs::read_to_string(&plan).unwrap(),
        run(["allocate", WANYUAN]).out
    );
    assert_eq!(dir.names(), ["plan.json"]);
    // What was there stays when there is no plan.
    fs::write(&plan, "old").unwrap();
    let bad = dir.file("bad.json", "{}");
    assert_eq!(run(["allocate", &bad, "--out", &plan]).status, 2);
    assert_eq!(fs::read_to_string(&plan).unwrap(), "old");
    let nowhere = dir.path("nowhere/plan.json");
    let ran = run(["--json", "allocate", WANYUAN, "--out", &nowhere]);
    assert_eq!((ran.status, ran.names()[0].0.as_str()), (2, "CANNOT_WRITE"));
    let ran = run(["--json", "allocate", WANYUAN, "--out", &dir.path("")]);
    assert_eq!((ran.status, ran.names()[0].0.as_str()), (2, "CANNOT_WRITE"));
    assert_eq!(dir.names(), ["bad.json", "plan.json"]);
    let ran = run(["--json", "allocate", WANYUAN, "--out", &plan]);
    assert_eq!(ran.json()["ok"], true);
    assert!(ran.json()["totals"]["granted"].is_string());
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_device_is_written_at_once() {
    let dir = Dir::new();
    let (target, link) = (dir.file("target.json", "old"), dir.path("link.json"));
    std::os::unix::fs::symlink(&target, &link).unwrap();
    assert_eq!(run(["allocate", WANYUAN, "--out", &link]).status, 0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(
        fs::read_to_string(&target)
            .unwrap()
            .contains("bangfu.plan/1")
    );
    assert_eq!(run(["allocate", WANYUAN, "--out", "/dev/null"]).status, 0);
}

#[test]
fn rules_beside_the_programme_replace_its_own_and_a_reference_must_match() {
    let dir = Dir::new();
    let mut programme = wanyuan();
    let rules = programme["rules"].clone();
    let beside = dir.file("rules.json", &rules.to_string());
    programme["rules"] = json!({"reference": "wanyuan-rules"});
    let referring = dir.file("referring.json", &programme.to_string());
    let own = run(["allocate", WANYUAN]).json();
    let found = run(["allocate", &referring, "--rules", &beside]).json();
    assert_eq!(
        (&found["needs"], &found["rules_hash"]),
        (&own["needs"], &own["rules_hash"])
    );
    let ran = run(["--json", "allocate", &referring]);
    let reference = (
        "UNKNOWN_REFERENCE".to_owned(),
        "/rules/reference".to_owned(),
    );
    assert_eq!((ran.status, ran.names()), (2, vec![reference.clone()]));
    let other = rules.to_string().replace("wanyuan-rules", "others");
    let other = dir.file("other.json", &other);
    let ran = run(["--json", "allocate", &referring, "--rules", &other]);
    assert_eq!((ran.status, ran.names()), (2, vec![reference]));
    // In place of its own, any will do.
    let ran = run(["allocate", WANYUAN, "--rules", &other]);
    assert_eq!(ran.json()["rules"], "others");
    let bare = dir.file("bare.json", EMPTY);
    let ran = run(["--json", "allocate", &bare]);
    assert_eq!(
        (ran.status, ran.names()),
        (2, vec![("MISSING_KEY".to_owned(), "/rules".to_owned())])
    );
}

#[test]
fn rules_that_do_not_fit_are_told_where_they_stand() {
    let dir = Dir::new();
    let mut rules = wanyuan()["rules"].clone();
    rules["effective"] = json!({"from": "2030-01-01"});
    rules["allocation"]["basis"] = json!({"figure": "income"});
    let path = dir.file("rules.json", &serde_json::to_string_pretty(&rules).unwrap());
    let ran = run(["--json", "allocate", WANYUAN, "--rules", &path]);
    assert_eq!(ran.status, 2);
    let errors = ran.errors();
    let period = errors
        .iter()
        .find(|row| row["name"] == "RULES_NOT_IN_FORCE")
        .unwrap();
    assert_eq!(period["pointer"], "/rules/effective");
    assert_eq!(period["file"], path);
    assert!(period["line"].as_u64().unwrap() > 1);
    assert!(
        errors
            .iter()
            .any(|row| row["name"] == "UNKNOWN_FIGURE" && row["file"] == WANYUAN)
    );
}

#[test]
fn floors_that_cannot_be_met_are_the_input_s_fault_with_facts() {
    let mut programme = wanyuan();
    programme["rules"]["allocation"]["floors"]["short"] = json!("error");
    for need in programme["lists"]["needs"].as_array_mut().unwrap() {
        if need["id"] == "n-031" {
            need["floor"] = json!("50000.00");
        }
    }
    programme["giving"]["gifts"] = json!([]);
    let ran = run_with(["--json", "allocate", "-"], &programme.to_string());
    assert_eq!(ran.status, 2, "{}", ran.err);
    let row = &ran.errors()[0];
    assert_eq!(
        (&row["name"], &row["pointer"]),
        (
            &json!("INFEASIBLE_FLOOR"),
            &json!("/rules/allocation/floors")
        )
    );
    assert!(
        row["facts"]["needs"]
            .as_array()
            .unwrap()
            .contains(&json!("n-031"))
    );
    assert!(row["facts"]["short"].is_string());
    assert!(row["line"].is_u64());
}

#[test]
fn explain_says_why_in_both_languages_and_as_data() {
    let plan = run(["allocate", WANYUAN]).out;
    let explain = ["explain", "-", "--programme", WANYUAN, "--need", "n-015"];
    let ran = run_with(explain, &plan);
    assert_eq!(ran.status, 0);
    assert!(ran.out.starts_with("Need n-015 of "), "{}", ran.out);
    assert!(
        ran.out
            .lines()
            .all(|line| unicode_width::UnicodeWidthStr::width(line) <= 100)
    );
    let ran = run_with(
        [
            "explain",
            "-",
            "--programme",
            WANYUAN,
            "--need",
            "n-015",
            "--json",
            "--lang",
            "zh",
        ],
        &plan,
    );
    let found = ran.json();
    assert_eq!(found["need"], "n-015");
    assert_eq!(found["reason"], "SHORT");
    assert!(found["text"].as_str().unwrap().contains("夕阳红农场"));
    assert_eq!(found["facts"]["required"], "62000.00");
    let ran = run_with(
        [
            "explain",
            "-",
            "--programme",
            WANYUAN,
            "--gift",
            "g-002",
            "--json",
        ],
        &plan,
    );
    assert_eq!(ran.json()["gift"], "g-002");
    assert_eq!(ran.json()["reason"], "NO_FURTHER_ELIGIBLE_NEED");
    for subject in ["--need", "--gift"] {
        let ran = run_with(
            [
                "explain",
                "-",
                "--programme",
                WANYUAN,
                subject,
                "nobody",
                "--json",
            ],
            &plan,
        );
        assert_eq!(
            (ran.status, ran.names()[0].0.as_str()),
            (2, "UNKNOWN_REFERENCE")
        );
    }
    let other = plan.replace("\"programme\":\"wanyuan-2024\"", "\"programme\":\"others\"");
    let ran = run_with(
        [
            "explain",
            "-",
            "--programme",
            WANYUAN,
            "--need",
            "n-015",
            "--json",
        ],
        &other,
    );
    assert_eq!(ran.status, 2);
    assert_eq!(
        ran.names(),
        [("UNKNOWN_REFERENCE".to_owned(), "/programme".to_owned())]
    );
}

#[test]
fn a_row_that_cannot_be_trusted_moves_no_cursor() {
    let mut programme = wanyuan();
    programme["lists"]["projects"][0]["name"] = json!("\u{1b}[2J\u{202e}1+平安");
    let dir = Dir::new();
    let path = dir.file("p.json", &programme.to_string());
    let ran = run(["allocate", &path, "--out", &dir.path("plan.json")]);
    assert_eq!(ran.status, 0);
    assert!(!ran.out.contains('\u{1b}') && !ran.out.contains('\u{202e}'));
}

#[test]
fn another_locale_and_another_directory_give_the_same_bytes() {
    let plan = run(["allocate", WANYUAN]).out;
    let output = bangfu()
        .args(["allocate", "-"])
        .env("LANG", "zh_CN.UTF-8")
        .env("TZ", "Asia/Shanghai")
        .current_dir("/")
        .stdin(fs::File::open(WANYUAN).unwrap())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), plan);
}
