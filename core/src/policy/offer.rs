//! What a gift brings: what counts today, less overhead and reserve.

use crate::giving::{Facts, Gift, Given, Restriction};
use crate::money::{Decimal, Fen, times_floor};
use crate::policy::matching::Matchings;
use crate::policy::{Allocation, Trigger};
use crate::registry::Id;
use crate::time::Date;

/// A gift, or a part of one, as it stands on the day of the plan.
///
/// Amounts are in fen or in units of the item. Of a usable gift of money
/// received = overhead + reserve + available; of goods, what fills no pack is
/// received and not available, and what does not count has nothing available.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a> {
    /// Index into the programme's gifts.
    pub gift: usize,
    /// Which part of it, when it is given in parts or matches others.
    pub part: Option<usize>,
    /// The gift that it matches: it is for what both are for.
    pub trigger: Option<Trigger>,
    /// Index of the item; none for money.
    pub item: Option<usize>,
    /// Id of the item; none for money.
    pub item_id: Option<&'a Id>,
    /// Who gave.
    pub donor: &'a Id,
    /// What it is for.
    pub restriction: &'a Restriction,
    /// Whether it counts.
    pub state: OfferState,
    /// What arrived; 0 when it has not arrived yet.
    pub received: i64,
    /// What is kept for overhead.
    pub overhead: i64,
    /// What is kept in reserve.
    pub reserve: i64,
    /// What may pay needs; whole packs for goods.
    pub available: i64,
}

/// Whether an offer counts on the day of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferState {
    /// It counts.
    Usable,
    /// It arrives later.
    NotYetReceived,
    /// The last day on which it may be used has passed.
    UseByPassed,
    /// The goods do not stay good for long enough.
    BestBefore,
    /// It is the part of a pool that no gift triggers.
    NotTriggered,
}

/// All offers of the day, by gift and part.
///
/// A pool that counts is offered in parts: one for each gift that triggers it,
/// and what no gift triggers at last, as a part without a number.
#[must_use]
pub fn offers<'a>(facts: Facts<'a>, allocation: &Allocation) -> Vec<Offer<'a>> {
    let mut offers = Vec::with_capacity(facts.giving.gifts.len());
    let matchings = Matchings::new(facts, &allocation.matching);
    for (index, gift) in facts.giving.gifts.iter().enumerate() {
        let state = state(gift, facts.as_of, allocation);
        let whole = whole(index, gift, state, facts);
        let arrived = state != OfferState::NotYetReceived;
        for (part, amount, restriction) in gift.parts() {
            let offer = Offer {
                part,
                restriction,
                received: if arrived { amount } else { 0 },
                ..whole
            };
            let offer = keep_back(offer, gift, allocation);
            match matchings.of_pool(index) {
                Some(matching) if usable(state) => {
                    let matches = matchings.matches(matching, offer.available);
                    in_matches(offer, matches, &mut offers);
                }
                _ => offers.push(offer),
            }
        }
    }
    offers
}

/// The pool as what each gift triggers of it, and the rest.
fn in_matches<'a>(pool: Offer<'a>, matches: Vec<(Trigger, i64)>, offers: &mut Vec<Offer<'a>>) {
    let mut rest = Offer {
        state: OfferState::NotTriggered,
        available: 0,
        ..pool
    };
    for (number, (trigger, amount)) in matches.into_iter().enumerate() {
        rest.received -= amount;
        offers.push(Offer {
            part: Some(number),
            trigger: Some(trigger),
            received: amount,
            overhead: 0,
            reserve: 0,
            available: amount,
            ..pool
        });
    }
    offers.push(rest);
}

const fn usable(state: OfferState) -> bool {
    matches!(state, OfferState::Usable)
}

fn state(gift: &Gift, as_of: Date, allocation: &Allocation) -> OfferState {
    if gift.received_on > as_of {
        return OfferState::NotYetReceived;
    }
    if gift.use_by.is_some_and(|day| day < as_of) {
        return OfferState::UseByPassed;
    }
    if let Given::Goods(goods) = &gift.given
        && let Some(day) = goods.best_before
        && as_of.days_until(day) < i64::try_from(allocation.minimum_days_left).unwrap_or(i64::MAX)
    {
        return OfferState::BestBefore;
    }
    OfferState::Usable
}

fn whole<'a>(index: usize, gift: &'a Gift, state: OfferState, facts: Facts<'a>) -> Offer<'a> {
    let item_id = gift.item();
    let find = |id: &Id| {
        facts
            .lists
            .items
            .binary_search_by(|item| item.id.cmp(id))
            .ok()
    };
    let received = match state {
        OfferState::NotYetReceived => 0,
        _ => gift.amount(),
    };
    Offer {
        gift: index,
        part: None,
        trigger: None,
        item: item_id.and_then(find),
        item_id,
        donor: &gift.donor,
        restriction: &Restriction::None,
        state,
        received,
        overhead: 0,
        reserve: 0,
        available: 0,
    }
    .with_packs(facts)
}

impl Offer<'_> {
    /// Goods are moved in whole packs; money needs none.
    fn with_packs(mut self, facts: Facts<'_>) -> Self {
        if let Some(item) = self.item_id.and_then(|id| facts.lists.item(id)) {
            let pack = item.pack.cast_signed();
            self.available = if usable(self.state) {
                self.received / pack * pack
            } else {
                0
            };
        }
        self
    }
}

/// Overhead goes first, up to what the agreement grants; then the reserve, of
/// unrestricted money only; the rest may pay needs.
fn keep_back<'a>(mut offer: Offer<'a>, gift: &Gift, allocation: &Allocation) -> Offer<'a> {
    if offer.item_id.is_some() || !usable(offer.state) {
        return offer;
    }
    let agreed = gift
        .overhead
        .as_ref()
        .and_then(|overhead| overhead.ceiling.as_ref());
    let asked = &allocation.overhead.share;
    let granted = agreed.map_or(Decimal::ZERO, |ceiling| (*asked).min(*ceiling));
    let received = Fen(offer.received);
    offer.overhead = share_of(received, &granted);
    if matches!(offer.restriction, Restriction::None) {
        let left = Fen(offer.received - offer.overhead);
        offer.reserve = share_of(left, &allocation.reserve.share);
    }
    offer.available = offer.received - offer.overhead - offer.reserve;
    offer
}

/// ⌊amount × share⌋. A share of a document is at most 1, so the product can't
/// leave the amount's range.
fn share_of(amount: Fen, share: &Decimal) -> i64 {
    times_floor(amount, share).map_or(0, |kept| kept.0)
}
