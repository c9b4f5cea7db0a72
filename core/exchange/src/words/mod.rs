//! What the words of a sheet mean, as data.
//!
//! The program carries a list of its own, and a county adds to it: a label
//! that nobody has seen yet is a line of text and no new release.

mod kind;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use bangfu::code::DivisionCode;

use crate::Refusal;
use crate::error::brief;
use crate::value::{may_begin, usual};
use kind::{KINDS, SENSES};
pub(crate) use kind::{Kind, Sense, body_kind};

/// What a column is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A running number.
    Number,
    /// The day on which something arrived.
    Date,
    /// Who gave.
    Donor,
    /// An amount.
    Money,
    /// What else is said, restrictions among it.
    Remark,
    /// The name of goods.
    Item,
    /// Which kind of them.
    Specification,
    /// The unit that goods are counted in.
    Unit,
    /// 单位: the unit of goods, or an organisation; the cells tell.
    Measure,
    /// How many.
    Quantity,
    /// Who got them.
    Receiver,
    /// A province.
    Province,
    /// A prefecture.
    City,
    /// A county.
    County,
    /// A town.
    Town,
    /// A village.
    Village,
    /// A division code.
    Code,
    /// Who needs something.
    Institution,
    /// A category.
    Category,
    /// A project.
    Project,
    /// What a resource is.
    Offer,
    /// The places that a resource is offered to.
    Area,
    /// The first day of an offer.
    Start,
    /// The last day of an offer.
    End,
    /// What is not read on purpose: addresses, telephone numbers, accounts.
    Ignored,
}

const ROLES: [(Role, &str); 25] = [
    (Role::Number, "number"),
    (Role::Date, "date"),
    (Role::Donor, "donor"),
    (Role::Money, "money"),
    (Role::Remark, "remark"),
    (Role::Item, "item"),
    (Role::Specification, "specification"),
    (Role::Unit, "unit"),
    (Role::Measure, "measure"),
    (Role::Quantity, "quantity"),
    (Role::Receiver, "receiver"),
    (Role::Province, "province"),
    (Role::City, "city"),
    (Role::County, "county"),
    (Role::Town, "town"),
    (Role::Village, "village"),
    (Role::Code, "code"),
    (Role::Institution, "institution"),
    (Role::Category, "category"),
    (Role::Project, "project"),
    (Role::Offer, "offer"),
    (Role::Area, "area"),
    (Role::Start, "start"),
    (Role::End, "end"),
    (Role::Ignored, "ignored"),
];

impl Role {
    /// The role that mapping files call by this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let found = ROLES.iter().find(|(_, known)| *known == word);
        found.map(|(role, _)| *role)
    }

    /// The word for it in mapping files.
    #[must_use]
    pub fn word(self) -> &'static str {
        let found = ROLES.iter().find(|(role, _)| *role == self);
        found.map_or("", |(_, word)| word)
    }
}

/// The words that are understood. A copy shares them.
#[derive(Clone, Debug)]
pub struct Words(Arc<Known>);

#[derive(Debug, Default)]
struct Known {
    /// Labels of columns; whether they may stand anywhere in a label.
    columns: Vec<(Role, String, bool)>,
    /// In the order of the kinds.
    lists: Vec<List>,
    purposes: Vec<Purpose>,
    institutions: Vec<Institution>,
    /// Traditional words and what they become, by their first character, longer
    /// ones first.
    simplified: HashMap<char, Vec<(String, String)>>,
    /// Words, each with its meaning.
    senses: Vec<(Sense, String, String)>,
}

/// Words, longer ones first.
#[derive(Debug, Default)]
pub(crate) struct List {
    words: Vec<String>,
    /// A bit for each first character: most texts begin with none of them, and
    /// then no word is compared.
    first: u64,
}

impl List {
    fn sort(&mut self) {
        // A longer word before one that it begins with.
        self.words
            .sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        let bits = self.words.iter().map(|word| bit(word));
        self.first = bits.fold(0, |all, bit| all | bit);
    }

    /// The longest word that a text begins with.
    pub(crate) fn starting(&self, text: &str) -> Option<&str> {
        if self.first & bit(text) == 0 {
            return None;
        }
        let found = self
            .words
            .iter()
            .find(|word| text.starts_with(word.as_str()));
        found.map(String::as_str)
    }
}

