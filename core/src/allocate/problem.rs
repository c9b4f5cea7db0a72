//! One problem: money, or one item of goods, as columns.
//!
//! What the rules say of the facts is turned into what the solver looks at:
//! needs that may get something, each with its runs of units; offers that have
//! something to give, gathered into classes that may pay the same needs; cells
//! of needs that the same classes may pay. Goods are counted in packs.
//!
//! Right because: gathering loses nothing. Two offers of a class, or two needs
//! of a cell, are alike to everything but the order of units and of use, and
//! these look at rows, not at classes or cells.

use std::collections::BTreeMap;

use super::AllocateError;
use super::column::{CellIndex, ClassIndex, Column, Links, NeedIndex, OfferIndex, Row};
use super::order::Run;
use crate::giving::Facts;
use crate::policy::{
    Allocation, Bounds, Cap, Class, Eligibility, FloorCount, Offer, OfferState, Pot, Tiers, caps,
    offers, served,
};

/// What all problems of one run share.
pub(super) struct Ground<'a> {
    pub(super) facts: Facts<'a>,
    pub(super) allocation: &'a Allocation,
    pub(super) offers: Vec<Offer<'a>>,
    pub(super) classes: Vec<Class>,
    /// Of each need of the programme.
    pub(super) bounds: Vec<Bounds>,
    pub(super) caps: Vec<Cap>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(facts: Facts<'a>, allocation: &'a Allocation) -> Self {
        let offers = offers(facts, allocation);
        let classes = Eligibility::new(facts).classes(&offers);
        let bounds = facts
            .lists
            .needs
            .iter()
            .map(|need| Bounds::of(facts, need))
            .collect();
        let caps = caps(facts, allocation);
        Self {
            facts,
            allocation,
            offers,
            classes,
            bounds,
            caps,
        }
    }

    /// Whether the offer has anything to give.
    pub(super) fn gives(&self, offer: usize) -> bool {
        let offer = self.offers.get(offer);
        offer.is_some_and(|offer| offer.state == OfferState::Usable && offer.available > 0)
    }
}

/// The columns of one problem.
pub(super) struct Problem {
    pub(super) pot: Pot,
    /// Units of the item in a pack; 1 for money.
    pub(super) pack: i64,
    /// Index of each need among the programme's needs.
    pub(super) needs: Column<NeedIndex, usize>,
    /// At most two runs of each need: its floor, and the rest.
    pub(super) runs: Column<NeedIndex, Vec<Run<NeedIndex>>>,
    pub(super) cell: Column<NeedIndex, CellIndex>,
    /// The needs of each cell.
    pub(super) members: Links<CellIndex, NeedIndex>,
    /// The classes that may pay a cell; those that may pay fewest needs first.
    pub(super) reach: Links<CellIndex, ClassIndex>,
    /// Index of each offer among the ground's offers.
    pub(super) offers: Column<OfferIndex, usize>,
    pub(super) class: Column<OfferIndex, ClassIndex>,
    /// What each offer, and each class, has to give.
    pub(super) available: Column<OfferIndex, i64>,
    pub(super) money: Column<ClassIndex, i64>,
    /// Every need of the pot, as an index into the programme's needs, and
    /// whether its s is 0.
    pub(super) weightless: Vec<(usize, bool)>,
}

impl Problem {
    /// The columns of `pot`, whose needs and their `s` the policy gives.
    ///
    /// The rules have passed [`check`](crate::policy::check), so there is an
    /// `s` for every need.
    pub(super) fn new(ground: &Ground<'_>, pot: Pot) -> Result<Self, AllocateError> {
        let rows = pot.needs(ground.facts);
        let served = served(ground.facts, ground.allocation, pot).unwrap_or_default();
        let pack = rows
            .first()
            .and_then(|&row| ground.bounds.get(row))
            .map_or(1, |bounds| bounds.pack);
        let classes = gather(ground, pot);
        let money = total(ground, &classes, pack)?;
        let mut wanting: Vec<(usize, u64)> = rows.into_iter().zip(served).collect();
        let weightless = wanting.iter().map(|&(row, s)| (row, s == 0)).collect();
        let reached = classes.iter().flat_map(|class| class.needs.iter().copied());
        let mut open = vec![false; ground.facts.lists.needs.len()];
        for row in reached {
            open[row] = true;
        }
        // Ties fall by place code; rows of the programme ascend by id.
        wanting.retain(|&(row, _)| open[row]);
        wanting.sort_by_key(|&(row, _)| (ground.facts.lists.needs[row].place, row));
        let phases = Phases::new(ground, &wanting);
        let mut needs = Column::new();
        let mut runs = Column::new();
        for (row, s) in wanting {
            let found = phases.runs(ground, row, s, NeedIndex::new(needs.len()), money);
            if !found.is_empty() {
                needs.push(row);
                runs.push(found);
            }
        }
        let problem = Self::join(ground, pot, pack, needs, runs, classes);
        Ok(Self {
            weightless,
            ..problem
        })
    }

