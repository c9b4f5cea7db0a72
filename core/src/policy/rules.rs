//! The rule book as data: what is asked of an allocation, and since when.

use serde::{Serialize, Serializer};

use crate::canonical;
use crate::code::DivisionCode;
use crate::money::{Decimal, Fen};
use crate::policy::Matching;
use crate::registry::{Force, Id, Provenance};
use crate::time::Date;

/// A rule book (规则) with its period of validity.
///
/// It has been checked, like a programme, and can't be changed: it is read, or
/// built by [`Rules::build`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
pub struct Rules {
    /// Always `bangfu.rules/1`.
    pub(crate) format: RulesFormat,
    /// The id.
    pub(crate) id: Id,
    /// When it is in force; always when absent.
    #[serde(skip_serializing_if = "Effective::is_always")]
    pub(crate) effective: Effective,
    /// How money and goods are allocated.
    #[serde(skip_serializing_if = "Allocation::is_default")]
    pub(crate) allocation: Allocation,
    /// Legal checks; none is defined yet, so the list is empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) checks: Vec<Check>,
    /// Where this comes from.
    #[serde(flatten)]
    pub(crate) provenance: Provenance,
}

impl Rules {
    /// A rule book of defaults that is always in force.
    #[must_use]
    pub fn new(id: Id) -> Self {
        Self {
            format: RulesFormat::V1,
            id,
            effective: Effective::default(),
            allocation: Allocation::default(),
            checks: Vec::new(),
            provenance: Provenance::default(),
        }
    }

    /// The id.
    #[must_use]
    pub const fn id(&self) -> &Id {
        &self.id
    }

    /// When it is in force.
    #[must_use]
    pub const fn effective(&self) -> &Effective {
        &self.effective
    }

    /// How money and goods are allocated.
    #[must_use]
    pub const fn allocation(&self) -> &Allocation {
        &self.allocation
    }

    /// The canonical JSON of the rule book, without a final newline.
    #[must_use]
    pub fn canonical(&self) -> String {
        canonical::text(self)
    }

    /// `sha256:` and the hash of the [canonical JSON](Self::canonical) and one
    /// final newline: of the document as bangfu writes it.
    #[must_use]
    pub fn hash(&self) -> String {
        canonical::hash(self)
    }
}

/// The name and major version of the rule-book document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
pub enum RulesFormat {
    /// The format described by formats.md.
    #[default]
    #[serde(rename = "bangfu.rules/1")]
    V1,
}

/// A legal check. There are none yet: a rule that can't be evaluated blocks, so
/// a book that asks for one is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
pub enum Check {}

/// The days on which a rule book is in force, both included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Effective {
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Effective {
    /// Whether `day` lies in the period.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    fn is_always(&self) -> bool {
        *self == Self::default()
    }
}

/// How money and goods are allocated. Every key has a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Allocation {
    /// In proportion to what the needs of a tier are served. Default `need`.
    #[serde(skip_serializing_if = "canonical::is_default")]
    pub basis: Basis,
    /// Whether tiers go one after the other. Default `strict`.
    #[serde(skip_serializing_if = "canonical::is_default")]
    pub tiers: Tiers,
    /// What floors mean. Default: `error`, `towards`.
    #[serde(skip_serializing_if = "canonical::is_default")]
    pub floors: Floors,
    /// The most that a plan grants to groups of needs. Default: none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<CapRule>,
    /// The share asked of every gift for overhead, granted up to the ceiling of
    /// its agreement. Default 0.
    #[serde(skip_serializing_if = "canonical::is_default")]
    pub overhead: ShareRule,
    /// The share of unrestricted money that is held back. Default 0.
    #[serde(skip_serializing_if = "canonical::is_default")]
    pub reserve: ShareRule,
    /// The least a need is granted, if it is granted anything. Default 0.
    #[serde(skip_serializing_if = "is_nothing")]
    pub minimum_grant: Fen,
    /// How many days goods must still be good for. Default 0.
    #[serde(skip_serializing_if = "is_no_day")]
    #[cfg_attr(feature = "schemas", schemars(range(max = 9_007_199_254_740_991_u64)))]
    pub minimum_days_left: u64,
    /// Gifts that are given only as far as others give (配捐). Default: none.
    #[serde(
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "Matching::in_order"
    )]
    pub matching: Vec<Matching>,
    /// Which gift is used first. Default: `use_by`, `narrowest`,
    /// `received_on`, `id`.
    #[serde(skip_serializing_if = "canonical::is_default")]
    pub use_order: UseOrder,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Default for Allocation {
    fn default() -> Self {
        Self {
            basis: Basis::default(),
            tiers: Tiers::default(),
            floors: Floors::default(),
            caps: Vec::new(),
            overhead: ShareRule::default(),
            reserve: ShareRule::default(),
            minimum_grant: Fen::ZERO,
            minimum_days_left: 0,
            matching: Vec::new(),
            use_order: UseOrder::default(),
            provenance: Provenance::default(),
        }
    }
}

