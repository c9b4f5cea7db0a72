//! Why this much?

use serde::Serialize;

use super::AnswerError;
use super::plan::applicable;
use crate::allocate::explain::{self, ExplainedFacts, Explanation, Reason};
use crate::canonical;
use crate::error::{At, Lang, Pointer};
use crate::finding::{Finding, Findings, spoken};
use crate::plan::Plan;
use crate::policy::Rules;
use crate::programme::Programme;
use crate::registry::Id;

/// Why a need got this much, or a gift was used or held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    id: Id,
    fits: bool,
    found: Explanation,
}

/// `explain` as formats.md writes it.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    need: Option<&'a Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gift: Option<&'a Id>,
    reason: Reason,
    text: &'a str,
    facts: &'a ExplainedFacts,
}

impl Explained {
    /// The plan's reason, such as `SHORT` or `USED_UP`.
    #[must_use]
    pub const fn reason(&self) -> &'static str {
        match self.found.reason {
            Reason::Need(reason) => reason.name(),
            Reason::Gift(reason) => reason.name(),
        }
    }

    /// The explanation in whole sentences, a paragraph a line.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        self.found.text(lang)
    }

    /// Whether the plan's hashes are those of the programme and the rules; if
    /// not, it may be older than they are.
    #[must_use]
    pub const fn fits(&self) -> bool {
        self.fits
    }

    /// The explanation as a document:
    /// `{"need":…,"reason":…,"text":…,"facts":{…}}`.
    #[must_use]
    pub fn document(&self, lang: Lang) -> impl Serialize + '_ {
        let of_need = matches!(self.found.reason, Reason::Need(_));
        Written {
            need: of_need.then_some(&self.id),
            gift: (!of_need).then_some(&self.id),
            reason: self.found.reason,
            text: self.text(lang),
            facts: &self.found.facts,
        }
    }

    /// The [document](Self::document) as JSON.
    #[must_use]
    pub fn json(&self, lang: Lang) -> String {
        canonical::compact(&self.document(lang))
    }
}

/// Explains why the need got this much.
///
/// # Errors
///
/// `UNKNOWN_REFERENCE` when there is no such need or the plan is another
/// programme's; and when no rules apply.
pub fn explain_need(
    programme: &Programme,
    rules: Option<&Rules>,
    plan: &Plan,
    id: &str,
) -> Result<Explained, Findings> {
    explain(programme, rules, plan, id, explain::need, no_such_need)
}

/// Explains why the gift was used or held.
///
/// # Errors
///
/// `UNKNOWN_REFERENCE` when there is no such gift or the plan is another
/// programme's; and when no rules apply.
pub fn explain_gift(
    programme: &Programme,
    rules: Option<&Rules>,
    plan: &Plan,
    id: &str,
) -> Result<Explained, Findings> {
    explain(programme, rules, plan, id, explain::gift, no_such_gift)
}

/// That there is no need of this id, which is shown masked where it might be
/// an ID number.
#[must_use]
pub fn no_such_need(id: &str) -> Findings {
    Finding::new(&AnswerError::NoSuchNeed { id: spoken(id) }).into()
}

/// That there is no gift of this id, which is shown masked where it might be
/// an ID number.
#[must_use]
pub fn no_such_gift(id: &str) -> Findings {
    Finding::new(&AnswerError::NoSuchGift { id: spoken(id) }).into()
}

fn explain(
    programme: &Programme,
    rules: Option<&Rules>,
    plan: &Plan,
    word: &str,
    find: fn(&Programme, &Rules, &Plan, &Id) -> Option<Explanation>,
    unknown: fn(&str) -> Findings,
) -> Result<Explained, Findings> {
    let rules = applicable(programme, rules)?;
    if plan.programme != *programme.id() {
        let error = AnswerError::OtherProgramme {
            plan: plan.programme.clone(),
            programme: programme.id().clone(),
        };
        let at = At::new(Pointer::root().key("programme"), error);
        return Err(Findings::from([at].as_slice()));
    }
    let unknown = || unknown(word);
    let id = Id::parse(word).ok_or_else(unknown)?;
    let found = find(programme, rules, plan, &id).ok_or_else(unknown)?;
    let fits = plan.input_hash == programme.input_hash() && plan.rules_hash == rules.hash();
    Ok(Explained { id, fits, found })
}
