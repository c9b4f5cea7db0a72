//! The sheets of `../shared`, which are not part of the project.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use bangfu::lists::Quantity;
use bangfu::money::Fen;
use bangfu_exchange::record::{self, Asked, Reading, Records};
use bangfu_exchange::remark::{Outcome, Proposal};
use bangfu_exchange::table::Mapping;
use bangfu_exchange::value::clean;
use bangfu_exchange::{Limits, Weight, source};

const DONATIONS: [&str; 5] = [
    "donations-2020-01-26.xls",
    "donations-2020-01-28.xls",
    "donations-2020-01-29.xls",
    "donations-2020-02-03.xls",
    "donations-2020-02-07.xls",
];

/// A file of `../shared/sheets`; says so and gives none where it is not there.
fn sheet(name: &str) -> Option<(Vec<u8>, &str)> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/sheets")
        .join(name);
    match std::fs::read(&path) {
        Ok(bytes) => Some((bytes, name)),
        Err(error) => {
            eprintln!("skipped {name}: {}: {error}", path.display());
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
    // 高新区, 城南新区, 宜昌市's 武汉市 and 天门市 are in no directory.
    let unknown: BTreeSet<_> = named("UNKNOWN_PLACE")
        .map(|finding| finding.cell().split('/').nth(1).unwrap().to_owned())
        .collect();
    assert_eq!(unknown.len(), 8);
}

/// Every distinct remark with what it is proposed to mean, and the amount.
fn distinct() -> Option<Vec<(Proposal, Fen)>> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for name in DONATIONS {
        let reading = read(name)?;
        let [Records::Gifts { rows, .. }] = reading.tables.as_slice() else {
            panic!("{name}")
        };
        for row in rows {
            if let Some(proposal) = &row.proposal
                && seen.insert(proposal.text.clone())
            {
                found.push((Proposal::clone(proposal), row.money));
            }
        }
    }
    Some(found)
}

fn shown(proposal: &Proposal, money: Fen) -> String {
    let characters: Vec<char> = proposal.text.chars().collect();
    let words: Vec<String> = proposal
        .words
        .iter()
        .map(|range| characters[range.clone()].iter().collect())
        .collect();
    let json = |clause: &bangfu::giving::Clause| serde_json::to_string(clause).unwrap();
    let outcome = match &proposal.outcome {
        Outcome::Whole(clause) => json(clause),
        Outcome::Parts(parts) => parts
            .iter()
            .map(|part| format!("{} {}", part.money, json(&part.clause)))
            .collect::<Vec<_>>()
            .join("\n    "),
        Outcome::Nothing(reason) => format!("- {reason:?}"),
        Outcome::Unclear(doubt, clause) => {
            format!(
                "? {doubt:?} {}",
                clause.as_ref().map_or(String::new(), json)
            )
        }
    };
    format!(
        "{} ({money})\n    {outcome}\n    <{}>\n",
        proposal.text,
        words.join("|")
    )
}

#[test]
fn each_remark_has_a_proposal_or_a_stated_reason() {
    let Some(found) = distinct() else { return };
    let table: String = found
        .iter()
        .map(|(proposal, money)| shown(proposal, *money))
        .collect();
    insta::assert_snapshot!("remarks", table);
}

/// What a person says of each remark, in `judged.txt`.
fn judged() -> BTreeMap<String, char> {
    let lines = include_str!("judged.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (mark, rest) = line.split_at(1);
            let remark = rest.split(" — ").next().unwrap().trim();
            (remark.to_owned(), mark.chars().next().unwrap())
        })
        .collect()
}

#[test]
fn each_remark_was_judged_by_hand_and_is_still_read_that_way() {
    let Some(found) = distinct() else { return };
    let judged = judged();
    let texts: Vec<_> = found.iter().map(|(proposal, _)| &proposal.text).collect();
    assert!(
        texts.iter().all(|text| judged.contains_key(*text)),
        "{texts:?}"
    );
    assert_eq!(texts.len(), judged.len());
    for (proposal, _) in &found {
        let mark = match &proposal.outcome {
            Outcome::Nothing(_) => "0",
            Outcome::Unclear(..) => "?",
            Outcome::Whole(_) | Outcome::Parts(_) => "=<>",
        };
        assert!(mark.contains(judged[&proposal.text]), "{}", proposal.text);
    }
}

