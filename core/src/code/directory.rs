//! Names the provinces, prefectures and counties of China.

use super::DivisionCode;

/// A place of the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name, without those of the levels above.
    pub name: &'static str,
    /// The first year in which the code was valid, where known.
    pub since: Option<u16>,
    /// The last year in which the code was valid, where it has ended.
    pub until: Option<u16>,
}

/// The entry of the place.
#[must_use]
pub fn entry(code: &DivisionCode) -> Option<Entry> {
    let _ = code;
    todo!()
}

/// The name of the place.
#[must_use]
pub fn name(code: &DivisionCode) -> Option<&'static str> {
    entry(code).map(|entry| entry.name)
}
