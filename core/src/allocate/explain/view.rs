//! A programme, its rules and a plan side by side, looked up by id.

use std::collections::{BTreeSet, HashMap};

use super::super::rows::matches;
use super::facts::{BottleneckFacts, CapFacts, EligibleGift};
use crate::giving::{Facts, Gift};
use crate::lists::Need;
use crate::money::Fen;
use crate::plan::{GiftReason, GiftRow, MatchRow, Measure, NeedRow, Plan};
use crate::policy::{Allocation, Bounds, Cap, Eligibility, Offer, OfferState, caps, offers};
use crate::registry::Id;

/// What an explanation looks at.
pub(super) struct View<'a> {
    pub(super) facts: Facts<'a>,
    pub(super) allocation: &'a Allocation,
    pub(super) plan: &'a Plan,
    pub(super) offers: Vec<Offer<'a>>,
    pub(super) eligibility: Eligibility<'a>,
    needs: HashMap<&'a Id, &'a NeedRow>,
    gifts: HashMap<&'a Id, &'a GiftRow>,
    used: HashMap<(&'a Id, Option<u64>), i64>,
}

impl<'a> View<'a> {
    pub(super) fn new(facts: Facts<'a>, allocation: &'a Allocation, plan: &'a Plan) -> Self {
        let mut used: HashMap<_, i64> = HashMap::new();
        for line in &plan.lines {
            let sum = used.entry((&line.gift, line.part)).or_default();
            *sum = sum.saturating_add(line.paid.count());
        }
        Self {
            facts,
            allocation,
            plan,
            offers: offers(facts, allocation),
            eligibility: Eligibility::new(facts),
            needs: plan.needs.iter().map(|row| (&row.id, row)).collect(),
            gifts: plan.gifts.iter().map(|row| (&row.id, row)).collect(),
            used,
        }
    }

    /// The need with this id, its index and its row in the plan.
    pub(super) fn need(&self, id: &Id) -> Option<(usize, &'a Need, &'a NeedRow)> {
        let needs = &self.facts.lists.needs;
        let index = needs.binary_search_by(|need| need.id.cmp(id)).ok()?;
        Some((index, needs.get(index)?, self.needs.get(id)?))
    }

    /// The gift with this id, its index and its row in the plan.
    pub(super) fn gift(&self, id: &Id) -> Option<(usize, &'a Gift, &'a GiftRow)> {
        let gifts = &self.facts.giving.gifts;
        let index = self.facts.giving.position(id)?;
        Some((index, gifts.get(index)?, self.gifts.get(id)?))
    }

    /// The gift that an offer is, or is a part of.
    pub(super) fn gift_of(&self, offer: &Offer<'_>) -> Option<&'a Gift> {
        self.facts.giving.gifts.get(offer.gift)
    }

    /// Where the gift matches another one, or another one matches it.
    pub(super) fn matches(&self, gift: &Id) -> Vec<MatchRow> {
        let mut rows = matches(self.facts, self.allocation, &self.offers);
        rows.retain(|row| row.gift == *gift || row.trigger == *gift);
        rows
    }

    /// What the plan leaves of what the offer may pay.
    pub(super) fn left(&self, offer: &Offer<'_>) -> i64 {
        let gift = self.gift_of(offer);
        let part = offer.part.map(|part| part as u64);
        let used = gift.and_then(|gift| self.used.get(&(&gift.id, part)));
        offer
            .available
            .saturating_sub(used.copied().unwrap_or(0))
            .max(0)
    }

    /// The offers that may pay the need, dates aside, as data.
    pub(super) fn eligible(&self, index: usize, need: &Need) -> Vec<(&Offer<'a>, EligibleGift)> {
        let mut paid: HashMap<_, i64> = HashMap::new();
        for line in self.plan.lines.iter().filter(|line| line.need == need.id) {
            let sum = paid.entry((&line.gift, line.part)).or_default();
            *sum = sum.saturating_add(line.paid.count());
        }
        // Of a pool that is triggered whole there is no rest to speak of.
        let is_there = |offer: &&Offer<'_>| {
            offer.state != OfferState::NotTriggered
                || offer.received > offer.overhead + offer.reserve
        };
        let may_pay = self.offers.iter().filter(is_there);
        let may_pay = may_pay.filter(|offer| self.eligibility.may_pay(offer, index));
        let row = |offer: &'_ Offer<'a>| {
            let gift = self.gift_of(offer)?;
            let part = offer.part.map(|part| part as u64);
            Some(EligibleGift {
                gift: gift.id.clone(),
                part,
                trigger: offer.trigger.and_then(|trigger| {
                    let gift = self.facts.giving.gifts.get(trigger.gift);
                    gift.map(|gift| gift.id.clone())
                }),
                available: measure(need.item(), offer.available),
                paid: measure(
                    need.item(),
                    paid.get(&(&gift.id, part)).copied().unwrap_or(0),
                ),
                left: measure(need.item(), self.left(offer)),
                reason: self.gifts.get(&gift.id).map(|row| row.reason),
            })
        };
        may_pay
            .filter_map(|offer| Some((offer, row(offer)?)))
            .collect()
    }

