//! Takes out what can't be seen, and puts right what pages put between and
//! into words: no-break spaces, tabs in running text, digits of another width.

use super::edit::Edit;
use super::han::is_han;
use crate::value::narrow;

/// What can't be seen and means nothing in Chinese text.
pub(super) fn invisible(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut before = ' ';
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().map_or(' ', |(_, next)| *next);
        let drop = match character {
            '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => true,
            // Other scripts and pictures are joined by these.
            '\u{200c}' | '\u{200d}' | '\u{200e}' | '\u{200f}' => is_han(before) || is_han(after),
            _ => false,
        };
        if drop {
            let end = at.saturating_add(character.len_utf8());
            edits.push(Edit::new(at..end, ""));
        } else {
            before = character;
        }
    }
    edits
}

/// Spaces that a page keeps from breaking, and tabs inside a sentence.
///
/// A tab at the beginning of a line is an indent, and in a line without
/// sentences it parts columns: both stay.
pub(super) fn spaces(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut start = 0_usize;
    for line in text.split_inclusive('\n') {
        let running = line.contains(['。', '，', ',', ';', '；', '！', '？']);
        let indent = line.len().saturating_sub(line.trim_start().len());
        let content = line.trim_end().len();
        for (at, character) in line.char_indices() {
            let inside = (indent..content).contains(&at);
            let replace = match character {
                '\u{a0}' | '\u{202f}' | '\u{2007}' => true,
                '\t' => running && inside,
                _ => false,
            };
            if replace {
                let at = start.saturating_add(at);
                edits.push(Edit::new(at..at.saturating_add(character.len_utf8()), " "));
            }
        }
        start = start.saturating_add(line.len());
    }
    edits
}

/// Full-width digits and letters in a text that writes most of them narrow.
///
/// A text that writes them all wide was set so, and stays.
pub(super) fn widths(text: &str) -> Vec<Edit> {
    let wide = text.chars().filter(|c| is_wide(*c)).count();
    let thin = text.chars().filter(char::is_ascii_alphanumeric).count();
    if wide == 0 || thin <= wide {
        return Vec::new();
    }
    let mut edits: Vec<Edit> = Vec::new();
    let mut characters = text.char_indices().peekable();
    let mut before = false;
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().is_some_and(|(_, next)| is_wide(*next));
        // The point and the comma of a number go with its digits.
        let inner = matches!(character, '．' | '，') && before && after;
        before = is_wide(character);
        if !before && !inner {
            continue;
        }
        let end = at.saturating_add(character.len_utf8());
        match edits.last_mut().filter(|edit| edit.at.end == at) {
            Some(edit) => {
                edit.at.end = end;
                edit.to.push(narrow(character));
            }
            None => edits.push(Edit::new(at..end, narrow(character))),
        }
    }
    edits
}

/// Whether a character is a full-width digit or letter.
const fn is_wide(character: char) -> bool {
    matches!(character, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str, edits: &[Edit]) -> String {
        let mut trace = super::super::edit::Trace::new(text.to_owned());
        trace.apply(edits, super::super::Kinds::NONE);
        trace.text
    }

    #[test]
    fn what_cannot_be_seen_goes() {
        let text = "万\u{200b}源\u{feff}市\u{200d}，👨\u{200d}👩";
        assert_eq!(with(text, &invisible(text)), "万源市，👨\u{200d}👩");
    }

    #[test]
    fn tabs_stay_where_they_part_columns() {
        for (text, expected) in [
            ("活动\t举行。", "活动 举行。"),
            ("\t活动举行。\t\n", "\t活动举行。\t\n"),
            ("姓名\t金额\n张某\t100\n", "姓名\t金额\n张某\t100\n"),
            ("募款\u{a0}100元", "募款 100元"),
        ] {
            assert_eq!(with(text, &spaces(text)), expected);
        }
    }

    #[test]
    fn digits_are_narrowed_where_most_are_narrow() {
        for (text, expected) in [
            (
                "2024年4月2日至10日，募款１３８．６万",
                "2024年4月2日至10日，募款138.6万",
            ),
            (
                "4月2日15:30，１，３８６元，Ａ组",
                "4月2日15:30，1,386元，A组",
            ),
            ("１３８．６萬餘元", "１３８．６萬餘元"),
            ("2月，１２３", "2月，１２３"),
        ] {
            assert_eq!(with(text, &widths(text)), expected);
        }
    }
}
