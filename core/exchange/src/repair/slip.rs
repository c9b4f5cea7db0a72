//! Puts right what one lost byte did to a text in GBK.
//!
//! Two bytes make a character there. Where the first byte of one became `?`,
//! its second was paired with the next first byte, and so on until a byte that
//! can only stand alone: `。活動通過` became `?;顒油ㄟ^`. The bytes are all still
//! there but the lost one, which stood before a punctuation mark and so was A1
//! or A3.
//!
//! A run is put right only if the characters look shifted and all of them come
//! out as common characters and punctuation.

use encoding_rs::GB18030;

use super::edit::Edit;
use super::han::Han;

/// The rows of punctuation.
const LEADS: [u8; 2] = [0xa1, 0xa3];

/// A run is looked at so far; a sentence is shorter.
const LONGEST: usize = 64;

pub(super) fn edits(text: &str, han: &Han) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut done = 0;
    for (at, mark) in text.char_indices() {
        if at < done || !matches!(mark, '?' | '？' | '\u{fffd}') {
            continue;
        }
        let start = at.saturating_add(mark.len_utf8());
        let Some(run) = text.get(start..).and_then(|rest| shifted(rest, han)) else {
            continue;
        };
        let put = LEADS
            .iter()
            .find_map(|lead| restored(*lead, &run.bytes, han));
        if let Some(put) = put {
            done = start.saturating_add(run.length);
            edits.push(Edit::new(at..done, put));
        }
    }
    edits
}

/// Characters whose bytes were paired wrongly.
struct Run {
    length: usize,
    bytes: Vec<u8>,
}

/// The run at the beginning of a text, up to the byte that stands alone.
fn shifted(text: &str, han: &Han) -> Option<Run> {
    let mut bytes = Vec::new();
    let mut odd = false;
    for (at, character) in text.char_indices().take(LONGEST) {
        match character {
            // No second byte is less than `@`, so this is a full-width mark
            // that was narrowed later.
            '!'..='>' => {
                let wide = u32::from(character).checked_add(0xfee0)?;
                bytes.extend(han.pair(char::from_u32(wide)?)?);
            }
            '@'..='~' => {
                bytes.push(u8::try_from(character).ok()?);
                let length = at.checked_add(1)?;
                return odd.then_some(Run { length, bytes });
            }
            _ => {
                bytes.extend(han.pair(character)?);
                odd |= !han.is_common(character) && !is_mark(character);
            }
        }
    }
    None
}

/// The run with its lost byte, if it reads as text then.
fn restored(lead: u8, bytes: &[u8], han: &Han) -> Option<String> {
    let bytes: Vec<u8> = std::iter::once(lead).chain(bytes.iter().copied()).collect();
    let text = GB18030.decode_without_bom_handling_and_without_replacement(&bytes)?;
    let mut characters = text.chars();
    let mark = characters.next().is_some_and(is_mark);
    let (mut count, mut reads) = (0_usize, true);
    for character in characters {
        let common = han.is_common(character);
        count = count.saturating_add(usize::from(common));
        reads &= common || is_mark(character);
    }
    (mark && reads && count >= 2).then(|| text.into_owned())
}

/// The punctuation of Chinese text.
const fn is_mark(character: char) -> bool {
    matches!(
        character,
        '、' | '。'
            | '—'
            | '…'
            | '‘'
            | '’'
            | '“'
            | '”'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '【'
            | '】'
            | '！'
            | '（'
            | '）'
            | '，'
            | '：'
            | '；'
            | '？'
            | '·'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put_right(text: &str) -> String {
        let mut trace = super::super::edit::Trace::new(text.to_owned());
        trace.apply(&edits(text, &Han::new()), super::super::Kinds::NONE);
        trace.text
    }

    /// A text as it is read without the first byte of a character.
    fn slipped(before: &str, lost: &str) -> String {
        let (bytes, ..) = GB18030.encode(lost);
        let (text, _) = GB18030.decode_without_bom_handling(&bytes[1..]);
        format!("{before}?{text}")
    }

    #[test]
    fn a_lost_byte_is_found_where_the_text_reads_with_it() {
        for (before, lost) in [
            ("熱烈舉行", "。活動通過合作簽約"),
            ("收支情況", "（二）會費收入"),
            ("來源", "：會員單位與學會"),
        ] {
            let broken = slipped(before, lost);
            assert_ne!(broken, format!("{before}{lost}"));
            assert_eq!(put_right(&broken), format!("{before}{lost}"), "{broken}");
        }
        // Marks may have been narrowed since.
        assert_eq!(put_right("舉行?;顒油ㄟ^合作"), "舉行。活動通過合作");
    }

    #[test]
    fn a_question_stays_a_question() {
        for text in [
            "为什么?看A组的情况",
            "是吗?我们不知道^",
            "?;顒油ㄟ",
            "?;顒油\nㄟ^",
            "??????^",
            "?^",
            "何時?來x",
            // All shifted, but what comes out is no text.
            "?顒顒顒^",
        ] {
            assert_eq!(put_right(text), text);
        }
    }
}
