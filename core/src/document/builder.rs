//! Programmes and rule books that are put together instead of being read.

use crate::canonical;
use crate::giving::{Event, Gift, Giving, Pledge};
use crate::lists::{Item, Lists, Need, Project, Resource};
use crate::policy::{Allocation, Effective, Rules};
use crate::programme::{Origin, Programme, ProgrammeFormat, RulesReference, RulesSource};
use crate::registry::{Id, Organisation, Pairing, Place, Provenance, Registry, Related};
use crate::time::Date;

use super::{Errors, Format, GiftColumns, Limits, NeedColumns, rows, with_tree};

/// Puts a programme together row by row, and checks it as if it had been read.
///
/// # Examples
///
/// ```
/// use bangfu::Programme;
/// use bangfu::code::DivisionCode;
/// use bangfu::giving::{Gift, Given, Restriction};
/// use bangfu::lists::Need;
/// use bangfu::money::Fen;
/// use bangfu::registry::{Id, Organisation, OrganisationKind, Place};
/// use bangfu::time::Date;
///
/// let id = |text| Id::parse(text).unwrap();
/// let day = Date::parse("2024-04-02")?;
/// let village = DivisionCode::parse("511781109390")?;
/// let mut need = Need::money(id("n-1"), village, Fen::yuan(1000)?);
/// need.category = Some("relief".into());
/// let programme = Programme::builder(id("p"), day)
///     .organisation(Organisation::new(id("charity"), "万源市慈善会", OrganisationKind::Charity))
///     .place(Place::new(village, "示例一村"))
///     .need(need)
///     .gift(Gift::new(id("g-1"), id("charity"), id("charity"), day, Given::Money(Fen::yuan(600)?), Restriction::None))
///     .build()?;
/// assert_eq!(programme.needs().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct ProgrammeBuilder {
    programme: Programme,
}

impl ProgrammeBuilder {
    pub(super) fn new(id: Id, as_of: Date) -> Self {
        Self {
            programme: Programme {
                format: ProgrammeFormat::V1,
                id,
                name: None,
                as_of,
                source_text: None,
                registry: Registry::default(),
                lists: Lists::default(),
                giving: Giving::default(),
                rules: None,
                provenance: Provenance::default(),
                origin: Origin::default(),
            },
        }
    }

    /// Starts with what a document says; rows may be missing still, and its
    /// rules are tried when all are there.
    ///
    /// Rows of the document count as added before all others, in their order.
    ///
    /// # Errors
    ///
    /// [`Errors`], all at once, except where rules can't be applied to the
    /// facts.
    pub fn read(bytes: &[u8]) -> Result<Self, Errors> {
        let limits = Limits::default();
        let programme = with_tree(bytes, &limits, Some(Format::Programme), |tree, text, _| {
            super::programme::read_untried(tree, text, &limits)
        })?;
        let programme = rows::as_they_came(programme);
        Ok(Self { programme })
    }

    /// Organisations, pairings, places and relations so far, to be changed.
    pub const fn registry_mut(&mut self) -> &mut Registry {
        &mut self.programme.registry
    }

    /// Items, projects, needs and resources so far, to be changed.
    pub const fn lists_mut(&mut self) -> &mut Lists {
        &mut self.programme.lists
    }

    /// The event, pledges and gifts so far, to be changed.
    pub const fn giving_mut(&mut self) -> &mut Giving {
        &mut self.programme.giving
    }

