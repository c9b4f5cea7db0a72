//! The forces that a text names, and the force under which a body assists.
//!
//! The text may say it: a body leads an assistance (牵头单位), or has the force
//! in its name. It may follow: where a text counts the bodies of a force and
//! enumerates as many beside the one that leads it, those are they. The rest is
//! inferred from names, and is a doubt to be settled.

use std::collections::HashMap;

use bangfu::giving::Attendance;
use bangfu::registry::{Force, OrganisationKind};

use super::normal::Body;
use super::prose::Span;
use super::role::Chain;
use super::{Basis, Confidence, Fact, ForceSaid, Proposal, Reader, Why, together};

/// Before a count of bodies the force stands so near.
const NEAR: usize = 14;

/// A text counts the bodies of no more forces than this.
const COUNTS: usize = 32;

/// The forces that are named.
pub(super) fn named(reader: &Reader<'_>) -> Vec<Proposal> {
    let mut found = Vec::new();
    let mut at = 0_usize;
    while at < reader.prose.len() {
        let Some((length, force)) = reader.lexicons.forces.starting(reader.prose.from(at)) else {
            at = at.saturating_add(1);
            continue;
        };
        let span = [at, at.saturating_add(length)];
        let fact = Fact::Force { force: *force };
        found.push(reader.proposal(fact, span, Confidence::Certain, Why::NamedForce));
        at = span[1];
    }
    together(found)
}

/// Says under which force the bodies assist, as far as the text does.
pub(super) fn infer(
    reader: &Reader<'_>,
    chains: &[Chain],
    counts: &[Proposal],
    bodies: &mut [Body],
) {
    let tails: HashMap<Span, Span> = chains
        .iter()
        .flat_map(|chain| {
            let mentions = chain.mentions.iter();
            mentions.map(|mention| (mention.at, chain.tail))
        })
        .collect();
    for body in bodies.iter_mut() {
        body.force = reader
            .leads(&tails, body)
            .or_else(|| reader.force_in_name(body));
    }
    reader.counted(chains, counts, bodies);
    for body in bodies.iter_mut().filter(|body| body.force.is_none()) {
        body.force = reader.hint_in_name(body).or_else(|| gives(body));
    }
}

impl Reader<'_> {
    fn said(&self, force: Force, basis: Basis, at: Span) -> ForceSaid {
        ForceSaid {
            force,
            basis,
            words: self.prose.text(at),
        }
    }

    /// A force or what speaks for one in a range.
    fn force_in(&self, at: Span) -> Option<Force> {
        let text = self.prose.narrow(at);
        let named = self.lexicons.forces.first(text);
        let hinted = || self.lexicons.force_hints.first(text);
        named.or_else(hinted).map(|(.., force)| *force)
    }

    /// The force that the text says the body leads: it stands in what follows
    /// the name.
    fn leads(&self, tails: &HashMap<Span, Span>, body: &Body) -> Option<ForceSaid> {
        let said = body.roles.iter().find(|said| said.role == "lead_unit")?;
        let tail = *tails.get(&said.place.repaired)?;
        Some(self.said(self.force_in(tail)?, Basis::Stated, tail))
    }

    fn force_in_name(&self, body: &Body) -> Option<ForceSaid> {
        body.names.iter().find_map(|(_, at)| {
            let (.., force) = self.lexicons.forces.first(self.prose.narrow(*at))?;
            Some(self.said(*force, Basis::Stated, *at))
        })
    }

    fn hint_in_name(&self, body: &Body) -> Option<ForceSaid> {
        body.names.iter().find_map(|(_, at)| {
            let (.., force) = self.lexicons.force_hints.first(self.prose.narrow(*at))?;
            Some(self.said(*force, Basis::Inferred, *at))
        })
    }

    /// Where a text counts the bodies of a force, the enumeration of as many
    /// with the one that leads it.
    fn counted(&self, chains: &[Chain], counts: &[Proposal], bodies: &mut [Body]) {
        let counted = counts.iter().filter_map(|proposal| {
            let Fact::Count {
                count: Attendance::Exactly(count),
                ..
            } = &proposal.fact
            else {
                return None;
            };
            let [start, end] = proposal.places.first()?.repaired;
            let force = self.force_in([start.saturating_sub(NEAR), start])?;
            Some((*count, force, [start, end]))
        });
        for (count, force, at) in counted.take(COUNTS) {
            let leads = |body: &&Body| body.force.as_ref().is_some_and(|said| said.force == force);
            let places = |body: &Body| body.names.iter().map(|(_, at)| *at).collect::<Vec<_>>();
            let leading: Vec<Span> = bodies.iter().filter(leads).flat_map(places).collect();
            let group = chains.iter().find(|chain| {
                let as_many = u64::try_from(chain.mentions.len()).is_ok_and(|many| many == count);
                as_many
                    && chain
                        .mentions
                        .iter()
                        .any(|mention| leading.contains(&mention.at))
            });
            let Some(group) = group else { continue };
            let members: Vec<Span> = group.mentions.iter().map(|mention| mention.at).collect();
            for body in bodies.iter_mut().filter(|body| body.force.is_none()) {
                if body.names.iter().any(|(_, at)| members.contains(at)) {
                    body.force = Some(self.said(force, Basis::Inferred, at));
                }
            }
        }
    }
}

/// Whoever gives and is neither charity nor office is a force of society.
fn gives(body: &Body) -> Option<ForceSaid> {
    let other = matches!(
        body.kind,
        OrganisationKind::Company
            | OrganisationKind::Foundation
            | OrganisationKind::PublicInstitution
            | OrganisationKind::SocialOrg
    );
    let donor = body
        .roles
        .iter()
        .find(|said| ["placard_donor", "donor"].contains(&said.role.as_str()));
    donor.filter(|_| other).map(|said| ForceSaid {
        force: Force::Social,
        basis: Basis::Inferred,
        words: said.words.clone(),
    })
}
