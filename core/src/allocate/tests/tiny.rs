//! Small problems without documents.

use std::collections::BTreeMap;

use crate::allocate::caps::{self, Cap};
use crate::allocate::column::{CapIndex, ClassIndex, Column, NeedIndex, OfferIndex, Row};
use crate::allocate::order::Run;
use crate::allocate::problem::{Problem, cells};
use crate::allocate::progress::{NoProgress, Watch};
use crate::policy::Pot;

/// Numbers that look random and are the same in every run (SplitMix64).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }

    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// Consecutive units of a need: phase, s, first k, how many.
pub(super) type Units = (u32, u64, u64, i64);

/// A problem by its definition.
#[derive(Clone, Debug)]
pub(super) struct Tiny {
    /// Of each need, its units by phase.
    pub(super) needs: Vec<Vec<Units>>,
    /// Of each offer, what it has and which needs it may pay.
    pub(super) offers: Vec<(i64, Vec<bool>)>,
    /// Caps: the most, and over which needs.
    pub(super) caps: Vec<(i64, Vec<usize>)>,
}

impl Tiny {
    pub(super) fn random(dice: &mut Dice, caps: bool) -> Self {
        let size = 1 + dice.below(6) as usize;
        let tiers = 1 + dice.below(3) as u32;
        let needs: Vec<_> = (0..size).map(|_| need(dice, tiers)).collect();
        let dense = [25, 50, 80][dice.below(3) as usize];
        let offer = |dice: &mut Dice| {
            let may_pay = (0..size).map(|_| dice.chance(dense)).collect();
            (dice.below(9) as i64, may_pay)
        };
        let offers = (0..1 + dice.below(5)).map(|_| offer(dice)).collect();
        let groups = if caps { 1 + dice.below(3) } else { 0 };
        let group = |dice: &mut Dice| {
            let over = (0..size).filter(|_| dice.chance(60)).collect();
            (dice.below(12) as i64, over)
        };
        let caps = (0..groups).map(|_| group(dice)).collect();
        Self {
            needs,
            offers,
            caps,
        }
    }

    /// Its columns, as [`Problem::new`] would make them.
    pub(super) fn problem(&self) -> Problem {
        let mut classes: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for (offer, (available, may_pay)) in self.offers.iter().enumerate() {
            let needs: Vec<usize> = (0..self.needs.len())
                .filter(|&need| may_pay[need])
                .collect();
            if *available > 0 && !needs.is_empty() {
                classes.entry(needs).or_default().push(offer);
            }
        }
        let mut reach: Column<NeedIndex, Vec<ClassIndex>> =
            Column::filled(self.needs.len(), Vec::new());
        let mut own = Vec::new();
        for (number, (needs, offers)) in classes.iter().enumerate() {
            for &need in needs {
                reach[NeedIndex::new(need)].push(ClassIndex::new(number));
            }
            own.extend(offers.iter().map(|&offer| (offer, ClassIndex::new(number))));
        }
        own.sort_unstable();
        let (cell, members, reach) = cells(&reach);
        let available: Column<OfferIndex, i64> =
            own.iter().map(|&(offer, _)| self.offers[offer].0).collect();
        let class: Column<OfferIndex, ClassIndex> = own.iter().map(|&(_, class)| class).collect();
        let mut money = Column::filled(classes.len(), 0);
        for (offer, &class) in class.iter() {
            money[class] += available[offer];
        }
        Problem {
            pot: Pot::Money,
            pack: 1,
            needs: (0..self.needs.len()).collect(),
            runs: self
                .needs
                .iter()
                .enumerate()
                .map(|(need, units)| runs(need, units))
                .collect(),
            cell,
            members,
            reach,
            offers: own.iter().map(|&(offer, _)| offer).collect(),
            class,
            available,
            money,
            weightless: Vec::new(),
        }
    }

    pub(super) fn live_caps(&self, problem: &Problem) -> Column<CapIndex, Cap> {
        let needs = |over: &[usize]| over.iter().map(|&need| NeedIndex::new(need)).collect();
        caps::binding(
            problem,
            self.caps.iter().map(|(max, over)| (*max, needs(over))),
        )
    }

    /// What the solver grants.
    pub(super) fn solve(&self) -> Vec<i64> {
        let problem = self.problem();
        let caps = self.live_caps(&problem);
        let mut progress = NoProgress;
        let mut watch = Watch::new(&mut progress, self.needs.len());
        let granted = caps::solve(&problem, &caps, caps::all_allowed(&problem), &mut watch);
        granted.unwrap().values().copied().collect()
    }
}

fn need(dice: &mut Dice, tiers: u32) -> Vec<Units> {
    let tier = dice.below(u64::from(tiers)) as u32;
    let s = 1 + dice.below(6);
    let already = dice.below(3);
    let floor = if dice.chance(30) {
        dice.below(6) as i64
    } else {
        0
    };
    let mut units = Vec::new();
    if floor > 0 {
        units.push((tier, floor.unsigned_abs() + already, already + 1, floor));
    }
    let on_top = dice.chance(50);
    let first = if on_top {
        1
    } else {
        1 + already + floor.unsigned_abs()
    };
    units.push((tiers + tier, s, first, dice.below(9) as i64));
    units
}

fn runs(need: usize, units: &[Units]) -> Vec<Run<NeedIndex>> {
    let mut before = 0;
    let mut runs = Vec::new();
    for &(phase, s, first, length) in units {
        runs.push(Run {
            taker: NeedIndex::new(need),
            phase,
            s,
            first,
            before,
            length,
        });
        before += length;
    }
    runs
}
