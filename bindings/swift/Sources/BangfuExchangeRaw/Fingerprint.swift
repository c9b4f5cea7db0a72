// Written by `cargo xtask bindgen`: not to be edited.

/// Which library these sources belong to.
package let rawFingerprint =
    "sha256:b09209559ff8057e67c7e719a4be06b14899a1fe90b5617fa734b48863fc108a"
