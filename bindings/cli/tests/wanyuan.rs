//! The programme that ships inside the binary says what its source text says.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

mod common;

use std::collections::BTreeSet;

use bangfu::Programme;
use bangfu::giving::{Attendance, Given};
use bangfu::lists::Quantity;
use bangfu::money::{Amount, Fen, times_floor};
use bangfu::registry::Force;

fn programme() -> Programme {
    Programme::read(&std::fs::read(common::WANYUAN).unwrap()).unwrap()
}

/// Organisations that had this role at the event.
fn with_role(programme: &Programme, role: &str) -> usize {
    let event = programme.giving().event.as_ref().unwrap();
    let found: BTreeSet<_> = event
        .roles
        .iter()
        .filter(|row| row.role == role)
        .map(|row| &row.organisation)
        .collect();
    found.len()
}

#[test]
fn it_has_the_projects_lists_segments_and_hosts_of_the_text() {
    let programme = programme();
    let names: Vec<_> = programme
        .lists()
        .projects
        .iter()
        .map(|project| project.name.as_str())
        .collect();
    for name in [
        "1+平安",
        "思源工程",
        "产业助农",
        "爱心义诊",
        "夕阳红农场",
        "万福攸同",
    ] {
        assert!(names.contains(&name), "{name}");
    }
    assert_eq!(names.len(), 6);
    assert_eq!(programme.lists().kinds.len(), 3);
    let event = programme.giving().event.as_ref().unwrap();
    assert_eq!(event.segments.len(), 4);
    assert_eq!(event.on.to_string(), "2024-04-02");
    assert_eq!(with_role(&programme, "placard_donor"), 7);
    assert_eq!(with_role(&programme, "host"), 3);
    assert_eq!(with_role(&programme, "organiser"), 3);
    assert_eq!(
        event.attendance.as_ref().unwrap().value,
        Attendance::AtLeast(100)
    );
}

#[test]
fn it_has_five_forces_and_one_lead_unit() {
    let programme = programme();
    let pairings = &programme.registry().pairings;
    let forces: BTreeSet<Force> = pairings.iter().map(|pairing| pairing.force).collect();
    let five: BTreeSet<Force> = Force::ALL
        .into_iter()
        .filter(|force| *force != Force::Social)
        .collect();
    assert_eq!(
        forces
            .iter()
            .filter(|force| **force != Force::Social)
            .count(),
        5
    );
    assert!(five.is_subset(&forces));
    let leads: Vec<_> = pairings.iter().filter(|pairing| pairing.lead).collect();
    assert_eq!(leads.len(), 1);
    assert_eq!(leads[0].organisation.as_str(), "civil-affairs-sichuan");
    let designated = pairings
        .iter()
        .filter(|pairing| pairing.force == Force::ProvincialDesignated);
    assert_eq!(designated.count(), 5);
}

#[test]
fn the_138_6_wan_yuan_of_the_placard_stay_a_lower_bound_that_reconciles() {
    let programme = programme();
    let event = programme.giving().event.as_ref().unwrap();
    let announced = event.announced.as_ref().unwrap().value;
    assert_eq!(announced, Amount::AtLeast(Fen(138_600_000)));
    assert!(announced.exact().is_err());
    let (mut cash, mut goods) = (0, 0);
    let arrived = programme
        .gifts()
        .iter()
        .filter(|gift| gift.received_on <= programme.as_of());
    for gift in arrived {
        match &gift.given {
            Given::Money(fen) => cash += fen.0,
            Given::Goods(given) => {
                let Quantity::Known(units) = given.quantity else {
                    panic!("{}", gift.id)
                };
                let price = given.valuation.as_ref().unwrap().unit_price.unwrap();
                goods += times_floor(Fen::yuan(units.cast_signed()).unwrap(), &price)
                    .unwrap()
                    .0;
            }
        }
    }
    assert_eq!((cash, goods), (98_600_000, 40_000_000));
}

#[test]
fn it_has_eight_villages_with_their_figures_and_forty_needs_or_more() {
    let programme = programme();
    let villages: Vec<_> = programme
        .registry()
        .places
        .iter()
        .filter(|place| place.code.as_str().starts_with("5117811093"))
        .collect();
    assert_eq!(villages.len(), 8);
    let sum = |name: &str| -> i128 {
        villages
            .iter()
            .map(|place| place.figures[name].scaled(0).unwrap())
            .sum()
    };
    assert_eq!((sum("population"), sum("elderly")), (7500, 195));
    assert!(programme.needs().len() >= 40);
    let tiers: BTreeSet<_> = programme.needs().iter().map(|need| need.tier).collect();
    assert_eq!(tiers.len(), 4);
}