impl Allocation {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// In proportion to what the needs of one tier are served (分配依据).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// What each asks for (按需求比例).
    #[default]
    Need,
    /// Each the same (平均分配).
    Equal,
    /// A figure of its place, such as the population (按人口).
    Figure(String),
    /// Several figures with weights (因素法).
    Factors(#[cfg_attr(feature = "schemas", schemars(length(min = 1)))] Vec<Factor>),
}

/// One factor of a basis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Factor {
    /// The figure of the place.
    pub figure: String,
    /// How much the factor counts.
    pub weight: Decimal,
    /// How the figure becomes a share.
    pub transform: Transform,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Factor {
    /// A factor.
    #[must_use]
    pub fn new(figure: impl Into<String>, weight: Decimal, transform: Transform) -> Self {
        Self {
            figure: figure.into(),
            weight,
            transform,
            provenance: Provenance::default(),
        }
    }
}

/// How a figure becomes a share of all places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Transform {
    /// The figure itself.
    Share,
    /// What it lacks to a target; nothing above it.
    GapTo(Decimal),
    /// One over the figure.
    Inverse,
}

/// Whether tiers go one after the other (分级).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tiers {
    /// A tier is served before the next begins.
    #[default]
    Strict,
    /// All needs stand in one tier.
    Ignored,
}

/// What floors (保底) mean.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Floors {
    /// What happens when they can't all be met. Default `error`.
    #[serde(skip_serializing_if = "canonical::is_default")]
    pub short: ShortFloors,
    /// Whether a floor counts towards the need's share. Default `towards`.
    #[serde(skip_serializing_if = "canonical::is_default")]
    pub count: FloorCount,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

/// What happens when floors can't all be met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ShortFloors {
    /// There is no plan, and the error names the needs and the shortfall.
    #[default]
    Error,
    /// They shrink in proportion.
    ProRata,
}

/// Whether a floor counts towards the need's share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FloorCount {
    /// A floor is a guarantee: the share is counted from the first fen.
    #[default]
    Towards,
    /// A floor is a base amount: the share is counted from above it.
    OnTop,
}

/// The most that a plan grants to a group of needs (封顶).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct CapRule {
    /// The needs that it covers.
    pub scope: Scope,
    /// The most, in yuan.
    pub max: Fen,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl CapRule {
    /// A cap of at most `max` for the needs in `scope`.
    #[must_use]
    pub fn new(scope: Scope, max: Fen) -> Self {
        let provenance = Provenance::default();
        Self {
            scope,
            max,
            provenance,
        }
    }
}

/// The needs that a cap covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Those in a division or below it.
    Area(DivisionCode),
    /// Those of a project.
    Project(Id),
    /// Those of a category.
    Category(String),
}

/// A share between 0 and 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct ShareRule {
    /// The share. Default 0.
    #[serde(skip_serializing_if = "is_no_share")]
    pub share: Decimal,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Default for ShareRule {
    fn default() -> Self {
        Self {
            share: Decimal::ZERO,
            provenance: Provenance::default(),
        }
    }
}

/// By what gifts are put in order when it is decided which is used first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct UseOrder(pub Vec<UseKey>);

impl Default for UseOrder {
    fn default() -> Self {
        Self(vec![
            UseKey::UseBy,
            UseKey::Narrowest,
            UseKey::ReceivedOn,
            UseKey::Id,
        ])
    }
}

/// One key of the order of use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UseKey {
    /// What expires first.
    UseBy,
    /// What may pay fewer needs.
    Narrowest,
    /// What arrived first.
    ReceivedOn,
    /// The id.
    Id,
    /// Gifts of these forces first, in this order.
    Force(Vec<Force>),
    /// Gifts that are equal so far side by side.
    ProRata,
}

impl UseKey {
    /// Reads a key as documents write it, or `None` when it is none.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu::policy::UseKey;
    ///
    /// assert_eq!(UseKey::parse("use_by"), Some(UseKey::UseBy));
    /// assert_eq!(UseKey::parse("force:"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "use_by" => Some(Self::UseBy),
            "narrowest" => Some(Self::Narrowest),
            "received_on" => Some(Self::ReceivedOn),
            "id" => Some(Self::Id),
            "pro_rata" => Some(Self::ProRata),
            other => {
                let forces = other
                    .strip_prefix("force:")?
                    .split(',')
                    .map(Force::from_word);
                forces.collect::<Option<Vec<_>>>().map(Self::Force)
            }
        }
    }

    /// The key as documents write it.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::UseBy => "use_by".into(),
            Self::Narrowest => "narrowest".into(),
            Self::ReceivedOn => "received_on".into(),
            Self::Id => "id".into(),
            Self::ProRata => "pro_rata".into(),
            Self::Force(forces) => {
                let words: Vec<_> = forces.iter().map(|force| force.word()).collect();
                format!("force:{}", words.join(","))
            }
        }
    }
}

impl Serialize for UseKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

#[cfg(feature = "schemas")]
impl schemars::JsonSchema for UseOrder {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "UseOrder".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let forces = Force::ALL.map(Force::word).join("|");
        let key =
            format!("^(use_by|narrowest|received_on|id|pro_rata|force:({forces})(,({forces}))*)$");
        schemars::json_schema!({"type": "array", "items": {"type": "string", "pattern": key}})
    }
}

fn is_nothing(value: &Fen) -> bool {
    *value == Fen::ZERO
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
const fn is_no_day(value: &u64) -> bool {
    *value == 0
}

fn is_no_share(value: &Decimal) -> bool {
    *value == Decimal::ZERO
}
