//! C and C++: an installed tree that was moved elsewhere, and programs against
//! it, linked both ways, by pkg-config and by CMake.

pub(crate) mod exchange;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::count::{self, Tally};
use crate::house::{self, House};
use crate::install::{self, BANGFU, Library};
use crate::languages::{WANYUAN, same_sample};
use crate::process::{must, output, run};
use crate::suites::{Report, counted};
use crate::toolchain::{Missing, all_work, tools};

/// What the stripped shared library may weigh.
const LIMIT: u64 = 2 * 1024 * 1024;
const VECTORS: &str = "tests/vectors";
const C: &[&str] = &["gcc", "-std=c99", "-O1"];
const CPP: &[&str] = &["g++", "-std=c++17", "-O1"];
const STRICT: &[&str] = &["-Wall", "-Wextra", "-Wpedantic", "-Werror"];

/// How a program finds the library, and which.
#[derive(Clone, Copy)]
enum Link {
    Shared,
    Static,
    Exchange,
    ExchangeStatic,
}

impl Link {
    /// What pkg-config calls it.
    const fn package(self) -> &'static str {
        match self {
            Self::Shared => "bangfu",
            Self::Static => "bangfu-static",
            Self::Exchange => "bangfu_exchange",
            Self::ExchangeStatic => "bangfu_exchange-static",
        }
    }
}

/// The installed tree, in a place where it was not made.
struct Tree<'a> {
    house: &'a House,
    prefix: PathBuf,
}

/// Where the JSON reader of the C tests lies.
pub(crate) fn yyjson() -> PathBuf {
    tools().join("yyjson")
}

/// The tree, made once for all suites.
fn tree(house: &House) -> Result<Tree<'_>, String> {
    static ONCE: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let prefix = ONCE.get_or_init(|| moved(house)).clone()?;
    Ok(Tree { house, prefix })
}

fn moved(house: &House) -> Result<PathBuf, String> {
    let built = install::build(house)?;
    let folder = house.folder("c")?;
    let (made, prefix) = (folder.join("made"), folder.join("moved/to here"));
    for old in [&made, &prefix] {
        let _ = fs::remove_dir_all(old);
    }
    install::lay_out(house, &built, &made)?;
    let failed = |error: std::io::Error| format!("{}: {error}", prefix.display());
    fs::create_dir_all(folder.join("moved")).map_err(failed)?;
    fs::rename(&made, &prefix).map_err(failed)?;
    Ok(prefix)
}

