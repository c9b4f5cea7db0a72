//! What is allowed: the rule book, and what it says of given facts.
//!
//! Rules are effective-dated data. This room holds them and answers, for one
//! day's facts, the questions that both the allocator and the verifier ask:
//! which gift may pay which need ([`Eligibility`]), what a gift brings
//! ([`offers`]), between which bounds a need may be funded ([`Bounds`]), how
//! much it counts ([`served`]), and which caps lie over groups of needs
//! ([`caps`]). It decides nothing about who gets how much.
//!
//! A rule that can't be evaluated blocks: it is an error, never a default.

mod basis;
mod bounds;
mod caps;
mod check;
mod eligibility;
mod matching;
mod offer;
mod reach;
mod rules;

pub use basis::{Pot, served};
pub use bounds::Bounds;
pub use caps::{Cap, caps};
pub use check::{PolicyError, Subject, Warning, check, warnings};
pub use eligibility::{Class, Eligibility};
pub use matching::{Matching, Trigger, Triggers};
pub use offer::{Offer, OfferState, offers};
pub use reach::{Reach, Reaches};
pub use rules::{
    Allocation, Basis, CapRule, Check, Effective, Factor, FloorCount, Floors, Rules, RulesFormat,
    Scope, ShareRule, ShortFloors, Tiers, Transform, UseKey, UseOrder,
};
