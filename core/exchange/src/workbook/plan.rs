//! A plan as pages for a county office to read and print.

use std::collections::{BTreeMap, HashMap};

use bangfu::allocate::explain::{self, percent};
use bangfu::code::DivisionCode;
use bangfu::error::Lang;
use bangfu::giving::Gift;
use bangfu::lists::Need;
use bangfu::money::{Fen, Share};
use bangfu::plan::{Bottleneck, GiftRow, Line, Measure, NeedReason, NeedRow, Paid};
use bangfu::registry::Id;
use bangfu::{Plan, Programme, Rules};

use super::both;
use super::error::Unwritten;
use super::names::Names;
use super::page::{Cell, Column, Kind, Layout, Page};
use super::summary;
use crate::form::PLAN_MARK;

/// A plan as pages: the sums, what each need gets and why, what each place
/// gets, what becomes of each gift, which gift pays which need, and what holds
/// needs down.
///
/// `rules` are those that the plan was made with.
///
/// # Errors
///
/// `OTHER_PROGRAMME` when the plan is another programme's.
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
    let sheets = Sheets::new(programme, rules, plan, lang);
    let needs = sheets.needs();
    let gifts = sheets.gifts();
    let mut pages = Vec::new();
    pages.push(summary::money(plan, &sheets, &needs, &gifts));
    pages.extend(summary::goods(plan, &sheets));
    pages.push(needs);
    pages.push(sheets.places());
    pages.push(gifts);
    pages.push(sheets.lines());
    if !plan.matches.is_empty() {
        pages.push(sheets.matches());
    }
    if !plan.bottlenecks.is_empty() {
        pages.push(sheets.bottlenecks());
    }
    Ok(pages)
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

/// A plan beside its programme.
pub(super) struct Sheets<'a> {
    pub(super) names: Names<'a>,
    lang: Lang,
    programme: &'a Programme,
    rules: &'a Rules,
    plan: &'a Plan,
    needs: HashMap<&'a Id, &'a Need>,
    gifts: HashMap<&'a Id, &'a Gift>,
    caps: HashMap<&'a str, &'a Bottleneck>,
    /// Whether anything is money, and whether anything is goods.
    money: bool,
    goods: bool,
}

