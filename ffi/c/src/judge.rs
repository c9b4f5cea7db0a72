//! Why this much, and is it right?

use std::ffi::c_char;

use bangfu::Plan;
use bangfu::answer::{self, Explained};
use bangfu::error::Lang;
use bangfu::finding::Findings;

use crate::contract::{Contract, language};
use crate::error::bf_error;
use crate::guard::{Failure, call};
use crate::plan::bf_plan;
use crate::programme::{bf_programme, bf_rules};
use crate::report::{Report, bf_report};
use crate::status::{bf_lang, bf_status};
use crate::text::{Text, bf_text};

/// Explains why a need gets as much as it does, in whole sentences, a paragraph
/// a line. `rules` may be NULL: then the programme's own apply, as they did
/// when the plan was made. `*out` is a new text: free it with bf_text_free().
/// Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE, BF_NOT_UTF8, BF_BAD_LENGTH,
/// BF_EMBEDDED_NUL, BF_UNKNOWN_CONSTANT, BF_UNKNOWN_REFERENCE when there is no
/// such need or the plan is another programme's, and BF_RULES_NOT_IN_FORCE and
/// such when no rules apply.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_explain_need(
    plan: *const bf_plan,
    programme: *const bf_programme,
    rules: *const bf_rules,
    id: *const c_char,
    len: usize,
    lang: bf_lang,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let question = (plan, programme, rules, id, len);
            explain(c, question, answer::explain_need, lang, out, |why, lang| {
                why.text(lang).into()
            })
        })
    }
}

/// Explains why a need gets as much as it does, as a document: the reason, the
/// text of bf_plan_explain_need(), and the numbers behind it. All else as
/// there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_explain_need_json(
    plan: *const bf_plan,
    programme: *const bf_programme,
    rules: *const bf_rules,
    id: *const c_char,
    len: usize,
    lang: bf_lang,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let question = (plan, programme, rules, id, len);
            explain(c, question, answer::explain_need, lang, out, |why, lang| {
                why.json(lang).as_str().into()
            })
        })
    }
}

/// Explains what becomes of a gift and why no more of it is used, in whole
/// sentences, a paragraph a line. `rules` may be NULL: then the programme's own
/// apply, as they did when the plan was made. `*out` is a new text: free it
/// with bf_text_free(). Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE,
/// BF_NOT_UTF8, BF_BAD_LENGTH, BF_EMBEDDED_NUL, BF_UNKNOWN_CONSTANT,
/// BF_UNKNOWN_REFERENCE when there is no such gift or the plan is another
/// programme's, and BF_RULES_NOT_IN_FORCE and such when no rules apply.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_explain_gift(
    plan: *const bf_plan,
    programme: *const bf_programme,
    rules: *const bf_rules,
    id: *const c_char,
    len: usize,
    lang: bf_lang,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let question = (plan, programme, rules, id, len);
            explain(c, question, answer::explain_gift, lang, out, |why, lang| {
                why.text(lang).into()
            })
        })
    }
}

/// Explains what becomes of a gift and why no more of it is used, as a
/// document: the reason, the text of bf_plan_explain_gift(), and the numbers
/// behind it. All else as there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_explain_gift_json(
    plan: *const bf_plan,
    programme: *const bf_programme,
    rules: *const bf_rules,
    id: *const c_char,
    len: usize,
    lang: bf_lang,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let question = (plan, programme, rules, id, len);
            explain(c, question, answer::explain_gift, lang, out, |why, lang| {
                why.json(lang).as_str().into()
            })
        })
    }
}

/// Verifies a plan, whoever made it: lawful, affordable, greedy, complete.
///
/// A plan that is wrong is no error of this call: it is what the report says,
/// with every violation at its place in the plan. `rules` may be NULL: then the
/// programme's own apply. `*out` is a new report: free it with
/// bf_report_free(). Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE, and
/// BF_RULES_NOT_IN_FORCE and such when the rules can't be applied to the
/// programme: then no plan is right or wrong.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_plan_verify(
    plan: *const bf_plan,
    programme: *const bf_programme,
    rules: *const bf_rules,
    out: *mut *mut bf_report,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let (planned, facts) = (c.read(plan, "plan")?, c.read(programme, "programme")?);
            let beside = c.read_optional(rules, "rules")?;
            let rules = beside.as_ref().map(|book| &book.rules);
            let verified = answer::verify(&facts.programme, rules, &planned.plan)?;
            out.give(Report::verified(verified));
            Ok(())
        })
    }
}

/// Plan, programme, rules and id as they came in.
type Question = (
    *const bf_plan,
    *const bf_programme,
    *const bf_rules,
    *const c_char,
    usize,
);

/// Asks for an explanation and gives it in one of its forms.
fn explain(
    contract: &Contract,
    (plan, programme, rules, id, len): Question,
    ask: fn(&bangfu::Programme, Option<&bangfu::Rules>, &Plan, &str) -> Result<Explained, Findings>,
    lang: bf_lang,
    out: *mut *mut bf_text,
    form: fn(&Explained, Lang) -> Text,
) -> Result<(), Failure> {
    let out = contract.handle(out, "out")?;
    let lang = language(lang)?;
    let id = contract.word(id, len, "id")?;
    let planned = contract.read(plan, "plan")?;
    let facts = contract.read(programme, "programme")?;
    let beside = contract.read_optional(rules, "rules")?;
    let rules = beside.as_ref().map(|book| &book.rules);
    out.give(form(
        &ask(&facts.programme, rules, &planned.plan, id)?,
        lang,
    ));
    Ok(())
}
