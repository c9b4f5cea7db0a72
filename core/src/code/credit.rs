use serde::{Serialize, Serializer};

use super::CodeError;

/// Who registers the holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Category {
    /// Unknown.
    Other,
}

/// A 统一社会信用代码 (GB 32100-2015).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditCode([u8; 18]);

impl CreditCode {
    /// Parses.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let _ = text;
        todo!()
    }

    /// The code in upper case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// Whether characters 9–17 pass the check of GB 11714.
    #[must_use]
    pub fn inner_check_ok(&self) -> bool {
        todo!()
    }

    /// The category.
    #[must_use]
    pub fn category(&self) -> Category {
        todo!()
    }
}

impl std::fmt::Debug for CreditCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "CreditCode({})", self.as_str())
    }
}

impl Serialize for CreditCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
