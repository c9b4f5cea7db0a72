//! Whether a class says which needs it holds or which it leaves out makes no
//! difference to anything: grants, uses, lines, bottlenecks.

use super::tiny::{Dice, Giver, Tiny, Units, order};
use crate::allocate::bottleneck::tight_sets;
use crate::allocate::caps;
use crate::allocate::certificate::{Claim, certify};
use crate::allocate::column::{Column, NeedIndex, OfferIndex, Row};
use crate::allocate::columns::{Columns, NONE, Reach};
use crate::allocate::cut::FlowCut;
use crate::allocate::problem::Problem;
use crate::allocate::progress::{NoProgress, Watch};
use crate::allocate::route::route;

/// Needs and offers of a tight set, the first need of each set that it rests
/// on, and the earliest phase.
type Set = (Vec<NeedIndex>, Vec<OfferIndex>, Vec<NeedIndex>, u32);

/// Everything that is found.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    reached: Vec<bool>,
    classes: Vec<Vec<usize>>,
    granted: Column<NeedIndex, i64>,
    used: Column<OfferIndex, i64>,
    lines: Vec<(OfferIndex, NeedIndex, i64)>,
    /// By their first need.
    sets: Vec<Set>,
    cuts: u64,
    depth: u32,
}

fn find(tiny: &Tiny, columns: &Columns, received_on: &[u64]) -> Found {
    let mut progress = NoProgress;
    let mut watch = Watch::new(&mut progress, 0);
    let problem = Problem::gather(columns, None, &mut watch).unwrap();
    let live = tiny.live_caps(&problem);
    let cut = &mut FlowCut::default();
    let allowed = caps::all_allowed(&problem);
    let (granted, counters) = caps::solve(&problem, &live, allowed, cut, &mut watch).unwrap();
    let order = order(&problem, received_on, received_on[0] == 0);
    let route = route(&problem, &granted, &order, cut, &mut watch).unwrap();
    let reached = granted.rows().map(|need| problem.is_reached(need));
    let reached: Vec<bool> = reached.collect();
    let is_short = |&need: &NeedIndex| {
        reached[need.number()] && problem.runs.unit(need, granted[need]).is_some()
    };
    let short: Vec<NeedIndex> = granted.rows().filter(is_short).collect();
    // A cap may hold a need down while gifts that could pay it have something.
    let sets = if tiny.caps.is_empty() {
        tight_sets(&problem, &granted, &route, &short)
    } else {
        Vec::new()
    };
    let first = |&set: &usize| sets[set].needs[0];
    let below = |set: &Vec<usize>| {
        let mut below: Vec<NeedIndex> = set.iter().map(first).collect();
        below.sort_unstable();
        below
    };
    let row = |set: &crate::allocate::bottleneck::TightSet| {
        let (needs, offers) = (set.needs.clone(), set.offers.clone());
        (needs, offers, below(&set.rests_on), set.earliest)
    };
    let mut rows: Vec<_> = sets.iter().map(row).collect();
    rows.sort_unstable();
    let cells = problem.network.reach.rows();
    let classes = cells.map(|cell| problem.network.classes_of(cell).map(Row::number).collect());
    Found {
        classes: classes.collect(),
        reached,
        used: route.used,
        lines: route.lines,
        sets: rows,
        cuts: counters.cuts + route.counters.cuts,
        depth: counters.depth.max(route.counters.depth),
        granted,
    }
}

/// Offers that leave out few needs most times, with other ones among them.
fn random(dice: &mut Dice, caps: bool) -> Tiny {
    if dice.chance(30) {
        return Tiny::random(dice, caps);
    }
    let size = 1 + dice.below(30) as usize;
    let need = |dice: &mut Dice| -> Vec<Units> {
        let units = 1 + dice.below(12) as i64;
        vec![(dice.below(2) as u32, 1 + dice.below(5), 1, units)]
    };
    let needs = (0..size).map(|_| need(dice)).collect();
    let least = dice.below(3) as i64;
    let offer = |dice: &mut Dice| -> Giver {
        let held = [96, 90, 75, 20][dice.below(4) as usize];
        let may_pay = (0..size).map(|_| dice.chance(held)).collect();
        (least + dice.below(14) as i64, may_pay, None)
    };
    let offers = (0..1 + dice.below(30)).map(|_| offer(dice)).collect();
    let groups = if caps { 1 + dice.below(3) } else { 0 };
    let group = |dice: &mut Dice| {
        let over = (0..size).filter(|_| dice.chance(40)).collect();
        (dice.below(60) as i64, over)
    };
    let caps = (0..groups).map(|_| group(dice)).collect();
    let mut stands: Vec<[u32; 3]> = (0..size)
        .map(|_| [dice.below(8) as u32, dice.below(3) as u32, NONE])
        .collect();
    stands.sort_unstable();
    Tiny {
        needs,
        stands,
        offers,
        caps,
    }
}

