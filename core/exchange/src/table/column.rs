use crate::Notice;
use crate::value::{MoneyUnit, plain};
use crate::words::{Kind, Role, Words};

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
    let exact = |text: &str| {
        let found = words
            .columns()
            .iter()
            .find(|(_, word, anywhere)| !anywhere && word == text);
        found.map(|(role, ..)| *role)
    };
    let inside = || {
        let mut found = words
            .columns()
            .iter()
            .filter(|(_, word, anywhere)| *anywhere && whole.contains(word.as_str()));
        found.next().map(|(role, ..)| *role)
    };
    let bare = || {
        let brackets = whole.contains(['(', ')']);
        brackets.then(|| exact(&without_brackets(whole)))?
    };
    let known = exact(whole).or_else(bare);
    let known = known.map(|role| (role, Sure::Whole));
    known.or_else(|| inside().map(|role| (role, Sure::Inside)))
}

/// Why a column of amounts is none of money that arrived; the labels are those
/// above it, too.
pub(super) fn no_money(labels: &[&str], words: &Words) -> Option<Notice> {
    let label = (*labels.last()?).to_owned();
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
}
