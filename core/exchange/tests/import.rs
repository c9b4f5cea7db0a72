//! Rows on their way into a programme.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

use std::ops::ControlFlow;

use bangfu::Programme;
use bangfu::allocate::Progress;
use bangfu::error::{Code, Lang};
use bangfu_exchange::import::{self, Fate, File, Import, Options};
use bangfu_exchange::record::{self, Reading};
use bangfu_exchange::table::Mapping;
use bangfu_exchange::{Limits, More, Weight};
use rust_xlsxwriter::Workbook;

const EMPTY: &str = r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05",
    "registry": {"organisations": [{"id": "charity", "name": "某县慈善会", "kind": "charity"}]}}"#;

fn empty() -> Programme {
    Programme::read(EMPTY.as_bytes()).unwrap()
}

fn reading(sheet: &str) -> Reading {
    let mapping = Mapping::default();
    record::read(sheet.as_bytes(), "list.csv", &mapping, &Limits::default()).unwrap()
}

fn plan(readings: &[&Reading], programme: &Programme) -> Import {
    let names = ["a", "b"].map(str::to_owned).into_iter();
    let files = names.zip(readings).map(|(name, reading)| File {
        name,
        reading: (*reading).clone(),
    });
    let (files, mapping) = (files.collect(), Mapping::default());
    let mut import = import::plan(files, programme.clone(), &mapping, Options::default()).unwrap();
    let read: usize = readings.iter().map(|reading| reading.findings.len()).sum();
    import.findings.drain(..read);
    import
}

/// What was found on the way from the rows to the programme, as names.
fn said(import: &Import) -> Vec<&str> {
    let found = import.findings.iter();
    found.map(|found| found.finding.name()).collect()
}

/// How often the programme has a gift for a place.
fn for_place(import: &Import, code: &str) -> usize {
    let document = import.programme.canonical();
    document.matches(&format!("\"area\":[\"{code}\"]")).count()
}

const HEAD: &str = "日期,捐赠人,金额（元）,备注\n";

#[test]
fn an_equal_row_more_moves_none_of_those_that_are_there() {
    let one = reading(&format!("{HEAD}2024.4.2,爱心人士,100,用于黄冈市\n"));
    let first = plan(&[&one], &empty());
    let row = "2024.4.2,爱心人士,100,用于";
    let two = reading(&format!("{HEAD}{row}黄冈市\n{row}武汉市\n"));
    let second = plan(&[&two], &first.programme);
    assert_eq!(second.count("gifts", Fate::Same), 1);
    assert_eq!(second.count("gifts", Fate::Added), 1);
    assert_eq!(for_place(&second, "421100"), 1);
    assert_eq!(for_place(&second, "420100"), 1);
    assert!(plan(&[&two], &second.programme).is_empty());
    // The same rows in two files of one import.
    let both = plan(&[&one, &two], &empty());
    assert_eq!(both.count("gifts", Fate::Added), 2);
    assert_eq!(for_place(&both, "420100"), 1);
    assert_eq!(said(&both), ["IN_ANOTHER_FILE"]);
}

#[test]
fn which_of_rows_is_new_beside_one_that_was_changed_is_asked() {
    let row = "2024.4.2,爱心人士,100,用于";
    let one = reading(&format!("{HEAD}{row}黄冈市\n"));
    let before = plan(&[&one], &empty()).programme.canonical();
    let changed = before.replace("421100", "420500");
    let programme = Programme::read(changed.as_bytes()).unwrap();
    let two = reading(&format!("{HEAD}{row}黄冈市\n{row}武汉市\n"));
    let import = plan(&[&two], &programme);
    assert_eq!(said(&import), ["EQUAL_ROWS", "EQUAL_ROWS"]);
}

