//! The pages of a plan, one for each thing that it lists.

use std::collections::BTreeMap;

use bangfu::allocate::explain::{self, percent};
use bangfu::code::DivisionCode;
use bangfu::error::Lang;
use bangfu::money::{Fen, Share};
use bangfu::plan::{GiftRow, Line, Measure, NeedReason, NeedRow, Paid};
use bangfu::registry::Id;

use super::{Columns, DELIVERED, GIVEN, NEEDED, PAID, Sheets, What, with_mark};
use crate::workbook::page::{Cell, Kind, Page};

/// So many ids stand in a cell.
const NAMED: usize = 40;

impl Sheets<'_> {
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

    pub(super) fn needs(&self, what: What) -> Page {
        let columns = Columns::new()
            .add(self.say("需求编号", "need"), Kind::Text, 13)
            .add(self.say("地点", "place"), Kind::Prose, 18)
            .add(self.say("项目", "project"), Kind::Prose, 18)
            .add(self.say("类别", "category"), Kind::Text, 10)
            .add(self.say("层级", "tier"), Kind::Count, 6);
        let columns = self
            .measures(what, columns, &NEEDED)
            .add(self.say("达到（分数）", "level (fraction)"), Kind::Text, 18)
            .add(self.say("达到（％）", "level (%)"), Kind::Text, 10)
            .add(self.say("为何不再多", "why no more"), Kind::Prose, 20)
            .add(self.say("缺口编号", "bottleneck"), Kind::Text, 10);
        let found = self.plan.needs.iter();
        let found = found.filter(|row| what.holds(row.item.as_ref()));
        let rows = found.map(|row| {
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
        let (file, name) = what.of(
            ("plan-needs", ("资金需求", "Needs of money")),
            ("plan-needs-goods", ("物资需求", "Needs of goods")),
        );
        self.page(file, name, columns, rows.collect())
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
    pub(super) fn places(&self) -> Page {
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
        let columns = Columns::new()
            .add(self.say("区划代码", "division code"), Kind::Text, 15)
            .add(self.say("地点", "place"), Kind::Prose, 26)
            .add(self.say("需求数", "needs"), Kind::Count, 8)
            .add(self.say("已满足", "met"), Kind::Count, 8);
        let columns = self.measures(What::Money, columns, &NEEDED).add(
            self.say("达到（％）", "level (%)"),
            Kind::Text,
            10,
        );
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

    pub(super) fn gifts(&self, what: What) -> Page {
        let columns = Columns::new()
            .add(self.say("捐赠编号", "gift"), Kind::Text, 14)
            .add(self.say("捐赠人", "donor"), Kind::Prose, 22)
            .add(self.say("到账日期", "received on"), Kind::Day, 11)
            .add(self.say("限定用途", "restriction"), Kind::Prose, 30);
        let columns = self.measures(what, columns, &GIVEN).add(
            self.say("为何不再用", "why no more is used"),
            Kind::Prose,
            18,
        );
        let found = self.plan.gifts.iter();
        let found = found.filter(|row| what.holds(row.item.as_ref()));
        let rows = found.map(|row| {
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
        let (file, name) = what.of(
            ("plan-gifts", ("捐款使用", "Gifts of money")),
            ("plan-gifts-goods", ("捐赠物资使用", "Gifts of goods")),
        );
        self.page(file, name, columns, rows.collect())
    }

    pub(super) fn lines(&self, what: What) -> Page {
        let columns = Columns::new()
            .add(self.say("捐赠编号", "gift"), Kind::Text, 14)
            .add(self.say("部分", "part"), Kind::Count, 6)
            .add(self.say("捐赠人", "donor"), Kind::Prose, 24)
            .add(self.say("需求编号", "need"), Kind::Text, 14)
            .add(self.say("地点", "place"), Kind::Prose, 20)
            .add(self.say("项目", "project"), Kind::Prose, 20);
        let paid_label = what.of(&PAID, &DELIVERED);
        let columns = self.measures(what, columns, paid_label);
        let item = |line: &Line| self.needs.get(&line.need).and_then(|need| need.item());
        let found = self.plan.lines.iter();
        let found = found.filter(|line| what.holds(item(line)));
        let rows = found.map(|line| {
            let mut cells = vec![
                line.gift.as_str().into(),
                // People count from one.
                line.part.map(|part| part.saturating_add(1)).into(),
                self.donor_of(&line.gift),
                line.need.as_str().into(),
                self.place_name(&line.need),
                self.project_of(&line.need),
            ];
            cells.extend(self.measured(item(line), &PAID, &[Some(paid(line))]));
            with_mark(cells)
        });
        let (file, name) = what.of(
            ("plan-lines", ("资金明细", "Payments")),
            ("plan-lines-goods", ("物资明细", "Deliveries")),
        );
        self.page(file, name, columns, rows.collect())
    }

    pub(super) fn matches(&self) -> Page {
        let columns = Columns::new()
            .add(self.say("配捐资金池", "pool"), Kind::Text, 16)
            .add(self.say("部分", "part"), Kind::Count, 7)
            .add(self.say("配捐规则", "matching"), Kind::Text, 16)
            .add(self.say("触发的捐赠", "triggered by"), Kind::Text, 16)
            .add(self.say("其部分", "its part"), Kind::Count, 8)
            .add(self.say("捐赠人", "donor"), Kind::Prose, 28);
        let columns = columns
            .add(&self.yuan("触发金额", "triggered"), Kind::Money, 18)
            .summed();
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

    pub(super) fn bottlenecks(&self) -> Page {
        let columns = Columns::new()
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
