//! Why a gift was used or held.

use std::collections::{BTreeMap, HashMap};

use super::facts::{Change, EligibleNeed, GiftFacts, NoChange};
use super::letter::Letter;
use super::name::Names;
use super::phrases as say;
use super::view::{View, given, measure};
use crate::error::Lang;
use crate::giving::{Earmark, Gift, Given, Restriction};
use crate::plan::{GiftReason, GiftRow, MatchRow, Measure};
use crate::policy::Offer;
use crate::registry::Id;

/// A gift, its row, and what was found about it.
pub(super) struct GiftStory<'a> {
    view: &'a View<'a>,
    gift: &'a Gift,
    row: &'a GiftRow,
    /// The needs that what is left of it may be used for.
    open: Vec<usize>,
    pub(super) facts: GiftFacts,
}

impl<'a> GiftStory<'a> {
    pub(super) fn new(view: &'a View<'a>, index: usize, gift: &'a Gift, row: &'a GiftRow) -> Self {
        let (item, best_before) = match &gift.given {
            Given::Money(_) => (None, None),
            Given::Goods(goods) => (Some(&goods.item), goods.best_before),
        };
        let pack = item
            .and_then(|id| view.facts.lists.item(id))
            .map(|item| item.pack);
        let facts = GiftFacts {
            item: item.cloned(),
            given: given(gift, None),
            received_on: gift.received_on,
            received: row.received,
            overhead: row.overhead,
            reserve: row.reserve,
            used: row.used,
            held: row.held,
            use_by: gift.use_by,
            best_before,
            pack,
            matches: view.matches(&gift.id),
            needs: needs(view, index, gift, item),
            helps: Vec::new(),
            does_not_help: Vec::new(),
        };
        let open = eligible(view, |offer| offer.gift == index && view.left(offer) > 0);
        let mut story = Self {
            view,
            gift,
            row,
            open,
            facts,
        };
        (story.facts.helps, story.facts.does_not_help) = story.what_would_help();
        story
    }

    fn what_would_help(&self) -> (Vec<Change>, Vec<NoChange>) {
        match self.row.reason {
            GiftReason::NotYetReceived => {
                let (gift, on) = (self.gift.id.clone(), self.gift.received_on);
                (
                    vec![Change::Arrival {
                        gift,
                        on,
                        amount: self.facts.given,
                    }],
                    Vec::new(),
                )
            }
            GiftReason::UseByPassed => (vec![Change::DonorConsent], vec![NoChange::LargerGift]),
            GiftReason::BestBefore => {
                // Nothing makes good what is past its date.
                let to = self.days_left().map(|to| Change::LowerMinimumDays { to });
                (to.into_iter().collect(), vec![NoChange::LargerGift])
            }
            GiftReason::UsedUp => (Vec::new(), Vec::new()),
            GiftReason::NoEligibleNeed | GiftReason::NoFurtherEligibleNeed => {
                let mut helps = vec![Change::EligibleNeed, Change::DonorConsent];
                helps.extend(self.fill_pack());
                (helps, vec![NoChange::LargerGift])
            }
            GiftReason::NotTriggered => (vec![Change::FurtherTrigger], vec![NoChange::LargerGift]),
            GiftReason::BelowPack => (self.fill_pack().into_iter().collect(), Vec::new()),
        }
    }

    /// The units that make a pack of what is held, where that is less than one.
    fn fill_pack(&self) -> Option<Change> {
        let held = self.row.held.count().max(0).cast_unsigned();
        let units = self.facts.pack?.checked_sub(held)?;
        (units > 0).then_some(Change::FillPack { units })
    }

    pub(super) fn text(&self, lang: Lang) -> String {
        let names = Names {
            lang,
            facts: self.view.facts,
        };
        let mut letter = Letter::new(lang);
        self.standing(&names, &mut letter);
        letter.paragraph();
        self.why(&names, &mut letter);
        letter.paragraph();
        self.help(&names, &mut letter);
        letter.text()
    }

    fn amount(&self, names: &Names<'_>, measure: Measure) -> String {
        names.amount(self.facts.item.as_ref(), measure)
    }

