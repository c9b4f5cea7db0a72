//! Where the unsafe code ends: the C library on other machines, under
//! sanitizers, without memory, and called at random.
//!
//! Each suite builds the library once, as that machine or tool wants it, and
//! runs the programs of bindings/c/tests against it.

pub(crate) mod fuzz;
pub(crate) mod machines;
pub(crate) mod memory;
pub(crate) mod sanitizers;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::count;
use crate::house::House;
use crate::process::{must, run};
use crate::suites::{Report, counted};

/// The package that is the shipped library.
const LIBRARY: [&str; 2] = ["-p", "bangfu-c-dist"];

/// The programme that the C tests read.
const WANYUAN: &str = "bindings/cli/data/wanyuan.json";

/// A program of bindings/c/tests, with what it is told.
pub(crate) struct Program {
    pub(crate) name: &'static str,
    pub(crate) arguments: &'static [&'static str],
}

pub(crate) const MISUSE: Program = program("misuse", &[WANYUAN]);
pub(crate) const CALLBACKS: Program = program("callbacks", &[WANYUAN]);
pub(crate) const THREADS: Program = program("threads", &[WANYUAN]);
pub(crate) const ECHO: Program = program("echo", &[]);
/// Its full length is run elsewhere; here it is a way through every function.
pub(crate) const MEMORY: Program = program("memory", &[WANYUAN, "500"]);

/// All that need nothing but the library.
pub(crate) const PROGRAMS: [Program; 5] = [MISUSE, CALLBACKS, THREADS, ECHO, MEMORY];

const fn program(name: &'static str, arguments: &'static [&'static str]) -> Program {
    Program { name, arguments }
}

/// What compiles the programs, and against which library.
pub(crate) struct Bench<'a> {
    /// The compiler with the options that go before the source.
    compiler: &'a dyn Fn() -> Command,
    /// What links, with its options.
    linker: &'a dyn Fn() -> Command,
    /// What is linked: the library and what it needs.
    link: Vec<String>,
    /// Where the programs go.
    folder: PathBuf,
}

impl Bench<'_> {
    /// Compiles a C program and gives its path.
    pub(crate) fn compile(&self, name: &str) -> Result<PathBuf, String> {
        let file = name.rsplit('/').next().unwrap_or(name);
        let object = self.folder.join(format!("{file}.o"));
        let program = self.folder.join(format!("{file}.exe"));
        let mut compile = (self.compiler)();
        compile
            .args(["-std=c99", "-O1", "-g", "-pthread"])
            .args(["-Wall", "-Wextra", "-Wpedantic", "-Werror"])
            .args(["-I", "ffi/c/include", "-I", "bindings/c/tests", "-c"])
            .arg(format!("bindings/c/tests/{name}.c"))
            .arg("-o")
            .arg(&object);
        must(&mut compile)?;
        let mut link = (self.linker)();
        link.args(["-pthread", "-o"])
            .arg(&program)
            .arg(&object)
            .args(&self.link);
        must(&mut link)?;
        Ok(program)
    }

    /// Compiles the programs and runs each as `start` says.
    pub(crate) fn run(
        &self,
        programs: &[Program],
        start: &dyn Fn(&Path) -> Result<Command, String>,
    ) -> Report {
        let mut report = Report::default();
        for program in programs {
            let command = self
                .compile(program.name)
                .and_then(|file| start(&file))
                .map(|mut command| {
                    command.args(program.arguments);
                    command
                });
            report.add(match command {
                Ok(mut command) => counted(run(&mut command), count::cases),
                Err(why) => Report::failed(why),
            });
        }
        report
    }

    /// Runs a program with a planted fault, and asks that it is reported: that
    /// the run fails and that one of its lines has these words.
    pub(crate) fn planted(
        &self,
        name: &str,
        arguments: &[&str],
        words: &[&str],
        start: &dyn Fn(&Path) -> Result<Command, String>,
    ) -> Report {
        let ended = self
            .compile(name)
            .and_then(|file| start(&file))
            .and_then(|mut command| {
                println!("-- a fault is planted, so it must be reported:");
                run(command.args(arguments))
            });
        match ended {
            Err(why) => Report::failed(why),
            Ok(ended) if ended.ok => Report::failed(format!(
                "the fault planted in {name} {arguments:?} went unseen"
            )),
            Ok(ended) => {
                let unsaid = words
                    .iter()
                    .find(|&&word| !ended.lines.iter().any(|line| line.contains(word)));
                match unsaid {
                    Some(word) => Report::failed(format!("{name}: nothing said “{word}”")),
                    None => count::Tally { ran: 1, of: 1 }.into(),
                }
            }
        }
    }
}

/// Builds the library for debugging and gives its folder.
pub(crate) fn debug_library(house: &House) -> Result<PathBuf, String> {
    let mut build = house.cargo(&["build", "--locked"]);
    must(build.args(LIBRARY))?;
    Ok(house.target.join("debug"))
}

/// What links a program with the shared library in a folder.
pub(crate) fn shared(folder: &Path) -> Vec<String> {
    vec![
        "-L".to_owned(),
        folder.display().to_string(),
        "-lbangfu".to_owned(),
    ]
}
