//! The packages of other languages: what is generated for them, and their
//! suites.

pub(crate) mod c;
pub(crate) mod kotlin;
pub(crate) mod python;
pub(crate) mod swift;
pub(crate) mod uniffi;
