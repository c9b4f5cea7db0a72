//! One pot of both plans, money or an item: sums, gains, losses, gifts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::cause::{self, Cause};
use super::view::{Pot, View, measure};
use crate::money::{Fen, Share};
use crate::plan::{GiftReason, GiftRow, Measure, NeedReason, NeedRow};
use crate::registry::Id;
use crate::sorted::sort_by;

/// The same of both plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Two<T> {
    /// Of the first.
    pub before: T,
    /// Of the second.
    pub after: T,
}

/// Money, or one item, in both plans. granted after = granted before + gained
/// − lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Account {
    /// The item; none for money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<Id>,
    /// The sums over the rows of each plan.
    pub totals: Two<Sums>,
    /// What those who gain are granted more, together.
    pub gained: Measure,
    /// What those who lose are granted less, together.
    pub lost: Measure,
    /// How many needs are granted the same.
    pub unchanged: usize,
    /// Who is granted more; the largest change first, then by id.
    pub gains: Vec<NeedChange>,
    /// Who is granted less; the largest change first, then by id.
    pub losses: Vec<NeedChange>,
    /// Who is granted the same and asks for something else, stands elsewhere
    /// or has another reason, by id. They are among the unchanged.
    pub otherwise: Vec<NeedChange>,
    /// The gifts whose rows differ, by id.
    pub gifts: Vec<GiftChange>,
}

/// The sums of a plan over the rows of one pot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Sums {
    /// What the needs ask for, as far as that is known.
    pub required: Measure,
    /// What they are granted.
    pub granted: Measure,
    /// What arrived.
    pub received: Measure,
    /// What is kept for overhead; money only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overhead: Option<Fen>,
    /// What is kept in reserve; money only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserve: Option<Fen>,
    /// What is left.
    pub held: Measure,
}

impl Sums {
    pub(super) fn of(
        pot: Pot<'_>,
        [required, granted, received, overhead, reserve, held]: [i64; 6],
    ) -> Self {
        Self {
            required: measure(pot, required),
            granted: measure(pot, granted),
            received: measure(pot, received),
            overhead: pot.is_none().then_some(Fen(overhead)),
            reserve: pot.is_none().then_some(Fen(reserve)),
            held: measure(pot, held),
        }
    }
}

/// A need that is granted more or less, or stands otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NeedChange {
    /// The need.
    pub need: Id,
    /// How much more or less; 0 for those that stand otherwise.
    pub by: Measure,
    /// Where it stands in the first plan; none when it has no row there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Standing>,
    /// Where it stands in the second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Standing>,
    /// Why, as far as the plans say it.
    pub why: Vec<Cause>,
}

/// What a plan says of a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Standing {
    /// What it asks for in all; absent where that is unknown or unlimited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<Measure>,
    /// What it had before the plan.
    pub already: Measure,
    /// What the plan grants.
    pub granted: Measure,
    /// (already + granted) ÷ required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Share>,
    /// Why it gets no more.
    pub reason: NeedReason,
    /// The bottleneck that holds it down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bottleneck: Option<String>,
}

/// A gift whose row differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GiftChange {
    /// The gift.
    pub gift: Id,
    /// What the first plan says of it; none when it has no row there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<GiftStanding>,
    /// What the second says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<GiftStanding>,
}

/// What a plan says of a gift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GiftStanding {
    /// What arrived.
    pub received: Measure,
    /// What the plan uses.
    pub used: Measure,
    /// What is left.
    pub held: Measure,
    /// Why no more of it is used.
    pub reason: GiftReason,
}

impl Standing {
    fn of(row: &NeedRow) -> Self {
        Self {
            required: row.required,
            already: row.already,
            granted: row.granted,
            level: row.level,
            reason: row.reason,
            bottleneck: row.bottleneck.clone(),
        }
    }
}

impl GiftStanding {
    const fn of(row: &GiftRow) -> Self {
        Self {
            received: row.received,
            used: row.used,
            held: row.held,
            reason: row.reason,
        }
    }
}

/// Rows of one id in both plans.
type Pair<'a, R> = (Option<&'a R>, Option<&'a R>);

