//! Rows that many nodes share: each has a stretch of them.
//!
//! Parting a node moves its rows inside its stretch, so nothing is allocated
//! however often nodes are parted.

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
}

impl<T: Copy> Arena<T> {
    pub(super) const fn new(rows: Vec<T>) -> Self {
        Self {
            rows,
            aside: Vec::new(),
        }
    }

    pub(super) fn all(&self) -> Range<usize> {
        0..self.rows.len()
    }

    pub(super) fn of(&self, stretch: &Range<usize>) -> &[T] {
        &self.rows[stretch.clone()]
    }

    /// Parts the stretch in two, outside and inside, each in its order; rows
    /// that are alone go to `alone`.
    pub(super) fn part(
        &mut self,
        stretch: &Range<usize>,
        side: impl Fn(&T) -> Side,
        alone: &mut Vec<T>,
    ) -> [Range<usize>; 2] {
        self.aside.clear();
        alone.clear();
        if self.aside.capacity() < stretch.len() {
            // Counting costs less than moving what was set aside while it grows.
            let rows = self.rows[stretch.clone()].iter();
            let inside = rows.filter(|row| side(row) == Side::Inside).count();
            self.aside.reserve_exact(inside);
        }
        let mut end = stretch.start;
        for at in stretch.clone() {
            let row = self.rows[at];
            match side(&row) {
                Side::Outside => {
                    self.rows[end] = row;
                    end += 1;
                }
                Side::Inside => self.aside.push(row),
                Side::Alone => alone.push(row),
            }
        }
        let inside = end..end + self.aside.len();
        self.rows[inside.clone()].copy_from_slice(&self.aside);
        [stretch.start..end, inside]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_parts_keep_their_order() {
        let mut arena = Arena::new((0..10).collect::<Vec<u32>>());
        let side = |row: &u32| match row % 3 {
            0 => Side::Inside,
            1 => Side::Outside,
            _ => Side::Alone,
        };
        let mut alone = Vec::new();
        let [outside, inside] = arena.part(&(1..9), side, &mut alone);
        assert_eq!(arena.of(&outside), [1, 4, 7]);
        assert_eq!(arena.of(&inside), [3, 6]);
        assert_eq!(alone, [2, 5, 8]);
        assert_eq!(arena.of(&(0..1)), [0]);
        assert_eq!(arena.of(&(9..10)), [9]);
    }
}
