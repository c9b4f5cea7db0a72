//! Any sequence of calls of the C interface is answered: with what was asked
//! for, or with a status and an error that say the same. No crash, no panic but
//! the one on purpose, no read or write where there is nothing (run under
//! AddressSanitizer), and nothing left over (LeakSanitizer).
//!
//! The input is read as a programme for a caller who keeps the contract of
//! `bangfu.h`, and only just: null and handles of another kind anywhere,
//! lengths that can't be, text that is none, handles freed inside a callback
//! that uses them, calls from inside callbacks and from several threads.

#![no_main]

mod input;
mod steps;
mod world;

use std::panic;

use bangfu_c::{bf_selftest_panic, bf_text};
use libfuzzer_sys::fuzz_target;

use crate::world::World;

fuzz_target!(init: prepare(), |bytes: &[u8]| {
    world::POISONED.store(false, std::sync::atomic::Ordering::Relaxed);
    let world = World::new(bytes, Vec::new());
    while world.goes_on() {
        steps::step(&world);
    }
    world.free_all();
});

/// The panic on purpose is one; every other is a finding, also where the
/// library would make a status of it.
fn prepare() {
    let findings = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let words = info.payload().downcast_ref::<&str>();
        if !words.is_some_and(|words| words.starts_with("bf_selftest_panic")) {
            findings(info);
        }
    }));
    // SAFETY: null may stand everywhere.
    let status =
        unsafe { bf_selftest_panic(std::ptr::null_mut::<bf_text>(), std::ptr::null_mut()) };
    assert_eq!(status, bangfu_c::BF_PANIC);
}
