//! Proposes what a remark restricts, and shows the words it rests on.
//!
//! A remark is a fact; what it means is for a person to say. So there is a
//! proposal for each, or a stated reason why there is none. It is clear only
//! if every word was understood: a remark of which a part stays dark is never
//! read as if that part were not there.

mod found;
mod parts;
mod scan;
#[cfg(test)]
mod tests;

use std::ops::Range;

use bangfu::code::DivisionCode;
use bangfu::error::Lang;
use bangfu::giving::Clause;
use bangfu::money::Fen;

use serde_json::{Value, json};

use self::parts::Parted;
use crate::value::{Gazetteer, clean, narrow};
use crate::words::{Kind, Words};

/// What a remark seems to say, and the words that say it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What it seems to say.
    pub outcome: Outcome,
    /// The words it rests on, as characters of [`Proposal::text`].
    pub words: Vec<Range<usize>>,
    /// The remark, clean.
    pub text: String,
}

impl Proposal {
    /// The words that the proposal rests on. The rest of a remark may hold a
    /// name and is shown to nobody.
    #[must_use]
    pub fn shown(&self) -> Vec<String> {
        let characters: Vec<char> = self.text.chars().collect();
        let ranges = self.words.iter();
        ranges
            .filter_map(|range| characters.get(range.clone()))
            .map(|word| word.iter().collect())
            .collect()
    }
}

/// What a remark seems to say.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// All of the gift is for this.
    Whole(Clause),
    /// Parts of it are for different things; they sum to the gift.
    Parts(Vec<Share>),
    /// It restricts nothing.
    Nothing(Reason),
    /// It may restrict, but not clearly: a person has to decide. The clause is
    /// what could be made out, and narrower than nothing.
    Unclear(Doubt, Option<Clause>),
}

impl Outcome {
    /// What it seems to say, as data: one of `restriction`, `parts`, `none` and
    /// `unclear`, the last two with the reason in words.
    #[must_use]
    pub fn data(&self, lang: Lang) -> Value {
        match self {
            Self::Whole(clause) => json!({"restriction": clause}),
            Self::Parts(parts) => {
                let part = |part: &Share| json!({"money": part.money, "restriction": part.clause});
                json!({"parts": parts.iter().map(part).collect::<Vec<_>>()})
            }
            Self::Nothing(reason) => json!({"none": reason.text(lang)}),
            Self::Unclear(doubt, clause) => {
                json!({"unclear": doubt.text(lang), "restriction": clause})
            }
        }
    }
}

/// A part of a gift.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// How much.
    pub money: Fen,
    /// What it is for.
    pub clause: Clause,
}

/// Why a remark restricts nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It says no more than the appeal itself.
    General,
    /// It speaks of who gave.
    Giver,
    /// It tells what was done with the row.
    Handled,
}

/// Why a remark is not clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Some words were not understood.
    Words,
    /// It says that the gift is earmarked, but not for what.
    Unnamed,
    /// It names a place or a body, and does not say whether the gift goes
    /// there or comes from there.
    Bare,
    /// A place that may belong to the name of the disease.
    Disease,
    /// A wish, which may not bind.
    Wish,
    /// One person is meant.
    Person,
    /// Its parts do not sum to the gift.
    Sum,
    /// The money may have been given back or passed on.
    Undone,
    /// It is too long to be read by rule.
    Long,
}

impl Reason {
    /// The reason in words.
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::General, Lang::Zh) => "只重复募捐本身的目的，没有另作限定",
            (Self::General, Lang::En) => {
                "it repeats the purpose of the appeal and restricts no further"
            }
            (Self::Giver, Lang::Zh) => "说的是谁捐的，不是捐给谁",
            (Self::Giver, Lang::En) => "it speaks of who gave, not of what for",
            (Self::Handled, Lang::Zh) => "说的是登记情况",
            (Self::Handled, Lang::En) => "it tells what was done with the row",
        }
    }
}

impl Doubt {
    /// The doubt in words.
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Words, Lang::Zh) => "有些词没有读懂",
            (Self::Words, Lang::En) => "some words were not understood",
            (Self::Unnamed, Lang::Zh) => "说是定向，但没说定向给谁",
            (Self::Unnamed, Lang::En) => "it says earmarked, but not for what",
            (Self::Bare, Lang::Zh) => "有地名或单位名，看不出是去向还是来源",
            (Self::Bare, Lang::En) => "a place or a body is named: where to, or where from?",
            (Self::Disease, Lang::Zh) => "地名可能只是病名的一部分",
            (Self::Disease, Lang::En) => "the place may only be part of the name of the disease",
            (Self::Wish, Lang::Zh) => "是建议或希望，未必是限定",
            (Self::Wish, Lang::En) => "it is a wish and may not bind",
            (Self::Person, Lang::Zh) => "指向某个人；给特定个人的捐赠须由人判断",
            (Self::Person, Lang::En) => {
                "it means one person; whether a charity may pass it on is for a person to decide"
            }
            (Self::Sum, Lang::Zh) => "各部分相加与金额不符",
            (Self::Sum, Lang::En) => "the parts do not sum to the amount",
            (Self::Undone, Lang::Zh) => "款项可能已经退回或转出",
            (Self::Undone, Lang::En) => "the money may have been given back or passed on",
            (Self::Long, Lang::Zh) => "太长，没有读",
            (Self::Long, Lang::En) => "it is too long to be read by rule",
        }
    }
}

/// Longer texts, in characters, are not read: the time that a cell takes has a
/// limit. The longest remark of the sheets that were seen has below a hundred.
const LONGEST: usize = 2_000;

