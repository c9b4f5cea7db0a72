//! An explanation as data: the numbers behind its sentences.

use serde::Serialize;

use crate::code::DivisionCode;
use crate::money::{Fen, Share};
use crate::plan::{GiftReason, MatchRow, Measure, NeedReason};
use crate::registry::Id;
use crate::time::Date;

/// The numbers behind an explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum ExplainedFacts {
    /// Of a need.
    Need(Box<NeedFacts>),
    /// Of a gift.
    Gift(Box<GiftFacts>),
}

/// Where a need stands, what may be used for it, and what holds it down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NeedFacts {
    /// Where it is.
    pub place: DivisionCode,
    /// Its project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project: Option<Id>,
    /// Its category: its own, else its project's.
    pub category: String,
    /// Its tier.
    pub tier: u64,
    /// The item, for a need of goods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<Id>,
    /// What it asks for in all; absent for unknown and unlimited quantities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<Measure>,
    /// What it had before.
    pub already: Measure,
    /// What the plan grants.
    pub granted: Measure,
    /// (already + granted) ÷ required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Share>,
    /// What is missing to what it asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short: Option<Measure>,
    /// What it may end at, where that is less than what it asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Measure>,
    /// What it is guaranteed, where that is more than 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<Measure>,
    /// The rules' minimum grant, where that is more than 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_grant: Option<Fen>,
    /// The gifts, and parts of gifts, that may be used for it, by id and part.
    pub gifts: Vec<EligibleGift>,
    /// The bottleneck that holds it down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bottleneck: Option<BottleneckFacts>,
    /// The group caps that cover it.
    pub caps: Vec<CapFacts>,
    /// What would change its grant.
    pub helps: Vec<Change>,
    /// What would not.
    pub does_not_help: Vec<NoChange>,
}

/// A gift, or a part of one, that may be used for a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EligibleGift {
    /// The gift.
    pub gift: Id,
    /// The part of it, counted from 0, when it is given in parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<u64>,
    /// The gift that it matches, when it is a part of a pool.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<Id>,
    /// What it brings to all needs: received, less overhead and reserve.
    pub available: Measure,
    /// What the plan pays from it to this need.
    pub paid: Measure,
    /// What the plan leaves of it.
    pub left: Measure,
    /// Why no more of it is used, as the plan says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<GiftReason>,
}

/// The set of needs whose grants use up every gift that may pay any of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BottleneckFacts {
    /// The plan's id of it.
    pub id: String,
    /// What its gifts hold, all of which its needs are granted.
    pub holds: Measure,
    /// How many gifts it has, with those of the entries it rests on.
    pub gifts: usize,
    /// How many needs it serves, with those of the entries it rests on.
    pub needs: usize,
    /// How many of these have all that they may get.
    pub met: usize,
    /// The highest level among the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub highest: Option<Share>,
    /// What is missing to give all of them what they may get; absent when
    /// there is no end to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Measure>,
}

/// A cap on a group of needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CapFacts {
    /// `rules:2`, `project:sunset-farm`.
    pub name: String,
    /// The most that the plan may grant to the group.
    pub max: Fen,
    /// What it grants.
    pub granted: Fen,
    /// How many needs it covers.
    pub needs: usize,
    /// Whether nothing more fits under it.
    pub full: bool,
}

/// By how much a cap on a group is raised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CapRaise {
    /// `rules:2`, `project:sunset-farm`.
    pub cap: String,
    /// So much, above 0.
    pub by: Fen,
}

/// Where a gift stands, what it may be used for, and what was done with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GiftFacts {
    /// The item, for a gift of goods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<Id>,
    /// What was given, whether or not it counts on the day.
    pub given: Measure,
    /// The day on which it arrived or will.
    pub received_on: Date,
    /// What counts as received on the day.
    pub received: Measure,
    /// What is kept for overhead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overhead: Option<Fen>,
    /// What is kept in reserve.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserve: Option<Fen>,
    /// What the plan uses.
    pub used: Measure,
    /// What is left.
    pub held: Measure,
    /// The last day on which it may be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_by: Option<Date>,
    /// The last day on which the goods are good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best_before: Option<Date>,
    /// How many units a pack holds, for goods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pack: Option<u64>,
    /// Where it matches another gift, or another gift matches it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub matches: Vec<MatchRow>,
    /// The needs that it, or a part of it, may be used for, by id.
    pub needs: Vec<EligibleNeed>,
    /// What would change its use.
    pub helps: Vec<Change>,
    /// What would not.
    pub does_not_help: Vec<NoChange>,
}

/// A need that a gift may be used for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EligibleNeed {
    /// The need.
    pub need: Id,
    /// What the plan pays to it from this gift.
    pub paid: Measure,
    /// Why it gets no more, as the plan says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<NeedReason>,
}

/// Something that would change what a plan does with a need or a gift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Change {
    /// More in the gifts that may be used for it; so much is missing.
    MoreInTheseGifts {
        /// What would fill the whole bottleneck; absent when nothing would.
        #[serde(skip_serializing_if = "Option::is_none")]
        missing: Option<Measure>,
    },
    /// A gift that may be used for it.
    EligibleGift {
        /// What it could use at most; absent when there is no end to it.
        #[serde(skip_serializing_if = "Option::is_none")]
        missing: Option<Measure>,
    },
    /// A further gift that may be used for anything of its kind.
    FurtherGift {
        /// The need that the first of it would go to.
        first: Id,
        /// So much raises the need by one fen, or one pack, and less leaves it
        /// as it is.
        amount: Measure,
    },
    /// A gift that arrives later.
    Arrival {
        /// Which.
        gift: Id,
        /// When.
        on: Date,
        /// How much it brings.
        amount: Measure,
    },
    /// That somebody states how much is needed.
    StateQuantity,
    /// A higher cap of its own.
    RaiseCap {
        /// The smallest rise under which a fen more fits.
        least: Fen,
        /// By how much at most: beyond it has all it asks for.
        by: Fen,
    },
    /// That the need asks for so many units more, which makes whole packs.
    AskForWholePack {
        /// Units.
        units: u64,
    },
    /// A higher cap of the group.
    RaiseGroupCap {
        /// The full caps.
        caps: Vec<String>,
        /// With so much more under each of these the need gets one fen more, all
        /// else being equal, and with less under any of them it stays as it is.
        /// Empty where that can't be told: with a minimum grant, and where the
        /// plan is not the one that [`verify`](crate::verify) accepts.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        least: Vec<CapRaise>,
    },
    /// Higher caps of the group, and more gifts: it would get no more under the
    /// higher caps alone.
    RaiseGroupCapWithGifts {
        /// The full caps.
        caps: Vec<String>,
    },
    /// A lower minimum grant.
    LowerMinimumGrant,
    /// A weight, or a figure of the basis, above 0.
    RaiseWeight,
    /// That the donor agrees to another use or date.
    DonorConsent,
    /// A need of the kind that the gift is for.
    EligibleNeed,
    /// A further gift that it matches.
    FurtherTrigger,
    /// Fewer days for which goods must stay good.
    LowerMinimumDays {
        /// So many at most, which is how long they will.
        to: u64,
    },
    /// So many units more, which make a whole pack.
    FillPack {
        /// Units.
        units: u64,
    },
}

/// Something that would change nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NoChange {
    /// Gifts that may not be used for it or for those it competes with.
    OtherGifts,
    /// Gifts of any kind.
    AnyGift,
    /// More of this gift.
    LargerGift,
}
