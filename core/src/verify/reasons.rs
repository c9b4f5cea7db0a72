//! Whether the reasons and the bottlenecks are the right ones.
//!
//! They are found anew and compared. What follows from the numbers alone is
//! always judged; what rests on bottlenecks only where the grants are right,
//! for the bottlenecks of a wrong plan mean nothing.

use std::collections::BTreeMap;

use crate::error::{At, Pointer};
use crate::plan::{Bottleneck, GiftReason, NeedReason, Plan};
use crate::policy::OfferState;
use crate::registry::Id;
use crate::sorted::sort_by;

use super::Violation;
use super::arithmetic::{offers_of, sums_of};
use super::bottlenecks;
use super::legality::{Paying, Payment, cell};
use super::problem::{Problem, Scene};
use super::rows::Rows;
use super::violation::Word;

/// What is known of one problem when reasons are judged.
pub(super) struct Judged<'p> {
    pub(super) problem: &'p Problem,
    /// The payment, where it is lawful and the grants are right.
    pub(super) payment: Option<&'p Payment>,
    /// Who falls below the minimum grant.
    pub(super) dropped: &'p [bool],
}

/// The right reason of a need, as far as it can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Right {
    Reason(NeedReason),
    /// All that may pay it is used up: short or outranked.
    Held,
    /// The plan is wrong before this question.
    Unknown,
}

/// An entry as it should stand in the plan, before it has a number.
struct Expected {
    needs: Vec<Id>,
    gifts: Vec<Id>,
    caps: Vec<String>,
    /// Indices of other entries, ascending once they are numbered.
    rests_on: Vec<usize>,
    /// The needs that name it.
    named_by: Vec<usize>,
}

