use crate::Notice;
use crate::value::{MoneyUnit, plain};
use crate::words::{Kind, Words};

/// What a column is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A running number.
    Number,
    /// The day on which something arrived.
    Date,
    /// Who gave.
    Donor,
    /// An amount.
    Money,
    /// What else is said, restrictions among it.
    Remark,
    /// The name of goods.
    Item,
    /// Which kind of them.
    Specification,
    /// The unit that goods are counted in.
    Unit,
    /// 单位: the unit of goods, or an organisation; the cells tell.
    Measure,
    /// How many.
    Quantity,
    /// Who got them.
    Receiver,
    /// A province.
    Province,
    /// A prefecture.
    City,
    /// A county.
    County,
    /// A town.
    Town,
    /// A village.
    Village,
    /// A division code.
    Code,
    /// Who needs something.
    Institution,
    /// A category.
    Category,
    /// A project.
    Project,
    /// What is not read on purpose: addresses, telephone numbers, accounts.
    Ignored,
}

const ROLES: [(Role, &str); 21] = [
    (Role::Number, "number"),
    (Role::Date, "date"),
    (Role::Donor, "donor"),
    (Role::Money, "money"),
    (Role::Remark, "remark"),
    (Role::Item, "item"),
    (Role::Specification, "specification"),
    (Role::Unit, "unit"),
    (Role::Measure, "measure"),
    (Role::Quantity, "quantity"),
    (Role::Receiver, "receiver"),
    (Role::Province, "province"),
    (Role::City, "city"),
    (Role::County, "county"),
    (Role::Town, "town"),
    (Role::Village, "village"),
    (Role::Code, "code"),
    (Role::Institution, "institution"),
    (Role::Category, "category"),
    (Role::Project, "project"),
    (Role::Ignored, "ignored"),
];

impl Role {
    /// The role that mapping files call by this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let found = ROLES.iter().find(|(_, known)| *known == word);
        found.map(|(role, _)| *role)
    }

    /// The word for it in mapping files.
    #[must_use]
    pub fn word(self) -> &'static str {
        let found = ROLES.iter().find(|(role, _)| *role == self);
        found.map_or("", |(_, word)| word)
    }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Where it stands, from 0.
    pub index: u32,
    /// Its label, as the sheet has it.
    pub label: String,
    /// What it is about; none where that is not known.
    pub role: Option<Role>,
    /// What its numbers count, where the label says so.
    pub unit: Option<MoneyUnit>,
    /// Why it is not read, although its label is known.
    pub(super) refused: Option<Notice>,
}

/// How sure it is what a column is about; the surer one is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// A person says so.
    Said,
    /// Its label is such a word.
    Whole,
    /// Its label has such a word in it.
    Inside,
}

/// The role of a label.
///
/// A label is compared whole, and without what stands in brackets:
/// `捐赠金额（元）` is 捐赠金额. Words that may stand anywhere come last.
pub(super) fn role(label: &str, words: &Words) -> Option<(Role, Sure)> {
    let whole = plain(label);
    if whole.is_empty() {
        return None;
    }
    let whole = whole.trim_end_matches([':', '*']);
    let bare = without_brackets(whole);
    let exact = |text: &str| {
        let found = words
            .columns
            .iter()
            .find(|(_, word, anywhere)| !anywhere && word == text);
        found.map(|(role, ..)| *role)
    };
    let inside = || {
        let mut found = words
            .columns
            .iter()
            .filter(|(_, word, anywhere)| *anywhere && whole.contains(word.as_str()));
        found.next().map(|(role, ..)| *role)
    };
    let known = exact(whole).or_else(|| exact(&bare));
    let known = known.map(|role| (role, Sure::Whole));
    known.or_else(|| inside().map(|role| (role, Sure::Inside)))
}

/// Why a column of amounts is none of money that arrived; the labels are those
/// above it, too.
pub(super) fn no_money(labels: &[String], words: &Words) -> Option<Notice> {
    let label = labels.last()?.clone();
    if labels.iter().any(|part| words.contains(Kind::Pledge, part)) {
        return Some(Notice::PledgedColumn { label });
    }
    match MoneyUnit::in_brackets(&label) {
        Some(Err(())) => Some(Notice::UnknownUnit { label }),
        _ => None,
    }
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut bare = String::new();
    for character in text.chars() {
        match character {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            other if depth == 0 => bare.push(other),
            _ => {}
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_known_in_its_usual_dresses() {
        let words = Words::default();
        for (label, expected) in [
            ("捐赠(单位/姓名）", Some(Role::Donor)),
            ("捐赠(单位/姓名）个人 ", Some(Role::Donor)),
            ("捐赠金额（元）", Some(Role::Money)),
            ("折算金额（万元）", Some(Role::Money)),
            ("备 注", Some(Role::Remark)),
            ("数量总计", Some(Role::Quantity)),
            ("单位", Some(Role::Measure)),
            ("计量单位", Some(Role::Unit)),
            ("单位：元", None),
            ("本期重点", None),
            ("", None),
        ] {
            let found = role(label, &words).map(|(role, _)| role);
            assert_eq!(found, expected, "{label}");
        }
    }

    #[test]
    fn every_role_has_its_word() {
        for (role, word) in ROLES {
            assert_eq!(Role::from_word(word), Some(role));
            assert_eq!(role.word(), word);
        }
    }
}
