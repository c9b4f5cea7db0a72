//! How large a document may be.

/// How large a document may be before it is refused with `TOO_LARGE` or
/// `TOO_DEEP`.
///
/// # Examples
///
/// ```
/// use bangfu::Programme;
/// use bangfu::document::Limits;
///
/// let mut limits = Limits::default();
/// limits.document = 10;
/// let errors = Programme::read_with(b"{\"format\": \"bangfu.programme/1\"}", &limits).unwrap_err();
/// assert_eq!(errors.iter().next().unwrap().name(), "TOO_LARGE");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Open brackets, the root being the first. Default 64.
    pub depth: usize,
    /// Bytes of one text as decoded. Default 64 KiB.
    pub text: usize,
    /// Bytes of the document. Default 512 MiB.
    pub document: usize,
    /// Entries of one list. Default 10,000,000.
    pub entries: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 64,
            text: 64 << 10,
            document: 512 << 20,
            entries: 10_000_000,
        }
    }
}
