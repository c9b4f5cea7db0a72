//! Needs and grants by place and category, as CSV with HXL tags.

use std::collections::{BTreeMap, HashMap};

use bangfu::code::{DivisionCode, Level};
use bangfu::error::{Lang, Pointer};
use bangfu::lists::{Asked, Need, Quantity};
use bangfu::money::Fen;
use bangfu::plan::NeedRow;
use bangfu::registry::Id;

use super::desk::{Desk, Listed, Written, find};
use super::{OpenError, OpenNote};

/// Below so many persons a figure may tell who they are.
const FEWEST: i64 = 5;

/// The columns: tag, label in Chinese and in English.
const COLUMNS: [(&str, &str, &str); 21] = [
    ("#adm1+name", "省", "Province"),
    ("#adm1+code", "省代码", "Province code"),
    ("#adm2+name", "市州", "Prefecture"),
    ("#adm2+code", "市州代码", "Prefecture code"),
    ("#adm3+name", "县", "County"),
    ("#adm3+code", "县代码", "County code"),
    ("#adm4+name", "乡村", "Township or village"),
    ("#adm4+code", "乡村代码", "Township or village code"),
    ("#population", "人口", "Population"),
    ("#beneficiary+num", "受益人数", "Beneficiaries"),
    ("#sector", "类别", "Category"),
    ("#item+name", "物资", "Item"),
    ("#item+unit", "单位", "Unit"),
    (
        "#value+required+currency_cny",
        "需要金额（元）",
        "Money required (yuan)",
    ),
    (
        "#value+already+currency_cny",
        "已有金额（元）",
        "Money had before (yuan)",
    ),
    (
        "#value+allocated+currency_cny",
        "分配金额（元）",
        "Money allocated (yuan)",
    ),
    ("#item+num+required", "需要数量", "Units required"),
    ("#item+num+already", "已有数量", "Units had before"),
    ("#item+num+allocated", "分配数量", "Units allocated"),
    ("#activity+num+needs", "需求数", "Needs"),
    ("#date+allocated", "日期", "Date"),
];

/// What needs of one place, category and item sum to.
#[derive(Default)]
struct Sums {
    needs: u64,
    /// None once a quantity has no sum.
    required: Option<i128>,
    already: i128,
    granted: i128,
}

/// The file; none once something was refused.
pub(super) fn write(desk: &mut Desk<'_>) -> Option<Written> {
    if !desk.is_open() {
        return None;
    }
    let lang = desk.lang;
    let label = |(_, zh, en): &(_, &'static str, &'static str)| match lang {
        Lang::Zh => *zh,
        Lang::En => *en,
    };
    let rows = rows(desk);
    let entries = rows.len();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS.iter().map(label)).ok()?;
    writer
        .write_record(COLUMNS.iter().map(|column| column.0))
        .ok()?;
    for ((code, category, item), sums) in rows {
        let row = row(desk, code, category, item, &sums);
        writer.write_record(&row).ok()?;
    }
    let bytes = writer.into_inner().ok()?;
    Some(Written { bytes, entries })
}

type Key<'a> = (DivisionCode, String, Option<&'a Id>);

/// The sums, by place, category and item.
fn rows<'a>(desk: &mut Desk<'a>) -> BTreeMap<Key<'a>, Sums> {
    let granted: HashMap<&Id, &NeedRow> = desk
        .plan
        .map(|plan| plan.needs.iter().map(|row| (&row.id, row)).collect())
        .unwrap_or_default();
    let mut rows: BTreeMap<Key<'a>, Sums> = BTreeMap::new();
    for (index, need) in desk.programme.needs().iter().enumerate() {
        let code = desk.spot(need).code;
        let category = desk.category(Listed { index, row: need });
        let key = (code, category, need.item());
        let sums = rows.entry(key).or_insert_with(|| Sums {
            required: Some(0),
            ..Sums::default()
        });
        let (required, already) = asked(need);
        sums.needs = sums.needs.saturating_add(1);
        sums.already += already;
        sums.granted += granted
            .get(&need.id)
            .map_or(0, |row| i128::from(row.granted.count()));
        sums.required = match (sums.required, required) {
            (Some(sum), Some(required)) => Some(sum + required),
            _ => None,
        };
        if required.is_none() {
            let pointer = desk.programme.pointer_to_need(index);
            desk.note(&OpenNote::NoSum, &pointer.key("goods").key("quantity"));
        }
    }
    rows
}

