use super::{Fen, MoneyError, Share};

/// Splits.
pub fn split(pot: Fen, weights: &[Share]) -> Result<Vec<Fen>, MoneyError> {
    let _ = (pot, weights);
    todo!()
}

/// Splits.
pub fn split_webster(pot: Fen, weights: &[Share]) -> Result<Vec<Fen>, MoneyError> {
    let _ = (pot, weights);
    todo!()
}
