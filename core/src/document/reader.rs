//! Walks the tree of a document, and notes every error with its place.
//!
//! A value that can't be read is noted and left out, and reading goes on: all
//! errors of a document are reported at once. The reader knows JSON and limits;
//! what the scalars are, and what stands where, is said by the files beside it.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::locate::{END, Places, Way, locate};
use super::scalar::settle;
use super::tree::{self, Node, Stopped};
use super::{DocumentError, Errors, Flaw, InputError, Limits, Position};
use crate::error::{Code, Pointer};
use crate::money::Decimal;
use crate::sorted::sort_by;

/// How many errors are kept; the rest is counted.
pub(super) const KEPT: usize = 1000;

/// As many members as a record has, and not many more.
const FEW: usize = 16;

/// Collects values and errors from a tree.
pub(super) struct Reader<'t> {
    pub(super) limits: &'t Limits,
    way: Way,
    pointer: Vec<Step<'t>>,
    noted: Vec<(Way, Pointer, InputError)>,
    more: usize,
}

/// One step from a value to a value inside it.
#[derive(Clone, Copy)]
enum Step<'t> {
    Key(&'t str),
    Index(usize),
}

/// The members of an object, and which of them were asked for.
pub(super) struct Members<'t> {
    entries: &'t [(Cow<'t, str>, Node<'t>)],
    /// Where each key stands first, for an object with many; those of a record
    /// are found as quickly by going through them.
    first: Option<HashMap<&'t str, usize>>,
    known: Vec<&'static str>,
    /// The members that were asked for, a bit each for those of a record.
    asked: u64,
    /// Of alternatives of which none stands here, the first.
    wanting: Vec<&'static str>,
}

impl<'t> Members<'t> {
    /// The first member with this key; `null` reads as absent.
    fn get(&mut self, key: &'static str) -> Option<(usize, &'t Node<'t>)> {
        let ordinal = self.ask(key)?;
        let (_, node) = self.entries.get(ordinal)?;
        (!matches!(node, Node::Null)).then_some((ordinal, node))
    }

    /// Whether the key stands here with a value.
    pub(super) fn has(&self, key: &str) -> bool {
        let entry = self
            .first(key)
            .and_then(|ordinal| self.entries.get(ordinal));
        entry.is_some_and(|(_, node)| !matches!(node, Node::Null))
    }

    /// Where the key stands; it is known from now on.
    fn ask(&mut self, key: &'static str) -> Option<usize> {
        self.known.push(key);
        let ordinal = self.first(key)?;
        let bit = u32::try_from(ordinal)
            .ok()
            .and_then(|at| 1_u64.checked_shl(at));
        self.asked |= bit.unwrap_or_default();
        Some(ordinal)
    }

    /// Whether every member was asked for; if so, no key is strange. `false`
    /// says nothing of an object with more members than a record has.
    const fn all_asked(&self) -> bool {
        self.entries.len() as u64 == self.asked.count_ones() as u64
    }

    /// Where the key stands, the first time if it stands more than once.
    fn first(&self, key: &str) -> Option<usize> {
        match &self.first {
            Some(first) => first.get(key).copied(),
            None => self.entries.iter().position(|(other, _)| other == key),
        }
    }
}

impl<'t> Reader<'t> {
    pub(super) fn new(limits: &'t Limits) -> Self {
        Self {
            limits,
            way: Vec::new(),
            pointer: Vec::new(),
            noted: Vec::new(),
            more: 0,
        }
    }

    /// Notes an error at the value that is being read.
    pub(super) fn note(&mut self, error: impl Into<InputError>) {
        self.note_at(self.way.clone(), self.here(), error);
    }

    /// Notes an error at a key of the object that is being read: at the key's
    /// value when there is one, else where it should stand.
    pub(super) fn note_key(
        &mut self,
        members: &Members<'t>,
        key: &str,
        error: impl Into<InputError>,
    ) {
        let mut way = self.way.clone();
        way.push(members.first(key).map_or(END, value_step));
        self.note_at(way, self.here().key(key), error);
    }

    pub(super) fn note_at(&mut self, way: Way, pointer: Pointer, error: impl Into<InputError>) {
        self.noted.push((way, pointer, error.into()));
        if self.noted.len() > 16 * KEPT {
            self.keep_first();
        }
    }