/// What a need asks for, where that is known, and what it has already: in fen
/// or in units.
fn asked(need: &Need) -> (Option<i128>, i128) {
    match &need.asked {
        Asked::Money(asked) => (Some(asked.money.0.into()), asked.already.0.into()),
        Asked::Goods(asked) => {
            let required = match asked.goods.quantity {
                Quantity::Known(units) => Some(units.into()),
                Quantity::AtLeast(_) | Quantity::Unknown | Quantity::Unlimited => None,
            };
            (required, asked.already.into())
        }
    }
}

fn row(
    desk: &mut Desk<'_>,
    code: DivisionCode,
    category: String,
    item: Option<&Id>,
    sums: &Sums,
) -> Vec<String> {
    let mut row = Vec::with_capacity(COLUMNS.len());
    for level in [
        Some(Level::Province),
        Some(Level::Prefecture),
        Some(Level::County),
        None,
    ] {
        row.extend(at(desk, code, level));
    }
    row.push(figure(desk, code, "population"));
    row.push(figure(desk, code, "beneficiaries"));
    row.push(category);
    let (name, unit) = item.map(|item| desk.item(item)).unwrap_or_default();
    row.extend([name, unit]);
    let planned = desk.plan.is_some();
    let granted = planned.then_some(sums.granted);
    let cells = [sums.required, Some(sums.already), granted];
    let money = cells.map(|sum| sum.map(|sum| yuan(desk, sum)).unwrap_or_default());
    let units = cells.map(|sum| sum.map(|sum| sum.to_string()).unwrap_or_default());
    let none = || [String::new(), String::new(), String::new()];
    match item {
        None => row.extend(money.into_iter().chain(none())),
        Some(_) => row.extend(none().into_iter().chain(units)),
    }
    row.push(sums.needs.to_string());
    row.push(if planned {
        desk.programme.as_of().to_string()
    } else {
        String::new()
    });
    row
}

/// Name and code of the division of a level around a place; of no level: of
/// the place itself, where it is below a county.
fn at(desk: &mut Desk<'_>, code: DivisionCode, level: Option<Level>) -> [String; 2] {
    let mut around = Some(code);
    while let Some(place) = around {
        let here = match level {
            Some(level) => place.level() == level,
            None => place.level() > Level::County,
        };
        if here {
            let spot = desk.place(place);
            return [spot.name, spot.code.to_string()];
        }
        around = place.parent();
    }
    [String::new(), String::new()]
}

/// A count of persons of a place; nothing where it is not known, or so small
/// that it may tell who they are.
fn figure(desk: &mut Desk<'_>, code: DivisionCode, name: &str) -> String {
    let places = &desk.programme.registry().places;
    let found = find(places, |place| place.code.cmp(&code));
    let Some((index, figure)) =
        found.and_then(|place| Some((place.index, place.row.figures.get(name)?)))
    else {
        return String::new();
    };
    if figure.value() < FEWEST.into() {
        let pointer = desk.programme.pointer_to_place(index);
        desk.note(&OpenNote::SmallFigure, &pointer.key("figures").key(name));
        return String::new();
    }
    figure.to_string()
}

fn yuan(desk: &mut Desk<'_>, sum: i128) -> String {
    match i64::try_from(sum) {
        Ok(fen) => Fen(fen).to_string(),
        Err(_) => {
            desk.refuse(
                &OpenError::TooMuch,
                &Pointer::root().key("lists").key("needs"),
            );
            String::new()
        }
    }
}
