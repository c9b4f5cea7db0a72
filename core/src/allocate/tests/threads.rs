//! However many threads there are, what is found is the same.

use crate::allocate::NoProgress;
use crate::allocate::bench::{Family, Instance, Size};
use crate::allocate::parallel::tests::SHARED;

/// Enough needs for each piece of work that is shared out.
const NEEDS: u32 = 40_000;

#[test]
fn threads_change_nothing_of_what_is_found() {
    for (family, least) in [(Family::H, 4), (Family::G, 2), (Family::Villages, 2)] {
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
            let solve = || {
                let before = SHARED.get();
                let found = Instance::made(Size::new(NEEDS, family)).solve(&mut NoProgress);
                (found.unwrap(), SHARED.get() - before)
            };
            pool.build().unwrap().install(solve)
        };
        let (one, alone) = with(1);
        assert_eq!(alone, 0);
        assert_eq!(one.verify(), Ok(()), "{family:?}");
        let (other, shared) = with(3);
        // Rows are moved, gifts sorted, pockets alone solved, lines written.
        assert!(shared >= least, "{family:?}: {shared}");
        assert!(one.is_same(&other), "{family:?}");
        assert_eq!(one.work(), other.work(), "{family:?}");
    }
}
