//! The three lists: needs (需求清单), projects (项目清单), resources (资源清单),
//! and the items in which goods are counted.
//!
//! Knows the registry, and nothing of gifts or rules.

use serde::Serialize;

use crate::code::DivisionCode;
use crate::money::{Decimal, Fen};
use crate::registry::{Id, Provenance};
use crate::time::Date;

/// Everything that is asked for and offered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Lists {
    /// Which lists the programme keeps: `needs`, `projects`, `resources`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// Items of goods, sorted by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// Projects, sorted by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub projects: Vec<Project>,
    /// Needs, sorted by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// Resources, sorted by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Resource>,
    /// Where the lists as a whole come from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Lists {
    /// The project with this id.
    #[must_use]
    pub fn project(&self, id: &Id) -> Option<&Project> {
        let found = self.projects.binary_search_by(|row| row.id.cmp(id));
        found.ok().and_then(|index| self.projects.get(index))
    }

    /// The item with this id.
    #[must_use]
    pub fn item(&self, id: &Id) -> Option<&Item> {
        let found = self.items.binary_search_by(|row| row.id.cmp(id));
        found.ok().and_then(|index| self.items.get(index))
    }

    /// The category of a need: its own, else its project's.
    #[must_use]
    pub fn category<'a>(&'a self, need: &'a Need) -> &'a str {
        let own = need.category.as_deref();
        let inherited = || self.project(need.project.as_ref()?)?.category.as_deref();
        own.or_else(inherited).unwrap_or_default()
    }
}

/// A kind of goods (物资品种), counted in its unit and moved in whole packs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Item {
    /// The id.
    pub id: Id,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The unit in which it is counted, such as 条 or 盒.
    pub unit: String,
    /// How many units one pack holds; only whole packs are moved. Default 1.
    #[serde(skip_serializing_if = "is_one")]
    #[cfg_attr(
        feature = "schemas",
        schemars(range(min = 1, max = 9_007_199_254_740_991_u64))
    )]
    pub pack: u64,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Item {
    /// An item that is moved one by one.
    #[must_use]
    pub fn new(id: Id, unit: impl Into<String>) -> Self {
        Self {
            id,
            name: None,
            unit: unit.into(),
            pack: 1,
            provenance: Provenance::default(),
        }
    }
}

/// A project (项目) that bundles needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Project {
    /// The id.
    pub id: Id,
    /// The name.
    pub name: String,
    /// The category of its needs that name none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Free words that restrictions may ask for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The most, in yuan, that a plan grants to all its needs together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Fen>,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Project {
    /// A project of which no more is known.
    #[must_use]
    pub fn new(id: Id, name: impl Into<String>) -> Self {
        let provenance = Provenance::default();
        Self {
            id,
            name: name.into(),
            category: None,
            tags: Vec::new(),
            cap: None,
            provenance,
        }
    }
}

/// What a need asks for, and where it stands: money or goods, never both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Asked {
    /// Money.
    Money(MoneyAsked),
    /// Goods of one item.
    Goods(GoodsAsked),
}

/// Money that a need asks for. All amounts speak of the need's total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema), schemars(inline))]
#[non_exhaustive]
pub struct MoneyAsked {
    /// The amount asked, in yuan, more than 0.
    pub money: Fen,
    /// How much of it is funded already. Default 0.
    #[serde(skip_serializing_if = "is_zero")]
    pub already: Fen,
    /// What the need is guaranteed (保底), `already` included. Default 0.
    #[serde(skip_serializing_if = "is_zero")]
    pub floor: Fen,
    /// What it may have at most (封顶), `already` included. Default: the money
    /// asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Fen>,
}

impl MoneyAsked {
    /// What the need may end at: the smaller of its cap and the money asked.
    #[must_use]
    pub fn limit(&self) -> Fen {
        self.cap.map_or(self.money, |cap| cap.min(self.money))
    }
}

