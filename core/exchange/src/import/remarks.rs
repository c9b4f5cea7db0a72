//! The remarks of gifts, each counted once.

use std::collections::HashMap;
use std::sync::Arc;

use bangfu::money::Fen;

use super::Remark;
use crate::remark::Proposal;

/// A remark, and the gifts that have it.
#[derive(Debug)]
struct Counted {
    proposal: Arc<Proposal>,
    gifts: usize,
    money: Fen,
}

/// Where a remark stands among all.
fn index(remark: u32) -> usize {
    usize::try_from(remark).unwrap_or(usize::MAX)
}

/// Remarks by their text. One text means one thing for most amounts.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    all: Vec<Counted>,
    known: HashMap<String, Vec<u32>>,
    /// In which order gifts that are new have them.
    order: Vec<u32>,
}

impl Remarks {
    /// Which remark this is.
    pub(super) fn of(&mut self, proposal: &Arc<Proposal>) -> Option<u32> {
        let next = u32::try_from(self.all.len()).ok()?;
        let meanings = match self.known.get_mut(&proposal.text) {
            Some(meanings) => meanings,
            None => self.known.entry(proposal.text.clone()).or_default(),
        };
        let same = |at: &&u32| {
            let known = self.all.get(index(**at));
            known.is_some_and(|own| {
                Arc::ptr_eq(&own.proposal, proposal) || own.proposal == *proposal
            })
        };
        if let Some(found) = meanings.iter().find(same) {
            return Some(*found);
        }
        meanings.push(next);
        self.all.push(Counted {
            proposal: Arc::clone(proposal),
            gifts: 0,
            money: Fen::ZERO,
        });
        Some(next)
    }

    /// Counts a new gift to its remark.
    pub(super) fn count(&mut self, remark: u32, money: Fen) {
        let Some(own) = self.all.get_mut(index(remark)) else {
            return;
        };
        if own.gifts == 0 {
            self.order.push(remark);
        }
        own.gifts = own.gifts.saturating_add(1);
        own.money = own.money.checked_add(money).unwrap_or(Fen::MAX);
    }

    /// Those that new gifts have, in the order of these.
    pub(super) fn of_new_gifts(self) -> Vec<Remark> {
        let mut all: Vec<Option<Counted>> = self.all.into_iter().map(Some).collect();
        let order = self.order.into_iter();
        let found = order.filter_map(|at| all.get_mut(index(at)).and_then(Option::take));
        let remark = |own: Counted| Remark {
            proposal: Arc::unwrap_or_clone(own.proposal),
            gifts: own.gifts,
            money: own.money,
        };
        found.map(remark).collect()
    }
}
