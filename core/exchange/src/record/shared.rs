//! What gifts, goods and needs read alike.

use bangfu::error::Code;
use bangfu::money::Fen;
use bangfu::time::Date;

use crate::finding::{Finding, Findings, Weight};
use crate::sheet::{Cell, Epoch};
use crate::table::{Mapping, Role, Table};
use crate::value::{Day, MoneyUnit, NoDay, Wrong, candidates, day, days_in, money, ours, whole};
use crate::{Notice, Words};

/// A cell can't be read, and that was said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noted;

/// What a table and the mapping say of all its cells.
pub(crate) struct Context {
    pub(crate) unit: MoneyUnit,
    /// Whether anybody says so.
    named: bool,
    /// The year for days that name none, and the day for rows that name none.
    year: Option<i64>,
    titled: Option<Date>,
}

impl Context {
    pub(crate) fn of(table: &Table<'_>, mapping: &Mapping) -> Self {
        let named = mapping.unit.or_else(|| table.money_unit());
        let (year, titled) = of_title(table);
        Self {
            unit: named.unwrap_or(MoneyUnit::Yuan),
            named: named.is_some(),
            year,
            titled,
        }
    }

    /// The day of a cell, if it is one.
    pub(crate) fn day(&self, table: &Table<'_>, cell: Cell<'_>) -> Option<Date> {
        of_cell(cell, table.sheet().epoch(), self.year).ok()
    }
}

/// Reads cells of one table and notes what is wrong with them.
pub(super) struct Rows<'a, 's> {
    pub(super) table: &'a Table<'s>,
    pub(super) words: &'a Words,
    pub(super) findings: &'a mut Findings,
    unit: MoneyUnit,
    /// The day for rows that name none, as the mapping says and as the title
    /// does, and the year for days that name none.
    day: Option<Date>,
    titled: Option<Date>,
    year: Option<i64>,
    /// Whether it was said that the title's day is taken.
    assumed: bool,
    /// The last cell that is a day: the next rows mostly have the same.
    last: Option<(Cell<'s>, Date)>,
}

impl<'a, 's> Rows<'a, 's> {
    pub(super) fn new(
        table: &'a Table<'s>,
        mapping: &Mapping,
        words: &'a Words,
        findings: &'a mut Findings,
    ) -> Self {
        let context = Context::of(table, mapping);
        if !context.named && table.column(Role::Money).is_some() {
            let row = table.rows().first().copied().unwrap_or(0);
            findings.push(table.finding(row, Role::Money, Weight::Doubt, &Notice::UnitAssumed));
        }
        Self {
            table,
            words,
            findings,
            unit: context.unit,
            day: mapping.received_on,
            titled: context.titled,
            year: context.year,
            assumed: false,
            last: None,
        }
    }

    /// Notes something about a cell.
    pub(super) fn note(&mut self, row: u32, role: Role, weight: Weight, what: &Notice) {
        let table = self.table;
        self.findings
            .note(weight, what, || table.finding(row, role, weight, what));
    }

    fn refuse(&mut self, row: u32, role: Role, weight: Weight, what: &impl Code) {
        let table = self.table;
        self.findings.note(weight, what, || {
            let cell = table.address(row, role);
            Finding::new(table.sheet().name(), cell, weight, what)
        });
    }

    /// Notes that a row lacks something.
    pub(super) fn missing(&mut self, row: u32, role: Role) {
        let label = self.table.column(role).map(|column| column.label.clone());
        let column = label.unwrap_or_else(|| role.word().to_owned());
        self.note(row, role, Weight::KeptOut, &Notice::MissingValue { column });
    }

    /// The amount of a row; `weight` is what it means when there is none.
    ///
    /// An amount that several rows share is that of none of them, unless all
    /// of them tell of one `whose`: then it is that of the first.
    pub(super) fn money(&mut self, row: u32, whose: Role, weight: Weight) -> Option<Fen> {
        let cell = self.table.cell(row, Role::Money)?;
        self.money_in(row, cell, whose, weight)
    }

    /// [`money`](Self::money) of a row whose cell is known.
    pub(super) fn money_in(
        &mut self,
        row: u32,
        cell: Cell<'_>,
        whose: Role,
        weight: Weight,
    ) -> Option<Fen> {
        if let Some(first) = self.table.merged_from(row, Role::Money) {
            let one = self.table.shares(row, Role::Money, whose);
            if !one || first != row {
                let cell = self.table.address(first, Role::Money);
                let weight = if one { Weight::Note } else { weight };
                self.note(row, Role::Money, weight, &Notice::SharedAmount { cell });
                return None;
            }
        }
        self.amount(row, cell, weight)
    }

    fn amount(&mut self, row: u32, cell: Cell<'_>, weight: Weight) -> Option<Fen> {
        match money(cell, self.unit) {
            Ok(read) => {
                if let Some(note) = read.note {
                    let finding = self.table.finding(row, Role::Money, Weight::Note, &note);
                    self.findings.push(finding.suggesting(read.fen.to_string()));
                }
                Some(read.fen)
            }
            Err(Wrong::Money(error)) => {
                self.refuse(row, Role::Money, weight, &error);
                None
            }
            Err(Wrong::Sheet(Notice::Inexact { shown })) => {
                let notice = Notice::Inexact { shown };
                let mut finding = self.table.finding(row, Role::Money, weight, &notice);
                if let Cell::Number(number) = cell
                    && let Some((fen, _)) = number.hundredths()
                    && self.unit == MoneyUnit::Yuan
                {
                    finding = finding.suggesting(Fen(fen).to_string());
                }
                self.findings.push(finding);
                None
            }
            Err(Wrong::Sheet(notice)) => {
                self.note(row, Role::Money, weight, &notice);
                None
            }
        }
    }

