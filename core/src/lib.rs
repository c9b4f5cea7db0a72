#![doc = "placeholder"]
pub mod code;
pub mod error;
pub mod money;
pub mod time;
