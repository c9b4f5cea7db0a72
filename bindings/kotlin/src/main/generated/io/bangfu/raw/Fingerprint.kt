package io.bangfu.raw

// Written by `cargo xtask bindgen`: not to be edited.

/** Which library these sources belong to. */
internal const val RAW_FINGERPRINT: String =
    "sha256:e19d8f7408a07188bc79612fc5f27069c54bf97cc8c86f9f56217c0ce0baab7d"
