//! Entries into a programme, which is checked as a whole.

use std::collections::HashMap;

use bangfu::money::Fen;
use bangfu::{Programme, canonical};
use serde_json::{Map, Value};

use super::draft::Drafts;
use super::error::ImportError;
use super::number::Draft;
use super::{Change, Fate, Import, Remark};
use crate::remark::Proposal;

/// Where each list stands in the document, and what its entries are known by.
const LISTS: [(&str, &str, &str); 6] = [
    ("organisations", "registry", "id"),
    ("places", "registry", "code"),
    ("items", "lists", "id"),
    ("needs", "lists", "id"),
    ("projects", "lists", "id"),
    ("gifts", "giving", "id"),
];

pub(super) fn into(
    programme: &Programme,
    drafts: Drafts,
    overwrite: bool,
) -> Result<Import, ImportError> {
    let mut document = serde_json::to_value(programme).unwrap_or_default();
    let mut lists = HashMap::new();
    for (list, section, key) in LISTS {
        lists.insert(list, List::of(&mut document, section, list, key));
    }
    let mut changes = Vec::new();
    let mut remarks: Vec<Remark> = Vec::new();
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    for draft in drafts.entries {
        let Some(list) = lists.get_mut(draft.list) else {
            continue;
        };
        let fate = list.put(&draft.id, draft.value, overwrite);
        if let (Fate::Added, Some((proposal, money))) = (fate, draft.remark) {
            count(&mut remarks, &mut known, proposal, money);
        }
        changes.push(Change {
            list: draft.list,
            id: draft.id,
            fate,
            on_hold: draft.on_hold,
            file: draft.file,
            cell: draft.cell,
        });
    }
    for (list, section, _) in LISTS {
        if let Some(found) = lists.remove(list) {
            found.back(&mut document, section, list);
        }
    }
    if let Some(draft) = drafts.event {
        changes.push(event(&mut document, draft, overwrite));
    }
    if let (Some(name), Some(document)) = (drafts.source_text, document.as_object_mut()) {
        let known = document.entry("source_text");
        known.or_insert(Value::String(name));
    }
    // The document, its text and the programme are large: two at a time.
    let text = canonical::text(&document);
    drop(document);
    let programme = Programme::read(text.as_bytes())?;
    Ok(Import {
        changes,
        remarks,
        findings: drafts.findings,
        programme,
    })
}

/// Puts in the event, of which a programme has one.
fn event(document: &mut Value, draft: Draft, overwrite: bool) -> Change {
    let there = document.pointer("/giving/event");
    let fate = match there {
        None => Fate::Added,
        Some(there) if *there == draft.value => Fate::Same,
        Some(_) if overwrite => Fate::Changed,
        Some(_) => Fate::Differs,
    };
    if matches!(fate, Fate::Added | Fate::Changed)
        && let Some(document) = document.as_object_mut()
    {
        let giving = document
            .entry("giving")
            .or_insert_with(|| Value::Object(Map::new()));
        if let Some(giving) = giving.as_object_mut() {
            giving.insert("event".to_owned(), draft.value);
        }
    }
    Change {
        list: draft.list,
        id: draft.id,
        fate,
        on_hold: draft.on_hold,
        file: draft.file,
        cell: draft.cell,
    }
}

/// Counts a gift to its remark. One text means one thing for most amounts.
fn count(
    remarks: &mut Vec<Remark>,
    known: &mut HashMap<String, Vec<usize>>,
    proposal: Proposal,
    money: Fen,
) {
    let meanings = known.entry(proposal.text.clone()).or_default();
    for index in meanings.iter() {
        if let Some(remark) = remarks.get_mut(*index)
            && remark.proposal == proposal
        {
            remark.gifts = remark.gifts.saturating_add(1);
            remark.money = remark.money.checked_add(money).unwrap_or(Fen::MAX);
            return;
        }
    }
    meanings.push(remarks.len());
    remarks.push(Remark {
        proposal,
        gifts: 1,
        money,
    });
}

/// The entries of a list, found by what they are known by.
struct List {
    entries: Vec<Value>,
    known: HashMap<String, usize>,
}

impl List {
    fn of(document: &mut Value, section: &str, list: &str, key: &str) -> Self {
        let found = document
            .get_mut(section)
            .and_then(|section| section.get_mut(list));
        let entries = match found.map(Value::take) {
            Some(Value::Array(entries)) => entries,
            _ => Vec::new(),
        };
        let ids = entries.iter().enumerate().filter_map(|(index, entry)| {
            let id = entry.get(key)?.as_str()?;
            Some((id.to_owned(), index))
        });
        let known = ids.collect();
        Self { entries, known }
    }

    fn put(&mut self, id: &str, value: Value, overwrite: bool) -> Fate {
        let found = self
            .known
            .get(id)
            .and_then(|index| self.entries.get_mut(*index));
        match found {
            None => {
                self.known.insert(id.to_owned(), self.entries.len());
                self.entries.push(value);
                Fate::Added
            }
            Some(there) if *there == value => Fate::Same,
            Some(there) if overwrite => {
                *there = value;
                Fate::Changed
            }
            Some(_) => Fate::Differs,
        }
    }

    fn back(self, document: &mut Value, section: &str, list: &str) {
        if self.entries.is_empty() {
            if let Some(section) = document.get_mut(section).and_then(Value::as_object_mut) {
                section.remove(list);
            }
            return;
        }
        let Some(document) = document.as_object_mut() else {
            return;
        };
        let section = document
            .entry(section)
            .or_insert_with(|| Value::Object(Map::new()));
        if let Some(section) = section.as_object_mut() {
            section.insert(list.to_owned(), Value::Array(self.entries));
        }
    }
}
