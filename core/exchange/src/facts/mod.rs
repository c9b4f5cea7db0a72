//! Proposes facts that a text states: who took part and as what, what was
//! raised, projects, lists, days.
//!
//! A proposal is no fact. Each has its places in the repaired text and in the
//! source, the words that it rests on, how sure it is, and why; a person takes
//! it or leaves it. What the text does not say is not added: a day without a
//! year stays one, and an amount that is only a bound stays one.
//!
//! Bodies are found by how their names begin (with a place, or with a word that
//! names begin with) and end (公司, 民政局), inside an enumeration or between
//! words that are no part of a name. What they were is told by the words around
//! the enumeration: `由甲、乙主办`. All these words are data, and a county adds
//! its own.
//!
//! Each of these rooms reads the text once, from left to right: names, what
//! they were, what stands in quotation marks, figures.

mod event;
mod figure;
mod force;
mod lexicons;
mod name;
mod normal;
mod prose;
mod quoted;
mod role;

use std::sync::LazyLock;

use bangfu::error::Lang;
use bangfu::finding::holds_id_number;
use bangfu::giving::Attendance;
use bangfu::money::Amount;
use bangfu::registry::{Force, OrganisationKind};
use serde::Serialize;

use crate::repair::Repaired;
use crate::value::Gazetteer;
use crate::words::Words;
use lexicons::Lexicons;
use prose::{Prose, Span, sentences};

/// How sure a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// It could hardly be meant otherwise; look all the same.
    Doubtful,
    /// It is most likely so.
    Likely,
    /// The text says it in so many words.
    Certain,
}

/// A half-open range of code points, in the repaired text and in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// In the repaired text.
    pub repaired: [usize; 2],
    /// In the source.
    pub source: [usize; 2],
}

/// What an organisation was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoleSaid {
    /// The role, such as `host` (主办) or `placard_donor` (举牌捐赠).
    pub role: String,
    /// The words that say so.
    pub words: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// Where the organisation is named in it.
    pub place: Place,
}

/// Whether a text says something, or it only follows from what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The text says it.
    Stated,
    /// It is inferred.
    Inferred,
}

/// The force under which an organisation assists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ForceSaid {
    /// The force.
    pub force: Force,
    /// Whether the text says so.
    pub basis: Basis,
    /// The words that it rests on.
    pub words: String,
}

/// An organisation that a text names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Organisation {
    /// The name as it is written first.
    pub name: String,
    /// The name written out: 四川省民政厅 for 省民政厅.
    pub normalised: String,
    /// The other ways in which the text writes it.
    pub aliases: Vec<String>,
    /// Whether it stands for several bodies: 各县民政局.
    pub class: bool,
    /// What it is, where the name says so.
    pub organisation_kind: Option<OrganisationKind>,
    /// What it was.
    pub roles: Vec<RoleSaid>,
    /// Under which force it assists.
    pub force: Option<ForceSaid>,
}

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fact {
    /// An organisation took part.
    Organisation(Organisation),
    /// A force (帮扶力量) is named.
    Force {
        /// The force.
        force: Force,
    },
    /// An amount is named.
    Amount {
        /// The amount, which may be a bound.
        amount: Amount,
        /// `cash`, `goods` or `cash_and_goods`, where the text says so.
        of: Option<String>,
        /// Whether it was raised (筹募).
        raised: bool,
    },
    /// Something is counted.
    Count {
        /// How many.
        count: Attendance,
        /// Of what.
        of: String,
        /// Whether these are the persons that attended.
        attendance: bool,
    },
    /// A project is named.
    Project {
        /// Its name.
        name: String,
    },
    /// A list of the programme is named.
    List {
        /// `needs`, `projects` or `resources`.
        list: String,
    },
    /// A segment of the event is named.
    Segment {
        /// Its name.
        name: String,
    },
    /// The title of the event.
    Title {
        /// The title.
        title: String,
    },
    /// Where the event took place.
    Venue {
        /// The name of the place.
        venue: String,
    },
    /// A day is named.
    Date {
        /// The year, only where the text has it.
        year: Option<u16>,
        /// The month.
        month: u8,
        /// The day.
        day: u8,
    },
    /// Persons who took part are named by what they are.
    Participant {
        /// What they are.
        name: String,
    },
}

