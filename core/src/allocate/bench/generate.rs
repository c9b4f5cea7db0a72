//! Made-up needs and gifts, whole numbers only: equal on every machine.

use std::ops::Range;

use super::super::column::{Row, TakerIndex};
use super::super::columns::{Columns, Reach};
use super::super::order::Run;
use super::{Family, Instance, Size};

const COUNTIES: u32 = 200;
const CATEGORIES: u32 = 6;
const FORCES: u32 = 5;
const TIERS: u32 = 4;

/// Numbers that look random (SplitMix64).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u32) -> u32 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u32
    }

    /// About log-normal with σ = 1, times `scale`: the sum of twelve even
    /// numbers is about normal, and a power of two is drawn by its bits.
    fn log_normal(&mut self, scale: u64) -> u64 {
        let sum: i64 = (0..12).map(|_| i64::from(self.below(1 << 16))).sum();
        // log₂ e = 94548 ÷ 2^16.
        let power = (sum - (6 << 16)) * 94_548 / (1 << 16);
        let (whole, part) = (power.div_euclid(1 << 16), power.rem_euclid(1 << 16));
        let scaled = u128::from(scale) * ((1 << 16) + part.unsigned_abs()) as u128;
        let shifted = if whole >= 0 {
            scaled << whole.unsigned_abs()
        } else {
            scaled >> whole.unsigned_abs()
        };
        (shifted >> 16) as u64
    }
}

/// Shares of the money by kind of restriction, in percent: none, county,
/// village, project, category, force.
const fn shares(family: Family) -> (u64, [u64; 6]) {
    match family {
        Family::A => (70, [35, 20, 10, 10, 15, 10]),
        Family::H => (35, [3, 20, 15, 15, 27, 20]),
    }
}

pub(super) fn instance(size: Size) -> Instance {
    let mut dice = Dice::new(size.seed);
    let villages = (size.needs / 50).max(COUNTIES);
    let projects = (size.needs / 4).max(1);
    let mut columns = Columns {
        places: villages,
        categories: CATEGORIES,
        projects,
        ..Columns::default()
    };
    let asked = needs(&mut dice, size.needs, &mut columns);
    reaches(&mut dice, &mut columns);
    let received_on = gifts(&mut dice, size, asked, &mut columns);
    Instance {
        columns,
        received_on,
    }
}

/// Adds the needs; returns what they ask for.
fn needs(dice: &mut Dice, count: u32, columns: &mut Columns) -> u64 {
    let villages = columns.places;
    let home = |dice: &mut Dice| (dice.below(villages), dice.below(CATEGORIES));
    let homes: Vec<(u32, u32)> = (0..columns.projects).map(|_| home(dice)).collect();
    let mut sum = 0;
    for need in 0..count {
        let project = dice.below(columns.projects);
        let (place, category) = homes[project as usize];
        columns.place.push(place);
        columns.category.push(category);
        columns.project.push(project);
        let tier = dice.below(TIERS);
        // e^13 fen in the middle.
        let asked = dice.log_normal(442_413) + 100;
        let floor = if dice.below(10) == 0 { asked / 20 } else { 0 };
        let weight = u64::from(1 + dice.below(3));
        sum += asked;
        columns.runs.push(runs(need, tier, asked, floor, weight));
    }
    sum
}

/// The units of a need: its floor, then the rest.
fn runs(need: u32, tier: u32, asked: u64, floor: u64, weight: u64) -> impl Iterator<Item = Run> {
    let run = |phase, s, first, length: u64| Run {
        taker: TakerIndex::new(need as usize),
        phase,
        s,
        first,
        length: length.cast_signed(),
    };
    let of_floor = (floor > 0).then(|| run(tier, floor, 1, floor));
    let s = weight * asked * 1_000_000;
    let rest = run(TIERS + tier, s, floor + 1, asked - floor);
    of_floor.into_iter().chain([rest])
}

/// The villages of a county.
fn county(villages: u32, number: u32) -> Range<u32> {
    let start =
        |number: u32| (u64::from(villages) * u64::from(number) / u64::from(COUNTIES)) as u32;
    start(number)..start(number + 1)
}

/// Every reach that a gift may have: all, counties, villages, projects,
/// categories, forces.
fn reaches(dice: &mut Dice, columns: &mut Columns) {
    let villages = columns.places;
    let mut of_force = vec![Vec::new(); FORCES as usize];
    for number in 0..COUNTIES {
        let first = dice.below(FORCES);
        of_force[first as usize].push(county(villages, number));
        if dice.below(5) == 0 {
            let other = (first + 1 + dice.below(FORCES - 1)) % FORCES;
            of_force[other as usize].push(county(villages, number));
        }
    }
    let reaches = &mut columns.reaches;
    reaches.push(Reach::Everything);
    reaches.extend((0..COUNTIES).map(|number| Reach::Area(county(villages, number))));
    reaches.extend((0..villages).map(|place| Reach::Area(place..place + 1)));
    reaches.extend((0..columns.projects).map(Reach::Project));
    reaches.extend((0..CATEGORIES).map(|category| Reach::Categories(vec![category])));
    reaches.extend(of_force.into_iter().map(Reach::Areas));
}

/// Adds the gifts; returns the day on which each was received.
fn gifts(dice: &mut Dice, size: Size, asked: u64, columns: &mut Columns) -> Vec<u64> {
    let counts = [
        1,
        COUNTIES,
        columns.places,
        columns.projects,
        CATEGORIES,
        FORCES,
    ];
    let (share, split) = shares(size.family);
    let mut drawn: Vec<(usize, u64)> = Vec::with_capacity(size.gifts as usize);
    let mut sums = [0_u64; 6];
    for _ in 0..size.gifts {
        let mut percent = u64::from(dice.below(100));
        let mut kind = 0;
        while percent >= split[kind] {
            percent -= split[kind];
            kind += 1;
        }
        let amount = dice.log_normal(1 << 20);
        sums[kind] += amount;
        drawn.push((kind, amount));
    }
    let mut received_on = Vec::with_capacity(drawn.len());
    for (kind, amount) in drawn {
        let before: u32 = counts[..kind].iter().sum();
        columns.reach.push(before + dice.below(counts[kind]));
        let of_kind = u128::from(asked) * u128::from(share * split[kind]) / 10_000;
        let received = of_kind * u128::from(amount) / u128::from(sums[kind].max(1));
        let percent = if dice.below(2) == 0 {
            dice.below(11)
        } else {
            0
        };
        let overhead = received * u128::from(percent) / 100;
        columns.available.push((received - overhead) as i64);
        received_on.push(u64::from(dice.below(88)));
    }
    received_on
}
