//! Repairs the text of a page or a letter, and lists every repair.
//!
//! Nothing is repaired that can't be listed: the repairs of a [`Repaired`]
//! lead from the source to the text and back. A text without damage comes out
//! as it went in.
//!
//! The order of the steps matters. Readings that a page put behind characters
//! (進(jìn)) would part a run of shifted bytes, so they go first; a lost byte
//! shifted traditional text, so it is put right before that becomes
//! simplified; and widths come last, since a shifted run holds marks that were
//! narrowed.
//!
//! Not every oddity is damage. A full-width digit in a text that is set so, a
//! tab between columns, a traditional character in the name of a simplified
//! text, the reading of a rare character: these stay.

mod annotation;
mod edit;
mod han;
mod script;
mod slip;
mod space;

use bangfu::finding::{holds_id_number, spoken};
use encoding_rs::GB18030;
use serde::Serialize;
use serde::ser::SerializeSeq;

use crate::source::encoding::{Decoded, decode};
use crate::words::Words;
use crate::{Limits, Refusal};
use edit::Trace;
use han::Han;
pub(crate) use han::is_han;

/// What was wrong with some characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RepairKind {
    /// Something that can't be seen stood there.
    Invisible,
    /// The reading of a character stood behind it: 進(jìn).
    Annotation,
    /// The bytes of GBK were paired wrongly after one was lost.
    ShiftedBytes,
    /// A traditional character.
    Traditional,
    /// A full-width digit or letter among narrow ones.
    FullWidth,
    /// A no-break space, or a tab in a sentence.
    Space,
}

impl RepairKind {
    /// All kinds in the order in which they are repaired.
    pub const ALL: [Self; 6] = [
        Self::Invisible,
        Self::Annotation,
        Self::ShiftedBytes,
        Self::Traditional,
        Self::FullWidth,
        Self::Space,
    ];

    const fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

/// What was wrong with a place: one or more of [`RepairKind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kinds(u8);

impl Kinds {
    const NONE: Self = Self(0);

    const fn of(kind: RepairKind) -> Self {
        Self(kind.bit())
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a kind is among them.
    #[must_use]
    pub const fn has(self, kind: RepairKind) -> bool {
        self.0 & kind.bit() != 0
    }

    /// The kinds, in the order in which they were repaired.
    pub fn iter(self) -> impl Iterator<Item = RepairKind> {
        RepairKind::ALL
            .into_iter()
            .filter(move |kind| self.has(*kind))
    }
}

impl Serialize for Kinds {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for kind in self.iter() {
            list.serialize_element(&kind)?;
        }
        list.end()
    }
}

/// How sure it is which encoding a text was in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// It is marked, or hardly anything else passes for it.
    Certain,
    /// The bytes look like it.
    Guessed,
}

/// One repair, with what stood there and what stands there now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Repair<'a> {
    /// What was wrong.
    pub kinds: Kinds,
    /// The half-open range of code points of the source.
    pub source: [usize; 2],
    /// The half-open range of code points of the repaired text.
    pub repaired: [usize; 2],
    /// The line of the source, from 1.
    pub line: usize,
    /// The column in that line in code points, from 1.
    pub column: usize,
    /// What stood there.
    #[serde(serialize_with = "masked")]
    pub before: &'a str,
    /// What stands there now; empty where something was taken out.
    #[serde(serialize_with = "masked")]
    pub after: &'a str,
}

/// A text as data shows it: an ID number is masked.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn masked<S: serde::Serializer>(text: &&str, serializer: S) -> Result<S::Ok, S::Error> {
    if holds_id_number(text) {
        serializer.serialize_str(&spoken(text))
    } else {
        serializer.serialize_str(text)
    }
}

/// A repair without its texts.
#[derive(Clone, Debug)]
struct Place {
    kinds: Kinds,
    source: [usize; 2],
    repaired: [usize; 2],
    line: usize,
    column: usize,
    before: std::ops::Range<usize>,
    after: std::ops::Range<usize>,
}

/// A text, the source that it was, and the repairs between them.
#[derive(Clone, Debug)]
pub struct Repaired {
    source: String,
    text: String,
    encoding: &'static str,
    certainty: Certainty,
    marked: bool,
    places: Vec<Place>,
}

