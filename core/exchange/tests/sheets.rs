//! Sheets of the shapes that offices keep, written here.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

use std::io::{Cursor, Write};

use bangfu::code::DivisionCode;
use bangfu::error::{Code, Lang};
use bangfu::giving::Clause;
use bangfu::lists::Quantity;
use bangfu::money::Fen;
use bangfu_exchange::record::{self, Asked, Control, GiftRow, Reading, Records};
use bangfu_exchange::remark::Outcome;
use bangfu_exchange::sheet::Cell;
use bangfu_exchange::table::Mapping;
use bangfu_exchange::{Limits, Weight, source};
use rust_xlsxwriter::{Format, Formula, Workbook};

fn read(bytes: &[u8], name: &str) -> Reading {
    record::read(bytes, name, &Mapping::default(), &Limits::default()).unwrap()
}

fn mapped(bytes: &[u8], name: &str, mapping: &str) -> Reading {
    let mapping = Mapping::read(mapping).unwrap();
    record::read(bytes, name, &mapping, &Limits::default()).unwrap()
}

fn gifts(reading: &Reading) -> (&[GiftRow], &[Control]) {
    match reading.tables.as_slice() {
        [Records::Gifts { rows, controls }] => (rows, controls),
        other => panic!("{other:?}"),
    }
}

/// Findings as `cell NAME`.
fn found(reading: &Reading, weight: Weight) -> Vec<String> {
    let found = reading
        .findings
        .iter()
        .filter(|finding| finding.weight() == weight);
    found
        .map(|finding| format!("{} {}", finding.cell(), finding.name()))
        .collect()
}

/// Title, a header of two rows, merged cells, 万元 in the title, a footer.
fn stacked() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("捐款").unwrap();
    let plain = Format::new();
    sheet
        .merge_range(0, 0, 0, 4, "某县慈善会捐款登记表（2024年）", &plain)
        .unwrap();
    sheet.write(1, 4, "单位：万元").unwrap();
    sheet.merge_range(2, 0, 3, 0, "序号", &plain).unwrap();
    sheet.merge_range(2, 1, 2, 3, "捐赠情况", &plain).unwrap();
    for (column, label) in (1..).zip(["日期", "捐赠人", "金额"]) {
        sheet.write(3, column, label).unwrap();
    }
    sheet.merge_range(2, 4, 3, 4, "备注", &plain).unwrap();
    sheet.merge_range(4, 1, 5, 1, "4月2日", &plain).unwrap();
    for (row, (donor, amount, remark)) in (4..).zip([
        ("某公司", 138.6, "指定万源市100万元、宣汉县38.6万元"),
        ("张 某\u{a0}", 0.000_1, ""),
        ("某银行", 0.5, "其中0.2万元员工捐款"),
    ]) {
        sheet.write(row, 0, row - 3).unwrap();
        sheet.write(row, 2, donor).unwrap();
        sheet.write(row, 3, amount).unwrap();
        sheet.write(row, 4, remark).unwrap();
    }
    sheet.write(6, 1, "2024/4/3").unwrap();
    sheet.write(7, 2, "合  计").unwrap();
    let sum = Formula::new("=SUM(D5:D7)").set_result("139.1001");
    sheet.write(7, 3, sum).unwrap();
    sheet.write(8, 0, "备注：以上均已开具票据。").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_header_of_two_rows_below_titles_is_found_and_its_cells_are_filled_down() {
    let bytes = stacked();
    let reading = read(&bytes, "stacked.xlsx");
    let (rows, controls) = gifts(&reading);
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.cell.as_str(), row.on.unwrap().to_string(), row.money))
        .collect();
    assert_eq!(
        told,
        [
            ("D5", "2024-04-02".to_owned(), Fen(138_600_000)),
            ("D6", "2024-04-02".to_owned(), Fen(100)),
            ("D7", "2024-04-03".to_owned(), Fen(500_000)),
        ]
    );
    assert_eq!(rows[1].donor, "张 某");
    assert!(controls[0].agrees(), "{controls:?}");
    assert_eq!(found(&reading, Weight::KeptOut), [] as [&str; 0]);
    assert_eq!(
        found(&reading, Weight::Note),
        ["A9 NOTE_ROW", "D8 CONTROL_AGREES"]
    );
    let Some(Outcome::Parts(parts)) = rows[0].proposal.as_ref().map(|p| &p.outcome) else {
        panic!("{:?}", rows[0].proposal)
    };
    let area = |code| Clause::Area(vec![DivisionCode::parse(code).unwrap()]);
    assert_eq!(
        (parts[0].money, &parts[0].clause),
        (Fen(100_000_000), &area("511781"))
    );
    assert_eq!(
        (parts[1].money, &parts[1].clause),
        (Fen(38_600_000), &area("511722"))
    );
}