impl<'a> Sheets<'a> {
    fn new(programme: &'a Programme, rules: &'a Rules, plan: &'a Plan, lang: Lang) -> Self {
        let entries = plan.bottlenecks.iter();
        let items = plan.needs.iter().map(|row| row.item.is_some());
        let items = items.chain(plan.gifts.iter().map(|row| row.item.is_some()));
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
            // A plan of nothing at all has columns of money.
            money: items.clone().any(|goods| !goods) || items.clone().next().is_none(),
            goods: items.clone().any(|goods| goods),
        }
    }

    pub(super) const fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        both(self.lang, zh, en)
    }

    /// A page of the plan; its last column tells the import that it is one.
    pub(super) fn page(
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

    fn columns(&self) -> Columns {
        Columns(Vec::new())
    }

    /// The columns of amounts and of counts that the plan has any of.
    fn measures(&self, columns: Columns, labels: &[Label<'_>]) -> Columns {
        let mut columns = columns;
        for (zh, en, _) in labels.iter().filter(|_| self.money) {
            let label = match self.lang {
                Lang::Zh => format!("{zh}（元）"),
                Lang::En => format!("{en} (yuan)"),
            };
            columns.0.push(Column::new(label, Kind::Money, 16).summed());
        }
        if self.goods {
            columns = columns.add(self.say("物资", "item"), Kind::Prose, 14);
            for (zh, en, _) in labels.iter().filter(|(.., counted)| *counted) {
                let label = match self.lang {
                    Lang::Zh => format!("{zh}数量"),
                    Lang::En => format!("{en} (units)"),
                };
                columns.0.push(Column::new(label, Kind::Count, 10));
            }
            columns = columns.add(self.say("单位", "unit"), Kind::Text, 7);
        }
        columns
    }

    /// The cells of one row for the columns of [`measures`](Self::measures).
    fn measured(
        &self,
        item: Option<&Id>,
        labels: &[Label<'_>],
        measures: &[Option<Measure>],
    ) -> Vec<Cell> {
        let mut cells = Vec::new();
        let money = |measure: &Option<Measure>| match measure {
            Some(Measure::Money(money)) => Cell::Money(*money),
            _ => Cell::Empty,
        };
        let units = |measure: &Option<Measure>| match measure {
            Some(Measure::Units(units)) => Cell::Count(*units),
            _ => Cell::Empty,
        };
        if self.money {
            cells.extend(measures.iter().map(money));
        }
        if self.goods {
            cells.push(item.map(|item| self.names.item(item)).into());
            let counted = measures
                .iter()
                .zip(labels)
                .filter(|(_, (.., counted))| *counted);
            cells.extend(counted.map(|(measure, _)| units(measure)));
            cells.push(item.map(|item| self.names.unit(item)).into());
        }
        cells
    }

    fn place_of(&self, need: &Id) -> Option<DivisionCode> {
        self.needs.get(need).map(|need| need.place)
    }

    fn place_name(&self, need: &Id) -> Cell {
        self.place_of(need)
            .map(|place| self.names.place(place))
            .into()
    }

    fn project_of(&self, need: &Id) -> Cell {
        let project = self.needs.get(need).and_then(|need| need.project.as_ref());
        project.map(|project| self.names.project(project)).into()
    }

    fn donor_of(&self, gift: &Id) -> Cell {
        self.gifts
            .get(gift)
            .map(|gift| self.names.donor(gift))
            .into()
    }

    fn needs(&self) -> Page {
        let columns = self
            .columns()
            .add(self.say("需求编号", "need"), Kind::Text, 13)
            .add(self.say("地点", "place"), Kind::Prose, 18)
            .add(self.say("项目", "project"), Kind::Prose, 18)
            .add(self.say("类别", "category"), Kind::Text, 10)
            .add(self.say("层级", "tier"), Kind::Count, 6);
        let columns = self
            .measures(columns, &NEEDED)
            .add(self.say("达到（分数）", "level (fraction)"), Kind::Text, 12)
            .add(self.say("达到（％）", "level (%)"), Kind::Text, 9)
            .add(self.say("为何不再多", "why no more"), Kind::Prose, 20)
            .add(self.say("缺口编号", "bottleneck"), Kind::Text, 9);
        let rows = self.plan.needs.iter().map(|row| {
            let need = self.needs.get(&row.id);
            let category = need.map(|need| {
                let word = self.programme.lists().category(need);
                explain::category(word, self.lang).to_owned()
            });
            let mut cells = vec![
                row.id.as_str().into(),
                self.place_name(&row.id),
                self.project_of(&row.id),
                category.into(),
                need.map(|need| need.tier).into(),
            ];
            let measures = [row.required, Some(row.already), Some(row.granted)];
            cells.extend(self.measured(row.item.as_ref(), &NEEDED, &measures));
            cells.extend([
                row.level.map(fraction).into(),
                row.level.map(percent).into(),
                self.why(row).into(),
                row.bottleneck.clone().into(),
            ]);
            with_mark(cells)
        });
        self.page("plan-needs", ("需求安排", "Needs"), columns, rows.collect())
    }

    /// Why a need gets no more, with the caps where they are why.
    fn why(&self, row: &NeedRow) -> String {
        let words = explain::need_reason(row.reason, self.lang);
        let entry = row.bottleneck.as_deref().and_then(|id| self.caps.get(id));
        let caps = entry.map_or(&[][..], |entry| &entry.caps);
        if row.reason != NeedReason::GroupCapped || caps.is_empty() {
            return words.to_owned();
        }
        let named = caps
            .iter()
            .map(|cap| explain::cap(self.programme, self.rules, cap, self.lang));
        let named = named.collect::<Vec<_>>().join(self.say("、", ", "));
        match self.lang {
            Lang::Zh => format!("{words}（{named}）"),
            Lang::En => format!("{words} ({named})"),
        }
    }

    /// What each place gets in money, and how many of its needs are met.
    fn places(&self) -> Page {
        let mut places: BTreeMap<DivisionCode, (u64, u64, [i128; 3])> = BTreeMap::new();
        for row in &self.plan.needs {
            let Some(place) = self.place_of(&row.id) else {
                continue;
            };
            let (needs, met, sums) = places.entry(place).or_default();
            *needs = needs.saturating_add(1);
            *met = met.saturating_add(u64::from(row.reason == NeedReason::Met));
            let measures = [row.required, Some(row.already), Some(row.granted)];
            for (sum, measure) in sums.iter_mut().zip(measures) {
                if let Some(Measure::Money(money)) = measure {
                    *sum = sum.saturating_add(i128::from(money.0));
                }
            }
        }
        let yuan = |zh: &str, en: &str| match self.lang {
            Lang::Zh => Column::new(format!("{zh}（元）"), Kind::Money, 18).summed(),
            Lang::En => Column::new(format!("{en} (yuan)"), Kind::Money, 18).summed(),
        };
        let mut columns = self
            .columns()
            .add(self.say("区划代码", "division code"), Kind::Text, 15)
            .add(self.say("地点", "place"), Kind::Prose, 26)
            .add(self.say("需求数", "needs"), Kind::Count, 8)
            .add(self.say("已满足", "met"), Kind::Count, 8);
        columns.0.extend([
            yuan("需要", "asked"),
            yuan("此前已有", "had"),
            yuan("本次安排", "granted"),
        ]);
        let columns = columns.add(self.say("达到（％）", "level (%)"), Kind::Text, 10);
        let rows = places.into_iter().map(|(place, (needs, met, sums))| {
            let [required, already, granted] = sums;
            let level = Share::new(already.saturating_add(granted), required);
            let level = level.ok().filter(|_| required > 0);
            let mut cells = vec![
                place.as_str().into(),
                self.names.place(place).into(),
                needs.into(),
                met.into(),
            ];
            cells.extend(sums.map(|sum| i64::try_from(sum).ok().map(Fen).into()));
            cells.push(level.map(percent).into());
            with_mark(cells)
        });
        self.page(
            "plan-places",
            ("各地安排", "Places"),
            columns,
            rows.collect(),
        )
    }

    fn gifts(&self) -> Page {
        let columns = self
            .columns()
            .add(self.say("捐赠编号", "gift"), Kind::Text, 14)
            .add(self.say("捐赠人", "donor"), Kind::Prose, 22)
            .add(self.say("到账日期", "received on"), Kind::Day, 11)
            .add(self.say("限定用途", "restriction"), Kind::Prose, 30);
        let columns = self.measures(columns, &GIVEN).add(
            self.say("为何不再用", "why no more is used"),
            Kind::Prose,
            18,
        );
        let rows = self.plan.gifts.iter().map(|row| {
            let gift = self.gifts.get(&row.id);
            let mut cells = vec![
                row.id.as_str().into(),
                self.donor_of(&row.id),
                gift.map(|gift| gift.received_on).into(),
                gift.map(|gift| self.names.earmark(gift)).into(),
            ];
            cells.extend(self.measured(row.item.as_ref(), &GIVEN, &kept(row)));
            cells.push(explain::gift_reason(row.reason, self.lang).into());
            with_mark(cells)
        });
        self.page("plan-gifts", ("捐赠使用", "Gifts"), columns, rows.collect())
    }

    fn lines(&self) -> Page {
        let columns = self
            .columns()
            .add(self.say("捐赠编号", "gift"), Kind::Text, 14)
            .add(self.say("部分", "part"), Kind::Count, 6)
            .add(self.say("捐赠人", "donor"), Kind::Prose, 24)
            .add(self.say("需求编号", "need"), Kind::Text, 14)
            .add(self.say("地点", "place"), Kind::Prose, 20)
            .add(self.say("项目", "project"), Kind::Prose, 20);
        let columns = self.measures(columns, &PAID);
        let rows = self.plan.lines.iter().map(|line| {
            let mut cells = vec![
                line.gift.as_str().into(),
                // People count from one.
                line.part.map(|part| part.saturating_add(1)).into(),
                self.donor_of(&line.gift),
                line.need.as_str().into(),
                self.place_name(&line.need),
                self.project_of(&line.need),
            ];
            let item = self.needs.get(&line.need).and_then(|need| need.item());
            cells.extend(self.measured(item, &PAID, &[Some(paid(line))]));
            with_mark(cells)
        });
        self.page("plan-lines", ("支付明细", "Lines"), columns, rows.collect())
    }

    fn matches(&self) -> Page {
        let mut columns = self
            .columns()
            .add(self.say("配捐资金池", "pool"), Kind::Text, 16)
            .add(self.say("部分", "part"), Kind::Count, 7)
            .add(self.say("配捐规则", "matching"), Kind::Text, 16)
            .add(self.say("触发的捐赠", "triggered by"), Kind::Text, 16)
            .add(self.say("其部分", "its part"), Kind::Count, 8)
            .add(self.say("捐赠人", "donor"), Kind::Prose, 28);
        let label = self.say("触发金额（元）", "triggered (yuan)");
        columns.0.push(Column::new(label, Kind::Money, 18).summed());
        let rows = self.plan.matches.iter().map(|row| {
            with_mark(vec![
                row.gift.as_str().into(),
                row.part.saturating_add(1).into(),
                row.matching.as_str().into(),
                row.trigger.as_str().into(),
                row.trigger_part.map(|part| part.saturating_add(1)).into(),
                self.donor_of(&row.trigger),
                row.money.into(),
            ])
        });
        self.page("plan-matches", ("配捐", "Matches"), columns, rows.collect())
    }

    fn bottlenecks(&self) -> Page {
        let columns = self
            .columns()
            .add(self.say("缺口编号", "bottleneck"), Kind::Text, 10)
            .add(self.say("需求数", "needs"), Kind::Count, 8)
            .add(self.say("其中的需求", "its needs"), Kind::Prose, 44)
            .add(self.say("用完的捐赠", "gifts used up"), Kind::Prose, 44)
            .add(self.say("已满的封顶", "full caps"), Kind::Prose, 24)
            .add(self.say("连同的缺口", "rests on"), Kind::Prose, 16);
        let comma = self.say("、", ", ");
        let rows = self.plan.bottlenecks.iter().map(|entry| {
            let caps = entry.caps.iter();
            let caps = caps.map(|cap| explain::cap(self.programme, self.rules, cap, self.lang));
            let needs = u64::try_from(entry.needs.len()).unwrap_or(u64::MAX);
            with_mark(vec![
                entry.id.as_str().into(),
                needs.into(),
                self.some(&entry.needs).into(),
                self.some(&entry.gifts).into(),
                caps.collect::<Vec<_>>().join(comma).into(),
                entry.rests_on.join(comma).into(),
            ])
        });
        self.page(
            "plan-bottlenecks",
            ("缺口", "Bottlenecks"),
            columns,
            rows.collect(),
        )
    }

    /// The first ids; the rest is counted, and stands in the other sheets.
    fn some(&self, ids: &[Id]) -> String {
        let named: Vec<&str> = ids.iter().take(NAMED).map(Id::as_str).collect();
        let named = named.join(self.say("、", ", "));
        let more = ids.len().saturating_sub(NAMED);
        match (more, self.lang) {
            (0, _) => named,
            (more, Lang::Zh) => format!("{named} 等，另有 {more} 项"),
            (more, Lang::En) => format!("{named} and {more} more"),
        }
    }
}

/// So many ids stand in a cell.
const NAMED: usize = 40;

/// Columns on their way.
pub(super) struct Columns(pub(super) Vec<Column>);

impl Columns {
    pub(super) fn add(mut self, label: &str, kind: Kind, width: u16) -> Self {
        self.0.push(Column::new(label, kind, width));
        self
    }
}

/// The cells of a row, and the empty one under the mark.
pub(super) fn with_mark(mut cells: Vec<Cell>) -> Vec<Cell> {
    cells.push(Cell::Empty);
    cells
}

fn fraction(level: Share) -> String {
    match level.den() {
        1 => level.num().to_string(),
        den => format!("{}/{den}", level.num()),
    }
}

const fn paid(line: &Line) -> Measure {
    match line.paid {
        Paid::Money(money) => Measure::Money(money),
        Paid::Units(units) => Measure::Units(units),
    }
}

/// What a gift brought, and where it went.
fn kept(row: &GiftRow) -> [Option<Measure>; 5] {
    [
        Some(row.received),
        row.overhead.map(Measure::Money),
        row.reserve.map(Measure::Money),
        Some(row.used),
        Some(row.held),
    ]
}
