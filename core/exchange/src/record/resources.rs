use bangfu::code::DivisionCode;
use bangfu::time::Date;

use super::shared::Rows;
use crate::finding::{Finding, Weight};
use crate::table::{Mapping, Role, Table};
use crate::value::{Gazetteer, Sought, division};
use crate::{Notice, Words};

/// A resource, as a row tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceRow {
    /// The cell of what is offered.
    pub cell: String,
    /// Who offers it. It may be the name of a person: it goes into no message.
    pub organisation: String,
    /// Which kind of resource it is, where the sheet says so.
    pub kind: Option<String>,
    /// What it is.
    pub what: String,
    /// Where it is offered; none means everywhere.
    pub areas: Vec<DivisionCode>,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

pub(super) fn read(
    table: &Table<'_>,
    mapping: &Mapping,
    words: &Words,
    findings: &mut Vec<Finding>,
) -> Vec<ResourceRow> {
    let places = Gazetteer::new();
    let mut rows = Rows::new(table, mapping, words, findings);
    let read = table
        .rows()
        .iter()
        .filter_map(|row| resource(&mut rows, *row, &places));
    read.collect()
}

fn resource(rows: &mut Rows<'_, '_>, row: u32, places: &Gazetteer) -> Option<ResourceRow> {
    let table = rows.table;
    let (organisation, what) = (table.text(row, Role::Donor), table.text(row, Role::Offer));
    for (found, role) in [(&organisation, Role::Donor), (&what, Role::Offer)] {
        if found.is_none() {
            rows.missing(row, role);
        }
    }
    let areas = areas(rows, row, places);
    let from = rows.other_day(row, Role::Start);
    let to = rows.other_day(row, Role::End);
    Some(ResourceRow {
        cell: table.address(row, Role::Offer),
        organisation: organisation?,
        kind: table.text(row, Role::Category),
        what: what?,
        areas: areas?,
        from: from.ok()?,
        to: to.ok()?,
    })
}

/// Where it is offered. A name that leads nowhere keeps the row out: without it
/// the offer would hold for more places than its giver said.
fn areas(rows: &mut Rows<'_, '_>, row: u32, places: &Gazetteer) -> Option<Vec<DivisionCode>> {
    let text = rows.table.text(row, Role::Area).unwrap_or_default();
    let names = text.split(['、', '，', ',', '；', ';']).map(str::trim);
    let mut areas = Vec::new();
    for name in names.filter(|name| !name.is_empty()) {
        let found = if name.bytes().all(|byte| byte.is_ascii_digit()) {
            division(name).map_or(Sought::Nowhere(None), Sought::One)
        } else {
            places.follow([name])
        };
        let notice = match found {
            Sought::One(place) => {
                areas.push(place);
                continue;
            }
            Sought::Several => Notice::AmbiguousPlace,
            Sought::Nowhere(_) => Notice::UnknownPlace,
        };
        rows.note(row, Role::Area, Weight::KeptOut, &notice);
        return None;
    }
    Some(areas)
}
