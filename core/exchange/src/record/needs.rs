use bangfu::code::DivisionCode;
use bangfu::lists::Quantity;
use bangfu::money::Fen;

use super::Found;
use super::shared::Rows;
use crate::finding::{Findings, Weight};
use crate::table::{Mapping, Role, Table};
use crate::value::{Gazetteer, Sought, count, division};
use crate::{Notice, Refusal, Words};

/// A need, as a row tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedRow {
    /// The cell of what is asked for.
    pub cell: String,
    /// Where it is, down to the county.
    pub place: DivisionCode,
    /// The town and the village, as the sheet names them.
    pub below: Vec<String>,
    /// Who asks, where it is a body.
    pub institution: Option<String>,
    /// What is asked for.
    pub asked: Asked,
    /// The category, where the sheet has one.
    pub category: Option<String>,
    /// The project, where the sheet has one.
    pub project: Option<String>,
    /// What else is said.
    pub remark: Option<String>,
}

/// What a row asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Money.
    Money(Fen),
    /// Goods.
    Goods {
        /// What they are.
        item: String,
        /// Which kind of them.
        specification: Option<String>,
        /// What they are counted in.
        unit: Option<String>,
        /// How many.
        quantity: Quantity,
    },
}

impl Asked {
    /// Whether it asks for 0.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Money(money) => money.is_zero(),
            Self::Goods { quantity, .. } => {
                matches!(quantity, Quantity::Known(0) | Quantity::AtLeast(0))
            }
        }
    }
}

pub(super) fn read(
    table: &Table<'_>,
    mapping: &Mapping,
    words: &Words,
    found: &mut Found<'_, '_>,
) -> Result<Vec<NeedRow>, Refusal> {
    let places = Gazetteer::new();
    let some = mapping
        .one_means_some
        .unwrap_or_else(|| one_means_some(table, words, found.findings));
    let mut rows = Rows::new(table, mapping, words, found.findings);
    let mut needs = Vec::new();
    for &row in table.rows() {
        found.watch.step()?;
        let place = place(&mut rows, row, &places, mapping.area);
        let asked = asked(&mut rows, row, some);
        let (Some(place), Some(asked)) = (place, asked) else {
            continue;
        };
        let cell = match asked {
            Asked::Money(_) => table.address(row, Role::Money),
            Asked::Goods { .. } => table.address(row, Role::Item),
        };
        let below = [Role::Town, Role::Village].into_iter();
        needs.push(NeedRow {
            cell,
            place,
            below: below.filter_map(|role| table.text(row, role)).collect(),
            institution: table.text(row, Role::Institution),
            asked,
            category: table.text(row, Role::Category),
            project: table.text(row, Role::Project),
            remark: table.text(row, Role::Remark),
        });
    }
    Ok(needs)
}

fn asked(rows: &mut Rows<'_, '_>, row: u32, one_means_some: bool) -> Option<Asked> {
    let table = rows.table;
    let Some(item) = table.text(row, Role::Item) else {
        if table.cell(row, Role::Money).is_none() {
            rows.missing(row, Role::Money);
        }
        let money = rows.money(row, Role::Project, Weight::KeptOut);
        return money.map(Asked::Money);
    };
    // How much of it each row asks for nobody can know.
    if let Some(first) = table.merged_from(row, Role::Quantity) {
        let cell = table.address(first, Role::Quantity);
        let notice = Notice::SharedQuantity { cell };
        rows.note(row, Role::Item, Weight::KeptOut, &notice);
        return None;
    }
    let mut unit = table.text(row, Role::Unit);
    let quantity = match table.cell(row, Role::Quantity) {
        Some(cell) => match count(cell, rows.words) {
            Ok(counted) => {
                unit = unit.or(counted.unit);
                counted.quantity
            }
            Err(notice) => {
                rows.note(row, Role::Quantity, Weight::Doubt, &notice);
                Quantity::Unknown
            }
        },
        // Nobody knows how many: the need stands, and gets nothing until
        // somebody says.
        None => {
            rows.note(row, Role::Quantity, Weight::Doubt, &Notice::NoQuantity);
            Quantity::Unknown
        }
    };
    let quantity = match quantity {
        Quantity::Known(1) if one_means_some => Quantity::Unknown,
        other => other,
    };
    Some(Asked::Goods {
        item,
        specification: table.text(row, Role::Specification),
        unit,
        quantity,
    })
}

/// Whether 1 stands for “some”: most rows have it, and nobody else asks for
/// less than ten.
fn one_means_some(table: &Table<'_>, words: &Words, findings: &mut Findings) -> bool {
    let (mut ones, mut small, mut of) = (0_usize, 0_usize, 0_usize);
    for row in table.rows() {
        let Some(cell) = table.cell(*row, Role::Quantity) else {
            continue;
        };
        if let Ok(counted) = count(cell, words)
            && let Quantity::Known(quantity) = counted.quantity
        {
            of = of.saturating_add(1);
            ones = ones.saturating_add(usize::from(quantity == 1));
            small = small.saturating_add(usize::from((2..10).contains(&quantity)));
        }
    }
    let means = of >= 20 && ones.saturating_mul(2) > of && small == 0 && ones < of;
    if means {
        let row = table.rows().first().copied().unwrap_or(0);
        let notice = Notice::OneMeansSome { rows: ones, of };
        findings.push(table.finding(row, Role::Quantity, Weight::Doubt, &notice));
    }
    means
}

/// Where a row is: its code, or what its names lead to. A name that leads
/// nowhere leaves the need at what it lies in, for a person to see.
fn place(
    rows: &mut Rows<'_, '_>,
    row: u32,
    places: &Gazetteer,
    area: Option<DivisionCode>,
) -> Option<DivisionCode> {
    let table = rows.table;
    if let Some(code) = table.text(row, Role::Code) {
        let found = division(&code);
        if found.is_none() {
            rows.note(row, Role::Code, Weight::KeptOut, &Notice::UnknownPlace);
        }
        return found;
    }
    let roles = [Role::Province, Role::City, Role::County];
    let names: Vec<String> = roles
        .iter()
        .filter_map(|role| table.text(row, *role))
        .collect();
    let role = roles
        .into_iter()
        .rev()
        .find(|role| table.text(row, *role).is_some());
    let role = role.unwrap_or(Role::Institution);
    match places.follow(names.iter().map(String::as_str)) {
        Sought::One(place) => Some(place),
        Sought::Several => {
            rows.note(row, role, Weight::KeptOut, &Notice::AmbiguousPlace);
            None
        }
        Sought::Nowhere(Some(here)) if here.significant().len() > 2 => {
            let finding = table.finding(row, role, Weight::Doubt, &Notice::UnknownPlace);
            rows.findings.push(finding.suggesting(here.as_str()));
            Some(here)
        }
        Sought::Nowhere(_) if area.is_some() && names.is_empty() => area,
        Sought::Nowhere(_) => {
            rows.note(row, role, Weight::KeptOut, &Notice::UnknownPlace);
            None
        }
    }
}
