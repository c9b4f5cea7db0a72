//! `money` and `code`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use common::{run, run_with};
use serde_json::json;

#[test]
fn an_amount_is_written_in_capitals() {
    let bare = run(["money", "capital", "1386000.00"]);
    assert_eq!(
        (bare.status, bare.out.as_str()),
        (0, "壹佰叁拾捌万陆仟元整\n")
    );
    let ran = run(["--json", "money", "capital", "1386000"]);
    assert_eq!(
        ran.json(),
        json!({"amount": "1386000.00", "capital": "壹佰叁拾捌万陆仟元整"})
    );
}

#[test]
fn a_lower_bound_stays_a_lower_bound() {
    let bare = run(["money", "read", "138.6万余元"]);
    assert_eq!(
        (bare.status, bare.out.as_str()),
        (0, "at_least 1386000.00\n")
    );
    let ran = run(["money", "read", "138.6万余元", "--json"]);
    let expected = json!({"text": "138.6万余元", "kind": "at_least", "amount": "1386000.00"});
    assert_eq!(ran.json(), expected);
}

#[test]
fn a_pot_is_split_by_largest_remainder_unless_webster_is_asked_for() {
    let bare = run(["money", "split", "1000000.00", "--by", "1,1,1"]);
    assert_eq!(bare.out, "333333.34\n333333.33\n333333.33\n");
    // The Alabama paradox: one fen more takes a fen from the third.
    let ran = run(["money", "split", "0.11", "--by", "6,6,2", "--json"]);
    assert_eq!(
        ran.json(),
        json!({"method": "largest_remainder", "shares": ["0.05", "0.05", "0.01"]})
    );
    let ran = run([
        "money",
        "split",
        "0.10",
        "--by=6,6,2",
        "--method",
        "webster",
        "--json",
    ]);
    assert_eq!(ran.json()["method"], "webster");
    let shares = ran.json()["shares"].as_array().unwrap().len();
    assert_eq!(shares, 3);
}

#[test]
fn a_wrong_amount_is_the_input_s_fault() {
    for (amount, name) in [
        ("1.005", "BAD_AMOUNT"),
        ("1e5", "BAD_AMOUNT"),
        ("１２", "BAD_AMOUNT"),
        ("+1", "BAD_AMOUNT"),
        ("-1", "BAD_AMOUNT"),
        ("-0.00", "BAD_AMOUNT"),
        ("138.6万余元", "BAD_AMOUNT"),
        ("92233720368547758.08", "OUT_OF_RANGE"),
    ] {
        let ran = run(["--json", "money", "capital", amount]);
        assert_eq!(ran.status, 2, "{amount}");
        assert_eq!(ran.out, "");
        assert_eq!(ran.names(), [(name.to_owned(), String::new())], "{amount}");
    }
    let ran = run(["--json", "money", "split", "1.00", "--by", "-1,x,2"]);
    assert_eq!(ran.status, 2);
    assert_eq!(ran.names().len(), 2);
    let ran = run(["--json", "money", "split", "1.00", "--by", "0,0"]);
    assert_eq!(
        (ran.status, ran.names()[0].0.as_str()),
        (2, "WEIGHTS_ALL_ZERO")
    );
}

#[test]
fn codes_are_checked_and_a_bad_one_is_a_no() {
    let ran = run(["code", "check", "511781", "51511781MJ0000001Y", "--json"]);
    assert_eq!(ran.status, 0);
    let rows = ran.json();
    assert_eq!(rows[0]["kind"], "division");
    assert_eq!(rows[0]["name"], "万源市");
    assert_eq!(rows[1]["kind"], "credit_code");
    assert_eq!(rows[1]["ok"], true);
    let ran = run(["code", "check", "511781", "51511781MJ0000001A", "--json"]);
    assert_eq!(ran.status, 1);
    assert_eq!(ran.err, "");
    let rows = ran.json();
    assert_eq!(
        (&rows[0]["ok"], &rows[1]["ok"]),
        (&json!(true), &json!(false))
    );
    let ran = run(["--lang", "zh", "code", "check", "51511781MJ0000001A"]);
    assert!(ran.out.contains("校验位不符"), "{}", ran.out);
}

#[test]
fn an_id_number_is_never_echoed() {
    // Good, bad, with a letter for a digit, and where none is expected.
    let id = "11010519491231002X";
    let rest = &id[6..14];
    for words in [
        vec!["code", "check", id],
        vec!["code", "check", "--json", id],
        vec!["code", "check", "--json", "110105194912310021"],
        vec!["code", "check", "--json", "1101O519491231002X"],
        vec!["code", id],
        vec!["code", "--json", id],
        vec![id],
        vec!["--json", "check", id],
        vec!["check", id],
        vec!["money", "capital", id, "--json"],
        vec!["money", "split", "1.00", "--method", id, "--by", "1"],
        vec![
            "explain",
            "--gift",
            id,
            "--need",
            id,
            "--programme",
            "x",
            "y",
        ],
    ] {
        let ran: common::Ran = common::bangfu().args(&words).output().unwrap().into();
        for said in [&ran.out, &ran.err] {
            assert!(!said.contains(rest), "{words:?}: {said}");
        }
        assert!(ran.out.len() + ran.err.len() > 0);
    }
    assert!(
        run(["code", "check", id])
            .out
            .starts_with("110105********002X")
    );
    // Not even as a key of a document.
    let text = format!(r#"{{"format":"bangfu.programme/1","{id}":1,"{id}":2}}"#);
    for words in [
        ["--pretty", "check", "-"],
        ["--pretty", "canon", "-"],
        ["--json", "check", "-"],
    ] {
        let ran = run_with(words, &text);
        assert!(ran.status > 0);
        assert!(
            !ran.out.contains(rest) && !ran.err.contains(rest),
            "{} {}",
            ran.out,
            ran.err
        );
    }
    let programme = common::WANYUAN;
    let plan = run(["allocate", programme]).out;
    let ran = run_with(
        ["explain", "-", "--programme", programme, "--need", id],
        &plan,
    );
    assert_eq!(ran.status, 2);
    assert!(!ran.err.contains(rest), "{}", ran.err);
}
