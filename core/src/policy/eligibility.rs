//! Which gift may pay which need.
//!
//! A gift may pay a need iff its restriction holds for the need and no pair of
//! interested parties joins its donor with the need's beneficiary. What matches
//! another gift may pay a need iff both gifts may: it is given on the terms of
//! both donors.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::code::DivisionCode;
use crate::giving::{Clause, Facts, Restriction};
use crate::lists::Need;
use crate::policy::{Offer, Trigger};
use crate::registry::{Force, Id, Pairing};
use crate::sorted::order_of;

/// Answers which offer may pay which need.
///
/// Offers that may pay the same needs for the same reason are one [`Class`]:
/// there are far fewer classes than gifts.
#[derive(Debug)]
pub struct Eligibility<'a> {
    facts: Facts<'a>,
    /// Whom each party has an interest in; nobody is here without any.
    interests: BTreeMap<&'a Id, BTreeSet<&'a Id>>,
    /// The pairings of each organisation that hold on the day.
    pairings: BTreeMap<&'a Id, Vec<&'a Pairing>>,
    /// Made when a restriction asks for it that is spelt out need by need.
    index: OnceCell<Index<'a>>,
}

/// The needs by what restrictions name.
#[derive(Debug)]
struct Index<'a> {
    /// The category of each need.
    categories: Vec<&'a str>,
    by_place: Vec<usize>,
    by_project: BTreeMap<&'a Id, Vec<usize>>,
    by_category: BTreeMap<&'a str, Vec<usize>>,
    by_beneficiary: BTreeMap<&'a Id, Vec<usize>>,
}

impl<'a> Index<'a> {
    fn new(facts: Facts<'a>) -> Self {
        let needs = &facts.lists.needs;
        let place = |need: usize| needs[need].place;
        let by_place = order_of(needs.len(), &mut |a, b| place(a).cmp(&place(b)));
        let mut by_project: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut by_category: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut by_beneficiary: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let categories: Vec<&str> = needs
            .iter()
            .map(|need| facts.lists.category(need))
            .collect();
        for (index, need) in needs.iter().enumerate() {
            by_category
                .entry(categories[index])
                .or_default()
                .push(index);
            if let Some(project) = &need.project {
                by_project.entry(project).or_default().push(index);
            }
            if let Some(party) = &need.beneficiary {
                by_beneficiary.entry(party).or_default().push(index);
            }
        }
        Self {
            categories,
            by_place,
            by_project,
            by_category,
            by_beneficiary,
        }
    }
}

/// Offers under one restriction, and the needs that they may pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// The item, as an index into the programme's items; none for money.
    pub item: Option<usize>,
    /// Indices into the offers, ascending.
    pub offers: Vec<usize>,
    /// Indices into the needs, ascending.
    pub needs: Vec<usize>,
}

/// A restriction and the donor who made it: forces and interests are the
/// donor's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term<'a> {
    pub(super) restriction: &'a Restriction,
    pub(super) donor: &'a Id,
}

/// A restriction, and the donor where it matters who that is.
type Key<'a> = (&'a Restriction, Option<&'a Id>);

impl<'a> Eligibility<'a> {
    /// Prepares the answers for one day's facts.
    #[must_use]
    pub fn new(facts: Facts<'a>) -> Self {
        let mut interests: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for pair in &facts.registry.related {
            for (party, other) in [(&pair.a, &pair.b), (&pair.b, &pair.a)] {
                interests.entry(party).or_default().insert(other);
            }
        }
        let mut pairings: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for pairing in &facts.registry.pairings {
            if pairing.holds_on(facts.as_of) {
                pairings
                    .entry(&pairing.organisation)
                    .or_default()
                    .push(pairing);
            }
        }
        Self {
            facts,
            interests,
            pairings,
            index: OnceCell::new(),
        }
    }

