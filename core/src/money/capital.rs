use super::{Fen, MoneyError};

/// Writes.
pub fn capital(amount: Fen) -> Result<String, MoneyError> {
    let _ = amount;
    todo!()
}
