use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher, RandomState};
use std::sync::Arc;

use bangfu::money::{Fen, grouped};
use bangfu::time::Date;

use super::shared::Rows;
use super::{Found, Records};
use crate::finding::Weight;
use crate::remark::{Outcome, Proposal, Reader, parts};
use crate::table::{Mapping, Role, Table};
use crate::value::cleaned;
use crate::{Notice, Refusal, Words};

/// A gift of money, as a row tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct GiftRow {
    /// The cell of the amount.
    pub cell: String,
    /// Who gave. A name: it goes into no message.
    pub donor: String,
    /// The day on which it arrived, where the sheet says so.
    pub on: Option<Date>,
    /// Whether the row itself or the mapping says so, not only the title.
    pub dated: bool,
    /// How much.
    pub money: Fen,
    /// What its remark seems to restrict; none without a remark. Rows with one
    /// remark share it.
    pub proposal: Option<Arc<Proposal>>,
}

/// A total that a sheet states, beside the sum of its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// The cell of the total.
    pub cell: String,
    /// What it states.
    pub stated: Fen,
    /// What the rows sum to.
    pub summed: Fen,
    /// How many rows were summed.
    pub rows: usize,
}

impl Control {
    /// Whether both are equal to the fen.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.stated == self.summed
    }
}

pub(super) fn read(
    table: &Table<'_>,
    mapping: &Mapping,
    words: &Words,
    found: &mut Found<'_, '_>,
) -> Result<Records, Refusal> {
    let remarks = remarks(table);
    let titles = table.title().iter().map(String::as_str);
    let texts = titles.chain(remarks.iter().map(|text| &**text));
    let reader = Reader::new(words, mapping.area, texts);
    let mut rows = Rows::new(table, mapping, words, found.findings);
    let mut gifts = Vec::with_capacity(table.rows().len());
    let mut sums: Vec<(u32, Fen)> = Vec::with_capacity(table.rows().len());
    let mut seen = Seen::new(table.rows().len());
    let mut reader = Known {
        reader,
        said: HashMap::new(),
        parted: HashMap::new(),
    };
    for &row in table.rows() {
        found.watch.step()?;
        let Some(gift) = gift(&mut rows, row, &mut reader) else {
            continue;
        };
        sums.push((row, gift.money));
        if let Some(first) = seen.first(&gifts, &gift) {
            let first = first.cell.clone();
            let notice = Notice::RepeatedRow { first };
            rows.note(row, Role::Donor, Weight::Doubt, &notice);
        }
        gifts.push(gift);
    }
    let controls = controls(&mut rows, &sums);
    Ok(Records::Gifts {
        rows: gifts,
        controls,
    })
}

/// Reads the remarks of a sheet, the most of which say what others say.
struct Known<'w> {
    reader: Reader<'w>,
    /// Those that mean the same for every amount.
    said: HashMap<String, Arc<Proposal>>,
    /// Those that may part the gift.
    parted: HashMap<(String, Fen), Arc<Proposal>>,
}

/// So many remarks are known at most.
const MEMORY: usize = 1 << 12;

impl Known<'_> {
    fn read(&mut self, remark: &str, money: Fen) -> Arc<Proposal> {
        if let Some(known) = self.said.get(remark) {
            return Arc::clone(known);
        }
        if !parts(remark) {
            let proposal = Arc::new(self.reader.read(remark, money));
            if self.said.len() < MEMORY {
                self.said.insert(remark.to_owned(), Arc::clone(&proposal));
            }
            return proposal;
        }
        let key = (remark.to_owned(), money);
        if let Some(known) = self.parted.get(&key) {
            return Arc::clone(known);
        }
        let proposal = Arc::new(self.reader.read(remark, money));
        if self.parted.len() < MEMORY {
            self.parted.insert(key, Arc::clone(&proposal));
        }
        proposal
    }
}

/// The different texts that stand in the column of remarks, in no order.
fn remarks<'s>(table: &Table<'s>) -> Vec<Cow<'s, str>> {
    let cells = table.rows().iter();
    let texts = cells.filter_map(|row| table.cell(*row, Role::Remark)?.text());
    let different: HashSet<&str> = texts.collect();
    different.into_iter().map(cleaned).collect()
}

/// Finds rows that are there already, by the hash of what they say: rows of a
/// long list are kept once.
struct Seen {
    rows: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
    /// Another one in each run: nobody can write a list whose rows all have one
    /// hash.
    state: RandomState,
}

