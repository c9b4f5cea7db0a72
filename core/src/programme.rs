//! A programme: the facts on one day, checked as a whole, with the rules that
//! apply to them.
//!
//! A value of [`Programme`] has passed every check of its document: ids are
//! unique, references resolve, lists are sorted. It can't be changed, only read
//! or built anew.

use serde::Serialize;

use crate::canonical;
use crate::error::{At, Pointer};
use crate::giving::{Facts, Gift, Giving};
use crate::lists::{Lists, Need};
use crate::policy::{PolicyError, Rules, Subject};
use crate::registry::{Id, Provenance, Registry};
use crate::time::Date;

/// The facts of an assistance programme on one day (帮扶活动的事实).
///
/// # Examples
///
/// ```
/// use bangfu::Programme;
///
/// let text = br#"{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02"}"#;
/// let programme = Programme::read(text).unwrap();
/// assert_eq!(programme.as_of().to_string(), "2024-04-02");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
pub struct Programme {
    pub(crate) format: ProgrammeFormat,
    /// The id.
    pub(crate) id: Id,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// The day of the plan: which gifts have arrived, which dates have passed.
    pub(crate) as_of: Date,
    /// The text that `source` ranges speak of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source_text: Option<String>,
    #[serde(skip_serializing_if = "canonical::is_default")]
    pub(crate) registry: Registry,
    #[serde(skip_serializing_if = "canonical::is_default")]
    pub(crate) lists: Lists,
    #[serde(skip_serializing_if = "canonical::is_default")]
    pub(crate) giving: Giving,
    /// The rule book, or which one is to be given beside the programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rules: Option<RulesSource>,
    #[serde(flatten)]
    pub(crate) provenance: Provenance,
    #[serde(skip)]
    #[cfg_attr(feature = "schemas", schemars(skip))]
    pub(crate) origin: Origin,
}

/// The name and major version of the programme document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
pub(crate) enum ProgrammeFormat {
    #[default]
    #[serde(rename = "bangfu.programme/1")]
    V1,
}

/// Where a programme's rules stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum RulesSource {
    /// In the programme.
    Book(Box<Rules>),
    /// In a document given beside it, under this id.
    Reference(RulesReference),
}

/// Names a rule book that is given beside the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct RulesReference {
    /// The id that the rule book must have.
    pub reference: Id,
}

/// Where each row stood in the input, so that a subject can point there
/// although the lists have been sorted since.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origin {
    pub(crate) organisations: Vec<u32>,
    pub(crate) places: Vec<u32>,
    pub(crate) items: Vec<u32>,
    pub(crate) projects: Vec<u32>,
    pub(crate) needs: Vec<u32>,
    pub(crate) resources: Vec<u32>,
    pub(crate) pledges: Vec<u32>,
    pub(crate) gifts: Vec<u32>,
}

/// Two programmes are equal when their facts are; the order in which the facts
/// were written down is none of them.
impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Origin {}

impl Programme {
    /// The id.
    #[must_use]
    pub const fn id(&self) -> &Id {
        &self.id
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The day of the plan.
    #[must_use]
    pub const fn as_of(&self) -> Date {
        self.as_of
    }

    /// The facts, as the rules look at them.
    #[must_use]
    pub const fn facts(&self) -> Facts<'_> {
        Facts {
            as_of: self.as_of,
            registry: &self.registry,
            lists: &self.lists,
            giving: &self.giving,
        }
    }

    /// The canonical JSON of the programme, without a final newline.
    #[must_use]
    pub fn canonical(&self) -> String {
        canonical::text(self)
    }

    /// `sha256:` and the hash of the [canonical JSON](Self::canonical) and one
    /// final newline: of the document as bangfu writes it.
    #[must_use]
    pub fn input_hash(&self) -> String {
        canonical::hash(self)
    }

    /// Organisations, pairings, places and relations.
    #[must_use]
    pub const fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Needs, projects, resources and items.
    #[must_use]
    pub const fn lists(&self) -> &Lists {
        &self.lists
    }

    /// The event, pledges and gifts.
    #[must_use]
    pub const fn giving(&self) -> &Giving {
        &self.giving
    }

    /// The needs, sorted by id.
    #[must_use]
    pub fn needs(&self) -> &[Need] {
        &self.lists.needs
    }

    /// The gifts, sorted by id.
    #[must_use]
    pub fn gifts(&self) -> &[Gift] {
        &self.giving.gifts
    }

    /// Where the rules stand; none when the programme says nothing of rules.
    #[must_use]
    pub const fn rules_source(&self) -> Option<&RulesSource> {
        self.rules.as_ref()
    }

    /// The programme's own rule book, when it holds one.
    #[must_use]
    pub fn rules(&self) -> Option<&Rules> {
        match self.rules.as_ref()? {
            RulesSource::Book(rules) => Some(rules),
            RulesSource::Reference(_) => None,
        }
    }

