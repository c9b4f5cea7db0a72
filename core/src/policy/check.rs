//! Whether rules can be evaluated on given facts, and what looks odd.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::errors;
use crate::giving::{Earmark, Facts, Given, Restriction};
use crate::policy::matching::Matchings;
use crate::policy::{
    Allocation, Basis, Cap, Eligibility, Matching, Pot, Rules, Scope, Triggers, caps, offers,
    served,
};
use crate::registry::Id;

/// How many matches a rule book may make of a programme, at most: as many as a
/// list has entries.
const MAX_MATCHES: usize = 10_000_000;

errors! {
    /// Why a rule book can't be applied to a programme.
    pub enum PolicyError {
        /// The day of the plan lies outside the rule book's period.
        2001 RulesNotInForce "RULES_NOT_IN_FORCE" { day: crate::time::Date }
            "规则在 {day} 这一天不生效；请换用当日有效的规则，或核对 as_of"
            "the rules are not in force on {day}; use those of that day, or correct as_of"
        /// A place lacks a figure that the basis asks for.
        2002 UnknownFigure "UNKNOWN_FIGURE" { figure: String }
            "分配依据要用「{figure}」，这个地方没有填"
            "the basis asks for “{figure}”, which this place does not have"
        /// A need counts for more than can be compared exactly.
        2003 WeightTooLarge "WEIGHT_TOO_LARGE"
            "权重乘以分配依据后达到 2 的 62 次方，无法精确比较；请把权重按比例调小"
            "the weight times the basis reaches 2^62 and can't be compared exactly; scale the weights down"
        /// Nobody counts for anything.
        2004 WeightsAllZero "WEIGHTS_ALL_ZERO"
            "所有需求的权重都是 0，无法按比例分配；至少要有一个大于 0"
            "every need counts 0, so nothing can be shared in proportion; one must count more"
        /// A figure of 0 should be inverted.
        1207 FigureIsZero "OUT_OF_RANGE"
            "分配依据要取倒数，数值不能是 0"
            "the basis takes one over this figure, so it can't be 0"
        /// The programme has no rules, and none are given beside it.
        1202 NoRules "MISSING_KEY"
            "这个项目文件没有规则；请另给一份"
            "this programme has no rules; give a rule book beside it"
        /// The programme refers to rules that are not given beside it.
        1211 RulesWanted "UNKNOWN_REFERENCE" { wanted: crate::registry::Id }
            "这个项目文件引用了规则「{wanted}」；请把它一并给出"
            "this programme refers to the rules “{wanted}”; give them beside it"
        /// The programme refers to other rules than those given beside it.
        1211 OtherRules "UNKNOWN_REFERENCE" { wanted: crate::registry::Id, given: crate::registry::Id }
            "这个项目文件引用的规则是「{wanted}」，给出的却是「{given}」；请换成同一份"
            "this programme refers to the rules “{wanted}”, but “{given}” are given; give the same"
        /// A rule names what the programme does not have.
        1211 UnknownReference "UNKNOWN_REFERENCE" { list: &'static str }
            "「{list}」里没有它"
            "“{list}” has no such entry"
        /// The pool of a matching is of goods, or in parts.
        2005 MatchingPool "MATCHING_POOL"
            "配捐的资金池必须是一笔不分部分的资金捐赠"
            "the pool of a matching is a gift of money that is not in parts"
        /// More matches than can be made.
        1103 TooManyMatches "TOO_LARGE" { limit: usize }
            "配捐与捐赠的组合太多：上限是 {limit} 个；请用 of 限定由哪些捐赠触发"
            "too many gifts may trigger matchings: the limit is {limit}; say with “of” which do"
        /// A gift that is to trigger a matching is itself a pool.
        2006 MatchingChain "MATCHING_CHAIN"
            "这笔捐赠本身是配捐的资金池，不能再触发配捐"
            "this gift is itself the pool of a matching, so it can't trigger one"
    }
}

errors! {
    /// What looks odd and is no error.
    pub enum Warning {
        /// A restriction or a cap matches no need.
        1901 MatchesNothing "MATCHES_NOTHING"
            "没有任何需求符合这一条；请核对代码、项目和类别"
            "no need matches this; check the codes, projects and categories"
        /// A place's figure counts once for each of its needs in a tier.
        1902 FigureCountedTwice "FIGURE_COUNTED_TWICE"
            "这个地方在同一层级有多项需求，同一数值会被重复计入"
            "this place has several needs in one tier, so the figure counts once for each"
        /// A project has no need.
        1903 OrphanProject "ORPHAN_PROJECT"
            "这个项目没有对应的需求"
            "no need belongs to this project"
        /// A resource is no longer offered on the day of the plan.
        1904 ExpiredResource "EXPIRED_RESOURCE"
            "这项资源在 as_of 当日已经过期"
            "this resource has expired on the day of the plan"
    }
}

/// What an error or a warning speaks of, by index into the facts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Subject {
    /// The rule book's period.
    Effective,
    /// The basis.
    Basis,
    /// The scope of the cap with this index.
    Scope(usize),
    /// The project in the scope of the cap with this index.
    ScopeProject(usize),
    /// The pool of the matching with this index.
    Pool(usize),
    /// What triggers the matching with this index: a key of `of`, and its
    /// entry.
    Trigger(usize, &'static str, usize),
    /// A figure of the place with this index.
    Figure(usize, String),
    /// The weight of the need with this index.
    Weight(usize),
    /// The restriction of the gift with this index, or of a part of it.
    Restriction(usize, Option<usize>),
    /// The project with this index.
    Project(usize),
    /// The last day of the resource with this index.
    ResourceEnd(usize),
}

/// Finds everything that keeps `rules` from being applied to `facts`.
#[must_use]
pub fn check(facts: Facts<'_>, rules: &Rules) -> Vec<(Subject, PolicyError)> {
    let mut errors = Vec::new();
    if !rules.effective.holds_on(facts.as_of) {
        let error = PolicyError::RulesNotInForce { day: facts.as_of };
        errors.push((Subject::Effective, error));
    }
    for (index, cap) in rules.allocation.caps.iter().enumerate() {
        if let Scope::Project(project) = &cap.scope
            && facts.lists.project(project).is_none()
        {
            let list = "lists.projects";
            let error = PolicyError::UnknownReference { list };
            errors.push((Subject::ScopeProject(index), error));
        }
    }
    matchings(facts, &rules.allocation.matching, &mut errors);
    let mut figures = BTreeSet::new();
    for pot in Pot::all(facts) {
        let found = served(facts, &rules.allocation, pot)
            .err()
            .unwrap_or_default();
        for (subject, error) in found {
            // Money and goods of one place may lack the same figure.
            if !matches!(subject, Subject::Figure(..) | Subject::Basis)
                || figures.insert(subject.clone())
            {
                errors.push((subject, error));
            }
        }
    }
    errors
}

/// Whether the pools of matchings and what triggers them are there, and fit.
fn matchings(facts: Facts<'_>, all: &[Matching], errors: &mut Vec<(Subject, PolicyError)>) {
    const GIFTS: PolicyError = PolicyError::UnknownReference {
        list: "giving.gifts",
    };
    const DONORS: PolicyError = PolicyError::UnknownReference {
        list: "registry.organisations",
    };
    let pools: BTreeSet<&Id> = all.iter().map(|matching| &matching.gift).collect();
    let found = Matchings::new(facts, all);
    let mut matches = 0_usize;
    for (index, matching) in all.iter().enumerate() {
        // Each may become an offer, so memory and time hang on their number.
        if matches <= MAX_MATCHES {
            matches = matches.saturating_add(found.candidates(index).len());
            if matches > MAX_MATCHES {
                let error = PolicyError::TooManyMatches { limit: MAX_MATCHES };
                errors.push((Subject::Pool(index), error));
            }
        }
        let pool = facts.giving.position(&matching.gift);
        let pool = pool.and_then(|at| facts.giving.gifts.get(at));
        let error = match pool.map(|pool| (&pool.given, &pool.earmark)) {
            None => Some(GIFTS),
            Some((Given::Money(_), Earmark::Whole(_))) => None,
            Some(_) => Some(PolicyError::MatchingPool),
        };
        errors.extend(error.map(|error| (Subject::Pool(index), error)));
        let (key, ids) = match &matching.of {
            Some(Triggers::Gift(ids)) => ("gift", ids),
            Some(Triggers::Donor(ids)) => ("donor", ids),
            Some(Triggers::Force(_)) | None => continue,
        };
        for (entry, id) in ids.iter().enumerate() {
            let error = match key {
                "donor" if facts.registry.organisation(id).is_none() => DONORS,
                "gift" if facts.giving.position(id).is_none() => GIFTS,
                "gift" if pools.contains(id) => PolicyError::MatchingChain,
                _ => continue,
            };
            errors.push((Subject::Trigger(index, key, entry), error));
        }
    }
}

/// Finds what looks odd. Rules, when given, are those that [`check`] accepts.
#[must_use]
pub fn warnings(facts: Facts<'_>, rules: Option<&Rules>) -> Vec<(Subject, Warning)> {
    let mut found = Vec::new();
    restrictions(facts, &mut found);
    if let Some(rules) = rules {
        let of_rules = caps(facts, &rules.allocation)
            .into_iter()
            .zip(&rules.allocation.caps);
        for (index, (cap, rule)) in of_rules.enumerate() {
            empty_scope(facts, index, &cap, &rule.scope, &mut found);
        }
        figures(facts, &rules.allocation, &mut found);
    }
    let needs = facts.lists.needs.iter();
    let parents: BTreeSet<_> = needs.filter_map(|need| need.project.as_ref()).collect();
    for (index, project) in facts.lists.projects.iter().enumerate() {
        if !parents.contains(&project.id) {
            found.push((Subject::Project(index), Warning::OrphanProject));
        }
    }
    for (index, resource) in facts.lists.resources.iter().enumerate() {
        if resource.to.is_some_and(|to| to < facts.as_of) {
            found.push((Subject::ResourceEnd(index), Warning::ExpiredResource));
        }
    }
    found
}

/// Restrictions that hold for no need of their kind.
fn restrictions(facts: Facts<'_>, found: &mut Vec<(Subject, Warning)>) {
    let eligibility = Eligibility::new(facts);
    let offers = offers(facts, &Allocation::default());
    let without_needs = eligibility.without_needs(&offers).into_iter();
    for offer in without_needs.filter_map(|index| offers.get(index)) {
        if matches!(offer.restriction, Restriction::Only(_)) {
            let subject = Subject::Restriction(offer.gift, offer.part);
            found.push((subject, Warning::MatchesNothing));
        }
    }
}

/// A project without needs is an orphan and warned of as such.
fn empty_scope(
    facts: Facts<'_>,
    index: usize,
    cap: &Cap,
    scope: &Scope,
    found: &mut Vec<(Subject, Warning)>,
) {
    if !cap.needs.is_empty() {
        return;
    }
    let mut needs = facts.lists.needs.iter();
    let any = match scope {
        Scope::Area(area) => needs.any(|need| area.covers(&need.place)),
        Scope::Category(category) => needs.any(|need| facts.lists.category(need) == category),
        Scope::Project(_) => true,
    };
    if !any {
        found.push((Subject::Scope(index), Warning::MatchesNothing));
    }
}

/// Figures of places that have several needs in one tier of one problem.
fn figures(facts: Facts<'_>, allocation: &Allocation, found: &mut Vec<(Subject, Warning)>) {
    let names: Vec<&String> = match &allocation.basis {
        Basis::Figure(name) => vec![name],
        Basis::Factors(factors) => factors.iter().map(|factor| &factor.figure).collect(),
        Basis::Need | Basis::Equal => return,
    };
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for need in &facts.lists.needs {
        let tier = match allocation.tiers {
            crate::policy::Tiers::Strict => need.tier,
            crate::policy::Tiers::Ignored => 1,
        };
        *counts.entry((need.place, need.item(), tier)).or_default() += 1;
    }
    let twice: BTreeSet<_> = counts
        .iter()
        .filter(|&(_, &n)| n > 1)
        .map(|((place, ..), _)| *place)
        .collect();
    for (index, place) in facts.registry.places.iter().enumerate() {
        let known = names
            .iter()
            .filter(|name| place.figures.contains_key(**name));
        let warned: BTreeSet<_> = known.filter(|_| twice.contains(&place.code)).collect();
        for name in warned {
            found.push((
                Subject::Figure(index, (*name).clone()),
                Warning::FigureCountedTwice,
            ));
        }
    }
}
