//! The definition itself: take the units in order; grant one iff everything
//! granted so far and this one together can be paid and break no cap.

use std::cmp::Ordering;

use super::tiny::{Dice, Tiny};
use crate::allocate::bottleneck::tight_sets;
use crate::allocate::column::{Column, NeedIndex, OfferIndex, Row};
use crate::allocate::cut::FlowCut;
use crate::allocate::problem::Problem;
use crate::allocate::progress::{NoProgress, Watch};
use crate::allocate::route::{Route, route};
use crate::allocate::use_order::{self, Order};

/// One unit by its definition: phase, 2k − 1, 2s, need.
type Fen = (u32, u64, u64, usize);

fn in_order(a: &Fen, b: &Fen) -> Ordering {
    let key = (u128::from(a.1) * u128::from(b.2)).cmp(&(u128::from(b.1) * u128::from(a.2)));
    a.0.cmp(&b.0).then(key).then(a.3.cmp(&b.3))
}

/// Every payer's fen is a place of its own; each granted unit holds one.
struct Places<'a> {
    may_pay: &'a dyn Fn(usize, usize) -> bool,
    /// Payer of each place.
    payers: Vec<usize>,
    /// Taker in each place.
    held: Vec<Option<usize>>,
}

impl<'a> Places<'a> {
    fn new(has: &[i64], may_pay: &'a dyn Fn(usize, usize) -> bool) -> Self {
        let places = has
            .iter()
            .enumerate()
            .flat_map(|(payer, &has)| vec![payer; has as usize]);
        let payers: Vec<usize> = places.collect();
        Self {
            may_pay,
            held: vec![None; payers.len()],
            payers,
        }
    }

    /// Seats one unit more of `taker`, moving others if that helps.
    fn seat(&mut self, taker: usize) -> bool {
        let mut tried = vec![false; self.payers.len()];
        self.try_seat(taker, &mut tried)
    }

    fn try_seat(&mut self, taker: usize, tried: &mut [bool]) -> bool {
        for place in 0..self.payers.len() {
            if tried[place] || !(self.may_pay)(self.payers[place], taker) {
                continue;
            }
            tried[place] = true;
            let moved = self.held[place].is_none_or(|other| self.try_seat(other, tried));
            if moved {
                self.held[place] = Some(taker);
                return true;
            }
        }
        false
    }
}

fn granted(tiny: &Tiny) -> Vec<i64> {
    let mut units: Vec<Fen> = Vec::new();
    for (need, runs) in tiny.needs.iter().enumerate() {
        for &(phase, s, first, length) in runs {
            let ks = first..first + length.unsigned_abs();
            units.extend(ks.map(|k| (phase, 2 * k - 1, 2 * s, need)));
        }
    }
    units.sort_by(in_order);
    let may_pay = |offer: usize, need: usize| tiny.offers[offer].1[need];
    let has: Vec<i64> = tiny.offers.iter().map(|offer| offer.0).collect();
    let mut places = Places::new(&has, &may_pay);
    let mut granted = vec![0; tiny.needs.len()];
    for (_, _, _, need) in units {
        let full = |(max, over): &(i64, Vec<usize>)| {
            over.contains(&need) && over.iter().map(|&other| granted[other]).sum::<i64>() >= *max
        };
        if !tiny.caps.iter().any(full) && places.seat(need) {
            granted[need] += 1;
        }
    }
    granted
}

#[test]
fn the_greedy_set_is_found_fen_for_fen() {
    let mut dice = Dice(1);
    for round in 0..6000 {
        let tiny = Tiny::random(&mut dice, false);
        assert_eq!(tiny.solve(), granted(&tiny), "round {round}: {tiny:?}");
    }
}

#[test]
fn caps_that_overlap_give_the_greedy_set_fen_for_fen() {
    let mut dice = Dice(2);
    for round in 0..8000 {
        let tiny = Tiny::random(&mut dice, true);
        assert_eq!(tiny.solve(), granted(&tiny), "round {round}: {tiny:?}");
    }
}

#[test]
fn a_cap_that_does_not_bind_changes_no_fen() {
    let mut dice = Dice(3);
    for _ in 0..4000 {
        let mut tiny = Tiny::random(&mut dice, true);
        let free = Tiny {
            caps: Vec::new(),
            ..tiny.clone()
        }
        .solve();
        for (max, over) in &mut tiny.caps {
            *max = over.iter().map(|&need| free[need]).sum();
        }
        assert_eq!(tiny.solve(), free, "{tiny:?}");
    }
}

/// Uses of offers by their definition, one offer after the other.
fn used(tiny: &Tiny, granted: &[i64], order: &[usize]) -> Vec<i64> {
    let may_pay = |need: usize, offer: usize| tiny.offers[offer].1[need];
    let mut places = Places::new(granted, &may_pay);
    let mut used = vec![0; tiny.offers.len()];
    for &offer in order {
        while used[offer] < tiny.offers[offer].0 && places.seat(offer) {
            used[offer] += 1;
        }
    }
    used
}

