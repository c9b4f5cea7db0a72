//! Rows of several files, each under its id.

use std::collections::HashMap;

use bangfu::registry::Id;

use super::super::batch::{Batch, Row};
use super::super::number::{Known, There, number};
use super::Drafts;
use crate::Notice;
use crate::finding::Weight;

/// Rows of the files so far that are numbered, found by their ids.
pub(super) struct Numbered<R> {
    all: Batch<R>,
    /// Empty while there is only one file, whose rows are told apart already.
    by_id: HashMap<Id, usize>,
    several: bool,
}

impl<R: Row> Numbered<R> {
    pub(super) fn new(several: bool) -> Self {
        Self {
            all: Batch::default(),
            by_id: HashMap::new(),
            several,
        }
    }

    /// Puts in the rows of a file, under ids that follow from their content.
    pub(super) fn add(
        &mut self,
        mut batch: Batch<R>,
        there: &[R],
        id: fn(&R) -> &Id,
        drafts: &mut Drafts,
    ) {
        let before = Before {
            there,
            id,
            all: &self.all,
            by_id: &self.by_id,
        };
        let known = number(&mut batch, &before);
        batch.forget_contents();
        for (row, what) in known.iter().enumerate() {
            let notice = match what {
                Known::No => continue,
                Known::Elsewhere => Notice::OtherFile,
                Known::Unsure => Notice::EqualRows,
            };
            let Some(note) = batch.notes().get(row) else {
                continue;
            };
            drafts.found(note.table, note.cell, Weight::Doubt, &notice);
            if let (Known::Elsewhere, Some(own)) = (what, batch.row(row)) {
                let first = self.by_id.get(id(own)).copied();
                let first = first.and_then(|at| self.all.row_mut(at));
                if let Some(first) = first.filter(|_| !note.dated) {
                    first.no_later_than(own);
                }
            }
        }
        let first = self.all.len();
        let stays = |row: usize| known.get(row) != Some(&Known::Elsewhere);
        self.all.take(batch, stays);
        if self.several {
            let rows = self.all.rows().iter().enumerate().skip(first);
            self.by_id
                .extend(rows.map(|(at, row)| (id(row).clone(), at)));
        }
    }

    /// All rows.
    pub(super) fn into_rows(self) -> Batch<R> {
        self.all
    }
}

/// What was there before the rows of a file.
struct Before<'a, R> {
    /// What the programme has, sorted by id.
    there: &'a [R],
    id: fn(&R) -> &Id,
    all: &'a Batch<R>,
    by_id: &'a HashMap<Id, usize>,
}

impl<R: Row> There<R> for Before<'_, R> {
    fn is_empty(&self) -> bool {
        self.there.is_empty() && self.by_id.is_empty()
    }

    fn in_programme(&self, id: &Id) -> Option<&R> {
        let own = self.id;
        let found = self.there.binary_search_by(|row| own(row).cmp(id)).ok();
        found.and_then(|at| self.there.get(at))
    }

    fn in_drafts(&self, id: &Id) -> Option<&R> {
        let at = self.by_id.get(id).copied();
        at.and_then(|at| self.all.row(at))
    }
}
