//! Written by `cargo xtask bindgen`: not to be edited.

/// The hash of all generated sources.
pub const FINGERPRINT: &str =
    "sha256:ad0e78665ccc14d5d0c69cd191664dded8f63d060ae57338a24ad3f31ac7b823";
