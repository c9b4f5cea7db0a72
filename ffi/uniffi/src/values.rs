//! Money, codes and dates.

use bangfu::answer;
use bangfu::error::Lang;
use bangfu::money::Fen;

use crate::error::{RawError, guard};

/// An amount of fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawMoney(pub i64);

uniffi::custom_newtype!(RawMoney, i64);

impl From<Fen> for RawMoney {
    fn from(fen: Fen) -> Self {
        Self(fen.0)
    }
}

/// An amount as people write it.
#[derive(Debug, uniffi::Record)]
pub struct RawAmount {
    /// `exactly`, `at_least`, `at_most` or `about`.
    pub kind: String,
    /// The amount that is stated.
    pub amount: RawMoney,
}

/// What a code is and whether it is good.
#[derive(Debug, uniffi::Record)]
pub struct RawCode {
    /// The code as it may be shown.
    pub code: String,
    /// `division`, `credit_code`, `id_number` or `filing_number`.
    pub kind: String,
    /// Whether it is good.
    pub ok: bool,
    /// The name of the place.
    pub name: Option<String>,
    /// The name of the error.
    pub error: Option<String>,
    /// What is wrong, in Chinese.
    pub text_zh: Option<String>,
    /// What is wrong, in English.
    pub text_en: Option<String>,
    /// What should be looked at.
    pub warning: Option<String>,
    /// Where a letter stands that is easily confused, counted from 1.
    pub hint_at: Option<u32>,
    /// What was likely meant there.
    pub hint_likely: Option<String>,
    /// As the command line prints it.
    pub json: String,
}

/// The days by which a campaign must have disclosed.
#[derive(Debug, uniffi::Record)]
pub struct RawDues {
    /// Every three months.
    pub interim: Vec<String>,
    /// At the end.
    pub last: String,
}

/// Reads an amount of a document.
#[uniffi::export]
pub fn raw_money_parse(text: String) -> Result<RawMoney, RawError> {
    guard(|| Ok(answer::money_parse(&text)?.into()))
}

/// Writes an amount of a document.
#[uniffi::export]
pub fn raw_money_format(amount: RawMoney) -> Result<String, RawError> {
    guard(|| Ok(answer::money_format(Fen(amount.0))))
}

/// Reads an amount as people write it.
#[uniffi::export]
pub fn raw_money_read(text: String) -> Result<RawAmount, RawError> {
    guard(|| {
        let (kind, amount) = answer::money_read(&text)?;
        Ok(RawAmount {
            kind: kind.to_owned(),
            amount: amount.into(),
        })
    })
}

/// An amount in capital characters.
#[uniffi::export]
pub fn raw_money_capital(amount: RawMoney) -> Result<String, RawError> {
    guard(|| Ok(answer::money_capital(Fen(amount.0))?))
}

/// Splits a pot by weights.
#[uniffi::export]
pub fn raw_money_split(
    pot: RawMoney,
    weights: Vec<String>,
    method: String,
) -> Result<Vec<RawMoney>, RawError> {
    guard(|| {
        let shares = answer::money_split(Fen(pot.0), &borrowed(&weights), &method)?;
        Ok(shares.into_iter().map(RawMoney::from).collect())
    })
}

/// Says what a code is and whether it is good.
#[uniffi::export]
pub fn raw_code_check(text: String) -> Result<RawCode, RawError> {
    guard(|| {
        let answer = answer::code_check(&text);
        let (hint_at, hint_likely) = answer.hint().unzip();
        Ok(RawCode {
            code: answer.code().to_owned(),
            kind: answer.kind().to_owned(),
            ok: answer.ok(),
            name: answer.name().map(str::to_owned),
            error: answer.error().map(str::to_owned),
            text_zh: answer.text(Lang::Zh),
            text_en: answer.text(Lang::En),
            warning: answer.warning().map(str::to_owned),
            // A place in a code of at most 24 characters.
            hint_at: hint_at.and_then(|at| u32::try_from(at).ok()),
            hint_likely: hint_likely.map(String::from),
            json: answer.json(),
        })
    })
}

/// The divisions above a division, the nearest first.
#[uniffi::export]
pub fn raw_code_parents(text: String) -> Result<Vec<String>, RawError> {
    guard(|| Ok(answer::code_parents(&text)?))
}

/// Reads a date and writes it again.
#[uniffi::export]
pub fn raw_date(text: String) -> Result<String, RawError> {
    guard(|| Ok(answer::date(&text)?))
}

/// A date some months later.
#[uniffi::export]
pub fn raw_add_months(date: String, months: i32) -> Result<String, RawError> {
    guard(|| Ok(answer::add_months(&date, months)?))
}

/// The last day of a period after `start`.
#[uniffi::export]
pub fn raw_within(
    start: String,
    count: u32,
    unit: String,
    holidays: Vec<String>,
    working_weekends: Vec<String>,
    roll: bool,
) -> Result<String, RawError> {
    guard(|| {
        let (holidays, working) = (borrowed(&holidays), borrowed(&working_weekends));
        Ok(answer::within(
            &start, count, &unit, &holidays, &working, roll,
        )?)
    })
}

/// The days by which a campaign must have disclosed.
#[uniffi::export]
pub fn raw_quarterly(start: String, end: String) -> Result<RawDues, RawError> {
    guard(|| {
        let (interim, last) = answer::quarterly(&start, &end)?;
        Ok(RawDues { interim, last })
    })
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}
