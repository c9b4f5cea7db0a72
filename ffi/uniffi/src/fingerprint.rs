//! Written by `cargo xtask bindgen`: not to be edited.

/// The hash of all generated sources.
pub const FINGERPRINT: &str =
    "sha256:3e69f617d8fe0f99bbe119e109e56a065190db6701cbac5b5a25171c0adc861b";
