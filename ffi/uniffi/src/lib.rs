//! The library behind the Kotlin, Swift and Python packages.
//!
//! It maps the types of the core to those that uniffi carries, and decides
//! nothing. Each language has a hand-written layer over it, so all names here
//! begin with `Raw`: nobody should meet one.
//!
//! Every exported function returns a `Result`, a panic comes back as the error
//! 9001, and what has many rows crosses as packed columns.

#[cfg(panic = "abort")]
compile_error!("a panic must reach the caller as an error: build with panic = \"unwind\"");

pub mod columns;
pub mod document;
pub mod error;
mod fingerprint;
pub mod plan;
pub mod programme;
pub mod progress;
pub mod selftest;
pub mod values;

pub use fingerprint::FINGERPRINT;

uniffi::setup_scaffolding!("bangfu_raw");
