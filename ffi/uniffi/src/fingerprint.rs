//! Written by `cargo xtask bindgen`: not to be edited.

/// The hash of all generated sources.
pub(crate) const FINGERPRINT: &str =
    "sha256:124d9e6792961381f7d9ce5595fdc3fce8dbc41f7cfa9a8eb74237b6c8c36144";
