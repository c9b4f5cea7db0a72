package io.bangfu.exchange.raw

// Written by `cargo xtask bindgen`: not to be edited.

/** Which library these sources belong to. */
internal const val RAW_FINGERPRINT: String =
    "sha256:2b12ee5041d7bdcbe2313ba38578882a002bf2c2f06c4fcf81bb0257eb997651"
