//! One problem: money, or one item of goods, as columns.
//!
//! What the rules say of the facts is turned into what the solver looks at:
//! needs that may get something, each with its runs of units; offers that have
//! something to give; and the network that joins them. Goods are counted in
//! packs.

use std::borrow::Cow;

use super::AllocateError;
use super::column::{
    Column, HomeIndex, Links, NeedIndex, OfferIndex, PocketIndex, Row, TakerIndex,
};
use super::columns::{Columns, Runs};
use super::compress::{Gathered, compress};
use super::network::Network;
use super::numbers::{Numbers, Sizes};
use super::order::Run;
use super::progress::{PULSE, Watch};
use crate::giving::Facts;
use crate::policy::{
    Allocation, Bounds, Cap, Eligibility, FloorCount, Offer, OfferState, Pot, Reaches, Tiers, caps,
    offers, served,
};
use crate::sorted::sort_by;

/// What all problems of one run share.
pub(super) struct Ground<'a> {
    pub(super) facts: Facts<'a>,
    pub(super) allocation: &'a Allocation,
    pub(super) offers: Vec<Offer<'a>>,
    pub(super) reaches: Reaches<'a>,
    pub(super) numbers: Numbers<'a>,
    /// Of each need of the programme.
    pub(super) bounds: Vec<Bounds>,
    pub(super) caps: Vec<Cap>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(facts: Facts<'a>, allocation: &'a Allocation) -> Self {
        let offers = offers(facts, allocation);
        let reaches = Eligibility::new(facts).reaches(&offers);
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
            reaches,
            numbers: Numbers::new(facts),
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
pub(super) struct Problem<'a> {
    pub(super) pot: Pot,
    /// Units of the item in a pack; 1 for money.
    pub(super) pack: i64,
    /// Index of each need among the programme's needs.
    pub(super) needs: Column<NeedIndex, u32>,
    /// At most two runs of each need: its floor, and the rest.
    pub(super) runs: Cow<'a, Runs>,
    pub(super) network: Network,
    /// The pocket of each need.
    pub(super) home: Column<TakerIndex, HomeIndex>,
    /// The needs of each pocket.
    pub(super) members: Links<PocketIndex, NeedIndex>,
    /// What the own class of each pocket, and each shared class, has to give.
    pub(super) has: Column<HomeIndex, i64>,
    /// Index of each offer among the ground's offers.
    pub(super) offers: Column<OfferIndex, u32>,
    /// The class of each offer, or the pocket whose own class it is of.
    pub(super) giver: Column<OfferIndex, HomeIndex>,
    /// What each offer has to give.
    pub(super) available: Column<OfferIndex, i64>,
    /// How many of the needs that may get anything each offer may pay.
    pub(super) breadth: Column<OfferIndex, u32>,
    /// Every need of the pot, as an index into the programme's needs, and
    /// whether its s is 0.
    pub(super) weightless: Vec<(usize, bool)>,
    /// Of each reach of the ground, whether it holds any need of the pot.
    pub(super) eligible: Vec<bool>,
}

impl<'a> Problem<'a> {
    /// The columns of `pot`, whose needs and their `s` the policy gives.
    ///
    /// The rules have passed [`check`](crate::policy::check), so there is an
    /// `s` for every need.
    pub(super) fn new(
        ground: &Ground<'_>,
        pot: Pot,
        watch: &mut Watch<'_>,
    ) -> Result<Self, AllocateError> {
        let rows = pot.needs(ground.facts);
        let served = served(ground.facts, ground.allocation, pot).unwrap_or_default();
        let pack = rows
            .first()
            .and_then(|&row| ground.bounds.get(row))
            .map_or(1, |bounds| bounds.pack);
        let item = match pot {
            Pot::Money => None,
            Pot::Item(index) => Some(index),
        };
        let own = |offer: &usize| ground.gives(*offer) && ground.offers[*offer].item == item;
        let offers = (0..ground.offers.len()).filter(own);
        let offers: Vec<u32> = offers.map(|offer| offer as u32).collect();
        let mut money = offers
            .iter()
            .map(|&offer| ground.offers[offer as usize].available / pack);
        let money = money
            .try_fold(0_i64, i64::checked_add)
            .ok_or(AllocateError::OutOfRange)?;
        let sizes = Sizes::new(ground, item, &rows);
        let mut wanting: Vec<(usize, u64)> = rows.into_iter().zip(served).collect();
        let weightless = wanting.iter().map(|&(row, s)| (row, s == 0)).collect();
        wanting.retain(|&(row, _)| ground.bounds[row].room() > 0);
        let (needs, runs) = seekers(ground, wanting, money);
        watch.pulse()?;
        let columns = ground.numbers.columns(ground, &needs, runs, &offers, pack);
        let breadth = |&offer: &u32| sizes.open[ground.reaches.of_offer[offer as usize]];
        let breadth: Vec<u32> = offers.iter().map(breadth).collect();
        let problem = Problem::gather(&columns, Some(&breadth), watch)?;
        Ok(Self {
            pot,
            pack,
            needs: needs.into_iter().collect(),
            runs: Cow::Owned(problem.runs.into_owned()),
            offers: problem
                .offers
                .values()
                .map(|&at| offers[at as usize])
                .collect(),
            weightless,
            eligible: sizes.any,
            ..problem
        })
    }

