//! The names of individuals, and where a text holds one.
//!
//! A name has many spellings: 李 小明, 阿依古丽•买买提, Ａｎｎａ Ｌｉ. So texts and names
//! are compared folded, and what was found is mapped back to the text.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use bangfu::Programme;
use bangfu::error::Pointer;
use bangfu::finding::{Finding, Findings};
use bangfu::registry::{Organisation, OrganisationKind};

use super::OpenError;
use crate::value::narrow;

/// What stands where the name of a person stood (某某).
const MASK: &str = "某某";

/// The bytes that the names and ids may have together: looking for them takes
/// some twenty times as much memory.
const NAMES: usize = 32 << 20;

/// A name in Latin letters of fewer bytes is one only where a word begins and
/// ends: 李 is no part of relief.
const SHORT: usize = 5;

/// Finds the names, aliases and ids of all individuals of a programme in a
/// text, however they are spaced, dotted, and written wide or in capitals.
pub(super) struct Persons {
    names: Words,
    ids: Words,
}

impl Persons {
    pub(super) fn of(programme: &Programme) -> Result<Self, Findings> {
        let individuals = programme.registry().organisations.iter();
        let individuals: Vec<&Organisation> = individuals
            .filter(|row| row.kind == OrganisationKind::Individual)
            .collect();
        let names = individuals
            .iter()
            .flat_map(|row| std::iter::once(&row.name).chain(&row.aliases))
            .map(|name| Folded::of(name));
        // A single character is in half of all texts and tells nobody.
        let names: Vec<Folded> = names.filter(|name| name.text.chars().count() > 1).collect();
        let ids = individuals.iter().map(|row| Folded::of(row.id.as_str()));
        let ids: Vec<Folded> = ids.filter(|id| !id.text.is_empty()).collect();
        let pointer = Pointer::root().key("registry").key("organisations");
        let too_many = || Finding::at(&OpenError::TooManyNames { limit: NAMES }, &pointer);
        let bytes: usize = names.iter().chain(&ids).map(|word| word.text.len()).sum();
        if bytes > NAMES {
            return Err(too_many().into());
        }
        Ok(Self {
            names: Words::of(&names).ok_or_else(too_many)?,
            ids: Words::of(&ids).ok_or_else(too_many)?,
        })
    }

    /// Whether an id holds the name or the id of one.
    pub(super) fn is_in_id(&self, id: &str) -> bool {
        let folded = Folded::of(id);
        self.names.hits(&folded).next().is_some() || self.ids.hits(&folded).next().is_some()
    }

    /// The text with all names masked.
    pub(super) fn masked(&self, text: &str) -> String {
        let folded = Folded::of(text);
        let mut hits: Vec<Range<usize>> = self.names.hits(&folded).collect();
        hits.sort_by_key(|hit| hit.start);
        let mut masked = String::with_capacity(text.len());
        let mut done = 0;
        for hit in hits {
            // What overlaps a name that is masked goes with it.
            if hit.start >= done {
                masked.push_str(text.get(done..hit.start).unwrap_or_default());
                masked.push_str(MASK);
            }
            done = done.max(hit.end);
        }
        masked.push_str(text.get(done..).unwrap_or_default());
        masked
    }
}

/// Whether an id holds another, as a name is held.
pub(super) fn holds(id: &str, other: &str) -> bool {
    let (id, other) = (Folded::of(id), Folded::of(other));
    let breaks = other.breaks(0..other.text.len());
    let mut found = id.text.match_indices(&other.text);
    !other.text.is_empty()
        && found.any(|(at, part)| id.tells(&(at..at.saturating_add(part.len())), &breaks))
}

/// Words to look for.
struct Words {
    finder: Option<AhoCorasick>,
    /// Of each word, where parts of it begin.
    breaks: Vec<Vec<usize>>,
}

impl Words {
    /// None where they are too many.
    fn of(words: &[Folded]) -> Option<Self> {
        let breaks = words.iter().map(|word| word.breaks(0..word.text.len()));
        let mut finder = None;
        if !words.is_empty() {
            let mut builder = AhoCorasick::builder();
            // All that overlap are found: one that is no name hides none.
            builder.match_kind(MatchKind::Standard);
            finder = Some(builder.build(words.iter().map(|word| &word.text)).ok()?);
        }
        Some(Self {
            breaks: breaks.collect(),
            finder,
        })
    }

