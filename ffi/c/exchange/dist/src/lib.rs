//! The shipped C library with the exchange: [`bangfu_c`] whole, so that a
//! program links one library and its handles are of one kind, and
//! [`bangfu_c_exchange`].

pub use bangfu_c::*;
pub use bangfu_c_exchange::*;
