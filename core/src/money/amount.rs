use serde::Serialize;

use super::{Fen, MoneyError};

/// An amount as it was said: exactly, or only within a bound.
///
/// “138.6万余元” is [`Amount::AtLeast`], and stays it: nothing in bangfu turns
/// a bound into a number that could be added up or paid out.
///
/// # Examples
///
/// ```
/// use bangfu::money::{Amount, Fen, MoneyError, read};
///
/// let announced = read("138.6万余元")?;
/// assert_eq!(announced, Amount::AtLeast(Fen(138_600_000)));
/// assert_eq!(announced.exact(), Err(MoneyError::AmountIsBound));
/// # Ok::<(), MoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schemas", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// This and no other amount.
    Exactly(Fen),
    /// This or more: 余, 多, 逾, 超, 不少于.
    AtLeast(Fen),
    /// This or less: 近, 不足, 不超过.
    AtMost(Fen),
    /// An estimate that may lie on either side: 约, 左右.
    About(Fen),
}

impl Amount {
    /// The amount, if it is exact.
    ///
    /// # Errors
    ///
    /// [`MoneyError::AmountIsBound`] when it is a bound or an estimate.
    pub const fn exact(self) -> Result<Fen, MoneyError> {
        match self {
            Self::Exactly(fen) => Ok(fen),
            Self::AtLeast(_) | Self::AtMost(_) | Self::About(_) => Err(MoneyError::AmountIsBound),
        }
    }

    /// The number that was said, whatever it means.
    ///
    /// It is for showing, never for calculating: see [`Amount::exact`].
    #[must_use]
    pub const fn stated(self) -> Fen {
        match self {
            Self::Exactly(fen) | Self::AtLeast(fen) | Self::AtMost(fen) | Self::About(fen) => fen,
        }
    }

    /// The key that documents use for this kind of amount: `exactly`,
    /// `at_least`, `at_most` or `about`.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Exactly(_) => "exactly",
            Self::AtLeast(_) => "at_least",
            Self::AtMost(_) => "at_most",
            Self::About(_) => "about",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_exact_amount_can_be_used_as_one() {
        let fen = Fen(138_600_000);
        assert_eq!(Amount::Exactly(fen).exact(), Ok(fen));
        for bound in [
            Amount::AtLeast(fen),
            Amount::AtMost(fen),
            Amount::About(fen),
        ] {
            assert_eq!(bound.exact(), Err(MoneyError::AmountIsBound));
            assert_eq!(bound.stated(), fen);
        }
    }

    #[test]
    fn an_amount_is_written_under_its_kind() {
        for amount in [
            Amount::Exactly(Fen(1)),
            Amount::AtLeast(Fen(1)),
            Amount::AtMost(Fen(1)),
            Amount::About(Fen(1)),
        ] {
            let expected = format!("{{\"{}\":\"0.01\"}}", amount.kind());
            assert_eq!(serde_json::to_string(&amount).unwrap(), expected);
        }
    }
}