/// Why something is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A name that begins with a place or a word of names, and ends like one.
    NameWithPlace,
    /// A name without a place, in an enumeration.
    NameInList,
    /// A name without a place that stands alone.
    NameAlone,
    /// A name that was shortened beside another: 省、市民政局.
    Shortened,
    /// The name of a force.
    NamedForce,
    /// A number with a unit of money.
    NumberOfMoney,
    /// A number with what it counts.
    NumberOf,
    /// Names in quotation marks before or after the word 项目.
    QuotedProject,
    /// The name of a list.
    NamedList,
    /// Part of an enumeration before the word 环节.
    BeforeSegments,
    /// Words in quotation marks before the word 活动 or its like.
    QuotedTitle,
    /// Words that end like the name of an event, before where it was held.
    HeldTitle,
    /// What stands between 在 and 举行.
    HeldAt,
    /// Year, month and day.
    WholeDate,
    /// Month and day: the text does not say of which year.
    DateWithoutYear,
    /// A word for persons that take part.
    NamedParticipant,
}

impl Why {
    /// The reason in words.
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::NameWithPlace => (
                "以地名或机构字样开头的机构名称",
                "a name of a body that begins with a place",
            ),
            Self::NameInList => ("并列名单中的机构名称", "a name of a body in an enumeration"),
            Self::NameAlone => (
                "像机构名称，但没有地名，也不在名单中",
                "looks like a name of a body, without a place and outside any enumeration",
            ),
            Self::Shortened => ("与另一名称合写的简称", "shortened beside another name"),
            Self::NamedForce => ("帮扶力量的名称", "the name of a force"),
            Self::NumberOfMoney => ("带货币单位的数", "a number with a unit of money"),
            Self::NumberOf => ("带量词的数", "a number with what it counts"),
            Self::QuotedProject => (
                "引号中的名称，紧接「项目」",
                "names in quotation marks beside the word 项目",
            ),
            Self::NamedList => ("清单的名称", "the name of a list"),
            Self::BeforeSegments => (
                "「环节」之前的并列项",
                "an enumeration before the word 环节",
            ),
            Self::QuotedTitle => (
                "引号中的名称，紧接「活动」等字样",
                "words in quotation marks before the word 活动 or its like",
            ),
            Self::HeldTitle => (
                "举行之前的活动名称",
                "ends like the name of an event, before where it was held",
            ),
            Self::HeldAt => ("「在」与「举行」之间", "between 在 and 举行"),
            Self::WholeDate => ("年月日齐全", "year, month and day"),
            Self::DateWithoutYear => (
                "只有月日；年份原文没有写",
                "month and day; the text does not say of which year",
            ),
            Self::NamedParticipant => ("参加人员的称谓", "a word for persons that take part"),
        };
        lang.choose(zh, en)
    }
}

/// A fact that a text seems to state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// What is proposed.
    #[serde(flatten)]
    pub fact: Fact,
    /// Where the text says it; at least one place, in the order of the text.
    pub places: Vec<Place>,
    /// The words that it rests on, as they are written first.
    pub words: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// Why it is proposed.
    pub why: Why,
}

impl Proposal {
    /// Whether anything that it would show may be an ID number.
    fn holds_id_number(&self) -> bool {
        let mut texts = vec![self.words.as_str()];
        match &self.fact {
            Fact::Organisation(body) => {
                texts.extend([&*body.name, &*body.normalised]);
                texts.extend(body.aliases.iter().map(String::as_str));
            }
            Fact::Project { name } | Fact::Segment { name } | Fact::Participant { name } => {
                texts.push(name);
            }
            Fact::Title { title } => texts.push(title),
            Fact::Venue { venue } => texts.push(venue),
            Fact::Force { .. }
            | Fact::Amount { .. }
            | Fact::Count { .. }
            | Fact::List { .. }
            | Fact::Date { .. } => {}
        }
        texts.into_iter().any(holds_id_number)
    }
}

/// What a text seems to state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Proposals {
    /// The proposals: by what they are, and in the order of the text.
    pub proposals: Vec<Proposal>,
}

