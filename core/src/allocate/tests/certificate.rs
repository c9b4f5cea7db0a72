//! The certificate accepts what the solver finds, whichever way it found it,
//! and refuses everything else.

use super::tiny::{Dice, Tiny, order};
use crate::allocate::caps::{self, Cap};
use crate::allocate::certificate::{Claim, certify};
use crate::allocate::column::{CapIndex, Column, NeedIndex, Row};
use crate::allocate::columns::Columns;
use crate::allocate::cut::{Cut, FlowCut, LaneCut};
use crate::allocate::problem::Problem;
use crate::allocate::progress::{NoProgress, Watch};
use crate::allocate::route::route;

/// What columns were solved to, by the rows of the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Solved {
    granted: Column<NeedIndex, i64>,
    used: Vec<i64>,
    lines: Vec<(u32, u32, i64)>,
}

impl Solved {
    fn new(
        columns: &Columns,
        received_on: &[u64],
        problem: &Problem<'_>,
        caps: &Column<CapIndex, Cap>,
        cut: &mut dyn Cut,
    ) -> Self {
        let mut progress = NoProgress;
        let mut watch = Watch::new(&mut progress, 0);
        let allowed = caps::all_allowed(problem);
        let (granted, _) = caps::solve(problem, caps, allowed, cut, &mut watch).unwrap();
        let order = order(problem, received_on, false);
        let found = route(problem, &granted, &order, cut, &mut watch).unwrap();
        let mut used = vec![0; columns.reach.len()];
        for (offer, &row) in problem.offers.iter() {
            used[row as usize] = found.used[offer];
        }
        let lines = found
            .lines
            .iter()
            .map(|&(offer, need, units)| (problem.offers[offer], need.number() as u32, units));
        Self {
            lines: lines.collect(),
            granted,
            used,
        }
    }

    fn certify(
        &self,
        columns: &Columns,
        received_on: &[u64],
        caps: &[(i64, Vec<u32>)],
    ) -> Result<(), String> {
        certify(&Claim {
            columns,
            received_on,
            caps,
            granted: &self.granted,
            used: &self.used,
            lines: &self.lines,
        })
    }

    /// A line pays another need, or another gift pays it, by one fen.
    fn changed(&self, tiny: &Tiny, rows: &[usize], dice: &mut Dice) -> Option<Self> {
        let mut other = self.clone();
        let at = dice.below(self.lines.len() as u64) as usize;
        let (offer, need, units) = other.lines[at];
        let may_pay = |offer: u32, need: u32| tiny.offers[rows[offer as usize]].1[need as usize];
        if units == 1 {
            other.lines.swap_remove(at);
        } else {
            other.lines[at].2 -= 1;
        }
        let needs = self.granted.len() as u64;
        if dice.chance(50) {
            let to = dice.below(needs) as u32;
            if to == need || !may_pay(offer, to) {
                return None;
            }
            other.granted[NeedIndex::new(need as usize)] -= 1;
            other.granted[NeedIndex::new(to as usize)] += 1;
            other.lines.push((offer, to, 1));
        } else {
            let by = dice.below(self.used.len() as u64) as u32;
            if by == offer || !may_pay(by, need) {
                return None;
            }
            other.used[offer as usize] -= 1;
            other.used[by as usize] += 1;
            other.lines.push((by, need, 1));
        }
        Some(other)
    }
}

#[test]
fn both_engines_give_the_same_lines_and_every_change_is_refuted() {
    let mut dice = Dice(6);
    let (mut by_lanes, mut capped, mut refuted) = (0, 0, 0);
    for round in 0..24_000 {
        let with_caps = round % 3 == 2;
        let tiny = if round % 4 == 0 {
            Tiny::random(&mut dice, with_caps)
        } else {
            Tiny::tree(&mut dice, with_caps)
        };
        let (columns, rows) = tiny.columns();
        let received_on: Vec<u64> = rows.iter().map(|_| dice.below(3)).collect();
        let problem = Problem::gather(&columns, None, &mut Watch::new(&mut NoProgress, 0)).unwrap();
        let live = tiny.live_caps(&problem);
        let by_flow = &mut FlowCut::default();
        let solved = Solved::new(&columns, &received_on, &problem, &live, by_flow);
        if let Some(lanes) = &problem.network.lanes {
            by_lanes += 1;
            let cut = &mut LaneCut::new(lanes);
            let other = Solved::new(&columns, &received_on, &problem, &live, cut);
            assert_eq!(other, solved, "{tiny:?}");
        }
        let numbers = |over: &Vec<usize>| over.iter().map(|&need| need as u32).collect();
        let caps: Vec<(i64, Vec<u32>)> = tiny
            .caps
            .iter()
            .map(|(max, over)| (*max, numbers(over)))
            .collect();
        capped += u32::from(live.len() > 0);
        let verdict = solved.certify(&columns, &received_on, &caps);
        assert_eq!(verdict, Ok(()), "{tiny:?}");
        for _ in 0..if solved.lines.is_empty() { 0 } else { 3 } {
            if let Some(changed) = solved.changed(&tiny, &rows, &mut dice) {
                refuted += 1;
                let verdict = changed.certify(&columns, &received_on, &caps);
                assert!(verdict.is_err(), "{changed:?} of {tiny:?}");
            }
        }
    }
    assert!(by_lanes > 10_000, "only {by_lanes} had lanes");
    assert!(capped > 4_000, "only {capped} had caps that bind");
    assert!(refuted > 10_000, "only {refuted} changes were made");
}
