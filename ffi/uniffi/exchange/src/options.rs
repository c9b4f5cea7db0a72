//! Options as records. The core reads them from an object of JSON, and says what
//! is wrong with them; here that object is put together.

use bangfu::error::Lang;
use bangfu::finding::Findings;
use bangfu_exchange::answer::{AcceptOptions, ExportOptions, ImportOptions, LetterOptions};
use serde_json::Value;
use serde_json::value::RawValue;

/// A language.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum RawLang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// How to import or to mend sheets.
#[derive(Debug, uniffi::Record)]
pub struct RawImportOptions {
    /// `gifts`, `goods`, `needs` or `resources`.
    pub kind: Option<String>,
    /// A mapping file.
    pub mapping: Option<String>,
    /// Whether names of persons are kept.
    pub keep_names: bool,
    /// Whether rows replace entries that are there with other content.
    pub overwrite: bool,
}

/// What of a text is accepted, and how it is put in.
#[derive(Debug, uniffi::Record)]
pub struct RawAcceptOptions {
    /// `certain`, `all`, or numbers from 1 such as `1,3,5-9`.
    pub accept: String,
    /// The day of the event, where the text does not say its year.
    pub on: Option<String>,
    /// Whether names of persons are kept.
    pub keep_names: bool,
    /// Whether it replaces entries that are there with other content.
    pub overwrite: bool,
}

/// How to export.
#[derive(Debug, uniffi::Record)]
pub struct RawExportOptions {
    /// `xlsx`, `csv`, `360giving`, `iati` or `hxl`.
    pub to: String,
    /// `needs`, `projects`, `resources`, `gifts`, `items` or `plan`.
    pub list: Option<String>,
    /// `utf-8` or `gb18030`.
    pub encoding: Option<String>,
    /// Who publishes open data.
    pub publisher: Option<String>,
    /// The prefix of grant ids that 360Giving has registered.
    pub prefix: Option<String>,
    /// The language of labels and notes.
    pub lang: RawLang,
}

impl From<RawLang> for Lang {
    fn from(lang: RawLang) -> Self {
        match lang {
            RawLang::Zh => Self::Zh,
            RawLang::En => Self::En,
        }
    }
}

impl RawLang {
    const fn word(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }
}

impl RawImportOptions {
    pub(crate) fn read(self) -> Result<ImportOptions, Findings> {
        let mut given = Given::default();
        given.text("kind", self.kind);
        given.mapping(self.mapping);
        given.flag("keep_names", self.keep_names);
        given.flag("overwrite", self.overwrite);
        ImportOptions::read(&given.json())
    }
}

impl RawAcceptOptions {
    pub(crate) fn read(self) -> Result<AcceptOptions, Findings> {
        let mut given = Given::default();
        given.text("accept", Some(self.accept));
        given.text("on", self.on);
        given.flag("keep_names", self.keep_names);
        given.flag("overwrite", self.overwrite);
        AcceptOptions::read(&given.json())
    }
}

impl RawExportOptions {
    pub(crate) fn read(self) -> Result<ExportOptions, Findings> {
        let mut given = Given::default();
        given.text("to", Some(self.to));
        given.text("list", self.list);
        given.text("encoding", self.encoding);
        given.text("publisher", self.publisher);
        given.text("prefix", self.prefix);
        given.text("lang", Some(self.lang.word().to_owned()));
        ExportOptions::read(&given.json())
    }
}

pub(crate) fn letter_options(mapping: Option<String>) -> Result<LetterOptions, Findings> {
    let mut given = Given::default();
    given.mapping(mapping);
    LetterOptions::read(&given.json())
}

/// The options that are given, each as it stands in the object.
#[derive(Default)]
struct Given(Vec<String>);

impl Given {
    fn text(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            self.put(key, &Value::String(value).to_string());
        }
    }

    fn flag(&mut self, key: &str, value: bool) {
        self.put(key, &Value::Bool(value).to_string());
    }

    /// As it is, so that the core sees a key that stands twice. A text that is no
    /// JSON stays a text, which the core refuses at its key.
    fn mapping(&mut self, text: Option<String>) {
        match text {
            Some(text) if serde_json::from_str::<&RawValue>(&text).is_ok() => {
                self.put("mapping", &text);
            }
            text => self.text("mapping", text),
        }
    }

    fn put(&mut self, key: &str, value: &str) {
        self.0.push(format!("\"{key}\":{value}"));
    }

    fn json(self) -> Vec<u8> {
        format!("{{{}}}", self.0.join(",")).into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_handed_on_as_it_is() {
        let mut given = Given::default();
        given.flag("overwrite", true);
        given.mapping(Some(r#" {"unit": "元", "unit": "万元"} "#.to_owned()));
        let json = given.json();
        let wanted = r#"{"overwrite":true,"mapping": {"unit": "元", "unit": "万元"} }"#;
        assert_eq!(String::from_utf8(json).as_deref(), Ok(wanted));
        let refused = letter_options(Some(r#"{"unit": "元", "unit": "万元"}"#.to_owned()));
        let refused = refused.map_err(|findings| findings.first().pointer().to_owned());
        assert_eq!(refused.err().as_deref(), Some("/mapping/unit"));
        for text in ["{", r#"{}, "overwrite": true"#] {
            let refused = letter_options(Some(text.to_owned()));
            let refused = refused.map_err(|findings| findings.first().pointer().to_owned());
            assert_eq!(refused.err().as_deref(), Some("/mapping"), "{text}");
        }
    }
}
