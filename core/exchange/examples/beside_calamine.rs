//! Reads files beside the bare library, in turns: `beside_calamine ROUNDS FILE…`.
//!
//! *bare* opens the file and builds the cells of each sheet, as a caller of the
//! library does; *cells* is [`source::read`], which measures and limits besides;
//! *records* is [`record::read`], with header, rows, amounts, days, remarks and
//! findings. The fastest of all rounds is printed.

#![allow(
    clippy::float_arithmetic,
    clippy::print_stdout,
    reason = "a ratio is printed"
)]

use std::error::Error;
use std::io::Cursor;
use std::time::{Duration, Instant};

use bangfu_exchange::table::Mapping;
use bangfu_exchange::{Limits, record, source};
use calamine::{Data, Reader, open_workbook_auto_from_rs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let rounds: usize = arguments.next().ok_or("how many rounds?")?.parse()?;
    for path in arguments {
        let bytes = std::fs::read(&path)?;
        let (limits, mapping) = (Limits::default(), Mapping::default());
        let mut best = [Duration::MAX; 3];
        let mut rows = 0;
        for _ in 0..rounds {
            let (bare, used) = timed(|| bare(&bytes));
            let (cells, book) = timed(|| source::read(&bytes, &path, &limits));
            let (records, reading) = timed(|| record::read(&bytes, &path, &mapping, &limits));
            // What is read is used, or it would not be read.
            let (used, book) = (used?, book?);
            let kept: usize = book
                .sheets
                .iter()
                .map(bangfu_exchange::sheet::Sheet::len)
                .sum();
            assert!(kept <= used, "{kept} of {used} cells");
            rows = reading?.tables.iter().map(record::Records::len).sum();
            for (best, found) in best.iter_mut().zip([bare, cells, records]) {
                *best = (*best).min(found);
            }
        }
        let [bare, cells, records] = best.map(|time| time.as_secs_f64() * 1000.0);
        println!(
            "{path}: {rows} rows; bare {bare:.1} ms, cells {cells:.1} ms ({:.2}), records {records:.1} ms ({:.2})",
            cells / bare,
            records / bare,
        );
    }
    Ok(())
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

/// How many cells hold something.
fn bare(bytes: &[u8]) -> Result<usize, calamine::Error> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes))?;
    let mut used = 0;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name)?;
        used += range
            .cells()
            .filter(|(.., cell)| **cell != Data::Empty)
            .count();
    }
    Ok(used)
}
