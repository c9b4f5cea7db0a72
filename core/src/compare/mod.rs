//! Two plans side by side: who gains, who loses, and why as far as the plans
//! say it.
//!
//! It is also the way to ask *what if*: change the programme or the rules,
//! allocate again, and compare the two plans.
//!
//! Right because: it only subtracts what stands in rows. What a need gains is
//! counted in what the plans grant it, so gained − lost is what the second
//! plan grants more than the first, for money and for each item by itself;
//! money and goods are never summed. Every cause is a difference between two
//! rows, two lines or two bottlenecks of the same id, so it can be looked up.
//!
//! # As data
//!
//! `bangfu compare --json` prints a [`Comparison`] with its warnings, and keys
//! without a value are left out:
//!
//! ```jsonc
//! {
//!   "before": {"programme": "p", "as_of": "2024-04-02", "rules": "r", "engine": "…", "input_hash": "sha256:…", "rules_hash": "sha256:…"},
//!   "after": { /* the same of the second plan */ },
//!   "differs": ["input", "rules"],            // programme | as_of | input | rules | engine
//!   "warnings": [{"code": 1905, "name": "OTHER_PROGRAMME", "pointer": "/programme", "text": "…"}],
//!   "money": {
//!     "totals": {"before": {"required": "…", "granted": "…", "received": "…", "overhead": "…", "reserve": "…", "held": "…"}, "after": { /* … */ }},
//!     "gained": "0.00", "lost": "10.00", "unchanged": 7,
//!     "gains": [], "otherwise": [],
//!     "losses": [{"need": "n-1", "by": "10.00",
//!                 "before": {"required": "90.00", "already": "0.00", "granted": "90.00", "level": "1", "reason": "MET"},
//!                 "after": {"required": "90.00", "already": "0.00", "granted": "80.00", "level": "8/9", "reason": "SHORT", "bottleneck": "b1"},
//!                 "why": [{"cause": "reason", "before": "MET", "after": "SHORT"},
//!                         {"cause": "gift", "gift": "g-1", "became": "smaller", "before": "90.00", "after": "80.00"},
//!                         {"cause": "bottleneck", "after": {"id": "b1", "needs": 1, "gifts": 1, "granted": "80.00"}, "same_needs": 0}]}],
//!     "gifts": [{"gift": "g-1", "before": {"received": "90.00", "used": "90.00", "held": "0.00", "reason": "USED_UP"}, "after": { /* … */ }}]
//!   },
//!   "items": [{"item": "quilt" /* and the same keys, in units */}]
//! }
//! ```
//!
//! Causes are `only_before`, `only_after`, `asks`, `had`, `reason`, `gift`
//! (which became `new`, `gone`, `larger`, `smaller` or stayed the `same`),
//! `bottleneck` and `caps`.
//!
//! Knows no programme and no rules: of these it sees the hashes, which say
//! whether they are others, not how.

mod account;
mod cause;
mod phrases;
mod view;

pub use account::{Account, GiftChange, GiftStanding, NeedChange, Standing, Sums, Two};
pub use cause::{Became, Cause, Crowd};

use serde::Serialize;

use crate::canonical;
use crate::error::{At, Code, Lang, errors};
use crate::plan::Plan;
use crate::registry::Id;
use crate::time::Date;
use view::View;

errors! {
    /// Why plans can't be compared.
    pub enum CompareError {
        /// A need, a gift or a bottleneck has two rows.
        1210 TwoRows "DUPLICATE_ID"
            "这个编号在方案里有两行，无法比较；请先用 bangfu verify 复核"
            "this id has two rows in the plan, which can't be compared; verify the plan first"
        /// A sum leaves the range of amounts.
        1207 SumOutOfRange "OUT_OF_RANGE"
            "这个列表的合计超出可表示的范围"
            "the sum of this list leaves the range that can be held"
    }
}

errors! {
    /// What looks odd about two plans and is no error.
    pub enum CompareWarning {
        /// The plans are of different programmes.
        1905 OtherProgramme "OTHER_PROGRAMME" { before: Id, after: Id }
            "两份方案不是同一个活动的（「{before}」与「{after}」）；编号相同的才互相比较"
            "the plans are of different programmes (“{before}” and “{after}”); what has the same id is compared"
    }
}

/// Which of the two plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The first.
    Before,
    /// The second.
    After,
}

/// A plan that can't be compared, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which plan.
    pub side: Side,
    /// Where in it, and what.
    pub at: At<CompareError>,
}

/// What two plans have in common and what not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// What the first plan is.
    pub before: Head,
    /// What the second plan is.
    pub after: Head,
    /// What of the heads differs.
    pub differs: Vec<Differs>,
    /// Money.
    pub money: Account,
    /// Each item that one of the plans speaks of, sorted by id.
    pub items: Vec<Account>,
}

/// What a plan was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Head {
    /// The programme's id.
    pub programme: Id,
    /// The day of the plan.
    pub as_of: Date,
    /// The rule book's id.
    pub rules: Id,
    /// What made it.
    pub engine: String,
    /// The hash of the programme.
    pub input_hash: String,
    /// The hash of the rule book.
    pub rules_hash: String,
}

/// What two plans were made of differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Differs {
    /// They are of different programmes.
    Programme,
    /// They are of different days.
    AsOf,
    /// The facts, by their hash.
    Input,
    /// The rules, by their hash.
    Rules,
    /// The engine.
    Engine,
}

