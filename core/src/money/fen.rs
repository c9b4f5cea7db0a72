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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_refusal_has_its_reason() {
        for (text, expected) in [
            ("", MoneyError::Empty),
            ("1.005", MoneyError::TooManyDecimals),
            ("1.000", MoneyError::TooManyDecimals),
            ("1e5", MoneyError::Exponent),
            ("1.5E3", MoneyError::Exponent),
            ("１２", MoneyError::FullWidth { position: 1 }),
            ("1．5", MoneyError::FullWidth { position: 2 }),
            ("+1", MoneyError::Signed),
            ("-0.00", MoneyError::Signed),
            ("−1", MoneyError::Signed),
            ("1-", MoneyError::OtherCharacter { position: 2 }),
            (".5", MoneyError::LeadingPoint),
            (".", MoneyError::LeadingPoint),
            ("1.", MoneyError::TrailingPoint),
            ("01", MoneyError::LeadingZero),
            ("00.50", MoneyError::LeadingZero),
            ("1.2.3", MoneyError::OtherCharacter { position: 4 }),
            (" 1", MoneyError::OtherCharacter { position: 1 }),
            ("1,386,000.00", MoneyError::OtherCharacter { position: 2 }),
            ("1元", MoneyError::OtherCharacter { position: 2 }),
            ("e5", MoneyError::OtherCharacter { position: 1 }),
            ("1\u{0}", MoneyError::OtherCharacter { position: 2 }),
            ("12345678901234567890", MoneyError::OutOfRange),
            ("92233720368547758.08", MoneyError::OutOfRange),
            // The shape comes first: this is no amount, however large.
            ("12345678901234567890.123", MoneyError::TooManyDecimals),
        ] {
            assert_eq!(Fen::parse(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn an_amount_beyond_two_to_the_53_keeps_its_last_fen() {
        let amount = Fen::parse("90071992547409.93").unwrap();
        assert_eq!(amount, Fen(9_007_199_254_740_993));
        assert_eq!(
            serde_json::to_string(&amount).unwrap(),
            "\"90071992547409.93\""
        );
    }

    #[test]
    fn arithmetic_is_refused_and_never_wraps() {
        assert!(Fen::MAX.checked_add(Fen(1)).is_err());
        assert!(Fen(i64::MIN).checked_sub(Fen(1)).is_err());
        assert!(Fen::MAX.checked_mul(2).is_err());
        assert!(Fen::yuan(i64::MAX).is_err());
        assert_eq!(Fen::yuan(-1), Ok(Fen(-100)));
        assert_eq!(Fen(5).checked_sub(Fen(105)).unwrap().to_string(), "-1.00");
        assert_eq!(Fen(i64::MIN).to_string(), "-92233720368547758.08");
    }

    #[test]
    fn every_third_digit_has_its_comma() {
        for (fen, expected) in [
            (0, "0.00"),
            (99_999, "999.99"),
            (100_000, "1,000.00"),
            (138_600_000, "1,386,000.00"),
            (-100_000, "-1,000.00"),
            (i64::MAX, "92,233,720,368,547,758.07"),
        ] {
            assert_eq!(grouped(Fen(fen)), expected);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_parsed_back(fen in 0..=i64::MAX) {
            prop_assert_eq!(Fen::parse(&Fen(fen).to_string()), Ok(Fen(fen)));
        }

        #[test]
        fn only_the_documented_shape_is_parsed(text in "[0-9.e]{0,8}") {
            // The shape once more, by another way: whole part and decimals.
            let (whole, decimals) = text.split_once('.').unwrap_or((&text, "0"));
            let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            let good = digits(whole)
                && (whole == "0" || !whole.starts_with('0'))
                && digits(decimals)
                && decimals.len() <= 2;
            let expected = good.then(|| {
                whole.parse::<i64>().unwrap() * 100 + format!("{decimals:0<2}").parse::<i64>().unwrap()
            });
            prop_assert_eq!(Fen::parse(&text).ok(), expected.map(Fen));
        }

        #[test]
        fn a_sum_does_not_depend_on_the_order(mut list: Vec<i64>) {
            let sum = Fen::checked_sum(list.iter().copied().map(Fen));
            list.reverse();
            prop_assert_eq!(&sum, &Fen::checked_sum(list.iter().copied().map(Fen)));
            let exact: i128 = list.iter().copied().map(i128::from).sum();
            prop_assert_eq!(sum.ok().map(|fen| fen.0), i64::try_from(exact).ok());
        }
    }
}
