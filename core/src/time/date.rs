use std::fmt;

use jiff::{Span, ToSpan, civil};
use serde::{Serialize, Serializer};

use super::TimeError;

/// A day of the years 0001 to 9999.
///
/// # Examples
///
/// ```
/// use bangfu::time::Date;
///
/// let end = Date::parse("2025-11-30")?;
/// assert_eq!(end.add_months(3)?.to_string(), "2026-02-28");
/// # Ok::<(), bangfu::time::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// The first day, 0001-01-01.
    pub const MIN: Self = Self(civil::date(1, 1, 1));

    /// The last day, 9999-12-31.
    pub const MAX: Self = Self(civil::date(9999, 12, 31));

    /// Parses a date as documents write it: `YYYY-MM-DD`. Does not allocate.
    ///
    /// # Errors
    ///
    /// `BAD_DATE`, with the reason, when the text is not of this shape or the
    /// day does not exist.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
            return Err(match text {
                "" => TimeError::Empty,
                _ => TimeError::Shape,
            });
        };
        let year = number(&[y1, y2, y3, y4]).ok_or(TimeError::Shape)?;
        let month = number(&[m1, m2]).ok_or(TimeError::Shape)?;
        let day = number(&[d1, d2]).ok_or(TimeError::Shape)?;
        if year == 0 {
            return Err(TimeError::Year);
        }
        let month = i8::try_from(month).map_err(|_| TimeError::Month)?;
        let day = i8::try_from(day).map_err(|_| TimeError::Day)?;
        let first = civil::Date::new(year, month, 1).map_err(|_| TimeError::Month)?;
        civil::Date::new(first.year(), first.month(), day)
            .map(Self)
            .map_err(|_| TimeError::Day)
    }

    /// How many days lie between this day and `other`; negative when `other`
    /// is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        self.0.duration_until(other.0).as_hours() / 24
    }

    /// The day `days` later, or earlier when negative.
    ///
    /// # Errors
    ///
    /// [`TimeError::OutOfRange`] when it leaves the years 0001 to 9999.
    pub fn add_days(self, days: i64) -> Result<Self, TimeError> {
        Span::new()
            .try_days(days)
            .map_err(|_| TimeError::OutOfRange)
            .and_then(|span| self.add(span))
    }

    /// The corresponding day `months` later (earlier when negative), or the
    /// last day of that month if it has no such day.
    ///
    /// For a period that is counted in steps, give the number of months from
    /// its start: a step from a clamped day would stay clamped.
    ///
    /// # Errors
    ///
    /// [`TimeError::OutOfRange`] when it leaves the years 0001 to 9999.
    pub fn add_months(self, months: i32) -> Result<Self, TimeError> {
        Span::new()
            .try_months(months)
            .map_err(|_| TimeError::OutOfRange)
            .and_then(|span| self.add(span))
    }

    fn add(self, span: Span) -> Result<Self, TimeError> {
        match self.0.checked_add(span) {
            Ok(date) if date.year() >= 1 => Ok(Self(date)),
            _ => Err(TimeError::OutOfRange),
        }
    }

    /// The day after, if the calendar has one.
    pub(super) fn next(self) -> Result<Self, TimeError> {
        self.add(1.day())
    }

    /// Whether this is a Saturday or a Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        matches!(
            self.0.weekday(),
            civil::Weekday::Saturday | civil::Weekday::Sunday
        )
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        // Never negative: a date begins with year 1.
        self.0.year().unsigned_abs()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }
}

impl Date {
    /// Month and day in 大写, as cheques and receipts write them (支付结算办法
    /// 附件一): with a 零 in front wherever a stroke could make it another day.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu::time::Date;
    ///
    /// assert_eq!(Date::parse("2024-01-15")?.capital_month_day(), "零壹月壹拾伍日");
    /// # Ok::<(), bangfu::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn capital_month_day(self) -> String {
        let (month, day) = (self.month(), self.day());
        let mut text = String::with_capacity(24);
        // 1 and 2 could be made 11 and 12, and 10 the rest; 3 to 9 can't.
        capital(month, matches!(month, 1 | 2 | 10), &mut text);
        text.push('月');
        capital(day, day < 10 || matches!(day, 10 | 20 | 30), &mut text);
        text.push('日');
        text
    }
}

/// Writes a number below 100 in 大写.
fn capital(number: u8, zero: bool, text: &mut String) {
    let digit = |value: u8| "零壹贰叁肆伍陆柒捌玖".chars().nth(usize::from(value));
    let (tens, ones) = (number / 10, number % 10);
    if zero {
        text.push('零');
    }
    if tens > 0 {
        text.extend(digit(tens));
        text.push('拾');
    }
    if ones > 0 {
        text.extend(digit(ones));
    }
}

