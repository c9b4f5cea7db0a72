//! The suite `open-data`: what the validators of other people's formats say of
//! what bangfu publishes.

use crate::count;
use crate::house::House;
use crate::process::run;
use crate::python;
use crate::suites::{Report, counted};

/// Where the formats' schemas lie, beside the repository. They are not part of
/// it.
const STANDARDS: &str = "../shared/standards";

/// Publishes programmes and has the files judged.
pub(crate) fn judged(house: &House) -> Report {
    let standards = house.root.join(STANDARDS);
    if !standards.is_dir() {
        let why = format!(
            "{STANDARDS} is not here: the schemas of 360Giving and IATI are not part of the project"
        );
        return Report {
            skipped: vec![why],
            ..Report::default()
        };
    }
    python::with_judges(house, |python| {
        let folder = match house.build_debug().and_then(|_| house.folder("open-data")) {
            Ok(folder) => folder,
            Err(why) => return Report::failed(why),
        };
        let mut command = python.command();
        command
            .arg("tests/open-data/check.py")
            .arg(house.binary("debug"))
            .args([&standards, &folder]);
        counted(run(&mut command), count::cases)
    })
}