pub(super) fn check(
    scene: &Scene<'_>,
    plan: &Plan,
    rows: &Rows,
    paying: &Paying,
    problems: &[Judged<'_>],
    found: &mut Vec<At<Violation>>,
) {
    gifts(scene, plan, rows, paying, found);
    let mut reasons = vec![Right::Unknown; scene.need_at.len()];
    let mut entries = Vec::new();
    let mut complete = true;
    for judged in problems {
        for (index, seeker) in judged.problem.seekers.iter().enumerate() {
            reasons[seeker.need] = reason(judged, index, paying);
        }
        match judged.payment {
            Some(payment) => {
                add_entries(scene, judged.problem, payment, &mut reasons, &mut entries)
            }
            None => complete = false,
        }
    }
    for (need, row) in rows.needs.iter().enumerate() {
        let (Some(row), Right::Reason(right)) = (*row, reasons[need]) else {
            continue;
        };
        let stated = plan.needs[row].reason;
        if stated != right {
            let error = Violation::NeedReasonDiffers {
                stated: Word(stated),
                right: Word(right),
            };
            found.push(At::new(cell("needs", Some(row), "reason"), error));
        }
    }
    if complete {
        compare(scene, plan, rows, number(scene, entries), found);
    }
}

/// The first reason that is true.
fn reason(judged: &Judged<'_>, index: usize, paying: &Paying) -> Right {
    let problem = judged.problem;
    let seeker = &problem.seekers[index];
    let granted = paying.to_need[seeker.need];
    let stands = i128::from(seeker.bounds.already) + granted;
    let required = seeker.bounds.required.map(i128::from);
    Right::Reason(if seeker.unknown {
        NeedReason::UnknownQuantity
    } else if required == Some(stands) {
        NeedReason::Met
    } else if !seeker.unlimited && granted == i128::from(seeker.room) * i128::from(problem.pack) {
        NeedReason::Capped
    } else if judged.dropped[index] {
        NeedReason::BelowMinimum
    } else if !seeker.counts {
        NeedReason::ZeroWeight
    } else if !problem.is_reached(seeker) {
        NeedReason::NoEligibleGift
    } else {
        match judged.payment {
            None => return Right::Unknown,
            Some(payment) if full_caps(problem, payment, index).is_empty() => return Right::Held,
            Some(_) => NeedReason::GroupCapped,
        }
    })
}

/// The full caps that cover a seeker.
fn full_caps(problem: &Problem, payment: &Payment, seeker: usize) -> Vec<usize> {
    let caps = problem.seekers[seeker].caps.iter().copied();
    caps.filter(|&cap| payment.full[cap]).collect()
}

/// Finds the entries of one problem, and tells short from outranked.
fn add_entries(
    scene: &Scene<'_>,
    problem: &Problem,
    payment: &Payment,
    reasons: &mut [Right],
    entries: &mut Vec<Expected>,
) {
    let need = |seeker: usize| problem.seekers[seeker].need;
    let ids = |seekers: &[usize]| {
        let mut needs: Vec<_> = seekers.iter().map(|&seeker| need(seeker)).collect();
        needs.sort_unstable();
        needs
            .into_iter()
            .map(|need| scene.facts.lists.needs[need].id.clone())
            .collect::<Vec<_>>()
    };
    let seekers = 0..problem.seekers.len();
    let held: Vec<usize> = seekers
        .clone()
        .filter(|&seeker| reasons[need(seeker)] == Right::Held)
        .collect();
    let bottlenecks = bottlenecks::find(problem, payment, &held);
    let start = entries.len();
    for entry in &bottlenecks.entries {
        entries.push(Expected {
            needs: ids(&entry.seekers),
            gifts: gifts_of(scene, problem, &entry.purses),
            caps: Vec::new(),
            rests_on: entry.rests_on.iter().map(|other| start + other).collect(),
            named_by: Vec::new(),
        });
    }
    for (&seeker, &entry) in &bottlenecks.of {
        entries[start + entry].named_by.push(need(seeker));
        let next = problem.seekers[seeker]
            .next(payment.granted[seeker])
            .map(|next| next.phase);
        let earlier = bottlenecks.entries[entry]
            .earliest
            .is_some_and(|first| Some(first) < next);
        let outranked = payment.granted[seeker] == 0 && earlier;
        let reason = if outranked {
            NeedReason::Outranked
        } else {
            NeedReason::Short
        };
        reasons[need(seeker)] = Right::Reason(reason);
    }
    let mut capped: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for seeker in
        seekers.filter(|&seeker| reasons[need(seeker)] == Right::Reason(NeedReason::GroupCapped))
    {
        capped
            .entry(full_caps(problem, payment, seeker))
            .or_default()
            .push(seeker);
    }
    for (caps, members) in capped {
        entries.push(Expected {
            needs: ids(&members),
            gifts: Vec::new(),
            caps: caps
                .iter()
                .map(|&cap| problem.caps[cap].name.clone())
                .collect(),
            rests_on: Vec::new(),
            named_by: members.iter().map(|&seeker| need(seeker)).collect(),
        });
    }
}

/// The gifts with something available in the purses, each once.
fn gifts_of(scene: &Scene<'_>, problem: &Problem, purses: &[usize]) -> Vec<Id> {
    let sources = purses
        .iter()
        .flat_map(|&purse| &problem.purses[purse].sources);
    let sources = sources
        .map(|&source| &problem.sources[source])
        .filter(|source| source.available > 0);
    let mut gifts: Vec<usize> = sources
        .map(|source| scene.offers[source.offer].gift)
        .collect();
    gifts.sort_unstable();
    gifts.dedup();
    gifts
        .into_iter()
        .map(|gift| scene.facts.giving.gifts[gift].id.clone())
        .collect()
}

/// Numbers the entries by the smallest need in each. A need may stand under
/// full caps and inside a bottleneck besides; the bottleneck goes first.
fn number(scene: &Scene<'_>, mut entries: Vec<Expected>) -> (Vec<Bottleneck>, Vec<Option<String>>) {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    let place = |index: usize| {
        let entry = &entries[index];
        (entry.needs.first(), !entry.caps.is_empty())
    };
    sort_by(&mut order, |&a, &b| place(a).cmp(&place(b)));
    let mut numbers = vec![0; entries.len()];
    for (number, &index) in order.iter().enumerate() {
        numbers[index] = number + 1;
    }
    let mut named = vec![None; scene.need_at.len()];
    let mut rows = Vec::with_capacity(entries.len());
    for index in order {
        let entry = &mut entries[index];
        let id = format!("b{}", numbers[index]);
        for &need in &entry.named_by {
            named[need] = Some(id.clone());
        }
        let mut rests_on: Vec<usize> = entry.rests_on.iter().map(|&other| numbers[other]).collect();
        rests_on.sort_unstable();
        rows.push(Bottleneck {
            id,
            needs: std::mem::take(&mut entry.needs),
            gifts: std::mem::take(&mut entry.gifts),
            caps: std::mem::take(&mut entry.caps),
            rests_on: rests_on
                .into_iter()
                .map(|number| format!("b{number}"))
                .collect(),
        });
    }
    (rows, named)
}

