//! Reads the lists of a programme.

use std::collections::BTreeMap;

use super::DocumentError;
use super::index::{Index, Unique};
use super::reader::{Members, Reader};
use super::scalar::MAX_COUNT;
use super::tree::Node;
use crate::lists::{
    Asked, Goods, GoodsAsked, Item, Lists, MoneyAsked, Need, Project, Quantity, Resource,
};
use crate::money::{Decimal, Fen};
use crate::registry::Id;

pub(super) fn lists<'t>(
    reader: &mut Reader<'t>,
    node: &'t Node<'t>,
    index: &Index<'t>,
) -> Option<Lists> {
    let mut members = reader.object(node)?;
    let kinds = reader.optional(&mut members, "kinds", Reader::texts);
    let mut seen = Unique::new();
    let items = reader.optional(&mut members, "items", |reader, node| {
        reader.list(node, |reader, node| item(reader, node, &mut seen))
    });
    let mut seen = Unique::new();
    let projects = reader.optional(&mut members, "projects", |reader, node| {
        reader.list(node, |reader, node| project(reader, node, &mut seen))
    });
    let mut seen = Unique::new();
    let needs = reader.optional(&mut members, "needs", |reader, node| {
        let needs = reader.list(node, |reader, node| need(reader, node, index, &mut seen))?;
        if !sums_fit(&needs) {
            reader.note(DocumentError::SumTooLarge);
        }
        Some(needs)
    });
    let mut seen = Unique::new();
    let resources = reader.optional(&mut members, "resources", |reader, node| {
        reader.list(node, |reader, node| {
            resource(reader, node, index, &mut seen)
        })
    });
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Lists {
        kinds: kinds.unwrap_or_default(),
        items: items.unwrap_or_default(),
        projects: projects.unwrap_or_default(),
        needs: needs.unwrap_or_default(),
        resources: resources.unwrap_or_default(),
        provenance,
    })
}

/// Whether all money that is asked for stays within 64 bits, and all units of
/// an item within what a count may be: a plan names both.
pub(super) fn sums_fit(needs: &[Need]) -> bool {
    let money = needs.iter().filter_map(|need| match &need.asked {
        Asked::Money(asked) => Some(asked.money),
        Asked::Goods(_) => None,
    });
    let units = needs.iter().filter_map(|need| match &need.asked {
        Asked::Money(_) => None,
        Asked::Goods(asked) => match asked.goods.quantity {
            Quantity::Known(units) | Quantity::AtLeast(units) => Some((&asked.goods.item, units)),
            Quantity::Unknown | Quantity::Unlimited => None,
        },
    });
    Fen::checked_sum(money).is_ok() && counts_fit(units)
}

/// Whether the units of each item together are a count that a document holds.
pub(super) fn counts_fit<'i>(units: impl Iterator<Item = (&'i Id, u64)>) -> bool {
    let mut sums: BTreeMap<&Id, u64> = BTreeMap::new();
    for (item, units) in units {
        let sum = sums.entry(item).or_default();
        *sum = sum.saturating_add(units);
    }
    sums.values().all(|&sum| sum <= MAX_COUNT)
}

fn item<'t>(
    reader: &mut Reader<'t>,
    node: &'t Node<'t>,
    seen: &mut Unique<&'t str>,
) -> Option<Item> {
    let mut members = reader.object(node)?;
    let id = seen.id(reader, &mut members);
    let name = reader.optional(&mut members, "name", Reader::text);
    let unit = reader.required(&mut members, "unit", Reader::text);
    let pack = reader.optional(&mut members, "pack", Reader::positive);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Item {
        id: id?,
        name,
        unit: unit?,
        pack: pack.unwrap_or(1),
        provenance,
    })
}

fn project<'t>(
    reader: &mut Reader<'t>,
    node: &'t Node<'t>,
    seen: &mut Unique<&'t str>,
) -> Option<Project> {
    let mut members = reader.object(node)?;
    let id = seen.id(reader, &mut members);
    let name = reader.required(&mut members, "name", Reader::text);
    let category = reader.optional(&mut members, "category", Reader::text);
    let tags = reader.optional(&mut members, "tags", Reader::texts);
    let cap = reader.optional(&mut members, "cap", Reader::amount);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Project {
        id: id?,
        name: name?,
        category,
        tags: tags.unwrap_or_default(),
        cap,
        provenance,
    })
}

fn need<'t>(
    reader: &mut Reader<'t>,
    node: &'t Node<'t>,
    index: &Index<'t>,
    seen: &mut Unique<&'t str>,
) -> Option<Need> {
    let mut members = reader.object(node)?;
    let id = seen.id(reader, &mut members);
    let place = reader.required(&mut members, "place", |reader, node| {
        index.place(reader, node)
    });
    let project = reader.optional(&mut members, "project", |reader, node| {
        index.project(reader, node)
    });
    let category = reader.optional(&mut members, "category", Reader::text);
    let inherits = || {
        project
            .as_ref()
            .is_some_and(|project| index.has_category(project))
    };
    if !members.has("category") && !members.has("project")
        || members.has("project") && !members.has("category") && project.is_some() && !inherits()
    {
        reader.missing("category");
    }
    let tags = reader.optional(&mut members, "tags", Reader::texts);
    let tier = reader.optional(&mut members, "tier", Reader::positive);
    let beneficiary = reader.optional(&mut members, "beneficiary", Reader::id);
    let asked = asked(reader, &mut members, index);
    let weight = reader.optional(&mut members, "weight", Reader::fine_decimal);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Need {
        id: id?,
        place: place?,
        project,
        category,
        tags: tags.unwrap_or_default(),
        tier: tier.unwrap_or(1),
        beneficiary,
        asked: asked?,
        weight: weight.unwrap_or(Decimal::ONE),
        provenance,
    })
}

