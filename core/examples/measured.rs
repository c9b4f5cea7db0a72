//! Makes up needs and gifts, and perhaps solves and certifies them: for tools
//! that count what a program does. What a step costs is the difference to the
//! step before it.
//!
//! `cargo run --release --example measured NEEDS a|h|g make|solve|verify`

use bangfu::allocate::NoProgress;
use bangfu::allocate::bench::{Family, Instance, Size};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [needs, family, step] = arguments.as_slice() else {
        return Err("NEEDS a|h|g make|solve|verify".into());
    };
    let family = match family.as_str() {
        "a" => Family::A,
        "h" => Family::H,
        "g" => Family::G,
        other => return Err(format!("no such family: {other}").into()),
    };
    let instance = Instance::made(Size::new(needs.parse()?, family));
    if step == "make" {
        println!("{} needs", instance.needs());
        return Ok(());
    }
    let solution = instance.solve(&mut NoProgress)?;
    if step == "verify" {
        solution.verify()?;
    }
    println!("{} fen in {} lines", solution.granted(), solution.lines());
    Ok(())
}