    /// The rules that apply: those given beside the programme, else its own.
    ///
    /// # Errors
    ///
    /// * [`PolicyError::NoRules`] when there are none at all;
    /// * [`PolicyError::RulesWanted`] when the programme refers to a rule book
    ///   that is not given;
    /// * [`PolicyError::OtherRules`] when it refers to another than the one
    ///   that is given.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu::{Programme, Rules};
    ///
    /// let text = br#"{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02","rules":{"reference":"r"}}"#;
    /// let programme = Programme::read(text)?;
    /// let rules = Rules::read(br#"{"format":"bangfu.rules/1","id":"r"}"#)?;
    /// assert!(programme.applicable(Some(&rules)).is_ok());
    /// assert_eq!(programme.applicable(None).unwrap_err().pointer.as_str(), "/rules/reference");
    /// # Ok::<(), bangfu::document::Errors>(())
    /// ```
    pub fn applicable<'a>(
        &'a self,
        beside: Option<&'a Rules>,
    ) -> Result<&'a Rules, At<PolicyError>> {
        let rules = Pointer::root().key("rules");
        let error = match (beside, self.rules.as_ref()) {
            (Some(given), Some(RulesSource::Reference(RulesReference { reference })))
                if given.id != *reference =>
            {
                PolicyError::OtherRules {
                    wanted: reference.clone(),
                    given: given.id.clone(),
                }
            }
            (Some(given), _) => return Ok(given),
            (None, Some(RulesSource::Book(own))) => return Ok(own),
            (None, Some(RulesSource::Reference(RulesReference { reference }))) => {
                PolicyError::RulesWanted {
                    wanted: reference.clone(),
                }
            }
            (None, None) => return Err(At::new(rules, PolicyError::NoRules)),
        };
        Err(At::new(rules.key("reference"), error))
    }

    /// Where what a finding of [`policy`](crate::policy) speaks of stood in the
    /// input, or should stand.
    #[must_use]
    pub fn pointer(&self, subject: &Subject) -> Pointer {
        let rules = Pointer::root().key("rules");
        let allocation = rules.key("allocation");
        match subject {
            Subject::Effective => rules.key("effective"),
            Subject::Basis => allocation.key("basis"),
            Subject::Scope(index) => allocation.key("caps").index(*index).key("scope"),
            Subject::ScopeProject(index) => allocation
                .key("caps")
                .index(*index)
                .key("scope")
                .key("project"),
            Subject::Pool(index) => allocation.key("matching").index(*index).key("gift"),
            Subject::Trigger(index, key, entry) => allocation
                .key("matching")
                .index(*index)
                .key("of")
                .key(key)
                .index(*entry),
            Subject::Figure(place, name) => self.pointer_to_place(*place).key("figures").key(name),
            Subject::Weight(need) => self.pointer_to_need(*need).key("weight"),
            Subject::Restriction(gift, None) => self.pointer_to_gift(*gift).key("restriction"),
            Subject::Restriction(gift, Some(part)) => self
                .pointer_to_gift(*gift)
                .key("parts")
                .index(*part)
                .key("restriction"),
            Subject::Project(index) => self.pointer_to_project(*index),
            Subject::ResourceEnd(index) => self.pointer_to_resource(*index).key("to"),
        }
    }

    /// Where the need at `index` of [`needs`](Self::needs) stood in the input.
    #[must_use]
    pub fn pointer_to_need(&self, index: usize) -> Pointer {
        subject("lists", "needs", &self.origin.needs, index)
    }

    /// Where the gift at `index` of [`gifts`](Self::gifts) stood in the input.
    #[must_use]
    pub fn pointer_to_gift(&self, index: usize) -> Pointer {
        subject("giving", "gifts", &self.origin.gifts, index)
    }

    /// Where the place at `index` of the registry stood in the input.
    #[must_use]
    pub fn pointer_to_place(&self, index: usize) -> Pointer {
        subject("registry", "places", &self.origin.places, index)
    }

    /// The name of the text that places (`source`) count in.
    #[must_use]
    pub fn source_text(&self) -> Option<&str> {
        self.source_text.as_deref()
    }

    /// Where the organisation at `index` of the registry stood in the input.
    #[must_use]
    pub fn pointer_to_organisation(&self, index: usize) -> Pointer {
        subject(
            "registry",
            "organisations",
            &self.origin.organisations,
            index,
        )
    }

    /// Where the item at `index` of the lists stood in the input.
    #[must_use]
    pub fn pointer_to_item(&self, index: usize) -> Pointer {
        subject("lists", "items", &self.origin.items, index)
    }

    /// Where the pledge at `index` of the giving stood in the input.
    #[must_use]
    pub fn pointer_to_pledge(&self, index: usize) -> Pointer {
        subject("giving", "pledges", &self.origin.pledges, index)
    }

    /// Where the project at `index` of the lists stood in the input.
    #[must_use]
    pub fn pointer_to_project(&self, index: usize) -> Pointer {
        subject("lists", "projects", &self.origin.projects, index)
    }

    /// Where the resource at `index` of the lists stood in the input.
    #[must_use]
    pub fn pointer_to_resource(&self, index: usize) -> Pointer {
        subject("lists", "resources", &self.origin.resources, index)
    }
}

fn subject(room: &str, list: &str, origin: &[u32], index: usize) -> Pointer {
    let original = origin.get(index).map_or(index, |&at| at as usize);
    Pointer::root().key(room).key(list).index(original)
}
