//! Entries into a programme, which is checked as a whole.

use std::cmp::Ordering;

use bangfu::Programme;
use bangfu::document::ProgrammeBuilder;
use bangfu::giving::Given;
use bangfu::money::Fen;

use super::batch::{Batch, Row};
use super::draft::Drafts;
use super::entries;
use super::error::ImportError;
use super::notes::Note;
use super::{Changes, Fate, Import};

pub(super) fn into(
    programme: Programme,
    mut drafts: Drafts,
    overwrite: bool,
) -> Result<Import, ImportError> {
    let (findings, more) = drafts.findings();
    let mut builder = ProgrammeBuilder::from(programme);
    let mut changes = Changes::new(drafts.files_of_tables());
    changes.reserve(drafts.len());
    let mut put = Put {
        changes: &mut changes,
        overwrite,
    };
    let list = &mut builder.registry_mut().organisations;
    put.rows(
        drafts.organisations,
        list,
        |a, b| a.id.cmp(&b.id),
        |_, _| {},
    );
    let list = &mut builder.registry_mut().places;
    put.rows(drafts.places, list, |a, b| a.code.cmp(&b.code), |_, _| {});
    let list = &mut builder.lists_mut().items;
    put.rows(drafts.items, list, |a, b| a.id.cmp(&b.id), |_, _| {});
    let list = &mut builder.lists_mut().needs;
    put.rows(drafts.needs, list, |a, b| a.id.cmp(&b.id), |_, _| {});
    let list = &mut builder.lists_mut().resources;
    put.rows(drafts.resources, list, |a, b| a.id.cmp(&b.id), |_, _| {});
    let mut remarks = drafts.remarks;
    let list = &mut builder.giving_mut().gifts;
    put.rows(
        drafts.gifts,
        list,
        |a, b| a.id.cmp(&b.id),
        |gift, note| {
            let money = match gift.given {
                Given::Money(money) => money,
                Given::Goods(_) => Fen::ZERO,
            };
            if let Some(remark) = note.remark {
                remarks.count(remark, money);
            }
        },
    );
    let (own, source_text) = (drafts.own, drafts.source_text);
    let (programme, fates) = entries::merge(builder.build()?, &own, source_text, overwrite)?;
    for (own, fate) in own.into_iter().zip(fates) {
        let mut note = Note::new("", own.table, &own.entry.cell);
        note.on_hold = own.on_hold;
        changes.add(own.list, &own.entry.id, fate, note);
    }
    Ok(Import {
        changes,
        remarks: remarks.of_new_gifts(),
        controls: drafts.controls,
        findings,
        more,
        programme,
    })
}

/// Puts rows into the lists of a programme.
struct Put<'c> {
    changes: &'c mut Changes,
    overwrite: bool,
}

impl Put<'_> {
    /// Puts rows into their list, which is sorted, and tells what happens to each;
    /// `added` hears of those that are new. These come behind the rest.
    fn rows<R: Row>(
        &mut self,
        batch: Batch<R>,
        list: &mut Vec<R>,
        compare: impl Fn(&R, &R) -> Ordering,
        mut added: impl FnMut(&R, Note<'_>),
    ) {
        let (mut rows, notes) = batch.into_parts();
        let mut new = Vec::with_capacity(rows.len());
        for (row, note) in rows.iter().zip(notes.iter()) {
            let found = list.binary_search_by(|old| compare(old, row)).ok();
            let fate = match found.and_then(|at| list.get_mut(at)) {
                None => Fate::Added,
                Some(old) if row.stands_in(old, note.dated) => Fate::Same,
                Some(old) if self.overwrite => {
                    let mut row = row.clone();
                    if !note.dated {
                        row.no_later_than(old);
                    }
                    *old = row;
                    Fate::Changed
                }
                Some(_) => Fate::Differs,
            };
            if fate == Fate::Added {
                added(row, note);
            }
            self.changes.add(R::LIST, row.id(), fate, note);
            new.push(fate == Fate::Added);
        }
        let mut new = new.into_iter();
        rows.retain(|_| new.next().unwrap_or(false));
        // The longer of both lists grows, so that of neither there is a copy.
        if list.len() < rows.len() {
            rows.splice(0..0, std::mem::take(list));
            *list = rows;
        } else {
            list.reserve_exact(rows.len());
            list.append(&mut rows);
        }
    }
}
