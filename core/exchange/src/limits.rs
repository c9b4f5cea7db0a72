use bangfu::finding::MOST;

/// How much of a file is read before it is refused.
///
/// # Examples
///
/// ```
/// let mut limits = bangfu_exchange::Limits::default();
/// limits.cells = 1000;
/// let long = "a\n".repeat(1001);
/// let refusal = bangfu_exchange::source::read(long.as_bytes(), "long.csv", &limits).unwrap_err();
/// assert_eq!(bangfu::error::Code::name(&refusal), "TOO_LARGE");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Bytes of the file when unpacked.
    pub unpacked: u64,
    /// Cells of the file, all sheets together.
    pub cells: usize,
    /// Bytes of the text of one cell.
    pub text: usize,
    /// Merged areas of a sheet.
    pub merged: usize,
    /// Bytes of a text.
    pub prose: usize,
    /// Findings of each kind; the rest is counted.
    pub findings: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            unpacked: 512 << 20,
            cells: 1 << 22,
            text: 64 << 10,
            merged: 1 << 16,
            prose: 64 << 20,
            findings: MOST,
        }
    }
}
