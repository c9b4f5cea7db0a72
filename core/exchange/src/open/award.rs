//! What each charity awards to each need.
//!
//! A plan says which gift pays which need. What is published is the charity's
//! award: all that the gifts it received pay one need.
//!
//! Goods count with what they are worth. Of a gift of goods the k-th line is
//! worth what all units up to its last are, less what all before it are, each
//! rounded half up to the fen: so the lines of a gift sum to its value, however
//! it is parted.

use std::collections::{BTreeMap, HashMap};

use bangfu::Plan;
use bangfu::error::Pointer;
use bangfu::giving::{Gift, Given, GivenGoods};
use bangfu::lists::Need;
use bangfu::money::{Decimal, Fen};
use bangfu::plan::{Line, Paid};
use bangfu::registry::Organisation;

use super::desk::{Desk, Donor, Listed, find};
use super::{OpenError, OpenNote};

/// What a charity awards to a need.
pub(super) struct Award<'a> {
    pub(super) need: Listed<'a, Need>,
    pub(super) charity: Listed<'a, Organisation>,
    /// Whose gifts pay it.
    pub(super) donors: Donors<'a>,
    /// What it is worth.
    pub(super) value: Fen,
    /// Of goods, how many units have that value.
    pub(super) units: Option<u64>,
}

/// Whose gifts pay something.
#[derive(Default)]
pub(super) struct Donors<'a> {
    /// Those that are named, by their places in the registry.
    pub(super) named: BTreeMap<usize, &'a Organisation>,
    /// Whether there are organisations besides that are not named.
    pub(super) organisations: bool,
    /// Whether there are individuals.
    pub(super) persons: bool,
}

impl<'a> Donors<'a> {
    pub(super) fn add(&mut self, donor: Donor<'a>) {
        match donor {
            Donor::Named(Listed { index, row }) => {
                self.named.insert(index, row);
            }
            Donor::Organisation => self.organisations = true,
            Donor::Person => self.persons = true,
        }
    }

    pub(super) fn join(&mut self, others: &Self) {
        self.named.extend(&others.named);
        self.organisations |= others.organisations;
        self.persons |= others.persons;
    }
}

/// The awards of a plan, by need and charity. Goods without a valuation are in
/// none of them, and noted.
pub(super) fn awards<'a>(desk: &mut Desk<'a>, plan: &Plan) -> Vec<Award<'a>> {
    let mut awards: BTreeMap<(usize, usize), Award<'a>> = BTreeMap::new();
    // Of each gift of goods, the units of the lines before.
    let mut before: HashMap<usize, u64> = HashMap::new();
    for line in &plan.lines {
        let Some((gift, need)) = parties(desk, line) else {
            desk.refuse(&OpenError::UnsoundPlan, &Pointer::root());
            return Vec::new();
        };
        let (value, units) = match (&gift.row.given, line.paid) {
            (Given::Goods(goods), Paid::Units(units)) => {
                let Some(price) = price(goods) else {
                    not_valued(desk, gift);
                    continue;
                };
                let to = before.entry(gift.index).or_default();
                let from = *to;
                *to = from.saturating_add(units);
                (worth_between(price, from, *to), Some(units))
            }
            (_, paid) => (Some(Fen(paid.count())), None),
        };
        let Some(charity) = desk.recipient(gift) else {
            continue;
        };
        let award = awards
            .entry((need.index, charity.index))
            .or_insert_with(|| Award {
                need,
                charity,
                donors: Donors::default(),
                value: Fen::ZERO,
                units: units.map(|_| 0),
            });
        award.donors.add(desk.donor(gift.row));
        award.units = award
            .units
            .map(|all| all.saturating_add(units.unwrap_or_default()));
        match value.and_then(|value| Fen::checked_sum([award.value, value]).ok()) {
            Some(sum) => award.value = sum,
            None => {
                let pointer = desk.programme.pointer_to_need(need.index);
                desk.refuse(&OpenError::TooMuch, &pointer);
            }
        }
    }
    awards.into_values().collect()
}

/// The gift and the need of a line, if it pays one with the other.
fn parties<'a>(desk: &Desk<'a>, line: &Line) -> Option<(Listed<'a, Gift>, Listed<'a, Need>)> {
    let gift = find(desk.programme.gifts(), |row| row.id.cmp(&line.gift))?;
    let need = find(desk.programme.needs(), |row| row.id.cmp(&line.need))?;
    let fits = match (&gift.row.given, line.paid) {
        (Given::Money(_), Paid::Money(_)) => need.row.item().is_none(),
        (Given::Goods(goods), Paid::Units(_)) => need.row.item() == Some(&goods.item),
        _ => false,
    };
    fits.then_some((gift, need))
}

/// Says that goods have no value.
pub(super) fn not_valued(desk: &mut Desk<'_>, gift: Listed<'_, Gift>) {
    let pointer = desk.programme.pointer_to_gift(gift.index).key("goods");
    desk.note(&OpenNote::NotValued, &pointer.key("valuation"));
}

/// Yuan for a unit, where that was stated.
pub(super) fn price(goods: &GivenGoods) -> Option<&Decimal> {
    goods.valuation.as_ref()?.unit_price.as_ref()
}

/// What so many units are worth, rounded half up to the fen (四舍五入); none
/// where it can't be held.
pub(super) fn worth(price: &Decimal, units: u64) -> Option<Fen> {
    let share = price.share();
    // Twice the fen over twice the denominator, so that a half can be added.
    let twice = share
        .num()
        .checked_mul(200)?
        .checked_mul(i128::from(units))?;
    let whole = share.den().checked_mul(2)?;
    let fen = twice.checked_add(share.den())?.checked_div(whole)?;
    i64::try_from(fen).ok().map(Fen)
}

fn worth_between(price: &Decimal, from: u64, to: u64) -> Option<Fen> {
    let (before, all) = (worth(price, from)?, worth(price, to)?);
    all.0.checked_sub(before.0).map(Fen)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by stopping")]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_gift_sum_to_its_value_however_it_is_parted() {
        let price = Decimal::parse("0.335").unwrap();
        let lines = [(0, 1), (1, 2), (2, 3)];
        let worths: Vec<i64> = lines
            .iter()
            .map(|(from, to)| worth_between(&price, *from, *to).unwrap().0)
            .collect();
        assert_eq!(worths, [34, 33, 34]);
        assert_eq!(worth(&price, 3), Some(Fen(101)));
    }

    #[test]
    fn half_a_fen_is_rounded_up_and_what_can_t_be_held_is_nothing() {
        for (price, units, fen) in [
            ("1.005", 1, Some(Fen(101))),
            ("1.0049", 1, Some(Fen(100))),
            ("0", 7, Some(Fen(0))),
            ("92233720368547758.07", 1, Some(Fen::MAX)),
            ("92233720368547758.08", 1, None),
            ("9999999999999999999999999999", u64::MAX, None),
        ] {
            assert_eq!(
                worth(&Decimal::parse(price).unwrap(), units),
                fen,
                "{price}"
            );
        }
    }
}
