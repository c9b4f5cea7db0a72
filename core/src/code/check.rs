use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{CodeError, CreditCode, DivisionCode, FilingNumber, IdNumber, directory};
use crate::error::Code;

/// What kind of code a text is, or was likely meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A division code.
    Division,
    /// A credit code.
    CreditCode,
    /// An ID number.
    IdNumber,
    /// A filing number.
    FilingNumber,
}

/// What [`check`] found out about a code.
///
/// Written as a document it has the keys `code`, `kind`, `ok` and, where there
/// is something to say, `name`, `error`, `hint` and `warning`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Checked {
    /// The code as it may be shown: in upper case, and an ID number masked.
    pub code: String,
    /// What it is or looks like.
    pub kind: Kind,
    /// The name of the place, where the directory knows it.
    pub name: Option<&'static str>,
    /// Why it is bad, if it is.
    pub error: Option<CodeError>,
    /// What should be looked at although the code is not bad.
    pub warning: Option<Warning>,
}

/// A doubt about a code that is not bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum Warning {
    /// The check character of the credit code inside does not fit.
    CheckDigit,
}

impl Checked {
    /// Whether the code is good.
    #[must_use]
    pub const fn is_ok(&self) -> bool {
        self.error.is_none()
    }

    /// A letter of a credit code that is easily confused: where it stands,
    /// counted from 1, and what was likely meant.
    #[must_use]
    pub fn hint(&self) -> Option<(usize, char)> {
        match &self.error {
            Some(CodeError::ConfusedLetter {
                position, likely, ..
            }) if self.kind == Kind::CreditCode => Some((*position, *likely)),
            _ => None,
        }
    }
}

/// Says what a code is and whether it is good.
///
/// The kind is told by the shape: 24 characters are a filing number, 15 digits
/// an ID number of the old form, 18 characters of which 17 are digits an ID
/// number unless only the credit code in them is right; other digits up to
/// 13 digits are division codes, longer ones ID numbers, and the rest are credit
/// codes. Whatever is bad and could be a mistyped ID number is masked.
///
/// # Examples
///
/// ```
/// use bangfu::code::{Kind, check};
///
/// assert_eq!(check("511781").name, Some("万源市"));
/// let id = check("110105194912310021");
/// assert_eq!((id.kind, id.code.as_str()), (Kind::IdNumber, "110105********0021"));
/// assert!(!id.is_ok());
/// ```
#[must_use]
pub fn check(text: &str) -> Checked {
    let length = text.chars().count();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let all_digits = digits == text.len();
    let digits_then_x =
        all_digits || (digits.saturating_add(1) == text.len() && text.ends_with(['x', 'X']));
    match length {
        24 => filing_number(text),
        18 if digits_then_x => {
            let id = id_number(text);
            let credit = credit_code(text);
            match (id.is_ok(), credit.is_ok()) {
                (false, true) => credit,
                _ => id,
            }
        }
        14.. if digits_then_x => id_number(text),
        _ if all_digits => division(text),
        _ => credit_code(text),
    }
}

fn checked(code: String, kind: Kind, error: Option<CodeError>) -> Checked {
    Checked {
        code,
        kind,
        name: None,
        error,
        warning: None,
    }
}

fn division(text: &str) -> Checked {
    match DivisionCode::parse(text) {
        Ok(code) => Checked {
            name: directory::name(&code),
            ..checked(text.to_owned(), Kind::Division, None)
        },
        Err(error) => checked(text.to_owned(), Kind::Division, Some(error)),
    }
}

fn credit_code(text: &str) -> Checked {
    let error = CreditCode::parse(text).err();
    checked(shown(text, error.is_some()), Kind::CreditCode, error)
}

fn id_number(text: &str) -> Checked {
    match IdNumber::parse(text) {
        Ok(number) => checked(number.masked(), Kind::IdNumber, None),
        Err(error) => checked(masked(text), Kind::IdNumber, Some(error)),
    }
}

fn filing_number(text: &str) -> Checked {
    match FilingNumber::parse(text) {
        Ok(number) => Checked {
            warning: (!number.check_ok()).then_some(Warning::CheckDigit),
            ..checked(number.as_str().to_owned(), Kind::FilingNumber, None)
        },
        Err(error) => checked(shown(text, true), Kind::FilingNumber, Some(error)),
    }
}

