//! A plan: who gets how much, from which gift, and why.
//!
//! It is the form of an answer and nothing else: it may come from bangfu, from
//! another engine or from a person, and only [`verify`](crate::verify) says
//! whether it is right. So both the allocator and the verifier know this room,
//! and it knows neither.

mod columns;
mod reason;

pub use columns::{Columns, GiftColumns, Ids, ItemColumns, LineColumns, NO_INDEX, NeedColumns};

use serde::Serialize;

use crate::canonical;
use crate::money::{Fen, Share};
use crate::registry::Id;
use crate::sorted::sort_by;
use crate::time::Date;

/// A plan for a programme under a rule book (分配方案).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Plan {
    /// Always `bangfu.plan/1`.
    pub format: PlanFormat,
    /// The programme's id.
    pub programme: Id,
    /// The day of the plan.
    pub as_of: Date,
    /// The rule book's id.
    pub rules: Id,
    /// Which engine made it, with its version.
    pub engine: String,
    /// `sha256:` and the hash of the programme's canonical bytes.
    #[cfg_attr(
        feature = "schemas",
        schemars(regex(pattern = "^sha256:[0-9a-f]{64}$"))
    )]
    pub input_hash: String,
    /// `sha256:` and the hash of the rule book's canonical bytes.
    #[cfg_attr(
        feature = "schemas",
        schemars(regex(pattern = "^sha256:[0-9a-f]{64}$"))
    )]
    pub rules_hash: String,
    /// One row for each need, sorted by id.
    pub needs: Vec<NeedRow>,
    /// One row for each gift, sorted by id.
    pub gifts: Vec<GiftRow>,
    /// Which gift pays which need, sorted by gift, part, need.
    pub lines: Vec<Line>,
    /// What each pool's parts match, sorted by gift and part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub matches: Vec<MatchRow>,
    /// Why needs are short, numbered by their smallest need.
    pub bottlenecks: Vec<Bottleneck>,
    /// The sums.
    pub totals: Totals,
}

impl Plan {
    /// The canonical JSON of the plan, without a final newline: arrays in their
    /// order, whichever order the plan came in.
    #[must_use]
    pub fn canonical(&self) -> String {
        canonical::text(&self.sorted())
    }

    /// The same plan with its arrays in their order.
    #[must_use]
    pub fn sorted(&self) -> Self {
        let mut plan = self.clone();
        sort_by(&mut plan.needs, |a, b| a.id.cmp(&b.id));
        sort_by(&mut plan.gifts, |a, b| a.id.cmp(&b.id));
        sort_by(&mut plan.lines, |a, b| {
            (&a.gift, a.part, &a.need).cmp(&(&b.gift, b.part, &b.need))
        });
        sort_by(&mut plan.matches, |a, b| {
            (&a.gift, a.part).cmp(&(&b.gift, b.part))
        });
        // `b2` stands before `b10`.
        sort_by(&mut plan.bottlenecks, |a, b| {
            (a.id.len(), &a.id).cmp(&(b.id.len(), &b.id))
        });
        sort_by(&mut plan.totals.items, |a, b| a.item.cmp(&b.item));
        plan
    }

    /// The row of a need, found by halving when the rows are sorted. For an id that
    /// is not there all rows are looked at.
    #[must_use]
    pub fn need(&self, id: &Id) -> Option<&NeedRow> {
        row(&self.needs, id, |row| &row.id)
    }

    /// The row of a gift, as [`need`](Self::need) finds one.
    #[must_use]
    pub fn gift(&self, id: &Id) -> Option<&GiftRow> {
        row(&self.gifts, id, |row| &row.id)
    }
}

/// The row with this id. Rows of a plan that was read may stand in any order:
/// what isn't where it would be among sorted rows is looked for everywhere.
fn row<'r, T>(rows: &'r [T], id: &Id, of: impl Fn(&T) -> &Id) -> Option<&'r T> {
    let at = rows.partition_point(|row| of(row) < id);
    let own = |row: &&T| of(row) == id;
    let sorted = rows.get(at).filter(own);
    sorted.or_else(|| rows.iter().find(own))
}

/// The name and major version of the plan document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
pub enum PlanFormat {
    /// The format described by formats.md.
    #[default]
    #[serde(rename = "bangfu.plan/1")]
    V1,
}

/// An amount of money in yuan, or a count of units of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Measure {
    /// Money.
    Money(Fen),
    /// Units.
    Units(#[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))] u64),
}

impl Measure {
    /// The amount in fen, or the count, as one kind of number.
    #[must_use]
    pub const fn count(self) -> i64 {
        match self {
            Self::Money(fen) => fen.0,
            // Counts of a document are at most 2^53 − 1.
            Self::Units(units) => units.cast_signed(),
        }
    }
}

