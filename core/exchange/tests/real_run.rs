//! The gifts of one real sheet, with their real earmarks, over needs that are
//! made up here for the cities that they name.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use bangfu::Programme;
use bangfu::allocate::NoProgress;
use bangfu::code::{DivisionCode, directory};
use bangfu::error::Lang;
use bangfu::giving::{Clause, Earmark, Restriction};
use bangfu::money::Fen;
use bangfu::plan::Paid;
use bangfu::registry::Id;
use bangfu::verify::verify;
use bangfu_exchange::import::{self, Fate, File, ON_HOLD, Options};
use bangfu_exchange::record::{self, Reading, Records};
use bangfu_exchange::remark::{Outcome, Proposal};
use bangfu_exchange::sheet::Cell;
use bangfu_exchange::table::Mapping;
use bangfu_exchange::workbook::{self, List};
use bangfu_exchange::{Limits, Words, source};
use serde_json::{Value, json};

const SHEET: &str = "donations-2020-02-03.xls";

fn reading() -> Option<Reading> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/sheets")
        .join(SHEET);
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("skipped {SHEET}: no {}", path.display());
        return None;
    };
    Some(record::read(&bytes, SHEET, &Mapping::default(), &Limits::default()).unwrap())
}

/// The areas and the tags that a clause asks for.
fn asked(clause: &Clause, areas: &mut Vec<DivisionCode>, tags: &mut Vec<String>) {
    match clause {
        Clause::All(clauses) | Clause::Any(clauses) => {
            clauses.iter().for_each(|clause| asked(clause, areas, tags));
        }
        Clause::Area(codes) => areas.extend(codes),
        Clause::Tag(words) => tags.extend(words.iter().filter(|word| *word != ON_HOLD).cloned()),
        other => panic!("{other:?}"),
    }
}

fn clauses(proposal: &Proposal) -> Vec<&Clause> {
    match &proposal.outcome {
        Outcome::Whole(clause) | Outcome::Unclear(_, Some(clause)) => vec![clause],
        Outcome::Parts(parts) => parts.iter().map(|part| &part.clause).collect(),
        Outcome::Nothing(_) | Outcome::Unclear(_, None) => Vec::new(),
    }
}

/// A programme with a synthetic need for each use that a remark names, and
/// one for each city besides.
fn programme(reading: &Reading) -> Programme {
    let Records::Gifts { rows, .. } = &reading.tables[0] else {
        panic!("no gifts")
    };
    let mut uses: BTreeSet<(String, Vec<String>)> = BTreeSet::new();
    for clause in rows
        .iter()
        .filter_map(|row| row.proposal.as_ref())
        .flat_map(clauses)
    {
        let (mut areas, mut tags) = (Vec::new(), Vec::new());
        asked(clause, &mut areas, &mut tags);
        let place = areas
            .first()
            .map_or("420000", |code| code.as_str())
            .to_owned();
        uses.insert((place.clone(), Vec::new()));
        uses.insert((place, tags));
    }
    uses.insert(("420500".to_owned(), Vec::new()));
    let places: BTreeSet<_> = uses.iter().map(|(place, _)| place).collect();
    let name = |code: &str| directory::name(&DivisionCode::parse(code).unwrap()).unwrap();
    let places: Vec<Value> = places
        .iter()
        .map(|code| json!({"code": code, "name": name(code)}))
        .collect();
    // Some ask for little, so that their gifts are not used up, and some for much.
    let needs = uses.iter().enumerate().map(|(index, (place, tags))| {
        let money = format!("{}.00", [60_000, 2_500_000, 12_000_000][index % 3]);
        json!({"id": format!("n-{index:02}"), "place": place, "tags": tags, "category": "relief",
               "money": money, "synthetic": ["money", "category"]})
    });
    let document = json!({
        "format": "bangfu.programme/1", "id": "hubei-2020", "as_of": "2020-02-10",
        "registry": {"organisations": [{"id": "charity", "name": "示例慈善会", "kind": "charity", "synthetic": ["name"]}],
                     "places": places},
        "lists": {"needs": needs.collect::<Vec<_>>()},
        "rules": {"format": "bangfu.rules/1", "id": "rules"},
    });
    Programme::read(document.to_string().as_bytes()).unwrap()
}

