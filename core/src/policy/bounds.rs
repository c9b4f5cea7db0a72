//! Between which bounds a need may be funded.

use crate::giving::Facts;
use crate::lists::{Asked, Need, Quantity};

/// How far a need may be funded, in fen or in units of its item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// What it asks for in all; none when unknown or unlimited.
    pub required: Option<i64>,
    /// Where it stands before the plan.
    pub already: i64,
    /// What it is guaranteed, `already` included.
    pub floor: i64,
    /// What it may end at, `already` included; `i64::MAX` when unlimited, 0
    /// when unknown.
    pub limit: i64,
    /// How many units are moved at once: 1 for money.
    pub pack: i64,
}

impl Bounds {
    /// The bounds of a need.
    #[must_use]
    pub fn of(facts: Facts<'_>, need: &Need) -> Self {
        match &need.asked {
            Asked::Money(asked) => Self {
                required: Some(asked.money.0),
                already: asked.already.0,
                floor: asked.floor.0,
                limit: asked.limit().0,
                pack: 1,
            },
            Asked::Goods(asked) => {
                let pack = facts
                    .lists
                    .item(&asked.goods.item)
                    .map_or(1, |item| item.pack);
                let (required, limit) = match asked.goods.quantity {
                    // Counts of a document are at most 2^53 − 1.
                    Quantity::Known(units) | Quantity::AtLeast(units) => {
                        (Some(units.cast_signed()), units.cast_signed())
                    }
                    Quantity::Unknown => (None, 0),
                    Quantity::Unlimited => (None, i64::MAX),
                };
                let already = asked.already.cast_signed();
                Self {
                    required,
                    already,
                    floor: 0,
                    limit,
                    pack: pack.cast_signed(),
                }
            }
        }
    }

    /// How much the plan may add at most: whole packs.
    #[must_use]
    pub const fn room(&self) -> i64 {
        let room = self.limit.saturating_sub(self.already);
        if room <= 0 {
            0
        } else {
            room / self.pack * self.pack
        }
    }
}