/// What is known before a remark is read.
#[derive(Clone, Debug)]
pub struct Reader<'w> {
    words: &'w Words,
    places: Gazetteer,
    /// Provinces in which short names of counties are looked for.
    provinces: Vec<DivisionCode>,
}

impl<'w> Reader<'w> {
    /// A reader of the remarks of one sheet. The area and the texts (title,
    /// remarks) say in which provinces counties are meant by their short names.
    pub fn new<'t>(
        words: &'w Words,
        area: Option<DivisionCode>,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Self {
        let mut reader = Self {
            words,
            places: Gazetteer::new(),
            provinces: Vec::new(),
        };
        let mut provinces: Vec<DivisionCode> = area.iter().filter_map(province).collect();
        for text in texts {
            let characters: Vec<char> = text.chars().take(LONGEST).collect();
            let found = reader.scan(&characters);
            provinces.extend(
                found
                    .places
                    .iter()
                    .filter_map(|place| province(&place.code)),
            );
        }
        provinces.sort_unstable();
        provinces.dedup();
        reader.provinces = provinces;
        reader
    }

    /// Reads the remark of a gift of money.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu::money::Fen;
    /// use bangfu_exchange::Words;
    /// use bangfu_exchange::remark::{Outcome, Reader, Reason};
    ///
    /// let words = Words::default();
    /// let reader = Reader::new(&words, None, []);
    /// let million = Fen::yuan(1_000_000)?;
    /// let proposal = reader.read("黄冈、咸宁、孝感、荆门各25万元", million);
    /// assert!(matches!(proposal.outcome, Outcome::Parts(parts) if parts.len() == 4));
    /// let proposal = reader.read("其中456151.13员工捐款", million);
    /// assert_eq!(proposal.outcome, Outcome::Nothing(Reason::Giver));
    /// # Ok::<(), bangfu::money::MoneyError>(())
    /// ```
    #[must_use]
    pub fn read(&self, remark: &str, money: Fen) -> Proposal {
        let text: String = clean(remark).chars().map(narrow).collect();
        let characters: Vec<char> = text.chars().take(LONGEST.saturating_add(1)).collect();
        let (outcome, mut words) = if characters.len() > LONGEST {
            (Outcome::Unclear(Doubt::Long, None), Vec::new())
        } else {
            self.outcome(&text, &characters, money)
        };
        words.sort_by_key(|range| (range.start, range.end));
        words.dedup();
        Proposal {
            outcome,
            words,
            text,
        }
    }

    /// What a clean text says, and the words it rests on. That it speaks of
    /// the giver or of the row is a reason only where nothing restricts.
    fn outcome(&self, text: &str, characters: &[char], money: Fen) -> (Outcome, Vec<Range<usize>>) {
        let found = self.scan(characters);
        let mut words = found.words.clone();
        let parted = self.parts(characters, money);
        let restricts = |parted: &Parted| !matches!(parted.outcome, Outcome::Unclear(_, None));
        let free = found.clause().is_none() && !parted.as_ref().is_some_and(restricts);
        if free && !self.words.contains(Kind::Undone, text) {
            if self.handled(text) {
                return (Outcome::Nothing(Reason::Handled), words);
            }
            if found.giver && !found.directed && !found.wish {
                return (Outcome::Nothing(Reason::Giver), words);
            }
        }
        let outcome = match parted {
            Some(parted) => {
                words.extend(parted.words);
                match parted.outcome {
                    Outcome::Unclear(doubt, None) => Outcome::Unclear(doubt, found.clause()),
                    other => other,
                }
            }
            None => found.outcome(),
        };
        if self.words.contains(Kind::Undone, text) {
            return (Outcome::Unclear(Doubt::Undone, outcome.clause()), words);
        }
        (outcome, words)
    }

    /// Whether a text tells what was done with the row and nothing else; the
    /// number of a receipt is a part of that.
    fn handled(&self, text: &str) -> bool {
        let note = self.words.starting(Kind::Note, text).unwrap_or("");
        let rest = text.get(note.len()..).unwrap_or("").chars();
        let rest: Vec<char> = rest.filter(|c| !c.is_ascii_alphanumeric()).collect();
        let found = self.scan(&rest);
        found.handled && !found.directed && !found.matters()
    }
}

impl Outcome {
    /// What could be made out, whether clear or not.
    fn clause(self) -> Option<Clause> {
        match self {
            Self::Whole(clause) => Some(clause),
            Self::Unclear(_, clause) => clause,
            Self::Parts(shares) => parts::any(shares),
            Self::Nothing(_) => None,
        }
    }
}

/// Whether a remark may name amounts, and so mean one thing for one gift and
/// another for another: without a digit it names none.
pub(crate) fn parts(remark: &str) -> bool {
    remark.chars().any(|c| narrow(c).is_ascii_digit())
}

/// What the name of goods says of where they are to go, from the word on that
/// says so: `口罩（定向捐赠江夏红十字）`.
pub(crate) fn directed_in<'t>(name: &'t str, words: &Words) -> Option<&'t str> {
    let binding = words.list(Kind::Directing).iter();
    let binding = binding.filter(|word| word.starts_with("定向") || word.starts_with("指定"));
    let start = binding.filter_map(|word| name.find(word.as_str())).min()?;
    let rest = name.get(start..)?;
    let end = rest.find([')', '）']).unwrap_or(rest.len());
    rest.get(..end)
}

fn province(code: &DivisionCode) -> Option<DivisionCode> {
    crate::value::division(code.significant().get(..2)?)
}