    fn standing(&self, names: &Names<'_>, letter: &mut Letter) {
        let lang = names.lang;
        let gift = names.gift(self.gift);
        let amount = self.amount(names, self.facts.given);
        let day = self.gift.received_on;
        let use_of = match &self.gift.earmark {
            Earmark::Whole(restriction) => names.restriction(restriction),
            Earmark::Parts(parts) => say::in_parts(lang, parts.len()),
        };
        let later = self.row.reason == GiftReason::NotYetReceived;
        letter.say(match (&self.facts.item, later) {
            (None, false) => say::gift_money(lang, gift, amount, day, use_of),
            (None, true) => say::gift_promised_money(lang, gift, amount, day, use_of),
            (Some(item), false) => {
                say::gift_goods(lang, gift, amount, names.item(item), day, use_of)
            }
            (Some(item), true) => {
                say::gift_promised_goods(lang, gift, amount, names.item(item), day, use_of)
            }
        });
        if let Earmark::Parts(parts) = &self.gift.earmark {
            let part = |(index, part): (usize, &crate::giving::Part)| {
                let amount = self.amount(names, given(self.gift, Some(index)));
                let use_of = names.restriction(&part.restriction);
                say::paid_item(lang, say::part_use(lang, index + 1, use_of), amount)
            };
            let parts = parts.iter().enumerate().map(part).collect();
            letter.say(say::parts_are(lang, names.list(parts, say::parts)));
        }
        self.matches(names, letter);
        if let Some(overhead) = self.row.overhead.filter(|kept| !kept.is_zero()) {
            letter.say(say::kept_overhead(lang, names.money(overhead)));
        }
        if let Some(reserve) = self.row.reserve.filter(|kept| !kept.is_zero()) {
            letter.say(say::kept_reserve(lang, names.money(reserve)));
        }
        self.used(names, letter);
    }

    /// What other gifts trigger of it, and what it triggers of others.
    fn matches(&self, names: &Names<'_>, letter: &mut Letter) {
        let lang = names.lang;
        let list = |other: fn(&MatchRow) -> &Id, own: fn(&MatchRow) -> &Id| {
            let rows = self.facts.matches.iter();
            let rows = rows.filter(|row| *own(row) == self.gift.id);
            let named = rows.filter_map(|row| {
                let (_, gift, _) = self.view.gift(other(row))?;
                let amount = names.money(row.money);
                Some(say::paid_item(lang, names.gift(gift), amount))
            });
            named.collect::<Vec<_>>()
        };
        let triggered_by = list(|row| &row.trigger, |row| &row.gift);
        if !triggered_by.is_empty() {
            letter.say(say::pool_of(lang, names.list(triggered_by, say::gifts)));
        }
        let triggers = list(|row| &row.gift, |row| &row.trigger);
        if !triggers.is_empty() {
            letter.say(say::triggers(lang, names.list(triggers, say::gifts)));
        }
    }

    fn used(&self, names: &Names<'_>, letter: &mut Letter) {
        let lang = names.lang;
        let paid = self.facts.needs.iter().filter(|need| need.paid.count() > 0);
        let list: Vec<_> = paid
            .map(|need| say::used_item(lang, &need.need, self.amount(names, need.paid)))
            .collect();
        if self.row.used.count() > 0 {
            let used = self.amount(names, self.row.used);
            let count = say::needs(lang, list.len());
            letter.say(say::used_for(
                lang,
                used,
                count,
                names.list(list, say::needs),
            ));
        } else if self.row.reason != GiftReason::NotYetReceived {
            letter.say(say::used_nothing(lang));
        }
        if self.row.held.count() > 0 {
            letter.say(say::held(lang, self.amount(names, self.row.held)));
        }
    }

    fn why(&self, names: &Names<'_>, letter: &mut Letter) {
        let lang = names.lang;
        let as_of = self.view.facts.as_of;
        let day = self.gift.received_on;
        letter.say(match self.row.reason {
            GiftReason::NotYetReceived => say::not_yet_received(lang, day, as_of),
            GiftReason::UseByPassed => {
                let use_by = self
                    .gift
                    .use_by
                    .map(|day| day.to_string())
                    .unwrap_or_default();
                say::use_by_passed(lang, use_by, as_of)
            }
            GiftReason::BestBefore => self.why_best_before(lang),
            GiftReason::UsedUp if self.row.used.count() == 0 => say::used_up_kept(lang),
            GiftReason::UsedUp => say::used_up(lang),
            GiftReason::NoEligibleNeed => self.why_no_need(names),
            GiftReason::NotTriggered => say::not_triggered(lang),
            GiftReason::BelowPack => {
                let pack = Measure::Units(self.facts.pack.unwrap_or(1));
                let (left, pack) = (self.amount(names, self.row.held), self.amount(names, pack));
                say::below_pack(lang, left, pack)
            }
            GiftReason::NoFurtherEligibleNeed => {
                let mut reasons: BTreeMap<_, usize> = BTreeMap::new();
                for need in &self.open {
                    let row = self
                        .view
                        .facts
                        .lists
                        .needs
                        .get(*need)
                        .and_then(|need| self.view.need(&need.id));
                    if let Some((_, _, row)) = row {
                        *reasons.entry(row.reason).or_default() += 1;
                    }
                }
                let list = reasons.into_iter().map(|(reason, count)| {
                    say::wants_no_more(lang, say::needs(lang, count), say::wants(lang, reason))
                });
                let count = say::needs(lang, self.open.len());
                say::no_further(
                    lang,
                    count,
                    list.collect::<Vec<_>>().join(&say::comma(lang)),
                )
            }
        });
    }

