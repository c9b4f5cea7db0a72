//! Files that were made to do harm end in typed errors, within limits.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

use std::io::{Cursor, Write};
use std::ops::ControlFlow;

use bangfu::allocate::Progress;
use bangfu::error::Code;
use bangfu_exchange::record;
use bangfu_exchange::source::{self, Workbook};
use bangfu_exchange::table::Mapping;
use bangfu_exchange::{Limits, Refusal};

const XLS: &[u8] = include_bytes!("data/gifts.xls");

fn open(bytes: &[u8], name: &str) -> Result<Workbook, Refusal> {
    source::read(bytes, name, &Limits::default())
}

/// The name of the error, or `ok`.
fn ends(bytes: &[u8], name: &str) -> &'static str {
    open(bytes, name).map_or_else(|refusal| refusal.name(), |_| "ok")
}

/// A workbook of one sheet, part by part.
fn package(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets>\
         <sheet name=\"s\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let links = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{relations}/sharedStrings\" Target=\"sharedStrings.xml\"/>\
         </Relationships>"
    );
    let root = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/>\
         </Relationships>"
    );
    for (name, content) in [
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
    ] {
        archive.start_file(name, options).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn worksheet(rows: &str, after: &str) -> Vec<u8> {
    format!("<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>").into_bytes()
}

fn opendocument(content: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("content.xml", options).unwrap();
    archive.write_all(content.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

const NO_STRINGS: &[u8] = b"<sst/>";

#[test]
fn the_package_of_these_tests_is_one_that_is_read() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>1.5</v></c></row>";
    let bytes = package(&worksheet(rows, ""), b"<sst><si><t>a</t></si></sst>");
    let book = open(&bytes, "a.xlsx").unwrap();
    assert_eq!(book.sheets[0].len(), 2);
}

#[test]
fn a_bomb_is_refused_before_it_bursts() {
    let mut limits = Limits {
        unpacked: 8 << 20,
        ..Limits::default()
    };
    let sheet = worksheet(&" ".repeat(9 << 20), "");
    let bytes = package(&sheet, NO_STRINGS);
    assert!(bytes.len() < 32 << 10, "{}", bytes.len());
    let refusal = source::read(&bytes, "bomb.xlsx", &limits).unwrap_err();
    assert_eq!(refusal, Refusal::TooManyBytes { limit: 8 << 20 });
    let refusal = source::read(&opendocument(&" ".repeat(9 << 20)), "bomb.ods", &limits);
    assert_eq!(
        refusal.unwrap_err(),
        Refusal::TooManyBytes { limit: 8 << 20 }
    );
    limits.bytes = 100;
    let refusal = source::read(&bytes, "bomb.xlsx", &limits).unwrap_err();
    assert_eq!(refusal, Refusal::TooManyBytes { limit: 100 });
}

#[test]
fn empty_rows_and_repeats_without_end_cost_little() {
    let bytes = package(&worksheet(&"<row/>".repeat(10_000_000), ""), NO_STRINGS);
    assert_eq!(ends(&bytes, "rows.xlsx"), "ok");
    let table = |rows: &str| format!("<a><table:table>{rows}</table:table></a>");
    let empty = "<table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell table:number-columns-repeated=\"4000000000\"/></table:table-row>";
    assert_eq!(
        ends(&opendocument(&table(&empty.repeat(1000))), "rows.ods"),
        "ok"
    );
    let full = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16000\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
    assert_eq!(ends(&opendocument(&table(full)), "full.ods"), "TOO_LARGE");
    let blank = full
        .replace("float", "string")
        .replace("\"1\"/>", "\"1\"><text:p> </text:p></table:table-cell>")
        .replace(" office:value=\"1\"", "");
    assert_eq!(ends(&opendocument(&table(&blank)), "blank.ods"), "ok");
    let spaces = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p><text:s text:c=\"4000000000\"/>x</text:p></table:table-cell></table:table-row>";
    assert_eq!(
        ends(&opendocument(&table(spaces)), "spaces.ods"),
        "TOO_LARGE"
    );
}

#[test]
fn entities_are_not_multiplied() {
    let mut laughs = "<!DOCTYPE a [<!ENTITY l0 \"ha\">".to_owned();
    for level in 1..20 {
        let below = format!("&l{};", level - 1).repeat(10);
        laughs.push_str(&format!("<!ENTITY l{level} \"{below}\">"));
    }
    laughs.push_str("]>");
    let strings = format!("{laughs}<sst><si><t>&l19;</t></si></sst>");
    let rows = "<row><c t=\"s\"><v>0</v></c></row>";
    assert_eq!(
        ends(&package(&worksheet(rows, ""), strings.as_bytes()), "a.xlsx"),
        "DAMAGED_FILE"
    );
    let cell = "<table:table><table:table-row><table:table-cell office:value-type=\"string\"><text:p>&l19;</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(
        ends(&opendocument(&format!("{laughs}<a>{cell}</a>")), "a.ods"),
        "DAMAGED_FILE"
    );
}

#[test]
fn a_column_beyond_all_numbers_is_damage() {
    // The fuzzer's: the library multiplies letters until it stops.
    let rows = "<row r=\"1\"><c r=\"Aquantity1\"><v>0</v></c></row>";
    let found = ends(&package(&worksheet(rows, ""), NO_STRINGS), "a.xlsx");
    assert_eq!(found, "DAMAGED_FILE");
}

#[test]
fn a_shared_string_that_is_not_there_is_no_text() {
    let rows = "<row><c t=\"s\"><v>4000000000</v></c><c t=\"s\"><v>-1</v></c></row>";
    let found = ends(&package(&worksheet(rows, ""), NO_STRINGS), "a.xlsx");
    assert!(matches!(found, "DAMAGED_FILE" | "ok"), "{found}");
}

#[test]
fn a_formula_that_failed_is_a_finding_at_its_cell() {
    let text = |cell: &str, text: &str| {
        format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let rows = [
        format!(
            "<row r=\"1\">{}{}</row>",
            text("A1", "捐赠人"),
            text("B1", "金额（元）")
        ),
        format!(
            "<row r=\"2\">{}<c r=\"B2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>",
            text("A2", "某公司")
        ),
    ];
    let bytes = package(&worksheet(&rows.concat(), ""), NO_STRINGS);
    let reading = record::read(&bytes, "a.xlsx", &Mapping::default(), &Limits::default()).unwrap();
    let found: Vec<_> = reading
        .findings
        .iter()
        .map(|found| (found.cell(), found.name()))
        .collect();
    assert_eq!(found, [("B2", "CELL_ERROR")]);
    assert!(reading.tables[0].is_empty());
}

#[test]
fn a_file_under_a_password_says_so() {
    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    compound
        .create_stream("/EncryptedPackage")
        .unwrap()
        .write_all(&[7; 64])
        .unwrap();
    compound
        .create_stream("/EncryptionInfo")
        .unwrap()
        .write_all(&[4; 64])
        .unwrap();
    let bytes = compound.into_inner().into_inner();
    assert_eq!(ends(&bytes, "a.xlsx"), "ENCRYPTED_FILE");

    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let records = [0x09, 0x08, 2, 0, 0, 6, 0x2f, 0, 4, 0, 1, 0, 1, 0];
    compound
        .create_stream("/Workbook")
        .unwrap()
        .write_all(&records)
        .unwrap();
    let bytes = compound.into_inner().into_inner();
    assert_eq!(ends(&bytes, "a.xls"), "ENCRYPTED_FILE");
}

#[test]
fn a_file_cut_short_or_changed_is_damaged_or_read_and_never_stops_the_reader() {
    let gifts = package(
        &worksheet(
            "<row><c><v>1</v></c><c t=\"s\"><v>0</v></c></row>",
            "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>",
        ),
        b"<sst><si><t>a</t></si></sst>",
    );
    for (bytes, name) in [(XLS, "a.xls"), (gifts.as_slice(), "a.xlsx")] {
        for end in (0..bytes.len()).step_by(97) {
            let _ = ends(&bytes[..end], name);
        }
        // Xorshift: the same changes on every run.
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        for _ in 0..500 {
            let mut changed = bytes.to_vec();
            for _ in 0..=next() % 4 {
                let at = usize::try_from(next() % bytes.len() as u64).unwrap();
                changed[at] = u8::try_from(next() & 0xff).unwrap();
            }
            let _ = ends(&changed, name);
        }
    }
}

#[test]
fn a_name_that_misleads_is_a_note_and_a_web_page_is_no_sheet() {
    let bytes = package(&worksheet("<row><c><v>1</v></c></row>", ""), NO_STRINGS);
    let book = open(&bytes, "old.xls").unwrap();
    assert_eq!(book.findings[0].name(), "EXTENSION_DIFFERS");
    assert_eq!(
        ends(
            b"<html><table><tr><td>1</td></tr></table></html>",
            "page.xls"
        ),
        "NOT_A_SHEET"
    );
    assert_eq!(ends(b"%PDF-1.7\n\x00\xff\xfe", "a.xlsx"), "NOT_A_SHEET");
    assert_eq!(ends(b"", "a.csv"), "NOT_A_SHEET");
    assert_eq!(ends(b"PK\x03\x04", "a.xlsx"), "DAMAGED_FILE");
    assert_eq!(ends(&opendocument("<a/>"), "a.ods"), "ok");
}

#[test]
fn merged_areas_and_long_texts_have_limits() {
    let merged = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(100_000);
    let after = format!("<mergeCells>{merged}</mergeCells>");
    let bytes = package(&worksheet("<row><c><v>1</v></c></row>", &after), NO_STRINGS);
    assert_eq!(ends(&bytes, "merged.xlsx"), "TOO_LARGE");
    let long = "x".repeat(32 << 20);
    let rows = format!("<row><c t=\"inlineStr\"><is><t>{long}</t></is></c></row>");
    assert_eq!(
        ends(&package(&worksheet(&rows, ""), NO_STRINGS), "long.xlsx"),
        "TOO_LARGE"
    );
    assert_eq!(
        ends(format!("a,b\n{long},1\n").as_bytes(), "long.csv"),
        "TOO_LARGE"
    );
}

#[test]
fn fifty_thousand_areas_over_everything_are_looked_up_quickly() {
    let merged = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(50_000);
    let after = format!("<mergeCells>{merged}</mergeCells>");
    let text = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let rows = format!("<row>{}{}</row>", text("捐赠人"), text("金额"))
        + &format!("<row>{}<c><v>5</v></c></row>", text("某公司")).repeat(2000);
    let bytes = package(&worksheet(&rows, &after), NO_STRINGS);
    let reading = record::read(
        &bytes,
        "merged.xlsx",
        &Mapping::default(),
        &Limits::default(),
    );
    assert!(reading.is_ok() || reading.unwrap_err().name() == "NO_TABLE");
}

#[test]
fn text_without_rows_and_lists_without_objects_cost_little() {
    let empty = "a,b\n".to_owned() + &"\n".repeat(10_000_000) + "1,2\n";
    let book = open(empty.as_bytes(), "rows.csv").unwrap();
    assert_eq!(book.sheets[0].len(), 4);
    assert_eq!(ends(",,,,,\n".repeat(1_000_000).as_bytes(), "a.csv"), "ok");
    let objects = format!("[{}{{}}]", "{},".repeat(10_000_000));
    assert_eq!(ends(objects.as_bytes(), "a.json"), "TOO_LARGE");
    assert_eq!(
        ends("[".repeat(1_000_000).as_bytes(), "a.json"),
        "UNEXPECTED_JSON"
    );
    let cells = "1,".repeat(5_000_000);
    assert_eq!(ends(cells.as_bytes(), "a.csv"), "TOO_LARGE");
}

#[test]
fn one_long_text_in_millions_of_cells_takes_its_room_once() {
    let long = "帮".repeat(20_000);
    let strings = format!("<sst><si><t>{long}</t></si></sst>");
    let rows = "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>0</v></c></row>".repeat(100_000);
    let bytes = package(&worksheet(&rows, ""), strings.as_bytes());
    let book = open(&bytes, "long.xlsx").unwrap();
    assert_eq!(book.sheets[0].len(), 200_000);
    let texts: String = (0..64)
        .map(|at| format!("<si><t>{at}{long}</t></si>"))
        .collect();
    let strings = format!("<sst>{texts}</sst>");
    let cells: String = (0..64)
        .map(|at| format!("<c t=\"s\"><v>{at}</v></c>"))
        .collect();
    let rows = format!("<row>{cells}</row>").repeat(1000);
    let bytes = package(&worksheet(&rows, ""), strings.as_bytes());
    let limits = Limits {
        unpacked: 16 << 20,
        ..Limits::default()
    };
    let found = source::read(&bytes, "long.xlsx", &limits);
    // Sixty-four texts of 60 KB take turns: known for long, they take 4 MB.
    assert_eq!(found.unwrap().sheets[0].len(), 64_000);
}

#[test]
fn an_entity_that_names_itself_and_a_string_inside_itself_are_damage() {
    let own = "<!DOCTYPE a [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]>";
    let strings = format!("{own}<sst><si><t>&a;</t></si></sst>");
    let rows = "<row><c t=\"s\"><v>0</v></c></row>";
    let bytes = package(&worksheet(rows, ""), strings.as_bytes());
    assert_eq!(ends(&bytes, "a.xlsx"), "DAMAGED_FILE");
    let nested = "<si><r>".repeat(100_000);
    let bytes = package(
        &worksheet(rows, ""),
        format!("<sst>{nested}</sst>").as_bytes(),
    );
    let found = ends(&bytes, "a.xlsx");
    assert!(matches!(found, "DAMAGED_FILE" | "ok"), "{found}");
    let cell = "<table:table><table:table-row><table:table-cell office:value-type=\"string\"><text:p>&a;</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(
        ends(&opendocument(&format!("{own}<a>{cell}</a>")), "a.ods"),
        "DAMAGED_FILE"
    );
}

#[test]
fn what_is_wrong_with_an_opendocument_is_said_like_the_rest() {
    let table = |rows: &str| format!("<a><table:table table:name=\"s\">{rows}</table:table></a>");
    let text = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let failed = "<table:table-cell office:value-type=\"string\" calcext:value-type=\"error\"><text:p>#DIV/0!</text:p></table:table-cell>";
    let rows = [
        row(&[text("捐赠人"), text("金额（元）")]),
        row(&[text("某公司"), failed.to_owned()]),
    ];
    let bytes = opendocument(&table(&rows.concat()));
    let reading = record::read(&bytes, "a.ods", &Mapping::default(), &Limits::default()).unwrap();
    let found: Vec<_> = reading
        .findings
        .iter()
        .map(|found| (found.cell(), found.name()))
        .collect();
    assert_eq!(found, [("B2", "CELL_ERROR")]);
    let spanned = "<table:table-cell table:number-columns-spanned=\"16000\" table:number-rows-spanned=\"1000000\"/>";
    let many = row(&[spanned.to_owned()]).repeat(100_000);
    assert_eq!(ends(&opendocument(&table(&many)), "a.ods"), "TOO_LARGE");
    let long = row(&[text(&"x".repeat(32 << 20))]);
    assert_eq!(ends(&opendocument(&table(&long)), "a.ods"), "TOO_LARGE");

    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, content) in [
        (
            "META-INF/manifest.xml",
            "<manifest:encryption-data manifest:checksum=\"x\"/>",
        ),
        ("content.xml", "\u{1}\u{2}"),
    ] {
        archive.start_file(name, options).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert_eq!(ends(&bytes, "a.ods"), "ENCRYPTED_FILE");
}

#[test]
fn every_format_cut_anywhere_is_read_or_refused() {
    let csv = "日期,捐赠人,金额（元）\n2024.04.02,\"某公\n司\",100\n";
    let (gb, ..) = encoding_rs::GB18030.encode(csv);
    let json = r#"[{"捐赠人": "某公司", "supplies": [{"key": "口罩", "value": 1.5e3}]}]"#;
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p></table:table-cell>";
    let ods = opendocument(&format!(
        "<a><table:table><table:table-row>{cell}</table:table-row></table:table></a>"
    ));
    for (bytes, name) in [
        (csv.as_bytes(), "a.csv"),
        (&gb, "a.csv"),
        (json.as_bytes(), "a.json"),
        (&ods, "a.ods"),
    ] {
        for end in 0..bytes.len() {
            let _ = ends(&bytes[..end], name);
            let mut changed = bytes.to_vec();
            changed[end] ^= 0x55;
            let _ = ends(&changed, name);
        }
    }
    assert_eq!(ends(&json.as_bytes()[..2], "a.json"), "UNEXPECTED_JSON");
    assert_eq!(ends(&ods[..ods.len() - 30], "a.ods"), "DAMAGED_FILE");
}

/// Ends a run when it is asked for the n-th time.
struct Stop {
    asked: usize,
    at: usize,
}

impl Progress for Stop {
    fn report(&mut self, done: u64, _: u64) -> ControlFlow<()> {
        // What comes later is no longer the reading of cells.
        if done == 0 {
            self.asked += 1;
        }
        if self.asked == self.at {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

#[test]
fn every_format_hears_while_its_cells_are_read_that_it_is_to_stop() {
    let rows = 30_000;
    let text = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |one: &str, other: &str| {
        format!(
            "<table:table-row>{}{}</table:table-row>",
            text(one),
            text(other)
        )
    };
    let content = row("捐赠人", "金额（元）") + &row("某公司", "1").repeat(rows);
    let ods = opendocument(&format!("<a><table:table>{content}</table:table></a>"));
    let cell = |at: usize| format!("<c t=\"s\"><v>{at}</v></c>");
    let row = |one, other| format!("<row>{}{}</row>", cell(one), cell(other));
    let content = row(0, 1) + &row(2, 3).repeat(rows);
    let strings =
        ["捐赠人", "金额（元）", "某公司", "1"].map(|text| format!("<si><t>{text}</t></si>"));
    let strings = format!("<sst>{}</sst>", strings.concat());
    let xlsx = package(&worksheet(&content, ""), strings.as_bytes());
    let csv = format!("捐赠人,金额（元）\n{}", "某公司,1\n".repeat(rows));
    let object = "{\"捐赠人\":\"某公司\",\"金额（元）\":1},";
    let json = format!("[{}", object.repeat(rows));
    let json = format!("{}]", json.trim_end_matches(','));
    for (bytes, name, least) in [
        (csv.as_bytes(), "a.csv", 1 + rows / 4096),
        // While it is read, and while its cells are made.
        (json.as_bytes(), "a.json", 1 + 5 * rows / 4096),
        (&ods, "a.ods", 1 + 2 * rows / 4096),
        (&xlsx, "a.xlsx", 1 + 2 * rows / 4096),
        // What the library does with it is done at once.
        (XLS, "a.xls", 3),
    ] {
        let read = |at: usize| {
            let mut stop = Stop { asked: 0, at };
            let mapping = Mapping::default();
            let limits = Limits::default();
            let read = record::read_with(bytes, name, &mapping, &limits, &mut stop);
            (read.map(|_| ()), stop.asked)
        };
        let (whole, asked) = read(usize::MAX);
        assert_eq!(whole, Ok(()), "{name}");
        assert!(asked >= least, "{name}: {asked} of {least}");
        for at in 1..=asked {
            assert_eq!(read(at), (Err(Refusal::Cancelled), at), "{name}");
        }
    }
}

#[test]
fn any_format_under_any_name_is_read_by_its_bytes() {
    let xlsx = package(&worksheet("<row><c><v>1</v></c></row>", ""), NO_STRINGS);
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>";
    let ods = opendocument(&format!(
        "<a><table:table><table:table-row>{cell}</table:table-row></table:table></a>"
    ));
    for (bytes, own) in [
        (XLS, "xls"),
        (&xlsx, "xlsx"),
        (&ods, "ods"),
        (b"a,b\n1,2\n".as_slice(), "csv"),
        (br#"[{"a": 1}]"#.as_slice(), "json"),
    ] {
        for name in ["xls", "xlsx", "ods", "csv", "json", "pdf"] {
            let book = open(bytes, &format!("a.{name}")).unwrap();
            assert_eq!(book.format.extension(), own);
            let misled = book
                .findings
                .iter()
                .any(|found| found.name() == "EXTENSION_DIFFERS");
            assert_eq!(misled, name != own, "{own} as {name}");
        }
    }
}
