use bangfu::lists::Quantity;
use bangfu::money::Fen;
use bangfu::time::Date;

use super::Found;
use super::shared::Rows;
use crate::finding::Weight;
use crate::table::{Mapping, Role, Table};
use crate::value::{Count, Line, count};
use crate::{Notice, Refusal, Words};

/// Goods of one kind, as a row tells them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoodsLine {
    /// The cell of the goods.
    pub cell: String,
    /// Who gave them, where the sheet says so. A name: it goes into no message.
    pub donor: Option<String>,
    /// Who got them, where the sheet says so.
    pub receiver: Option<String>,
    /// The day, where the sheet says so.
    pub on: Option<Date>,
    /// Whether the row itself or the mapping says so, not only the title.
    pub dated: bool,
    /// What they are.
    pub item: String,
    /// Which kind of them.
    pub specification: Option<String>,
    /// What they are counted in.
    pub unit: Option<String>,
    /// How many.
    pub quantity: Quantity,
    /// What they are worth, where the row says so for them alone.
    pub value: Option<Fen>,
    /// What else is said.
    pub remark: Option<String>,
}

pub(super) fn read(
    table: &Table<'_>,
    mapping: &Mapping,
    words: &Words,
    found: &mut Found<'_, '_>,
) -> Result<Vec<GoodsLine>, Refusal> {
    let mut rows = Rows::new(table, mapping, words, found.findings);
    let mut lines = Vec::new();
    for &row in table.rows() {
        found.watch.step()?;
        let counted = counted(&mut rows, row);
        let value = rows.money(row, Role::Item, Weight::Doubt);
        let alone = counted.len() == 1;
        if value.is_some() && counted.len() > 1 {
            rows.note(row, Role::Money, Weight::Doubt, &Notice::SharedValue);
        }
        let (on, dated) = if counted.is_empty() {
            (None, false)
        } else {
            rows.day(row)
        };
        // A day that can't be read keeps the row out, and no other day is put in
        // its place.
        if dated && on.is_none() {
            continue;
        }
        for (line, counted) in counted {
            let unit = table.text(row, Role::Unit).or(counted.unit);
            if unit.is_none() {
                rows.note(row, Role::Quantity, Weight::Doubt, &Notice::NoUnit);
            }
            lines.push(GoodsLine {
                cell: table.address(row, Role::Item),
                donor: table.text(row, Role::Donor),
                receiver: table.text(row, Role::Receiver),
                on,
                dated,
                item: line,
                specification: table.text(row, Role::Specification),
                unit,
                quantity: counted.quantity,
                value: value.filter(|_| alone),
                remark: table.text(row, Role::Remark),
            });
        }
    }
    Ok(lines)
}

/// The kinds of goods of a row with their quantities; what has none is noted.
pub(super) fn counted(rows: &mut Rows<'_, '_>, row: u32) -> Vec<(String, Count)> {
    let table = rows.table;
    let Some(item) = table.text(row, Role::Item) else {
        rows.missing(row, Role::Item);
        return Vec::new();
    };
    if let Some(first) = table.merged_from(row, Role::Quantity) {
        let cell = table.address(first, Role::Quantity);
        let weight = if first == row {
            Weight::Doubt
        } else {
            Weight::KeptOut
        };
        rows.note(row, Role::Item, weight, &Notice::SharedQuantity { cell });
        if first != row {
            return Vec::new();
        }
    }
    if let Some(cell) = table.cell(row, Role::Quantity)
        && table.text(row, Role::Quantity).is_some()
    {
        return match count(cell, rows.words) {
            Ok(counted) => {
                second(rows, row, Role::Quantity, &counted);
                vec![(item, counted)]
            }
            Err(notice) => {
                rows.note(row, Role::Quantity, Weight::KeptOut, &notice);
                Vec::new()
            }
        };
    }
    match crate::value::lines(&item, rows.words) {
        Ok(found) => in_name(rows, row, found),
        Err(notice) => {
            rows.note(row, Role::Item, Weight::KeptOut, &notice);
            Vec::new()
        }
    }
}

/// Quantities that stand in the name of the goods.
fn in_name(rows: &mut Rows<'_, '_>, row: u32, found: Vec<Line>) -> Vec<(String, Count)> {
    let mut counted = Vec::new();
    for line in found {
        let Some(count) = line.count else {
            let role = match rows.table.column(Role::Quantity) {
                Some(_) => Role::Quantity,
                None => Role::Item,
            };
            rows.note(row, role, Weight::KeptOut, &Notice::NoQuantity);
            continue;
        };
        if line.kinds {
            rows.note(row, Role::Item, Weight::Doubt, &Notice::SharedKinds);
        }
        second(rows, row, Role::Item, &count);
        counted.push((line.name, count));
    }
    counted
}

fn second(rows: &mut Rows<'_, '_>, row: u32, role: Role, count: &Count) {
    let (Some(left), Quantity::Known(taken)) = (&count.second, count.quantity) else {
        return;
    };
    let unit = count.unit.as_deref().unwrap_or("");
    let notice = Notice::SecondQuantity {
        taken: format!("{taken}{unit}"),
        left: left.clone(),
    };
    rows.note(row, role, Weight::Doubt, &notice);
}
