use std::fmt;

/// A number of a cell: its digits and a power of ten, without rounding.
///
/// A spreadsheet keeps binary numbers. What is read here is the shortest
/// decimal that means the same binary number, the one that a program would
/// print, and from there on there is integer arithmetic only.
///
/// # Examples
///
/// ```
/// use bangfu_exchange::sheet::Number;
///
/// let number = Number::of(119612525.89999998).unwrap();
/// assert_eq!(number.to_string(), "119612525.89999998");
/// assert_eq!(number.significant(), 17);
/// assert_eq!(number.scaled(2), None);
/// assert_eq!(Number::parse("13.5").unwrap().times_ten(4).whole(), Some(135_000));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    /// Without a zero at the end, unless the number is 0.
    digits: i64,
    exponent: i16,
}

impl Number {
    /// A whole number.
    #[must_use]
    pub fn from_whole(value: i64) -> Self {
        Self {
            digits: value,
            exponent: 0,
        }
        .trimmed()
    }

    /// The number that a binary one is printed as; none if it is not finite.
    #[must_use]
    pub fn of(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        // Most numbers of a sheet are whole, and these need no text.
        if let Some(whole) = whole_of(value) {
            return Some(Self::from_whole(whole));
        }
        let text = format!("{value:e}");
        let (digits, exponent) = text.split_once('e')?;
        let exponent: i16 = exponent.parse().ok()?;
        let number = Self::parse(digits)?;
        Some(number.times_ten(exponent))
    }

    /// A number written with ASCII digits and at most one point.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(fraction) || rest.ends_with('.') {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        let mut digits = 0_i64;
        for byte in whole.bytes().chain(fraction.bytes()) {
            let digit = i64::from(byte.checked_sub(b'0')?);
            digits = digits.checked_mul(10)?.checked_add(digit)?;
        }
        let places = i16::try_from(fraction.len()).ok()?;
        let exponent = places.checked_neg()?;
        let digits = digits.checked_mul(sign)?;
        Some(Self { digits, exponent }.trimmed())
    }

    /// Digits and exponent.
    pub(super) const fn parts(self) -> (i64, i16) {
        (self.digits, self.exponent)
    }

    /// The number of its [`parts`](Self::parts).
    pub(super) const fn of_parts(digits: i64, exponent: i16) -> Self {
        Self { digits, exponent }
    }

    fn trimmed(mut self) -> Self {
        if self.digits == 0 {
            self.exponent = 0;
        }
        while self.digits != 0 && self.digits % 10 == 0 {
            self.digits /= 10;
            self.exponent = self.exponent.saturating_add(1);
        }
        self
    }

    /// The number times ten to a power.
    #[must_use]
    pub const fn times_ten(mut self, power: i16) -> Self {
        if self.digits != 0 {
            self.exponent = self.exponent.saturating_add(power);
        }
        self
    }

    /// The number times ten to `places`, if that is a whole one.
    #[must_use]
    pub fn scaled(self, places: i16) -> Option<i64> {
        let exponent = u32::try_from(self.exponent.checked_add(places)?).ok()?;
        if self.digits == 0 {
            return Some(0);
        }
        self.digits.checked_mul(10_i64.checked_pow(exponent)?)
    }

    /// The number, if it is whole.
    #[must_use]
    pub fn whole(self) -> Option<i64> {
        self.scaled(0)
    }

    /// The nearest whole number of hundredths, and the distance to it in
    /// millionths of a hundredth; none beyond what can be held.
    #[must_use]
    pub fn hundredths(self) -> Option<(i64, u64)> {
        if let Some(exact) = self.scaled(2) {
            return Some((exact, 0));
        }
        let below = u32::try_from(self.exponent.checked_add(2)?.checked_neg()?).ok()?;
        let Some(unit) = 10_i128.checked_pow(below) else {
            // Less than a hundredth of anything: i64 digits over 10^39.
            return Some((0, 1));
        };
        let digits = i128::from(self.digits);
        let nearest = (digits.checked_mul(2)?.checked_add(unit)?).div_euclid(unit.checked_mul(2)?);
        let apart = digits
            .checked_sub(nearest.checked_mul(unit)?)?
            .unsigned_abs();
        // Rounded up, so that 0 means exactly.
        let millionths = apart.checked_mul(1_000_000)?.div_ceil(unit.unsigned_abs());
        Some((nearest.try_into().ok()?, millionths.try_into().ok()?))
    }

    /// How many digits it has, without zeros at either end.
    #[must_use]
    pub const fn significant(self) -> u32 {
        match self.digits.unsigned_abs().checked_ilog10() {
            Some(log) => log.saturating_add(1),
            None => 1,
        }
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// Whether it is zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// The whole part.
    #[must_use]
    pub fn floor(self) -> Option<i64> {
        if self.exponent >= 0 {
            return self.whole();
        }
        let places = u32::from(self.exponent.unsigned_abs());
        Some(
            10_i64
                .checked_pow(places)
                .map_or(if self.is_negative() { -1 } else { 0 }, |unit| {
                    self.digits.div_euclid(unit)
                }),
        )
    }
}

