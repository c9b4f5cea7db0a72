//! JSON Schemas of the documents, generated from the types.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use super::Format;
use crate::plan::Plan;
use crate::policy::Rules;
use crate::programme::Programme;

/// The JSON Schema (draft 2020-12) of each document, as it is committed under
/// `core/schemas`.
///
/// A schema sees types, keys, patterns and words. References, sums, duplicates
/// and ranges between values are seen only by the reader.
#[must_use]
pub fn schemas() -> [(&'static str, String); 3] {
    [
        ("programme", text::<Programme>(Format::Programme)),
        ("rules", text::<Rules>(Format::Rules)),
        ("plan", text::<Plan>(Format::Plan)),
    ]
}

fn text<T: JsonSchema>(format: Format) -> String {
    let generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("$id".into(), format.name().into());
    schema.insert("title".into(), format.name().into());
    as_read(&mut schema);
    let mut text = crate::canonical::pretty(&schema);
    text.push('\n');
    text
}

/// The types are described as they are written; documents may be read with
/// `null` for an absent key, and of alternatives exactly one may hold.
fn as_read(schema: &mut Schema) {
    if let Some(object) = schema.as_object_mut() {
        refine(object);
    }
}

fn refine(object: &mut Map<String, Value>) {
    if let Some(alternatives) = object.remove("anyOf") {
        object.insert("oneOf".into(), alternatives);
    }
    if let Some(Value::Array(alternatives)) = object.get_mut("oneOf") {
        allow_null_beside(alternatives);
    }
    let required: Vec<Value> = match object.get("required") {
        Some(Value::Array(required)) => required.clone(),
        _ => Vec::new(),
    };
    if let Some(Value::Object(properties)) = object.get_mut("properties") {
        for (key, property) in properties {
            if !required.iter().any(|name| name == key) && !takes_null(property) {
                *property = or_null(property.take());
            }
        }
    }
    // Free names, such as those of figures.
    if let Some(values @ Value::Object(_)) = object.get_mut("additionalProperties") {
        *values = or_null(values.take());
    }
    for value in object.values_mut() {
        refine_value(value);
    }
}

fn or_null(schema: Value) -> Value {
    json!({"anyOf": [schema, {"type": "null"}]})
}

fn takes_null(property: &Value) -> bool {
    let names_null = |schema: &Value| match schema.get("type") {
        Some(Value::Array(types)) => types.iter().any(|name| name == "null"),
        Some(name) => name == "null",
        None => schema == &Value::Bool(true),
    };
    let alternatives = ["anyOf", "oneOf"]
        .into_iter()
        .filter_map(|key| property.get(key)?.as_array());
    names_null(property) || alternatives.flatten().any(names_null)
}

/// Of alternatives by key, the keys of the others may stand there as `null`.
fn allow_null_beside(alternatives: &mut [Value]) {
    let keys_of = |alternative: &Value| -> Vec<String> {
        let required = alternative.get("required").and_then(Value::as_array);
        let names = required.into_iter().flatten().filter_map(Value::as_str);
        names.map(str::to_owned).collect()
    };
    let all: Vec<String> = alternatives.iter().flat_map(keys_of).collect();
    for alternative in alternatives {
        let own = keys_of(alternative);
        let Some(Value::Object(properties)) = alternative.get_mut("properties") else {
            continue;
        };
        for key in all.iter().filter(|key| !own.contains(key)) {
            properties
                .entry(key)
                .or_insert_with(|| json!({"type": "null"}));
        }
    }
}

fn refine_value(value: &mut Value) {
    match value {
        Value::Object(object) => refine(object),
        Value::Array(entries) => entries.iter_mut().for_each(refine_value),
        _ => {}
    }
}
