//! Writes the plan: rows, lines, bottlenecks and totals.

use super::AllocateError;
use super::problem::Ground;
use super::reasons::Entry;
use crate::giving::Facts;
use crate::money::{Fen, Share};
use crate::plan::{
    Bottleneck, GiftReason, GiftRow, ItemTotals, Line, MatchRow, Measure, NeedReason, NeedRow,
    Paid, Totals,
};
use crate::policy::{Allocation, Offer, OfferState};
use crate::registry::Id;
use crate::sorted::sort_by;

/// What all problems together came to, in fen and in units of items.
pub(super) struct Outcome {
    /// Of each need of the programme.
    pub(super) granted: Vec<i64>,
    pub(super) reasons: Vec<NeedReason>,
    /// Of each reach of the ground, whether it holds a need by rule 1.
    pub(super) eligible: Vec<bool>,
    /// Of each offer of the ground.
    pub(super) used: Vec<i64>,
    /// Offer, need, amount.
    pub(super) lines: Vec<(usize, usize, i64)>,
    pub(super) entries: Vec<Entry>,
}

fn measure(item: bool, count: i64) -> Measure {
    if item {
        Measure::Units(count.unsigned_abs())
    } else {
        Measure::Money(Fen(count))
    }
}

/// The bottlenecks, numbered by their smallest need (sets of gifts before
/// caps), and the name of the one that each need's row refers to.
pub(super) fn bottlenecks(
    ground: &Ground<'_>,
    outcome: &Outcome,
) -> (Vec<Bottleneck>, Vec<Option<String>>) {
    let entries = &outcome.entries;
    let mut order: Vec<usize> = (0..entries.len()).collect();
    let place = |entry: usize| {
        (
            entries[entry].needs.first().copied(),
            !entries[entry].caps.is_empty(),
        )
    };
    sort_by(&mut order, |&a, &b| place(a).cmp(&place(b)));
    let mut number = vec![0; entries.len()];
    for (position, &entry) in order.iter().enumerate() {
        number[entry] = position + 1;
    }
    let name = |number: usize| format!("b{number}");
    let mut of_need = vec![None; ground.bounds.len()];
    let mut written = Vec::with_capacity(entries.len());
    for entry in order {
        let Entry {
            needs,
            gifts,
            caps,
            rests_on,
        } = &entries[entry];
        for &row in needs {
            if refers(outcome.reasons[row], !caps.is_empty()) {
                of_need[row] = Some(name(number[entry]));
            }
        }
        let mut below: Vec<usize> = rests_on.iter().map(|&other| number[other]).collect();
        below.sort_unstable();
        written.push(Bottleneck {
            id: name(number[entry]),
            needs: needs
                .iter()
                .map(|&row| ground.facts.lists.needs[row].id.clone())
                .collect(),
            gifts: gifts
                .iter()
                .map(|&row| ground.facts.giving.gifts[row].id.clone())
                .collect(),
            caps: caps
                .iter()
                .map(|&cap| ground.caps[cap].name.clone())
                .collect(),
            rests_on: below.into_iter().map(name).collect(),
        });
    }
    (written, of_need)
}

/// Whether a need with this reason refers to an entry of gifts, or of caps,
/// that it stands in.
const fn refers(reason: NeedReason, caps: bool) -> bool {
    match reason {
        NeedReason::GroupCapped => caps,
        NeedReason::Short | NeedReason::Outranked => !caps,
        _ => false,
    }
}

/// One row for each need.
pub(super) fn needs(
    ground: &Ground<'_>,
    outcome: &Outcome,
    bottlenecks: Vec<Option<String>>,
) -> Result<Vec<NeedRow>, AllocateError> {
    let mut rows = Vec::with_capacity(bottlenecks.len());
    for (row, bottleneck) in bottlenecks.into_iter().enumerate() {
        let (need, bounds) = (&ground.facts.lists.needs[row], &ground.bounds[row]);
        let (granted, item) = (outcome.granted[row], need.item().is_some());
        let stands = i128::from(bounds.already) + i128::from(granted);
        let level = |required: i64| Share::new(stands, i128::from(required));
        let level = bounds
            .required
            .map(level)
            .transpose()
            .map_err(|_| AllocateError::OutOfRange)?;
        rows.push(NeedRow {
            id: need.id.clone(),
            item: need.item().cloned(),
            required: bounds.required.map(|required| measure(item, required)),
            already: measure(item, bounds.already),
            granted: measure(item, granted),
            level,
            reason: outcome.reasons[row],
            bottleneck,
        });
    }
    Ok(rows)
}

/// What the offers of one gift sum to.
#[derive(Default)]
struct Sums {
    received: i64,
    overhead: i64,
    reserve: i64,
    available: i64,
    used: i64,
    state: Option<OfferState>,
    eligible: bool,
    pack: i64,
}

impl Sums {
    const fn held(&self) -> i64 {
        self.received - self.overhead - self.reserve - self.used
    }

    fn reason(&self) -> GiftReason {
        match self.state {
            Some(OfferState::NotYetReceived) => GiftReason::NotYetReceived,
            Some(OfferState::UseByPassed) => GiftReason::UseByPassed,
            Some(OfferState::BestBefore) => GiftReason::BestBefore,
            _ if self.held() == 0 => GiftReason::UsedUp,
            // Of money all that is neither kept nor used is available, but in
            // a pool.
            _ if self.pack == 0 && self.used == self.available => GiftReason::NotTriggered,
            _ if !self.eligible => GiftReason::NoEligibleNeed,
            _ if self.held() < self.pack => GiftReason::BelowPack,
            _ => GiftReason::NoFurtherEligibleNeed,
        }
    }
}

