//! Which needs a gift may pay, said as shortly as its restriction allows.

use std::collections::HashMap;

use crate::code::DivisionCode;
use crate::giving::{Clause, Restriction};
use crate::policy::{Eligibility, Offer, eligibility::affirmed};
use crate::registry::Id;

/// The needs that an offer may pay, among those of its item (or of money).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach<'a> {
    /// All of them.
    Everything,
    /// Those in any of these divisions, which may lie in one another.
    Divisions(Vec<DivisionCode>),
    /// Those of any of these categories.
    Categories(&'a [String]),
    /// Those of any of these projects.
    Projects(&'a [Id]),
    /// All but these, which are fewer than half of all needs, as indices,
    /// ascending.
    Except(Vec<usize>),
    /// These, as indices, ascending: what no other form says.
    Needs(Vec<usize>),
}

/// The reaches of many offers; equal ones stand once.
#[derive(Clone, Debug, Default)]
pub struct Reaches<'a> {
    /// Each reach, and the item it speaks of; none for money.
    pub reaches: Vec<(Option<usize>, Reach<'a>)>,
    /// Of each offer, the index of its reach.
    pub of_offer: Vec<usize>,
}

impl<'a> Eligibility<'a> {
    /// The reach of each offer.
    ///
    /// It holds the same needs as [`Eligibility::needs_of`], but most
    /// restrictions are not spelt out need by need.
    #[must_use]
    pub fn reaches(&self, offers: &[Offer<'a>]) -> Reaches<'a> {
        let mut found = Reaches::default();
        let mut known: HashMap<_, usize> = HashMap::new();
        for offer in offers {
            let index = *known.entry(self.key(offer)).or_insert_with(|| {
                found.reaches.push((offer.item, self.reach(offer)));
                found.reaches.len() - 1
            });
            found.of_offer.push(index);
        }
        found
    }

    fn reach(&self, offer: &Offer<'a>) -> Reach<'a> {
        let short = self.short(offer);
        let few = || self.few_denied(offer).map(Reach::Except);
        short
            .or_else(few)
            .unwrap_or_else(|| Reach::Needs(self.needs_of(offer)))
    }

    /// The reach where at most one restriction and nobody's interest narrow it.
    fn short(&self, offer: &Offer<'a>) -> Option<Reach<'a>> {
        let mut only = None;
        for term in self.terms(offer) {
            match term.restriction {
                _ if self.is_interested(term.donor) => return None,
                Restriction::None => {}
                Restriction::Only(clause) if only.is_none() => only = Some((clause, term.donor)),
                Restriction::Only(_) => return None,
            }
        }
        let Some((clause, donor)) = only else {
            return Some(Reach::Everything);
        };
        match affirmed(clause) {
            Clause::Area(areas) => Some(Reach::Divisions(areas.clone())),
            Clause::Category(categories) => Some(Reach::Categories(categories)),
            Clause::Project(projects) => Some(Reach::Projects(projects)),
            Clause::Force(forces) => Some(Reach::Divisions(self.paired_divisions(donor, forces))),
            _ => None,
        }
    }
}
