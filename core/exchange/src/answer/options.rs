//! Options as an object of JSON: every key is taken once, and all that is wrong
//! is said at once.

use bangfu::document::DocumentError;
use bangfu::error::{Code, Pointer};
use bangfu::finding::{Finding, Findings, MOST};
use serde_json::Value;

use super::error::BadOption;
use crate::error::brief;
use crate::object::{self, Object, Twice};

/// So many bytes options have at most: a mapping with the words of a whole
/// province has a tenth of it.
const LONGEST: usize = 1 << 20;

/// The options that were given.
pub(super) struct Given {
    object: Object,
    wrong: Vec<Finding>,
}

impl Given {
    /// Reads an object; nothing at all is an empty one.
    pub(super) fn read(json: &[u8]) -> Result<Self, Findings> {
        if json.len() > LONGEST {
            return Err(DocumentError::TooLarge { limit: LONGEST }.into());
        }
        let object = if json.is_empty() {
            Object::default()
        } else {
            object::read(json).ok_or_else(|| Finding::new(&BadOption::NotAnObject))?
        };
        Ok(Self {
            object,
            wrong: Vec::new(),
        })
    }

    /// The value of a key, as `read` takes it.
    pub(super) fn take<T>(
        &mut self,
        key: &'static str,
        expected: &'static str,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Option<T> {
        let value = self.object.entries.remove(key)?;
        let taken = read(&value);
        if taken.is_none() {
            self.refuse(key, &BadOption::BadValue { key, expected });
        }
        taken
    }

    /// The value of a key that has to be there.
    pub(super) fn must<T>(
        &mut self,
        key: &'static str,
        expected: &'static str,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Option<T> {
        if !self.object.entries.contains_key(key) {
            self.refuse(key, &BadOption::Missing { key, expected });
        }
        self.take(key, expected, read)
    }

    /// Whether a key is `true`.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        self.take(key, "true / false", Value::as_bool)
            .unwrap_or(false)
    }

    /// Says what is wrong with a key that is an option.
    pub(super) fn refuse(&mut self, key: &'static str, error: &impl Code) {
        self.wrong
            .push(Finding::at(error, &Pointer::root().key(key)));
    }

    /// All that is wrong, with the keys that stand twice and those that nobody
    /// took. What is not told is not put into words either.
    pub(super) fn end(self) -> Result<(), Findings> {
        let Self { object, mut wrong } = self;
        let repeated = object.twice.iter().map(|Twice { key, pointer }| {
            let key = key.clone();
            Finding::at(&DocumentError::DuplicateKey { key }, pointer)
        });
        let unknown = object.entries.keys().map(|key| {
            let key = brief(key);
            let pointer = Pointer::root().key(&key);
            Finding::at(&BadOption::UnknownKey { key }, &pointer)
        });
        let all = [object.twice.len(), object.more, object.entries.len()];
        let all = all.into_iter().fold(wrong.len(), usize::saturating_add);
        let room = MOST.saturating_sub(wrong.len());
        wrong.extend(repeated.chain(unknown).take(room));
        wrong.sort_by(|one, other| one.pointer().cmp(other.pointer()));
        let more = all.saturating_sub(wrong.len());
        Findings::new(wrong, more).map_or(Ok(()), Err)
    }
}
