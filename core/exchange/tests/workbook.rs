//! Sheets out: they say what the programme says, come back whole, and do
//! nothing on their own.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

use std::io::{Cursor, Read};

use bangfu::allocate::NoProgress;
use bangfu::error::{Code, Lang};
use bangfu::money::Fen;
use bangfu::{Plan, Programme};
use bangfu_exchange::import::{self, Fate, File, Import, Options};
use bangfu_exchange::record::{self, Reading};
use bangfu_exchange::source::{self, Format};
use bangfu_exchange::table::Mapping;
use bangfu_exchange::workbook::{
    self, Cell, Column, Encoding, Kind, Layout, List, Page, Template, Unwritten,
};
use bangfu_exchange::{Limits, Weight, sheet};
use serde_json::{Value, json};

const WANYUAN: &[u8] = include_bytes!("../../../bindings/cli/data/wanyuan.json");

/// Texts that something on the way might take for something else.
const ODD: [&str; 24] = [
    "=1+1",
    "+86 138",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\r\n=1",
    "＝1",
    "'quoted",
    "'=1",
    " led and trailed ",
    "two\nlines",
    "two\r\nlines",
    "no\u{a0}break",
    "zero\u{200b}width",
    "<r><t>x</t></r>",
    "_x0041_",
    "a、b",
    "a\",\"b",
    "bell\u{7}",
    "\u{1f496}",
    "合计",
    "bangfu.needs/1",
    "<b>&amp;</b>",
    "0012",
];

/// A programme with everything that an entry can have.
fn everything() -> Programme {
    let odd = |index: usize| ODD[index % ODD.len()];
    let projects = (0..ODD.len()).map(|index| {
        json!({"id": format!("p-{index:02}"), "name": odd(index), "category": "relief",
               "tags": [odd(index), odd(index + 1)], "synthetic": ["name"]})
    });
    let mut needs: Vec<Value> = (0..ODD.len())
        .map(|index| {
            json!({"id": format!("n-{index:02}"), "place": "511781", "project": format!("p-{index:02}"),
                   "category": odd(index), "tags": [odd(index)], "money": "12345.67"})
        })
        .collect();
    needs.extend([
        json!({"id": "0012", "place": "511781109390", "category": "x", "tier": 3, "weight": "1.50",
               "money": "90071992547409.91", "already": "0.01", "floor": "10.00", "cap": "90071992547409.90"}),
        json!({"id": "1E5", "place": "511781", "category": "x", "money": "9999999999999.99"}),
        json!({"id": "known", "place": "511781", "category": "x", "already": 3, "source": [1, 4],
               "goods": {"item": "quilt", "quantity": {"known": 1200}, "source": [2, 3]}}),
        json!({"id": "least", "place": "511781", "category": "x",
               "goods": {"item": "quilt", "quantity": {"at_least": 500}}}),
        json!({"id": "unknown", "place": "511781", "category": "x",
               "goods": {"item": "quilt", "quantity": "unknown", "synthetic": ["quantity"]}}),
        json!({"id": "unlimited", "place": "511781", "category": "x",
               "goods": {"item": "quilt", "quantity": "unlimited"}}),
        json!({"id": "party", "place": "511781", "category": "x", "beneficiary": "home", "money": "1.00", "weight": "0.50"}),
    ]);
    let gift = |id: &str, more: Value| {
        let mut gift = json!({"id": id, "donor": "zhang", "recipient": "charity",
                              "received_on": "2024-04-02", "restriction": "none"});
        for (key, value) in more.as_object().unwrap() {
            gift[key] = value.clone();
        }
        gift
    };
    let mut parts = gift(
        "parts",
        json!({"money": "100.00", "parts": [
            {"money": "40.00", "restriction": {"area": ["511781"]}, "source": [0, 1]},
            {"rest": true, "restriction": "none"}]}),
    );
    parts.as_object_mut().unwrap().remove("restriction");
    let gifts = vec![
        gift("free", json!({"money": "200.00", "publicity": "anonymous"})),
        gift(
            "huge",
            json!({"money": "80071992547409.91", "overhead": {"ceiling": "0.05", "synthetic": ["ceiling"]}}),
        ),
        gift(
            "tagged",
            json!({"money": "0.07", "restriction": {"all": [{"tag": ODD}, {"not": {"tier": [2]}}]},
                              "force": "east_west", "use_by": "2025-12-31", "publicity": "alias"}),
        ),
        gift(
            "quilts",
            json!({"goods": {"item": "quilt", "quantity": {"known": 60}, "best_before": "2026-01-01",
                              "valuation": {"method": "invoice", "unit_price": "79.123"}, "synthetic": ["item"]},
                              "publicity": "named"}),
        ),
        parts,
    ];
    let document = json!({
        "format": "bangfu.programme/1", "id": "odd", "as_of": "2024-04-05", "name": "=HYPERLINK(\"x\")",
        "source_text": "0123456789",
        "registry": {"organisations": [
            {"id": "charity", "name": "某县慈善会", "kind": "charity"},
            {"id": "zhang", "name": "张三丰", "kind": "individual"},
            {"id": "home", "name": "敬老院", "kind": "public_institution"}],
            "places": [{"code": "511781", "name": "万源市"}, {"code": "511781109390", "name": "某某村"}]},
        "lists": {
            "items": [{"id": "quilt", "name": "棉被", "unit": "床", "pack": 6},
                      {"id": "plain", "unit": "=件"}],
            "projects": projects.collect::<Vec<_>>(), "needs": needs,
            "resources": [
                {"id": "r-1", "organisation": "home", "kind": "service", "what": "义诊\n每季度一次",
                 "areas": ["511781", "511700"], "from": "1899-12-31", "to": "2024-12-31"},
                {"id": "r-2", "organisation": "zhang", "kind": "=1", "what": "-"}]},
        "giving": {"gifts": gifts},
        "rules": {"format": "bangfu.rules/1", "id": "rules", "allocation": {"basis": "equal"}},
    });
    Programme::read(document.to_string().as_bytes()).unwrap()
}

