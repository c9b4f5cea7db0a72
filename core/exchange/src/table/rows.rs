//! Which rows of a sheet are data, and where a merged cell's value stands.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::column::Column;
use super::header::{COLUMNS, Header};
use crate::Notice;
use crate::finding::{Finding, Findings, Weight};
use crate::sheet::{Area, Cell, Sheet, address};
use crate::value::{MoneyUnit, cleaned, may_begin, plain, plainly};
use crate::words::Role;
use crate::words::{Kind, Words};

/// So many merged areas are looked up, each counted once for every column.
const MERGED: usize = 1 << 20;

/// For each column the merged areas in it, by row.
#[derive(Debug)]
pub(super) struct Merges {
    columns: BTreeMap<u32, Vec<Area>>,
}

impl Merges {
    pub(super) fn of(sheet: &Sheet) -> Self {
        let mut columns: BTreeMap<u32, Vec<_>> = BTreeMap::new();
        // Areas of a sound file don't overlap, so that there are few in each
        // column; of one that is not sound the first are enough.
        let areas = sheet.merged().iter().flat_map(|area| {
            let columns = area.first.1..=area.last.1.min(COLUMNS);
            columns.map(move |column| (column, *area))
        });
        for (column, area) in areas.take(MERGED) {
            columns.entry(column).or_default().push(area);
        }
        Self { columns }
    }

    /// The merged area that a cell belongs to.
    fn area(&self, row: u32, column: u32) -> Option<Area> {
        let areas = self.columns.get(&column)?;
        let before = areas.partition_point(|area| area.first.0 <= row);
        let area = *areas.get(before.checked_sub(1)?)?;
        (area.last.0 >= row).then_some(area)
    }

    /// Where the value of a merged cell stands.
    pub(super) fn source(&self, row: u32, column: u32) -> Option<(u32, u32)> {
        self.area(row, column).map(|area| area.first)
    }
}

/// A row that states a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Footer {
    /// Where.
    pub row: u32,
    /// Whether it sums only the rows since the last footer (小计).
    pub part: bool,
}

/// The table of a sheet.
#[derive(Debug)]
pub struct Table<'s> {
    sheet: &'s Sheet,
    header: u32,
    columns: Vec<Column>,
    title: Vec<String>,
    merges: Merges,
    rows: Vec<u32>,
    footers: Vec<Footer>,
    findings: Findings,
}

impl<'s> Table<'s> {
    /// The sheet it stands in.
    #[must_use]
    pub const fn sheet(&self) -> &'s Sheet {
        self.sheet
    }

    /// The last row of its header, from 0.
    #[must_use]
    pub const fn header(&self) -> u32 {
        self.header
    }

    /// Its columns, known and unknown.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The texts above the header.
    #[must_use]
    pub fn title(&self) -> &[String] {
        &self.title
    }

    /// The rows of data, from 0.
    #[must_use]
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// The rows that state sums.
    #[must_use]
    pub fn footers(&self) -> &[Footer] {
        &self.footers
    }

    /// What was passed over; of each kind those up to the limit.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        self.findings.rows()
    }

    pub(crate) const fn found(&self) -> &Findings {
        &self.findings
    }

    /// The column of a role.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == Some(role))
    }

    /// The cell of a row and a role; of a merged cell the value that all its
    /// rows show.
    #[must_use]
    pub fn cell(&self, row: u32, role: Role) -> Option<Cell<'s>> {
        let column = self.column(role)?.index;
        let (row, column) = self.merges.source(row, column).unwrap_or((row, column));
        self.sheet.get(row, column)
    }

    /// Where the cell of a row and a role stands, merged or not.
    pub(crate) fn place(&self, row: u32, role: Role) -> Option<(u32, u32)> {
        Some((row, self.column(role)?.index))
    }

    /// The cell's text, clean; none when it is empty.
    #[must_use]
    pub fn text(&self, row: u32, role: Role) -> Option<String> {
        self.shown(row, role).map(Cow::into_owned)
    }

    /// [`text`](Self::text), without a copy where it stands so in the sheet.
    pub(crate) fn shown(&self, row: u32, role: Role) -> Option<Cow<'s, str>> {
        let text = match self.cell(row, role)? {
            Cell::Text(text) => cleaned(text),
            Cell::Number(number) | Cell::Serial(number) => number.to_string().into(),
            Cell::Date(date) => date.to_string().into(),
            Cell::Truth(_) | Cell::Error(_) => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    /// The first row of a merged cell that goes over several rows.
    #[must_use]
    pub fn merged_from(&self, row: u32, role: Role) -> Option<u32> {
        let column = self.column(role)?.index;
        let area = self.merges.area(row, column)?;
        (area.first.0 < area.last.0).then_some(area.first.0)
    }

    /// Whether the merged cell of `role` goes over no rows that the merged cell
    /// of `whole` does not go over.
    pub(crate) fn shares(&self, row: u32, role: Role, whole: Role) -> bool {
        let rows = |role| {
            let area = self.merges.area(row, self.column(role)?.index)?;
            Some((area.first.0, area.last.0))
        };
        let both = rows(role).zip(rows(whole));
        both.is_some_and(|(part, whole)| whole.0 <= part.0 && part.1 <= whole.1)
    }

    /// The name of the cell of a row and a role; of the row, where there is no
    /// such column.
    #[must_use]
    pub fn address(&self, row: u32, role: Role) -> String {
        let column = self.column(role).or(self.columns.first());
        self.sheet
            .address(row, column.map_or(0, |column| column.index))
    }

    /// A finding about the cell of a row and a role.
    pub(crate) fn finding(&self, row: u32, role: Role, weight: Weight, what: &Notice) -> Finding {
        Finding::new(self.sheet.name(), self.address(row, role), weight, what)
    }

    /// Says why a row is none of data.
    fn passed_over(&mut self, row: u32, weight: Weight, notice: &Notice) {
        let sheet = self.sheet;
        self.findings.note(weight, notice, || {
            let first = sheet.row(row).map(|(column, _)| column).next();
            let cell = sheet.address(row, first.unwrap_or(0));
            Finding::new(sheet.name(), cell, weight, notice)
        });
    }

    /// What the numbers of the money column count; none where nobody says so.
    #[must_use]
    pub fn money_unit(&self) -> Option<MoneyUnit> {
        let own = self.column(Role::Money).and_then(|column| column.unit);
        own.or_else(|| self.title.iter().find_map(|text| MoneyUnit::named_in(text)))
    }
}

