//! Errors and findings.

use std::ffi::c_char;
use std::ptr;

use bangfu::error::Lang;
use bangfu::finding::{Finding, Findings};

use crate::contract::{Contract, Tagged, language};
use crate::guard::{Failure, call, get};
use crate::handle::{self, Kind};
use crate::status::{bf_lang, bf_status};
use crate::text::{Text, bf_text};

/// Why a call did nothing: at least one finding.
pub struct bf_error {
    _private: [u8; 0],
}

/// One thing that was found wrong or odd. It is lent by a bf_error or a
/// bf_report and lives as long as that.
pub struct bf_finding {
    _private: [u8; 0],
}

impl Kind for bf_error {
    type Value = Failed;
    const TAG: usize = 0xBF01_5EED_u32 as usize;
}

/// What is behind a [`bf_error`].
#[derive(Debug)]
pub struct Failed {
    rows: Vec<Lent>,
    findings: Findings,
}

pub(crate) fn new(findings: Findings) -> *mut bf_error {
    handle::new(Failed {
        rows: findings.rows().iter().map(Lent::new).collect(),
        findings,
    })
}

/// A finding with its texts as C reads them. It does not move while its owner
/// lives.
#[repr(C)]
#[derive(Debug)]
pub(crate) struct Lent {
    tag: usize,
    number: bf_status,
    line: i64,
    column: i64,
    name: Text,
    pointer: Text,
    zh: Text,
    en: Text,
    facts: Option<Text>,
}

impl Tagged for Lent {
    const TAG: usize = 0xBF02_F1D5_u32 as usize;
}

impl Lent {
    pub(crate) fn new(finding: &Finding) -> Self {
        let place = |at: Option<usize>| at.map_or(-1, |at| i64::try_from(at).unwrap_or(i64::MAX));
        Self {
            tag: Self::TAG,
            number: finding.number().into(),
            line: place(finding.line()),
            column: place(finding.column()),
            name: finding.name().into(),
            pointer: finding.pointer().into(),
            zh: finding.text(Lang::Zh).into(),
            en: finding.text(Lang::En).into(),
            facts: finding
                .facts()
                .map(|facts| facts.to_string().as_str().into()),
        }
    }

    fn text(&self, lang: bf_lang) -> Result<&Text, Failure> {
        Ok(match language(lang)? {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        })
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        // SAFETY: this is the field of a value that is still whole. Volatile,
        // since a plain store to memory that is about to be freed is optimised
        // away, and a stale finding should be recognised where it can be.
        unsafe { ptr::write_volatile(&raw mut self.tag, 0) };
    }
}

fn lent(contract: &Contract, finding: *const bf_finding) -> Result<&Lent, Failure> {
    Ok(contract.borrowed(finding.cast::<Lent>())?)
}

/// The row at an index, as it is lent to the caller.
pub(crate) fn lend(rows: &[Lent], index: usize) -> *const bf_finding {
    rows.get(index)
        .map_or(ptr::null(), |row| ptr::from_ref(row).cast())
}

/// Frees an error and its findings. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_error_free(error: *mut bf_error) {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get((), |c| {
            c.free(error);
            Ok(())
        });
    }
}

/// Returns the status of the call that failed: the number of the first finding.
/// BF_OK when `error` is NULL or no error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_error_status(error: *const bf_error) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(crate::status::BF_OK, |c| {
            Ok(c.read(error, "error")?.findings.first().number().into())
        })
    }
}

/// Returns how many findings the error holds: 1 to 1000. 0 when `error` is NULL
/// or no error. bf_error_more() says how many there are besides.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_error_count(error: *const bf_error) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(c.read(error, "error")?.rows.len())) }
}

/// Returns how many findings there are beyond those that are kept. 0 when
/// `error` is NULL or no error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_error_more(error: *const bf_error) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(c.read(error, "error")?.findings.more())) }
}

/// Lends the finding at `index`, counted from 0 in the order of the document.
/// NULL beyond the end, or when `error` is NULL or no error. It lives as long
/// as the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_error_at(error: *const bf_error, index: usize) -> *const bf_finding {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            Ok(lend(&c.read(error, "error")?.rows, index))
        })
    }
}

/// Writes the findings as a document: `{"errors":[…]}`, as the command line
/// prints it. `*out` is a new text: free it with bf_text_free(). Safe from many
/// threads at once. Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE,
/// BF_UNKNOWN_CONSTANT.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_error_json(
    error: *const bf_error,
    lang: bf_lang,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let json = c.read(error, "error")?.findings.json(language(lang)?);
            out.give(json.as_str().into());
            Ok(())
        })
    }
}

/// Returns the number of a finding. BF_OK when `finding` is NULL or none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_finding_status(finding: *const bf_finding) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(crate::status::BF_OK, |c| Ok(lent(c, finding)?.number)) }
}

/// Lends the name of a finding, such as "UNKNOWN_KEY": it never changes. NULL
/// when `finding` is NULL or none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_finding_name(finding: *const bf_finding) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(ptr::null(), |c| Ok(lent(c, finding)?.name.start())) }
}

/// Lends what is wrong, where, and what would be right, in whole sentences. It
/// holds no name of a person, no ID number, no account. NULL when `finding` is
/// NULL or none, or `lang` is no language.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_finding_text(
    finding: *const bf_finding,
    lang: bf_lang,
) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(ptr::null(), |c| Ok(lent(c, finding)?.text(lang)?.start())) }
}

/// Returns the length in bytes of bf_finding_text(), without its NUL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_finding_text_len(finding: *const bf_finding, lang: bf_lang) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(lent(c, finding)?.text(lang)?.len())) }
}

/// Lends the JSON Pointer to the place in the document, such as
/// "/lists/needs/3/floor"; "" is all of it. What might be an ID number is
/// masked. NULL when `finding` is NULL or none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_finding_pointer(finding: *const bf_finding) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(ptr::null(), |c| Ok(lent(c, finding)?.pointer.start())) }
}

/// Returns the length in bytes of bf_finding_pointer(), without its NUL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_finding_pointer_len(finding: *const bf_finding) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(lent(c, finding)?.pointer.len())) }
}

/// Returns the line of the document, counted from 1. -1 where it is not known,
/// or when `finding` is NULL or none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_finding_line(finding: *const bf_finding) -> i64 {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(-1, |c| Ok(lent(c, finding)?.line)) }
}

/// Returns the column, counted from 1 in characters. -1 where it is not known,
/// or when `finding` is NULL or none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_finding_column(finding: *const bf_finding) -> i64 {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(-1, |c| Ok(lent(c, finding)?.column)) }
}

/// Lends the numbers behind a finding as JSON: of BF_INFEASIBLE_FLOOR the needs
/// and what they lack. NULL where there are none, or when `finding` is NULL or
/// none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_finding_facts(finding: *const bf_finding) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            let facts = lent(c, finding)?.facts.as_ref();
            Ok(facts.map_or(ptr::null(), Text::start))
        })
    }
}

/// Returns the length in bytes of bf_finding_facts(), without its NUL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_finding_facts_len(finding: *const bf_finding) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(0, |c| {
            Ok(lent(c, finding)?.facts.as_ref().map_or(0, Text::len))
        })
    }
}
