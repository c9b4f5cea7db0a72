//! The tasks behind `cargo xtask`.
//!
//! `test` is the whole truth about the project: what it does not run is not
//! promised. The other verbs make what `test` compares.

mod arch;
mod count;
mod edge;
mod generated;
mod house;
mod install;
mod languages;
mod open_data;
mod process;
mod python;
mod readme;
mod release;
mod setup;
mod sheets;
mod solver;
mod suites;
mod test;
mod toolchain;

use std::path::PathBuf;
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
    Setup {
        /// Only what the package of this language is built with
        language: Option<Language>,
    },
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
    /// Writes the sources generated from ffi/uniffi anew
    Bindgen {
        /// Writes nothing and says whether they are up to date
        #[arg(long)]
        check: bool,
    },
    /// Builds the Kotlin jar and installs it into Maven's local repository
    Jar,
    /// Builds the Python wheel for Linux into target/wheels
    Wheel,
    /// Builds for release and prints what calls cost in a language, for
    /// tests/bench/bindings.py
    Figures {
        /// The language
        language: Language,
    },
    /// Writes the example and its output into both READMEs
    Readme,
    /// Builds the C library and lays it out below a folder
    Install {
        /// The folder, such as /usr/local
        #[arg(long)]
        prefix: PathBuf,
    },
    /// Says what takes the room in the C library
    Size,
}

/// A language that has a package and in which calls are measured; C++ is C's.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Language {
    C,
    Kotlin,
    Python,
    Swift,
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
        Verb::Setup { language } => setup::run(&house, language),
        Verb::Vectors => generated::write_vectors(&house),
        Verb::Arch => arch::run(&house).map(|_| ()),
        Verb::Schemas { check: false } => generated::write_schemas(&house),
        Verb::Schemas { check: true } => generated::schemas_fresh(&house).map(|_| ()),
        Verb::Bindgen { check: false } => languages::uniffi::write(&house),
        Verb::Bindgen { check: true } => languages::uniffi::check(&house).map(|_| ()),
        Verb::Jar => languages::kotlin::write_jar(&house),
        Verb::Wheel => languages::python::write_wheel(&house),
        Verb::Figures { language } => match language {
            Language::C => languages::c::figures(&house),
            Language::Kotlin => languages::kotlin::figures(&house),
            Language::Python => languages::python::figures(&house),
            Language::Swift => languages::swift::figures(&house),
        },
        Verb::Readme => readme::write(&house),
        Verb::Install { prefix } => install::run(&house, &prefix),
        Verb::Size => languages::c::size(&house),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
