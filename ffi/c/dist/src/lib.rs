//! The shipped C library. All of it is [`bangfu_c`]; it is a package of its own
//! so that it is built alone, with no feature that something else asks for.

pub use bangfu_c::*;
