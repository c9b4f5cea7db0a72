use std::fmt;

use serde::{Serialize, Serializer};

use super::CodeError;

/// The 31 characters of a credit code; a character's value is its place.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Who registered the holder of a credit code, by its first character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Category {
    /// `1`: 机构编制, offices of staffing: government bodies, public institutions.
    Staffing,
    /// `2`: 外交, foreign affairs.
    ForeignAffairs,
    /// `3`: 司法行政, justice.
    Justice,
    /// `4`: 文化, culture.
    Culture,
    /// `5`: 民政, civil affairs: associations, service bodies, foundations,
    /// village committees.
    CivilAffairs,
    /// `6`: 旅游, tourism.
    Tourism,
    /// `7`: 宗教, religion.
    Religion,
    /// `8`: 工会, trade unions.
    TradeUnion,
    /// `9`: 市场监管, market regulation: companies, cooperatives.
    Market,
    /// `A`: 中央军委, the military commission.
    Military,
    /// `G`: seen on offices of overseas organisations.
    Overseas,
    /// `N`: 农业农村, agriculture: the collectives of villages.
    Agriculture,
    /// `Y`: other.
    Other,
    /// A first character that the standard may yet assign.
    Unassigned,
}

/// A unified social credit code, 统一社会信用代码 (GB 32100-2015).
///
/// Its alphabet and its check character are right; whether anybody holds it
/// isn't known. It is kept in upper case.
///
/// # Examples
///
/// ```
/// use bangfu::code::{Category, CreditCode};
///
/// let charity = CreditCode::parse("51511781mj0000001y")?;
/// assert_eq!(charity.as_str(), "51511781MJ0000001Y");
/// assert_eq!(charity.category(), Category::CivilAffairs);
/// # Ok::<(), bangfu::code::CodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditCode([u8; 18]);

impl CreditCode {
    /// Parses a credit code, in upper or lower case. Does not allocate.
    ///
    /// The region inside it and the check of its characters 9 to 17 are not
    /// judged: see [`CreditCode::inner_check_ok`].
    ///
    /// # Errors
    ///
    /// `BAD_CODE` when the length, a character or the check character is
    /// wrong; for I, O, S, V and Z with the letter that is likely meant.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu::code::{CodeError, CreditCode};
    ///
    /// let error = CreditCode::parse("51511781MJO000001Y").unwrap_err();
    /// let expected = CodeError::ConfusedLetter { position: 11, found: 'O', likely: '0' };
    /// assert_eq!(error, expected);
    /// ```
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        if text.is_empty() {
            return Err(CodeError::Empty);
        }
        let mut code = [0_u8; 18];
        let mut slots = code.iter_mut();
        let mut length = 0_usize;
        for character in text.chars() {
            length = length.saturating_add(1);
            let byte = letter(character, length)?;
            if let Some(slot) = slots.next() {
                *slot = byte;
            }
        }
        if length != code.len() {
            return Err(CodeError::CreditLength);
        }
        if check_character(&code) != code.last().copied() {
            return Err(CodeError::CheckDigit);
        }
        Ok(Self(code))
    }

    /// The code in upper case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only ASCII is ever stored.
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// Who registered the holder.
    #[must_use]
    pub const fn category(&self) -> Category {
        let [first, ..] = self.0;
        match first {
            b'1' => Category::Staffing,
            b'2' => Category::ForeignAffairs,
            b'3' => Category::Justice,
            b'4' => Category::Culture,
            b'5' => Category::CivilAffairs,
            b'6' => Category::Tourism,
            b'7' => Category::Religion,
            b'8' => Category::TradeUnion,
            b'9' => Category::Market,
            b'A' => Category::Military,
            b'G' => Category::Overseas,
            b'N' => Category::Agriculture,
            b'Y' => Category::Other,
            _ => Category::Unassigned,
        }
    }

    /// Whether characters 9 to 17, once an organisation's own code, pass the
    /// check of GB 11714.
    ///
    /// Codes in use fail it, so it is a hint and never makes a code bad.
    #[must_use]
    pub fn inner_check_ok(&self) -> bool {
        const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
        let subject = self.0.get(8..16).unwrap_or(&[]);
        // At most 35 × 48.
        let sum = subject
            .iter()
            .zip(WEIGHTS)
            .filter_map(|(byte, weight)| char::from(*byte).to_digit(36)?.checked_mul(weight))
            .sum::<u32>();
        let expected = match sum % 11 {
            0 => b'0',
            1 => b'X',
            rest => 11_u32
                .checked_sub(rest)
                .and_then(|value| u8::try_from(value).ok())
                .map_or(0, |value| value | b'0'),
        };
        self.0.get(16) == Some(&expected)
    }
}

