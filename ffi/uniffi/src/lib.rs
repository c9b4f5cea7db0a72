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

mod document;
mod error;
mod fingerprint;
mod plan;
mod programme;
mod progress;
mod selftest;
mod values;

pub use document::{RawCanonical, RawChecked};
pub use error::{RawDetail, RawError, RawReport};
pub use plan::{
    RawBottleneck, RawGiftColumns, RawItemTotals, RawLineColumns, RawNeedColumns, RawPlan,
    RawPlanHead, RawTotals,
};
pub use programme::{RawExplained, RawProgramme, RawProgrammeHead, RawRules, RawVerified};
pub use progress::RawListener;
pub use selftest::RawRow;
pub use values::{RawAmount, RawCode, RawDues, RawMoney};

uniffi::setup_scaffolding!("bangfu_raw");
