//! Reads the scalars of all documents: texts, ids, amounts, dates, codes,
//! counts.

use super::DocumentError;
use super::InputError;
use super::reader::{Members, Reader};
use super::tree::{Node, TOO_LARGE_NUMBER, is_too_large};
use crate::code::{CreditCode, DivisionCode};
use crate::money::{Decimal, Fen};
use crate::registry::{Id, Provenance};
use crate::time::Date;

/// The largest count: whole numbers up to here are exact in every language.
pub(super) const MAX_COUNT: u64 = (1 << 53) - 1;

const COUNT_RANGE: &str = "0 … 2^53 − 1";
const POSITIVE_RANGE: &str = "1 … 2^53 − 1";
const SHARE_RANGE: &str = "0 … 1";

impl<'t> Reader<'t> {
    fn borrowed(&mut self, node: &'t Node<'t>) -> Option<&'t str> {
        let Node::Text(text) = node else {
            self.note(DocumentError::NotText);
            return None;
        };
        if text.len() > self.limits.text {
            self.note(DocumentError::TooLarge {
                limit: self.limits.text,
            });
            return None;
        }
        Some(text)
    }

    fn parsed<T, E: Into<InputError>>(
        &mut self,
        node: &'t Node<'t>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.borrowed(node)?;
        match parse(text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.note(error);
                None
            }
        }
    }

    pub(super) fn text(&mut self, node: &'t Node<'t>) -> Option<String> {
        self.borrowed(node).map(str::to_owned)
    }

    pub(super) fn texts(&mut self, node: &'t Node<'t>) -> Option<Vec<String>> {
        self.list(node, Self::text)
    }

    pub(super) fn id(&mut self, node: &'t Node<'t>) -> Option<Id> {
        self.parsed(node, |text| Id::parse(text).ok_or(DocumentError::BadId))
    }

    pub(super) fn amount(&mut self, node: &'t Node<'t>) -> Option<Fen> {
        self.parsed(node, Fen::parse)
    }

    pub(super) fn decimal(&mut self, node: &'t Node<'t>) -> Option<Decimal> {
        self.parsed(node, Decimal::parse)
    }

    /// A weight or a figure: at most six places after the point.
    pub(super) fn fine_decimal(&mut self, node: &'t Node<'t>) -> Option<Decimal> {
        let value = self.decimal(node)?;
        if value.value().scale() > 6 {
            self.note(DocumentError::TooManyPlaces);
            return None;
        }
        Some(value)
    }

    pub(super) fn share(&mut self, node: &'t Node<'t>) -> Option<Decimal> {
        let value = self.decimal(node)?;
        if value > Decimal::ONE {
            self.note(DocumentError::OutOfRange { range: SHARE_RANGE });
            return None;
        }
        Some(value)
    }

    pub(super) fn date(&mut self, node: &'t Node<'t>) -> Option<Date> {
        self.parsed(node, Date::parse)
    }

    pub(super) fn division(&mut self, node: &'t Node<'t>) -> Option<DivisionCode> {
        self.parsed(node, DivisionCode::parse)
    }

    pub(super) fn credit_code(&mut self, node: &'t Node<'t>) -> Option<CreditCode> {
        self.parsed(node, CreditCode::parse)
    }

    pub(super) fn word<T: Copy>(
        &mut self,
        node: &'t Node<'t>,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.borrowed(node)?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            self.note(DocumentError::UnknownValue {
                known: known.join(" | "),
            });
        }
        found.map(|&(_, value)| value)
    }

    pub(super) fn bool(&mut self, node: &'t Node<'t>) -> Option<bool> {
        if let Node::Bool(value) = node {
            return Some(*value);
        }
        self.note(DocumentError::NotABool);
        None
    }

    /// A count from 0 on.
    pub(super) fn count(&mut self, node: &'t Node<'t>) -> Option<u64> {
        self.count_in(node, 0, COUNT_RANGE)
    }

    /// A count from 1 on.
    pub(super) fn positive(&mut self, node: &'t Node<'t>) -> Option<u64> {
        self.count_in(node, 1, POSITIVE_RANGE)
    }

    fn count_in(&mut self, node: &'t Node<'t>, least: u64, range: &'static str) -> Option<u64> {
        match node {
            Node::Count(value) if (least..=MAX_COUNT).contains(value) => return Some(*value),
            // Which of the two it is, its text tells when the place is found.
            Node::Count(_) | Node::Negative | Node::OtherNumber => {
                self.note(DocumentError::OutOfRange { range });
            }
            _ => self.note(DocumentError::NotACount),
        }
        None
    }

    pub(super) fn provenance(&mut self, members: &mut Members<'t>) -> Provenance {
        let source = self.optional(members, "source", Self::range);
        let synthetic = self.optional(members, "synthetic", Self::texts);
        Provenance {
            source,
            synthetic: synthetic.unwrap_or_default(),
        }
    }

    fn range(&mut self, node: &'t Node<'t>) -> Option<[u64; 2]> {
        let ends = self.list(node, Self::count)?;
        match (node, &ends[..]) {
            (Node::List(entries), &[start, end]) if entries.len() == 2 && start <= end => {
                Some([start, end])
            }
            (Node::List(entries), ends) if entries.len() == ends.len() => {
                self.note(DocumentError::OutOfRange {
                    range: "[start, end)",
                });
                None
            }
            _ => None,
        }
    }
}

/// A number with a point or an exponent has the wrong type; without, or when it
/// is too large to be held, it is out of range.
pub(super) fn settle(error: &InputError, raw: &str) -> InputError {
    if is_too_large(raw) {
        return TOO_LARGE_NUMBER.into();
    }
    let number = matches!(error, InputError::Document(DocumentError::OutOfRange { range }) if [COUNT_RANGE, POSITIVE_RANGE].contains(range));
    if number && raw.contains(['.', 'e', 'E']) && !raw.starts_with('"') {
        return DocumentError::NotACount.into();
    }
    error.clone()
}
