//! The rows of a plan as columns, for whoever copies them into arrays.

use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use super::{Bottleneck, Plan};
use crate::money::Share;
use crate::registry::Id;
use crate::sorted::sort_by;

/// An index that leads nowhere: a line of somebody's plan that names a need or
/// a gift without a row.
pub const NO_INDEX: u32 = u32::MAX;

/// A plan by columns, each as long as its rows are many, in the order in which
/// the rows stand. Amounts are fen, or units of the row's item.
///
/// # Examples
///
/// ```
/// use bangfu::Programme;
/// use bangfu::allocate::NoProgress;
///
/// let text = br#"{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02",
///     "rules":{"format":"bangfu.rules/1","id":"r"}}"#;
/// let programme = Programme::read(text).unwrap();
/// let plan = programme.allocate(programme.rules().unwrap(), &mut NoProgress)?;
/// assert!(plan.columns().needs.granted.is_empty());
/// # Ok::<(), bangfu::allocate::AllocateError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Columns {
    /// The items that a row or a sum of the plan is of.
    pub items: ItemColumns,
    /// The needs.
    pub needs: NeedColumns,
    /// The gifts.
    pub gifts: GiftColumns,
    /// The lines.
    pub lines: LineColumns,
}

/// The items of a plan by columns, and their sums: 0 where somebody's plan has
/// none of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ItemColumns {
    /// Their ids, sorted.
    pub ids: Ids,
    /// The units that arrived.
    pub received: Vec<i64>,
    /// The units that the needs ask for.
    pub required: Vec<i64>,
    /// The units that the plan grants.
    pub granted: Vec<i64>,
    /// The units that are left.
    pub held: Vec<i64>,
}

/// The needs of a plan by columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NeedColumns {
    /// Their ids.
    pub ids: Ids,
    /// The item of each, by its index, or [`NO_INDEX`] for money.
    pub item: Vec<u32>,
    /// What each asks for in all; −1 where that is unknown or unlimited.
    pub required: Vec<i64>,
    /// What each had before.
    pub already: Vec<i64>,
    /// What the plan grants.
    pub granted: Vec<i64>,
    /// The numerator of each level, in lowest terms.
    pub level_num: Vec<i64>,
    /// The denominator of each level; 0 where there is no level.
    pub level_den: Vec<i64>,
    /// Why each gets no more: [`NeedReason::number`](super::NeedReason::number).
    pub reason: Vec<u8>,
    /// What holds each down, by its index in [`Plan::bottlenecks`], or
    /// [`NO_INDEX`].
    pub bottleneck: Vec<u32>,
}

/// The gifts of a plan by columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct GiftColumns {
    /// Their ids.
    pub ids: Ids,
    /// The item of each, by its index, or [`NO_INDEX`] for money.
    pub item: Vec<u32>,
    /// What arrived.
    pub received: Vec<i64>,
    /// What is kept of it for overhead; 0 for goods.
    pub overhead: Vec<i64>,
    /// What is kept of it in reserve; 0 for goods.
    pub reserve: Vec<i64>,
    /// What is used.
    pub used: Vec<i64>,
    /// What is left.
    pub held: Vec<i64>,
    /// Why no more of it is used: [`GiftReason::number`](super::GiftReason::number).
    pub reason: Vec<u8>,
}

/// The lines of a plan by columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LineColumns {
    /// The gift of each, by its index, or [`NO_INDEX`].
    pub gift: Vec<u32>,
    /// The part of the gift, counted from 0; −1 for a gift that is not in
    /// parts. As wide as what documents can say: whoever shows somebody's plan
    /// shows what stands in it.
    pub part: Vec<i64>,
    /// The need of each, by its index, or [`NO_INDEX`].
    pub need: Vec<u32>,
    /// What each pays.
    pub amount: Vec<i64>,
    /// In what: 0 for fen, 1 for units of an item. The line says it itself, for
    /// its need and its gift may be without a row.
    pub in_units: Vec<u8>,
}

/// Many ids in one text, each followed by a NUL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    text: String,
    /// Where each id begins, and where the one after the last would.
    starts: Vec<usize>,
}