/// The programme without what goes into sheets.
fn bare(programme: &Programme) -> Programme {
    let mut document = serde_json::to_value(programme).unwrap();
    let lists = document["lists"].as_object_mut().unwrap();
    for list in List::ALL.map(List::key) {
        // What a pledge promises stays in the programme.
        if list != "items" {
            lists.remove(list);
        }
    }
    document["giving"].as_object_mut().unwrap().remove("gifts");
    Programme::read(document.to_string().as_bytes()).unwrap()
}

fn pages(programme: &Programme, lang: Lang) -> Vec<Page> {
    let pages = List::ALL.map(|list| workbook::list(programme, list, lang));
    pages.to_vec()
}

fn read(bytes: &[u8], name: &str) -> Reading {
    record::read(bytes, name, &Mapping::default(), &Limits::default()).unwrap()
}

fn imported(readings: &[Reading], into: &Programme) -> Import {
    let file = |reading: &Reading| File {
        name: "sheets".to_owned(),
        reading: reading.clone(),
    };
    let files = readings.iter().map(file).collect();
    let mapping = Mapping::default();
    let mut import = import::plan(files, into.clone(), &mapping, Options::default()).unwrap();
    // What was found when the files were read stands first.
    let read = readings
        .iter()
        .map(|reading| reading.findings.len())
        .sum::<usize>();
    import.findings.drain(..read);
    import
}

fn silent(readings: &[Reading]) {
    for finding in readings.iter().flat_map(|reading| &reading.findings) {
        // That GB 18030 was recognised is said, and nothing else.
        assert_eq!(finding.weight(), Weight::Note, "{finding:?}");
    }
}

#[test]
fn lists_come_back_whole_from_every_format_and_language() {
    let wanyuan = Programme::read(WANYUAN).unwrap();
    for programme in [&everything(), &wanyuan] {
        let before = bare(programme);
        for lang in [Lang::Zh, Lang::En] {
            let pages = pages(programme, lang);
            let whole = workbook::xlsx(&pages, programme.as_of(), lang).unwrap();
            let mut ways = vec![("xlsx", vec![read(&whole, "a.xlsx")])];
            for (name, encoding) in [("utf-8", Encoding::Utf8), ("gb18030", Encoding::Gb18030)] {
                let files = pages.iter().map(|page| {
                    let bytes = workbook::csv(page, encoding).unwrap();
                    read(&bytes, "a.csv")
                });
                ways.push((name, files.collect()));
            }
            for (way, readings) in ways {
                silent(&readings);
                let import = imported(&readings, &before);
                assert!(import.findings.is_empty(), "{way}");
                let gifts = programme.gifts().len();
                assert_eq!(import.count("gifts", Fate::Added), gifts, "{way}");
                assert_eq!(import.programme.canonical(), programme.canonical(), "{way}");
                let again = imported(&readings, programme);
                assert!(again.is_empty(), "{way}");
            }
        }
    }
}

