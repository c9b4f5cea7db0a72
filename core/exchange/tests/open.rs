//! Open data: what an export says, what it keeps to itself, and what it
//! refuses. That the formats' own validators accept it is the suite
//! `open-data`.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

use std::collections::BTreeSet;

use bangfu::allocate::NoProgress;
use bangfu::error::Lang;
use bangfu::finding::{Finding, Findings};
use bangfu::registry::Id;
use bangfu::{Plan, Programme, answer};
use bangfu_exchange::open::{self, Export, Options};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Value, json};

type Write = fn(&Programme, Option<&Plan>, &Options) -> Result<Export, Findings>;

const FORMATS: [(&str, Write); 3] = [
    ("360giving", open::giving360),
    ("iati", open::iati),
    ("hxl", open::hxl),
];

/// A charity with a code, one without, two villages of one county.
fn document() -> Value {
    json!({
        "format": "bangfu.programme/1", "id": "p", "name": "携手帮扶", "as_of": "2024-04-02",
        "registry": {
            "organisations": [
                {"id": "z-bank", "name": "某某银行", "kind": "state_enterprise", "credit_code": "91110000600037341L"},
                {"id": "charity", "name": "万源市慈善会", "kind": "charity", "credit_code": "51511781MJ0000001Y"},
                {"id": "charity-2", "name": "达州市慈善会", "kind": "charity"},
                {"id": "person", "name": "张三丰", "kind": "individual", "aliases": ["Zhang Sanfeng"]}
            ],
            "places": [
                {"code": "511781109390", "name": "示例一村", "figures": {"population": "1203", "beneficiaries": "31"}},
                {"code": "511781109391", "name": "示例二村", "figures": {"population": "856", "beneficiaries": "4"}}
            ]
        },
        "lists": {
            "items": [{"id": "quilt", "name": "棉被", "unit": "条"}],
            "projects": [{"id": "farm", "name": "夕阳红农场", "category": "elderly_care"}],
            "needs": [
                {"id": "n-1", "place": "511781109390", "project": "farm", "money": "1000.00"},
                {"id": "n-2", "place": "511781109391", "category": "relief", "money": "500.10"},
                {"id": "n-3", "place": "511781109391", "category": "relief",
                 "goods": {"item": "quilt", "quantity": {"known": 10}}}
            ]
        },
        "giving": {"gifts": [
            {"id": "g-1", "donor": "z-bank", "recipient": "charity", "received_on": "2024-04-01",
             "money": "700.05", "restriction": "none", "publicity": "named"},
            {"id": "g-2", "donor": "person", "recipient": "charity", "received_on": "2024-04-02",
             "money": "100.00", "restriction": "none", "publicity": "named"},
            {"id": "g-3", "donor": "z-bank", "recipient": "charity", "received_on": "2024-04-02",
             "goods": {"item": "quilt", "quantity": {"known": 7}, "valuation": {"unit_price": "33.335"}},
             "restriction": "none"}
        ]},
        "rules": {"format": "bangfu.rules/1", "id": "r"}
    })
}

fn programme(document: &Value) -> Programme {
    Programme::read(document.to_string().as_bytes()).unwrap()
}

fn allocated(programme: &Programme) -> Plan {
    answer::allocate(programme, None, &mut NoProgress).unwrap()
}

fn options() -> Options {
    let mut options = Options::default();
    options.publisher = Id::parse("charity");
    options.prefix = Some(String::from("360G-wanyuan"));
    options
}

/// Exports a programme with its own plan.
fn export(document: &Value, write: Write) -> Result<Export, Findings> {
    let programme = programme(document);
    let plan = allocated(&programme);
    write(&programme, Some(&plan), &options())
}

fn text(export: &Export) -> &str {
    std::str::from_utf8(&export.bytes).unwrap()
}

fn said(findings: &[Finding]) -> Vec<(&str, &str)> {
    findings
        .iter()
        .map(|found| (found.name(), found.pointer()))
        .collect()
}

