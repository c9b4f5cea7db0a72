//! Where the unsafe code ends: the C libraries on other machines, under
//! sanitizers, without memory, and called at random.
//!
//! Each suite builds the libraries that it needs once, as that machine or tool
//! wants them, and runs the programs of bindings/c/tests and bindings/cpp/tests
//! against them.

pub(crate) mod fuzz;
pub(crate) mod machines;
pub(crate) mod memory;
pub(crate) mod sanitizers;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::count;
use crate::house::House;
use crate::install::Library;
use crate::process::{must, run};
use crate::suites::{Report, counted};

/// The package that is the shipped library.
const LIBRARY: [&str; 2] = ["-p", "bangfu-c-dist"];

/// The programme that the C tests read.
const WANYUAN: &str = "bindings/cli/data/wanyuan.json";

/// The cases that every language runs.
const VECTORS: &str = "tests/vectors";

/// A test program, with what it is told.
pub(crate) struct Program {
    /// Below bindings.
    sources: &'static [&'static str],
    arguments: &'static [&'static str],
}

pub(crate) const MISUSE: Program = program(&["c/tests/misuse.c"], &[WANYUAN]);
pub(crate) const CALLBACKS: Program = program(&["c/tests/callbacks.c"], &[WANYUAN]);
pub(crate) const THREADS: Program = program(&["c/tests/threads.c"], &[WANYUAN]);
pub(crate) const ECHO: Program = program(&["c/tests/echo.c"], &[]);
pub(crate) const BULK: Program = program(&["c/tests/bulk.c"], &[]);
/// Its full length is run elsewhere; here it is a way through every function.
pub(crate) const MEMORY: Program = program(&[LOOP], &[WANYUAN, "500"]);

/// In C++, an exception through a callback among them.
pub(crate) const CALLS: Program =
    program(&["cpp/tests/calls.cpp", "cpp/tests/second.cpp"], &[WANYUAN]);
pub(crate) const CASES: Program = program(&["cpp/tests/vectors.cpp"], &[VECTORS]);

/// Over the library with the exchange.
pub(crate) const EXCHANGED: [Program; 2] = [
    program(&["c/tests/exchange.c"], &[WANYUAN]),
    program(
        &["cpp/tests/exchange.cpp", "cpp/tests/exchange_second.cpp"],
        &[WANYUAN],
    ),
];

/// All in C that need nothing but the library.
pub(crate) const PROGRAMS: [Program; 6] = [MISUSE, CALLBACKS, THREADS, ECHO, BULK, MEMORY];

/// The loop, in which faults can be planted.
const LOOP: &str = "c/tests/memory.c";

const fn program(sources: &'static [&'static str], arguments: &'static [&'static str]) -> Program {
    Program { sources, arguments }
}

/// What a source is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    C,
    Cpp,
}

impl Language {
    fn of(source: &str) -> Self {
        if source.ends_with(".cpp") {
            Self::Cpp
        } else {
            Self::C
        }
    }

    fn standard(self) -> &'static str {
        match self {
            Self::C => "-std=c99",
            Self::Cpp => "-std=c++17",
        }
    }

    /// The compiler of this machine.
    pub(crate) fn gcc(self, house: &House) -> Command {
        house.command(match self {
            Self::C => "gcc",
            Self::Cpp => "g++",
        })
    }
}

/// A compiler with the options that go before the source.
type Compiler<'a> = &'a dyn Fn(Language) -> Result<Command, String>;

/// What compiles the programs, and against which library.
pub(crate) struct Bench<'a> {
    compiler: Compiler<'a>,
    linker: Compiler<'a>,
    /// What is linked: the library and what it needs.
    link: Vec<String>,
    /// Where the programs go.
    folder: PathBuf,
}

impl Bench<'_> {
    /// Compiles a program and gives its path. It is called after its first
    /// source.
    pub(crate) fn compile(&self, sources: &[&str]) -> Result<PathBuf, String> {
        let first = sources.first().copied().unwrap_or_default();
        let name = |source: &str, ending| self.folder.join(source.replace('/', "-") + ending);
        let program = name(first, ".exe");
        let mut link = (self.linker)(Language::of(first))?;
        link.args(["-pthread", "-o"]).arg(&program);
        for source in sources {
            let language = Language::of(source);
            let object = name(source, ".o");
            let mut compile = (self.compiler)(language)?;
            compile
                .args([language.standard(), "-O1", "-g", "-pthread"])
                .args(["-Wall", "-Wextra", "-Wpedantic", "-Werror"])
                .args(["-I", "ffi/c/include", "-I", "bindings/c/tests", "-c"])
                .arg(format!("bindings/{source}"))
                .arg("-o")
                .arg(&object);
            must(&mut compile)?;
            link.arg(&object);
        }
        must(link.args(&self.link))?;
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
                .compile(program.sources)
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
        source: &str,
        arguments: &[&str],
        words: &[&str],
        start: &dyn Fn(&Path) -> Result<Command, String>,
    ) -> Report {
        let ended = self
            .compile(&[source])
            .and_then(|file| start(&file))
            .and_then(|mut command| {
                println!("-- a fault is planted, so it must be reported:");
                run(command.args(arguments))
            });
        match ended {
            Err(why) => Report::failed(why),
            Ok(ended) if ended.ok => Report::failed(format!(
                "the fault planted in {source} {arguments:?} went unseen"
            )),
            Ok(ended) => {
                let unsaid = words
                    .iter()
                    .find(|&&word| !ended.lines.iter().any(|line| line.contains(word)));
                match unsaid {
                    Some(word) => Report::failed(format!("{source}: nothing said “{word}”")),
                    None => count::Tally { ran: 1, of: 1 }.into(),
                }
            }
        }
    }
}

/// Builds the library for debugging and gives its folder.
pub(crate) fn debug_library(house: &House) -> Result<PathBuf, String> {
    house.build_debug()
}

/// What links a program with a shared library in a folder, where it can then be
/// loaded under its own name, which carries the interface's number.
pub(crate) fn shared(library: &Library, folder: &Path) -> Result<Vec<String>, String> {
    let name = library.name;
    let mut link = Command::new("ln");
    link.args(["-s", "-f", &format!("lib{name}.so")]);
    must(link.arg(folder.join(library.soname())))?;
    let folder = folder.display().to_string();
    Ok(vec!["-L".to_owned(), folder, format!("-l{name}")])
}
