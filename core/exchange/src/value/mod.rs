//! What the text and the number of a cell mean: amounts, days, quantities,
//! names, places.
//!
//! Each reader either gives the value or the notice that says why not; none
//! of them knows rows or columns.

mod date;
mod money;
mod place;
mod quantity;

pub use crate::words::division;
pub(crate) use date::ours;
pub use date::{Day, NoDay, day, days_in};
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
    let mut clean = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.chars() {
        if matches!(
            character,
            '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{2060}'
        ) {
            continue;
        }
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
    clean
}

/// A text as labels and keywords are compared: clean, without spaces, ASCII in
/// its narrow form.
#[must_use]
pub fn plain(text: &str) -> String {
    let clean = clean(text);
    clean.chars().filter(|c| *c != ' ').map(narrow).collect()
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
}
