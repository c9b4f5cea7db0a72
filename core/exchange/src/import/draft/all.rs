//! All that files say on its way into a programme.

use std::collections::HashSet;
use std::sync::Arc;

use bangfu::error::Code;
use bangfu::finding::MOST;
use bangfu::giving::Gift;
use bangfu::lists::{Item, Need, Resource};
use bangfu::registry::{Organisation, Place};

use super::Own;
use crate::Notice;
use crate::finding::{Finding, More, Tally, Weight};
use crate::import::Found;
use crate::import::batch::Batch;
use crate::import::remarks::Remarks;
use crate::record::Control;

/// All entries of some files, and what was found.
#[derive(Debug, Default)]
pub(in crate::import) struct Drafts {
    pub(in crate::import) organisations: Batch<Organisation>,
    pub(in crate::import) places: Batch<Place>,
    pub(in crate::import) items: Batch<Item>,
    pub(in crate::import) needs: Batch<Need>,
    pub(in crate::import) resources: Batch<Resource>,
    pub(in crate::import) gifts: Batch<Gift>,
    pub(in crate::import) own: Vec<Own>,
    /// The text that entries have their places in.
    pub(in crate::import) source_text: Option<String>,
    pub(in crate::import) remarks: Remarks,
    /// The tables that rows come from.
    tables: Vec<Origin>,
    pub(in crate::import) controls: Vec<(Arc<str>, Control)>,
    /// What was found when the files were read.
    findings: Vec<Found>,
    /// What was found on the way into the programme.
    on_the_way: Vec<Found>,
    /// The files, two of which may have one name, and how much was found in each.
    files: Vec<(Arc<str>, Tally)>,
    /// Items and places that are in already.
    pub(super) taken: HashSet<String>,
}

/// Where a table stands.
#[derive(Debug)]
pub(in crate::import) struct Origin {
    /// Which of the files it is in.
    pub(in crate::import) file: usize,
    pub(in crate::import) sheet: String,
}

impl Drafts {
    /// A file, of which this was found when it was read; gives its number.
    pub(in crate::import) fn file(
        &mut self,
        file: &Arc<str>,
        found: Vec<Finding>,
        more: &[More],
    ) -> usize {
        let tally = Tally::after(MOST, &found, more);
        self.findings.extend(found.into_iter().map(|finding| Found {
            file: Arc::clone(file),
            finding,
        }));
        self.files.push((Arc::clone(file), tally));
        self.files.len().saturating_sub(1)
    }

    /// A table that rows come from; gives its number.
    pub(in crate::import) fn table(&mut self, origin: Origin) -> u32 {
        let number = u32::try_from(self.tables.len()).unwrap_or(u32::MAX);
        self.tables.push(origin);
        number
    }

    pub(in crate::import) fn origin(&self, table: u32) -> Option<&Origin> {
        self.tables.get(usize::try_from(table).ok()?)
    }

    /// Something that was found on the way.
    pub(in crate::import) fn found(
        &mut self,
        table: u32,
        cell: &str,
        weight: Weight,
        notice: &Notice,
    ) {
        let at = usize::try_from(table).unwrap_or(usize::MAX);
        let Some(origin) = self.tables.get(at) else {
            return;
        };
        let Some((file, tally)) = self.files.get_mut(origin.file) else {
            return;
        };
        if tally.keeps(weight, notice.number(), notice.name()) {
            let file = Arc::clone(file);
            let finding = Finding::new(&origin.sheet, cell.to_owned(), weight, notice);
            self.on_the_way.push(Found { file, finding });
        }
    }

    /// The file of each table.
    pub(in crate::import) fn files_of_tables(&self) -> Vec<Arc<str>> {
        let files = self.tables.iter().map(|origin| self.files.get(origin.file));
        files
            .map(|file| file.map_or_else(Arc::default, |(name, _)| Arc::clone(name)))
            .collect()
    }

    /// How many entries there are.
    pub(in crate::import) fn len(&self) -> usize {
        let lists = [
            self.organisations.len(),
            self.places.len(),
            self.items.len(),
            self.needs.len(),
            self.resources.len(),
            self.gifts.len(),
            self.own.len(),
        ];
        lists.into_iter().fold(0, usize::saturating_add)
    }

    /// All that was found, what was found on the way last, and how much more there
    /// is in each file.
    pub(in crate::import) fn findings(&mut self) -> (Vec<Found>, Vec<(Arc<str>, More)>) {
        let mut findings = std::mem::take(&mut self.findings);
        findings.append(&mut self.on_the_way);
        let more = self.files.iter().flat_map(|(file, tally)| {
            let of_file = move |more| (Arc::clone(file), more);
            tally.more().map(of_file)
        });
        (findings, more.collect())
    }
}
