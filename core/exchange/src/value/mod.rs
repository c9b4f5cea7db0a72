//! What the text and the number of a cell mean: amounts, days, quantities,
//! names, places.
//!
//! Each reader either gives the value or the notice that says why not; none
//! of them knows rows or columns.

use std::borrow::Cow;

mod date;
mod money;
mod place;
mod quantity;

pub use crate::words::division;
pub use date::{Day, NoDay, day, days_in};
pub(crate) use date::{candidates, ours, whole};
pub use money::{MoneyUnit, Read, Wrong, money};
pub(crate) use place::best;
pub use place::{Gazetteer, Sought};
pub use quantity::{Count, Line, count, lines};

/// A text without what only spreadsheets put there: spaces at the ends, tabs,
/// line breaks, no-break and zero-width spaces. Inner white space becomes one
/// space.
///
/// # Examples
///
/// ```
/// assert_eq!(bangfu_exchange::value::clean("\n捐赠方\u{a0}\u{a0}0146\u{200b}\n"), "捐赠方 0146");
/// ```
#[must_use]
pub fn clean(text: &str) -> String {
    cleaned(text).into_owned()
}

/// [`clean`], without a copy where there is nothing to take off.
pub(crate) fn cleaned(text: &str) -> Cow<'_, str> {
    // In many sheets a tab or a space ends each name.
    let text = text.trim_matches(odd);
    let mut space = false;
    let tidy = text.chars().all(|c| {
        let twice = space && c == ' ';
        space = c == ' ';
        usual(c) || (space && !twice) || (!space && !odd(c))
    });
    if tidy {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.chars().filter(|c| !unseen(*c)) {
        if character.is_whitespace() || character.is_control() {
            gap = true;
            continue;
        }
        if gap && !clean.is_empty() {
            clean.push(' ');
        }
        gap = false;
        clean.push(character);
    }
    Cow::Owned(clean)
}

/// Whether a character is one of those that nearly all texts consist of, and
/// none that is dropped or narrowed.
pub(crate) const fn usual(character: char) -> bool {
    matches!(character, '!'..='~' | '\u{3041}'..='\u{9fff}')
}

/// Whether a character is white space, or one that nobody sees.
fn odd(character: char) -> bool {
    !usual(character) && (character.is_whitespace() || character.is_control() || unseen(character))
}

/// Whether a character takes no room.
const fn unseen(character: char) -> bool {
    matches!(
        character,
        '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{2060}'
    )
}

/// A text as labels and keywords are compared: clean, without spaces, ASCII in
/// its narrow form.
#[must_use]
pub fn plain(text: &str) -> String {
    plainly(text).into_owned()
}

/// [`plain`], without a copy where the text is plain.
pub(crate) fn plainly(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(odd);
    if text
        .chars()
        .all(|c| usual(c) || (!odd(c) && narrow(c) == c))
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !odd(*c)).map(narrow).collect())
}

/// Whether a text may begin with a word when it is [`plain`]: not if a usual
/// character, which stays as it is, says otherwise. That is known after a
/// character or two.
pub(crate) fn may_begin(text: &str, word: &str) -> bool {
    let mut text = text.chars();
    for expected in word.chars() {
        match text.next() {
            Some(found) if found == expected => {}
            Some(found) => return !usual(found),
            None => return false,
        }
    }
    true
}

/// The narrow form of a full-width character.
pub(crate) fn narrow(character: char) -> char {
    match character {
        // Full-width ASCII stands in the order of ASCII, 0xFEE0 above it.
        '\u{ff01}'..='\u{ff5e}' => u32::from(character)
            .checked_sub(0xfee0)
            .and_then(char::from_u32)
            .unwrap_or(character),
        '【' | '〔' | '﹙' => '(',
        '】' | '〕' | '﹚' => ')',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_compared_without_width_and_space() {
        assert_eq!(plain("捐赠(单位/姓名）个人 "), "捐赠(单位/姓名)个人");
        assert_eq!(plain("合　计"), "合计");
        assert_eq!(clean("\u{200b}"), "");
    }

    #[test]
    fn a_text_that_is_clean_is_not_copied() {
        for text in ["某公司", "a b", "100"] {
            assert!(matches!(cleaned(text), Cow::Borrowed(_)), "{text}");
        }
        for (text, expected) in [
            ("  ", ""),
            (" a\u{3000} b ", "a b"),
            ("\u{200b} a\u{200b}b", "ab"),
            ("a  b", "a b"),
            ("a\tb", "a b"),
            (" a b  ", "a b"),
            ("某\u{3000}公司", "某 公司"),
            ("某\u{7f}", "某"),
            ("\u{85}a", "a"),
        ] {
            assert_eq!(clean(text), expected, "{text:?}");
            assert_eq!(plain(text), expected.replace(' ', ""), "{text:?}");
        }
        for text in ["某公司(a)", "某公司\t", "\u{feff}某公司 "] {
            assert!(matches!(plainly(text), Cow::Borrowed(_)), "{text}");
            assert!(matches!(cleaned(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn what_may_begin_with_a_word_is_never_denied() {
        for (text, word, expected) in [
            ("合计", "合计", true),
            ("合 计：", "合计", true),
            ("\u{feff}合计", "合计", true),
            ("合肥", "合计", false),
            ("合", "合计", false),
            ("", "合计", false),
            ("（合计）", "(合计", true),
        ] {
            assert_eq!(may_begin(text, word), expected, "{text}");
            assert!(expected || !plain(text).starts_with(word), "{text}");
        }
    }
}