    /// Where they stand in the text that was folded.
    fn hits<'a>(&'a self, folded: &'a Folded) -> impl Iterator<Item = Range<usize>> + 'a {
        let found = self
            .finder
            .iter()
            .flat_map(|finder| finder.find_overlapping_iter(&folded.text));
        found.filter_map(|found| {
            let breaks = self.breaks.get(found.pattern().as_usize())?;
            folded.tells(&found.range(), breaks).then_some(())?;
            folded.unfolded(&found.range())
        })
    }
}

/// A text as names are compared: narrow, in lower case, without white space,
/// dots, hyphens and what takes no room.
struct Folded {
    text: String,
    /// Its characters, in order.
    letters: Vec<Letter>,
}

/// A character of a folded text.
struct Letter {
    /// Where it begins in the folded text.
    at: usize,
    /// Where that stands of which it was made.
    from: Range<usize>,
    /// Whether something visible was left out before it.
    apart: bool,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut letters = Vec::with_capacity(text.len());
        let mut apart = false;
        for (at, character) in text.char_indices() {
            if unseen(character) {
                continue;
            }
            let narrow = narrow(character);
            if separates(narrow) {
                apart = true;
                continue;
            }
            let from = at..at.saturating_add(character.len_utf8());
            for letter in narrow.to_lowercase() {
                letters.push(Letter {
                    at: folded.len(),
                    from: from.clone(),
                    apart: std::mem::take(&mut apart),
                });
                folded.push(letter);
            }
        }
        Self {
            text: folded,
            letters,
        }
    }

    /// The letters of a part of the folded text.
    fn letters(&self, range: &Range<usize>) -> &[Letter] {
        let index = |at: usize| self.letters.partition_point(|letter| letter.at < at);
        self.letters
            .get(index(range.start)..index(range.end))
            .unwrap_or_default()
    }

    /// Where a part of the folded text stands in the text.
    fn unfolded(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let letters = self.letters(range);
        Some(letters.first()?.from.start..letters.last()?.from.end)
    }

    /// Where, counted from its beginning, something was left out inside a part.
    fn breaks(&self, range: Range<usize>) -> Vec<usize> {
        let inner = self.letters(&range).iter().skip(1);
        let apart = inner.filter(|letter| letter.apart);
        apart
            .map(|letter| letter.at.saturating_sub(range.start))
            .collect()
    }

    /// Whether a word begins or ends at a place: no letter or digit of ASCII
    /// touches another there.
    fn parts(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        let apart = self.letters(&(at..at.saturating_add(1)));
        apart.first().is_some_and(|letter| letter.apart)
            || !letter(before)
            || !letter(bytes.get(at))
    }

    /// Whether what was found is a name and no part of words: van tan is not in
    /// “relevant and”, though both have the same letters.
    fn tells(&self, found: &Range<usize>, breaks: &[usize]) -> bool {
        if self.parts(found.start) && self.parts(found.end) {
            return true;
        }
        let here = self.breaks(found.clone());
        found.len() >= SHORT && here.iter().all(|at| breaks.binary_search(at).is_ok())
    }
}

/// Whether a character takes no room: soft hyphens, joiners, marks of
/// direction, variation selectors, tags.
const fn unseen(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{e0000}'..='\u{e01ef}'
    )
}

/// Whether a character stands between the parts of a name, and may be left out.
fn separates(character: char) -> bool {
    let mark = matches!(
        character,
        '·' | '•' | '‧' | '・' | '･' | '∙' | '⋅' | '\u{387}' | '.' | '-' | '_' | '\u{2010}'
            ..='\u{2015}'
    );
    mark || character.is_whitespace() || character.is_control()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by stopping")]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_texts_and_not_in_words() {
        let programme = r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-02", "registry": {"organisations": [
            {"id": "person-1", "name": "Li", "kind": "individual", "aliases": ["李", "李小明", "小明", "买买提·阿依古丽", "Van Tan", "Li Na"]},
            {"id": "person-2", "name": "Zhang Sanfeng", "kind": "individual"},
            {"id": "charity", "name": "万源市慈善会", "kind": "charity"}]}}"#;
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
            ("re\u{ad}li\u{ad}ef", "re\u{ad}li\u{ad}ef"),
            (
                "救助李 小明和Ｚｈａｎｇ－Ｓａｎｆｅｎｇ，李·小明",
                "救助某某和某某，某某",
            ),
            ("李小\u{ad}明、李\u{fe0f}小\u{e0100}明", "某某、某某"),
            ("买买提•阿依古丽", "某某"),
            ("relevant and", "relevant and"),
            ("van-tan", "某某"),
            ("Li Nabc", "某某 Nabc"),
        ] {
            assert_eq!(persons.masked(text), masked);
            assert_eq!(persons.is_in_id(text), masked != text, "{text}");
        }
    }
}
