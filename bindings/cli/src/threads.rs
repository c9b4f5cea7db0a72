//! Threads for what is worth them.

use bangfu::Programme;

/// From so many needs and gifts on.
const WORTH: usize = 1 << 14;

/// Does the work on as many threads as there are processors, where the
/// programme is large; on this one where the system gives no other.
pub(crate) fn on_all<R: Send>(programme: &Programme, work: impl FnOnce() -> R + Send) -> R {
    if programme.needs().len().max(programme.gifts().len()) < WORTH {
        return work();
    }
    match rayon::ThreadPoolBuilder::new().build() {
        Ok(pool) => pool.install(work),
        Err(_) => {
            // So that nobody asks the system again: this thread is the pool.
            let alone = rayon::ThreadPoolBuilder::new()
                .num_threads(1)
                .use_current_thread();
            let _alone = alone.build();
            work()
        }
    }
}
