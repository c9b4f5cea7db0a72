//! Matching (配捐): a gift that is given only as far as others give.
//!
//! What is triggered follows from what arrived and from nothing that is
//! allocated, so it is settled before anything is: every match is one more
//! offer of the pool, under its own restriction and the trigger's at once.
//! Matching what a need is *granted* would hang on the answer that it is a part
//! of, and is refused where the rules are read.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde::{Serialize, Serializer};

use crate::giving::{Facts, Given};
use crate::money::{Decimal, Fen, times_floor};
use crate::registry::{Force, Id, Provenance};
use crate::sorted::sort_by;

/// A gift that matches others (配捐): of its money only so much may be used as
/// they trigger.
///
/// In the order of receipt, then of ids, each gift of money that has arrived, or
/// each part of one, triggers ⌊ratio × what arrived⌋ fen of the pool, at most `cap` and at most
/// what earlier ones left of it. What it triggers is for its own use and for the
/// pool's at once. Pools trigger nothing, and what no gift triggers is held.
///
/// # Examples
///
/// ```
/// use bangfu::money::Fen;
/// use bangfu::policy::Matching;
/// use bangfu::registry::Id;
///
/// let id = |text| Id::parse(text).unwrap();
/// let mut matching = Matching::new(id("one-to-one"), id("g-pool"));
/// matching.cap = Some(Fen::yuan(999)?);
/// assert!(matching.of.is_none(), "every gift of money triggers it");
/// # Ok::<(), bangfu::money::MoneyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schemas",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Matching {
    /// The id.
    pub id: Id,
    /// The pool: a gift of money, not in parts. It is the pool of no other
    /// matching.
    pub gift: Id,
    /// What one yuan of a gift triggers, more than 0. Default 1.
    #[serde(skip_serializing_if = "Decimal::is_one")]
    pub ratio: Decimal,
    /// The most that one gift triggers, in yuan, more than 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Fen>,
    /// Which gifts trigger it. Default: every gift of money that is no pool.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Triggers>,
    /// Where this comes from.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl Matching {
    /// One yuan of the pool for each yuan that is given.
    #[must_use]
    pub fn new(id: Id, gift: Id) -> Self {
        Self {
            id,
            gift,
            ratio: Decimal::ONE,
            cap: None,
            of: None,
            provenance: Provenance::default(),
        }
    }

    /// Documents list matchings by id; what they mean does not hang on it.
    pub(super) fn in_order<S: Serializer>(all: &[Self], serializer: S) -> Result<S::Ok, S::Error> {
        let mut sorted: Vec<&Self> = all.iter().collect();
        sort_by(&mut sorted, |a, b| a.id.cmp(&b.id));
        serializer.collect_seq(sorted)
    }
}

/// Which gifts of money trigger a matching.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Triggers {
    /// These.
    Gift(#[cfg_attr(feature = "schemas", schemars(length(min = 1)))] Vec<Id>),
    /// Those of these donors.
    Donor(#[cfg_attr(feature = "schemas", schemars(length(min = 1)))] Vec<Id>),
    /// Those given under these forces.
    Force(#[cfg_attr(feature = "schemas", schemars(length(min = 1)))] Vec<Force>),
}

/// A gift, or a part of one, that triggers a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// Index into the rules' matchings.
    pub matching: usize,
    /// Index into the programme's gifts.
    pub gift: usize,
    /// Which part of it, when it is given in parts.
    pub part: Option<usize>,
}

/// The pools of a rule book, and the gifts in the order of receipt.
pub(super) struct Matchings<'a> {
    facts: Facts<'a>,
    matching: &'a [Matching],
    /// The gift that is each pool, ascending, and its matching.
    pools: Vec<(usize, usize)>,
    /// The gifts of money that have arrived and are no pools.
    receipts: Vec<usize>,
    /// Where each donor's stand among them, when a matching asks for donors.
    by_donor: HashMap<&'a Id, Vec<usize>>,
}

