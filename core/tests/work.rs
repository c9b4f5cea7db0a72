//! How much work the allocator does on made-up needs and gifts. Counters are
//! equal on every machine, and show sooner than time when it gets worse.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by stopping"
)]

use bangfu::allocate::NoProgress;
use bangfu::allocate::bench::{Family, Instance, Size, Solution};

fn solved(instance: Instance) -> Solution {
    let solution = instance.solve(&mut NoProgress).unwrap();
    assert_eq!(solution.verify(), Ok(()));
    solution
}

const SIZES: [u32; 3] = [1_000, 10_000, 100_000];

/// Money of counties, categories and forces is a tree that a few classes cross:
/// below the counties nearly every pocket stands alone at once, so what is cut
/// does not grow with the programme.
#[test]
fn on_a_tree_there_are_fewer_cuts_than_counties_at_every_size() {
    for family in [Family::A, Family::H] {
        for needs in SIZES {
            let size = Size::new(needs, family);
            let work = solved(Instance::made(size)).work();
            let told = format!("{needs} {family:?}: {work:?}");
            assert!(work.lanes && work.phases == 0, "{told}");
            assert!(work.cuts <= u64::from(size.counties), "{told}");
            // Of what a cut decides, one side only is looked at again: every run
            // is looked at less than twice, for needs and for gifts together.
            assert!(work.passes <= 2_000, "{told}");
            // A split inside a split parts tiers (8 phases) or crossing classes
            // (6 categories, 5 forces) further: no path is longer than these.
            assert!(work.depth <= 8 + 6 + 5, "{told}");
        }
    }
}

/// Each reach across the areas may have to be cut off once for needs and once
/// for gifts. The first flow is nearly a maximum one, so a cut needs about one
/// look for new ways.
#[test]
fn across_the_areas_cuts_follow_the_reaches_that_cross() {
    for needs in SIZES {
        let work = solved(Instance::made(Size::new(needs, Family::G))).work();
        // Named needs, several projects; several counties, pairs of categories,
        // categories, forces.
        let crossing = u64::from(needs / 100 + needs / 80 + 100 + 15 + 6 + 5);
        let told = format!("{needs}: {work:?}");
        assert!(!work.lanes, "{told}");
        assert!(work.cuts <= 2 * crossing, "{told}");
        assert!(work.phases <= 2 * work.cuts, "{told}");
        assert!(work.passes <= 2_500, "{told}");
        assert!(work.depth <= 40, "{told}");
    }
}

/// What is for one pocket alone is its own, whatever names it; so is money that all
/// may use, where nothing tells them apart. Then nothing is cut.
#[test]
fn what_is_for_one_pocket_alone_needs_no_cut() {
    for family in [
        Family::Named,
        Family::Villages,
        Family::Equal,
        Family::Free,
        Family::Giant,
    ] {
        for needs in SIZES {
            let solution = solved(Instance::made(Size::new(needs, family)));
            let work = solution.work();
            let told = format!("{needs} {family:?}: {work:?}");
            assert!(solution.granted() > 0, "{told}");
            assert_eq!((work.cuts, work.depth), (0, 0), "{told}");
        }
    }
    let nothing = solved(Instance::made(Size::new(1_000, Family::Zero)));
    assert_eq!((nothing.granted(), nothing.work().cuts), (0, 0));
}

/// A cap on every village fills in few rounds, since caps that share no need
/// stop together.
#[test]
fn caps_on_every_village_are_filled_in_few_rounds() {
    for needs in SIZES {
        let size = Size::new(needs, Family::A);
        let free = solved(Instance::made(size));
        let capped = solved(Instance::made(size).capped());
        assert!(capped.granted() < free.granted());
        let (work, before) = (capped.work(), free.work());
        let told = format!("{needs}: {work:?} beside {before:?}");
        assert!(work.passes <= 4 * before.passes, "{told}");
    }
}

#[test]
fn flows_and_lanes_grant_the_same_at_any_size() {
    for family in [Family::A, Family::H] {
        for needs in [300, 10_000] {
            let size = Size::new(needs, family);
            let by_lanes = solved(Instance::made(size));
            let by_flow = solved(Instance::made(size).by_flow());
            assert!(by_lanes.work().lanes && !by_flow.work().lanes);
            assert!(by_flow.work().phases > 0);
            assert_eq!(by_lanes.graph().unwrap(), by_flow.graph().unwrap());
        }
    }
}
