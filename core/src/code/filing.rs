use super::CodeError;

/// A filing number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilingNumber([u8; 24]);

impl FilingNumber {
    /// Parses.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let _ = text;
        todo!()
    }

    /// The number in upper case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// Whether the check digit of the credit code in it fits.
    #[must_use]
    pub fn check_ok(&self) -> bool {
        todo!()
    }
}
