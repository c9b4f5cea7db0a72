//! Why a need got this much.

use std::collections::BTreeSet;

use super::facts::{CapRaise, Change, NeedFacts, NoChange};
use super::letter::Letter;
use super::name::{NAMED, Names};
use super::phrases as say;
use super::raise::{Raise, least_raise};
use super::smallest::smallest;
use super::view::{View, given, measure, nothing_to_give};
use crate::error::Lang;
use crate::lists::{Asked, Need, Quantity};
use crate::money::Fen;
use crate::plan::{Measure, NeedReason, NeedRow};
use crate::policy::{Bounds, Cap, Offer, OfferState};

/// A need, its row, and what was found about it.
pub(super) struct NeedStory<'a> {
    view: &'a View<'a>,
    index: usize,
    need: &'a Need,
    row: &'a NeedRow,
    bounds: Bounds,
    offers: Vec<&'a Offer<'a>>,
    caps: Vec<Cap>,
    pub(super) facts: NeedFacts,
}

impl<'a> NeedStory<'a> {
    pub(super) fn new(view: &'a View<'a>, index: usize, need: &'a Need, row: &'a NeedRow) -> Self {
        let bounds = Bounds::of(view.facts, need);
        let item = need.item();
        let (offers, gifts) = view.eligible(index, need).into_iter().unzip();
        let (caps, cap_facts) = view.caps(index).into_iter().unzip();
        let had = row.already.count().saturating_add(row.granted.count());
        let short = bounds
            .required
            .map(|required| required.saturating_sub(had).max(0));
        let capped = bounds.required.filter(|&required| bounds.limit < required);
        let minimum = view.allocation.minimum_grant;
        let facts = NeedFacts {
            place: need.place,
            project: need.project.clone(),
            category: view.facts.lists.category(need).to_owned(),
            tier: need.tier,
            item: item.cloned(),
            required: row.required,
            already: row.already,
            granted: row.granted,
            level: row.level,
            short: short.map(|short| measure(item, short)),
            cap: capped.map(|_| measure(item, bounds.limit)),
            floor: (bounds.floor > 0).then(|| measure(item, bounds.floor)),
            minimum_grant: (item.is_none() && minimum > Fen::ZERO).then_some(minimum),
            gifts,
            bottleneck: view.bottleneck(row),
            caps: cap_facts,
            helps: Vec::new(),
            does_not_help: Vec::new(),
        };
        let mut story = Self {
            view,
            index,
            need,
            row,
            bounds,
            offers,
            caps,
            facts,
        };
        story.what_would_help();
        story
    }

    fn what_would_help(&mut self) {
        let missing = self.facts.short;
        // What a gift could pay it at most: as far as its limit, in whole packs.
        let room = self.bounds.room().saturating_sub(self.row.granted.count());
        let room = self
            .bounds
            .required
            .map(|_| measure(self.need.item(), room.max(0)));
        let (helps, does_not_help) = match self.row.reason {
            NeedReason::Met => (Vec::new(), vec![NoChange::AnyGift]),
            NeedReason::UnknownQuantity => (vec![Change::StateQuantity], vec![NoChange::AnyGift]),
            NeedReason::Capped if self.need.item().is_some() => {
                let short = missing.map_or(0, Measure::count);
                let units = self
                    .bounds
                    .pack
                    .saturating_sub(short)
                    .max(0)
                    .cast_unsigned();
                (
                    vec![Change::AskForWholePack { units }],
                    vec![NoChange::AnyGift],
                )
            }
            NeedReason::Capped => {
                let limit = self.bounds.limit;
                let above = |amount: i64| amount.saturating_sub(limit).max(0);
                let least = Fen(above(self.bounds.already).saturating_add(1));
                let by = Fen(self.bounds.required.map_or(0, above));
                let raise = Change::RaiseCap { least, by };
                (vec![raise], vec![NoChange::AnyGift])
            }
            // Its floor may be short, and that more gifts would raise.
            NeedReason::ZeroWeight if self.floor_is_short() => {
                (vec![Change::RaiseWeight], vec![NoChange::OtherGifts])
            }
            NeedReason::ZeroWeight => (vec![Change::RaiseWeight], vec![NoChange::AnyGift]),
            // More gifts may change who gets what the cap allows.
            NeedReason::GroupCapped => (vec![self.higher_group_cap()], Vec::new()),
            NeedReason::BelowMinimum => {
                let more = vec![
                    Change::EligibleGift { missing: room },
                    Change::LowerMinimumGrant,
                ];
                (more, vec![NoChange::OtherGifts])
            }
            NeedReason::NoEligibleGift => (
                vec![Change::EligibleGift { missing: room }],
                vec![NoChange::OtherGifts],
            ),
            NeedReason::Outranked | NeedReason::Short => {
                let missing = self
                    .facts
                    .bottleneck
                    .as_ref()
                    .map_or(missing, |found| found.missing);
                (
                    vec![Change::MoreInTheseGifts { missing }],
                    vec![NoChange::OtherGifts],
                )
            }
        };
        self.facts.helps = helps;
        self.facts.does_not_help = does_not_help;
        self.facts.helps.extend(self.further_gift());
        if self.facts.does_not_help == [NoChange::OtherGifts] {
            self.facts.helps.extend(self.arrivals());
        }
    }

