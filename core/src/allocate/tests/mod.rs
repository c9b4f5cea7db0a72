//! The solver against its definition: small problems, unit by unit.

mod certificate;
mod properties;
mod tiny;
mod unit_by_unit;
