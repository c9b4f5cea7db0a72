//! The library behind the Kotlin, Swift and Python packages that read and write
//! sheets.
//!
//! Bytes in, documents out: a programme comes and goes as its document, so that
//! nothing has to cross from one library to another. The questions are those of
//! `bangfu_exchange::answer`; nothing is decided here. Errors are those of
//! `bangfu-uniffi`, so that whoever catches one catches both.
//!
//! All of `bangfu-uniffi` is inside: where only one Rust library may be linked,
//! as into an app for iOS, this one stands in place of the other.

#[cfg(panic = "abort")]
compile_error!("a panic must reach the caller as an error: build with panic = \"unwind\"");

pub mod files;
mod fingerprint;
pub mod import;
pub mod letter;
pub mod options;
pub mod progress;

pub use fingerprint::FINGERPRINT;

use bangfu_uniffi::error::{RawError, guard};

uniffi::setup_scaffolding!("bangfu_exchange");
bangfu_uniffi::uniffi_reexport_scaffolding!();

/// Which generated sources this library belongs to: its own, and those of
/// `bangfu-uniffi`, whose errors it gives.
#[uniffi::export]
pub fn raw_exchange_interface_fingerprint() -> Result<String, RawError> {
    guard(|| {
        let (own, other) = (FINGERPRINT, bangfu_uniffi::FINGERPRINT);
        Ok(format!("{own} {other}"))
    })
}