impl Tree<'_> {
    /// What pkg-config says for a way of linking. A space in the prefix is
    /// escaped there, so the words are the shell's.
    fn flags(&self, link: Link) -> Result<String, String> {
        let mut command = self.house.command("pkg-config");
        command
            .args(["--cflags", "--libs", link.package()])
            .env("PKG_CONFIG_PATH", self.prefix.join("lib/pkgconfig"));
        Ok(output(&mut command)?.trim().to_owned())
    }

    /// Compiles sources, relative to the repository, into a program.
    fn compile(
        &self,
        compiler: &[&str],
        sources: &[&str],
        more: &[&str],
        link: Link,
    ) -> Result<PathBuf, String> {
        let first = sources.first().copied().unwrap_or_default();
        let name = format!("{}-{}", first.replace(['/', '.'], "-"), link.package());
        let program = self.house.folder("c")?.join(name);
        let words = [compiler, STRICT, sources, more].concat().join(" ");
        let line = format!(
            "{words} -o '{}' {} -lpthread",
            program.display(),
            self.flags(link)?
        );
        must(self.house.command("sh").args(["-c", &line]))?;
        Ok(program)
    }

    /// A program that finds the shared library.
    fn program(&self, program: &Path) -> Command {
        let mut command = self.house.command(program);
        command.env("LD_LIBRARY_PATH", self.prefix.join("lib"));
        command
    }

    /// Whether the sample, however it was linked, prints what all samples do.
    fn sample(&self, program: &Path) -> Result<Tally, String> {
        let printed = output(self.program(program).arg(WANYUAN))?;
        same_sample(self.house, &printed).map_err(|why| format!("{}: {why}", program.display()))
    }

    /// The samples, built by pkg-config and by CMake, linked both ways.
    fn samples(&self, compiler: &[&str], folder: &str, source: &str) -> Result<Tally, String> {
        let mut tally = Tally::default();
        let source = format!("{folder}/{source}");
        for link in [Link::Shared, Link::Static] {
            tally += self.sample(&self.compile(compiler, &[&source], &[], link)?)?;
        }
        let build = self.cmake(folder)?;
        // A build folder remembers where it found the package.
        let _ = fs::remove_dir_all(&build);
        let mut configure = self.house.command("cmake");
        configure.args(["-S", folder, "-B"]).arg(&build);
        configure.arg(format!("-DCMAKE_PREFIX_PATH={}", self.prefix.display()));
        must(&mut configure)?;
        must(self.house.command("cmake").arg("--build").arg(&build))?;
        for program in ["sample", "sample-static"] {
            tally += self.sample(&build.join(program))?;
        }
        Ok(tally)
    }

    /// Where CMake builds the samples of a folder.
    fn cmake(&self, folder: &str) -> Result<PathBuf, String> {
        let name = format!("cmake-{}", folder.replace('/', "-"));
        Ok(self.house.folder("c")?.join(name))
    }

    /// Judges a library: its symbols are the functions of the headers, its name
    /// has the interface's number, it is small.
    fn judge(&self, library: &Library, headers: &[&str], limit: u64) -> Result<Tally, String> {
        let soname = library.soname();
        let file = self.prefix.join("lib").join(&soname);
        let mut declared = BTreeSet::new();
        for header in headers {
            declared.extend(functions(&self.header(header)?));
        }
        let exported = exported(self.house, &file)?;
        let headers = headers.join(" and ");
        if exported != declared {
            let differ: Vec<&String> = exported.symmetric_difference(&declared).collect();
            return Err(format!("{soname} and {headers} differ in {differ:?}"));
        }
        println!("{} functions, those of {headers}", exported.len());
        let dynamic = output(self.house.command("objdump").arg("-p").arg(&file))?;
        if !dynamic.contains(&format!("SONAME               {soname}")) {
            return Err(format!("the library is not called {soname}"));
        }
        let size = fs::metadata(&file)
            .map_err(|error| format!("{}: {error}", file.display()))?
            .len();
        println!("{soname}, stripped: {size} bytes of {limit}");
        if size > limit {
            return Err(format!("{soname} has {size} bytes, more than {limit}"));
        }
        Ok(Tally { ran: 3, of: 3 })
    }

    /// An installed header.
    fn header(&self, name: &str) -> Result<String, String> {
        house::read(&self.prefix.join("include").join(name))
    }

    /// Compiles and runs a test that says how much it ran.
    fn test(&self, compiler: &[&str], sources: &[&str], more: &[&str], argument: &str) -> Report {
        match self.compile(compiler, sources, more, Link::Shared) {
            Ok(program) => counted(run(self.program(&program).arg(argument)), count::cases),
            Err(why) => Report::failed(why),
        }
    }
}