fn refused(document: &Value, write: Write) -> Vec<(String, String)> {
    let findings = export(document, write).unwrap_err();
    let rows = said(findings.rows());
    rows.into_iter()
        .map(|(name, pointer)| (name.to_owned(), pointer.to_owned()))
        .collect()
}

fn grants(export: &Export) -> Vec<Value> {
    let package: Value = serde_json::from_slice(&export.bytes).unwrap();
    package["grants"].as_array().unwrap().clone()
}

/// The amounts of an export in fen, by what stands before them. They are read
/// as digits: a float would not do.
fn amounts(text: &str, before: &str) -> i128 {
    let parts = text.split(before).skip(1);
    let digits = |part: &str| -> i128 {
        let end = part
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(part.len());
        let (yuan, fen) = part[..end].split_once('.').unwrap();
        assert_eq!(fen.len(), 2, "{part}");
        format!("{yuan}{fen}").parse().unwrap()
    };
    parts.map(digits).sum()
}

/// The values of the transactions of a type, in fen.
fn transactions(export: &Export, kind: &str) -> i128 {
    let text = text(export);
    let code = format!("<transaction-type code=\"{kind}\"/>");
    let value = |part: &str| {
        let value = part.split_once("<value ").unwrap().1;
        amounts(value.split_once("</value>").unwrap().0, ">")
    };
    text.split(&code).skip(1).map(value).sum()
}

/// A column of an HXL file.
fn column(export: &Export, tag: &str) -> Vec<String> {
    let mut reader = csv_of(export);
    reader.remove(0);
    let at = reader[0].iter().position(|cell| cell == tag).unwrap();
    reader.remove(0);
    reader.into_iter().map(|row| row[at].clone()).collect()
}

/// The cells of a CSV file whose cells hold no quotes.
fn csv_of(export: &Export) -> Vec<Vec<String>> {
    assert!(!text(export).contains('"'));
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    text(export).lines().map(cells).collect()
}

fn sum(cells: &[String]) -> i128 {
    let filled = cells.iter().filter(|cell| !cell.is_empty());
    filled.map(|cell| amounts(&format!("={cell}"), "=")).sum()
}

