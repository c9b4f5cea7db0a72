//! Puts sentences into paragraphs.

use super::phrases as say;
use crate::error::Lang;

/// A text that grows sentence by sentence.
pub(super) struct Letter {
    lang: Lang,
    text: String,
}

impl Letter {
    pub(super) const fn new(lang: Lang) -> Self {
        Self {
            lang,
            text: String::new(),
        }
    }

    /// Adds a sentence. A name may begin it, so its first letter is made a
    /// capital where the language has capitals.
    pub(super) fn say(&mut self, sentence: impl AsRef<str>) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push_str(&say::sentence_gap(self.lang));
        }
        let mut rest = sentence.as_ref().chars();
        self.text
            .extend(rest.next().map(|first| first.to_ascii_uppercase()));
        self.text.push_str(rest.as_str());
    }

    /// Begins a paragraph.
    pub(super) fn paragraph(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The letter, without a newline at its end.
    pub(super) fn text(self) -> String {
        self.text.trim_end().to_owned()
    }
}
