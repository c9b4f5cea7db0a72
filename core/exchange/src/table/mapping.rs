use std::collections::BTreeMap;

use bangfu::code::DivisionCode;
use bangfu::registry::Id;
use bangfu::time::Date;
use serde_json::{Map, Value};

use super::Role;
use crate::Refusal;
use crate::error::brief;
use crate::object;
use crate::value::{MoneyUnit, division, plain};

/// What the rows of a sheet are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetKind {
    /// Gifts of money.
    Gifts,
    /// Goods that were given.
    Goods,
    /// Needs.
    Needs,
    /// Resources.
    Resources,
}

impl SheetKind {
    /// The kind that this word names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "gifts" => Some(Self::Gifts),
            "goods" => Some(Self::Goods),
            "needs" => Some(Self::Needs),
            "resources" => Some(Self::Resources),
            _ => None,
        }
    }
}

/// What a person says of a sheet that the sheet does not say itself.
///
/// Everything may be left out; an empty mapping changes nothing.
///
/// # Examples
///
/// ```
/// use bangfu_exchange::table::{Mapping, Role};
/// use bangfu_exchange::value::MoneyUnit;
///
/// let mapping = Mapping::read(r#"{"columns": {"乡贤": "donor"}, "unit": "万元"}"#)?;
/// assert_eq!(mapping.columns["乡贤"], Role::Donor);
/// assert_eq!(mapping.unit, Some(MoneyUnit::Wan));
/// # Ok::<(), bangfu_exchange::Refusal>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Labels, without spaces, and what their columns are about.
    pub columns: BTreeMap<String, Role>,
    /// What the numbers of amounts count.
    pub unit: Option<MoneyUnit>,
    /// The row of the header, from 1.
    pub header_row: Option<u32>,
    /// What the rows are.
    pub kind: Option<SheetKind>,
    /// Who received what was given.
    pub recipient: Option<Id>,
    /// The day on which all of it arrived.
    pub received_on: Option<Date>,
    /// The category of needs that name none.
    pub category: Option<String>,
    /// Whether a quantity of 1 stands for an unknown one.
    pub one_means_some: Option<bool>,
    /// Where places of short names lie.
    pub area: Option<DivisionCode>,
    /// Lines for [`Words::with`](crate::Words::with).
    pub words: String,
}

impl Mapping {
    /// Reads a mapping file, a JSON object with the keys `columns`, `unit`
    /// (`元`, `千元`, `万元`, `亿元`), `header_row`, `kind`, `recipient`,
    /// `received_on`, `category`, `one_means_some`, `area` and `words`.
    ///
    /// # Errors
    ///
    /// `BAD_MAPPING`, with the key, when the file is of another form or says
    /// something twice.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        let object = object::read(text.as_bytes()).ok_or_else(|| wrong("JSON"))?;
        if let Some(twice) = object.twice.into_iter().next() {
            return Err(Refusal::MappingTwice { key: twice.key });
        }
        Self::of(&object.entries)
    }

    /// [`read`](Self::read) of the bytes of a file.
    ///
    /// # Errors
    ///
    /// The same, and `BAD_ENCODING` with the offset.
    pub fn read_bytes(bytes: &[u8]) -> Result<Self, Refusal> {
        let text = std::str::from_utf8(bytes).map_err(|error| Refusal::NotUtf8 {
            offset: error.valid_up_to(),
        })?;
        Self::read(text)
    }

    /// Takes what such an object says.
    pub(crate) fn of(object: &Map<String, Value>) -> Result<Self, Refusal> {
        let mut mapping = Self::default();
        for (key, value) in object {
            mapping.take(key, value).ok_or_else(|| wrong(key))?;
        }
        Ok(mapping)
    }

    fn take(&mut self, key: &str, value: &Value) -> Option<()> {
        let text = value.as_str();
        match key {
            "columns" => {
                for (label, role) in value.as_object()? {
                    let role = Role::from_word(role.as_str()?)?;
                    self.columns.insert(plain(label), role);
                }
            }
            "unit" => self.unit = Some(MoneyUnit::named_in(text?)?),
            "header_row" => {
                let row = u32::try_from(value.as_u64()?).ok()?;
                self.header_row = Some(row).filter(|row| *row > 0);
                self.header_row?;
            }
            "kind" => self.kind = Some(SheetKind::from_word(text?)?),
            "recipient" => self.recipient = Some(Id::parse(text?)?),
            "received_on" => self.received_on = Some(Date::parse(text?).ok()?),
            "category" => self.category = Some(text?.to_owned()),
            "one_means_some" => self.one_means_some = Some(value.as_bool()?),
            "area" => self.area = Some(division(text?)?),
            "words" => {
                for line in value.as_array()? {
                    self.words.push_str(line.as_str()?);
                    self.words.push('\n');
                }
            }
            _ => return None,
        }
        Some(())
    }
}

fn wrong(reason: &str) -> Refusal {
    Refusal::Mapping {
        reason: brief(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_of_another_form_is_refused_at_its_key() {
        for (text, key) in [
            ("[]", "JSON"),
            (r#"{"unit": "美元"}"#, "unit"),
            (r#"{"columns": {"a": "giver"}}"#, "columns"),
            (r#"{"header_row": 0}"#, "header_row"),
            (r#"{"sheets": []}"#, "sheets"),
        ] {
            let reason = key.to_owned();
            assert_eq!(
                Mapping::read(text),
                Err(Refusal::Mapping { reason }),
                "{text}"
            );
        }
    }
}
