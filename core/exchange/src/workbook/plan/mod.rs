//! A plan as pages for a county office to read and print.

mod pages;
mod summary;

use std::collections::HashMap;

use bangfu::error::Lang;
use bangfu::giving::Gift;
use bangfu::lists::Need;
use bangfu::plan::{Bottleneck, Measure};
use bangfu::registry::Id;
use bangfu::{Plan, Programme, Rules};

use super::error::Unwritten;
use super::names::Names;
use super::page::{Cell, Column, Kind, Layout, Page};
use crate::form::PLAN_MARK;
use crate::sound::sound;

/// A plan as pages: the sums, what each need gets and why, what each place
/// gets, what becomes of each gift, which gift pays which need, and what holds
/// needs down.
///
/// `rules` are those that the plan was made with.
///
/// # Errors
///
/// `OTHER_PROGRAMME` when the plan is another programme's, `UNSOUND_PLAN` when
/// it does not add up or names what the programme lacks. A plan that was made
/// before the programme was changed is written;
/// [`left_out_of_plan`](super::left_out_of_plan) says so.
pub fn plan(
    programme: &Programme,
    rules: &Rules,
    plan: &Plan,
    lang: Lang,
) -> Result<Vec<Page>, Unwritten> {
    if plan.programme != *programme.id() {
        return Err(Unwritten::OtherPlan {
            plan: plan.programme.to_string(),
            programme: programme.id().to_string(),
        });
    }
    if !sound(programme, plan) {
        return Err(Unwritten::UnsoundPlan);
    }
    let sheets = Sheets::new(programme, rules, plan, lang);
    let of = |what| Sheaf {
        needs: sheets.needs(what),
        gifts: sheets.gifts(what),
        lines: sheets.lines(what),
    };
    let (money, goods) = (of(What::Money), of(What::Goods));
    let mut pages = vec![summary::money(plan, &sheets, &money.needs, &money.gifts)];
    let any = !goods.needs.rows.is_empty() || !goods.gifts.rows.is_empty();
    if any {
        pages.push(summary::goods(plan, &sheets, &goods.needs, &goods.gifts));
    }
    pages.push(sheets.places());
    pages.extend([money.needs, money.gifts, money.lines]);
    if any {
        pages.extend([goods.needs, goods.gifts, goods.lines]);
    }
    if !plan.matches.is_empty() {
        pages.push(sheets.matches());
    }
    if !plan.bottlenecks.is_empty() {
        pages.push(sheets.bottlenecks());
    }
    Ok(pages)
}

/// The pages of money, or of goods.
struct Sheaf {
    needs: Page,
    gifts: Page,
    lines: Page,
}

/// What a page is about: amounts and counts never stand in one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Money,
    Goods,
}

impl What {
    fn holds(self, item: Option<&Id>) -> bool {
        item.is_some() == (self == Self::Goods)
    }

    /// One of two, by what the page is about.
    fn of<T>(self, money: T, goods: T) -> T {
        match self {
            Self::Money => money,
            Self::Goods => goods,
        }
    }
}

/// What a column measures, in both languages, and whether goods have it, too.
type Label<'l> = (&'l str, &'l str, bool);