/// Compares two plans, whoever made them.
///
/// # Errors
///
/// * [`CompareError::TwoRows`] when a plan has two rows for one id;
/// * [`CompareError::SumOutOfRange`] when a sum over its rows can't be held.
///
/// Plans that [`verify`](crate::verify) accepts are never refused.
///
/// # Examples
///
/// ```
/// use bangfu::allocate::NoProgress;
/// use bangfu::compare::compare;
/// use bangfu::{Programme, Rules};
///
/// let programme = Programme::read(br#"{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02",
///     "registry":{"organisations":[{"id":"o","name":"O","kind":"company"}],"places":[{"code":"511781","name":"P"}]},
///     "lists":{"needs":[{"id":"n","place":"511781","category":"relief","money":"9.00"}]},
///     "giving":{"gifts":[{"id":"g","donor":"o","recipient":"o","received_on":"2024-04-01","money":"8.00","restriction":"none"}]}}"#)?;
/// let rules = Rules::read(br#"{"format":"bangfu.rules/1","id":"r"}"#)?;
/// let what_if = Rules::read(br#"{"format":"bangfu.rules/1","id":"r","allocation":{"reserve":{"share":"0.25"}}}"#)?;
/// let before = programme.allocate(&rules, &mut NoProgress)?;
/// let after = programme.allocate(&what_if, &mut NoProgress)?;
/// let found = compare(&before, &after).map_err(|refused| refused.at.error)?;
/// assert_eq!(found.money.lost.count(), 200); // fen
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn compare(before: &Plan, after: &Plan) -> Result<Comparison, Refused> {
    let refused = |side| move |at| Refused { side, at };
    let one = View::new(before).map_err(refused(Side::Before))?;
    let other = View::new(after).map_err(refused(Side::After))?;
    let (money, items) = account::accounts(&one, &other);
    let (before, after) = (Head::of(before), Head::of(after));
    Ok(Comparison {
        differs: before.differs(&after),
        before,
        after,
        money,
        items,
    })
}

impl Head {
    fn of(plan: &Plan) -> Self {
        Self {
            programme: plan.programme.clone(),
            as_of: plan.as_of,
            rules: plan.rules.clone(),
            engine: plan.engine.clone(),
            input_hash: plan.input_hash.clone(),
            rules_hash: plan.rules_hash.clone(),
        }
    }

    fn differs(&self, other: &Self) -> Vec<Differs> {
        let all = [
            (Differs::Programme, self.programme != other.programme),
            (Differs::AsOf, self.as_of != other.as_of),
            (Differs::Input, self.input_hash != other.input_hash),
            (Differs::Rules, self.rules_hash != other.rules_hash),
            (Differs::Engine, self.engine != other.engine),
        ];
        let found = all.into_iter().filter(|(_, differs)| *differs);
        found.map(|(what, _)| what).collect()
    }
}

/// What `--json` prints beside the data.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    comparison: &'a Comparison,
    warnings: Vec<WrittenWarning>,
}

#[derive(Serialize)]
struct WrittenWarning {
    code: u16,
    name: &'static str,
    pointer: &'static str,
    text: String,
}

impl Comparison {
    /// What looks odd.
    #[must_use]
    pub fn warnings(&self) -> Vec<CompareWarning> {
        let other = self.differs.contains(&Differs::Programme);
        let warning = || CompareWarning::OtherProgramme {
            before: self.before.programme.clone(),
            after: self.after.programme.clone(),
        };
        other.then(warning).into_iter().collect()
    }

    /// Money, then each item.
    pub fn accounts(&self) -> impl Iterator<Item = &Account> {
        std::iter::once(&self.money).chain(&self.items)
    }

    /// The comparison and its warnings as a document.
    #[must_use]
    pub fn document(&self, lang: Lang) -> impl Serialize + '_ {
        let row = |warning: CompareWarning| WrittenWarning {
            code: warning.number(),
            name: warning.name(),
            pointer: "/programme",
            text: warning.text(lang),
        };
        Written {
            comparison: self,
            warnings: self.warnings().into_iter().map(row).collect(),
        }
    }

    /// The [document](Self::document) as JSON.
    #[must_use]
    pub fn json(&self, lang: Lang) -> String {
        canonical::compact(&self.document(lang))
    }

    /// What the plans were made of differently, in whole sentences; nothing
    /// when they were made of the same.
    #[must_use]
    pub fn made_of(&self, lang: Lang) -> Vec<String> {
        let (before, after) = (&self.before, &self.after);
        let sentence = |what: &Differs| match what {
            // The warning says it.
            Differs::Programme => None,
            Differs::AsOf => Some(phrases::other_day(lang, before.as_of, after.as_of)),
            Differs::Input => Some(phrases::other_input(lang)),
            Differs::Rules if before.rules == after.rules => {
                Some(phrases::changed_rules(lang, &after.rules))
            }
            Differs::Rules => Some(phrases::other_rules(lang, &before.rules, &after.rules)),
            Differs::Engine => Some(phrases::other_engine(lang, &before.engine, &after.engine)),
        };
        if self.differs.is_empty() {
            return vec![phrases::same_input(lang)];
        }
        self.differs.iter().filter_map(sentence).collect()
    }
}