    /// For how many days the goods stay good; none when they no longer are.
    fn days_left(&self) -> Option<u64> {
        let left = self.view.facts.as_of.days_until(self.facts.best_before?);
        u64::try_from(left).ok()
    }

    fn why_best_before(&self, lang: Lang) -> String {
        let Some(day) = self.facts.best_before else {
            return say::state(lang, self.row.reason).into();
        };
        match self.days_left() {
            Some(left) => say::best_before(lang, day, left, self.view.allocation.minimum_days_left),
            None => say::best_before_passed(lang, day),
        }
    }

    fn why_no_need(&self, names: &Names<'_>) -> String {
        let lang = names.lang;
        match (&self.gift.earmark, &self.facts.item) {
            (Earmark::Whole(restriction @ Restriction::Only(_)), _) => {
                say::no_eligible_need(lang, names.restriction(restriction))
            }
            (Earmark::Parts(_), _) => say::no_eligible_need_parts(lang),
            (_, Some(item)) => say::no_eligible_need_item(lang, names.item(item)),
            _ => say::no_eligible_need_any(lang),
        }
    }

    fn help(&self, names: &Names<'_>, letter: &mut Letter) {
        let lang = names.lang;
        match self.row.reason {
            GiftReason::NotYetReceived => {
                letter.say(say::help_arrival_self(lang, self.gift.received_on));
            }
            GiftReason::UseByPassed => letter.say(say::help_expired(lang)),
            GiftReason::BestBefore => letter.say(match self.days_left() {
                Some(left) => say::help_best_before(lang, left),
                None => say::help_past_date(lang),
            }),
            GiftReason::UsedUp => letter.say(say::help_nothing(lang)),
            GiftReason::NoEligibleNeed => letter.say(say::help_consent(lang)),
            GiftReason::NoFurtherEligibleNeed => letter.say(say::help_list_need(lang)),
            GiftReason::NotTriggered => letter.say(say::help_trigger(lang)),
            GiftReason::BelowPack => {}
        }
        for change in &self.facts.helps {
            if let Change::FillPack { units } = change {
                let units = self.amount(names, Measure::Units(*units));
                letter.say(say::help_pack(lang, units));
            }
        }
    }
}

/// The needs that the gift, or a part of it, may be used for, and those that
/// the plan pays from it all the same.
fn needs(view: &View<'_>, index: usize, gift: &Gift, item: Option<&Id>) -> Vec<EligibleNeed> {
    let mut paid: HashMap<&Id, i64> = HashMap::new();
    for line in view.plan.lines.iter().filter(|line| line.gift == gift.id) {
        let sum = paid.entry(&line.need).or_default();
        *sum = sum.saturating_add(line.paid.count());
    }
    let eligible = eligible(view, |offer| offer.gift == index);
    let rows = &view.facts.lists.needs;
    let row = |need: &crate::lists::Need| EligibleNeed {
        need: need.id.clone(),
        paid: measure(item, paid.get(&need.id).copied().unwrap_or(0)),
        reason: view.need(&need.id).map(|(_, _, row)| row.reason),
    };
    eligible
        .into_iter()
        .filter_map(|need| rows.get(need))
        .map(row)
        .collect()
}

/// The needs, as indices, that one of the offers may be used for.
fn eligible(view: &View<'_>, which: impl Fn(&Offer<'_>) -> bool) -> Vec<usize> {
    let offers = view.offers.iter().filter(|offer| which(offer));
    let offers: Vec<Offer<'_>> = offers.copied().collect();
    // A pool has as many offers as gifts trigger it, and few restrictions.
    let mut found = vec![false; view.facts.lists.needs.len()];
    for class in view.eligibility.classes(&offers) {
        for need in class.needs {
            found[need] = true;
        }
    }
    let needs = found.into_iter().enumerate();
    needs
        .filter_map(|(need, may)| may.then_some(need))
        .collect()
}
