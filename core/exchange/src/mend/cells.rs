//! What can be put right in a table.

use std::collections::BTreeMap;

use bangfu::lists::Quantity;
use bangfu::money::Fen;
use bangfu::time::Date;

use crate::Mend;
use crate::record::Context;
use crate::sheet::{Cell, Number};
use crate::table::{Mapping, Role, Table};
use crate::value::{MoneyUnit, cleaned, count, money};
use crate::words::Words;

/// What a cell is to hold.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Number(Number),
    Date(Date),
    Text(String),
    /// The label of a column that was not there.
    Label(&'static str),
}

/// Cells by row and column, with what they are to hold, and why.
pub(super) type Mended = BTreeMap<(u32, u32), (Value, Mend)>;

/// The first day that a spreadsheet can hold.
const FIRST_YEAR: u16 = 1901;

pub(super) fn mended(table: &Table<'_>, mapping: &Mapping, words: &Words) -> Mended {
    let mut mended = Mended::new();
    let context = Context::of(table, mapping);
    let mut units = Units::of(table);
    for &row in table.rows() {
        tidy(table, row, &mut mended);
        let mut put = |role, value: Option<Value>, why| {
            let place = own(table, row, role);
            if let (Some(place), Some(value)) = (place, value) {
                mended.insert(place, (value, why));
            }
        };
        let amount = table.cell(row, Role::Money);
        let amount = amount.and_then(|cell| amount_of(cell, context.unit));
        put(Role::Money, amount, Mend::AmountAsNumber);
        let day = table.cell(row, Role::Date);
        let day = day.and_then(|cell| match cell {
            Cell::Date(_) | Cell::Serial(_) => None,
            _ => context.day(table, cell).map(Value::Date),
        });
        let day = day.filter(|day| matches!(day, Value::Date(day) if day.year() >= FIRST_YEAR));
        put(Role::Date, day, Mend::DayAsDate);
        let parted = table.cell(row, Role::Quantity);
        let parted = parted.and_then(|cell| quantity(cell, words));
        if let Some((number, unit)) = parted {
            // A unit that has no room keeps the quantity as it is.
            let room = unit.is_none_or(|unit| units.take(table, row, unit, &mut mended));
            if let (true, Some(place)) = (room, own(table, row, Role::Quantity)) {
                mended.insert(place, (Value::Number(number), Mend::UnitParted));
            }
        }
    }
    mended
}

/// The place of a cell that stands for its own row only.
fn own(table: &Table<'_>, row: u32, role: Role) -> Option<(u32, u32)> {
    let alone = table.merged_from(row, role).is_none();
    let place = table.place(row, role)?;
    alone.then_some(place)
}

/// Texts without what only spreadsheets put there.
fn tidy(table: &Table<'_>, row: u32, mended: &mut Mended) {
    for column in table.columns() {
        let Some(role) = column.role.filter(|role| *role != Role::Ignored) else {
            continue;
        };
        let Some(place) = own(table, row, role) else {
            continue;
        };
        if let Some(Cell::Text(text)) = table.cell(row, role) {
            let clean = cleaned(text);
            if clean != text && !clean.is_empty() {
                let value = Value::Text(clean.into_owned());
                mended.insert(place, (value, Mend::TextTidied));
            }
        }
    }
}

/// The number of an amount that is not written as one, or not exactly.
fn amount_of(cell: Cell<'_>, unit: MoneyUnit) -> Option<Value> {
    let read = money(cell, unit).ok()?;
    if read.note.is_none() && matches!(cell, Cell::Number(_)) {
        return None;
    }
    let number = in_units(read.fen, unit);
    // A spreadsheet keeps 15 digits: what it would lose stays a text.
    let again = number.significant() <= 15 && Number::of(binary(number)?) == Some(number);
    let same = money(Cell::Number(number), unit).is_ok_and(|again| again.fen == read.fen);
    (again && same).then_some(Value::Number(number))
}

fn in_units(fen: Fen, unit: MoneyUnit) -> Number {
    Number::from_whole(fen.0).times_ten(unit.power().saturating_neg().saturating_sub(2))
}

/// The number as a spreadsheet keeps it.
pub(super) fn binary(number: Number) -> Option<f64> {
    number.to_string().parse().ok()
}

/// The number of a quantity that is written as text, and its unit.
fn quantity(cell: Cell<'_>, words: &Words) -> Option<(Number, Option<String>)> {
    let Cell::Text(_) = cell else { return None };
    let counted = count(cell, words).ok()?;
    match (counted.quantity, counted.second) {
        (Quantity::Known(units), None) => {
            let number = Number::from_whole(i64::try_from(units).ok()?);
            (number.significant() <= 15).then_some((number, counted.unit))
        }
        _ => None,
    }
}

/// Where units go: the column for them, or a new one behind all others.
struct Units {
    new: Option<u32>,
}

impl Units {
    fn of(table: &Table<'_>) -> Self {
        let there = table.column(Role::Unit).is_some();
        let last = table.sheet().last_column();
        let next = last.and_then(|last| last.checked_add(1));
        Self {
            new: next.filter(|next| !there && *next < crate::table::COLUMNS),
        }
    }

    /// Finds room for the unit of a row.
    fn take(&mut self, table: &Table<'_>, row: u32, unit: String, mended: &mut Mended) -> bool {
        if table.column(Role::Unit).is_some() {
            let taken = table.text(row, Role::Unit).is_some();
            let place = own(table, row, Role::Unit).filter(|_| !taken);
            if let Some(place) = place {
                mended.insert(place, (Value::Text(unit), Mend::UnitParted));
            }
            // The column's own unit is the one that is read.
            return taken || place.is_some();
        }
        let Some(column) = self.new else { return false };
        let label = (Value::Label("计量单位"), Mend::UnitParted);
        mended.entry((table.header(), column)).or_insert(label);
        mended.insert((row, column), (Value::Text(unit), Mend::UnitParted));
        true
    }
}