#[test]
fn what_is_left_out_says_as_much_as_what_is_held() {
    let mut dice = Dice(11);
    let (mut broad, mut deep, mut tight) = (0, 0, 0);
    for round in 0..12_000 {
        let tiny = random(&mut dice, round % 4 == 3);
        let (mut columns, rows) = tiny.columns();
        if rows.is_empty() {
            continue;
        }
        let received_on: Vec<u64> = rows.iter().map(|_| dice.below(3)).collect();
        let held = find(&tiny, &columns, &received_on);
        let needs = columns.place.len() as u32;
        for reach in &mut columns.reaches {
            if let Reach::Needs(own) = reach
                && dice.chance(80)
            {
                broad += 1;
                let missing = (0..needs).filter(|need| !own.contains(need));
                *reach = Reach::Except(missing.collect());
            }
        }
        let left_out = find(&tiny, &columns, &received_on);
        assert_eq!(left_out, held, "{tiny:?}");
        deep += u32::from(held.depth > 1);
        tight += held.sets.len();
        let caps: Vec<(i64, Vec<u32>)> = tiny
            .caps
            .iter()
            .map(|(max, over)| (*max, over.iter().map(|&need| need as u32).collect()))
            .collect();
        let lines = left_out.lines.iter();
        let problem = Problem::gather(&columns, None, &mut Watch::new(&mut NoProgress, 0)).unwrap();
        let lines =
            lines.map(|&(offer, need, units)| (problem.offers[offer], need.number() as u32, units));
        let mut used = vec![0; columns.reach.len()];
        for (offer, &row) in problem.offers.iter() {
            used[row as usize] = left_out.used[offer];
        }
        if received_on[0] > 0 {
            let verdict = certify(&Claim {
                columns: &columns,
                received_on: &received_on,
                caps: &caps,
                granted: &left_out.granted,
                used: &used,
                lines: &lines.collect::<Vec<_>>(),
            });
            assert_eq!(verdict, Ok(()), "{tiny:?}");
        }
    }
    assert!(broad > 40_000, "only {broad} classes left needs out");
    assert!(deep > 1_000, "only {deep} problems were split twice");
    assert!(tight > 10_000, "only {tight} tight sets were compared");
}

/// As many classes as needs, each all needs but one: what is looked at grows as
/// the needs do.
#[test]
fn classes_that_leave_out_a_need_each_are_not_spelt_out() {
    let size = 3_000_u32;
    let mut columns = Columns {
        places: 1,
        place: vec![0; size as usize],
        category: vec![NONE; size as usize],
        project: vec![NONE; size as usize],
        reaches: (0..size).map(|need| Reach::Except(vec![need])).collect(),
        reach: (0..size).collect(),
        available: vec![1; size as usize],
        ..Columns::default()
    };
    (0..size).for_each(|_| columns.runs.push([]));
    columns.spell_out();
    assert!(
        columns
            .reaches
            .iter()
            .all(|reach| matches!(reach, Reach::Except(_)))
    );
    let problem = Problem::gather(&columns, None, &mut Watch::new(&mut NoProgress, 0)).unwrap();
    let broad = problem.network.broad.unwrap();
    assert_eq!(broad.classes.len(), size as usize);
    assert_eq!(broad.missing.ends().len(), size as usize);
    assert!(problem.network.reach.ends().is_empty());
    columns.reaches.truncate(16);
    columns.spell_out();
    let held = |reach: &Reach| matches!(reach, Reach::Needs(needs) if needs.len() == 2_999);
    assert!(columns.reaches.iter().all(held));
}