impl Proposals {
    /// The organisations with their proposals.
    pub fn organisations(&self) -> impl Iterator<Item = (&Organisation, &Proposal)> {
        self.proposals
            .iter()
            .filter_map(|proposal| match &proposal.fact {
                Fact::Organisation(organisation) => Some((organisation, proposal)),
                _ => None,
            })
    }

    /// The organisations that were something.
    pub fn with_role<'a>(&'a self, role: &'a str) -> impl Iterator<Item = &'a Organisation> {
        let was = move |organisation: &&Organisation| {
            organisation.roles.iter().any(|said| said.role == role)
        };
        self.organisations()
            .map(|(organisation, _)| organisation)
            .filter(was)
    }
}

/// Those of the words that the program carries, made for the first text.
static CARRIED: LazyLock<Lexicons> =
    LazyLock::new(|| Lexicons::new(&Words::default(), &Gazetteer::new()));

/// Proposes what a repaired text states.
///
/// # Examples
///
/// ```
/// use bangfu_exchange::{Limits, Words, facts, repair};
///
/// let text = "由秀山县民政局主办，秀山县慈善会承办，现场募集善款12.5万余元。";
/// let words = Words::default();
/// let repaired = repair::text(text.as_bytes(), &words, &Limits::default())?;
/// let proposals = facts::propose(&repaired, &words);
/// let host = proposals.with_role("host").next().unwrap();
/// assert_eq!(host.name, "秀山县民政局");
/// # Ok::<(), bangfu_exchange::Refusal>(())
/// ```
#[must_use]
pub fn propose(repaired: &Repaired, words: &Words) -> Proposals {
    let prose = Prose::new(repaired.text());
    let county;
    let lexicons = if words.is_carried() {
        &*CARRIED
    } else {
        county = Lexicons::new(words, &Gazetteer::new());
        &county
    };
    let sentences = sentences(&prose);
    let reader = Reader {
        prose: &prose,
        lexicons,
        repaired,
    };
    let mut proposals = Vec::new();
    let counts = figure::counts(&reader, &sentences);
    proposals.extend(reader.organisations(&sentences, &counts));
    proposals.extend(event::of(&reader, &sentences));
    proposals.extend(force::named(&reader));
    proposals.extend(quoted::projects(&reader, &sentences));
    proposals.extend(quoted::lists(&reader));
    proposals.extend(figure::amounts(&reader, &sentences));
    proposals.extend(counts);
    proposals.extend(figure::dates(&reader));
    proposals.extend(figure::participants(&reader));
    // What may hold an ID number is neither shown nor put into a programme.
    proposals.retain(|proposal: &Proposal| !proposal.holds_id_number());
    Proposals { proposals }
}

/// A text that is being read, and what it is read by.
pub(super) struct Reader<'a> {
    prose: &'a Prose,
    lexicons: &'a Lexicons,
    repaired: &'a Repaired,
}

impl Reader<'_> {
    fn place(&self, at: Span) -> Place {
        Place {
            repaired: at,
            source: self.repaired.in_source(at),
        }
    }

    /// A proposal that rests on one range.
    fn proposal(&self, fact: Fact, at: Span, confidence: Confidence, why: Why) -> Proposal {
        Proposal {
            fact,
            places: vec![self.place(at)],
            words: self.prose.text(at),
            confidence,
            why,
        }
    }

    /// The organisations of the text, each once, with what they were.
    fn organisations(&self, sentences: &[Span], counts: &[Proposal]) -> Vec<Proposal> {
        let chains = role::chains(self, sentences);
        let context = normal::Context::of(self);
        let mut found = normal::gather(self, &context, &chains);
        force::infer(self, &chains, counts, &mut found);
        found.into_iter().map(|body| body.proposal(self)).collect()
    }
}

/// Puts what was found several times together, at all its places.
fn together(proposals: impl IntoIterator<Item = Proposal>) -> Vec<Proposal> {
    let mut together: Vec<Proposal> = Vec::new();
    let mut known = std::collections::HashMap::new();
    for proposal in proposals {
        let key = format!("{:?}", proposal.fact);
        let index = *known.entry(key).or_insert(together.len());
        match together.get_mut(index) {
            Some(first) => {
                first.places.extend(proposal.places);
                first.confidence = first.confidence.max(proposal.confidence);
            }
            None => together.push(proposal),
        }
    }
    together
}

#[cfg(test)]
mod tests;
