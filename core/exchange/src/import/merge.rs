//! Entries into a programme, which is checked as a whole.

use std::sync::Arc;

use bangfu::Programme;
use bangfu::document::ProgrammeBuilder;

use super::batch::Note;
use super::draft::{Drafts, Origin};
use super::entries;
use super::error::ImportError;
use super::{Change, Fate, Import};

pub(super) fn into(
    programme: Programme,
    mut drafts: Drafts,
    overwrite: bool,
) -> Result<Import, ImportError> {
    let (findings, more) = drafts.findings();
    let mut builder = ProgrammeBuilder::from(programme);
    let mut changes = Changes {
        tables: drafts.tables,
        all: Vec::new(),
    };
    let list = &mut builder.registry_mut().organisations;
    let fates = drafts
        .organisations
        .merge(list, |a, b| a.id.cmp(&b.id), overwrite);
    changes.add("organisations", fates);
    let list = &mut builder.registry_mut().places;
    let fates = drafts
        .places
        .merge(list, |a, b| a.code.cmp(&b.code), overwrite);
    changes.add("places", fates);
    let list = &mut builder.lists_mut().items;
    let fates = drafts.items.merge(list, |a, b| a.id.cmp(&b.id), overwrite);
    changes.add("items", fates);
    let list = &mut builder.lists_mut().needs;
    let fates = drafts.needs.merge(list, |a, b| a.id.cmp(&b.id), overwrite);
    changes.add("needs", fates);
    let list = &mut builder.lists_mut().resources;
    let fates = drafts
        .resources
        .merge(list, |a, b| a.id.cmp(&b.id), overwrite);
    changes.add("resources", fates);
    let mut remarks = drafts.remarks;
    let list = &mut builder.giving_mut().gifts;
    let (fates, notes) = drafts.gifts.merge(list, |a, b| a.id.cmp(&b.id), overwrite);
    for ((_, fate), note) in fates.iter().zip(&notes) {
        if let (Fate::Added, Some((remark, money))) = (fate, note.remark) {
            remarks.count(remark, money);
        }
    }
    changes.add("gifts", (fates, notes));
    let (own, source_text) = (drafts.own, drafts.source_text);
    let (programme, fates) = entries::merge(builder.build()?, &own, source_text, overwrite)?;
    for (own, fate) in own.into_iter().zip(fates) {
        let mut note = Note::new(String::new(), own.table, &own.entry.cell);
        note.on_hold = own.on_hold;
        let id = own.entry.id.into_boxed_str();
        changes.add(own.list, (vec![(id, fate)], vec![note]));
    }
    Ok(Import {
        changes: changes.all,
        remarks: remarks.of_new_gifts(),
        controls: drafts.controls,
        findings,
        more,
        programme,
    })
}

/// What happens to each row.
struct Changes {
    tables: Vec<Origin>,
    all: Vec<Change>,
}

impl Changes {
    fn add(&mut self, list: &'static str, (fates, notes): (Vec<(Box<str>, Fate)>, Vec<Note>)) {
        self.all.reserve(fates.len());
        for ((id, fate), note) in fates.into_iter().zip(notes) {
            let table = self.tables.get(note.table);
            self.all.push(Change {
                list,
                id,
                fate,
                on_hold: note.on_hold,
                file: table.map_or_else(Arc::default, |table| Arc::clone(&table.file)),
                cell: note.cell,
            });
        }
    }
}
