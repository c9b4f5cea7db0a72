//! Who may pay whom, gathered.
//!
//! Needs that the same classes may pay stand in one cell. A class whose needs
//! all stand in one cell is of their own: these needs are a pocket, and the
//! class is no more than an amount beside it. All other classes are shared.
//!
//! Right because: an own class can't lend to anybody outside its pocket, so
//! for a question of payment a pocket is what it wants beyond its own money,
//! and a cell is the sum of its pockets.

use super::column::{CellIndex, ClassIndex, Column, Links, PocketIndex};
use super::cut::{Cut, FlowCut, LaneCut, Lanes};

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

/// Where a need or an offer stands in the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// A need, or an offer of the pocket's own class.
    Pocket(PocketIndex),
    /// An offer of a shared class.
    Class(ClassIndex),
}

impl Network {
    /// What finds minimum cuts of this network quickest.
    pub(super) fn cut(&self) -> Box<dyn Cut + '_> {
        match &self.lanes {
            Some(lanes) => Box::new(LaneCut::new(lanes)),
            None => Box::new(FlowCut::default()),
        }
    }
}
