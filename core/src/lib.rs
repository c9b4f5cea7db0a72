#![doc = "placeholder"]
pub mod error;
