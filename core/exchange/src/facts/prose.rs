//! A text as characters, and the words that stand in it.

use std::collections::HashMap;

use crate::repair::is_han;
use crate::value::narrow;

/// The characters of a text. Words are found in the narrow form, so that 。and
/// ， are compared with ( and ，alike; positions are the same in both.
#[derive(Debug)]
pub(super) struct Prose {
    written: Vec<char>,
    narrow: Vec<char>,
}

/// A half-open range of code points.
pub(super) type Span = [usize; 2];

impl Prose {
    pub(super) fn new(text: &str) -> Self {
        let written: Vec<char> = text.chars().collect();
        let narrow = written.iter().map(|c| narrow(*c)).collect();
        Self { written, narrow }
    }

    pub(super) const fn len(&self) -> usize {
        self.narrow.len()
    }

    pub(super) fn at(&self, index: usize) -> Option<char> {
        self.narrow.get(index).copied()
    }

    /// The character before a position.
    pub(super) fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|index| self.at(index))
    }

    /// The text of a range as it is written.
    pub(super) fn text(&self, [start, end]: Span) -> String {
        self.written.get(start..end).unwrap_or(&[]).iter().collect()
    }

    /// The characters of a range in their narrow form.
    pub(super) fn narrow(&self, [start, end]: Span) -> &[char] {
        self.narrow.get(start..end).unwrap_or(&[])
    }

    /// The characters from a position on.
    pub(super) fn from(&self, start: usize) -> &[char] {
        self.narrow.get(start..).unwrap_or(&[])
    }
}

/// Words with what they mean, found by their first character.
#[derive(Debug)]
pub(super) struct Lexicon<T> {
    words: HashMap<char, Vec<(Vec<char>, T)>>,
}

impl<T> Lexicon<T> {
    pub(super) fn new<'w>(words: impl IntoIterator<Item = (&'w str, T)>) -> Self {
        let mut by_first: HashMap<char, Vec<(Vec<char>, T)>> = HashMap::new();
        for (word, meaning) in words {
            let word: Vec<char> = word.chars().map(narrow).collect();
            if let Some(first) = word.first() {
                by_first.entry(*first).or_default().push((word, meaning));
            }
        }
        for known in by_first.values_mut() {
            known.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Self { words: by_first }
    }

    /// The longest word that a text begins with, as its length and meaning. In
    /// a word `?` stands for any one Chinese character.
    pub(super) fn starting(&self, text: &[char]) -> Option<(usize, &T)> {
        let known = self.words.get(text.first()?)?;
        let fits = |word: &[char]| {
            let same =
                |(one, other): (&char, &char)| one == other || (*one == '?' && is_han(*other));
            word.len() <= text.len() && word.iter().zip(text).all(same)
        };
        let found = known.iter().find(|(word, _)| fits(word));
        found.map(|(word, meaning)| (word.len(), meaning))
    }

    /// The first word in a text: where it begins, its length, its meaning.
    pub(super) fn first(&self, text: &[char]) -> Option<(usize, usize, &T)> {
        (0..text.len()).find_map(|at| {
            let (length, meaning) = self.starting(text.get(at..)?)?;
            Some((at, length, meaning))
        })
    }

    /// The meaning of the word that ends last in a text; of two the longer.
    pub(super) fn last(&self, text: &[char]) -> Option<&T> {
        let words = (0..text.len()).filter_map(|at| {
            let (length, meaning) = self.starting(text.get(at..)?)?;
            Some(((at.saturating_add(length), length), meaning))
        });
        words
            .max_by_key(|(end, _)| *end)
            .map(|(_, meaning)| meaning)
    }

    /// The longest word that a text ends with.
    pub(super) fn ending(&self, text: &[char]) -> Option<(usize, &T)> {
        let longest = text.len().min(LONGEST);
        (1..=longest).rev().find_map(|length| {
            let tail = text.get(text.len().checked_sub(length)?..)?;
            let (found, meaning) = self.starting(tail)?;
            (found == length).then_some((length, meaning))
        })
    }
}

/// Words that end a text are no longer.
const LONGEST: usize = 12;

/// Whether a name may hold a character.
pub(super) fn in_name(character: char) -> bool {
    is_han(character) || character.is_ascii_alphanumeric() || matches!(character, '·' | '〇')
}

/// Whether a sentence ends with a character.
pub(super) const fn ends_sentence(character: char) -> bool {
    matches!(character, '。' | '!' | '?' | ';' | '\n')
}

/// The sentences of a text.
pub(super) fn sentences(prose: &Prose) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, character) in prose.from(0).iter().enumerate() {
        if ends_sentence(*character) {
            sentences.push([start, at]);
            start = at.saturating_add(1);
        }
    }
    sentences.push([start, prose.len()]);
    sentences.retain(|[start, end]| start < end);
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_is_found() {
        let words = Lexicon::new([("在?央企", 1), ("市委", 2), ("市委办", 3)]);
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(words.starting(&chars("在川央企和")), Some((4, &1)));
        assert_eq!(words.starting(&chars("在x央企")), None);
        assert_eq!(words.first(&chars("达州市委办公")), Some((2, 3, &3)));
        assert_eq!(words.ending(&chars("达州市委")), Some((2, &2)));
        assert_eq!(words.ending(&chars("达州市委会")), None);
    }

    #[test]
    fn sentences_end_at_their_marks() {
        let prose = Prose::new("一。二；三\n\n四");
        assert_eq!(sentences(&prose), [[0, 1], [2, 3], [4, 5], [7, 8]]);
    }
}
