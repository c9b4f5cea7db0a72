//! Allocation, and the one call back into the caller.

use std::ffi::c_void;
use std::ops::ControlFlow;
use std::time::Instant;

use bangfu::allocate::{NoProgress, Progress, Throttled};
use bangfu::answer;

use crate::contract::Contract;
use crate::error::bf_error;
use crate::guard::call;
use crate::plan::{Planned, bf_plan};
use crate::programme::{bf_programme, bf_rules};
use crate::status::bf_status;

/// Hears that `done` of `total` steps are taken, and stops the run by returning
/// anything but 0.
///
/// It is called on the thread that allocates: at the first step, at the last
/// (`done` equals `total`), and between them at most 20 times a second. It may
/// call any function of this library, also free the handles that the run uses:
/// they are then freed when the run ends. It must return; a C++ exception or a
/// longjmp() through it ends the process (bangfu.hpp takes care of that).
pub type bf_progress_fn =
    Option<unsafe extern "C" fn(userdata: *mut c_void, done: u64, total: u64) -> i32>;

struct Told {
    listener: unsafe extern "C" fn(*mut c_void, u64, u64) -> i32,
    userdata: *mut c_void,
}

impl Progress for Told {
    fn report(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        // SAFETY: the contract of bangfu.h says that it is such a function, and
        // `userdata` is what it expects.
        let answer = unsafe { (self.listener)(self.userdata, done, total) };
        if answer == 0 {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }
}

/// Runs what tells how far it has come, and hands that on, at most 20 times a
/// second.
pub fn told<T>(
    // Whoever has one promises that the listener is a function of that type.
    _: &Contract,
    listener: bf_progress_fn,
    userdata: *mut c_void,
    run: impl FnOnce(&mut dyn Progress) -> T,
) -> T {
    let Some(listener) = listener else {
        return run(&mut NoProgress);
    };
    let start = Instant::now();
    let mut told = Told { listener, userdata };
    run(&mut Throttled::new(&mut told, || start.elapsed()))
}

/// Allocates the gifts of a programme to its needs: exact to the fen, and the
/// same on every machine.
///
/// `rules` may be NULL: then the programme's own apply. `progress` may be NULL;
/// `userdata` is handed to it unseen. On BF_OK `*out` is a new plan: free it
/// with bf_plan_free(). Safe from many threads at once, also on the same
/// programme. Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE, BF_CANCELLED when
/// `progress` stopped it, BF_INFEASIBLE_FLOOR, BF_TOO_LARGE, BF_OUT_OF_RANGE,
/// and BF_MISSING_KEY to BF_WEIGHTS_ALL_ZERO when the rules can't be applied to
/// this programme.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_programme_allocate(
    programme: *const bf_programme,
    rules: *const bf_rules,
    progress: bf_progress_fn,
    userdata: *mut c_void,
    out: *mut *mut bf_plan,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let facts = c.read(programme, "programme")?;
            let beside = c.read_optional(rules, "rules")?;
            let rules = beside.as_ref().map(|book| &book.rules);
            let plan = told(c, progress, userdata, |progress| {
                answer::allocate(&facts.programme, rules, progress)
            });
            out.give(Planned::new(plan?));
            Ok(())
        })
    }
}
