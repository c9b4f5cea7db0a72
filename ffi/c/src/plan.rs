//! Plans: who gets how much, from which gift, and why.

use std::ffi::c_char;
use std::ptr;

use bangfu::Plan;
use bangfu::answer;
use bangfu::misuse::Misuse;
use bangfu::plan::{Columns, Ids};

use crate::error::bf_error;
use crate::guard::{call, get};
use crate::handle::Kind;
use crate::status::bf_status;
use crate::text::{Text, bf_text};

/// A plan, anyone's: its form has been checked, bf_plan_verify() says whether
/// it is right. It never changes. Needs and gifts stand sorted by id, lines by
/// gift, part and need; all are counted from 0.
pub struct bf_plan {
    _private: [u8; 0],
}

impl Kind for bf_plan {
    type Value = Planned;
    const TAG: usize = 0xBF09_91A4_u32 as usize;
}

/// A sum of a plan: what arrived.
pub const BF_TOTAL_RECEIVED: i32 = 1;
/// A sum of a plan: what is kept for overhead; of money alone.
pub const BF_TOTAL_OVERHEAD: i32 = 2;
/// A sum of a plan: what is kept in reserve; of money alone.
pub const BF_TOTAL_RESERVE: i32 = 3;
/// A sum of a plan: what the gifts could pay; of money alone.
pub const BF_TOTAL_AVAILABLE: i32 = 4;
/// A sum of a plan: what the needs ask for.
pub const BF_TOTAL_REQUIRED: i32 = 5;
/// A sum of a plan: what it grants.
pub const BF_TOTAL_GRANTED: i32 = 6;
/// A sum of a plan: what is left.
pub const BF_TOTAL_HELD: i32 = 7;

/// What is behind a [`bf_plan`].
pub struct Planned {
    /// The plan itself.
    pub plan: Plan,
    pub(crate) columns: Columns,
    programme: Text,
    rules: Text,
    as_of: Text,
    engine: Text,
    input_hash: Text,
    rules_hash: Text,
}

impl Planned {
    /// A plan whose arrays are in their order.
    pub(crate) fn new(plan: Plan) -> Self {
        Self {
            columns: plan.columns(),
            programme: plan.programme.as_str().into(),
            rules: plan.rules.as_str().into(),
            as_of: plan.as_of.to_string().as_str().into(),
            engine: plan.engine.as_str().into(),
            input_hash: plan.input_hash.as_str().into(),
            rules_hash: plan.rules_hash.as_str().into(),
            plan,
        }
    }
}

/// Reads a plan, whoever made it, and puts its arrays in their order. Its form
/// is checked, not whether it is right.
///
/// On BF_OK `*out` is a new plan: free it with bf_plan_free(). All else as
/// bf_programme_read(). Statuses: BF_NULL_POINTER, BF_BAD_LENGTH,
/// BF_OUT_OF_MEMORY, and the number of the first error of the document,
/// a number from 1001 to 1999.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_read(
    json: *const c_char,
    len: usize,
    out: *mut *mut bf_plan,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            out.give(Planned::new(answer::plan(c.document(json, len, "json")?)?));
            Ok(())
        })
    }
}

/// Frees a plan. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_free(plan: *mut bf_plan) {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get((), |c| {
            c.free(plan);
            Ok(())
        });
    }
}

/// Writes the plan in its canonical bytes, without a final newline. `*out` is a
/// new text: free it with bf_text_free(). Safe from many threads at once, as
/// all that follow. Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_json(
    plan: *const bf_plan,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let json = c.read(plan, "plan")?.plan.canonical();
            out.give(json.as_str().into());
            Ok(())
        })
    }
}

/// Lends the id of the programme that the plan is for, for as long as the plan
/// lives. NULL when `plan` is NULL or no plan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_programme(plan: *const bf_plan) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(ptr::null(), |c| Ok(c.read(plan, "plan")?.programme.start())) }
}

/// Lends the id of the rules that it goes by, for as long as the plan lives.
/// NULL when `plan` is NULL or no plan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_rules(plan: *const bf_plan) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(ptr::null(), |c| Ok(c.read(plan, "plan")?.rules.start())) }
}

/// Lends the day of the plan, for as long as the plan lives. NULL when `plan`
/// is NULL or no plan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_as_of(plan: *const bf_plan) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(ptr::null(), |c| Ok(c.read(plan, "plan")?.as_of.start())) }
}

/// Lends which engine made it, with its version, for as long as the plan lives.
/// NULL when `plan` is NULL or no plan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_engine(plan: *const bf_plan) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(ptr::null(), |c| Ok(c.read(plan, "plan")?.engine.start())) }
}

/// Lends the hash of the programme that it was made for, for as long as the
/// plan lives. NULL when `plan` is NULL or no plan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_input_hash(plan: *const bf_plan) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            Ok(c.read(plan, "plan")?.input_hash.start())
        })
    }
}

/// Lends the hash of the rules that it was made by, for as long as the plan
/// lives. NULL when `plan` is NULL or no plan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_rules_hash(plan: *const bf_plan) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            Ok(c.read(plan, "plan")?.rules_hash.start())
        })
    }
}

/// Returns the length in bytes of bf_plan_engine(), without its NUL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_engine_len(plan: *const bf_plan) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(c.read(plan, "plan")?.engine.len())) }
}

/// Returns how many needs the plan has rows for. 0 when `plan` is NULL or no
/// plan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_need_count(plan: *const bf_plan) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(c.read(plan, "plan")?.columns.needs.ids.len())) }
}

/// Lends the id of the need at `index`, for as long as the plan lives. NULL
/// beyond the end, or when `plan` is NULL or no plan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_need_id(plan: *const bf_plan, index: usize) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            Ok(start(&c.read(plan, "plan")?.columns.needs.ids, index))
        })
    }
}

