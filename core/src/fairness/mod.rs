//! How fairly a plan serves whom, and what its caps on groups cost.
//!
//! *Coverage* is what needs have after the plan over what they ask for,
//! summed by tier, county, village, project and category: exact fractions of
//! exact sums. What the gifts of each force pay is summed beside it. Every
//! table is a partition of the plan's rows, or of its lines, so each sums to
//! the plan's totals to the fen.
//!
//! *The price of the caps* is found by allocating once more without any cap on
//! a group. Without them the greedy set is the largest that can be paid (the
//! feasible sets are then those of a transversal matroid), so the difference of
//! the totals is what the caps cost, as long as no minimum grant takes part; it
//! may be less than what single needs lose, since others gain. For each full
//! cap the same is asked of that cap alone.
//!
//! Knows the solver only by [`Programme::allocate`].
//!
//! # As data
//!
//! `bangfu fairness --json` prints a [`Fairness`]; keys without a value are
//! left out:
//!
//! ```jsonc
//! {
//!   "programme": "p", "as_of": "2024-04-02", "rules": "r", "fits": true,
//!   "money": {
//!     "all": {"needs": 2, "required": "150.00", "already": "0.00", "granted": "93.00", "covered": "93.00",
//!             "level": "31/50", "decimal": "0.620", "met": 1, "short": 1, "zero": 0, "open": 0,
//!             "lowest": {"level": "1/2", "decimal": "0.500", "needs": 1, "first": "n-2"}},
//!     "tiers": [{"tier": 1 /* and the keys of "all" */}],
//!     "counties": [{"place": "511781", "name": "万源市" /* … */}],
//!     "places": [{"place": "511781109200", "name": "示例一村" /* … */}],
//!     "projects": [{"project": "farm", "name": "农场" /* … */}, { /* needs without a project */ }],
//!     "categories": [{"category": "relief" /* … */}],
//!     "forces": [{"force": "east_west", "gifts": 1, "needs": 2, "granted": "93.00", "share": "1", "decimal": "1.000"}]
//!   },
//!   "items": [{"item": "quilt" /* and the same keys, in units */}],
//!   "caps": {"granted": "93.00", "without": "100.00", "price": "7.00", "greatest": "98.00",
//!            "rises": {"needs": 1, "by": "9.00"}, "falls": {"needs": 1, "by": "2.00"},
//!            "each": [{"cap": "rules:0", "max": "50.00", "granted": "50.00", "full": true, "needs": 1,
//!                      "rises": {"needs": 1, "by": "9.00"},
//!                      "alone": {"without": "100.00", "price": "7.00", "rises": { /* … */ }, "falls": { /* … */ }}}]}
//! }
//! ```
//!
//! `already` is what needs had before, `covered` both together where it is
//! known what is asked for; `open` counts needs where it is not. `price` may be
//! below 0 under a minimum grant.

mod coverage;
mod greatest;
mod price;

pub use coverage::{Coverage, ForceRow, Group, Key, Lowest, Row};
pub use price::{Alone, CapPrice, Moved, Price};

use serde::Serialize;

use crate::allocate::{AllocateError, Progress};
use crate::canonical;
use crate::error::{At, errors};
use crate::plan::Plan;
use crate::policy::Rules;
use crate::programme::Programme;
use crate::registry::Id;
use crate::time::Date;

errors! {
    /// Why a plan can't be summed by the facts of a programme.
    pub enum FairnessError {
        /// The plan is another programme's.
        1211 OtherPlan "UNKNOWN_REFERENCE" { plan: Id, programme: Id }
            "方案是为「{plan}」做的，而给出的文件是「{programme}」；请给出同一套"
            "the plan is for “{plan}”, but the programme given is “{programme}”; give those that belong together"
        /// A row or a line names what the programme lacks.
        1211 UnknownRow "UNKNOWN_REFERENCE"
            "活动里没有这一项，或者品种不同；请先用 bangfu verify 复核方案"
            "the programme has no such entry, or one of another item; verify the plan first"
        /// A need has two rows.
        1210 TwiceInPlan "DUPLICATE_ID"
            "这个编号在方案里有两行；请先用 bangfu verify 复核方案"
            "this id has two rows in the plan; verify the plan first"
        /// A need of the programme has no row.
        1202 NoRow "MISSING_KEY" { need: Id }
            "方案里没有需求「{need}」这一行；请先用 bangfu verify 复核方案"
            "the plan has no row for the need “{need}”; verify the plan first"
        /// A sum leaves the range of amounts.
        1207 TotalOutOfRange "OUT_OF_RANGE"
            "这个列表的合计超出可表示的范围"
            "the sum of this list leaves the range that can be held"
    }
}

/// Why there is no report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The plan does not go with the programme; where in the plan.
    Plan(At<FairnessError>),
    /// Allocating without caps has no answer.
    Allocate(AllocateError),
}

/// How a plan serves whom, and what its caps cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Fairness {
    /// The programme's id.
    pub programme: Id,
    /// The day of the plan.
    pub as_of: Date,
    /// The rule book's id.
    pub rules: Id,
    /// Whether the plan's hashes are those of the programme and the rules; if
    /// not, the price of the caps compares what does not belong together.
    pub fits: bool,
    /// Coverage of money.
    pub money: Coverage,
    /// Coverage of each item, sorted by id.
    pub items: Vec<Coverage>,
    /// What the caps cost; none when there are no caps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caps: Option<Price>,
}

impl Fairness {
    /// The report as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        canonical::compact(self)
    }
}

/// Sums up a plan by tier, place, project, category and force, and finds what
/// the caps on groups cost.
///
/// `rules` are those that the plan was made with. `progress` hears of each
/// allocation without caps, one after the other.
///
/// # Errors
///
/// * [`Refused::Plan`] when the plan's rows are not those of the programme;
/// * [`Refused::Allocate`] when allocating without caps fails, as
///   [`Programme::allocate`] does.
///
/// # Examples
///
/// ```
/// use bangfu::Programme;
/// use bangfu::allocate::NoProgress;
/// use bangfu::fairness::fairness;
///
/// let programme = Programme::read(include_bytes!("../../tests/data/reasons.json"))?;
/// let rules = programme.rules().ok_or("no rules")?;
/// let plan = programme.allocate(rules, &mut NoProgress)?;
/// let found = fairness(&programme, rules, &plan, &mut NoProgress).map_err(|_| "refused")?;
/// let by_tier = found.money.tiers.iter().map(|row| row.group.granted.count());
/// assert_eq!(by_tier.sum::<i64>(), plan.totals.granted.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn fairness(
    programme: &Programme,
    rules: &Rules,
    plan: &Plan,
    progress: &mut dyn Progress,
) -> Result<Fairness, Refused> {
    let (money, items) = coverage::coverage(programme, plan).map_err(Refused::Plan)?;
    Ok(Fairness {
        programme: programme.id().clone(),
        as_of: programme.as_of(),
        rules: rules.id().clone(),
        fits: plan.input_hash == programme.input_hash() && plan.rules_hash == rules.hash(),
        money,
        items,
        caps: price::price(programme, rules, plan, progress).map_err(Refused::Allocate)?,
    })
}
