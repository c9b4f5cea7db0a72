//! What the words of a sheet mean, as data.
//!
//! The program carries a list of its own, and a county adds to it: a label
//! that nobody has seen yet is a line of text and no new release.

use std::collections::HashMap;

use bangfu::code::DivisionCode;
use bangfu::registry::{Force, OrganisationKind};

use crate::Refusal;

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

/// The words that are understood.
#[derive(Clone, Debug)]
pub struct Words {
    /// Labels of columns; whether they may stand anywhere in a label.
    pub(crate) columns: Vec<(Role, String, bool)>,
    lists: Vec<(Kind, Vec<String>)>,
    pub(crate) purposes: Vec<Purpose>,
    pub(crate) institutions: Vec<Institution>,
    /// Traditional words and what they become, by their first character, longer
    /// ones first.
    simplified: HashMap<char, Vec<(String, String)>>,
    /// Words, each with its meaning.
    senses: Vec<(Sense, String, String)>,
}

/// Whom or what a gift is for.
#[derive(Clone, Debug)]
pub(crate) struct Purpose {
    /// The tag that needs bear.
    pub(crate) tag: String,
    /// Whether it says for whom.
    pub(crate) who: bool,
    /// The words that ask for it.
    pub(crate) words: Vec<String>,
}

/// A body that remarks name.
#[derive(Clone, Debug)]
pub(crate) struct Institution {
    pub(crate) name: String,
    pub(crate) place: DivisionCode,
    pub(crate) names: Vec<String>,
}

/// What a plain list of words is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Footer,
    Subtotal,
    Example,
    Note,
    Unit,
    NotUnit,
    Uncounted,
    Directing,
    Event,
    Filler,
    Suffix,
    Giver,
    Handled,
    Undone,
    Wish,
    Person,
    NotPlace,
    Organisation,
    Pledge,
    NotBody,
    Infix,
    BodyHead,
    Class,
    Vague,
    Cue,
    Link,
    Join,
    Toward,
    Follow,
    EventEnd,
    Held,
    Manner,
    SegmentCue,
    SegmentEnd,
    ProjectWord,
    Raised,
    Qualifier,
    Counter,
    CountNoun,
    Participant,
}

const KINDS: &[(Kind, &str)] = &[
    (Kind::Footer, "footer"),
    (Kind::Subtotal, "subtotal"),
    (Kind::Example, "example"),
    (Kind::Note, "note"),
    (Kind::Unit, "unit"),
    (Kind::NotUnit, "notunit"),
    (Kind::Uncounted, "uncounted"),
    (Kind::Directing, "directing"),
    (Kind::Event, "event"),
    (Kind::Filler, "filler"),
    (Kind::Suffix, "suffix"),
    (Kind::Giver, "giver"),
    (Kind::Handled, "handled"),
    (Kind::Undone, "undone"),
    (Kind::Wish, "wish"),
    (Kind::Person, "person"),
    (Kind::NotPlace, "notplace"),
    (Kind::Organisation, "organisation"),
    (Kind::Pledge, "pledge"),
    (Kind::NotBody, "notbody"),
    (Kind::Infix, "infix"),
    (Kind::BodyHead, "bodyhead"),
    (Kind::Class, "class"),
    (Kind::Vague, "vague"),
    (Kind::Cue, "cue"),
    (Kind::Link, "link"),
    (Kind::Join, "join"),
    (Kind::Toward, "toward"),
    (Kind::Follow, "follow"),
    (Kind::EventEnd, "eventend"),
    (Kind::Held, "held"),
    (Kind::Manner, "manner"),
    (Kind::SegmentCue, "segmentcue"),
    (Kind::SegmentEnd, "segmentend"),
    (Kind::ProjectWord, "projectword"),
    (Kind::Raised, "raised"),
    (Kind::Qualifier, "qualifier"),
    (Kind::Counter, "counter"),
    (Kind::CountNoun, "countnoun"),
    (Kind::Participant, "participant"),
];

/// What words mean that a line gives a meaning to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// The ending of a body's name: which kind of body.
    BodyEnd,
    /// A word after the name of a body: what it was.
    Role,
    /// A word before it.
    RoleBefore,
    /// A force by its name.
    Force,
    /// What speaks for a force.
    ForceHint,
    /// A short name: the registered one.
    Full,
    /// A list by its name.
    ListKind,
    /// What an amount is of.
    AmountOf,
}

const SENSES: &[(Sense, &str)] = &[
    (Sense::BodyEnd, "bodyend"),
    (Sense::Role, "role"),
    (Sense::RoleBefore, "rolebefore"),
    (Sense::Force, "force"),
    (Sense::ForceHint, "forcehint"),
    (Sense::Full, "full"),
    (Sense::ListKind, "listkind"),
    (Sense::AmountOf, "amountof"),
];

