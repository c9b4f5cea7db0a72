//! How long reading a programme takes beside serde_json's reading of the same
//! bytes into a `Value`.
//!
//! `cargo run --release -p bangfu --example beside_value RUNS FILE…`

use std::hint::black_box;
use std::time::{Duration, Instant};

use bangfu::Programme;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let runs: usize = arguments.next().ok_or("RUNS FILE…")?.parse()?;
    for file in arguments {
        let bytes = std::fs::read(&file)?;
        let (mut value, mut read) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            value.push(timed(|| {
                serde_json::from_slice::<serde_json::Value>(&bytes)
            })?);
            read.push(timed(|| Programme::read(&bytes))?);
        }
        let (value, read) = (median(value), median(read));
        println!("{file}: a Value {value:.1?}, a programme {read:.1?}");
        let percent = 100 * read.as_micros() / value.as_micros().max(1);
        println!("{percent} % of it");
    }
    Ok(())
}

/// What is read is dropped after the time was taken.
fn timed<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<Duration, E> {
    let start = Instant::now();
    let read = work()?;
    let time = start.elapsed();
    drop(black_box(read));
    Ok(time)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
