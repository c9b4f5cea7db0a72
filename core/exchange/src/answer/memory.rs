use std::hint::black_box;

use bangfu::misuse::Misuse;

use super::Sheet;

/// So many times its size a file takes while it is read, as a document does. A
/// packed one may take more, which nobody knows before.
const FACTOR: usize = 8;

/// Asks whether there is memory to read these files, all of them together, and
/// gives it back at once. For a file of more than `limit` bytes nothing is asked:
/// it is refused by its length.
///
/// As [`bangfu::answer::probe_memory`] does, for bindings: a failed allocation
/// ends the process in the midst of reading; here it is an error.
///
/// # Errors
///
/// `OUT_OF_MEMORY`.
///
/// # Examples
///
/// ```
/// use bangfu_exchange::Limits;
/// use bangfu_exchange::answer::{self, Sheet};
///
/// let sheets = [Sheet { name: "gifts.csv", bytes: b"" }];
/// assert!(answer::probe_memory(&sheets, Limits::default().bytes).is_ok());
/// ```
pub fn probe_memory(files: &[Sheet<'_>], limit: usize) -> Result<(), Misuse> {
    let sizes = files.iter().map(|file| file.bytes.len());
    let read = sizes.filter(|size| *size <= limit);
    let all = read.fold(0, usize::saturating_add);
    let mut memory = Vec::<u8>::new();
    let had = memory.try_reserve_exact(all.saturating_mul(FACTOR));
    // Otherwise the compiler sees that nobody uses it and takes nothing.
    black_box(memory.as_mut_ptr());
    had.map_err(|_| Misuse::OutOfMemory)
}