fn compare(
    scene: &Scene<'_>,
    plan: &Plan,
    rows: &Rows,
    (entries, named): (Vec<Bottleneck>, Vec<Option<String>>),
    found: &mut Vec<At<Violation>>,
) {
    let mut differs = |pointer: Pointer, stated: String, right: String| {
        if stated != right {
            found.push(At::new(
                pointer,
                Violation::BottleneckDiffers { stated, right },
            ));
        }
    };
    let nothing = || "–".to_owned();
    for (need, row) in rows.needs.iter().enumerate().take(scene.need_at.len()) {
        if let Some(row) = *row {
            let stated = plan.needs[row].bottleneck.clone().unwrap_or_else(nothing);
            let right = named[need].clone().unwrap_or_else(nothing);
            differs(cell("needs", Some(row), "bottleneck"), stated, right);
        }
    }
    let list = Pointer::root().key("bottlenecks");
    if plan.bottlenecks.len() != entries.len() {
        differs(
            list.clone(),
            plan.bottlenecks.len().to_string(),
            entries.len().to_string(),
        );
    }
    // `b2` goes before `b10`.
    let mut stated: Vec<_> = plan.bottlenecks.iter().enumerate().collect();
    sort_by(&mut stated, |(_, a), (_, b)| {
        (a.id.len(), &a.id).cmp(&(b.id.len(), &b.id))
    });
    for ((index, stated), right) in stated.into_iter().zip(&entries) {
        let pointer = list.index(index);
        let join = |ids: &[Id]| ids.iter().map(Id::as_str).collect::<Vec<_>>().join(" ");
        differs(pointer.key("id"), stated.id.clone(), right.id.clone());
        differs(
            pointer.key("needs"),
            join(&stated.needs),
            join(&right.needs),
        );
        differs(
            pointer.key("gifts"),
            join(&stated.gifts),
            join(&right.gifts),
        );
        differs(
            pointer.key("caps"),
            stated.caps.join(" "),
            right.caps.join(" "),
        );
        differs(
            pointer.key("rests_on"),
            stated.rests_on.join(" "),
            right.rests_on.join(" "),
        );
    }
}

fn gifts(
    scene: &Scene<'_>,
    plan: &Plan,
    rows: &Rows,
    paying: &Paying,
    found: &mut Vec<At<Violation>>,
) {
    for (gift, row) in rows.gifts.iter().enumerate() {
        let Some(row) = *row else { continue };
        let stated = plan.gifts[row].reason;
        let right = gift_reason(scene, gift, paying);
        if stated != right {
            let error = Violation::GiftReasonDiffers {
                stated: Word(stated),
                right: Word(right),
            };
            found.push(At::new(cell("gifts", Some(row), "reason"), error));
        }
    }
}

/// The first reason that is true.
fn gift_reason(scene: &Scene<'_>, gift: usize, paying: &Paying) -> GiftReason {
    let sums = sums_of(scene, gift, paying);
    let held = sums.held();
    let mut offers = offers_of(scene, gift).peekable();
    let state = offers
        .peek()
        .map_or(OfferState::Usable, |(_, offer)| offer.state);
    let of_goods = offers.peek().is_some_and(|(_, offer)| offer.item.is_some());
    let mut pays_somebody = false;
    let mut pack = 1;
    for (index, offer) in offers {
        let (problem, source) = scene.offer_at[index];
        let problem = &scene.problems[problem];
        pack = problem.pack;
        pays_somebody |= offer.state != OfferState::NotTriggered
            && problem.purses[problem.sources[source].purse]
                .seekers
                .count(problem.seekers.len(), |_| true)
                > 0;
    }
    match state {
        OfferState::NotYetReceived => GiftReason::NotYetReceived,
        OfferState::UseByPassed => GiftReason::UseByPassed,
        OfferState::BestBefore => GiftReason::BestBefore,
        _ if held == 0 => GiftReason::UsedUp,
        // Only a pool has money left that was neither kept nor available.
        _ if !of_goods && sums.used == sums.available => GiftReason::NotTriggered,
        _ if !pays_somebody => GiftReason::NoEligibleNeed,
        _ if of_goods && held < i128::from(pack) => GiftReason::BelowPack,
        _ => GiftReason::NoFurtherEligibleNeed,
    }
}