#[test]
fn every_key_of_a_programme_is_in_a_sheet_or_said_to_be_in_none() {
    let programme = everything();
    let left = workbook::left_out(&programme, &List::ALL);
    let left: Vec<&str> = left.iter().map(bangfu::finding::Finding::pointer).collect();
    let expected = [
        "/as_of",
        "/id",
        "/name",
        "/registry/organisations",
        "/registry/places",
        "/rules",
        "/source_text",
    ];
    assert_eq!(left, expected);
    let left = workbook::left_out(&programme, &[List::Needs]);
    assert!(
        left.iter()
            .any(|found| found.name() == "LIST_NOT_ASKED" && found.pointer() == "/giving/gifts")
    );
}

/// The text of a part of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut file = archive.by_name(name).unwrap();
    file.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn nothing_but_sums_is_a_formula() {
    let programme = everything();
    let bytes = workbook::xlsx(&pages(&programme, Lang::Zh), programme.as_of(), Lang::Zh).unwrap();
    let mut formulas = Vec::new();
    for sheet in 1..=5 {
        let text = part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(!text.contains("<hyperlink"));
        let found = text.split("<f>").skip(1);
        formulas.extend(found.map(|rest| rest.split_once("</f>").unwrap().0.to_owned()));
    }
    // 需要资金 of 9·10¹³ yuan and 金额 of 8·10¹³ are sums in text.
    assert_eq!(formulas, ["ROUND(SUM(K3:K33),2)"]);
    let strings = part(&bytes, "xl/sharedStrings.xml");
    assert!(!strings.contains("<si><r>"), "a text became markup");
}

#[test]
fn a_text_file_begins_no_field_like_a_formula() {
    let programme = everything();
    for page in pages(&programme, Lang::Zh) {
        let bytes = workbook::csv(&page, Encoding::Utf8).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        for record in reader.records().map(Result::unwrap) {
            for field in &record {
                let first = field.chars().next();
                let runs = first.is_some_and(|first| "=+-@\t\r\n＝＋－＠".contains(first));
                assert!(!runs, "{field:?}");
            }
        }
    }
}

#[test]
fn the_same_sheets_are_the_same_bytes() {
    let programme = everything();
    let write = |day| {
        let pages = pages(&programme, Lang::Zh);
        workbook::xlsx(&pages, day, Lang::Zh).unwrap()
    };
    let day = programme.as_of();
    let first = write(day);
    assert_eq!(write(day), first);
    assert_ne!(write(day.add_days(1).unwrap()), first);
    let core = part(&first, "docProps/core.xml");
    assert!(core.contains("2024-04-05T00:00:00Z"), "{core}");
    let template = workbook::template(Template::Gifts, Lang::Zh).unwrap();
    assert_eq!(
        workbook::template(Template::Gifts, Lang::Zh).unwrap(),
        template
    );
}

#[test]
fn no_person_is_named() {
    let programme = everything();
    let rules = programme.rules().unwrap();
    let plan = programme.allocate(rules, &mut NoProgress).unwrap();
    let mut pages = pages(&programme, Lang::Zh);
    pages.extend(workbook::plan(&programme, rules, &plan, Lang::Zh).unwrap());
    for page in pages {
        let text = format!("{page:?}");
        assert!(!text.contains("张三丰"), "{}", page.name);
        // Who asked to be anonymous, or under an alias, is not even told by his kind.
        assert!(!page.rows.is_empty());
    }
}

/// A list as a sheet in which one cell was changed.
fn changed(list: List, label: &str, to: &str) -> Reading {
    let programme = everything();
    let mut page = workbook::list(&programme, list, Lang::Zh);
    let column = page.columns.iter().position(|column| column.label == label);
    let column = column.unwrap();
    page.rows.truncate(1);
    page.rows[0][column] = Cell::text(to);
    let bytes = workbook::csv(&page, Encoding::Utf8).unwrap();
    read(&bytes, "a.csv")
}

