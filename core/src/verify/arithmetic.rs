//! Whether every number of the rows and the totals is what the facts and the
//! lines make it.

use std::fmt::Display;

use crate::error::{At, Pointer};
use crate::money::{Fen, Share};
use crate::plan::{GiftRow, Measure, NeedRow, Plan};
use crate::policy::{Offer, OfferState};
use crate::registry::Id;
use crate::sorted::sort_by;

use super::Violation;
use super::legality::Paying;
use super::problem::{Problem, Scene};
use super::rows::Rows;
use super::violation::Shown;

/// Compares values with what they should be, as texts: only texts are shown,
/// and equal values have equal texts.
struct Sheet<'f> {
    found: &'f mut Vec<At<Violation>>,
}

impl Sheet<'_> {
    fn same(&mut self, pointer: &Pointer, key: &str, stated: impl Display, right: impl Display) {
        self.compare(pointer, key, &stated, &right);
    }

    fn compare(&mut self, pointer: &Pointer, key: &str, stated: &dyn Display, right: &dyn Display) {
        let (stated, right) = (stated.to_string(), right.to_string());
        if stated != right {
            self.found.push(At::new(
                pointer.key(key),
                Violation::Differs { stated, right },
            ));
        }
    }

    fn same_or_absent<T: Display>(
        &mut self,
        pointer: &Pointer,
        key: &str,
        stated: Option<T>,
        right: Option<impl Display>,
    ) {
        self.same(pointer, key, or_nothing(stated), or_nothing(right));
    }
}

fn or_nothing(value: Option<impl Display>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| value.to_string())
}

/// A measure with its kind: money has two decimals, a count has none.
fn shown(measure: Measure) -> Shown {
    match measure {
        Measure::Money(fen) => Shown::new(true, i128::from(fen.0)),
        Measure::Units(units) => Shown::new(false, i128::from(units)),
    }
}

pub(super) fn check(
    scene: &Scene<'_>,
    plan: &Plan,
    rows: &Rows,
    paying: &Paying,
    found: &mut Vec<At<Violation>>,
) {
    let mut sheet = Sheet { found };
    for problem in &scene.problems {
        for (index, seeker) in problem.seekers.iter().enumerate() {
            if let Some(row) = rows.needs[seeker.need] {
                need_row(
                    scene,
                    problem,
                    index,
                    paying,
                    (row, &plan.needs[row]),
                    &mut sheet,
                );
            }
        }
    }
    for (gift, row) in rows.gifts.iter().enumerate() {
        if let &Some(row) = row {
            gift_row(scene, gift, paying, (row, &plan.gifts[row]), &mut sheet);
        }
    }
    matches(scene, plan, &mut sheet);
    totals(scene, plan, paying, &mut sheet);
}

/// What each part of a pool rests on. Rows may stand in any order.
fn matches(scene: &Scene<'_>, plan: &Plan, sheet: &mut Sheet<'_>) {
    let gifts = &scene.facts.giving.gifts;
    let mut rows: Vec<_> = plan.matches.iter().enumerate().collect();
    sort_by(&mut rows, |(_, a), (_, b)| {
        (&a.gift, a.part).cmp(&(&b.gift, b.part))
    });
    let list = Pointer::root().key("matches");
    let offers = scene.offers.iter();
    let offers = offers.filter_map(|offer| Some((offer, offer.part?, offer.trigger?)));
    let count = offers.clone().count();
    if rows.len() != count {
        sheet.same(&Pointer::root(), "matches", rows.len(), count);
    }
    for ((index, row), (offer, part, trigger)) in rows.into_iter().zip(offers) {
        let pointer = list.index(index);
        let matching = &scene.allocation.matching[trigger.matching];
        sheet.same(&pointer, "gift", &row.gift, &gifts[offer.gift].id);
        sheet.same(&pointer, "part", row.part, part);
        sheet.same(&pointer, "matching", &row.matching, &matching.id);
        sheet.same(&pointer, "trigger", &row.trigger, &gifts[trigger.gift].id);
        sheet.same_or_absent(&pointer, "trigger_part", row.trigger_part, trigger.part);
        sheet.same(&pointer, "money", row.money, Fen(offer.available));
    }
}

fn need_row(
    scene: &Scene<'_>,
    problem: &Problem,
    index: usize,
    paying: &Paying,
    (at, row): (usize, &NeedRow),
    sheet: &mut Sheet<'_>,
) {
    let seeker = &problem.seekers[index];
    let pointer = Pointer::root().key("needs").index(at);
    let measure = |count: i128| Shown::new(problem.money, count);
    let granted = paying.to_need[seeker.need];
    let already = i128::from(seeker.bounds.already);
    let required = seeker.bounds.required.map(i128::from);
    sheet.same_or_absent(
        &pointer,
        "item",
        row.item.as_ref(),
        scene.facts.lists.needs[seeker.need].item(),
    );
    sheet.same_or_absent(
        &pointer,
        "required",
        row.required.map(shown),
        required.map(measure),
    );
    sheet.same(&pointer, "already", shown(row.already), measure(already));
    sheet.same(&pointer, "granted", shown(row.granted), measure(granted));
    let level = required.and_then(|required| Share::new(already + granted, required).ok());
    sheet.same_or_absent(&pointer, "level", row.level, level);
}

