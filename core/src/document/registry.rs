//! Reads the registry of a programme.

use super::index::{Index, Unique};
use super::reader::Reader;
use super::tree::Node;
use crate::document::DocumentError;
use crate::registry::{Force, Organisation, OrganisationKind, Pairing, Place, Registry, Related};

const KINDS: [(&str, OrganisationKind); 11] = [
    ("government", OrganisationKind::Government),
    ("party", OrganisationKind::Party),
    ("public_institution", OrganisationKind::PublicInstitution),
    ("state_enterprise", OrganisationKind::StateEnterprise),
    ("company", OrganisationKind::Company),
    ("charity", OrganisationKind::Charity),
    ("foundation", OrganisationKind::Foundation),
    ("social_org", OrganisationKind::SocialOrg),
    ("village_collective", OrganisationKind::VillageCollective),
    ("individual", OrganisationKind::Individual),
    ("other", OrganisationKind::Other),
];

pub(super) fn force<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Force> {
    reader.word(node, &Force::ALL.map(|force| (force.word(), force)))
}

pub(super) fn registry<'t>(
    reader: &mut Reader<'t>,
    node: &'t Node<'t>,
    index: &Index<'t>,
) -> Option<Registry> {
    let mut members = reader.object(node)?;
    let mut seen = Unique::new();
    let organisations = reader.optional(&mut members, "organisations", |reader, node| {
        reader.list(node, |reader, node| {
            organisation(reader, node, index, &mut seen)
        })
    });
    let pairings = reader.optional(&mut members, "pairings", |reader, node| {
        reader.list(node, |reader, node| pairing(reader, node, index))
    });
    let mut seen = Unique::new();
    let places = reader.optional(&mut members, "places", |reader, node| {
        reader.list(node, |reader, node| place(reader, node, &mut seen))
    });
    let related = reader.optional(&mut members, "related", |reader, node| {
        reader.list(node, related)
    });
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Registry {
        organisations: organisations.unwrap_or_default(),
        pairings: pairings.unwrap_or_default(),
        places: places.unwrap_or_default(),
        related: related.unwrap_or_default(),
        provenance,
    })
}

fn organisation<'t>(
    reader: &mut Reader<'t>,
    node: &'t Node<'t>,
    index: &Index<'t>,
    seen: &mut super::index::Unique<&'t str>,
) -> Option<Organisation> {
    let mut members = reader.object(node)?;
    let id = seen.id(reader, &mut members);
    let name = reader.required(&mut members, "name", Reader::text);
    let kind = reader.required(&mut members, "kind", |reader, node| {
        reader.word(node, &KINDS)
    });
    let credit_code = reader.optional(&mut members, "credit_code", Reader::credit_code);
    let aliases = reader.optional(&mut members, "aliases", Reader::texts);
    let parent = reader.optional(&mut members, "parent", |reader, node| {
        index.organisation(reader, node)
    });
    let public_fundraising = reader.optional(&mut members, "public_fundraising", Reader::bool);
    let roles = reader.optional(&mut members, "roles", Reader::texts);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Organisation {
        id: id?,
        name: name?,
        kind: kind?,
        credit_code,
        aliases: aliases.unwrap_or_default(),
        parent,
        public_fundraising: public_fundraising.unwrap_or_default(),
        roles: roles.unwrap_or_default(),
        provenance,
    })
}

fn pairing<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>, index: &Index<'t>) -> Option<Pairing> {
    let mut members = reader.object(node)?;
    let organisation = reader.required(&mut members, "organisation", |reader, node| {
        index.organisation(reader, node)
    });
    let force = reader.required(&mut members, "force", force);
    let division = reader.required(&mut members, "division", Reader::division);
    let from = reader.required(&mut members, "from", Reader::date);
    let to = reader.optional(&mut members, "to", Reader::date);
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        reader.note_key(&members, "to", DocumentError::BeyondOther { other: "from" });
    }
    let lead = reader.optional(&mut members, "lead", Reader::bool);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Pairing {
        organisation: organisation?,
        force: force?,
        division: division?,
        from: from?,
        to,
        lead: lead.unwrap_or_default(),
        provenance,
    })
}

fn place<'t>(
    reader: &mut Reader<'t>,
    node: &'t Node<'t>,
    seen: &mut super::index::Unique<crate::code::DivisionCode>,
) -> Option<Place> {
    let mut members = reader.object(node)?;
    let code = seen.code(reader, &mut members);
    let name = reader.required(&mut members, "name", Reader::text);
    let figures = reader.optional(&mut members, "figures", Reader::figures);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Place {
        code: code?,
        name: name?,
        figures: figures.unwrap_or_default(),
        provenance,
    })
}

/// The two sides need not be organisations of the programme.
fn related<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Related> {
    let mut members = reader.object(node)?;
    let a = reader.required(&mut members, "a", Reader::id);
    let b = reader.required(&mut members, "b", Reader::id);
    let relation = reader.optional(&mut members, "relation", Reader::text);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Related {
        a: a?,
        b: b?,
        relation,
        provenance,
    })
}
