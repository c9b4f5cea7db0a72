//! The C interface of bangfu: what stands in `bangfu.h`, and nothing that
//! decides.
//!
//! A function of this crate turns pointers into values, asks one question of
//! [`bangfu::answer`], and turns the answer into pointers. All that is unsafe
//! about that is in few places: `contract` believes the caller's pointers,
//! `handle` keeps handles from being used against each other, `guard` keeps
//! panics inside, and `allocate` and `selftest` call back.
//!
//! `bangfu.h` is made of the comments below by the test `header`, so they speak
//! to people who write C.

#![allow(non_camel_case_types, reason = "the names are those of the C header")]

#[cfg(panic = "abort")]
compile_error!(
    "a panic must come back as BF_PANIC and not end the host: build with panic = \"unwind\""
);

mod contract;
mod guard;
mod handle;
mod status;

mod library;

mod error;
mod text;

mod document;
mod report;

mod allocate;
mod bulk;
mod programme;

mod columns;
mod judge;
mod plan;

mod code;
mod date;
mod money;

mod selftest;

/// What a library needs that adds functions to these, so that its handles,
/// errors and rules are the same: `ffi/c/exchange` is one.
#[doc(hidden)]
pub mod shim {
    pub use crate::allocate::told;
    pub use crate::contract::{Contract, NTS, New, language, room};
    pub use crate::guard::{Failure, call, get};
    pub use crate::handle::{Kind, Reading};
    pub use crate::plan::Planned;
    pub use crate::programme::{Book, Facts};
    pub use crate::text::Text;
}

pub use allocate::*;
pub use bulk::*;
pub use code::*;
pub use columns::*;
pub use date::*;
pub use document::*;
pub use error::*;
pub use judge::*;
pub use library::*;
pub use money::*;
pub use plan::*;
pub use programme::*;
pub use report::*;
pub use selftest::*;
pub use status::*;
pub use text::*;
