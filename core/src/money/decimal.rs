use std::fmt;

use serde::{Serialize, Serializer};

use super::{Fen, MoneyError, Share, wide};

/// A decimal of a document: a weight, a rate, a figure, a price.
///
/// Not negative, at most 28 digits. It is written as it was read (`1.50` stays
/// `1.50`), while equality, order and hash go by the value.
///
/// # Examples
///
/// ```
/// use bangfu::money::Decimal;
///
/// let weight = Decimal::parse("1.50")?;
/// assert_eq!(weight, Decimal::parse("1.5")?);
/// assert_eq!(weight.to_string(), "1.50");
/// assert_eq!(weight.scaled(6), Some(1_500_000));
/// assert_eq!(weight.share().to_string(), "3/2");
/// # Ok::<(), bangfu::money::MoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(rust_decimal::Decimal);

/// Most digits that a decimal may have: all numbers of so many digits fit the
/// 96 bits of a `rust_decimal::Decimal`.
const MAX_DIGITS: u32 = 28;

impl Decimal {
    /// The decimal `0`.
    pub const ZERO: Self = Self(rust_decimal::Decimal::ZERO);

    /// The decimal `1`.
    pub const ONE: Self = Self(rust_decimal::Decimal::ONE);

    /// Parses a decimal as documents write it: `(0|[1-9][0-9]*)(\.[0-9]+)?`.
    ///
    /// Does not allocate.
    ///
    /// # Errors
    ///
    /// `BAD_DECIMAL`, with the reason, when the text is not of this shape or
    /// has more than 28 digits.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let mut mantissa = 0_i128;
        let mut digits = 0_u32;
        let mut scale: Option<u32> = None;
        for (offset, byte) in text.bytes().enumerate() {
            match byte {
                b'.' if scale.is_none() && digits > 0 => {
                    scale = Some(0);
                    continue;
                }
                b'0'..=b'9' if scale.is_none() && digits == 1 && mantissa == 0 => {
                    return Err(shape(text, offset));
                }
                b'0'..=b'9' => {}
                _ => return Err(shape(text, offset)),
            }
            digits = digits.saturating_add(1);
            scale = scale.map(|places| places.saturating_add(1));
            // What is longer than 28 digits is refused below; here it only
            // must not wrap.
            mantissa = mantissa
                .saturating_mul(10)
                .saturating_add(i128::from(byte & 0x0f));
        }
        if text.is_empty() {
            return Err(MoneyError::DecimalEmpty);
        }
        if scale == Some(0) {
            return Err(shape(text, text.len()));
        }
        if digits > MAX_DIGITS {
            return Err(MoneyError::DecimalTooLong);
        }
        rust_decimal::Decimal::try_from_i128_with_scale(mantissa, scale.unwrap_or(0))
            .map(Self)
            .map_err(|_| MoneyError::DecimalTooLong)
    }

    /// The decimal as the library at the edge knows it.
    #[must_use]
    pub const fn value(&self) -> rust_decimal::Decimal {
        self.0
    }

    /// Whether the value is zero.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether the value is one, however it is written.
    #[must_use]
    pub fn is_one(&self) -> bool {
        *self == Self::ONE
    }

    /// The value as a whole number of units of 10^−`decimals`, or `None` when
    /// it isn't one (or leaves 128 bits).
    ///
    /// Places that are written but zero don't count: `1.50` is 15 tenths.
    #[must_use]
    pub fn scaled(&self, decimals: u32) -> Option<i128> {
        let scale = self.0.scale();
        let mantissa = self.0.mantissa();
        match decimals.checked_sub(scale) {
            Some(more) => mantissa.checked_mul(10_i128.checked_pow(more)?),
            None => {
                let divisor = 10_i128.checked_pow(scale.saturating_sub(decimals))?;
                let exact = mantissa.checked_rem(divisor)? == 0;
                exact.then(|| mantissa.checked_div(divisor)).flatten()
            }
        }
    }

    /// The value as an exact fraction.
    #[must_use]
    pub fn share(&self) -> Share {
        // A scale is at most 28, and 10^28 is far below 2^127: neither the
        // power nor the fraction can fail.
        10_i128
            .checked_pow(self.0.scale())
            .and_then(|den| Share::new(self.0.mantissa(), den).ok())
            .unwrap_or(Share::ZERO)
    }
}

/// Says at which character a decimal stops being one.
fn shape(text: &str, offset: usize) -> MoneyError {
    let before = text.get(..offset).unwrap_or(text);
    MoneyError::DecimalShape {
        position: before.chars().count().saturating_add(1),
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schemas")]
impl schemars::JsonSchema for Decimal {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A decimal of at most 28 digits",
            "pattern": r"^(0|[1-9][0-9]*)(\.[0-9]+)?$",
            "maxLength": 29,
        })
    }
}

