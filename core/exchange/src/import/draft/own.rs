//! Resources, and rows of sheets that bangfu has written.

use bangfu::lists::Resource;
use bangfu::registry::Id;
use serde_json::Value;

use super::super::ON_HOLD;
use super::super::batch::Batch;
use super::super::notes::Note;
use super::super::number::hash;
use super::Table;
use crate::form::List;
use crate::record::{Entry, ResourceRow};
use crate::value::plain;
use crate::{Notice, Refusal};

/// An entry as a document has it: out of a sheet of ours, or accepted of a text.
#[derive(Debug)]
pub(in super::super) struct Own {
    /// The list that it belongs to, or `event`.
    pub(in super::super) list: &'static str,
    pub(in super::super) entry: Entry,
    /// Which of the tables it comes from.
    pub(in super::super) table: u32,
    pub(in super::super) on_hold: bool,
}

impl Table<'_, '_, '_> {
    pub(super) fn resources(
        &mut self,
        rows: Vec<ResourceRow>,
        offered: &mut Batch<Resource>,
    ) -> Result<(), Refusal> {
        offered.reserve(rows.len(), self.programme.lists().resources.len());
        for row in rows {
            self.watch.step()?;
            let Some(organisation) = self.donor(&row.organisation, &row.cell) else {
                continue;
            };
            let kind = row.kind.as_deref().unwrap_or("未分类");
            let content = hash(&[organisation.as_str(), kind, &plain(&row.what)]);
            let Some(id) = Id::parse("r") else { continue };
            let mut resource = Resource::new(id, organisation, kind, &*row.what);
            resource.areas = row.areas;
            resource.from = row.from;
            resource.to = row.to;
            offered.push(resource, Note::new(&content, self.number, &row.cell));
        }
        Ok(())
    }

    /// Rows of ours are entries as they stand.
    pub(super) fn entries(&mut self, list: List, rows: Vec<Entry>) -> Result<(), Refusal> {
        for entry in rows {
            self.watch.step()?;
            // What waits for a person would be paid to whoever is called so.
            let tags = entry.value.get("tags").and_then(Value::as_array);
            if tags.is_some_and(|tags| tags.iter().any(|tag| tag == ON_HOLD)) {
                self.kept_out(&entry.cell, &Notice::ReservedWord);
                continue;
            }
            let asked = ["restriction", "parts"].map(|key| entry.value.get(key));
            let on_hold = asked.into_iter().flatten().any(waits);
            self.drafts.own.push(Own {
                list: list.key(),
                table: self.number,
                on_hold,
                entry,
            });
        }
        Ok(())
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
