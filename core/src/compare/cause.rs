//! Why a need is granted more or less, as far as two plans say it.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::account::NeedChange;
use super::phrases as say;
use super::view::{Entry, View, measure, offered};
use crate::allocate::explain::{count, need_reason};
use crate::error::Lang;
use crate::money::{Fen, grouped};
use crate::plan::{Measure, NeedReason, NeedRow};
use crate::registry::Id;
use crate::sorted::sort_by;

/// One difference between the plans that bears on a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "cause", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Cause {
    /// Only the first plan has the need.
    OnlyBefore,
    /// Only the second plan has the need.
    OnlyAfter,
    /// It asks for something else; none where that is unknown or unlimited.
    Asks {
        /// In the first plan.
        #[serde(skip_serializing_if = "Option::is_none")]
        before: Option<Measure>,
        /// In the second.
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<Measure>,
    },
    /// It had something else before the plan.
    Had {
        /// In the first plan.
        before: Measure,
        /// In the second.
        after: Measure,
    },
    /// Another reason keeps it from getting more.
    Reason {
        /// In the first plan.
        before: NeedReason,
        /// In the second.
        after: NeedReason,
    },
    /// A gift pays it more or less; the largest change first, then by id.
    Gift {
        /// The gift.
        gift: Id,
        /// What became of the gift.
        became: Became,
        /// What it pays in the first plan.
        before: Measure,
        /// What it pays in the second.
        after: Measure,
    },
    /// Others compete with it for gifts that are used up.
    Bottleneck {
        /// In the first plan; none when nothing used up holds it down there.
        #[serde(skip_serializing_if = "Option::is_none")]
        before: Option<Crowd>,
        /// In the second.
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<Crowd>,
        /// How many needs both list.
        same_needs: usize,
    },
    /// Other caps on groups are full.
    Caps {
        /// Those of the first plan, by name.
        before: Vec<String>,
        /// Those of the second.
        after: Vec<String>,
    },
}

/// What became of a gift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Became {
    /// It has a row in the second plan only.
    New,
    /// It has a row in the first plan only.
    Gone,
    /// More of it may be used: more arrived, or it counts now.
    Larger,
    /// Less of it may be used: less arrived, or it counts no longer.
    Smaller,
    /// As much of it may be used as before.
    Same,
}

/// A bottleneck's own needs: those that share gifts which they use up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Crowd {
    /// The bottleneck in its plan.
    pub id: String,
    /// How many needs share.
    pub needs: usize,
    /// How many gifts, or parts of gifts, they share.
    pub gifts: usize,
    /// What they are granted together.
    pub granted: Measure,
}

