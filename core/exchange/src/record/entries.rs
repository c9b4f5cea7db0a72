//! Rows of bangfu's own sheets, which say all that an entry of a programme says.

use serde_json::{Map, Value};

use crate::Notice;
use crate::finding::{Finding, Findings, Weight};
use crate::form::{self, Field, Holds, List, Own, Seen};
use crate::sheet::{Cell, Sheet};
use crate::value::{clean, plain};

/// An entry of a programme, as a row of ours says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The cell of its id.
    pub cell: String,
    /// Its id.
    pub id: String,
    /// The entry as a document has it.
    pub(crate) value: Value,
}

/// What a sheet of ours says.
pub(super) enum Said {
    /// Entries of a list.
    Entries(List, Vec<Entry>),
    /// Nothing that is imported.
    Nothing,
}

/// A header of ours stands within so many rows.
const SEARCHED: usize = 10;

/// Reads a sheet that bangfu has written; none where it is not one.
pub(super) fn read(sheet: &Sheet, findings: &mut Findings) -> Option<Said> {
    let (row, column, own) = mark(sheet)?;
    let mut tell = |weight, notice: &Notice| {
        let cell = sheet.address(row, column);
        findings.push(Finding::new(sheet.name(), cell, weight, notice));
    };
    let list = match own {
        Own::List(list) => list,
        Own::Shown => {
            tell(Weight::Note, &Notice::ReadOnlySheet);
            return Some(Said::Nothing);
        }
        Own::Unknown => {
            tell(Weight::KeptOut, &Notice::OtherForm);
            return Some(Said::Nothing);
        }
    };
    let form = Form::of(sheet, list, (row, column), findings);
    let rows = sheet.rows().filter(|other| *other > row);
    let entries = rows.filter_map(|row| form.entry(row, findings));
    Some(Said::Entries(list, entries.collect()))
}

/// Where a sheet says that it is ours.
fn mark(sheet: &Sheet) -> Option<(u32, u32, Own)> {
    let rows = sheet.rows().take(SEARCHED);
    let mut cells = rows.flat_map(|row| {
        sheet
            .row(row)
            .map(move |(column, cell)| (row, column, cell))
    });
    cells.find_map(|(row, column, cell)| Some((row, column, form::own(cell.text()?)?)))
}

/// The columns of a sheet of ours.
struct Form<'s> {
    sheet: &'s Sheet,
    fields: Vec<(&'static Field, Option<u32>)>,
    header: u32,
    data: u32,
}

impl<'s> Form<'s> {
    fn of(
        sheet: &'s Sheet,
        list: List,
        (header, data): (u32, u32),
        findings: &mut Findings,
    ) -> Self {
        let labels: Vec<(u32, String)> = sheet
            .row(header)
            .filter_map(|(column, cell)| Some((column, plain(cell.text()?))))
            .collect();
        let fields: Vec<_> = list
            .fields()
            .iter()
            .map(|field| {
                let known = [plain(field.zh), plain(field.en)];
                let found = labels.iter().find(|(_, label)| known.contains(label));
                (field, found.map(|(column, _)| *column))
            })
            .collect();
        for (column, _) in &labels {
            let used = fields.iter().any(|(_, at)| *at == Some(*column));
            if !used && *column != data {
                let label = sheet.get(header, *column).and_then(Cell::text);
                let label = clean(label.unwrap_or_default());
                let cell = sheet.address(header, *column);
                let notice = Notice::UnusedColumn { label };
                findings.push(Finding::new(sheet.name(), cell, Weight::Note, &notice));
            }
        }
        Self {
            sheet,
            fields,
            header,
            data,
        }
    }

    fn cell(&self, row: u32, at: Option<u32>) -> Option<Cell<'s>> {
        self.sheet.get(row, at?)
    }

    /// The entry of a row; a row of sums has none, nor one that lacks something.
    fn entry(&self, row: u32, findings: &mut Findings) -> Option<Entry> {
        let (first, at) = self.fields.first()?;
        let address = || self.sheet.address(row, at.unwrap_or(0));
        let id = self.cell(row, *at).map(form::raw).unwrap_or_default();
        let id = clean(&id);
        if ["合计", "Total"].contains(&id.as_str()) {
            return None;
        }
        let sheet = self.sheet.name();
        let mut kept_out = |cell: &dyn Fn() -> String, notice: &Notice| {
            findings.note(Weight::KeptOut, notice, || {
                Finding::new(sheet, cell(), Weight::KeptOut, notice)
            });
        };
        if id.is_empty() {
            let label = self.cell(self.header, *at).and_then(Cell::text);
            let column = label.map_or_else(|| first.zh.to_owned(), clean);
            kept_out(&address, &Notice::MissingValue { column });
            return None;
        }
        let data = self.cell(row, Some(self.data)).map(form::raw);
        let Some((seen, patch)) = form::read_data(&data.unwrap_or_default()) else {
            let cell = || self.sheet.address(row, self.data);
            kept_out(&cell, &Notice::BadData);
            return None;
        };
        let mut value = self.values(row, findings)?;
        self.untouched(row, seen, &address(), findings)?;
        if let Some(patch) = patch {
            form::apply(&mut value, patch);
        }
        let id = value.get("id").and_then(Value::as_str)?.to_owned();
        Some(Entry {
            cell: address(),
            id,
            value,
        })
    }

    /// What the columns say; none where one of them can't be read.
    fn values(&self, row: u32, findings: &mut Findings) -> Option<Value> {
        let mut value = Value::Object(Map::new());
        let mut whole = true;
        for (field, at) in &self.fields {
            let Some(cell) = self.cell(row, *at) else {
                continue;
            };
            match form::parse(field.holds, cell, self.sheet.epoch()) {
                Ok(Some(found)) => form::set(&mut value, field, found),
                Ok(None) => {}
                Err(bad) => {
                    let cell = self.sheet.address(row, at.unwrap_or(0));
                    findings.push(bad.finding(self.sheet.name(), cell));
                    whole = false;
                }
            }
        }
        whole.then_some(value)
    }

    /// Refuses a row in which somebody has changed what is not read.
    fn untouched(
        &self,
        row: u32,
        written: Option<String>,
        address: &str,
        findings: &mut Findings,
    ) -> Option<()> {
        let mut seen = Seen::default();
        let mut in_words = false;
        let shown = self
            .fields
            .iter()
            .filter(|(field, _)| form::is_shown(field));
        for (field, at) in shown.clone() {
            let cell = self.cell(row, *at);
            in_words |= field.holds == Holds::Restriction
                && cell.is_some_and(|cell| {
                    let read = form::parse(field.holds, cell, self.sheet.epoch());
                    matches!(read, Ok(None))
                });
            seen.see(&cell.map(form::raw).unwrap_or_default());
        }
        let notice = match written {
            Some(written) if seen.is(&written) => return Some(()),
            Some(_) => {
                let zh: Vec<_> = shown.clone().map(|(field, _)| field.zh).collect();
                let en: Vec<_> = shown.map(|(field, _)| field.en).collect();
                Notice::ShownChanged {
                    zh: zh.join("、"),
                    en: en.join(", "),
                }
            }
            None if in_words => Notice::RestrictionInWords,
            None => return Some(()),
        };
        let finding = Finding::new(
            self.sheet.name(),
            address.to_owned(),
            Weight::KeptOut,
            &notice,
        );
        findings.push(finding);
        None
    }
}