#[test]
fn two_thousand_real_gifts_are_allocated_and_no_fen_leaves_its_city() {
    let Some(reading) = reading() else { return };
    let before = programme(&reading);
    let file = || File {
        name: SHEET,
        reading: &reading,
    };
    let mapping = Mapping::default();
    let import = import::plan(&[file()], &before, &mapping, Options::default()).unwrap();
    assert_eq!(import.count("gifts", Fate::Added), 2_025);
    assert!(import.findings.is_empty());
    let programme = &import.programme;

    // Once more, and in one call with itself: nothing changes.
    let again = import::plan(&[file(), file()], programme, &mapping, Options::default()).unwrap();
    assert!(again.is_empty());
    assert_eq!(again.count("gifts", Fate::Same), 2_025);
    assert_eq!(again.programme.canonical(), programme.canonical());
    let words = Words::default();
    let Records::Gifts { rows, .. } = &reading.tables[0] else {
        panic!("no gifts")
    };
    let document = programme.canonical();
    for row in rows
        .iter()
        .filter(|row| import::is_individual(&row.donor, &words))
    {
        assert!(!document.contains(&row.donor), "a name is in the programme");
    }

    let rules = programme.rules().unwrap();
    let plan = programme.allocate(rules, &mut NoProgress).unwrap();
    let report = verify(programme, rules, &plan).unwrap();
    assert!(report.is_right(), "{:?}", report.violations);
    assert_eq!(plan.totals.received.to_string(), "48885948.04");

    let held = held_to_their_cities(programme, &plan);
    assert!(held.earmarked > 10, "{held:?}");
    assert!(held.paid > Fen(0) && held.on_hold > 0, "{held:?}");
    println!(
        "{held:?}, granted {}, held {}",
        plan.totals.granted, plan.totals.held
    );
    goes_out_and_comes_back(programme, &plan);
}

/// The plan as a workbook holds its totals, and the lists come back from one.
fn goes_out_and_comes_back(programme: &Programme, plan: &bangfu::Plan) {
    let rules = programme.rules().unwrap();
    let pages = workbook::plan(programme, rules, plan, Lang::Zh).unwrap();
    let bytes = workbook::xlsx(&pages, programme.as_of(), Lang::Zh).unwrap();
    let book = source::read(&bytes, "plan.xlsx", &Limits::default()).unwrap();
    let summary = &book.sheets[0];
    for (row, expected) in [
        (2, plan.totals.received),
        (5, plan.totals.granted),
        (6, plan.totals.held),
        (9, plan.totals.required),
    ] {
        let Some(Cell::Number(found)) = summary.get(row, 1) else {
            panic!("row {row}: {:?}", summary.get(row, 1))
        };
        assert_eq!(Fen::parse(&found.to_string()).unwrap(), expected);
    }
    let lines = pages.iter().find(|page| page.file == "plan-lines").unwrap();
    assert_eq!(lines.rows.len(), plan.lines.len());

    let lists = List::ALL.map(|list| workbook::list(programme, list, Lang::Zh));
    let bytes = workbook::xlsx(&lists, programme.as_of(), Lang::Zh).unwrap();
    let mapping = Mapping::default();
    let reading = record::read(&bytes, "lists.xlsx", &mapping, &Limits::default()).unwrap();
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    let mut document = serde_json::to_value(programme).unwrap();
    document["lists"] = json!({});
    document["giving"] = json!({});
    let bare = Programme::read(document.to_string().as_bytes()).unwrap();
    assert!(bare.needs().is_empty() && bare.gifts().is_empty());
    let file = File {
        name: "lists.xlsx",
        reading: &reading,
    };
    let back = import::plan(&[file], &bare, &mapping, Options::default()).unwrap();
    assert_eq!(back.programme.canonical(), programme.canonical());
}

/// What was seen of earmarked gifts.
#[derive(Debug, Default)]
struct Held {
    earmarked: usize,
    paid: Fen,
    on_hold: usize,
}

/// Follows every line: where its part of the gift names places, the need is in
/// one of them. What waits for a person pays nothing.
fn held_to_their_cities(programme: &Programme, plan: &bangfu::Plan) -> Held {
    let needs: BTreeMap<&Id, DivisionCode> = programme
        .needs()
        .iter()
        .map(|need| (&need.id, need.place))
        .collect();
    let mut held = Held::default();
    for gift in programme.gifts() {
        let restrictions: Vec<&Restriction> = match &gift.earmark {
            Earmark::Whole(restriction) => vec![restriction],
            Earmark::Parts(parts) => parts.iter().map(|part| &part.restriction).collect(),
        };
        held.earmarked += usize::from(
            restrictions
                .iter()
                .any(|found| **found != Restriction::None),
        );
        let lines = plan.lines.iter().filter(|line| line.gift == gift.id);
        for (index, restriction) in restrictions.iter().enumerate() {
            let Restriction::Only(clause) = restriction else {
                continue;
            };
            let (mut areas, mut tags) = (Vec::new(), Vec::new());
            asked(clause, &mut areas, &mut tags);
            let waits = format!("{clause:?}").contains(ON_HOLD);
            held.on_hold += usize::from(waits);
            let part = (restrictions.len() > 1).then(|| u64::try_from(index).unwrap());
            for line in lines.clone().filter(|line| line.part == part) {
                assert!(!waits, "{} waits for a person", gift.id);
                let place = needs[&line.need];
                assert!(
                    areas.is_empty() || areas.iter().any(|area| area.covers(&place)),
                    "{line:?}"
                );
                if let Paid::Money(money) = line.paid {
                    held.paid = held.paid.checked_add(money).unwrap();
                }
            }
        }
    }
    held
}
