//! Small problems without documents.

use std::borrow::Cow;
use std::ops::Range;

use crate::allocate::caps::{self, Cap};
use crate::allocate::column::{CapIndex, Column, NeedIndex, Row, TakerIndex};
use crate::allocate::columns::{Columns, NONE, Reach};
use crate::allocate::cut::{Cut, FlowCut, LaneCut};
use crate::allocate::order::Run;
use crate::allocate::problem::Problem;
use crate::allocate::progress::{NoProgress, Watch};
use crate::allocate::use_order::{Order, in_order};

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

/// An offer: what it has, which needs it may pay, and the short form of these
/// if there is one.
pub(super) type Giver = (i64, Vec<bool>, Option<Reach>);

/// A problem by its definition.
#[derive(Clone, Debug)]
pub(super) struct Tiny {
    /// Of each need, its units by phase.
    pub(super) needs: Vec<Vec<Units>>,
    /// Of each need its place, category and project; places ascend.
    pub(super) stands: Vec<[u32; 3]>,
    pub(super) offers: Vec<Giver>,
    /// Caps: the most, and over which needs.
    pub(super) caps: Vec<(i64, Vec<usize>)>,
}

/// Places 0 to 7 in two counties of two towns of two villages.
const PLACES: u32 = 8;
const CATEGORIES: u32 = 3;
const PROJECTS: u32 = 4;

impl Tiny {
    /// Offers that may pay any needs at all, or, every other time, those that a
    /// tree of areas, categories, projects and unions of areas name.
    pub(super) fn random(dice: &mut Dice, caps: bool) -> Self {
        if dice.chance(50) {
            Self::with(dice, caps, 6, any_needs)
        } else {
            Self::tree(dice, caps)
        }
    }

    /// Offers with a short form only.
    pub(super) fn tree(dice: &mut Dice, caps: bool) -> Self {
        Self::with(dice, caps, 7, |dice, stands, _| {
            let reach = reach(dice);
            let may_pay = stands.iter().map(|stand| holds(&reach, *stand)).collect();
            (may_pay, Some(reach))
        })
    }

    fn with(
        dice: &mut Dice,
        caps: bool,
        most: u64,
        offer: impl Fn(&mut Dice, &[[u32; 3]], u64) -> (Vec<bool>, Option<Reach>),
    ) -> Self {
        let size = 1 + dice.below(most) as usize;
        let tiers = 1 + dice.below(3) as u32;
        let needs: Vec<_> = (0..size).map(|_| need(dice, tiers)).collect();
        // A project lies, most times, in one place and one category.
        let home = |dice: &mut Dice| [dice.below(8) as u32, dice.below(3) as u32];
        let homes: Vec<[u32; 2]> = (0..PROJECTS).map(|_| home(dice)).collect();
        let stand = |dice: &mut Dice| {
            let project = dice.below(u64::from(PROJECTS)) as u32;
            let [place, category] = homes[project as usize];
            match dice.below(10) {
                0 => [dice.below(8) as u32, dice.below(3) as u32, project],
                1..=3 => [dice.below(8) as u32, dice.below(3) as u32, NONE],
                _ => [place, category, project],
            }
        };
        let mut stands: Vec<[u32; 3]> = (0..size).map(|_| stand(dice)).collect();
        stands.sort_unstable_by_key(|stand| stand[0]);
        let dense = [25, 50, 80][dice.below(3) as usize];
        let offers = (0..1 + dice.below(6)).map(|_| {
            let (may_pay, reach) = offer(dice, &stands, dense);
            (dice.below(9) as i64, may_pay, reach)
        });
        let offers = offers.collect();
        let groups = if caps { 1 + dice.below(3) } else { 0 };
        let group = |dice: &mut Dice| {
            let over = (0..size).filter(|_| dice.chance(60)).collect();
            (dice.below(12) as i64, over)
        };
        let caps = (0..groups).map(|_| group(dice)).collect();
        Self {
            needs,
            stands,
            offers,
            caps,
        }
    }