    /// Finds cells and numbers classes.
    fn join(
        ground: &Ground<'_>,
        pot: Pot,
        pack: i64,
        needs: Column<NeedIndex, usize>,
        runs: Column<NeedIndex, Vec<Run<NeedIndex>>>,
        mut classes: Vec<Gathered>,
    ) -> Self {
        let mut index = vec![None; ground.facts.lists.needs.len()];
        for (need, &row) in needs.iter() {
            index[row] = Some(need);
        }
        for class in &mut classes {
            class.needs.retain(|&row| index[row].is_some());
        }
        classes.retain(|class| !class.needs.is_empty());
        classes.sort_by_key(|class| (class.needs.len(), class.offers.first().copied()));
        let mut reach: Column<NeedIndex, Vec<ClassIndex>> = Column::filled(needs.len(), Vec::new());
        for (number, class) in classes.iter().enumerate() {
            for need in class.needs.iter().filter_map(|&row| index[row]) {
                reach[need].push(ClassIndex::new(number));
            }
        }
        let (cell, members, reach) = cells(&reach);
        let mut own: Vec<(usize, ClassIndex)> = Vec::new();
        for (number, class) in classes.iter().enumerate() {
            own.extend(
                class
                    .offers
                    .iter()
                    .map(|&offer| (offer, ClassIndex::new(number))),
            );
        }
        own.sort_unstable();
        let available: Column<_, _> = own
            .iter()
            .map(|&(offer, _)| ground.offers[offer].available / pack)
            .collect();
        let class: Column<_, _> = own.iter().map(|&(_, class)| class).collect();
        let mut money = Column::filled(classes.len(), 0);
        for (offer, &class) in class.iter() {
            money[class] += available[offer];
        }
        let offers = own.into_iter().map(|(offer, _)| offer).collect();
        let weightless = Vec::new();
        Self {
            pot,
            pack,
            needs,
            runs,
            cell,
            members,
            reach,
            offers,
            class,
            available,
            money,
            weightless,
        }
    }

    /// The runs of all needs by phase, each need cut to what it is allowed.
    pub(super) fn cut_runs(&self, allowed: &Column<NeedIndex, i64>) -> Vec<Run<NeedIndex>> {
        let all = self
            .runs
            .iter()
            .flat_map(|(need, runs)| runs.iter().map(move |run| (need, run)));
        let cut = all.map(|(need, run)| run.cut(allowed[need]));
        let mut runs: Vec<_> = cut.filter(|run| run.length > 0).collect();
        runs.sort_by_key(|run| run.phase);
        runs
    }
}

/// Offers that may pay the same needs, by index into the ground's offers and
/// the programme's needs.
struct Gathered {
    offers: Vec<usize>,
    needs: Vec<usize>,
}

/// The classes of the pot that have something to give to a need with room,
/// those with the same needs joined.
fn gather(ground: &Ground<'_>, pot: Pot) -> Vec<Gathered> {
    let item = match pot {
        Pot::Money => None,
        Pot::Item(index) => Some(index),
    };
    let room = |need: &usize| ground.bounds[*need].room() > 0;
    let mut known: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for class in ground.classes.iter().filter(|class| class.item == item) {
        let offers = class
            .offers
            .iter()
            .copied()
            .filter(|&offer| ground.gives(offer));
        let mut offers = offers.peekable();
        if offers.peek().is_some() {
            let needs: Vec<usize> = class.needs.iter().copied().filter(room).collect();
            known.entry(needs).or_default().extend(offers);
        }
    }
    let found = known.into_iter().filter(|(needs, _)| !needs.is_empty());
    let gathered = found.map(|(needs, mut offers)| {
        offers.sort_unstable();
        Gathered { offers, needs }
    });
    gathered.collect()
}

