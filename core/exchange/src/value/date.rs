use std::borrow::Cow;

use bangfu::time::{Date, TimeError};

use super::plain;
use crate::Notice;
use crate::sheet::{Cell, Epoch};

/// A day that was read, or the day of a year that the text leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// A whole day.
    Whole(Date),
    /// Month and day without a year.
    OfSomeYear(u8, u8),
}

/// Why a cell is no day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoDay {
    /// What the core says of it.
    Time(TimeError),
    /// What is special to sheets.
    Sheet(Notice),
}

/// Reads a day in the shapes that sheets have: `2020.01.23`, `2020-1-23`,
/// `2020/1/23 17:22`, `2020年1月23日`, `二〇二〇年一月二十三日`, `20200123`,
/// `1月23日`, `23/01/2020`, and serial numbers of either epoch. A number that is
/// not shown as a day is one only if it is whole and of the years 2000 to 2099:
/// 4.2 may be the second of April.
///
/// # Errors
///
/// [`NoDay`], when it is no day or can be read as two.
///
/// # Examples
///
/// ```
/// use bangfu_exchange::sheet::{Cell, Epoch, Number};
/// use bangfu_exchange::value::{Day, day};
///
/// let serial = Cell::Number(Number::from_whole(43860));
/// let Ok(Day::Whole(date)) = day(serial, Epoch::Of1900) else { unreachable!() };
/// assert_eq!(date.to_string(), "2020-01-30");
/// ```
pub fn day(cell: Cell<'_>, epoch: Epoch) -> Result<Day, NoDay> {
    match cell {
        Cell::Date(date) => Ok(Day::Whole(date)),
        Cell::Number(number) | Cell::Serial(number) => {
            let whole = if matches!(cell, Cell::Serial(_)) {
                number.floor()
            } else {
                let days = number.whole();
                days.filter(|days| (19_000_101..=20_991_231).contains(days) || ours(*days))
            };
            let whole = whole.ok_or(NoDay::Sheet(Notice::AmbiguousDate))?;
            if let Some(date) = of_eight(whole) {
                return date.map(Day::Whole).map_err(NoDay::Time);
            }
            serial(whole, epoch).map(Day::Whole).map_err(NoDay::Sheet)
        }
        Cell::Text(text) => of_text(text),
        Cell::Error(error) => {
            let error = error.to_string();
            Err(NoDay::Sheet(Notice::CellError { error }))
        }
        Cell::Truth(_) => Err(NoDay::Time(TimeError::Shape)),
    }
}

/// Whether a serial number from 1900 is a day of the years 2000 to 2099.
pub(crate) fn ours(days: i64) -> bool {
    (36_526..73_051).contains(&days)
}

/// `20200123` as a number.
fn of_eight(value: i64) -> Option<Result<Date, TimeError>> {
    if !(19_000_101..=20_991_231).contains(&value) {
        return None;
    }
    let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
    Some(whole(year, month, day))
}

pub(crate) fn whole(year: i64, month: i64, day: i64) -> Result<Date, TimeError> {
    let mut text = [b'-'; 10];
    let parts = [(year, 0, 4), (month, 5, 7), (day, 8, 10)];
    for (mut rest, first, end) in parts {
        let digits = text.get_mut(first..end).into_iter().flatten();
        for digit in digits.rev() {
            let last = u8::try_from(rest % 10).map_err(|_| TimeError::Shape)?;
            *digit = b'0'.saturating_add(last);
            rest /= 10;
        }
        if rest != 0 {
            return Err(TimeError::Shape);
        }
    }
    Date::parse(std::str::from_utf8(&text).map_err(|_| TimeError::Shape)?)
}

/// The day of a serial number.
///
/// The calendar from 1900 has a 29 February 1900 that never was: the numbers
/// after it are one more than the days that passed.
fn serial(value: i64, epoch: Epoch) -> Result<Date, Notice> {
    let (first, days) = match epoch {
        Epoch::Of1900 => match value {
            1..=59 => ("1899-12-31", value),
            61..=200_000 => ("1899-12-30", value),
            _ => return Err(Notice::NoSuchSerial),
        },
        Epoch::Of1904 => match value {
            0..=200_000 => ("1904-01-01", value),
            _ => return Err(Notice::NoSuchSerial),
        },
    };
    let first = Date::parse(first).map_err(|_| Notice::NoSuchSerial)?;
    first.add_days(days).map_err(|_| Notice::NoSuchSerial)
}

