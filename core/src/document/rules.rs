//! Reads rule books.

use super::DocumentError;
use super::index::Unique;
use super::reader::Reader;
use super::registry::force;
use super::tree::Node;
use crate::money::{Decimal, Fen};
use crate::policy::{
    Allocation, Basis, CapRule, Effective, Factor, FloorCount, Floors, Matching, Rules,
    RulesFormat, Scope, ShareRule, ShortFloors, Tiers, Transform, Triggers, UseKey, UseOrder,
};

/// The format that rule books name.
pub(super) const FORMAT: &str = "bangfu.rules/1";

/// A rule book. Its `format` was checked before when it is a document of its
/// own; inside a programme another format is an error beside which nothing
/// more is said of the book.
pub(super) fn rules<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Rules> {
    let mut members = reader.object(node)?;
    let format = reader.required(&mut members, "format", |reader, node| {
        let text = reader.text(node)?;
        if text != FORMAT {
            reader.note(DocumentError::UnknownFormat { expected: FORMAT });
        }
        Some(text == FORMAT)
    });
    if format == Some(false) {
        return None;
    }
    let id = reader.required(&mut members, "id", Reader::id);
    let effective = reader.optional(&mut members, "effective", effective);
    let allocation = reader.optional(&mut members, "allocation", allocation);
    reader.optional(&mut members, "checks", |reader, node| {
        // A rule that can't be evaluated blocks.
        reader.list(node, |reader, _| {
            reader.note(DocumentError::UnknownValue { known: "[]".into() });
            None::<()>
        })
    });
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Rules {
        format: format.map(|_| RulesFormat::V1)?,
        id: id?,
        effective: effective.unwrap_or_default(),
        allocation: allocation.unwrap_or_default(),
        checks: Vec::new(),
        provenance,
    })
}

fn effective<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Effective> {
    let mut members = reader.object(node)?;
    let from = reader.optional(&mut members, "from", Reader::date);
    let to = reader.optional(&mut members, "to", Reader::date);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Effective {
        from,
        to,
        provenance,
    })
}

fn allocation<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Allocation> {
    let mut members = reader.object(node)?;
    let basis = reader.optional(&mut members, "basis", basis);
    let tiers = reader.optional(&mut members, "tiers", |reader, node| {
        reader.word(
            node,
            &[("strict", Tiers::Strict), ("ignored", Tiers::Ignored)],
        )
    });
    let floors = reader.optional(&mut members, "floors", floors);
    let caps = reader.optional(&mut members, "caps", |reader, node| reader.list(node, cap));
    let overhead = reader.optional(&mut members, "overhead", share_rule);
    let reserve = reader.optional(&mut members, "reserve", share_rule);
    let minimum_grant = reader.optional(&mut members, "minimum_grant", Reader::amount);
    let minimum_days_left = reader.optional(&mut members, "minimum_days_left", Reader::count);
    let matching = reader.optional(&mut members, "matching", matchings);
    let use_order = reader.optional(&mut members, "use_order", use_order);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Allocation {
        basis: basis.unwrap_or_default(),
        tiers: tiers.unwrap_or_default(),
        floors: floors.unwrap_or_default(),
        caps: caps.unwrap_or_default(),
        overhead: overhead.unwrap_or_default(),
        reserve: reserve.unwrap_or_default(),
        minimum_grant: minimum_grant.unwrap_or(Fen::ZERO),
        minimum_days_left: minimum_days_left.unwrap_or_default(),
        matching: matching.unwrap_or_default(),
        use_order: use_order.unwrap_or_default(),
        provenance,
    })
}

fn basis<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Basis> {
    if matches!(node, Node::Text(_)) {
        return match reader.word(node, &[("need", true), ("equal", false)])? {
            true => Some(Basis::Need),
            false => Some(Basis::Equal),
        };
    }
    reader.choice(
        node,
        &["figure", "factors"],
        |reader, key, node| match key {
            "figure" => reader.text(node).map(Basis::Figure),
            _ => reader.full_list(node, factor).map(Basis::Factors),
        },
    )
}

fn factor<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Factor> {
    let mut members = reader.object(node)?;
    let figure = reader.required(&mut members, "figure", Reader::text);
    let weight = reader.required(&mut members, "weight", Reader::fine_decimal);
    let transform = reader.required(&mut members, "transform", transform);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Factor {
        figure: figure?,
        weight: weight?,
        transform: transform?,
        provenance,
    })
}

