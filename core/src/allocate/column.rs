//! Columns that only their own index opens.
//!
//! The solver's data lie in columns: one value for each need, offer, class or
//! cell. An index is made for one kind of row, so a need's index can't be used
//! on an offer's column, and each column is reached through one checked
//! `Index`. An index beyond its column is a defect and stops the run.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// The number of a row of some kind.
pub(super) trait Row: Copy + Ord {
    /// The first row.
    const FIRST: Self;
    /// The row with this number.
    fn new(number: usize) -> Self;
    /// The number of the row.
    fn number(self) -> usize;
}

macro_rules! rows {
    ($( $(#[$meta:meta])* $name:ident )*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) struct $name(u32);

        impl Row for $name {
            const FIRST: Self = Self(0);

            fn new(number: usize) -> Self {
                debug_assert!(u32::try_from(number).is_ok(), "lists hold at most 10^7 entries");
                Self(number as u32)
            }

            fn number(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

rows! {
    /// A need of the problem that may get something, in the order of ties:
    /// place code, then id.
    NeedIndex
    /// A gift, or a part of one, that has something to give, by id and part.
    OfferIndex
    /// Offers that may pay the same needs, in more than one pocket.
    ClassIndex
    /// Needs that the same shared classes may pay.
    CellIndex
    /// Needs of a cell that the same class of their own may pay besides.
    PocketIndex
    /// An offer's turn in the order of use.
    TurnIndex
    /// A pocket, or, after the last pocket, a shared class.
    HomeIndex
    /// Who takes units: a need, or, when it is decided which gift is used
    /// first, offers of one home that follow each other.
    TakerIndex
    /// A cap on a group of needs.
    CapIndex
}

/// One value for each row of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column<I, T> {
    values: Vec<T>,
    row: PhantomData<I>,
}

impl<I: Row, T> Column<I, T> {
    pub(super) const fn new() -> Self {
        Self {
            values: Vec::new(),
            row: PhantomData,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    pub(super) fn rows(&self) -> impl DoubleEndedIterator<Item = I> + use<I, T> {
        (0..self.values.len()).map(I::new)
    }

    pub(super) fn values(&self) -> std::slice::Iter<'_, T> {
        self.values.iter()
    }

    /// How many rows, from the first on, `holds` is true of, where it is of none
    /// after them.
    pub(super) fn partition_point(&self, holds: impl FnMut(&T) -> bool) -> usize {
        self.values.partition_point(holds)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (I, &T)> + Clone {
        self.values
            .iter()
            .enumerate()
            .map(|(number, value)| (I::new(number), value))
    }
}

impl<I, T> Column<I, T> {
    /// What becomes of each value, in the memory that is there.
    pub(super) fn map<U>(self, turn: impl FnMut(T) -> U) -> Column<I, U> {
        Column {
            values: self.values.into_iter().map(turn).collect(),
            row: PhantomData,
        }
    }

    /// The same values for rows of another kind with the same numbers.
    pub(super) fn renumbered<J>(self) -> Column<J, T> {
        Column {
            values: self.values,
            row: PhantomData,
        }
    }
}

impl<I: Row, T: Clone> Column<I, T> {
    pub(super) fn filled(length: usize, value: T) -> Self {
        Self {
            values: vec![value; length],
            row: PhantomData,
        }
    }
}

impl<I: Row, T> FromIterator<T> for Column<I, T> {
    fn from_iter<S: IntoIterator<Item = T>>(values: S) -> Self {
        Self {
            values: values.into_iter().collect(),
            row: PhantomData,
        }
    }
}

impl<I: Row, T> Index<I> for Column<I, T> {
    type Output = T;

    fn index(&self, row: I) -> &T {
        &self.values[row.number()]
    }
}

impl<I: Row, T> IndexMut<I> for Column<I, T> {
    fn index_mut(&mut self, row: I) -> &mut T {
        &mut self.values[row.number()]
    }
}

/// For each row of one kind the rows of another that it is joined with.
#[derive(Clone, Debug)]
pub(super) struct Links<I, J> {
    starts: Vec<u32>,
    ends: Vec<J>,
    row: PhantomData<I>,
}

impl<I: Row, J: Copy> Links<I, J> {
    pub(super) fn new() -> Self {
        Self {
            starts: vec![0],
            ends: Vec::new(),
            row: PhantomData,
        }
    }

    /// Adds the next row of `I` with what it is joined with.
    pub(super) fn push(&mut self, ends: impl IntoIterator<Item = J>) -> I {
        self.ends.extend(ends);
        self.starts.push(self.ends.len() as u32);
        I::new(self.starts.len() - 2)
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = I> + use<I, J> {
        (0..self.len()).map(I::new)
    }

    /// For each of `count` rows the ends that it is paired with, in the order of
    /// the pairs.
    pub(super) fn gather(count: usize, pairs: impl Iterator<Item = (I, J)> + Clone) -> Self {
        let mut starts = vec![0_u32; count + 1];
        for (row, _) in pairs.clone() {
            starts[row.number() + 1] += 1;
        }
        for row in 1..starts.len() {
            starts[row] += starts[row - 1];
        }
        let total = starts.last().copied().unwrap_or(0) as usize;
        let any = pairs.clone().next();
        let mut ends: Vec<J> = any.map_or_else(Vec::new, |(_, end)| vec![end; total]);
        let mut next = starts.clone();
        for (row, end) in pairs {
            let slot = &mut next[row.number()];
            ends[*slot as usize] = end;
            *slot += 1;
        }
        Self {
            starts,
            ends,
            row: PhantomData,
        }
    }

    /// The ends of all rows, one row after the other.
    pub(super) fn ends(&self) -> &[J] {
        &self.ends
    }

    pub(super) fn of(&self, row: I) -> &[J] {
        let start = self.starts[row.number()] as usize;
        let end = self.starts[row.number() + 1] as usize;
        &self.ends[start..end]
    }
}
