//! JSON that people write: options and mapping files.
//!
//! Of two equal keys `serde_json` keeps the last, and nobody would learn that
//! there was another. Here the first is kept, and each repeat is told with its
//! place, as in documents.

use std::cell::RefCell;
use std::fmt;

use bangfu::error::Pointer;
use bangfu::finding::MOST;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::error::brief;

/// An object, and the keys that stand in it twice.
#[derive(Default)]
pub(crate) struct Object {
    /// What it says.
    pub(crate) entries: Map<String, Value>,
    /// The repeats, in the order of the text.
    pub(crate) twice: Vec<Twice>,
    /// How many repeats there are besides.
    pub(crate) more: usize,
}

/// A key that stood before in its object.
pub(crate) struct Twice {
    /// The key as it may be shown.
    pub(crate) key: String,
    /// Where it stands, each step as it may be shown.
    pub(crate) pointer: Pointer,
}

/// Reads an object; nothing of what is none.
pub(crate) fn read(json: &[u8]) -> Option<Object> {
    let found = RefCell::default();
    let seed = Seed {
        found: &found,
        step: None,
    };
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let value = seed.deserialize(&mut deserializer).ok()?;
    deserializer.end().ok()?;
    let Value::Object(entries) = value else {
        return None;
    };
    let Object { twice, more, .. } = found.into_inner();
    Some(Object {
        entries,
        twice,
        more,
    })
}

/// A value that is being read, and the way to it.
#[derive(Clone, Copy)]
struct Seed<'a> {
    found: &'a RefCell<Object>,
    step: Option<&'a Step<'a>>,
}

/// One step of a way, with those above it.
struct Step<'a> {
    above: Option<&'a Step<'a>>,
    to: To<'a>,
}

enum To<'a> {
    Key(&'a str),
    Index(usize),
}

impl Step<'_> {
    /// Only as deep as `serde_json` reads.
    fn pointer(&self) -> Pointer {
        let above = self.above.map_or_else(Pointer::root, Step::pointer);
        match self.to {
            To::Key(key) => above.key(&brief(key)),
            To::Index(index) => above.index(index),
        }
    }
}

impl Object {
    fn note(&mut self, key: &str, step: &Step<'_>) {
        if self.twice.len() < MOST {
            self.twice.push(Twice {
                key: brief(key),
                pointer: step.pointer(),
            });
        } else {
            self.more = self.more.saturating_add(1);
        }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        loop {
            let step = Step {
                above: self.step,
                to: To::Index(entries.len()),
            };
            let seed = Seed {
                found: self.found,
                step: Some(&step),
            };
            match access.next_element_seed(seed)? {
                Some(entry) => entries.push(entry),
                None => return Ok(Value::Array(entries)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            let step = Step {
                above: self.step,
                to: To::Key(&key),
            };
            if members.contains_key(&key) {
                self.found.borrow_mut().note(&key, &step);
            }
            let value = access.next_value_seed(Seed {
                found: self.found,
                step: Some(&step),
            })?;
            members.entry(key).or_insert(value);
        }
        Ok(Value::Object(members))
    }
}
