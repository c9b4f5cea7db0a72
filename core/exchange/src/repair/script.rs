//! Turns traditional text into simplified text.
//!
//! OpenCC's dictionary converts; the words of a county stand above it, so that
//! a name keeps a character that the dictionary would change. Only a text that
//! is traditional as a whole is converted: in simplified text a traditional
//! character is somebody's name.

use std::collections::BTreeSet;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

use super::edit::Edit;
use super::han::{Han, is_han};
use crate::words::Words;

/// So many characters of traditional text make one.
const ENOUGH: usize = 2;

/// Whether a text is traditional: it has more characters of that script alone
/// than of the other. One such character is not enough, unless `sure`.
pub(super) fn is_traditional(text: &str, han: &Han, sure: bool) -> bool {
    let (mut traditional, mut simplified) = (0_usize, 0_usize);
    let mut different = BTreeSet::new();
    for character in text.chars() {
        if han.is_traditional(character) {
            traditional = traditional.saturating_add(1);
            different.insert(character);
        } else if han.is_simplified(character) {
            simplified = simplified.saturating_add(1);
        }
    }
    traditional > simplified && (sure || different.len() >= ENOUGH)
}

/// What has to change.
pub(super) fn edits(text: &str, words: &Words) -> Vec<Edit> {
    // The dictionary is built in, and every test of this module reads it.
    let Ok(converter) = OpenCC::from_config(BuiltinConfig::T2s) else {
        return Vec::new();
    };
    let mut edits = Vec::new();
    let mut start = None;
    let mut skip = 0;
    for (at, character) in text.char_indices() {
        if at < skip {
            continue;
        }
        let rest = text.get(at..).unwrap_or("");
        let own = words.simplified(rest);
        if (own.is_some() || !is_han(character))
            && let Some(start) = start.take()
        {
            convert(&converter, text, start..at, &mut edits);
        }
        if let Some((from, to)) = own {
            differing(from, to, at, &mut edits);
            skip = at.saturating_add(from.len());
        } else if is_han(character) {
            start.get_or_insert(at);
        }
    }
    if let Some(start) = start {
        convert(&converter, text, start..text.len(), &mut edits);
    }
    edits
}

fn convert(converter: &OpenCC, text: &str, at: std::ops::Range<usize>, edits: &mut Vec<Edit>) {
    let start = at.start;
    let Some(run) = text.get(at) else { return };
    differing(run, &converter.convert(run), start, edits);
}

/// What differs between two texts: each changed character by itself where both
/// have as many, else all. A reading that stood between two of them stays a
/// repair of its own so.
fn differing(from: &str, to: &str, start: usize, edits: &mut Vec<Edit>) {
    if from.chars().count() != to.chars().count() {
        edits.push(Edit::new(start..start.saturating_add(from.len()), to));
        return;
    }
    for ((at, old), new) in from.char_indices().zip(to.chars()) {
        if old != new {
            let at = start.saturating_add(at);
            edits.push(Edit::new(at..at.saturating_add(old.len_utf8()), new));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn simplified(text: &str, lines: &str) -> String {
        let words = Words::with(lines).unwrap();
        let mut trace = super::super::edit::Trace::new(text.to_owned());
        trace.apply(&edits(text, &words), super::super::Kinds::NONE);
        trace.text
    }

    #[test]
    fn what_both_scripts_write_follows_the_word() {
        for (text, expected) in [
            ("乾淨的樹幹與乾元鎮", "干净的树干与乾元镇"),
            ("皇后在後面", "皇后在后面"),
            ("公里之內的村裏", "公里之内的村里"),
            (
                "著力推進,顯著成效,看著著名的著作",
                "着力推进,显著成效,看着著名的著作",
            ),
            ("頭髮發展", "头发发展"),
            ("於是其餘", "于是其余"),
            ("a繁b", "a繁b"),
        ] {
            assert_eq!(simplified(text, ""), expected);
        }
    }

    #[test]
    fn a_county_protects_its_names() {
        assert_eq!(simplified("王昇捐贈", ""), "王升捐赠");
        assert_eq!(simplified("王昇捐贈", "asis = 王昇"), "王昇捐赠");
        assert_eq!(simplified("後山", "simplified 後山 = 後山"), "後山");
    }

    #[test]
    fn a_name_does_not_make_a_text_traditional() {
        let han = Han::new();
        for (text, expected) in [
            ("東西部協作", true),
            ("王昇捐款", false),
            ("财团法人東西部協作基金会资助贫困儿童", false),
            ("携手帮扶", false),
            ("", false),
        ] {
            assert_eq!(is_traditional(text, &han, false), expected, "{text}");
        }
        assert!(is_traditional("進一步", &han, true));
    }
}
