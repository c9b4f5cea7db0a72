use super::CodeError;

/// What the sequence digit says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// Even.
    Female,
    /// Odd.
    Male,
}

/// An ID number.
pub struct IdNumber([u8; 18]);

impl IdNumber {
    /// Parses.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let _ = text;
        todo!()
    }

    /// Masked.
    #[must_use]
    pub fn masked(&self) -> String {
        todo!()
    }

    /// Keyed hash.
    #[must_use]
    pub fn keyed_hash(&self, key: &[u8]) -> [u8; 32] {
        let _ = (key, &self.0);
        todo!()
    }

    /// Sex.
    #[must_use]
    pub fn sex(&self) -> Sex {
        todo!()
    }
}
