//! Finds the header of a sheet.
//!
//! Every row near the top is tried as the first of one, two or three rows of
//! labels, and the one that names the most columns is the header; of equals
//! the shortest, then the earliest. A row of data or of a title names no
//! columns, so a header that is too long names no more than one that fits.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use super::column::{Column, Sure, no_money, role};
use super::mapping::Mapping;
use super::rows::Merges;
use crate::Notice;
use crate::sheet::{Cell, Number, Sheet};
use crate::value::{MoneyUnit, clean, ours, plain};
use crate::words::Role;
use crate::words::Words;

/// The labels of a table, and what stands above them.
#[derive(Debug)]
pub(super) struct Header {
    /// The last row of it.
    pub(super) last: u32,
    pub(super) columns: Vec<Column>,
    pub(super) title: Vec<String>,
    /// Rows above it that look like data.
    pub(super) above: Vec<u32>,
    pub(super) merges: Merges,
}

/// Rows that may be the header.
struct Candidate {
    /// How many columns they name; of equals the fewer rows.
    score: (usize, Reverse<u32>),
    /// Whether they could stand over gifts, goods, needs or resources.
    speaks: bool,
    first: u32,
    last: u32,
    columns: Vec<Column>,
}

impl Candidate {
    fn of(first: u32, last: u32, columns: Vec<Column>) -> Self {
        let roles: BTreeSet<Role> = columns.iter().filter_map(|column| column.role).collect();
        let subject = [Role::Money, Role::Quantity, Role::Item, Role::Offer];
        Self {
            score: (roles.len(), Reverse(last.saturating_sub(first))),
            speaks: roles.len() >= 2 && subject.iter().any(|role| roles.contains(role)),
            first,
            last,
            columns,
        }
    }
}

/// A header begins within so many rows that hold something.
const SEARCHED: usize = 60;
/// A header has at most so many rows.
const DEPTH: u32 = 3;
/// A table has at most so many columns.
pub(crate) const COLUMNS: u32 = 512;

pub(super) fn find(sheet: &Sheet, mapping: &Mapping, words: &Words) -> Option<Header> {
    let merges = Merges::of(sheet);
    let mut top = Top {
        sheet,
        merges: &merges,
        mapping,
        words,
        parts: HashMap::new(),
    };
    let mut best: Option<Candidate> = None;
    for row in sheet.rows().take(SEARCHED) {
        if mapping
            .header_row
            .is_some_and(|wanted| wanted != row.saturating_add(1))
        {
            continue;
        }
        for depth in 1..=DEPTH {
            let last = row.saturating_add(depth).saturating_sub(1);
            let columns = top.labels(row, last);
            let candidate = Candidate::of(row, last, columns);
            let enough = candidate.speaks || mapping.header_row.is_some();
            if enough
                && best
                    .as_ref()
                    .is_none_or(|best| candidate.score > best.score)
            {
                best = Some(candidate);
            }
        }
    }
    let Candidate {
        first,
        last,
        columns,
        ..
    } = best?;
    let above = sheet.rows().take_while(|row| *row < first);
    let title = above
        .flat_map(|row| sheet.row(row))
        .filter_map(|(_, cell)| cell.text());
    let title = title.map(clean).filter(|text| !text.is_empty()).collect();
    let above = sheet.rows().take_while(|row| *row < first);
    let above = above.filter(|row| is_data(sheet, *row)).collect();
    Some(Header {
        last,
        columns,
        title,
        above,
        merges,
    })
}

/// Whether a row has two cells or more and an amount among them; the number of
/// a day stands beside titles.
fn is_data(sheet: &Sheet, row: u32) -> bool {
    let cells = sheet.row(row).filter(|(_, cell)| match cell {
        Cell::Text(text) => !plain(text).is_empty(),
        _ => true,
    });
    let (mut filled, mut numbers) = (0_usize, 0_usize);
    for (_, cell) in cells {
        filled = filled.saturating_add(1);
        let number = match cell {
            Cell::Number(number) => Some(number),
            Cell::Text(text) => Number::parse(&plain(text).replace(',', "")),
            _ => None,
        };
        let amount = number.is_some_and(|number| !number.whole().is_some_and(ours));
        numbers = numbers.saturating_add(usize::from(amount));
    }
    filled >= 2 && numbers > 0
}

