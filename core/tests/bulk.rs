//! A programme built from columns is the programme of the document that holds
//! the same rows.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::collections::BTreeMap;

use bangfu::Programme;
use bangfu::allocate::NoProgress;
use bangfu::document::{Errors, GiftColumns, NO_ENTRY, NeedColumns, ProgrammeBuilder, Texts};
use serde_json::{Value, json};

/// The Wanyuan programme as far as columns can say it.
fn document() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../bindings/cli/data/wanyuan.json"
    );
    let mut document: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    for (list, strange) in [
        (
            "/lists/needs",
            &["tags", "beneficiary", "synthetic", "source"][..],
        ),
        (
            "/giving/gifts",
            &["pledge", "publicity", "synthetic", "source"],
        ),
    ] {
        let rows = document.pointer_mut(list).unwrap().as_array_mut().unwrap();
        rows.retain(|row| row.get("goods").is_none() && row.get("parts").is_none());
        for (number, row) in rows.iter_mut().enumerate() {
            let row = row.as_object_mut().unwrap();
            strange.iter().for_each(|key| drop(row.remove(*key)));
            if list == "/lists/needs" && number % 3 == 0 {
                row.insert("weight".into(), json!("1.5"));
                row.insert("cap".into(), row["money"].clone());
            }
        }
    }
    document
}

/// The same without its rows.
fn base(document: &Value) -> Vec<u8> {
    let mut base = document.clone();
    base["lists"]["needs"] = json!([]);
    base["giving"]["gifts"] = json!([]);
    base.to_string().into_bytes()
}

/// Texts that own what `Texts` borrows.
#[derive(Default)]
struct Own {
    text: String,
    ends: Vec<u64>,
    known: BTreeMap<String, u32>,
}

impl Own {
    fn push(&mut self, text: &str) {
        self.text += text;
        self.ends.push(self.text.len() as u64);
    }

    /// The number of a text among those that differ.
    fn number(&mut self, text: Option<&str>) -> u32 {
        let Some(text) = text else { return NO_ENTRY };
        if !self.known.contains_key(text) {
            self.known.insert(text.to_owned(), self.known.len() as u32);
            self.push(text);
        }
        self.known[text]
    }

    fn texts(&self) -> Texts<'_> {
        Texts::new(&self.text, &self.ends)
    }
}

fn fen(value: &Value) -> i64 {
    value
        .as_str()
        .map_or(0, |text| text.replace('.', "").parse().unwrap())
}

fn millionths(value: &Value) -> Option<u64> {
    let (whole, part) = value
        .as_str()?
        .split_once('.')
        .unwrap_or((value.as_str()?, ""));
    format!("{whole}{part:0<6}").parse().ok()
}

fn day(value: &Value) -> Option<u32> {
    value.as_str()?.replace('-', "").parse().ok()
}

#[derive(Default)]
struct Needs {
    id: Own,
    place: Vec<u64>,
    projects: Own,
    project: Vec<u32>,
    categories: Own,
    category: Vec<u32>,
    tier: Vec<u32>,
    money: Vec<i64>,
    already: Vec<i64>,
    floor: Vec<i64>,
    cap: Vec<i64>,
    weight: Vec<u64>,
}

impl Needs {
    fn of(document: &Value) -> Self {
        let mut own = Self::default();
        for row in document["lists"]["needs"].as_array().unwrap() {
            own.id.push(row["id"].as_str().unwrap());
            own.place
                .push(row["place"].as_str().unwrap().parse().unwrap());
            own.project
                .push(own.projects.number(row["project"].as_str()));
            own.category
                .push(own.categories.number(row["category"].as_str()));
            own.tier.push(row["tier"].as_u64().unwrap_or(1) as u32);
            own.money.push(fen(&row["money"]));
            own.already.push(fen(&row["already"]));
            own.floor.push(fen(&row["floor"]));
            own.cap.push(row.get("cap").map_or(fen(&row["money"]), fen));
            own.weight
                .push(millionths(&row["weight"]).unwrap_or(1_000_000));
        }
        own
    }

    fn columns(&self) -> NeedColumns<'_> {
        NeedColumns {
            id: self.id.texts(),
            place: &self.place,
            projects: self.projects.texts(),
            project: &self.project,
            categories: self.categories.texts(),
            category: &self.category,
            tier: &self.tier,
            money: &self.money,
            already: &self.already,
            floor: &self.floor,
            cap: &self.cap,
            weight: &self.weight,
        }
    }
}

#[derive(Default)]
struct Gifts {
    id: Own,
    organisations: Own,
    donor: Vec<u32>,
    recipient: Vec<u32>,
    received_on: Vec<u32>,
    money: Vec<i64>,
    forces: Own,
    force: Vec<u32>,
    restrictions: Own,
    restriction: Vec<u32>,
    overhead: Vec<u32>,
    use_by: Vec<u32>,
}

