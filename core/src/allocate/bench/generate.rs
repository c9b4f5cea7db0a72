//! Made-up needs and gifts, whole numbers only: equal on every machine.

use std::ops::Range;

use super::super::column::{Row, TakerIndex};
use super::super::columns::{Columns, NONE, Reach};
use super::super::order::Run;
use super::dice::Dice;
use super::{Family, Instance, Size};

pub(super) const CATEGORIES: u32 = 6;
const FORCES: u32 = 5;
const TIERS: u32 = 4;

/// The money of a family: for how much of what is asked, and its shares by
/// kind of restriction, all in percent. The kinds: none, area, village,
/// project, category, force; then two categories, several counties, several
/// projects, named needs.
const fn shares(family: Family) -> (u64, &'static [u64]) {
    match family {
        Family::H => (35, &[3, 20, 15, 15, 27, 20]),
        Family::G => (50, &[10, 15, 15, 10, 10, 10, 10, 10, 5, 5]),
        _ => (70, &[35, 20, 10, 10, 15, 10]),
    }
}

/// Where the needs are.
struct Land {
    /// Which villages each area holds that gifts are given for.
    areas: Vec<Range<u32>>,
    /// Those among them that a force is paired with.
    counties: Vec<Range<u32>>,
}

/// Families a, h and g.
pub(super) fn instance(size: Size) -> Instance {
    let mut dice = Dice::new(size.seed);
    let mut columns = Columns {
        places: (size.needs / 50).max(size.counties),
        categories: CATEGORIES,
        projects: (size.needs / 4).max(1),
        ..Columns::default()
    };
    let villages = columns.places;
    let home = |dice: &mut Dice| (dice.below(villages), dice.below(CATEGORIES));
    let homes: Vec<(u32, u32)> = (0..columns.projects).map(|_| home(&mut dice)).collect();
    let mut asked = 0;
    for _ in 0..size.needs {
        let project = dice.below(columns.projects);
        let (place, category) = homes[project as usize];
        asked += need(&mut dice, &mut columns, [place, category, project]);
    }
    let start = |number: u32| u64::from(villages) * u64::from(number) / u64::from(size.counties);
    let county = |number: u32| start(number) as u32..start(number + 1) as u32;
    let counties: Vec<Range<u32>> = (0..size.counties).map(county).collect();
    let land = Land {
        areas: counties.clone(),
        counties,
    };
    let kinds = kinds(&mut dice, &columns, &land, size.family);
    let received_on = gifts(&mut dice, size, asked, kinds, &mut columns);
    Instance::new(columns, received_on)
}

/// One need a category in each village. `villages` are codes of twelve digits,
/// ascending; gifts are given for divisions of every level above them.
pub(super) fn country(villages: &[u64], size: Size) -> Instance {
    let mut dice = Dice::new(size.seed);
    let mut columns = Columns {
        places: villages.len() as u32,
        categories: CATEGORIES,
        ..Columns::default()
    };
    let mut asked = 0;
    for place in 0..columns.places {
        for category in 0..CATEGORIES {
            asked += need(&mut dice, &mut columns, [place, category, NONE]);
        }
    }
    // Province, prefecture, county, township: 2, 4, 6 and 9 digits.
    let [provinces, prefectures, counties, townships] =
        [10, 8, 6, 3].map(|digits| divisions(villages, 10_u64.pow(digits)));
    let land = Land {
        areas: [provinces, prefectures, counties.clone(), townships].concat(),
        counties,
    };
    let kinds = kinds(&mut dice, &columns, &land, size.family);
    let received_on = gifts(&mut dice, size, asked, kinds, &mut columns);
    Instance::new(columns, received_on)
}

/// Ranges of villages whose codes are equal but for what is below `unit`.
fn divisions(villages: &[u64], unit: u64) -> Vec<Range<u32>> {
    let mut start = 0;
    let chunks = villages.chunk_by(|a, b| a / unit == b / unit);
    let range = |chunk: &[u64]| {
        let first = start;
        start += chunk.len() as u32;
        first..start
    };
    chunks.map(range).collect()
}