    /// The sum that a footer states: its own cell, or what its label says.
    pub(super) fn stated(&mut self, row: u32) -> Option<Fen> {
        if let Some(cell) = self.table.cell(row, Role::Money)
            && !matches!(cell, Cell::Text(text) if crate::value::plain(text).is_empty())
            && let Some(fen) = self.amount(row, cell, Weight::Doubt)
        {
            return Some(fen);
        }
        let texts = self
            .table
            .sheet()
            .row(row)
            .filter_map(|(_, cell)| cell.text());
        let amounts = texts.filter_map(|text| {
            let (_, amount) = text.split_once([':', '：', '计'])?;
            money(Cell::Text(amount), self.unit).ok()
        });
        amounts.map(|read| read.fen).next()
    }

    /// The day in another column than that of receipt.
    ///
    /// # Errors
    ///
    /// When it can't be read; that has been noted.
    pub(super) fn other_day(&mut self, row: u32, role: Role) -> Result<Option<Date>, Noted> {
        let Some(cell) = self.table.cell(row, role) else {
            return Ok(None);
        };
        match of_cell(cell, self.table.sheet().epoch(), self.year) {
            Ok(date) => return Ok(Some(date)),
            Err(NoDay::Time(error)) => self.refuse(row, role, Weight::KeptOut, &error),
            Err(NoDay::Sheet(notice)) => self.note(row, role, Weight::KeptOut, &notice),
        }
        Err(Noted)
    }

    /// The day of a row: its own, else the mapping's, else the title's; and
    /// whether it is more than the title's. Where its own can't be read there is
    /// none.
    pub(super) fn day(&mut self, row: u32) -> (Option<Date>, bool) {
        let Some(cell) = self.table.cell(row, Role::Date) else {
            return match (self.day, self.titled) {
                (Some(day), _) => (Some(day), true),
                (None, titled) => {
                    if let Some(day) = titled
                        && !self.assumed
                    {
                        self.assumed = true;
                        let day = day.to_string();
                        let notice = Notice::DayOfTitle { day: day.clone() };
                        let finding = self.table.finding(row, Role::Date, Weight::Doubt, &notice);
                        self.findings.push(finding.suggesting(day));
                    }
                    (titled, false)
                }
            };
        };
        if let Some((known, date)) = self.last
            && known == cell
        {
            return (Some(date), true);
        }
        let day = match of_cell(cell, self.table.sheet().epoch(), self.year) {
            Ok(date) => {
                self.last = Some((cell, date));
                Some(date)
            }
            Err(NoDay::Time(error)) => {
                self.refuse(row, Role::Date, Weight::KeptOut, &error);
                None
            }
            Err(NoDay::Sheet(notice)) => {
                let mut finding = self
                    .table
                    .finding(row, Role::Date, Weight::KeptOut, &notice);
                let days = candidates(cell).into_iter().map(|day| day.to_string());
                let days: Vec<_> = days.collect();
                if !days.is_empty() {
                    finding = finding.suggesting(days.join(" / "));
                }
                self.findings.push(finding);
                None
            }
        };
        (day, true)
    }
}

fn of_cell(cell: Cell<'_>, epoch: Epoch, year: Option<i64>) -> Result<Date, NoDay> {
    match day(cell, epoch)? {
        Day::Whole(date) => Ok(date),
        Day::OfSomeYear(month, day) => {
            let year = year.ok_or(NoDay::Sheet(Notice::DateWithoutYear))?;
            whole(year, month.into(), day.into()).map_err(NoDay::Time)
        }
    }
}

/// The year and the day that the rows above the header name; a serial number
/// there is a day.
fn of_title(table: &Table<'_>) -> (Option<i64>, Option<Date>) {
    let (mut year, mut last) = (None, None);
    for text in table.title() {
        let (named, day) = days_in(text);
        year = named.or(year);
        last = day.or(last);
    }
    let sheet = table.sheet();
    let top = table.rows().first().copied().unwrap_or(0);
    let above = sheet
        .rows()
        .take_while(|row| *row < top)
        .flat_map(|row| sheet.row(row));
    let serial = above.filter_map(|(_, cell)| match cell {
        // A number alone above a header is a day of the years 2000 to 2099.
        Cell::Number(number) | Cell::Serial(number) => {
            let days = number.whole().filter(|days| ours(*days))?;
            let cell = Cell::Serial(crate::sheet::Number::from_whole(days));
            of_cell(cell, sheet.epoch(), None).ok()
        }
        Cell::Date(date) => Some(date),
        _ => None,
    });
    let serial = serial.last();
    let year = year.or_else(|| serial.map(|date| i64::from(date.year())));
    let day = year
        .zip(last)
        .and_then(|(year, (month, day))| whole(year, month.into(), day.into()).ok());
    (year, day.or(serial))
}
