use std::fmt;

use serde::{Serialize, Serializer};

use super::MoneyError;

/// A whole number of fen, the hundredth part of a yuan.
///
/// It is negative only as a difference inside a calculation; no document and
/// no text reads as a negative amount.
///
/// # Examples
///
/// ```
/// use bangfu::money::Fen;
///
/// let seed = Fen::parse("1386000.00")?;
/// assert_eq!(seed, Fen(138_600_000));
/// assert_eq!(seed.to_string(), "1386000.00");
/// # Ok::<(), bangfu::money::MoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(pub i64);

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The largest amount that can be held: 92,233,720,368,547,758.07 yuan.
    pub const MAX: Self = Self(i64::MAX);

    /// Parses an amount as documents write it: yuan, with at most two decimals.
    ///
    /// Nothing but `(0|[1-9][0-9]*)(\.[0-9]{1,2})?` is accepted; [`read`] is
    /// the function for what people write. Does not allocate.
    ///
    /// # Errors
    ///
    /// * `BAD_AMOUNT`, with the reason, when the text is not of this shape;
    /// * [`MoneyError::OutOfRange`] when it is, and is more than [`Fen::MAX`].
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu::money::{Fen, MoneyError};
    ///
    /// assert_eq!(Fen::parse("0.5"), Ok(Fen(50)));
    /// assert_eq!(Fen::parse("1.005"), Err(MoneyError::TooManyDecimals));
    /// assert_eq!(Fen::parse("-0.00"), Err(MoneyError::Signed));
    /// ```
    ///
    /// [`read`]: super::read
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let mut bytes = text.bytes().enumerate();
        let mut value: Option<i64> = Some(0);
        let mut whole = 0_usize;
        let mut decimals: Option<u8> = None;
        let mut leading_zero = false;
        for (offset, byte) in bytes.by_ref() {
            match (byte, decimals) {
                (b'0'..=b'9', None) => {
                    // A zero followed by any digit is a needless zero.
                    leading_zero |= whole == 1 && value == Some(0);
                    whole = whole.saturating_add(1);
                }
                (b'0'..=b'9', Some(0 | 1)) => decimals = decimals.map(|n| n.saturating_add(1)),
                (b'0'..=b'9', Some(_)) => return Err(MoneyError::TooManyDecimals),
                (b'.', None) if whole == 0 => return Err(MoneyError::LeadingPoint),
                (b'.', None) => {
                    decimals = Some(0);
                    continue;
                }
                _ => return Err(stray(text, offset)),
            }
            if leading_zero {
                return Err(MoneyError::LeadingZero);
            }
            value = value
                .and_then(|value| value.checked_mul(10))
                .and_then(|value| value.checked_add(i64::from(byte & 0x0f)));
        }
        let scale = match decimals {
            None if whole == 0 => return Err(MoneyError::Empty),
            Some(0) => return Err(MoneyError::TrailingPoint),
            None => 100,
            Some(1) => 10,
            Some(_) => 1,
        };
        value
            .and_then(|value| value.checked_mul(scale))
            .map(Self)
            .ok_or(MoneyError::OutOfRange)
    }

    /// The amount of this many whole yuan.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`] when it leaves the range of fen.
    pub const fn yuan(yuan: i64) -> Result<Self, MoneyError> {
        match yuan.checked_mul(100) {
            Some(fen) => Ok(Self(fen)),
            None => Err(MoneyError::OutOfRange),
        }
    }

    /// Whether this is less than nothing, as only a difference can be.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether this is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum of two amounts.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`] when it leaves the range of fen.
    pub const fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        match self.0.checked_add(other.0) {
            Some(fen) => Ok(Self(fen)),
            None => Err(MoneyError::OutOfRange),
        }
    }

    /// The difference of two amounts, which may be negative.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`] when it leaves the range of fen.
    pub const fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        match self.0.checked_sub(other.0) {
            Some(fen) => Ok(Self(fen)),
            None => Err(MoneyError::OutOfRange),
        }
    }

    /// This amount `factor` times, as the price of `factor` pieces.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`] when it leaves the range of fen.
    pub const fn checked_mul(self, factor: i64) -> Result<Self, MoneyError> {
        match self.0.checked_mul(factor) {
            Some(fen) => Ok(Self(fen)),
            None => Err(MoneyError::OutOfRange),
        }
    }

    /// The sum of all amounts; the order in which they come makes no
    /// difference to whether it can be held.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`] when the sum leaves the range of fen.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu::money::Fen;
    ///
    /// assert_eq!(Fen::checked_sum([Fen::MAX, Fen(1), Fen(-1)]), Ok(Fen::MAX));
    /// assert!(Fen::checked_sum([Fen::MAX, Fen(1)]).is_err());
    /// ```
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        // 2^64 amounts of 63 bits stay below 2^127: the sum itself can't leave
        // i128, only the way back to i64 can fail.
        let sum = amounts.into_iter().fold(0_i128, |sum, amount| {
            sum.saturating_add(i128::from(amount.0))
        });
        i64::try_from(sum)
            .map(Self)
            .map_err(|_| MoneyError::OutOfRange)
    }
}

/// What is wrong with a character that no document amount has.
fn stray(text: &str, offset: usize) -> MoneyError {
    let (before, rest) = text.split_at_checked(offset).unwrap_or((text, ""));
    let position = before.chars().count().saturating_add(1);
    match rest.chars().next() {
        Some('+' | '-' | '−' | '＋' | '－') if position == 1 => MoneyError::Signed,
        Some('e' | 'E') if position > 1 => MoneyError::Exponent,
        Some('\u{ff01}'..='\u{ff5e}' | '\u{3000}') => MoneyError::FullWidth { position },
        _ => MoneyError::OtherCharacter { position },
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(formatter, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

impl Serialize for Fen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schemas")]
impl schemars::JsonSchema for Fen {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Fen".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "An amount in yuan with at most two decimals",
            "pattern": r"^(0|[1-9][0-9]*)(\.[0-9]{1,2})?$",
        })
    }
}

/// Writes an amount for a person's eye, with a comma after every three digits.
///
/// # Examples
///
/// ```
/// use bangfu::money::{Fen, grouped};
///
/// assert_eq!(grouped(Fen(138_600_000)), "1,386,000.00");
/// ```
#[must_use]
pub fn grouped(amount: Fen) -> String {
    let fen = amount.0.unsigned_abs();
    let digits = (fen / 100).to_string();
    let mut text = String::with_capacity(digits.len().saturating_mul(2));
    if amount.is_negative() {
        text.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len().saturating_sub(index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text.push_str(&format!(".{:02}", fen % 100));
    text
}
