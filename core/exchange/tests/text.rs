//! The text of a real event, as a web page left it.

use bangfu_exchange::repair::{self, Certainty, RepairKind};
use bangfu_exchange::{Limits, Words};

/// A file of `../shared/seed`, where the folder is there.
fn seed(test: &str, name: &str) -> Option<Vec<u8>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seed/");
    let read = std::fs::read(format!("{path}{name}"));
    if read.is_err() {
        eprintln!("skipped {test}: ../shared/seed/{name} is not there");
    }
    read.ok()
}

/// What differs from the text as it was restored by hand, and why.
const DIFFERENCES: [(&str, &str, &str); 1] = [(
    "著力探索",
    "着力探索",
    "plain OpenCC leaves 著; as the first half of a verb it is 着",
)];

#[test]
fn the_source_text_is_restored_but_for_what_is_listed() {
    let test = "the_source_text_is_restored_but_for_what_is_listed";
    let (Some(source), Some(restored)) = (
        seed(test, "wanyuan-2024-04-02.txt"),
        seed(test, "restored.txt"),
    ) else {
        return;
    };
    let repaired = repair::text(&source, &Words::default(), &Limits::default()).unwrap();
    let mut expected = String::from_utf8(restored).unwrap();
    for (from, to, _) in DIFFERENCES {
        assert_eq!(expected.matches(from).count(), 1, "{from}");
        expected = expected.replace(from, to);
    }
    // The text restored by hand ends in a line break.
    assert_eq!(repaired.text(), expected.trim_end());
    assert_eq!(
        (repaired.encoding(), repaired.certainty()),
        ("UTF-8", Certainty::Certain)
    );
    let count = |kind| repaired.repairs().filter(|r| r.kinds.has(kind)).count();
    assert_eq!(count(RepairKind::Annotation), 126);
    assert_eq!(count(RepairKind::ShiftedBytes), 1);
    let slip = repaired
        .repairs()
        .find(|r| r.kinds.has(RepairKind::ShiftedBytes));
    assert_eq!(slip.unwrap().after, "。活动通过");
    for kind in [
        RepairKind::Invisible,
        RepairKind::FullWidth,
        RepairKind::Space,
    ] {
        assert_eq!(count(kind), 0);
    }
}

#[test]
fn the_restored_text_comes_out_byte_for_byte() {
    let Some(bytes) = seed("the_restored_text_comes_out_byte_for_byte", "restored.txt") else {
        return;
    };
    let repaired = repair::text(&bytes, &Words::default(), &Limits::default()).unwrap();
    assert_eq!(repaired.bytes(), bytes);
    assert_eq!(repaired.count(), 0);
}