    /// What a higher cap of its groups does.
    fn higher_group_cap(&self) -> Change {
        let full = self.facts.caps.iter().filter(|cap| cap.full);
        let caps = full.map(|cap| cap.name.clone()).collect();
        match least_raise(self.view, self.index, self.row) {
            Some(Raise::Least(least)) => Change::RaiseGroupCap { caps, least },
            Some(Raise::NotEnough) => Change::RaiseGroupCapWithGifts { caps },
            None => Change::RaiseGroupCap {
                caps,
                least: Vec::new(),
            },
        }
    }

    /// Whether it has less than it is guaranteed.
    fn floor_is_short(&self) -> bool {
        let stands = self
            .row
            .already
            .count()
            .saturating_add(self.row.granted.count());
        stands < self.bounds.floor
    }

    /// The smallest gift for any need that raises this one.
    fn further_gift(&self) -> Option<Change> {
        let lacks_gifts = matches!(
            self.row.reason,
            NeedReason::Short | NeedReason::Outranked | NeedReason::NoEligibleGift
        );
        let found = lacks_gifts.then(|| smallest(self.view, self.index, self.row))??;
        let first = self.view.facts.lists.needs.get(found.first)?;
        Some(Change::FurtherGift {
            first: first.id.clone(),
            amount: measure(self.need.item(), found.units),
        })
    }