/// Rows of goods that stand in no line, by cell and name.
const LEFT: [(&str, usize, &[&str]); 4] = [
    ("goods-distributed-merged.xlsx", 202, &[]),
    (
        "goods-received-by-item.xlsx",
        138,
        &[
            "A86 SHARED_QUANTITY",
            "A88 SHARED_QUANTITY",
            "A89 SHARED_QUANTITY",
        ],
    ),
    (
        "goods-received-merged.xlsx",
        209,
        &[
            "B49 SHARED_QUANTITY",
            "B98 SHARED_QUANTITY",
            "B100 SHARED_QUANTITY",
            "B104 SHARED_QUANTITY",
            "B106 SHARED_QUANTITY",
            "B186 SHARED_QUANTITY",
            "B188 SHARED_QUANTITY",
            "B219 SHARED_QUANTITY",
            "B221 SHARED_QUANTITY",
            "B223 SHARED_QUANTITY",
            "B233 MISSING_VALUE",
            "B236 MISSING_VALUE",
            "B237 MISSING_VALUE",
        ],
    ),
    (
        "goods-valued-wan-yuan.xlsx",
        25,
        &["C11 NO_QUANTITY", "C12 NO_QUANTITY"],
    ),
];

#[test]
fn each_goods_line_has_unit_and_quantity_or_a_finding() {
    for (name, count, left) in LEFT {
        let Some(reading) = read(name) else { return };
        let [Records::Goods(lines)] = reading.tables.as_slice() else {
            panic!("{name}: {:?}", reading.tables.len())
        };
        assert_eq!(lines.len(), count, "{name}");
        for line in lines {
            assert!(line.unit.is_some(), "{name} {}", line.cell);
            assert!(
                matches!(line.quantity, Quantity::Known(n) if n > 0),
                "{name} {}",
                line.cell
            );
        }
        let kept_out = reading
            .findings
            .iter()
            .filter(|finding| finding.weight() == Weight::KeptOut);
        let found: Vec<_> = kept_out
            .map(|finding| format!("{} {}", finding.cell(), finding.name()))
            .collect();
        assert_eq!(found, left, "{name}");
        every_row_is_accounted_for(name, lines, &reading);
    }
}

/// No row with anything in it is passed over in silence.
fn every_row_is_accounted_for(name: &str, lines: &[record::GoodsLine], reading: &Reading) {
    let (bytes, name) = sheet(name).unwrap();
    let book = source::read(&bytes, name, &Limits::default()).unwrap();
    let digits = |cell: &str| {
        cell.trim_start_matches(|c: char| c.is_ascii_alphabetic())
            .to_owned()
    };
    let cells = lines.iter().map(|line| line.cell.as_str());
    let said: BTreeSet<String> = cells
        .chain(reading.findings.iter().map(|finding| finding.cell()))
        .map(digits)
        .collect();
    let first = lines
        .iter()
        .map(|line| digits(&line.cell).parse::<u32>().unwrap())
        .min()
        .unwrap();
    for row in book.sheets[0].rows().filter(|row| row + 1 >= first) {
        let blank = book.sheets[0]
            .row(row)
            .all(|(_, cell)| cell.text().is_some_and(|text| clean(text).is_empty()));
        assert!(
            blank || said.contains(&(row + 1).to_string()),
            "{name} {}",
            row + 1
        );
    }
}

#[test]
fn a_value_in_wan_yuan_is_read_to_the_fen() {
    let Some(reading) = read("goods-valued-wan-yuan.xlsx") else {
        return;
    };
    let [Records::Goods(lines)] = reading.tables.as_slice() else {
        panic!("{:?}", reading.tables.len())
    };
    let at = |cell: &str| {
        let lines = lines.iter().filter(|line| line.cell == cell);
        let lines = lines.map(|line| (line.quantity, line.value.map(|value| value.to_string())));
        lines.collect::<Vec<_>>()
    };
    assert_eq!(
        at("C4"),
        [(Quantity::Known(135_000), Some("5000000.00".to_owned()))]
    );
    assert_eq!(
        at("C18"),
        [(Quantity::Known(144), Some("3600.00".to_owned()))]
    );
    let three = [1_200, 20_000, 34_000].map(|count| (Quantity::Known(count), None));
    assert_eq!(at("C7"), three);
}
