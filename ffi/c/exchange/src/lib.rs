//! The C interface of the exchange: what stands in `bangfu_exchange.h`, and
//! nothing that decides.
//!
//! A function of this crate turns pointers into values, asks one question of
//! [`bangfu_exchange::answer`], and turns the answer into pointers. What believes
//! the caller, keeps handles apart and keeps panics inside is
//! [`bangfu_c::shim`]: a handle of one header is a handle of the other.
//!
//! `bangfu_exchange.h` is made of the comments below by the test `header`, so
//! they speak to people who write C.

#![allow(non_camel_case_types, reason = "the names are those of the C header")]

mod status;

mod files;
mod letter;
mod sheets;

pub use files::*;
pub use letter::*;
pub use sheets::*;
pub use status::*;
