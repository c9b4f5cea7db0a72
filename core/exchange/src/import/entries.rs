//! Entries of bangfu's own sheets into a programme.
//!
//! Such a sheet says all that an entry says, as a document has it, and not only
//! what offices write down: so they are merged as a document.

use std::collections::HashMap;

use bangfu::{Programme, canonical};
use serde_json::{Map, Value};

use super::Fate;
use super::draft::Own;
use super::error::ImportError;
use crate::form::List;

/// Puts in entries, and says of each what happens to it. The programme is read
/// again as a whole: there is one set of checks.
pub(super) fn merge(
    programme: Programme,
    entries: &[Own],
    overwrite: bool,
) -> Result<(Programme, Vec<Fate>), ImportError> {
    if entries.is_empty() {
        return Ok((programme, Vec::new()));
    }
    // A programme has text for keys, which can always be written.
    let mut document = serde_json::to_value(&programme).unwrap_or_default();
    let mut lists: Vec<(List, Merged)> = List::ALL
        .into_iter()
        .map(|list| (list, Merged::of(&mut document, list)))
        .collect();
    let mut fates = Vec::with_capacity(entries.len());
    for own in entries {
        if let Some((_, merged)) = lists.iter_mut().find(|(list, _)| *list == own.list) {
            fates.push(merged.put(&own.entry.id, &own.entry.value, overwrite));
        }
    }
    if !fates
        .iter()
        .any(|fate| matches!(fate, Fate::Added | Fate::Changed))
    {
        return Ok((programme, fates));
    }
    for (list, merged) in lists {
        merged.back(&mut document, list);
    }
    drop(programme);
    let text = canonical::text(&document);
    drop(document);
    Ok((Programme::read(text.as_bytes())?, fates))
}

/// Where a list stands in a document.
const fn section(list: List) -> &'static str {
    match list {
        List::Needs | List::Projects | List::Resources | List::Items => "lists",
        List::Gifts => "giving",
    }
}

/// The entries of a list, found by their ids.
struct Merged {
    entries: Vec<Value>,
    known: HashMap<String, usize>,
}

impl Merged {
    fn of(document: &mut Value, list: List) -> Self {
        let section = document.get_mut(section(list));
        let found = section.and_then(|section| section.get_mut(list.key()));
        let entries = match found.map(Value::take) {
            Some(Value::Array(entries)) => entries,
            _ => Vec::new(),
        };
        let ids = entries.iter().enumerate();
        let known = ids.filter_map(|(at, entry)| Some((entry.get("id")?.as_str()?.to_owned(), at)));
        Self {
            known: known.collect(),
            entries,
        }
    }

    fn put(&mut self, id: &str, value: &Value, overwrite: bool) -> Fate {
        let found = self.known.get(id).copied();
        match found.and_then(|at| self.entries.get_mut(at)) {
            None => {
                self.known.insert(id.to_owned(), self.entries.len());
                self.entries.push(value.clone());
                Fate::Added
            }
            Some(there) if there == value => Fate::Same,
            Some(there) if overwrite => {
                there.clone_from(value);
                Fate::Changed
            }
            Some(_) => Fate::Differs,
        }
    }

    fn back(self, document: &mut Value, list: List) {
        let Some(document) = document.as_object_mut() else {
            return;
        };
        let empty = || Value::Object(Map::new());
        let section = document.entry(section(list)).or_insert_with(empty);
        let Some(section) = section.as_object_mut() else {
            return;
        };
        if self.entries.is_empty() {
            section.remove(list.key());
        } else {
            section.insert(list.key().to_owned(), Value::Array(self.entries));
        }
    }
}