impl Gifts {
    fn of(document: &Value) -> Self {
        let mut own = Self::default();
        for row in document["giving"]["gifts"].as_array().unwrap() {
            own.id.push(row["id"].as_str().unwrap());
            own.donor
                .push(own.organisations.number(row["donor"].as_str()));
            own.recipient
                .push(own.organisations.number(row["recipient"].as_str()));
            own.received_on.push(day(&row["received_on"]).unwrap());
            own.money.push(fen(&row["money"]));
            own.force.push(own.forces.number(row["force"].as_str()));
            let restriction = Some(&row["restriction"]).filter(|own| **own != json!("none"));
            let restriction = restriction.map(Value::to_string);
            own.restriction
                .push(own.restrictions.number(restriction.as_deref()));
            let ceiling = millionths(&row["overhead"]["ceiling"]);
            own.overhead
                .push(ceiling.map_or(NO_ENTRY, |share| share as u32));
            own.use_by.push(day(&row["use_by"]).unwrap_or(NO_ENTRY));
        }
        own
    }

    fn columns(&self) -> GiftColumns<'_> {
        GiftColumns {
            id: self.id.texts(),
            organisations: self.organisations.texts(),
            donor: &self.donor,
            recipient: &self.recipient,
            received_on: &self.received_on,
            money: &self.money,
            forces: self.forces.texts(),
            force: &self.force,
            restrictions: self.restrictions.texts(),
            restriction: &self.restriction,
            overhead: &self.overhead,
            use_by: &self.use_by,
        }
    }
}

fn built(
    base: &[u8],
    needs: &NeedColumns<'_>,
    gifts: &GiftColumns<'_>,
) -> Result<Programme, Errors> {
    ProgrammeBuilder::read(base)?.columns(needs, gifts)?.build()
}

/// What is wrong, as names and pointers.
fn wrong<T>(result: Result<T, Errors>) -> Vec<String> {
    let errors = result.err().unwrap();
    let flaws = errors.iter();
    flaws
        .map(|flaw| format!("{} {}", flaw.name(), flaw.pointer.as_str()))
        .collect()
}

#[test]
fn columns_give_the_programme_of_the_document() {
    let document = document();
    let read = Programme::read(document.to_string().as_bytes()).unwrap();
    let (needs, gifts) = (Needs::of(&document), Gifts::of(&document));
    assert!(needs.place.len() > 30 && gifts.money.len() > 5);
    let built = built(&base(&document), &needs.columns(), &gifts.columns()).unwrap();
    assert_eq!(built, read);
    assert_eq!(built.input_hash(), read.input_hash());
    let plan = |programme: &Programme| {
        let rules = programme.rules().unwrap();
        programme
            .allocate(rules, &mut NoProgress)
            .unwrap()
            .canonical()
    };
    assert_eq!(plan(&built), plan(&read));
}

#[test]
fn columns_that_are_left_out_say_what_a_document_says_without_the_key() {
    let document = document();
    let (needs, gifts) = (Needs::of(&document), Gifts::of(&document));
    let needs = NeedColumns {
        tier: &[],
        already: &[],
        floor: &[],
        cap: &[],
        weight: &[],
        ..needs.columns()
    };
    let gifts = GiftColumns {
        force: &[],
        restriction: &[],
        overhead: &[],
        use_by: &[],
        ..gifts.columns()
    };
    let built = built(&base(&document), &needs, &gifts).unwrap();
    let mut plain = document.clone();
    for row in plain["lists"]["needs"].as_array_mut().unwrap() {
        for key in ["tier", "already", "floor", "cap", "weight"] {
            row.as_object_mut().unwrap().remove(key);
        }
    }
    for row in plain["giving"]["gifts"].as_array_mut().unwrap() {
        for key in ["force", "overhead", "use_by"] {
            row.as_object_mut().unwrap().remove(key);
        }
        row["restriction"] = json!("none");
    }
    assert_eq!(
        built,
        Programme::read(plain.to_string().as_bytes()).unwrap()
    );
}

