//! Who there is and where: organisations, forces, dated pairings, places.
//!
//! A force (帮扶力量) belongs to the relation between an organisation and a
//! county, and that relation has dates: the same bank may stand among the
//! provincial units of one county and give as a central enterprise in another.
//! So [`Organisation`] has no force; [`Pairing`] has.
//!
//! Knows nothing of needs, gifts or rules.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Serialize, Serializer};

use crate::code::{CreditCode, DivisionCode, directory};
use crate::money::Decimal;
use crate::time::Date;

/// An identifier of a document: 1 to 64 of `A–Z a–z 0–9 . _ : -`.
///
/// Ids are compared and sorted by their bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Box<str>);

impl Id {
    /// The longest id, in characters.
    pub const MAX_LENGTH: usize = 64;

    /// Reads an id, or `None` when the text is none.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu::registry::Id;
    ///
    /// assert!(Id::parse("n-001").is_some());
    /// assert!(Id::parse("需求一").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=Self::MAX_LENGTH).contains(&text.len());
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte);
        (fits && text.bytes().all(plain)).then(|| Self(text.into()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(feature = "schemas")]
impl schemars::JsonSchema for Id {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^[A-Za-z0-9._:-]{1,64}$"})
    }
}

/// Where a fact comes from, and which of its keys were invented.
///
/// It may stand on every record of a programme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Provenance {
    /// The half-open range `[start, end)` of code points of the programme's
    /// source text that states the fact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<[u64; 2]>,
    /// The keys of the record that no source states.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub synthetic: Vec<String>,
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
pub struct Stated<T> {
    /// The value.
    #[serde(flatten)]
    pub value: T,
    /// Where it comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

/// Organisations, pairings, places and relations of a programme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Registry {
    /// Organisations and individuals, sorted by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<Organisation>,
    /// Who assists whom under which force, in the order of the document.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pairings: Vec<Pairing>,
    /// Villages, townships, counties; sorted by code.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// Interested parties (利害关系人), in the order of the document.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
    /// Where the registry as a whole comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Registry {
    /// The place with this code, whichever of its forms is given.
    #[must_use]
    pub fn place(&self, code: DivisionCode) -> Option<&Place> {
        let found = self.places.binary_search_by(|place| place.code.cmp(&code));
        found.ok().and_then(|index| self.places.get(index))
    }

    /// What a place is called: here, else in the county directory.
    #[must_use]
    pub fn place_name(&self, code: DivisionCode) -> Option<&str> {
        let own = self.place(code).map(|place| place.name.as_str());
        own.or_else(|| directory::name(&code))
    }

    /// The organisation with this id.
    #[must_use]
    pub fn organisation(&self, id: &Id) -> Option<&Organisation> {
        let found = self.organisations.binary_search_by(|row| row.id.cmp(id));
        found.ok().and_then(|index| self.organisations.get(index))
    }
}

/// What an organisation is (组织类别).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OrganisationKind {
    /// 行政机关
    Government,
    /// 党委及其工作机构
    Party,
    /// 事业单位
    PublicInstitution,
    /// 国有企业
    StateEnterprise,
    /// 公司
    Company,
    /// 慈善会
    Charity,
    /// 基金会
    Foundation,
    /// 社会团体、社会服务机构
    SocialOrg,
    /// 村集体经济组织
    VillageCollective,
    /// 个人
    Individual,
    /// 其他
    Other,
}

/// An organisation or an individual that takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Organisation {
    /// The id by which the rest of the programme speaks of it.
    pub id: Id,
    /// The registered name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// 统一社会信用代码
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<CreditCode>,
    /// Other names under which sheets and texts know it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The organisation above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<Id>,
    /// Whether it holds the public-fundraising qualification (公开募捐资格).
    #[serde(skip_serializing_if = "is_false")]
    pub public_fundraising: bool,
    /// What it did or was, in free words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Organisation {
    /// An organisation of which no more is known.
    #[must_use]
    pub fn new(id: Id, name: impl Into<String>, kind: OrganisationKind) -> Self {
        Self {
            id,
            name: name.into(),
            kind,
            credit_code: None,
            aliases: Vec::new(),
            parent: None,
            public_fundraising: false,
            roles: Vec::new(),
            provenance: Provenance::default(),
        }
    }
}

/// An assistance force (帮扶力量).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Force {
    /// 省级定点帮扶
    ProvincialDesignated,
    /// 东西部协作
    EastWest,
    /// 省内结对帮扶
    IntraProvince,
    /// 在川央企
    CentralEnterprise,
    /// 省内国有企业
    ProvincialEnterprise,
    /// 社会力量
    Social,
}

impl Force {
    /// All forces in the order in which documents list them.
    pub const ALL: [Self; 6] = [
        Self::ProvincialDesignated,
        Self::EastWest,
        Self::IntraProvince,
        Self::CentralEnterprise,
        Self::ProvincialEnterprise,
        Self::Social,
    ];

    /// The word that documents use.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ProvincialDesignated => "provincial_designated",
            Self::EastWest => "east_west",
            Self::IntraProvince => "intra_province",
            Self::CentralEnterprise => "central_enterprise",
            Self::ProvincialEnterprise => "provincial_enterprise",
            Self::Social => "social",
        }
    }

    /// The force that a document's word means.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|force| force.word() == word)
    }
}

/// An organisation assists a division under a force, from a day to a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Pairing {
    /// Who assists.
    pub organisation: Id,
    /// Under which force.
    pub force: Force,
    /// The division that is assisted, with everything below it.
    pub division: DivisionCode,
    /// The first day.
    pub from: Date,
    /// The last day; none while it lasts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Whether it leads the force in this division (牵头单位).
    #[serde(skip_serializing_if = "is_false")]
    pub lead: bool,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Pairing {
    /// A pairing that has no end yet.
    #[must_use]
    pub fn new(organisation: Id, force: Force, division: DivisionCode, from: Date) -> Self {
        let provenance = Provenance::default();
        Self {
            organisation,
            force,
            division,
            from,
            to: None,
            lead: false,
            provenance,
        }
    }

    /// Whether the pairing holds on `day`.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// A village, or a division above villages, with its figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Place {
    /// The division code.
    pub code: DivisionCode,
    /// The name.
    pub name: String,
    /// Counts and measures under free names, such as the population.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub figures: BTreeMap<String, Decimal>,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Place {
    /// A place without figures.
    #[must_use]
    pub fn new(code: DivisionCode, name: impl Into<String>) -> Self {
        let (figures, provenance) = (BTreeMap::new(), Provenance::default());
        Self {
            code,
            name: name.into(),
            figures,
            provenance,
        }
    }
}

/// Two parties with an interest in each other: one may not pay the other
/// (慈善法 Art. 40).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Related {
    /// One party: an organisation, or a beneficiary that needs name.
    pub a: Id,
    /// The other.
    pub b: Id,
    /// What joins them, in free words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<String>,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Related {
    /// Two parties of whom no more is said.
    #[must_use]
    pub fn new(a: Id, b: Id) -> Self {
        Self {
            a,
            b,
            relation: None,
            provenance: Provenance::default(),
        }
    }
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
pub(crate) const fn is_false(value: &bool) -> bool {
    !*value
}
