use std::fmt;

use serde::{Serialize, Serializer};

use super::CodeError;
use super::credit::{check_character, letter};

/// The filing number of a fundraising plan, as 慈善中国 writes it: the credit
/// code of the charity, the letter A, two digits of the year and three more.
///
/// The pattern is certain; the check character inside it is not, for published
/// numbers fail it: see [`FilingNumber::check_ok`].
///
/// # Examples
///
/// ```
/// use bangfu::code::FilingNumber;
///
/// let published = FilingNumber::parse("51610100573539824XA21008")?;
/// assert!(!published.check_ok());
/// # Ok::<(), bangfu::code::CodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilingNumber([u8; 24]);

impl FilingNumber {
    /// Parses a filing number, in upper or lower case. Does not allocate.
    ///
    /// # Errors
    ///
    /// `BAD_CODE` when it is not of the shape of such a number.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        if text.is_empty() {
            return Err(CodeError::Empty);
        }
        let mut number = [0_u8; 24];
        let mut slots = number.iter_mut();
        let mut length = 0_usize;
        for character in text.chars() {
            length = length.saturating_add(1);
            let byte = match (length, character) {
                (..=18, _) => letter(character, length)?,
                (19, 'A' | 'a') => b'A',
                (20..=24, '0'..='9') => {
                    u8::try_from(character).map_err(|_| CodeError::FilingShape)?
                }
                _ => return Err(CodeError::FilingShape),
            };
            if let Some(slot) = slots.next() {
                *slot = byte;
            }
        }
        match length {
            24 => Ok(Self(number)),
            _ => Err(CodeError::FilingShape),
        }
    }

    /// The number in upper case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only ASCII is ever stored.
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// Whether the credit code in it has the right check character.
    ///
    /// If not, it is worth a warning and no more.
    #[must_use]
    pub fn check_ok(&self) -> bool {
        self.0
            .first_chunk::<18>()
            .is_some_and(|code| check_character(code) == code.last().copied())
    }
}

impl fmt::Display for FilingNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for FilingNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "FilingNumber({})", self.as_str())
    }
}

impl Serialize for FilingNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "schemas")]
impl schemars::JsonSchema for FilingNumber {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FilingNumber".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "The filing number of a fundraising plan",
            "pattern": "^[0-9A-HJ-NP-RT-UW-Ya-hj-np-rt-uw-y]{18}[Aa][0-9]{5}$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_number_passes_its_check_and_is_kept_in_upper_case() {
        let number = FilingNumber::parse("53510000mj00000021a24001").unwrap();
        assert_eq!(number.as_str(), "53510000MJ00000021A24001");
        assert!(number.check_ok());
    }

    #[test]
    fn another_shape_is_refused() {
        for text in [
            "53510000MJ00000021B24001",
            "53510000MJ00000021A2400X",
            "53510000MJ00000021A2400",
            "53510000MJ00000021A240011",
            "53510000MJ00000021",
        ] {
            assert_eq!(
                FilingNumber::parse(text),
                Err(CodeError::FilingShape),
                "{text}"
            );
        }
        assert!(matches!(
            FilingNumber::parse("53510000MJO0000021A24001"),
            Err(CodeError::ConfusedLetter {
                position: 11,
                likely: '0',
                ..
            })
        ));
    }
}
