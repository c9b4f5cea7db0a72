//! The suite `libreoffice`: what somebody else's spreadsheet makes of ours.

use crate::count;
use crate::house::House;
use crate::process::run;
use crate::python;
use crate::suites::{Report, counted};
use crate::toolchain::{Missing, all_work};

/// LibreOffice computes the workbooks anew and finds what bangfu says.
pub(crate) fn libreoffice(house: &House) -> Report {
    for program in ["soffice", "faketime"] {
        if !all_work(&[program]) {
            return Missing::set_up(program).into();
        }
    }
    python::found(house, |python| {
        let folder = match house.build_debug().and_then(|_| house.folder("sheets")) {
            Ok(folder) => folder,
            Err(why) => return Report::failed(why),
        };
        let mut command = python.command();
        command
            .arg("tests/sheets/libreoffice.py")
            .arg(house.binary("debug"))
            .arg(folder);
        counted(run(&mut command), count::cases)
    })
}
