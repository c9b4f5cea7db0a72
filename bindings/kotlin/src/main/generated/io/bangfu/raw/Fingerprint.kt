package io.bangfu.raw

// Written by `cargo xtask bindgen`: not to be edited.

/** Which library these sources belong to. */
internal const val RAW_FINGERPRINT: String =
    "sha256:eb82ecd2c77d784ec11eb201b186298a2830c66c545d59858e312e949d6e946a"
