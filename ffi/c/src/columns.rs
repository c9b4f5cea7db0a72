//! The rows of a plan, copied as columns into arrays of the caller's.

use std::ffi::c_char;
use std::ptr;

use bangfu::misuse::Misuse;

use crate::contract::Contract;
use crate::error::bf_error;
use crate::guard::{Failure, call, get};
use crate::plan::{Planned, bf_plan};
use crate::status::bf_status;

/// An index that leads nowhere: no item (it is money), or a line of somebody's
/// plan that names a need or gift without a row.
pub const BF_NO_INDEX: u32 = 0xFFFF_FFFF;

/// Why a need gets no more: nobody knows how much it needs.
pub const BF_NEED_UNKNOWN_QUANTITY: u8 = 1;
/// Why a need gets no more: it has all it asks for.
pub const BF_NEED_MET: u8 = 2;
/// Why a need gets no more: it has reached its own cap.
pub const BF_NEED_CAPPED: u8 = 3;
/// Why a need gets no more: what it could get is below the minimum grant.
pub const BF_NEED_BELOW_MINIMUM: u8 = 4;
/// Why a need gets no more: it counts 0, so it gets nothing beyond its floor.
pub const BF_NEED_ZERO_WEIGHT: u8 = 5;
/// Why a need gets no more: no gift that has anything available may pay it.
pub const BF_NEED_NO_ELIGIBLE_GIFT: u8 = 6;
/// Why a need gets no more: a cap on a group that it belongs to is full.
pub const BF_NEED_GROUP_CAPPED: u8 = 7;
/// Why a need gets no more: all that may pay it went to earlier phases.
pub const BF_NEED_OUTRANKED: u8 = 8;
/// Why a need gets no more: all that may pay it is used up.
pub const BF_NEED_SHORT: u8 = 9;

/// Why no more of a gift is used: it arrives after the day of the plan.
pub const BF_GIFT_NOT_YET_RECEIVED: u8 = 1;
/// Why no more of a gift is used: the last day on which it may be used has
/// passed.
pub const BF_GIFT_USE_BY_PASSED: u8 = 2;
/// Why no more of a gift is used: the goods do not stay good for long enough.
pub const BF_GIFT_BEST_BEFORE: u8 = 3;
/// Why no more of a gift is used: nothing of it is left.
pub const BF_GIFT_USED_UP: u8 = 4;
/// Why no more of a gift is used: it may pay no need of the programme.
pub const BF_GIFT_NO_ELIGIBLE_NEED: u8 = 5;
/// Why no more of a gift is used: what is left is less than a pack.
pub const BF_GIFT_BELOW_PACK: u8 = 6;
/// Why no more of a gift is used: the needs that it may pay want no more.
pub const BF_GIFT_NO_FURTHER_ELIGIBLE_NEED: u8 = 7;
/// Why no more of a gift is used: it matches other gifts, and what is left no
/// gift has triggered.
pub const BF_GIFT_NOT_TRIGGERED: u8 = 8;

/// Copies what each need asks for in all, in fen or in units of its item; -1
/// where that is unknown or unlimited: of `count` needs from `first` on into
/// `out`, an array of as many. Copy whole columns: a call for each row costs
/// more than the row. Safe from many threads at once, as all that follow.
/// Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE, BF_OUT_OF_BOUNDS when there are
/// fewer needs, and then nothing is written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_need_required(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.needs.required
            })
        })
    }
}

/// Copies what each need had before, in fen or units. All else as
/// bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_need_already(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.needs.already
            })
        })
    }
}

/// Copies what the plan grants each need, in fen or units. All else as
/// bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_need_granted(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.needs.granted
            })
        })
    }
}

/// Copies the numerator of each level, (already + granted) / required in lowest
/// terms. All else as bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_need_level_num(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.needs.level_num
            })
        })
    }
}

/// Copies the denominator of each level; 0 where a need has none, since what it
/// asks for is unknown or unlimited. All else as bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_need_level_den(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.needs.level_den
            })
        })
    }
}

/// Copies why each need gets no more, BF_NEED_UNKNOWN_QUANTITY to
/// BF_NEED_SHORT. All else as bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_need_reason(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut u8,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.needs.reason
            })
        })
    }
}

/// Copies the item of each need by its index (bf_plan_item_id()); BF_NO_INDEX
/// for money. All else as bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_need_item(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut u32,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.needs.item
            })
        })
    }
}

/// Copies what arrived of each gift, in fen or in units of its item. All else
/// as bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_gift_received(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.gifts.received
            })
        })
    }
}

/// Copies what is kept of each gift for overhead, in fen; 0 for goods. All else
/// as bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_gift_overhead(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.gifts.overhead
            })
        })
    }
}

/// Copies what is kept of each gift in reserve, in fen; 0 for goods. All else
/// as bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_gift_reserve(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.gifts.reserve
            })
        })
    }
}

/// Copies what the plan uses of each gift, in fen or units. All else as
/// bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_gift_used(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.gifts.used
            })
        })
    }
}

/// Copies what is left of each gift, in fen or units. All else as
/// bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_gift_held(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.gifts.held
            })
        })
    }
}

/// Copies why no more of each gift is used, BF_GIFT_NOT_YET_RECEIVED to
/// BF_GIFT_NOT_TRIGGERED. All else as bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_gift_reason(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut u8,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.gifts.reason
            })
        })
    }
}

/// Copies the item of each gift by its index (bf_plan_item_id()); BF_NO_INDEX
/// for money. All else as bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_gift_item(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut u32,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.gifts.item
            })
        })
    }
}