impl Repaired {
    /// The source as it was decoded.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The repaired text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The repaired text with a mark of byte order if the source was UTF-8 and
    /// had one. Of a UTF-8 source without damage these are its bytes.
    #[must_use]
    pub fn marked_text(&self) -> String {
        let mark = if self.marked { "\u{feff}" } else { "" };
        [mark, &self.text].concat()
    }

    /// The encoding of the source: `UTF-8`, `GBK`, `GB 18030`, `UTF-16LE` or
    /// `UTF-16BE`. What GBK can write is called GBK.
    #[must_use]
    pub const fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// How sure the encoding is.
    #[must_use]
    pub const fn certainty(&self) -> Certainty {
        self.certainty
    }

    /// How many repairs there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.places.len()
    }

    /// The repairs in the order of the text.
    pub fn repairs(&self) -> impl Iterator<Item = Repair<'_>> {
        self.places.iter().map(|place| Repair {
            kinds: place.kinds,
            source: place.source,
            repaired: place.repaired,
            line: place.line,
            column: place.column,
            before: self.source.get(place.before.clone()).unwrap_or(""),
            after: self.text.get(place.after.clone()).unwrap_or(""),
        })
    }

    /// Where in the source a half-open range of code points of the repaired
    /// text stands. A repair that reaches into the range is in it as a whole,
    /// and so is what was taken out at its end.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu_exchange::{Limits, Words, repair};
    ///
    /// let source = "由達(dá)州市民政局主辦(bàn)。";
    /// let repaired = repair::text(source.as_bytes(), &Words::default(), &Limits::default())?;
    /// assert_eq!(repaired.text(), "由达州市民政局主办。");
    /// assert_eq!(repaired.in_source([1, 7]), [1, 11]);
    /// # Ok::<(), bangfu_exchange::Refusal>(())
    /// ```
    #[must_use]
    pub fn in_source(&self, range: [usize; 2]) -> [usize; 2] {
        let [start, end] = range;
        // What stands before the range, and is not inside it.
        let before = self
            .places
            .partition_point(|place| place.repaired[1] <= start);
        let first = match self.places.get(before) {
            Some(place) if place.repaired[0] < start => place.source[0],
            _ => self.ahead(before, start),
        };
        let upto = self
            .places
            .partition_point(|place| place.repaired[0] < end || place.repaired == [end, end]);
        let last = match upto.checked_sub(1).and_then(|index| self.places.get(index)) {
            Some(place) if place.repaired[1] > end => place.source[1],
            _ => self.ahead(upto, end),
        };
        [first, last.max(first)]
    }

    /// An offset of the repaired text in the source, after so many repairs.
    fn ahead(&self, passed: usize, offset: usize) -> usize {
        let place = passed
            .checked_sub(1)
            .and_then(|index| self.places.get(index));
        place.map_or(offset, |place| {
            let since = offset.saturating_sub(place.repaired[1]);
            place.source[1].saturating_add(since)
        })
    }
}

/// Decodes a text and repairs it.
///
/// Takes out what can't be seen and readings behind characters, puts right
/// what one lost byte of GBK did, makes traditional text simplified, narrows
/// full-width digits among narrow ones, and makes spaces of no-break spaces
/// and of tabs in sentences. Punctuation and line breaks stay as they are.
///
/// The words may say how characters are simplified (`simplified 显著 = 顯著`)
/// and what stays as it is (`asis = 王昇`).
///
/// # Errors
///
/// [`Refusal`]: the bytes are no text, are in no encoding that is known, or are
/// more than [`Limits::prose`].
///
/// # Examples
///
/// ```
/// use bangfu_exchange::repair::{self, RepairKind};
/// use bangfu_exchange::{Limits, Words};
///
/// let source = "活動在縣城熱烈舉行?;顒油ㄟ^合作簽約、項(xiàng)目推介等環(huán)節(jié)";
/// let repaired = repair::text(source.as_bytes(), &Words::default(), &Limits::default())?;
/// assert_eq!(repaired.text(), "活动在县城热烈举行。活动通过合作签约、项目推介等环节");
/// let slip = repaired.repairs().find(|repair| repair.kinds.has(RepairKind::ShiftedBytes));
/// assert_eq!(slip.unwrap().before, "?;顒油ㄟ^");
///
/// let clean = "4月2日，活动举行。";
/// let repaired = repair::text(clean.as_bytes(), &Words::default(), &Limits::default())?;
/// assert_eq!(repaired.marked_text(), clean);
/// assert_eq!(repaired.count(), 0);
/// # Ok::<(), bangfu_exchange::Refusal>(())
/// ```
pub fn text(bytes: &[u8], words: &Words, limits: &Limits) -> Result<Repaired, Refusal> {
    if bytes.len() > limits.prose {
        let limit = u64::try_from(limits.prose).unwrap_or(u64::MAX);
        return Err(Refusal::TooManyBytes { limit });
    }
    let decoded = decode(bytes).map_err(|refusal| match refusal {
        Refusal::NotASheet => Refusal::NotAText,
        other => other,
    })?;
    if decoded.text.contains('\0') {
        return Err(Refusal::NotAText);
    }
    let (encoding, certainty) = named(&decoded, bytes);
    let mut trace = Trace::new(decoded.text);
    steps(&mut trace, words);
    Ok(Repaired {
        places: places(&trace),
        source: trace.source,
        text: trace.text,
        encoding,
        certainty,
        marked: decoded.marked && encoding == "UTF-8",
    })
}