#[test]
fn equal_rows_of_two_sheets_are_two_gifts() {
    let mut book = Workbook::new();
    for name in ["支付宝", "微信"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (column, label) in (0..).zip(["日期", "捐赠人", "金额（元）"]) {
            sheet.write(0, column, label).unwrap();
        }
        for (column, text) in (0..).zip(["2024-04-02", "爱心人士", "100"]) {
            sheet.write(1, column, text).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let mapping = Mapping::default();
    let reading = record::read(&bytes, "two.xlsx", &mapping, &Limits::default()).unwrap();
    let import = plan(&[&reading], &empty());
    assert_eq!(import.count("gifts", Fate::Added), 2);
    assert_eq!(said(&import), ["REPEATED_ROW"]);
}

#[test]
fn the_list_of_the_next_day_has_the_same_gifts() {
    let list = |day, more| {
        let head = format!("捐款公示（截至2024年4月{day}日）,\n捐赠人,金额（元）\n");
        reading(&format!("{head}某公司,100\n某厂,200\n{more}"))
    };
    let first = list(2, "");
    let doubts = first.findings.iter();
    let doubts = doubts.filter(|finding| finding.weight() == Weight::Doubt);
    let names: Vec<_> = doubts.map(bangfu_exchange::Finding::name).collect();
    assert_eq!(names, ["DAY_ASSUMED"]);
    let first = plan(&[&first], &empty());
    let second = plan(&[&list(3, "某店,300\n")], &first.programme);
    assert_eq!(second.count("gifts", Fate::Added), 1);
    assert_eq!(second.count("gifts", Fate::Same), 2);
    // What was known first stands: these two had arrived by the second.
    let days = second.programme.gifts().iter();
    let days = days.map(|gift| gift.received_on.to_string());
    let early = days.filter(|day| day == "2024-04-02").count();
    assert_eq!(early, 2);
}

#[test]
fn two_daily_lists_of_one_import_have_each_gift_once() {
    let list = |day, more| {
        let head = format!("捐款公示（截至2024年4月{day}日）,\n捐赠人,金额（元）\n");
        reading(&format!("{head}某公司,100\n某公司,100\n某厂,200\n{more}"))
    };
    let (early, late) = (list(2, ""), list(3, "某公司,100\n某店,300\n"));
    for order in [[&early, &late], [&late, &early]] {
        let import = plan(&order, &empty());
        assert_eq!(import.count("gifts", Fate::Added), 5);
        let days = import.programme.gifts().iter();
        let mut days: Vec<_> = days.map(|gift| gift.received_on.to_string()).collect();
        days.sort();
        assert_eq!(days[2..4], ["2024-04-02", "2024-04-03"]);
        assert_eq!(said(&import), ["IN_ANOTHER_FILE"; 3]);
    }
}

#[test]
fn an_older_list_contradicts_a_later_day() {
    let list = |day| {
        let head = format!("捐款公示（截至2024年4月{day}日）,\n捐赠人,金额（元）\n");
        reading(&format!("{head}某公司,100\n"))
    };
    let late = plan(&[&list(3)], &empty());
    // By the second it had arrived, and so not on the third.
    let early = plan(&[&list(2)], &late.programme);
    assert_eq!(early.count("gifts", Fate::Differs), 1);
    assert!(early.is_empty());
}

#[test]
fn an_undated_gift_that_is_overwritten_keeps_the_earlier_day() {
    let list = |day, remark| {
        let head = format!("捐款公示（截至2024年4月{day}日）,,\n捐赠人,金额（元）,备注\n");
        reading(&format!("{head}某公司,100,{remark}\n"))
    };
    let early = plan(&[&list(2, "用于孝感")], &empty());
    let file = File {
        name: "a".to_owned(),
        reading: list(5, "用于黄冈"),
    };
    let options = Options {
        overwrite: true,
        ..Options::default()
    };
    let mapping = Mapping::default();
    let late = import::plan(vec![file], early.programme, &mapping, options).unwrap();
    assert_eq!(late.count("gifts", Fate::Changed), 1);
    assert_eq!(
        late.programme.gifts()[0].received_on.to_string(),
        "2024-04-02"
    );
    assert_eq!(for_place(&late, "421100"), 1);
}

#[test]
fn goods_with_a_day_that_can_not_be_read_stay_out_whatever_the_mapping_says() {
    let sheet =
        "日期,捐赠人,物资名称,数量,单位\n2024年13月45日,某公司,棉被,20,床\n,某厂,棉被,5,床\n";
    let mapping = Mapping::read(r#"{"received_on": "2024-04-03"}"#).unwrap();
    let reading = record::read(sheet.as_bytes(), "list.csv", &mapping, &Limits::default()).unwrap();
    let file = File {
        name: "a".to_owned(),
        reading,
    };
    let import = import::plan(vec![file], empty(), &mapping, Options::default()).unwrap();
    assert_eq!(import.count("gifts", Fate::Added), 1);
}

/// Stops a run after so many reports.
struct Stop(u32);

impl Progress for Stop {
    fn report(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        assert!(done <= total);
        match self.0.checked_sub(1) {
            None => ControlFlow::Break(()),
            Some(left) => {
                self.0 = left;
                ControlFlow::Continue(())
            }
        }
    }
}

#[test]
fn a_run_that_is_stopped_says_so_wherever_it_is() {
    let rows = "2024.4.2,爱心人士,100,\n".repeat(10_000);
    let sheet = format!("{HEAD}{rows}");
    let (mapping, limits) = (Mapping::default(), Limits::default());
    let mut stops = 0;
    let reading = loop {
        let mut stop = Stop(stops);
        match record::read_with(sheet.as_bytes(), "a", &mapping, &limits, &mut stop) {
            Ok(reading) => break reading,
            Err(refusal) => assert_eq!(refusal.name(), "CANCELLED"),
        }
        stops += 1;
    };
    // Before and behind the cells, every 4,096 fields and lines among them, twice
    // among the rows, and at the end.
    assert_eq!(stops, 5 + 10_000 * 5 / 4096);
    stops = 0;
    let import = loop {
        let file = File {
            name: "a".to_owned(),
            reading: reading.clone(),
        };
        let mut stop = Stop(stops);
        let options = Options::default();
        match import::plan_with(vec![file], empty(), &mapping, options, &mut stop) {
            Ok(import) => break import,
            Err(error) => assert_eq!(error.name(), "CANCELLED"),
        }
        stops += 1;
    };
    assert_eq!(stops, 5);
    assert_eq!(import.count("gifts", Fate::Added), 10_000);
}

#[test]
fn of_a_long_list_of_findings_the_first_are_told_and_all_are_counted() {
    let limits = Limits {
        findings: 2,
        ..Limits::default()
    };
    let rows = "2024.4.2,张某,100,\n".repeat(6) + "2024.4.2,张某,壹佰元,\n2024.4.2,张某,很多,\n";
    let sheet = format!("{HEAD}{rows}");
    let mapping = Mapping::default();
    let reading = record::read(sheet.as_bytes(), "a.csv", &mapping, &limits).unwrap();
    let kept: Vec<_> = reading
        .findings
        .iter()
        .map(|row| (row.name(), row.cell()))
        .collect();
    assert_eq!(
        kept,
        [
            ("REPEATED_ROW", "B3"),
            ("REPEATED_ROW", "B4"),
            ("BAD_AMOUNT", "C9")
        ]
    );
    let more = |more: &More| (more.weight, more.number, more.name, more.count);
    let repeated = (Weight::Doubt, 5202, "REPEATED_ROW", 4);
    assert_eq!(
        reading.more.iter().map(more).collect::<Vec<_>>(),
        [repeated]
    );
    let import = plan(&[&reading], &empty());
    assert_eq!(import.more.len(), 1);
    let report = serde_json::to_value(import.report(Lang::En, false)).unwrap();
    assert_eq!(
        report["more"],
        serde_json::json!([{"code": 5202, "count": 4, "file": "a", "name": "REPEATED_ROW", "weight": "doubt"}])
    );
}

#[test]
fn what_is_found_on_the_way_is_counted_with_what_was_found_before() {
    let rows = "2024.4.2,张某,0,\n".repeat(1003);
    let reading = reading(&format!("{HEAD}{rows}"));
    let import = plan(&[&reading], &empty());
    assert_eq!(said(&import).len(), 1000);
    let more: Vec<_> = import
        .more
        .iter()
        .map(|(file, more)| (&**file, more.name, more.count))
        .collect();
    assert_eq!(more, [("a", "REPEATED_ROW", 2), ("a", "NOTHING_GIVEN", 3)]);
}

#[test]
fn a_kind_that_is_found_before_and_on_the_way_has_one_limit() {
    let mut book = Workbook::new();
    for name in ["一", "二"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet
            .write_row(0, 0, ["日期", "捐赠人", "金额（元）"])
            .unwrap();
        for row in 1..=1500 {
            sheet.write_row(row, 0, ["2024.4.2", "张某", "5"]).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let mapping = Mapping::default();
    let mut found = Vec::new();
    for findings in [2, 1000] {
        let limits = Limits {
            findings,
            ..Limits::default()
        };
        let reading = record::read(&bytes, "list.xlsx", &mapping, &limits).unwrap();
        let file = File {
            name: "a".to_owned(),
            reading,
        };
        let import = import::plan(vec![file], empty(), &mapping, Options::default()).unwrap();
        let repeated = |found: &&import::Found| found.finding.name() == "REPEATED_ROW";
        let kept = import.findings.iter().filter(repeated).count();
        assert_eq!(kept, findings);
        let more = import.more.iter().map(|(_, more)| more);
        let more = more.filter(|more| more.name == "REPEATED_ROW");
        found.push(kept + more.map(|more| more.count).sum::<usize>());
    }
    // Each row of a sheet but its first, and each of the second sheet again.
    assert_eq!(found, [2 * 1499 + 1500; 2]);
}

#[test]
fn two_files_of_one_name_are_counted_apart() {
    let rows = "2024.4.2,张某,5,\n".repeat(1003);
    let reading = reading(&format!("{HEAD}{rows}"));
    let file = || File {
        name: "gifts.csv".to_owned(),
        reading: reading.clone(),
    };
    let mapping = Mapping::default();
    let files = vec![file(), file()];
    let import = import::plan(files, empty(), &mapping, Options::default()).unwrap();
    let more = import.more.iter().map(|(_, more)| (more.name, more.count));
    let rows = ("REPEATED_ROW", 2);
    assert_eq!(
        more.collect::<Vec<_>>(),
        [rows, rows, ("IN_ANOTHER_FILE", 3)]
    );
}

#[test]
fn the_order_of_needs_makes_no_difference() {
    let list = |rows: [&str; 2]| {
        let head = "区划代码,项目,资金需求（元）\n";
        reading(&format!("{head}{}\n{}\n", rows[0], rows[1]))
    };
    let (one, other) = ("511781,道路,300", "511781,道路,200");
    let first = plan(&[&list([one, other])], &empty());
    assert_eq!(first.count("needs", Fate::Added), 2);
    let second = plan(&[&list([other, one])], &first.programme);
    assert!(second.is_empty());
    assert_eq!(second.count("needs", Fate::Same), 2);
}

#[test]
fn no_need_bears_the_tag_of_what_waits() {
    let needs = reading("区划代码,项目,资金需求（元）\n511781,待核实,200\n511781,道路,300\n");
    let import = plan(&[&needs], &empty());
    assert_eq!(import.count("needs", Fate::Added), 1);
    assert_eq!(said(&import), ["RESERVED_WORD"]);
    let text = import
        .programme
        .canonical()
        .replace("道路", import::ON_HOLD);
    let programme = Programme::read(text.as_bytes()).unwrap();
    let file = File {
        name: "a".to_owned(),
        reading: needs,
    };
    let refused = import::plan(
        vec![file],
        programme,
        &Mapping::default(),
        Options::default(),
    );
    assert_eq!(refused.unwrap_err().name(), "HOLD_IS_TAKEN");
}
