//! Numbers as a spreadsheet keeps them, and sums that agree with ours.
//!
//! A spreadsheet computes with 53 binary digits and shows 15 decimal ones. An
//! amount below 10¹³ yuan has at most 15, so that the number in the cell is
//! read back to the fen.
//!
//! A plain `SUM` of n such amounts with the total t is off by less than
//! n · 2⁻⁵³ · t, since each of the n numbers and each of the partial sums is
//! rounded by 2⁻⁵³ of itself at most, and none exceeds t. Where that is less
//! than a quarter of a fen, rounding to the fen gives the total. Where it might
//! be more, the amounts are first made whole numbers of fen, whose sum is
//! exact.

use bangfu::money::Fen;

use super::page::{Cell, Computed, Formula, Page};
use crate::sheet::address;

/// From so many fen on an amount has more than 15 digits.
const DIGITS: i64 = 1_000_000_000_000_000;

/// The number that stands for an amount, unless it has too many digits.
pub(super) fn number(money: Fen) -> Option<f64> {
    let fits = money.0.unsigned_abs() < DIGITS.unsigned_abs();
    // Of digits the nearest number is read, without any arithmetic of ours.
    fits.then(|| money.to_string().parse().ok()).flatten()
}

/// The number that stands for a count, unless it has too many digits.
pub(super) fn whole(count: u64) -> Option<f64> {
    let fits = count < DIGITS.unsigned_abs();
    fits.then(|| count.to_string().parse().ok()).flatten()
}

/// The sum of a column: a formula with its result, or text where the sum has
/// more than 15 digits.
pub(super) fn of_column(page: &Page, index: usize) -> Cell {
    let cells = page.rows.iter().filter_map(|row| match row.get(index) {
        Some(Cell::Money(money)) => Some(*money),
        _ => None,
    });
    let total = cells
        .clone()
        .fold(0_i128, |sum, money| sum.saturating_add(i128::from(money.0)));
    let first = page.first_row();
    let rows = u32::try_from(page.rows.len()).unwrap_or(u32::MAX);
    let last = first.saturating_add(rows).saturating_sub(1);
    let column = u32::try_from(index).unwrap_or(u32::MAX);
    let range = format!("{}:{}", address(first, column), address(last, column));
    sum(&range, total, cells.count())
}

/// The sum of a range whose cells come to `total` fen.
pub(super) fn sum(range: &str, total: i128, cells: usize) -> Cell {
    let money = i64::try_from(total).ok().filter(|fen| *fen < DIGITS);
    let Some(money) = money.map(Fen) else {
        return Cell::Text(long(total));
    };
    let count = i128::try_from(cells).unwrap_or(i128::MAX);
    let off = total.saturating_mul(count.saturating_add(1));
    // n · 2⁻⁵³ · t is less than a quarter of a fen.
    let text = if off < (1 << 51) {
        format!("=ROUND(SUM({range}),2)")
    } else {
        format!("=SUMPRODUCT(ROUND({range}*100,0))/100")
    };
    Cell::Formula(Formula {
        text,
        result: Computed::Money(money),
    })
}

/// Yuan of any size, grouped.
fn long(total: i128) -> String {
    match i64::try_from(total) {
        Ok(fen) => bangfu::money::grouped(Fen(fen)),
        Err(_) => {
            let (yuan, fen) = (total / 100, total % 100);
            let yuan = u64::try_from(yuan).unwrap_or(u64::MAX);
            format!("{}.{fen:02}", bangfu::allocate::explain::count(yuan))
        }
    }
}
