//! The problems into which a programme falls: money, and each item.
//!
//! Everything here is asked of `policy`, and counted in packs (a fen is a pack
//! of one). Gifts that may pay the same needs for the same reason are one
//! *purse*, and most questions about a plan are questions about purses.

use crate::giving::Facts;
use crate::lists::{Asked, Quantity};
use crate::policy::{
    Allocation, Bounds, Eligibility, FloorCount, Offer, Pot, Reach, Reaches, Tiers, caps, offers,
    served,
};
use crate::sorted::order_of;

use super::holds::Holds;
use super::order::{Phase, Position, Run, Stage, position};

/// A programme under rules, taken apart.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub(super) facts: Facts<'a>,
    pub(super) allocation: &'a Allocation,
    pub(super) offers: Vec<Offer<'a>>,
    pub(super) problems: Vec<Problem>,
    /// Problem and place in it of each need and of each offer.
    pub(super) need_at: Vec<(usize, usize)>,
    pub(super) offer_at: Vec<(usize, usize)>,
}

/// Money, or one item.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) money: bool,
    /// How many units one pack holds.
    pub(super) pack: i64,
    pub(super) seekers: Vec<Seeker>,
    pub(super) sources: Vec<Source>,
    pub(super) purses: Vec<Purse>,
    /// The broad purses: those that say whom they may not pay. Ascending.
    pub(super) broad: Vec<usize>,
    /// How many of them have anything.
    broad_with_money: usize,
    pub(super) caps: Vec<Group>,
}

/// A need in its problem.
#[derive(Debug)]
pub(super) struct Seeker {
    /// Index into the programme's needs.
    pub(super) need: usize,
    pub(super) bounds: Bounds,
    pub(super) unknown: bool,
    pub(super) unlimited: bool,
    /// Whether it counts for something beyond its floor.
    pub(super) counts: bool,
    /// How many packs it may get.
    pub(super) room: i64,
    /// How many fen are missing to its floor.
    pub(super) floor_gap: i64,
    /// Its units in their order, at most two runs.
    pub(super) runs: Vec<Run>,
    /// Its rank by place, then id.
    pub(super) tie: usize,
    /// The purses that may pay it, the broad ones not among them.
    pub(super) purses: Vec<usize>,
    /// The broad purses that may not pay it.
    pub(super) missing: Vec<usize>,
    /// The caps that cover it.
    pub(super) caps: Vec<usize>,
}

/// A gift, or a part of one, in its problem.
#[derive(Debug)]
pub(super) struct Source {
    /// Index into the offers.
    pub(super) offer: usize,
    pub(super) purse: usize,
    /// How many packs it can pay.
    pub(super) available: i64,
}

/// Sources that may pay the same seekers.
#[derive(Debug)]
pub(super) struct Purse {
    pub(super) sources: Vec<usize>,
    pub(super) seekers: Holds,
    pub(super) available: i128,
}

/// A cap on several seekers.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) name: String,
    pub(super) max: i64,
    pub(super) seekers: Vec<usize>,
}

impl Seeker {
    /// How many packs may be granted: none beyond the floor if it counts for
    /// nothing.
    pub(super) fn units(&self) -> i64 {
        let units: u64 = self.runs.iter().map(|run| run.count).sum();
        units.cast_signed()
    }

    /// Where its next unit stands when so many are granted.
    pub(super) fn next(&self, granted: i64) -> Option<Position> {
        position(&self.runs, granted.cast_unsigned(), self.tie)
    }

    /// Where the last of so many granted units stands.
    pub(super) fn last(&self, granted: i64) -> Option<Position> {
        position(
            &self.runs,
            granted.cast_unsigned().checked_sub(1)?,
            self.tie,
        )
    }
}

impl<'a> Scene<'a> {
    /// Takes a programme apart. The rules can be applied to it: they have been
    /// checked.
    pub(super) fn new(facts: Facts<'a>, allocation: &'a Allocation) -> Self {
        let offers = offers(facts, allocation);
        let ties = ties(facts);
        let mut need_at = vec![(0, 0); facts.lists.needs.len()];
        let mut offer_at = vec![(0, 0); offers.len()];
        let mut problems = Vec::new();
        for pot in Pot::all(facts) {
            let problem = Problem::new(facts, allocation, pot, &offers, &ties);
            for (place, seeker) in problem.seekers.iter().enumerate() {
                need_at[seeker.need] = (problems.len(), place);
            }
            for (place, source) in problem.sources.iter().enumerate() {
                offer_at[source.offer] = (problems.len(), place);
            }
            problems.push(problem);
        }
        add_purses(facts, &offers, &offer_at, &need_at, &mut problems);
        Self {
            facts,
            allocation,
            offers,
            problems,
            need_at,
            offer_at,
        }
    }

