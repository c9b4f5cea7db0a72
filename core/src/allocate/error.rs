use crate::error::{At, Code, Lang, Pointer};
use crate::money::Fen;
use crate::policy::PolicyError;
use crate::registry::Id;

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AllocateError {
    /// The rule book can't be applied to the programme: everything that is
    /// wrong, with its place. Never empty.
    #[error("{}", first(.0, Lang::En))]
    Policy(Vec<At<PolicyError>>),
    /// The floors can't all be met, and the rules say that they must be.
    #[error("{}", self.text(Lang::En))]
    InfeasibleFloor {
        /// The needs that stay below their floor, by id.
        needs: Vec<Id>,
        /// What they lack together.
        short: Fen,
    },
    /// [`Progress`](super::Progress) stopped the run.
    #[error("{}", self.text(Lang::En))]
    Cancelled,
    /// More than [`MAX_DROPPED`](super::MAX_DROPPED) needs are left below the
    /// minimum grant.
    #[error("{}", self.text(Lang::En))]
    TooManyDropped,
    /// A sum over the programme leaves the numbers that can be held.
    #[error("{}", self.text(Lang::En))]
    OutOfRange,
}

impl AllocateError {
    /// Where in the programme the reason stands.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        let allocation = || Pointer::root().key("rules").key("allocation");
        match self {
            Self::Policy(errors) => errors
                .first()
                .map_or_else(Pointer::root, |at| at.pointer.clone()),
            Self::InfeasibleFloor { .. } => allocation().key("floors"),
            Self::TooManyDropped => allocation().key("minimum_grant"),
            Self::Cancelled | Self::OutOfRange => Pointer::root(),
        }
    }

    /// Number, name and both texts of what is not a policy's error.
    fn row(&self) -> (u16, &'static str, &'static str, &'static str) {
        match self {
            // Its errors have numbers of their own; an empty list is a defect.
            Self::Policy(_) => (9001, "DEFECT", "内部缺陷", "a defect"),
            Self::InfeasibleFloor { .. } => (
                3001,
                "INFEASIBLE_FLOOR",
                "保底无法全部满足，合计还差 {short} 元；请增加可用资金、调低保底，或把 floors.short 设为 pro_rata",
                "the floors can't all be met and lack {short} yuan; bring more money, lower the floors, or set floors.short to pro_rata",
            ),
            Self::Cancelled => (
                3002,
                "CANCELLED",
                "分配已取消",
                "the allocation was cancelled",
            ),
            Self::TooManyDropped => (
                1103,
                "TOO_LARGE",
                "低于最低拨付额而须剔除的需求超过 1000 项；请调低 minimum_grant",
                "more than 1000 needs would be dropped for the minimum grant; lower minimum_grant",
            ),
            Self::OutOfRange => (
                1207,
                "OUT_OF_RANGE",
                "合计超出可表示的范围",
                "a sum leaves the range that can be held",
            ),
        }
    }
}

impl Code for AllocateError {
    fn number(&self) -> u16 {
        match self {
            Self::Policy(errors) => errors.first().map_or(9001, |at| at.error.number()),
            _ => self.row().0,
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Policy(errors) => errors.first().map_or("DEFECT", |at| at.error.name()),
            _ => self.row().1,
        }
    }

    fn text(&self, lang: Lang) -> String {
        let (_, _, zh, en) = self.row();
        let text = lang.choose(zh, en);
        match self {
            Self::Policy(errors) => first(errors, lang),
            Self::InfeasibleFloor { short, .. } => text.replace("{short}", &short.to_string()),
            _ => text.to_owned(),
        }
    }
}

fn first(errors: &[At<PolicyError>], lang: Lang) -> String {
    errors
        .first()
        .map_or_else(String::new, |at| at.error.text(lang))
}

#[cfg(test)]
impl AllocateError {
    /// Number, name and both texts, as the tables of the other rooms have them.
    pub(crate) fn table() -> Vec<(u16, &'static str, &'static str, &'static str)> {
        let short = Self::InfeasibleFloor {
            needs: Vec::new(),
            short: Fen::ZERO,
        };
        let rows = [
            Self::Policy(Vec::new()),
            short,
            Self::Cancelled,
            Self::TooManyDropped,
            Self::OutOfRange,
        ];
        rows.iter().map(Self::row).collect()
    }
}