/// What is a hash is not hashed again.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 << 8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Seen {
    fn new(rows: usize) -> Self {
        Self {
            rows: HashMap::with_capacity_and_hasher(rows, BuildHasherDefault::default()),
            state: RandomState::new(),
        }
    }

    /// The first row that says the same; else the row is known from here on.
    fn first<'r>(&mut self, rows: &'r [GiftRow], row: &GiftRow) -> Option<&'r GiftRow> {
        let next = u32::try_from(rows.len()).ok()?;
        for attempt in 0_u8.. {
            let found = *self.rows.entry(self.hash(row, attempt)).or_insert(next);
            if found == next {
                return None;
            }
            // Two that differ may have one hash, and then the next one is tried.
            let known = rows.get(usize::try_from(found).ok()?)?;
            if said(known) == said(row) {
                return Some(known);
            }
        }
        None
    }

    fn hash(&self, row: &GiftRow, attempt: u8) -> u64 {
        let (donor, on, money, remark) = said(row);
        let day = on.map_or(0, |on| {
            u64::from(on.year()) << 16 | u64::from(on.month()) << 8 | u64::from(on.day())
        });
        let mut hasher = self.state.build_hasher();
        donor.hash(&mut hasher);
        hasher.write_u64(day << 8 | u64::from(attempt));
        hasher.write_i64(money.0);
        if let Some(remark) = remark {
            remark.hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// What makes two rows of a sheet the same.
fn said(row: &GiftRow) -> (&str, Option<Date>, Fen, Option<&str>) {
    let remark = row.proposal.as_ref().map(|proposal| proposal.text.as_str());
    (&row.donor, row.on, row.money, remark)
}

fn gift(rows: &mut Rows<'_, '_>, row: u32, reader: &mut Known<'_>) -> Option<GiftRow> {
    let table = rows.table;
    let donor = table.text(row, Role::Donor);
    let Some(amount) = table.cell(row, Role::Money) else {
        rows.missing(row, Role::Money);
        return None;
    };
    let money = rows.money_in(row, amount, Role::Donor, Weight::KeptOut);
    let (on, dated) = rows.day(row);
    if donor.is_none() {
        rows.missing(row, Role::Donor);
    }
    let (money, donor) = (money?, donor?);
    // It names a day that can't be read, and no other is put in its place.
    if dated && on.is_none() {
        return None;
    }
    let remark = table.shown(row, Role::Remark);
    let proposal = remark.map(|remark| reader.read(&remark, money));
    let unclear = |proposal: &Proposal| matches!(proposal.outcome, Outcome::Unclear(..));
    if proposal.as_deref().is_some_and(unclear) {
        rows.note(row, Role::Remark, Weight::Doubt, &Notice::UnclearEarmark);
    }
    Some(GiftRow {
        cell: table.address(row, Role::Money),
        donor,
        on,
        dated,
        money,
        proposal,
    })
}

/// Compares each footer with the rows it sums: those before it, from the last
/// footer on where it sums a part; all of them, where it stands on top.
fn controls(rows: &mut Rows<'_, '_>, sums: &[(u32, Fen)]) -> Vec<Control> {
    let mut controls = Vec::new();
    // What all rows before each sum to, so that many footers cost no more.
    let mut total = 0_i128;
    let mut totals = vec![total];
    for (_, fen) in sums {
        total = total.saturating_add(i128::from(fen.0));
        totals.push(total);
    }
    let mut last = 0_u32;
    for footer in rows.table.footers().to_vec() {
        let before = |end: u32| sums.partition_point(|(row, _)| *row < end);
        let first = if footer.part { before(last) } else { 0 };
        last = footer.row;
        let end = match before(footer.row) {
            0 if !footer.part => sums.len(),
            end => end,
        };
        let count = end.saturating_sub(first);
        let at = |index: usize| totals.get(index).copied();
        let summed = at(end).zip(at(first));
        let summed = summed.and_then(|(end, first)| i64::try_from(end.checked_sub(first)?).ok());
        let (Some(stated), Some(summed)) = (rows.stated(footer.row), summed.map(Fen)) else {
            continue;
        };
        let control = Control {
            cell: rows.table.address(footer.row, Role::Money),
            stated,
            summed,
            rows: count,
        };
        let shown = grouped(stated);
        if control.agrees() {
            let (rows_summed, stated) = (count, shown);
            let notice = Notice::ControlAgrees {
                rows: rows_summed,
                stated,
            };
            rows.note(footer.row, Role::Money, Weight::Note, &notice);
        } else {
            let apart = i128::from(stated.0).abs_diff(i128::from(summed.0));
            let apart = Fen(i64::try_from(apart).unwrap_or(i64::MAX));
            let notice = Notice::ControlDiffers {
                stated: shown,
                summed: grouped(summed),
                difference: grouped(apart),
            };
            let finding = rows
                .table
                .finding(footer.row, Role::Money, Weight::Doubt, &notice);
            rows.findings.push(finding.suggesting(summed.to_string()));
        }
        controls.push(control);
    }
    controls
}
