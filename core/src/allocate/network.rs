//! Who may pay whom, gathered.
//!
//! Needs that the same classes may pay stand in one cell. A class whose needs are
//! a pocket, and no other's, is that pocket's own: no more than an amount beside
//! it. A pocket may have several, and a cell several pockets. All other classes
//! are shared.
//!
//! Right because: an own class can't lend to anybody outside its pocket, so
//! for a question of payment a pocket is what it wants beyond its own money,
//! and a cell is the sum of its pockets.

use super::column::{CellIndex, ClassIndex, Column, HomeIndex, Links, PocketIndex, Row};
use super::cut::{Cut, FlowCut, LaneCut, Lanes};

/// Where a need or an offer stands in the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// A need, or an offer of a class of the pocket's own.
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
    /// first, so that the first flow is nearly a maximum one; the broad ones are
    /// not among them.
    pub(super) reach: Links<CellIndex, ClassIndex>,
    /// Classes that may pay nearly every cell, where there are many of them.
    pub(super) broad: Option<Broad>,
    /// How many shared classes there are.
    pub(super) classes: usize,
    /// The classes as a tree with a few that cross it, when they are one.
    pub(super) lanes: Option<Lanes>,
}

/// Shared classes of which it is said which cells they may not pay.
#[derive(Clone, Debug)]
pub(super) struct Broad {
    /// Ascending.
    pub(super) classes: Vec<ClassIndex>,
    /// Those that may not pay a cell; ascending.
    pub(super) missing: Links<CellIndex, ClassIndex>,
    pub(super) is_broad: Column<ClassIndex, bool>,
}

impl Broad {
    /// Whether a broad class is at the home.
    pub(super) fn holds(&self, network: &Network, home: HomeIndex) -> bool {
        match network.at(home) {
            Home::Pocket(_) => false,
            Home::Class(class) => self.is_broad[class],
        }
    }

    /// The first of `classes`, which are broad, that may pay the cell.
    pub(super) fn first(&self, classes: &[ClassIndex], cell: CellIndex) -> Option<ClassIndex> {
        let missing = self.missing.of(cell);
        let may_pay = |class: &ClassIndex| missing.binary_search(class).is_err();
        classes.iter().copied().find(may_pay)
    }
}

impl Network {
    /// All shared classes that may pay the cell, ascending: a look at every
    /// broad one.
    pub(super) fn classes_of(&self, cell: CellIndex) -> impl Iterator<Item = ClassIndex> {
        let broad = self.broad.iter().flat_map(move |broad| {
            let missing = broad.missing.of(cell);
            let classes = broad.classes.iter();
            classes.filter(|class| missing.binary_search(class).is_err())
        });
        let mut classes: Vec<ClassIndex> =
            self.reach.of(cell).iter().chain(broad).copied().collect();
        classes.sort_unstable();
        classes.into_iter()
    }

    /// Whether any shared class may pay the cell.
    pub(super) fn is_reached(&self, cell: CellIndex) -> bool {
        let by_broad = |broad: &Broad| broad.missing.of(cell).len() < broad.classes.len();
        !self.reach.of(cell).is_empty() || self.broad.as_ref().is_some_and(by_broad)
    }

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
