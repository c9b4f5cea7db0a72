//! The C library with the exchange in it, over C and over C++.

use std::path::Path;

use super::{C, CPP, Link, Tree, WANYUAN, json_of_cpp, on_tree, tutorial};
use crate::count::{self, Tally};
use crate::house::{self, House};
use crate::install::EXCHANGE;
use crate::languages::{GIFTS, same_exchange_sample};
use crate::process::{output, run};
use crate::suites::{Report, counted};
use crate::toolchain::{Missing, all_work};

/// What the stripped shared library may weigh: the readers of sheets, the writer
/// of workbooks and the table of traditional characters are most of it.
const LIMIT: u64 = 6 * 1024 * 1024;

const SAMPLE: &str = "bindings/c/sample_exchange.c";
const PRINTS: &str = "bindings/c/sample_exchange.txt";
const TESTS: &str = "bindings/c/tests/exchange.c";

const CPP_SAMPLE: &str = "bindings/cpp/sample_exchange.cpp";
/// Two files, so that the linker sees the headers twice.
const CPP_TESTS: [&str; 2] = [
    "bindings/cpp/tests/exchange.cpp",
    "bindings/cpp/tests/exchange_second.cpp",
];

/// How much address space there is where memory is scarce, in KiB.
const SPACE: &str = "400000";

/// The library and its header, the sample, and the tests, which run under
/// valgrind too, and where memory is scarce.
pub(crate) fn suite(house: &House) -> Report {
    if !all_work(&["valgrind"]) {
        return Missing::set_up("valgrind").into();
    }
    on_tree(house, |tree| {
        let headers = ["bangfu.h", "bangfu_exchange.h"];
        let mut tally = tree.judge(&EXCHANGE, &headers, LIMIT)?;
        let call = ("import(NULL, \"gifts.csv\", \"\", 0)", "NULL_POINTER");
        tutorial(tree, "bangfu_exchange.h", Link::Exchange, call)?;
        tally += Tally { ran: 1, of: 1 };
        for link in [Link::Exchange, Link::ExchangeStatic] {
            tally += sample(tree, &tree.compile(C, &[SAMPLE], &[], link)?)?;
        }
        let program = tree.compile(C, &[TESTS], &[], Link::Exchange)?;
        let mut report = Report::from(tally);
        report.add(tests(tree, &program));
        let mut limited = tree.program(Path::new("sh"));
        limited
            .args([
                "-c",
                "ulimit -v $1 && exec \"$2\" \"$3\" limit",
                "sh",
                SPACE,
            ])
            .arg(&program)
            .arg(WANYUAN);
        report.add(counted(run(&mut limited), count::cases));
        Ok(report)
    })
}

/// `bangfu_exchange.hpp`: the sample, linked both ways, and the tests, which run
/// under valgrind too.
pub(crate) fn cpp(house: &House) -> Report {
    if !all_work(&["valgrind"]) {
        return Missing::set_up("valgrind").into();
    }
    json_of_cpp(house, |tree| {
        let mut tally = Tally::default();
        for link in [Link::Exchange, Link::ExchangeStatic] {
            tally += cpp_sample(tree, &tree.compile(CPP, &[CPP_SAMPLE], &[], link)?)?;
        }
        let mut report = Report::from(tally);
        let program = tree.compile(CPP, &CPP_TESTS, &[], Link::Exchange)?;
        report.add(tests(tree, &program));
        Ok(report)
    })
}

/// Runs a test program, and once more under valgrind.
fn tests(tree: &Tree<'_>, program: &Path) -> Report {
    let mut report = counted(run(tree.program(program).arg(WANYUAN)), count::cases);
    let mut valgrind = tree.program(Path::new("valgrind"));
    valgrind
        .args(["--quiet", "--error-exitcode=99", "--leak-check=full"])
        .args([
            "--show-leak-kinds=definite",
            "--errors-for-leak-kinds=definite",
        ])
        .arg(program)
        .arg(WANYUAN);
    report.add(counted(run(&mut valgrind), count::cases));
    report
}

/// The samples as CMake built them in both ways, and whether they print what they
/// should.
pub(super) fn by_cmake(
    tree: &Tree<'_>,
    folder: &str,
    judge: fn(&Tree<'_>, &Path) -> Result<Tally, String>,
) -> Result<Tally, String> {
    let build = tree.cmake(folder)?;
    let mut tally = Tally::default();
    for program in ["sample_exchange", "sample_exchange-static"] {
        tally += judge(tree, &build.join(program))?;
    }
    Ok(tally)
}

/// Whether the sample in C++ prints what it prints in every language.
pub(super) fn cpp_sample(tree: &Tree<'_>, program: &Path) -> Result<Tally, String> {
    let printed = output(tree.program(program).args([WANYUAN, GIFTS]))?;
    same_exchange_sample(tree.house, &printed)
        .map_err(|why| format!("{}: {why}", program.display()))
}

/// Whether the sample in C prints what it should, and leaves a workbook behind.
pub(super) fn sample(tree: &Tree<'_>, program: &Path) -> Result<Tally, String> {
    let workbook = tree.house.folder("c")?.join("gifts.xlsx");
    let _ = std::fs::remove_file(&workbook); // That of a run before.
    let printed = output(tree.program(program).arg(&workbook))?;
    if printed != house::read(&tree.house.root.join(PRINTS))? {
        return Err(format!(
            "{} differs from {PRINTS}:\n{printed}",
            program.display()
        ));
    }
    if !workbook.is_file() {
        return Err(format!("{} wrote no workbook", program.display()));
    }
    Ok(Tally { ran: 1, of: 1 })
}