impl Ids {
    fn of<'a>(ids: impl Iterator<Item = &'a Id> + Clone) -> Self {
        let size = ids.clone().map(|id| id.as_str().len().saturating_add(1));
        let mut text = String::with_capacity(size.sum());
        let mut starts = Vec::with_capacity(ids.size_hint().0.saturating_add(1));
        for id in ids {
            starts.push(text.len());
            text.push_str(id.as_str());
            text.push('\0');
        }
        starts.push(text.len());
        Self { text, starts }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The id at `index`.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&str> {
        self.with_nul(index)?.strip_suffix('\0')
    }

    /// The id at `index` and the NUL after it.
    #[must_use]
    pub fn with_nul(&self, index: usize) -> Option<&str> {
        let end = *self.starts.get(index.checked_add(1)?)?;
        self.text.get(*self.starts.get(index)?..end)
    }

    /// Where an id stands, when the ids stand sorted, as those of a plan of
    /// bangfu do; none when it is not there.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle)?.cmp(id) {
                Ordering::Less => low = middle.saturating_add(1),
                Ordering::Equal => return Some(middle),
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// As [`position`](Self::position) of an item; [`NO_INDEX`] for money.
    fn index(&self, item: Option<&Id>) -> u32 {
        item.and_then(|id| self.position(id.as_str()))
            .and_then(|at| u32::try_from(at).ok())
            .unwrap_or(NO_INDEX)
    }

    /// All of them, each followed by a NUL.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

// Each table is filled in one pass: a row is far larger than what is taken of
// it, and a pass for every column reads all rows from memory that often.
impl Plan {
    /// The rows by columns, in the order in which they stand.
    #[must_use]
    pub fn columns(&self) -> Columns {
        let items = self.item_columns();
        Columns {
            needs: self.need_columns(&items.ids),
            gifts: self.gift_columns(&items.ids),
            lines: self.line_columns(),
            items,
        }
    }

    /// The items that a row or a sum of the plan is of, and their sums.
    #[must_use]
    pub fn item_columns(&self) -> ItemColumns {
        let of_needs = self.needs.iter().map(|row| row.item.as_ref());
        let of_gifts = self.gifts.iter().map(|row| row.item.as_ref());
        let of_sums = self.totals.items.iter().map(|row| Some(&row.item));
        let all: BTreeSet<&Id> = of_needs.chain(of_gifts).chain(of_sums).flatten().collect();
        let ids = Ids::of(all.iter().copied());
        let none = || vec![0; ids.len()];
        let mut items = ItemColumns {
            received: none(),
            required: none(),
            granted: none(),
            held: none(),
            ids,
        };
        for row in &self.totals.items {
            let Some(at) = items.ids.position(row.item.as_str()) else {
                continue;
            };
            // Counts of a document are at most 2^53 − 1.
            let sums = [
                (&mut items.received, row.received),
                (&mut items.required, row.required),
                (&mut items.granted, row.granted),
                (&mut items.held, row.held),
            ];
            for (column, sum) in sums {
                if let Some(place) = column.get_mut(at) {
                    *place = sum.cast_signed();
                }
            }
        }
        items
    }

    /// The needs by columns; their items are those of
    /// [`item_columns`](Self::item_columns).
    #[must_use]
    pub fn need_columns(&self, items: &Ids) -> NeedColumns {
        let room = self.needs.len();
        let column = || Vec::with_capacity(room);
        let mut needs = NeedColumns {
            ids: Ids::of(self.needs.iter().map(|row| &row.id)),
            item: Vec::with_capacity(room),
            required: column(),
            already: column(),
            granted: column(),
            level_num: column(),
            level_den: column(),
            reason: Vec::with_capacity(room),
            bottleneck: Vec::with_capacity(room),
        };
        let bottleneck = entry(&self.bottlenecks);
        // A level is reduced from two i64 and so fits.
        let narrow = |part: i128| i64::try_from(part).unwrap_or_default();
        for row in &self.needs {
            let required = row.required.map_or(-1, super::Measure::count);
            let level = |share: Share| (narrow(share.num()), narrow(share.den()));
            let (num, den) = row.level.map_or((0, 0), level);
            needs.item.push(items.index(row.item.as_ref()));
            needs.required.push(required);
            needs.already.push(row.already.count());
            needs.granted.push(row.granted.count());
            needs.level_num.push(num);
            needs.level_den.push(den);
            needs.reason.push(row.reason.number());
            let held_down_by = row.bottleneck.as_deref();
            needs
                .bottleneck
                .push(held_down_by.map_or(NO_INDEX, &bottleneck));
        }
        needs
    }

    /// The gifts by columns; their items are those of
    /// [`item_columns`](Self::item_columns).
    #[must_use]
    pub fn gift_columns(&self, items: &Ids) -> GiftColumns {
        let mut gifts = GiftColumns {
            ids: Ids::of(self.gifts.iter().map(|row| &row.id)),
            ..GiftColumns::default()
        };
        let fen = |kept: Option<crate::money::Fen>| kept.map_or(0, |fen| fen.0);
        for row in &self.gifts {
            gifts.item.push(items.index(row.item.as_ref()));
            gifts.received.push(row.received.count());
            gifts.overhead.push(fen(row.overhead));
            gifts.reserve.push(fen(row.reserve));
            gifts.used.push(row.used.count());
            gifts.held.push(row.held.count());
            gifts.reason.push(row.reason.number());
        }
        gifts
    }

    /// The lines by columns; their gifts and needs are rows of this plan.
    #[must_use]
    pub fn line_columns(&self) -> LineColumns {
        let of_gift = index(self.gifts.iter().map(|row| &row.id));
        let of_need = index(self.needs.iter().map(|row| &row.id));
        let mut lines = LineColumns::default();
        for line in &self.lines {
            lines.gift.push(of_gift(&line.gift));
            lines.need.push(of_need(&line.need));
            // A document counts to 2^53 − 1.
            lines.part.push(line.part.map_or(-1, u64::cast_signed));
            lines.amount.push(line.paid.count());
            let in_units = matches!(line.paid, super::Paid::Units(_));
            lines.in_units.push(in_units.into());
        }
        lines
    }
}

/// Finds the row of an id, whatever order the rows stand in.
fn index<'a>(ids: impl Iterator<Item = &'a Id>) -> impl Fn(&Id) -> u32 {
    let mut sorted: Vec<(&Id, u32)> = ids.zip(0..).collect();
    sort_by(&mut sorted, Ord::cmp);
    // Lines are sorted too, so the next one mostly asks for the same row or the one after it.
    let last = Cell::new(0_usize);
    move |id| {
        let at = last.get();
        let near = |at: &usize| sorted.get(*at).is_some_and(|(other, _)| *other == id);
        let found = [at, at.saturating_add(1)].into_iter().find(near);
        let search = || sorted.binary_search_by(|(other, _)| (*other).cmp(id)).ok();
        let Some(at) = found.or_else(search) else {
            return NO_INDEX;
        };
        last.set(at);
        sorted.get(at).map_or(NO_INDEX, |(_, index)| *index)
    }
}

