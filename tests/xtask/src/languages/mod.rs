//! The packages of other languages: what is generated for them, and their
//! suites.

pub(crate) mod c;
pub(crate) mod kotlin;
pub(crate) mod python;
pub(crate) mod rust;
pub(crate) mod swift;
pub(crate) mod uniffi;

use crate::count::Tally;
use crate::house::{self, House};

/// The programme that every sample reads.
const WANYUAN: &str = "bindings/cli/data/wanyuan.json";

/// What every sample prints.
const SAMPLE: &str = "tests/sample/sample.txt";

/// The sheet that every sample of the exchange imports.
const GIFTS: &str = "tests/sample/gifts.csv";

/// What every sample of the exchange prints.
const EXCHANGED: &str = "tests/sample/exchange.txt";

/// Whether a sample printed what all samples print.
fn same_sample(house: &House, printed: &str) -> Result<Tally, String> {
    same(house, printed, SAMPLE)
}

/// Whether a sample of the exchange printed what all of them print.
fn same_exchange_sample(house: &House, printed: &str) -> Result<Tally, String> {
    same(house, printed, EXCHANGED)
}

fn same(house: &House, printed: &str, expected: &str) -> Result<Tally, String> {
    if printed == house::read(&house.root.join(expected))? {
        println!("the sample prints {expected}");
        Ok(Tally { ran: 1, of: 1 })
    } else {
        Err(format!("the sample differs from {expected}:\n{printed}"))
    }
}
