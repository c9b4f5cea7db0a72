//! The texts of a sheet, one after the other.

/// Where a text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    start: u32,
    length: u32,
}

/// So many of the last texts are known, by their hash.
const RECENT: usize = 1 << 12;

/// The texts of the cells of one sheet. One that was there before, not long
/// ago, is not kept again.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Texts {
    all: String,
    recent: Vec<Span>,
}

impl Texts {
    /// How many bytes are kept.
    pub(super) const fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, span: Span) -> &str {
        let at = |offset: u32| usize::try_from(offset).unwrap_or(usize::MAX);
        let end = at(span.start).saturating_add(at(span.length));
        self.all.get(at(span.start)..end).unwrap_or("")
    }

    /// Keeps a text; none when there are 4 GiB already.
    pub(super) fn keep(&mut self, text: &str) -> Option<Span> {
        if self.recent.is_empty() {
            self.recent = vec![Span::default(); RECENT];
        }
        let slot = slot(text);
        if let Some(span) = self.recent.get(slot).copied()
            && self.get(span) == text
        {
            return Some(span);
        }
        let span = Span {
            start: u32::try_from(self.all.len()).ok()?,
            length: u32::try_from(text.len()).ok()?,
        };
        self.all.push_str(text);
        if let Some(known) = self.recent.get_mut(slot) {
            *known = span;
        }
        Some(span)
    }

    /// Gives back what only [`keep`](Self::keep) needs.
    pub(super) fn close(&mut self) {
        self.recent = Vec::new();
        self.all.shrink_to_fit();
    }
}

/// Where a text may be known: a hash of its first and last bytes, eight at a
/// time, multiplied as in FNV-1a.
fn slot(text: &str) -> usize {
    let bytes = text.as_bytes();
    let first = bytes.get(..24).unwrap_or(bytes);
    let last = bytes.get(bytes.len().saturating_sub(24)..).unwrap_or(bytes);
    // Eights from the beginning and eights from the end leave out no byte of a
    // text of 8 to 48 bytes.
    let (eights, _) = first.as_chunks::<8>();
    let (_, others) = last.as_rchunks::<8>();
    let seed = 0xcbf2_9ce4_8422_2325 ^ u64::try_from(bytes.len()).unwrap_or(0);
    let hash = match (eights, others) {
        ([], []) => bytes
            .iter()
            .fold(seed, |hash, byte| mixed(hash, u64::from(*byte))),
        _ => (eights.iter().chain(others))
            .fold(seed, |hash, eight| mixed(hash, u64::from_le_bytes(*eight))),
    };
    usize::try_from(hash & 0xffff).unwrap_or(0) % RECENT
}

const fn mixed(hash: u64, word: u64) -> u64 {
    let mixed = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}
