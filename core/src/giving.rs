//! What was promised and given: events, pledges, gifts and their restrictions.
//!
//! A pledge (认捐) is not money; only a gift that was received can be
//! allocated. A restriction (限定用途) is an algebra over the needs, and it
//! holds for the whole gift or for each of its parts.
//!
//! Knows the registry and the lists; what a restriction allows is decided in
//! [`policy`](crate::policy).

use std::collections::BTreeMap;

use serde::Serialize;

use crate::code::DivisionCode;
use crate::lists::{Lists, Quantity};
use crate::money::{Amount, Decimal, Fen};
use crate::registry::{Force, Id, Provenance, Registry, Stated, is_false};
use crate::time::Date;

/// The event, the pledges and the gifts of a programme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Giving {
    /// The event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<Event>,
    /// Pledges, sorted by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pledges: Vec<Pledge>,
    /// Gifts, sorted by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gifts: Vec<Gift>,
    /// Where the giving as a whole comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Giving {
    /// Where the gift with this id stands.
    #[must_use]
    pub fn position(&self, gift: &Id) -> Option<usize> {
        self.gifts.binary_search_by(|row| row.id.cmp(gift)).ok()
    }
}

/// An event (活动) at which donors sign, pledge, hold up placards and give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Event {
    /// The id.
    pub id: Id,
    /// The title.
    pub title: String,
    /// The day.
    pub on: Date,
    /// Where it took place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    /// What was announced as raised: a bound stays a bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub announced: Option<Stated<Amount>>,
    /// The segments in their order, such as `signing`, `placard`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<String>,
    /// How many persons attended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attendance: Option<Stated<Attendance>>,
    /// Other figures under free names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub figures: BTreeMap<String, Decimal>,
    /// Who was what at the event.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Event {
    /// An event of which no more is known.
    #[must_use]
    pub fn new(id: Id, title: impl Into<String>, on: Date) -> Self {
        Self {
            id,
            title: title.into(),
            on,
            venue: None,
            announced: None,
            segments: Vec::new(),
            attendance: None,
            figures: BTreeMap::new(),
            roles: Vec::new(),
            provenance: Provenance::default(),
        }
    }
}

/// A number of persons, exact or only bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    /// Exactly so many.
    Exactly(#[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))] u64),
    /// So many or more.
    AtLeast(#[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))] u64),
    /// So many or fewer.
    AtMost(#[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))] u64),
    /// About so many.
    About(#[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))] u64),
}

/// What an organisation was at an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Role {
    /// Who.
    pub organisation: Id,
    /// What, in free words such as `host`.
    pub role: String,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Role {
    /// An organisation was something at the event.
    #[must_use]
    pub fn new(organisation: Id, role: impl Into<String>) -> Self {
        Self {
            organisation,
            role: role.into(),
            provenance: Provenance::default(),
        }
    }
}

/// What a pledge or a gift brings: money or goods, never both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// Money, in yuan.
    Money(Fen),
    /// Goods of one item.
    Goods(Box<GivenGoods>),
}

/// Goods that were promised or given (物资).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct GivenGoods {
    /// The item.
    pub item: Id,
    /// How many units; of a gift always [`Quantity::Known`].
    pub quantity: Quantity,
    /// The last day on which they may be used (保质期).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best_before: Option<Date>,
    /// What they are worth (物资作价).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valuation: Option<Valuation>,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl GivenGoods {
    /// So many units of an item, of which no more is known.
    #[must_use]
    pub fn new(item: Id, units: u64) -> Self {
        Self {
            item,
            quantity: Quantity::Known(units),
            best_before: None,
            valuation: None,
            provenance: Provenance::default(),
        }
    }
}

/// How goods were valued.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Valuation {
    /// The method, such as `invoice`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Yuan for one unit; may have more than two decimals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<Decimal>,
    /// What proves it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

/// A promise to give (认捐). It is not money and is never allocated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Pledge {
    /// The id.
    pub id: Id,
    /// Who promised.
    pub donor: Id,
    /// At which event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<Id>,
    /// In which of its segments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
    /// What was promised.
    #[serde(flatten)]
    pub given: Given,
    /// Whether there is a written agreement (慈善法 Art. 41).
    #[serde(skip_serializing_if = "is_false")]
    pub written: bool,
    /// Whether it was promised in public media (慈善法 Art. 41).
    #[serde(skip_serializing_if = "is_false")]
    pub publicised: bool,
    /// The day by which all of it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Parts of it that are due on days of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub instalments: Vec<Instalment>,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Pledge {
    /// A pledge of which no more is known.
    #[must_use]
    pub fn new(id: Id, donor: Id, given: Given) -> Self {
        Self {
            id,
            donor,
            event: None,
            segment: None,
            given,
            written: false,
            publicised: false,
            due: None,
            instalments: Vec::new(),
            provenance: Provenance::default(),
        }
    }
}

