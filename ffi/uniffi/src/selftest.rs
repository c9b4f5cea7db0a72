//! Proves on site that values cross unharmed and that a panic is caught.

use crate::error::{RawError, guard};
use crate::fingerprint::FINGERPRINT;
use crate::values::RawMoney;

/// A row of the self-test.
#[derive(Debug, uniffi::Record)]
pub struct RawRow {
    /// A text.
    pub text: String,
    /// A number.
    pub number: i64,
}

/// The version of the library.
#[uniffi::export]
pub fn raw_version() -> Result<String, RawError> {
    guard(|| Ok(env!("CARGO_PKG_VERSION").to_owned()))
}

/// Which generated sources this library belongs to.
#[uniffi::export]
pub fn raw_interface_fingerprint() -> Result<String, RawError> {
    guard(|| Ok(FINGERPRINT.to_owned()))
}

/// Gives the number back.
#[uniffi::export]
pub fn raw_echo_i64(value: i64) -> Result<i64, RawError> {
    guard(|| Ok(value))
}

/// Gives the number back.
#[uniffi::export]
pub fn raw_echo_i32(value: i32) -> Result<i32, RawError> {
    guard(|| Ok(value))
}

/// Gives the number back.
#[uniffi::export]
pub fn raw_echo_u32(value: u32) -> Result<u32, RawError> {
    guard(|| Ok(value))
}

/// Gives the amount back.
#[uniffi::export]
pub fn raw_echo_money(value: RawMoney) -> Result<RawMoney, RawError> {
    guard(|| Ok(value))
}

/// Gives the text back.
#[uniffi::export]
pub fn raw_echo_text(value: String) -> Result<String, RawError> {
    guard(|| Ok(value))
}

/// Gives the bytes back.
#[uniffi::export]
pub fn raw_echo_bytes(value: &[u8]) -> Result<Vec<u8>, RawError> {
    guard(|| Ok(value.to_vec()))
}

/// Gives the rows back.
#[uniffi::export]
pub fn raw_echo_rows(rows: Vec<RawRow>) -> Result<Vec<RawRow>, RawError> {
    guard(|| Ok(rows))
}

/// Panics on purpose.
#[uniffi::export]
pub fn raw_panic() -> Result<(), RawError> {
    #[allow(clippy::panic, reason = "that is what it is for")]
    guard(|| panic!("a panic on purpose"))
}
