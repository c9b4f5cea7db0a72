//! A plan as an official reads it: a line of result, tables, what to do next.

use std::collections::{BTreeMap, BTreeSet};

use bangfu::allocate::explain::{self, Donor, Explanation, count};
use bangfu::error::Lang;
use bangfu::finding::visible;
use bangfu::giving::Gift;
use bangfu::lists::Need;
use bangfu::money::{Amount, Fen, grouped};
use bangfu::plan::{Bottleneck, Measure, NeedReason, NeedRow};
use bangfu::policy::Bounds;
use bangfu::registry::Id;
use bangfu::{Plan, Programme, Rules};

use crate::output::bold;
use crate::session::Session;
use crate::table::{Side, Table, wrapped};
use crate::text;

/// What is reported, and how.
pub(crate) struct Report<'a> {
    session: &'a Session,
    programme: &'a Programme,
    rules: &'a Rules,
    plan: &'a Plan,
}

/// So many rows a table has at most; the rest is counted.
const ROWS: usize = 40;
/// So many ids stand in a cell.
const IDS: usize = 3;
/// Letters are not wider than this, however wide the terminal.
const READABLE: usize = 100;

/// The sums of a group of needs of money.
#[derive(Clone, Copy, Default)]
struct Sums {
    needs: usize,
    asked: i64,
    already: i64,
    granted: i64,
    short: i64,
}

impl Sums {
    fn add(&mut self, row: &NeedRow) {
        let asked = row.required.map_or(0, Measure::count);
        let (already, granted) = (row.already.count(), row.granted.count());
        self.needs += 1;
        // The reader has refused documents whose sums leave 64 bits.
        self.asked = self.asked.saturating_add(asked);
        self.already = self.already.saturating_add(already);
        self.granted = self.granted.saturating_add(granted);
        let short = asked.saturating_sub(already).saturating_sub(granted).max(0);
        self.short = self.short.saturating_add(short);
    }

    fn cells(&self, name: String) -> [String; 6] {
        let money = |fen: i64| grouped(Fen(fen));
        [
            name,
            self.needs.to_string(),
            money(self.asked),
            money(self.already),
            money(self.granted),
            money(self.short),
        ]
    }
}

impl<'a> Report<'a> {
    pub(crate) const fn new(
        session: &'a Session,
        programme: &'a Programme,
        rules: &'a Rules,
        plan: &'a Plan,
    ) -> Self {
        Self {
            session,
            programme,
            rules,
            plan,
        }
    }

    const fn lang(&self) -> Lang {
        self.session.lang
    }

    /// What was checked, and what came of it.
    pub(crate) fn head(&self, warnings: usize) -> Vec<String> {
        let lang = self.lang();
        let programme = self.programme;
        let name = programme.name().unwrap_or(programme.id().as_str());
        let (needs, gifts) = (programme.needs().len(), programme.gifts().len());
        let mut said = text::report_checked(lang, visible(name), programme.as_of(), needs, gifts);
        if warnings > 0 {
            said.push_str(if lang == Lang::Zh { "" } else { " " });
            said.push_str(&text::report_warnings(lang, warnings));
        }
        let event = programme.giving().event.as_ref();
        let announced = event.and_then(|event| event.announced.as_ref());
        let mut lines = self.wrapped(&said);
        if let Some(Amount::AtLeast(amount)) = announced.map(|announced| announced.value) {
            lines.extend(self.wrapped(&text::report_announced_least(lang, grouped(amount))));
        }
        lines
    }

    /// The headline and the tables.
    pub(crate) fn tables(&self) -> Vec<String> {
        let mut lines = self.headline();
        let sections = [
            (text::title_villages(self.lang()), self.by_place()),
            (text::title_projects(self.lang()), self.by_project()),
            (text::title_items(self.lang()), self.by_item()),
            (text::title_held(self.lang()), self.held()),
            (text::title_bottlenecks(self.lang()), self.bottlenecks()),
        ];
        for (title, section) in sections {
            if !section.is_empty() {
                lines.extend(self.title(&title));
                lines.extend(section);
            }
        }
        lines
    }

    pub(crate) fn title(&self, title: &str) -> Vec<String> {
        vec![String::new(), bold(title, self.session.color)]
    }