const NEEDED: [Label<'_>; 3] = [
    ("需要", "asked", true),
    ("此前已有", "had", true),
    ("本次安排", "granted", true),
];
const GIVEN: [Label<'_>; 5] = [
    ("收到", "received", true),
    ("管理费", "overhead", false),
    ("储备", "reserve", false),
    ("已用", "used", true),
    ("留存", "held", true),
];
const PAID: [Label<'_>; 1] = [("支付", "paid", true)];
const DELIVERED: [Label<'_>; 1] = [("发放", "delivered", true)];
/// The column of the ids of items.
const ITEM: (&str, &str) = ("物资编号", "item");

/// A plan beside its programme.
struct Sheets<'a> {
    names: Names<'a>,
    lang: Lang,
    programme: &'a Programme,
    rules: &'a Rules,
    plan: &'a Plan,
    needs: HashMap<&'a Id, &'a Need>,
    gifts: HashMap<&'a Id, &'a Gift>,
    caps: HashMap<&'a str, &'a Bottleneck>,
}

impl<'a> Sheets<'a> {
    fn new(programme: &'a Programme, rules: &'a Rules, plan: &'a Plan, lang: Lang) -> Self {
        let entries = plan.bottlenecks.iter();
        Self {
            names: Names { programme, lang },
            lang,
            programme,
            rules,
            plan,
            needs: programme
                .needs()
                .iter()
                .map(|need| (&need.id, need))
                .collect(),
            gifts: programme
                .gifts()
                .iter()
                .map(|gift| (&gift.id, gift))
                .collect(),
            caps: entries.map(|entry| (entry.id.as_str(), entry)).collect(),
        }
    }

    const fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        self.lang.choose(zh, en)
    }

    /// A page of the plan; its last column tells the import that it is one.
    fn page(
        &self,
        file: &'static str,
        name: (&str, &str),
        columns: Columns,
        rows: Vec<Vec<Cell>>,
    ) -> Page {
        let name = self.say(name.0, name.1);
        let programme = self.programme;
        let whole = programme.name().unwrap_or(programme.id().as_str());
        let title = match self.lang {
            Lang::Zh => format!("{whole}　分配方案：{name}（{}）", self.plan.as_of),
            Lang::En => format!("{whole}, plan of {}: {name}", self.plan.as_of),
        };
        let mut columns = columns.0;
        columns.push(Column::new(PLAN_MARK, Kind::Data, 14));
        Page {
            name: name.to_owned(),
            file,
            title: Some(title),
            layout: Layout::List,
            columns,
            rows,
            choices: Vec::new(),
        }
    }

    /// The columns of amounts, or those of an item and its counts.
    fn measures(&self, what: What, mut columns: Columns, labels: &[Label<'_>]) -> Columns {
        if what == What::Money {
            for (zh, en, _) in labels {
                columns = columns.add(&self.yuan(zh, en), Kind::Money, 16).summed();
            }
            return columns;
        }
        columns = columns.add(self.say(ITEM.0, ITEM.1), Kind::Text, 14).add(
            self.say("物资", "item name"),
            Kind::Prose,
            18,
        );
        for (zh, en, _) in labels.iter().filter(|(.., counted)| *counted) {
            let label = match self.lang {
                Lang::Zh => format!("{zh}数量"),
                Lang::En => format!("{en} (units)"),
            };
            columns = columns.add(&label, Kind::Count, 12);
        }
        columns.add(self.say("单位", "unit"), Kind::Text, 7)
    }

    fn yuan(&self, zh: &str, en: &str) -> String {
        match self.lang {
            Lang::Zh => format!("{zh}（元）"),
            Lang::En => format!("{en} (yuan)"),
        }
    }

    /// The cells of one row for the columns of [`measures`](Self::measures).
    fn measured(
        &self,
        item: Option<&Id>,
        labels: &[Label<'_>],
        measures: &[Option<Measure>],
    ) -> Vec<Cell> {
        let cell = |measure: &Option<Measure>| match measure {
            Some(Measure::Money(money)) => Cell::Money(*money),
            Some(Measure::Units(units)) => Cell::Count(*units),
            None => Cell::Empty,
        };
        let Some(item) = item else {
            return measures.iter().map(cell).collect();
        };
        let counted = measures
            .iter()
            .zip(labels)
            .filter(|(_, (.., counted))| *counted);
        let mut cells = vec![item.as_str().into(), self.names.item(item).into()];
        cells.extend(counted.map(|(measure, _)| cell(measure)));
        cells.push(self.names.unit(item).into());
        cells
    }
}

/// Columns on their way.
struct Columns(Vec<Column>);

impl Columns {
    const fn new() -> Self {
        Self(Vec::new())
    }

    /// Sums the last column.
    fn summed(mut self) -> Self {
        if let Some(column) = self.0.last_mut() {
            column.summed = true;
        }
        self
    }

    fn add(mut self, label: &str, kind: Kind, width: u16) -> Self {
        self.0.push(Column::new(label, kind, width));
        self
    }
}

/// The cells of a row, and the empty one under the mark.
fn with_mark(mut cells: Vec<Cell>) -> Vec<Cell> {
    cells.push(Cell::Empty);
    cells
}
