//! The programme's own activity: what was promised to it, and what came.

use std::collections::{BTreeSet, HashSet};

use bangfu::giving::{Gift, Given, GivenGoods, Pledge, Publicity};
use bangfu::lists::Quantity;
use bangfu::money::Fen;
use bangfu::registry::Id;

use super::codes::{day, related, status, transaction};
use super::page::{Activity, Transaction, Words};
use super::{Organisations, Report, sectors};
use crate::open::award::{Donors, not_valued, price, worth};
use crate::open::desk::Listed;
use crate::open::{OpenError, OpenNote, phrases};

impl<'a> Report<'_, 'a> {
    pub(super) fn programme(&mut self, children: Vec<String>) -> Activity {
        let programme = self.desk.programme;
        let mut donors = Donors::default();
        let mut charities = Organisations::new();
        let mut transactions = self.pledges(&mut donors);
        transactions.extend(self.gifts(&mut donors, &mut charities));
        let name = self.desk.programme_name();
        let description = phrases::programme(self.desk.lang, &name, &self.as_of);
        let (start, came) = self.start();
        let needs = programme.needs().iter().enumerate();
        let needs: Vec<_> = needs.map(|(index, row)| Listed { index, row }).collect();
        // Villages stand in the activities below.
        let place = |need: &Listed<'_, bangfu::lists::Need>| {
            let place = need.row.place;
            place.county().unwrap_or(place)
        };
        let counties: BTreeSet<_> = needs.iter().map(place).collect();
        let sectors = sectors::of(self.desk, &needs, &[]);
        let locations = counties.into_iter().map(|code| self.desk.place(code));
        Activity {
            locations: locations.collect(),
            id: self.id.clone(),
            hierarchy: "1",
            title: Words::name(name),
            description: self.words(description),
            parties: self.parties(&donors, &charities),
            status: if came {
                status::IMPLEMENTATION
            } else {
                status::PIPELINE
            },
            start,
            sectors,
            budget: None,
            transactions,
            related: children
                .into_iter()
                .map(|id| (related::CHILD, id))
                .collect(),
        }
    }

    /// The day on which it begins: of the event, else of the first gift, else
    /// that of the programme; and whether anything has come.
    fn start(&self) -> ((&'static str, String), bool) {
        let programme = self.desk.programme;
        let as_of = programme.as_of();
        let received = programme.gifts().iter().map(|gift| gift.received_on);
        let first = received.filter(|on| *on <= as_of).min();
        let event = programme.giving().event.as_ref().map(|event| event.on);
        let start = match event.or(first) {
            Some(on) if on <= as_of => (day::ACTUAL_START, on.to_string()),
            Some(on) => (day::PLANNED_START, on.to_string()),
            None => (day::PLANNED_START, self.as_of.clone()),
        };
        (start, first.is_some())
    }

    /// Pledges: of a written agreement a commitment, else a pledge. The day is
    /// that of the event, which has to have come.
    fn pledges(&mut self, donors: &mut Donors<'a>) -> Vec<Transaction> {
        let giving = self.desk.programme.giving();
        let hidden = Hidden::of(self.desk.programme.gifts());
        let mut transactions = Vec::new();
        for (index, pledge) in giving.pledges.iter().enumerate() {
            let pointer = self.desk.programme.pointer_to_pledge(index);
            let event = giving
                .event
                .as_ref()
                .filter(|event| pledge.event.as_ref() == Some(&event.id));
            let Some(event) = event else {
                self.desk
                    .note(&OpenNote::UndatedPledge, &pointer.key("event"));
                continue;
            };
            if event.on > self.desk.programme.as_of() {
                self.desk
                    .note(&OpenNote::FuturePledge, &pointer.key("event"));
                continue;
            }
            let value = match &pledge.given {
                Given::Money(money) => Some(*money),
                Given::Goods(goods) if price(goods).is_none() || units(goods).is_none() => {
                    let pointer = pointer.key("goods").key("valuation");
                    self.desk.note(&OpenNote::NotValued, &pointer);
                    continue;
                }
                Given::Goods(goods) => value_of(goods),
            };
            let Some(value) = value else {
                self.desk.refuse(&OpenError::TooMuch, &pointer);
                continue;
            };
            let donor = self.desk.giver(&pledge.donor, hidden.may_name(pledge));
            donors.add(donor);
            transactions.push(Transaction {
                kind: kind(pledge),
                on: event.on.to_string(),
                value,
                description: self.in_kind(&pledge.given),
                provider: self.giver(donor),
                receiver: None,
            });
        }
        transactions
    }

    /// Gifts that have arrived.
    fn gifts(
        &mut self,
        donors: &mut Donors<'a>,
        charities: &mut Organisations<'a>,
    ) -> Vec<Transaction> {
        let programme = self.desk.programme;
        let mut transactions = Vec::new();
        for (index, row) in programme.gifts().iter().enumerate() {
            if row.received_on > programme.as_of() {
                continue;
            }
            transactions.extend(self.gift(Listed { index, row }, donors, charities));
        }
        transactions
    }

    fn gift(
        &mut self,
        gift: Listed<'a, Gift>,
        donors: &mut Donors<'a>,
        charities: &mut Organisations<'a>,
    ) -> Option<Transaction> {
        let charity = self.desk.recipient(gift)?;
        let value = match &gift.row.given {
            Given::Money(money) => Some(*money),
            Given::Goods(goods) if price(goods).is_none() => {
                not_valued(self.desk, gift);
                return None;
            }
            Given::Goods(goods) => value_of(goods),
        };
        let Some(value) = value else {
            let pointer = self.desk.programme.pointer_to_gift(gift.index);
            self.desk.refuse(&OpenError::TooMuch, &pointer);
            return None;
        };
        let donor = self.desk.donor(gift.row);
        donors.add(donor);
        charities.insert(charity.index, charity.row);
        Some(Transaction {
            kind: transaction::INCOMING_FUNDS,
            on: gift.row.received_on.to_string(),
            value,
            description: self.in_kind(&gift.row.given),
            provider: self.giver(donor),
            receiver: Some(self.party(charity)),
        })
    }

    /// That something was given in kind.
    fn in_kind(&mut self, given: &Given) -> Option<Words> {
        let Given::Goods(goods) = given else {
            return None;
        };
        let text = phrases::goods(self.desk, units(goods)?, &goods.item);
        Some(self.words(text))
    }
}

