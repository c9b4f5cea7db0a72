//! The names of individuals, and where a text holds one.

use aho_corasick::{AhoCorasick, Match, MatchKind};
use bangfu::Programme;
use bangfu::error::Pointer;
use bangfu::finding::{Finding, Findings};
use bangfu::registry::OrganisationKind;

use super::OpenError;
use crate::value::clean;

/// What stands where the name of a person stood (某某).
const MASK: &str = "某某";

/// The bytes that the names may have together: looking for them takes some
/// twenty times as much memory.
const NAMES: usize = 32 << 20;

/// A name in Latin letters of fewer bytes is one only where a word begins and
/// ends: 李 is no part of relief.
const SHORT: usize = 5;

/// Finds the names and aliases of all individuals of a programme in a text, in
/// one pass, in upper and lower case.
pub(super) struct Persons(Option<AhoCorasick>);

impl Persons {
    pub(super) fn of(programme: &Programme) -> Result<Self, Findings> {
        let individuals = programme.registry().organisations.iter();
        let individuals = individuals.filter(|row| row.kind == OrganisationKind::Individual);
        let names = individuals.flat_map(|row| std::iter::once(&row.name).chain(&row.aliases));
        // A single character is in half of all texts and tells nobody.
        let names: Vec<String> = names
            .map(|name| clean(name))
            .filter(|name| name.chars().count() > 1)
            .collect();
        if names.is_empty() {
            return Ok(Self(None));
        }
        let pointer = Pointer::root().key("registry").key("organisations");
        let too_many = || Finding::at(&OpenError::TooManyNames { limit: NAMES }, &pointer);
        if names.iter().map(String::len).sum::<usize>() > NAMES {
            return Err(too_many().into());
        }
        let mut builder = AhoCorasick::builder();
        builder
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true);
        let built = builder.build(&names).map_err(|_| too_many())?;
        Ok(Self(Some(built)))
    }

    /// Whether a text holds the name of one.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let named = |names: &AhoCorasick| names.find_iter(text).any(|found| tells(text, &found));
        self.0.as_ref().is_some_and(named)
    }

    /// The text with all names masked.
    pub(super) fn masked(&self, text: &str) -> String {
        let Some(names) = &self.0 else {
            return text.to_owned();
        };
        let mut masked = String::with_capacity(text.len());
        names.replace_all_with(text, &mut masked, |found, name, out| {
            out.push_str(if tells(text, found) { MASK } else { name });
            true
        });
        masked
    }
}

/// Whether what was found is a name and no part of a word.
fn tells(text: &str, found: &Match) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    let before = found.start().checked_sub(1).and_then(|at| bytes.get(at));
    let inside = bytes.get(found.range()).unwrap_or_default();
    let split = letter(before) && letter(inside.first())
        || letter(inside.last()) && letter(bytes.get(found.end()));
    found.len() >= SHORT || !split
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by stopping")]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_texts_and_not_in_words() {
        let programme = r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-02", "registry": {"organisations": [
            {"id": "a", "name": "Li", "kind": "individual", "aliases": ["李", "李小明", "小明"]},
            {"id": "b", "name": "Zhang Sanfeng", "kind": "individual"},
            {"id": "c", "name": "万源市慈善会", "kind": "charity"}]}}"#;
        let programme = Programme::read(programme.as_bytes()).unwrap();
        let persons = Persons::of(&programme).unwrap();
        for (text, masked) in [
            ("relief", "relief"),
            ("助LI上学", "助某某上学"),
            ("n-li-1", "n-某某-1"),
            ("李家村", "李家村"),
            ("救助李小明、小明", "救助某某、某某"),
            ("xzhang sanfengx", "x某某x"),
            ("万源市慈善会", "万源市慈善会"),
        ] {
            assert_eq!(persons.masked(text), masked);
            assert_eq!(persons.is_in(text), masked != text, "{text}");
        }
    }
}
