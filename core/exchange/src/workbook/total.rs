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

#[cfg(test)]
#[allow(clippy::float_arithmetic, reason = "as a spreadsheet computes")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a spreadsheet without any compensation makes of a formula.
    fn computed(formula: &str, cells: &[i64]) -> f64 {
        let cells = cells.iter().filter_map(|fen| number(Fen(*fen)));
        if formula.starts_with("=ROUND(SUM(") {
            (cells.sum::<f64>() * 100.0).round() / 100.0
        } else {
            cells.map(|cell| (cell * 100.0).round()).sum::<f64>() / 100.0
        }
    }

    fn agrees(cells: &[i64]) -> bool {
        let total: i128 = cells.iter().map(|fen| i128::from(*fen)).sum();
        match sum("A1:A9", total, cells.len()) {
            Cell::Formula(Formula {
                text,
                result: Computed::Money(money),
            }) => Some(computed(&text, cells)) == number(money) && i128::from(money.0) == total,
            Cell::Text(_) => total >= i128::from(DIGITS),
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn a_formula_comes_to_the_same_fen(
            largest in 1_i64..1_000_000_000_000_000,
            cells in prop::collection::vec(0_i64..1_000_000_000_000_000, 1..400),
        ) {
            let cells: Vec<i64> = cells.iter().map(|fen| fen % largest).collect();
            prop_assert!(agrees(&cells));
        }
    }

    #[test]
    fn many_amounts_that_no_binary_number_hits_agree() {
        for (fen, cells) in [
            (1_i64, 100_000_usize),
            (7, 99_999),
            (33_333_333_333, 30_000),
        ] {
            assert!(agrees(&vec![fen; cells]), "{fen}");
        }
    }

    #[test]
    fn an_amount_of_fifteen_digits_is_a_number_and_one_of_sixteen_is_none() {
        assert_eq!(number(Fen(999_999_999_999_999)), Some(9_999_999_999_999.99));
        assert_eq!(number(Fen(1_000_000_000_000_000)), None);
        assert_eq!(whole(999_999_999_999_999), Some(999_999_999_999_999.0));
        assert_eq!(whole(1_000_000_000_000_000), None);
    }
}