impl<'a> Matchings<'a> {
    pub(super) fn new(facts: Facts<'a>, matching: &'a [Matching]) -> Self {
        let gifts = &facts.giving.gifts;
        let gift = |matching: &Matching| facts.giving.position(&matching.gift);
        let pools = matching.iter().enumerate();
        let pools = pools.filter_map(|(index, matching)| Some((gift(matching)?, index)));
        let mut pools: Vec<(usize, usize)> = pools.collect();
        sort_by(&mut pools, Ord::cmp);
        let mut all = Self {
            facts,
            matching,
            pools,
            receipts: Vec::new(),
            by_donor: HashMap::new(),
        };
        if !all.pools.is_empty() {
            let counts = |&gift: &usize| {
                let row = &gifts[gift];
                let money = matches!(row.given, Given::Money(_));
                money && row.received_on <= facts.as_of && all.of_pool(gift).is_none()
            };
            let mut receipts: Vec<usize> = (0..gifts.len()).filter(counts).collect();
            // Gifts stand by id, and the sort keeps that order within a day.
            sort_by(&mut receipts, |&a, &b| {
                gifts[a].received_on.cmp(&gifts[b].received_on)
            });
            all.receipts = receipts;
        }
        let asks = |matching: &Matching| matches!(matching.of, Some(Triggers::Donor(_)));
        if matching.iter().any(asks) {
            for (rank, &gift) in all.receipts.iter().enumerate() {
                let donor = &gifts[gift].donor;
                all.by_donor.entry(donor).or_default().push(rank);
            }
        }
        all
    }

    /// The gifts that may trigger a matching, in the order of receipt. As many
    /// matches there may be, and so long it takes to find them.
    pub(super) fn candidates(&self, index: usize) -> Cow<'_, [usize]> {
        let gifts = &self.facts.giving.gifts;
        let mut ranks: Vec<usize> = match self.matching.get(index).map(|own| &own.of) {
            None => return Cow::Borrowed(&[]),
            Some(None) => return Cow::Borrowed(&self.receipts),
            Some(Some(Triggers::Gift(ids))) => {
                let rank = |id: &Id| {
                    let gift = self.facts.giving.position(id)?;
                    let key = |&at: &usize| (gifts[at].received_on, at);
                    let key_of = (gifts[gift].received_on, gift);
                    self.receipts.binary_search_by_key(&key_of, key).ok()
                };
                ids.iter().filter_map(rank).collect()
            }
            Some(Some(Triggers::Donor(ids))) => {
                let donors: HashSet<&Id> = ids.iter().collect();
                let found = donors.into_iter().filter_map(|id| self.by_donor.get(id));
                found.flatten().copied().collect()
            }
            Some(Some(Triggers::Force(forces))) => {
                let forces: HashSet<Force> = forces.iter().copied().collect();
                let under =
                    |gift: usize| gifts[gift].force.is_some_and(|own| forces.contains(&own));
                let receipts = self.receipts.iter().enumerate();
                let under = receipts.filter(|&(_, &gift)| under(gift));
                under.map(|(rank, _)| rank).collect()
            }
        };
        ranks.sort_unstable();
        ranks.dedup();
        ranks.into_iter().map(|rank| self.receipts[rank]).collect()
    }

    /// Which matching the gift is the pool of.
    pub(super) fn of_pool(&self, gift: usize) -> Option<usize> {
        let at = self
            .pools
            .binary_search_by_key(&gift, |&(pool, _)| pool)
            .ok()?;
        Some(self.pools.get(at)?.1)
    }

    /// What each gift triggers of a pool that has `left`, in the order of
    /// receipt. Those that trigger nothing are left out.
    pub(super) fn matches(&self, index: usize, mut left: i64) -> Vec<(Trigger, i64)> {
        let mut found = Vec::new();
        let Some(matching) = self.matching.get(index) else {
            return found;
        };
        for &gift in &*self.candidates(index) {
            if left == 0 {
                break;
            }
            let row = &self.facts.giving.gifts[gift];
            // The parts of a gift share its cap, in their order.
            let mut most = matching.cap.map_or(left, |cap| cap.0.min(left));
            for (part, received, _) in row.parts() {
                // A product that can't be held is above what is left.
                let asked = times_floor(Fen(received), &matching.ratio);
                let amount = asked.map_or(most, |asked| asked.0.min(most));
                if amount > 0 {
                    let matching = index;
                    let trigger = Trigger {
                        matching,
                        gift,
                        part,
                    };
                    found.push((trigger, amount));
                    most -= amount;
                    left -= amount;
                }
            }
        }
        found
    }
}