    /// The way that [`note_at`](Self::note_at) wants, for a pointer into the
    /// tree: to the value, or to where it should stand.
    pub(super) fn way_to(root: &Node<'t>, pointer: &Pointer) -> Way {
        let mut way = Vec::new();
        let mut node = root;
        for step in pointer.steps() {
            let child = match node {
                Node::Object(members) => {
                    let found = members.iter().position(|(key, _)| *key == step);
                    found.and_then(|ordinal| Some((ordinal, &members.get(ordinal)?.1)))
                }
                Node::List(entries) => {
                    let ordinal = step.parse::<usize>().ok();
                    ordinal.and_then(|ordinal| Some((ordinal, entries.get(ordinal)?)))
                }
                _ => None,
            };
            let Some((ordinal, below)) = child else {
                way.push(END);
                return way;
            };
            way.push(value_step(ordinal));
            node = below;
        }
        way
    }

    fn here(&self) -> Pointer {
        let root = Pointer::root();
        self.pointer.iter().fold(root, |pointer, step| match *step {
            Step::Key(key) => pointer.key(key),
            Step::Index(index) => pointer.index(index),
        })
    }

    /// Keeps the first errors in document order; ties go by number, then by
    /// pointer.
    fn keep_first(&mut self) {
        sort_by(
            &mut self.noted,
            |(way_a, pointer_a, a), (way_b, pointer_b, b)| {
                (way_a, a.number(), pointer_a).cmp(&(way_b, b.number(), pointer_b))
            },
        );
        self.more = self
            .more
            .saturating_add(self.noted.len().saturating_sub(KEPT));
        self.noted.truncate(KEPT);
    }

    /// Finds the place of every error in the text.
    pub(super) fn finish(mut self, text: &str) -> Errors {
        self.keep_first();
        let ways: Vec<&[u32]> = self.noted.iter().map(|(way, ..)| &way[..]).collect();
        let found = locate(text, &ways);
        let mut places = Places::new(text);
        let flaws = self
            .noted
            .iter()
            .zip(found)
            .map(|((_, pointer, error), found)| {
                let (line, column) = places.at(found.offset);
                let error = settle(error, found.raw);
                Flaw {
                    error,
                    pointer: pointer.clone(),
                    line,
                    column,
                }
            });
        Errors {
            flaws: flaws.collect(),
            more: self.more,
        }
    }

    // Objects and lists.

