//! Which gift is used first.
//!
//! Each key of the rule book ranks every offer by a number. The numbers of
//! several keys are put together into one as far as they fit, and offers are
//! sorted by these.

use super::column::{Column, OfferIndex, Row, TurnIndex};
use super::problem::{Ground, Problem};
use crate::giving::Given;
use crate::policy::UseKey;
use crate::time::Date;

/// What one key says of each offer; the smaller is used first.
pub(super) type Ranks = Column<OfferIndex, u64>;

/// The offers in the order of use.
pub(super) struct Order {
    pub(super) offers: Column<TurnIndex, OfferIndex>,
    /// The phase of each turn: one for each, or, side by side, for each group
    /// that is equal so far.
    pub(super) phase: Column<TurnIndex, u32>,
}

/// The order of the rule book.
pub(super) fn use_order(ground: &Ground<'_>, problem: &Problem<'_>) -> Order {
    let keys = &ground.allocation.use_order.0;
    let side_by_side = keys.last() == Some(&UseKey::ProRata);
    in_order(&ranks(ground, problem), problem.offers.len(), side_by_side)
}

/// The offers ordered by ranks, the first deciding first; their rows decide
/// last. `side_by_side`: those of equal ranks stand in one phase.
pub(super) fn in_order(ranks: &[Ranks], count: usize, side_by_side: bool) -> Order {
    let mut offers: Vec<OfferIndex> = (0..count).map(OfferIndex::new).collect();
    // From the last key to the first, so that earlier ones decide first: the
    // sort keeps the order of equals.
    let mut rest = ranks;
    while !rest.is_empty() {
        let (packed, first) = Packed::last_of(rest);
        let keyed = offers.iter().map(|&offer| (packed.key(offer), offer));
        let mut keyed: Vec<(u64, OfferIndex)> = keyed.collect();
        radsort::sort_by_key(&mut keyed, |&(key, _)| key);
        for (offer, (_, sorted)) in offers.iter_mut().zip(keyed) {
            *offer = sorted;
        }
        rest = &rest[..first];
    }
    let mut phases = Column::filled(count, 0);
    let mut phase = 0;
    let mut before: Option<OfferIndex> = None;
    for (turn, &offer) in offers.iter().enumerate() {
        let same = |before: OfferIndex| ranks.iter().all(|rank| rank[before] == rank[offer]);
        let together = side_by_side && before.is_none_or(same);
        phase += u32::from(before.is_some() && !together);
        phases[TurnIndex::new(turn)] = phase;
        before = Some(offer);
    }
    Order {
        offers: offers.into_iter().collect(),
        phase: phases,
    }
}

/// The last keys, as many as fit one number, each from its smallest value.
struct Packed<'a> {
    /// The ranks, their smallest, and the bits below them.
    parts: Vec<(&'a Ranks, u64, u32)>,
}

impl<'a> Packed<'a> {
    /// These keys, and how many stand before them.
    fn last_of(ranks: &'a [Ranks]) -> (Self, usize) {
        let (mut parts, mut below) = (Vec::new(), 0);
        let mut first = ranks.len();
        for rank in ranks.iter().rev() {
            let least = rank.values().copied().min().unwrap_or(0);
            let most = rank.values().copied().max().unwrap_or(0);
            let bits = u64::BITS - (most - least).leading_zeros();
            if below + bits > u64::BITS {
                break;
            }
            if bits > 0 {
                parts.push((rank, least, below));
            }
            below += bits;
            first -= 1;
        }
        (Self { parts }, first)
    }

    fn key(&self, offer: OfferIndex) -> u64 {
        let parts = self.parts.iter();
        parts.fold(0, |key, &(rank, least, below)| {
            key | (rank[offer] - least) << below
        })
    }
}

/// The number of a day; none stands last.
fn day(from: Date, day: Option<Date>) -> u64 {
    let days = day.map(|day| from.days_until(day));
    // Days of a calendar of ten thousand years are far below 2^40.
    days.map_or(1 << 41, |days| (days + (1 << 40)).unsigned_abs())
}

/// What the keys say of the offers, in their order. The last day of goods
/// comes before everything.
fn ranks(ground: &Ground<'_>, problem: &Problem<'_>) -> Vec<Ranks> {
    let as_of = ground.facts.as_of;
    let gift = |offer: usize| &ground.facts.giving.gifts[ground.offers[offer].gift];
    let of_gifts = |rank: &dyn Fn(usize) -> u64| -> Ranks {
        problem.offers.values().map(|&offer| rank(offer)).collect()
    };
    let mut ranks = Vec::new();
    let best_before = |offer: usize| match &gift(offer).given {
        Given::Money(_) => 0,
        Given::Goods(goods) => day(as_of, goods.best_before),
    };
    ranks.push(of_gifts(&best_before));
    for key in &ground.allocation.use_order.0 {
        ranks.push(match key {
            UseKey::UseBy => of_gifts(&|offer| day(as_of, gift(offer).use_by)),
            UseKey::Narrowest => problem
                .breadth
                .values()
                .map(|&size| u64::from(size))
                .collect(),
            UseKey::ReceivedOn => of_gifts(&|offer| day(as_of, Some(gift(offer).received_on))),
            // Gifts ascend by id.
            UseKey::Id => of_gifts(&|offer| ground.offers[offer].gift as u64),
            UseKey::Force(forces) => of_gifts(&|offer| {
                let own = gift(offer).force;
                let place = forces.iter().position(|force| Some(*force) == own);
                place.unwrap_or(forces.len()) as u64
            }),
            UseKey::ProRata => continue,
        });
    }
    ranks
}
