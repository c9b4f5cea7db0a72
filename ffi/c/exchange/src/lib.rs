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

// The crate that knows traditional characters has functions for C programs of its
// own, and whatever has a C name is exported from a shared library. Hidden, they
// stay inside, whichever linker it is; the suite `c-exchange` sees what is left.
#[cfg(any(target_os = "linux", target_os = "android"))]
std::arch::global_asm!(
    ".hidden opencc_convert",
    ".hidden opencc_create",
    ".hidden opencc_destroy",
    ".hidden opencc_free_string",
);

mod status;

mod files;
mod letter;
mod sheets;

pub use files::*;
pub use letter::*;
pub use sheets::*;
pub use status::*;
