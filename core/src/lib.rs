//! Allocates earmarked gifts to the needs of villages: lawful, fair, explained,
//! exact to the fen.
//!
//! bangfu 帮扶 is a library without I/O, clock, threads or global state. It
//! reads a programme — the needs, projects and gifts of one day — with its
//! rules, and returns a plan that says who gets how much, from which gift, and
//! why. Anyone can check such a plan with [`verify`].
//!
//! Data goes one way through the rooms, and the modules below are listed in
//! that order: each knows only those above it.

pub mod canonical;
pub mod error;

pub mod code;
pub mod money;
pub mod time;

pub mod registry;

pub mod lists;

pub mod giving;

pub mod policy;

pub mod programme;

pub mod plan;

pub mod allocate;

pub mod verify;

pub mod document;

pub use plan::Plan;
pub use policy::Rules;
pub use programme::Programme;
