//! Rows that are taken over are those that the reader reads, and it reads
//! none that are not.

#![allow(clippy::arithmetic_side_effects, reason = "a test fails by stopping")]

use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::giving::Part;
use crate::registry::OrganisationKind;
use crate::time::Date;

/// A programme with every kind of row.
fn wanyuan() -> Programme {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bindings/cli/data/wanyuan.json");
    Programme::read(&std::fs::read(path).unwrap()).unwrap()
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn money(need: &mut Need, change: impl FnOnce(&mut MoneyAsked)) {
    if let Asked::Money(asked) = &mut need.asked {
        change(asked);
    }
}

fn goods(need: &mut Need, change: impl FnOnce(&mut crate::lists::GoodsAsked)) {
    if let Asked::Goods(asked) = &mut need.asked {
        change(asked);
    }
}

fn given(gift: &mut Gift, change: impl FnOnce(&mut GivenGoods)) {
    if let Given::Goods(goods) = &mut gift.given {
        change(goods);
    }
}

fn only(gift: &mut Gift, clause: Clause) {
    gift.earmark = Earmark::Whole(Restriction::Only(clause));
}

fn nested(depth: usize) -> Clause {
    let inner = Clause::From(Date::parse("2024-01-01").unwrap());
    (0..depth).fold(inner, |inner, _| Clause::Not(Box::new(inner)))
}

type ChangeNeed = fn(&mut Need);
type ChangeGift = fn(&mut Gift);

const NEEDS: &[ChangeNeed] = &[
    |_| {},
    |need| need.id = id("n-001"),
    |need| need.place = DivisionCode::parse("110101").unwrap(),
    |need| need.project = Some(id("nobody")),
    |need| need.project = None,
    |need| need.category = Some("x".repeat((64 << 10) + 1)),
    |need| need.category = Some("\u{0} \" 帮".into()),
    |need| need.tags = vec!["x".repeat((64 << 10) + 1)],
    |need| need.tier = 0,
    |need| need.tier = MAX_COUNT,
    |need| need.tier = MAX_COUNT + 1,
    |need| need.weight = Decimal::parse("0.1234567").unwrap(),
    |need| need.weight = Decimal::parse("1.000000").unwrap(),
    |need| need.provenance.source = Some([2, 1]),
    |need| need.provenance.source = Some([1, 1]),
    |need| need.provenance.source = Some([1, MAX_COUNT + 1]),
    |need| money(need, |asked| asked.money = Fen::ZERO),
    |need| money(need, |asked| asked.money = Fen(-1)),
    |need| money(need, |asked| asked.money = Fen(i64::MAX)),
    |need| money(need, |asked| asked.already = Fen(-1)),
    |need| money(need, |asked| asked.already = asked.money),
    |need| money(need, |asked| asked.already = Fen(asked.money.0 + 1)),
    |need| money(need, |asked| asked.floor = Fen(-1)),
    |need| money(need, |asked| asked.floor = Fen(asked.money.0 + 1)),
    |need| money(need, |asked| asked.cap = Some(asked.money)),
    |need| money(need, |asked| asked.cap = Some(Fen(asked.money.0 + 1))),
    |need| money(need, |asked| asked.cap = Some(Fen(-1))),
    |need| {
        money(need, |asked| {
            asked.floor = asked.money;
            asked.cap = Some(Fen(asked.money.0 - 1));
        });
    },
    |need| goods(need, |asked| asked.goods.item = id("nothing")),
    |need| goods(need, |asked| asked.goods.quantity = Quantity::Known(0)),
    |need| {
        goods(need, |asked| {
            asked.goods.quantity = Quantity::AtLeast(MAX_COUNT + 1)
        })
    },
    |need| {
        goods(need, |asked| {
            asked.goods.quantity = Quantity::AtLeast(MAX_COUNT)
        })
    },
    |need| goods(need, |asked| asked.goods.quantity = Quantity::Unlimited),
    |need| goods(need, |asked| asked.already = MAX_COUNT + 1),
    |need| {
        goods(need, |asked| {
            asked.goods.quantity = Quantity::Known(1);
            asked.already = 2;
        });
    },
];

const GIFTS: &[ChangeGift] = &[
    |_| {},
    |gift| gift.id = id("g-001"),
    |gift| gift.donor = id("nobody"),
    |gift| gift.recipient = id("nobody"),
    |gift| gift.pledge = Some(id("nobody")),
    |gift| gift.given = Given::Money(Fen(-1)),
    |gift| gift.given = Given::Money(Fen::ZERO),
    |gift| gift.given = Given::Money(Fen(i64::MAX)),
    |gift| given(gift, |goods| goods.item = id("nothing")),
    |gift| given(gift, |goods| goods.quantity = Quantity::Unknown),
    |gift| given(gift, |goods| goods.quantity = Quantity::Known(0)),
    |gift| {
        given(gift, |goods| {
            goods.quantity = Quantity::Known(MAX_COUNT + 1)
        })
    },
    |gift| given(gift, |goods| goods.valuation = Some(Valuation::default())),
    |gift| gift.overhead = Some(Box::default()),
    |gift| {
        gift.overhead = Some(Box::new(Overhead {
            ceiling: Some(Decimal::parse("1.01").unwrap()),
            provenance: Provenance::default(),
        }));
    },
    |gift| gift.provenance.synthetic = vec!["x".repeat((64 << 10) + 1)],
    |gift| gift.earmark = Earmark::Parts(Vec::new()),
    |gift| {
        gift.earmark = Earmark::Parts(vec![
            Part::new(PartSize::Money(Fen(1)), Restriction::None),
            Part::new(PartSize::Rest(true), Restriction::None),
        ]);
    },
    |gift| {
        let part = Part::new(PartSize::Rest(true), Restriction::None);
        gift.earmark = Earmark::Parts(vec![part.clone(), part]);
    },
    |gift| {
        let part = Part::new(PartSize::Rest(false), Restriction::None);
        gift.earmark = Earmark::Parts(vec![part]);
    },
    |gift| {
        let part = Part::new(PartSize::Money(Fen(-1)), Restriction::None);
        let rest = Part::new(PartSize::Rest(true), Restriction::None);
        gift.earmark = Earmark::Parts(vec![part, rest]);
    },
    |gift| only(gift, Clause::All(Vec::new())),
    |gift| only(gift, Clause::Any(vec![Clause::Tag(vec!["x".into()])])),
    |gift| only(gift, Clause::Area(Vec::new())),
    |gift| only(gift, Clause::Project(vec![id("nobody")])),
    |gift| only(gift, Clause::Need(vec![id("nobody")])),
    |gift| only(gift, Clause::Need(vec![id("n-001")])),
    |gift| only(gift, Clause::Tier(vec![0])),
    |gift| only(gift, Clause::Force(Vec::new())),
    |gift| only(gift, nested(50)),
    |gift| only(gift, nested(100)),
];

const ORGANISATIONS: &[fn(&mut Organisation)] = &[
    |_| {},
    |row| row.id = id("telecom-sichuan"),
    |row| row.name = "x".repeat((64 << 10) + 1),
    |row| row.name = "\u{0} \" 帮".into(),
    |row| row.aliases = vec!["x".repeat((64 << 10) + 1)],
    |row| row.roles = vec!["x".repeat((64 << 10) + 1)],
    |row| row.roles = vec!["来宾".into()],
    |row| row.parent = Some(id("nobody")),
    |row| row.parent = Some(id("telecom-sichuan")),
    |row| row.public_fundraising = !row.public_fundraising,
    |row| row.provenance.source = Some([2, 1]),
    |row| row.provenance.synthetic = vec!["name".into()],
];

/// What the reader makes of the programme's text.
fn read(programme: &Programme) -> Option<Programme> {
    Programme::read(canonical::text(programme).as_bytes()).ok()
}

/// Whether the rows are taken over, after it was seen that this is right.
fn judged(programme: &Programme) -> bool {
    match assemble(programme.clone()) {
        Ok(built) => {
            let read = read(programme);
            assert!(
                read.is_some(),
                "rows were taken over that the reader refuses"
            );
            assert_eq!(Some(built), read);
            true
        }
        Err(back) => {
            assert_eq!(&*back, programme, "the rows come back as they were");
            false
        }
    }
}

#[test]
fn every_change_is_judged_as_the_reader_judges_it() {
    let (mut taken, mut refused) = (0, 0);
    let mut count = |programme: &Programme| {
        let taken_over = judged(programme);
        let read = read(programme).is_some();
        assert_eq!(taken_over, read, "what the reader reads is taken over");
        *(if read { &mut taken } else { &mut refused }) += 1;
    };
    // A need of money, one of goods; a gift in parts, one of goods.
    let base = wanyuan();
    for change in NEEDS {
        for row in [1, 36, 37] {
            let mut programme = base.clone();
            change(&mut programme.lists.needs[row]);
            count(&programme);
        }
    }
    let is_goods = |gift: &Gift| matches!(gift.given, Given::Goods(_));
    let goods = base.giving.gifts.iter().position(is_goods).unwrap();
    for change in GIFTS {
        for row in [1, 4, goods] {
            let mut programme = base.clone();
            change(&mut programme.giving.gifts[row]);
            count(&programme);
        }
    }
    let organisations = base.registry.organisations.len();
    for change in ORGANISATIONS {
        for row in 0..organisations {
            let mut programme = base.clone();
            change(&mut programme.registry.organisations[row]);
            count(&programme);
        }
    }
    // Nobody names it but gifts, and it stands before those that others name.
    let mut programme = base.clone();
    let donor = Organisation::new(id("a-donor"), "某人", OrganisationKind::Individual);
    programme.registry.organisations.insert(3, donor);
    programme.giving.gifts[1].donor = id("a-donor");
    assert!(judged(&programme));
    assert!(
        taken > 50 && refused > 80,
        "{taken} taken, {refused} refused"
    );
}

#[test]
fn what_stands_around_the_rows_is_read_too() {
    let mut programme = wanyuan();
    programme.registry.places.clear();
    assert!(!judged(&programme));
    let mut programme = wanyuan();
    if let Some(RulesSource::Book(rules)) = &mut programme.rules {
        rules.allocation.reserve.share = Decimal::parse("1.5").unwrap();
    }
    assert!(!judged(&programme));
    // Rules that can't be applied to the rows.
    let mut programme = wanyuan();
    if let Some(RulesSource::Book(rules)) = &mut programme.rules {
        rules.allocation.basis = policy::Basis::Figure("nobody counted".into());
    }
    assert!(!judged(&programme));
}

#[test]
fn places_of_organisations_are_those_of_the_rows_as_they_came() {
    let mut programme = wanyuan();
    programme.registry.organisations.reverse();
    let came: Vec<Id> = programme
        .registry
        .organisations
        .iter()
        .map(|row| row.id.clone())
        .collect();
    let Ok(programme) = assemble(programme) else {
        panic!("the rows are right");
    };
    for (index, row) in programme.registry.organisations.iter().enumerate() {
        let place = came.iter().position(|id| *id == row.id).unwrap();
        let pointer = format!("/registry/organisations/{place}");
        assert_eq!(programme.pointer_to_organisation(index).as_str(), pointer);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn rows_come_in_any_order(
        needs in Just((0..54).collect::<Vec<usize>>()).prop_shuffle(),
        changes in prop::collection::vec((0..NEEDS.len(), 0..GIFTS.len(), 0_usize..54), 0..3),
    ) {
        let mut programme = wanyuan();
        let rows = programme.lists.needs.clone();
        programme.lists.needs = needs.iter().map(|&row| rows[row].clone()).collect();
        programme.giving.gifts.reverse();
        programme.registry.organisations.reverse();
        let gifts = programme.giving.gifts.len();
        for (need, gift, row) in changes {
            NEEDS[need](&mut programme.lists.needs[row]);
            GIFTS[gift](&mut programme.giving.gifts[row % gifts]);
        }
        judged(&programme);
    }
}