const TABLE: &str = "捐赠日期,捐赠人,捐赠金额（元）,备注\n\
    2024.04.02,某公司,\"1,386,000.00\",用于万源市\n\
    2024-04-02,张某,100,\n\
    2024年4月2日,张某,壹佰元整,\n\
    4月2日,李某,50,\n\
    2024.4.2,王某,138.6万余元,\n\
    2024.4.2,赵某,-50,\n\
    2024.4.2,,50,\n\
    2024.4.2,钱某,1.005,\n\
    合计,,1386250.00,\n";

#[test]
fn all_that_is_wrong_is_said_at_once_with_its_cell() {
    let reading = read(TABLE.as_bytes(), "gifts.csv");
    let (rows, controls) = gifts(&reading);
    assert_eq!(rows.len(), 3);
    assert_eq!(
        found(&reading, Weight::KeptOut),
        [
            "A5 AMBIGUOUS_DATE",
            "C6 AMOUNT_IS_BOUND",
            "C7 NEGATIVE_AMOUNT",
            "B8 MISSING_VALUE",
            "C9 BAD_AMOUNT",
        ]
    );
    assert_eq!(
        found(&reading, Weight::Doubt),
        ["B4 REPEATED_ROW", "C10 CONTROL_DIFFERS"]
    );
    assert_eq!(controls[0].summed, Fen(138_620_000));
    let differs = reading
        .findings
        .iter()
        .find(|f| f.name() == "CONTROL_DIFFERS")
        .unwrap();
    assert!(
        differs.text(Lang::En).ends_with("the difference is 50.00"),
        "{}",
        differs.text(Lang::En)
    );
    // No message names a person.
    let texts = reading
        .findings
        .iter()
        .map(|finding| finding.text(Lang::Zh));
    assert!(
        texts.clone().all(|text| !text.contains("王某")),
        "{:?}",
        texts.collect::<Vec<_>>()
    );
}

#[test]
fn the_same_table_is_read_alike_in_every_encoding() {
    let (gb, ..) = encoding_rs::GB18030.encode(TABLE);
    let (one, other) = (read(TABLE.as_bytes(), "a.csv"), read(&gb, "a.csv"));
    assert_eq!(gifts(&one), gifts(&other));
    assert_eq!(found(&other, Weight::Note), [" ENCODING_GUESSED"]);
}

#[test]
fn an_old_sheet_is_read_whichever_day_it_counts_from() {
    for (name, bytes) in [
        ("gifts.xls", include_bytes!("data/gifts.xls").as_slice()),
        ("gifts-1904.xls", include_bytes!("data/gifts-1904.xls")),
    ] {
        let reading = read(bytes, name);
        let (rows, controls) = gifts(&reading);
        let days: Vec<_> = rows.iter().map(|row| row.on.unwrap().to_string()).collect();
        assert_eq!(days, ["2024-04-02", "2024-04-03", "2024-04-04"], "{name}");
        assert_eq!(rows[1].money, Fen(100));
        assert!(controls[0].agrees());
        assert_eq!(
            found(&reading, Weight::Note),
            [" HIDDEN_SHEET", "C7 CONTROL_AGREES"]
        );
    }
}