/// What a need gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct NeedRow {
    /// The need.
    pub id: Id,
    /// The item, for a need of goods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<Id>,
    /// What it asks for in all; absent for unknown and unlimited quantities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<Measure>,
    /// What it had before.
    pub already: Measure,
    /// What this plan grants.
    pub granted: Measure,
    /// (already + granted) ÷ required, in lowest terms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Share>,
    /// Why it gets no more.
    pub reason: NeedReason,
    /// The bottleneck that holds it down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bottleneck: Option<String>,
}

/// Why a need gets no more: the first that is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NeedReason {
    /// Nobody knows how much it needs.
    UnknownQuantity,
    /// It has all it asks for.
    Met,
    /// It has reached its own cap.
    Capped,
    /// What it could get is below the minimum grant.
    BelowMinimum,
    /// It counts 0, so it gets nothing beyond its floor.
    ZeroWeight,
    /// No gift that has anything available may pay it.
    NoEligibleGift,
    /// A cap on a group that it belongs to is full.
    GroupCapped,
    /// All that may pay it went to earlier phases.
    Outranked,
    /// All that may pay it is used up.
    Short,
}

/// What becomes of a gift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct GiftRow {
    /// The gift.
    pub id: Id,
    /// The item, for a gift of goods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<Id>,
    /// What arrived; 0 when it has not arrived yet.
    pub received: Measure,
    /// What is kept for overhead; money only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overhead: Option<Fen>,
    /// What is kept in reserve; money only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserve: Option<Fen>,
    /// What this plan uses.
    pub used: Measure,
    /// What is left.
    pub held: Measure,
    /// Why no more of it is used.
    pub reason: GiftReason,
}

/// Why no more of a gift is used: the first that is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum GiftReason {
    /// It arrives after the day of the plan.
    NotYetReceived,
    /// The last day on which it may be used has passed.
    UseByPassed,
    /// The goods do not stay good for long enough.
    BestBefore,
    /// Nothing of it is left.
    UsedUp,
    /// It may pay no need of the programme.
    NoEligibleNeed,
    /// What is left is less than a pack.
    BelowPack,
    /// The needs that it may pay want no more.
    NoFurtherEligibleNeed,
    /// It matches other gifts, and what is left no gift has triggered.
    NotTriggered,
}

/// A gift pays a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Line {
    /// The gift.
    pub gift: Id,
    /// The part of it, counted from 0, when it is given in parts or matches
    /// others.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))]
    pub part: Option<u64>,
    /// The need.
    pub need: Id,
    /// How much.
    #[serde(flatten)]
    pub paid: Paid,
}

/// What a line pays, more than 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Paid {
    /// Money, in yuan.
    Money(Fen),
    /// Units of the item.
    Units(#[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))] u64),
}

impl Paid {
    /// The amount in fen, or the count, as one kind of number.
    #[must_use]
    pub const fn count(self) -> i64 {
        match self {
            Self::Money(fen) => fen.0,
            // Counts of a document are at most 2^53 − 1.
            Self::Units(units) => units.cast_signed(),
        }
    }
}

/// A part of a pool (配捐): so much of it may be used because another gift
/// arrived, for what both gifts are for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct MatchRow {
    /// The gift that is the pool.
    pub gift: Id,
    /// The part of it, counted from 0 in the order of receipt.
    #[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))]
    pub part: u64,
    /// The matching of the rules.
    pub matching: Id,
    /// The gift that triggers it.
    pub trigger: Id,
    /// The part of that gift, when it is given in parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))]
    pub trigger_part: Option<u64>,
    /// How much it triggers, in yuan.
    pub money: Fen,
}

/// A smallest set of needs whose grants use up every gift that may pay any of
/// them; or, for needs under full caps, those caps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Bottleneck {
    /// `b1`, `b2`, … by the smallest need.
    pub id: String,
    /// The needs of the set that stand in no entry of `rests_on`.
    pub needs: Vec<Id>,
    /// The gifts of the set that stand in no entry of `rests_on`.
    pub gifts: Vec<Id>,
    /// The full caps: `rules:2`, `project:sunset-farm`.
    pub caps: Vec<String>,
    /// The entries that the set contains besides.
    pub rests_on: Vec<String>,
}

/// The sums of a plan. received = overhead + reserve + granted + held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Totals {
    /// Money that arrived.
    pub received: Fen,
    /// Kept for overhead.
    pub overhead: Fen,
    /// Kept in reserve.
    pub reserve: Fen,
    /// What the gifts could pay.
    pub available: Fen,
    /// Money that the needs ask for.
    pub required: Fen,
    /// Money that the plan grants.
    pub granted: Fen,
    /// Money that is left.
    pub held: Fen,
    /// The same for each item, sorted by id.
    pub items: Vec<ItemTotals>,
}

/// The sums of an item. received = granted + held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct ItemTotals {
    /// The item.
    pub item: Id,
    /// Units that arrived.
    #[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))]
    pub received: u64,
    /// Units that the needs ask for, as far as that is known.
    #[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))]
    pub required: u64,
    /// Units that the plan grants.
    #[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))]
    pub granted: u64,
    /// Units that are left.
    #[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))]
    pub held: u64,
}
