//! Counts days and months as the statutes do.
//!
//! A [`Date`] names a whole day. A period of months ends on the corresponding
//! day or, if the month has none, on its last (民法典 202); a period does not
//! count the day on which it starts (民法典 201); and what falls due on a
//! holiday may fall due on the next working day (民法典 203), as the
//! [`Calendar`] says, which the caller brings.
//!
//! Right because: the n-th month is always counted from the start, never from
//! the one before, so that clamping does not add up.
//!
//! Knows no clock: today is an argument.

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

mod calendar;
mod date;
mod error;

pub use calendar::{Calendar, Dues, Roll, quarterly_dues};
pub use date::Date;
pub use error::TimeError;