/// Copies the gift of each line by its index; BF_NO_INDEX where somebody's plan
/// names one without a row. All else as bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_line_gift(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut u32,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.lines.gift
            })
        })
    }
}

/// Copies the part of the gift that each line draws on, counted from 0; -1 for
/// a gift that is neither in parts nor a pool. All else as bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_line_part(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.lines.part
            })
        })
    }
}

/// Copies the need of each line by its index; BF_NO_INDEX where somebody's plan
/// names one without a row. All else as bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_line_need(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut u32,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.lines.need
            })
        })
    }
}

/// Copies what each line pays, in fen or in units as
/// bf_plan_copy_line_in_units() says. All else as bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_line_amount(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.lines.amount
            })
        })
    }
}

/// Copies what each line pays in: 0 for fen, 1 for units of an item. A line says
/// it itself, for in somebody's plan its need and its gift may be without rows.
/// All else as bf_plan_copy_need_required().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_copy_line_in_units(
    plan: *const bf_plan,
    first: usize,
    count: usize,
    out: *mut u8,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            copy(c, plan, (first, count), out, |planned| {
                &planned.columns.lines.in_units
            })
        })
    }
}

/// Returns the name of a reason of a need as documents write it, such as
/// "SHORT". NULL for a number that is no such reason. It lives as long as the
/// program.
#[unsafe(no_mangle)]
pub extern "C" fn bf_need_reason_name(reason: u8) -> *const c_char {
    // SAFETY: no pointer is handed over.
    unsafe {
        get(ptr::null(), |_| {
            Ok(match reason {
                BF_NEED_UNKNOWN_QUANTITY => c"UNKNOWN_QUANTITY".as_ptr(),
                BF_NEED_MET => c"MET".as_ptr(),
                BF_NEED_CAPPED => c"CAPPED".as_ptr(),
                BF_NEED_BELOW_MINIMUM => c"BELOW_MINIMUM".as_ptr(),
                BF_NEED_ZERO_WEIGHT => c"ZERO_WEIGHT".as_ptr(),
                BF_NEED_NO_ELIGIBLE_GIFT => c"NO_ELIGIBLE_GIFT".as_ptr(),
                BF_NEED_GROUP_CAPPED => c"GROUP_CAPPED".as_ptr(),
                BF_NEED_OUTRANKED => c"OUTRANKED".as_ptr(),
                BF_NEED_SHORT => c"SHORT".as_ptr(),
                _ => ptr::null(),
            })
        })
    }
}

/// Returns the name of a reason of a gift as documents write it, such as
/// "USED_UP". NULL for a number that is no such reason. It lives as long as the
/// program.
#[unsafe(no_mangle)]
pub extern "C" fn bf_gift_reason_name(reason: u8) -> *const c_char {
    // SAFETY: no pointer is handed over.
    unsafe {
        get(ptr::null(), |_| {
            Ok(match reason {
                BF_GIFT_NOT_YET_RECEIVED => c"NOT_YET_RECEIVED".as_ptr(),
                BF_GIFT_USE_BY_PASSED => c"USE_BY_PASSED".as_ptr(),
                BF_GIFT_BEST_BEFORE => c"BEST_BEFORE".as_ptr(),
                BF_GIFT_USED_UP => c"USED_UP".as_ptr(),
                BF_GIFT_NO_ELIGIBLE_NEED => c"NO_ELIGIBLE_NEED".as_ptr(),
                BF_GIFT_BELOW_PACK => c"BELOW_PACK".as_ptr(),
                BF_GIFT_NO_FURTHER_ELIGIBLE_NEED => c"NO_FURTHER_ELIGIBLE_NEED".as_ptr(),
                BF_GIFT_NOT_TRIGGERED => c"NOT_TRIGGERED".as_ptr(),
                _ => ptr::null(),
            })
        })
    }
}

/// Copies a part of a column.
fn copy<T: Copy>(
    contract: &Contract,
    plan: *const bf_plan,
    (first, count): (usize, usize),
    out: *mut T,
    column: impl FnOnce(&Planned) -> &Vec<T>,
) -> Result<(), Failure> {
    let planned = contract.read(plan, "plan")?;
    let column = column(&planned);
    let len = column.len();
    let part = first
        .checked_add(count)
        .and_then(|end| column.get(first..end))
        .ok_or_else(|| Misuse::OutOfBounds {
            index: first.saturating_add(count.saturating_sub(1)),
            len,
        })?;
    Ok(contract.copy(part, out, "out")?)
}

#[cfg(test)]
mod tests {
    use std::ffi::CStr;

    use bangfu::plan::{GiftReason, NeedReason};

    use super::*;

    #[test]
    fn numbers_and_names_of_reasons_are_those_of_the_core() {
        let name = |pointer: *const c_char| {
            // SAFETY: a literal of C, or null.
            (!pointer.is_null()).then(|| unsafe { CStr::from_ptr(pointer) }.to_string_lossy())
        };
        for reason in NeedReason::ALL {
            let found = name(bf_need_reason_name(reason.number()));
            assert_eq!(found.as_deref(), Some(reason.name()));
        }
        for reason in GiftReason::ALL {
            let found = name(bf_gift_reason_name(reason.number()));
            assert_eq!(found.as_deref(), Some(reason.name()));
        }
        assert_eq!(name(bf_need_reason_name(10)), None);
        assert_eq!(name(bf_gift_reason_name(0)), None);
        assert_eq!(BF_NO_INDEX, bangfu::plan::NO_INDEX);
    }
}
