//! Allocates earmarked gifts to the needs of villages: lawful, fair, explained,
//! exact to the fen.
//!
//! bangfu 帮扶 is a library without I/O, clock, threads or global state. It
//! reads a programme — the needs, projects and gifts of one day — with its
//! rules, and returns a plan that says who gets how much, from which gift, and
//! why. Anyone can check such a plan with [`verify`].
//!
//! Data goes one way through the rooms, and the modules below are listed in
//! that order: each knows only those above it.

pub mod canonical;
pub mod error;
pub mod misuse;
mod sorted;

pub mod code;
pub mod money;
pub mod time;

pub mod registry;

pub mod lists;

pub mod giving;

pub mod policy;

pub mod programme;

pub mod plan;

pub mod allocate;

pub mod verify;

pub mod document;

pub mod compare;

pub mod fairness;

pub mod finding;

pub mod answer;

error::union! {
    /// Everything that bangfu refuses, whichever room raised it.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu::error::Code;
    ///
    /// fn donated() -> Result<bangfu::money::Fen, bangfu::Error> {
    ///     Ok(bangfu::money::read("138.6万余元")?.exact()?)
    /// }
    /// assert_eq!(donated().unwrap_err().name(), "AMOUNT_IS_BOUND");
    /// ```
    pub enum Error {
        /// An amount, a decimal or a split.
        Money(money::MoneyError),
        /// An identifier.
        Code(code::CodeError),
        /// A date.
        Time(time::TimeError),
        /// Rules that can't be applied to the facts.
        Policy(policy::PolicyError),
        /// A document, with all its errors.
        Document(document::Errors),
        /// An allocation that ends without a plan.
        Allocate(allocate::AllocateError),
    }
}

pub use plan::Plan;
pub use policy::Rules;
pub use programme::Programme;

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    fn rows() -> Vec<(u16, &'static str, &'static str, &'static str)> {
        [
            super::money::MoneyError::TABLE,
            super::code::CodeError::TABLE,
            super::time::TimeError::TABLE,
            super::policy::PolicyError::TABLE,
            super::policy::Warning::TABLE,
            super::document::DocumentError::TABLE,
            super::verify::Violation::TABLE,
            super::compare::CompareError::TABLE,
            super::compare::CompareWarning::TABLE,
            super::fairness::FairnessError::TABLE,
            super::misuse::Misuse::TABLE,
            super::misuse::Defect::TABLE,
            super::answer::AnswerError::TABLE,
            &super::allocate::AllocateError::table(),
        ]
        .concat()
    }

    #[test]
    fn a_number_has_one_name_and_a_name_one_number() {
        let (mut names, mut numbers) = (BTreeMap::new(), BTreeMap::new());
        for (number, name, ..) in rows() {
            assert_eq!(*names.entry(number).or_insert(name), name);
            assert_eq!(*numbers.entry(name).or_insert(number), number);
        }
    }

    #[test]
    fn both_texts_of_a_row_name_the_same_fields() {
        fn fields(text: &str) -> BTreeSet<&str> {
            let opened = text.split('{').skip(1);
            opened
                .filter_map(|rest| rest.split_once('}'))
                .map(|(field, _)| field)
                .collect()
        }
        for (_, name, zh, en) in rows() {
            assert_eq!(fields(zh), fields(en), "{name}");
            assert!(!zh.is_ascii() && !zh.is_empty() && !en.is_empty(), "{name}");
        }
    }
}
