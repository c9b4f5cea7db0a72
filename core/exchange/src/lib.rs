//! Reads the sheets that offices really keep: gifts, goods and needs in
//! `.xls`, `.xlsx`, `.ods`, `.csv` and `.json`.
//!
//! A sheet goes through four rooms, each of which knows only those before it:
//! [`source`] turns the bytes of a file into cells, [`table`] finds the header,
//! the columns and the rows, [`remark`] proposes what a remark restricts, and
//! [`record`] makes gifts, goods and needs of the rows. [`import`] puts them
//! into a programme.
//!
//! Nothing is guessed silently. What could not be read, what was read with
//! doubt, and what was put right is a [`Finding`] with sheet and cell, and all
//! findings of a file come at once. Money is read to the fen or not at all;
//! a quantity that nobody wrote down is unknown and never 1.
//!
//! Like the core it does no I/O and reads no clock: bytes in, values out.

mod error;
mod finding;
mod limits;
mod words;

pub mod facts;
pub mod import;
pub mod record;
pub mod remark;
pub mod repair;
pub mod sheet;
pub mod source;
pub mod table;
pub mod value;

pub use error::{Notice, Refusal};
pub use finding::{Finding, Weight};
pub use limits::Limits;
pub use words::Words;
