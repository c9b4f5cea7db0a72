//! One plan, looked up by id.

use std::collections::{BTreeMap, HashMap};

use super::CompareError;
use super::account::Sums;
use super::cause::Crowd;
use crate::error::{At, Pointer};
use crate::plan::{GiftReason, GiftRow, Measure, NeedRow, Plan};
use crate::registry::Id;

/// The pot of a row: money, or an item.
pub(super) type Pot<'a> = Option<&'a Id>;

pub(super) struct View<'a> {
    pub(super) needs: BTreeMap<&'a Id, &'a NeedRow>,
    pub(super) gifts: BTreeMap<&'a Id, &'a GiftRow>,
    /// What each gift pays each need, its parts together.
    paid: HashMap<&'a Id, BTreeMap<&'a Id, i64>>,
    /// The entry over used-up gifts that lists a need among its own.
    pub(super) entry_of: HashMap<&'a Id, &'a str>,
    entries: HashMap<&'a str, Entry<'a>>,
    pub(super) sums: BTreeMap<Pot<'a>, Sums>,
}

/// A bottleneck with what its own needs get.
pub(super) struct Entry<'a> {
    pub(super) crowd: Crowd,
    pub(super) caps: &'a [String],
}

impl<'a> View<'a> {
    pub(super) fn new(plan: &'a Plan) -> Result<Self, At<CompareError>> {
        let root = Pointer::root();
        let needs = by_id(&root.key("needs"), &plan.needs, |row| &row.id)?;
        let gifts = by_id(&root.key("gifts"), &plan.gifts, |row| &row.id)?;
        let mut paid: HashMap<_, BTreeMap<_, i64>> = HashMap::new();
        for line in &plan.lines {
            let sum = paid.entry(&line.need).or_default();
            let sum = sum.entry(&line.gift).or_default();
            *sum = held(sum.checked_add(line.paid.count()), &root.key("lines"))?;
        }
        let mut view = Self {
            sums: sums(plan)?,
            needs,
            gifts,
            paid,
            entry_of: HashMap::new(),
            entries: HashMap::new(),
        };
        let list = root.key("bottlenecks");
        for (index, entry) in plan.bottlenecks.iter().enumerate() {
            // Under full caps a need stands once more, for these.
            for need in entry.needs.iter().filter(|_| entry.caps.is_empty()) {
                view.entry_of.entry(need).or_insert(entry.id.as_str());
            }
            let rows = entry.needs.iter().filter_map(|id| view.needs.get(id));
            let (mut granted, mut item) = (0_i64, None);
            for row in rows {
                item = row.item.as_ref();
                granted = held(granted.checked_add(row.granted.count()), &list)?;
            }
            let crowd = Crowd {
                id: entry.id.clone(),
                needs: entry.needs.len(),
                gifts: entry.gifts.len(),
                granted: measure(item, granted),
            };
            let caps = &entry.caps;
            if view
                .entries
                .insert(&entry.id, Entry { crowd, caps })
                .is_some()
            {
                return Err(At::new(list.index(index).key("id"), CompareError::TwoRows));
            }
        }
        Ok(view)
    }

    /// The bottleneck that holds the need of a row down.
    pub(super) fn entry(&self, row: Option<&NeedRow>) -> Option<(&'a str, &Entry<'a>)> {
        let found = self.entries.get_key_value(row?.bottleneck.as_deref()?);
        found.map(|(id, entry)| (*id, entry))
    }

    pub(super) fn paid(&self, need: &Id) -> impl Iterator<Item = (&'a Id, i64)> {
        let paid = self.paid.get(need).into_iter().flatten();
        paid.map(|(gift, sum)| (*gift, *sum))
    }
}

/// What a gift may be used for on the day: nothing before it arrives and after
/// its last day.
pub(super) fn offered(row: &GiftRow) -> i64 {
    match row.reason {
        GiftReason::NotYetReceived | GiftReason::UseByPassed | GiftReason::BestBefore => 0,
        _ => row.used.count().saturating_add(row.held.count()),
    }
}

/// An amount in fen, or so many units of an item.
pub(super) fn measure(item: Pot<'_>, count: i64) -> Measure {
    match item {
        None => Measure::Money(crate::money::Fen(count)),
        Some(_) => Measure::Units(count.max(0).cast_unsigned()),
    }
}

fn by_id<'a, R>(
    list: &Pointer,
    rows: &'a [R],
    id: impl Fn(&'a R) -> &'a Id,
) -> Result<BTreeMap<&'a Id, &'a R>, At<CompareError>> {
    let mut found = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        if found.insert(id(row), row).is_some() {
            return Err(At::new(list.index(index).key("id"), CompareError::TwoRows));
        }
    }
    Ok(found)
}

fn held(sum: Option<i64>, list: &Pointer) -> Result<i64, At<CompareError>> {
    sum.ok_or_else(|| At::new(list.clone(), CompareError::SumOutOfRange))
}

/// The sums of each pot, over its rows: those of a right plan are its totals.
fn sums(plan: &Plan) -> Result<BTreeMap<Pot<'_>, Sums>, At<CompareError>> {
    let (needs, gifts) = (Pointer::root().key("needs"), Pointer::root().key("gifts"));
    // Money is there although nobody needs or gives any.
    let mut pots: BTreeMap<Pot<'_>, [i64; 6]> = BTreeMap::from([(None, [0; 6])]);
    let mut add = |pot, column: usize, count: i64, list: &Pointer| {
        if let Some(sum) = pots.entry(pot).or_default().get_mut(column) {
            *sum = held(sum.checked_add(count), list)?;
        }
        Ok::<(), At<CompareError>>(())
    };
    for row in &plan.needs {
        let pot = row.item.as_ref();
        add(pot, 0, row.required.map_or(0, Measure::count), &needs)?;
        add(pot, 1, row.granted.count(), &needs)?;
    }
    for row in &plan.gifts {
        let pot = row.item.as_ref();
        add(pot, 2, row.received.count(), &gifts)?;
        add(pot, 3, row.overhead.map_or(0, |fen| fen.0), &gifts)?;
        add(pot, 4, row.reserve.map_or(0, |fen| fen.0), &gifts)?;
        add(pot, 5, row.held.count(), &gifts)?;
    }
    let finished = pots
        .into_iter()
        .map(|(pot, sums)| (pot, Sums::of(pot, sums)));
    Ok(finished.collect())
}
