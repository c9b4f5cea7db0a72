//! The suite `out-of-memory`: what the memory does not suffice for is a status,
//! and the process goes on.

use super::{Bench, Program, WANYUAN, debug_library, program, shared};
use crate::house::House;
use crate::suites::Report;

/// How much address space the process may have, in KiB.
const SPACE: &str = "400000";

const LIMIT: [Program; 1] = [program(&["c/tests/limit.c"], &[WANYUAN])];

/// Runs `limit` where memory is scarce.
pub(crate) fn run(house: &House) -> Report {
    let (built, folder) = match (debug_library(house), house.folder("edge/memory")) {
        (Ok(built), Ok(folder)) => (built, folder),
        (Err(why), _) | (_, Err(why)) => return Report::failed(why),
    };
    Bench {
        compiler: &|language| Ok(language.gcc(house)),
        linker: &|language| Ok(language.gcc(house)),
        link: shared(&built),
        folder,
    }
    .run(&LIMIT, &|program| {
        let mut command = house.command("sh");
        command
            .args(["-c", "ulimit -v $1 && shift && exec \"$@\"", "sh", SPACE])
            .arg(program)
            .env("LD_LIBRARY_PATH", &built);
        Ok(command)
    })
}
