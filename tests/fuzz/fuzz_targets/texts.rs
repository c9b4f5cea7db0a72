//! Any bytes are a text or a refusal; every repair leads from the source to the
//! text and back; and what is accepted of a text, or stands in a sheet of our own
//! form, is imported or refused, and is there when it comes again.
//!
//! The first byte says which of the two the others are. A sheet of our own form
//! is text with commas, which the fuzzer finds its way in; packages and compound
//! files are those of `sheets`.

#![no_main]

use std::sync::LazyLock;

use bangfu::Programme;
use bangfu::time::Date;
use bangfu_exchange::import::{self, File, Import, Options, Text, chosen, plan_text};
use bangfu_exchange::repair::{self, Repaired};
use bangfu_exchange::table::Mapping;
use bangfu_exchange::{Limits, Words, facts, record};
use libfuzzer_sys::fuzz_target;

const BEFORE: &str = r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05",
    "registry": {"organisations": [{"id": "charity", "name": "某县慈善会", "kind": "charity"}],
        "places": [{"code": "511781", "name": "万源市"}]},
    "lists": {"items": [{"id": "quilt", "name": "棉被", "unit": "床"}],
        "needs": [{"id": "n1", "place": "511781", "category": "住房", "money": "1000.00"}]},
    "giving": {"gifts": [{"id": "g1", "donor": "charity", "recipient": "charity",
        "received_on": "2024-04-02", "money": "500.00", "restriction": "none"}]}}"#;

/// Refused while they are small, so that a run is short.
const LIMITS: Limits = Limits {
    bytes: 1 << 16,
    unpacked: 1 << 18,
    cells: 1 << 12,
    text: 1 << 12,
    merged: 1 << 8,
    prose: 1 << 16,
    findings: 1 << 6,
};

static PROGRAMME: LazyLock<Programme> =
    LazyLock::new(|| Programme::read(BEFORE.as_bytes()).expect("the programme is right"));

static WORDS: LazyLock<Words> = LazyLock::new(Words::default);

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else {
        return;
    };
    if kind % 2 == 0 {
        told(rest);
    } else {
        form(rest);
    }
});

/// A text: repaired, read, and all that it proposes accepted.
fn told(bytes: &[u8]) {
    let Ok(repaired) = repair::text(bytes, &WORDS, &LIMITS) else {
        return;
    };
    leads_back(&repaired);
    let proposals = facts::propose(&repaired, &WORDS);
    let (source, text) = (points(repaired.source()), points(repaired.text()));
    for place in proposals.proposals.iter().flat_map(|found| &found.places) {
        for ([start, end], length) in [(place.source, source), (place.repaired, text)] {
            assert!(start <= end && end <= length, "{place:?} of {length}");
        }
    }
    let accepted = chosen("all", &proposals).expect("all is a choice");
    let text = Text {
        name: "text",
        proposals: &proposals,
        accepted: &accepted,
        on: Date::parse("2024-04-02").ok(),
    };
    twice(|programme| plan_text(&text, programme, &WORDS, Options::default()).ok());
}

fn points(text: &str) -> usize {
    text.chars().count()
}

/// Undoing every repair of the text gives the source.
fn leads_back(repaired: &Repaired) {
    let text: Vec<char> = repaired.text().chars().collect();
    let mut source = String::new();
    let mut upto = 0;
    for repair in repaired.repairs() {
        let [start, end] = repair.repaired;
        source.extend(&text[upto..start]);
        assert_eq!(text[start..end].iter().collect::<String>(), repair.after);
        assert_eq!(points(&source), repair.source[0], "where a repair stands");
        source.push_str(repair.before);
        upto = end;
    }
    source.extend(&text[upto..]);
    assert_eq!(source, repaired.source(), "the source comes back");
}

/// A sheet of our own form.
fn form(bytes: &[u8]) {
    let mapping = Mapping::default();
    let read = || record::read(bytes, "form.csv", &mapping, &LIMITS).ok();
    twice(|programme| {
        let file = File {
            name: "form.csv".to_owned(),
            reading: read()?,
        };
        import::plan(vec![file], programme, &mapping, Options::default()).ok()
    });
}

/// What was imported can be read, and is there when the same comes again.
fn twice(plan: impl Fn(Programme) -> Option<Import>) {
    let Some(imported) = plan(PROGRAMME.clone()) else {
        return;
    };
    let written = imported.programme.canonical();
    let again = Programme::read(written.as_bytes()).expect("what was imported can be read");
    assert_eq!(again.canonical(), written, "the same bytes come back");
    let again = plan(again).expect("the same is imported again");
    assert!(again.is_empty(), "the same changes something");
}