fn transform<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Transform> {
    if matches!(node, Node::Text(_)) {
        return match reader.word(node, &[("share", true), ("inverse", false)])? {
            true => Some(Transform::Share),
            false => Some(Transform::Inverse),
        };
    }
    reader.choice(node, &["gap_to"], |reader, _, node| {
        reader.fine_decimal(node).map(Transform::GapTo)
    })
}

fn floors<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Floors> {
    let mut members = reader.object(node)?;
    let short = reader.optional(&mut members, "short", |reader, node| {
        reader.word(
            node,
            &[
                ("error", ShortFloors::Error),
                ("pro_rata", ShortFloors::ProRata),
            ],
        )
    });
    let count = reader.optional(&mut members, "count", |reader, node| {
        reader.word(
            node,
            &[
                ("towards", FloorCount::Towards),
                ("on_top", FloorCount::OnTop),
            ],
        )
    });
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Floors {
        short: short.unwrap_or_default(),
        count: count.unwrap_or_default(),
        provenance,
    })
}

fn cap<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<CapRule> {
    let mut members = reader.object(node)?;
    let scope = reader.required(&mut members, "scope", |reader, node| {
        reader.choice(
            node,
            &["area", "project", "category"],
            |reader, key, node| {
                Some(match key {
                    "area" => Scope::Area(reader.division(node)?),
                    "project" => Scope::Project(reader.id(node)?),
                    _ => Scope::Category(reader.text(node)?),
                })
            },
        )
    });
    let max = reader.required(&mut members, "max", Reader::amount);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(CapRule {
        scope: scope?,
        max: max?,
        provenance,
    })
}

/// Ids are unique, and so are the pools: what one gift triggers of a pool can't
/// be triggered a second time.
fn matchings<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Vec<Matching>> {
    let (mut ids, mut pools) = (Unique::new(), Unique::new());
    reader.list(node, |reader, node| {
        let mut members = reader.object(node)?;
        let id = ids.id(reader, &mut members);
        let gift = pools.key(reader, &mut members, "gift");
        let ratio = reader.optional(&mut members, "ratio", |reader, node| {
            let ratio = reader.decimal(node)?;
            above_zero(reader, ratio, ratio > Decimal::ZERO)
        });
        let cap = reader.optional(&mut members, "cap", |reader, node| {
            let cap = reader.amount(node)?;
            above_zero(reader, cap, cap > Fen::ZERO)
        });
        let of = reader.optional(&mut members, "of", triggers);
        let provenance = reader.provenance(&mut members);
        reader.close(members);
        Some(Matching {
            id: id?,
            gift: gift?,
            ratio: ratio.unwrap_or(Decimal::ONE),
            cap,
            of,
            provenance,
        })
    })
}

fn above_zero<T>(reader: &mut Reader<'_>, value: T, holds: bool) -> Option<T> {
    if !holds {
        reader.note(DocumentError::OutOfRange { range: "> 0" });
    }
    holds.then_some(value)
}

/// What follows from gifts that have arrived; what would follow from grants is
/// known, and refused.
fn triggers<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Triggers> {
    const KEYS: &[&str] = &[
        "gift", "donor", "force", "need", "project", "category", "area", "tag", "tier",
    ];
    reader.choice(node, KEYS, |reader, key, node| match key {
        "gift" => reader.full_list(node, Reader::id).map(Triggers::Gift),
        "donor" => reader.full_list(node, Reader::id).map(Triggers::Donor),
        "force" => reader.full_list(node, force).map(Triggers::Force),
        _ => {
            reader.note(DocumentError::MatchingCoupled);
            None
        }
    })
}

fn share_rule<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<ShareRule> {
    let mut members = reader.object(node)?;
    let share = reader.optional(&mut members, "share", Reader::share);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(ShareRule {
        share: share.unwrap_or(Decimal::ZERO),
        provenance,
    })
}

/// An empty order is that of the ids; `pro_rata` stands only at the end.
fn use_order<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<UseOrder> {
    const KNOWN: &str = "use_by | narrowest | received_on | id | force:… | pro_rata (at the end)";
    let last = match node {
        Node::List(entries) => entries.len(),
        _ => 0,
    };
    let mut entry = 0_usize;
    let keys = reader.list(node, |reader, node| {
        entry = entry.saturating_add(1);
        let text = reader.text(node)?;
        let key = UseKey::parse(&text).filter(|key| *key != UseKey::ProRata || entry == last);
        if key.is_none() {
            reader.note(DocumentError::UnknownValue {
                known: KNOWN.into(),
            });
        }
        key
    })?;
    Some(UseOrder(if keys.is_empty() {
        vec![UseKey::Id]
    } else {
        keys
    }))
}