#[test]
fn columns_that_were_changed_are_named_in_both_languages() {
    let reading = changed(List::Needs, "地点", "宣汉县");
    let finding = &reading.findings[0];
    assert_eq!(finding.name(), "READ_ONLY_CHANGED");
    assert!(
        finding
            .text(Lang::Zh)
            .contains("（地点、项目、物资、计量单位）")
    );
    let english = finding.text(Lang::En);
    assert!(
        english.contains("(place, project name, item name, unit)"),
        "{english}"
    );
}

#[test]
fn what_a_person_has_changed_is_taken_or_refused_and_never_passed_over() {
    for (list, label, to, expected) in [
        (List::Needs, "地点", "宣汉县", Some("READ_ONLY_CHANGED")),
        (
            List::Gifts,
            "限定用途",
            "限定在宣汉县",
            Some("READ_ONLY_CHANGED"),
        ),
        (List::Gifts, "捐赠人", "李四", Some("READ_ONLY_CHANGED")),
        (List::Needs, "需求编号", "", Some("MISSING_VALUE")),
        (List::Needs, "需要资金（元）", "1.005", Some("BAD_AMOUNT")),
        (List::Needs, "层级", "one", Some("NO_QUANTITY")),
        (List::Gifts, "帮扶力量", "别的力量", Some("UNKNOWN_WORD")),
        (List::Gifts, "到账日期", "4月", Some("BAD_DATE")),
        (
            List::Needs,
            "bangfu.needs/1",
            "{\"seen\":",
            Some("BAD_ROW_DATA"),
        ),
        (
            List::Needs,
            "bangfu.needs/1",
            "{\"sen\":\"\"}",
            Some("BAD_ROW_DATA"),
        ),
        (List::Needs, "需要资金（元）", "7.00", None),
        (List::Needs, "类别", "养老", None),
    ] {
        let reading = changed(list, label, to);
        let kept: Vec<&str> = reading
            .findings
            .iter()
            .filter(|finding| finding.weight() == Weight::KeptOut)
            .map(bangfu_exchange::Finding::name)
            .collect();
        let taken = reading.tables[0].len();
        match expected {
            Some(name) => assert_eq!((kept.as_slice(), taken), (&[name][..], 0), "{label} {to}"),
            None => assert_eq!((kept.as_slice(), taken), (&[][..], 1), "{label} {to}"),
        }
    }
}

#[test]
fn a_row_that_was_added_by_hand_is_an_entry() {
    let programme = everything();
    let sheet = "需求编号,区划代码,类别,需要资金（元）,bangfu.needs/1\n\
                 new-1,511781,养老,\"1,000.50\",\n\
                 合计,,,1000.50,\n";
    let reading = read(sheet.as_bytes(), "a.csv");
    silent(std::slice::from_ref(&reading));
    let import = imported(&[reading], &programme);
    assert_eq!(import.count("needs", Fate::Added), 1);
    assert!(import.programme.canonical().contains("\"1000.50\""));

    // Nobody becomes a need that gifts on hold would be used for.
    let reserved = sheet
        .replace("养老,\"1", "养老,待核实,\"1")
        .replace("类别,", "类别,标签,");
    let reserved = imported(&[read(reserved.as_bytes(), "a.csv")], &programme);
    assert!(reserved.is_empty());
    assert_eq!(reserved.findings[0].finding.name(), "RESERVED_WORD");

    let gifts = "捐赠编号,捐赠人编号,接收机构编号,到账日期,金额（元）,限定用途,bangfu.gifts/1\n\
                 new-1,zhang,charity,2024-04-02,5,限定在万源市,\n\
                 new-2,zhang,charity,2024-04-02,5,不限定用途,\n";
    let reading = read(gifts.as_bytes(), "a.csv");
    assert_eq!(reading.tables[0].len(), 1);
    assert_eq!(reading.findings[0].name(), "RESTRICTION_IN_WORDS");
    assert_eq!(
        imported(&[reading], &programme).count("gifts", Fate::Added),
        1
    );
}

#[test]
fn plans_notes_and_other_versions_are_not_imported() {
    let programme = Programme::read(WANYUAN).unwrap();
    let rules = programme.rules().unwrap();
    let plan = programme.allocate(rules, &mut NoProgress).unwrap();
    let mut pages = workbook::plan(&programme, rules, &plan, Lang::Zh).unwrap();
    let many = pages.len() + 1;
    pages.push(workbook::notes(
        &programme,
        Some((&plan, rules)),
        false,
        &[],
        Lang::Zh,
    ));
    let bytes = workbook::xlsx(&pages, programme.as_of(), Lang::Zh).unwrap();
    let reading = read(&bytes, "plan.xlsx");
    assert!(reading.tables.is_empty());
    let names: Vec<&str> = reading
        .findings
        .iter()
        .map(bangfu_exchange::Finding::name)
        .collect();
    assert_eq!(names, vec!["READ_ONLY_SHEET"; many]);
    assert!(imported(&[reading], &programme).is_empty());
    let other = read("需求编号,bangfu.needs/2\nn,\n".as_bytes(), "a.csv");
    assert!(other.tables.is_empty());
    assert_eq!(other.findings[0].name(), "OTHER_FORM");
}

