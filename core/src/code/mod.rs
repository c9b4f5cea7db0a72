//! Tells a well-formed identifier from a mistyped one.
//!
//! Division codes ([`DivisionCode`]) know which place lies in which; credit
//! codes, ID numbers and filing numbers carry check digits. The names of
//! provinces, prefectures and counties are in [`directory`].
//!
//! Right because: what is checked is what the standards fix (alphabet,
//! weights, calendar), and not what merely is usual: a code that people really
//! hold is never refused.
//!
//! Knows nothing of who holds a code. An ID number can't be shown at all, only
//! masked or as a keyed hash.

#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
#![cfg_attr(
    test,
    allow(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        clippy::unwrap_used,
        reason = "a test fails by stopping"
    )
)]

pub mod directory;

mod check;
mod credit;
mod division;
mod error;
mod filing;
mod id_number;

pub use check::{Checked, Kind, Warning, check};
pub use credit::{Category, CreditCode};
pub use division::{DivisionCode, Level};
pub use error::CodeError;
pub use filing::FilingNumber;
pub use id_number::{IdNumber, Sex};
