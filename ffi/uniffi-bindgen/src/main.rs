//! Writes what Kotlin, Swift and Python see of `bangfu-uniffi`.
//!
//! A program of its own and pinned to the version of the library's `uniffi`:
//! a generator of another version writes sources that do not fit.

fn main() {
    uniffi::uniffi_bindgen_main();
}