impl Sense {
    /// Whether words may be given this meaning.
    fn knows(self, meaning: &str) -> bool {
        match self {
            Self::Force | Self::ForceHint => Force::from_word(meaning).is_some(),
            Self::BodyEnd => body_kind(meaning).is_some(),
            Self::ListKind => ["needs", "projects", "resources"].contains(&meaning),
            Self::AmountOf => ["cash", "goods", "cash_and_goods"].contains(&meaning),
            Self::Role | Self::RoleBefore | Self::Full => true,
        }
    }
}

/// What a body is, by the word for it.
pub(crate) fn body_kind(word: &str) -> Option<OrganisationKind> {
    Some(match word {
        "government" => OrganisationKind::Government,
        "party" => OrganisationKind::Party,
        "public_institution" => OrganisationKind::PublicInstitution,
        "company" => OrganisationKind::Company,
        "charity" => OrganisationKind::Charity,
        "foundation" => OrganisationKind::Foundation,
        "social_org" => OrganisationKind::SocialOrg,
        "other" => OrganisationKind::Other,
        _ => return None,
    })
}

/// The words that the program carries: those of sheets, and those of text.
const OWN: [&str; 2] = [
    include_str!("../data/words.txt"),
    include_str!("../data/text.txt"),
];

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
        let mut words = Self {
            columns: Vec::new(),
            lists: KINDS.iter().map(|(kind, _)| (*kind, Vec::new())).collect(),
            purposes: Vec::new(),
            institutions: Vec::new(),
            simplified: HashMap::new(),
            senses: Vec::new(),
        };
        for line in OWN.iter().copied().chain([lines]).flat_map(str::lines) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            words.line(line).ok_or_else(|| Refusal::Mapping {
                reason: line.to_owned(),
            })?;
        }
        // A longer word before one that it begins with.
        let longest = |words: &mut Vec<String>| {
            words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        };
        words.lists.iter_mut().for_each(|(_, list)| longest(list));
        words
            .purposes
            .iter_mut()
            .for_each(|purpose| longest(&mut purpose.words));
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
                words: list.collect(),
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
                let (_, known) = self.lists.iter_mut().find(|(list, _)| list == kind)?;
                known.extend(list);
            }
        }
        head.next().is_none().then_some(())
    }

    /// The words of a sense, each after its meaning.
    pub(crate) fn meaning(&self, sense: Sense) -> impl Iterator<Item = (&str, &str)> {
        let words = self
            .senses
            .iter()
            .filter(move |(known, ..)| *known == sense);
        words.map(|(_, meaning, word)| (meaning.as_str(), word.as_str()))
    }

    fn simplify(&mut self, from: String, to: String) {
        if let Some(first) = from.chars().next() {
            self.simplified.entry(first).or_default().push((from, to));
        }
    }

    /// The longest word that a text begins with and that is simplified in a way
    /// of its own, and what it becomes.
    pub(crate) fn simplified(&self, text: &str) -> Option<(&str, &str)> {
        let known = self.simplified.get(&text.chars().next()?)?;
        let found = known.iter().find(|(from, _)| text.starts_with(from));
        found.map(|(from, to)| (from.as_str(), to.as_str()))
    }

    /// The words of a kind, longer ones first.
    pub(crate) fn list(&self, kind: Kind) -> &[String] {
        let found = self.lists.iter().find(|(list, _)| *list == kind);
        found.map_or(&[], |(_, words)| words)
    }

    /// The longest word of a kind that a text begins with.
    pub(crate) fn starting<'w>(&'w self, kind: Kind, text: &str) -> Option<&'w str> {
        let found = self
            .list(kind)
            .iter()
            .find(|word| text.starts_with(word.as_str()));
        found.map(String::as_str)
    }

    /// Whether a text has a word of a kind in it.
    pub(crate) fn contains(&self, kind: Kind, text: &str) -> bool {
        self.list(kind)
            .iter()
            .any(|word| text.contains(word.as_str()))
    }
}

impl Default for Words {
    fn default() -> Self {
        // The test below reads every line of the program's own list.
        Self::with("").unwrap_or_else(|_| Self {
            columns: Vec::new(),
            lists: Vec::new(),
            purposes: Vec::new(),
            institutions: Vec::new(),
            simplified: HashMap::new(),
            senses: Vec::new(),
        })
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
        let words = Words::with("").unwrap();
        assert!(words.lists.iter().all(|(_, list)| !list.is_empty()));
        assert!(words.columns.len() > 100);
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
