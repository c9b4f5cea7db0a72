//! Amounts. Money is a count of fen in an `int64_t`; no floating point exists
//! in this interface.

use std::ffi::c_char;

use bangfu::answer;
use bangfu::misuse::Misuse;
use bangfu::money::Fen;

use crate::contract::room;
use crate::error::bf_error;
use crate::guard::call;
use crate::status::bf_status;

/// How a stated amount is to be understood: as exactly that.
pub const BF_AMOUNT_EXACTLY: i32 = 1;
/// As at least that: 138.6万余元.
pub const BF_AMOUNT_AT_LEAST: i32 = 2;
/// As at most that: 近140万元.
pub const BF_AMOUNT_AT_MOST: i32 = 3;
/// As about that: 约140万元.
pub const BF_AMOUNT_ABOUT: i32 = 4;

/// Splitting: every share is its real share rounded down or up, the odd fen go
/// to the largest remainders. A larger pot may lower one share.
pub const BF_SPLIT_LARGEST_REMAINDER: i32 = 1;
/// Splitting: a larger pot lowers no share.
pub const BF_SPLIT_WEBSTER: i32 = 2;

/// Reads an amount as documents write it, yuan with at most two decimals:
/// "1386000.00" into 138600000 fen. Safe from many threads at once, as all that
/// follow. Statuses: BF_NULL_POINTER, BF_NOT_UTF8, BF_BAD_LENGTH,
/// BF_BAD_AMOUNT, BF_OUT_OF_RANGE.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_money_parse(
    text: *const c_char,
    len: usize,
    fen: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let fen = c.out(fen, "fen")?;
            fen.set(answer::money_parse(c.text(text, len, "text")?)?.0);
            Ok(())
        })
    }
}

/// Writes an amount as documents do: 138600000 fen as "1386000.00". Text and
/// NUL go to `out`, an array of `cap` bytes; 24 are always enough. `*needed`,
/// unless NULL, is how many it takes. Statuses: BF_NULL_POINTER, BF_TOO_SMALL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_money_format(
    fen: i64,
    out: *mut c_char,
    cap: usize,
    needed: *mut usize,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let text = answer::money_format(Fen(fen));
            Ok(c.write(text.as_bytes(), out, cap, needed)?)
        })
    }
}

/// Reads an amount as people write it: 138.6万余元, 壹佰元整, １，３８６．５元. `*kind` says
/// how it is to be understood, BF_AMOUNT_EXACTLY to BF_AMOUNT_ABOUT: an amount
/// that is only bounded is not an amount. Statuses: as bf_money_parse().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_money_read(
    text: *const c_char,
    len: usize,
    kind: *mut i32,
    fen: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let (kind_out, fen) = (c.out(kind, "kind")?, c.out(fen, "fen")?);
            let (kind, amount) = answer::money_read(c.text(text, len, "text")?)?;
            kind_out.set(kind_number(kind));
            fen.set(amount.0);
            Ok(())
        })
    }
}

/// Writes an amount in capital characters (大写): 壹佰叁拾捌万陆仟元整. Text and NUL go to
/// `out`, an array of `cap` bytes; 160 are always enough. `*needed`, unless
/// NULL, is how many it takes. Statuses: BF_NULL_POINTER, BF_TOO_SMALL, and
/// BF_OUT_OF_RANGE for an amount below 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_money_capital(
    fen: i64,
    out: *mut c_char,
    cap: usize,
    needed: *mut usize,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let text = answer::money_capital(Fen(fen))?;
            Ok(c.write(text.as_bytes(), out, cap, needed)?)
        })
    }
}

/// Splits `pot` fen by `count` weights into `shares`, an array of `count`, so
/// that they sum to exactly the pot. Weights are decimals as text, such as
/// "0.375", each `lens[i]` bytes, or ending in NUL where `lens` is NULL.
/// `method` is BF_SPLIT_LARGEST_REMAINDER or BF_SPLIT_WEBSTER. Statuses:
/// BF_NULL_POINTER, BF_NOT_UTF8, BF_BAD_LENGTH,
/// BF_UNKNOWN_CONSTANT, BF_BAD_DECIMAL, BF_WEIGHTS_ALL_ZERO, BF_OUT_OF_RANGE,
/// BF_OUT_OF_MEMORY.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_money_split(
    pot: i64,
    weights: *const *const c_char,
    lens: *const usize,
    count: usize,
    method: i32,
    shares: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let weights = c.texts(weights, lens, count, "weights")?;
            let method = match method {
                BF_SPLIT_LARGEST_REMAINDER => "largest_remainder",
                BF_SPLIT_WEBSTER => "webster",
                _ => return Err(Misuse::UnknownConstant { argument: "method" }.into()),
            };
            let split = answer::money_split(Fen(pot), &weights, method)?;
            let mut fen = room(split.len())?;
            fen.extend(split.iter().map(|share| share.0));
            Ok(c.copy(&fen, shares, "shares")?)
        })
    }
}

/// The constant of a kind of amount.
fn kind_number(kind: &str) -> i32 {
    match kind {
        "exactly" => BF_AMOUNT_EXACTLY,
        "at_least" => BF_AMOUNT_AT_LEAST,
        "at_most" => BF_AMOUNT_AT_MOST,
        _ => BF_AMOUNT_ABOUT,
    }
}