/// The rows by pot and id. An id whose row is of money in one plan and of an
/// item in the other has a row on one side of each.
fn paired<'a, R>(
    one: &BTreeMap<&'a Id, &'a R>,
    other: &BTreeMap<&'a Id, &'a R>,
    pot: impl Fn(&'a R) -> Pot<'a>,
) -> BTreeMap<Pot<'a>, BTreeMap<&'a Id, Pair<'a, R>>> {
    let mut pots: BTreeMap<_, BTreeMap<_, Pair<'a, R>>> = BTreeMap::new();
    for (&id, &row) in one {
        pots.entry(pot(row)).or_default().entry(id).or_default().0 = Some(row);
    }
    for (&id, &row) in other {
        pots.entry(pot(row)).or_default().entry(id).or_default().1 = Some(row);
    }
    pots
}

pub(super) fn accounts<'a>(one: &View<'a>, other: &View<'a>) -> (Account, Vec<Account>) {
    let mut needs = paired(&one.needs, &other.needs, |row| row.item.as_ref());
    let mut gifts = paired(&one.gifts, &other.gifts, |row| row.item.as_ref());
    let shared = shared(one, other);
    let mut account = |pot: Pot<'a>| {
        let sums = |view: &View<'a>| {
            let found = view.sums.get(&pot).copied();
            found.unwrap_or_else(|| Sums::of(pot, [0; 6]))
        };
        let totals = Two {
            before: sums(one),
            after: sums(other),
        };
        let mut account = Account {
            item: pot.cloned(),
            totals,
            gained: measure(pot, 0),
            lost: measure(pot, 0),
            unchanged: 0,
            gains: Vec::new(),
            losses: Vec::new(),
            otherwise: Vec::new(),
            gifts: gift_changes(gifts.remove(&pot).unwrap_or_default()),
        };
        let (mut gained, mut lost) = (0_i64, 0_i64);
        for (id, rows) in needs.remove(&pot).unwrap_or_default() {
            let granted = |row: Option<&NeedRow>| row.map_or(0, |row| row.granted.count());
            let (was, is) = (granted(rows.0), granted(rows.1));
            let by = measure(pot, was.abs_diff(is).try_into().unwrap_or(i64::MAX));
            let change = || NeedChange {
                need: id.clone(),
                by,
                before: rows.0.map(Standing::of),
                after: rows.1.map(Standing::of),
                why: cause::causes(one, other, &shared, id, rows),
            };
            // What is gained is at most what the second plan grants, and what
            // is lost what the first did: both sums were held.
            if is > was {
                gained = gained.saturating_add(is - was);
                account.gains.push(change());
            } else if is < was {
                lost = lost.saturating_add(was - is);
                account.losses.push(change());
            } else {
                account.unchanged += 1;
                if stands_otherwise(rows) {
                    account.otherwise.push(change());
                }
            }
        }
        account.gained = measure(pot, gained);
        account.lost = measure(pot, lost);
        for changes in [&mut account.gains, &mut account.losses] {
            sort_by(changes, |a, b| b.by.count().cmp(&a.by.count()));
        }
        account
    };
    let pots: BTreeSet<&'a Id> = one
        .sums
        .keys()
        .chain(other.sums.keys())
        .flatten()
        .copied()
        .collect();
    let money = account(None);
    (
        money,
        pots.into_iter().map(|item| account(Some(item))).collect(),
    )
}

fn stands_otherwise((before, after): Pair<'_, NeedRow>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => {
            before.required != after.required
                || before.already != after.already
                || before.reason != after.reason
        }
        _ => true,
    }
}

fn gift_changes(pairs: BTreeMap<&Id, Pair<'_, GiftRow>>) -> Vec<GiftChange> {
    let change = |(id, (before, after)): (&Id, Pair<'_, GiftRow>)| {
        let (before, after) = (before.map(GiftStanding::of), after.map(GiftStanding::of));
        (before != after).then(|| GiftChange {
            gift: id.clone(),
            before,
            after,
        })
    };
    pairs.into_iter().filter_map(change).collect()
}

/// How many needs each pair of entries, one of each plan, has in common.
///
/// A need stands among the own needs of one entry of a plan, so one pass
/// counts for all pairs.
fn shared<'a>(one: &View<'a>, other: &View<'a>) -> HashMap<(&'a str, &'a str), usize> {
    let mut shared = HashMap::new();
    for (need, &entry) in &one.entry_of {
        if let Some(&there) = other.entry_of.get(need) {
            *shared.entry((entry, there)).or_default() += 1;
        }
    }
    shared
}
