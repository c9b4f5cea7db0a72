//! The release build: its size, its demo, and that it gives the same bytes as
//! any other way of running the same programme.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::count::Tally;
use crate::house::{self, House};
use crate::process::{must, works};
use crate::python::{self, Python};
use crate::suites::Report;

/// What the stripped binary may weigh; the readers of sheets are a good
/// megabyte of it, the writer of workbooks is another, and what knows traditional
/// characters half of one.
const LIMIT: u64 = 10 * 1024 * 1024;
const PROGRAMME: &str = "bindings/cli/data/wanyuan.json";

/// Builds, weighs, and runs the demo.
pub(crate) fn build(house: &House) -> Result<Tally, String> {
    must(&mut house.cargo(&["build", "--release", "--package", "bangfu-cli"]))?;
    let stripped = house.folder("stripped")?.join("bangfu");
    must(
        house
            .command("strip")
            .arg("-o")
            .arg(&stripped)
            .arg(house.binary("release")),
    )?;
    let size = fs::metadata(&stripped)
        .map_err(|error| format!("{}: {error}", stripped.display()))?
        .len();
    println!("the stripped binary has {size} bytes of {LIMIT}");
    if size > LIMIT {
        return Err(format!(
            "the stripped binary has {size} bytes, more than {LIMIT}"
        ));
    }
    // Shown, not judged: no test depends on time. The second run finds the
    // binary in memory.
    for _ in 0..2 {
        let begun = Instant::now();
        let demo = house
            .command(&stripped)
            .arg("demo")
            .stdin(Stdio::null())
            .output();
        let output = demo.map_err(|error| format!("demo: {error}"))?;
        println!(
            "demo: {}, {} ms, {} bytes",
            output.status,
            begun.elapsed().as_millis(),
            output.stdout.len()
        );
        if !output.status.success() || output.stdout.is_empty() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
    }
    Ok(Tally { ran: 2, of: 2 })
}

/// A way of running the same programme.
struct Way {
    name: String,
    command: Command,
}

/// Allocates the same programme in different ways and compares the plans.
pub(crate) fn same_bytes(house: &House) -> Report {
    python::found(house, |python| {
        let built = house.build_debug().and_then(|_| {
            must(&mut house.cargo(&["build", "--release", "--package", "bangfu-cli"]))
        });
        match built.and_then(|_| compare(house, python)) {
            Ok(report) => report,
            Err(why) => Report::failed(why),
        }
    })
}

fn compare(house: &House, python: &Python<'_>) -> Result<Report, String> {
    let folder = house.folder("same-bytes")?;
    let mut report = Report::default();
    let mut ways = ways(house, python, &folder)?;
    let later = "faketime";
    if works(later, &["--version"]) {
        let mut command = house.command(later);
        command
            .arg("2031-02-28 23:59:58")
            .arg(house.binary("release"));
        ways.push(Way {
            name: "another day".to_owned(),
            command: allocate(command, &house.root.join(PROGRAMME)),
        });
    } else {
        report.add(Report::missing("another day: `apt-get install faketime`"));
        report.tally.of += 1;
    }
    let wanted = plan(
        allocate(
            house.command(house.binary("release")),
            &house.root.join(PROGRAMME),
        ),
        &folder,
    )?;
    for way in ways {
        let found = plan(way.command, &folder)?;
        report.tally += Tally { ran: 1, of: 1 };
        let same = found == wanted;
        println!(
            "{:28} {}",
            way.name,
            if same { "the same" } else { "DIFFERS" }
        );
        if !same {
            let file = folder.join("differs.json");
            house::write(&file, &found)?;
            report.failed = Some(format!(
                "{}: another plan, see {}",
                way.name,
                file.display()
            ));
        }
    }
    Ok(report)
}

fn ways(house: &House, python: &Python<'_>, folder: &Path) -> Result<Vec<Way>, String> {
    let original = house.root.join(PROGRAMME);
    let release = || house.command(house.binary("release"));
    let mut ways = vec![Way {
        name: "debug build".to_owned(),
        command: allocate(house.command(house.binary("debug")), &original),
    }];
    for (locale, zone) in [
        ("C", "UTC"),
        ("zh_CN.UTF-8", "Asia/Shanghai"),
        ("de_DE.UTF-8", "America/Anchorage"),
        ("tr_TR.UTF-8", ""),
    ] {
        let mut command = allocate(release(), &original);
        command
            .env("LANG", locale)
            .env("LC_ALL", locale)
            .env("TZ", zone);
        ways.push(Way {
            name: format!("locale {locale}"),
            command,
        });
    }
    for seed in 1..=5 {
        let permuted = folder.join(format!("permuted-{seed}.json"));
        let mut command = python.command();
        command
            .arg("tests/oracle/permute.py")
            .arg("--seed")
            .arg(seed.to_string())
            .arg(&original)
            .arg(&permuted);
        must(&mut command)?;
        ways.push(Way {
            name: format!("rows in another order, {seed}"),
            command: allocate(release(), &permuted),
        });
    }
    Ok(ways)
}

fn allocate(mut command: Command, programme: &Path) -> Command {
    command.arg("allocate").arg(programme);
    command
}

/// The plan that the command writes.
fn plan(mut command: Command, folder: &Path) -> Result<String, String> {
    let file = folder.join("plan.json");
    let _ = fs::remove_file(&file); // That of the run before must not be taken for this one's.
    let output = command
        .arg("--out")
        .arg(&file)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("allocate: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "allocate: {}\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    house::read(&file)
}
