//! Running text that comes in.

use std::ffi::{c_char, c_void};

use bangfu_c::shim::{Kind, call, get, language};
use bangfu_c::{bf_error, bf_lang, bf_programme, bf_status, bf_text};
use bangfu_exchange::Limits;
use bangfu_exchange::answer::{self, AcceptOptions, Letter, LetterOptions, Sheet};

use crate::sheets::bf_import;

/// A running text, repaired, and what it is proposed to state. Proposals are not
/// facts: a person accepts them. It never changes.
pub struct bf_letter {
    _private: [u8; 0],
}

impl Kind for bf_letter {
    type Value = Letter;
    const TAG: usize = 0xBF23_1E77_u32 as usize;
}

/// Repairs a text (a notice, a press release) and looks for what it states.
///
/// `name` is what the report calls the text, `bytes` the text in UTF-8, UTF-16
/// or GB 18030: this call finds out which. BF_NTS is no length of it.
/// `options` is an object of JSON, `options_len` bytes or BF_NTS; NULL with
/// length 0 is none. It may have `mapping`, as in bf_import_sheets(), of which
/// the `words` count here.
///
/// On BF_OK `*out` is a new letter: free it with bf_letter_free(). Safe from
/// many threads at once. Statuses: BF_NULL_POINTER, BF_NOT_UTF8,
/// BF_EMBEDDED_NUL, BF_BAD_LENGTH, BF_OUT_OF_MEMORY, BF_BAD_OPTIONS,
/// BF_DUPLICATE_KEY, BF_BAD_MAPPING, BF_TOO_LARGE, BF_BAD_ENCODING,
/// BF_NOT_A_TEXT.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_letter_read(
    name: *const c_char,
    name_len: usize,
    bytes: *const c_void,
    len: usize,
    options: *const c_char,
    options_len: usize,
    out: *mut *mut bf_letter,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let file = Sheet {
                name: c.word(name, name_len, "name")?,
                bytes: c.file(bytes, len, "bytes")?,
            };
            answer::probe_memory(&[file], Limits::default().prose)?;
            let options = LetterOptions::read(c.document(options, options_len, "options")?)?;
            out.give(answer::letter(file, &options)?);
            Ok(())
        })
    }
}

/// Frees a letter. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_letter_free(letter: *mut bf_letter) {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get((), |c| {
            c.free(letter);
            Ok(())
        });
    }
}

/// Writes the repaired text, which begins with a byte order mark if the source
/// was UTF-8 and had one. `*out` is a new text: free it with bf_text_free().
/// Safe from many threads at once, as all that follow. Statuses:
/// BF_NULL_POINTER, BF_WRONG_HANDLE.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_letter_restored(
    letter: *const bf_letter,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let restored = c.read(letter, "letter")?.restored();
            out.give(restored.as_str().into());
            Ok(())
        })
    }
}

/// Writes what was read as a document: the encoding and how sure it is, each
/// repair (`repairs`), and what the text states (`proposals`), each with a
/// number from 1 by which bf_letter_accept() takes it. `*out` is a new text:
/// free it with bf_text_free(). Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE,
/// BF_UNKNOWN_CONSTANT.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_letter_report(
    letter: *const bf_letter,
    lang: bf_lang,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let json = c.read(letter, "letter")?.json(language(lang)?);
            out.give(json.as_str().into());
            Ok(())
        })
    }
}

/// Plans what the proposals that a person accepts change in a programme. `into`
/// itself stays as it is: bf_import_programme() is the changed one.
///
/// `options` is an object of JSON, `options_len` bytes or BF_NTS:
/// `{"accept": "certain"}`. `accept` has to be there: "certain", "all", or
/// numbers such as "1,3,5-9". It may have `on`, the day of the event
/// ("2024-04-02") where the text has no year, and `keep_names` and `overwrite`
/// as in bf_import_sheets().
///
/// On BF_OK `*out` is a new import: free it with bf_import_free(). Statuses:
/// BF_NULL_POINTER, BF_WRONG_HANDLE, BF_BAD_LENGTH, BF_OUT_OF_MEMORY,
/// BF_BAD_OPTIONS, BF_DUPLICATE_KEY, BF_TOO_LARGE, BF_BAD_CHOICE,
/// BF_NO_SUCH_PROPOSAL, and a number from 1001 to 1999 when the changed programme
/// would break its rules.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_letter_accept(
    letter: *const bf_letter,
    into: *const bf_programme,
    options: *const c_char,
    options_len: usize,
    out: *mut *mut bf_import,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let letter = c.read(letter, "letter")?;
            let facts = c.read(into, "into")?;
            let options = AcceptOptions::read(c.document(options, options_len, "options")?)?;
            out.give(letter.accept(|| facts.programme.clone(), &options)?);
            Ok(())
        })
    }
}