/// One row for each gift; parts are summed.
pub(super) fn gifts(ground: &Ground<'_>, outcome: &Outcome) -> Vec<GiftRow> {
    let gifts = &ground.facts.giving.gifts;
    let mut sums: Vec<Sums> = Vec::new();
    sums.resize_with(gifts.len(), Sums::default);
    for (index, offer) in ground.offers.iter().enumerate() {
        let sum = &mut sums[offer.gift];
        // Parts sum to the gift, which is an i64.
        sum.received += offer.received;
        sum.overhead += offer.overhead;
        sum.reserve += offer.reserve;
        sum.available += offer.available;
        sum.used += outcome.used[index];
        sum.state = Some(offer.state);
        sum.eligible |= offer.state != OfferState::NotTriggered
            && outcome.eligible[ground.reaches.of_offer[index]];
        sum.pack = offer
            .item
            .and_then(|item| ground.facts.lists.items.get(item))
            .map_or(0, |item| item.pack.cast_signed());
    }
    let rows = gifts.iter().zip(sums).map(|(gift, sum)| {
        let id = match &gift.given {
            crate::giving::Given::Money(_) => None,
            crate::giving::Given::Goods(goods) => Some(goods.item.clone()),
        };
        let item = id.is_some();
        GiftRow {
            id: gift.id.clone(),
            item: id,
            received: measure(item, sum.received),
            overhead: (!item).then_some(Fen(sum.overhead)),
            reserve: (!item).then_some(Fen(sum.reserve)),
            used: measure(item, sum.used),
            held: measure(item, sum.held()),
            reason: sum.reason(),
        }
    });
    rows.collect()
}

/// The lines by gift, part and need.
pub(super) fn lines(ground: &Ground<'_>, outcome: &mut Outcome) -> Vec<Line> {
    // Offers ascend by gift and part, needs by id.
    outcome.lines.sort_unstable();
    let lines = outcome.lines.iter().map(|&(offer, need, amount)| {
        let offer = &ground.offers[offer];
        let paid = if offer.item.is_some() {
            Paid::Units(amount.unsigned_abs())
        } else {
            Paid::Money(Fen(amount))
        };
        Line {
            gift: ground.facts.giving.gifts[offer.gift].id.clone(),
            part: offer.part.map(|part| part as u64),
            need: ground.facts.lists.needs[need].id.clone(),
            paid,
        }
    });
    lines.collect()
}

/// What the parts of pools match, by gift and part.
pub(super) fn matches(
    facts: Facts<'_>,
    allocation: &Allocation,
    offers: &[Offer<'_>],
) -> Vec<MatchRow> {
    let gifts = &facts.giving.gifts;
    let mut rows = Vec::new();
    for offer in offers {
        let (Some(trigger), Some(part)) = (offer.trigger, offer.part) else {
            continue;
        };
        rows.push(MatchRow {
            gift: gifts[offer.gift].id.clone(),
            part: part as u64,
            matching: allocation.matching[trigger.matching].id.clone(),
            trigger: gifts[trigger.gift].id.clone(),
            trigger_part: trigger.part.map(|part| part as u64),
            money: Fen(offer.available),
        });
    }
    rows
}

/// Sums of money, or of one item; 10^7 rows of i64 stay far inside i128.
#[derive(Clone, Copy, Default)]
struct Sum {
    received: i128,
    overhead: i128,
    reserve: i128,
    required: i128,
    granted: i128,
    held: i128,
}

/// The sums over the rows.
pub(super) fn totals(
    ground: &Ground<'_>,
    needs: &[NeedRow],
    gifts: &[GiftRow],
) -> Result<Totals, AllocateError> {
    let items = &ground.facts.lists.items;
    let place = |item: &Option<Id>| {
        item.as_ref()
            .and_then(|id| items.binary_search_by(|row| row.id.cmp(id)).ok())
    };
    let (mut money, mut of_item) = (Sum::default(), vec![Sum::default(); items.len()]);
    for row in needs {
        let sum = place(&row.item).map_or(&mut money, |item| &mut of_item[item]);
        sum.required += row
            .required
            .map_or(0, |required| i128::from(required.count()));
        sum.granted += i128::from(row.granted.count());
    }
    for row in gifts {
        let sum = place(&row.item).map_or(&mut money, |item| &mut of_item[item]);
        sum.received += i128::from(row.received.count());
        sum.overhead += row.overhead.map_or(0, |fen| i128::from(fen.0));
        sum.reserve += row.reserve.map_or(0, |fen| i128::from(fen.0));
        sum.held += i128::from(row.held.count());
    }
    let fen = |sum: i128| {
        i64::try_from(sum)
            .map(Fen)
            .map_err(|_| AllocateError::OutOfRange)
    };
    let units = |sum: i128| u64::try_from(sum).map_err(|_| AllocateError::OutOfRange);
    let available = ground.offers.iter().filter(|offer| offer.item.is_none());
    let written = items.iter().zip(of_item).map(|(item, sum)| {
        Ok(ItemTotals {
            item: item.id.clone(),
            received: units(sum.received)?,
            required: units(sum.required)?,
            granted: units(sum.granted)?,
            held: units(sum.held)?,
        })
    });
    Ok(Totals {
        received: fen(money.received)?,
        overhead: fen(money.overhead)?,
        reserve: fen(money.reserve)?,
        available: fen(available.map(|offer| i128::from(offer.available)).sum())?,
        required: fen(money.required)?,
        granted: fen(money.granted)?,
        held: fen(money.held)?,
        items: written.collect::<Result<_, _>>()?,
    })
}
