//! Tells equal rows apart by number, so that each keeps its id.
//!
//! Rows of the same content are equals: the second 100 yuan of somebody on one
//! day is another gift. Of equals, one that says exactly what the programme
//! has is that one; only the rest are numbered, so that a list that grew by an
//! equal row moves none of those that were there.

use std::collections::{BTreeSet, HashMap, VecDeque};

use bangfu::money::Fen;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::remark::Proposal;

/// An entry that a programme may get.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) list: &'static str,
    pub(super) id: String,
    pub(super) value: Value,
    pub(super) on_hold: bool,
    pub(super) file: String,
    pub(super) sheet: String,
    pub(super) cell: String,
    pub(super) remark: Option<(Proposal, Fen)>,
}

impl Draft {
    /// The entry under its id.
    pub(super) fn known_by(mut self, id: String) -> Self {
        if let Some(row) = self.value.as_object_mut() {
            row.insert("id".to_owned(), Value::String(id.clone()));
        }
        self.id = id;
        self
    }
}

/// A row before it has its id.
#[derive(Debug)]
pub(super) struct Unnumbered {
    /// What makes it the row that it is.
    pub(super) content: String,
    pub(super) draft: Draft,
}

/// What happens to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// It is given in.
    No,
    /// Another file of this import has it: it counts once.
    Elsewhere,
    /// The programme has equals that say something else, fewer than there are
    /// rows: which of these is new, nobody can tell.
    Unsure,
}

/// What the programme and the files before have.
pub(super) trait There {
    /// What the programme says under an id.
    fn in_programme(&self, id: &str) -> Option<Value>;
    /// What a file before says under an id.
    fn in_drafts(&self, id: &str) -> Option<&Value>;
}

/// Numbers the rows of one file.
pub(super) fn number(
    mut rows: Vec<Unnumbered>,
    prefix: &str,
    there: &impl There,
) -> Vec<(Draft, Known)> {
    rows.sort_by(|one, other| one.content.cmp(&other.content));
    let mut numbered = Vec::with_capacity(rows.len());
    let mut rows = rows.into_iter().peekable();
    while let Some(first) = rows.next() {
        let content = first.content;
        let mut equals = vec![first.draft];
        while let Some(row) = rows.next_if(|row| row.content == content) {
            equals.push(row.draft);
        }
        let id = |number: usize| format!("{prefix}-{}", hash(&[&content, &number.to_string()]));
        settle(equals, &id, there, &mut numbered);
    }
    numbered
}

/// Gives equals their ids.
fn settle(
    mut equals: Vec<Draft>,
    id: &impl Fn(usize) -> String,
    there: &impl There,
    numbered: &mut Vec<(Draft, Known)>,
) {
    // Which of two equal rows comes first makes no difference.
    equals.sort_by_cached_key(|draft| said(draft.value.clone()));
    let mut same: HashMap<String, VecDeque<(usize, bool)>> = HashMap::new();
    // Numbers that the programme has and no row says, and those that are free.
    let (mut other, mut free) = (BTreeSet::new(), Vec::new());
    let mut end = 1_usize;
    loop {
        let id = id(end);
        if let Some(value) = there.in_drafts(&id) {
            let same = same.entry(said(value.clone())).or_default();
            same.push_back((end, true));
        } else if let Some(value) = there.in_programme(&id) {
            same.entry(said(value)).or_default().push_back((end, false));
            other.insert(end);
        } else if end <= equals.len() {
            free.push(end);
        } else {
            break;
        }
        end = end.saturating_add(1);
    }
    let mut rest = Vec::new();
    for draft in equals {
        let found = same.get_mut(&said(draft.value.clone()));
        match found.and_then(VecDeque::pop_front) {
            Some((number, elsewhere)) => {
                other.remove(&number);
                let known = if elsewhere {
                    Known::Elsewhere
                } else {
                    Known::No
                };
                numbered.push((draft.known_by(id(number)), known));
            }
            None => rest.push(draft),
        }
    }
    let unsure = !other.is_empty() && rest.len() > other.len();
    let known = if unsure { Known::Unsure } else { Known::No };
    let numbers = other.into_iter().chain(free).chain(end..);
    for (draft, number) in rest.into_iter().zip(numbers) {
        numbered.push((draft.known_by(id(number)), known));
    }
}

/// What a row says, whatever its id.
fn said(mut value: Value) -> String {
    if let Some(row) = value.as_object_mut() {
        row.remove("id");
    }
    value.to_string()
}

/// The first 16 hexadecimal digits of the hash of some texts.
pub(super) fn hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    super::hexadecimal(&hasher.finalize())
}
