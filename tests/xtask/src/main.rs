//! The tasks behind `cargo xtask`.
//!
//! `test` is the whole truth about the project: what it does not run is not
//! promised. The other verbs make what `test` compares.

mod arch;
mod count;
mod edge;
mod generated;
mod house;
mod process;
mod python;
mod readme;
mod release;
mod setup;
mod suites;
mod test;
mod toolchain;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::house::House;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Everything that is done to bangfu, and not by it"
)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Runs every suite, or those named, and ends with a table
    Test {
        /// Only these suites
        suites: Vec<String>,
        /// Names the suites and runs none
        #[arg(long)]
        list: bool,
    },
    /// Installs what the suites need (root, Debian)
    Setup,
    /// Has the oracle write tests/vectors anew
    Vectors,
    /// Judges every path of the core against the order of its rooms
    Arch,
    /// Writes core/schemas anew
    Schemas {
        /// Writes nothing and says whether they are up to date
        #[arg(long)]
        check: bool,
    },
    /// Writes the example and its output into both READMEs
    Readme,
}

fn main() -> ExitCode {
    let done = House::find().and_then(|house| match Arguments::parse().verb {
        Verb::Test { list: true, .. } => {
            suites::ALL
                .iter()
                .for_each(|suite| println!("{:18} {}", suite.name, suite.about));
            Ok(())
        }
        Verb::Test { suites, .. } => test::run(&house, &suites),
        Verb::Setup => setup::run(&house),
        Verb::Vectors => generated::write_vectors(&house),
        Verb::Arch => arch::run(&house).map(|_| ()),
        Verb::Schemas { check: false } => generated::write_schemas(&house),
        Verb::Schemas { check: true } => generated::schemas_fresh(&house).map(|_| ()),
        Verb::Readme => readme::write(&house),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
