//! Reads the event, the pledges and the gifts of a programme.

use super::DocumentError;
use super::index::{Index, Unique};
use super::lists::{counts_fit, quantity};
use super::reader::{Members, Reader};
use super::registry::force;
use super::restriction::restriction;
use super::tree::Node;
use crate::giving::{
    Attendance, Earmark, Event, Gift, Given, GivenGoods, Giving, Instalment, Overhead, Part,
    PartSize, Pledge, Publicity, Role, Valuation,
};
use crate::lists::Quantity;
use crate::money::{Amount, Fen, MoneyError};
use crate::registry::Stated;

pub(super) fn giving<'t>(
    reader: &mut Reader<'t>,
    node: &'t Node<'t>,
    index: &Index<'t>,
) -> Option<Giving> {
    let mut members = reader.object(node)?;
    let event = reader.optional(&mut members, "event", |reader, node| {
        event(reader, node, index)
    });
    let mut seen = Unique::new();
    let pledges = reader.optional(&mut members, "pledges", |reader, node| {
        let pledges = reader.list(node, |reader, node| pledge(reader, node, index, &mut seen))?;
        if !sums_fit(pledges.iter().map(|pledge| &pledge.given)) {
            reader.note(DocumentError::SumTooLarge);
        }
        Some(pledges)
    });
    let mut seen = Unique::new();
    let gifts = reader.optional(&mut members, "gifts", |reader, node| {
        let gifts = reader.list(node, |reader, node| gift(reader, node, index, &mut seen))?;
        if !sums_fit(gifts.iter().map(|gift| &gift.given)) {
            reader.note(DocumentError::SumTooLarge);
        }
        Some(gifts)
    });
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Giving {
        event,
        pledges: pledges.unwrap_or_default(),
        gifts: gifts.unwrap_or_default(),
        provenance,
    })
}

/// Whether all money that is given stays within 64 bits, and all units of an
/// item within what a count may be: a plan names both.
pub(super) fn sums_fit<'g>(given: impl Iterator<Item = &'g Given> + Clone) -> bool {
    let money = given.clone().filter_map(|given| match given {
        Given::Money(fen) => Some(*fen),
        Given::Goods(_) => None,
    });
    let units = given.filter_map(|given| match given {
        Given::Goods(goods) => match goods.quantity {
            Quantity::Known(units) => Some((&goods.item, units)),
            _ => None,
        },
        Given::Money(_) => None,
    });
    Fen::checked_sum(money).is_ok() && counts_fit(units)
}

fn event<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>, index: &Index<'t>) -> Option<Event> {
    let mut members = reader.object(node)?;
    let id = reader.required(&mut members, "id", Reader::id);
    let title = reader.required(&mut members, "title", Reader::text);
    let on = reader.required(&mut members, "on", Reader::date);
    let venue = reader.optional(&mut members, "venue", Reader::text);
    let announced = reader.optional(&mut members, "announced", announced);
    let segments = reader.optional(&mut members, "segments", Reader::texts);
    let attendance = reader.optional(&mut members, "attendance", attendance);
    let figures = reader.optional(&mut members, "figures", Reader::figures);
    let roles = reader.optional(&mut members, "roles", |reader, node| {
        reader.list(node, |reader, node| role(reader, node, index))
    });
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Event {
        id: id?,
        title: title?,
        on: on?,
        venue,
        announced,
        segments: segments.unwrap_or_default(),
        attendance,
        figures: figures.unwrap_or_default(),
        roles: roles.unwrap_or_default(),
        provenance,
    })
}

const BOUNDS: [&str; 4] = ["exactly", "at_least", "at_most", "about"];