/// Adds a need that stands there; returns what it asks for.
fn need(dice: &mut Dice, columns: &mut Columns, [place, category, project]: [u32; 3]) -> u64 {
    columns.place.push(place);
    columns.category.push(category);
    columns.project.push(project);
    let tier = dice.below(TIERS);
    // e^13 fen in the middle.
    let asked = dice.log_normal(442_413) + 100;
    let floor = if dice.below(10) == 0 { asked / 20 } else { 0 };
    let weight = u64::from(1 + dice.below(3));
    let number = columns.place.len() as u32 - 1;
    columns.runs.push(runs(number, tier, asked, floor, weight));
    asked
}

/// The units of a need: its floor, then the rest.
pub(super) fn runs(
    need: u32,
    tier: u32,
    asked: u64,
    floor: u64,
    weight: u64,
) -> impl Iterator<Item = Run> {
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

/// Every reach that a gift may have, by kind.
fn kinds(dice: &mut Dice, columns: &Columns, land: &Land, family: Family) -> Vec<Vec<Reach>> {
    let forces = of_forces(dice, &land.counties);
    let villages = (0..columns.places).map(|place| Reach::Area(place..place + 1));
    let areas = land.areas.iter().cloned().map(Reach::Area);
    let one = |category| Reach::Categories(vec![category]);
    let mut kinds = vec![
        vec![Reach::Everything],
        areas.collect(),
        villages.collect(),
        (0..columns.projects).map(Reach::Project).collect(),
        (0..CATEGORIES).map(one).collect(),
        forces.into_iter().map(Reach::Areas).collect(),
    ];
    if family == Family::G {
        kinds.extend(crossing(dice, columns, land));
    }
    kinds
}

/// The counties of each force: a fifth of the counties has two.
fn of_forces(dice: &mut Dice, counties: &[Range<u32>]) -> Vec<Vec<Range<u32>>> {
    let mut of_force = vec![Vec::new(); FORCES as usize];
    for county in counties {
        let first = dice.below(FORCES);
        of_force[first as usize].push(county.clone());
        if dice.below(5) == 0 {
            let other = (first + 1 + dice.below(FORCES - 1)) % FORCES;
            of_force[other as usize].push(county.clone());
        }
    }
    of_force
}

/// Reaches that no tree of areas holds: more of them than lanes can cross.
fn crossing(dice: &mut Dice, columns: &Columns, land: &Land) -> [Vec<Reach>; 4] {
    let pairs = (0..CATEGORIES).flat_map(|one| (one + 1..CATEGORIES).map(move |two| [one, two]));
    let counties = land.counties.len() as u32;
    let needs = columns.place.len() as u32;
    let areas = |numbers: Vec<u32>| {
        let areas = numbers.iter().map(|&at| land.counties[at as usize].clone());
        areas.collect()
    };
    [
        pairs.map(|pair| Reach::Categories(pair.to_vec())).collect(),
        (0..100)
            .map(|_| Reach::Areas(areas(dice.several(2, 5, counties))))
            .collect(),
        (0..=columns.projects / 20)
            .map(|_| Reach::Projects(dice.several(2, 5, columns.projects)))
            .collect(),
        (0..=needs / 100)
            .map(|_| Reach::Needs(dice.several(2, 8, needs)))
            .collect(),
    ]
}

/// Adds the gifts with their reaches; returns the day on which each was
/// received. Kinds without a reach get no gift.
fn gifts(
    dice: &mut Dice,
    size: Size,
    asked: u64,
    kinds: Vec<Vec<Reach>>,
    columns: &mut Columns,
) -> Vec<u64> {
    let (share, split) = shares(size.family);
    let mut drawn: Vec<(usize, u64)> = Vec::with_capacity(size.gifts as usize);
    let mut sums = vec![0_u64; split.len()];
    for _ in 0..size.gifts {
        let mut percent = u64::from(dice.below(100));
        let mut kind = 0;
        while percent >= split[kind] {
            percent -= split[kind];
            kind += 1;
        }
        // There are villages always, but in a country no projects.
        if kinds[kind].is_empty() {
            kind = 2;
        }
        let amount = dice.log_normal(1 << 20);
        sums[kind] += amount;
        drawn.push((kind, amount));
    }
    let counts: Vec<u32> = kinds.iter().map(|kind| kind.len() as u32).collect();
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
    columns.reaches = kinds.concat();
    received_on
}
