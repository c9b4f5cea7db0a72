//! Which gift is used for how much, and which gift pays which need.
//!
//! With the grants fixed, offers take from pockets: an offer's units are what
//! it could give, in the order of use, and the first set that the grants can
//! take up is the use of each. It is the same greedy set, with the sides
//! exchanged. Then one flow sends what is used to what is granted.
//!
//! Right because: the amounts of offers that the grants can take up at once
//! are again a transversal matroid, and its greedy set is the lexicographically
//! greatest of all. Grants and uses, each a basis on its own side, can be had
//! together (Mendelsohn and Dulmage 1958). The last flow is the same whichever
//! way the cuts were found.

use super::AllocateError;
use super::column::{
    CellIndex, ClassIndex, Column, HomeIndex, Links, NeedIndex, OfferIndex, Row, TakerIndex,
    TurnIndex,
};
use super::cut::{Cut, pay};
use super::greedy::{Counters, Market, Takers, greedy};
use super::lines::{Line, Writer};
use super::network::{Home, Network};
use super::order::Run;
use super::problem::Problem;
use super::progress::Watch;
use super::use_order::Order;

/// Which gift pays which need.
pub(super) struct Route {
    /// What each offer is used for, in units.
    pub(super) used: Column<OfferIndex, i64>,
    pub(super) lines: Vec<Line>,
    pub(super) counters: Counters,
}

/// Finds the use of each offer for the grants, and the lines.
pub(super) fn route(
    problem: &Problem<'_>,
    granted: &Column<NeedIndex, i64>,
    order: &Order,
    cut: &mut dyn Cut,
    watch: &mut Watch<'_>,
) -> Result<Route, AllocateError> {
    let network = &problem.network;
    let mut asked: Column<HomeIndex, i64> = Column::filled(network.homes(), 0);
    for (&home, &units) in problem.home.values().zip(granted.values()) {
        asked[home] += units;
    }
    watch.pulse()?;
    let mut turns = Turns::new(problem, order);
    watch.pulse()?;
    turns.use_early(network, &mut asked);
    watch.pulse()?;
    let (home, runs) = turns.runs(network, order);
    watch.settle(order.offers.len() - runs.len())?;
    let market = Market {
        network,
        home: &home,
        takers: Takers::Offers,
        pays: &asked,
    };
    let (taken, counters) = greedy(&market, cut, runs, watch)?;
    turns.use_taken(network, &taken);
    watch.pulse()?;
    let givers = turns.givers(network, order);
    watch.pulse()?;
    let mut wants: Column<CellIndex, i64> = Column::filled(network.reach.len(), 0);
    for (pocket, &cell) in network.cell.iter() {
        wants[cell] += asked[HomeIndex::of_pocket(pocket)];
    }
    let mut has: Column<HomeIndex, i64> = Column::filled(network.homes(), 0);
    for (taker, &home) in home.iter() {
        match network.at(home) {
            Home::Pocket(pocket) => wants[network.cell[pocket]] -= taken[taker],
            Home::Class(_) => has[home] += taken[taker],
        }
    }
    watch.pulse()?;
    let flow = pay(network, &wants, &has);
    watch.pulse()?;
    let mut used = Column::filled(problem.offers.len(), 0);
    for (turn, &offer) in order.offers.iter() {
        used[offer] = turns.used[turn];
    }
    drop(turns);
    let writer = Writer {
        problem,
        granted,
        givers: &givers,
        flow: &flow,
    };
    let lines = writer.lines(watch)?;
    Ok(Route {
        used,
        lines,
        counters,
    })
}

/// The offers in the order of use.
struct Turns {
    home: Column<TurnIndex, HomeIndex>,
    available: Column<TurnIndex, i64>,
    used: Column<TurnIndex, i64>,
    /// The first turn of a shared class in the reach of each cell; 0 when turns
    /// stand side by side.
    shared: Column<CellIndex, u32>,
    /// The first turn of each taker.
    first: Column<TakerIndex, TurnIndex>,
}

