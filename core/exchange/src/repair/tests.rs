use encoding_rs::{GB18030, GBK};
use proptest::prelude::*;

use super::*;

fn repaired(source: &str) -> Repaired {
    text(source.as_bytes(), &Words::default(), &Limits::default()).unwrap()
}

/// The repairs lead from the source to the text and back, and their places are
/// where they say.
fn holds(repaired: &Repaired) {
    let source: Vec<char> = repaired.source().chars().collect();
    let text: Vec<char> = repaired.text().chars().collect();
    let (mut there, mut back) = (String::new(), String::new());
    let (mut from, mut to) = (0, 0);
    let push = |out: &mut String, part: &[char]| out.extend(part);
    for repair in repaired.repairs() {
        let part = |all: &[char], [start, end]: [usize; 2]| all[start..end].iter().collect();
        let before: String = part(&source, repair.source);
        let after: String = part(&text, repair.repaired);
        assert_eq!(
            (before.as_str(), after.as_str()),
            (repair.before, repair.after)
        );
        assert_ne!(before, after);
        assert!(repair.kinds.iter().next().is_some());
        push(&mut there, &source[from..repair.source[0]]);
        there.push_str(repair.after);
        push(&mut back, &text[to..repair.repaired[0]]);
        back.push_str(repair.before);
        (from, to) = (repair.source[1], repair.repaired[1]);
        let lines: Vec<&str> = repaired.source().split('\n').collect();
        let line: Vec<char> = lines[repair.line - 1].chars().collect();
        assert_eq!(
            line.get(repair.column - 1),
            before.chars().next().filter(|c| *c != '\n').as_ref()
        );
    }
    push(&mut there, &source[from..]);
    push(&mut back, &text[to..]);
    assert_eq!(there, repaired.text());
    assert_eq!(back, repaired.source());
}

#[test]
fn a_clean_text_comes_out_byte_for_byte() {
    for clean in [
        "",
        "\n",
        "4月2日，万源市慈善会（筹）举行“路筹”活动，募款138.6万余元。\r\n　　第二段。",
        "\u{feff}带有标记的文本。",
        "日期：２０２４年４月２日，金额１３８．６万元",
        "姓名\t金额\n王昇\t100\n",
        "亓(qí)家村的“后里”与乾元镇，何时？看A组；为什么?",
        "财团法人「東西部協作」基金会资助贫困儿童",
        "plain ASCII (text) with? marks^",
        "👨\u{200d}👩\u{200d}👧",
    ] {
        let repaired = repaired(clean);
        assert_eq!(repaired.marked_text(), clean, "{clean}");
        assert_eq!(repaired.count(), 0);
        assert_eq!(repaired.certainty(), Certainty::Certain);
    }
}

#[test]
fn an_encoding_is_named_and_only_guessed_without_a_mark() {
    let plain = "万源市民政局携手帮扶。";
    let rare = "万源市民政局𠮷携手帮扶。";
    let wide: Vec<u8> = plain.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, name, certainty) in [
        (plain.as_bytes().to_vec(), "UTF-8", Certainty::Certain),
        (GBK.encode(plain).0.into_owned(), "GBK", Certainty::Guessed),
        (
            GB18030.encode(rare).0.into_owned(),
            "GB 18030",
            Certainty::Guessed,
        ),
        (
            [b"\xfe\xff".as_slice(), &wide].concat(),
            "UTF-16BE",
            Certainty::Certain,
        ),
    ] {
        let repaired = text(&bytes, &Words::default(), &Limits::default()).unwrap();
        assert_eq!(
            (repaired.encoding(), repaired.certainty()),
            (name, certainty)
        );
        assert!(repaired.text().starts_with("万源市民政局"));
        assert_eq!(repaired.count(), 0);
    }
}

#[test]
fn what_is_no_text_is_refused() {
    let read = |bytes: &[u8], limits: &Limits| text(bytes, &Words::default(), limits).unwrap_err();
    let limits = Limits::default();
    assert_eq!(read(b"a\0b", &limits), Refusal::NotAText);
    assert_eq!(
        read(b"PK\x03\x04\x14\0\x06\0\xff\xff", &limits),
        Refusal::NotAText
    );
    assert_eq!(
        read(b"\xd0\xd5\xff\xff", &limits),
        Refusal::Encoding { offset: 2 }
    );
    let small = Limits { prose: 3, ..limits };
    assert_eq!(read(b"abcd", &small), Refusal::TooManyBytes { limit: 3 });
}