fn steps(trace: &mut Trace, words: &Words) {
    let han = Han::new();
    let mut damaged = false;
    for kind in RepairKind::ALL {
        let text = trace.text.as_str();
        let edits = match kind {
            RepairKind::Invisible => space::invisible(text),
            RepairKind::Annotation => annotation::edits(text, &han),
            RepairKind::ShiftedBytes => slip::edits(text, &han),
            RepairKind::Traditional if script::is_traditional(text, &han, damaged) => {
                script::edits(text, words)
            }
            RepairKind::Traditional => Vec::new(),
            RepairKind::FullWidth => space::widths(text),
            RepairKind::Space => space::spaces(text),
        };
        // Such pages were traditional: one character tells them.
        let converted = matches!(kind, RepairKind::Annotation | RepairKind::ShiftedBytes);
        damaged |= converted && !edits.is_empty();
        trace.apply(&edits, Kinds::of(kind));
    }
}

/// What the encoding is called, and how sure it is.
fn named(decoded: &Decoded, bytes: &[u8]) -> (&'static str, Certainty) {
    let certainty = if decoded.guessed {
        Certainty::Guessed
    } else {
        Certainty::Certain
    };
    let name = if decoded.encoding != GB18030 {
        decoded.encoding.name()
    } else if has_four(bytes) {
        "GB 18030"
    } else {
        "GBK"
    };
    (name, certainty)
}

/// Whether a character of four bytes, which GBK lacks, is among some bytes that
/// decode as GB 18030.
fn has_four(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return false,
            [0x81..=0xff, 0x30..=0x39, ..] => return true,
            [0x81..=0xff, _, rest @ ..] | [_, rest @ ..] => rest,
        };
    }
}

/// The patches with their places in code points.
fn places(trace: &Trace) -> Vec<Place> {
    let mut source = Walk::new(&trace.source);
    let mut text = Walk::new(&trace.text);
    let patches = trace.patches.iter();
    let place = |patch: &edit::Patch| {
        let start = source.to(patch.source.start);
        let (line, column) = (source.line, source.column);
        Place {
            kinds: patch.kinds,
            source: [start, source.to(patch.source.end)],
            repaired: [text.to(patch.text.start), text.to(patch.text.end)],
            line,
            column,
            before: patch.source.clone(),
            after: patch.text.clone(),
        }
    };
    patches.map(place).collect()
}

/// Counts the code points and lines of a text from its beginning on.
struct Walk<'a> {
    text: &'a str,
    bytes: usize,
    points: usize,
    line: usize,
    column: usize,
}

impl<'a> Walk<'a> {
    const fn new(text: &'a str) -> Self {
        Self {
            text,
            bytes: 0,
            points: 0,
            line: 1,
            column: 1,
        }
    }

    /// The code points before a byte that is not before the last one.
    fn to(&mut self, byte: usize) -> usize {
        for character in self.text.get(self.bytes..byte).unwrap_or("").chars() {
            self.points = self.points.saturating_add(1);
            self.column = self.column.saturating_add(1);
            if character == '\n' {
                self.line = self.line.saturating_add(1);
                self.column = 1;
            }
        }
        self.bytes = self.bytes.max(byte);
        self.points
    }
}

#[cfg(test)]
mod tests;
