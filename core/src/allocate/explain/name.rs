//! How an explanation calls things: amounts, places, gifts, uses.
//!
//! Organisations, places and projects are called by name; an individual never
//! is, and neither is a donor who asked not to be.

use super::phrases as say;
use crate::code::DivisionCode;
use crate::error::Lang;
use crate::giving::{Clause, Facts, Gift, Publicity, Restriction};
use crate::lists::Need;
use crate::money::{Fen, Share, grouped};
use crate::plan::Measure;
use crate::policy::{CapRule, Offer, Scope};
use crate::registry::{Id, OrganisationKind};

/// So many names stand in a sentence; the rest is counted.
pub(super) const NAMED: usize = 6;

/// Writes a count for a person's eye, with a comma after every three digits.
///
/// # Examples
///
/// ```
/// assert_eq!(bangfu::allocate::explain::count(1_386_000), "1,386,000");
/// ```
#[must_use]
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Writes a level in per cent, rounded down to a tenth: what is not full never
/// reads as 100 %.
///
/// # Examples
///
/// ```
/// use bangfu::money::Share;
///
/// let level = Share::new(1999, 2000)?;
/// assert_eq!(bangfu::allocate::explain::percent(level), "99.9 %");
/// # Ok::<(), bangfu::money::MoneyError>(())
/// ```
#[must_use]
pub fn percent(level: Share) -> String {
    let tenths = level.num().saturating_mul(1000) / level.den();
    format!("{}.{} %", tenths / 10, tenths % 10)
}

/// How a donor may be named in public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Donor<'a> {
    /// An organisation, by its name.
    Named(&'a str),
    /// A person, who is not named.
    Individual,
    /// Somebody who wants another name in public; it is not known here.
    Alias,
    /// Somebody who wants no name in public.
    Anonymous,
}

/// How the donor of a gift may be named in public.
#[must_use]
pub fn donor<'a>(facts: Facts<'a>, gift: &Gift) -> Donor<'a> {
    let donor = facts.registry.organisation(&gift.donor);
    match (gift.publicity, donor) {
        (Some(Publicity::Anonymous), _) => Donor::Anonymous,
        (Some(Publicity::Alias), _) => Donor::Alias,
        (_, Some(donor)) if donor.kind != OrganisationKind::Individual => Donor::Named(&donor.name),
        _ => Donor::Individual,
    }
}

/// Names things in one language.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) lang: Lang,
    pub(super) facts: Facts<'a>,
}

