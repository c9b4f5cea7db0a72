//! Each way in which an arrow could run the wrong way, and those that are right.

use super::{Source, judge};

const ROOT: &str = "pub mod error; pub mod money; pub mod giving; pub mod policy; pub mod plan;
pub mod programme; pub mod allocate; pub mod verify; pub mod document;
pub use plan::Plan;
pub use self::document::{Errors, Limits as Bounds};
pub use Plan as Answer;
pub use std::fmt;
pub enum Error {}";

/// What is wrong with one file of a crate whose root is [`ROOT`], by line.
fn wrong(module: &str, text: &str) -> Vec<(usize, String)> {
    wrong_beside(&[], module, text)
}

fn wrong_beside(others: &[(&str, &str)], module: &str, text: &str) -> Vec<(usize, String)> {
    let source = |module: &str, text: &str| Source {
        name: format!("{module}.rs"),
        module: module
            .split("::")
            .filter(|step| !step.is_empty())
            .map(str::to_owned)
            .collect(),
        text: text.to_owned(),
    };
    let mut sources = vec![source("", ROOT), source(module, text)];
    sources.extend(others.iter().map(|(module, text)| source(module, text)));
    let verdict = judge(&sources).unwrap();
    verdict
        .wrong
        .into_iter()
        .map(|wrong| (wrong.line, wrong.what))
        .collect()
}

fn assert_wrong(module: &str, text: &str, line: usize, names: &str) {
    let found = wrong(module, text);
    assert_eq!(found.len(), 1, "{module}: {text}\n{found:?}");
    assert_eq!(found[0].0, line, "{found:?}");
    assert!(found[0].1.contains(names), "{found:?}");
}

#[test]
fn arrows_down_are_fine() {
    for (module, text) in [
        ("policy", "use crate::{error::Code, money::{self, Fen}};"),
        (
            "policy::offer",
            "use super::Rules; fn f() { crate::giving::g(); super::super::money::h() }",
        ),
        (
            "document",
            "use crate::allocate::x; use crate::verify::y; use crate::Plan;",
        ),
        (
            "allocate",
            "use crate::Plan; use crate::fmt; use std::collections::*;",
        ),
        (
            "money",
            "pub(in crate::money) fn f() {} #[doc = \"see crate::policy\"] fn g() {}",
        ),
        (
            "money::fen",
            "use super::*; #[cfg(test)] mod tests { use super::super::super::error::Lang; }",
        ),
        ("", "mod policy; fn anything() { crate::policy::x() }"),
    ] {
        assert_eq!(wrong(module, text), [], "{module}: {text}");
    }
}

#[test]
fn an_arrow_up_in_an_expression_is_found() {
    assert_wrong(
        "money",
        "fn f() {\n  let x = 1;\n  crate::policy::check(x);\n}",
        3,
        "`money` may not name `policy`",
    );
}

#[test]
fn an_arrow_up_in_a_type_a_pattern_or_a_bound_is_found() {
    assert_wrong(
        "money",
        "struct S { plan: Vec<crate::plan::Plan> }",
        1,
        "`plan`",
    );
    assert_wrong(
        "money",
        "fn f(x: u8) { match x { crate::policy::LIMIT => {} _ => {} } }",
        1,
        "`policy`",
    );
    assert_wrong("money", "fn f<T: crate::giving::Given>() {}", 1, "`giving`");
}

#[test]
fn an_arrow_up_in_a_use_group_is_found_at_its_own_line() {
    assert_wrong(
        "giving",
        "use crate::{\n  money::Fen,\n  policy::Rules as R,\n};",
        3,
        "`policy`",
    );
}

#[test]
fn an_arrow_up_in_a_function_body_is_found() {
    assert_wrong(
        "giving",
        "fn f() {\n  use crate::policy::Rules;\n}",
        2,
        "`policy`",
    );
}

#[test]
fn super_is_followed_to_the_root() {
    assert_wrong(
        "money::fen",
        "fn f() { super::super::policy::check() }",
        1,
        "`policy`",
    );
    assert_wrong(
        "money",
        "mod inner { use super::super::policy::Rules; }",
        1,
        "`policy`",
    );
    assert_wrong("money", "use self::super::plan::Row;", 1, "`plan`");
}

