package io.bangfu.raw

// Written by `cargo xtask bindgen`: not to be edited.

/** Which library these sources belong to. */
internal const val RAW_FINGERPRINT: String =
    "sha256:3e69f617d8fe0f99bbe119e109e56a065190db6701cbac5b5a25171c0adc861b"