fn of_text(text: &str) -> Result<Day, NoDay> {
    let text = narrowed(text);
    if text.is_empty() {
        return Err(NoDay::Time(TimeError::Empty));
    }
    let numbers = numbers(&text).ok_or(NoDay::Time(TimeError::Shape))?;
    let fits = |date: Result<Date, TimeError>| date.map(Day::Whole).map_err(NoDay::Time);
    let sheet = |notice| Err(NoDay::Sheet(notice));
    match *numbers.as_slice() {
        [only] => match of_eight(only) {
            Some(date) => fits(date),
            None => Err(NoDay::Time(TimeError::Shape)),
        },
        [month, day] if text.contains('月') => {
            let named = whole(2000, month, day).map_err(NoDay::Time)?;
            Ok(Day::OfSomeYear(named.month(), named.day()))
        }
        [_, _] => sheet(Notice::AmbiguousDate),
        [year, month, day] if year > 999 => fits(whole(year, month, day)),
        [year, month, day] if text.contains('年') && year < 100 => {
            fits(whole(year.saturating_add(2000), month, day))
        }
        // Either the day or the month may come first.
        [first, second, year] if year > 999 => match (first > 12, second > 12) {
            (true, false) => fits(whole(year, second, first)),
            (false, true) => fits(whole(year, first, second)),
            (false, false) if first == second => fits(whole(year, first, second)),
            _ => sheet(Notice::AmbiguousDate),
        },
        [_, _, _] => sheet(Notice::AmbiguousDate),
        _ => Err(NoDay::Time(TimeError::Shape)),
    }
}

/// The days that a text may mean which names its day and its month in no clear
/// order.
pub(crate) fn candidates(cell: Cell<'_>) -> Vec<Date> {
    let text = cell.text().unwrap_or("");
    let text = narrowed(text);
    match numbers(&text).as_deref() {
        Some(&[first, second, year]) if year > 999 => {
            let both = [(second, first), (first, second)].into_iter();
            both.filter_map(|(month, day)| whole(year, month, day).ok())
                .collect()
        }
        _ => Vec::new(),
    }
}

/// A text clean and narrow, without a copy where it is so already.
fn narrowed(text: &str) -> Cow<'_, str> {
    let text = super::cleaned(text);
    if text.chars().all(|c| super::narrow(c) == c) {
        return text;
    }
    Cow::Owned(text.chars().map(super::narrow).collect())
}

/// The numbers of a date, without a time of day; none when there is anything
/// else in it.
fn numbers(text: &str) -> Option<Vec<i64>> {
    let date = text.split([' ', 'T']).find(|part| !part.is_empty())?;
    // What follows may only be a time of day.
    let rest = text.get(date.len()..)?;
    if !rest
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ' ' | ':' | '.' | 'T' | 'Z'))
    {
        return None;
    }
    let date = date.strip_suffix(['日', '号']).unwrap_or(date);
    let mut numbers = Vec::with_capacity(3);
    for part in date.split(['.', '-', '/', '年', '月', '、', '·']) {
        numbers.push(part.parse().ok().or_else(|| chinese(part))?);
    }
    (numbers.len() <= 3).then_some(numbers)
}

/// A number of a date in Chinese digits: `二〇二〇`, `十二`, `二十三`.
fn chinese(text: &str) -> Option<i64> {
    let digit = |c: char| {
        let found = "〇一二三四五六七八九".chars().position(|known| known == c);
        let found = found.or_else(|| (c == '零').then_some(0));
        found.and_then(|value| i64::try_from(value).ok())
    };
    if text.is_empty() {
        return None;
    }
    if let Some((tens, ones)) = text.split_once('十') {
        let tens = match tens.chars().collect::<Vec<_>>().as_slice() {
            [] => 1,
            [one] => digit(*one)?,
            _ => return None,
        };
        let ones = match ones.chars().collect::<Vec<_>>().as_slice() {
            [] => 0,
            [one] => digit(*one)?,
            _ => return None,
        };
        return tens.checked_mul(10)?.checked_add(ones);
    }
    text.chars().try_fold(0_i64, |value, c| {
        value.checked_mul(10)?.checked_add(digit(c)?)
    })
}

