//! Sorting with one copy of the code.
//!
//! The standard library's sorts are compiled anew for every type and every
//! comparison, four to seven kilobytes each time. Here rows are sorted by their
//! numbers: that code stands once, behind a comparison that it calls, and the rows
//! are moved once at the end.
//!
//! It takes up to a few times as long, so it is for what is sorted once in a call
//! and is a small part of it. What the solver sorts in every node, and long lists
//! of plain numbers, sort by themselves.

use std::cmp::Ordering;

/// Sorts rows; equal ones keep their order. Says where each stood before.
pub(crate) fn sort_by<T>(
    rows: &mut [T],
    mut compare: impl FnMut(&T, &T) -> Ordering,
) -> Vec<usize> {
    let order = order_of(rows.len(), &mut |a, b| match (rows.get(a), rows.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut waiting = order.clone();
    for start in 0..rows.len() {
        // Each cycle of the permutation is walked once: what stood at its start
        // is carried along, until it is to stand where the walk has come.
        let mut at = start;
        while let Some(from) = waiting.get(at).copied().filter(|&from| from != start) {
            rows.swap(at, from);
            if let Some(place) = waiting.get_mut(at) {
                *place = at;
            }
            at = from;
        }
        if let Some(place) = waiting.get_mut(at) {
            *place = at;
        }
    }
    order
}

/// The numbers of so many rows in the order of the rows; those of equal ones
/// ascend.
pub(crate) fn order_of(
    rows: usize,
    compare: &mut dyn FnMut(usize, usize) -> Ordering,
) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_stand_as_the_standard_library_sorts_them(rows in prop::collection::vec((0_u8..9, any::<u16>()), 0..60)) {
            let mut own = rows.clone();
            let order = sort_by(&mut own, |a, b| a.0.cmp(&b.0));
            let mut expected = rows.clone();
            expected.sort_by_key(|row| row.0);
            prop_assert_eq!(&own, &expected);
            let from: Vec<_> = order.iter().map(|&at| rows[at]).collect();
            prop_assert_eq!(from, expected);
        }
    }
}