    pub(super) fn object(&mut self, node: &'t Node<'t>) -> Option<Members<'t>> {
        let Node::Object(entries) = node else {
            self.note(DocumentError::NotAnObject);
            return None;
        };
        if entries.len() > self.limits.entries {
            self.note(DocumentError::TooLarge {
                limit: self.limits.entries,
            });
            return None;
        }
        let mut members = Members {
            entries,
            first: (entries.len() > FEW).then(HashMap::new),
            known: Vec::with_capacity(FEW),
            asked: 0,
            wanting: Vec::new(),
        };
        for (ordinal, (key, _)) in entries.iter().enumerate() {
            if key.len() > self.limits.text {
                self.note(DocumentError::TooLarge {
                    limit: self.limits.text,
                });
            }
            let first = match &mut members.first {
                Some(first) => *first.entry(&**key).or_insert(ordinal),
                None => members.first(key).unwrap_or(ordinal),
            };
            if first != ordinal {
                let error = DocumentError::DuplicateKey { key: shown(key) };
                self.note_member(ordinal, key, error);
            }
        }
        Some(members)
    }

    /// Notes an error at a key itself.
    fn note_member(&mut self, ordinal: usize, key: &str, error: DocumentError) {
        let mut way = self.way.clone();
        way.push(key_step(ordinal));
        self.note_at(way, self.here().key(key), error);
    }

    /// Notes the keys that nobody asked for. Where there is one, it may be
    /// meant for an alternative that is missing, and nothing is said of that.
    pub(super) fn close(&mut self, members: Members<'t>) {
        let strange = |(key, _): &(Cow<'_, str>, Node<'_>)| !members.known.contains(&&**key);
        if members.all_asked() || !members.entries.iter().any(strange) {
            for key in &members.wanting {
                self.missing(key);
            }
            return;
        }
        for (ordinal, entry) in members.entries.iter().enumerate() {
            let (key, _) = entry;
            let own = members.first(key) == Some(ordinal);
            if own && strange(entry) && key.len() <= self.limits.text {
                self.note_member(ordinal, key, unknown_key(key, &members.known));
            }
        }
    }

    pub(super) fn required<T>(
        &mut self,
        members: &mut Members<'t>,
        key: &'static str,
        read: impl FnOnce(&mut Self, &'t Node<'t>) -> Option<T>,
    ) -> Option<T> {
        if let Some((ordinal, node)) = members.get(key) {
            return self.below(ordinal, Step::Key(key), |reader| read(reader, node));
        }
        self.missing(key);
        None
    }

    pub(super) fn missing(&mut self, key: &'static str) {
        let mut way = self.way.clone();
        way.push(END);
        self.note_at(way, self.here().key(key), DocumentError::MissingKey { key });
    }

    /// None when the key is absent, and when its value was noted as wrong.
    pub(super) fn optional<T>(
        &mut self,
        members: &mut Members<'t>,
        key: &'static str,
        read: impl FnOnce(&mut Self, &'t Node<'t>) -> Option<T>,
    ) -> Option<T> {
        let (ordinal, node) = members.get(key)?;
        self.below(ordinal, Step::Key(key), |reader| read(reader, node))
    }

    /// Which of `keys` stands in the object, when exactly one does. That none
    /// does is noted by [`close`](Self::close).
    pub(super) fn one_of(
        &mut self,
        members: &mut Members<'t>,
        keys: &'static [&'static str],
    ) -> Option<&'static str> {
        for key in keys {
            members.ask(key);
        }
        let mut present = keys.iter().copied().filter(|key| members.has(key));
        match (present.next(), present.next()) {
            (Some(key), None) => Some(key),
            (Some(_), Some(_)) => {
                self.note(DocumentError::ExactlyOne {
                    keys: keys.join(" | "),
                });
                None
            }
            (None, _) => {
                members.wanting.extend(keys.first());
                None
            }
        }
    }

    /// An object that is exactly one of `keys`, read by that key.
    pub(super) fn choice<T>(
        &mut self,
        node: &'t Node<'t>,
        keys: &'static [&'static str],
        read: impl FnOnce(&mut Self, &'static str, &'t Node<'t>) -> Option<T>,
    ) -> Option<T> {
        let mut members = self.object(node)?;
        let chosen = self.one_of(&mut members, keys);
        let value = chosen.and_then(|key| {
            self.required(&mut members, key, |reader, node| read(reader, key, node))
        });
        self.close(members);
        value
    }

    /// A list; what an entry can't be read as is left out.
    pub(super) fn list<T>(
        &mut self,
        node: &'t Node<'t>,
        mut read: impl FnMut(&mut Self, &'t Node<'t>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Node::List(entries) = node else {
            self.note(DocumentError::NotAList);
            return None;
        };
        if entries.len() > self.limits.entries {
            self.note(DocumentError::TooLarge {
                limit: self.limits.entries,
            });
            return None;
        }
        let mut values = Vec::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            let value = self.below(index, Step::Index(index), |reader| read(reader, entry));
            values.extend(value);
        }
        Some(values)
    }

    /// A list that says something. None when an entry was wrong: what is left
    /// would mean something else.
    pub(super) fn full_list<T>(
        &mut self,
        node: &'t Node<'t>,
        read: impl FnMut(&mut Self, &'t Node<'t>) -> Option<T>,
    ) -> Option<Vec<T>> {
        if matches!(node, Node::List(entries) if entries.is_empty()) {
            self.note(DocumentError::EmptyList);
            return None;
        }
        let values = self.list(node, read)?;
        matches!(node, Node::List(entries) if entries.len() == values.len()).then_some(values)
    }

    fn below<T>(&mut self, ordinal: usize, step: Step<'t>, read: impl FnOnce(&mut Self) -> T) -> T {
        self.way.push(value_step(ordinal));
        self.pointer.push(step);
        let value = read(self);
        self.pointer.pop();
        self.way.pop();
        value
    }

    /// Free names with decimals.
    pub(super) fn figures(&mut self, node: &'t Node<'t>) -> Option<BTreeMap<String, Decimal>> {
        let members = self.object(node)?;
        let mut figures = BTreeMap::new();
        for (ordinal, (key, node)) in members.entries.iter().enumerate() {
            if members.first(key) != Some(ordinal) || matches!(node, Node::Null) {
                continue;
            }
            let value = self.below(ordinal, Step::Key(key), |reader| reader.fine_decimal(node));
            if let Some(value) = value {
                figures.insert(key.to_string(), value);
            }
        }
        Some(figures)
    }
}

