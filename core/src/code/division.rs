use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

use super::CodeError;

/// How large a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A province, a municipality or an autonomous region: 2 digits.
    Province,
    /// A prefecture: 4 digits.
    Prefecture,
    /// A county, a county-level city or a district: 6 digits.
    County,
    /// A town, a township or a street: 9 digits.
    Township,
    /// A village or a neighbourhood: 12 digits.
    Village,
}

impl Level {
    /// All levels, the largest first.
    pub const ALL: [Self; 5] = [
        Self::Province,
        Self::Prefecture,
        Self::County,
        Self::Township,
        Self::Village,
    ];

    /// How many digits name a place of this level.
    #[must_use]
    pub const fn digits(self) -> usize {
        match self {
            Self::Province => 2,
            Self::Prefecture => 4,
            Self::County => 6,
            Self::Township => 9,
            Self::Village => 12,
        }
    }

    /// The level above, if there is one.
    const fn above(self) -> Option<Self> {
        match self {
            Self::Province => None,
            Self::Prefecture => Some(Self::Province),
            Self::County => Some(Self::Prefecture),
            Self::Township => Some(Self::County),
            Self::Village => Some(Self::Township),
        }
    }
}

/// The code of a place, from a province down to a village.
///
/// 6, 9 or 12 digits in the groups 2 + 2 + 2 + 3 + 3; groups of zeros at the
/// end mean the level above, so that `511781` and `511781000000` are the same
/// place, and are equal, while each is written as it was given. `511700` is
/// all of Dazhou, `510000` all of Sichuan. Places are ordered by their twelve
/// digits: a place stands directly before what lies in it.
///
/// # Examples
///
/// ```
/// use bangfu::code::{DivisionCode, Level};
///
/// let wanyuan = DivisionCode::parse("511781")?;
/// let village = DivisionCode::parse("511781109390")?;
/// assert_eq!(village.level(), Level::Village);
/// assert!(wanyuan.covers(&village));
/// assert_eq!(village.county(), Some(wanyuan));
/// assert_eq!(wanyuan, DivisionCode::parse("511781000000")?);
/// # Ok::<(), bangfu::code::CodeError>(())
/// ```
#[derive(Clone, Copy)]
pub struct DivisionCode {
    // The digits as text, filled up with '0': one place, one content.
    digits: [u8; 12],
    // How many of them were given: 6, 9 or 12.
    given: u8,
    level: Level,
}

impl DivisionCode {
    /// Parses a division code. Does not allocate.
    ///
    /// Whether such a place exists is not asked: villages are merged, and lists
    /// of them are never complete.
    ///
    /// # Errors
    ///
    /// `BAD_CODE` when there are not 6, 9 or 12 digits, or when a group of
    /// zeros stands before one that is not zero (`510081`, `511781000200`).
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let mut digits = [b'0'; 12];
        let mut slots = digits.iter_mut();
        let mut given = 0_u8;
        let mut too_long = false;
        for (offset, character) in text.chars().enumerate() {
            let position = offset.saturating_add(1);
            match (u8::try_from(character), slots.next()) {
                (Ok(byte @ b'0'..=b'9'), Some(slot)) => *slot = byte,
                (Ok(b'0'..=b'9'), None) => too_long = true,
                _ => return Err(CodeError::NotADigit { position }),
            }
            given = given.saturating_add(1);
        }
        if given == 0 {
            return Err(CodeError::Empty);
        }
        if too_long || !matches!(given, 6 | 9 | 12) {
            return Err(CodeError::DivisionLength);
        }
        let level = level_of(&digits)?;
        Ok(Self {
            digits,
            given,
            level,
        })
    }

    /// The code as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.prefix(usize::from(self.given))
    }

    /// The code with all its twelve digits, as places are ordered by.
    #[must_use]
    pub fn full(&self) -> &str {
        self.prefix(self.digits.len())
    }

    /// The digits that are not filling zeros: 2 for a province, 12 for a
    /// village.
    #[must_use]
    pub fn significant(&self) -> &str {
        self.prefix(self.level.digits())
    }

    fn prefix(&self, length: usize) -> &str {
        // Only ASCII digits are ever stored, so this is always text.
        self.digits
            .get(..length)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or("")
    }

    /// How large the place is.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.level
    }

    /// Whether `other` is this place or lies in it.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let length = self.level.digits();
        self.digits.get(..length) == other.digits.get(..length)
    }

    /// The place in which this one lies, in its shortest writing; `None` for a
    /// province.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.level.above().map(|level| self.cut(level))
    }

    /// The county in which this place lies, or which it is, in six digits;
    /// `None` for what is larger than a county.
    #[must_use]
    pub fn county(&self) -> Option<Self> {
        (self.level >= Level::County).then(|| self.cut(Level::County))
    }

    /// The place of the given level, not below this one's, around this place.
    fn cut(&self, level: Level) -> Self {
        let mut digits = [b'0'; 12];
        for (to, from) in digits.iter_mut().zip(&self.digits).take(level.digits()) {
            *to = *from;
        }
        let given = match level {
            Level::Province | Level::Prefecture | Level::County => 6,
            Level::Township => 9,
            Level::Village => 12,
        };
        Self {
            digits,
            given,
            level,
        }
    }
}

