//! The suites, in the order in which they run: what fails fast comes first.

use crate::count::{self, Tally};
use crate::house::House;
use crate::process::{Finished, run};
use crate::{arch, edge, generated, languages, open_data, python, readme, release, sheets, solver};

/// A part of `cargo xtask test`.
pub(crate) struct Suite {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) run: fn(&House) -> Report,
}

/// How a suite ended.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) tally: Tally,
    /// What did not run, and why; where something is missing, how to get it.
    pub(crate) skipped: Vec<String>,
    /// Of these, what this machine lacks: under CI that is a failure.
    pub(crate) missing: bool,
    pub(crate) failed: Option<String>,
}

impl Report {
    /// The suite can't run here.
    pub(crate) fn missing(why: impl Into<String>) -> Self {
        Self {
            skipped: vec![why.into()],
            missing: true,
            ..Self::default()
        }
    }

    pub(crate) fn failed(why: impl Into<String>) -> Self {
        Self {
            failed: Some(why.into()),
            ..Self::default()
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.tally += other.tally;
        self.skipped.extend(other.skipped);
        self.missing |= other.missing;
        self.failed = self.failed.take().or(other.failed);
    }
}

impl From<Result<Tally, String>> for Report {
    fn from(result: Result<Tally, String>) -> Self {
        match result {
            Ok(tally) => Self {
                tally,
                ..Self::default()
            },
            Err(why) => Self::failed(why),
        }
    }
}

/// All suites. A new one is a row here.
pub(crate) const ALL: &[Suite] = &[
    Suite {
        name: "format",
        about: "rustfmt would change nothing",
        run: format,
    },
    Suite {
        name: "arch",
        about: "no path of the core runs against the order of its rooms",
        run: |house| arch::run(house).into(),
    },
    Suite {
        name: "programmes",
        about: "the Wanyuan programme and the county directory say what their sources say",
        run: programmes,
    },
    Suite {
        name: "oracle",
        about: "the oracle agrees with itself",
        run: oracle,
    },
    Suite {
        name: "vectors-fresh",
        about: "the committed vectors are what the oracle writes",
        run: generated::vectors_fresh,
    },
    Suite {
        name: "clippy",
        about: "no lint, no warning",
        run: clippy,
    },
    Suite {
        name: "tests",
        about: "Rust's tests, those in the documentation too",
        run: tests,
    },
    Suite {
        name: "vectors",
        about: "every suite of tests/vectors, by the Rust core",
        run: generated::vectors_run,
    },
    Suite {
        name: "rust-sample",
        about: "the sample in Rust prints what it prints in every language",
        run: languages::rust::sample,
    },
    Suite {
        name: "random",
        about: "random programmes: the core equals the oracle",
        run: random,
    },
    Suite {
        name: "strangers",
        about: "OR-Tools and HiGHS find what the allocator finds, on small random networks",
        run: solver::strangers,
    },
    Suite {
        name: "open-data",
        about: "360Giving's schema, IATI's and hxlvalidate accept what is published, and refuse what was broken on purpose",
        run: open_data::judged,
    },
    Suite {
        name: "schemas",
        about: "the committed JSON Schemas are what the types say",
        run: |house| generated::schemas_fresh(house).into(),
    },
    Suite {
        name: "bindgen",
        about: "the committed sources of Kotlin, Swift and Python are what uniffi writes",
        run: |house| languages::uniffi::check(house).into(),
    },
    Suite {
        name: "kotlin-sample",
        about: "the sample in Kotlin, over the jar, prints what it prints in every language",
        run: languages::kotlin::sample,
    },
    Suite {
        name: "kotlin-vectors",
        about: "every suite of tests/vectors, by the calls of the Kotlin package",
        run: languages::kotlin::vectors,
    },
    Suite {
        name: "kotlin-tests",
        about: "the Kotlin package's tests: echoes of extremes, misuse, and as Java sees it",
        run: languages::kotlin::tests,
    },
    Suite {
        name: "kotlin-memory",
        about: "a hundred thousand programmes read in Kotlin leave the process as large as it was",
        run: languages::kotlin::memory,
    },
    Suite {
        name: "python-sample",
        about: "the sample in Python prints what it prints in every language",
        run: languages::python::sample,
    },
    Suite {
        name: "python-vectors",
        about: "every suite of tests/vectors, by the functions of the Python package",
        run: languages::python::vectors,
    },
    Suite {
        name: "python-tests",
        about: "the Python package's tests, echoes of extremes among them, and its types",
        run: languages::python::tests,
    },
    Suite {
        name: "python-memory",
        about: "a hundred thousand programmes read in Python leave the process as large as it was",
        run: languages::python::memory,
    },
    Suite {
        name: "python-wheel",
        about: "the wheels for Linux are small, run on glibc 2.17, and install",
        run: languages::python::wheel_works,
    },
    Suite {
        name: "swift-sample",
        about: "the sample in Swift prints what it prints in every language",
        run: languages::swift::sample,
    },
    Suite {
        name: "swift-vectors",
        about: "every suite of tests/vectors, by the types of the Swift package",
        run: languages::swift::vectors,
    },
    Suite {
        name: "swift-tests",
        about: "the Swift package's tests, echoes of extremes and a library that does not fit among them",
        run: languages::swift::tests,
    },
    Suite {
        name: "swift-memory",
        about: "a hundred thousand programmes read in Swift leave the process as large as it was",
        run: languages::swift::memory,
    },
    Suite {
        name: "schema-agreement",
        about: "reader and schemas refuse the same malformed documents",
        run: schema_agreement,
    },
    Suite {
        name: "readme",
        about: "the READMEs show the example and what it prints",
        run: |house| readme::check(house).into(),
    },
    Suite {
        name: "docs",
        about: "the documentation builds without a warning",
        run: docs,
    },
    Suite {
        name: "package",
        about: "the core can be packaged, and the package compiles",
        run: package,
    },
    Suite {
        name: "release",
        about: "the release build is small enough, and its demo runs",
        run: |house| release::build(house).into(),
    },
    Suite {
        name: "instructions",
        about: "the allocator takes no more instructions than it did",
        run: solver::instructions,
    },
    Suite {
        name: "same-bytes",
        about: "the same plan, whatever the build, order of rows, locale or day",
        run: release::same_bytes,
    },
    Suite {
        name: "libreoffice",
        about: "LibreOffice computes what bangfu exports anew, and finds the same; the bytes are the same whenever and wherever",
        run: sheets::libreoffice,
    },
    Suite {
        name: "c-library",
        about: "the symbols of the C library are the functions of bangfu.h; it is small",
        run: languages::c::library,
    },
    Suite {
        name: "c-sample",
        about: "the sample in C, from a moved installation and linked both ways, prints what it prints in every language",
        run: languages::c::c_sample,
    },
    Suite {
        name: "c-tests",
        about: "the C tests: echoes of extremes, misuse, callbacks, threads",
        run: languages::c::c_tests,
    },
    Suite {
        name: "c-exchange",
        about: "the C library with the exchange: its symbols are the functions of both headers; sheets, texts and open data in C, under valgrind too",
        run: languages::c::exchange::suite,
    },
    Suite {
        name: "c-vectors",
        about: "every suite of tests/vectors, over bangfu.h",
        run: languages::c::c_vectors,
    },
    Suite {
        name: "c-memory",
        about: "10⁵ programmes made and freed in C: the resident size stays",
        run: languages::c::c_memory,
    },
    Suite {
        name: "cpp-sample",
        about: "the sample in C++, from a moved installation and linked both ways, prints what it prints in every language",
        run: languages::c::cpp_sample,
    },
    Suite {
        name: "cpp-tests",
        about: "the C++ tests: echoes of extremes, exceptions, handles, threads",
        run: languages::c::cpp_tests,
    },
    Suite {
        name: "cpp-exchange",
        about: "sheets, texts and open data in C++, under valgrind too; its sample prints what it prints in every language",
        run: languages::c::exchange::cpp,
    },
    Suite {
        name: "cpp-vectors",
        about: "every suite of tests/vectors, over bangfu.hpp",
        run: languages::c::cpp_vectors,
    },
    Suite {
        name: "cpp-memory",
        about: "10⁵ programmes made in C++ and freed by their scopes: the resident size stays",
        run: languages::c::cpp_memory,
    },
    Suite {
        name: "glibc",
        about: "the C libraries load on a Linux with glibc 2.17, and pass their tests",
        run: edge::machines::glibc,
    },
    Suite {
        name: "windows",
        about: "the DLLs pass the C and C++ tests, those of the exchange too (Wine)",
        run: edge::machines::windows,
    },
    Suite {
        name: "arm64",
        about: "the ARM64 libraries pass the C and C++ tests, those of the exchange too (qemu)",
        run: edge::machines::arm64,
    },
    Suite {
        name: "out-of-memory",
        about: "memory that can't be had is a status",
        run: edge::memory::run,
    },
    Suite {
        name: "sanitizers",
        about: "valgrind, ASan, UBSan and TSan find nothing but what was planted",
        run: edge::sanitizers::run,
    },
    Suite {
        name: "fuzz",
        about: "the corpora again, then up to half a minute of random input a target",
        run: edge::fuzz::run_all,
    },
];

/// How many random programmes are compared, and the seed that makes them.
const RANDOM: (&str, &str) = ("3000", "7");

fn format(house: &House) -> Report {
    once(
        run(&mut house.cargo(&["fmt", "--all", "--check"])),
        "run `cargo fmt --all`",
    )
}

fn clippy(house: &House) -> Report {
    let arguments = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "-D",
        "warnings",
    ];
    once(run(&mut house.cargo(&arguments)), "see above")
}

