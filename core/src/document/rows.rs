//! Takes over organisations, needs and gifts that are in order, without writing
//! and reading them as text.
//!
//! What is asked of a row here is what the reader asks of its text, seen from
//! the other side: only whether it surely holds. Which error it is, and where,
//! is the reader's to say.

use std::collections::HashSet;

use super::programme::sort;
use super::scalar::MAX_COUNT;
use super::{Limits, giving, lists};
use crate::canonical;
use crate::code::DivisionCode;
use crate::giving::{
    Clause, Earmark, Gift, Given, GivenGoods, Overhead, PartSize, Restriction, Valuation,
};
use crate::lists::{Asked, Goods, Lists, MoneyAsked, Need, Project, Quantity};
use crate::money::{Decimal, Fen};
use crate::policy::{self, Rules};
use crate::programme::{Programme, RulesSource};
use crate::registry::{Id, Organisation, Provenance};

/// How deep a restriction may be nested beside all that stands around it in a
/// document: the root, `giving`, `gifts`, the gift, `parts`, the part. Each
/// clause opens an object, and most a list.
const DEPTH_OUTSIDE: usize = 6;

/// The programme as the reader would give it, or the same rows again when
/// anything is wrong with them.
pub(super) fn assemble(mut programme: Programme) -> Result<Programme, Box<Programme>> {
    let needs = std::mem::take(&mut programme.lists.needs);
    let gifts = std::mem::take(&mut programme.giving.gifts);
    let rules = programme.rules.take();
    let mut organisations = Apart::of(&mut programme);
    // What there is little of goes through the reader.
    let document = canonical::text(&programme);
    let base = Programme::read_with(document.as_bytes(), &Limits::default());
    let back = |mut programme: Programme, organisations: Apart, needs, gifts| {
        organisations.rejoin(&mut programme);
        programme.lists.needs = needs;
        programme.giving.gifts = gifts;
        programme.rules = rules.clone();
        Box::new(programme)
    };
    let Ok(mut base) = base else {
        return Err(back(programme, organisations, needs, gifts));
    };
    if !Known::new(&base, &organisations.rows, &needs).hold(&needs, &gifts) {
        return Err(back(programme, organisations, needs, gifts));
    }
    let Some(read) = read_rules(rules.as_ref()) else {
        return Err(back(programme, organisations, needs, gifts));
    };
    // Until it is known that the rules can be applied, the rows as they came
    // are not kept beside those in order; they differ by defaults only.
    let list = &mut base.registry.organisations;
    let order = organisations.sort_into(list, &mut base.origin.organisations);
    base.lists.needs = needs.into_iter().map(plain_need).collect();
    base.giving.gifts = gifts.into_iter().map(plain_gift).collect();
    base.origin.needs = sort(&mut base.lists.needs, |a, b| a.id.cmp(&b.id));
    base.origin.gifts = sort(&mut base.giving.gifts, |a, b| a.id.cmp(&b.id));
    base.rules = read;
    let applies = base
        .rules()
        .is_none_or(|rules| policy::check(base.facts(), rules).is_empty());
    if applies {
        return Ok(base);
    }
    let needs = unsort(base.lists.needs, &base.origin.needs);
    let gifts = unsort(base.giving.gifts, &base.origin.gifts);
    let kept: HashSet<&Id> = ids(&programme.registry.organisations);
    let mut rows = base.registry.organisations;
    rows.retain(|row| !kept.contains(&row.id));
    organisations.rows = unsort(rows, &order);
    Err(back(programme, organisations, needs, gifts))
}

fn ids(rows: &[Organisation]) -> HashSet<&Id> {
    rows.iter().map(|row| &row.id).collect()
}

/// Organisations that only gifts name, so that the rest of the programme can be
/// read without them: the donors of a long list.
struct Apart {
    rows: Vec<Organisation>,
    /// For each organisation of the programme whether it is one of these.
    taken: Vec<bool>,
}

impl Apart {
    /// Takes them out of a programme.
    fn of(programme: &mut Programme) -> Self {
        let named = named(programme);
        let organisations = std::mem::take(&mut programme.registry.organisations);
        let apart = |row: &Organisation| row.parent.is_none() && !named.contains(&row.id);
        let taken: Vec<bool> = organisations.iter().map(apart).collect();
        let mut rows = Vec::with_capacity(taken.iter().filter(|taken| **taken).count());
        for (row, taken) in organisations.into_iter().zip(&taken) {
            let list = if *taken {
                &mut rows
            } else {
                &mut programme.registry.organisations
            };
            list.push(row);
        }
        Self { rows, taken }
    }

