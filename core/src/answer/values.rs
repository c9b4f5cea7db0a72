//! Amounts, codes and dates, in and out as plain values.

use crate::canonical;
use crate::code::{self, DivisionCode};
use crate::error::{Code, Lang};
use crate::finding::Findings;
use crate::misuse::Misuse;
use crate::money::{self, Decimal, Fen, Share};
use crate::time::{Calendar, Date, Roll, quarterly_dues};

/// Reads an amount of a document, yuan with at most two decimals.
///
/// # Errors
///
/// `BAD_AMOUNT`, `OUT_OF_RANGE`.
pub fn money_parse(text: &str) -> Result<Fen, Findings> {
    Ok(Fen::parse(text)?)
}

/// An amount as documents write it, yuan with two decimals: `1386000.00`.
#[must_use]
pub fn money_format(amount: Fen) -> String {
    amount.to_string()
}

/// Reads an amount as people write it: how it is to be understood (`exactly`,
/// `at_least`, `at_most`, `about`), and the amount.
///
/// # Errors
///
/// `BAD_AMOUNT`, `OUT_OF_RANGE`.
///
/// # Examples
///
/// ```
/// let (kind, amount) = bangfu::answer::money_read("138.6万余元")?;
/// assert_eq!((kind, amount.0), ("at_least", 138_600_000));
/// # Ok::<(), bangfu::finding::Findings>(())
/// ```
pub fn money_read(text: &str) -> Result<(&'static str, Fen), Findings> {
    let amount = money::read(text)?;
    Ok((amount.kind(), amount.stated()))
}

/// An amount in capital characters (大写).
///
/// # Errors
///
/// `OUT_OF_RANGE` for amounts below 0.
pub fn money_capital(amount: Fen) -> Result<String, Findings> {
    Ok(money::capital(amount)?)
}

/// Splits a pot by weights so that the shares sum to exactly the pot.
/// `method` is `largest_remainder` or `webster`.
///
/// # Errors
///
/// `BAD_DECIMAL` for a weight, `WEIGHTS_ALL_ZERO`, `OUT_OF_RANGE`, and
/// `UNKNOWN_CONSTANT` for another method.
///
/// # Examples
///
/// ```
/// use bangfu::money::Fen;
///
/// let shares = bangfu::answer::money_split(Fen(100), &["1", "1", "1"], "largest_remainder")?;
/// assert_eq!(shares, [Fen(34), Fen(33), Fen(33)]);
/// # Ok::<(), bangfu::finding::Findings>(())
/// ```
pub fn money_split(pot: Fen, weights: &[&str], method: &str) -> Result<Vec<Fen>, Findings> {
    let read = weights.iter().map(|text| Decimal::parse(text));
    let weights = read
        .map(|weight| weight.map(Share::from))
        .collect::<Result<Vec<_>, _>>()?;
    match method {
        "largest_remainder" => Ok(money::split(pot, &weights)?),
        "webster" => Ok(money::split_webster(pot, &weights)?),
        _ => Err(Misuse::UnknownConstant { argument: "method" }.into()),
    }
}

/// What a code is and whether it is good; an ID number is only ever shown
/// masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeAnswer(code::Checked);

/// Says what a code is and whether it is good.
///
/// # Examples
///
/// ```
/// let answer = bangfu::answer::code_check("511781");
/// assert_eq!((answer.kind(), answer.name()), ("division", Some("万源市")));
/// ```
#[must_use]
pub fn code_check(text: &str) -> CodeAnswer {
    CodeAnswer(code::check(text))
}

