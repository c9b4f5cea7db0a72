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
    CellIndex, ClassIndex, Column, Links, NeedIndex, OfferIndex, PocketIndex, Row, TurnIndex,
};
use super::cut::{Cut, Flow, pay};
use super::greedy::{Counters, Market, Payers, greedy};
use super::network::{Home, Network};
use super::order::Run;
use super::problem::Problem;
use super::progress::{PULSE, Watch};
use super::use_order::Order;

/// Which gift pays which need.
pub(super) struct Route {
    /// What each offer is used for, in units.
    pub(super) used: Column<OfferIndex, i64>,
    /// Who pays whom how much, none of them nothing.
    pub(super) lines: Vec<(OfferIndex, NeedIndex, i64)>,
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
    let mut asked: Column<PocketIndex, i64> = Column::filled(network.cell.len(), 0);
    for (need, &units) in granted.iter() {
        asked[problem.pocket(need)] += units;
    }
    // Offers by turn: from here on every look at them is at the next one.
    let offers = order.offers.values();
    let giver: Column<TurnIndex, Home> = offers.map(|&offer| problem.giver[offer]).collect();
    let market = Market {
        network,
        home: &giver,
        payers: Payers::Needs(&asked),
    };
    watch.pulse()?;
    let (used, counters) = greedy(&market, cut, runs(problem, order), watch)?;
    watch.pulse()?;
    let givers = Givers::new(network, &giver, &used);
    let mut wants: Column<CellIndex, i64> = Column::filled(network.reach.len(), 0);
    for (pocket, &asked) in asked.iter() {
        wants[network.cell[pocket]] += asked - givers.own_used[pocket];
    }
    watch.pulse()?;
    let flow = pay(network, &wants, &givers.shared_used);
    watch.pulse()?;
    let writer = Writer::new(problem, order, granted, &used, &givers);
    let lines = writer.lines(&flow, watch)?;
    let mut of_offer = Column::filled(problem.offers.len(), 0);
    for (turn, &offer) in order.offers.iter() {
        of_offer[offer] = used[turn];
    }
    Ok(Route {
        used: of_offer,
        lines,
        counters,
    })
}

/// What each offer could give, in the order of use.
fn runs(problem: &Problem<'_>, order: &Order) -> Vec<Run<TurnIndex>> {
    let run = |(taker, &offer)| {
        let length: i64 = problem.available[offer];
        Run {
            taker,
            phase: order.phase[taker],
            s: length.unsigned_abs(),
            first: 1,
            before: 0,
            length,
        }
    };
    order.offers.iter().map(run).collect()
}

/// The offers that are used, by their home, in the order of use.
struct Givers {
    own: Links<PocketIndex, TurnIndex>,
    shared: Links<ClassIndex, TurnIndex>,
    own_used: Column<PocketIndex, i64>,
    shared_used: Column<ClassIndex, i64>,
}

impl Givers {
    fn new(
        network: &Network,
        giver: &Column<TurnIndex, Home>,
        used: &Column<TurnIndex, i64>,
    ) -> Self {
        let mut own_used = Column::filled(network.cell.len(), 0);
        let mut shared_used = Column::filled(network.classes, 0);
        for (turn, &home) in giver.iter() {
            match home {
                Home::Pocket(pocket) => own_used[pocket] += used[turn],
                Home::Class(class) => shared_used[class] += used[turn],
            }
        }
        let some = || giver.iter().filter(|&(turn, _)| used[turn] > 0);
        let own = some().filter_map(|(turn, home)| match home {
            Home::Pocket(pocket) => Some((*pocket, turn)),
            Home::Class(_) => None,
        });
        let shared = some().filter_map(|(turn, home)| match home {
            Home::Class(class) => Some((*class, turn)),
            Home::Pocket(_) => None,
        });
        Self {
            own: Links::gather(network.cell.len(), own),
            shared: Links::gather(network.classes, shared),
            own_used,
            shared_used,
        }
    }
}

/// Writes the lines: an own class pays the needs of its pocket, in their order;
/// what these still want is paid as the flow says.
struct Writer<'a> {
    problem: &'a Problem<'a>,
    order: &'a Order,
    givers: &'a Givers,
    /// What each offer has left, and what each need still wants.
    has: Column<TurnIndex, i64>,
    wants: Column<NeedIndex, i64>,
    lines: Vec<(OfferIndex, NeedIndex, i64)>,
}

impl<'a> Writer<'a> {
    fn new(
        problem: &'a Problem<'a>,
        order: &'a Order,
        granted: &Column<NeedIndex, i64>,
        used: &Column<TurnIndex, i64>,
        givers: &'a Givers,
    ) -> Self {
        Self {
            problem,
            order,
            givers,
            has: used.clone(),
            wants: granted.clone(),
            lines: Vec::with_capacity(granted.len() + used.len()),
        }
    }

    fn lines(
        mut self,
        flow: &Flow,
        watch: &mut Watch<'_>,
    ) -> Result<Vec<(OfferIndex, NeedIndex, i64)>, AllocateError> {
        let network = &self.problem.network;
        let mut next: Column<ClassIndex, usize> = Column::filled(network.classes, 0);
        let mut pockets = network.cell.rows().peekable();
        let mut takers: Vec<NeedIndex> = Vec::new();
        for cell in network.reach.rows() {
            if cell.number() % (PULSE / 4) == 0 {
                watch.pulse()?;
            }
            takers.clear();
            while let Some(pocket) = pockets.next_if(|&pocket| network.cell[pocket] == cell) {
                let members = self.problem.members.of(pocket);
                let (mut giver, mut taker) = (0, 0);
                let own = self.givers.own.of(pocket);
                self.pay(own, &mut giver, members, &mut taker, i64::MAX);
                takers.extend(
                    members[taker..]
                        .iter()
                        .filter(|&&need| self.wants[need] > 0),
                );
            }
            let mut taker = 0;
            for join in flow.joins(cell.number()) {
                let class = ClassIndex::new(flow.right(join));
                let givers = self.givers.shared.of(class);
                let amount = flow.paid[join];
                self.pay(givers, &mut next[class], &takers, &mut taker, amount);
            }
        }
        Ok(self.lines)
    }

    /// The givers pay the takers, from the given ones on, `amount` at most.
    fn pay(
        &mut self,
        givers: &[TurnIndex],
        giver: &mut usize,
        takers: &[NeedIndex],
        taker: &mut usize,
        mut amount: i64,
    ) {
        while amount > 0
            && let (Some(&turn), Some(&need)) = (givers.get(*giver), takers.get(*taker))
        {
            let units = amount.min(self.has[turn]).min(self.wants[need]);
            if units > 0 {
                self.lines.push((self.order.offers[turn], need, units));
            }
            amount -= units;
            self.has[turn] -= units;
            self.wants[need] -= units;
            *giver += usize::from(self.has[turn] == 0);
            *taker += usize::from(self.wants[need] == 0);
        }
    }
}