#[test]
fn gifts_are_used_in_their_order_fen_for_fen() {
    let mut dice = Dice(4);
    for _ in 0..3000 {
        let tiny = Tiny::random(&mut dice, false);
        let problem = tiny.problem();
        let granted = tiny.solve();
        let mut rows: Vec<OfferIndex> = problem.offers.rows().collect();
        for place in (1..rows.len()).rev() {
            rows.swap(place, dice.below(place as u64 + 1) as usize);
        }
        let mut progress = NoProgress;
        let mut watch = Watch::new(&mut progress, 0);
        let units: Column<NeedIndex, i64> = granted.iter().copied().collect();
        let order = Order {
            offers: rows.iter().copied().collect(),
            phase: None,
        };
        let found = route(
            &problem,
            &units,
            &order,
            &mut FlowCut::default(),
            &mut watch,
        )
        .unwrap();
        assert_eq!(
            sums(&found.lines, granted.len(), |line| line.1.number()),
            granted
        );
        let of_offers = sums(&found.lines, problem.offers.len(), |line| line.0.number());
        assert!(of_offers.iter().eq(found.used.values()), "{tiny:?}");
        for &(offer, need, units) in &found.lines {
            assert!(units > 0 && tiny.offers[problem.offers[offer] as usize].1[need.number()]);
        }
        let found = found.used;
        let order: Vec<usize> = rows
            .iter()
            .map(|&row| problem.offers[row] as usize)
            .collect();
        let expected = used(&tiny, &granted, &order);
        for (row, &offer) in problem.offers.iter() {
            assert_eq!(found[row], expected[offer as usize], "{tiny:?}");
        }
        assert_eq!(
            expected.iter().sum::<i64>(),
            granted.iter().sum::<i64>(),
            "{tiny:?}"
        );
    }
}

/// The smallest set around `need` whose grants use up every offer that may pay
/// any of them, among all sets.
fn smallest_tight(tiny: &Tiny, granted: &[i64], need: usize) -> Option<u32> {
    let tight = |set: &u32| {
        let inside = |need: usize| set >> need & 1 == 1;
        let gets: i64 = (0..granted.len())
            .filter(|&need| inside(need))
            .map(|need| granted[need])
            .sum();
        let pays = |may_pay: &[bool]| (0..granted.len()).any(|need| inside(need) && may_pay[need]);
        let has: i64 = tiny
            .offers
            .iter()
            .filter(|(_, may_pay, _)| pays(may_pay))
            .map(|offer| offer.0)
            .sum();
        inside(need) && gets == has
    };
    let sets: Vec<u32> = (0..1 << granted.len()).filter(tight).collect();
    sets.iter().copied().reduce(|a, b| a & b)
}

#[test]
fn bottlenecks_are_the_smallest_tight_sets() {
    let mut dice = Dice(5);
    let mut seen = 0;
    for _ in 0..3000 {
        let tiny = Tiny::random(&mut dice, false);
        let problem = tiny.problem();
        let granted = tiny.solve();
        let room = |need: usize| tiny.needs[need].iter().map(|units| units.3).sum::<i64>();
        let paid = |need: usize| {
            tiny.offers
                .iter()
                .any(|(has, may_pay, _)| *has > 0 && may_pay[need])
        };
        let short: Vec<NeedIndex> = (0..granted.len())
            .filter(|&need| granted[need] < room(need) && paid(need))
            .map(NeedIndex::new)
            .collect();
        let units: Column<NeedIndex, i64> = granted.iter().copied().collect();
        let sets = tight_sets(&problem, &units, &any_route(&problem, &units), &short);
        let mut found = vec![None; granted.len()];
        for set in &sets {
            let mut whole = 0_u32;
            // `rests_on` names all sets inside, however deep.
            for part in set.rests_on.iter().map(|&other| &sets[other]).chain([set]) {
                whole |= part
                    .needs
                    .iter()
                    .fold(0, |bits, need| bits | 1 << need.number());
            }
            for need in &set.needs {
                found[need.number()] = Some(whole);
            }
        }
        for need in short {
            seen += 1;
            let expected = smallest_tight(&tiny, &granted, need.number());
            assert_eq!(found[need.number()], expected, "{need:?} of {tiny:?}");
        }
    }
    assert!(seen > 3000, "only {seen} needs were short");
}

/// Any route that pays the grants.
fn any_route(problem: &Problem<'_>, units: &Column<NeedIndex, i64>) -> Route {
    let order = use_order::in_order(&[], problem.offers.len(), false);
    let mut progress = NoProgress;
    let mut watch = Watch::new(&mut progress, 0);
    route(problem, units, &order, &mut FlowCut::default(), &mut watch).unwrap()
}

/// The amounts of the lines by one of their ends.
fn sums(
    lines: &[(OfferIndex, NeedIndex, i64)],
    length: usize,
    end: impl Fn(&(OfferIndex, NeedIndex, i64)) -> usize,
) -> Vec<i64> {
    let mut sums = vec![0; length];
    for line in lines {
        sums[end(line)] += line.2;
    }
    sums
}
