# Written by `cargo xtask bindgen`: not to be edited.
"""Which library these sources belong to."""

FINGERPRINT = "sha256:c92cc501137dde20edcd7652d430ea4c9062f6bdd5bd45683928740311b5e80b"