    /// Gifts that may be used for the need once they arrive. Of a pool nobody
    /// can say how much that will be.
    fn arrivals(&self) -> Vec<Change> {
        let later = self
            .offers
            .iter()
            .filter(|offer| offer.state == OfferState::NotYetReceived);
        let matching = &self.view.allocation.matching;
        let arrival = |offer: &&Offer<'_>| {
            let gift = self.view.gift_of(offer)?;
            if matching.iter().any(|matching| matching.gift == gift.id) {
                return None;
            }
            let amount = given(gift, offer.part);
            Some(Change::Arrival {
                gift: gift.id.clone(),
                on: gift.received_on,
                amount,
            })
        };
        later.filter_map(arrival).collect()
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
        names.amount(self.need.item(), measure)
    }

    fn standing(&self, names: &Names<'_>, letter: &mut Letter) {
        let lang = names.lang;
        let who = names.need(self.need);
        letter.say(match (&self.need.asked, self.bounds.required) {
            (Asked::Goods(asked), required) => {
                let item = names.item(&asked.goods.item);
                match (asked.goods.quantity, required) {
                    (Quantity::Unlimited, _) => say::asks_unlimited(lang, who, item),
                    (_, Some(required)) => {
                        let required = measure(self.need.item(), required);
                        say::asks_goods(lang, who, self.amount(names, required), item)
                    }
                    (_, None) => say::asks_unknown(lang, who, item),
                }
            }
            (Asked::Money(asked), _) => say::asks_money(lang, who, names.money(asked.money)),
        });
        if self.row.already.count() > 0 {
            letter.say(say::had_before(lang, self.amount(names, self.row.already)));
        }
        let granted = self.amount(names, self.row.granted);
        letter.say(match (self.row.granted.count(), self.row.level) {
            (0, Some(level)) => say::granted_nothing(lang, names.level(level)),
            (0, None) => say::granted_nothing_unlimited(lang),
            (_, Some(level)) => say::granted(lang, granted, names.level(level)),
            (_, None) => say::granted_unlimited(lang, granted),
        });
        if let Some(short) = self.facts.short.filter(|short| short.count() > 0) {
            letter.say(say::still_short(lang, self.amount(names, short)));
        }
        let paid = self.offers.iter().zip(&self.facts.gifts);
        let paid = paid.filter(|(_, row)| row.paid.count() > 0);
        let named: Vec<_> = paid
            .filter_map(|(offer, row)| {
                let gift = names.offer(offer)?;
                Some(say::paid_item(lang, gift, self.amount(names, row.paid)))
            })
            .collect();
        if !named.is_empty() {
            letter.say(say::paid_by(lang, names.list(named, say::gifts)));
        }
    }

    fn why(&self, names: &Names<'_>, letter: &mut Letter) {
        let lang = names.lang;
        match self.row.reason {
            NeedReason::Met if self.row.granted.count() == 0 => letter.say(say::met_before(lang)),
            NeedReason::Met => letter.say(say::met(lang)),
            NeedReason::UnknownQuantity => letter.say(say::unknown_quantity(lang)),
            NeedReason::Capped if self.need.item().is_some() => {
                let short = self.facts.short.unwrap_or(Measure::Units(0));
                let pack = measure(self.need.item(), self.bounds.pack);
                let (short, pack) = (self.amount(names, short), self.amount(names, pack));
                letter.say(say::capped_packs(lang, short, pack));
            }
            NeedReason::Capped => {
                let cap = measure(self.need.item(), self.bounds.limit);
                letter.say(say::capped(lang, self.amount(names, cap)));
            }
            NeedReason::BelowMinimum => {
                let minimum = names.money(self.view.allocation.minimum_grant);
                let most = measure(self.need.item(), self.bounds.room());
                letter.say(say::below_minimum(lang, minimum, self.amount(names, most)));
                self.groups(names, letter);
            }
            NeedReason::ZeroWeight => {
                letter.say(say::zero_weight(lang));
                if let Some(floor) = self.facts.floor {
                    letter.say(say::zero_weight_floor(lang, self.amount(names, floor)));
                }
            }
            NeedReason::NoEligibleGift => self.why_no_gift(names, letter),
            NeedReason::GroupCapped => self.why_group_capped(names, letter),
            NeedReason::Outranked => {
                letter.say(say::outranked(lang));
                self.why_short(names, letter);
            }
            NeedReason::Short => self.why_short(names, letter),
        }
    }

    fn why_no_gift(&self, names: &Names<'_>, letter: &mut Letter) {
        let lang = names.lang;
        let row = |offer: &&Offer<'_>| {
            let gift = names.offer(offer)?;
            Some(say::no_eligible_row(
                lang,
                gift,
                say::state(lang, nothing_to_give(offer)),
            ))
        };
        let rows: Vec<_> = self.offers.iter().filter_map(row).collect();
        if rows.is_empty() {
            letter.say(say::no_eligible_none(lang));
        } else {
            letter.say(say::no_eligible_today(lang, names.list(rows, say::gifts)));
        }
    }

    fn why_group_capped(&self, names: &Names<'_>, letter: &mut Letter) {
        let lang = names.lang;
        let full = self
            .caps
            .iter()
            .zip(&self.facts.caps)
            .filter(|(_, facts)| facts.full);
        let named = full.map(|(cap, facts)| {
            let cap = names.cap(&cap.name, &self.view.allocation.caps);
            let count = say::needs(lang, facts.needs);
            say::cap_item(
                lang,
                cap,
                names.money(facts.max),
                names.money(facts.granted),
                count,
            )
        });
        letter.say(say::group_capped(
            lang,
            names.list(named.collect(), say::caps),
        ));
        self.groups(names, letter);
    }

    fn why_short(&self, names: &Names<'_>, letter: &mut Letter) {
        let lang = names.lang;
        self.groups(names, letter);
        let Some(found) = &self.facts.bottleneck else {
            return;
        };
        let holds = self.amount(names, found.holds);
        let (gifts, needs) = (say::gifts(lang, found.gifts), say::needs(lang, found.needs));
        let own: BTreeSet<_> = self
            .facts
            .gifts
            .iter()
            .filter(|row| row.available.count() > 0)
            .map(|row| &row.gift)
            .collect();
        letter.say(match own.len() == found.gifts {
            true => say::bottleneck_alone(lang, holds, needs),
            false => say::bottleneck(lang, holds, gifts, needs),
        });
        if let Some(highest) = found.highest.filter(|_| found.needs > 1) {
            let highest = names.level(highest);
            letter.say(match found.met {
                0 => say::bottleneck_all_below(lang, highest),
                met => {
                    let rest = say::needs(lang, found.needs.saturating_sub(met));
                    say::bottleneck_levels(lang, say::needs(lang, met), rest, highest)
                }
            });
        }
    }

    /// What may be used for the need, by what it is for.
    fn groups(&self, names: &Names<'_>, letter: &mut Letter) {
        let lang = names.lang;
        let mut groups: Vec<(String, usize, i64, i64)> = Vec::new();
        for (offer, row) in self.offers.iter().zip(&self.facts.gifts) {
            if row.available.count() <= 0 {
                continue;
            }
            let what = names.use_of(offer);
            let (brought, left) = (row.available.count(), row.left.count());
            match groups.iter_mut().find(|group| group.0 == what) {
                Some((_, count, sum, rest)) => {
                    *count += 1;
                    *sum = sum.saturating_add(brought);
                    *rest = rest.saturating_add(left);
                }
                None => groups.push((what, 1, brought, left)),
            }
        }
        if groups.is_empty() {
            return;
        }
        let sentence = |(what, count, brought, left): (String, usize, i64, i64)| {
            let brought = self.amount(names, measure(self.need.item(), brought));
            let left = match left {
                0 => say::exhausted(lang),
                left => say::remaining(lang, self.amount(names, measure(self.need.item(), left))),
            };
            // Ids and Chinese words stand apart.
            let apart = lang == Lang::Zh && what.ends_with(|end: char| end.is_ascii_alphanumeric());
            let what = what + if apart { " " } else { "" };
            say::group_item(lang, say::gifts(lang, count), what, brought, left)
        };
        let groups = groups.into_iter().map(sentence).collect();
        letter.say(say::may_use_only(lang, names.list(groups, say::kinds)));
    }

    /// From where on it gets more under higher caps.
    fn raises(&self, names: &Names<'_>, least: &[CapRaise]) -> String {
        let rise = |raise: &CapRaise| {
            let cap = names.cap(&raise.cap, &self.view.allocation.caps);
            let max = self.caps.iter().find(|cap| cap.name == raise.cap)?.max;
            let to = names.money(Fen(max.saturating_add(raise.by.0)));
            let max = names.money(Fen(max));
            Some(if raise.cap.starts_with("project:") {
                say::cap_rise_own(names.lang, cap, max, to)
            } else {
                say::cap_rise(names.lang, cap, max, to)
            })
        };
        let rises: Vec<String> = least.iter().filter_map(rise).collect();
        // All of them: with one left out it would get no more.
        let and = match names.lang {
            Lang::Zh => "、",
            Lang::En => " and ",
        };
        say::help_group_cap_least(names.lang, rises.join(and))
    }

    fn help(&self, names: &Names<'_>, letter: &mut Letter) {
        let lang = names.lang;
        if self.facts.helps.is_empty() {
            letter.say(say::help_nothing(lang));
        }
        let mut arrivals = 0;
        for change in &self.facts.helps {
            match change {
                Change::MoreInTheseGifts {
                    missing: Some(missing),
                } => {
                    letter.say(say::help_more(lang, self.amount(names, *missing)));
                }
                Change::MoreInTheseGifts { missing: None } => {
                    letter.say(say::help_more_unlimited(lang));
                }
                Change::EligibleGift { missing }
                    if self.row.reason == NeedReason::NoEligibleGift =>
                {
                    letter.say(match missing {
                        Some(missing) => say::help_eligible(lang, self.amount(names, *missing)),
                        None => say::help_eligible_unlimited(lang),
                    });
                }
                Change::FurtherGift { first, amount } => {
                    let amount = self.amount(names, *amount);
                    letter.say(if *first == self.need.id {
                        say::help_further_own(lang, amount)
                    } else {
                        say::help_further(lang, first, amount)
                    });
                }
                Change::LowerMinimumGrant => letter.say(say::help_minimum(lang)),
                Change::StateQuantity => letter.say(say::help_quantity(lang)),
                Change::RaiseCap { by, .. } => letter.say(say::help_cap(lang, names.money(*by))),
                Change::AskForWholePack { units } => {
                    let units = self.amount(names, Measure::Units(*units));
                    letter.say(say::help_whole_pack(lang, units));
                }
                Change::RaiseGroupCap { least, .. } => {
                    letter.say(say::help_group_cap(lang));
                    if !least.is_empty() {
                        letter.say(self.raises(names, least));
                    }
                }
                Change::RaiseGroupCapWithGifts { .. } => {
                    letter.say(say::help_group_cap(lang));
                    letter.say(say::help_group_cap_with_gifts(lang));
                }
                Change::RaiseWeight if self.floor_is_short() => {
                    letter.say(say::help_weight_or_floor(lang));
                }
                Change::RaiseWeight => letter.say(say::help_weight(lang)),
                Change::Arrival { gift, on, amount } if arrivals < NAMED => {
                    arrivals += 1;
                    if let Some((_, gift, _)) = self.view.gift(gift) {
                        let (gift, amount) = (names.gift(gift), self.amount(names, *amount));
                        letter.say(say::help_arrival(lang, gift, on, amount));
                    }
                }
                _ => {}
            }
        }
        let gifts_help = self.facts.does_not_help == [NoChange::OtherGifts];
        let matched = self.need.item().is_none() && !self.view.allocation.matching.is_empty();
        if gifts_help && matched {
            letter.say(say::help_matching(lang));
        }
    }
}
