// Written by `cargo xtask bindgen`: not to be edited.

/// Which library these sources belong to.
package let rawFingerprint =
    "sha256:966f8ce2b4905932a2e5b26082cd3027197d8761f4916c466e93c280bfcacd2c"
