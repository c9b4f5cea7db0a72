// Written by `cargo xtask bindgen`: not to be edited.

/// Which library these sources belong to.
package let rawFingerprint =
    "sha256:8090d3757b263b6da8792f2a2c8e2eb81ba9b082206b417f6c3a433206dcb7d3"
