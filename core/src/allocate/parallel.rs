//! Two pieces of work at once, where the feature `parallel` is on.
//!
//! Right because: neither piece sees what the other writes, which the compiler
//! checks, and both have ended before either's result is looked at. So however
//! many threads there are, the answer is the same to the byte.
//!
//! Without the feature one piece follows the other, on the caller's thread; the
//! core starts no thread. With it the threads are those of the rayon pool that
//! the caller is in, or of rayon's own. Progress is told on the caller's thread
//! alone: `here` may hold what no other thread may touch.

/// Work on fewer rows than this is done before another thread has woken up.
/// Tests share small work too, so that every piece is.
#[cfg(feature = "parallel")]
const WORTH: usize = if cfg!(test) { 1 << 8 } else { 1 << 14 };

/// Does both.
#[cfg(feature = "parallel")]
pub(super) fn beside<A: Send, B>(
    rows: usize,
    aside: impl FnOnce() -> A + Send,
    here: impl FnOnce() -> B,
) -> (A, B) {
    if !is_shared(rows) {
        return (aside(), here());
    }
    let mut found = Vec::with_capacity(1);
    #[cfg(test)]
    tests::SHARED.with(|shared| shared.set(shared.get() + 1));
    let done = rayon::in_place_scope(|scope| {
        scope.spawn(|_| found.push(aside()));
        here()
    });
    // The scope ends when what was spawned has ended.
    (found.swap_remove(0), done)
}

/// Does both.
#[cfg(not(feature = "parallel"))]
pub(super) fn beside<A, B>(
    _rows: usize,
    aside: impl FnOnce() -> A,
    here: impl FnOnce() -> B,
) -> (A, B) {
    (aside(), here())
}

/// Whether work on so many rows is better shared. The rows are looked at first:
/// asking for threads starts them.
#[cfg(feature = "parallel")]
pub(super) fn is_shared(rows: usize) -> bool {
    rows >= WORTH && rayon::current_num_threads() > 1
}

/// Whether work on so many rows is better shared.
#[cfg(not(feature = "parallel"))]
pub(super) const fn is_shared(_rows: usize) -> bool {
    false
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    #[cfg(feature = "parallel")]
    thread_local! {
        /// How often this thread had help.
        pub(in super::super) static SHARED: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
    }

    #[test]
    fn both_are_done_and_each_answers_for_itself() {
        for rows in [1, 1 << 20] {
            let mut told = 0;
            let (sum, ()) = beside(rows, || (0..1000_u64).sum::<u64>(), || told += 1);
            assert_eq!((sum, told), (499_500, 1));
        }
        assert!(!is_shared(1));
    }
}
