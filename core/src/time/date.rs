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