    /// Puts them back where they were.
    fn rejoin(self, programme: &mut Programme) {
        let kept = std::mem::take(&mut programme.registry.organisations);
        let (mut rows, mut kept) = (self.rows.into_iter(), kept.into_iter());
        let whole = self.taken.iter();
        let whole = whole.filter_map(|taken| if *taken { rows.next() } else { kept.next() });
        programme.registry.organisations = whole.collect();
    }

    /// Puts them among others in the order of ids, and says where each stood
    /// among them. `origin` says where the others stood without them, and then
    /// where each stood with all.
    fn sort_into(&mut self, others: &mut Vec<Organisation>, origin: &mut Vec<u32>) -> Vec<u32> {
        let order = sort(&mut self.rows, |a, b| a.id.cmp(&b.id));
        let places = |wanted: bool| -> Vec<u32> {
            let places = self.taken.iter().zip(0_u32..);
            let places = places.filter(|(taken, _)| **taken == wanted);
            places.map(|(_, place)| place).collect()
        };
        let at = |places: &[u32], index: u32| {
            let index = usize::try_from(index).ok();
            index.and_then(|index| places.get(index)).copied()
        };
        let (kept, apart) = (places(false), places(true));
        let kept = origin.iter().map(|&index| at(&kept, index));
        let apart = order.iter().map(|&index| at(&apart, index));
        let came: Vec<u32> = kept.chain(apart).flatten().collect();
        others.append(&mut self.rows);
        let sorted = sort(others, |a, b| a.id.cmp(&b.id));
        *origin = sorted
            .iter()
            .filter_map(|&index| at(&came, index))
            .collect();
        order
    }
}

/// The organisations that something else than a gift names.
fn named(programme: &Programme) -> HashSet<Id> {
    let registry = &programme.registry;
    let parents = registry.organisations.iter();
    let parents = parents.filter_map(|row| row.parent.as_ref());
    let paired = registry.pairings.iter().map(|row| &row.organisation);
    let offering = programme.lists.resources.iter();
    let offering = offering.map(|row| &row.organisation);
    let pledging = programme.giving.pledges.iter().map(|row| &row.donor);
    let roles = programme.giving.event.iter().flat_map(|event| &event.roles);
    let present = roles.map(|role| &role.organisation);
    let all = parents.chain(paired).chain(offering);
    all.chain(pledging).chain(present).cloned().collect()
}

/// The rules as the reader would give them; `None` when it would not.
#[allow(clippy::option_option, reason = "no rules are no error")]
fn read_rules(rules: Option<&RulesSource>) -> Option<Option<RulesSource>> {
    match rules {
        Some(RulesSource::Book(rules)) => {
            let rules = Rules::read(canonical::text(&**rules).as_bytes()).ok()?;
            Some(Some(RulesSource::Book(Box::new(rules))))
        }
        other => Some(other.cloned()),
    }
}

/// A programme that was read, with its lists in the order of its document.
pub(super) fn as_they_came(mut programme: Programme) -> Programme {
    let origin = std::mem::take(&mut programme.origin);
    let (registry, lists) = (&mut programme.registry, &mut programme.lists);
    put_back(&mut registry.organisations, &origin.organisations);
    put_back(&mut registry.places, &origin.places);
    put_back(&mut lists.items, &origin.items);
    put_back(&mut lists.projects, &origin.projects);
    put_back(&mut lists.needs, &origin.needs);
    put_back(&mut lists.resources, &origin.resources);
    put_back(&mut programme.giving.pledges, &origin.pledges);
    put_back(&mut programme.giving.gifts, &origin.gifts);
    programme
}

fn put_back<T>(rows: &mut Vec<T>, origin: &[u32]) {
    *rows = unsort(std::mem::take(rows), origin);
}

/// The rows in the order in which they came.
fn unsort<T>(rows: Vec<T>, origin: &[u32]) -> Vec<T> {
    let mut places: Vec<Option<T>> = rows.iter().map(|_| None).collect();
    for (&at, row) in origin.iter().zip(rows) {
        // Every row stood somewhere, and no two at one place.
        if let Some(place) = usize::try_from(at).ok().and_then(|at| places.get_mut(at)) {
            *place = Some(row);
        }
    }
    places.into_iter().flatten().collect()
}

/// Values that say what a reader takes when nothing is said are left out.
fn plain_need(mut need: Need) -> Need {
    if let Asked::Money(asked) = &mut need.asked {
        asked.cap = asked.cap.filter(|&cap| cap != asked.money);
    }
    need
}

