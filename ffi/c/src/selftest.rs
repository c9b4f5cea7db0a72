//! Self-tests: what a support engineer, or the author of a binding, calls to
//! see that values cross the boundary whole and that a panic stays inside.

use std::ffi::{c_char, c_void};
use std::ptr;

use crate::allocate::bf_progress_fn;
use crate::contract::{NTS, room};
use crate::error::bf_error;
use crate::guard::{call, get};
use crate::status::bf_status;
use crate::text::{bf_text, bf_texts};

/// Self-test: gives `value` back. Statuses: BF_NULL_POINTER.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_selftest_i64(
    value: i64,
    out: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            c.out(out, "out")?.set(value);
            Ok(())
        })
    }
}

/// Self-test: gives `value` back. Statuses: BF_NULL_POINTER.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_selftest_i32(
    value: i32,
    out: *mut i32,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            c.out(out, "out")?.set(value);
            Ok(())
        })
    }
}

/// Self-test: gives `value` back. Statuses: BF_NULL_POINTER.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_selftest_u32(
    value: u32,
    out: *mut u32,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            c.out(out, "out")?.set(value);
            Ok(())
        })
    }
}

/// Self-test: gives a text back. `*out` is a new text: free it with
/// bf_text_free(). Statuses: BF_NULL_POINTER, BF_NOT_UTF8, BF_BAD_LENGTH,
/// BF_EMBEDDED_NUL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_selftest_text(
    utf8: *const c_char,
    len: usize,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            out.give(c.word(utf8, len, "utf8")?.into());
            Ok(())
        })
    }
}

/// Self-test: copies `len` bytes from `bytes` to `out`, an array of `cap`; NULs
/// are bytes like others. `*needed`, unless NULL, is `len`. Statuses:
/// BF_NULL_POINTER, BF_BAD_LENGTH, BF_TOO_SMALL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_selftest_bytes(
    bytes: *const c_char,
    len: usize,
    out: *mut c_char,
    cap: usize,
    needed: *mut usize,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            // A copy, since `out` may lie over it.
            let bytes = c.own(bytes, len, "bytes")?;
            if let Some(needed) = c.optional(needed) {
                needed.set(bytes.len());
            }
            if cap < bytes.len() {
                let needed = bytes.len();
                return Err(bangfu::misuse::Misuse::TooSmall { needed }.into());
            }
            Ok(c.copy(&bytes, out.cast(), "out")?)
        })
    }
}

/// Self-test: gives `count` rows of a text and a number back: the texts as a
/// new list in `*out_texts`, the numbers in `out_numbers`, an array of `count`.
/// Texts are `lens[i]` bytes each, or end in NUL where `lens` is NULL.
/// A NUL inside cuts a text off. Statuses: BF_NULL_POINTER, BF_NOT_UTF8,
/// BF_BAD_LENGTH, BF_OUT_OF_MEMORY.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_selftest_rows(
    texts: *const *const c_char,
    lens: *const usize,
    numbers: *const i64,
    count: usize,
    out_texts: *mut *mut bf_texts,
    out_numbers: *mut i64,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out_texts = c.handle(out_texts, "out_texts")?;
            let texts = c.texts(texts, lens, count, "texts")?;
            let numbers = c.array(numbers, count, "numbers")?;
            let mut copies = room(count)?;
            copies.extend(texts.iter().map(|&text| text.into()));
            c.copy(&numbers, out_numbers, "out_numbers")?;
            out_texts.give(copies);
            Ok(())
        })
    }
}

/// Self-test: panics while it changes `text`, or outside of everything when
/// `text` is NULL. Always BF_PANIC, or why `text` can't be changed. Afterwards
/// `text` is poisoned: every call on it is BF_PANIC, and it can only be freed;
/// all other handles are as they were. The message of the panic goes where the
/// host sends those of Rust, which is stderr unless it chose otherwise.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_selftest_panic(
    text: *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let _writing = if text.is_null() {
                None
            } else {
                Some(c.change(text, "text")?)
            };
            panic_on_purpose()
        })
    }
}

#[expect(clippy::panic, reason = "it is what this self-test is for")]
fn panic_on_purpose() -> ! {
    panic!("bf_selftest_panic, as was asked for")
}

/// Self-test: calls `callback` once with (0, 1) while `text` is being changed,
/// so that what is called from inside finds it busy. Statuses: BF_NULL_POINTER,
/// BF_WRONG_HANDLE, BF_BUSY, and BF_CANCELLED when `callback` returns anything
/// but 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_selftest_busy(
    text: *mut bf_text,
    callback: bf_progress_fn,
    userdata: *mut c_void,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let _writing = c.change(text, "text")?;
            let argument = "callback";
            let callback = callback.ok_or(bangfu::misuse::Misuse::NullPointer { argument })?;
            if callback(userdata, 0, 1) == 0 {
                Ok(())
            } else {
                let cancelled = bangfu::allocate::AllocateError::Cancelled;
                Err(bangfu::finding::Findings::from(cancelled).into())
            }
        })
    }
}

/// Self-test: lends the name of the sanitizer whose runtime is in this process,
/// "address", "thread" or "memory"; NULL when there is none, or when this
/// system can't be asked. It lives as long as the program.
#[unsafe(no_mangle)]
pub extern "C" fn bf_selftest_sanitizer() -> *const c_char {
    // SAFETY: no pointer is handed over.
    unsafe { get(ptr::null(), |_| Ok(sanitizer().unwrap_or(ptr::null()))) }
}

/// Asks the dynamic linker for what each runtime exports. A compile-time flag
/// would only say what was intended.
#[cfg(target_os = "linux")]
fn sanitizer() -> Option<*const c_char> {
    unsafe extern "C" {
        fn dlsym(handle: *mut c_void, symbol: *const c_char) -> *mut c_void;
    }
    let runtimes = [
        (c"__asan_init", c"address"),
        (c"__tsan_init", c"thread"),
        (c"__msan_init", c"memory"),
    ];
    let linked = runtimes.iter().find(|(symbol, _)| {
        // SAFETY: null is RTLD_DEFAULT on Linux, and the symbol ends in NUL.
        // Nothing is done with what is found.
        !unsafe { dlsym(ptr::null_mut(), symbol.as_ptr()) }.is_null()
    });
    linked.map(|(_, name)| name.as_ptr())
}

#[cfg(not(target_os = "linux"))]
fn sanitizer() -> Option<*const c_char> {
    None
}

// The length that `bf_selftest_text` takes for a text that ends in NUL is the
// one of the header.
const _: () = assert!(NTS == usize::MAX);
