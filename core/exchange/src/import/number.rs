//! Tells equal rows apart by number, so that each keeps its id.
//!
//! Rows of the same content are equals: the second 100 yuan of somebody on one
//! day is another gift. Of equals, one that says exactly what the programme
//! has is that one; only the rest are numbered, so that a list that grew by an
//! equal row moves none of those that were there.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use bangfu::registry::Id;
use sha2::{Digest, Sha256};

use super::batch::{Batch, Row};

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
pub(super) trait There<R> {
    /// Whether they have nothing at all.
    fn is_empty(&self) -> bool;
    /// What the programme says under an id.
    fn in_programme(&self, id: &Id) -> Option<&R>;
    /// What a file before says under an id.
    fn in_drafts(&self, id: &Id) -> Option<&R>;
}

/// Numbers the rows of one file, and says what happens to each.
pub(super) fn number<R: Row>(batch: &mut Batch<R>, there: &impl There<R>) -> Vec<Known> {
    let mut order: Vec<usize> = (0..batch.len()).collect();
    order.sort_by(|one, other| batch.content(*one).cmp(batch.content(*other)));
    let mut known = vec![Known::No; batch.len()];
    let mut rest = order.as_slice();
    while let Some(first) = rest.first() {
        let own = batch.content(*first).to_owned();
        let other = |row: &usize| batch.content(*row) != own;
        let equals = rest.iter().position(other).unwrap_or(rest.len());
        let (equals, after) = rest.split_at(equals);
        rest = after;
        let id = |number: usize| {
            let hash = hash(&[&own, &number.to_string()]);
            Id::parse(&format!("{}-{hash}", R::PREFIX))
        };
        // Most rows have no equal anywhere, and most equals say the same: these
        // are numbered as they stand.
        let same = |row: &usize| batch.row(*row) == batch.row(*first);
        let settled = if there.is_empty() && equals.iter().all(same) {
            let numbers = equals.iter().zip(1..);
            numbers.map(|(row, at)| (*row, at, Known::No)).collect()
        } else {
            settle(equals, batch, &id, there)
        };
        for (row, number, what) in settled {
            if let (Some(id), Some(place)) = (id(number), known.get_mut(row)) {
                batch.name(row, id);
                *place = what;
            }
        }
    }
    known
}

/// Gives equals their numbers.
fn settle<R: Row>(
    equals: &[usize],
    batch: &Batch<R>,
    id: &impl Fn(usize) -> Option<Id>,
    there: &impl There<R>,
) -> Vec<(usize, usize, Known)> {
    // The content of a row says whether it names its day.
    let dated = equals.first().is_none_or(|row| batch.dated(*row));
    // Which of two equal rows comes first makes no difference.
    let mut texts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for row in equals {
        if let Some(said) = batch.row(*row).map(|row| row.said(dated)) {
            texts.entry(said).or_default().push(*row);
        }
    }
    let mut same: HashMap<String, VecDeque<(usize, bool)>> = HashMap::new();
    // Numbers that the programme has and no row says, and those that are free.
    let (mut other, mut free) = (BTreeSet::new(), Vec::new());
    let mut end = 1_usize;
    while let Some(id) = id(end) {
        if let Some(row) = there.in_drafts(&id) {
            let same = same.entry(row.said(dated)).or_default();
            same.push_back((end, true));
        } else if let Some(row) = there.in_programme(&id) {
            let same = same.entry(row.said(dated)).or_default();
            same.push_back((end, false));
            other.insert(end);
        } else if end <= equals.len() {
            free.push(end);
        } else {
            break;
        }
        end = end.saturating_add(1);
    }
    let mut settled = Vec::with_capacity(equals.len());
    let mut rest = Vec::new();
    for (text, rows) in texts {
        let mut found = same.remove(&text).unwrap_or_default();
        for row in rows {
            let Some((number, elsewhere)) = found.pop_front() else {
                rest.push(row);
                continue;
            };
            other.remove(&number);
            let known = if elsewhere {
                Known::Elsewhere
            } else {
                Known::No
            };
            settled.push((row, number, known));
        }
    }
    let unsure = !other.is_empty() && rest.len() > other.len();
    let known = if unsure { Known::Unsure } else { Known::No };
    let numbers = other.into_iter().chain(free).chain(end..);
    settled.extend(
        rest.into_iter()
            .zip(numbers)
            .map(|(row, at)| (row, at, known)),
    );
    settled
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