/// The bit of the first character of a text.
fn bit(text: &str) -> u64 {
    let first = text.chars().next().map_or(0, u32::from);
    1 << (first % u64::BITS)
}

/// Whom or what a gift is for.
#[derive(Debug)]
pub(crate) struct Purpose {
    /// The tag that needs bear.
    pub(crate) tag: String,
    /// Whether it says for whom.
    pub(crate) who: bool,
    /// The words that ask for it.
    pub(crate) words: List,
}

/// A body that remarks name.
#[derive(Debug)]
pub(crate) struct Institution {
    pub(crate) name: String,
    pub(crate) place: DivisionCode,
    pub(crate) names: Vec<String>,
}

/// The words that the program carries: those of sheets, and those of text.
const OWN: [&str; 2] = [
    include_str!("../../data/words.txt"),
    include_str!("../../data/text.txt"),
];

/// The program's own, which never change: read when the first sheet wants them.
static CARRIED: LazyLock<Words> = LazyLock::new(|| {
    // The test below reads every line of the program's own list.
    let known = Known::read("").unwrap_or_default();
    Words(Arc::new(known))
});

impl Words {
    /// The words that the program carries, and those of a county in the same
    /// form.
    ///
    /// # Errors
    ///
    /// `BAD_MAPPING`, with the line, when a line is of another form.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu_exchange::Words;
    ///
    /// assert!(Words::with("column donor = 乡贤 乡友").is_ok());
    /// assert!(Words::with("乡贤").is_err());
    /// ```
    pub fn with(lines: &str) -> Result<Self, Refusal> {
        if lines.is_empty() {
            return Ok(CARRIED.clone());
        }
        Known::read(lines).map(|known| Self(Arc::new(known)))
    }

    /// Whether they are those that the program carries and no others.
    pub(crate) fn is_carried(&self) -> bool {
        Arc::ptr_eq(&self.0, &CARRIED.0)
    }

    /// Labels of columns; whether they may stand anywhere in a label.
    pub(crate) fn columns(&self) -> &[(Role, String, bool)] {
        &self.0.columns
    }

    /// Whom and what gifts are for.
    pub(crate) fn purposes(&self) -> &[Purpose] {
        &self.0.purposes
    }

    /// The bodies that remarks name.
    pub(crate) fn institutions(&self) -> &[Institution] {
        &self.0.institutions
    }

    /// The words of a sense, each after its meaning.
    pub(crate) fn meaning(&self, sense: Sense) -> impl Iterator<Item = (&str, &str)> {
        let words = self.0.senses.iter();
        let words = words.filter(move |(known, ..)| *known == sense);
        words.map(|(_, meaning, word)| (meaning.as_str(), word.as_str()))
    }

    /// The longest word that a text begins with and that is simplified in a way
    /// of its own, and what it becomes.
    pub(crate) fn simplified(&self, text: &str) -> Option<(&str, &str)> {
        let known = self.0.simplified.get(&text.chars().next()?)?;
        let found = known.iter().find(|(from, _)| text.starts_with(from));
        found.map(|(from, to)| (from.as_str(), to.as_str()))
    }

    fn of(&self, kind: Kind) -> Option<&List> {
        self.0.lists.get(kind as usize)
    }

    /// The words of a kind, longer ones first.
    pub(crate) fn list(&self, kind: Kind) -> &[String] {
        self.of(kind).map_or(&[], |list| &list.words)
    }

    /// The longest word of a kind that a text begins with.
    pub(crate) fn starting(&self, kind: Kind, text: &str) -> Option<&str> {
        self.of(kind)?.starting(text)
    }

    /// Whether the first characters of a text leave it open that it begins with
    /// a word of these kinds when it is [`plain`](crate::value::plain).
    pub(crate) fn may_start(&self, kinds: &[Kind], text: &str) -> bool {
        // Behind white space there may be any word.
        if !text.starts_with(usual) {
            return true;
        }
        let bit = bit(text);
        let mut lists = kinds.iter().filter_map(|kind| self.of(*kind));
        lists.any(|list| {
            list.first & bit != 0 && list.words.iter().any(|word| may_begin(text, word))
        })
    }

    /// Whether a text has a word of a kind in it.
    pub(crate) fn contains(&self, kind: Kind, text: &str) -> bool {
        let mut words = self.list(kind).iter();
        words.any(|word| text.contains(word.as_str()))
    }
}

