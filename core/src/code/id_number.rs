use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::CodeError;

/// What the last sequence digit of an ID number says of its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// The digit is even.
    Female,
    /// The digit is odd.
    Male,
}

/// A citizen's ID number (GB 11643-1999), which never leaves this type.
///
/// All that can be had of it is a masked form for the eye and a keyed hash for
/// finding the same person again; it is neither written to documents nor shown
/// in debugging output. The fifteen digits of the old form are understood as
/// those of the years 19xx, and hash like the new form of the same number.
///
/// A region that does not exist, or did not yet when the holder was born, is
/// no error: real people hold such numbers.
///
/// # Examples
///
/// ```
/// use bangfu::code::IdNumber;
///
/// let number = IdNumber::parse("51178119900101004x")?;
/// assert_eq!(number.masked(), "511781********004X");
/// assert_eq!(format!("{number:?}"), "IdNumber(511781********004X)");
/// # Ok::<(), bangfu::code::CodeError>(())
/// ```
#[derive(Clone)]
pub struct IdNumber {
    // Always in the new form, and in upper case.
    digits: [u8; 18],
    legacy: bool,
}

impl IdNumber {
    /// Parses an ID number of 18 characters, or of 15 in its old form.
    ///
    /// # Errors
    ///
    /// `BAD_CODE` when the length, a character, the date of birth or the check
    /// character is wrong. The old form has no check character.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        if text.is_empty() {
            return Err(CodeError::Empty);
        }
        let mut digits = [0_u8; 18];
        let legacy = match text.chars().count() {
            18 => false,
            15 => true,
            _ => return Err(CodeError::IdLength),
        };
        let (region, rest) = text
            .char_indices()
            .nth(6)
            .and_then(|(offset, _)| text.split_at_checked(offset))
            .ok_or(CodeError::IdLength)?;
        let century = if legacy { "19" } else { "" };
        for (offset, character) in text.chars().enumerate() {
            let may_be_x = !legacy && offset == 17;
            let is_x = may_be_x && matches!(character, 'X' | 'x');
            if !(is_x || character.is_ascii_digit()) {
                return Err(CodeError::NotADigit {
                    position: offset.saturating_add(1),
                });
            }
        }
        let expanded = region.bytes().chain(century.bytes()).chain(rest.bytes());
        for (slot, byte) in digits.iter_mut().zip(expanded) {
            *slot = byte.to_ascii_uppercase();
        }
        if !has_date(&digits) {
            return Err(CodeError::IdDate);
        }
        let check = check_character(&digits);
        match digits.last_mut() {
            Some(last) if legacy => *last = check,
            Some(last) if *last == check => {}
            _ => return Err(CodeError::CheckDigit),
        }
        Ok(Self { digits, legacy })
    }

    /// The number with the date of birth hidden, in the form that was given:
    /// the region, and the last four characters (of the old form three).
    #[must_use]
    pub fn masked(&self) -> String {
        let (stars, tail) = match self.legacy {
            true => (6, 14..17),
            false => (8, 14..18),
        };
        let region = self.digits.get(..6).unwrap_or(&[]);
        let tail = self.digits.get(tail).unwrap_or(&[]);
        region
            .iter()
            .map(|byte| char::from(*byte))
            .chain(std::iter::repeat_n('*', stars))
            .chain(tail.iter().map(|byte| char::from(*byte)))
            .collect()
    }

    /// The HMAC-SHA-256 of the 18 characters under a key of the host's.
    ///
    /// Without the key it can't be undone by trying out all numbers, of which
    /// there are too few for a plain hash to hide any.
    #[must_use]
    pub fn keyed_hash(&self, key: &[u8]) -> [u8; 32] {
        // HMAC takes keys of every length: this can't fail.
        Hmac::<Sha256>::new_from_slice(key)
            .map(|mut mac| {
                mac.update(&self.digits);
                mac.finalize().into_bytes().into()
            })
            .unwrap_or_default()
    }

    /// The sex that the number states.
    #[must_use]
    pub fn sex(&self) -> Sex {
        match self.digits.get(16).map(|digit| digit % 2) {
            Some(1) => Sex::Male,
            _ => Sex::Female,
        }
    }
}