#[test]
fn neighbours_do_not_know_each_other() {
    assert_wrong(
        "verify",
        "use crate::allocate::explain;",
        1,
        "`verify` may not name `allocate`",
    );
    assert_wrong(
        "allocate",
        "use crate::verify::verify;",
        1,
        "`allocate` may not name `verify`",
    );
}

#[test]
fn a_re_export_at_the_root_is_followed_to_its_room() {
    assert_wrong("giving", "use crate::Plan;", 1, "`plan`");
    assert_wrong("allocate", "fn f() -> crate::Errors {}", 1, "`document`");
    assert_wrong("allocate", "use crate::Bounds;", 1, "`document`");
    assert_wrong("policy", "use crate::Answer;", 1, "`plan`");
}

#[test]
fn the_tests_of_the_root_stand_above_all_rooms() {
    let judged = |text: &str| {
        let text = format!("{ROOT} {text}");
        let root = Source {
            name: "lib.rs".to_owned(),
            module: Vec::new(),
            text,
        };
        judge(&[root]).unwrap().wrong.len()
    };
    assert_eq!(
        judged("#[cfg(test)] mod tests { use super::policy::Rules; }"),
        0
    );
    assert_eq!(judged("mod money { use super::policy::Rules; }"), 1);
    assert_eq!(
        judged("#[cfg(test)] mod tests; mod money { use super::policy::Rules; }"),
        1
    );
}

#[test]
fn what_the_root_owns_stands_above_all_rooms() {
    assert_wrong(
        "document",
        "fn f() -> crate::Error {}",
        1,
        "stands at the root",
    );
}

#[test]
fn an_arrow_up_in_a_macro_is_found() {
    assert_wrong(
        "money",
        "fn f() {\n  assert_eq!(1, crate::plan::COUNT);\n}",
        2,
        "`plan`",
    );
    assert_wrong(
        "money",
        "macro_rules! m { () => { $crate::policy::Rules } }",
        1,
        "`policy`",
    );
    assert_wrong(
        "money",
        "thing! { use crate::{error::Code, policy::Rules}; }",
        1,
        "`policy`",
    );
    assert_wrong("money", "crate::document::declare! {}", 1, "`document`");
    assert_wrong("money", "thing! { use crate::* ; }", 1, "whole crate");
}

#[test]
fn an_arrow_up_in_an_attribute_is_found() {
    assert_wrong(
        "money",
        "#[derive(crate::policy::Rule)] struct S;",
        1,
        "`policy`",
    );
    assert_wrong(
        "money",
        "struct S { #[serde(with = \"crate::document::text\")] x: u8 }",
        1,
        "`document`",
    );
}

#[test]
fn what_would_hide_a_path_is_refused() {
    for text in [
        "use crate::*;",
        "use crate as house;",
        "use super::*;",
        "use crate::{self as house};",
        "extern crate self as house;",
        "include!(\"policy.rs\");",
        "#[path = \"policy.rs\"] mod inner;",
    ] {
        assert_eq!(wrong("money", text).len(), 1, "{text}");
    }
}

#[test]
fn a_room_that_is_not_in_the_table_is_refused() {
    assert_wrong("lottery", "fn f() {}", 1, "no `lottery`");
}

#[test]
fn a_method_that_a_higher_room_lends_is_found() {
    let others = [
        (
            "programme",
            "pub struct Programme; impl Programme { pub fn id(&self) {} }",
        ),
        (
            "allocate",
            "use crate::programme::Programme; impl Programme { pub fn allocate(&self, rules: u8) {} }",
        ),
        (
            "document",
            "use crate::programme::Programme; impl Programme { pub fn read(bytes: &[u8]) {} pub fn id(&self) {} }",
        ),
    ];
    for text in [
        "fn f(p: &P) { p.allocate(1); }",
        "fn f(p: &P) { assert!(p.allocate(1)); }",
        "fn f() { let read = Programme::read; }",
    ] {
        let found = wrong_beside(&others, "verify", text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
    }
    for text in [
        "fn f(p: &P) { p.id(); p.allocate(); other.read(1); }",
        "fn f() { Elsewhere::read(); }",
    ] {
        assert_eq!(wrong_beside(&others, "verify", text), [], "{text}");
    }
}

#[test]
fn an_exported_macro_belongs_to_the_room_that_writes_it() {
    let others = [(
        "document",
        "#[macro_export] macro_rules! shapes { () => {} }",
    )];
    assert_eq!(
        wrong_beside(&others, "policy", "crate::shapes!();").len(),
        1
    );
}
