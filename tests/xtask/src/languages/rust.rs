//! Rust, which needs no binding: its sample over the core itself.

use crate::house::House;
use crate::languages::{WANYUAN, same_sample};
use crate::process::output;
use crate::suites::Report;

/// The sample prints what it prints in every language.
pub(crate) fn sample(house: &House) -> Report {
    let compared = house
        .build_debug()
        .and_then(|_| output(house.example("sample").arg(WANYUAN)))
        .and_then(|printed| same_sample(house, &printed));
    compared.into()
}
