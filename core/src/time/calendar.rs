use super::{Date, TimeError};

/// Which days are worked.
///
/// By default all but Saturdays and Sundays. The State Council's notices move
/// both ways: holidays on weekdays and, in exchange, weekends that are worked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    // Both sorted, for binary search.
    holidays: Vec<Date>,
    working_weekends: Vec<Date>,
}

/// What happens to a period whose last day is not worked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Roll {
    /// It ends on that day all the same.
    #[default]
    Strict,
    /// It ends on the next working day (民法典 203).
    NextWorkingDay,
}

impl Calendar {
    /// A calendar.
    #[must_use]
    pub fn new(
        holidays: impl IntoIterator<Item = Date>,
        working_weekends: impl IntoIterator<Item = Date>,
    ) -> Self {
        let sorted = |mut days: Vec<Date>| {
            days.sort_unstable();
            days.dedup();
            days
        };
        Self {
            holidays: sorted(holidays.into_iter().collect()),
            working_weekends: sorted(working_weekends.into_iter().collect()),
        }
    }

    /// Whether the day is worked.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        if self.holidays.binary_search(&day).is_ok() {
            return false;
        }
        !day.is_weekend() || self.working_weekends.binary_search(&day).is_ok()
    }

    /// The last day of a period of `days` working days that starts with
    /// `start`, which itself is not counted.
    ///
    /// # Errors
    ///
    /// [`TimeError::OutOfRange`] when the period leaves the year 9999.
    pub fn within_working_days(&self, start: Date, days: u32) -> Result<Date, TimeError> {
        let mut day = start;
        let mut left = days;
        while left > 0 {
            day = day.next()?;
            if self.is_working_day(day) {
                left = left.saturating_sub(1);
            }
        }
        Ok(day)
    }

    /// The last day of a period of `days` calendar days that starts with
    /// `start`, which itself is not counted.
    ///
    /// # Errors
    ///
    /// [`TimeError::OutOfRange`] when the period leaves the year 9999.
    pub fn within_calendar_days(
        &self,
        start: Date,
        days: u32,
        roll: Roll,
    ) -> Result<Date, TimeError> {
        start
            .add_days(i64::from(days))
            .and_then(|end| self.rolled(end, roll))
    }

    /// The last day of a period of `months` months that starts with `start`:
    /// the corresponding day, or the month's last if it has none.
    ///
    /// # Errors
    ///
    /// [`TimeError::OutOfRange`] when the period leaves the year 9999.
    pub fn within_months(&self, start: Date, months: u32, roll: Roll) -> Result<Date, TimeError> {
        i32::try_from(months)
            .map_err(|_| TimeError::OutOfRange)
            .and_then(|months| start.add_months(months))
            .and_then(|end| self.rolled(end, roll))
    }

    fn rolled(&self, end: Date, roll: Roll) -> Result<Date, TimeError> {
        let mut end = end;
        while roll == Roll::NextWorkingDay && !self.is_working_day(end) {
            end = end.next()?;
        }
        Ok(end)
    }
}

/// The days by which a campaign or a project must report.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dues {
    /// While it runs: every three months, if it runs longer than six.
    pub interim: Vec<Date>,
    /// After it has ended.
    pub last: Date,
}

/// The days by which a campaign that runs `from` … `to` must report.
///
/// A campaign that is longer than six months reports every three months from
/// its start, strictly before its end; “longer” is strict, so that one of
/// exactly six months does not. Every campaign reports within three months of
/// its end.
///
/// # Errors
///
/// [`TimeError::OutOfRange`] when `to` is before `from`, or a day leaves the
/// year 9999.
///
/// # Examples
///
/// ```
/// use bangfu::time::{Date, quarterly_dues};
///
/// let dues = quarterly_dues(Date::parse("2024-09-10")?, Date::parse("2025-03-10")?)?;
/// assert!(dues.interim.is_empty());
/// assert_eq!(dues.last, Date::parse("2025-06-10")?);
/// # Ok::<(), bangfu::time::TimeError>(())
/// ```
pub fn quarterly_dues(from: Date, to: Date) -> Result<Dues, TimeError> {
    if to < from {
        return Err(TimeError::OutOfRange);
    }
    let last = to.add_months(3)?;
    let mut interim = Vec::new();
    if to > from.add_months(6)? {
        let mut months = 3_i32;
        loop {
            let due = from.add_months(months)?;
            if due >= to {
                break;
            }
            interim.push(due);
            months = months.checked_add(3).ok_or(TimeError::OutOfRange)?;
        }
    }
    Ok(Dues { interim, last })
}
