//! Codes: divisions, 统一社会信用代码, ID numbers, filing numbers.

use std::ffi::c_char;
use std::ptr;

use bangfu::answer::{self, CodeAnswer};
use bangfu::error::Lang;

use crate::contract::language;
use crate::error::bf_error;
use crate::guard::{call, get};
use crate::handle::Kind;
use crate::status::{bf_lang, bf_status};
use crate::text::{Text, bf_text, bf_texts};

/// What bf_code_check() says of a code.
pub struct bf_code {
    _private: [u8; 0],
}

impl Kind for bf_code {
    type Value = Judged;
    const TAG: usize = 0xBF08_C0DE_u32 as usize;
}

/// What is behind a [`bf_code`].
pub struct Judged {
    answer: CodeAnswer,
    shown: Text,
    kind: Text,
    name: Option<Text>,
    error: Option<Text>,
    zh: Option<Text>,
    en: Option<Text>,
    warning: Option<Text>,
    hint: Option<(i32, Text)>,
}

impl From<CodeAnswer> for Judged {
    fn from(answer: CodeAnswer) -> Self {
        let text = |lang| answer.text(lang).map(|text| text.as_str().into());
        let hint = |(place, meant): (usize, char)| {
            let place = i32::try_from(place).unwrap_or(i32::MAX);
            (place, meant.to_string().as_str().into())
        };
        Self {
            shown: answer.code().into(),
            kind: answer.kind().into(),
            name: answer.name().map(Text::from),
            error: answer.error().map(Text::from),
            zh: text(Lang::Zh),
            en: text(Lang::En),
            warning: answer.warning().map(Text::from),
            hint: answer.hint().map(hint),
            answer,
        }
    }
}

fn start(text: Option<&Text>) -> *const c_char {
    text.map_or(ptr::null(), Text::start)
}

/// Says what a code is (a division, a 统一社会信用代码, an ID number, a filing number)
/// and whether it is good.
///
/// A code that is bad is no error of this call: it is what the answer says.
/// `*out` is a new answer: free it with bf_code_free(). An ID number is kept
/// and shown only masked. Safe from many threads at once, as all that follow.
/// Statuses: BF_NULL_POINTER, BF_NOT_UTF8, BF_BAD_LENGTH, BF_EMBEDDED_NUL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_code_check(
    text: *const c_char,
    len: usize,
    out: *mut *mut bf_code,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let answer = answer::code_check(c.word(text, len, "text")?);
            out.give(answer.into());
            Ok(())
        })
    }
}

/// Frees the answer about a code. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_code_free(code: *mut bf_code) {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get((), |c| {
            c.free(code);
            Ok(())
        });
    }
}

/// Returns 1 when the code is good, 0 when it is bad. -1 when `code` is NULL or
/// no such answer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_code_ok(code: *const bf_code) -> i32 {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(-1, |c| Ok(i32::from(c.read(code, "code")?.answer.ok()))) }
}

/// Lends what the code is or looks like, for as long as the answer lives:
/// "division", "credit_code", "id_number" or "filing_number". NULL when `code`
/// is NULL or no such answer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_code_kind(code: *const bf_code) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(ptr::null(), |c| Ok(c.read(code, "code")?.kind.start())) }
}

/// Lends the code as it may be shown: in upper case, an ID number masked. NULL
/// when `code` is NULL or no such answer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_code_shown(code: *const bf_code) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(ptr::null(), |c| Ok(c.read(code, "code")?.shown.start())) }
}

/// Lends the name of the place that the code names. NULL where the directory of
/// counties doesn't know it, or when `code` is NULL or no such answer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_code_name(code: *const bf_code) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            Ok(start(c.read(code, "code")?.name.as_ref()))
        })
    }
}

/// Lends the name of what is wrong, such as "BAD_CODE". NULL where the code is
/// good, or when `code` is NULL or no such answer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_code_error(code: *const bf_code) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            Ok(start(c.read(code, "code")?.error.as_ref()))
        })
    }
}

/// Lends what is wrong in whole sentences. NULL where the code is good, when
/// `lang` is no language, or when `code` is NULL or no such answer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_code_error_text(code: *const bf_code, lang: bf_lang) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            let code = c.read(code, "code")?;
            Ok(start(match language(lang)? {
                Lang::Zh => code.zh.as_ref(),
                Lang::En => code.en.as_ref(),
            }))
        })
    }
}

/// Lends what should be looked at although the code is not bad: "CHECK_DIGIT".
/// NULL where there is nothing, or when `code` is NULL or no such answer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_code_warning(code: *const bf_code) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            Ok(start(c.read(code, "code")?.warning.as_ref()))
        })
    }
}

/// Returns where a letter stands that is easily confused, counted from 1;
/// bf_code_hint() lends what was likely meant. 0 where there is none, or when
/// `code` is NULL or no such answer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_code_hint_place(code: *const bf_code) -> i32 {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(0, |c| {
            let code = c.read(code, "code")?;
            Ok(code.hint.as_ref().map_or(0, |(place, _)| *place))
        })
    }
}

/// Lends the character that was likely meant at bf_code_hint_place(). NULL
/// where there is none, or when `code` is NULL or no such answer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_code_hint(code: *const bf_code) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            let code = c.read(code, "code")?;
            Ok(start(code.hint.as_ref().map(|(_, meant)| meant)))
        })
    }
}

/// Writes the answer as a document: `{"code":…,"kind":…,"ok":…}`. `*out` is a
/// new text: free it with bf_text_free(). Statuses: BF_NULL_POINTER,
/// BF_WRONG_HANDLE.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_code_json(
    code: *const bf_code,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let json = c.read(code, "code")?.answer.json();
            out.give(json.as_str().into());
            Ok(())
        })
    }
}

/// Lists the divisions that a division lies in, the nearest first. `*out` is a
/// new list: free it with bf_texts_free(). Statuses: BF_NULL_POINTER,
/// BF_NOT_UTF8, BF_BAD_LENGTH, BF_EMBEDDED_NUL, BF_BAD_CODE.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_code_parents(
    text: *const c_char,
    len: usize,
    out: *mut *mut bf_texts,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let parents = answer::code_parents(c.word(text, len, "text")?)?;
            out.give(parents.iter().map(|code| code.as_str().into()).collect());
            Ok(())
        })
    }
}
