//! Entries into a programme as a document has them: those of bangfu's own
//! sheets, which say all that an entry says and not only what offices write
//! down, and those that were accepted of a text.

use std::collections::HashMap;

use bangfu::{Programme, canonical};
use serde_json::{Map, Value};

use super::Fate;
use super::draft::Own;
use super::error::ImportError;

/// Where each list stands in a document.
const LISTS: [(&str, &str); 6] = [
    ("organisations", "registry"),
    ("items", "lists"),
    ("projects", "lists"),
    ("needs", "lists"),
    ("resources", "lists"),
    ("gifts", "giving"),
];

/// Puts in entries, and says of each what happens to it. The programme is read
/// again as a whole: there is one set of checks.
pub(super) fn merge(
    programme: Programme,
    entries: &[Own],
    source_text: Option<String>,
    overwrite: bool,
) -> Result<(Programme, Vec<Fate>), ImportError> {
    if entries.is_empty() && source_text.is_none() {
        return Ok((programme, Vec::new()));
    }
    // A programme has text for keys, which can always be written.
    let mut document = serde_json::to_value(&programme).unwrap_or_default();
    let mut lists: Vec<Merged> = LISTS.map(|list| Merged::of(&mut document, list)).into();
    let mut fates = Vec::with_capacity(entries.len());
    for own in entries {
        let list = lists.iter_mut().find(|merged| merged.list == own.list);
        fates.push(match list {
            Some(merged) => merged.put(&own.entry.id, &own.entry.value, overwrite),
            None => event(&mut document, &own.entry.value, overwrite),
        });
    }
    for merged in lists {
        merged.back(&mut document);
    }
    if let (Some(name), Some(document)) = (source_text, document.as_object_mut()) {
        document.entry("source_text").or_insert(Value::String(name));
    }
    drop(programme);
    let text = canonical::text(&document);
    drop(document);
    Ok((Programme::read(text.as_bytes())?, fates))
}

/// What happens to an entry, beside what is there.
fn fate(there: Option<&Value>, value: &Value, overwrite: bool) -> Fate {
    match there {
        None => Fate::Added,
        Some(there) if there == value => Fate::Same,
        Some(_) if overwrite => Fate::Changed,
        Some(_) => Fate::Differs,
    }
}

/// Puts in the event, of which a programme has one.
fn event(document: &mut Value, value: &Value, overwrite: bool) -> Fate {
    let fate = fate(document.pointer("/giving/event"), value, overwrite);
    if matches!(fate, Fate::Added | Fate::Changed)
        && let Some(giving) = section(document, "giving")
    {
        giving.insert("event".to_owned(), value.clone());
    }
    fate
}

/// A section of a document, which is begun where there is none.
fn section<'d>(document: &'d mut Value, name: &str) -> Option<&'d mut Map<String, Value>> {
    let empty = || Value::Object(Map::new());
    let section = document.as_object_mut()?.entry(name).or_insert_with(empty);
    section.as_object_mut()
}

/// The entries of a list, found by their ids.
struct Merged {
    list: &'static str,
    section: &'static str,
    entries: Vec<Value>,
    known: HashMap<String, usize>,
}

impl Merged {
    fn of(document: &mut Value, (list, section): (&'static str, &'static str)) -> Self {
        let found = document.get_mut(section);
        let found = found.and_then(|section| section.get_mut(list));
        let entries = match found.map(Value::take) {
            Some(Value::Array(entries)) => entries,
            _ => Vec::new(),
        };
        let ids = entries.iter().enumerate();
        let known = ids.filter_map(|(at, entry)| Some((entry.get("id")?.as_str()?.to_owned(), at)));
        Self {
            list,
            section,
            known: known.collect(),
            entries,
        }
    }

    fn put(&mut self, id: &str, value: &Value, overwrite: bool) -> Fate {
        let found = self.known.get(id).copied();
        let there = found.and_then(|at| self.entries.get_mut(at));
        let fate = fate(there.as_deref(), value, overwrite);
        match (fate, there) {
            (Fate::Changed, Some(there)) => there.clone_from(value),
            (Fate::Added, _) => {
                self.known.insert(id.to_owned(), self.entries.len());
                self.entries.push(value.clone());
            }
            _ => {}
        }
        fate
    }

    fn back(self, document: &mut Value) {
        if self.entries.is_empty() {
            if let Some(section) = document
                .get_mut(self.section)
                .and_then(Value::as_object_mut)
            {
                section.remove(self.list);
            }
        } else if let Some(section) = section(document, self.section) {
            section.insert(self.list.to_owned(), Value::Array(self.entries));
        }
    }
}