/// A code as it may be shown: a bad one that may be an ID number with a slip
/// of the pen is masked.
fn shown(text: &str, bad: bool) -> String {
    if bad && may_be_personal(text) {
        masked(text)
    } else {
        text.to_ascii_uppercase()
    }
}

/// Whether a text may be an ID number in which something is mistyped or put
/// between or around: 14 digits with at most one letter before the last
/// character, or a run of 14 with a century in the place of the year. Letters
/// that look like digits count as digits; a real credit code has two letters or
/// is good.
fn may_be_personal(text: &str) -> bool {
    let plain: Vec<char> = text.chars().filter_map(as_digit).collect();
    let letters = |part: &[char]| part.iter().filter(|c| !c.is_ascii_digit()).count();
    let digits = plain.len().saturating_sub(letters(&plain));
    let before_last = plain.split_last().map_or(0, |(_, rest)| letters(rest));
    let has_year = |part: &[char]| {
        matches!(
            part,
            [.., '1', '8' | '9', _, _, _, _, _, _] | [.., '2', '0', _, _, _, _, _, _]
        ) && letters(part) == 0
    };
    (digits >= 14 && before_last <= 1) || plain.windows(14).any(has_year)
}

/// A character without its disguise: full-width, or a letter like a digit;
/// nothing for what only separates.
fn as_digit(character: char) -> Option<char> {
    match character {
        'O' | 'o' => Some('0'),
        'I' | 'i' | 'l' => Some('1'),
        'Z' | 'z' => Some('2'),
        'S' | 's' => Some('5'),
        '０'..='９' => u32::from(character)
            .checked_sub(0xfee0)
            .and_then(char::from_u32),
        other => other.is_alphanumeric().then_some(other),
    }
}

/// The first six characters and the last four (of fifteen the last three),
/// with stars for all between.
fn masked(text: &str) -> String {
    let length = text.chars().count();
    let tail = if length == 15 { 3 } else { 4 };
    let hidden = 6..length.saturating_sub(tail);
    text.chars()
        .enumerate()
        .map(|(index, character)| match hidden.contains(&index) {
            true => '*',
            false => character.to_ascii_uppercase(),
        })
        .collect()
}

impl Serialize for Checked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Hint {
            at: usize,
            likely: char,
        }
        let hint = self.hint().map(|(at, likely)| Hint { at, likely });
        let mut object = serializer.serialize_struct("Checked", 7)?;
        object.serialize_field("code", &self.code)?;
        object.serialize_field("kind", &self.kind)?;
        object.serialize_field("ok", &self.is_ok())?;
        match self.name {
            Some(name) => object.serialize_field("name", name)?,
            None => object.skip_field("name")?,
        }
        match &self.error {
            Some(error) => object.serialize_field("error", error.name())?,
            None => object.skip_field("error")?,
        }
        match &hint {
            Some(hint) => object.serialize_field("hint", hint)?,
            None => object.skip_field("hint")?,
        }
        match &self.warning {
            Some(warning) => object.serialize_field("warning", warning)?,
            None => object.skip_field("warning")?,
        }
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_number_with_a_slip_is_never_echoed() {
        for text in [
            "1101O519491231002X",
            "110105 19491231 002X",
            "110105-19491231-0021",
            "11010519491231002",
            "110105194912310021",
            "1101051949123100",
            "１１０１０５１９４９１２３１００２Ｘ",
            "身份证11010519491231002X",
            "110105A9491231002X",
            "110105194912310022X",
            "11010519491231002Y",
            "11010519491231",
        ] {
            let shown = check(text).code;
            assert!(shown.contains("***"), "{shown}");
            assert!(!shown.contains("1949"), "{shown}");
        }
    }

    #[test]
    fn other_codes_are_shown_even_when_bad() {
        for text in [
            "51511781MJO000001Y",
            "5117811092001",
            "53510000MJ00000021024001",
        ] {
            let found = check(text);
            assert!(!found.is_ok());
            assert_eq!(found.code, text);
        }
    }

    #[test]
    fn nothing_is_a_bad_division() {
        assert_eq!(check("").error, Some(CodeError::Empty));
    }

    proptest::proptest! {
        #[test]
        fn any_text_gets_an_answer(text in ".{0,40}") {
            let found = check(&text);
            assert_eq!(found.code.chars().count(), text.chars().count());
        }
    }
}