/// Donors who asked not to be named, and pledges on which such gifts came.
struct Hidden<'a> {
    donors: HashSet<&'a Id>,
    pledges: HashSet<&'a Id>,
}

impl<'a> Hidden<'a> {
    fn of(gifts: &'a [Gift]) -> Self {
        let asked = |gift: &&Gift| {
            matches!(
                gift.publicity,
                Some(Publicity::Alias | Publicity::Anonymous)
            )
        };
        let gifts = gifts.iter().filter(asked);
        Self {
            donors: gifts.clone().map(|gift| &gift.donor).collect(),
            pledges: gifts.filter_map(|gift| gift.pledge.as_ref()).collect(),
        }
    }

    /// Whether the donor of a pledge may be named: it was made in public, and
    /// nothing that was given since asks otherwise.
    fn may_name(&self, pledge: &Pledge) -> bool {
        let hidden = self.donors.contains(&pledge.donor) || self.pledges.contains(&pledge.id);
        pledge.publicised && !hidden
    }
}

/// What a pledge is called.
const fn kind(pledge: &Pledge) -> &'static str {
    if pledge.written {
        transaction::INCOMING_COMMITMENT
    } else {
        transaction::INCOMING_PLEDGE
    }
}

const fn units(goods: &GivenGoods) -> Option<u64> {
    match goods.quantity {
        Quantity::Known(units) => Some(units),
        Quantity::AtLeast(_) | Quantity::Unknown | Quantity::Unlimited => None,
    }
}

fn value_of(goods: &GivenGoods) -> Option<Fen> {
    worth(price(goods)?, units(goods)?)
}
