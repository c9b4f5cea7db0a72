//! The whole job in one page: `cargo run --example sample PROGRAMME`.
//!
//! Every binding has this program and prints the same text.

use std::ops::ControlFlow;

use bangfu::allocate::Progress;
use bangfu::answer;
use bangfu::error::Lang;
use bangfu::money::Fen;

/// Remembers the last report.
struct Last(u64, u64);

impl Progress for Last {
    fn report(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        *self = Self(done, total);
        ControlFlow::Continue(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("which programme?")?;
    let bytes = std::fs::read(file)?;

    let checked = answer::check(&bytes);
    let programme = answer::programme(&bytes)?;
    let name = programme.name().unwrap_or_default();
    println!("{name} ({}), {}", programme.id(), programme.as_of());
    let (errors, warnings) = (checked.errors().len(), checked.warnings().len());
    println!("check: {errors} errors, {warnings} warnings");

    let mut last = Last(0, 0);
    let plan = answer::allocate(&programme, None, &mut last)?;
    println!("progress: {} of {}", last.0, last.1);
    let totals = &plan.totals;
    println!("granted {} of {} yuan", totals.granted, totals.received);
    let columns = plan.columns();
    for need in 11..14 {
        let id = columns.needs.ids.get(need).ok_or("fewer needs")?;
        let (asked, granted) = (columns.needs.required[need], columns.needs.granted[need]);
        let (num, den) = (columns.needs.level_num[need], columns.needs.level_den[need]);
        let reason = plan.needs[need].reason.name();
        println!(
            "{id}  {}  {}  {num}/{den}  {reason}",
            Fen(asked),
            Fen(granted)
        );
    }

    let why = answer::explain_need(&programme, None, &plan, "n-012")?;
    println!("{}", why.text(Lang::Zh));
    let verified = answer::verify(&programme, None, &plan)?;
    let judgement = if verified.ok() { "right" } else { "wrong" };
    println!("verify: {judgement}, {} lines", verified.lines());

    let bad = r#"{"format":"bangfu.rules/1","id":"r","allocation":{"tiers":"loose"}}"#;
    if let Err(findings) = answer::rules(bad.as_bytes()) {
        let error = findings.first();
        let (line, column) = (error.line().unwrap_or(0), error.column().unwrap_or(0));
        println!("error {} {}", error.number(), error.name());
        println!("at {}, line {line}, column {column}", error.pointer());
        println!("{}", error.text(Lang::Zh));
    }
    Ok(())
}