/// Finds the entry of a name, whatever the entries are called and however they
/// stand.
fn entry(bottlenecks: &[Bottleneck]) -> impl Fn(&str) -> u32 {
    // bangfu calls them b1, b2, … in their order; only who doesn't is looked up.
    let mut numbered = (1_usize..).zip(bottlenecks);
    let own = numbered.all(|(number, entry)| number_of(&entry.id) == Some(number));
    let names = if own {
        HashMap::new()
    } else {
        let named = bottlenecks.iter().zip(0_u32..);
        named.map(|(entry, at)| (entry.id.as_str(), at)).collect()
    };
    let count = bottlenecks.len();
    move |name| {
        let found = if own {
            let number = number_of(name).filter(|number| (1..=count).contains(number));
            number.and_then(|number| u32::try_from(number.saturating_sub(1)).ok())
        } else {
            names.get(name).copied()
        };
        found.unwrap_or(NO_INDEX)
    }
}

/// 17 of `b17`, if it is written as bangfu writes it.
fn number_of(name: &str) -> Option<usize> {
    let digits = name.strip_prefix('b')?;
    let plain = digits.starts_with(|first: char| first.is_ascii_digit() && first != '0');
    digits.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_found_whatever_it_is_called() {
        let called = |names: &[&str]| -> Vec<Bottleneck> {
            let of = |name: &&str| Bottleneck {
                id: (*name).to_owned(),
                needs: Vec::new(),
                gifts: Vec::new(),
                caps: Vec::new(),
                rests_on: Vec::new(),
            };
            names.iter().map(of).collect()
        };
        let ours = called(&["b1", "b2"]);
        let find = entry(&ours);
        assert_eq!([find("b1"), find("b2")], [0, 1]);
        for absent in ["b3", "b0", "b01", "b+1", "b", "1", ""] {
            assert_eq!(find(absent), NO_INDEX, "{absent}");
        }
        let theirs = called(&["b2", "x", "b01"]);
        let find = entry(&theirs);
        assert_eq!([find("b2"), find("x"), find("b01")], [0, 1, 2]);
        assert_eq!(find("b1"), NO_INDEX);
    }

    #[test]
    fn an_id_is_found_where_it_stands_and_nowhere_else() {
        let ids: Vec<Id> = ["a", "b", "b1", "c"]
            .into_iter()
            .map(|id| Id::parse(id).unwrap())
            .collect();
        let packed = Ids::of(ids.iter());
        for (at, id) in ids.iter().enumerate() {
            assert_eq!(packed.position(id.as_str()), Some(at));
            assert_eq!(packed.get(at), Some(id.as_str()));
        }
        assert_eq!(packed.position("b0"), None);
        assert_eq!(Ids::default().position("a"), None);
        assert_eq!(packed.get(4), None);
    }
}
