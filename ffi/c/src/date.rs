//! Dates and deadlines.

use std::ffi::c_char;

use bangfu::answer;
use bangfu::misuse::Misuse;

use crate::error::bf_error;
use crate::guard::call;
use crate::status::bf_status;
use crate::text::bf_texts;

/// A period is counted in calendar days.
pub const BF_UNIT_CALENDAR_DAYS: i32 = 1;
/// A period is counted in working days.
pub const BF_UNIT_WORKING_DAYS: i32 = 2;
/// A period is counted in months.
pub const BF_UNIT_MONTHS: i32 = 3;

/// Reads a date and writes it again, "2024-04-02": whether a text is a date at
/// all. Text and NUL go to `out`, an array of `cap` bytes; 11 are always
/// enough. `*needed`, unless NULL, is how many it takes. Safe from many threads
/// at once, as all that follow. Statuses: BF_NULL_POINTER, BF_NOT_UTF8,
/// BF_BAD_LENGTH, BF_TOO_SMALL, BF_BAD_DATE, BF_OUT_OF_RANGE.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_date_parse(
    text: *const c_char,
    len: usize,
    out: *mut c_char,
    cap: usize,
    needed: *mut usize,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let date = answer::date(c.text(text, len, "text")?)?;
            Ok(c.write(date.as_bytes(), out, cap, needed)?)
        })
    }
}

/// Writes the date some months later (earlier, if below 0): the same day, or
/// the last one of a shorter month. Text and NUL go to `out`, an array of `cap`
/// bytes; 11 are always enough. `*needed`, unless NULL, is how many it takes.
/// Statuses: BF_NULL_POINTER, BF_NOT_UTF8, BF_BAD_LENGTH,
/// BF_TOO_SMALL, BF_BAD_DATE, BF_OUT_OF_RANGE.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_date_add_months(
    date: *const c_char,
    len: usize,
    months: i32,
    out: *mut c_char,
    cap: usize,
    needed: *mut usize,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let date = answer::add_months(c.text(date, len, "date")?, months)?;
            Ok(c.write(date.as_bytes(), out, cap, needed)?)
        })
    }
}

/// Writes the last day of a period of `count` units after `from`, which is not
/// counted itself.
///
/// `unit` is BF_UNIT_CALENDAR_DAYS, BF_UNIT_WORKING_DAYS or BF_UNIT_MONTHS.
/// `holidays` are days off, `working_weekends` Saturdays and Sundays that are
/// worked: the library knows no calendar of its own. Their lengths may be NULL;
/// then each ends at its NUL.
/// With `roll` other than 0, a last day that is none of work moves to the next
/// one that is. Text and NUL go to `out`, an array of `cap` bytes; 11 are
/// always enough. `*needed`, unless NULL, is how many it takes. Statuses:
/// BF_NULL_POINTER, BF_NOT_UTF8, BF_BAD_LENGTH, BF_TOO_SMALL,
/// BF_BAD_DATE. BF_UNKNOWN_CONSTANT for another unit.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_date_within(
    from: *const c_char,
    len: usize,
    count: u32,
    unit: i32,
    holidays: *const *const c_char,
    holiday_lens: *const usize,
    holiday_count: usize,
    working_weekends: *const *const c_char,
    working_weekend_lens: *const usize,
    working_weekend_count: usize,
    roll: i32,
    out: *mut c_char,
    cap: usize,
    needed: *mut usize,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let from = c.text(from, len, "from")?;
            let unit = match unit {
                BF_UNIT_CALENDAR_DAYS => "calendar_days",
                BF_UNIT_WORKING_DAYS => "working_days",
                BF_UNIT_MONTHS => "months",
                _ => return Err(Misuse::UnknownConstant { argument: "unit" }.into()),
            };
            let holidays = c.texts(holidays, holiday_lens, holiday_count, "holidays")?;
            let weekends = c.texts(
                working_weekends,
                working_weekend_lens,
                working_weekend_count,
                "working_weekends",
            )?;
            let date = answer::within(from, count, unit, &holidays, &weekends, roll != 0)?;
            Ok(c.write(date.as_bytes(), out, cap, needed)?)
        })
    }
}

/// Lists the days by which a campaign that runs from `from` to `to` must have
/// disclosed: every three months into `*interim`, a new list that you free with
/// bf_texts_free(), and the final one. Text and NUL go to `out`, an array of
/// `cap` bytes; 11 are always enough. `*needed`, unless NULL, is how many it
/// takes. Statuses: BF_NULL_POINTER, BF_NOT_UTF8, BF_BAD_LENGTH,
/// BF_TOO_SMALL, BF_BAD_DATE, BF_OUT_OF_RANGE.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_date_quarterly(
    from: *const c_char,
    from_len: usize,
    to: *const c_char,
    to_len: usize,
    interim: *mut *mut bf_texts,
    out: *mut c_char,
    cap: usize,
    needed: *mut usize,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let interim = c.handle(interim, "interim")?;
            let (from, to) = (c.text(from, from_len, "from")?, c.text(to, to_len, "to")?);
            let (dues, last) = answer::quarterly(from, to)?;
            c.write(last.as_bytes(), out, cap, needed)?;
            interim.give(dues.iter().map(|day| day.as_str().into()).collect());
            Ok(())
        })
    }
}
