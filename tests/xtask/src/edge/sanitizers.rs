//! The suite `sanitizers`: the C tests under valgrind, under gcc's sanitizers,
//! and with the library itself built with them.
//!
//! Each tool also gets a program with a fault of the kind that it is to find,
//! and must report it: silence is worth something only from a tool that speaks.

use std::path::Path;

use super::{
    BULK, Bench, CALLBACKS, CALLS, CASES, ECHO, LIBRARY, LOOP, Language, MISUSE, PROGRAMS, THREADS,
    WANYUAN, debug_library, program, shared,
};
use crate::house::House;
use crate::install::BANGFU;
use crate::process::must;
use crate::suites::Report;
use crate::toolchain::nightly::{self, Sanitizer};

/// Under ASan, too, memory that nobody has is no memory and not the end: the
/// tests ask for 2⁶³ − 1 bytes, and the library for its part asks before it takes.
const OPTIONS: (&str, &str) = ("ASAN_OPTIONS", "allocator_may_return_null=1");

/// Every tool after the other; what one finds does not keep the next from
/// looking.
pub(crate) fn run(house: &House) -> Report {
    let built = match debug_library(house) {
        Ok(built) => built,
        Err(why) => return Report::failed(why),
    };
    let mut report = Report::default();
    for tool in [valgrind, gcc] {
        report.add(tool(house, &built).unwrap_or_else(Report::failed));
    }
    for sanitizer in [Sanitizer::Address, Sanitizer::Thread] {
        report.add(library(house, sanitizer).unwrap_or_else(Report::failed));
    }
    report
}

/// valgrind's memcheck, on the library as it is.
fn valgrind(house: &House, built: &Path) -> Result<Report, String> {
    let bench = Bench {
        compiler: &|language| Ok(language.gcc(house)),
        linker: &|language| Ok(language.gcc(house)),
        link: shared(&BANGFU, built)?,
        folder: house.folder("edge/valgrind")?,
    };
    let start = |program: &Path| {
        let mut command = house.command("valgrind");
        command
            .args(["--quiet", "--error-exitcode=99", "--leak-check=full"])
            .args([
                "--show-leak-kinds=definite",
                "--errors-for-leak-kinds=definite",
            ])
            .arg(program)
            .env("LD_LIBRARY_PATH", built)
            .env("RUST_BACKTRACE", "0");
        Ok(command)
    };
    // Few rounds and no threads, which it runs one at a time: memcheck is
    // thirty times slower.
    let memory = program(&[LOOP], &[WANYUAN, "50"]);
    let mut report = bench.run(&[MISUSE, CALLBACKS, ECHO, BULK, memory, CALLS], &start);
    report.add(bench.planted(LOOP, &[WANYUAN, "2", "leak"], &["definitely lost"], &start));
    report.add(bench.planted(
        LOOP,
        &[WANYUAN, "2", "stale"],
        &["Invalid read", "bf_text_len"],
        &start,
    ));
    Ok(report)
}

/// gcc's address and undefined-behaviour sanitizers in the C programs, which
/// see what the library allocates and copies.
fn gcc(house: &House, built: &Path) -> Result<Report, String> {
    let watching = |language: Language| {
        let mut command = language.gcc(house);
        command.args([
            "-fsanitize=address,undefined",
            "-fno-sanitize-recover=all",
            "-fno-omit-frame-pointer",
        ]);
        Ok(command)
    };
    let bench = Bench {
        compiler: &watching,
        linker: &watching,
        link: shared(&BANGFU, built)?,
        folder: house.folder("edge/gcc")?,
    };
    let start = |program: &Path| {
        let mut command = house.command(program);
        command.env(OPTIONS.0, OPTIONS.1);
        command.env("LD_LIBRARY_PATH", built);
        Ok(command)
    };
    let mut report = bench.run(&PROGRAMS, &start);
    report.add(bench.run(&[CALLS, CASES], &start));
    report.add(bench.run(&[program(&["c/tests/sanitizer.c"], &["address"])], &start));
    report.add(bench.planted(LOOP, &[WANYUAN, "2", "leak"], &["LeakSanitizer"], &start));
    report.add(bench.planted(
        "c/tests/planted/small.c",
        &[],
        &["heap-buffer-overflow"],
        &start,
    ));
    report.add(bench.planted(
        "c/tests/planted/undefined.c",
        &[],
        &["runtime error: "],
        &start,
    ));
    Ok(report)
}

/// The library built with a sanitizer by the nightly Rust, with C programs that
/// gcc instruments. Both speak to the one runtime that is linked, Rust's.
fn library(house: &House, sanitizer: Sanitizer) -> Result<Report, String> {
    let nightly = match nightly::nightly(house) {
        Ok(nightly) => nightly,
        Err(missing) => return Ok(missing.into()),
    };
    let (mut build, built) = nightly.build(sanitizer, &LIBRARY);
    must(&mut build)?;
    let name = sanitizer.name();
    let instrument = format!("-fsanitize={name}");
    let bench = Bench {
        compiler: &|language| {
            let mut command = language.gcc(house);
            command.args([instrument.as_str(), "-fno-omit-frame-pointer"]);
            Ok(command)
        },
        linker: &|language| Ok(language.gcc(house)),
        link: linked(
            &built.join("debug/libbangfu.a"),
            &nightly.runtime(sanitizer)?,
        ),
        folder: house.folder(&format!("edge/{name}"))?,
    };
    let start = |program: &Path| {
        let mut command = house.command(program);
        command.env(OPTIONS.0, OPTIONS.1);
        Ok(command)
    };
    let mut report = Report::default();
    match sanitizer {
        Sanitizer::Address => {
            report.add(bench.run(&[program(&["c/tests/sanitizer.c"], &["address"])], &start));
            report.add(bench.run(&PROGRAMS, &start));
            let stale = ["heap-use-after-free", "bf_text_len"];
            report.add(bench.planted(LOOP, &[WANYUAN, "2", "stale"], &stale, &start));
            let leak = ["LeakSanitizer"];
            report.add(bench.planted(LOOP, &[WANYUAN, "2", "leak"], &leak, &start));
        }
        Sanitizer::Thread => {
            report.add(bench.run(&[program(&["c/tests/sanitizer.c"], &["thread"])], &start));
            report.add(bench.run(&[CALLBACKS, THREADS], &start));
            let race = "WARNING: ThreadSanitizer: data race";
            report.add(bench.planted("c/tests/threads.c", &[WANYUAN, "race"], &[race], &start));
            let inside = [race, "bf_money_parse"];
            report.add(bench.planted("c/tests/planted/race.c", &[], &inside, &start));
        }
    }
    Ok(report)
}

/// Links the static library and the whole of the runtime, whose functions the
/// program exports: the library asks the dynamic linker for them.
fn linked(library: &Path, runtime: &Path) -> Vec<String> {
    let system = ["-lstdc++", "-lm", "-ldl", "-lrt", "-lresolv"];
    [
        "-rdynamic".to_owned(),
        library.display().to_string(),
        "-Wl,--whole-archive".to_owned(),
        runtime.display().to_string(),
        "-Wl,--no-whole-archive".to_owned(),
    ]
    .into_iter()
    .chain(system.map(str::to_owned))
    .collect()
}
