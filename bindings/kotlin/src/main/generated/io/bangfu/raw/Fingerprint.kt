package io.bangfu.raw

// Written by `cargo xtask bindgen`: not to be edited.

/** Which library these sources belong to. */
internal const val RAW_FINGERPRINT: String =
    "sha256:124d9e6792961381f7d9ce5595fdc3fce8dbc41f7cfa9a8eb74237b6c8c36144"
