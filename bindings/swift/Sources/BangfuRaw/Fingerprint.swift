// Written by `cargo xtask bindgen`: not to be edited.

/// Which library these sources belong to.
package let rawFingerprint =
    "sha256:55f59fc07c52d746542a01b6eaf223cd6426535202c95da0d9cd7de83dd53a53"
