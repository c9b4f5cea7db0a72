//! `bangfu import`.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use std::fs;

use common::{Dir, Ran, bangfu, run};

const PROGRAMME: &str = r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05",
  "registry": {"organisations": [{"id": "charity", "name": "某县慈善会", "kind": "charity"},
                                 {"id": "telecom", "name": "某电信公司", "kind": "company", "aliases": ["电信"]}]}}"#;

const GIFTS: &str = "某县慈善会捐款公示（2024年4月）,,,\n\
    捐赠日期,捐赠人,捐赠金额（元）,备注\n\
    2024.04.02,电信,\"1,386,000.00\",指定万源市100万元、宣汉县38.6万元\n\
    2024.04.02,张三丰,100,\n\
    2024.04.02,张三丰,100,\n\
    2024.04.03,李四光,50,用于武汉某某事务\n\
    2024.04.03,王五,138.6万余元,\n\
    合计,,1386250.00,\n";

/// The same gifts in another order, with other dates and in 万元.
const AGAIN: &str = "捐赠人,备注,日期,金额（万元）\n\
    李四光,用于武汉某某事务,2024/4/3,0.005\n\
    张三丰,,2024年4月2日,0.01\n\
    电信,指定万源市100万元、宣汉县38.6万元,2024-04-02,138.6\n\
    张三丰,,2024-4-2,0.01\n";

#[test]
fn what_would_change_is_shown_before_anything_is_written() {
    let dir = Dir::new();
    let programme = dir.file("p.json", PROGRAMME);
    let gifts = dir.file("gifts.csv", GIFTS);
    let ran = run([
        "import",
        &gifts,
        "--into",
        &programme,
        "--dry-run",
        "--lang",
        "zh",
    ]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(&programme).unwrap(), PROGRAMME);
    insta::assert_snapshot!(
        "import_zh",
        ran.out
            .replace(&gifts, "gifts.csv")
            .replace(&programme, "p.json")
    );
    let ran = run(["import", &gifts, "--into", &programme, "--lang", "en"]);
    assert_eq!(ran.status, 1, "nobody agreed");
    assert_eq!(fs::read_to_string(&programme).unwrap(), PROGRAMME);
    insta::assert_snapshot!(
        "import_en",
        ran.out
            .replace(&gifts, "gifts.csv")
            .replace(&programme, "p.json")
    );
}