/// What a row is.
enum Sort {
    Data,
    /// A row of sums, and whether it names a donor or goods besides.
    Footer(Footer, bool),
    Header,
    Note,
    /// A row that shows how to fill in the form.
    Example,
    Blank,
}

pub(super) fn table<'s>(sheet: &'s Sheet, header: Header, words: &Words, most: usize) -> Table<'s> {
    let mut columns = header.columns;
    for column in &mut columns {
        column.role = column.role.filter(|_| column.refused.is_none());
    }
    let mut table = Table {
        sheet,
        header: header.last,
        columns,
        title: header.title,
        merges: header.merges,
        rows: Vec::new(),
        footers: Vec::new(),
        findings: Findings::new(most),
    };
    for row in header.above {
        table.passed_over(row, Weight::Doubt, &Notice::RowAbove);
    }
    let labels = Labels::of(&table.columns);
    for row in sheet.rows().filter(|row| *row > header.last) {
        match sort(sheet, &labels, &table.merges, row, words) {
            Sort::Data => table.rows.push(row),
            Sort::Footer(footer, named) => {
                if named {
                    table.passed_over(row, Weight::Doubt, &Notice::NamedFooter);
                }
                table.footers.push(footer);
            }
            Sort::Header => table.passed_over(row, Weight::Note, &Notice::RepeatedHeader),
            Sort::Note => table.passed_over(row, Weight::Note, &Notice::NoteRow),
            Sort::Example => table.passed_over(row, Weight::Note, &Notice::ExampleRow),
            Sort::Blank => {}
        }
    }
    settle_measure(&mut table, words);
    for column in &table.columns {
        if column.role.is_none() {
            let label = column.label.clone();
            let cell = address(header.last, column.index);
            let (weight, notice) = match &column.refused {
                Some(notice) => (Weight::KeptOut, notice.clone()),
                None => (Weight::Note, Notice::UnusedColumn { label }),
            };
            let finding = Finding::new(sheet.name(), cell, weight, &notice);
            table.findings.push(finding);
        }
    }
    table
}

/// The columns of a table as each of its rows is compared with them.
struct Labels {
    /// Place, label and role of each, by place.
    columns: Vec<(u32, String, Option<Role>)>,
    /// How many have a role.
    known: usize,
}

impl Labels {
    fn of(columns: &[Column]) -> Self {
        let own = |column: &Column| (column.index, plain(&column.label), column.role);
        Self {
            columns: columns.iter().map(own).collect(),
            known: columns.iter().filter(|own| own.role.is_some()).count(),
        }
    }