    /// Names the programme.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.programme.name = Some(name.into());
        self
    }

    /// Adds an organisation.
    #[must_use]
    pub fn organisation(mut self, row: Organisation) -> Self {
        self.programme.registry.organisations.push(row);
        self
    }

    /// Adds a pairing.
    #[must_use]
    pub fn pairing(mut self, row: Pairing) -> Self {
        self.programme.registry.pairings.push(row);
        self
    }

    /// Adds a place.
    #[must_use]
    pub fn place(mut self, row: Place) -> Self {
        self.programme.registry.places.push(row);
        self
    }

    /// Adds two parties with an interest in each other.
    #[must_use]
    pub fn related(mut self, row: Related) -> Self {
        self.programme.registry.related.push(row);
        self
    }

    /// Adds an item of goods.
    #[must_use]
    pub fn item(mut self, row: Item) -> Self {
        self.programme.lists.items.push(row);
        self
    }

    /// Adds a project.
    #[must_use]
    pub fn project(mut self, row: Project) -> Self {
        self.programme.lists.projects.push(row);
        self
    }

    /// Adds a need.
    #[must_use]
    pub fn need(mut self, row: Need) -> Self {
        self.programme.lists.needs.push(row);
        self
    }

    /// Adds a resource.
    #[must_use]
    pub fn resource(mut self, row: Resource) -> Self {
        self.programme.lists.resources.push(row);
        self
    }

    /// Sets the event.
    #[must_use]
    pub fn event(mut self, event: Event) -> Self {
        self.programme.giving.event = Some(event);
        self
    }

    /// Adds a pledge.
    #[must_use]
    pub fn pledge(mut self, row: Pledge) -> Self {
        self.programme.giving.pledges.push(row);
        self
    }

    /// Adds a gift.
    #[must_use]
    pub fn gift(mut self, row: Gift) -> Self {
        self.programme.giving.gifts.push(row);
        self
    }

    /// Puts a rule book into the programme.
    #[must_use]
    pub fn rules(mut self, rules: Rules) -> Self {
        self.programme.rules = Some(RulesSource::Book(Box::new(rules)));
        self
    }

    /// Names the rule book that will be given beside the programme.
    #[must_use]
    pub fn rules_reference(mut self, reference: Id) -> Self {
        self.programme.rules = Some(RulesSource::Reference(RulesReference { reference }));
        self
    }

    /// Adds many needs at once.
    #[must_use]
    pub fn needs(mut self, rows: impl IntoIterator<Item = Need>) -> Self {
        self.programme.lists.needs.extend(rows);
        self
    }

    /// Adds many gifts at once.
    #[must_use]
    pub fn gifts(mut self, rows: impl IntoIterator<Item = Gift>) -> Self {
        self.programme.giving.gifts.extend(rows);
        self
    }

    /// Adds needs and gifts of money from columns.
    ///
    /// # Errors
    ///
    /// [`Errors`], all that is wrong with the columns themselves, those of the
    /// needs first, at most 1,000. Pointers count rows as
    /// [`build`](Self::build) does; lines and columns are 0. What rows say of
    /// each other, `build` checks.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu::document::{GiftColumns, NeedColumns, ProgrammeBuilder, Texts};
    ///
    /// let base = r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-02",
    ///     "registry": {"organisations": [{"id": "charity", "name": "慈善会", "kind": "charity"}],
    ///                  "places": [{"code": "511781109390", "name": "示例一村"}]}}"#;
    /// let needs = NeedColumns {
    ///     id: Texts::new("n-1n-2", &[3, 6]),
    ///     place: &[511_781_109_390, 511_781_109_390],
    ///     categories: Texts::new("relief", &[6]),
    ///     category: &[0, 0],
    ///     money: &[100_000, 250_000],
    ///     ..NeedColumns::default()
    /// };
    /// let gifts = GiftColumns {
    ///     id: Texts::new("g-1", &[3]),
    ///     organisations: Texts::new("charity", &[7]),
    ///     donor: &[0],
    ///     recipient: &[0],
    ///     received_on: &[20_240_401],
    ///     money: &[70_000],
    ///     ..GiftColumns::default()
    /// };
    /// let programme = ProgrammeBuilder::read(base.as_bytes())?.columns(&needs, &gifts)?.build()?;
    /// assert_eq!((programme.needs().len(), programme.gifts().len()), (2, 1));
    /// # Ok::<(), bangfu::document::Errors>(())
    /// ```
    pub fn columns(
        mut self,
        needs: &NeedColumns<'_>,
        gifts: &GiftColumns<'_>,
    ) -> Result<Self, Errors> {
        let Programme { lists, giving, .. } = &mut self.programme;
        match (
            needs.rows(lists.needs.len()),
            gifts.rows(giving.gifts.len()),
        ) {
            (Ok(needs), Ok(gifts)) => {
                lists.needs.extend(needs);
                giving.gifts.extend(gifts);
                Ok(self)
            }
            (Err(errors), Ok(_)) | (Ok(_), Err(errors)) => Err(errors),
            (Err(needs), Err(gifts)) => Err(needs.and(gifts)),
        }
    }

    /// Checks the rows and sorts them.
    ///
    /// The result is that of reading the programme's canonical JSON, however
    /// large that is. Donors, needs and gifts that are in order are taken as they
    /// are, so a million of them cost less than allocating to them; where anything is
    /// wrong, the document is written and read, so that there is one set of
    /// errors and not two.
    ///
    /// # Errors
    ///
    /// [`Errors`], all at once. Pointers count rows in the order in which they
    /// were added; lines and columns are those of the canonical JSON.
    pub fn build(self) -> Result<Programme, Errors> {
        rows::assemble(self.programme).or_else(|programme| {
            let document = canonical::text(&*programme);
            let limits = Limits {
                document: usize::MAX,
                ..Limits::default()
            };
            Programme::read_with(document.as_bytes(), &limits)
        })
    }
}

/// Starts with the rows of a programme, which count as added before all others,
/// in the order of its lists.
impl From<Programme> for ProgrammeBuilder {
    fn from(mut programme: Programme) -> Self {
        programme.origin = Origin::default();
        Self { programme }
    }
}

impl Rules {
    /// A rule book that is put together instead of being read, and checked as
    /// if it had been.
    ///
    /// # Errors
    ///
    /// [`Errors`], all at once; lines and columns are those of the canonical
    /// JSON.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu::Rules;
    /// use bangfu::money::Decimal;
    /// use bangfu::policy::{Allocation, Effective};
    /// use bangfu::registry::Id;
    ///
    /// let id = Id::parse("county-rules").unwrap();
    /// let mut allocation = Allocation::default();
    /// allocation.reserve.share = Decimal::parse("1.5")?;
    /// let errors = Rules::build(id, Effective::default(), allocation).unwrap_err();
    /// assert_eq!(errors.iter().next().unwrap().pointer.as_str(), "/allocation/reserve/share");
    /// # Ok::<(), bangfu::money::MoneyError>(())
    /// ```
    pub fn build(id: Id, effective: Effective, allocation: Allocation) -> Result<Self, Errors> {
        let mut rules = Self::new(id);
        rules.effective = effective;
        rules.allocation = allocation;
        Self::read(canonical::text(&rules).as_bytes())
    }
}