/// Finds the last group that is not zero, and refuses zeros before it.
fn level_of(digits: &[u8; 12]) -> Result<Level, CodeError> {
    let mut level = None;
    let mut zeros_at = None;
    let mut start = 0_usize;
    for candidate in Level::ALL {
        let end = candidate.digits();
        let empty = digits
            .get(start..end)
            .is_none_or(|group| group.iter().all(|digit| *digit == b'0'));
        match (empty, zeros_at) {
            (true, _) => zeros_at = zeros_at.or(Some(start)),
            (false, None) => level = Some(candidate),
            (false, Some(zeros)) => {
                return Err(CodeError::ZeroGroup {
                    position: zeros.saturating_add(1),
                });
            }
        }
        start = end;
    }
    level.ok_or(CodeError::ZeroGroup { position: 1 })
}

impl PartialEq for DivisionCode {
    fn eq(&self, other: &Self) -> bool {
        self.digits == other.digits
    }
}

impl Eq for DivisionCode {}

impl Hash for DivisionCode {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digits.hash(state);
    }
}

impl Ord for DivisionCode {
    fn cmp(&self, other: &Self) -> Ordering {
        self.digits.cmp(&other.digits)
    }
}

impl PartialOrd for DivisionCode {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for DivisionCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for DivisionCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DivisionCode({})", self.as_str())
    }
}

impl Serialize for DivisionCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// All codes and nothing else: after a group that is not zero either all groups
/// are zeros, or the next one isn't.
#[cfg(any(test, feature = "schemas"))]
const PATTERN: &str = concat!(
    "^(0[1-9]|[1-9][0-9])",
    "(0000(000(000)?)?|(0[1-9]|[1-9][0-9])",
    "(00(000(000)?)?|(0[1-9]|[1-9][0-9])",
    "(000(000)?|(00[1-9]|0[1-9][0-9]|[1-9][0-9]{2})([0-9]{3})?)?))$",
);

#[cfg(feature = "schemas")]
impl schemars::JsonSchema for DivisionCode {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "DivisionCode".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A division code of 6, 9 or 12 digits; groups of zeros at the end mean the level above",
            "pattern": PATTERN,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn code(text: &str) -> DivisionCode {
        DivisionCode::parse(text).unwrap()
    }

    #[test]
    fn each_refusal_has_its_reason() {
        for (text, expected) in [
            ("", CodeError::Empty),
            ("5117", CodeError::DivisionLength),
            ("5117811", CodeError::DivisionLength),
            ("5117811092001", CodeError::DivisionLength),
            ("51178a", CodeError::NotADigit { position: 6 }),
            ("５１１７８１", CodeError::NotADigit { position: 1 }),
            ("511781 ", CodeError::NotADigit { position: 7 }),
            ("511781109390万", CodeError::NotADigit { position: 13 }),
            ("510081", CodeError::ZeroGroup { position: 3 }),
            ("511700109", CodeError::ZeroGroup { position: 5 }),
            ("511781000200", CodeError::ZeroGroup { position: 7 }),
            ("001781", CodeError::ZeroGroup { position: 1 }),
            ("000000", CodeError::ZeroGroup { position: 1 }),
        ] {
            assert_eq!(DivisionCode::parse(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn two_codes_of_one_place_are_equal_and_are_written_as_given() {
        let (short, long) = (code("511781"), code("511781000000"));
        assert_eq!(short, long);
        assert_eq!(HashSet::from([short, long, code("511781000")]).len(), 1);
        assert_eq!((short.as_str(), long.as_str()), ("511781", "511781000000"));
        assert_eq!(serde_json::to_string(&long).unwrap(), "\"511781000000\"");
        assert_eq!(
            (short.full(), long.significant()),
            ("511781000000", "511781")
        );
    }

    #[test]
    fn a_place_covers_itself_and_what_lies_in_it() {
        let all = ["510000", "511700", "511781", "511781109", "511781109390"].map(code);
        for (index, outer) in all.iter().enumerate() {
            assert_eq!(outer.level(), Level::ALL[index]);
            for (other, inner) in all.iter().enumerate() {
                assert_eq!(outer.covers(inner), index <= other, "{outer} {inner}");
            }
        }
        assert!(!code("511781").covers(&code("511782000000")));
        assert_eq!(code("511781109390").county(), Some(code("511781")));
        assert_eq!(code("511700").county(), None);
    }

    fn any_code() -> impl Strategy<Value = String> {
        "(51|11|00)(17|01|00)(81|02|00)((109|200|000)(390|200|000)?)?"
    }

    proptest! {
        #[test]
        fn the_chain_of_parents_is_what_covers(a in any_code(), b in any_code()) {
            if let (Ok(a), Ok(b)) = (DivisionCode::parse(&a), DivisionCode::parse(&b)) {
                let chain: Vec<_> = std::iter::successors(Some(b), DivisionCode::parent).collect();
                prop_assert_eq!(a.covers(&b), chain.contains(&a));
                prop_assert!(chain.windows(2).all(|pair| pair[1] < pair[0]));
            }
        }

        #[test]
        fn what_the_schema_describes_is_parsed(text in PATTERN.trim_matches(['^', '$'])) {
            let code = DivisionCode::parse(&text).unwrap();
            prop_assert_eq!(code.as_str(), text);
        }
    }
}