/// A bounded value with its source.
fn stated<'t, T, V>(
    reader: &mut Reader<'t>,
    node: &'t Node<'t>,
    read: impl FnOnce(&mut Reader<'t>, &'t Node<'t>) -> Option<V>,
    kind: impl FnOnce(&'static str, V) -> T,
) -> Option<Stated<T>> {
    let mut members = reader.object(node)?;
    let provenance = reader.provenance(&mut members);
    let key = reader.one_of(&mut members, &BOUNDS);
    let value = key.and_then(|key| Some(kind(key, reader.required(&mut members, key, read)?)));
    reader.close(members);
    Some(Stated {
        value: value?,
        provenance,
    })
}

fn announced<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Stated<Amount>> {
    stated(reader, node, Reader::amount, |kind, fen| match kind {
        "exactly" => Amount::Exactly(fen),
        "at_least" => Amount::AtLeast(fen),
        "at_most" => Amount::AtMost(fen),
        _ => Amount::About(fen),
    })
}

fn attendance<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Stated<Attendance>> {
    stated(reader, node, Reader::count, |kind, persons| match kind {
        "exactly" => Attendance::Exactly(persons),
        "at_least" => Attendance::AtLeast(persons),
        "at_most" => Attendance::AtMost(persons),
        _ => Attendance::About(persons),
    })
}

fn role<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>, index: &Index<'t>) -> Option<Role> {
    let mut members = reader.object(node)?;
    let organisation = reader.required(&mut members, "organisation", |reader, node| {
        index.organisation(reader, node)
    });
    let role = reader.required(&mut members, "role", Reader::text);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Role {
        organisation: organisation?,
        role: role?,
        provenance,
    })
}

/// Money or goods. What is given counts only when its quantity is known.
fn given<'t>(
    reader: &mut Reader<'t>,
    members: &mut Members<'t>,
    index: &Index<'t>,
    received: bool,
) -> Option<Given> {
    match reader.one_of(members, &["money", "goods"])? {
        "money" => reader
            .required(members, "money", Reader::amount)
            .map(Given::Money),
        _ => reader
            .required(members, "goods", |reader, node| {
                goods(reader, node, index, received)
            })
            .map(|goods| Given::Goods(Box::new(goods))),
    }
}

fn goods<'t>(
    reader: &mut Reader<'t>,
    node: &'t Node<'t>,
    index: &Index<'t>,
    received: bool,
) -> Option<GivenGoods> {
    let mut members = reader.object(node)?;
    let item = reader.required(&mut members, "item", |reader, node| {
        index.item(reader, node)
    });
    let quantity = reader.required(&mut members, "quantity", |reader, node| {
        let quantity = quantity(reader, node, false)?;
        if received && !matches!(quantity, Quantity::Known(_)) {
            reader.note(MoneyError::AmountIsBound);
        }
        Some(quantity)
    });
    let best_before = reader.optional(&mut members, "best_before", Reader::date);
    let valuation = reader
        .optional(&mut members, "valuation", valuation)
        .flatten();
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(GivenGoods {
        item: item?,
        quantity: quantity?,
        best_before,
        valuation,
        provenance,
    })
}

/// A valuation that says nothing is none.
fn valuation<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Option<Valuation>> {
    let mut members = reader.object(node)?;
    let method = reader.optional(&mut members, "method", Reader::text);
    let unit_price = reader.optional(&mut members, "unit_price", Reader::decimal);
    let evidence = reader.optional(&mut members, "evidence", Reader::text);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    let valuation = Valuation {
        method,
        unit_price,
        evidence,
        provenance,
    };
    Some((valuation != Valuation::default()).then_some(valuation))
}

fn pledge<'t>(
    reader: &mut Reader<'t>,
    node: &'t Node<'t>,
    index: &Index<'t>,
    seen: &mut Unique<&'t str>,
) -> Option<Pledge> {
    let mut members = reader.object(node)?;
    let id = seen.id(reader, &mut members);
    let donor = reader.required(&mut members, "donor", |reader, node| {
        index.organisation(reader, node)
    });
    let event = reader.optional(&mut members, "event", |reader, node| {
        index.event(reader, node)
    });
    let segment = reader.optional(&mut members, "segment", Reader::text);
    let given = given(reader, &mut members, index, false);
    let written = reader.optional(&mut members, "written", Reader::bool);
    let publicised = reader.optional(&mut members, "publicised", Reader::bool);
    let due = reader.optional(&mut members, "due", Reader::date);
    let instalments = reader.optional(&mut members, "instalments", |reader, node| {
        reader.list(node, instalment)
    });
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Pledge {
        id: id?,
        donor: donor?,
        event,
        segment,
        given: given?,
        written: written.unwrap_or_default(),
        publicised: publicised.unwrap_or_default(),
        due,
        instalments: instalments.unwrap_or_default(),
        provenance,
    })
}

fn instalment<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Instalment> {
    let mut members = reader.object(node)?;
    let due = reader.required(&mut members, "due", Reader::date);
    let money = reader.required(&mut members, "money", Reader::amount);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Instalment {
        due: due?,
        money: money?,
        provenance,
    })
}