/// The number or the text that the cell shows.
fn shown(sheet: &sheet::Sheet, row: u32, column: u32) -> String {
    match sheet.get(row, column) {
        Some(sheet::Cell::Text(text)) => text.to_string(),
        Some(sheet::Cell::Number(number)) => number.to_string(),
        other => format!("{other:?}"),
    }
}

/// A sheet of a workbook.
fn sheet_of(bytes: &[u8], name: &str) -> sheet::Sheet {
    let book = source::read(bytes, "a.xlsx", &Limits::default()).unwrap();
    assert_eq!(book.format, Format::Xlsx);
    book.sheets
        .into_iter()
        .find(|sheet| sheet.name() == name)
        .unwrap()
}

#[test]
fn the_sums_of_a_plan_are_stored_in_its_formulas() {
    let programme = Programme::read(WANYUAN).unwrap();
    let rules = programme.rules().unwrap();
    let plan = programme.allocate(rules, &mut NoProgress).unwrap();
    let pages = workbook::plan(&programme, rules, &plan, Lang::Zh).unwrap();
    let bytes = workbook::xlsx(&pages, programme.as_of(), Lang::Zh).unwrap();
    let summary = sheet_of(&bytes, "汇总");
    let totals = &plan.totals;
    for (row, expected) in [
        (2, totals.received),
        (3, totals.overhead),
        (4, totals.reserve),
        (5, totals.granted),
        (6, totals.held),
        (8, totals.available),
        (9, totals.required),
        (10, totals.granted),
    ] {
        let found = shown(&summary, row, 1);
        assert_eq!(Fen::parse(&found).unwrap(), expected, "row {row}");
    }
    assert_eq!(shown(&summary, 7, 1), "相符");
    let formulas = part(&bytes, "xl/worksheets/sheet1.xml");
    assert_eq!(formulas.matches("<f>").count(), 8);
    let goods = sheet_of(&bytes, "物资汇总");
    for (row, item) in (2..).zip(&totals.items) {
        let found = [3, 4, 5, 6].map(|column| shown(&goods, row, column).parse::<u64>());
        let expected = [item.received, item.required, item.granted, item.held];
        assert_eq!(found, expected.map(Ok), "{}", item.item);
    }
    // Every line of the plan is a row of a sheet.
    let lines = pages
        .iter()
        .filter(|page| page.file.starts_with("plan-lines"));
    let rows: usize = lines.map(|page| page.rows.len()).sum();
    assert_eq!(rows, plan.lines.len());
}

/// Small enough to add up by hand: money and quilts, one gift and one need each.
fn small() -> (Programme, Value) {
    let gift = |id: &str| {
        json!({"id": id, "donor": "c", "recipient": "c", "received_on": "2024-04-02",
               "restriction": "none"})
    };
    let (mut money, mut goods) = (gift("g1"), gift("g2"));
    money["money"] = json!("108.88");
    goods["goods"] = json!({"item": "quilt", "quantity": {"known": 7}});
    let document = json!({"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05",
        "registry": {"organisations": [{"id": "c", "name": "某县慈善会", "kind": "charity"}],
                     "places": [{"code": "511781", "name": "万源市"}]},
        "lists": {"items": [{"id": "quilt", "unit": "床"}], "needs": [
            {"id": "n1", "place": "511781", "category": "x", "money": "200.00"},
            {"id": "n2", "place": "511781", "category": "x",
             "goods": {"item": "quilt", "quantity": {"known": 5}}}]},
        "giving": {"gifts": [money, goods]},
        "rules": {"format": "bangfu.rules/1", "id": "r", "allocation": {"basis": "equal"}}});
    let programme = Programme::read(document.to_string().as_bytes()).unwrap();
    let rules = programme.rules().unwrap();
    let plan = programme.allocate(rules, &mut NoProgress).unwrap();
    (programme, serde_json::to_value(&plan).unwrap())
}

