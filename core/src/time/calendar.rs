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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn dates(list: &[&str]) -> Vec<Date> {
        list.iter().copied().map(date).collect()
    }

    /// 清明 2024: three days off, and the Sunday after is worked.
    fn qingming() -> Calendar {
        Calendar::new(
            dates(&["2024-04-04", "2024-04-05", "2024-04-06"]),
            dates(&["2024-04-07"]),
        )
    }

    #[test]
    fn working_days_leave_out_the_start_weekends_and_holidays() {
        let start = date("2024-04-02");
        let plain = Calendar::default();
        assert_eq!(plain.within_working_days(start, 5), Ok(date("2024-04-09")));
        assert_eq!(
            qingming().within_working_days(start, 5),
            Ok(date("2024-04-10"))
        );
        assert_eq!(plain.within_working_days(start, 0), Ok(start));
        assert_eq!(
            plain.within_working_days(start, u32::MAX),
            Err(TimeError::OutOfRange)
        );
    }

    #[test]
    fn a_last_day_off_moves_the_end_only_when_asked() {
        let (calendar, start) = (qingming(), date("2024-04-01"));
        for (days, roll, expected) in [
            (3, Roll::Strict, "2024-04-04"),
            (3, Roll::NextWorkingDay, "2024-04-07"),
            (2, Roll::NextWorkingDay, "2024-04-03"),
        ] {
            let end = calendar.within_calendar_days(start, days, roll);
            assert_eq!(end, Ok(date(expected)));
        }
        let end = Calendar::default().within_months(date("2025-08-31"), 3, Roll::NextWorkingDay);
        assert_eq!(end, Ok(date("2025-12-01")));
        assert_eq!(
            Calendar::new([Date::MAX], []).within_calendar_days(Date::MAX, 0, Roll::NextWorkingDay),
            Err(TimeError::OutOfRange)
        );
    }

    /// S22 and S23 of domain.md §6, and the days around the six months.
    #[test]
    fn only_a_campaign_longer_than_six_months_reports_while_it_runs() {
        for (from, to, interim, last) in [
            (
                "2024-09-10",
                "2025-06-30",
                &["2024-12-10", "2025-03-10", "2025-06-10"][..],
                "2025-09-30",
            ),
            ("2024-09-10", "2025-03-10", &[][..], "2025-06-10"),
            (
                "2024-09-10",
                "2025-03-11",
                &["2024-12-10", "2025-03-10"],
                "2025-06-11",
            ),
            (
                "2024-08-31",
                "2025-09-30",
                &["2024-11-30", "2025-02-28", "2025-05-31", "2025-08-31"],
                "2025-12-30",
            ),
        ] {
            let dues = quarterly_dues(date(from), date(to)).unwrap();
            assert_eq!(dues.interim, dates(interim), "{from} {to}");
            assert_eq!(dues.last, date(last), "{from} {to}");
        }
        let backwards = quarterly_dues(date("2024-09-10"), date("2024-09-09"));
        assert_eq!(backwards, Err(TimeError::OutOfRange));
    }

    proptest! {
        #[test]
        fn a_period_of_working_days_holds_that_many(offset in 0_i64..3000, days in 1_u32..60) {
            let calendar = qingming();
            let start = date("2020-01-01").add_days(offset).unwrap();
            let end = calendar.within_working_days(start, days).unwrap();
            let worked = (1..=start.days_until(end))
                .filter(|day| calendar.is_working_day(start.add_days(*day).unwrap()))
                .count();
            prop_assert_eq!(u32::try_from(worked), Ok(days));
            prop_assert!(calendar.is_working_day(end));
        }
    }
}
