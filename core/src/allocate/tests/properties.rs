//! What may be advertised of the greedy set, on random problems.

use proptest::prelude::*;

use super::tiny::{Dice, Tiny};
use crate::allocate::columns::NONE;

fn tiny(caps: bool) -> impl Strategy<Value = Tiny> {
    any::<u64>().prop_map(move |seed| Tiny::random(&mut Dice(seed), caps))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn nobody_gets_more_than_asked_and_no_more_is_granted_than_there_is(tiny in tiny(true)) {
        let granted = tiny.solve();
        for (need, runs) in tiny.needs.iter().enumerate() {
            let room: i64 = runs.iter().map(|units| units.3).sum();
            prop_assert!((0..=room).contains(&granted[need]));
        }
        let has: i64 = tiny.offers.iter().map(|offer| offer.0).sum();
        prop_assert!(granted.iter().sum::<i64>() <= has);
        for (max, over) in &tiny.caps {
            prop_assert!(over.iter().map(|&need| granted[need]).sum::<i64>() <= *max);
        }
    }

    #[test]
    fn only_the_ratios_of_weights_matter(tiny in tiny(true), factor in 2_u64..1_000_000) {
        let mut scaled = tiny.clone();
        for units in scaled.needs.iter_mut().flatten() {
            units.1 *= factor;
        }
        prop_assert_eq!(scaled.solve(), tiny.solve());
    }

    #[test]
    fn the_order_of_gifts_changes_no_grant(tiny in tiny(true)) {
        let mut turned = tiny.clone();
        turned.offers.reverse();
        turned.caps.reverse();
        prop_assert_eq!(turned.solve(), tiny.solve());
    }
}

/// How often a gift is added, and how often a need withdraws.
const MONOTONE: u64 = 20_000;

#[test]
fn one_more_gift_never_takes_a_fen_from_anybody() {
    let mut dice = Dice(7);
    let mut gained = 0;
    for _ in 0..MONOTONE {
        let tiny = Tiny::random(&mut dice, false);
        let before = tiny.solve();
        let mut more = tiny.clone();
        let may_pay = (0..tiny.needs.len()).map(|_| dice.chance(50)).collect();
        more.offers.push((1 + dice.below(6) as i64, may_pay, None));
        let after = more.solve();
        for (after, before) in after.iter().zip(&before) {
            assert!(after >= before, "{more:?}");
        }
        gained += u64::from(after != before);
    }
    assert!(
        gained > MONOTONE / 4,
        "only {gained} gifts changed anything"
    );
}

#[test]
fn a_need_that_withdraws_never_hurts_another() {
    let mut dice = Dice(8);
    let mut gained = 0;
    for _ in 0..MONOTONE {
        let tiny = Tiny::random(&mut dice, false);
        let before = tiny.solve();
        let gone = dice.below(tiny.needs.len() as u64) as usize;
        let mut fewer = tiny.clone();
        fewer.needs[gone] = vec![(0, 1, 1, 0)];
        let after = fewer.solve();
        let others = (0..before.len()).filter(|&need| need != gone);
        let mut any = false;
        for need in others {
            assert!(after[need] >= before[need], "{tiny:?} without {gone}");
            any |= after[need] > before[need];
        }
        gained += u64::from(any);
    }
    assert!(
        gained > MONOTONE / 10,
        "only {gained} needs gave way to others"
    );
}

/// The example of ARCHITECTURE.md: what may not be promised under group caps.
#[test]
fn under_a_cap_one_more_gift_may_take_a_fen_from_somebody() {
    let one = |phase| vec![(phase, 1, 1, 1)];
    let mut tiny = Tiny {
        needs: vec![one(0), one(1), one(2)],
        stands: vec![[0, 0, NONE]; 3],
        offers: vec![(1, vec![false, true, true], None)],
        caps: vec![(1, vec![0, 1])],
    };
    assert_eq!(tiny.solve(), [0, 1, 0]);
    tiny.offers.push((1, vec![true, false, false], None));
    assert_eq!(tiny.solve(), [1, 0, 1]);
}
