//! Rows that many nodes share: each has a stretch of them.
//!
//! Parting a node moves its rows inside its stretch, so that however often nodes
//! are parted, nothing is allocated but two buffers that are kept.

use std::ops::Range;

/// Where a row goes when its node is parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// To the cut.
    Inside,
    /// To what is left.
    Outside,
    /// Out of both.
    Alone,
}

/// The rows, and room to move them.
#[derive(Debug)]
pub(super) struct Arena<T> {
    rows: Vec<T>,
    aside: Vec<T>,
    /// The rows that the last parting took out.
    pub(super) alone: Vec<T>,
}

impl<T: Copy> Arena<T> {
    pub(super) const fn new(rows: Vec<T>) -> Self {
        Self {
            rows,
            aside: Vec::new(),
            alone: Vec::new(),
        }
    }

    pub(super) fn all(&self) -> Range<usize> {
        0..self.rows.len()
    }

    pub(super) fn of(&self, stretch: &Range<usize>) -> &[T] {
        &self.rows[stretch.clone()]
    }

    /// Parts the stretch in two, outside and inside, each in its order. `side`
    /// hears the place of each row in the stretch and may change the row, or
    /// drop it.
    ///
    /// About `inside` rows go inside. Rows of the larger part close up where
    /// they are; those of the other are put aside and follow them.
    pub(super) fn part(
        &mut self,
        stretch: &Range<usize>,
        inside: usize,
        mut side: impl FnMut(usize, &mut T) -> Option<Side>,
    ) -> [Range<usize>; 2] {
        let larger = if 2 * inside > stretch.len() {
            Side::Inside
        } else {
            Side::Outside
        };
        self.aside.clear();
        self.alone.clear();
        let mut end = stretch.start;
        for (place, at) in stretch.clone().enumerate() {
            let mut row = self.rows[at];
            match side(place, &mut row) {
                Some(Side::Alone) => self.alone.push(row),
                Some(side) if side == larger => {
                    self.rows[end] = row;
                    end += 1;
                }
                Some(_) => self.aside.push(row),
                None => {}
            }
        }
        let smaller = end..end + self.aside.len();
        self.rows[smaller.clone()].copy_from_slice(&self.aside);
        let larger_rows = stretch.start..end;
        if larger == Side::Inside {
            [smaller, larger_rows]
        } else {
            [larger_rows, smaller]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_parts_keep_their_order() {
        for inside in [0, 5, 6, 10] {
            parted(inside);
        }
    }

    /// How many rows are said to go inside changes only where they stand.
    fn parted(inside: usize) {
        let mut arena = Arena::new((0..12).collect::<Vec<u32>>());
        let side = |place: usize, row: &mut u32| {
            assert_eq!(place as u32 + 1, *row);
            *row *= 10;
            match *row % 4 {
                0 => Some(Side::Inside),
                2 if *row == 90 => None,
                2 if *row > 60 => Some(Side::Alone),
                _ => Some(Side::Outside),
            }
        };
        let [outside, inside] = arena.part(&(1..11), inside, side);
        assert_eq!(arena.of(&outside), [10, 30, 50]);
        assert_eq!(arena.of(&inside), [20, 40, 60, 80, 100]);
        assert_eq!(arena.alone, [70]);
        assert_eq!(arena.of(&(0..1)), [0]);
        assert_eq!(arena.of(&(11..12)), [11]);
    }
}
