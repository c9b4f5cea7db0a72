//! Why this much, in words and as data.
//!
//! For a need that is short the explanation is its bottleneck: the smallest
//! set of needs whose grants use up every gift that may pay any of them. What
//! is added to one of those gifts reaches the set; what is added elsewhere
//! can't, because no other gift may pay any need of it. For a gift that is held
//! it is the list of needs that it might pay, and why each wants no more.
//!
//! Right because: reasons and bottlenecks are the plan's own, and the rest
//! follows from the programme and its rules by [`policy`](crate::policy); what
//! the smallest further gift is follows from the order of units (`smallest` says
//! why). So it explains anyone's plan; whether the plan is right,
//! [`verify`](crate::verify) says. Only how far a cap on a group has to be raised
//! does not stand in the plan: for that `raise` has it solved once more, and what
//! it says holds for the plan that `verify` accepts.
//!
//! All but `raise` know the solver's order of units, and nothing of how it solves.

mod facts;
mod gift;
mod letter;
mod name;
mod need;
mod phrases;
mod raise;
mod smallest;
mod view;

use serde::Serialize;

pub use facts::{
    BottleneckFacts, CapFacts, CapRaise, Change, EligibleGift, EligibleNeed, ExplainedFacts,
    GiftFacts, NeedFacts, NoChange,
};
pub use name::{Donor, count, donor, percent};

use crate::error::Lang;
use crate::giving::Restriction;
use crate::plan::{GiftReason, NeedReason, Plan};
use crate::policy::Rules;
use crate::programme::Programme;
use crate::registry::{Force, Id};
use gift::GiftStory;
use name::Names;
use need::NeedStory;
use view::View;

/// Why a need got this much, or a gift was used or held.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanation {
    /// The plan's reason.
    pub reason: Reason,
    /// The numbers.
    pub facts: ExplainedFacts,
    zh: String,
    en: String,
}

/// The reason that a plan gives for a need or a gift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum Reason {
    /// Of a need.
    Need(NeedReason),
    /// Of a gift.
    Gift(GiftReason),
}

impl Explanation {
    /// The explanation in whole sentences: where it stands, why, and what
    /// would change it, a paragraph each. It names organisations, places and
    /// projects, never a person.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Explains why the need got this much; none when the programme or the plan
/// has no such need.
///
/// Of a need that a cap on a group holds down it says how far the cap has to be
/// raised, which takes as long as an allocation of the money; all else is quick.
///
/// `rules` are those that the plan was made with.
#[must_use]
pub fn need(programme: &Programme, rules: &Rules, plan: &Plan, id: &Id) -> Option<Explanation> {
    let view = View::new(programme.facts(), &rules.allocation, plan);
    let (index, need, row) = view.need(id)?;
    let story = NeedStory::new(&view, index, need, row);
    Some(Explanation {
        reason: Reason::Need(row.reason),
        zh: story.text(Lang::Zh),
        en: story.text(Lang::En),
        facts: ExplainedFacts::Need(Box::new(story.facts)),
    })
}

/// Explains why the gift was used or held; none when the programme or the plan
/// has no such gift.
///
/// `rules` are those that the plan was made with.
#[must_use]
pub fn gift(programme: &Programme, rules: &Rules, plan: &Plan, id: &Id) -> Option<Explanation> {
    let view = View::new(programme.facts(), &rules.allocation, plan);
    let (index, gift, row) = view.gift(id)?;
    let story = GiftStory::new(&view, index, gift, row);
    Some(Explanation {
        reason: Reason::Gift(row.reason),
        zh: story.text(Lang::Zh),
        en: story.text(Lang::En),
        facts: ExplainedFacts::Gift(Box::new(story.facts)),
    })
}

/// What a restriction allows, in words, such as “only for the project 思源工程”.
#[must_use]
pub fn restriction(programme: &Programme, restriction: &Restriction, lang: Lang) -> String {
    Names {
        lang,
        facts: programme.facts(),
    }
    .restriction(restriction)
}

/// What a cap of a plan, such as `rules:2`, covers, in words.
#[must_use]
pub fn cap(programme: &Programme, rules: &Rules, name: &str, lang: Lang) -> String {
    Names {
        lang,
        facts: programme.facts(),
    }
    .cap(name, &rules.allocation.caps)
}

/// Why a need gets no more, in a few words.
#[must_use]
pub const fn need_reason(reason: NeedReason, lang: Lang) -> &'static str {
    phrases::wants(lang, reason)
}

/// Why no more of a gift is used, in a few words.
#[must_use]
pub const fn gift_reason(reason: GiftReason, lang: Lang) -> &'static str {
    phrases::state(lang, reason)
}

/// A force by its name, such as 东西部协作.
#[must_use]
pub const fn force(force: Force, lang: Lang) -> &'static str {
    phrases::force(lang, force)
}

/// A category in the reader's language where it is one of the field's, else
/// the word itself.
#[must_use]
pub fn category(word: &str, lang: Lang) -> &str {
    phrases::category(lang, word)
}