pub(super) fn causes<'a>(
    one: &View<'a>,
    other: &View<'a>,
    shared: &HashMap<(&'a str, &'a str), usize>,
    id: &'a Id,
    rows: (Option<&'a NeedRow>, Option<&'a NeedRow>),
) -> Vec<Cause> {
    let mut causes = match rows {
        (Some(before), Some(after)) => of_rows(before, after),
        (Some(_), None) => vec![Cause::OnlyBefore],
        _ => vec![Cause::OnlyAfter],
    };
    causes.extend(of_gifts(one, other, id, rows));
    let (before, after) = (one.entry(rows.0), other.entry(rows.1));
    causes.extend(of_crowds(shared, before, after));
    let caps =
        |entry: Option<(&str, &Entry<'_>)>| entry.map_or(Vec::new(), |(_, e)| e.caps.to_vec());
    let (before, after) = (caps(before), caps(after));
    if before != after {
        causes.push(Cause::Caps { before, after });
    }
    causes
}

fn of_rows(before: &NeedRow, after: &NeedRow) -> Vec<Cause> {
    let mut causes = Vec::new();
    if before.required != after.required {
        causes.push(Cause::Asks {
            before: before.required,
            after: after.required,
        });
    }
    if before.already != after.already {
        causes.push(Cause::Had {
            before: before.already,
            after: after.already,
        });
    }
    if before.reason != after.reason {
        causes.push(Cause::Reason {
            before: before.reason,
            after: after.reason,
        });
    }
    causes
}

fn of_gifts(
    one: &View<'_>,
    other: &View<'_>,
    id: &Id,
    rows: (Option<&NeedRow>, Option<&NeedRow>),
) -> Vec<Cause> {
    let item = rows.0.or(rows.1).and_then(|row| row.item.as_ref());
    let mut paid: BTreeMap<&Id, (i64, i64)> = BTreeMap::new();
    // A row that stands in another pot is no part of this need.
    if rows.0.is_some() {
        for (gift, sum) in one.paid(id) {
            paid.entry(gift).or_default().0 = sum;
        }
    }
    if rows.1.is_some() {
        for (gift, sum) in other.paid(id) {
            paid.entry(gift).or_default().1 = sum;
        }
    }
    let mut changed: Vec<_> = paid
        .into_iter()
        .filter(|(_, (before, after))| before != after)
        .collect();
    let change = |(before, after): (i64, i64)| before.abs_diff(after);
    sort_by(&mut changed, |a, b| change(b.1).cmp(&change(a.1)));
    let cause = |(gift, (before, after)): (&Id, (i64, i64))| Cause::Gift {
        gift: gift.clone(),
        became: became(one, other, gift),
        before: measure(item, before),
        after: measure(item, after),
    };
    changed.into_iter().map(cause).collect()
}

fn became(one: &View<'_>, other: &View<'_>, gift: &Id) -> Became {
    match (one.gifts.get(gift), other.gifts.get(gift)) {
        (None, Some(_)) => Became::New,
        (Some(_), None) => Became::Gone,
        (Some(before), Some(after)) => match offered(after).cmp(&offered(before)) {
            Ordering::Greater => Became::Larger,
            Ordering::Less => Became::Smaller,
            Ordering::Equal => Became::Same,
        },
        // A line may name a gift that its plan has no row of.
        (None, None) => Became::Same,
    }
}

fn of_crowds(
    shared: &HashMap<(&str, &str), usize>,
    before: Option<(&str, &Entry<'_>)>,
    after: Option<(&str, &Entry<'_>)>,
) -> Option<Cause> {
    // An entry with caps speaks of these, not of gifts.
    let of_gifts = |entry: &(&str, &Entry<'_>)| entry.1.caps.is_empty();
    let (before, after) = (before.filter(of_gifts), after.filter(of_gifts));
    let same_needs = match (&before, &after) {
        (Some((was, _)), Some((is, _))) => shared.get(&(*was, *is)).copied().unwrap_or(0),
        _ => 0,
    };
    let crowd = |entry: Option<(&str, &Entry<'_>)>| entry.map(|(_, entry)| entry.crowd.clone());
    let (before, after) = (crowd(before), crowd(after));
    let alike = match (&before, &after) {
        (None, None) => true,
        (Some(was), Some(is)) => {
            let size = |crowd: &Crowd| (crowd.needs, crowd.gifts, crowd.granted);
            size(was) == size(is) && same_needs == was.needs
        }
        _ => false,
    };
    (!alike).then_some(Cause::Bottleneck {
        before,
        after,
        same_needs,
    })
}

impl NeedChange {
    /// Why, one clause a cause, such as “gift g-009 (new) pays it 10,000.00
    /// more”.
    #[must_use]
    pub fn why(&self, lang: Lang) -> Vec<String> {
        self.why.iter().map(|cause| cause.text(lang)).collect()
    }
}

impl Cause {
    /// The cause as a clause without a full stop.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::OnlyBefore => say::only_before(lang),
            Self::OnlyAfter => say::only_after(lang),
            Self::Asks { before, after } => {
                let amount = |of: &Option<Measure>| of.map_or_else(|| say::open(lang), shown);
                say::asks(lang, amount(before), amount(after))
            }
            Self::Had { before, after } => say::had(lang, shown(*before), shown(*after)),
            Self::Reason { before, after } => {
                say::reason(lang, need_reason(*before, lang), need_reason(*after, lang))
            }
            Self::Gift {
                gift,
                became,
                before,
                after,
            } => {
                let gift = match became {
                    Became::New => say::gift_new(lang, gift),
                    Became::Gone => say::gift_gone(lang, gift),
                    Became::Larger => say::gift_larger(lang, gift),
                    Became::Smaller => say::gift_smaller(lang, gift),
                    Became::Same => say::gift_same(lang, gift),
                };
                if after > before {
                    say::pays_more(lang, gift, less(*after, *before))
                } else {
                    say::pays_less(lang, gift, less(*before, *after))
                }
            }
            Self::Bottleneck { before, after, .. } => match (before, after) {
                (Some(before), Some(after)) => say::crowd(
                    lang,
                    before.needs,
                    after.needs,
                    shown(before.granted),
                    shown(after.granted),
                ),
                (None, Some(after)) => say::crowd_now(lang, after.needs, shown(after.granted)),
                _ => say::crowd_no_longer(lang),
            },
            Self::Caps { before, after } => {
                let names = |caps: &[String]| match caps {
                    [] => say::none(lang),
                    caps => caps.join(" "),
                };
                say::caps(lang, names(before), names(after))
            }
        }
    }
}

/// An amount for a person's eye; in which unit is said beside it.
fn shown(measure: Measure) -> String {
    match measure {
        Measure::Money(fen) => grouped(fen),
        Measure::Units(units) => count(units),
    }
}

/// The difference of two amounts of one kind, as a person reads it.
fn less(large: Measure, small: Measure) -> String {
    match (large, small) {
        (Measure::Units(large), Measure::Units(small)) => count(large.saturating_sub(small)),
        (large, small) => grouped(Fen(large.count().saturating_sub(small.count()))),
    }
}
