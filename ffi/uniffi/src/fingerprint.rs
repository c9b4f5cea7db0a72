//! Written by `cargo xtask bindgen`: not to be edited.

/// The hash of all generated sources.
pub(crate) const FINGERPRINT: &str =
    "sha256:0000000000000000000000000000000000000000000000000000000000000000";
