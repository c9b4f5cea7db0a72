//! However many threads there are, what is found is the same.

use crate::allocate::NoProgress;
use crate::allocate::bench::{Family, Instance, Size};

/// Enough needs for each piece of work that is shared out.
const NEEDS: u32 = 150_000;

#[test]
fn threads_change_nothing_of_what_is_found() {
    for family in [Family::H, Family::G, Family::Villages] {
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
            let solve = || Instance::made(Size::new(NEEDS, family)).solve(&mut NoProgress);
            pool.build().unwrap().install(solve).unwrap()
        };
        let one = with(1);
        assert_eq!(one.verify(), Ok(()), "{family:?}");
        let other = with(3);
        assert!(one.is_same(&other), "{family:?}");
        assert_eq!(one.work(), other.work(), "{family:?}");
    }
}