/// The sums of a gift's offers: one, or its parts.
#[derive(Default)]
pub(super) struct GiftSums {
    pub(super) received: i128,
    pub(super) overhead: i128,
    pub(super) reserve: i128,
    pub(super) available: i128,
    pub(super) used: i128,
}

impl GiftSums {
    pub(super) const fn held(&self) -> i128 {
        self.received - self.overhead - self.reserve - self.used
    }
}

/// The offers of a gift, with their indices.
pub(super) fn offers_of<'s, 'a>(
    scene: &'s Scene<'a>,
    gift: usize,
) -> impl Iterator<Item = (usize, &'s Offer<'a>)> {
    let start = scene.offers.partition_point(|offer| offer.gift < gift);
    let rest = scene.offers.iter().enumerate().skip(start);
    rest.take_while(move |(_, offer)| offer.gift == gift)
}

pub(super) fn sums_of(scene: &Scene<'_>, gift: usize, paying: &Paying) -> GiftSums {
    offers_of(scene, gift).fold(GiftSums::default(), |sums, (index, offer)| GiftSums {
        received: sums.received + i128::from(offer.received),
        overhead: sums.overhead + i128::from(offer.overhead),
        reserve: sums.reserve + i128::from(offer.reserve),
        available: sums.available + i128::from(offer.available),
        used: sums.used + paying.by_offer[index],
    })
}

fn gift_row(
    scene: &Scene<'_>,
    gift: usize,
    paying: &Paying,
    (at, row): (usize, &GiftRow),
    sheet: &mut Sheet<'_>,
) {
    let pointer = Pointer::root().key("gifts").index(at);
    let item = offers_of(scene, gift).find_map(|(_, offer)| offer.item_id);
    let sums = sums_of(scene, gift, paying);
    let measure = |count: i128| Shown::new(item.is_none(), count);
    let of_money = |count: i128| item.is_none().then(|| Shown::new(true, count));
    sheet.same_or_absent(&pointer, "item", row.item.as_ref(), item);
    sheet.same(
        &pointer,
        "received",
        shown(row.received),
        measure(sums.received),
    );
    sheet.same_or_absent(&pointer, "overhead", row.overhead, of_money(sums.overhead));
    sheet.same_or_absent(&pointer, "reserve", row.reserve, of_money(sums.reserve));
    sheet.same(&pointer, "used", shown(row.used), measure(sums.used));
    sheet.same(&pointer, "held", shown(row.held), measure(sums.held()));
}

/// The sums of a problem.
#[derive(Default)]
struct Sums {
    received: i128,
    overhead: i128,
    reserve: i128,
    available: i128,
    required: i128,
    granted: i128,
}

impl Sums {
    const fn held(&self) -> i128 {
        self.received - self.overhead - self.reserve - self.granted
    }
}

fn sums(scene: &Scene<'_>, problem: &Problem, paying: &Paying) -> Sums {
    let mut sums = Sums::default();
    for source in &problem.sources {
        let offer = &scene.offers[source.offer];
        if offer.state != OfferState::NotYetReceived {
            sums.received += i128::from(offer.received);
            sums.overhead += i128::from(offer.overhead);
            sums.reserve += i128::from(offer.reserve);
            sums.available += i128::from(offer.available);
        }
    }
    for seeker in &problem.seekers {
        sums.required += i128::from(seeker.bounds.required.unwrap_or(0));
        sums.granted += paying.to_need[seeker.need];
    }
    sums
}

fn totals(scene: &Scene<'_>, plan: &Plan, paying: &Paying, sheet: &mut Sheet<'_>) {
    let pointer = Pointer::root().key("totals");
    let stated = &plan.totals;
    let (money, items) = match scene.problems.split_first() {
        Some((money, items)) => (sums(scene, money, paying), items),
        None => return,
    };
    let yuan = |count: i128| Shown::new(true, count);
    let pairs: [(&str, Fen, i128); 7] = [
        ("received", stated.received, money.received),
        ("overhead", stated.overhead, money.overhead),
        ("reserve", stated.reserve, money.reserve),
        ("available", stated.available, money.available),
        ("required", stated.required, money.required),
        ("granted", stated.granted, money.granted),
        ("held", stated.held, money.held()),
    ];
    for (key, stated, right) in pairs {
        sheet.same(&pointer, key, stated, yuan(right));
    }
    // Problems stand in the order of their items' ids; rows may not.
    let ids: Vec<&Id> = scene
        .facts
        .lists
        .items
        .iter()
        .map(|item| &item.id)
        .collect();
    let list = pointer.key("items");
    if stated.items.len() != ids.len() {
        sheet.same(&pointer, "items", stated.items.len(), ids.len());
    }
    let mut rows: Vec<_> = stated.items.iter().enumerate().collect();
    sort_by(&mut rows, |(_, a), (_, b)| a.item.cmp(&b.item));
    for (((index, row), id), problem) in rows.into_iter().zip(ids).zip(items) {
        let pointer = list.index(index);
        let right = sums(scene, problem, paying);
        sheet.same(&pointer, "item", &row.item, id);
        sheet.same(&pointer, "received", row.received, right.received);
        sheet.same(&pointer, "required", row.required, right.required);
        sheet.same(&pointer, "granted", row.granted, right.granted);
        sheet.same(&pointer, "held", row.held, right.held());
    }
}
