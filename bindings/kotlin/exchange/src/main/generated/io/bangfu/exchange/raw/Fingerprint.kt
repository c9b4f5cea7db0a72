package io.bangfu.exchange.raw

// Written by `cargo xtask bindgen`: not to be edited.

/** Which library these sources belong to. */
internal const val RAW_FINGERPRINT: String =
    "sha256:b09209559ff8057e67c7e719a4be06b14899a1fe90b5617fa734b48863fc108a"