/// The pages of a plan as it reads in JSON.
fn pages_of(programme: &Programme, plan: &Value) -> Result<Vec<Page>, Unwritten> {
    let plan = Plan::read(plan.to_string().as_bytes()).unwrap();
    workbook::plan(programme, programme.rules().unwrap(), &plan, Lang::Zh)
}

#[test]
fn a_plan_that_does_not_add_up_is_refused() {
    let (programme, plan) = small();
    assert!(pages_of(&programme, &plan).is_ok());
    for (pointer, wrong) in [
        ("/totals/received", json!("999.99")),
        ("/totals/overhead", json!("0.01")),
        ("/totals/reserve", json!("0.01")),
        ("/totals/granted", json!("108.87")),
        ("/totals/held", json!("0.01")),
        ("/totals/required", json!("200.01")),
        ("/totals/items/0/received", json!(8)),
        ("/totals/items/0/required", json!(6)),
        ("/totals/items/0/granted", json!(4)),
        ("/totals/items/0/held", json!(1)),
        ("/totals/items", json!([])),
        ("/gifts/0/id", json!("g9")),
        ("/gifts/0/id", json!("g2")),
        ("/gifts/0/used", json!("108.87")),
        ("/gifts/0/received", json!("108.87")),
        ("/gifts/1/held", json!(3)),
        ("/needs/0/id", json!("n9")),
        ("/needs/0/granted", json!("108.87")),
        ("/needs/0/required", json!("200.01")),
        ("/needs/1/item", json!("plain")),
        ("/lines/0/need", json!("n9")),
        ("/lines/0/need", json!("n2")),
        ("/lines/0/gift", json!("g9")),
        ("/lines/0/money", json!("108.87")),
        (
            "/lines/0",
            json!({"gift": "g1", "need": "n1", "units": 10888}),
        ),
    ] {
        let mut changed = plan.clone();
        *changed.pointer_mut(pointer).unwrap() = wrong.clone();
        let refused = pages_of(&programme, &changed).map(|_| ());
        let refused = refused.map_err(|error| error.name());
        assert_eq!(refused, Err("UNSOUND_PLAN"), "{pointer} {wrong}");
    }
    // Units for a need that nobody knows were once yuan.
    let mut changed = plan.clone();
    let line = json!({"gift": "g2", "need": "n9", "units": 5});
    changed["lines"].as_array_mut().unwrap().push(line);
    let refused = pages_of(&programme, &changed).unwrap_err();
    assert_eq!(refused.name(), "UNSOUND_PLAN");
    // Of this programme each need and each gift has a row.
    let mut changed = plan;
    changed["needs"][0]["granted"] = json!("0.00");
    changed["gifts"][0]["used"] = json!("0.00");
    changed["gifts"][0]["held"] = json!("108.88");
    changed["totals"]["granted"] = json!("0.00");
    changed["totals"]["held"] = json!("108.88");
    changed["lines"].as_array_mut().unwrap().remove(0);
    assert!(pages_of(&programme, &changed).is_ok());
    changed["needs"].as_array_mut().unwrap().remove(0);
    changed["totals"]["required"] = json!("0.00");
    let refused = pages_of(&programme, &changed).unwrap_err();
    assert_eq!(refused.name(), "UNSOUND_PLAN");
    // A plan from before a need was added lacks its row, and adds up.
    changed["input_hash"] = json!(format!("sha256:{}", "0".repeat(64)));
    assert!(pages_of(&programme, &changed).is_ok());
}

#[test]
fn the_notes_say_that_lists_hold_ids_of_persons() {
    let (programme, _) = small();
    for (lang, words) in [
        (Lang::Zh, ["捐赠人", "受益人", "不供公布"]),
        (Lang::En, ["donors", "beneficiaries", "not for publication"]),
    ] {
        let said = |lists| {
            let page = workbook::notes(&programme, None, lists, &[], lang);
            let rows = page.rows.iter().map(|row| format!("{row:?}"));
            rows.filter(|row| words.iter().all(|word| row.contains(word)))
                .count()
        };
        assert_eq!((said(true), said(false)), (1, 0));
    }
}

