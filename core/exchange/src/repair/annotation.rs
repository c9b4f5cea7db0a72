//! Takes out the pronunciation that some pages write behind every character
//! that they changed: 進(jìn)一步.
//!
//! A pair of brackets is taken out only if all of it is one syllable with its
//! tone, and only behind a common character: whoever writes for readers
//! explains the rare ones, as in 亓(qí)家村, and those stay.

use super::edit::Edit;
use super::han::Han;

/// So many different characters of simplified text are explained by hand at
/// most.
const BY_HAND: usize = 2;

/// The longest syllable, such as `zhuàng`, has six characters; then the bracket.
const LONGEST: usize = 7;

pub(super) fn edits(text: &str, han: &Han) -> Vec<Edit> {
    let mut found = Vec::new();
    let mut before = None;
    for (at, character) in text.char_indices() {
        if let (Some(read), '(' | '（') = (before, character) {
            let inside = at.saturating_add(character.len_utf8());
            if let Some(end) = closing(text, inside)
                && (han.is_traditional(read) || han.is_common(read))
            {
                found.push((read, Edit::new(at..end, "")));
            }
        }
        before = Some(character);
    }
    let mut plain: Vec<char> = found.iter().map(|(read, _)| *read).collect();
    if plain.iter().any(|read| han.is_traditional(*read)) {
        return found.into_iter().map(|(_, edit)| edit).collect();
    }
    plain.sort_unstable();
    plain.dedup();
    if plain.len() <= BY_HAND {
        return Vec::new();
    }
    found.into_iter().map(|(_, edit)| edit).collect()
}

/// Where the bracket is closed, if nothing but a syllable stands in it.
fn closing(text: &str, inside: usize) -> Option<usize> {
    let rest = text.get(inside..)?;
    let (at, bracket) = rest
        .char_indices()
        .take(LONGEST)
        .find(|(_, character)| matches!(character, ')' | '）'))?;
    is_syllable(rest.get(..at)?)
        .then(|| inside.saturating_add(at).saturating_add(bracket.len_utf8()))
}

/// A vowel, and whether it carries a tone.
const fn vowel(character: char) -> Option<(char, bool)> {
    Some(match character {
        'a' | 'ɑ' => ('a', false),
        'ā' | 'á' | 'ǎ' | 'à' => ('a', true),
        'e' => ('e', false),
        'ē' | 'é' | 'ě' | 'è' => ('e', true),
        'i' => ('i', false),
        'ī' | 'í' | 'ǐ' | 'ì' => ('i', true),
        'o' => ('o', false),
        'ō' | 'ó' | 'ǒ' | 'ò' => ('o', true),
        'u' => ('u', false),
        'ū' | 'ú' | 'ǔ' | 'ù' => ('u', true),
        'ü' => ('v', false),
        'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => ('v', true),
        _ => return None,
    })
}

const INITIALS: &[&str] = &[
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r",
    "z", "c", "s", "y", "w", "",
];

const FINALS: &[&str] = &[
    "a", "o", "e", "i", "u", "v", "ai", "ei", "ui", "ao", "ou", "iu", "ie", "ve", "ue", "er", "an",
    "en", "in", "un", "vn", "ang", "eng", "ing", "ong", "ia", "iao", "ian", "iang", "iong", "ua",
    "uo", "uai", "uan", "uang", "van",
];

/// Whether a text is one syllable of Hanyu Pinyin that carries one tone.
fn is_syllable(text: &str) -> bool {
    let (mut plain, mut tones) = (String::new(), 0_usize);
    for character in text.chars() {
        let (letter, tone) = match vowel(character) {
            Some(known) => known,
            None if character == 'ɡ' => ('g', false),
            None if character.is_ascii_lowercase() => (character, false),
            None => return false,
        };
        plain.push(letter);
        tones = tones.saturating_add(usize::from(tone));
    }
    let ends = |initial: &str| {
        let rest = plain.strip_prefix(initial);
        rest.is_some_and(|rest| FINALS.contains(&rest))
    };
    tones == 1 && INITIALS.iter().any(|initial| ends(initial))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(text: &str) -> String {
        let mut trace = super::super::edit::Trace::new(text.to_owned());
        trace.apply(&edits(text, &Han::new()), super::super::Kinds::NONE);
        trace.text
    }

    #[test]
    fn a_reading_is_taken_out_and_brackets_stay() {
        for (text, expected) in [
            ("進(jìn)一步", "進一步"),
            ("縣(市、區(qū))民政局", "縣(市、區)民政局"),
            ("玖誠品(北京)信息技術(shù)", "玖誠品(北京)信息技術"),
            ("強（qiánɡ）化", "強化"),
            ("發(fā)發(fā)發(fā)", "發發發"),
            // Not a syllable, or without a tone, or of two.
            ("方案(a)進(x)項(fang an)", "方案(a)進(x)項(fang an)"),
            ("進(Jìn)進(jìn進(jìnbù)", "進(Jìn)進(jìn進(jìnbù)"),
            // Readers are told how a rare character is read, or an odd reading.
            ("亓(qí)家村", "亓(qí)家村"),
            ("乐(yuè)清市", "乐(yuè)清市"),
            // A page that was turned back to simplified text.
            ("进(jìn)一步强(qiáng)化发(fā)展", "进一步强化发展"),
            ("(jìn)", "(jìn)"),
            ("x(jìn)", "x(jìn)"),
        ] {
            assert_eq!(without(text), expected);
        }
    }

    #[test]
    fn a_syllable_is_an_initial_and_a_final() {
        for text in [
            "jìn", "qiánɡ", "ér", "ā", "lǜ", "zhuàng", "xióng", "yuè", "ńg",
        ] {
            assert_eq!(is_syllable(text), text != "ńg", "{text}");
        }
        for text in ["", "jin", "jìnì", "bcd", "àb", "北京"] {
            assert!(!is_syllable(text), "{text}");
        }
    }
}
