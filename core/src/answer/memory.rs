//! Is there memory to read this?

use std::hint::black_box;

use crate::document::Limits;
use crate::misuse::Misuse;

/// So many times its size a document, or a sheet, takes while it is read.
const FACTOR: usize = 8;

/// So many bytes a row takes while a programme is made of it, at most: the row
/// itself, its id and its place in two indices.
const ROW: usize = 1 << 10;

/// Asks whether there is memory to read a document of `length` bytes, and gives
/// it back at once.
///
/// A failed allocation ends the process in the midst of reading; here it is an
/// error. It is no guarantee: another thread may take the memory meanwhile. For
/// a document above the limit nothing is asked: it is refused by its length.
///
/// # Errors
///
/// `OUT_OF_MEMORY`.
///
/// # Examples
///
/// ```
/// assert!(bangfu::answer::probe_memory(1 << 20).is_ok());
/// ```
pub fn probe_memory(length: usize) -> Result<(), Misuse> {
    probe_files([length], Limits::default().document)
}

/// Asks the same for files that are read together and refused above `limit` bytes
/// each.
///
/// # Errors
///
/// `OUT_OF_MEMORY`.
///
/// # Examples
///
/// ```
/// assert!(bangfu::answer::probe_files([1 << 20, usize::MAX], 1 << 28).is_ok());
/// ```
pub fn probe_files(lengths: impl IntoIterator<Item = usize>, limit: usize) -> Result<(), Misuse> {
    let read = lengths.into_iter().filter(|length| *length <= limit);
    let all = read.fold(0, usize::saturating_add);
    probe(all.saturating_mul(FACTOR))
}

/// Asks the same for rows that come in as columns.
pub(super) fn probe_rows(rows: usize) -> Result<(), Misuse> {
    if rows > Limits::default().entries.saturating_mul(2) {
        return Ok(());
    }
    probe(rows.saturating_mul(ROW))
}

fn probe(size: usize) -> Result<(), Misuse> {
    let mut memory = Vec::<u8>::new();
    let had = memory.try_reserve_exact(size);
    // Otherwise the compiler sees that nobody uses it and takes nothing.
    black_box(memory.as_mut_ptr());
    had.map_err(|_| Misuse::OutOfMemory)
}
