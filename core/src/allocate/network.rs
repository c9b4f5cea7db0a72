//! Who may pay whom, gathered.
//!
//! Needs that the same classes may pay stand in one cell. A class whose needs
//! all stand in one cell is of their own: these needs are a pocket, and the
//! class is no more than an amount beside it. All other classes are shared.
//!
//! Right because: an own class can't lend to anybody outside its pocket, so
//! for a question of payment a pocket is what it wants beyond its own money,
//! and a cell is the sum of its pockets.

use super::column::{CellIndex, ClassIndex, Column, HomeIndex, Links, PocketIndex, Row};
use super::cut::{Cut, FlowCut, LaneCut, Lanes};

/// Where a need or an offer stands in the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// A need, or an offer of the pocket's own class.
    Pocket(PocketIndex),
    /// An offer of a shared class.
    Class(ClassIndex),
}

impl HomeIndex {
    /// The home that a pocket is.
    pub(super) fn of_pocket(pocket: PocketIndex) -> Self {
        Self::new(pocket.number())
    }
}

/// Pockets in cells, cells joined with classes.
#[derive(Clone, Debug)]
pub(super) struct Network {
    /// The cell of each pocket; ascending.
    pub(super) cell: Column<PocketIndex, CellIndex>,
    /// The shared classes that may pay a cell, those with the fewest needs
    /// first, so that the first flow is nearly a maximum one.
    pub(super) reach: Links<CellIndex, ClassIndex>,
    /// How many shared classes there are.
    pub(super) classes: usize,
    /// The classes as a tree with a few that cross it, when they are one.
    pub(super) lanes: Option<Lanes>,
}

impl Network {
    /// How many pockets and shared classes there are.
    pub(super) fn homes(&self) -> usize {
        self.cell.len() + self.classes
    }

    pub(super) fn home_of_class(&self, class: ClassIndex) -> HomeIndex {
        HomeIndex::new(self.cell.len() + class.number())
    }

    /// The pocket or the class at a home.
    pub(super) fn at(&self, home: HomeIndex) -> Home {
        match home.number().checked_sub(self.cell.len()) {
            None => Home::Pocket(PocketIndex::new(home.number())),
            Some(class) => Home::Class(ClassIndex::new(class)),
        }
    }

    /// The pockets from those of a cell on, with their cells.
    pub(super) fn pockets_from(
        &self,
        cell: usize,
    ) -> impl Iterator<Item = (PocketIndex, CellIndex)> {
        let first = self.cell.partition_point(|own| own.number() < cell);
        let pockets = self.cell.values().enumerate().skip(first);
        pockets.map(|(pocket, &cell)| (PocketIndex::new(pocket), cell))
    }

    /// What finds minimum cuts of this network quickest.
    pub(super) fn cut(&self) -> Box<dyn Cut + '_> {
        match &self.lanes {
            Some(lanes) => Box::new(LaneCut::new(lanes)),
            None => Box::new(FlowCut::default()),
        }
    }
}
