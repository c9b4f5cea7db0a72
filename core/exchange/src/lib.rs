//! Reads the sheets that offices really keep: gifts, goods, needs and resources
//! in `.xls`, `.xlsx`, `.ods`, `.csv` and `.json`; and writes sheets.
//!
//! A sheet goes through several rooms, each of which knows only those before it:
//! [`source`] turns the bytes of a file into cells, [`table`] finds the header,
//! the columns and the rows, [`remark`] proposes what a remark restricts, and
//! [`record`] makes gifts, goods, needs and resources of the rows. [`import`]
//! puts them into a programme; [`mend`] copies a sheet and puts right what is
//! certain.
//!
//! The other way, [`workbook`] writes the lists of a programme and a plan as
//! `.xlsx` and CSV. Its lists come back whole.
//!
//! Nothing is guessed silently. What could not be read, what was read with
//! doubt, and what was put right is a [`Finding`] with sheet and cell, and all
//! findings of a file come at once. Money is read to the fen or not at all;
//! a quantity that nobody wrote down is unknown and never 1.
//!
//! Like the core it does no I/O and reads no clock: bytes in, values out.

mod error;
mod finding;
mod form;
mod limits;
mod object;
mod sound;
mod watch;
mod words;

pub mod answer;
pub mod facts;
pub mod import;
pub mod mend;
pub mod open;
pub mod record;
pub mod remark;
pub mod repair;
pub mod sheet;
pub mod source;
pub mod table;
pub mod value;
pub mod workbook;

pub use error::{Mend, Notice, Refusal};
pub use finding::{Finding, More, Weight};
pub use limits::Limits;
pub use words::Words;
