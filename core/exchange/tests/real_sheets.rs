//! The sheets of `../shared`, which are not part of the project.

use std::path::PathBuf;

use bangfu::lists::Quantity;
use bangfu_exchange::record::{self, Asked, Reading, Records};
use bangfu_exchange::table::Mapping;
use bangfu_exchange::{Limits, Weight};

/// A file of `../shared/sheets`; says so and gives none where it is not there.
fn sheet(name: &str) -> Option<(Vec<u8>, &str)> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/sheets")
        .join(name);
    match std::fs::read(&path) {
        Ok(bytes) => Some((bytes, name)),
        Err(error) => {
            eprintln!("skipped {name}: {}: {error}", path.display());
            assert!(std::env::var_os("CI").is_none(), "CI has the sheets");
            None
        }
    }
}

fn read(name: &str) -> Option<Reading> {
    let (bytes, name) = sheet(name)?;
    Some(record::read(&bytes, name, &Mapping::default(), &Limits::default()).unwrap())
}

#[test]
fn the_five_donation_sheets_hit_their_footers_to_the_fen() {
    for (name, count, total) in [
        ("donations-2020-01-26.xls", 1_633, "38422322.24"),
        ("donations-2020-01-28.xls", 4_164, "53672528.38"),
        ("donations-2020-01-29.xls", 6_661, "80516593.00"),
        ("donations-2020-02-03.xls", 2_025, "48885948.04"),
        ("donations-2020-02-07.xls", 2_223, "28360161.37"),
    ] {
        let Some(reading) = read(name) else { return };
        let [Records::Gifts { rows, controls }] = reading.tables.as_slice() else {
            panic!("{name}: {:?}", reading.tables.len())
        };
        assert_eq!(rows.len(), count, "{name}");
        let [control] = controls.as_slice() else {
            panic!("{name}: {controls:?}")
        };
        assert_eq!(control.stated.to_string(), total, "{name}");
        assert!(control.agrees(), "{name}: {control:?}");
        let kept_out: Vec<_> = reading
            .findings
            .iter()
            .filter(|finding| finding.weight() == Weight::KeptOut)
            .collect();
        assert_eq!(kept_out, [] as [&bangfu_exchange::Finding; 0], "{name}");
        assert!(rows.iter().all(|row| row.on.is_some()));
    }
}

#[test]
fn one_in_the_list_of_needs_means_some() {
    let Some(reading) = read("needs-2020-hubei.json") else {
        return;
    };
    let [Records::Needs(rows)] = reading.tables.as_slice() else {
        panic!("{:?}", reading.tables.len())
    };
    assert_eq!(rows.len(), 2_095);
    let quantity = |row: &record::NeedRow| match &row.asked {
        Asked::Goods { quantity, .. } => *quantity,
        Asked::Money(_) => panic!("no money is asked for"),
    };
    let unknown = rows
        .iter()
        .filter(|row| quantity(row) == Quantity::Unknown)
        .count();
    assert_eq!(unknown, 1_809 + 22);
    let known = rows
        .iter()
        .filter(|row| matches!(quantity(row), Quantity::Known(n) if n >= 10));
    assert_eq!(known.count(), 264);
    let named = |name| {
        reading
            .findings
            .iter()
            .filter(move |finding| finding.name() == name)
    };
    assert_eq!(named("ONE_MEANS_SOME").count(), 1);
    assert_eq!(named("NO_QUANTITY").count(), 22);
    let places: std::collections::BTreeSet<_> = named("UNKNOWN_PLACE")
        .map(|f| f.cell().split('/').nth(1))
        .collect();
    eprintln!("{} entries name a place that is not known", places.len());
}