fn value_step(ordinal: usize) -> u32 {
    key_step(ordinal).saturating_add(1)
}

/// Lists have at most 10⁷ entries, so twice an ordinal fits; a host that raises
/// the limit gets places that are less exact, not wrong values.
fn key_step(ordinal: usize) -> u32 {
    u32::try_from(ordinal).unwrap_or(END).saturating_mul(2)
}

/// What of a key is repeated in a text. Keys of documents are no personal data,
/// but a misplaced one may be an ID number, an account or a telephone number:
/// long runs of digits are hidden. And a hostile one may be long.
fn shown(key: &str) -> String {
    const LONGEST: usize = 40;
    const DIGITS: usize = 6;
    let mut shown = String::new();
    let mut run = 0_usize;
    for character in key.chars().take(LONGEST) {
        run = if character.is_numeric() {
            run.saturating_add(1)
        } else {
            0
        };
        shown.push(if run > DIGITS { '*' } else { character });
    }
    if key.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

fn unknown_key(key: &str, known: &[&'static str]) -> DocumentError {
    let distance = |other: &&'static str| (strsim::damerau_levenshtein(&shown(key), other), *other);
    match known.iter().map(distance).min() {
        Some((distance, nearest)) if distance <= 2.max(nearest.len() / 3) => {
            DocumentError::MisspeltKey {
                key: shown(key),
                nearest,
            }
        }
        _ => DocumentError::UnknownKey {
            key: shown(key),
            known: known.join(", "),
        },
    }
}

/// Where the pointers lead to.
pub(super) fn positions(text: &str, tree: &Node<'_>, pointers: &[Pointer]) -> Vec<Position> {
    let way = |(index, pointer)| (Reader::way_to(tree, pointer), index);
    let mut ways: Vec<(Way, usize)> = pointers.iter().enumerate().map(way).collect();
    sort_by(&mut ways, Ord::cmp);
    let sorted: Vec<&[u32]> = ways.iter().map(|(way, _)| &way[..]).collect();
    let mut places = Places::new(text);
    let found = locate(text, &sorted).into_iter().map(|found| {
        let (line, column) = places.at(found.offset);
        Position { line, column }
    });
    let mut numbered: Vec<_> = ways.iter().map(|&(_, index)| index).zip(found).collect();
    sort_by(&mut numbered, |a, b| a.0.cmp(&b.0));
    numbered.into_iter().map(|(_, position)| position).collect()
}

/// The single error of a text that is no tree.
pub(super) fn stopped(stopped: Stopped, text: &str) -> Errors {
    let root = Pointer::root();
    let pointer = stopped.steps.iter().fold(root, |pointer, step| match step {
        tree::Step::Key(key) => pointer.key(key),
        tree::Step::Index(index) => pointer.index(*index),
    });
    let line_text = text
        .split('\n')
        .nth(stopped.line.saturating_sub(1))
        .unwrap_or("");
    let bytes = stopped.column.saturating_sub(1).min(line_text.len());
    let column = line_text
        .char_indices()
        .take_while(|(at, _)| *at < bytes)
        .count()
        .saturating_add(1);
    alone(stopped.error, pointer, stopped.line.max(1), column)
}

/// An error that stands alone.
pub(super) fn alone(error: DocumentError, pointer: Pointer, line: usize, column: usize) -> Errors {
    let flaw = Flaw {
        error: error.into(),
        pointer,
        line,
        column,
    };
    Errors {
        flaws: vec![flaw],
        more: 0,
    }
}
