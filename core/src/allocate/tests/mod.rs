//! The solver against its definition: small problems, unit by unit.

mod broad;
mod certificate;
mod properties;
#[cfg(feature = "parallel")]
mod threads;
mod tiny;
mod unit_by_unit;
