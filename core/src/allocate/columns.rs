//! One problem as numbers: what facts and rules come to before anything is
//! gathered.
//!
//! Needs stand in the order of ties: place code, then id. A place is a number
//! in the order of codes, so an area is a range of places, and two areas are
//! nested or apart.

use std::ops::Range;

use super::AllocateError;
use super::column::{NeedIndex, Row, TakerIndex};
use super::order::{Run, Unit};
use super::parallel;
use super::progress::{PULSE, Watch};

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
    /// All but these needs, ascending.
    Except(Vec<u32>),
    /// These needs, ascending: what no other form says.
    Needs(Vec<u32>),
}

/// How many times the needs may be written down one by one. More classes than
/// these are not read off a tree anyway.
const MOST_SPELT: usize = 16;

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
    ///
    /// # Errors
    ///
    /// [`AllocateError::Cancelled`] when `watch` says so.
    pub(super) fn by_place(mut self, watch: &mut Watch<'_>) -> Result<Self, AllocateError> {
        let order = self.order_by_place();
        watch.pulse()?;
        self.rename(&order);
        watch.pulse()?;
        let needs = order.len();
        let mut runs = Runs {
            ends: Vec::with_capacity(needs),
            runs: Vec::with_capacity(self.runs.total()),
            of_phase: self.runs.of_phase.clone(),
        };
        let column = || Vec::with_capacity(needs);
        let (mut place, mut category, mut project) = (column(), column(), column());
        for rows in order.chunks(4 * PULSE) {
            let pick = |column: &mut Vec<u32>, of: &[u32]| {
                column.extend(rows.iter().map(|&row| of[row as usize]));
            };
            let (facts, moved) = (&self, &mut runs);
            parallel::beside(
                rows.len(),
                || moved.take(&facts.runs, rows),
                || {
                    pick(&mut place, &facts.place);
                    pick(&mut category, &facts.category);
                    pick(&mut project, &facts.project);
                },
            );
            watch.pulse()?;
        }
        Ok(Self {
            place,
            category,
            project,
            runs,
            ..self
        })
    }

    /// Spells out all but a few needs as lists of needs, unless that would be
    /// many times as much as the columns hold.
    ///
    /// So few classes cross that a network of lists is the quickest. Where they
    /// are many, each list is nearly all needs, and together the lists would be
    /// the square of the columns.
    pub(super) fn spell_out(&mut self) {
        let needs = self.place.len();
        let missing = |reach: &Reach| match reach {
            Reach::Except(missing) => Some(missing.len()),
            _ => None,
        };
        let sizes = self.reaches.iter().filter_map(missing);
        let total: usize = sizes.map(|missing| needs - missing).sum();
        if total > MOST_SPELT * needs {
            return;
        }
        for reach in &mut self.reaches {
            if let Reach::Except(missing) = reach {
                let mut missing = missing.iter().copied().peekable();
                let all = 0..needs as u32;
                let held = all.filter(|need| missing.next_if_eq(need).is_none());
                *reach = Reach::Needs(held.collect());
            }
        }
    }

    /// The rows by place.
    fn order_by_place(&self) -> Vec<u32> {
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
        order
    }

    /// Has the reaches name needs by their place in `order`.
    fn rename(&mut self, order: &[u32]) {
        let mut named = self.reaches.iter_mut().filter_map(|reach| match reach {
            Reach::Except(needs) | Reach::Needs(needs) => Some(needs),
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
    /// How many runs each phase has.
    of_phase: Vec<usize>,
}

/// So many rows are found before they are moved.
const BLOCK: usize = 64;

impl Runs {
    /// Adds the next row with its runs, in the order of their phases.
    pub(super) fn push(&mut self, runs: impl IntoIterator<Item = Run>) {
        let start = self.runs.len();
        self.runs.extend(runs);
        self.ends.push(self.runs.len() as u32);
        for run in &self.runs[start..] {
            let phase = run.phase as usize;
            if phase >= self.of_phase.len() {
                self.of_phase.resize(phase + 1, 0);
            }
            self.of_phase[phase] += 1;
        }
    }

    /// How many runs there are.
    pub(super) fn total(&self) -> usize {
        self.runs.len()
    }

    /// How many runs come before those of each phase.
    pub(super) fn before(&self) -> Vec<usize> {
        let mut next = 0;
        let before = |&runs: &usize| {
            let start = next;
            next += runs;
            start
        };
        self.of_phase.iter().map(before).collect()
    }

    /// The runs of the need.
    pub(super) fn of(&self, need: NeedIndex) -> &[Run] {
        &self.runs[self.span(need.number())]
    }

    fn span(&self, row: usize) -> Range<usize> {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[row] as usize
    }

    /// Adds these rows of another, in this order. In the end it has all of them:
    /// how many of each phase is known.
    ///
    /// All later passes go through needs that stand side by side, and rows that
    /// lie far apart would cost each of them more than moving the rows does. The
    /// memory is asked for many rows at once, which it answers together.
    fn take(&mut self, other: &Self, rows: &[u32]) {
        let mut spans = Vec::with_capacity(BLOCK);
        for rows in rows.chunks(BLOCK) {
            spans.clear();
            spans.extend(rows.iter().map(|&row| other.span(row as usize)));
            for span in spans.drain(..) {
                let taker = TakerIndex::new(self.ends.len());
                let own = other.runs[span].iter();
                self.runs.extend(own.map(|run| Run { taker, ..*run }));
                self.ends.push(self.runs.len() as u32);
            }
        }
    }

    /// The runs of the need without the units beyond its first `allowed`.
    pub(super) fn cut(&self, need: NeedIndex, allowed: i64) -> impl Iterator<Item = Run> {
        let mut left = allowed;
        self.of(need).iter().map(move |run| {
            let length = run.length.min(left);
            left -= length;
            Run { length, ..*run }
        })
    }

    /// The unit of the need after its first `count`, if there is one.
    pub(super) fn unit(&self, need: NeedIndex, count: i64) -> Option<Unit> {
        let mut left = count;
        for run in self.of(need) {
            if left < run.length {
                return Some(run.unit(left));
            }
            left -= run.length;
        }
        None
    }
}
