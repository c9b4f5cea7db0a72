//! Why this much, in words and as data.
