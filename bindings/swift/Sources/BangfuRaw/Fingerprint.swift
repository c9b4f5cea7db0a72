// Written by `cargo xtask bindgen`: not to be edited.

/// Which library these sources belong to.
package let rawFingerprint =
    "sha256:eb82ecd2c77d784ec11eb201b186298a2830c66c545d59858e312e949d6e946a"