    fn headline(&self) -> Vec<String> {
        let lang = self.lang();
        let totals = &self.plan.totals;
        let money = |row: &&NeedRow| row.item.is_none();
        let granted = self
            .plan
            .needs
            .iter()
            .filter(money)
            .filter(|row| row.granted.count() > 0);
        let met = granted
            .clone()
            .filter(|row| row.reason == NeedReason::Met)
            .count();
        let (received, given) = (grouped(totals.received), grouped(totals.granted));
        let said = text::report_headline(lang, received, given, granted.count(), met);
        let (overhead, reserve) = (grouped(totals.overhead), grouped(totals.reserve));
        let rest = text::report_held(lang, overhead, reserve, grouped(totals.held));
        let mut lines: Vec<String> = self
            .wrapped(&said)
            .into_iter()
            .map(|line| bold(&line, self.session.color))
            .collect();
        lines.extend(self.wrapped(&rest));
        lines
    }

    fn sums_table<K: Ord>(
        &self,
        head: String,
        key: impl Fn(&Need) -> K,
        name: impl Fn(&K) -> String,
    ) -> Vec<String> {
        let lang = self.lang();
        let mut groups: BTreeMap<K, Sums> = BTreeMap::new();
        let mut all = Sums::default();
        let rows = self.plan.needs.iter().filter(|row| row.item.is_none());
        for row in rows {
            let Some(need) = self.need(&row.id) else {
                continue;
            };
            groups.entry(key(need)).or_default().add(row);
            all.add(row);
        }
        if groups.is_empty() {
            return Vec::new();
        }
        let mut table = Table::new([
            (head, Side::Left),
            (text::column_needs(lang), Side::Right),
            (text::column_asked(lang), Side::Right),
            (text::column_already(lang), Side::Right),
            (text::column_granted(lang), Side::Right),
            (text::column_short(lang), Side::Right),
        ]);
        let more = groups.len().saturating_sub(ROWS);
        for (key, sums) in groups.iter().take(ROWS) {
            table.row(sums.cells(name(key)));
        }
        if more > 0 {
            table.row([text::rows_more(lang, more)]);
        }
        table.total(all.cells(text::total(lang)));
        table.lines(self.session.width)
    }

    fn by_place(&self) -> Vec<String> {
        let registry = self.programme.registry();
        let name = |code: &bangfu::code::DivisionCode| {
            registry
                .place(*code)
                .map_or_else(|| code.to_string(), |place| place.name.clone())
        };
        self.sums_table(text::column_place(self.lang()), |need| need.place, name)
    }

    fn by_project(&self) -> Vec<String> {
        let lists = self.programme.lists();
        // Needs without a project stand last.
        let key = |need: &Need| (need.project.is_none(), need.project.clone());
        let name = |(_, id): &(bool, Option<Id>)| {
            let project = id.as_ref().and_then(|id| lists.project(id));
            project.map_or_else(
                || text::no_project(self.lang()),
                |project| project.name.clone(),
            )
        };
        self.sums_table(text::column_project(self.lang()), key, name)
    }

    fn by_item(&self) -> Vec<String> {
        let lang = self.lang();
        let mut table = Table::new([
            (text::column_item(lang), Side::Left),
            (text::column_unit(lang), Side::Left),
            (text::column_asked(lang), Side::Right),
            (text::column_received(lang), Side::Right),
            (text::column_granted(lang), Side::Right),
            (text::column_short(lang), Side::Right),
            (text::column_held(lang), Side::Right),
        ]);
        let items = &self.plan.totals.items;
        for totals in items.iter().take(ROWS) {
            let item = self.programme.lists().item(&totals.item);
            let name = item.and_then(|item| item.name.clone());
            let rows = self
                .plan
                .needs
                .iter()
                .filter(|row| row.item.as_ref() == Some(&totals.item));
            let mut sums = Sums::default();
            rows.filter(|row| row.required.is_some())
                .for_each(|row| sums.add(row));
            table.row([
                name.unwrap_or_else(|| totals.item.to_string()),
                item.map(|item| item.unit.clone()).unwrap_or_default(),
                count(totals.required),
                count(totals.received),
                count(totals.granted),
                count(sums.short.max(0).cast_unsigned()),
                count(totals.held),
            ]);
        }
        if items.is_empty() {
            return Vec::new();
        }
        if items.len() > ROWS {
            table.row([text::rows_more(lang, items.len() - ROWS)]);
        }
        let mut lines = table.lines(self.session.width);
        let open = |row: &&NeedRow| row.item.is_some() && row.required.is_none();
        let open = self.plan.needs.iter().filter(open).count();
        if open > 0 {
            lines.extend(self.wrapped(&text::unknown_share(lang, open)));
        }
        lines
    }

