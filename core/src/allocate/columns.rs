//! One problem as numbers: what facts and rules come to before anything is
//! gathered.
//!
//! Needs stand in the order of ties: place code, then id. A place is a number
//! in the order of codes, so an area is a range of places, and two areas are
//! nested or apart.

use std::ops::Range;

use super::column::{NeedIndex, Row, TakerIndex};
use super::order::{Run, Unit};

/// No project, no category.
pub(super) const NONE: u32 = u32::MAX;

/// Which needs an offer may pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// All of them.
    Everything,
    /// Those in one division.
    Area(Range<u32>),
    /// Those in any of several divisions, which are apart and ascend.
    Areas(Vec<Range<u32>>),
    /// Those of any of these categories.
    Categories(Vec<u32>),
    /// Those of one project.
    Project(u32),
    /// Those of any of these projects.
    Projects(Vec<u32>),
    /// These needs, ascending: what no other form says.
    Needs(Vec<u32>),
}

/// The needs and offers of one pot.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// How many places, categories and projects there are.
    pub(super) places: u32,
    pub(super) categories: u32,
    pub(super) projects: u32,
    /// Of each need.
    pub(super) place: Vec<u32>,
    pub(super) category: Vec<u32>,
    pub(super) project: Vec<u32>,
    /// The units of each need, at most two runs.
    pub(super) runs: Runs,
    pub(super) reaches: Vec<Reach>,
    /// Of each offer: its reach, and what it has to give.
    pub(super) reach: Vec<u32>,
    pub(super) available: Vec<i64>,
}

impl Columns {
    /// The columns with their needs by place; those of a place keep their order.
    pub(super) fn by_place(mut self) -> Self {
        let mut starts = vec![0_u32; self.places as usize + 1];
        for &place in &self.place {
            starts[place as usize + 1] += 1;
        }
        for place in 1..starts.len() {
            starts[place] += starts[place - 1];
        }
        let mut order = vec![0_u32; self.place.len()];
        for (need, &place) in self.place.iter().enumerate() {
            let slot = &mut starts[place as usize];
            order[*slot as usize] = need as u32;
            *slot += 1;
        }
        self.rename(&order);
        let pick = |column: &[u32]| order.iter().map(|&need| column[need as usize]).collect();
        Self {
            place: pick(&self.place),
            category: pick(&self.category),
            project: pick(&self.project),
            runs: Runs {
                rows: order,
                ..self.runs
            },
            ..self
        }
    }

    /// Has the reaches name needs by their place in `order`.
    fn rename(&mut self, order: &[u32]) {
        let mut named = self.reaches.iter_mut().filter_map(|reach| match reach {
            Reach::Needs(needs) => Some(needs),
            _ => None,
        });
        let Some(first) = named.next() else {
            return;
        };
        let mut new = vec![0; order.len()];
        for (&need, at) in order.iter().zip(0..) {
            new[need as usize] = at;
        }
        for needs in [first].into_iter().chain(named) {
            needs
                .iter_mut()
                .for_each(|need| *need = new[*need as usize]);
            needs.sort_unstable();
        }
    }
}

/// The runs of each need: its floor, and the rest.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs {
    ends: Vec<u32>,
    runs: Vec<Run>,
    /// The row of each need, where rows do not stand in the order of needs.
    rows: Vec<u32>,
}

impl Runs {
    /// Adds the next row with its runs, in the order of their phases.
    pub(super) fn push(&mut self, runs: impl IntoIterator<Item = Run>) {
        self.runs.extend(runs);
        self.ends.push(self.runs.len() as u32);
    }

    /// How many runs there are.
    pub(super) fn total(&self) -> usize {
        self.runs.len()
    }

    /// The phases of all runs, one after the other.
    pub(super) fn phases(&self) -> impl Iterator<Item = u32> {
        self.runs.iter().map(|run| run.phase)
    }

    /// The runs of the need, which may name another row as their taker.
    pub(super) fn of(&self, need: NeedIndex) -> &[Run] {
        let number = need.number();
        let row = self.rows.get(number).map_or(number, |&row| row as usize);
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.runs[start as usize..self.ends[row] as usize]
    }

    /// The runs of the need without the units beyond its first `allowed`.
    pub(super) fn cut(&self, need: NeedIndex, allowed: i64) -> impl Iterator<Item = Run> {
        let (taker, mut left) = (TakerIndex::new(need.number()), allowed);
        self.of(need).iter().map(move |run| {
            let length = run.length.min(left);
            left -= length;
            Run {
                taker,
                length,
                ..*run
            }
        })
    }

    /// The unit of the need after its first `count`, if there is one.
    pub(super) fn unit(&self, need: NeedIndex, count: i64) -> Option<Unit> {
        let mut left = count;
        for run in self.of(need) {
            if left < run.length {
                let taker = TakerIndex::new(need.number());
                return Some(Run { taker, ..*run }.unit(left));
            }
            left -= run.length;
        }
        None
    }
}