/// An OpenDocument of one sheet.
fn opendocument(rows: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("mimetype", options).unwrap();
    archive
        .write_all(b"application/vnd.oasis.opendocument.spreadsheet")
        .unwrap();
    archive.start_file("content.xml", options).unwrap();
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body>\
         <office:spreadsheet><table:table table:name=\"表\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    archive.write_all(content.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

#[test]
fn an_open_document_is_read_with_its_repeats_and_spans() {
    let text = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let rows = [
        format!("<table:table-row>{}{}{}{}</table:table-row>", text("日期"), text("捐赠人"), text("金额（元）"), text("备注")),
        "<table:table-row><table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"date\" office:date-value=\"2024-04-02\"><text:p>4月2日</text:p></table:table-cell>".to_owned()
            + &text("某&amp;公司") + "<table:table-cell office:value-type=\"float\" office:value=\"100.5\"/></table:table-row>",
        "<table:table-row><table:covered-table-cell/>".to_owned()
            + &text("张<text:s text:c=\"2\"/>某") + "<table:table-cell office:value-type=\"float\" office:value=\"1E2\"/></table:table-row>",
        "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>".to_owned(),
    ];
    let reading = read(&opendocument(&rows.concat()), "gifts.ods");
    let (rows, _) = gifts(&reading);
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.donor.as_str(), row.on.unwrap().to_string(), row.money.0))
        .collect();
    let day = "2024-04-02".to_owned();
    assert_eq!(
        told,
        [("某&公司", day.clone(), 10_050), ("张 某", day, 10_000)]
    );
}

#[test]
fn goods_share_a_merged_quantity_only_with_a_finding() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    for (column, label) in (0..).zip(["捐赠单位", "品名", "规格", "单位", "数量"]) {
        sheet.write(2, column, label).unwrap();
    }
    sheet.write(0, 0, 43_860).unwrap();
    sheet.merge_range(3, 0, 5, 0, "捐赠方一", &plain).unwrap();
    sheet.merge_range(4, 4, 5, 4, "", &plain).unwrap();
    for (row, (item, unit)) in (3..).zip([("棉被", "床"), ("口罩", "箱"), ("手套", "箱")])
    {
        sheet.write(row, 1, item).unwrap();
        sheet.write(row, 3, unit).unwrap();
    }
    sheet.write(3, 4, 60).unwrap();
    sheet.write_with_format(4, 4, 12, &plain).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let reading = read(&bytes, "goods.xlsx");
    let [Records::Goods(lines)] = reading.tables.as_slice() else {
        panic!("{:?}", reading.tables)
    };
    let told: Vec<_> = lines
        .iter()
        .map(|line| {
            (
                line.item.as_str(),
                line.unit.as_deref().unwrap(),
                line.quantity,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("棉被", "床", Quantity::Known(60)),
            ("口罩", "箱", Quantity::Known(12)),
        ]
    );
    assert!(
        lines
            .iter()
            .all(|line| line.on.unwrap().to_string() == "2020-01-30")
    );
    assert_eq!(found(&reading, Weight::KeptOut), ["B6 SHARED_QUANTITY"]);
}

#[test]
fn an_amount_that_rows_share_is_counted_for_none_of_them() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    for (column, label) in (0..).zip(["捐赠人", "金额（元）", "备注"]) {
        sheet.write(0, column, label).unwrap();
    }
    for (row, donor) in (1..).zip(["甲公司", "乙公司", "丙公司"]) {
        sheet.write(row, 0, donor).unwrap();
    }
    sheet.merge_range(1, 1, 3, 1, "10000", &plain).unwrap();
    // One donor over two rows gave once.
    sheet.merge_range(4, 0, 5, 0, "丁公司", &plain).unwrap();
    sheet.merge_range(4, 1, 5, 1, "500", &plain).unwrap();
    sheet.write(4, 2, "现金").unwrap();
    sheet.write(5, 2, "转账").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let reading = read(&bytes, "shared.xlsx");
    let (rows, _) = gifts(&reading);
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.cell.as_str(), row.money))
        .collect();
    assert_eq!(told, [("B5", Fen(50_000))]);
    assert_eq!(
        found(&reading, Weight::KeptOut),
        ["B2 SHARED_AMOUNT", "B3 SHARED_AMOUNT", "B4 SHARED_AMOUNT"]
    );
    assert_eq!(found(&reading, Weight::Note), ["B6 SHARED_AMOUNT"]);
}