/// Returns the length in bytes of bf_plan_need_id(), without its NUL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_need_id_len(plan: *const bf_plan, index: usize) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(0, |c| {
            let planned = c.read(plan, "plan")?;
            Ok(planned.columns.needs.ids.get(index).map_or(0, str::len))
        })
    }
}

/// Finds the index of a need by its id. Statuses: BF_NULL_POINTER,
/// BF_WRONG_HANDLE, BF_NOT_UTF8, BF_BAD_LENGTH, BF_EMBEDDED_NUL, and
/// BF_UNKNOWN_REFERENCE when there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_find_need(
    plan: *const bf_plan,
    id: *const c_char,
    len: usize,
    index: *mut usize,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let index = c.out(index, "index")?;
            let planned = c.read(plan, "plan")?;
            let id = c.word(id, len, "id")?;
            let found = planned.columns.needs.ids.position(id);
            index.set(found.ok_or_else(|| answer::no_such_need(id))?);
            Ok(())
        })
    }
}

/// Returns how many gifts the plan has rows for. 0 when `plan` is NULL or no
/// plan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_gift_count(plan: *const bf_plan) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(c.read(plan, "plan")?.columns.gifts.ids.len())) }
}

/// Lends the id of the gift at `index`, for as long as the plan lives. NULL
/// beyond the end, or when `plan` is NULL or no plan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_gift_id(plan: *const bf_plan, index: usize) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            Ok(start(&c.read(plan, "plan")?.columns.gifts.ids, index))
        })
    }
}

/// Returns the length in bytes of bf_plan_gift_id(), without its NUL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_gift_id_len(plan: *const bf_plan, index: usize) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(0, |c| {
            let planned = c.read(plan, "plan")?;
            Ok(planned.columns.gifts.ids.get(index).map_or(0, str::len))
        })
    }
}

/// Finds the index of a gift by its id. Statuses: BF_NULL_POINTER,
/// BF_WRONG_HANDLE, BF_NOT_UTF8, BF_BAD_LENGTH, BF_EMBEDDED_NUL, and
/// BF_UNKNOWN_REFERENCE when there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_find_gift(
    plan: *const bf_plan,
    id: *const c_char,
    len: usize,
    index: *mut usize,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let index = c.out(index, "index")?;
            let planned = c.read(plan, "plan")?;
            let id = c.word(id, len, "id")?;
            let found = planned.columns.gifts.ids.position(id);
            index.set(found.ok_or_else(|| answer::no_such_gift(id))?);
            Ok(())
        })
    }
}

/// Returns how many lines the plan has: which gift pays which need. 0 when
/// `plan` is NULL or no plan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_line_count(plan: *const bf_plan) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(c.read(plan, "plan")?.columns.lines.amount.len())) }
}

/// Returns how many items (kinds of goods) the plan names. 0 when `plan` is
/// NULL or no plan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_item_count(plan: *const bf_plan) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(c.read(plan, "plan")?.columns.items.ids.len())) }
}

/// Lends the id of the item at `index`, for as long as the plan lives. NULL
/// beyond the end, or when `plan` is NULL or no plan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_item_id(plan: *const bf_plan, index: usize) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            Ok(start(&c.read(plan, "plan")?.columns.items.ids, index))
        })
    }
}

/// Gives a sum of money over the plan in fen, BF_TOTAL_RECEIVED to
/// BF_TOTAL_HELD. Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE,
/// BF_UNKNOWN_CONSTANT.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_total(
    plan: *const bf_plan,
    which: i32,
    fen: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let fen = c.out(fen, "fen")?;
            let planned = c.read(plan, "plan")?;
            let totals = &planned.plan.totals;
            let sum = match which {
                BF_TOTAL_RECEIVED => totals.received,
                BF_TOTAL_OVERHEAD => totals.overhead,
                BF_TOTAL_RESERVE => totals.reserve,
                BF_TOTAL_AVAILABLE => totals.available,
                BF_TOTAL_REQUIRED => totals.required,
                BF_TOTAL_GRANTED => totals.granted,
                BF_TOTAL_HELD => totals.held,
                _ => return Err(Misuse::UnknownConstant { argument: "which" }.into()),
            };
            fen.set(sum.0);
            Ok(())
        })
    }
}

/// Gives a sum over the units of the item at `index`: BF_TOTAL_RECEIVED,
/// BF_TOTAL_REQUIRED, BF_TOTAL_GRANTED or BF_TOTAL_HELD; 0 where somebody's plan
/// has rows of the item and no sums. Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE,
/// BF_OUT_OF_BOUNDS, and BF_UNKNOWN_CONSTANT for the sums that there are of
/// money alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_item_total(
    plan: *const bf_plan,
    index: usize,
    which: i32,
    units: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let units = c.out(units, "units")?;
            let planned = c.read(plan, "plan")?;
            let columns = &planned.columns;
            let column = match which {
                BF_TOTAL_RECEIVED => &columns.items.received,
                BF_TOTAL_REQUIRED => &columns.items.required,
                BF_TOTAL_GRANTED => &columns.items.granted,
                BF_TOTAL_HELD => &columns.items.held,
                _ => return Err(Misuse::UnknownConstant { argument: "which" }.into()),
            };
            let len = column.len();
            let sum = column.get(index);
            units.set(*sum.ok_or(Misuse::OutOfBounds { index, len })?);
            Ok(())
        })
    }
}

/// An id as C reads it.
fn start(ids: &Ids, index: usize) -> *const c_char {
    ids.with_nul(index)
        .map_or(ptr::null(), |id| id.as_ptr().cast())
}