    /// Whether the first characters tell that a text is no label, no sum, no
    /// note and no example: nearly all texts of a long list are such.
    fn is_plain_data(text: &str, column: Option<(&str, Option<Role>)>, words: &Words) -> bool {
        let marks = [Kind::Footer, Kind::Subtotal, Kind::Note, Kind::Example];
        !column.is_some_and(|(label, _)| may_begin(text, label))
            && !is_long(text)
            && !words.may_start(&marks, text)
    }

    fn at(&self, index: u32) -> Option<(&str, Option<Role>)> {
        let found = self.columns.binary_search_by_key(&index, |column| column.0);
        let (_, label, role) = self.columns.get(found.ok()?)?;
        Some((label, *role))
    }
}

/// A note on the whole table is longer than a name.
const NAME: usize = 30;

fn is_long(text: &str) -> bool {
    text.len() > NAME && text.chars().count() > NAME
}

fn sort(sheet: &Sheet, labels: &Labels, merges: &Merges, row: u32, words: &Words) -> Sort {
    let mut filled = 0_usize;
    let mut repeated = 0_usize;
    let mut footer = None;
    let mut named = false;
    let mut note = false;
    for (index, cell) in sheet.row(row) {
        let Cell::Text(text) = cell else {
            filled = filled.saturating_add(1);
            continue;
        };
        let column = labels.at(index);
        let wide = merges
            .area(row, index)
            .is_some_and(|area| area.first.1 < area.last.1);
        if !wide && Labels::is_plain_data(text, column, words) {
            filled = filled.saturating_add(1);
            named |= matches!(column, Some((_, Some(Role::Donor | Role::Item))));
            continue;
        }
        let text = plainly(text);
        if text.is_empty() {
            continue;
        }
        filled = filled.saturating_add(1);
        let same = column.is_some_and(|(label, _)| label == text);
        repeated = repeated.saturating_add(usize::from(same));
        let role = column.and_then(|(_, role)| role);
        if role == Some(Role::Number) && words.list(Kind::Example).iter().any(|word| *word == text)
        {
            return Sort::Example;
        }
        // 共计500箱 is a quantity, and 总计 in a remark a remark.
        let may_sum = !matches!(
            role,
            Some(Role::Remark | Role::Quantity | Role::Specification)
        );
        match sums(&text, words) {
            Some(part) if may_sum => footer = footer.or(Some(Footer { row, part })),
            _ => named |= matches!(role, Some(Role::Donor | Role::Item)),
        }
        let said = words
            .starting(Kind::Note, &text)
            .and_then(|word| text.strip_prefix(word));
        note |= wide
            || is_long(&text)
            || said.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'));
    }
    match footer {
        _ if filled == 0 => Sort::Blank,
        _ if repeated >= 2 && repeated.saturating_mul(2) >= labels.known => Sort::Header,
        Some(footer) => Sort::Footer(footer, named),
        None if filled == 1 && note => Sort::Note,
        None => Sort::Data,
    }
}

/// Whether a text begins a row of sums, and whether of a part only.
fn sums(text: &str, words: &Words) -> Option<bool> {
    let begins = |kind| {
        let rest = text.strip_prefix(words.starting(kind, text)?)?;
        let alone = rest.is_empty()
            || rest.starts_with([':', '(', ')'])
            || rest.starts_with(|c: char| c.is_ascii_digit());
        alone.then_some(())
    };
    begins(Kind::Subtotal)
        .map(|()| true)
        .or_else(|| begins(Kind::Footer).map(|()| false))
}

/// 单位 over units of goods is a unit; over organisations it is who gave, or
/// who needs.
fn settle_measure(table: &mut Table<'_>, words: &Words) {
    let rows = table.rows.iter().take(200);
    let texts: Vec<String> = rows
        .filter_map(|row| table.text(*row, Role::Measure))
        .collect();
    let units = texts
        .iter()
        .filter(|text| words.list(Kind::Unit).contains(text))
        .count();
    let has = |role| table.column(role).is_some();
    let role = if units.saturating_mul(2) > texts.len() {
        Role::Unit
    } else if has(Role::Donor) {
        Role::Institution
    } else {
        Role::Donor
    };
    let free = !has(role);
    for column in &mut table.columns {
        if column.role == Some(Role::Measure) {
            column.role = free.then_some(role);
        }
    }
}