    /// The offer of a gift, or of a part of it; none when there is no such one.
    pub(super) fn offer(&self, gift: usize, part: Option<u64>) -> Option<usize> {
        // The parts of a gift stand together, by number.
        let start = self.offers.partition_point(|offer| offer.gift < gift);
        let part = part.map(usize::try_from).transpose().ok()?;
        let index = start.checked_add(part.unwrap_or(0))?;
        let offer = self.offers.get(index)?;
        (offer.gift == gift && offer.part == part).then_some(index)
    }
}

/// The rank of each need by place, then id. Needs stand in the order of their
/// ids, so a stable sort by place is enough.
fn ties(facts: Facts<'_>) -> Vec<usize> {
    let needs = &facts.lists.needs;
    let place = |need: usize| needs[need].place;
    let order = order_of(needs.len(), &mut |a, b| place(a).cmp(&place(b)));
    let mut ties = vec![0; needs.len()];
    for (rank, need) in order.into_iter().enumerate() {
        ties[need] = rank;
    }
    ties
}

/// So many purses that may pay nearly everybody may list whom they may pay.
const MOST_LISTED: usize = 16;

/// Gathers the offers into purses, in the order of their first offer.
fn add_purses(
    facts: Facts<'_>,
    offers: &[Offer<'_>],
    offer_at: &[(usize, usize)],
    need_at: &[(usize, usize)],
    problems: &mut [Problem],
) {
    let eligibility = Eligibility::new(facts);
    let Reaches { reaches, of_offer } = eligibility.reaches(offers);
    let mut of_reach = vec![Vec::new(); reaches.len()];
    for (offer, &reach) in of_offer.iter().enumerate() {
        of_reach[reach].push(offer);
    }
    let broad = reaches
        .iter()
        .filter(|(_, reach)| matches!(reach, Reach::Except(_)));
    let many = broad.count() > MOST_LISTED;
    for ((_, reach), own) in reaches.iter().zip(of_reach) {
        let Some(&first) = own.first() else {
            continue;
        };
        let places = |needs: &[usize]| needs.iter().map(|&need| need_at[need].1).collect();
        let seekers = match reach {
            Reach::Except(missing) if many => Holds::AllBut(places(missing)),
            _ => Holds::These(places(&eligibility.needs_of(&offers[first]))),
        };
        let sources = own.iter().map(|&offer| offer_at[offer].1).collect();
        problems[offer_at[first].0].add_purse(sources, seekers);
    }
}

impl Problem {
    fn new(
        facts: Facts<'_>,
        allocation: &Allocation,
        pot: Pot,
        offers: &[Offer<'_>],
        ties: &[usize],
    ) -> Self {
        let item = match pot {
            Pot::Money => None,
            Pot::Item(index) => Some(index),
        };
        let pack = item
            .and_then(|index| facts.lists.items.get(index))
            .map_or(1, |item| item.pack.cast_signed());
        let weights = served(facts, allocation, pot).unwrap_or_default();
        let needs = pot.needs(facts).into_iter().zip(weights);
        let mut seekers: Vec<_> = needs
            .map(|(need, s)| seeker(facts, allocation, need, s, ties[need]))
            .collect();
        let of_pot = offers
            .iter()
            .enumerate()
            .filter(|(_, offer)| offer.item == item);
        let sources = of_pot.map(|(index, offer)| Source {
            offer: index,
            purse: 0,
            available: offer.available / pack,
        });
        let sources = sources.collect();
        let groups = if pot == Pot::Money {
            groups(facts, allocation, &mut seekers)
        } else {
            Vec::new()
        };
        Self {
            money: pot == Pot::Money,
            pack,
            seekers,
            sources,
            purses: Vec::new(),
            broad: Vec::new(),
            broad_with_money: 0,
            caps: groups,
        }
    }

    /// Whether the source may pay the seeker, dates and amounts aside.
    pub(super) fn may_pay(&self, source: usize, seeker: usize) -> bool {
        let purse = &self.purses[self.sources[source].purse];
        purse.seekers.contains(seeker)
    }

    /// The purses that may pay the seeker, ascending: a look at every broad one.
    pub(super) fn purses_of(&self, seeker: &Seeker) -> Vec<usize> {
        let missing = |purse: &&usize| seeker.missing.binary_search(purse).is_ok();
        let broad = self.broad.iter().filter(|purse| !missing(purse));
        let mut purses: Vec<usize> = seeker.purses.iter().chain(broad).copied().collect();
        purses.sort_unstable();
        purses
    }

    /// Whether a purse with anything in it may pay the seeker.
    pub(super) fn is_reached(&self, seeker: &Seeker) -> bool {
        let has = |purse: &&usize| self.purses[**purse].available > 0;
        let missing = seeker.missing.iter().filter(has).count();
        missing < self.broad_with_money || seeker.purses.iter().any(|purse| has(&purse))
    }

    fn add_purse(&mut self, sources: Vec<usize>, seekers: Holds) {
        let purse = self.purses.len();
        let mut available = 0_i128;
        for &source in &sources {
            self.sources[source].purse = purse;
            available += i128::from(self.sources[source].available);
        }
        match &seekers {
            Holds::These(these) => {
                for &seeker in these {
                    self.seekers[seeker].purses.push(purse);
                }
            }
            Holds::AllBut(missing) => {
                self.broad.push(purse);
                self.broad_with_money += usize::from(available > 0);
                for &seeker in missing {
                    self.seekers[seeker].missing.push(purse);
                }
            }
        }
        self.purses.push(Purse {
            sources,
            seekers,
            available,
        });
    }
}

/// The caps over the needs of money.
fn groups(facts: Facts<'_>, allocation: &Allocation, seekers: &mut [Seeker]) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut place = vec![None; facts.lists.needs.len()];
    for (index, seeker) in seekers.iter().enumerate() {
        place[seeker.need] = Some(index);
    }
    for cap in caps(facts, allocation) {
        let covered: Vec<usize> = cap.needs.iter().filter_map(|&need| place[need]).collect();
        for &seeker in &covered {
            seekers[seeker].caps.push(groups.len());
        }
        groups.push(Group {
            name: cap.name,
            max: cap.max,
            seekers: covered,
        });
    }
    groups
}

fn seeker(facts: Facts<'_>, allocation: &Allocation, need: usize, s: u64, tie: usize) -> Seeker {
    let row = &facts.lists.needs[need];
    let bounds = Bounds::of(facts, row);
    let quantity = match &row.asked {
        Asked::Money(_) => None,
        Asked::Goods(asked) => Some(asked.goods.quantity),
    };
    let unknown = quantity == Some(Quantity::Unknown);
    let unlimited = quantity == Some(Quantity::Unlimited);
    let room = bounds.room() / bounds.pack;
    let floor_gap = (bounds.floor - bounds.already).max(0);
    let tier = match allocation.tiers {
        Tiers::Strict => row.tier,
        Tiers::Ignored => 1,
    };
    let mut runs = Vec::new();
    let already = (bounds.already / bounds.pack).cast_unsigned();
    if floor_gap > 0 {
        runs.push(Run {
            phase: Phase {
                stage: Stage::Floor,
                tier,
            },
            // Keys of a floor phase shrink floors in proportion.
            s: bounds.floor.cast_unsigned(),
            first: already + 1,
            count: floor_gap.cast_unsigned(),
        });
    }
    let rest = room - floor_gap;
    if rest > 0 && s > 0 {
        let stage = if unlimited {
            Stage::Unlimited
        } else {
            Stage::Rest
        };
        let base = match allocation.floors.count {
            FloorCount::Towards => 0,
            FloorCount::OnTop => bounds.floor.cast_unsigned(),
        };
        runs.push(Run {
            phase: Phase { stage, tier },
            s,
            // Floors are of money, whose packs are fen.
            first: already.max(bounds.floor.cast_unsigned()) + 1 - base,
            count: rest.cast_unsigned(),
        });
    }
    Seeker {
        need,
        bounds,
        unknown,
        unlimited,
        counts: s > 0,
        room,
        floor_gap,
        runs,
        tie,
        purses: Vec::new(),
        missing: Vec::new(),
        caps: Vec::new(),
    }
}
