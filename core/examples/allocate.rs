//! Allocates a programme and says how long it took:
//! `cargo run --release --example allocate FILE [RUNS]`.

use std::time::Instant;

use bangfu::Programme;
use bangfu::allocate::NoProgress;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("which programme?")?;
    let runs: u32 = arguments.next().map_or(Ok(1), |runs| runs.parse())?;
    let bytes = std::fs::read(&file)?;
    let read = || Programme::read(&bytes).map_err(|errors| errors.to_string());
    for _ in 1..runs {
        let start = Instant::now();
        let programme = read()?;
        println!("read       {:>10.3?}", start.elapsed());
        drop(programme);
    }
    let programme = read()?;
    let rules = programme.rules().ok_or("the programme has no rules")?;
    for _ in 0..runs.max(1) {
        let start = Instant::now();
        let plan = programme.allocate(rules, &mut NoProgress)?;
        let took = start.elapsed();
        let (lines, entries) = (plan.lines.len(), plan.bottlenecks.len());
        println!(
            "allocate   {took:>10.3?}   granted {}, {lines} lines, {entries} bottlenecks",
            plan.totals.granted
        );
    }
    Ok(())
}
