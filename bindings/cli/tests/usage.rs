//! The command line itself: help, language, misuse.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use common::{WANYUAN, bangfu, run};

#[test]
fn bangfu_alone_helps_and_is_done() {
    let ran = run([]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out, run(["--help"]).out);
    for command in [
        "demo", "check", "allocate", "explain", "canon", "verify", "compare", "fairness", "import",
        "export", "template", "money", "code",
    ] {
        assert!(ran.out.contains(command), "{command}");
    }
    for later in ["book", "notice"] {
        assert!(!ran.out.contains(later), "{later}");
    }
}

#[test]
fn the_locale_chooses_the_language_and_lang_overrides_it() {
    let said = |settings: &[(&str, &str)], words: &[&str]| {
        let output = bangfu()
            .envs(settings.iter().copied())
            .args(words)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let help = ["check", "--help"];
    let chinese = |text: &str| text.contains("用法") && !text.contains("Usage");
    assert!(!chinese(&said(&[], &help)));
    assert!(chinese(&said(&[("LANG", "zh_CN.UTF-8")], &help)));
    assert!(chinese(&said(
        &[("LC_MESSAGES", "zh_CN"), ("LANG", "en_US")],
        &help
    )));
    assert!(!chinese(&said(
        &[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")],
        &help
    )));
    // An empty variable is as good as none.
    assert!(chinese(&said(
        &[("LC_ALL", ""), ("LANG", "zh_CN.UTF-8")],
        &help
    )));
    assert!(!chinese(&said(
        &[("LANG", "zh_CN.UTF-8")],
        &["--lang", "en", "check", "--help"]
    )));
    assert!(chinese(&said(&[], &["check", "--help", "--lang=zh"])));
}

#[test]
fn help_is_in_one_language_and_shows_examples() {
    insta::assert_snapshot!("help_zh", run(["--lang", "zh", "--help"]).out);
    insta::assert_snapshot!("help_en", run(["--lang", "en", "--help"]).out);
    insta::assert_snapshot!(
        "help_allocate_zh",
        run(["--lang", "zh", "allocate", "--help"]).out
    );
    insta::assert_snapshot!("help_money_split_en", run(["money", "split", "--help"]).out);
    for path in [
        vec!["demo"],
        vec!["check"],
        vec!["explain"],
        vec!["verify"],
        vec!["canon"],
        vec!["money"],
        vec!["money", "read"],
        vec!["code", "check"],
    ] {
        let words = path.iter().copied().chain(["--lang", "zh", "-h"]);
        let output = bangfu().args(words).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(
            text.contains("例：") && text.contains("用法："),
            "{path:?}: {text}"
        );
        for english in [
            "Options",
            "Commands",
            "Arguments",
            "Usage",
            "possible values",
            "default",
        ] {
            assert!(!text.contains(english), "{path:?}: {text}");
        }
    }
}

#[test]
fn misuse_is_told_in_the_reader_s_language_and_ends_in_two() {
    for (words, part) in [
        (vec!["chek"], "没有「chek」这个命令。是否想写「check」？"),
        (vec!["check"], "缺少 FILE。"),
        (
            vec!["check", "--jsn", "x"],
            "没有「--jsn」这个选项。是否想写「--json」？",
        ),
        (vec!["money"], "后面还要写一个命令：capital, read, split"),
        (vec!["--color", "blue", "demo"], "「blue」不能作为 --color"),
        (vec!["money", "split", "1.00"], "缺少 --by"),
        (vec!["explain", "p", "--programme", "q"], "缺少"),
        (
            vec![
                "explain",
                "p",
                "--programme",
                "q",
                "--need",
                "a",
                "--gift",
                "b",
            ],
            "不能同时使用",
        ),
        (vec!["allocate", "p", "--out"], "后面要有值"),
        (vec!["verify", "-", "--programme", "-"], "只能用一次"),
    ] {
        let ran: common::Ran = bangfu()
            .args(["--lang", "zh"])
            .args(&words)
            .output()
            .unwrap()
            .into();
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{words:?}");
        assert!(ran.err.contains(part), "{words:?}: {}", ran.err);
    }
    let ran = run(["chek", "--json"]);
    assert_eq!(ran.status, 2);
    assert_eq!(ran.names(), [("USAGE".to_owned(), String::new())]);
}

#[test]
fn general_options_stand_before_or_after_the_command() {
    let before = run(["--json", "--pretty", "--lang", "zh", "check", WANYUAN]);
    let after = run(["check", WANYUAN, "--json", "--pretty", "--lang", "zh"]);
    assert_eq!(before.out, after.out);
    assert!(before.out.starts_with("{\n"));
}

#[test]
fn colour_is_only_where_it_is_asked_for_or_on_a_terminal() {
    assert!(!run(["demo"]).out.contains('\u{1b}'));
    assert!(!run(["demo", "--color", "never"]).out.contains('\u{1b}'));
    let ran = run(["demo", "--color", "always"]);
    assert!(ran.out.contains("\u{1b}[1m"));
    // The words say the same without it.
    let bare = ran.out.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "");
    assert_eq!(bare, run(["demo"]).out);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::Stdio;
    for words in [
        vec!["demo"],
        vec!["allocate", WANYUAN],
        vec!["check", "--json", WANYUAN],
    ] {
        let mut child = bangfu()
            .args(&words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Closed before the first byte is written.
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{words:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{words:?}");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    assert_eq!(
        run(["--version"]).out,
        format!("bangfu {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn help_is_a_command_too() {
    let page = |words: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_bangfu"))
            .args(words)
            .output()
            .expect("bangfu runs");
        assert!(output.status.success(), "{words:?}");
        output.stdout
    };
    assert_eq!(page(&["help"]), page(&["--help"]));
    assert_eq!(
        page(&["--lang", "zh", "help", "money", "split"]),
        page(&["--lang", "zh", "money", "split", "--help"])
    );
}
