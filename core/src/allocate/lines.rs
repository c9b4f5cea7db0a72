//! Which gift pays which need: the lines of the plan.
//!
//! What each offer is used for is known, and so is what the flow sends from
//! each shared class to each cell. Offers and needs of a home are walked side
//! by side: a line ends an offer, a need, or what the flow sends, so there are
//! no more lines than these together.
//!
//! Cells may be written in any stretches: how far a class is spent when a
//! stretch begins is the sum of what the flow sends to the cells before it.

use std::ops::Range;

use super::AllocateError;
use super::column::{
    ClassIndex, Column, HomeIndex, Links, NeedIndex, OfferIndex, PocketIndex, Row,
};
use super::cut::Flow;
use super::parallel;
use super::problem::Problem;
use super::progress::{PULSE, Watch};

/// Who pays whom how much, never nothing.
pub(super) type Line = (OfferIndex, NeedIndex, i64);

/// Writes the lines: an own class pays the needs of its pocket, in their order;
/// what these still want is paid as the flow says.
pub(super) struct Writer<'a> {
    pub(super) problem: &'a Problem<'a>,
    pub(super) granted: &'a Column<NeedIndex, i64>,
    /// The offers that are used, and for how much, by their home.
    pub(super) givers: &'a Links<HomeIndex, (OfferIndex, i64)>,
    pub(super) flow: &'a Flow,
}

/// How far the offers of each class are spent.
type Spent = Column<ClassIndex, Cursor>;

impl Writer<'_> {
    /// All lines, cell by cell.
    pub(super) fn lines(&self, watch: &mut Watch<'_>) -> Result<Vec<Line>, AllocateError> {
        let network = &self.problem.network;
        let needs = self.granted.values().filter(|&&units| units > 0).count();
        let joins = self.flow.paid.iter().filter(|&&units| units > 0).count();
        let mut lines = Vec::with_capacity(needs + joins + self.givers.ends().len());
        let mut spent = Spent::filled(network.classes, Cursor::default());
        let (mut start, cells) = (0, network.reach.len());
        while start < cells {
            watch.pulse()?;
            let end = cells.min(start + PULSE / 2);
            // To begin in the middle, every class is looked at.
            if network.classes <= end - start && parallel::is_shared(end - start) {
                let middle = usize::midpoint(start, end);
                let (mut rest, mut later) = (Vec::new(), spent.clone());
                self.pass(start..middle, &mut later);
                parallel::beside(
                    end - start,
                    || self.write(middle..end, &mut later, &mut rest),
                    || self.write(start..middle, &mut spent, &mut lines),
                );
                lines.extend_from_slice(&rest);
                spent = later;
            } else {
                self.write(start..end, &mut spent, &mut lines);
            }
            start = end;
        }
        Ok(lines)
    }

    /// Spends what these cells are sent.
    fn pass(&self, cells: Range<usize>, spent: &mut Spent) {
        let mut sent: Column<ClassIndex, i64> = Column::filled(spent.len(), 0);
        for join in cells.flat_map(|cell| self.flow.joins(cell)) {
            sent[ClassIndex::new(self.flow.right(join))] += self.flow.paid[join];
        }
        for (class, &amount) in sent.iter() {
            let givers = self.givers.of(self.problem.network.home_of_class(class));
            spent[class].pass(givers, amount);
        }
    }

    /// Writes the lines of these cells.
    fn write(&self, cells: Range<usize>, spent: &mut Spent, lines: &mut Vec<Line>) {
        let network = &self.problem.network;
        let mut pockets = network.pockets_from(cells.start).peekable();
        // Needs of a pocket, and of a cell, that want something.
        let (mut own, mut all) = (Vec::new(), Vec::new());
        for cell in cells {
            all.clear();
            while let Some((pocket, _)) = pockets.next_if(|(_, own)| own.number() == cell) {
                own.clear();
                own.extend(self.takers(pocket));
                let givers = self.givers.of(HomeIndex::of_pocket(pocket));
                let taker = Cursor::default().pay(givers, &mut own, i64::MAX, lines);
                all.extend_from_slice(&own[taker..]);
            }
            let mut taker = 0;
            for join in self.flow.joins(cell) {
                let class = ClassIndex::new(self.flow.right(join));
                let givers = self.givers.of(network.home_of_class(class));
                let amount = self.flow.paid[join];
                taker += spent[class].pay(givers, &mut all[taker..], amount, lines);
            }
        }
    }

    /// The needs of a pocket that are granted something, and how much.
    fn takers(&self, pocket: PocketIndex) -> impl Iterator<Item = (NeedIndex, i64)> {
        let needs = self.problem.members.of(pocket).iter();
        let takers = needs.map(|&need| (need, self.granted[need]));
        takers.filter(|&(_, units)| units > 0)
    }
}

/// How far offers, one after the other, are spent.
#[derive(Clone, Copy, Default)]
struct Cursor {
    giver: usize,
    /// What the offer has paid.
    spent: i64,
}

impl Cursor {
    /// The offers pay the takers, `amount` at most. Says how many takers want
    /// nothing more.
    fn pay(
        &mut self,
        givers: &[(OfferIndex, i64)],
        takers: &mut [(NeedIndex, i64)],
        mut amount: i64,
        lines: &mut Vec<Line>,
    ) -> usize {
        let mut taker = 0;
        while amount > 0
            && let (Some(&(offer, used)), Some((need, wants))) =
                (givers.get(self.giver), takers.get_mut(taker))
        {
            let units = amount.min(used - self.spent).min(*wants);
            lines.push((offer, *need, units));
            amount -= units;
            *wants -= units;
            self.spend(units, used);
            taker += usize::from(*wants == 0);
        }
        taker
    }

    /// The offers pay `amount`, whomever.
    fn pass(&mut self, givers: &[(OfferIndex, i64)], mut amount: i64) {
        while amount > 0
            && let Some(&(_, used)) = givers.get(self.giver)
        {
            let units = amount.min(used - self.spent);
            amount -= units;
            self.spend(units, used);
        }
    }

    /// The offer pays so many units of those it is used for.
    const fn spend(&mut self, units: i64, used: i64) {
        self.spent += units;
        if self.spent == used {
            self.giver += 1;
            self.spent = 0;
        }
    }
}