impl CodeAnswer {
    /// The code as it may be shown.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// `division`, `credit_code`, `id_number` or `filing_number`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self.0.kind {
            code::Kind::Division => "division",
            code::Kind::CreditCode => "credit_code",
            code::Kind::IdNumber => "id_number",
            code::Kind::FilingNumber => "filing_number",
        }
    }

    /// Whether the code is good.
    #[must_use]
    pub const fn ok(&self) -> bool {
        self.0.is_ok()
    }

    /// The name of the place, where the directory knows it.
    #[must_use]
    pub const fn name(&self) -> Option<&'static str> {
        self.0.name
    }

    /// The name of the error.
    #[must_use]
    pub fn error(&self) -> Option<&'static str> {
        self.0.error.as_ref().map(Code::name)
    }

    /// What is wrong, in the language asked for.
    #[must_use]
    pub fn text(&self, lang: Lang) -> Option<String> {
        self.0.error.as_ref().map(|error| error.text(lang))
    }

    /// What should be looked at although the code is not bad: `CHECK_DIGIT`.
    #[must_use]
    pub fn warning(&self) -> Option<&'static str> {
        self.0.warning.map(|warning| match warning {
            code::Warning::CheckDigit => "CHECK_DIGIT",
        })
    }

    /// The answer as a document: `{"code":…,"kind":…,"ok":…}`.
    #[must_use]
    pub fn json(&self) -> String {
        canonical::compact(&self.0)
    }

    /// A letter that is easily confused: where it stands, counted from 1, and
    /// what was likely meant.
    #[must_use]
    pub fn hint(&self) -> Option<(usize, char)> {
        self.0.hint()
    }
}

/// The divisions above a division, the nearest first.
///
/// # Errors
///
/// `BAD_CODE`.
pub fn code_parents(text: &str) -> Result<Vec<String>, Findings> {
    let code = DivisionCode::parse(text)?;
    let parents = std::iter::successors(code.parent(), DivisionCode::parent);
    Ok(parents.map(|code| code.to_string()).collect())
}

/// Reads a date and writes it again: `2024-04-02`.
///
/// # Errors
///
/// `BAD_DATE`.
pub fn date(text: &str) -> Result<String, Findings> {
    Ok(Date::parse(text)?.to_string())
}

/// A date some months later, clamped to the end of the month.
///
/// # Errors
///
/// `BAD_DATE`, and `OUT_OF_RANGE` when the years end.
pub fn add_months(date: &str, months: i32) -> Result<String, Findings> {
    Ok(Date::parse(date)?.add_months(months)?.to_string())
}

/// The last day of a period of `count` units (`calendar_days`,
/// `working_days`, `months`) after `from`, whose first day is not counted.
/// With `roll`, a last day that is no working day moves to the next one.
///
/// # Errors
///
/// `BAD_DATE`, `OUT_OF_RANGE`, and `UNKNOWN_CONSTANT` for another unit.
pub fn within(
    from: &str,
    count: u32,
    unit: &str,
    holidays: &[&str],
    working_weekends: &[&str],
    roll: bool,
) -> Result<String, Findings> {
    let dates = |texts: &[&str]| {
        let read = texts.iter().map(|text| Date::parse(text));
        read.collect::<Result<Vec<_>, _>>()
    };
    let calendar = Calendar::new(dates(holidays)?, dates(working_weekends)?);
    let from = Date::parse(from)?;
    let roll = if roll {
        Roll::NextWorkingDay
    } else {
        Roll::Strict
    };
    let end = match unit {
        "calendar_days" => calendar.within_calendar_days(from, count, roll)?,
        "working_days" => calendar.within_working_days(from, count)?,
        "months" => calendar.within_months(from, count, roll)?,
        _ => return Err(Misuse::UnknownConstant { argument: "unit" }.into()),
    };
    Ok(end.to_string())
}

/// The days by which a campaign that runs from `from` to `to` must have
/// disclosed: every three months, and the final one.
///
/// # Errors
///
/// `BAD_DATE`, and `OUT_OF_RANGE` for a period that ends before it begins.
pub fn quarterly(from: &str, to: &str) -> Result<(Vec<String>, String), Findings> {
    let dues = quarterly_dues(Date::parse(from)?, Date::parse(to)?)?;
    let interim = dues.interim.iter().map(Date::to_string).collect();
    Ok((interim, dues.last.to_string()))
}