impl Turns {
    fn new(problem: &Problem<'_>, order: &Order) -> Self {
        let network = &problem.network;
        let offers = || order.offers.values();
        let home: Column<TurnIndex, HomeIndex> =
            offers().map(|&offer| problem.giver[offer]).collect();
        let shared = if order.phase.is_some() {
            Column::filled(network.reach.len(), 0)
        } else {
            let mut of_class: Column<ClassIndex, u32> = Column::filled(network.classes, u32::MAX);
            for (turn, &home) in home.iter() {
                if let Home::Class(class) = network.at(home) {
                    of_class[class] = of_class[class].min(turn.number() as u32);
                }
            }
            let mut by_turn = network
                .broad
                .as_ref()
                .map_or_else(Vec::new, |broad| broad.classes.clone());
            by_turn.sort_by_key(|&class| of_class[class]);
            let first = |cell| {
                let listed = network.reach.of(cell).iter().copied();
                let broad = network.broad.as_ref();
                let broad = broad.and_then(|broad| broad.first(&by_turn, cell));
                let turns = listed.chain(broad).map(|class| of_class[class]);
                turns.min().unwrap_or(u32::MAX)
            };
            network.reach.rows().map(first).collect()
        };
        Self {
            available: offers().map(|&offer| problem.available[offer]).collect(),
            used: Column::filled(home.len(), 0),
            shared,
            first: Column::new(),
            home,
        }
    }

    /// Whether the offer is a pocket's own, and its turn comes before those of
    /// all others that may pay the pocket.
    fn is_early(&self, network: &Network, turn: TurnIndex) -> bool {
        match network.at(self.home[turn]) {
            Home::Pocket(pocket) => (turn.number() as u32) < self.shared[network.cell[pocket]],
            Home::Class(_) => false,
        }
    }

    /// Uses the early offers; what they pay is asked no more.
    ///
    /// Right because: when their turn comes, nobody else has taken anything of
    /// their pocket, and nobody else can give them anything to take.
    fn use_early(&mut self, network: &Network, asked: &mut Column<HomeIndex, i64>) {
        for turn in self.home.rows() {
            if self.is_early(network, turn) {
                let asked = &mut asked[self.home[turn]];
                let units = self.available[turn].min(*asked);
                self.used[turn] = units;
                *asked -= units;
            }
        }
    }

    /// Who takes: the other offers, those of one home that follow each other
    /// as one. For what comes before all that follows, only its sum matters.
    fn runs(
        &mut self,
        network: &Network,
        order: &Order,
    ) -> (Column<TakerIndex, HomeIndex>, Vec<Run>) {
        let (mut homes, mut runs): (Vec<HomeIndex>, Vec<Run>) = (Vec::new(), Vec::new());
        let mut firsts = Vec::new();
        for turn in self
            .home
            .rows()
            .filter(|&turn| !self.is_early(network, turn))
        {
            let (home, length) = (self.home[turn], self.available[turn]);
            match runs.last_mut() {
                Some(run) if order.phase.is_none() && homes.last() == Some(&home) => {
                    run.length += length;
                }
                _ => {
                    let phase = order.phase.as_ref().map(|phases| phases[turn]);
                    runs.push(Run {
                        taker: TakerIndex::new(runs.len()),
                        phase: phase.unwrap_or(runs.len() as u32),
                        s: length.unsigned_abs(),
                        first: 1,
                        length,
                    });
                    homes.push(home);
                    firsts.push(turn);
                }
            }
        }
        self.first = firsts.into_iter().collect();
        (homes.into_iter().collect(), runs)
    }

    /// Uses the other offers for what each taker takes.
    fn use_taken(&mut self, network: &Network, taken: &Column<TakerIndex, i64>) {
        let mut takers = self.first.iter().peekable();
        let mut left = 0;
        for turn in self.home.rows() {
            if let Some((taker, _)) = takers.next_if(|(_, first)| **first == turn) {
                left = taken[taker];
            }
            if !self.is_early(network, turn) {
                let units = self.available[turn].min(left);
                self.used[turn] = units;
                left -= units;
            }
        }
    }

    /// The offers that are used, and for how much, by their home.
    fn givers(&self, network: &Network, order: &Order) -> Links<HomeIndex, (OfferIndex, i64)> {
        let used = self.home.iter().filter(|&(turn, _)| self.used[turn] > 0);
        let givers = used.map(|(turn, &home)| (home, (order.offers[turn], self.used[turn])));
        Links::gather(network.homes(), givers)
    }
}
