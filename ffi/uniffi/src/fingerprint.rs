//! Written by `cargo xtask bindgen`: not to be edited.

/// The hash of all generated sources.
pub(crate) const FINGERPRINT: &str =
    "sha256:eb82ecd2c77d784ec11eb201b186298a2830c66c545d59858e312e949d6e946a";
