//! Written by `cargo xtask bindgen`: not to be edited.

/// The hash of all generated sources.
pub const FINGERPRINT: &str =
    "";
