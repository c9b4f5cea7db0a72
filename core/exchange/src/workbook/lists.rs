//! The lists of a programme as pages that come back whole.

use bangfu::Programme;
use bangfu::code::DivisionCode;
use bangfu::error::Lang;
use bangfu::giving::Gift;
use bangfu::registry::Id;
use serde::Serialize;
use serde_json::{Map, Value};

use super::names::Names;
use super::page::{Cell, Column, Kind, Layout, Page};
use crate::form::{self, Field, Holds, List, Shown, Written};

/// A list of a programme as a page, one row for each entry.
///
/// Importing the page into the programme without the entries gives the same
/// entries: what the columns can't carry stands in the last one.
///
/// # Examples
///
/// ```
/// use bangfu::Programme;
/// use bangfu::error::Lang;
/// use bangfu_exchange::workbook::{self, List};
///
/// let programme = Programme::read(r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05",
///     "lists": {"projects": [{"id": "road", "name": "修路", "cap": "1000.00"}]}}"#.as_bytes())?;
/// let page = workbook::list(&programme, List::Projects, Lang::Zh);
/// assert_eq!(page.columns[4].label, "封顶（元）");
/// assert_eq!(page.rows.len(), 1);
/// # Ok::<(), bangfu::document::Errors>(())
/// ```
#[must_use]
pub fn list(programme: &Programme, list: List, lang: Lang) -> Page {
    let names = Names { programme, lang };
    let rows = Rows { names, lang };
    let rows = match list {
        List::Needs => rows.rows(list, programme.needs()),
        List::Projects => rows.rows(list, &programme.lists().projects),
        List::Resources => rows.rows(list, &programme.lists().resources),
        List::Gifts => rows.gifts(programme.gifts()),
        List::Items => rows.rows(list, &programme.lists().items),
    };
    let (zh, en) = list.names();
    let name = lang.choose(zh, en);
    let whole = programme.name().unwrap_or(programme.id().as_str());
    let title = match lang {
        Lang::Zh => format!("{whole}　{name}清单（{}）", programme.as_of()),
        Lang::En => format!("{whole}: {name} ({})", programme.as_of()),
    };
    let mut columns: Vec<Column> = list
        .fields()
        .iter()
        .map(|field| column(field, lang))
        .collect();
    columns.push(Column::new(list.mark(), Kind::Data, 16));
    Page {
        name: name.to_owned(),
        file: list.key(),
        title: Some(title),
        layout: Layout::List,
        columns,
        rows,
        choices: Vec::new(),
    }
}

fn column(field: &Field, lang: Lang) -> Column {
    let kind = match field.holds {
        Holds::Money => Kind::Money,
        Holds::Count | Holds::CountOr(_) | Holds::Quantity => Kind::Count,
        Holds::Day => Kind::Day,
        Holds::Prose | Holds::Words | Holds::Restriction | Holds::Shown(_) => Kind::Prose,
        _ => Kind::Text,
    };
    let column = Column::new(lang.choose(field.zh, field.en), kind, field.width);
    // Floors and caps are bounds, and no sum of them means anything.
    let summed = matches!(field.path, ["money" | "already"]) && kind == Kind::Money;
    if summed { column.summed() } else { column }
}

/// Writes entries as rows.
struct Rows<'a> {
    names: Names<'a>,
    lang: Lang,
}

impl Rows<'_> {
    fn rows<T: Serialize>(&self, list: List, entries: &[T]) -> Vec<Vec<Cell>> {
        let rows = entries.iter().map(|entry| {
            // Entries have text for keys, which can always be written.
            let entry = serde_json::to_value(entry).unwrap_or_default();
            self.row(list, &entry, |field| self.shown(field, &entry))
        });
        rows.collect()
    }

    fn gifts(&self, gifts: &[Gift]) -> Vec<Vec<Cell>> {
        let rows = gifts.iter().map(|gift| {
            let entry = serde_json::to_value(gift).unwrap_or_default();
            self.row(List::Gifts, &entry, |field| match field.holds {
                Holds::Shown(Shown::Donor) => self.names.donor(gift),
                Holds::Restriction => self.names.earmark(gift),
                _ => self.shown(field, &entry),
            })
        });
        rows.collect()
    }

    /// A row that says all that the entry says.
    fn row(&self, list: List, entry: &Value, shown: impl Fn(&Field) -> String) -> Vec<Cell> {
        let mut cells = Vec::with_capacity(list.fields().len().saturating_add(1));
        let mut back = Value::Object(Map::new());
        let mut seen = form::Seen::default();
        for field in list.fields() {
            let written = form::write(field, entry, self.lang);
            if let Some(written) = &written {
                form::put(&mut back, field, written);
            }
            let cell = match written {
                Some(Written::Money(money)) => money.into(),
                Some(Written::Count(count)) => count.into(),
                Some(Written::Day(day)) => day.into(),
                Some(Written::Text(text)) => text.into(),
                None => Cell::text(shown(field)),
            };
            if form::is_shown(field) {
                seen.see(match &cell {
                    Cell::Text(text) => text,
                    _ => "",
                });
            }
            cells.push(cell);
        }
        let patch = form::difference(&back, entry);
        cells.push(Cell::text(form::data(seen, patch)));
        cells
    }

    /// What an id or a code of an entry is called.
    fn shown(&self, field: &Field, entry: &Value) -> String {
        let Holds::Shown(shown) = field.holds else {
            return String::new();
        };
        let value = field
            .path
            .iter()
            .try_fold(entry, |value, key| value.get(*key));
        let text = value.and_then(Value::as_str);
        let id = || Id::parse(text?);
        let place = |code: &str| match DivisionCode::parse(code) {
            Ok(code) => self.names.place(code),
            Err(_) => String::new(),
        };
        let named = match shown {
            Shown::Place => text.map(place),
            Shown::Places => value.and_then(Value::as_array).map(|codes| {
                let names = codes.iter().filter_map(Value::as_str).map(place);
                names.collect::<Vec<_>>().join("、")
            }),
            Shown::Project => id().map(|id| self.names.project(&id)),
            Shown::Organisation => id().map(|id| self.names.organisation(&id)),
            Shown::Item => id().map(|id| self.names.item(&id)),
            Shown::Unit => id().map(|id| self.names.unit(&id)),
            Shown::Donor => None,
        };
        named.unwrap_or_default()
    }
}