/// Runs a suite on the moved tree.
fn on_tree(house: &House, suite: impl FnOnce(&Tree<'_>) -> Result<Report, String>) -> Report {
    if !all_work(&["gcc", "g++", "cmake", "make", "pkg-config", "strip", "nm"]) {
        return Missing::set_up("gcc, g++, CMake, make, pkg-config, strip or nm").into();
    }
    tree(house)
        .and_then(|tree| suite(&tree))
        .unwrap_or_else(Report::failed)
}

/// The library: its symbols are the header's functions, its name has the
/// interface's number, it is small; and the header's tutorial compiles.
pub(crate) fn library(house: &House) -> Report {
    on_tree(house, |tree| {
        let mut tally = tree.judge(&BANGFU, &["bangfu.h"], LIMIT)?;
        // The empty text is no programme.
        let call = ("allocate(\"\", 0)", "SYNTAX");
        tutorial(tree, "bangfu.h", Link::Shared, call)?;
        tally += Tally { ran: 1, of: 1 };
        Ok(tally.into())
    })
}

fn exported(house: &House, library: &Path) -> Result<BTreeSet<String>, String> {
    let mut nm = house.command("nm");
    nm.args(["-D", "--defined-only"]).arg(library);
    let symbols = output(&mut nm)?;
    let names = symbols
        .lines()
        .filter_map(|line| line.split(' ').next_back());
    Ok(names.map(str::to_owned).collect())
}

/// The functions that the header declares: below its comments, a name and an
/// opening bracket. `bf_check_abi` is inline.
fn functions(header: &str) -> BTreeSet<String> {
    let code: Vec<&str> = header
        .lines()
        .filter(|line| !line.trim_start().starts_with(['*', '/', '#']))
        .filter(|line| !line.starts_with("typedef") && !line.trim_start().starts_with("return"))
        .collect();
    let names = code.iter().filter_map(|line| line.split_once('('));
    names
        .filter_map(|(before, _)| before.rsplit([' ', '*']).next())
        .filter(|name| name.starts_with("bf_") && *name != "bf_check_abi")
        .map(str::to_owned)
        .collect()
}

/// Compiles the page of C with which a header opens, and makes a call that it is
/// to refuse: it says so on stderr.
fn tutorial(
    tree: &Tree<'_>,
    header: &str,
    link: Link,
    (call, refusal): (&str, &str),
) -> Result<(), String> {
    let text = tree.header(header)?;
    let page = text
        .split_once("THE WHOLE JOB IN ONE PAGE")
        .and_then(|(_, rest)| rest.split_once("THE CONTRACT"))
        .ok_or_else(|| format!("{header} opens without its page"))?
        .0;
    let lines = page.lines().filter_map(|line| line.strip_prefix(" *   "));
    let mut code = lines.collect::<Vec<_>>().join("\n");
    code.push_str(&format!(
        "\nint main(void) {{ return {call} == 1 ? 0 : 1; }}\n"
    ));
    let file = tree.house.folder("c")?.join("tutorial.c");
    house::write(&file, &code)?;
    let file = file.display().to_string();
    let program = tree.compile(C, &[&file], &[], link)?;
    let refused = tree
        .program(&program)
        .output()
        .map_err(|error| format!("the tutorial: {error}"))?;
    if refused.status.success() && refused.stderr.starts_with(refusal.as_bytes()) {
        Ok(())
    } else {
        Err(format!("the tutorial of {header} does not do what it says"))
    }
}

/// The sample in C.
pub(crate) fn c_sample(house: &House) -> Report {
    on_tree(house, |tree| {
        let mut tally = tree.samples(C, "bindings/c", "sample.c")?;
        tally += exchange::by_cmake(tree, "bindings/c", exchange::sample)?;
        Ok(tally.into())
    })
}

/// Values that cross, and everything that can be misused.
pub(crate) fn c_tests(house: &House) -> Report {
    on_tree(house, |tree| {
        let mut report = Report::default();
        for test in ["misuse", "callbacks", "threads", "echo", "bulk"] {
            let source = format!("bindings/c/tests/{test}.c");
            report.add(tree.test(C, &[&source], &[], WANYUAN));
        }
        Ok(report)
    })
}

/// The vectors, over `bangfu.h`.
pub(crate) fn c_vectors(house: &House) -> Report {
    let folder = yyjson();
    if !folder.join("yyjson.c").is_file() {
        return Missing::set_up("yyjson").into();
    }
    on_tree(house, |tree| {
        // Another's source, so without our warnings.
        let object = house.folder("c")?.join("yyjson.o");
        let mut compile = house.command("gcc");
        compile.args(["-O1", "-w", "-c"]);
        must(compile.arg(folder.join("yyjson.c")).arg("-o").arg(&object))?;
        let include = format!("-isystem '{}'", folder.display());
        let object = format!("'{}'", object.display());
        let more = [include.as_str(), object.as_str()];
        Ok(tree.test(C, &["bindings/c/tests/vectors.c"], &more, VECTORS))
    })
}

/// The loop that must not grow.
pub(crate) fn c_memory(house: &House) -> Report {
    on_tree(house, |tree| {
        Ok(tree.test(C, &["bindings/c/tests/memory.c"], &[], WANYUAN))
    })
}

/// The samples in C++; that of the exchange only as CMake builds it.
pub(crate) fn cpp_sample(house: &House) -> Report {
    json_of_cpp(house, |tree| {
        let mut tally = tree.samples(CPP, "bindings/cpp", "sample.cpp")?;
        tally += exchange::by_cmake(tree, "bindings/cpp", exchange::cpp_sample)?;
        Ok(tally.into())
    })
}

/// What `bangfu.hpp` adds.
pub(crate) fn cpp_tests(house: &House) -> Report {
    on_tree(house, |tree| {
        let sources = [
            "bindings/cpp/tests/calls.cpp",
            "bindings/cpp/tests/second.cpp",
        ];
        Ok(tree.test(CPP, &sources, &[], WANYUAN))
    })
}

/// The loop that must not grow, freed by scopes.
pub(crate) fn cpp_memory(house: &House) -> Report {
    on_tree(house, |tree| {
        Ok(tree.test(CPP, &["bindings/cpp/tests/memory.cpp"], &[], WANYUAN))
    })
}

/// The vectors, over `bangfu.hpp`.
pub(crate) fn cpp_vectors(house: &House) -> Report {
    json_of_cpp(house, |tree| {
        Ok(tree.test(CPP, &["bindings/cpp/tests/vectors.cpp"], &[], VECTORS))
    })
}

/// Runs a suite on the moved tree, where C++ has a reader of JSON.
fn json_of_cpp(house: &House, suite: impl FnOnce(&Tree<'_>) -> Result<Report, String>) -> Report {
    if !Path::new("/usr/include/nlohmann/json.hpp").is_file() {
        return Missing::set_up("nlohmann-json3-dev").into();
    }
    on_tree(house, suite)
}

/// What calls and columns cost over the library that ships.
pub(crate) fn figures(house: &House) -> Result<(), String> {
    BANGFU.build(house)?;
    let mut bench = house.command("sh");
    bench.arg("bindings/c/bench/run.sh");
    must(bench.env("CARGO_TARGET_DIR", &house.target)).map(|_| ())
}

/// Says what takes the room in the shared library: the symbols, by crate and
/// module.
pub(crate) fn size(house: &House) -> Result<(), String> {
    let library = BANGFU.build(house)?.join("libbangfu.so");
    let mut nm = house.command("nm");
    nm.args(["--print-size", "--size-sort", "--demangle"]);
    let symbols = output(nm.arg(&library))?;
    let mut rooms = std::collections::BTreeMap::<String, u64>::new();
    let mut all = 0;
    for line in symbols.lines() {
        let mut words = line.splitn(4, ' ').skip(1);
        let (Some(size), _, Some(name)) = (words.next(), words.next(), words.next()) else {
            continue;
        };
        let size = u64::from_str_radix(size, 16).unwrap_or(0);
        all += size;
        *rooms.entry(room(name)).or_default() += size;
    }
    let mut rooms: Vec<(String, u64)> = rooms.into_iter().collect();
    rooms.sort_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
    for (room, size) in rooms.iter().take(25) {
        println!("{size:>9}  {room}");
    }
    println!("{all:>9}  all symbols of {}", library.display());
    Ok(())
}

/// The crate and the module of a symbol.
fn room(symbol: &str) -> String {
    let path = symbol.trim_start_matches(['<', '&', '(', '[']);
    let path = path.strip_prefix("mut ").unwrap_or(path);
    let end = |c: char| !(c.is_alphanumeric() || c == '_' || c == ':');
    let path = path.split(end).next().unwrap_or_default();
    let parts: Vec<&str> = path.split("::").filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [] => "(others)".to_owned(),
        [one] => one.to_owned(),
        [first, second, ..] => format!("{first}::{second}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_found_and_nothing_else() {
        let header = "/** bf_no() */\n * bf_no(1)\n#define BF_NO(x) x\n\
            typedef int32_t (*bf_progress_fn)(void *);\n\
            const char *bf_version(void);\nbf_status bf_check(const char *json,\n    size_t len);\n\
            static inline bf_status bf_check_abi(bf_error **err)\n{\n    return bf_check_version(0);\n}\n";
        let names: Vec<String> = functions(header).into_iter().collect();
        assert_eq!(names, ["bf_check", "bf_version"]);
    }

    #[test]
    fn a_symbol_belongs_to_a_crate_and_a_module() {
        for (symbol, expected) in [
            ("core::slice::sort::stable::drift", "core::slice"),
            (
                "<bangfu::money::Fen as core::fmt::Display>::fmt",
                "bangfu::money",
            ),
            (
                "<&mut serde_json::ser::Compound<W>>::end",
                "serde_json::ser",
            ),
            ("bf_check", "bf_check"),
        ] {
            assert_eq!(room(symbol), expected);
        }
    }
}