/// Takes a share of an amount, rounded down to the fen: ⌊amount × share⌋.
///
/// The product is exact whatever the number of digits; only the last step
/// rounds.
///
/// # Errors
///
/// [`MoneyError::OutOfRange`] when the result leaves the range of fen (it
/// can't for a share of at most 1).
///
/// # Examples
///
/// ```
/// use bangfu::money::{Decimal, Fen, times_floor};
///
/// let overhead = times_floor(Fen(1_000_000_001), &Decimal::parse("0.05")?)?;
/// assert_eq!(overhead, Fen(50_000_000));
/// # Ok::<(), bangfu::money::MoneyError>(())
/// ```
pub fn times_floor(amount: Fen, share: &Decimal) -> Result<Fen, MoneyError> {
    let divisor = 10_u128
        .checked_pow(share.0.scale())
        .ok_or(MoneyError::OutOfRange)?;
    let (quotient, rest) = wide::mul_div(
        u128::from(amount.0.unsigned_abs()),
        share.0.mantissa().unsigned_abs(),
        divisor,
    )
    .ok_or(MoneyError::OutOfRange)?;
    let quotient = i128::try_from(quotient).map_err(|_| MoneyError::OutOfRange)?;
    // Down means down, also below zero.
    let floor = match (amount.is_negative(), rest > 0) {
        (false, _) => Some(quotient),
        (true, false) => quotient.checked_neg(),
        (true, true) => quotient.checked_neg().and_then(|fen| fen.checked_sub(1)),
    };
    floor
        .and_then(|fen| i64::try_from(fen).ok())
        .map(Fen)
        .ok_or(MoneyError::OutOfRange)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_decimal_keeps_its_writing_and_is_equal_by_value() {
        for text in [
            "0",
            "1",
            "1.50",
            "0.05",
            "0.00",
            "9999999999999999999999999999",
        ] {
            let decimal = Decimal::parse(text).unwrap();
            assert_eq!(decimal.to_string(), text);
            assert_eq!(
                serde_json::to_string(&decimal).unwrap(),
                format!("\"{text}\"")
            );
        }
        assert_eq!(Decimal::parse("1.50"), Decimal::parse("1.5"));
        assert!(Decimal::parse("0.00").unwrap().is_zero());
        assert_eq!(Decimal::parse("1.0"), Ok(Decimal::ONE));
    }

    #[test]
    fn each_refusal_has_its_reason() {
        for (text, expected) in [
            ("", MoneyError::DecimalEmpty),
            ("-1", MoneyError::DecimalShape { position: 1 }),
            (".5", MoneyError::DecimalShape { position: 1 }),
            ("1.", MoneyError::DecimalShape { position: 3 }),
            ("01", MoneyError::DecimalShape { position: 2 }),
            ("1e3", MoneyError::DecimalShape { position: 2 }),
            ("１", MoneyError::DecimalShape { position: 1 }),
            ("1.2.3", MoneyError::DecimalShape { position: 4 }),
            ("NaN", MoneyError::DecimalShape { position: 1 }),
            ("12345678901234567890123456789", MoneyError::DecimalTooLong),
            ("0.0000000000000000000000000001", MoneyError::DecimalTooLong),
        ] {
            assert_eq!(Decimal::parse(text), Err(expected), "{text}");
        }
        // Long enough to leave 128 bits, and refused all the same.
        assert_eq!(
            Decimal::parse(&"9".repeat(200)),
            Err(MoneyError::DecimalTooLong)
        );
    }

    #[test]
    fn scaling_is_exact_or_nothing() {
        let decimal = |text| Decimal::parse(text).unwrap();
        assert_eq!(decimal("1.50").scaled(1), Some(15));
        assert_eq!(decimal("1.25").scaled(1), None);
        assert_eq!(decimal("0.000001").scaled(6), Some(1));
        assert_eq!(decimal("9999999999999999999999999999").scaled(12), None);
        assert_eq!(decimal("0.00").share(), Share::ZERO);
        assert_eq!(decimal("0.62").share().to_string(), "31/50");
    }

    #[test]
    fn a_share_of_an_amount_is_rounded_down() {
        for (fen, share, expected) in [
            (1_000_000_001, "0.05", 50_000_000),
            (100, "0.999", 99),
            (-100, "0.999", -100),
            (-100, "0.99", -99),
            (i64::MAX, "1", i64::MAX),
            (i64::MAX, "0.999999999999999999999999999", i64::MAX - 1),
            (0, "9999999999999999999999999999", 0),
        ] {
            let share = Decimal::parse(share).unwrap();
            assert_eq!(
                times_floor(Fen(fen), &share),
                Ok(Fen(expected)),
                "{fen} × {share}"
            );
        }
        let two = Decimal::parse("2").unwrap();
        assert_eq!(times_floor(Fen::MAX, &two), Err(MoneyError::OutOfRange));
    }

    proptest! {
        #[test]
        fn the_floor_is_the_largest_amount_below(fen: i32, millionths in 0_u32..3_000_000) {
            let text = format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
            let share = Decimal::parse(&text).unwrap();
            let exact = i128::from(fen) * i128::from(millionths);
            let floor = times_floor(Fen(i64::from(fen)), &share).unwrap();
            prop_assert_eq!(i128::from(floor.0), exact.div_euclid(1_000_000));
        }

        #[test]
        fn whatever_is_parsed_is_written_as_it_was(text in r"(0|[1-9][0-9]{0,12})(\.[0-9]{1,15})?") {
            prop_assert_eq!(Decimal::parse(&text).unwrap().to_string(), text);
        }
    }
}
