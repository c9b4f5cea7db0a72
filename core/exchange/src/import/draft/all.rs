//! All that files say on its way into a programme.

use std::collections::{HashMap, HashSet};
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
    pub(in crate::import) tables: Vec<Origin>,
    pub(in crate::import) controls: Vec<(Arc<str>, Control)>,
    /// What was found when the files were read, and then on the way.
    pub(in crate::import) findings: Vec<Found>,
    /// How much more was found, of each file.
    pub(in crate::import) more: Vec<(Arc<str>, More)>,
    /// What was found on the way, of each file.
    tallies: HashMap<Arc<str>, Tally>,
    /// Items and places that are in already.
    pub(super) taken: HashSet<String>,
}

/// Where a table stands.
#[derive(Debug)]
pub(in crate::import) struct Origin {
    pub(in crate::import) file: Arc<str>,
    pub(in crate::import) sheet: String,
}

impl Drafts {
    pub(in crate::import) fn found(
        &mut self,
        table: usize,
        cell: &str,
        weight: Weight,
        notice: &Notice,
    ) {
        let Some(origin) = self.tables.get(table) else {
            return;
        };
        let file = Arc::clone(&origin.file);
        let tally = self.tallies.entry(Arc::clone(&file));
        let tally = tally.or_insert_with(|| Tally::new(MOST));
        if tally.keeps(weight, notice.number(), notice.name()) {
            let finding = Finding::new(&origin.sheet, cell.to_owned(), weight, notice);
            self.findings.push(Found { file, finding });
        }
    }

    /// Puts what was found on the way behind what was found in a file, and what
    /// is beyond the limit of both together.
    pub(in crate::import) fn settle(&mut self, mut read: Vec<Found>, files: &[Arc<str>]) {
        read.append(&mut self.findings);
        self.findings = read;
        for file in files {
            let tally = self.tallies.remove(file);
            let more: Vec<More> = tally.iter().flat_map(Tally::more).collect();
            for own in more {
                let known = self.more.iter_mut();
                let mut known = known.filter(|(of, more)| of == file && more.is_like(&own));
                match known.next() {
                    Some((_, known)) => known.count = known.count.saturating_add(own.count),
                    None => self.more.push((Arc::clone(file), own)),
                }
            }
        }
    }
}
