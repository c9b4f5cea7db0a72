//! Whom a purse may pay, and who has not been reached yet.
//!
//! Where many purses may pay nearly everybody, only those are listed whom they
//! may not pay. Such a purse reaches all who have not been reached, but those:
//! what has been reached is skipped and not looked at again.

/// The seekers that a purse may pay, as indices, ascending.
#[derive(Clone, Debug)]
pub(super) enum Holds {
    These(Vec<usize>),
    AllBut(Vec<usize>),
}

impl Holds {
    pub(super) fn contains(&self, seeker: usize) -> bool {
        match self {
            Self::These(these) => these.binary_search(&seeker).is_ok(),
            Self::AllBut(missing) => missing.binary_search(&seeker).is_err(),
        }
    }

    /// How many of the seekers it holds of which `counts` is true; of all
    /// seekers it is true of `all`.
    pub(super) fn count(&self, all: usize, counts: impl Fn(usize) -> bool) -> usize {
        let listed = |list: &[usize]| list.iter().filter(|&&seeker| counts(seeker)).count();
        match self {
            Self::These(these) => listed(these),
            Self::AllBut(missing) => all - listed(missing),
        }
    }
}

/// Rows of which some have been reached.
#[derive(Debug)]
pub(super) struct Unreached {
    /// Each row, if it has not been reached, or one after it.
    next: Vec<usize>,
}

impl Unreached {
    pub(super) fn all(count: usize) -> Self {
        Self {
            next: (0..=count).collect(),
        }
    }

    pub(super) fn reach(&mut self, row: usize) {
        self.next[row] = row + 1;
    }

    /// Reaches all that are held; says which are new.
    pub(super) fn take(&mut self, holds: &Holds) -> Vec<usize> {
        match holds {
            Holds::These(these) => {
                let new = these.iter().copied().filter(|&row| self.next[row] == row);
                let new: Vec<usize> = new.collect();
                new.iter().for_each(|&row| self.reach(row));
                new
            }
            Holds::AllBut(missing) => self.take_but(missing),
        }
    }

    /// Reaches all but these, which ascend; says which are new.
    pub(super) fn take_but(&mut self, missing: &[usize]) -> Vec<usize> {
        let mut missing = missing.iter().copied().peekable();
        let mut new = Vec::new();
        let mut row = self.first(0);
        while row + 1 < self.next.len() {
            while missing.next_if(|&other| other < row).is_some() {}
            if missing.peek() != Some(&row) {
                self.reach(row);
                new.push(row);
            }
            row = self.first(row + 1);
        }
        new
    }

    /// The first row, from this one on, that has not been reached.
    fn first(&mut self, mut row: usize) -> usize {
        while self.next[row] != row {
            // The next one who comes by has half as far to go.
            self.next[row] = self.next[self.next[row]];
            row = self.next[row];
        }
        row
    }
}
