use super::{Amount, MoneyError};

/// Reads.
pub fn read(text: &str) -> Result<Amount, MoneyError> {
    let _ = text;
    todo!()
}