#[test]
fn all_that_is_wrong_with_columns_is_said_at_once() {
    let document = document();
    let mut needs = Needs::of(&document);
    needs.place[1] = 1;
    needs.place[2] = 510_081;
    needs.project[3] = 4_000_000_000;
    needs.categories.push("fine");
    needs.weight[4] = u64::MAX;
    let builder = ProgrammeBuilder::read(&base(&document)).unwrap();
    assert_eq!(
        wrong(
            builder
                .clone()
                .columns(&needs.columns(), &GiftColumns::default())
        ),
        [
            "BAD_CODE /lists/needs/1/place",
            "BAD_CODE /lists/needs/2/place",
            "UNKNOWN_REFERENCE /lists/needs/3/project",
        ]
    );
    let short = NeedColumns {
        place: &needs.place[1..],
        weight: &needs.weight[1..],
        id: Texts::new("帮扶", &[1, 6]),
        ..needs.columns()
    };
    let found = wrong(builder.clone().columns(&short, &GiftColumns::default()));
    assert_eq!(found[0], "BAD_COLUMN /lists/needs/id");
    assert!(
        found.contains(&"BAD_COLUMN /lists/needs/weight".to_owned()),
        "{found:?}"
    );
    for ends in [&[7_u64, 6][..], &[5], &[u64::MAX], &[6, 9]] {
        let columns = NeedColumns {
            id: Texts::new("n-1n-2", ends),
            ..NeedColumns::default()
        };
        assert_eq!(
            wrong(builder.clone().columns(&columns, &GiftColumns::default()))[0],
            "BAD_COLUMN /lists/needs/id"
        );
    }
    let mut gifts = Gifts::of(&document);
    gifts.received_on[0] = 20_240_230;
    gifts.use_by[1] = 0;
    gifts.donor[2] = NO_ENTRY;
    gifts.restriction[3] = 0;
    gifts.restrictions = Own::default();
    gifts
        .restrictions
        .push(r#"{"area": ["51178"], "tier": [1]}"#);
    gifts.restrictions.push("{");
    gifts.restriction.fill(NO_ENTRY);
    assert_eq!(
        wrong(builder.columns(&NeedColumns::default(), &gifts.columns())),
        [
            "EXACTLY_ONE /giving/gifts/restrictions/0",
            "SYNTAX /giving/gifts/restrictions/1",
        ]
    );
    gifts.restrictions = Own::default();
    let builder = ProgrammeBuilder::read(&base(&document)).unwrap();
    assert_eq!(
        wrong(builder.columns(&NeedColumns::default(), &gifts.columns())),
        [
            "BAD_DATE /giving/gifts/0/received_on",
            "BAD_DATE /giving/gifts/1/use_by",
            "UNKNOWN_REFERENCE /giving/gifts/2/donor",
        ]
    );
}

#[test]
fn rows_of_columns_are_checked_with_the_whole() {
    let document = document();
    let mut needs = Needs::of(&document);
    let gifts = Gifts::of(&document);
    needs.place[1] = 110_101;
    needs.floor[2] = needs.money[2] + 1;
    assert_eq!(
        wrong(built(&base(&document), &needs.columns(), &gifts.columns())),
        [
            "UNKNOWN_REFERENCE /lists/needs/1/place",
            "FLOOR_ABOVE_CAP /lists/needs/2/floor",
        ]
    );
}

/// Rows of the document may speak of rows of the columns, and errors point at
/// the order in which both came.
#[test]
fn rows_of_the_document_and_of_columns_stand_together() {
    let document = document();
    let mut base = document.clone();
    let needs = base["lists"]["needs"].as_array_mut().unwrap();
    needs.truncate(2);
    needs.reverse();
    base["giving"]["gifts"] = json!([document["giving"]["gifts"][0]]);
    base["giving"]["gifts"][0]["restriction"] = json!({"need": ["n-003"]});
    let mut rest = document.clone();
    rest["lists"]["needs"].as_array_mut().unwrap().drain(..2);
    rest["giving"]["gifts"].as_array_mut().unwrap().remove(0);
    let (needs, gifts) = (Needs::of(&rest), Gifts::of(&rest));
    let built_of = |base: &Value, needs: &Needs| {
        built(
            base.to_string().as_bytes(),
            &needs.columns(),
            &gifts.columns(),
        )
    };
    let mut whole = document.clone();
    whole["giving"]["gifts"][0]["restriction"] = json!({"need": ["n-003"]});
    let read = Programme::read(whole.to_string().as_bytes()).unwrap();
    assert_eq!(built_of(&base, &needs).unwrap(), read);

    // n-001 is the second row of the document, n-003 the first of the columns.
    base["lists"]["needs"][1]["weight"] = json!("4611686018427387904");
    base["giving"]["gifts"][0]["restriction"] = json!({"need": ["n-999"]});
    let mut wrong_floor = needs;
    wrong_floor.floor[0] = wrong_floor.money[0] + 1;
    assert_eq!(
        wrong(built_of(&base, &wrong_floor)),
        [
            "UNKNOWN_REFERENCE /giving/gifts/0/restriction/need/0",
            "WEIGHT_TOO_LARGE /lists/needs/1/weight",
            "FLOOR_ABOVE_CAP /lists/needs/2/floor",
        ]
    );
}

#[test]
fn more_rows_than_a_list_may_have_are_refused_before_any_is_made() {
    let ends = vec![0_u64; 10_000_001];
    let needs = NeedColumns {
        id: Texts::new("", &ends),
        ..NeedColumns::default()
    };
    let builder = ProgrammeBuilder::read(&base(&document())).unwrap();
    assert_eq!(
        wrong(builder.columns(&needs, &GiftColumns::default())),
        ["TOO_LARGE /lists/needs"]
    );
}