    fn index(&self) -> &Index<'a> {
        self.index.get_or_init(|| Index::new(self.facts))
    }

    /// Whether the offer may pay the need, dates and amounts aside.
    #[must_use]
    pub fn may_pay(&self, offer: &Offer<'_>, need: usize) -> bool {
        let Some(row) = self.facts.lists.needs.get(need) else {
            return false;
        };
        let holds = |term: Term<'_>| {
            self.holds(term.restriction, term.donor, need) && !self.interested(term.donor, row)
        };
        row.item() == offer.item_id && self.terms(offer).all(holds)
    }

    /// What the offer is for, and whose terms these are: its own, and those of
    /// the gift that it matches.
    pub(super) fn terms<'o>(&self, offer: &Offer<'o>) -> impl Iterator<Item = Term<'o>>
    where
        'a: 'o,
    {
        let own = Term {
            restriction: offer.restriction,
            donor: offer.donor,
        };
        let term = |trigger: Trigger| {
            let gift = self.facts.giving.gifts.get(trigger.gift)?;
            Some(Term {
                restriction: gift.restriction(trigger.part)?,
                donor: &gift.donor,
            })
        };
        std::iter::once(own).chain(offer.trigger.and_then(term))
    }

    /// What decides which needs the offer may pay: its item, and its terms as
    /// far as they keep anything out.
    pub(super) fn key<'o>(&self, offer: &Offer<'o>) -> (Option<usize>, [Option<Key<'o>>; 2])
    where
        'a: 'o,
    {
        let mut keys = [None, None];
        for term in self.terms(offer) {
            let personal = self.depends_on_donor(term);
            let key = Some((term.restriction, personal.then_some(term.donor)));
            if personal || *term.restriction != Restriction::None {
                match keys {
                    [None, _] => keys[0] = key,
                    [first, _] if first != key => keys[1] = key,
                    _ => {}
                }
            }
        }
        (offer.item, keys)
    }

    /// Groups the offers into classes, in the order of their first offer, and
    /// finds the needs of each.
    #[must_use]
    pub fn classes(&self, offers: &[Offer<'_>]) -> Vec<Class> {
        let mut classes: Vec<Class> = Vec::new();
        let mut known: HashMap<_, usize> = HashMap::new();
        for (index, offer) in offers.iter().enumerate() {
            let class = *known.entry(self.key(offer)).or_insert_with(|| {
                classes.push(Class {
                    item: offer.item,
                    offers: Vec::new(),
                    needs: self.needs_of(offer),
                });
                classes.len() - 1
            });
            classes[class].offers.push(index);
        }
        classes
    }

    /// The offers that may pay no need at all, ascending.
    ///
    /// Restrictions that are equal are looked at once, and of one that leaves out
    /// few needs only these.
    #[must_use]
    pub fn without_needs(&self, offers: &[Offer<'_>]) -> Vec<usize> {
        let mut of_item: HashMap<Option<&Id>, usize> = HashMap::new();
        for need in &self.facts.lists.needs {
            *of_item.entry(need.item()).or_default() += 1;
        }
        let pays_nobody = |offer: &Offer<'_>| match self.few_denied(offer) {
            Some(denied) => of_item.get(&offer.item_id).copied().unwrap_or(0) == denied.len(),
            None => self.needs_of(offer).is_empty(),
        };
        let mut known: HashMap<_, bool> = HashMap::new();
        let mut found = Vec::new();
        for (index, offer) in offers.iter().enumerate() {
            let without = *known
                .entry(self.key(offer))
                .or_insert_with(|| pays_nobody(offer));
            if without {
                found.push(index);
            }
        }
        found
    }

    /// The needs that the offer may pay, ascending.
    #[must_use]
    pub fn needs_of(&self, offer: &Offer<'_>) -> Vec<usize> {
        let mut needs: Option<Vec<usize>> = None;
        for term in self.terms(offer) {
            needs = match (term.restriction, needs) {
                (Restriction::None, needs) => needs,
                (Restriction::Only(clause), needs) => {
                    let within = needs.or_else(|| self.narrow(clause, term.donor).map(ascending));
                    let within = within.unwrap_or_else(|| self.all());
                    Some(self.select(clause, term.donor, &within))
                }
            };
        }
        let mut needs = needs.unwrap_or_else(|| self.all());
        needs.retain(|&need| {
            let row = &self.facts.lists.needs[need];
            let mut terms = self.terms(offer);
            row.item() == offer.item_id && !terms.any(|term| self.interested(term.donor, row))
        });
        needs
    }

    /// The needs of the offer's item that it may not pay, ascending, where an
    /// index shows them to be fewer than half of all needs.
    pub(super) fn few_denied(&self, offer: &Offer<'_>) -> Option<Vec<usize>> {
        let mut denied = Vec::new();
        for term in self.terms(offer) {
            if let Restriction::Only(clause) = term.restriction {
                let within = ascending(self.narrow_denied(clause, term.donor)?);
                let holds = self.select(clause, term.donor, &within);
                let fails = |need: &usize| holds.binary_search(need).is_err();
                denied.extend(within.into_iter().filter(fails));
            }
            denied.extend(self.of_interest(term.donor));
        }
        let needs = &self.facts.lists.needs;
        denied.retain(|&need| needs[need].item() == offer.item_id);
        let denied = ascending(denied);
        (2 * denied.len() < needs.len()).then_some(denied)
    }

    /// The needs that the donor has an interest in.
    fn of_interest(&self, donor: &Id) -> impl Iterator<Item = usize> {
        let parties = self.interests.get(donor).into_iter().flatten();
        let needs = parties.filter_map(|party| self.index().by_beneficiary.get(party));
        needs.flatten().copied()
    }

    /// Those of `within` for which the clause holds; both ascend.
    ///
    /// The same answer as asking [`Self::clause_holds`] of each, but long lists
    /// are looked up and not searched through for each need.
    fn select(&self, clause: &Clause, donor: &Id, within: &[usize]) -> Vec<usize> {
        match affirmed(clause) {
            Clause::All(clauses) => {
                let mut left = within.to_vec();
                for clause in clauses {
                    if left.is_empty() {
                        break;
                    }
                    left = self.select(clause, donor, &left);
                }
                left
            }
            Clause::Any(clauses) => {
                let mut found = Vec::new();
                for clause in clauses {
                    found.extend(self.select(clause, donor, within));
                    if found.len() >= within.len() {
                        found = ascending(found);
                        if found.len() == within.len() {
                            break;
                        }
                    }
                }
                ascending(found)
            }
            Clause::Not(clause) => {
                let holds = self.select(clause, donor, within);
                let fails = |need: &usize| holds.binary_search(need).is_err();
                within.iter().copied().filter(fails).collect()
            }
            Clause::Need(ids) => both(self.named(ids), within),
            _ => {
                let one_by_one = self.listed(clause, donor).saturating_mul(within.len());
                match self.blocks(clause, donor) {
                    Some(blocks) if size(&blocks) < one_by_one => both(blocks.concat(), within),
                    _ => {
                        let holds = |&need: &usize| self.clause_holds(clause, donor, need);
                        within.iter().copied().filter(holds).collect()
                    }
                }
            }
        }
    }

    /// How much an atom lists.
    fn listed(&self, clause: &Clause, donor: &Id) -> usize {
        match clause {
            Clause::Area(areas) => areas.len(),
            Clause::Project(projects) => projects.len(),
            Clause::Category(categories) => categories.len(),
            Clause::Force(_) => self.pairings.get(donor).map_or(1, Vec::len),
            _ => 1,
        }
    }

    /// The needs of an atom, in blocks that may overlap, where an index has them.
    fn blocks(&self, clause: &Clause, donor: &Id) -> Option<Vec<&[usize]>> {
        Some(match clause {
            Clause::Area(areas) => areas.iter().map(|area| self.below(area)).collect(),
            Clause::Force(forces) => {
                let own = self.pairings.get(donor).into_iter().flatten();
                let paired = own.filter(|pairing| forces.contains(&pairing.force));
                paired
                    .map(|pairing| self.below(&pairing.division))
                    .collect()
            }
            Clause::Category(categories) => categories
                .iter()
                .filter_map(|category| self.index().by_category.get(&**category).map(Vec::as_slice))
                .collect(),
            Clause::Project(projects) => projects
                .iter()
                .filter_map(|project| self.index().by_project.get(project).map(Vec::as_slice))
                .collect(),
            _ => return None,
        })
    }

    /// The needs with these ids.
    fn named(&self, ids: &[Id]) -> Vec<usize> {
        let needs = &self.facts.lists.needs;
        let index = |id: &Id| needs.binary_search_by(|need| need.id.cmp(id)).ok();
        ids.iter().filter_map(index).collect()
    }

    /// A superset of the needs for which the clause holds, where an index
    /// gives one smaller than all needs.
    fn narrow(&self, clause: &Clause, donor: &Id) -> Option<Vec<usize>> {
        let all = self.facts.lists.needs.len();
        match affirmed(clause) {
            Clause::All(clauses) => {
                let found = clauses
                    .iter()
                    .filter_map(|clause| self.narrow(clause, donor));
                found.min_by_key(Vec::len)
            }
            Clause::Any(clauses) => {
                let mut found = Vec::new();
                for clause in clauses {
                    found.extend(self.narrow(clause, donor)?);
                    if found.len() >= all {
                        return None;
                    }
                }
                Some(found)
            }
            Clause::Not(clause) => self.narrow_denied(clause, donor),
            Clause::Need(ids) => Some(self.named(ids)),
            _ => {
                let blocks = self.blocks(clause, donor)?;
                (size(&blocks) < all).then(|| blocks.concat())
            }
        }
    }

    /// A superset of the needs for which the clause does not hold, where an
    /// index gives one smaller than all needs.
    fn narrow_denied(&self, clause: &Clause, donor: &Id) -> Option<Vec<usize>> {
        match clause {
            Clause::Not(clause) => self.narrow(clause, donor),
            Clause::Any(clauses) => {
                let found = clauses
                    .iter()
                    .filter_map(|clause| self.narrow_denied(clause, donor));
                found.min_by_key(Vec::len)
            }
            Clause::All(clauses) => {
                let mut found = Vec::new();
                for clause in clauses {
                    found.extend(self.narrow_denied(clause, donor)?);
                    if found.len() >= self.facts.lists.needs.len() {
                        return None;
                    }
                }
                Some(found)
            }
            // A day holds for all needs or for none.
            Clause::From(day) => (*day <= self.facts.as_of).then(Vec::new),
            Clause::Until(day) => (self.facts.as_of <= *day).then(Vec::new),
            _ => None,
        }
    }

    /// The needs in a division. Places below one follow it without a gap in the
    /// order of codes.
    fn below(&self, area: &DivisionCode) -> &[usize] {
        let needs = &self.facts.lists.needs;
        let start = self
            .index()
            .by_place
            .partition_point(|&need| needs[need].place < *area);
        let rest = &self.index().by_place[start..];
        let end = rest.partition_point(|&need| area.covers(&needs[need].place));
        &rest[..end]
    }

    fn holds(&self, restriction: &Restriction, donor: &Id, need: usize) -> bool {
        match restriction {
            Restriction::None => true,
            Restriction::Only(clause) => self.clause_holds(clause, donor, need),
        }
    }

    fn clause_holds(&self, clause: &Clause, donor: &Id, index: usize) -> bool {
        let lists = self.facts.lists;
        let need = &lists.needs[index];
        match clause {
            Clause::All(clauses) => clauses
                .iter()
                .all(|clause| self.clause_holds(clause, donor, index)),
            Clause::Any(clauses) => clauses
                .iter()
                .any(|clause| self.clause_holds(clause, donor, index)),
            Clause::Not(clause) => !self.clause_holds(clause, donor, index),
            Clause::Area(areas) => areas.iter().any(|area| area.covers(&need.place)),
            Clause::Project(projects) => need
                .project
                .as_ref()
                .is_some_and(|own| projects.contains(own)),
            Clause::Category(categories) => {
                let own = self.index().categories[index];
                categories.iter().any(|category| category == own)
            }
            Clause::Tag(tags) => {
                let project = need.project.as_ref().and_then(|id| lists.project(id));
                let inherited = project.map_or(&[][..], |project| &project.tags[..]);
                tags.iter()
                    .any(|tag| need.tags.contains(tag) || inherited.contains(tag))
            }
            Clause::Tier(tiers) => tiers.contains(&need.tier),
            Clause::Need(needs) => needs.contains(&need.id),
            Clause::Force(forces) => self.paired(donor, forces, need),
            Clause::From(day) => *day <= self.facts.as_of,
            Clause::Until(day) => self.facts.as_of <= *day,
        }
    }

    /// Whether the donor is paired with the need's place under one of the
    /// forces on the day.
    fn paired(&self, donor: &Id, forces: &[Force], need: &Need) -> bool {
        let mut own = self.pairings.get(donor).into_iter().flatten();
        own.any(|pairing| forces.contains(&pairing.force) && pairing.division.covers(&need.place))
    }

    /// The divisions that the donor is paired with under one of the forces on
    /// the day.
    pub(super) fn paired_divisions(&self, donor: &Id, forces: &[Force]) -> Vec<DivisionCode> {
        let own = self.pairings.get(donor).into_iter().flatten();
        let under = own.filter(|pairing| forces.contains(&pairing.force));
        under.map(|pairing| pairing.division).collect()
    }

    /// Whether the donor has an interest in anybody.
    pub(super) fn is_interested(&self, donor: &Id) -> bool {
        self.interests.contains_key(donor)
    }

    fn interested(&self, donor: &Id, need: &Need) -> bool {
        let beneficiary = need.beneficiary.as_ref();
        let interests = self.interests.get(donor);
        beneficiary.is_some_and(|party| interests.is_some_and(|own| own.contains(party)))
    }

    fn depends_on_donor(&self, term: Term<'_>) -> bool {
        let named = match term.restriction {
            Restriction::None => false,
            Restriction::Only(clause) => names_force(clause),
        };
        named || self.is_interested(term.donor)
    }

    fn all(&self) -> Vec<usize> {
        (0..self.facts.lists.needs.len()).collect()
    }
}

/// The clause without what is denied twice: that holds for the same needs, and
/// can be looked up.
pub(super) fn affirmed(clause: &Clause) -> &Clause {
    let mut affirmed = clause;
    while let Clause::Not(denied) = affirmed
        && let Clause::Not(inner) = &**denied
    {
        affirmed = inner;
    }
    affirmed
}

fn size(blocks: &[&[usize]]) -> usize {
    blocks.iter().map(|block| block.len()).sum()
}

/// In order, each once.
fn ascending(mut needs: Vec<usize>) -> Vec<usize> {
    needs.sort_unstable();
    needs.dedup();
    needs
}

/// What is in both, ascending.
fn both(needs: Vec<usize>, within: &[usize]) -> Vec<usize> {
    let mut needs = ascending(needs);
    needs.retain(|need| within.binary_search(need).is_ok());
    needs
}

fn names_force(clause: &Clause) -> bool {
    match clause {
        Clause::All(clauses) | Clause::Any(clauses) => clauses.iter().any(names_force),
        Clause::Not(clause) => names_force(clause),
        Clause::Force(_) => true,
        _ => false,
    }
}