/// The days and the year that a title names: `（1月22日—1月28日）`,
/// `2020年…（截至1月28日24:00）`.
///
/// Gives the last day, since that is the day up to which a list goes.
#[must_use]
pub fn days_in(title: &str) -> (Option<i64>, Option<(u8, u8)>) {
    let text = plain(title);
    let characters: Vec<char> = text.chars().collect();
    let (mut year, mut last) = (None, None);
    let mut month = None;
    for (index, character) in characters.iter().enumerate() {
        if !matches!(character, '年' | '月' | '日') {
            continue;
        }
        // A year has four digits; five are none.
        let before = characters.get(..index).unwrap_or(&[]).iter().rev();
        let tail = before.take_while(|c| c.is_ascii_digit()).take(5);
        let mut digits: Vec<char> = tail.copied().collect();
        digits.reverse();
        let value: Option<i64> = digits.into_iter().collect::<String>().parse().ok();
        match character {
            '年' => year = value.filter(|year| (1900..2100).contains(year)).or(year),
            '月' => month = value.filter(|month| (1..=12).contains(month)),
            '日' => {
                let found = month
                    .zip(value)
                    .and_then(|(month, day)| whole(2000, month, day).ok());
                last = found.map(|date| (date.month(), date.day())).or(last);
            }
            _ => {}
        }
    }
    (year, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Number;

    fn text(text: &str) -> Result<Day, NoDay> {
        day(Cell::Text(text), Epoch::Of1900)
    }

    #[test]
    fn a_day_is_read_in_every_shape() {
        let expected = Day::Whole(Date::parse("2020-01-23").unwrap());
        for shape in [
            "2020.01.23",
            "2020-1-23",
            "2020/1/23 17:22",
            "2020-01-23T17:22:00Z",
            "２０２０．０１．２３",
            "2020年1月23日",
            "20年1月23日",
            "二〇二〇年一月二十三日",
            "20200123",
            "23/01/2020",
            "1/23/2020",
            " 2020.01.23\t",
        ] {
            assert_eq!(text(shape), Ok(expected), "{shape}");
        }
        assert_eq!(text("1月23日"), Ok(Day::OfSomeYear(1, 23)));
        let both = candidates(Cell::Text("01/02/2020"));
        let both: Vec<_> = both.iter().map(ToString::to_string).collect();
        assert_eq!(both, ["2020-02-01", "2020-01-02"]);
    }

    #[test]
    fn a_day_that_could_be_two_is_none() {
        for shape in ["01/02/2020", "1.2", "20/1/2", "20-01-23"] {
            assert_eq!(
                text(shape),
                Err(NoDay::Sheet(Notice::AmbiguousDate)),
                "{shape}"
            );
        }
        for shape in [
            "2020.02.30",
            "2020-13-01",
            "昨天",
            "2020",
            "2020.01.23以前",
            "",
        ] {
            assert!(matches!(text(shape), Err(NoDay::Time(_))), "{shape}");
        }
    }

    #[test]
    fn a_serial_number_counts_from_its_epoch() {
        for (serial, epoch, expected) in [
            (1, Epoch::Of1900, "1900-01-01"),
            (59, Epoch::Of1900, "1900-02-28"),
            (61, Epoch::Of1900, "1900-03-01"),
            (43_859, Epoch::Of1900, "2020-01-29"),
            (43_860, Epoch::Of1900, "2020-01-30"),
            (0, Epoch::Of1904, "1904-01-01"),
            (42_398, Epoch::Of1904, "2020-01-30"),
        ] {
            let cell = Cell::Serial(Number::from_whole(serial));
            let expected = Date::parse(expected).unwrap();
            assert_eq!(day(cell, epoch), Ok(Day::Whole(expected)), "{serial}");
        }
        let never = Cell::Serial(Number::from_whole(60));
        assert_eq!(
            day(never, Epoch::Of1900),
            Err(NoDay::Sheet(Notice::NoSuchSerial))
        );
    }

    #[test]
    fn a_number_is_a_day_only_if_it_can_be_nothing_else() {
        for value in [4.2, 2020.1, 1.0, 2020.0, 43_860.7, 138_600.0, -1.0] {
            let cell = Cell::Number(Number::of(value).unwrap());
            let expected = Err(NoDay::Sheet(Notice::AmbiguousDate));
            assert_eq!(day(cell, Epoch::Of1900), expected, "{value}");
        }
        let shown = Cell::Serial(Number::of(43_860.7).unwrap());
        let expected = Date::parse("2020-01-30").unwrap();
        assert_eq!(day(shown, Epoch::Of1900), Ok(Day::Whole(expected)));
        let eight = Cell::Number(Number::from_whole(20_200_130));
        assert_eq!(day(eight, Epoch::Of1900), Ok(Day::Whole(expected)));
    }

    #[test]
    fn a_title_names_the_last_day_of_a_list() {
        for (title, expected) in [
            (
                "2020年新型肺炎捐款信息（截至1月28日24:00）",
                (Some(2020), Some((1, 28))),
            ),
            ("（1月22日—1月28日）", (None, Some((1, 28)))),
            ("公布表（一）", (None, None)),
            ("12020年1月11128日", (None, None)),
        ] {
            assert_eq!(days_in(title), expected, "{title}");
        }
    }
}