fn wanyuan() -> Programme {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../bindings/cli/data/wanyuan.json"
    );
    Programme::read(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn every_export_of_wanyuan_sums_to_the_plan() {
    let programme = wanyuan();
    let plan = allocated(&programme);
    let mut options = options();
    options.publisher = Id::parse("charity-wanyuan");
    // What the plan grants in kind, at the unit prices of the gifts: all of
    // them have two decimals, so no rounding is in the way.
    let price = |id: &Id| -> i128 {
        let gift = programme
            .gifts()
            .iter()
            .find(|gift| gift.id == *id)
            .unwrap();
        match &gift.given {
            bangfu::giving::Given::Goods(goods) => {
                let price = goods.valuation.as_ref().unwrap().unit_price.unwrap();
                price.scaled(2).unwrap()
            }
            bangfu::giving::Given::Money(_) => 0,
        }
    };
    let in_kind: i128 = plan
        .lines
        .iter()
        .map(|line| price(&line.gift) * i128::from(line.paid.count()))
        .sum();
    let granted = i128::from(plan.totals.granted.0);
    let money_lines: i128 = plan
        .lines
        .iter()
        .filter(|line| price(&line.gift) == 0)
        .map(|line| i128::from(line.paid.count()))
        .sum();
    assert_eq!(money_lines, granted);

    let giving = open::giving360(&programme, Some(&plan), &options).unwrap();
    let awarded = amounts(text(&giving), "\"amountAwarded\":");
    assert_eq!(awarded, granted + in_kind);
    let money: i128 = grants(&giving)
        .iter()
        .filter(|grant| !grant["description"].as_str().unwrap().contains("实物"))
        .map(|grant| {
            amounts(
                &format!("={:.2}", grant["amountAwarded"].as_f64().unwrap()),
                "=",
            )
        })
        .sum();
    assert_eq!(money, granted);

    let iati = open::iati(&programme, Some(&plan), &options).unwrap();
    assert_eq!(transactions(&iati, "2"), granted + in_kind);
    let received: i128 = programme
        .gifts()
        .iter()
        .filter(|gift| gift.received_on <= programme.as_of())
        .map(|gift| match price(&gift.id) {
            0 => i128::from(gift.amount()),
            price => price * i128::from(gift.amount()),
        })
        .sum();
    assert_eq!(transactions(&iati, "1"), received);
    let pledged: i128 = programme
        .giving()
        .pledges
        .iter()
        .map(|pledge| match &pledge.given {
            bangfu::giving::Given::Money(fen) => i128::from(fen.0),
            bangfu::giving::Given::Goods(_) => 0,
        })
        .sum();
    let promised = transactions(&iati, "11") + transactions(&iati, "13");
    assert_eq!(promised, pledged);

    let hxl = open::hxl(&programme, Some(&plan), &options).unwrap();
    let allocated = column(&hxl, "#value+allocated+currency_cny");
    assert_eq!(sum(&allocated), granted);
    let required = column(&hxl, "#value+required+currency_cny");
    assert_eq!(sum(&required), i128::from(plan.totals.required.0));
    let units = column(&hxl, "#item+num+allocated");
    let units: u64 = units
        .iter()
        .filter_map(|cell| cell.parse::<u64>().ok())
        .sum();
    let items = plan.totals.items.iter().map(|item| item.granted);
    assert_eq!(units, items.sum::<u64>());
}

#[test]
fn no_name_of_an_individual_is_in_any_export() {
    let mut document = document();
    let names = [
        "欧阳娜娜",
        "李小明",
        "王大锤",
        "Li Xiaoming",
        "511781199001010015",
        "张三丰",
        "Zhang Sanfeng",
    ];
    let organisations = document["registry"]["organisations"]
        .as_array_mut()
        .unwrap();
    for (index, name) in names.iter().take(3).enumerate() {
        organisations.push(json!({"id": format!("someone-{index}"), "name": name, "kind": "individual", "aliases": ["Li Xiaoming"]}));
    }
    document["name"] = json!("欧阳娜娜助学");
    document["lists"]["projects"][0]["name"] = json!("李小明 511781199001010015 大病救助");
    document["lists"]["items"][0]["name"] = json!("王大锤的棉被");
    document["lists"]["needs"][1]["category"] = json!("救助Zhang Sanfeng");
    document["lists"]["needs"][1]["beneficiary"] = json!("someone-1");
    document["lists"]["needs"][2]["beneficiary"] = json!("household-of-nobody-knows");
    let gifts = document["giving"]["gifts"].as_array_mut().unwrap();
    for index in 0..3 {
        gifts.push(json!({"id": format!("g-p-{index}"), "donor": format!("someone-{index}"), "recipient": "charity",
            "received_on": "2024-04-02", "money": "5.00", "restriction": "none", "publicity": "named"}));
    }
    document["giving"]["event"] = json!({"id": "e", "title": "活动", "on": "2024-04-02"});
    document["giving"]["pledges"] = json!([{"id": "pl", "donor": "someone-2", "event": "e", "money": "9.00", "publicised": true}]);
    for (format, write) in FORMATS {
        let export = export(&document, write).unwrap();
        for name in names {
            assert!(!text(&export).contains(name), "{format}: {name}");
        }
        for id in ["someone", "household"] {
            assert!(!text(&export).contains(id), "{format}: {id}");
        }
        // Where an individual benefits, the village is not told.
        assert!(!text(&export).contains("示例二村"), "{format}");
        let notes = said(&export.notes);
        let masked = ("PERSON_MASKED", "/lists/needs/1/category");
        assert!(notes.contains(&masked), "{format}: {notes:?}");
    }
}

#[test]
fn a_name_is_masked_however_it_is_spelt() {
    let mut document = document();
    let organisations = document["registry"]["organisations"]
        .as_array_mut()
        .unwrap();
    for (index, name) in ["李小明", "阿依古丽·买买提", "Anna Li"].iter().enumerate() {
        organisations
            .push(json!({"id": format!("someone-{index}"), "name": name, "kind": "individual"}));
    }
    document["lists"]["needs"][0]
        .as_object_mut()
        .unwrap()
        .remove("project");
    for (spelt, shown) in [
        (
            "救助李 小明和Ａｎｎａ Ｌｉ，李·小明",
            "救助某某和某某，某某",
        ),
        ("救助阿依古丽•买买提", "救助某某"),
        ("救助李小\u{ad}明", "救助某某"),
        ("救助李小\u{fe0f}明", "救助某某"),
        ("救助ANNA-LI", "救助某某"),
        ("救助annual limits", "救助annual limits"),
    ] {
        document["lists"]["needs"][0]["category"] = json!(spelt);
        for (format, write) in FORMATS {
            let export = export(&document, write).unwrap();
            assert!(text(&export).contains(shown), "{format}: {spelt}");
        }
    }
}

#[test]
fn an_id_that_tells_of_a_person_is_refused_at_its_place() {
    let mut document = document();
    document["lists"]["needs"][0]["id"] = json!("n-511781199001010015");
    document["registry"]["organisations"][3]["aliases"] = json!(["sanfeng"]);
    document["lists"]["needs"][1]["id"] = json!("need-of-SanFeng");
    let expected = |index: usize| ("PERSONAL_ID".to_owned(), format!("/lists/needs/{index}/id"));
    let mut found = refused(&document, open::giving360);
    found.sort();
    assert_eq!(found, [expected(0), expected(1)]);
}

#[test]
fn the_id_of_a_persons_need_tells_neither_who_nor_where() {
    let refusing = |id: &str, place: &str, beneficiary: Option<&str>| {
        let mut document = document();
        let places = document["registry"]["places"].as_array_mut().unwrap();
        places.push(json!({"code": "511781", "name": "万源市"}));
        places.push(json!({"code": "511781109", "name": "官渡镇"}));
        let need = &mut document["lists"]["needs"][1];
        need["id"] = json!(id);
        need["place"] = json!(place);
        if let Some(beneficiary) = beneficiary {
            need["beneficiary"] = json!(beneficiary);
        }
        let programme = programme(&document);
        let pointer = "/lists/needs/1/id";
        let plan = allocated(&programme);
        [open::giving360 as Write, open::iati].map(|write| {
            match write(&programme, Some(&plan), &options()) {
                Ok(_) => false,
                Err(findings) => {
                    assert_eq!(said(findings.rows()), [("PERSONAL_ID", pointer)]);
                    true
                }
            }
        })
    };
    let (village, county) = ("511781109391", "511781");
    for (id, place, beneficiary) in [
        ("n-511781109391-1", village, Some("zhang-san")),
        ("n-109.391", village, Some("person")),
        ("n-511781109", village, Some("person")),
        ("n-109", "511781109", Some("person")),
        ("n-zhang_san-1", county, Some("zhang-san")),
        ("h1", county, Some("h1")),
        ("person", village, None),
        ("need-Person-1", village, None),
    ] {
        let found = refusing(id, place, beneficiary);
        assert_eq!(found, [true; 2], "{id}");
    }
    for (id, place, beneficiary) in [
        ("n-511781109391-1", village, None),
        ("n-109391", village, Some("charity-2")),
        ("n-511781", county, Some("person")),
        ("nh12", county, Some("h1")),
    ] {
        let found = refusing(id, place, beneficiary);
        assert_eq!(found, [false; 2], "{id}");
    }
}

#[test]
fn the_id_of_a_person_is_made_of_no_id_that_tells_of_him() {
    let mut document = document();
    for (index, id) in [(0, "n-109390"), (1, "n-2")] {
        document["lists"]["needs"][index]["id"] = json!(id);
        document["lists"]["needs"][index]["beneficiary"] = json!("zhang-san");
    }
    document["giving"]["gifts"][0]["restriction"] = json!({"need": ["n-2"]});
    document["giving"]["gifts"][1]["restriction"] = json!({"need": ["n-2"]});
    assert_eq!(
        refused(&document, open::giving360),
        [("PERSONAL_ID".to_owned(), "/lists/needs/0/id".to_owned())]
    );
}

#[test]
fn a_public_pledge_names_its_donor_unless_a_gift_asks_otherwise() {
    let pledged = |publicised: bool, publicity: Value, donor: &str, pledge: Option<&str>| {
        let mut document = document();
        document["giving"]["event"] = json!({"id": "e", "title": "活动", "on": "2024-04-02"});
        document["giving"]["pledges"] = json!([{"id": "pl", "donor": "z-bank", "event": "e",
            "money": "9.00", "publicised": publicised}]);
        let gift = &mut document["giving"]["gifts"][0];
        gift["donor"] = json!(donor);
        gift["publicity"] = publicity;
        if let Some(pledge) = pledge {
            gift["pledge"] = json!(pledge);
        }
        let export = export(&document, open::iati).unwrap();
        assert_eq!(transactions(&export, "13"), 900);
        text(&export).contains("某某银行")
    };
    assert!(pledged(true, Value::Null, "z-bank", Some("pl")));
    assert!(!pledged(false, Value::Null, "z-bank", Some("pl")));
    for publicity in ["alias", "anonymous"] {
        assert!(!pledged(true, json!(publicity), "z-bank", Some("pl")));
        assert!(!pledged(true, json!(publicity), "z-bank", None));
        assert!(!pledged(true, json!(publicity), "charity-2", Some("pl")));
        assert!(pledged(true, json!(publicity), "charity-2", None));
    }
}

#[test]
fn a_pledge_of_an_event_to_come_is_left_out_and_told() {
    let mut document = document();
    document["giving"]["event"] = json!({"id": "e", "title": "活动", "on": "2024-04-03"});
    document["giving"]["pledges"] =
        json!([{"id": "pl", "donor": "z-bank", "event": "e", "money": "9.00"}]);
    let export = export(&document, open::iati).unwrap();
    assert_eq!(transactions(&export, "13"), 0);
    assert_eq!(
        said(&export.notes),
        [("PLEDGE_AFTER_DAY", "/giving/pledges/0/event")]
    );
}

#[test]
fn donors_are_named_where_their_gift_says_so_and_nowhere_else() {
    for (publicity, named) in [
        (json!("named"), true),
        (json!("alias"), false),
        (json!("anonymous"), false),
        (Value::Null, false),
    ] {
        let mut document = document();
        document["giving"]["gifts"][0]["publicity"] = publicity;
        for (format, write) in FORMATS {
            let export = export(&document, write).unwrap();
            let shown = text(&export).contains("某某银行");
            assert_eq!(shown, named && format != "hxl", "{format}");
        }
    }
}

#[test]
fn what_is_lacking_is_refused_all_at_once_and_at_its_place() {
    let mut document = document();
    document["registry"]["organisations"][1]
        .as_object_mut()
        .unwrap()
        .remove("credit_code");
    let programme = programme(&document);
    let findings = open::giving360(&programme, None, &Options::default()).unwrap_err();
    let expected = [
        ("NO_CREDIT_CODE", "/registry/organisations/1/credit_code"),
        ("PREFIX_WANTED", ""),
        ("PLAN_WANTED", ""),
    ];
    assert_eq!(said(findings.rows()), expected);
    for row in findings.rows() {
        assert_ne!(row.text(Lang::Zh), row.text(Lang::En));
    }
    let findings = open::iati(&programme, None, &Options::default()).unwrap_err();
    assert_eq!(said(findings.rows()), expected[..1]);
    assert!(open::hxl(&programme, None, &Options::default()).is_ok());
}

#[test]
fn who_publishes_has_to_be_known_an_organisation() {
    let mut document = document();
    document["giving"]["gifts"][0]["recipient"] = json!("charity-2");
    let programme = programme(&document);
    for (publisher, name) in [
        (None, "PUBLISHER_WANTED"),
        (Some("nobody"), "UNKNOWN_PUBLISHER"),
        (Some("person"), "PUBLISHER_IS_PERSON"),
        (Some("charity-2"), "NO_CREDIT_CODE"),
    ] {
        let mut options = Options::default();
        options.publisher = publisher.and_then(Id::parse);
        let findings = open::iati(&programme, None, &options).unwrap_err();
        assert_eq!(findings.first().name(), name);
    }
}

#[test]
fn a_prefix_is_one_that_360giving_could_have_given() {
    let programme = programme(&document());
    let plan = allocated(&programme);
    for prefix in [
        "wanyuan",
        "360G-",
        "360g-wanyuan",
        "360G-万源",
        "360G-a/b",
        "360G-a b",
    ] {
        let mut options = options();
        options.prefix = Some(prefix.to_owned());
        let findings = open::giving360(&programme, Some(&plan), &options).unwrap_err();
        assert_eq!(said(findings.rows()), [("BAD_PREFIX", "")], "{prefix}");
    }
}

#[test]
fn an_amount_that_no_float_can_hold_is_written_to_the_fen() {
    let mut document = document();
    document["lists"]["needs"] = json!([{"id": "n", "place": "511781109390", "category": "relief", "money": "90071992547409.93"}]);
    document["giving"]["gifts"] = json!([{"id": "g", "donor": "z-bank", "recipient": "charity",
        "received_on": "2024-04-02", "money": "90071992547409.93", "restriction": "none"}]);
    document["rules"]["allocation"] = json!({"basis": "equal"});
    for (format, write) in FORMATS {
        let export = export(&document, write).unwrap();
        assert!(text(&export).contains("90071992547409.93"), "{format}");
        assert!(!text(&export).contains("90071992547409.94"), "{format}");
    }
}

#[test]
fn a_need_that_two_charities_pay_is_two_grants() {
    let mut document = document();
    document["giving"]["gifts"][1]["recipient"] = json!("charity-2");
    document["lists"]["needs"][1]["money"] = json!("1.00");
    let export = export(&document, open::giving360).unwrap();
    let grants = grants(&export);
    let of_farm: Vec<&Value> = grants
        .iter()
        .filter(|grant| grant["title"].as_str().unwrap().contains("夕阳红农场"))
        .collect();
    let funders: BTreeSet<&str> = of_farm
        .iter()
        .map(|grant| grant["fundingOrganization"][0]["id"].as_str().unwrap())
        .collect();
    assert_eq!(
        funders.into_iter().collect::<Vec<_>>(),
        ["360G-wanyuan-org-charity-2", "CN-USCI-51511781MJ0000001Y"]
    );
    let ids: BTreeSet<&str> = grants
        .iter()
        .map(|grant| grant["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), grants.len());
    let notes = said(&export.notes);
    assert_eq!(
        notes,
        [("OWN_IDENTIFIER", "/registry/organisations/2/credit_code")]
    );
}

#[test]
fn two_grants_of_one_id_are_refused() {
    let mut document = document();
    let organisations = document["registry"]["organisations"]
        .as_array_mut()
        .unwrap();
    organisations.push(json!({"id": "b-charity", "name": "另一慈善会", "kind": "charity"}));
    document["lists"]["needs"][0]["id"] = json!("n");
    document["lists"]["needs"][1]["id"] = json!("n-b");
    document["giving"]["gifts"][0]["recipient"] = json!("b-charity");
    document["giving"]["gifts"][0]["restriction"] = json!({"need": ["n"]});
    document["giving"]["gifts"][1]["restriction"] = json!({"need": ["n-b"]});
    let found = refused(&document, open::giving360);
    assert_eq!(
        found,
        [("SAME_ID".to_owned(), "/lists/needs/1/id".to_owned())]
    );
}

#[test]
fn goods_count_with_their_valuation_or_not_at_all() {
    let document = document();
    let value = |document: &Value| {
        let export = export(document, open::giving360).unwrap();
        let awarded = amounts(text(&export), "\"amountAwarded\":");
        let notes: Vec<String> = said(&export.notes)
            .iter()
            .map(|note| note.1.to_owned())
            .collect();
        (awarded, notes)
    };
    // 7 × 33.335 = 233.345, half a fen up.
    assert_eq!(value(&document), (80_005 + 23_335, vec![]));
    let mut unvalued = document.clone();
    unvalued["giving"]["gifts"][2]["goods"]
        .as_object_mut()
        .unwrap()
        .remove("valuation");
    assert_eq!(
        value(&unvalued),
        (80_005, vec!["/giving/gifts/2/goods/valuation".to_owned()])
    );
}

#[test]
fn a_plan_of_something_else_is_refused() {
    let mine = programme(&document());
    let mut other = document();
    other["lists"]["needs"][0]["money"] = json!("999.00");
    let other = programme(&other);
    let mut unsound = allocated(&mine);
    unsound.lines.pop();
    for (format, write) in FORMATS {
        let findings = write(&mine, Some(&allocated(&other)), &options()).unwrap_err();
        assert_eq!(findings.first().name(), "OTHER_PLAN", "{format}");
        let findings = write(&mine, Some(&unsound), &options()).unwrap_err();
        assert_eq!(findings.first().name(), "UNSOUND_PLAN", "{format}");
    }
}

#[test]
fn a_plan_that_grants_nothing_has_no_grants_and_two_other_forms() {
    let mut document = document();
    document["giving"]["gifts"] = json!([]);
    assert_eq!(
        refused(&document, open::giving360),
        [("NOTHING_GRANTED".to_owned(), String::new())]
    );
    let iati = export(&document, open::iati).unwrap();
    assert!(!text(&iati).contains("<transaction>"));
    assert!(text(&iati).contains("<activity-status code=\"1\"/>"));
    let hxl = export(&document, open::hxl).unwrap();
    assert_eq!(sum(&column(&hxl, "#value+allocated+currency_cny")), 0);
}

#[test]
fn characters_that_a_format_can_t_hold_are_taken_out_and_told() {
    let mut document = document();
    document["lists"]["projects"][0]["name"] = json!("夕阳\u{1}红\u{ffff}<农场> & \"co\"\u{202e}");
    let export = export(&document, open::iati).unwrap();
    let mut reader = Reader::from_str(text(&export));
    let (mut inside, mut title) = (false, String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Text(found) if inside => title.push_str(&found.into_inner()),
            Event::GeneralRef(found) if inside => title.push_str(&format!("&{};", &*found)),
            Event::Start(start) => inside = start.name().as_ref() == "narrative",
            _ => inside = false,
        }
    }
    assert!(title.contains("夕阳红&lt;农场&gt; &amp; "), "{title}");
    assert_eq!(
        said(&export.notes),
        [("CHARACTERS_REMOVED", "/lists/projects/0/name")]
    );
}

#[test]
fn what_a_spreadsheet_would_compute_is_marked_as_text() {
    let mut document = document();
    document["registry"]["places"][0]["name"] = json!("=1+1");
    let hxl = export(&document, open::hxl).unwrap();
    assert!(column(&hxl, "#adm4+name").contains(&"'=1+1".to_owned()));
    let notes = said(&hxl.notes);
    assert!(
        notes.contains(&("LOOKS_LIKE_FORMULA", "/registry/places/0/name")),
        "{notes:?}"
    );
    // An item without a name is called by its id.
    document["lists"]["items"] = json!([{"id": "-1-2", "unit": "条"}]);
    document["lists"]["needs"][2]["goods"]["item"] = json!("-1-2");
    document["giving"]["gifts"][2]["goods"]["item"] = json!("-1-2");
    let hxl = export(&document, open::hxl).unwrap();
    assert!(column(&hxl, "#item+name").contains(&"'-1-2".to_owned()));
    let notes = said(&hxl.notes);
    let formula = ("LOOKS_LIKE_FORMULA", "/lists/items/0/id");
    assert!(notes.contains(&formula), "{notes:?}");
}

#[test]
fn what_is_not_known_stays_blank() {
    let mut document = document();
    document["lists"]["needs"][2]["goods"]["quantity"] = json!("unknown");
    let hxl = export(&document, open::hxl).unwrap();
    assert_eq!(column(&hxl, "#item+num+required"), ["", "", ""]);
    assert_eq!(column(&hxl, "#item+num+allocated"), ["", "", "0"]);
    assert_eq!(column(&hxl, "#beneficiary+num"), ["31", "", ""]);
    assert_eq!(column(&hxl, "#population"), ["1203", "856", "856"]);
    let notes = said(&hxl.notes);
    let expected = [
        ("QUANTITY_WITHOUT_SUM", "/lists/needs/2/goods/quantity"),
        ("SMALL_FIGURE", "/registry/places/1/figures/beneficiaries"),
    ];
    assert_eq!(notes, expected);
    // Without a plan nothing is granted, not even nothing.
    let programme = programme(&document);
    let hxl = open::hxl(&programme, None, &options()).unwrap();
    assert_eq!(column(&hxl, "#value+allocated+currency_cny"), ["", "", ""]);
}

#[test]
fn the_order_of_rows_changes_no_byte() {
    let document = document();
    let mut permuted = document.clone();
    for list in [
        "/registry/organisations",
        "/registry/places",
        "/lists/needs",
        "/giving/gifts",
    ] {
        permuted
            .pointer_mut(list)
            .unwrap()
            .as_array_mut()
            .unwrap()
            .reverse();
    }
    for (format, write) in FORMATS {
        let (one, other) = (
            export(&document, write).unwrap(),
            export(&permuted, write).unwrap(),
        );
        assert_eq!(text(&one), text(&other), "{format}");
    }
}

#[test]
fn more_names_than_can_be_masked_are_refused() {
    let mut document = document();
    let organisations = document["registry"]["organisations"]
        .as_array_mut()
        .unwrap();
    let name = "长".repeat(21_000);
    organisations.extend((0..540).map(
        |index| json!({"id": format!("someone-{index}"), "name": name, "kind": "individual"}),
    ));
    let programme = programme(&document);
    for (format, write) in FORMATS {
        let findings = write(&programme, None, &options()).unwrap_err();
        let expected = [("TOO_LARGE", "/registry/organisations")];
        assert_eq!(said(findings.rows()), expected, "{format}");
    }
}

#[test]
fn the_exports_read_so() {
    for (format, write) in FORMATS {
        let zh = export(&document(), write).unwrap();
        // A package is one line.
        let shown = match format {
            "360giving" => text(&zh).replace(",\"", ",\n\""),
            _ => text(&zh).to_owned(),
        };
        insta::assert_snapshot!(format!("open_{format}"), shown);
    }
    let programme = programme(&document());
    let plan = allocated(&programme);
    let mut options = options();
    options.lang = Lang::En;
    let en = open::giving360(&programme, Some(&plan), &options).unwrap();
    let descriptions: Vec<String> = grants(&en)
        .iter()
        .map(|grant| grant["description"].as_str().unwrap().to_owned())
        .collect();
    insta::assert_snapshot!("open_descriptions_en", descriptions.join("\n"));
}
