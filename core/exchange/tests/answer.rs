//! The questions that bindings ask: options, several files, progress.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by stopping"
)]

use std::ops::ControlFlow;

use bangfu::allocate::{NoProgress, Progress};
use bangfu::error::{Code, Lang};
use bangfu::finding::Findings;
use bangfu::misuse::Misuse;
use bangfu::{Programme, Rules, answer as core_answer};
use bangfu_exchange::Words;
use bangfu_exchange::answer::{
    self, AcceptOptions, ExportOptions, Format, ImportOptions, LetterOptions, Listed, Sheet,
};
use bangfu_exchange::import::Fate;
use bangfu_exchange::table::Mapping;
use bangfu_exchange::workbook::Template;
use serde_json::Value;

const GIFTS: Sheet<'_> = Sheet {
    name: "九月/捐赠.csv",
    bytes: "日期,捐赠人,金额（万元）\n2024.04.02,某某公司,1.5\n2024.04.03,某某公司,2\n".as_bytes(),
};

fn programme() -> Programme {
    let text = r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05",
        "registry": {"organisations": [{"id": "charity", "name": "某县慈善会", "kind": "charity", "credit_code": "51511781MJ0000001Y"}],
                     "places": [{"code": "511781109390", "name": "示例一村"}]},
        "lists": {"needs": [{"id": "n", "place": "511781109390", "category": "relief", "money": "90000.00"}]},
        "rules": {"format": "bangfu.rules/1", "id": "r"}}"#;
    Programme::read(text.as_bytes()).unwrap()
}

fn places(findings: &Findings) -> Vec<(&str, &str)> {
    findings
        .rows()
        .iter()
        .map(|row| (row.pointer(), row.name()))
        .collect()
}

/// Hears all that is said, and stops after so many reports.
struct Heard {
    said: Vec<(u64, u64)>,
    most: usize,
}