/// A cell as a label.
struct Part {
    text: String,
    found: Option<(Role, Sure)>,
    unit: Option<MoneyUnit>,
}

/// The top of a sheet. A cell of it is a label of up to six headers that are
/// tried, and is understood once.
struct Top<'a> {
    sheet: &'a Sheet,
    merges: &'a Merges,
    mapping: &'a Mapping,
    words: &'a Words,
    parts: HashMap<(u32, u32), Option<Rc<Part>>>,
}

impl Top<'_> {
    fn part(&mut self, row: u32, column: u32) -> Option<Rc<Part>> {
        let place = self.merges.source(row, column).unwrap_or((row, column));
        if let Some(known) = self.parts.get(&place) {
            return known.clone();
        }
        let text = self.sheet.get(place.0, place.1).and_then(Cell::text);
        let text = text.map(clean).filter(|text| !text.is_empty());
        let part = text.map(|text| {
            let said = self.mapping.columns.get(&plain(&text));
            let said = said.map(|role| (*role, Sure::Said));
            Rc::new(Part {
                found: said.or_else(|| role(&text, self.words)),
                unit: MoneyUnit::named_in(&text),
                text,
            })
        });
        self.parts.insert(place, part.clone());
        part
    }

    /// The columns that rows of labels name; none where no label is known, and
    /// nobody says that they are the header. The last label of a column counts;
    /// what stands above it is a heading for several.
    fn labels(&mut self, first: u32, last: u32) -> Vec<Column> {
        let rows = (first..=last).flat_map(|row| self.sheet.row(row));
        let indices = rows.map(|(column, _)| column);
        let mut indices: Vec<u32> = indices.filter(|column| *column < COLUMNS).collect();
        indices.sort_unstable();
        indices.dedup();
        let mut known = |index: u32| {
            let label = (first..=last).rev().find_map(|row| self.part(row, index));
            label.is_some_and(|label| label.found.is_some())
        };
        if !indices.iter().any(|index| known(*index)) && self.mapping.header_row.is_none() {
            return Vec::new();
        }
        let mut columns = Vec::new();
        let mut sure = Vec::new();
        for index in indices {
            let parts: Vec<_> = (first..=last)
                .filter_map(|row| self.part(row, index))
                .collect();
            let Some(label) = parts.last() else { continue };
            let refused = match label.found {
                // Who says the unit or the column knows better.
                Some((Role::Money, Sure::Whole | Sure::Inside)) => self.no_money(&parts),
                _ => None,
            };
            let unit = parts.iter().rev().find_map(|part| part.unit);
            let unit = unit.or_else(|| MoneyUnit::in_brackets(&label.text)?.ok());
            sure.push((refused.is_some(), label.found.map(|(_, sure)| sure)));
            columns.push(Column {
                index,
                label: label.text.clone(),
                role: label.found.map(|(role, _)| role),
                unit,
                refused,
            });
        }
        one_of_each(&mut columns, &sure);
        columns
    }

    fn no_money(&self, parts: &[Rc<Part>]) -> Option<Notice> {
        let labels: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
        let unit = |why: &Notice| matches!(why, Notice::UnknownUnit { .. });
        no_money(&labels, self.words).filter(|why| self.mapping.unit.is_none() || !unit(why))
    }
}

/// Of columns about the same the surest is read, and of those the first.
fn one_of_each(columns: &mut [Column], sure: &[(bool, Option<Sure>)]) {
    let mut order: Vec<_> = sure
        .iter()
        .zip(columns)
        .map(|(sure, column)| (*sure, column))
        .collect();
    order.sort_by_key(|(sure, column)| (*sure, column.index));
    let mut taken = BTreeSet::new();
    for (_, column) in order {
        let Some(role) = column.role else { continue };
        if role == Role::Ignored || taken.insert(role) {
            continue;
        }
        column.role = None;
        // Half of the names or of the amounts of a sheet may stand in it.
        if matches!(role, Role::Money | Role::Donor) && column.refused.is_none() {
            let label = column.label.clone();
            column.refused = Some(Notice::SecondColumn { label });
        }
    }
}