#[test]
fn a_quantity_that_needs_share_is_that_of_none() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in (0..).zip(["区划代码", "物资", "数量"]) {
        sheet.write(0, column, label).unwrap();
    }
    for (row, (code, quantity)) in (1..).zip([("511781", 7), ("511722", 0), ("511723", 9)]) {
        sheet.write(row, 0, code).unwrap();
        sheet.write(row, 1, "棉被").unwrap();
        sheet.write(row, 2, quantity).unwrap();
    }
    sheet
        .merge_range(1, 2, 2, 2, "700", &Format::new())
        .unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let reading = read(&bytes, "needs.xlsx");
    let [Records::Needs(rows)] = reading.tables.as_slice() else {
        panic!("{:?}", reading.tables)
    };
    assert_eq!(rows.len(), 1);
    assert_eq!(
        found(&reading, Weight::KeptOut),
        ["B2 SHARED_QUANTITY", "B3 SHARED_QUANTITY"]
    );
}

#[test]
fn needs_of_money_and_goods_are_placed_or_asked_for() {
    let money = "县,村,项目,资金需求（万元）\n万源市,甲村,道路,15\n无此县,乙村,水渠,3\n";
    let reading = mapped(money.as_bytes(), "needs.csv", r#"{"area": "5117"}"#);
    let [Records::Needs(rows)] = reading.tables.as_slice() else {
        panic!("{:?}", reading.tables)
    };
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].asked, Asked::Money(Fen(15_000_000)));
    assert_eq!(
        (rows[0].place.as_str(), rows[0].below.as_slice()),
        ("511781", ["甲村".to_owned()].as_slice())
    );
    assert_eq!(found(&reading, Weight::KeptOut), ["A3 UNKNOWN_PLACE"]);

    let goods =
        "机构,区划代码,物资,数量\n医院,511781,口罩,1\n医院,511781,手套,\n医院,511781,棉被,2.5\n";
    let reading = read(goods.as_bytes(), "needs.csv");
    let [Records::Needs(rows)] = reading.tables.as_slice() else {
        panic!("{:?}", reading.tables)
    };
    let quantities = rows.iter().map(|row| match &row.asked {
        Asked::Goods { quantity, .. } => *quantity,
        Asked::Money(_) => panic!("no money is asked for"),
    });
    // Three rows are too few to say that 1 means “some”; no quantity is none.
    let expected = [Quantity::Known(1), Quantity::Unknown, Quantity::Unknown];
    assert_eq!(quantities.collect::<Vec<_>>(), expected);
}

#[test]
fn a_mapping_names_what_the_words_do_not() {
    let sheet = "乡贤,心意\n张某,100\n";
    let refusal = record::read(
        sheet.as_bytes(),
        "a.csv",
        &Mapping::default(),
        &Limits::default(),
    );
    assert_eq!(refusal.unwrap_err().name(), "NO_TABLE");
    let reading = mapped(
        sheet.as_bytes(),
        "a.csv",
        r#"{"columns": {"乡贤": "donor", "心意": "money"}, "unit": "千元"}"#,
    );
    assert_eq!(gifts(&reading).0[0].money, Fen(10_000_000));
    let words = r#"{"words": ["column donor = 乡贤", "column money = 心意"]}"#;
    let reading = mapped(sheet.as_bytes(), "a.csv", words);
    assert_eq!(gifts(&reading).0[0].money, Fen(10_000));
    assert_eq!(found(&reading, Weight::Doubt), ["B2 UNIT_ASSUMED"]);
}

#[test]
fn two_cells_in_opposite_corners_cost_two_cells() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "a").unwrap();
    sheet.write(1_048_575, 16_383, "b").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let book = source::read(&bytes, "far.xlsx", &Limits::default()).unwrap();
    assert_eq!(book.sheets[0].len(), 2);
    let far = book.sheets[0].get(1_048_575, 16_383);
    assert_eq!(far.and_then(Cell::text), Some("b"));
}