impl Progress for Heard {
    fn report(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        self.said.push((done, total));
        if self.said.len() < self.most {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }
}

#[test]
fn options_are_refused_all_at_once_each_at_its_key() {
    let refused = ImportOptions::read(
        r#"{"kind": 7, "mapping": {"unit": "美元"}, "keep_names": "yes", "更多": 1}"#.as_bytes(),
    )
    .unwrap_err();
    assert_eq!(
        places(&refused),
        [
            ("/keep_names", "BAD_OPTIONS"),
            ("/kind", "BAD_OPTIONS"),
            ("/mapping", "BAD_MAPPING"),
            ("/更多", "BAD_OPTIONS"),
        ]
    );
    for (text, name) in [
        ("[]", "BAD_OPTIONS"),
        ("{", "BAD_OPTIONS"),
        ("\0", "BAD_OPTIONS"),
    ] {
        let refused = LetterOptions::read(text.as_bytes()).unwrap_err();
        assert_eq!(places(&refused), [("", name)], "{text:?}");
    }
    let refused = AcceptOptions::read(br#"{"on": "2024-02-30"}"#).unwrap_err();
    let wanted = [("/accept", "BAD_OPTIONS"), ("/on", "BAD_OPTIONS")];
    assert_eq!(places(&refused), wanted);
    let refused = ExportOptions::read(br#"{"to": "pdf", "list": "all"}"#).unwrap_err();
    let wanted = [("/list", "BAD_OPTIONS"), ("/to", "BAD_OPTIONS")];
    assert_eq!(places(&refused), wanted);
    let refused = ExportOptions::read(b"").unwrap_err();
    assert_eq!(places(&refused), [("/to", "BAD_OPTIONS")]);
}

#[test]
fn an_option_that_says_nothing_to_a_format_is_refused() {
    for (text, key) in [
        (r#"{"to": "xlsx", "encoding": "gb18030"}"#, "/encoding"),
        (r#"{"to": "hxl", "list": "plan"}"#, "/list"),
        (r#"{"to": "iati", "prefix": "360G-x"}"#, "/prefix"),
        (r#"{"to": "csv", "publisher": "charity"}"#, "/publisher"),
    ] {
        let refused = ExportOptions::read(text.as_bytes()).unwrap_err();
        assert_eq!(places(&refused), [(key, "OPTION_NOT_OF_FORMAT")], "{text}");
    }
}

#[test]
fn every_file_that_cannot_be_read_is_named() {
    let web = Sheet {
        name: "b.xls",
        bytes: b"<html></html>",
    };
    let cut = Sheet {
        name: "c.xlsx",
        bytes: b"PK\x03\x04",
    };
    let options = ImportOptions::default();
    let refused =
        answer::import(&[web, GIFTS, cut], programme, &options, &mut NoProgress).unwrap_err();
    let wanted = [("/files/0", "NOT_A_SHEET"), ("/files/2", "DAMAGED_FILE")];
    assert_eq!(places(&refused), wanted);
}

#[test]
fn several_files_are_one_run_and_can_be_stopped_anywhere() {
    let goods = Sheet {
        name: "物资.csv",
        bytes: "日期,捐赠人,物资,数量\n2024.04.02,某某公司,棉被,30床\n".as_bytes(),
    };
    let sheets = [GIFTS, goods];
    let options = ImportOptions::default();
    let mut all = Heard {
        said: Vec::new(),
        most: usize::MAX,
    };
    let import = answer::import(&sheets, programme, &options, &mut all).unwrap();
    assert_eq!(import.count("gifts", Fate::Added), 3);
    assert!(all.said.is_sorted(), "{:?}", all.said);
    let (done, total) = *all.said.last().unwrap();
    assert_eq!(done, total);
    for most in 1..=all.said.len() {
        let mut heard = Heard {
            said: Vec::new(),
            most,
        };
        let stopped = answer::import(&sheets, programme, &options, &mut heard).unwrap_err();
        assert_eq!(places(&stopped), [("", "CANCELLED")], "after {most}");
        assert_eq!(heard.said, all.said[..most]);
    }
}

#[test]
fn what_goes_out_comes_in_again_and_changes_nothing() {
    let options = ImportOptions::default();
    let import = answer::import(&[GIFTS], programme, &options, &mut NoProgress).unwrap();
    let programme = import.programme;
    let plan = core_answer::allocate(&programme, None, &mut NoProgress).unwrap();
    for (to, names) in [
        (r#"{"to": "xlsx"}"#, vec!["p.xlsx"]),
        (r#"{"to": "csv", "list": "gifts"}"#, vec!["gifts.csv"]),
    ] {
        let how = ExportOptions::read(to.as_bytes()).unwrap();
        let made = answer::export(&programme, Some(&plan), None, &how).unwrap();
        let found: Vec<_> = made.files().iter().map(|file| file.name.as_str()).collect();
        assert_eq!(found, names);
        let file = &made.files()[0];
        let sheet = Sheet {
            name: &file.name,
            bytes: &file.bytes,
        };
        let again = answer::import(&[sheet], || programme.clone(), &options, &mut NoProgress);
        assert!(again.unwrap().is_empty(), "{to}");
    }
    let how = ExportOptions::read(br#"{"to": "csv", "lang": "en"}"#).unwrap();
    let made = answer::export(&programme, Some(&plan), None, &how).unwrap();
    assert!(made.directory());
    let told: Value = serde_json::from_str(&made.json(Lang::En)).unwrap();
    assert_eq!(told["files"].as_array().unwrap().len(), made.files().len());
    assert!(made.files().len() > 5);
}

#[test]
fn an_export_says_what_it_lacks() {
    let how = ExportOptions::read(br#"{"to": "xlsx", "list": "plan"}"#).unwrap();
    let refused = answer::export(&programme(), None, None, &how).unwrap_err();
    assert_eq!(places(&refused), [("", "PLAN_WANTED")]);
    let how = ExportOptions::read(br#"{"to": "360giving"}"#).unwrap();
    let refused = answer::export(&programme(), None, None, &how).unwrap_err();
    let names: Vec<_> = places(&refused).iter().map(|(_, name)| *name).collect();
    assert_eq!(names, ["PUBLISHER_WANTED", "PREFIX_WANTED", "PLAN_WANTED"]);
}

#[test]
fn a_copy_and_a_template_are_named_after_what_they_are() {
    let made = answer::mend(GIFTS, &ImportOptions::default()).unwrap();
    assert_eq!(made.files()[0].name, "捐赠.xlsx");
    let told: Value = serde_json::from_str(&made.json(Lang::Zh)).unwrap();
    assert_eq!(told["repairs"][0]["name"], "DAY_AS_DATE");
    let made = answer::template(Template::Gifts, Lang::En).unwrap();
    assert_eq!(made.files()[0].name, "gifts.xlsx");
    assert!(made.left_out().is_empty());
    let told: Value = serde_json::from_str(&made.json(Lang::En)).unwrap();
    assert!(told["files"][0]["parts"].as_array().unwrap().len() >= 2);
}

#[test]
fn of_a_text_is_put_in_what_was_accepted() {
    let text = "4月2日，由万源市民政局主办的“携手帮扶”主题活动在万源市人民政府举行。";
    let file = Sheet {
        name: "C:\\报道\\4月.txt",
        bytes: text.as_bytes(),
    };
    let letter = answer::letter(file, &LetterOptions::default()).unwrap();
    let report = serde_json::to_value(letter.report(Lang::Zh, None)).unwrap();
    assert_eq!(report["proposals"][0]["number"], 1);
    assert!(report.get("import").is_none());
    let options = AcceptOptions::read(br#"{"accept": "certain", "on": "2024-04-02"}"#).unwrap();
    let import = letter.accept(programme, &options).unwrap();
    assert_eq!(import.count("event", Fate::Added), 1);
    assert_eq!(import.programme.source_text(), Some("4月.txt"));
    let options = AcceptOptions::read(br#"{"accept": "99"}"#).unwrap();
    let refused = letter.accept(programme, &options).unwrap_err();
    assert_eq!(places(&refused), [("", "NO_SUCH_PROPOSAL")]);
}

#[test]
fn words_that_cannot_be_read_are_refused_before_the_text() {
    let mapping = Mapping::read(r#"{"words": ["unknown thing = x"]}"#).unwrap();
    let options = LetterOptions {
        mapping,
        ..LetterOptions::default()
    };
    let file = Sheet {
        name: "a.txt",
        bytes: b"x",
    };
    let refused = answer::letter(file, &options).unwrap_err();
    assert_eq!(places(&refused), [("", "BAD_MAPPING")]);
}

/// A number that nobody bears; its check digit is right.
const ID_NUMBER: &str = "11010119900307001X";

#[test]
fn options_of_any_size_are_refused_before_they_are_parsed() {
    let mut long = br#"{"to": "xlsx""#.to_vec();
    long.resize(1 << 20, b' ');
    long.push(b'}');
    let refused = ExportOptions::read(&long).unwrap_err();
    assert_eq!(places(&refused), [("", "TOO_LARGE")]);
    long.remove(20);
    assert!(ExportOptions::read(&long).is_ok());
    let key = "k".repeat(500_000);
    let refused = LetterOptions::read(format!(r#"{{"{key}": 1}}"#).as_bytes()).unwrap_err();
    let cut = format!("{}…", "k".repeat(40));
    assert_eq!(refused.first().pointer(), format!("/{cut}"));
    assert!(refused.first().text(Lang::En).contains(&format!("“{cut}”")));
}

#[test]
fn of_many_wrong_options_a_thousand_are_told_and_the_rest_is_counted() {
    let keys: Vec<_> = (0..3000)
        .map(|number| format!(r#""a{number}":1"#))
        .collect();
    let text = format!(r#"{{{},"kind":1}}"#, keys.join(","));
    let refused = ImportOptions::read(text.as_bytes()).unwrap_err();
    assert_eq!((refused.rows().len(), refused.more()), (1000, 2001));
    let twice = format!(r#"{{{},{}}}"#, keys.join(","), keys.join(","));
    let refused = ImportOptions::read(twice.as_bytes()).unwrap_err();
    assert_eq!((refused.rows().len(), refused.more()), (1000, 5000));
}

#[test]
fn a_key_that_stands_twice_is_refused_at_its_place() {
    for (text, place) in [
        (r#"{"overwrite": false, "overwrite": true}"#, "/overwrite"),
        (
            r#"{"mapping": {"unit": "元", "unit": "万元"}}"#,
            "/mapping/unit",
        ),
        (
            r#"{"mapping": {"columns": {"甲": "donor", "乙": "date", "\u7532": "money"}}}"#,
            "/mapping/columns/甲",
        ),
    ] {
        let refused = ImportOptions::read(text.as_bytes()).unwrap_err();
        assert_eq!(places(&refused), [(place, "DUPLICATE_KEY")], "{text}");
    }
    let refused = Mapping::read(r#"{"unit": "元", "unit": "万元"}"#).unwrap_err();
    assert_eq!(refused.name(), "BAD_MAPPING");
    assert!(refused.text(Lang::En).contains("“unit”"));
}

#[test]
fn what_somebody_typed_is_told_short_and_without_an_id_number() {
    let long = "啊".repeat(100);
    let cut = format!("{}…", "啊".repeat(40));
    let letter = answer::letter(
        Sheet {
            name: "a.txt",
            bytes: "甲".as_bytes(),
        },
        &LetterOptions::default(),
    )
    .unwrap();
    let choice = |accept: &str| {
        let options = AcceptOptions {
            accept: accept.to_owned(),
            on: None,
            options: bangfu_exchange::import::Options::default(),
        };
        let refused = letter.accept(programme, &options).unwrap_err();
        refused.first().text(Lang::Zh).to_owned()
    };
    let mapping = |key: &str| {
        let text = format!(r#"{{"{key}": 1}}"#);
        Mapping::read(&text).unwrap_err().text(Lang::Zh)
    };
    let words = |line: &str| Words::with(line).unwrap_err().text(Lang::Zh);
    for say in [&choice as &dyn Fn(&str) -> String, &mapping, &words] {
        let said = say(&format!("张某{ID_NUMBER}"));
        assert!(said.contains("张某110101********001X"), "{said}");
        let said = say(&long);
        assert!(said.contains(&cut), "{said}");
    }
}

#[test]
fn the_report_of_a_copy_masks_its_name() {
    let name = format!("{ID_NUMBER}.csv");
    let sheet = Sheet {
        name: &name,
        bytes: GIFTS.bytes,
    };
    let made = answer::mend(sheet, &ImportOptions::default()).unwrap();
    let told = made.json(Lang::Zh);
    assert!(told.contains("110101********001X.xlsx"), "{told}");
    assert!(!told.contains("19900307"), "{told}");
}

#[test]
fn every_option_that_a_format_lacks_is_refused() {
    let text = r#"{"to": "hxl", "list": "plan", "encoding": "gb18030", "prefix": "360G-x", "publisher": "charity"}"#;
    let refused = ExportOptions::read(text.as_bytes()).unwrap_err();
    let name = "OPTION_NOT_OF_FORMAT";
    let wanted = ["/encoding", "/list", "/prefix", "/publisher"].map(|key| (key, name));
    assert_eq!(places(&refused), wanted);
    let options = ExportOptions {
        to: Format::Hxl,
        list: Some(Listed::Plan),
        prefix: Some("360G-x".to_owned()),
        ..ExportOptions::default()
    };
    let refused = answer::export(&programme(), None, None, &options).unwrap_err();
    assert_eq!(places(&refused), [("/list", name), ("/prefix", name)]);
}

#[test]
fn rules_are_wanted_only_where_a_plan_is_written_and_are_those_it_was_made_with() {
    let rules = Rules::read(br#"{"format": "bangfu.rules/1", "id": "r"}"#).unwrap();
    let changed =
        br#"{"format": "bangfu.rules/1", "id": "r", "effective": {"from": "2024-01-01"}}"#;
    let changed = Rules::read(changed).unwrap();
    let text = r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05", "rules": {"reference": "r"}}"#;
    let programme = Programme::read(text.as_bytes()).unwrap();
    let plan = core_answer::allocate(&programme, Some(&rules), &mut NoProgress).unwrap();
    let made = |options: &str, rules| {
        let options = ExportOptions::read(options.as_bytes()).unwrap();
        answer::export(&programme, Some(&plan), rules, &options)
    };
    for options in [r#"{"to": "csv", "list": "needs"}"#, r#"{"to": "hxl"}"#] {
        let refused =
            made(options, None).map_or_else(|refused| refused.to_string(), |_| String::new());
        assert!(!refused.contains("rules"), "{options}: {refused}");
    }
    for options in [r#"{"to": "csv", "list": "plan"}"#, r#"{"to": "xlsx"}"#] {
        let refused = made(options, None).unwrap_err();
        let wanted = [("/rules/reference", "UNKNOWN_REFERENCE")];
        assert_eq!(places(&refused), wanted, "{options}");
        let told = |rules| {
            let made = made(options, Some(rules)).unwrap();
            let told = made.left_out().iter();
            told.filter(|row| row.name() == "HASH_DIFFERS")
                .map(|row| row.pointer().to_owned())
                .collect::<Vec<_>>()
        };
        assert!(told(&rules).is_empty(), "{options}");
        assert_eq!(told(&changed), ["/rules_hash"], "{options}");
    }
}

#[test]
fn memory_is_asked_for_all_files_at_once_and_for_none_that_is_too_large() {
    // Zeros that nobody touches take no memory.
    let bytes = vec![0; 1 << 28];
    let sheet = Sheet {
        name: "a.csv",
        bytes: &bytes,
    };
    let many = vec![sheet; 1 << 18];
    assert!(answer::probe_memory(&[GIFTS; 2], bytes.len()).is_ok());
    assert_eq!(
        answer::probe_memory(&many, bytes.len()),
        Err(Misuse::OutOfMemory)
    );
    assert!(answer::probe_memory(&many, bytes.len() - 1).is_ok());
}

#[test]
fn a_programme_is_taken_when_the_sheets_are_read() {
    let web = Sheet {
        name: "b.xls",
        bytes: b"<html></html>",
    };
    let none = || unreachable!("nothing was read");
    let options = ImportOptions::default();
    assert!(answer::import(&[web], none, &options, &mut NoProgress).is_err());
}