/// All that the classes have to give.
fn total(ground: &Ground<'_>, classes: &[Gathered], pack: i64) -> Result<i64, AllocateError> {
    let offers = classes.iter().flat_map(|class| class.offers.iter());
    let mut amounts = offers.map(|&offer| ground.offers[offer].available / pack);
    amounts
        .try_fold(0_i64, i64::checked_add)
        .ok_or(AllocateError::OutOfRange)
}

/// Gathers needs with the same reach. Cells that fewest classes may pay come
/// first, so that the first flow of the gifts' side is nearly a maximum one.
pub(super) fn cells(
    reach: &Column<NeedIndex, Vec<ClassIndex>>,
) -> (
    Column<NeedIndex, CellIndex>,
    Links<CellIndex, NeedIndex>,
    Links<CellIndex, ClassIndex>,
) {
    let mut known: BTreeMap<(usize, &[ClassIndex]), Vec<NeedIndex>> = BTreeMap::new();
    for (need, classes) in reach.iter() {
        known
            .entry((classes.len(), classes))
            .or_default()
            .push(need);
    }
    let mut cell = Column::filled(reach.len(), CellIndex::new(0));
    let (mut members, mut classes) = (Links::new(), Links::new());
    for ((_, reached), needs) in known {
        let at = classes.push(reached.iter().copied());
        for &need in &needs {
            cell[need] = at;
        }
        members.push(needs);
    }
    (cell, members, classes)
}

/// Numbers of phases: floors by tier, the rest by tier, unlimited needs last.
struct Phases {
    tiers: Vec<u64>,
}

impl Phases {
    fn new(ground: &Ground<'_>, wanting: &[(usize, u64)]) -> Self {
        let mut tiers: Vec<u64> = wanting.iter().map(|&(row, _)| tier(ground, row)).collect();
        tiers.sort_unstable();
        tiers.dedup();
        Self { tiers }
    }

    fn phase(&self, block: usize, tier: u64) -> u32 {
        let position = self.tiers.binary_search(&tier).unwrap_or(0);
        (block * self.tiers.len() + position) as u32
    }

    /// The runs of a need; no run is longer than the money there is, which
    /// changes nothing, since no need can get more.
    fn runs(
        &self,
        ground: &Ground<'_>,
        row: usize,
        s: u64,
        taker: NeedIndex,
        money: i64,
    ) -> Vec<Run<NeedIndex>> {
        let bounds = &ground.bounds[row];
        let tier = tier(ground, row);
        let mut runs = Vec::with_capacity(2);
        let floor = (bounds.floor - bounds.already).max(0).min(money);
        if floor > 0 {
            let (first, s) = (
                bounds.already.unsigned_abs() + 1,
                bounds.floor.unsigned_abs(),
            );
            let phase = self.phase(0, tier);
            runs.push(Run {
                taker,
                phase,
                s,
                first,
                before: 0,
                length: floor,
            });
        }
        let room = bounds.room() / bounds.pack;
        let length = (room - (bounds.floor - bounds.already).max(0)).min(money);
        if length > 0 && s > 0 {
            let start = bounds.already.max(bounds.floor) / bounds.pack;
            let base = match ground.allocation.floors.count {
                FloorCount::Towards => 0,
                FloorCount::OnTop => bounds.floor,
            };
            let first = (start - base).unsigned_abs() + 1;
            let phase = self.phase(if bounds.required.is_none() { 2 } else { 1 }, tier);
            runs.push(Run {
                taker,
                phase,
                s,
                first,
                before: floor,
                length,
            });
        }
        runs
    }
}

fn tier(ground: &Ground<'_>, row: usize) -> u64 {
    match ground.allocation.tiers {
        Tiers::Strict => ground.facts.lists.needs[row].tier,
        Tiers::Ignored => 1,
    }
}
