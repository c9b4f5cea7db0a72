//! The suite `out-of-memory`: what the memory does not suffice for is a status,
//! and the process goes on.

use super::{Bench, Program, WANYUAN, debug_library, program, shared};
use crate::house::House;
use crate::install::BANGFU;
use crate::suites::Report;

/// How much address space the process may have, in KiB.
const SPACE: &str = "400000";

const LIMIT: [Program; 1] = [program(&["c/tests/limit.c"], &[WANYUAN])];

/// Runs `limit` where memory is scarce.
pub(crate) fn run(house: &House) -> Report {
    limited(house).unwrap_or_else(Report::failed)
}

fn limited(house: &House) -> Result<Report, String> {
    let built = debug_library(house)?;
    let bench = Bench {
        compiler: &|language| Ok(language.gcc(house)),
        linker: &|language| Ok(language.gcc(house)),
        link: shared(&BANGFU, &built)?,
        folder: house.folder("edge/memory")?,
    };
    let start = |program: &std::path::Path| {
        let mut command = house.command("sh");
        command
            .args(["-c", "ulimit -v $1 && shift && exec \"$@\"", "sh", SPACE])
            .arg(program)
            .env("LD_LIBRARY_PATH", &built);
        Ok(command)
    };
    Ok(bench.run(&LIMIT, &start))
}