    /// Gifts of which something is left, or which do not count yet.
    fn held(&self) -> Vec<String> {
        let lang = self.lang();
        let mut table = Table::new([
            (text::column_gift(lang), Side::Left),
            (text::column_donor(lang), Side::Left),
            (text::column_received(lang), Side::Right),
            (text::column_held(lang), Side::Right),
            (text::column_why(lang), Side::Left),
        ]);
        let used = bangfu::plan::GiftReason::UsedUp;
        let rows: Vec<_> = self
            .plan
            .gifts
            .iter()
            .filter(|row| row.reason != used)
            .collect();
        for row in rows.iter().take(ROWS) {
            let gift = self.programme.gifts().iter().find(|gift| gift.id == row.id);
            table.row([
                row.id.to_string(),
                gift.map(|gift| self.donor(gift)).unwrap_or_default(),
                self.measure(row.item.as_ref(), row.received),
                self.measure(row.item.as_ref(), row.held),
                explain::gift_reason(row.reason, lang).to_owned(),
            ]);
        }
        match rows.len() {
            0 => vec![text::held_nothing(lang)],
            rows => {
                if rows > ROWS {
                    table.row([text::rows_more(lang, rows - ROWS)]);
                }
                table.lines(self.session.width)
            }
        }
    }

    fn bottlenecks(&self) -> Vec<String> {
        let lang = self.lang();
        // Entries that no need names only bear others.
        let named: BTreeSet<&str> = self
            .plan
            .needs
            .iter()
            .filter_map(|row| row.bottleneck.as_deref())
            .collect();
        let entries = self
            .plan
            .bottlenecks
            .iter()
            .filter(|entry| named.contains(entry.id.as_str()));
        let entries: Vec<_> = entries.collect();
        if entries.is_empty() {
            return vec![text::bottlenecks_none(lang)];
        }
        let mut table = Table::new([
            (text::column_bottleneck(lang), Side::Left),
            (text::column_members(lang), Side::Left),
            (text::column_granted(lang), Side::Right),
            (text::column_short(lang), Side::Right),
            (text::column_why(lang), Side::Left),
        ]);
        // An entry may name every need of the plan.
        let needs: BTreeMap<&Id, &NeedRow> =
            self.plan.needs.iter().map(|row| (&row.id, row)).collect();
        for entry in entries.iter().take(ROWS) {
            let rows: Vec<_> = entry
                .needs
                .iter()
                .filter_map(|id| needs.get(id).copied())
                .collect();
            let item = rows.first().and_then(|row| row.item.as_ref());
            let mut sums = Sums::default();
            rows.iter().for_each(|row| sums.add(row));
            let gap = match self.gap(&rows) {
                Some(gap) => self.measure(item, measure(item, gap)),
                None => text::no_end(lang),
            };
            table.row([
                entry.id.clone(),
                self.ids(entry.needs.iter().map(Id::as_str).collect()),
                self.measure(item, measure(item, sums.granted)),
                gap,
                self.why(entry),
            ]);
        }
        if entries.len() > ROWS {
            table.row([text::rows_more(lang, entries.len() - ROWS)]);
        }
        table.lines(self.session.width)
    }

    /// What the needs may get besides; nothing when there is no end to it.
    fn gap(&self, rows: &[&NeedRow]) -> Option<i64> {
        let facts = self.programme.facts();
        rows.iter()
            .filter_map(|row| Some((row, self.need(&row.id)?)))
            .try_fold(0_i64, |sum, (row, need)| {
                let bounds = Bounds::of(facts, need);
                bounds.required?;
                Some(sum.saturating_add(bounds.room().saturating_sub(row.granted.count()).max(0)))
            })
    }