/// A part of a pledge with its own day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Instalment {
    /// The day by which it is due.
    pub due: Date,
    /// How much, in yuan.
    pub money: Fen,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Instalment {
    /// So much that is due on a day.
    #[must_use]
    pub fn new(due: Date, money: Fen) -> Self {
        let provenance = Provenance::default();
        Self {
            due,
            money,
            provenance,
        }
    }
}

/// How a donor wants to appear in public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Publicity {
    /// By name.
    Named,
    /// Under another name.
    Alias,
    /// Not at all.
    Anonymous,
}

/// Money or goods that a donor gave (捐赠).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Gift {
    /// The id.
    pub id: Id,
    /// Who gave.
    pub donor: Id,
    /// Who received; by law a charity (公益事业捐赠法 Art. 11).
    pub recipient: Id,
    /// The pledge that it fulfils.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pledge: Option<Id>,
    /// The day on which it arrived.
    pub received_on: Date,
    /// What arrived.
    #[serde(flatten)]
    pub given: Given,
    /// The force under which it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force: Option<Force>,
    /// What it is for.
    #[serde(flatten)]
    pub earmark: Earmark,
    /// What the agreement says about overhead (管理费).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overhead: Option<Box<Overhead>>,
    /// The last day on which it may be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_by: Option<Date>,
    /// How the donor wants to appear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publicity: Option<Publicity>,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Gift {
    /// A gift under one restriction, without an agreement on overhead.
    #[must_use]
    pub fn new(
        id: Id,
        donor: Id,
        recipient: Id,
        received_on: Date,
        given: Given,
        restriction: Restriction,
    ) -> Self {
        Self {
            id,
            donor,
            recipient,
            pledge: None,
            received_on,
            given,
            force: None,
            earmark: Earmark::Whole(restriction),
            overhead: None,
            use_by: None,
            publicity: None,
            provenance: Provenance::default(),
        }
    }
}

impl Gift {
    /// The item that was given; none for money.
    #[must_use]
    pub const fn item(&self) -> Option<&Id> {
        match &self.given {
            Given::Money(_) => None,
            Given::Goods(goods) => Some(&goods.item),
        }
    }

    /// What was given, in fen or in units of its item.
    #[must_use]
    pub const fn amount(&self) -> i64 {
        match &self.given {
            Given::Money(fen) => fen.0,
            Given::Goods(goods) => match goods.quantity {
                // Counts of a document are at most 2^53 − 1.
                Quantity::Known(units) => units.cast_signed(),
                _ => 0,
            },
        }
    }

    /// All of it, or each of its parts: the number of the part, its
    /// [amount](Self::amount), and what it is for.
    pub fn parts(&self) -> impl Iterator<Item = (Option<usize>, i64, &Restriction)> {
        let (whole, parts) = match &self.earmark {
            Earmark::Whole(restriction) => (Some(restriction), &[][..]),
            Earmark::Parts(parts) => (None, &parts[..]),
        };
        let all = self.amount();
        let named = |part: &Part| match part.size {
            PartSize::Money(fen) => fen.0,
            PartSize::Rest(_) => 0,
        };
        // The parts sum to the gift, so what is named does not exceed it.
        let rest = all - parts.iter().map(named).sum::<i64>();
        let size = move |part: &Part| match part.size {
            PartSize::Money(fen) => fen.0,
            PartSize::Rest(_) => rest,
        };
        let whole = whole.map(|restriction| (None, all, restriction));
        let parts = parts.iter().enumerate();
        let parts = parts.map(move |(number, part)| (Some(number), size(part), &part.restriction));
        whole.into_iter().chain(parts)
    }

