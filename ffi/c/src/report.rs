//! What checking a document, or verifying a plan, came to.

use std::ffi::c_char;
use std::ptr;

use bangfu::answer::{Checked, Verified};
use bangfu::error::Lang;
use bangfu::finding::Finding;
use bangfu::misuse::Misuse;

use crate::contract::language;
use crate::error::{Lent, bf_error, bf_finding, lend};
use crate::guard::{call, get};
use crate::handle::Kind;
use crate::status::{bf_lang, bf_status};
use crate::text::{Text, bf_text};

/// What bf_check() says of a document, or bf_plan_verify() of a plan.
pub struct bf_report {
    _private: [u8; 0],
}

impl Kind for bf_report {
    type Value = Report;
    const TAG: usize = 0xBF05_4E90_u32 as usize;
}

/// What is behind a [`bf_report`].
pub struct Report {
    answer: Answer,
    format: Option<Text>,
    errors: Vec<Lent>,
    more: usize,
    warnings: Vec<Lent>,
}

enum Answer {
    Checked(Checked),
    Verified(Box<Verified>),
}

impl Report {
    pub(crate) fn checked(checked: Checked) -> Self {
        Self {
            format: checked.format().map(Text::from),
            errors: lent(checked.errors()),
            more: checked.more(),
            warnings: lent(checked.warnings()),
            answer: Answer::Checked(checked),
        }
    }

    pub(crate) fn verified(verified: Verified) -> Self {
        Self {
            format: None,
            errors: lent(verified.violations()),
            more: verified.more(),
            warnings: Vec::new(),
            answer: Answer::Verified(Box::new(verified)),
        }
    }

    fn json(&self, lang: Lang) -> String {
        match &self.answer {
            Answer::Checked(checked) => checked.json(lang),
            Answer::Verified(verified) => verified.json(lang),
        }
    }

    /// The answer about a plan. A report on a document is none.
    fn of_plan(&self) -> Result<&Verified, Misuse> {
        match &self.answer {
            Answer::Verified(verified) => Ok(verified),
            Answer::Checked(_) => Err(Misuse::WrongHandle { argument: "report" }),
        }
    }
}

fn lent(findings: &[Finding]) -> Vec<Lent> {
    findings.iter().map(Lent::new).collect()
}

/// Frees a report and its findings. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_report_free(report: *mut bf_report) {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get((), |c| {
            c.free(report);
            Ok(())
        });
    }
}

/// Returns 1 when nothing is wrong, 0 when something is. -1 when `report` is
/// NULL or no report, so compare with 1. Safe from many threads at once, as all
/// that follow.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_report_ok(report: *const bf_report) -> i32 {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(-1, |c| {
            let report = c.read(report, "report")?;
            Ok(i32::from(report.errors.is_empty()))
        })
    }
}

/// Returns how many errors (of a plan: violations) the report holds, at most
/// 1000; bf_report_more() says how many there are besides. 0 when `report` is
/// NULL or no report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_report_error_count(report: *const bf_report) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(c.read(report, "report")?.errors.len())) }
}

/// Returns how many errors there are beyond those that are kept. 0 when
/// `report` is NULL or no report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_report_more(report: *const bf_report) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(c.read(report, "report")?.more)) }
}

/// Lends the error at `index`, counted from 0 in the order of the document, for
/// as long as the report lives. NULL beyond the end, or when `report` is NULL
/// or no report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_report_error_at(
    report: *const bf_report,
    index: usize,
) -> *const bf_finding {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            Ok(lend(&c.read(report, "report")?.errors, index))
        })
    }
}

/// Returns how many warnings there are: what is odd in a document without
/// errors. 0 when `report` is NULL or no report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_report_warning_count(report: *const bf_report) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(c.read(report, "report")?.warnings.len())) }
}

/// Lends the warning at `index`, as bf_report_error_at().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_report_warning_at(
    report: *const bf_report,
    index: usize,
) -> *const bf_finding {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            Ok(lend(&c.read(report, "report")?.warnings, index))
        })
    }
}

/// Lends the format of the document that was checked, such as
/// "bangfu.programme/1". NULL where it could not be told, for a verified plan,
/// or when `report` is NULL or no report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_report_format(report: *const bf_report) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            let report = c.read(report, "report")?;
            Ok(report.format.as_ref().map_or(ptr::null(), Text::start))
        })
    }
}

/// Returns how many lines of the plan were verified. 0 for a document that was
/// checked, or when `report` is NULL or no report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_report_lines_checked(report: *const bf_report) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(c.read(report, "report")?.of_plan()?.lines())) }
}

/// Returns how many needs of the plan were verified. 0 for a document that was
/// checked, or when `report` is NULL or no report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_report_needs_checked(report: *const bf_report) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(c.read(report, "report")?.of_plan()?.needs())) }
}

/// Returns how many gifts of the plan were verified. 0 for a document that was
/// checked, or when `report` is NULL or no report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_report_gifts_checked(report: *const bf_report) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(c.read(report, "report")?.of_plan()?.gifts())) }
}

/// Returns 1 when it was verified which needs fall below the minimum grant, 0
/// when there are too many needs for that and the plan was believed. -1 for a
/// document that was checked, or when `report` is NULL or no report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_report_minimum_grant_checked(report: *const bf_report) -> i32 {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(-1, |c| {
            let checked = c.read(report, "report")?.of_plan()?.minimum_grant_checked();
            Ok(i32::from(checked))
        })
    }
}

/// Writes the report as a document: `{"ok":…,"errors":[…],"warnings":[…]}`, of
/// a plan `{"ok":…,"violations":[…],…}`. `*out` is a new text: free it with
/// bf_text_free(). Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE,
/// BF_UNKNOWN_CONSTANT.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_report_json(
    report: *const bf_report,
    lang: bf_lang,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let json = c.read(report, "report")?.json(language(lang)?);
            out.give(json.as_str().into());
            Ok(())
        })
    }
}

/// Writes what was verified and what came of it, to be filed with the plan:
/// hashes, sums, the judgement. `*out` is a new text: free it with
/// bf_text_free(). Statuses: BF_NULL_POINTER, BF_UNKNOWN_CONSTANT, and
/// BF_WRONG_HANDLE also for the report on a document.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_report_certificate(
    report: *const bf_report,
    lang: bf_lang,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let report = c.read(report, "report")?;
            let certificate = report.of_plan()?.certificate(language(lang)?);
            out.give(certificate.as_str().into());
            Ok(())
        })
    }
}
