//! Small random allocations as other solvers take them, one a line:
//! `cargo run --example networks COUNT`.
//!
//! Every third is of family g. Amounts are hundreds of yuan and more, so that a
//! level says nearly all of what a need gets.

use bangfu::allocate::NoProgress;
use bangfu::allocate::bench::{Family, Instance, Size};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: u64 = std::env::args().nth(1).ok_or("how many?")?.parse()?;
    for seed in 1..=count {
        let step = (seed % 7) as u32;
        let mut size = Size::new(
            20 + 15 * step,
            [Family::A, Family::H, Family::G][(seed % 3) as usize],
        );
        size.counties = 2 + step;
        size.gifts = size.needs / 2 + 10 * (seed % 4) as u32;
        size.seed = seed;
        let solution = Instance::made(size).solve(&mut NoProgress)?;
        solution.verify()?;
        println!("{}", serde_json::to_string(&solution.graph()?)?);
    }
    Ok(())
}
