//! The rows of a plan as columns, for whoever copies them into arrays.

use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::Plan;
use crate::money::Share;
use crate::registry::Id;

/// An index that leads nowhere: a line of somebody's plan that names a need or
/// a gift without a row.
pub const NO_INDEX: u32 = u32::MAX;

/// A plan by columns: `n` needs, `g` gifts, `l` lines, each column as long as
/// its rows are many. Amounts are fen, or units of the row's item.
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
/// assert!(plan.columns().need_granted.is_empty());
/// # Ok::<(), bangfu::allocate::AllocateError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Columns {
    /// The ids of the items that a row or a sum of the plan is of, sorted.
    pub items: Ids,
    /// The units that arrived of each item; 0 where somebody's plan has no sums
    /// of it, as in the three that follow.
    pub item_received: Vec<i64>,
    /// The units that the needs ask for.
    pub item_required: Vec<i64>,
    /// The units that the plan grants.
    pub item_granted: Vec<i64>,
    /// The units that are left.
    pub item_held: Vec<i64>,
    /// The needs' ids.
    pub need_ids: Ids,
    /// The item of each need, by its index, or [`NO_INDEX`] for money.
    pub need_item: Vec<u32>,
    /// What each need asks for in all; −1 where that is unknown or unlimited.
    pub need_required: Vec<i64>,
    /// What each need had before.
    pub need_already: Vec<i64>,
    /// What the plan grants.
    pub need_granted: Vec<i64>,
    /// The numerator of each level, in lowest terms.
    pub need_level_num: Vec<i64>,
    /// The denominator of each level; 0 where there is no level.
    pub need_level_den: Vec<i64>,
    /// Why each need gets no more: [`NeedReason::number`](super::NeedReason::number).
    pub need_reason: Vec<u8>,
    /// The gifts' ids.
    pub gift_ids: Ids,
    /// The item of each gift, by its index, or [`NO_INDEX`] for money.
    pub gift_item: Vec<u32>,
    /// What arrived of each gift.
    pub gift_received: Vec<i64>,
    /// What is kept of it for overhead; 0 for goods.
    pub gift_overhead: Vec<i64>,
    /// What is kept of it in reserve; 0 for goods.
    pub gift_reserve: Vec<i64>,
    /// What is used.
    pub gift_used: Vec<i64>,
    /// What is left.
    pub gift_held: Vec<i64>,
    /// Why no more of it is used: [`GiftReason::number`](super::GiftReason::number).
    pub gift_reason: Vec<u8>,
    /// The gift of each line, by its index, or [`NO_INDEX`].
    pub line_gift: Vec<u32>,
    /// The part of the gift, counted from 0; −1 for a gift that is not in
    /// parts. As wide as what documents can say: whoever shows somebody's plan
    /// shows what stands in it.
    pub line_part: Vec<i64>,
    /// The need of each line, by its index, or [`NO_INDEX`].
    pub line_need: Vec<u32>,
    /// What each line pays.
    pub line_amount: Vec<i64>,
    /// In what: 0 for fen, 1 for units of an item. The line says it itself, for
    /// its need and its gift may be without a row.
    pub line_in_units: Vec<u8>,
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

    /// All of them, each followed by a NUL.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Plan {
    /// The rows by columns, in the order in which they stand.
    #[must_use]
    pub fn columns(&self) -> Columns {
        let mut columns = Columns::default();
        columns.add_items(self);
        columns.add_needs(self);
        columns.add_gifts(self);
        columns.add_lines(self);
        columns
    }
}

// Each fills its columns in one pass: a row is far larger than what is taken
// of it, and a pass for every column reads all rows from memory that often.
impl Columns {
    fn add_items(&mut self, plan: &Plan) {
        let of_needs = || plan.needs.iter().map(|row| row.item.as_ref());
        let of_gifts = || plan.gifts.iter().map(|row| row.item.as_ref());
        let of_sums = plan.totals.items.iter().map(|row| Some(&row.item));
        let all: BTreeSet<&Id> = of_needs()
            .chain(of_gifts())
            .chain(of_sums)
            .flatten()
            .collect();
        self.items = Ids::of(all.iter().copied());
        let of = index(all.into_iter());
        let place = |item: Option<&Id>| item.map_or(NO_INDEX, &of);
        self.need_item = of_needs().map(place).collect();
        self.gift_item = of_gifts().map(place).collect();
        for column in [
            &mut self.item_received,
            &mut self.item_required,
            &mut self.item_granted,
            &mut self.item_held,
        ] {
            column.resize(self.items.len(), 0);
        }
        for row in &plan.totals.items {
            let at = of(&row.item) as usize;
            // Counts of a document are at most 2^53 − 1.
            let sums = [
                (&mut self.item_received, row.received),
                (&mut self.item_required, row.required),
                (&mut self.item_granted, row.granted),
                (&mut self.item_held, row.held),
            ];
            for (column, sum) in sums {
                if let Some(place) = column.get_mut(at) {
                    *place = sum.cast_signed();
                }
            }
        }
    }

    fn add_needs(&mut self, plan: &Plan) {
        self.need_ids = Ids::of(plan.needs.iter().map(|row| &row.id));
        let columns = [
            &mut self.need_required,
            &mut self.need_already,
            &mut self.need_granted,
            &mut self.need_level_num,
            &mut self.need_level_den,
        ];
        for column in columns {
            column.reserve_exact(plan.needs.len());
        }
        self.need_reason.reserve_exact(plan.needs.len());
        // A level is reduced from two i64 and so fits.
        let narrow = |part: i128| i64::try_from(part).unwrap_or_default();
        for row in &plan.needs {
            let required = row.required.map_or(-1, super::Measure::count);
            let level = |share: Share| (narrow(share.num()), narrow(share.den()));
            let (num, den) = row.level.map_or((0, 0), level);
            self.need_required.push(required);
            self.need_already.push(row.already.count());
            self.need_granted.push(row.granted.count());
            self.need_level_num.push(num);
            self.need_level_den.push(den);
            self.need_reason.push(row.reason.number());
        }
    }

    fn add_gifts(&mut self, plan: &Plan) {
        self.gift_ids = Ids::of(plan.gifts.iter().map(|row| &row.id));
        let fen = |kept: Option<crate::money::Fen>| kept.map_or(0, |fen| fen.0);
        for row in &plan.gifts {
            self.gift_received.push(row.received.count());
            self.gift_overhead.push(fen(row.overhead));
            self.gift_reserve.push(fen(row.reserve));
            self.gift_used.push(row.used.count());
            self.gift_held.push(row.held.count());
            self.gift_reason.push(row.reason.number());
        }
    }

    fn add_lines(&mut self, plan: &Plan) {
        let of_gift = index(plan.gifts.iter().map(|row| &row.id));
        let of_need = index(plan.needs.iter().map(|row| &row.id));
        for line in &plan.lines {
            self.line_gift.push(of_gift(&line.gift));
            self.line_need.push(of_need(&line.need));
            // A document counts to 2^53 − 1.
            self.line_part.push(line.part.map_or(-1, u64::cast_signed));
            self.line_amount.push(line.paid.count());
            let in_units = matches!(line.paid, super::Paid::Units(_));
            self.line_in_units.push(in_units.into());
        }
    }
}

/// Finds the row of an id, whatever order the rows stand in.
fn index<'a>(ids: impl Iterator<Item = &'a Id>) -> impl Fn(&Id) -> u32 {
    let mut sorted: Vec<(&Id, u32)> = ids.zip(0..).collect();
    sorted.sort_unstable();
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

#[cfg(test)]
mod tests {
    use super::*;

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
