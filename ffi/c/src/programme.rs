//! Programmes and rules, read once and used by many.

use std::ffi::c_char;
use std::ptr;

use bangfu::answer;
use bangfu::{Programme, Rules};

use crate::error::bf_error;
use crate::guard::{call, get};
use crate::handle::Kind;
use crate::status::bf_status;
use crate::text::{Text, bf_text};

/// A programme (needs, projects and gifts of one day, with its rules) that has
/// been checked. It never changes.
pub struct bf_programme {
    _private: [u8; 0],
}

/// A rule book that has been checked. It never changes.
pub struct bf_rules {
    _private: [u8; 0],
}

impl Kind for bf_programme {
    type Value = Facts;
    const TAG: usize = 0xBF06_9406_u32 as usize;
}

impl Kind for bf_rules {
    type Value = Book;
    const TAG: usize = 0xBF07_41E5_u32 as usize;
}

/// What is behind a [`bf_programme`].
pub struct Facts {
    /// The programme itself.
    pub programme: Programme,
    id: Text,
    name: Option<Text>,
    as_of: Text,
}

impl From<Programme> for Facts {
    fn from(programme: Programme) -> Self {
        Self {
            id: programme.id().as_str().into(),
            name: programme.name().map(Text::from),
            as_of: programme.as_of().to_string().as_str().into(),
            programme,
        }
    }
}

/// What is behind a [`bf_rules`].
pub struct Book {
    /// The rules themselves.
    pub rules: Rules,
    id: Text,
}

/// Reads a programme and checks all of it, its rules included.
///
/// On BF_OK `*out` is a new programme: free it with bf_programme_free().
/// Otherwise `*err` lists every error of the document (bf_error_count(),
/// bf_error_at()), each with its JSON Pointer, line and column. `json` is `len`
/// bytes, or BF_NTS; it is not kept. Safe from many threads at once. Statuses:
/// BF_NULL_POINTER, BF_BAD_LENGTH, BF_OUT_OF_MEMORY, and the number of the
/// first error of the document, a number from 1001 to 2999.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_programme_read(
    json: *const c_char,
    len: usize,
    out: *mut *mut bf_programme,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let programme = answer::programme(c.document(json, len, "json")?)?;
            out.give(programme.into());
            Ok(())
        })
    }
}

/// Frees a programme. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_programme_free(programme: *mut bf_programme) {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get((), |c| {
            c.free(programme);
            Ok(())
        });
    }
}

/// Lends the id of the programme for as long as it lives. NULL when `programme`
/// is NULL or no programme. Safe from many threads at once, as all that follow.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_programme_id(programme: *const bf_programme) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            Ok(c.read(programme, "programme")?.id.start())
        })
    }
}

/// Lends the name of the programme. NULL where it has none, or when `programme`
/// is NULL or no programme.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_programme_name(programme: *const bf_programme) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            let facts = c.read(programme, "programme")?;
            Ok(facts.name.as_ref().map_or(ptr::null(), Text::start))
        })
    }
}

/// Returns the length in bytes of bf_programme_name(), without its NUL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_programme_name_len(programme: *const bf_programme) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(0, |c| {
            let facts = c.read(programme, "programme")?;
            Ok(facts.name.as_ref().map_or(0, Text::len))
        })
    }
}

/// Lends the day of the plan, such as "2024-04-02". NULL when `programme` is
/// NULL or no programme.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_programme_as_of(programme: *const bf_programme) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            Ok(c.read(programme, "programme")?.as_of.start())
        })
    }
}

/// Returns how many needs there are. 0 when `programme` is NULL or no
/// programme.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_programme_need_count(programme: *const bf_programme) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(0, |c| {
            Ok(c.read(programme, "programme")?.programme.needs().len())
        })
    }
}

/// Returns how many gifts there are. 0 when `programme` is NULL or no
/// programme.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_programme_gift_count(programme: *const bf_programme) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(0, |c| {
            Ok(c.read(programme, "programme")?.programme.gifts().len())
        })
    }
}

/// Writes the programme in its canonical bytes, without a final newline. `*out`
/// is a new text: free it with bf_text_free(). Statuses: BF_NULL_POINTER,
/// BF_WRONG_HANDLE.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_programme_json(
    programme: *const bf_programme,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let json = c.read(programme, "programme")?.programme.canonical();
            out.give(json.as_str().into());
            Ok(())
        })
    }
}

/// Writes "sha256:" and the hash of the canonical bytes and one final newline,
/// as plans name it. `*out` is a new text: free it with bf_text_free().
/// Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_programme_hash(
    programme: *const bf_programme,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let hash = c.read(programme, "programme")?.programme.input_hash();
            out.give(hash.as_str().into());
            Ok(())
        })
    }
}

/// Reads a rule book that stands in a document of its own; a programme may also
/// hold its rules itself.
///
/// On BF_OK `*out` is a new rule book: free it with bf_rules_free(). All else
/// as bf_programme_read(). Statuses: BF_NULL_POINTER, BF_BAD_LENGTH,
/// BF_OUT_OF_MEMORY, and the number of the first error of the document,
/// a number from 1001 to 2999.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_rules_read(
    json: *const c_char,
    len: usize,
    out: *mut *mut bf_rules,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let rules = answer::rules(c.document(json, len, "json")?)?;
            out.give(Book {
                id: rules.id().as_str().into(),
                rules,
            });
            Ok(())
        })
    }
}

/// Frees a rule book. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_rules_free(rules: *mut bf_rules) {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get((), |c| {
            c.free(rules);
            Ok(())
        });
    }
}

/// Lends the id of the rule book for as long as it lives. NULL when `rules` is
/// NULL or no rule book. Safe from many threads at once, as all that follow.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_rules_id(rules: *const bf_rules) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(ptr::null(), |c| Ok(c.read(rules, "rules")?.id.start())) }
}

/// Writes the rule book in its canonical bytes, without a final newline. `*out`
/// is a new text: free it with bf_text_free(). Statuses: BF_NULL_POINTER,
/// BF_WRONG_HANDLE.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_rules_json(
    rules: *const bf_rules,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let json = c.read(rules, "rules")?.rules.canonical();
            out.give(json.as_str().into());
            Ok(())
        })
    }
}

/// Writes "sha256:" and the hash of the canonical bytes and one final newline,
/// as plans name it. `*out` is a new text: free it with bf_text_free().
/// Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_rules_hash(
    rules: *const bf_rules,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let hash = c.read(rules, "rules")?.rules.hash();
            out.give(hash.as_str().into());
            Ok(())
        })
    }
}