#[test]
fn of_columns_about_the_same_the_surest_is_read_and_the_other_is_said() {
    let sheet = "捐赠人,认捐金额（元）,到账金额（元）\n某公司,900,500\n";
    let reading = read(sheet.as_bytes(), "a.csv");
    assert_eq!(gifts(&reading).0[0].money, Fen(50_000));
    assert_eq!(found(&reading, Weight::KeptOut), ["B1 PLEDGED_COLUMN"]);
    let pledged = r#"{"columns": {"认捐金额（元）": "money"}}"#;
    let reading = mapped(sheet.as_bytes(), "a.csv", pledged);
    assert_eq!(gifts(&reading).0[0].money, Fen(90_000));

    let sheet = "捐赠人,折合金额（元）,实收（元）\n某公司,900,500\n";
    let said = r#"{"columns": {"实收（元）": "money"}}"#;
    let reading = mapped(sheet.as_bytes(), "a.csv", said);
    assert_eq!(gifts(&reading).0[0].money, Fen(50_000));

    let sheet = "姓名,金额（元）,姓名,金额（元）\n甲某,1,乙某,2\n";
    let reading = read(sheet.as_bytes(), "a.csv");
    assert_eq!(
        found(&reading, Weight::KeptOut),
        ["C1 SECOND_COLUMN", "D1 SECOND_COLUMN"]
    );

    let sheet = "捐赠人,认捐金额（元）\n某公司,900\n";
    let reading = read(sheet.as_bytes(), "a.csv");
    assert!(gifts(&reading).0.is_empty());
}

#[test]
fn amounts_in_a_unit_that_is_not_known_are_not_yuan() {
    let sheet = "捐赠人,捐赠金额（美元）\n某公司,900\n";
    let reading = read(sheet.as_bytes(), "a.csv");
    assert!(gifts(&reading).0.is_empty());
    let kept_out = found(&reading, Weight::KeptOut);
    assert!(
        kept_out.contains(&"B1 UNKNOWN_UNIT".to_owned()),
        "{kept_out:?}"
    );
    let reading = mapped(sheet.as_bytes(), "a.csv", r#"{"unit": "元"}"#);
    assert_eq!(gifts(&reading).0[0].money, Fen(90_000));
    for label in ["金额（人民币、元）", "金额(RMB)", "金额（单位：元）"] {
        let sheet = format!("捐赠人,{label}\n某公司,900\n");
        let reading = read(sheet.as_bytes(), "a.csv");
        assert_eq!(gifts(&reading).0[0].money, Fen(90_000), "{label}");
    }
}

#[test]
fn no_row_vanishes_without_a_finding() {
    let goods = "捐赠单位,物资名称,规格,数量,计量单位\n甲厂,口罩,N95,共计500箱,箱\n\
                 乙厂,棉被,,60,床\n合计,棉被,,560,\n合计,,,560,\n";
    let reading = read(goods.as_bytes(), "goods.csv");
    let [Records::Goods(lines)] = reading.tables.as_slice() else {
        panic!("{:?}", reading.tables)
    };
    assert_eq!(lines.len(), 1);
    assert_eq!(found(&reading, Weight::KeptOut), ["D2 NO_QUANTITY"]);
    assert_eq!(found(&reading, Weight::Doubt), ["A4 NAMED_TOTAL"]);

    let two = "爱心人士,100\n某公司,\"2,000.50\"\n公示表,\n捐赠人,金额（元）\n某厂,300\n";
    let reading = read(two.as_bytes(), "gifts.csv");
    assert_eq!(
        found(&reading, Weight::Doubt),
        ["A1 ROW_ABOVE_HEADER", "A2 ROW_ABOVE_HEADER"]
    );
}

#[test]
fn a_part_of_no_rows_sums_to_nothing() {
    let sheet = "捐赠人,金额（元）\n小计,0\n某公司,5\n小计,5\n某厂,7\n小计,7\n小计,3\n合计,12\n";
    let reading = read(sheet.as_bytes(), "gifts.csv");
    let (_, controls) = gifts(&reading);
    let told: Vec<_> = controls
        .iter()
        .map(|control| (control.rows, control.summed))
        .collect();
    let expected = [(0, 0), (1, 500), (1, 700), (0, 0), (2, 1_200)];
    assert_eq!(told, expected.map(|(rows, fen)| (rows, Fen(fen))));
    assert_eq!(found(&reading, Weight::Doubt), ["B7 CONTROL_DIFFERS"]);
}