    /// The bottleneck with all the entries that it rests on.
    pub(super) fn bottleneck(&self, row: &NeedRow) -> Option<BottleneckFacts> {
        let entries: HashMap<&str, _> = self
            .plan
            .bottlenecks
            .iter()
            .map(|entry| (entry.id.as_str(), entry))
            .collect();
        let first = row.bottleneck.as_deref()?;
        let entry = entries.get(first).filter(|entry| entry.caps.is_empty())?;
        let (mut needs, mut gifts) = (BTreeSet::new(), BTreeSet::new());
        let mut seen = BTreeSet::from([first]);
        let mut open = vec![*entry];
        while let Some(entry) = open.pop() {
            needs.extend(&entry.needs);
            gifts.extend(&entry.gifts);
            let below = entry.rests_on.iter().map(String::as_str);
            open.extend(
                below
                    .filter(|id| seen.insert(id))
                    .filter_map(|id| entries.get(id)),
            );
        }
        let mut found = BottleneckFacts {
            id: first.to_owned(),
            holds: measure(row.item.as_ref(), 0),
            gifts: gifts.len(),
            needs: needs.len(),
            met: 0,
            highest: None,
            missing: None,
        };
        let (mut holds, mut missing) = (0_i64, Some(0_i64));
        for (_, need, row) in needs.iter().filter_map(|id| self.need(id)) {
            let bounds = Bounds::of(self.facts, need);
            let wants = bounds.room().saturating_sub(row.granted.count());
            holds = holds.saturating_add(row.granted.count());
            if wants <= 0 {
                found.met += 1;
            } else {
                found.highest = found.highest.max(row.level);
                missing = bounds
                    .required
                    .and(missing)
                    .map(|sum| sum.saturating_add(wants));
            }
        }
        found.holds = measure(row.item.as_ref(), holds);
        found.missing = missing.map(|missing| measure(row.item.as_ref(), missing));
        Some(found)
    }

    /// The group caps that cover the need.
    pub(super) fn caps(&self, index: usize) -> Vec<(Cap, CapFacts)> {
        let all = caps(self.facts, self.allocation).into_iter();
        let covering = all.filter(|cap| cap.needs.binary_search(&index).is_ok());
        let with_facts = covering.map(|cap| {
            let rows = cap
                .needs
                .iter()
                .filter_map(|&need| self.facts.lists.needs.get(need));
            let rows = rows.filter_map(|need| self.needs.get(&need.id));
            let granted = rows.fold(0_i64, |sum, row| sum.saturating_add(row.granted.count()));
            let facts = CapFacts {
                name: cap.name.clone(),
                max: Fen(cap.max),
                granted: Fen(granted),
                needs: cap.needs.len(),
                full: granted >= cap.max,
            };
            (cap, facts)
        });
        with_facts.collect()
    }
}

/// An amount in fen, or so many units of an item.
pub(super) fn measure(item: Option<&Id>, count: i64) -> Measure {
    match item {
        None => Measure::Money(Fen(count)),
        Some(_) => Measure::Units(count.max(0).cast_unsigned()),
    }
}

/// What a gift, or a part of it, brings once it counts.
pub(super) fn given(gift: &Gift, part: Option<usize>) -> Measure {
    let item = gift.item();
    let found = gift.parts().find(|(number, ..)| *number == part);
    measure(item, found.map_or(gift.amount(), |(_, amount, _)| amount))
}

/// Why an offer has nothing to give on the day.
pub(super) const fn nothing_to_give(offer: &Offer<'_>) -> GiftReason {
    match offer.state {
        OfferState::NotYetReceived => GiftReason::NotYetReceived,
        OfferState::UseByPassed => GiftReason::UseByPassed,
        OfferState::BestBefore => GiftReason::BestBefore,
        OfferState::NotTriggered => GiftReason::NotTriggered,
        OfferState::Usable if offer.received > 0 && offer.item.is_some() => GiftReason::BelowPack,
        OfferState::Usable => GiftReason::UsedUp,
    }
}
