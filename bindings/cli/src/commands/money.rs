//! `bangfu money capital | read | split`.

use bangfu::error::{Code, Pointer};
use bangfu::money::{self, Decimal, Fen, MoneyError, Share};
use serde::Serialize;

use crate::args::{Method, Money};
use crate::failure::{Failure, Row, Status};
use crate::output;
use crate::session::Session;
use crate::text;

/// What `--json` prints for `capital`.
#[derive(Serialize)]
struct Capital {
    amount: Fen,
    capital: String,
}

/// What `--json` prints for `read`.
#[derive(Serialize)]
struct Read<'a> {
    text: &'a str,
    kind: &'static str,
    amount: Fen,
}

/// What `--json` prints for `split`.
#[derive(Serialize)]
struct Split {
    method: &'static str,
    shares: Vec<Fen>,
}

pub(super) fn run(session: &Session, command: Money) -> Result<Status, Failure> {
    let told = match command {
        Money::Capital { amount } => capital(session, &amount)?,
        Money::Read { text } => read(session, &text)?,
        Money::Split { amount, by, method } => split(session, &amount, &by, method)?,
    };
    output::print(session, &told)?;
    Ok(Status::Done)
}

fn wrong(session: &Session, error: &MoneyError) -> Failure {
    Failure::one(Row::at(error, &Pointer::root(), session.lang))
}

fn capital(session: &Session, amount: &str) -> Result<String, Failure> {
    let amount = Fen::parse(amount).map_err(|error| wrong(session, &error))?;
    let capital = money::capital(amount).map_err(|error| wrong(session, &error))?;
    Ok(if session.json {
        output::json(&Capital { amount, capital }, session.pretty)
    } else {
        capital + "\n"
    })
}

fn read(session: &Session, text: &str) -> Result<String, Failure> {
    let found = money::read(text).map_err(|error| wrong(session, &error))?;
    let (kind, amount) = (found.kind(), found.stated());
    Ok(if session.json {
        output::json(&Read { text, kind, amount }, session.pretty)
    } else {
        format!("{kind} {amount}\n")
    })
}

fn split(session: &Session, pot: &str, by: &[String], method: Method) -> Result<String, Failure> {
    let pot = Fen::parse(pot).map_err(|error| wrong(session, &error))?;
    let mut failure = Failure::default();
    let mut weights = Vec::with_capacity(by.len());
    for (index, word) in by.iter().enumerate() {
        match Decimal::parse(word) {
            Ok(weight) => weights.push(Share::from(weight)),
            Err(error) => {
                let why = text::usage_bad_weight(session.lang, index + 1, error.text(session.lang));
                failure
                    .errors
                    .push(Row::new((error.number(), error.name()), why));
            }
        }
    }
    if !failure.errors.is_empty() {
        return Err(failure);
    }
    let (name, shares) = match method {
        Method::LargestRemainder => ("largest_remainder", money::split(pot, &weights)),
        Method::Webster => ("webster", money::split_webster(pot, &weights)),
    };
    let shares = shares.map_err(|error| wrong(session, &error))?;
    Ok(if session.json {
        output::json(
            &Split {
                method: name,
                shares,
            },
            session.pretty,
        )
    } else {
        shares.iter().map(|share| format!("{share}\n")).collect()
    })
}