    fn why(&self, entry: &Bottleneck) -> String {
        let lang = self.lang();
        if !entry.caps.is_empty() {
            let names = self.ids(entry.caps.iter().map(|name| self.cap(name)).collect());
            return text::cap_full(lang, names);
        }
        if entry.rests_on.is_empty() {
            return text::gifts_used_up(lang);
        }
        let ids = self.ids(entry.rests_on.iter().map(String::as_str).collect());
        text::gifts_used_up_with(lang, ids)
    }

    fn cap(&self, name: &str) -> String {
        explain::cap(self.programme, self.rules, name, self.lang())
    }

    fn ids<T: AsRef<str>>(&self, ids: Vec<T>) -> String {
        let lang = self.lang();
        let shown: Vec<&str> = ids.iter().take(IDS).map(AsRef::as_ref).collect();
        let shown = shown.join(" ");
        match ids.len().saturating_sub(IDS) {
            0 => shown,
            more => text::ids_and_more(lang, shown, ids.len(), more),
        }
    }

    fn need(&self, id: &Id) -> Option<&Need> {
        let needs = self.programme.needs();
        needs
            .binary_search_by(|need| need.id.cmp(id))
            .ok()
            .and_then(|index| needs.get(index))
    }

    fn donor(&self, gift: &Gift) -> String {
        let lang = self.lang();
        match explain::donor(self.programme.facts(), gift) {
            Donor::Named(name) => name.to_owned(),
            Donor::Individual => text::donor_individual(lang),
            Donor::Alias => text::donor_alias(lang),
            Donor::Anonymous => text::donor_anonymous(lang),
        }
    }

    fn measure(&self, item: Option<&Id>, measure: Measure) -> String {
        let unit = item
            .and_then(|id| self.programme.lists().item(id))
            .map(|item| &item.unit);
        match (measure, unit) {
            (Measure::Money(fen), _) => grouped(fen),
            (Measure::Units(units), Some(unit)) => format!("{} {unit}", count(units)),
            (Measure::Units(units), None) => count(units),
        }
    }

    fn wrapped(&self, said: &str) -> Vec<String> {
        wrapped(said, self.session.width.min(READABLE))
    }

    /// The need whose explanation teaches most: short, with the largest gap.
    pub(crate) fn example(&self) -> Option<&'a Id> {
        let short = self
            .plan
            .needs
            .iter()
            .filter(|row| row.reason == NeedReason::Short);
        let gap = |row: &&NeedRow| {
            let mut sums = Sums::default();
            sums.add(row);
            (row.item.is_none(), sums.short)
        };
        let short = short.max_by_key(|row| (gap(row), std::cmp::Reverse(&row.id)));
        short.or_else(|| self.plan.needs.first()).map(|row| &row.id)
    }

    pub(crate) fn explained(&self, found: Option<&Explanation>) -> Vec<String> {
        let mut lines = self.title(&text::title_explained(self.lang()));
        let letter = found
            .map(|found| found.text(self.lang()))
            .unwrap_or_default();
        lines.extend(letter.lines().flat_map(|line| self.wrapped(&visible(line))));
        lines
    }

    /// What can be asked of a plan that was written.
    pub(crate) fn next(&self, plan: &str, programme: &str) -> Vec<String> {
        let lang = self.lang();
        let (plan, programme) = (quoted(plan), quoted(programme));
        let mut lines = vec![text::next_then(lang)];
        if let Some(need) = self.example() {
            lines.push(text::next_explain(lang, &plan, &programme, need));
        }
        lines.push(text::next_verify(lang, plan, programme));
        lines
    }
}

fn measure(item: Option<&Id>, count: i64) -> Measure {
    match item {
        None => Measure::Money(Fen(count)),
        Some(_) => Measure::Units(count.max(0).cast_unsigned()),
    }
}

/// A path as a shell takes it for one word.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-./\\:".contains(c);
    if path.chars().all(plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_a_space_stays_one_word() {
        assert_eq!(quoted("万源/plan.json"), "万源/plan.json");
        assert_eq!(quoted("my plan.json"), "'my plan.json'");
        assert_eq!(quoted("it's"), "'it'\\''s'");
    }
}
