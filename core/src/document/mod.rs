//! The versioned JSON documents.
