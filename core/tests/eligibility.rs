//! The quick way to the needs of a restriction finds what the plain one finds.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by stopping"
)]

use bangfu::Programme;
use bangfu::code::DivisionCode;
use bangfu::giving::{Clause, Gift, Given, Restriction};
use bangfu::lists::{Need, Project};
use bangfu::money::Fen;
use bangfu::policy::{Allocation, Eligibility, Reach, offers};
use bangfu::registry::{Force, Id, Organisation, OrganisationKind, Pairing, Place, Related};
use bangfu::time::Date;
use proptest::collection::vec;
use proptest::prelude::*;

const PLACES: [&str; 6] = [
    "511781109390",
    "511781109391",
    "511781110200",
    "511782109390",
    "511781",
    "511781110",
];
const AREAS: [&str; 6] = [
    "511781",
    "511781109",
    "511781109391",
    "511700",
    "510000",
    "511782",
];

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn code(text: &str) -> DivisionCode {
    DivisionCode::parse(text).unwrap()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn clause() -> impl Strategy<Value = Clause> {
    let some = |limit: usize| vec(0..limit, 1..3);
    let words = |picked: Vec<usize>| picked.into_iter().map(|n| format!("w{n}")).collect();
    let leaf = prop_oneof![
        some(AREAS.len()).prop_map(|picked| {
            Clause::Area(picked.into_iter().map(|n| code(AREAS[n])).collect())
        }),
        some(2).prop_map(|picked| {
            Clause::Project(picked.into_iter().map(|n| id(&format!("p{n}"))).collect())
        }),
        some(12).prop_map(|picked| {
            Clause::Need(
                picked
                    .into_iter()
                    .map(|n| id(&format!("n{n:02}")))
                    .collect(),
            )
        }),
        some(3).prop_map(move |picked| Clause::Category(words(picked))),
        some(3).prop_map(move |picked| Clause::Tag(words(picked))),
        some(3).prop_map(|picked| {
            Clause::Tier(picked.into_iter().map(|n| n as u64 + 1).collect())
        }),
        some(6).prop_map(|picked| {
            Clause::Force(picked.into_iter().map(|n| Force::ALL[n]).collect())
        }),
        Just(Clause::From(day("2024-04-02"))),
        Just(Clause::Until(day("2024-04-01"))),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 1..4).prop_map(Clause::All),
            vec(inner.clone(), 1..4).prop_map(Clause::Any),
            inner.prop_map(|clause| Clause::Not(Box::new(clause))),
        ]
    })
}

fn programme(restrictions: &[Clause]) -> Programme {
    let donors = ["d0", "d1", "d2"];
    let mut builder =
        Programme::builder(id("p"), day("2024-04-02")).related(Related::new(id("d0"), id("kin")));
    for (index, donor) in donors.into_iter().enumerate() {
        let force = Force::ALL[index];
        builder = builder
            .organisation(Organisation::new(
                id(donor),
                donor,
                OrganisationKind::Company,
            ))
            .pairing(Pairing::new(
                id(donor),
                force,
                code(AREAS[index]),
                day("2021-05-01"),
            ));
    }
    for place in PLACES {
        builder = builder.place(Place::new(code(place), place));
    }
    for (index, name) in ["p0", "p1"].into_iter().enumerate() {
        let mut project = Project::new(id(name), name);
        project.category = Some(format!("w{index}"));
        project.tags = vec!["w2".into()];
        builder = builder.project(project);
    }
    for index in 0..12_usize {
        let place = code(PLACES[index % PLACES.len()]);
        let mut need = Need::money(id(&format!("n{index:02}")), place, Fen(100));
        need.tier = index as u64 % 3 + 1;
        need.project = (index % 3 > 0).then(|| id(&format!("p{}", index % 2)));
        need.category = (index % 3 == 0).then(|| format!("w{}", index % 4));
        need.tags = vec![format!("w{}", index % 2)];
        need.beneficiary = (index % 4 == 0).then(|| id("kin"));
        builder = builder.need(need);
    }
    for (index, clause) in restrictions.iter().enumerate() {
        builder = builder.gift(Gift::new(
            id(&format!("g{index}")),
            id(donors[index % donors.len()]),
            id("d2"),
            day("2024-04-02"),
            Given::Money(Fen(100)),
            Restriction::Only(clause.clone()),
        ));
    }
    builder.build().unwrap()
}

proptest! {
    #[test]
    fn the_needs_of_an_offer_are_those_it_may_pay(restrictions in vec(clause(), 1..6)) {
        let programme = programme(&restrictions);
        let facts = programme.facts();
        let eligibility = Eligibility::new(facts);
        let offers = offers(facts, &Allocation::default());
        for class in eligibility.classes(&offers) {
            for &index in &class.offers {
                let plain: Vec<usize> = (0..facts.lists.needs.len())
                    .filter(|&need| eligibility.may_pay(&offers[index], need))
                    .collect();
                prop_assert_eq!(&class.needs, &plain);
            }
        }
    }

    #[test]
    fn the_reach_of_an_offer_holds_the_needs_it_may_pay(
        restrictions in vec(clause(), 1..6),
        unrestricted in any::<bool>(),
    ) {
        let programme = programme(&restrictions);
        let facts = programme.facts();
        let eligibility = Eligibility::new(facts);
        let mut offers = offers(facts, &Allocation::default());
        if unrestricted {
            // Of the donor whose kin are beneficiaries.
            offers[0].restriction = &Restriction::None;
        }
        let found = eligibility.reaches(&offers);
        for (offer, &index) in offers.iter().zip(&found.of_offer) {
            let holds = |need: usize| {
                let row = &facts.lists.needs[need];
                match &found.reaches[index].1 {
                    Reach::Everything => true,
                    Reach::Divisions(areas) => areas.iter().any(|area| area.covers(&row.place)),
                    Reach::Categories(own) => own.iter().any(|one| one == facts.lists.category(row)),
                    Reach::Projects(own) => row.project.as_ref().is_some_and(|one| own.contains(one)),
                    Reach::Except(missing) => missing.binary_search(&need).is_err(),
                    Reach::Needs(needs) => needs.binary_search(&need).is_ok(),
                }
            };
            for need in 0..facts.lists.needs.len() {
                prop_assert_eq!(holds(need), eligibility.may_pay(offer, need));
            }
        }
    }
}
