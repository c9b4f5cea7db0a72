//! Resources, and rows of sheets that bangfu has written.

use bangfu::lists::Resource;
use bangfu::registry::Id;
use serde_json::Value;

use super::super::ON_HOLD;
use super::super::number::{Unnumbered, hash};
use super::Table;
use crate::Notice;
use crate::form::List;
use crate::record::{Entry, ResourceRow};
use crate::value::plain;

impl Table<'_> {
    pub(super) fn resources(&mut self, rows: &[ResourceRow]) -> Vec<Unnumbered> {
        let mut offered = Vec::new();
        for row in rows {
            let Some(organisation) = self.donor(&row.organisation, &row.cell) else {
                continue;
            };
            let kind = row.kind.as_deref().unwrap_or("未分类");
            let content = hash(&[organisation.as_str(), kind, &plain(&row.what)]);
            let Some(id) = Id::parse("r") else { continue };
            let mut resource = Resource::new(id, organisation, kind, &*row.what);
            resource.areas.clone_from(&row.areas);
            resource.from = row.from;
            resource.to = row.to;
            let draft = self.entry("resources", String::new(), &resource, &row.cell);
            offered.push(Unnumbered { content, draft });
        }
        offered
    }

    /// Rows of ours are entries as they stand.
    pub(super) fn entries(&mut self, list: List, rows: &[Entry]) {
        for row in rows {
            // What waits for a person would be paid to whoever is called so.
            let tags = row.value.get("tags").and_then(Value::as_array);
            if tags.is_some_and(|tags| tags.iter().any(|tag| tag == ON_HOLD)) {
                self.kept_out(&row.cell, &Notice::ReservedWord);
                continue;
            }
            let mut entry = self.entry(list.key(), row.id.clone(), &row.value, &row.cell);
            let asked = ["restriction", "parts"].map(|key| row.value.get(key));
            entry.on_hold = asked.into_iter().flatten().any(waits);
            self.drafts.put(entry);
        }
    }
}

/// Whether a restriction asks for what waits for a person.
fn waits(restriction: &Value) -> bool {
    match restriction {
        Value::String(word) => word == ON_HOLD,
        Value::Array(inside) => inside.iter().any(waits),
        Value::Object(inside) => inside.values().any(waits),
        _ => false,
    }
}