    /// Its columns, as those of documents are made. Offers with nothing to give
    /// are not among them; `rows` are those that are.
    pub(super) fn columns(&self) -> (Columns, Vec<usize>) {
        let mut columns = Columns {
            places: PLACES,
            categories: CATEGORIES,
            projects: PROJECTS,
            ..Columns::default()
        };
        for (need, units) in self.needs.iter().enumerate() {
            let [place, category, project] = self.stands[need];
            columns.place.push(place);
            columns.category.push(category);
            columns.project.push(project);
            columns.runs.push(runs(need, units));
        }
        let rows: Vec<usize> = (0..self.offers.len())
            .filter(|&at| self.offers[at].0 > 0)
            .collect();
        for &row in &rows {
            let (available, may_pay, reach) = &self.offers[row];
            let needs = (0..may_pay.len()).filter(|&need| may_pay[need]);
            let named = Reach::Needs(needs.map(|need| need as u32).collect());
            let reach = reach.clone().unwrap_or(named);
            let known = columns.reaches.iter().position(|known| *known == reach);
            columns
                .reach
                .push(known.unwrap_or(columns.reaches.len()) as u32);
            if known.is_none() {
                columns.reaches.push(reach);
            }
            columns.available.push(*available);
        }
        (columns, rows)
    }

    pub(super) fn problem(&self) -> Problem<'static> {
        let (columns, rows) = self.columns();
        let problem = Problem::gather(&columns, None, &mut Watch::new(&mut NoProgress, 0)).unwrap();
        Problem {
            offers: problem
                .offers
                .values()
                .map(|&at| rows[at as usize] as u32)
                .collect(),
            runs: Cow::Owned(problem.runs.into_owned()),
            ..problem
        }
    }

    pub(super) fn live_caps(&self, problem: &Problem<'_>) -> Column<CapIndex, Cap> {
        let needs = |over: &[usize]| over.iter().map(|&need| NeedIndex::new(need)).collect();
        caps::binding(
            problem,
            self.caps.iter().map(|(max, over)| (*max, needs(over))),
        )
    }

    /// What the solver grants.
    pub(super) fn solve(&self) -> Vec<i64> {
        let problem = self.problem();
        let by_flow = self.solve_by(&problem, &mut FlowCut::default());
        if let Some(lanes) = &problem.network.lanes {
            assert_eq!(
                self.solve_by(&problem, &mut LaneCut::new(lanes)),
                by_flow,
                "{self:?}"
            );
        }
        by_flow
    }

    fn solve_by(&self, problem: &Problem<'_>, cut: &mut dyn Cut) -> Vec<i64> {
        let caps = self.live_caps(problem);
        let mut progress = NoProgress;
        let mut watch = Watch::new(&mut progress, self.needs.len());
        let allowed = caps::all_allowed(problem);
        let (granted, _) = caps::solve(problem, &caps, allowed, cut, &mut watch).unwrap();
        granted.values().copied().collect()
    }
}

fn any_needs(dice: &mut Dice, stands: &[[u32; 3]], dense: u64) -> (Vec<bool>, Option<Reach>) {
    (stands.iter().map(|_| dice.chance(dense)).collect(), None)
}

fn area(dice: &mut Dice) -> Range<u32> {
    let size = [1, 2, 4, 8][dice.below(4) as usize];
    let start = dice.below(u64::from(PLACES / size)) as u32 * size;
    start..start + size
}

fn reach(dice: &mut Dice) -> Reach {
    match dice.below(12) {
        0 => Reach::Everything,
        1..=4 => Reach::Area(area(dice)),
        5 | 6 => Reach::Categories(vec![dice.below(u64::from(CATEGORIES)) as u32]),
        7 => Reach::Categories(vec![0, 2]),
        8 => Reach::Areas(vec![0..2, 4..8]),
        9 => Reach::Areas(vec![2..4, 6..7]),
        10 => Reach::Projects(vec![0, 1]),
        _ => Reach::Project(dice.below(u64::from(PROJECTS)) as u32),
    }
}

/// What a reach means.
fn holds(reach: &Reach, [place, category, project]: [u32; 3]) -> bool {
    match reach {
        Reach::Everything => true,
        Reach::Area(area) => area.contains(&place),
        Reach::Areas(areas) => areas.iter().any(|area| area.contains(&place)),
        Reach::Categories(categories) => categories.contains(&category),
        Reach::Project(own) => *own == project,
        Reach::Projects(own) => own.contains(&project),
        Reach::Except(_) | Reach::Needs(_) => false,
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

fn runs(need: usize, units: &[Units]) -> impl Iterator<Item = Run> {
    let taker = TakerIndex::new(need);
    units.iter().map(move |&(phase, s, first, length)| Run {
        taker,
        phase,
        s,
        first,
        length,
    })
}

/// The order of use by what each offer may pay, then by when it was received.
pub(super) fn order(problem: &Problem<'_>, received_on: &[u64], side_by_side: bool) -> Order {
    let breadth = problem.breadth.values().map(|&size| u64::from(size));
    let received = problem
        .offers
        .values()
        .map(|&offer| received_on[offer as usize]);
    let ranks = [breadth.collect(), received.collect()];
    in_order(&ranks, problem.offers.len(), side_by_side)
}
