//! Sheets out: the lists of a programme and a plan as .xlsx and as CSV.
//!
//! What a sheet shows is a [`Page`]; [`xlsx()`] and [`csv()`] write the same
//! pages, so that both say the same. Amounts, counts and days are typed cells,
//! codes and ids are text, and nothing is ever a formula but the sums, which
//! hold what bangfu computed and come to the same when they are computed anew.

mod csv;
mod error;
mod height;
mod left;
mod lists;
mod looks;
mod names;
mod notes;
mod page;
mod plan;
mod template;
mod total;
mod xlsx;

pub use crate::form::List;
pub use csv::{Encoding, csv};
pub use error::{LeftOut, Unwritten};
pub use left::{left_out, left_out_of_plan};
pub use lists::list;
pub use notes::notes;
pub use page::{Cell, Column, Computed, Formula, Kind, Layout, Page};
pub use plan::plan;
pub use template::{Template, template, template_pages};
pub use xlsx::xlsx;