#[test]
fn the_same_gifts_in_other_bytes_change_nothing() {
    let dir = Dir::new();
    let programme = dir.file("p.json", PROGRAMME);
    let gifts = dir.file("gifts.csv", GIFTS);
    let ran = run(["import", &gifts, "--into", &programme, "--yes", "--json"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let report = ran.json();
    assert_eq!(report["written"], true);
    assert_eq!(report["lists"]["gifts"]["added"], 4);
    assert_eq!(report["on_hold"], 1);
    assert_eq!(report["controls"][0]["agrees"], true);
    let written = fs::read_to_string(&programme).unwrap();
    assert_eq!(run(["check", &programme]).status, 0);

    let again = dir.file("again.csv", AGAIN);
    let ran = run([
        "import", &again, &gifts, "--into", &programme, "--yes", "--json",
    ]);
    assert_eq!(ran.json()["written"], false);
    assert_eq!(ran.json()["lists"]["gifts"]["same"], 4);
    assert_eq!(fs::read_to_string(&programme).unwrap(), written);
    // Nothing half-written is left behind.
    assert_eq!(dir.names(), ["again.csv", "gifts.csv", "p.json"]);
}

#[test]
fn a_repaired_copy_is_written_beside_the_original() {
    let dir = Dir::new();
    let gifts = dir.file("gifts.csv", GIFTS);
    let out = dir.path("fixed.xlsx");
    for (lang, snapshot) in [("zh", "fix_zh"), ("en", "fix_en")] {
        // A path of its own would wrap the letter elsewhere on each machine.
        let mut command = bangfu();
        command.current_dir(dir.path(""));
        let words = ["import", "gifts.csv", "--fix", "fixed.xlsx", "--lang", lang];
        let ran: Ran = command.args(words).output().unwrap().into();
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        insta::assert_snapshot!(snapshot, ran.out);
    }
    let report = run(["import", &gifts, "--fix", &out, "--json"]).json();
    assert_eq!(report["ok"], true);
    assert!(report["repairs"].as_array().unwrap().len() > 5);
    assert!(!report.to_string().contains("张三丰"));
    assert_eq!(fs::read_to_string(&gifts).unwrap(), GIFTS);
    assert_eq!(dir.names(), ["fixed.xlsx", "gifts.csv"]);
    // The copy is imported like the original.
    for file in [&gifts, &out] {
        let programme = dir.file("p.json", PROGRAMME);
        let report = run(["import", file, "--into", &programme, "--yes", "--json"]).json();
        assert_eq!(report["lists"]["gifts"]["added"], 4);
    }
    for ran in [
        run(["import", &gifts, "--fix", &gifts, "--json"]),
        run(["import", &gifts, &gifts, "--fix", &out, "--json"]),
        run(["import", &gifts, "--fix", "-", "--json"]),
        run([
            "import", &gifts, "--fix", &out, "--into", "p.json", "--json",
        ]),
        run(["import", &gifts, "--json"]),
    ] {
        assert_eq!((ran.status, ran.names()[0].0.as_str()), (2, "USAGE"));
    }
    assert_eq!(fs::read_to_string(&gifts).unwrap(), GIFTS);
}

#[test]
fn a_name_is_kept_only_where_that_is_asked_for() {
    let dir = Dir::new();
    let gifts = dir.file("gifts.csv", GIFTS);
    let names = ["张三丰", "李四光", "王五"];
    for (file, kept) in [("a.json", false), ("b.json", true)] {
        let programme = dir.file(file, PROGRAMME);
        let ran = if kept {
            run([
                "import",
                &gifts,
                "--into",
                &programme,
                "--yes",
                "--json",
                "--keep-names",
            ])
        } else {
            run(["import", &gifts, "--into", &programme, "--yes", "--json"])
        };
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert!(
            names.iter().all(|name| !ran.out.contains(name)),
            "a name is in the report"
        );
        let written = fs::read_to_string(&programme).unwrap();
        assert_eq!(written.contains("张三丰"), kept, "{file}");
    }
}

#[test]
fn what_a_person_has_changed_stands_unless_told_otherwise() {
    let dir = Dir::new();
    let programme = dir.file("p.json", PROGRAMME);
    let gifts = dir.file("gifts.csv", GIFTS);
    assert_eq!(
        run(["import", &gifts, "--into", &programme, "--yes"]).status,
        0
    );
    let written = fs::read_to_string(&programme).unwrap();
    let decided = written.replace(",{\"tag\":[\"待核实\"]}", "");
    assert_ne!(written, decided);
    fs::write(&programme, &decided).unwrap();
    let shown = run(["import", &gifts, "--into", &programme, "--dry-run"]);
    assert!(
        shown.out.contains("  D6") || shown.out.contains("  C6"),
        "{}",
        shown.out
    );
    let report = run(["import", &gifts, "--into", &programme, "--yes", "--json"]).json();
    assert_eq!(report["lists"]["gifts"]["differs"], 1);
    assert_eq!(fs::read_to_string(&programme).unwrap(), decided);
    let report = run([
        "import",
        &gifts,
        "--into",
        &programme,
        "--yes",
        "--overwrite",
        "--json",
    ])
    .json();
    assert_eq!(report["lists"]["gifts"]["changed"], 1);
    assert_eq!(fs::read_to_string(&programme).unwrap(), written);
}

#[test]
fn of_a_long_list_all_findings_are_counted() {
    let dir = Dir::new();
    let programme = dir.file("p.json", PROGRAMME);
    let rows = "2024.04.02,张三丰,100\n".repeat(1500);
    let gifts = dir.file("gifts.csv", &format!("日期,捐赠人,金额（元）\n{rows}"));
    let ran = run(["import", &gifts, "--into", &programme, "--dry-run"]);
    assert!(ran.out.contains("REPEATED_ROW  1499  "), "{}", ran.out);
    let ran = run([
        "import",
        &gifts,
        "--into",
        &programme,
        "--dry-run",
        "--json",
    ]);
    let report = ran.json();
    assert_eq!(report["findings"].as_array().unwrap().len(), 1000);
    assert_eq!(report["more"][0]["count"], 499);
}

#[test]
fn goods_and_needs_are_imported_with_a_mapping() {
    let dir = Dir::new();
    let rules = r#", "rules": {"format": "bangfu.rules/1", "id": "r"}}"#;
    let with_rules = PROGRAMME.trim_end_matches('}').to_owned() + "}" + rules;
    let programme = dir.file("p.json", &with_rules);
    let goods = dir.file(
        "goods.csv",
        "捐赠单位,品名,规格,计量单位,数量\n某被服厂,棉被,,床,60\n某药店,口罩,,盒,\n某厂,手套（定向捐赠同济医院病理科）,,箱,5\n某厂,鞋套,,箱,0\n",
    );
    let needs = dir.file(
        "needs.csv",
        "县,机构,物资,计量单位,需求数量\n万源市,敬老院,棉被,床,100\n万源市,卫生院,口罩,盒,若干\n",
    );
    let map = dir.file(
        "map.json",
        r#"{"received_on": "2024-04-03", "area": "5117", "category": "relief"}"#,
    );
    let ran = run([
        "import", &goods, &needs, "--into", &programme, "--map", &map, "--yes", "--json",
    ]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let lists = &ran.json()["lists"];
    assert_eq!(lists["gifts"]["added"], 2);
    assert_eq!(lists["needs"]["added"], 2);
    assert_eq!(lists["items"]["added"], 3);
    // What the name of goods earmarks is not free for others.
    assert_eq!(ran.json()["on_hold"], 1);
    // The quilts given are the quilts needed.
    let plan = run(["allocate", &programme]);
    assert_eq!(plan.status, 0, "{}", plan.err);
    let totals = plan.json()["totals"]["items"].clone();
    let granted = totals.as_array().unwrap().iter();
    let granted: u64 = granted.map(|item| item["granted"].as_u64().unwrap()).sum();
    assert_eq!(granted, 60);
}

#[test]
fn what_can_not_be_imported_says_why() {
    let dir = Dir::new();
    let programme = dir.file("p.json", &PROGRAMME.replace("\"charity\"},", "\"other\"},"));
    let gifts = dir.file("gifts.csv", GIFTS);
    let ran = run(["import", &gifts, "--into", &programme, "--yes", "--json"]);
    assert_eq!(ran.status, 2);
    assert_eq!(ran.names()[0].0, "RECIPIENT_WANTED");
    let ran = run(["import", &gifts, "--into", "-", "--yes", "--json"]);
    assert_eq!(ran.names()[0].0, "USAGE");
    let ran = run(["import", "-", "-", "--into", &programme, "--json"]);
    assert_eq!(ran.names()[0].0, "USAGE");
    let page = dir.file("page.xls", "<html></html>");
    let text = dir.file("text.csv", "a,b\n1,2\n");
    let ran = run([
        "import",
        &page,
        "no-such.xls",
        &text,
        "--into",
        &programme,
        "--yes",
        "--json",
    ]);
    assert_eq!(ran.status, 2);
    let names: Vec<_> = ran.names().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["NOT_A_SHEET", "CANNOT_READ", "NO_TABLE"]);
    let map = dir.file("map.json", "{\"unit\": \"美元\"}");
    let ran = run([
        "import", &gifts, "--into", &programme, "--map", &map, "--json",
    ]);
    assert_eq!(ran.names()[0].0, "BAD_MAPPING");
    assert_eq!(ran.errors()[0]["file"], *map);
    // Whoever reads the sheet is the first to need the words.
    fs::write(&map, r#"{"words": ["foo bar"]}"#).unwrap();
    let out = dir.path("fixed.xlsx");
    for [way, file] in [["--into", &programme], ["--fix", &out]] {
        let ran = run(["import", &gifts, way, file, "--map", &map, "--json"]);
        assert_eq!((ran.status, ran.errors().len()), (2, 1), "{way}");
        assert_eq!(ran.names()[0].0, "BAD_MAPPING", "{way}");
        assert_eq!(ran.errors()[0]["file"], *map, "{way}");
    }
    fs::write(&map, b"{\"unit\": \"\xcd\xf2\"}").unwrap();
    let ran = run([
        "import", &gifts, "--into", &programme, "--map", &map, "--json",
    ]);
    assert_eq!(ran.names()[0].0, "BAD_ENCODING");
}

#[test]
fn of_what_would_break_the_programme_every_flaw_is_told_at_its_pointer() {
    let dir = Dir::new();
    let programme = dir.file("p.json", PROGRAMME);
    let gifts = dir.file(
        "gifts.csv",
        "gift,donor,recipient,received on,amount (yuan),restriction,bangfu.gifts/1\n\
         g-1,telecom,nobody,2024-04-02,1,for any need,\n\
         g-2,telecom,charity,2024-04-02,1,for any need,\n\
         g-3,telecom,no-one,2024-04-02,1,for any need,\n",
    );
    let ran = run(["import", &gifts, "--into", &programme, "--yes", "--json"]);
    assert_eq!(ran.status, 2);
    let unknown = |pointer: &str| ("UNKNOWN_REFERENCE".to_owned(), pointer.to_owned());
    let expected = [0, 2].map(|at| unknown(&format!("/giving/gifts/{at}/recipient")));
    assert_eq!(ran.names(), expected);
    assert_eq!(fs::read_to_string(&programme).unwrap(), PROGRAMME);
}