/// The number that ASCII digits write.
fn number(digits: &[u8]) -> Option<i16> {
    digits.iter().try_fold(0_i16, |value, byte| {
        let digit = byte.is_ascii_digit().then_some(i16::from(byte & 0x0f))?;
        value.checked_mul(10)?.checked_add(digit)
    })
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schemas")]
impl schemars::JsonSchema for Date {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A day, YYYY-MM-DD",
            "format": "date",
            "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn each_refusal_has_its_reason() {
        for (text, expected) in [
            ("", TimeError::Empty),
            ("2024-4-2", TimeError::Shape),
            ("20240402", TimeError::Shape),
            ("2024/04/02", TimeError::Shape),
            ("+024-04-02", TimeError::Shape),
            ("2024-04-0２", TimeError::Shape),
            ("2024-04-02Z", TimeError::Shape),
            ("0000-01-01", TimeError::Year),
            ("2024-00-10", TimeError::Month),
            ("2024-13-01", TimeError::Month),
            ("2024-01-00", TimeError::Day),
            ("2023-02-29", TimeError::Day),
            ("1900-02-29", TimeError::Day),
            ("2024-04-31", TimeError::Day),
        ] {
            assert_eq!(Date::parse(text), Err(expected), "{text}");
        }
    }

    /// The month arithmetic of domain.md §2.7.
    #[test]
    fn months_end_on_the_corresponding_day_or_the_last() {
        for (start, months, expected) in [
            ("2024-09-10", 3, "2024-12-10"),
            ("2024-09-10", 6, "2025-03-10"),
            ("2024-09-10", 9, "2025-06-10"),
            ("2025-06-30", 3, "2025-09-30"),
            ("2025-11-30", 3, "2026-02-28"),
            ("2025-08-31", 3, "2025-11-30"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2024-03-31", -1, "2024-02-29"),
        ] {
            assert_eq!(
                date(start).add_months(months),
                Ok(date(expected)),
                "{start} + {months}"
            );
        }
    }

    #[test]
    fn the_calendar_ends_with_9999_and_begins_with_1() {
        assert_eq!(Date::MAX.add_days(1), Err(TimeError::OutOfRange));
        assert_eq!(Date::MAX.add_months(1), Err(TimeError::OutOfRange));
        assert_eq!(Date::MIN.add_days(-1), Err(TimeError::OutOfRange));
        assert_eq!(Date::MIN.add_days(i64::MIN), Err(TimeError::OutOfRange));
        assert_eq!(Date::MIN.add_months(i32::MAX), Err(TimeError::OutOfRange));
        let all = Date::MIN.days_until(Date::MAX);
        assert_eq!(Date::MIN.add_days(all), Ok(Date::MAX));
    }

    #[test]
    fn cheques_write_month_and_day_so_that_nothing_can_be_added() {
        for (text, expected) in [
            ("2024-01-15", "零壹月壹拾伍日"),
            ("2024-10-20", "零壹拾月零贰拾日"),
            ("2024-02-09", "零贰月零玖日"),
            ("2024-03-10", "叁月零壹拾日"),
            ("2024-11-30", "壹拾壹月零叁拾日"),
            ("2024-12-31", "壹拾贰月叁拾壹日"),
        ] {
            assert_eq!(date(text).capital_month_day(), expected);
        }
    }

    fn any_date() -> impl Strategy<Value = Date> {
        (0_i64..3_652_059).prop_map(|days| Date::MIN.add_days(days).unwrap())
    }

    proptest! {
        #[test]
        fn what_is_written_is_parsed_back(day in any_date()) {
            let text = day.to_string();
            prop_assert_eq!(text.len(), 10);
            prop_assert_eq!(Date::parse(&text), Ok(day));
        }

        #[test]
        fn days_there_and_back_are_the_same(a in any_date(), b in any_date()) {
            let days = a.days_until(b);
            prop_assert_eq!(a.add_days(days), Ok(b));
            prop_assert_eq!(b.days_until(a), -days);
            prop_assert_eq!(days > 0, b > a);
        }

        #[test]
        fn a_month_is_clamped_and_never_skipped(day in any_date(), months in 0_i32..600) {
            prop_assume!(day.year() < 9900);
            let end = day.add_months(months).unwrap();
            let count = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
            prop_assert_eq!(count(end) - count(day), months);
            prop_assert!(end.day() == day.day() || end.next().unwrap().day() == 1);
            prop_assert!(end.day() <= day.day());
        }
    }
}