    /// What it, or the part of it with this number, is for.
    #[must_use]
    pub fn restriction(&self, part: Option<usize>) -> Option<&Restriction> {
        match (&self.earmark, part) {
            (Earmark::Whole(restriction), None) => Some(restriction),
            (Earmark::Parts(parts), Some(part)) => parts.get(part).map(|part| &part.restriction),
            _ => None,
        }
    }
}

/// What the agreement grants for overhead; no agreement grants nothing
/// (慈善法 Art. 61).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Overhead {
    /// The largest share of the gift, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Decimal>,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

/// A gift is for one use, or in parts for several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
pub enum Earmark {
    /// All of it under one restriction.
    #[serde(rename = "restriction")]
    Whole(Restriction),
    /// In parts that sum to the gift, each under its own restriction.
    #[serde(rename = "parts")]
    Parts(#[cfg_attr(feature = "schemas", schemars(length(min = 1)))] Vec<Part>),
}

/// A part of a gift of money, treated as a gift of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Part {
    /// How much.
    #[serde(flatten)]
    pub size: PartSize,
    /// What it is for.
    pub restriction: Restriction,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Part {
    /// A part under a restriction of its own.
    #[must_use]
    pub fn new(size: PartSize, restriction: Restriction) -> Self {
        let provenance = Provenance::default();
        Self {
            size,
            restriction,
            provenance,
        }
    }
}

/// The size of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PartSize {
    /// So much, in yuan.
    Money(Fen),
    /// What the other parts leave; `true`.
    Rest(#[cfg_attr(feature = "schemas", schemars(extend("const" = true)))] bool),
}

/// What a gift, or a part of it, may be used for (捐赠限定).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Restriction {
    /// For anything (非限定性).
    None,
    /// Only for needs of which the clause holds.
    #[serde(untagged)]
    Only(Clause),
}

/// A clause about a need; an atom about something the need lacks is false.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Clause {
    /// All of them hold.
    All(#[cfg_attr(feature = "schemas", schemars(length(min = 1)))] Vec<Self>),
    /// One of them holds.
    Any(#[cfg_attr(feature = "schemas", schemars(length(min = 1)))] Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// The need's place is one of these divisions or below one.
    Area(#[cfg_attr(feature = "schemas", schemars(length(min = 1)))] Vec<DivisionCode>),
    /// The need's project is one of these.
    Project(#[cfg_attr(feature = "schemas", schemars(length(min = 1)))] Vec<Id>),
    /// The need's category, its own or its project's, is one of these.
    Category(#[cfg_attr(feature = "schemas", schemars(length(min = 1)))] Vec<String>),
    /// The need or its project has one of these tags.
    Tag(#[cfg_attr(feature = "schemas", schemars(length(min = 1)))] Vec<String>),
    /// The need's tier is one of these.
    Tier(
        #[cfg_attr(
            feature = "schemas",
            schemars(
                length(min = 1),
                inner(range(min = 1, max = 9_007_199_254_740_991_u64))
            )
        )]
        Vec<u64>,
    ),
    /// The need is one of these.
    Need(#[cfg_attr(feature = "schemas", schemars(length(min = 1)))] Vec<Id>),
    /// The need's place lies in a division that is paired with the donor under
    /// one of these forces on the day of the plan.
    Force(#[cfg_attr(feature = "schemas", schemars(length(min = 1)))] Vec<Force>),
    /// The day of the plan is this day or later.
    From(Date),
    /// The day of the plan is this day or earlier.
    Until(Date),
}

/// The facts of one day, as the rules look at them.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The day.
    pub as_of: Date,
    /// Organisations, pairings, places and relations.
    pub registry: &'a Registry,
    /// Needs, projects, resources and items.
    pub lists: &'a Lists,
    /// The event, pledges and gifts.
    pub giving: &'a Giving,
}