    /// The problem of the columns; `breadth` is that of each offer, where other
    /// needs than those of the columns count. Needs and offers are known by
    /// their place in the columns.
    pub(super) fn gather(
        columns: &'a Columns,
        breadth: Option<&[u32]>,
        watch: &mut Watch<'_>,
    ) -> Result<Self, AllocateError> {
        let Gathered {
            network,
            pocket,
            has,
            home,
            size,
        } = compress(columns, watch)?;
        watch.pulse()?;
        let rows = columns.reach.len();
        let (mut offers, mut giver) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
        let (mut available, mut own_breadth) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
        for (row, &reach) in columns.reach.iter().enumerate() {
            if let Some(home) = home[reach as usize] {
                offers.push(row as u32);
                giver.push(home);
                available.push(columns.available[row]);
                own_breadth.push(breadth.map_or_else(|| size[reach as usize], |known| known[row]));
            }
        }
        let pairs = pocket.iter().map(|(need, &pocket)| (pocket, need));
        let members = Links::gather(network.cell.len(), pairs);
        watch.pulse()?;
        Ok(Self {
            pot: Pot::Money,
            pack: 1,
            needs: (0..columns.place.len() as u32).collect(),
            members,
            home: pocket.map(HomeIndex::of_pocket).renumbered(),
            runs: Cow::Borrowed(&columns.runs),
            network,
            has,
            offers: offers.into_iter().collect(),
            giver: giver.into_iter().collect(),
            available: available.into_iter().collect(),
            breadth: own_breadth.into_iter().collect(),
            weightless: Vec::new(),
            eligible: Vec::new(),
        })
    }

    /// The programme's need.
    pub(super) fn row(&self, need: NeedIndex) -> usize {
        self.needs[need] as usize
    }

    pub(super) fn pocket(&self, need: NeedIndex) -> PocketIndex {
        // Needs stand in pockets.
        PocketIndex::new(self.home[TakerIndex::new(need.number())].number())
    }

    /// Whether any gift with something to give may pay the need.
    pub(super) fn is_reached(&self, need: NeedIndex) -> bool {
        let pocket = self.pocket(need);
        self.has[HomeIndex::of_pocket(pocket)] > 0
            || self.network.is_reached(self.network.cell[pocket])
    }

    /// The runs of all needs by phase, each need cut to what it is allowed.
    /// Inside a phase they stand by pocket; some may be empty.
    pub(super) fn cut_runs(
        &self,
        allowed: &Column<NeedIndex, i64>,
        watch: &mut Watch<'_>,
    ) -> Result<Vec<Run>, AllocateError> {
        let mut places = self.runs.before();
        let mut sorted = vec![Run::NONE; self.runs.total()];
        watch.pulse()?;
        for (number, &need) in self.members.ends().iter().enumerate() {
            if number % PULSE == 0 {
                watch.pulse()?;
            }
            for run in self.runs.cut(need, allowed[need]) {
                let place = &mut places[run.phase as usize];
                sorted[*place] = run;
                *place += 1;
            }
        }
        Ok(sorted)
    }
}

/// The needs of a pot that may get something, by ties, as indices into the
/// programme's needs, and all their units, whatever money there is.
pub(super) fn all_units(ground: &Ground<'_>, pot: Pot) -> (Vec<u32>, Runs) {
    let served = served(ground.facts, ground.allocation, pot).unwrap_or_default();
    let wanting = pot.needs(ground.facts).into_iter().zip(served);
    let wanting = wanting.filter(|&(row, _)| ground.bounds[row].room() > 0);
    seekers(ground, wanting.collect(), i64::MAX)
}

/// The needs that have units when there is so much money, by ties, and these.
fn seekers(ground: &Ground<'_>, mut wanting: Vec<(usize, u64)>, money: i64) -> (Vec<u32>, Runs) {
    // Ties fall by place code; rows of the programme ascend by id.
    let place = |row: &(usize, u64)| ground.numbers.place[row.0];
    sort_by(&mut wanting, |a, b| place(a).cmp(&place(b)));
    let phases = Phases::new(ground, &wanting);
    let mut runs = Runs::default();
    let mut needs = Vec::with_capacity(wanting.len());
    for (row, s) in wanting {
        let found = phases.runs(ground, row, s, TakerIndex::new(needs.len()), money);
        if found.iter().any(|run| run.length > 0) {
            needs.push(row as u32);
            runs.push(found);
        }
    }
    (needs, runs)
}

/// Numbers of phases: floors by tier, the rest by tier, unlimited needs last.
struct Phases {
    tiers: Vec<u64>,
}

impl Phases {
    fn new(ground: &Ground<'_>, wanting: &[(usize, u64)]) -> Self {
        let mut tiers: Vec<u64> = wanting.iter().map(|&(row, _)| tier(ground, row)).collect();
        sort_by(&mut tiers, Ord::cmp);
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
        taker: TakerIndex,
        money: i64,
    ) -> Vec<Run> {
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
