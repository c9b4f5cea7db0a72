//! Runs every case of the suites that need only the ground floor.
//!
//! The suites are written by `tests/oracle`; each runner says how many cases it
//! ran of how many the manifest promises, and fails when these differ.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use bangfu::code::{DivisionCode, check};
use bangfu::error::Code;
use bangfu::money::{self, Decimal, Fen, Share};
use bangfu::time::{Calendar, Date, Roll, quarterly_dues};
use common::document;
use serde_json::{Map, Value, json};

/// Runs a suite whose cases ask with an object.
fn run(file: &str, answer: impl Fn(&Map<String, Value>) -> Value) {
    common::run(file, |given| {
        answer(given.as_object().expect("a case has an in"))
    });
}

/// An error as the suites write it.
fn failed(error: &dyn Code) -> Value {
    json!({"error": error.name()})
}

fn text<'a>(given: &'a Map<String, Value>, key: &str) -> &'a str {
    given[key]
        .as_str()
        .unwrap_or_else(|| panic!("{key} is a text"))
}

fn texts<'a>(given: &'a Map<String, Value>, key: &str) -> Vec<&'a str> {
    let list = given[key]
        .as_array()
        .unwrap_or_else(|| panic!("{key} is a list"));
    list.iter()
        .map(|entry| entry.as_str().expect("a text"))
        .collect()
}

#[test]
fn amounts_of_documents() {
    run("money.parse.json", |given| {
        match Fen::parse(text(given, "text")) {
            Ok(fen) => json!({"fen": fen.0.to_string(), "canonical": fen}),
            Err(error) => failed(&error),
        }
    });
}

#[test]
fn amounts_of_people() {
    run("money.read.json", |given| {
        match money::read(text(given, "text")) {
            Ok(amount) => json!({"kind": amount.kind(), "amount": amount.stated()}),
            Err(error) => failed(&error),
        }
    });
}

#[test]
fn capital_amounts_both_ways() {
    let suite = document("money.capital.json");
    let cases = suite["cases"].as_array().expect("a suite has cases");
    run("money.capital.json", |given| {
        let capital = || {
            let fen = Fen::parse(text(given, "amount"))?;
            Ok::<_, money::MoneyError>((fen, money::capital(fen)?))
        };
        let (fen, capital) = match capital() {
            Ok(both) => both,
            Err(error) => return failed(&error),
        };
        let reads = |text: &str| money::read(text) == Ok(money::Amount::Exactly(fen));
        assert!(reads(&capital), "{capital}");
        // Other spellings can't be produced, only accepted: the answer repeats
        // those of the case that are read as the same amount.
        let case = cases
            .iter()
            .find(|case| case["in"]["amount"] == given["amount"]);
        let accepted: Vec<&str> = case
            .and_then(|case| case["out"]["accepted"].as_array())
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .filter(|text| reads(text))
            .collect();
        json!({"capital": capital, "accepted": accepted})
    });
}

#[test]
fn splits_sum_to_the_pot() {
    run("money.split.json", |given| {
        let split = || {
            let pot = Fen::parse(text(given, "amount"))?;
            let weights = texts(given, "by")
                .into_iter()
                .map(|weight| Decimal::parse(weight).map(|weight| weight.share()))
                .collect::<Result<Vec<Share>, _>>()?;
            let parts = match text(given, "method") {
                "webster" => money::split_webster(pot, &weights)?,
                "largest_remainder" => money::split(pot, &weights)?,
                other => panic!("unknown method {other}"),
            };
            assert_eq!(Fen::checked_sum(parts.iter().copied()), Ok(pot));
            Ok::<_, money::MoneyError>(parts)
        };
        match split() {
            Ok(parts) => json!({"shares": parts}),
            Err(error) => failed(&error),
        }
    });
}

#[test]
fn codes_are_told_apart_and_checked() {
    run("code.check.json", |given| json!(check(text(given, "code"))));
}

#[test]
fn divisions_lie_in_one_another() {
    run("code.parent.json", |given| {
        let code = DivisionCode::parse(text(given, "code")).expect("a good code");
        let parents: Vec<DivisionCode> =
            std::iter::successors(code.parent(), DivisionCode::parent).collect();
        assert!(
            parents
                .iter()
                .all(|parent| parent.covers(&code) && !code.covers(parent))
        );
        json!({"parents": parents})
    });
}

#[test]
fn dates_and_periods() {
    run("time.json", |given| {
        time(given).unwrap_or_else(|error| failed(&error))
    });
}

fn time(given: &Map<String, Value>) -> Result<Value, bangfu::time::TimeError> {
    let date = |key: &str| Date::parse(text(given, key));
    let number = |key: &str| {
        given[key]
            .as_i64()
            .unwrap_or_else(|| panic!("{key} is a number"))
    };
    Ok(match text(given, "op") {
        "parse" => json!({"date": date("text")?}),
        "add_months" => {
            let months = i32::try_from(number("months")).expect("few months");
            json!({"date": date("date")?.add_months(months)?})
        }
        "within" => {
            let days = |key: &str| {
                texts(given, key)
                    .into_iter()
                    .map(Date::parse)
                    .collect::<Result<Vec<_>, _>>()
            };
            let calendar = Calendar::new(days("holidays")?, days("working_weekends")?);
            let roll = match given["roll"].as_bool() {
                Some(true) => Roll::NextWorkingDay,
                Some(false) => Roll::Strict,
                None => panic!("roll is true or false"),
            };
            let (from, count) = (
                date("from")?,
                u32::try_from(number("count")).expect("a count"),
            );
            let end = match text(given, "unit") {
                "calendar_days" => calendar.within_calendar_days(from, count, roll)?,
                "working_days" => calendar.within_working_days(from, count)?,
                "months" => calendar.within_months(from, count, roll)?,
                other => panic!("unknown unit {other}"),
            };
            json!({"date": end})
        }
        "quarterly" => {
            let dues = quarterly_dues(date("from")?, date("to")?)?;
            json!({"dues": dues.interim, "final": dues.last})
        }
        other => panic!("unknown operation {other}"),
    })
}
