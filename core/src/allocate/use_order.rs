//! Which gift is used first.
//!
//! Each key of the rule book ranks every offer by a number. The numbers of
//! several keys are put together as far as they fit, and offers are sorted by
//! these.

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
    /// Side by side: the phase of each turn, one for each group that is equal
    /// so far. Else every turn comes before the next.
    pub(super) phase: Option<Column<TurnIndex, u32>>,
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
    let sorted = sorted(ranks, count);
    let offers: Column<TurnIndex, OfferIndex> = sorted
        .iter()
        .map(|&row| OfferIndex::new(row as u32 as usize))
        .collect();
    let phase = side_by_side.then(|| {
        let mut phase = 0;
        let mut before: Option<OfferIndex> = None;
        let phases = offers.values().map(|&offer| {
            let differs = |before| ranks.iter().any(|rank| rank[before] != rank[offer]);
            phase += u32::from(before.replace(offer).is_some_and(differs));
            phase
        });
        phases.collect()
    });
    Order { offers, phase }
}

/// The rows of `count` offers by their ranks, in the low half of each number.
///
/// From the last rank to the first, so that earlier ones decide first: a
/// counting sort keeps the order of equals.
fn sorted(ranks: &[Ranks], count: usize) -> Vec<u64> {
    let mut rows: Vec<u64> = (0..count as u64).collect();
    let (mut aside, mut key) = (Vec::new(), Key::default());
    for rank in ranks.iter().rev() {
        let least = rank.values().copied().min().unwrap_or(0);
        let most = rank.values().copied().max().unwrap_or(0);
        let bits = u64::BITS - (most - least).leading_zeros();
        let mut from = 0;
        while from < bits {
            let some = (bits - from).min(HALF - key.bits);
            key.parts.push(Part {
                rank,
                least,
                from,
                some,
                below: key.bits,
            });
            key.bits += some;
            from += some;
            if key.bits == HALF {
                key.sort(&mut rows, &mut aside);
            }
        }
    }
    key.sort(&mut rows, &mut aside);
    rows
}

/// The bits of a row, and of a key beside it.
const HALF: u32 = 32;
/// The bits that one pass sorts by: so many counters stay close at hand.
const DIGIT: u32 = 11;

/// Some bits of a rank beyond its least.
struct Part<'a> {
    rank: &'a Ranks,
    least: u64,
    from: u32,
    some: u32,
    /// How many bits of the key stand below them.
    below: u32,
}

/// Bits of ranks that are sorted by together.
#[derive(Default)]
struct Key<'a> {
    parts: Vec<Part<'a>>,
    bits: u32,
}

impl Key<'_> {
    fn of(&self, row: u64) -> u64 {
        let offer = OfferIndex::new(row as usize);
        self.parts.iter().fold(0, |key, part| {
            let rank = (part.rank[offer] - part.least) >> part.from;
            key | (rank & ((1 << part.some) - 1)) << part.below
        })
    }

    /// Sorts the rows by this key, and begins another.
    fn sort(&mut self, rows: &mut Vec<u64>, aside: &mut Vec<u64>) {
        let digit = |row: u64, shift: u32| (row >> shift) as usize & ((1 << DIGIT) - 1);
        let shifts = (HALF..HALF + self.bits).step_by(DIGIT as usize);
        // How many rows have each digit, counted while the keys are made.
        let mut digits: Vec<_> = shifts.map(|shift| (shift, [0_u32; 1 << DIGIT])).collect();
        for row in &mut *rows {
            let number = *row & u64::from(u32::MAX);
            *row = self.of(number) << HALF | number;
            for (shift, counts) in &mut digits {
                counts[digit(*row, *shift)] += 1;
            }
        }
        aside.resize(rows.len(), 0);
        for (shift, mut places) in digits {
            let mut start = 0;
            for place in &mut places {
                start += std::mem::replace(place, start);
            }
            for &row in &*rows {
                let place = &mut places[digit(row, shift)];
                aside[*place as usize] = row;
                *place += 1;
            }
            std::mem::swap(rows, aside);
        }
        self.parts.clear();
        self.bits = 0;
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
        problem
            .offers
            .values()
            .map(|&offer| rank(offer as usize))
            .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_are_sorted_by_ranks_of_any_width_and_then_by_their_rows() {
        let mut state = 1_u64;
        let mut draw = |bits: u32| {
            state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
            state.checked_shr(u64::BITS - bits).unwrap_or(0)
        };
        for widths in [
            &[][..],
            &[3],
            &[64, 2],
            &[2, 41, 20],
            &[1, 0, 31, 2],
            &[33, 33],
        ] {
            let mut rank = |&bits: &u32| -> Ranks { (0..300).map(|_| draw(bits)).collect() };
            let ranks: Vec<Ranks> = widths.iter().map(&mut rank).collect();
            let key = |&row: &OfferIndex| -> Vec<u64> { ranks.iter().map(|r| r[row]).collect() };
            let mut expected: Vec<OfferIndex> = (0..300).map(OfferIndex::new).collect();
            expected.sort_by_key(key);
            let order = in_order(&ranks, 300, true);
            assert!(order.offers.values().eq(&expected), "{widths:?}");
            // Side by side: one phase for each key.
            let phases: Vec<u32> = order.phase.unwrap().values().copied().collect();
            for (pair, phases) in expected.windows(2).zip(phases.windows(2)) {
                let step = u32::from(key(&pair[0]) != key(&pair[1]));
                assert_eq!(phases[0] + step, phases[1], "{widths:?}");
            }
        }
    }
}
