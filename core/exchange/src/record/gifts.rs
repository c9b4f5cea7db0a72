use std::collections::HashMap;

use bangfu::money::{Fen, grouped};
use bangfu::time::Date;

use super::Records;
use super::shared::Rows;
use crate::finding::{Finding, Weight};
use crate::remark::{Outcome, Proposal, Reader};
use crate::table::{Mapping, Role, Table};
use crate::{Notice, Words};

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
    /// What its remark seems to restrict; none without a remark.
    pub proposal: Option<Proposal>,
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
    findings: &mut Vec<Finding>,
) -> Records {
    let remarks: Vec<String> = table
        .rows()
        .iter()
        .filter_map(|row| table.text(*row, Role::Remark))
        .collect();
    let texts = table.title().iter().chain(&remarks).map(String::as_str);
    let reader = Reader::new(words, mapping.area, texts);
    let mut rows = Rows::new(table, mapping, words, findings);
    let mut gifts = Vec::new();
    let mut sums: Vec<(u32, Fen)> = Vec::new();
    let mut seen = HashMap::new();
    for &row in table.rows() {
        let Some(gift) = gift(&mut rows, row, &reader) else {
            continue;
        };
        sums.push((row, gift.money));
        let remark = gift.proposal.as_ref().map(|proposal| proposal.text.clone());
        let key = (gift.donor.clone(), gift.on, gift.money, remark);
        let first = seen.entry(key).or_insert_with(|| gift.cell.clone());
        if *first != gift.cell {
            let first = first.clone();
            rows.note(
                row,
                Role::Donor,
                Weight::Doubt,
                &Notice::RepeatedRow { first },
            );
        }
        gifts.push(gift);
    }
    let controls = controls(&mut rows, &sums);
    Records::Gifts {
        rows: gifts,
        controls,
    }
}

fn gift(rows: &mut Rows<'_, '_>, row: u32, reader: &Reader<'_>) -> Option<GiftRow> {
    let table = rows.table;
    let donor = table.text(row, Role::Donor);
    if table.cell(row, Role::Money).is_none() {
        rows.missing(row, Role::Money);
        return None;
    }
    let money = rows.money(row, Role::Donor, Weight::KeptOut);
    let names_day = table.cell(row, Role::Date).is_some();
    let (on, dated) = rows.day(row);
    if donor.is_none() {
        rows.missing(row, Role::Donor);
    }
    let (money, donor) = (money?, donor?);
    if names_day && on.is_none() {
        return None;
    }
    let remark = table.text(row, Role::Remark);
    let proposal = remark.map(|remark| reader.read(&remark, money));
    if matches!(&proposal, Some(proposal) if matches!(proposal.outcome, Outcome::Unclear(..))) {
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
            rows.note(footer.row, Role::Money, Weight::Doubt, &notice);
        }
        controls.push(control);
    }
    controls
}
