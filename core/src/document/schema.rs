//! JSON Schemas of the documents, generated from the types.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

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
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
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

fn refine(object: &mut serde_json::Map<String, Value>) {
    if let Some(alternatives) = object.remove("anyOf") {
        object.insert("oneOf".into(), alternatives);
    }
    let required: Vec<Value> = match object.get("required") {
        Some(Value::Array(required)) => required.clone(),
        _ => Vec::new(),
    };
    if let Some(Value::Object(properties)) = object.get_mut("properties") {
        for (key, property) in properties {
            if !required.iter().any(|name| name == key) && !takes_null(property) {
                *property = serde_json::json!({"anyOf": [property.take(), {"type": "null"}]});
            }
        }
    }
    for value in object.values_mut() {
        refine_value(value);
    }
}

fn takes_null(property: &Value) -> bool {
    match property.get("type") {
        Some(Value::Array(types)) => types.iter().any(|name| name == "null"),
        _ => property == &Value::Bool(true),
    }
}

fn refine_value(value: &mut Value) {
    match value {
        Value::Object(object) => refine(object),
        Value::Array(entries) => entries.iter_mut().for_each(refine_value),
        _ => {}
    }
}
