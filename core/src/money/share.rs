use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

use super::{Decimal, MoneyError, wide};

/// An exact fraction, not negative and in lowest terms.
///
/// Arithmetic is exact or refused; nothing is rounded. Comparing never fails.
///
/// # Examples
///
/// ```
/// use bangfu::money::Share;
///
/// let level = Share::new(93_000, 150_000)?;
/// assert_eq!(level.to_string(), "31/50");
/// assert_eq!(Share::new(4, 4)?.to_string(), "1");
/// # Ok::<(), bangfu::money::MoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Share {
    // Both at least 0, den at least 1, gcd 1: equal values are equal fields.
    num: i128,
    den: i128,
}

impl Share {
    /// The fraction 0.
    pub const ZERO: Self = Self { num: 0, den: 1 };

    /// The fraction 1.
    pub const ONE: Self = Self { num: 1, den: 1 };

    /// The fraction num ÷ den, reduced to lowest terms.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`] when `num` is negative or `den` is not
    /// positive.
    pub const fn new(num: i128, den: i128) -> Result<Self, MoneyError> {
        if num < 0 || den <= 0 {
            return Err(MoneyError::OutOfRange);
        }
        let divisor = gcd(num, den);
        match (num.checked_div(divisor), den.checked_div(divisor)) {
            (Some(num), Some(den)) => Ok(Self { num, den }),
            _ => Err(MoneyError::OutOfRange),
        }
    }

    /// The numerator, in lowest terms.
    #[must_use]
    pub const fn num(&self) -> i128 {
        self.num
    }

    /// The denominator, in lowest terms; at least 1.
    #[must_use]
    pub const fn den(&self) -> i128 {
        self.den
    }

    /// Whether this is 0.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.num == 0
    }

    /// The sum.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`] when numerator or denominator leave 128 bits.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i128::checked_add)
    }

    /// The difference.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`] when it is negative, or when numerator or
    /// denominator leave 128 bits.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i128::checked_sub)
    }

    /// Adds or subtracts over the least common denominator.
    fn combine(
        self,
        other: Self,
        operation: fn(i128, i128) -> Option<i128>,
    ) -> Result<Self, MoneyError> {
        let divisor = gcd(self.den, other.den);
        let result = || {
            let left = other.den.checked_div(divisor)?;
            let right = self.den.checked_div(divisor)?;
            let num = operation(self.num.checked_mul(left)?, other.num.checked_mul(right)?)?;
            Some((num, self.den.checked_mul(left)?))
        };
        let (num, den) = result().ok_or(MoneyError::OutOfRange)?;
        Self::new(num, den)
    }

    /// The product.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`] when numerator or denominator, in lowest
    /// terms, leave 128 bits.
    pub fn checked_mul(self, other: Self) -> Result<Self, MoneyError> {
        // Reduced crosswise first, so that it fails only when the result
        // itself cannot be held.
        let left = Self::new(self.num, other.den)?;
        let right = Self::new(other.num, self.den)?;
        let num = left.num.checked_mul(right.num);
        let den = left.den.checked_mul(right.den);
        match (num, den) {
            (Some(num), Some(den)) => Self::new(num, den),
            _ => Err(MoneyError::OutOfRange),
        }
    }

    /// The quotient.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`] when `other` is 0, or when numerator or
    /// denominator, in lowest terms, leave 128 bits.
    pub fn checked_div(self, other: Self) -> Result<Self, MoneyError> {
        if other.num == 0 {
            return Err(MoneyError::OutOfRange);
        }
        self.checked_mul(Self {
            num: other.den,
            den: other.num,
        })
    }
}

/// The greatest common divisor of two numbers that are not negative.
pub(super) const fn gcd(mut a: i128, mut b: i128) -> i128 {
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a
}

impl Default for Share {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        wide::cmp_products(
            self.num.unsigned_abs(),
            other.den.unsigned_abs(),
            other.num.unsigned_abs(),
            self.den.unsigned_abs(),
        )
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<u32> for Share {
    fn from(whole: u32) -> Self {
        Self {
            num: i128::from(whole),
            den: 1,
        }
    }
}

impl From<Decimal> for Share {
    fn from(decimal: Decimal) -> Self {
        decimal.share()
    }
}

impl fmt::Display for Share {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.den {
            1 => write!(formatter, "{}", self.num),
            den => write!(formatter, "{}/{den}", self.num),
        }
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schemas")]
impl schemars::JsonSchema for Share {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Share".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A fraction in lowest terms; whole numbers without a stroke",
            "pattern": r"^(0|[1-9][0-9]*)(/[1-9][0-9]*)?$",
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn share(num: i128, den: i128) -> Share {
        Share::new(num, den).unwrap()
    }

    #[test]
    fn a_fraction_is_kept_and_written_in_lowest_terms() {
        for (num, den, expected) in [
            (93_000, 150_000, "31/50"),
            (0, 7, "0"),
            (7, 7, "1"),
            (60, 100, "3/5"),
            (i128::MAX, i128::MAX, "1"),
        ] {
            let found = share(num, den);
            assert_eq!(found.to_string(), expected);
            assert_eq!(
                serde_json::to_string(&found).unwrap(),
                format!("\"{expected}\"")
            );
        }
        assert!(Share::new(1, 0).is_err());
        assert!(Share::new(-1, 2).is_err());
        assert!(Share::new(1, -2).is_err());
    }

    #[test]
    fn fractions_too_close_for_128_bits_are_still_told_apart() {
        let half = i128::MAX / 2;
        assert!(share(half, half + 1) < share(half + 1, half + 2));
        assert!(share(half + 2, half + 1) < share(half + 1, half));
    }

    #[test]
    fn arithmetic_is_exact_or_refused() {
        assert_eq!(share(1, 6).checked_add(share(1, 10)), Ok(share(4, 15)));
        assert_eq!(share(1, 2).checked_sub(share(1, 3)), Ok(share(1, 6)));
        assert!(share(1, 3).checked_sub(share(1, 2)).is_err());
        assert_eq!(
            share(i128::MAX, 3).checked_mul(share(3, i128::MAX)),
            Ok(Share::ONE)
        );
        assert!(share(i128::MAX, 1).checked_mul(share(2, 1)).is_err());
        assert!(Share::ONE.checked_div(Share::ZERO).is_err());
        assert_eq!(share(3, 4).checked_div(share(9, 2)), Ok(share(1, 6)));
    }

    proptest! {
        #[test]
        fn order_and_sums_agree_with_whole_numbers(a: u32, b in 1..=u32::MAX, c: u32, d in 1..=u32::MAX) {
            let (left, right) = (share(a.into(), b.into()), share(c.into(), d.into()));
            let cross = (u64::from(a) * u64::from(d)).cmp(&(u64::from(c) * u64::from(b)));
            prop_assert_eq!(left.cmp(&right), cross);
            prop_assert_eq!(left == right, cross.is_eq());
            let sum = left.checked_add(right).unwrap();
            prop_assert_eq!(sum.checked_sub(right), Ok(left));
            prop_assert!(sum >= left && gcd(sum.num(), sum.den()) == 1);
        }
    }
}
