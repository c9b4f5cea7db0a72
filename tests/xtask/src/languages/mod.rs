//! The packages of other languages: what is generated for them, and their
//! suites.

pub(crate) mod c;
pub(crate) mod uniffi;