/// Whether characters 7 to 14 are a day of the calendar.
fn has_date(digits: &[u8; 18]) -> bool {
    let number = |from: usize, to: usize| {
        let text = std::str::from_utf8(digits.get(from..to)?).ok()?;
        text.parse::<i16>().ok()
    };
    let date = || {
        let month = i8::try_from(number(10, 12)?).ok()?;
        let day = i8::try_from(number(12, 14)?).ok()?;
        let year = number(6, 10).filter(|year| *year > 0)?;
        jiff::civil::Date::new(year, month, day).ok()
    };
    date().is_some()
}

/// The check character that the first 17 digits ask for (ISO 7064 MOD 11-2).
fn check_character(digits: &[u8; 18]) -> u8 {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit & 0x0f).saturating_mul(weight))
        .sum::<u32>();
    let place = usize::try_from(sum % 11).unwrap_or(0);
    b"10X98765432".get(place).copied().unwrap_or(b'0')
}

impl PartialEq for IdNumber {
    fn eq(&self, other: &Self) -> bool {
        self.digits == other.digits
    }
}

impl Eq for IdNumber {}

impl fmt::Debug for IdNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "IdNumber({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_the_standard_are_accepted() {
        for number in [
            "11010519491231002X",
            "360426199101010071",
            "511781199001010015",
            "511781199001010023",
            "51178119900101004X",
            "511781200002290018",
            "999999199001010016",
        ] {
            assert!(IdNumber::parse(number).is_ok(), "{number}");
        }
    }

    #[test]
    fn each_defect_has_its_reason() {
        for (number, expected) in [
            ("", CodeError::Empty),
            ("5117811990010100", CodeError::IdLength),
            ("511781190002290011", CodeError::IdDate),
            ("511781199013010012", CodeError::IdDate),
            ("511781000001010014", CodeError::IdDate),
            ("110105194912310021", CodeError::CheckDigit),
            ("1101O519491231002X", CodeError::NotADigit { position: 5 }),
            ("11010519491231X020", CodeError::NotADigit { position: 15 }),
            ("51178190010100X", CodeError::NotADigit { position: 15 }),
            ("11010５19491231002X", CodeError::NotADigit { position: 6 }),
        ] {
            assert_eq!(IdNumber::parse(number), Err(expected), "{number}");
        }
    }

    #[test]
    fn the_old_form_is_masked_as_given_and_hashed_as_the_new() {
        let old = IdNumber::parse("511781900101001").unwrap();
        let new = IdNumber::parse("511781199001010015").unwrap();
        assert_eq!(old.masked(), "511781******001");
        assert_eq!(new.masked(), "511781********0015");
        assert_eq!(old, new);
        assert_eq!(old.keyed_hash(b"key"), new.keyed_hash(b"key"));
        assert_ne!(new.keyed_hash(b"key"), new.keyed_hash(b"another"));
        assert_eq!((old.sex(), new.sex()), (Sex::Male, Sex::Male));
        assert_eq!(
            IdNumber::parse("511781199001010023").unwrap().sex(),
            Sex::Female
        );
    }

    #[test]
    fn the_keyed_hash_is_hmac_sha_256_of_the_eighteen_characters() {
        // python3: hmac.new(b"key", b"11010519491231002X", "sha256").hexdigest()
        let hash = IdNumber::parse("11010519491231002x")
            .unwrap()
            .keyed_hash(b"key");
        let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, HMAC);
    }

    const HMAC: &str = "c702e187e6363f417304a7cb1ac993b0f8d3b0255ed35027ccd9ddc60b32b2d4";
}