fn plain_gift(mut gift: Gift) -> Gift {
    if let Given::Goods(goods) = &mut gift.given {
        let says_nothing = |valuation: &Valuation| *valuation == Valuation::default();
        goods.valuation = goods.valuation.take().filter(|own| !says_nothing(own));
    }
    let says_nothing = |overhead: &Overhead| *overhead == Overhead::default();
    gift.overhead = gift.overhead.take().filter(|own| !says_nothing(own));
    gift
}

/// What rows may refer to.
struct Known<'a> {
    base: &'a Programme,
    organisations: HashSet<&'a Id>,
    apart: &'a [Organisation],
    pledges: HashSet<&'a Id>,
    places: HashSet<DivisionCode>,
    needs: HashSet<&'a Id>,
    text: usize,
    entries: usize,
    depth: usize,
}

impl<'a> Known<'a> {
    fn new(base: &'a Programme, apart: &'a [Organisation], needs: &'a [Need]) -> Self {
        let limits = Limits::default();
        let registry = &base.registry;
        Self {
            base,
            organisations: ids(&registry.organisations)
                .into_iter()
                .chain(apart.iter().map(|row| &row.id))
                .collect(),
            apart,
            pledges: base.giving.pledges.iter().map(|row| &row.id).collect(),
            places: registry.places.iter().map(|row| row.code).collect(),
            needs: needs.iter().map(|row| &row.id).collect(),
            text: limits.text,
            entries: limits.entries,
            depth: limits.depth.saturating_sub(DEPTH_OUTSIDE),
        }
    }

    /// Whether the reader would find nothing wrong.
    fn hold(&self, needs: &[Need], gifts: &[Gift]) -> bool {
        let ids: HashSet<&Id> = gifts.iter().map(|row| &row.id).collect();
        let read = self.base.registry.organisations.len();
        let organisations = read.saturating_add(self.apart.len());
        self.needs.len() == needs.len()
            && ids.len() == gifts.len()
            && self.organisations.len() == organisations
            && needs.len().max(gifts.len()).max(organisations) <= self.entries
            && self.apart.iter().all(|row| self.organisation(row))
            && needs.iter().all(|need| self.need(need))
            && gifts.iter().all(|gift| self.gift(gift))
            && lists::sums_fit(needs)
            && giving::sums_fit(gifts.iter().map(|gift| &gift.given))
    }

    fn organisation(&self, row: &Organisation) -> bool {
        let Organisation {
            id: _,
            name,
            kind: _,
            credit_code: _,
            aliases,
            parent,
            public_fundraising: _,
            roles,
            provenance,
        } = row;
        parent.is_none()
            && self.text(name)
            && self.texts(aliases)
            && self.texts(roles)
            && self.provenance(provenance)
    }

    fn need(&self, need: &Need) -> bool {
        let Need {
            id: _,
            place,
            project,
            category,
            tags,
            tier,
            beneficiary: _,
            asked,
            weight,
            provenance,
        } = need;
        let project = project.as_ref().map(|id| self.lists().project(id));
        let inherits =
            |project: Option<&Project>| project.is_some_and(|project| project.category.is_some());
        self.places.contains(place)
            && !matches!(project, Some(None))
            && (category.is_some() || inherits(project.flatten()))
            && category.iter().all(|text| self.text(text))
            && self.texts(tags)
            && (1..=MAX_COUNT).contains(tier)
            && self.asked(asked)
            && weight.value().scale() <= 6
            && self.provenance(provenance)
    }

