//! The last column: what the others can't carry, and what was shown in those
//! that are for reading only.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{Field, Holds, Written, parse, unguarded};
use crate::sheet::Epoch;
use crate::value::clean;

/// What the columns show that the import does not go by. A person who changes
/// it means something, and must hear that it was not taken.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen(Sha256);

impl Seen {
    /// Takes the text of the next such column.
    pub(crate) fn see(&mut self, text: &str) {
        self.0.update(clean(unguarded(text)).as_bytes());
        self.0.update([0]);
    }

    fn digest(self) -> String {
        let digits = self.0.finalize();
        let digits = digits.iter().take(4).map(|byte| format!("{byte:02x}"));
        digits.collect()
    }

    /// Whether it is what was shown when the row was written.
    pub(crate) fn is(self, written: &str) -> bool {
        self.digest() == written
    }
}

/// Whether a column shows something that the import does not go by.
pub(crate) const fn is_shown(field: &Field) -> bool {
    matches!(field.holds, Holds::Shown(_) | Holds::Restriction)
}

/// Puts into `entry` what a reader gets from a cell that was written.
pub(crate) fn put(entry: &mut Value, field: &Field, written: &Written) {
    let value = parse(field.holds, &written.read(), Epoch::Of1900);
    if let Ok(Some(value)) = value {
        set(entry, field, value);
    }
}

/// Puts a value where a column has it.
pub(crate) fn set(entry: &mut Value, field: &Field, value: Value) {
    let mut place = entry;
    for key in field.path {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        let Some(object) = place.as_object_mut() else {
            return;
        };
        place = object.entry(*key).or_insert(Value::Null);
    }
    *place = value;
}

/// The text of the last column.
pub(crate) fn data(seen: Seen, patch: Option<Value>) -> String {
    let mut data = json!({"seen": seen.digest()});
    if let (Some(patch), Some(object)) = (patch, data.as_object_mut()) {
        object.insert("set".to_owned(), patch);
    }
    data.to_string()
}

/// Reads the text of the last column: what was shown, and the patch.
pub(crate) fn read_data(text: &str) -> Option<(Option<String>, Option<Value>)> {
    if text.trim().is_empty() {
        return Some((None, None));
    }
    let mut object: Map<String, Value> = serde_json::from_str(text).ok()?;
    let seen = match object.remove("seen") {
        Some(Value::String(seen)) => Some(seen),
        Some(_) => return None,
        None => None,
    };
    let patch = object.remove("set");
    let sound = object.is_empty() && patch.as_ref().is_none_or(Value::is_object);
    sound.then_some((seen, patch))
}
