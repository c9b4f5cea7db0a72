//! A list of objects as a sheet: a row for each, or for each entry of the one
//! list that the objects hold.

use std::collections::HashMap;
use std::fmt;

use serde::Deserializer;
use serde::de::{Error, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::sheet::{Cell, Epoch, Filling, Naming, Number, Sheet};
use crate::watch::Watch;
use crate::{Limits, Refusal};

/// Reads a list of objects. What an object says outside its inner list is
/// repeated in each of the rows that the list makes.
pub(super) fn read(text: &str, limits: &Limits, watch: &Watch<'_>) -> Result<Sheet, Refusal> {
    // Before it is known what they are, values take more memory than their
    // text; there are hardly more of them than separators.
    let separators = text
        .bytes()
        .filter(|byte| matches!(byte, b',' | b'[' | b'{'));
    if separators.count() > limits.cells.saturating_mul(2) {
        let limit = limits.cells;
        return Err(Refusal::TooManyCells { limit });
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let objects = deserializer.deserialize_any(Entries(watch));
    let objects = match objects.and_then(|objects| deserializer.end().map(|()| objects)) {
        Ok(objects) => objects,
        Err(_) if watch.is_stopped() => return Err(Refusal::Cancelled),
        Err(_) => return Err(Refusal::JsonShape),
    };
    let mut sheet = Sheet::new("JSON".to_owned(), Epoch::Of1900);
    let mut filling = Filling::new(limits);
    let mut columns: Vec<(Option<String>, String)> = Vec::new();
    let mut known: HashMap<(Option<String>, String), usize> = HashMap::new();
    let mut rows = Vec::new();
    for (entry, object) in objects.iter().enumerate() {
        let Value::Object(object) = object else {
            return Err(Refusal::JsonShape);
        };
        let inner = inner_list(object);
        let count = inner.map_or(1, |(_, list)| list.len());
        for inside in 0..count {
            let row =
                u32::try_from(rows.len().saturating_add(1)).map_err(|_| Refusal::JsonShape)?;
            rows.push((entry, inner.is_some().then_some(inside)));
            let own = object.iter().map(|(key, value)| (None, key, value));
            let nested = inner.and_then(|(list, entries)| Some((list, entries.get(inside)?)));
            let nested = nested.and_then(|(list, value)| Some((list, value.as_object()?)));
            let nested = nested.into_iter().flat_map(|(list, object)| {
                object
                    .iter()
                    .map(move |(key, value)| (Some(list), key, value))
            });
            for (list, key, value) in own.chain(nested) {
                watch.work(1)?;
                let mut shown = String::new();
                let Some(cell) = cell(value, &mut shown) else {
                    continue;
                };
                let column = (list.cloned(), key.clone());
                let index = *known.entry(column).or_insert_with_key(|column| {
                    columns.push(column.clone());
                    columns.len().saturating_sub(1)
                });
                let index = u32::try_from(index).map_err(|_| Refusal::JsonShape)?;
                filling.put(&mut sheet, (row, index), cell)?;
            }
        }
    }
    for (index, (_, key)) in (0_u32..).zip(&columns) {
        filling.put(&mut sheet, (0, index), Cell::Text(key))?;
    }
    filling.close(&mut sheet, Vec::new())?;
    sheet.named_by(Naming::Json { rows, columns });
    Ok(sheet)
}

/// The entries of a list, which may be stopped after each.
struct Entries<'a, 'p>(&'a Watch<'p>);

impl<'de> Visitor<'de> for Entries<'_, '_> {
    type Value = Vec<Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Value>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element::<Value>()? {
            let members = entry.as_object().map_or(0, Map::len);
            let work = u64::try_from(members).unwrap_or(u64::MAX);
            self.0
                .work(work.saturating_add(1))
                .map_err(A::Error::custom)?;
            entries.push(entry);
        }
        Ok(entries)
    }
}

/// The first member that is a list of objects.
fn inner_list(object: &Map<String, Value>) -> Option<(&String, &Vec<Value>)> {
    object.iter().find_map(|(key, value)| {
        let list = value.as_array()?;
        let objects = !list.is_empty() && list.iter().all(Value::is_object);
        objects.then_some((key, list))
    })
}

fn cell<'v>(value: &'v Value, shown: &'v mut String) -> Option<Cell<'v>> {
    match value {
        Value::Null | Value::Array(_) | Value::Object(_) => None,
        Value::Bool(truth) => Some(Cell::Truth(*truth)),
        Value::String(text) => Some(Cell::Text(text)),
        Value::Number(number) => {
            *shown = number.to_string();
            let read = Number::parse(shown).or_else(|| Number::of(number.as_f64()?));
            Some(read.map_or(Cell::Text(shown), Cell::Number))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, limits: &Limits) -> Result<Sheet, Refusal> {
        super::read(text, limits, &Watch::new(&mut bangfu::allocate::NoProgress))
    }

    #[test]
    fn an_inner_list_makes_rows_and_the_rest_is_repeated() {
        let text = r#"[{"name": "甲", "supplies": [{"key": "口罩", "value": 1}, {"key": "手套", "value": null}]},
                       {"name": "乙", "supplies": []}]"#;
        let sheet = read(text, &Limits::default()).unwrap();
        let text = |row, column| sheet.get(row, column).and_then(Cell::text);
        assert_eq!(text(0, 0), Some("name"));
        assert_eq!((text(1, 0), text(1, 1)), (Some("甲"), Some("口罩")));
        assert_eq!((text(2, 0), text(2, 1)), (Some("甲"), Some("手套")));
        assert_eq!(text(3, 0), Some("乙"));
        assert_eq!(sheet.get(1, 2), Some(Cell::Number(Number::from_whole(1))));
        assert_eq!(sheet.get(2, 2), None);
        assert_eq!(sheet.address(2, 1), "/0/supplies/1/key");
        assert_eq!(sheet.address(3, 0), "/1/name");
    }

    #[test]
    fn values_without_end_are_refused_before_they_are_built() {
        let limits = Limits {
            cells: 10,
            ..Limits::default()
        };
        let text = format!("[{}0]", "0,".repeat(20));
        let refusal = Refusal::TooManyCells { limit: 10 };
        assert_eq!(read(&text, &limits), Err(refusal));
    }

    #[test]
    fn json_of_another_shape_is_refused() {
        for text in ["[1]", "{}", "[", "[[]]", "[]]", "[{}],", "1", ""] {
            assert_eq!(
                read(text, &Limits::default()),
                Err(Refusal::JsonShape),
                "{text}"
            );
        }
    }
}