#[test]
fn an_empty_plan_is_a_workbook_too() {
    let document = br#"{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02","rules":{"format":"bangfu.rules/1","id":"r"}}"#;
    let programme = Programme::read(document).unwrap();
    let rules = programme.rules().unwrap();
    let plan = programme.allocate(rules, &mut NoProgress).unwrap();
    let pages = workbook::plan(&programme, rules, &plan, Lang::En).unwrap();
    let bytes = workbook::xlsx(&pages, programme.as_of(), Lang::En).unwrap();
    assert_eq!(shown(&sheet_of(&bytes, "Summary"), 7, 1), "agrees");
    for list in List::ALL {
        assert!(workbook::list(&programme, list, Lang::En).rows.is_empty());
    }
    let other = json!({"format":"bangfu.programme/1","id":"q","as_of":"2024-04-02"});
    let other = Programme::read(other.to_string().as_bytes()).unwrap();
    let refused = workbook::plan(&other, rules, &plan, Lang::En).unwrap_err();
    assert_eq!(refused.name(), "OTHER_PROGRAMME");
}

fn numbered(mut cells: Vec<Cell>) -> Vec<Cell> {
    if !cells.is_empty() {
        cells.insert(0, Cell::Empty);
    }
    cells
}

fn page(kind: Kind, rows: Vec<Vec<Cell>>) -> Page {
    Page {
        name: "页".to_owned(),
        file: "page",
        title: None,
        layout: Layout::List,
        columns: vec![
            Column::new("号", Kind::Text, 6),
            Column::new("列", kind, 10).summed(),
        ],
        rows: rows.into_iter().map(numbered).collect(),
        choices: Vec::new(),
    }
}

#[test]
fn what_a_format_can_not_hold_is_refused() {
    let day = everything().as_of();
    let refused = |page: Page| workbook::xlsx(&[page], day, Lang::Zh).unwrap_err();
    let long = page(Kind::Text, vec![vec![Cell::text("字".repeat(32_768))]]);
    let expected = Unwritten::TextTooLong {
        sheet: "页".to_owned(),
        cell: "B2".to_owned(),
        limit: 32_767,
    };
    assert_eq!(refused(long), expected);
    let full = page(Kind::Text, vec![Vec::new(); 1 << 20]);
    assert_eq!(refused(full).name(), "SHEET_FULL");
    let just = page(Kind::Text, vec![vec![Cell::text("字".repeat(32_767))]]);
    assert!(workbook::xlsx(&[just], day, Lang::Zh).is_ok());

    // What is wrong with the workbook as a whole is no sheet's fault.
    let named = |name: &str| Page {
        name: name.to_owned(),
        ..page(Kind::Text, Vec::new())
    };
    let twice = [named("first"), named("second"), named("second")];
    let found = workbook::xlsx(&twice, day, Lang::Zh).unwrap_err();
    assert!(
        matches!(&found, Unwritten::Refused { sheet, .. } if sheet.is_empty()),
        "{found:?}"
    );

    let unwritable = page(Kind::Text, vec![vec![Cell::text("\u{e5e5}")]]);
    let found = workbook::csv(&unwritable, Encoding::Gb18030).unwrap_err();
    assert_eq!(found.name(), "NOT_IN_ENCODING");
    let long = page(Kind::Text, vec![vec![Cell::text("a".repeat(65_537))]]);
    assert_eq!(
        workbook::csv(&long, Encoding::Utf8).unwrap_err().name(),
        "CELL_FULL"
    );
}

#[test]
fn amounts_beyond_fifteen_digits_are_text_and_so_is_their_sum() {
    let day = everything().as_of();
    let amounts = |fen: &[i64]| fen.iter().map(|fen| vec![Cell::Money(Fen(*fen))]).collect();
    for (fen, sum, formula) in [
        (
            &[999_999_999_999_999_i64][..],
            "9999999999999.99",
            Some("ROUND(SUM"),
        ),
        (
            &[999_999_999_999_998, 1],
            "9999999999999.99",
            Some("SUMPRODUCT(ROUND"),
        ),
        (
            &[100_000_000_000_000; 9],
            "9000000000000",
            Some("SUMPRODUCT(ROUND"),
        ),
        (&[999_999_999_999_999, 1], "10,000,000,000,000.00", None),
        (&[i64::MAX, i64::MAX], "184,467,440,737,095,516.14", None),
    ] {
        let bytes = workbook::xlsx(&[page(Kind::Money, amounts(fen))], day, Lang::Zh).unwrap();
        let row = u32::try_from(fen.len() + 1).unwrap();
        let sheet = sheet_of(&bytes, "页");
        assert_eq!(shown(&sheet, row, 1), sum, "{fen:?}");
        let text = part(&bytes, "xl/worksheets/sheet1.xml");
        match formula {
            Some(formula) => assert!(text.contains(&format!("<f>{formula}")), "{text}"),
            None => assert!(!text.contains("<f>")),
        }
    }
}