/// The character of the alphabet that was written, in upper case.
pub(super) fn letter(character: char, position: usize) -> Result<u8, CodeError> {
    let found = character.to_ascii_uppercase();
    let confused = |likely| {
        Err(CodeError::ConfusedLetter {
            position,
            found,
            likely,
        })
    };
    match found {
        'I' => confused('1'),
        'O' => confused('0'),
        'S' => confused('5'),
        'V' => confused('U'),
        'Z' => confused('2'),
        '0'..='9' | 'A'..='Y' => u8::try_from(found).map_err(|_| CodeError::Letter { position }),
        _ => Err(CodeError::Letter { position }),
    }
}

/// The check character that the first 17 characters ask for.
pub(super) fn check_character(code: &[u8; 18]) -> Option<u8> {
    // The weights are the powers of 3 modulo 31.
    let mut weight = 1_usize;
    let mut sum = 0_usize;
    for byte in code.iter().take(17) {
        let value = ALPHABET.iter().position(|letter| letter == byte)?;
        sum = value
            .checked_mul(weight)
            .and_then(|term| sum.checked_add(term))?;
        weight = weight.checked_mul(3)? % 31;
    }
    let value = 31_usize.checked_sub(sum % 31)? % 31;
    ALPHABET.get(value).copied()
}

impl fmt::Display for CreditCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for CreditCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CreditCode({})", self.as_str())
    }
}

impl Serialize for CreditCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "schemas")]
impl schemars::JsonSchema for CreditCode {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CreditCode".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A unified social credit code of 18 characters",
            "pattern": "^[0-9A-HJ-NP-RT-UW-Ya-hj-np-rt-uw-y]{18}$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_every_category_are_accepted_in_either_case() {
        for (code, category) in [
            ("51511781MJ0000001Y", Category::CivilAffairs),
            ("53510000MJ00000021", Category::CivilAffairs),
            ("12511781MB0000005X", Category::Staffing),
            ("11511781000000006Y", Category::Staffing),
            ("54511781ME0000004N", Category::CivilAffairs),
            ("N2511781MF0000003A", Category::Agriculture),
            ("91110000600037341L", Category::Market),
            ("G1110000MJ0000000T", Category::Overseas),
        ] {
            assert_eq!(CreditCode::parse(code).unwrap().category(), category);
            let lower = CreditCode::parse(&code.to_ascii_lowercase()).unwrap();
            assert_eq!(lower.as_str(), code);
        }
    }

    #[test]
    fn the_inner_check_knows_the_published_code_and_ignores_synthetic_ones() {
        assert!(
            CreditCode::parse("91110000600037341L")
                .unwrap()
                .inner_check_ok()
        );
        assert!(
            !CreditCode::parse("51511781MJ0000001Y")
                .unwrap()
                .inner_check_ok()
        );
    }

    #[test]
    fn a_letter_that_is_not_used_is_named_with_the_likely_one() {
        for (found, likely) in [('I', '1'), ('O', '0'), ('S', '5'), ('V', 'U'), ('Z', '2')] {
            let expected = CodeError::ConfusedLetter {
                position: 10,
                found,
                likely,
            };
            for letter in [found, found.to_ascii_lowercase()] {
                let code = format!("51511781M{letter}0000001Y");
                assert_eq!(CreditCode::parse(&code), Err(expected.clone()));
            }
        }
    }

    #[test]
    fn length_letters_and_check_are_refused_each_with_its_reason() {
        for (text, expected) in [
            ("", CodeError::Empty),
            ("51511781MJ0000001", CodeError::CreditLength),
            ("51511781MJ0000001YY", CodeError::CreditLength),
            ("51511781MJ0000001X", CodeError::CheckDigit),
            ("51511781MJ-000001Y", CodeError::Letter { position: 11 }),
            ("５1511781MJ0000001Y", CodeError::Letter { position: 1 }),
        ] {
            assert_eq!(CreditCode::parse(text), Err(expected), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_single_misread_character_is_noticed(at in 0_usize..18, other in 0_usize..31) {
            let mut code = *b"51511781MJ0000001Y";
            code[at] = ALPHABET[other];
            let text = std::str::from_utf8(&code).unwrap();
            assert_eq!(CreditCode::parse(text).is_ok(), text == "51511781MJ0000001Y");
        }
    }
}
