//! Whether what cells want can be paid, and by which cells it fails.
//!
//! A set of cells wants too much when it wants more than all classes have that
//! may pay any of them. The set that exceeds its classes by most is a minimum
//! cut of the network from cells to classes. [`Flow`] finds it for any network
//! by a maximum flow, [`BroadFlow`] where classes say which cells they may not
//! pay; [`lanes`](Lanes) reads it off the tree of areas when the classes are a
//! tree and a few that cross it. Which of several such sets is
//! found makes no difference to anything built on it: the greedy set is unique.

mod broad;
mod flow;
mod lanes;

pub(super) use flow::Flow;
pub(super) use lanes::{LaneCut, Lanes};

use super::column::{CellIndex, ClassIndex, Column, HomeIndex, Row};
use super::network::{Broad, Network};
use broad::BroadFlow;

/// Cells that want, and classes that have.
pub(super) struct Question<'a> {
    pub(super) network: &'a Network,
    /// Ascending; each is in reach of a class asked.
    pub(super) cells: &'a [CellIndex],
    /// What each of these cells wants.
    pub(super) wants: &'a [i64],
    /// The homes of the classes asked; ascending.
    pub(super) classes: &'a [HomeIndex],
    /// Of each class of the network, its place in `classes`, or [`AWAY`].
    pub(super) place: &'a Column<ClassIndex, u32>,
    /// What each home of the network has.
    pub(super) has: &'a Column<HomeIndex, i64>,
}

impl Question<'_> {
    /// What the class has.
    fn has(&self, class: ClassIndex) -> i64 {
        self.has[self.network.home_of_class(class)]
    }
}

/// A class that is not asked.
pub(super) const AWAY: u32 = u32::MAX;

/// Finds minimum cuts.
pub(super) trait Cut {
    /// By how much the cells that want most too much exceed their classes; 0
    /// when everything can be paid. `chosen` says which cells these are. A
    /// cell that wants nothing may be among them or not.
    fn excess(&mut self, question: &Question<'_>, chosen: &mut Vec<bool>) -> i64;

    /// How often flows looked for new ways so far.
    fn phases(&self) -> u64;
}

/// Minimum cuts of any network, by maximum flows.
#[derive(Default)]
pub(super) struct FlowCut {
    flow: Flow,
    wanting: Vec<usize>,
    /// Of flows over broad classes.
    broad_phases: u64,
}

impl Cut for FlowCut {
    fn excess(&mut self, question: &Question<'_>, chosen: &mut Vec<bool>) -> i64 {
        if let Some(broad) = &question.network.broad {
            return self.broad_excess(broad, question, chosen);
        }
        let flow = &mut self.flow;
        flow.begin(question.classes.iter().map(|&home| question.has[home]));
        self.wanting.clear();
        for (at, (&cell, &wants)) in question.cells.iter().zip(question.wants).enumerate() {
            if wants > 0 {
                for &class in question.network.reach.of(cell) {
                    let place = question.place[class];
                    if place != AWAY {
                        flow.join(place as usize);
                    }
                }
                flow.close(wants);
                self.wanting.push(at);
            }
        }
        chosen.clear();
        chosen.resize(question.cells.len(), false);
        let excess = flow.run();
        if excess > 0 {
            for (left, &at) in self.wanting.iter().enumerate() {
                chosen[at] = flow.cut_left(left);
            }
        }
        excess
    }

    fn phases(&self) -> u64 {
        self.flow.phases() + self.broad_phases
    }
}

impl FlowCut {
    fn broad_excess(
        &mut self,
        broad: &Broad,
        question: &Question<'_>,
        chosen: &mut Vec<bool>,
    ) -> i64 {
        let network = question.network;
        let right = |&home: &HomeIndex| (question.has[home], broad.holds(network, home));
        let mut flow = BroadFlow::new(question.classes.iter().map(right));
        self.wanting.clear();
        for (at, (&cell, &wants)) in question.cells.iter().zip(question.wants).enumerate() {
            if wants > 0 {
                let places = |classes: &'_ [ClassIndex]| {
                    let places = classes.iter().map(|&class| question.place[class]);
                    places.filter(|&place| place != AWAY).collect::<Vec<u32>>()
                };
                let (listed, missing) = (network.reach.of(cell), broad.missing.of(cell));
                let [listed, missing] = [listed, missing].map(places);
                flow.push(listed.into_iter(), missing.into_iter(), wants);
                self.wanting.push(at);
            }
        }
        chosen.clear();
        chosen.resize(question.cells.len(), false);
        let excess = flow.run();
        self.broad_phases += flow.phases();
        if excess > 0 {
            for (left, &at) in self.wanting.iter().enumerate() {
                chosen[at] = flow.cut_left(left);
            }
        }
        excess
    }
}

/// Paying wants from classes, whatever is left of them.
pub(super) fn pay(
    network: &Network,
    wants: &Column<CellIndex, i64>,
    has: &Column<HomeIndex, i64>,
) -> Flow {
    if let Some(broad) = &network.broad {
        return pay_broad(network, broad, wants, has);
    }
    let mut flow = Flow::default();
    flow.begin(has.values().skip(network.cell.len()).copied());
    for cell in network.reach.rows() {
        for &class in network.reach.of(cell) {
            flow.join(class.number());
        }
        flow.close(wants[cell]);
    }
    flow.run();
    flow
}

fn pay_broad(
    network: &Network,
    broad: &Broad,
    wants: &Column<CellIndex, i64>,
    has: &Column<HomeIndex, i64>,
) -> Flow {
    let classes = (0..network.classes).map(|class| network.home_of_class(ClassIndex::new(class)));
    let mut flow = BroadFlow::new(classes.map(|home| (has[home], broad.holds(network, home))));
    for cell in network.reach.rows() {
        let [listed, missing] = [network.reach.of(cell), broad.missing.of(cell)]
            .map(|classes| classes.iter().map(|class| class.number() as u32));
        flow.push(listed, missing, wants[cell]);
    }
    flow.run();
    flow.into_flow()
}
