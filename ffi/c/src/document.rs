//! Documents: are they right, and how does bangfu write them?

use std::ffi::c_char;

use bangfu::answer;

use crate::error::bf_error;
use crate::guard::call;
use crate::report::{Report, bf_report};
use crate::status::bf_status;
use crate::text::bf_text;

/// Checks a document of any kind (programme, rules, plan) and says all that is
/// wrong or odd with it.
///
/// A document that is wrong is no error of this call: it is what the report
/// says. `*out` is a new report: free it with bf_report_free(). `json` is `len`
/// bytes, or BF_NTS; it is not kept. Safe from many threads at once. Statuses:
/// BF_NULL_POINTER, BF_BAD_LENGTH, BF_OUT_OF_MEMORY.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_check(
    json: *const c_char,
    len: usize,
    out: *mut *mut bf_report,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let bytes = c.document(json, len, "json")?;
            out.give(Report::checked(answer::check(bytes)));
            Ok(())
        })
    }
}

/// Writes a document of any kind in its canonical bytes: sorted keys, no
/// spaces, so that equal documents are equal bytes.
///
/// `*text` is that, without a final newline; `*hash` is "sha256:" and the hash
/// of it and one final newline, as plans name it. Either may be NULL if it is
/// not wanted; both are new texts: free them with bf_text_free(). Safe from
/// many threads at once. Statuses: as bf_programme_read().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_canonical(
    json: *const c_char,
    len: usize,
    text: *mut *mut bf_text,
    hash: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let text = c.handle_optional(text);
            let hash = c.handle_optional(hash);
            let canonical = answer::canonical(c.document(json, len, "json")?)?;
            if let Some(text) = text {
                text.give(canonical.text.as_str().into());
            }
            if let Some(hash) = hash {
                hash.give(canonical.hash.as_str().into());
            }
            Ok(())
        })
    }
}
