//! JSON Merge Patch (RFC 7386). Entries hold no `null`, so it can say every
//! difference.

use serde_json::{Map, Value};

/// What has to be changed in `from` so that it becomes `to`; none where they
/// are equal.
pub(crate) fn difference(from: &Value, to: &Value) -> Option<Value> {
    if from == to {
        return None;
    }
    let (Value::Object(from), Value::Object(to)) = (from, to) else {
        return Some(to.clone());
    };
    let mut patch = Map::new();
    for (key, value) in to {
        let changed = match from.get(key) {
            Some(before) => difference(before, value),
            None => Some(value.clone()),
        };
        if let Some(changed) = changed {
            patch.insert(key.clone(), changed);
        }
    }
    for key in from.keys().filter(|key| !to.contains_key(*key)) {
        patch.insert(key.clone(), Value::Null);
    }
    Some(Value::Object(patch))
}

/// Changes `value` as `patch` says.
pub(crate) fn apply(value: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *value = patch;
        return;
    };
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    let Some(object) = value.as_object_mut() else {
        return;
    };
    for (key, change) in patch {
        if change.is_null() {
            object.remove(&key);
        } else {
            apply(object.entry(key).or_insert(Value::Null), change);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_patch_makes_of_one_entry_the_other() {
        let entries = [
            json!({}),
            json!({"id": "a"}),
            json!({"id": "a", "goods": {"item": "quilt", "quantity": {"known": 1}}}),
            json!({"id": "b", "goods": {"item": "quilt", "quantity": "unknown", "source": [1, 2]}}),
            json!({"id": "b", "goods": {}, "tags": ["x"]}),
            json!({"id": "b", "tags": ["x", "y"]}),
        ];
        for from in &entries {
            for to in &entries {
                let mut found = from.clone();
                if let Some(patch) = difference(from, to) {
                    apply(&mut found, patch);
                }
                assert_eq!(found, *to, "{from}");
            }
        }
    }
}