const PUBLICITY: [(&str, Publicity); 3] = [
    ("named", Publicity::Named),
    ("alias", Publicity::Alias),
    ("anonymous", Publicity::Anonymous),
];

fn gift<'t>(
    reader: &mut Reader<'t>,
    node: &'t Node<'t>,
    index: &Index<'t>,
    seen: &mut Unique<&'t str>,
) -> Option<Gift> {
    let mut members = reader.object(node)?;
    let id = seen.id(reader, &mut members);
    let donor = reader.required(&mut members, "donor", |reader, node| {
        index.organisation(reader, node)
    });
    let recipient = reader.required(&mut members, "recipient", |reader, node| {
        index.organisation(reader, node)
    });
    let pledge = reader.optional(&mut members, "pledge", |reader, node| {
        index.pledge(reader, node)
    });
    let received_on = reader.required(&mut members, "received_on", Reader::date);
    let given = given(reader, &mut members, index, true);
    let force = reader.optional(&mut members, "force", force);
    let money = match &given {
        Some(Given::Money(fen)) => Some(*fen),
        _ => None,
    };
    let earmark = earmark(reader, &mut members, index, money);
    let overhead = reader
        .optional(&mut members, "overhead", overhead)
        .flatten();
    let use_by = reader.optional(&mut members, "use_by", Reader::date);
    let publicity = reader.optional(&mut members, "publicity", |reader, node| {
        reader.word(node, &PUBLICITY)
    });
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Gift {
        id: id?,
        donor: donor?,
        recipient: recipient?,
        pledge,
        received_on: received_on?,
        given: given?,
        force,
        earmark: earmark?,
        overhead,
        use_by,
        publicity,
        provenance,
    })
}

/// An agreement that says nothing is none.
fn overhead<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Option<Box<Overhead>>> {
    let mut members = reader.object(node)?;
    let ceiling = reader.optional(&mut members, "ceiling", Reader::share);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    let overhead = Overhead {
        ceiling,
        provenance,
    };
    Some((overhead != Overhead::default()).then(|| Box::new(overhead)))
}

/// Only a gift of money can be given in parts.
fn earmark<'t>(
    reader: &mut Reader<'t>,
    members: &mut Members<'t>,
    index: &Index<'t>,
    money: Option<Fen>,
) -> Option<Earmark> {
    let keys: &[&str] = if members.has("goods") && !members.has("money") {
        &["restriction"]
    } else {
        &["restriction", "parts"]
    };
    match reader.one_of(members, keys)? {
        "restriction" => reader
            .required(members, "restriction", |reader, node| {
                restriction(reader, node, index)
            })
            .map(Earmark::Whole),
        _ => reader
            .required(members, "parts", |reader, node| {
                let parts = reader.full_list(node, |reader, node| part(reader, node, index))?;
                if money.is_some_and(|money| !parts_sum(&parts, money)) {
                    reader.note(DocumentError::PartsDoNotSum);
                }
                Some(parts)
            })
            .map(Earmark::Parts),
    }
}

/// Whether the parts sum to the gift, or leave a rest of 0 or more for one.
pub(super) fn parts_sum(parts: &[Part], money: Fen) -> bool {
    let named = parts.iter().filter_map(|part| match part.size {
        PartSize::Money(fen) => Some(fen),
        PartSize::Rest(_) => None,
    });
    let rests = parts
        .iter()
        .filter(|part| matches!(part.size, PartSize::Rest(_)))
        .count();
    match (rests, Fen::checked_sum(named)) {
        (0, Ok(sum)) => sum == money,
        (1, Ok(sum)) => sum <= money,
        _ => false,
    }
}

fn part<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>, index: &Index<'t>) -> Option<Part> {
    let mut members = reader.object(node)?;
    let size = match reader.one_of(&mut members, &["money", "rest"]) {
        Some("money") => reader
            .required(&mut members, "money", Reader::amount)
            .map(PartSize::Money),
        Some(_) => reader.required(&mut members, "rest", rest),
        None => None,
    };
    let restriction = reader.required(&mut members, "restriction", |reader, node| {
        restriction(reader, node, index)
    });
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Part {
        size: size?,
        restriction: restriction?,
        provenance,
    })
}

fn rest<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<PartSize> {
    let rest = reader.bool(node)?;
    if !rest {
        reader.note(DocumentError::UnknownValue {
            known: "true".into(),
        });
        return None;
    }
    Some(PartSize::Rest(true))
}
