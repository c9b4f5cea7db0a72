//! Options as an object of JSON: every key is taken once, and all that is wrong
//! is said at once.

use bangfu::error::{Code, Pointer};
use bangfu::finding::{Finding, Findings, spoken};
use serde_json::{Map, Value};

use super::error::BadOption;

/// The options that were given.
pub(super) struct Given {
    entries: Map<String, Value>,
    wrong: Vec<Finding>,
}

impl Given {
    /// Reads an object; nothing at all is an empty one.
    pub(super) fn read(json: &[u8]) -> Result<Self, Findings> {
        let entries = if json.is_empty() {
            Map::new()
        } else {
            serde_json::from_slice(json).map_err(|_| Finding::new(&BadOption::NotAnObject))?
        };
        Ok(Self {
            entries,
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
        let value = self.entries.remove(key)?;
        let taken = read(&value);
        if taken.is_none() {
            self.refuse(key, &BadOption::BadValue { key, expected });
        }
        taken
    }

    /// Whether a key is `true`.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        self.take(key, "true / false", Value::as_bool)
            .unwrap_or(false)
    }

    /// Says what is wrong with a key.
    pub(super) fn refuse(&mut self, key: &str, error: &impl Code) {
        self.wrong
            .push(Finding::at(error, &Pointer::root().key(key)));
    }

    /// Whether something is wrong with a key.
    pub(super) fn is_refused(&self, key: &str) -> bool {
        let pointer = Pointer::root().key(key);
        let mut wrong = self.wrong.iter();
        wrong.any(|finding| finding.pointer() == pointer.as_str())
    }

    /// All that is wrong, with the keys that nobody took.
    pub(super) fn end(mut self) -> Result<(), Findings> {
        for key in std::mem::take(&mut self.entries).keys() {
            self.refuse(key, &BadOption::UnknownKey { key: spoken(key) });
        }
        self.wrong
            .sort_by(|one, other| one.pointer().cmp(other.pointer()));
        Findings::new(self.wrong, 0).map_or(Ok(()), Err)
    }
}