fn tests(house: &House) -> Report {
    let mut report = Report::default();
    // The core by itself too, as the C library has it: the command line turns
    // on its feature `parallel` for all that is built with it.
    let core = &["--package", "bangfu", "--lib"];
    for package in [&[][..], core, &["--profile", "tool", "--package", "xtask"]] {
        let mut command = house.cargo(&["test", "--no-fail-fast"]);
        command.args(package).args(["--", "--show-output"]);
        report.add(counted(run(&mut command), count::rust_tests));
    }
    report
}

fn docs(house: &House) -> Report {
    let mut command = house.cargo(&["doc", "--workspace", "--no-deps"]);
    once(run(command.env("RUSTDOCFLAGS", "-D warnings")), "see above")
}

fn package(house: &House) -> Report {
    // A file that the crate includes but does not package shows only when the
    // package is compiled, so it is: quickly, since nothing of it is run.
    let mut command = house.cargo(&["package", "--package", "bangfu", "--allow-dirty"]);
    command
        .env("CARGO_PROFILE_DEV_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "none");
    once(run(&mut command), "see above")
}

fn oracle(house: &House) -> Report {
    python::found(house, |python| {
        counted(
            run(python.command().arg("tests/oracle/selftest.py")),
            count::cases,
        )
    })
}

fn programmes(house: &House) -> Report {
    python::found(house, |python| {
        let tests = run(python.command().arg("tests/programmes/test_wanyuan.py"));
        let mut report = counted(tests, count::python_tests);
        let fresh = run(python
            .command()
            .args(["tests/programmes/wanyuan.py", "--check"]));
        report.add(once(fresh, "run `python3 tests/programmes/wanyuan.py`"));
        let directory = run(python
            .command()
            .args(["tests/oracle/directory.py", "--check"]));
        report.add(once(directory, "run `python3 tests/oracle/directory.py`"));
        report
    })
}

fn random(house: &House) -> Report {
    python::found(house, |python| {
        let file = match house.folder("random") {
            Ok(folder) => folder.join("random.jsonl"),
            Err(why) => return Report::failed(why),
        };
        let (many, seed) = RANDOM;
        let mut write = python.command();
        write
            .args([
                "tests/oracle/random_programmes.py",
                "--count",
                many,
                "--seed",
                seed,
                "--out",
            ])
            .arg(&file);
        if !run(&mut write).is_ok_and(|finished| finished.ok) {
            return Report::failed("the oracle could not write the programmes");
        }
        let arguments = [
            "test",
            "--test",
            "vectors_allocate",
            "a_random_file",
            "--",
            "--nocapture",
        ];
        let mut report = counted(
            run(house.cargo(&arguments).env("BANGFU_RANDOM", &file)),
            count::cases,
        );
        if report.failed.is_none() && report.tally.of.to_string() != many {
            report.failed = Some(format!("{many} programmes were written"));
        }
        report
    })
}

fn schema_agreement(house: &House) -> Report {
    python::with_packages(house, |python| {
        counted(
            run(python.command().arg("tests/oracle/schema_agreement.py")),
            count::cases,
        )
    })
}

/// A command that either succeeds or fails.
pub(crate) fn once(finished: Result<Finished, String>, mend: &str) -> Report {
    match finished {
        Err(why) => Report::failed(why),
        Ok(Finished { ok: true, .. }) => Tally { ran: 1, of: 1 }.into(),
        Ok(_) => Report {
            tally: Tally { ran: 1, of: 1 },
            ..Report::failed(mend)
        },
    }
}

/// A command that says how much it ran. None at all is a failure: a suite that
/// tests nothing must not pass.
pub(crate) fn counted(finished: Result<Finished, String>, count: fn(&[String]) -> Tally) -> Report {
    let finished = match finished {
        Ok(finished) => finished,
        Err(why) => return Report::failed(why),
    };
    let tally = count(&finished.lines);
    let skipped = count::skipped(&finished.lines);
    let failed = if !finished.ok {
        Some("see above".to_owned())
    } else if tally.of == 0 {
        Some("nothing ran".to_owned())
    } else {
        None
    };
    Report {
        tally,
        skipped,
        missing: false,
        failed,
    }
}

impl From<Tally> for Report {
    fn from(tally: Tally) -> Self {
        Ok(tally).into()
    }
}