impl Names<'_> {
    /// An amount of money, or of an item in its unit.
    pub(super) fn amount(&self, item: Option<&Id>, measure: Measure) -> String {
        match measure {
            Measure::Money(fen) => say::yuan(self.lang, grouped(fen)),
            Measure::Units(1) if self.lang == Lang::En => "1 unit".to_owned(),
            Measure::Units(units) => say::units(self.lang, count(units), self.unit(item)),
        }
    }

    pub(super) fn money(&self, fen: Fen) -> String {
        self.amount(None, Measure::Money(fen))
    }

    fn unit(&self, item: Option<&Id>) -> &str {
        item.and_then(|id| self.facts.lists.item(id))
            .map_or("", |item| &item.unit)
    }

    /// The name of an item, or its id.
    pub(super) fn item(&self, id: &Id) -> String {
        let named = self.facts.lists.item(id).and_then(|item| item.name.clone());
        named.unwrap_or_else(|| id.to_string())
    }

    pub(super) fn level(self, level: Share) -> String {
        percent(level)
    }

    /// The name of a place: the programme's, else the directory's, else its
    /// code.
    pub(super) fn place(&self, code: DivisionCode) -> String {
        let name = self.facts.registry.place_name(code);
        name.unwrap_or(code.as_str()).to_owned()
    }

    fn project(&self, id: &Id) -> String {
        self.facts
            .lists
            .project(id)
            .map_or_else(|| id.to_string(), |project| project.name.clone())
    }

    /// A need with its place and project.
    pub(super) fn need(&self, need: &Need) -> String {
        let place = self.place(need.place);
        match &need.project {
            Some(project) => {
                say::need_of_project(self.lang, &need.id, place, self.project(project), need.tier)
            }
            None => {
                let category = say::category(self.lang, self.facts.lists.category(need));
                say::need_of_category(self.lang, &need.id, place, category, need.tier)
            }
        }
    }

    /// A gift with its donor, unless the donor is a person or wants no name.
    pub(super) fn gift(&self, gift: &Gift) -> String {
        match donor(self.facts, gift) {
            Donor::Anonymous => say::gift_anonymous(self.lang, &gift.id),
            Donor::Alias => say::gift_alias(self.lang, &gift.id),
            Donor::Named(name) => say::gift_of(self.lang, &gift.id, name),
            Donor::Individual => say::gift_individual(self.lang, &gift.id),
        }
    }

    /// A gift, or the part of it with this number, counted from 0.
    fn part(&self, gift: usize, part: Option<usize>) -> Option<String> {
        let gift = self.gift(self.facts.giving.gifts.get(gift)?);
        Some(match part {
            Some(part) => say::part(self.lang, gift, part + 1),
            None => gift,
        })
    }

    /// The gift, or the part of it, that an offer is; of what matches another
    /// gift, which.
    pub(super) fn offer(&self, offer: &Offer<'_>) -> Option<String> {
        let Some(trigger) = offer.trigger else {
            return self.part(offer.gift, offer.part);
        };
        let trigger = self.part(trigger.gift, trigger.part)?;
        Some(say::matching(
            self.lang,
            self.part(offer.gift, None)?,
            trigger,
        ))
    }

    /// What an offer is for: what matches another gift, for what both are for.
    pub(super) fn use_of(&self, offer: &Offer<'_>) -> String {
        let trigger = offer.trigger.and_then(|trigger| {
            let gift = self.facts.giving.gifts.get(trigger.gift)?;
            gift.restriction(trigger.part)
        });
        match (offer.restriction, trigger) {
            (own, None | Some(Restriction::None)) => self.restriction(own),
            (Restriction::None, Some(other)) => self.restriction(other),
            (own, Some(other)) => {
                say::both_uses(self.lang, self.restriction(own), self.restriction(other))
            }
        }
    }

    /// Joins names; those beyond the first few are counted with `rest`.
    pub(super) fn list(&self, names: Vec<String>, rest: fn(Lang, usize) -> String) -> String {
        let more = names.len().saturating_sub(NAMED);
        let mut text = names[..names.len() - more].join(&say::comma(self.lang));
        if more > 0 {
            text.push_str(&say::comma(self.lang));
            text.push_str(&say::group_more(self.lang, rest(self.lang, more)));
        }
        text
    }

    /// A cap by what it covers.
    pub(super) fn cap(&self, cap: &str, rules: &[CapRule]) -> String {
        if let Some(id) = cap.strip_prefix("project:").and_then(Id::parse) {
            return say::cap_project(self.lang, self.project(&id));
        }
        let index = cap
            .strip_prefix("rules:")
            .and_then(|index| index.parse::<usize>().ok());
        match index
            .and_then(|index| rules.get(index))
            .map(|rule| &rule.scope)
        {
            Some(Scope::Area(area)) => say::cap_area(self.lang, self.place(*area)),
            Some(Scope::Project(id)) => say::cap_project(self.lang, self.project(id)),
            Some(Scope::Category(word)) => {
                say::cap_category(self.lang, say::category(self.lang, word))
            }
            None => cap.to_owned(),
        }
    }

    /// What a gift is for.
    pub(super) fn restriction(&self, restriction: &Restriction) -> String {
        match (restriction, self.lang) {
            (Restriction::None, Lang::Zh) => "不限定用途".to_owned(),
            (Restriction::None, Lang::En) => "for any need".to_owned(),
            (Restriction::Only(clause), Lang::Zh) => format!("限定{}", self.clause(clause)),
            (Restriction::Only(clause @ Clause::Not(_)), Lang::En) => self.clause(clause),
            (Restriction::Only(clause), Lang::En) => format!("only {}", self.clause(clause)),
        }
    }

    fn clause(&self, clause: &Clause) -> String {
        let zh = self.lang == Lang::Zh;
        match clause {
            Clause::All(clauses) => self.joined(clauses, if zh { "且" } else { " and " }),
            Clause::Any(clauses) => self.joined(clauses, if zh { "或" } else { " or " }),
            Clause::Not(inner) => {
                let brackets = matches!(
                    **inner,
                    Clause::All(_)
                        | Clause::Any(_)
                        | Clause::Not(_)
                        | Clause::From(_)
                        | Clause::Until(_)
                );
                match (brackets, zh) {
                    (true, true) => format!("不属于（{}）", self.clause(inner)),
                    (false, true) => format!("不{}", self.clause(inner)),
                    (true, false) => format!("not ({})", self.clause(inner)),
                    (false, false) => format!("not {}", self.clause(inner)),
                }
            }
            Clause::Area(areas) => {
                self.one_of("在", "", "in ", areas.iter().map(|&area| self.place(area)))
            }
            Clause::Project(projects) => self.one_of(
                "用于",
                "项目",
                "for the project ",
                projects.iter().map(|id| self.quoted(&self.project(id))),
            ),
            Clause::Category(words) => {
                let words = words
                    .iter()
                    .map(|word| self.quoted(say::category(self.lang, word)));
                self.one_of("用于", "类", "for the category ", words)
            }
            Clause::Tag(tags) => self.one_of(
                "用于带",
                "标签的需求",
                "for what is tagged ",
                tags.iter().map(|tag| self.quoted(tag)),
            ),
            Clause::Tier(tiers) => self.one_of(
                "用于第 ",
                " 层级",
                "for tier ",
                tiers.iter().map(u64::to_string),
            ),
            Clause::Need(needs) => self.one_of(
                "用于需求 ",
                "",
                "for need ",
                needs.iter().map(Id::to_string),
            ),
            Clause::Force(forces) => {
                let words = forces
                    .iter()
                    .map(|&force| self.quoted(say::force(self.lang, force)));
                self.one_of(
                    "用于捐赠人以",
                    "身份结对的地方",
                    "for places paired with its donor as ",
                    words,
                )
            }
            Clause::From(day) if zh => format!("自 {day} 起使用"),
            Clause::From(day) => format!("from {day} on"),
            Clause::Until(day) if zh => format!("至 {day} 为止使用"),
            Clause::Until(day) => format!("until {day}"),
        }
    }

    /// Chinese names are set apart from the sentence by 「」.
    fn quoted(&self, name: &str) -> String {
        match self.lang {
            Lang::Zh => format!("「{name}」"),
            Lang::En => name.to_owned(),
        }
    }

    /// The clauses of an algebra; what is itself composed stands in brackets.
    fn joined(&self, clauses: &[Clause], word: &str) -> String {
        let one = |clause: &Clause| match (clause, self.lang) {
            (Clause::All(inner) | Clause::Any(inner), Lang::Zh) if inner.len() > 1 => {
                format!("（{}）", self.clause(clause))
            }
            (Clause::All(inner) | Clause::Any(inner), Lang::En) if inner.len() > 1 => {
                format!("({})", self.clause(clause))
            }
            _ => self.clause(clause),
        };
        clauses.iter().map(one).collect::<Vec<_>>().join(word)
    }

    /// “for tier 1, 2 or 3”: the first few names between the words.
    fn one_of(
        &self,
        zh_before: &str,
        zh_after: &str,
        en_before: &str,
        names: impl Iterator<Item = String>,
    ) -> String {
        let mut names: Vec<String> = names.collect();
        let all = names.len();
        let more = all.saturating_sub(NAMED);
        names.truncate(NAMED);
        match (self.lang, more) {
            (Lang::Zh, 0) => format!("{zh_before}{}{zh_after}", names.join("、")),
            (Lang::Zh, _) => format!("{zh_before}{}等 {all} 个{zh_after}", names.join("、")),
            (Lang::En, 0) => {
                let last = names.pop().unwrap_or_default();
                let before = names.join(", ");
                let or = if before.is_empty() { "" } else { " or " };
                format!("{en_before}{before}{or}{last}")
            }
            (Lang::En, _) => format!("{en_before}{} or {more} more", names.join(", ")),
        }
    }
}