/// Goods that a need asks for, and how many units of them it has already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema), schemars(inline))]
#[non_exhaustive]
pub struct GoodsAsked {
    /// The goods.
    pub goods: Goods,
    /// How many units it has already. Default 0.
    #[serde(skip_serializing_if = "is_nothing")]
    #[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))]
    pub already: u64,
}

/// Goods that a need asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Goods {
    /// The item.
    pub item: Id,
    /// How many units.
    pub quantity: Quantity,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

/// How many units of an item. What nobody knows is `Unknown`, never 1 or 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// Exactly so many.
    Known(#[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))] u64),
    /// So many or more.
    AtLeast(#[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))] u64),
    /// Nobody knows.
    Unknown,
    /// As many as there are.
    Unlimited,
}

/// A need of a place (需求).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Need {
    /// The id.
    pub id: Id,
    /// Where it is.
    pub place: DivisionCode,
    /// The project that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project: Option<Id>,
    /// Its category; its project's when it names none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Free words that restrictions may ask for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Its tier: 1 goes first. Default 1.
    #[serde(skip_serializing_if = "is_one")]
    #[cfg_attr(
        feature = "schemas",
        schemars(range(min = 1, max = 9_007_199_254_740_991_u64))
    )]
    pub tier: u64,
    /// Who benefits, where it is one party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beneficiary: Option<Id>,
    /// What it asks for, and what of it is there.
    #[serde(flatten)]
    pub asked: Asked,
    /// How much it counts beside the others of its tier. Default 1.
    #[serde(skip_serializing_if = "Decimal::is_one")]
    pub weight: Decimal,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Need {
    /// A need of money. It still wants a category or a project that has one.
    #[must_use]
    pub fn money(id: Id, place: DivisionCode, money: Fen) -> Self {
        let asked = MoneyAsked {
            money,
            already: Fen::ZERO,
            floor: Fen::ZERO,
            cap: None,
        };
        Self::new(id, place, Asked::Money(asked))
    }

    /// A need of goods. It still wants a category or a project that has one.
    #[must_use]
    pub fn goods(id: Id, place: DivisionCode, item: Id, quantity: Quantity) -> Self {
        let goods = Goods {
            item,
            quantity,
            provenance: Provenance::default(),
        };
        Self::new(id, place, Asked::Goods(GoodsAsked { goods, already: 0 }))
    }

    fn new(id: Id, place: DivisionCode, asked: Asked) -> Self {
        Self {
            id,
            place,
            project: None,
            category: None,
            tags: Vec::new(),
            tier: 1,
            beneficiary: None,
            asked,
            weight: Decimal::ONE,
            provenance: Provenance::default(),
        }
    }

    /// The item it asks for, when it asks for goods.
    #[must_use]
    pub const fn item(&self) -> Option<&Id> {
        match &self.asked {
            Asked::Money(_) => None,
            Asked::Goods(asked) => Some(&asked.goods.item),
        }
    }
}

/// Something an organisation offers that is neither money nor counted goods
/// (资源), such as free consultations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Resource {
    /// The id.
    pub id: Id,
    /// Who offers it.
    pub organisation: Id,
    /// What kind it is, such as `service`.
    pub kind: String,
    /// What it is.
    pub what: String,
    /// The divisions for which it is offered; none means all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<DivisionCode>,
    /// The first day of the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day of the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Resource {
    /// A resource that is offered everywhere and always.
    #[must_use]
    pub fn new(id: Id, organisation: Id, kind: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            id,
            organisation,
            kind: kind.into(),
            what: what.into(),
            areas: Vec::new(),
            from: None,
            to: None,
            provenance: Provenance::default(),
        }
    }
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for references"
)]
mod skip {
    use crate::money::Fen;

    pub(super) const fn is_one(value: &u64) -> bool {
        *value == 1
    }

    pub(super) const fn is_nothing(value: &u64) -> bool {
        *value == 0
    }

    pub(super) fn is_zero(value: &Fen) -> bool {
        *value == Fen::ZERO
    }
}

use skip::{is_nothing, is_one, is_zero};