#[test]
fn an_empty_template_imports_nothing_and_a_filled_one_what_was_filled_in() {
    let programme = everything();
    for (template, name, list, row) in [
        (
            Template::Needs,
            "需求",
            "needs",
            [
                ("县", Cell::text("万源市")),
                ("类别", Cell::text("养老")),
                ("物资名称", Cell::text("毛毯")),
                ("计量单位", Cell::text("床")),
                ("需求数量", Cell::Count(3)),
            ]
            .to_vec(),
        ),
        (
            Template::Needs,
            "需求",
            "needs",
            [
                ("村", Cell::text("某某村")),
                ("县", Cell::text("万源市")),
                ("需求资金（元）", Cell::Money(Fen(12_345))),
            ]
            .to_vec(),
        ),
        (
            Template::Gifts,
            "捐款",
            "gifts",
            [
                ("捐赠日期", Cell::Day(programme.as_of())),
                ("捐赠人", Cell::text("李四光")),
                ("捐赠金额（元）", Cell::Money(Fen(777))),
            ]
            .to_vec(),
        ),
        (
            Template::Gifts,
            "物资",
            "gifts",
            [
                ("捐赠日期", Cell::Day(programme.as_of())),
                ("捐赠单位", Cell::text("某某公司")),
                ("物资名称", Cell::text("棉被")),
                ("计量单位", Cell::text("床")),
                ("捐赠数量", Cell::Count(9)),
            ]
            .to_vec(),
        ),
        (
            Template::Resources,
            "资源",
            "resources",
            [
                ("提供单位", Cell::text("某某医院")),
                ("资源类别", Cell::text("服务")),
                ("资源内容", Cell::text("义诊")),
                ("适用地区", Cell::text("万源市、511722")),
                ("截止日期", Cell::Day(programme.as_of())),
            ]
            .to_vec(),
        ),
    ] {
        let mut pages = workbook::template_pages(template, Lang::Zh);
        let empty = read(&workbook::template(template, Lang::Zh).unwrap(), "t.xlsx");
        silent(std::slice::from_ref(&empty));
        let examples = empty
            .findings
            .iter()
            .filter(|finding| finding.name() == "EXAMPLE_ROW");
        assert_eq!(examples.count(), 2 * (pages.len() - 1));
        assert!(imported(&[empty], &programme).is_empty());

        let page = pages.iter_mut().find(|page| page.name == name).unwrap();
        let mut cells = vec![Cell::Empty; page.columns.len()];
        for (label, cell) in row {
            let at = page.columns.iter().position(|column| column.label == label);
            cells[at.unwrap()] = cell;
        }
        page.rows.push(cells);
        let bytes = workbook::xlsx(&pages, programme.as_of(), Lang::Zh).unwrap();
        let filled = read(&bytes, "t.xlsx");
        silent(std::slice::from_ref(&filled));
        let import = imported(&[filled], &programme);
        assert!(import.findings.is_empty(), "{:?}", import.findings);
        assert_eq!(import.count(list, Fate::Added), 1, "{name}");
    }
}

#[test]
fn the_pages_of_a_plan_read_like_this() {
    let programme = Programme::read(WANYUAN).unwrap();
    let rules = programme.rules().unwrap();
    let plan: Plan = programme.allocate(rules, &mut NoProgress).unwrap();
    for (lang, snapshot) in [(Lang::Zh, "plan_zh"), (Lang::En, "plan_en")] {
        let mut text = String::new();
        for page in workbook::plan(&programme, rules, &plan, lang).unwrap() {
            let bytes = workbook::csv(&page, Encoding::Utf8).unwrap();
            let csv = String::from_utf8(bytes).unwrap();
            let csv = csv.trim_start_matches('\u{feff}').replace("\r\n", "\n");
            let rows: Vec<&str> = csv.lines().take(6).collect();
            text += &format!(
                "[{}] {}\n{}\n\n",
                page.name,
                page.title.unwrap(),
                rows.join("\n")
            );
        }
        insta::assert_snapshot!(snapshot, text);
    }
}
