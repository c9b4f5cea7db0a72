//! Counts in fen, and never loses one.
//!
//! An amount of money is a whole number of fen ([`Fen`]); what is only known
//! within bounds is an [`Amount`], which refuses to be used as exact. Ratios
//! are exact fractions ([`Share`]), and a pot is split so that the parts sum
//! to the pot ([`split`], [`split_webster`]).
//!
//! Right because: every operation is checked, every product that may leave 128
//! bits is computed in 256, and nothing is rounded unless the name of the
//! function says how.
//!
//! Knows nothing of who owns the money or what it is for.

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

mod amount;
mod capital;
mod decimal;
mod error;
mod fen;
mod number;
mod numeral;
mod read;
mod share;
mod split;
mod wide;
pub(crate) use wide::{mul as wide_mul, mul_div};

pub use amount::Amount;
pub use capital::capital;
pub use decimal::{Decimal, times_floor};
pub use error::MoneyError;
pub use fen::{Fen, grouped};
pub use read::read;
pub use share::Share;
pub use split::{split, split_webster};