/// The whole number that a binary one is, where every whole number up to it has
/// one of its own.
#[allow(
    clippy::cast_possible_truncation,
    reason = "below 2^53 no digit is lost"
)]
fn whole_of(value: f64) -> Option<i64> {
    let exact = value.trunc() == value && value.abs() < 9_007_199_254_740_992.0;
    exact.then_some(value as i64)
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative() { "-" } else { "" };
        let digits = self.digits.unsigned_abs().to_string();
        let places = usize::from(self.exponent.unsigned_abs());
        if self.exponent >= 0 {
            return write!(formatter, "{sign}{digits}{}", "0".repeat(places));
        }
        let padded = format!("{digits:0>width$}", width = places.saturating_add(1));
        let point = padded.len().saturating_sub(places);
        let (whole, fraction) = padded.split_at_checked(point).unwrap_or(("0", &padded));
        write!(formatter, "{sign}{whole}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_binary_number_is_read_as_it_is_printed() {
        for (value, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (100.0, "100"),
            (16.4, "16.4"),
            (0.07, "0.07"),
            (-2.5, "-2.5"),
            (0.300_000_000_000_000_04, "0.30000000000000004"),
            (38_422_322.239_999_98, "38422322.23999998"),
            (1e22, "10000000000000000000000"),
        ] {
            assert_eq!(Number::of(value).unwrap().to_string(), expected);
        }
        assert_eq!(Number::of(f64::NAN), None);
        assert_eq!(Number::of(f64::INFINITY), None);
    }

    #[test]
    fn the_distance_to_a_hundredth_is_exact() {
        for (text, expected) in [
            ("1.23", Some((123, 0))),
            ("38422322.23999998", Some((3_842_232_224, 2))),
            ("1.005", Some((101, 500_000))),
            ("0.0000000001", Some((0, 1))),
            ("-1.5", Some((-150, 0))),
        ] {
            assert_eq!(
                Number::parse(text).unwrap().hundredths(),
                expected,
                "{text}"
            );
        }
        assert_eq!(Number::of(1e-300).unwrap().hundredths(), Some((0, 1)));
        assert_eq!(Number::of(1e300).unwrap().hundredths(), None);
    }

    #[test]
    fn only_plain_digits_are_a_number() {
        for text in [
            "",
            "-",
            ".5",
            "5.",
            "1e5",
            "1,000",
            "１",
            "99999999999999999999",
        ] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
        assert_eq!(Number::parse("007.50").unwrap().to_string(), "7.5");
        assert_eq!(Number::parse("43860.75").unwrap().floor(), Some(43_860));
        assert_eq!(Number::parse("-0.5").unwrap().floor(), Some(-1));
    }
}
