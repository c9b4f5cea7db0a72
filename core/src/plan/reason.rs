//! The reasons of a plan: a number for columns, a name for documents.

use super::{GiftReason, NeedReason};

impl NeedReason {
    /// All reasons, in the order in which they are tried.
    pub const ALL: [Self; 9] = [
        Self::UnknownQuantity,
        Self::Met,
        Self::Capped,
        Self::BelowMinimum,
        Self::ZeroWeight,
        Self::NoEligibleGift,
        Self::GroupCapped,
        Self::Outranked,
        Self::Short,
    ];

    /// The number of the reason in columns: 1 to 9, in the order in which they
    /// are tried.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::UnknownQuantity => 1,
            Self::Met => 2,
            Self::Capped => 3,
            Self::BelowMinimum => 4,
            Self::ZeroWeight => 5,
            Self::NoEligibleGift => 6,
            Self::GroupCapped => 7,
            Self::Outranked => 8,
            Self::Short => 9,
        }
    }

    /// The name that documents use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnknownQuantity => "UNKNOWN_QUANTITY",
            Self::Met => "MET",
            Self::Capped => "CAPPED",
            Self::BelowMinimum => "BELOW_MINIMUM",
            Self::ZeroWeight => "ZERO_WEIGHT",
            Self::NoEligibleGift => "NO_ELIGIBLE_GIFT",
            Self::GroupCapped => "GROUP_CAPPED",
            Self::Outranked => "OUTRANKED",
            Self::Short => "SHORT",
        }
    }
}

impl GiftReason {
    /// All reasons, by number. They are tried in this order, but
    /// `NOT_TRIGGERED` right after `USED_UP`.
    pub const ALL: [Self; 8] = [
        Self::NotYetReceived,
        Self::UseByPassed,
        Self::BestBefore,
        Self::UsedUp,
        Self::NoEligibleNeed,
        Self::BelowPack,
        Self::NoFurtherEligibleNeed,
        Self::NotTriggered,
    ];

    /// The number of the reason in columns: 1 to 8. A number is never given to
    /// another reason, so it says nothing of the order in which they are tried.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::NotYetReceived => 1,
            Self::UseByPassed => 2,
            Self::BestBefore => 3,
            Self::UsedUp => 4,
            Self::NoEligibleNeed => 5,
            Self::BelowPack => 6,
            Self::NoFurtherEligibleNeed => 7,
            Self::NotTriggered => 8,
        }
    }

    /// The name that documents use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotYetReceived => "NOT_YET_RECEIVED",
            Self::UseByPassed => "USE_BY_PASSED",
            Self::BestBefore => "BEST_BEFORE",
            Self::UsedUp => "USED_UP",
            Self::NoEligibleNeed => "NO_ELIGIBLE_NEED",
            Self::BelowPack => "BELOW_PACK",
            Self::NoFurtherEligibleNeed => "NO_FURTHER_ELIGIBLE_NEED",
            Self::NotTriggered => "NOT_TRIGGERED",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_written_by_its_name_and_counted_by_its_place() {
        for (number, reason) in (1..).zip(NeedReason::ALL) {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.name());
            assert_eq!(reason.number(), number);
        }
        for (number, reason) in (1..).zip(GiftReason::ALL) {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.name());
            assert_eq!(reason.number(), number);
        }
    }
}