impl Known {
    fn read(lines: &str) -> Result<Self, Refusal> {
        let mut words = Self::default();
        words.lists.resize_with(KINDS.len(), List::default);
        for line in OWN.iter().copied().chain([lines]).flat_map(str::lines) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            words.line(line).ok_or_else(|| Refusal::Mapping {
                reason: brief(line),
            })?;
        }
        let purposes = words.purposes.iter_mut();
        let lists = purposes.map(|purpose| &mut purpose.words);
        words.lists.iter_mut().chain(lists).for_each(List::sort);
        for known in words.simplified.values_mut() {
            // Of equal words the county's, which came later.
            known.reverse();
            known.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
        }
        Ok(words)
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let (head, tail) = line.split_once('=')?;
        let mut head = head.split_whitespace();
        let kind = head.next()?;
        let list = tail.split_whitespace().map(str::to_owned);
        match kind {
            "column" => {
                let role = Role::from_word(head.next()?)?;
                for word in list {
                    let anywhere = word.strip_prefix('~').map(str::to_owned);
                    let (word, anywhere) = match anywhere {
                        Some(word) => (word, true),
                        None => (word, false),
                    };
                    self.columns.push((role, word, anywhere));
                }
            }
            "purpose" | "beneficiary" => self.purposes.push(Purpose {
                tag: head.next()?.to_owned(),
                who: kind == "beneficiary",
                words: List {
                    words: list.collect(),
                    first: 0,
                },
            }),
            "institution" => self.institutions.push(Institution {
                name: head.next()?.to_owned(),
                place: division(head.next()?)?,
                names: list.collect(),
            }),
            "simplified" => {
                let to = head.next()?;
                list.for_each(|from| self.simplify(from, to.to_owned()));
            }
            "asis" => list.for_each(|word| self.simplify(word.clone(), word)),
            _ if SENSES.iter().any(|(_, word)| *word == kind) => {
                let (sense, _) = SENSES.iter().find(|(_, word)| *word == kind)?;
                let meaning = head.next()?;
                if !sense.knows(meaning) {
                    return None;
                }
                let words = list.map(|word| (*sense, meaning.to_owned(), word));
                self.senses.extend(words);
            }
            _ => {
                let (kind, _) = KINDS.iter().find(|(_, word)| *word == kind)?;
                self.lists.get_mut(*kind as usize)?.words.extend(list);
            }
        }
        head.next().is_none().then_some(())
    }

    fn simplify(&mut self, from: String, to: String) {
        if let Some(first) = from.chars().next() {
            self.simplified.entry(first).or_default().push((from, to));
        }
    }
}

impl Default for Words {
    fn default() -> Self {
        CARRIED.clone()
    }
}

/// A division code of two, four or more digits.
#[must_use]
pub fn division(digits: &str) -> Option<DivisionCode> {
    let padded = match digits.len() {
        2 | 4 => format!("{digits:0<6}"),
        _ => digits.to_owned(),
    };
    DivisionCode::parse(&padded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_own_list_is_understood() {
        let words = Known::read("").unwrap();
        assert!(words.lists.iter().all(|list| !list.words.is_empty()));
        assert!(words.columns.len() > 100);
    }

    #[test]
    fn every_kind_finds_its_own_list() {
        for (at, (kind, word)) in KINDS.iter().enumerate() {
            assert_eq!(*kind as usize, at, "{word}");
        }
    }

    #[test]
    fn a_word_of_a_county_is_found_beside_the_own_ones() {
        let words = Words::with("directing = 专给").unwrap();
        assert_eq!(words.starting(Kind::Directing, "专给万源"), Some("专给"));
        assert_eq!(words.starting(Kind::Directing, "用于万源"), Some("用于"));
        assert_eq!(Words::default().starting(Kind::Directing, "专给万源"), None);
    }

    #[test]
    fn a_longer_word_is_found_before_one_that_it_begins_with() {
        let words = Words::default();
        assert_eq!(
            words.starting(Kind::Directing, "定向捐赠给红安县"),
            Some("定向捐赠给")
        );
        assert_eq!(words.starting(Kind::Unit, "人份"), Some("人份"));
    }

    #[test]
    fn every_role_has_its_word() {
        for (role, word) in ROLES {
            assert_eq!(Role::from_word(word), Some(role));
            assert_eq!(role.word(), word);
        }
    }
}