fn asked<'t>(
    reader: &mut Reader<'t>,
    members: &mut Members<'t>,
    index: &Index<'t>,
) -> Option<Asked> {
    match reader.one_of(members, &["money", "goods"])? {
        "money" => money_asked(reader, members).map(Asked::Money),
        _ => goods_asked(reader, members, index).map(Asked::Goods),
    }
}

fn money_asked<'t>(reader: &mut Reader<'t>, members: &mut Members<'t>) -> Option<MoneyAsked> {
    let money = reader.required(members, "money", |reader, node| {
        let money = reader.amount(node)?;
        if money == Fen::ZERO {
            reader.note(DocumentError::OutOfRange { range: "> 0.00" });
            return None;
        }
        Some(money)
    });
    let already = reader
        .optional(members, "already", Reader::amount)
        .unwrap_or(Fen::ZERO);
    let floor = reader
        .optional(members, "floor", Reader::amount)
        .unwrap_or(Fen::ZERO);
    let cap = reader.optional(members, "cap", Reader::amount);
    let asked = MoneyAsked {
        money: money?,
        already,
        floor,
        cap: cap.filter(|&cap| Some(cap) != money),
    };
    if already > asked.money {
        reader.note_key(
            members,
            "already",
            DocumentError::BeyondOther { other: "money" },
        );
    }
    if floor > asked.limit() {
        let limit = asked.limit();
        reader.note_key(
            members,
            "floor",
            DocumentError::FloorAboveCap { floor, limit },
        );
    }
    Some(asked)
}

fn goods_asked<'t>(
    reader: &mut Reader<'t>,
    members: &mut Members<'t>,
    index: &Index<'t>,
) -> Option<GoodsAsked> {
    let goods = reader.required(members, "goods", |reader, node| {
        let mut members = reader.object(node)?;
        let item = reader.required(&mut members, "item", |reader, node| {
            index.item(reader, node)
        });
        let quantity = reader.required(&mut members, "quantity", |reader, node| {
            quantity(reader, node, true)
        });
        let provenance = reader.provenance(&mut members);
        reader.close(members);
        Some(Goods {
            item: item?,
            quantity: quantity?,
            provenance,
        })
    });
    let already = reader
        .optional(members, "already", Reader::count)
        .unwrap_or(0);
    let goods = goods?;
    let asked = match goods.quantity {
        Quantity::Known(units) | Quantity::AtLeast(units) => Some(units),
        Quantity::Unknown | Quantity::Unlimited => None,
    };
    if asked.is_some_and(|asked| already > asked) {
        reader.note_key(
            members,
            "already",
            DocumentError::BeyondOther { other: "goods" },
        );
    }
    Some(GoodsAsked { goods, already })
}

/// A quantity; one that is asked for is more than 0.
pub(super) fn quantity<'t>(
    reader: &mut Reader<'t>,
    node: &'t Node<'t>,
    asked: bool,
) -> Option<Quantity> {
    if matches!(node, Node::Text(_)) {
        return reader.word(
            node,
            &[
                ("unknown", Quantity::Unknown),
                ("unlimited", Quantity::Unlimited),
            ],
        );
    }
    reader.choice(node, &["known", "at_least"], |reader, key, node| {
        let units = reader.count(node)?;
        if asked && units == 0 {
            reader.note(DocumentError::OutOfRange { range: "> 0" });
            return None;
        }
        Some(if key == "known" {
            Quantity::Known(units)
        } else {
            Quantity::AtLeast(units)
        })
    })
}

fn resource<'t>(
    reader: &mut Reader<'t>,
    node: &'t Node<'t>,
    index: &Index<'t>,
    seen: &mut Unique<&'t str>,
) -> Option<Resource> {
    let mut members = reader.object(node)?;
    let id = seen.id(reader, &mut members);
    let organisation = reader.required(&mut members, "organisation", |reader, node| {
        index.organisation(reader, node)
    });
    let kind = reader.required(&mut members, "kind", Reader::text);
    let what = reader.required(&mut members, "what", Reader::text);
    let areas = reader.optional(&mut members, "areas", |reader, node| {
        reader.list(node, Reader::division)
    });
    let from = reader.optional(&mut members, "from", Reader::date);
    let to = reader.optional(&mut members, "to", Reader::date);
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        reader.note_key(&members, "to", DocumentError::BeyondOther { other: "from" });
    }
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Resource {
        id: id?,
        organisation: organisation?,
        kind: kind?,
        what: what?,
        areas: areas.unwrap_or_default(),
        from,
        to,
        provenance,
    })
}