    fn lists(&self) -> &'a Lists {
        &self.base.lists
    }

    fn asked(&self, asked: &Asked) -> bool {
        match asked {
            Asked::Money(asked) => money_asked(asked),
            Asked::Goods(asked) => {
                let Goods {
                    item,
                    quantity,
                    provenance,
                } = &asked.goods;
                let most = match *quantity {
                    Quantity::Known(units) | Quantity::AtLeast(units) => {
                        (1..=MAX_COUNT).contains(&units).then_some(units)
                    }
                    Quantity::Unknown | Quantity::Unlimited => Some(MAX_COUNT),
                };
                self.lists().item(item).is_some()
                    && most.is_some_and(|most| asked.already <= most)
                    && self.provenance(provenance)
            }
        }
    }

    fn gift(&self, gift: &Gift) -> bool {
        let Gift {
            id: _,
            donor,
            recipient,
            pledge,
            received_on: _,
            given,
            force: _,
            earmark,
            overhead,
            use_by: _,
            publicity: _,
            provenance,
        } = gift;
        self.organisations.contains(donor)
            && self.organisations.contains(recipient)
            && pledge.iter().all(|id| self.pledges.contains(id))
            && self.given(given)
            && self.earmark(earmark, given)
            && overhead.iter().all(|overhead| self.overhead(overhead))
            && self.provenance(provenance)
    }

    fn given(&self, given: &Given) -> bool {
        match given {
            Given::Money(fen) => !fen.is_negative(),
            Given::Goods(goods) => self.goods(goods),
        }
    }

    fn goods(&self, goods: &GivenGoods) -> bool {
        let GivenGoods {
            item,
            quantity,
            best_before: _,
            valuation,
            provenance,
        } = goods;
        self.lists().item(item).is_some()
            && matches!(quantity, Quantity::Known(units) if *units <= MAX_COUNT)
            && valuation.iter().all(|valuation| self.valuation(valuation))
            && self.provenance(provenance)
    }

    fn valuation(&self, valuation: &Valuation) -> bool {
        let Valuation {
            method,
            unit_price: _,
            evidence,
            provenance,
        } = valuation;
        let mut texts = method.iter().chain(evidence);
        texts.all(|text| self.text(text)) && self.provenance(provenance)
    }

    fn overhead(&self, overhead: &Overhead) -> bool {
        let Overhead {
            ceiling,
            provenance,
        } = overhead;
        ceiling.is_none_or(|share| share <= Decimal::ONE) && self.provenance(provenance)
    }

    fn earmark(&self, earmark: &Earmark, given: &Given) -> bool {
        match (earmark, given) {
            (Earmark::Whole(restriction), _) => self.restriction(restriction),
            (Earmark::Parts(parts), Given::Money(money)) => {
                (1..=self.entries).contains(&parts.len())
                    && parts.iter().all(|part| size_holds(&part.size))
                    && giving::parts_sum(parts, *money)
                    && parts.iter().all(|part| {
                        self.restriction(&part.restriction) && self.provenance(&part.provenance)
                    })
            }
            (Earmark::Parts(_), Given::Goods(_)) => false,
        }
    }

    fn restriction(&self, restriction: &Restriction) -> bool {
        match restriction {
            Restriction::None => true,
            Restriction::Only(clause) => self.clause(clause, self.depth),
        }
    }

    /// `left` is how many brackets may be opened.
    fn clause(&self, clause: &Clause, left: usize) -> bool {
        let list = |length: usize| left >= 2 && (1..=self.entries).contains(&length);
        match clause {
            Clause::All(clauses) | Clause::Any(clauses) => {
                let inside = left.saturating_sub(2);
                list(clauses.len()) && clauses.iter().all(|clause| self.clause(clause, inside))
            }
            Clause::Not(inner) => left >= 1 && self.clause(inner, left.saturating_sub(1)),
            Clause::Area(codes) => list(codes.len()),
            Clause::Project(ids) => {
                list(ids.len()) && ids.iter().all(|id| self.lists().project(id).is_some())
            }
            Clause::Category(words) | Clause::Tag(words) => list(words.len()) && self.texts(words),
            Clause::Tier(tiers) => {
                list(tiers.len()) && tiers.iter().all(|tier| (1..=MAX_COUNT).contains(tier))
            }
            Clause::Need(ids) => list(ids.len()) && ids.iter().all(|id| self.needs.contains(id)),
            Clause::Force(forces) => list(forces.len()),
            Clause::From(_) | Clause::Until(_) => left >= 1,
        }
    }

    fn provenance(&self, provenance: &Provenance) -> bool {
        let Provenance { source, synthetic } = provenance;
        source.is_none_or(|[start, end]| start <= end && end <= MAX_COUNT) && self.texts(synthetic)
    }

    fn texts(&self, texts: &[String]) -> bool {
        texts.len() <= self.entries && texts.iter().all(|text| self.text(text))
    }

    const fn text(&self, text: &str) -> bool {
        text.len() <= self.text
    }
}

fn money_asked(asked: &MoneyAsked) -> bool {
    let MoneyAsked {
        money,
        already,
        floor,
        cap,
    } = *asked;
    money > Fen::ZERO
        && !already.is_negative()
        && already <= money
        && !floor.is_negative()
        && cap.is_none_or(|cap| !cap.is_negative())
        && floor <= asked.limit()
}

/// Whether the part names an amount that a document can hold, or the rest.
const fn size_holds(size: &PartSize) -> bool {
    match size {
        PartSize::Money(fen) => !fen.is_negative(),
        PartSize::Rest(rest) => *rest,
    }
}

#[cfg(test)]
mod tests;