#[test]
fn one_place_may_have_been_damaged_twice() {
    let repaired = repaired("熱烈舉行?;顒油ㄟ^合作\u{200b}簽約,進(jìn)一步");
    holds(&repaired);
    assert_eq!(repaired.text(), "热烈举行。活动通过合作签约,进一步");
    let listed: Vec<_> = repaired
        .repairs()
        .map(|r| (r.before, r.after, r.kinds.iter().collect::<Vec<_>>()))
        .collect();
    use RepairKind::{Annotation, Invisible, ShiftedBytes, Traditional};
    assert_eq!(
        listed,
        [
            ("熱", "热", vec![Traditional]),
            ("舉", "举", vec![Traditional]),
            ("?;顒油ㄟ^", "。活动通过", vec![ShiftedBytes, Traditional]),
            ("\u{200b}", "", vec![Invisible]),
            ("簽", "签", vec![Traditional]),
            ("約", "约", vec![Traditional]),
            ("進", "进", vec![Traditional]),
            ("(jìn)", "", vec![Annotation]),
        ]
    );
}

#[test]
fn a_range_is_found_again_in_the_source() {
    let repaired = repaired("由達(dá)州市民政廳(tīng)主辦?;顒油ㄟ^合作");
    holds(&repaired);
    let source: Vec<char> = repaired.source().chars().collect();
    let text: Vec<char> = repaired.text().chars().collect();
    let find = |wanted: &str| {
        let wanted: Vec<char> = wanted.chars().collect();
        let at = text
            .windows(wanted.len())
            .position(|w| w == wanted)
            .unwrap();
        let [start, end] = repaired.in_source([at, at + wanted.len()]);
        source[start..end].iter().collect::<String>()
    };
    assert_eq!(find("达州市民政厅"), "達(dá)州市民政廳(tīng)");
    assert_eq!(find("州市民政"), "州市民政");
    assert_eq!(find("主办"), "主辦");
    assert_eq!(find("活动通过合作"), "?;顒油ㄟ^合作");
}

proptest! {
    #[test]
    fn every_repair_is_listed_and_nothing_else_changes(
        pieces in proptest::collection::vec(prop_oneof![
            Just("進(jìn)"), Just("?;顒油ㄟ^"), Just("\u{200b}"), Just("\u{a0}"), Just("後"),
            Just("顯著"), Just("著"), Just("(北京)"), Just("１２"), Just("ab3"), Just("\t"), Just("\n"),
            Just("东西"), Just("，"), Just("?"), Just("(jìn)"), Just("𠮷"), Just("乾隆"), Just("〇"),
        ], 0..40),
    ) {
        holds(&repaired(&pieces.concat()));
    }

    #[test]
    fn any_characters_are_repaired_or_stay(source in "\\PC{0,60}") {
        prop_assume!(!source.contains('\0'));
        holds(&repaired(&source));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(repaired) = text(&bytes, &Words::default(), &Limits::default()) {
            holds(&repaired);
        }
    }

    #[test]
    fn what_was_repaired_once_stays(source in "[後著進a1１?（(市)\u{200b}\t，]{0,40}") {
        let once = repaired(&source);
        let twice = repaired(once.text());
        // One character of the other script may tip the scale of a short text.
        if !once.repairs().any(|repair| repair.kinds.has(RepairKind::Traditional)) {
            prop_assert_eq!(once.text(), twice.text());
        }
    }
}

#[test]
fn repairs_as_data_show_no_id_number() {
    let repair = |before, after| Repair {
        kinds: Kinds::of(RepairKind::FullWidth),
        source: [0, 18],
        repaired: [0, 18],
        line: 1,
        column: 1,
        before,
        after,
    };
    let data = |repair: Repair<'_>| serde_json::to_string(&repair).unwrap();
    let shown = data(repair("李11010119900307001X", "李11010119900307001X"));
    assert!(!shown.contains("19900307"), "{shown}");
    let shown = data(repair("１２", "12"));
    assert!(shown.contains("\"after\":\"12\""), "{shown}");
}
