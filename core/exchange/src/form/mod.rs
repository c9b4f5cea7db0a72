//! The form that bangfu's own sheets have: which columns each list has, and
//! how an entry goes into a row and comes back.
//!
//! A row says all that its entry says. What the columns can't carry stands in
//! the last one, as a JSON Merge Patch (RFC 7386) over what they say: when a
//! row is written it is read back at once, and the patch is the difference. So
//! nothing can be lost, whatever a later version puts into an entry.
//!
//! The last column is labelled with the list and the version of the form
//! (`bangfu.needs/1`); that label is what tells such a sheet from one that an
//! office keeps.

mod data;
mod fields;
mod log;
mod patch;
mod value;

pub(crate) use data::{Seen, data, is_shown, put, read_data, set};
pub(crate) use fields::{Field, Holds, Shown};
pub(crate) use log::{LOG_LABELS, LOG_NAME, is_log};
pub(crate) use patch::{apply, difference};
pub(crate) use value::{Written, guarded, parse, raw, unguarded, write};

use crate::value::clean;

/// A list of a programme that has a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// Needs (需求).
    Needs,
    /// Projects (项目).
    Projects,
    /// Resources (资源).
    Resources,
    /// Gifts (捐赠).
    Gifts,
    /// Items of goods (物资品种).
    Items,
}

/// What a sheet of ours is, by the label of its last column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Own {
    /// Entries of a list.
    List(List),
    /// What is for reading only: a plan, notes.
    Shown,
    /// A form of another version.
    Unknown,
}

impl List {
    /// All lists, in the order in which a workbook has them.
    pub const ALL: [Self; 5] = [
        Self::Needs,
        Self::Projects,
        Self::Resources,
        Self::Gifts,
        Self::Items,
    ];

    /// Its key in a programme, and its name in a file's name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Needs => "needs",
            Self::Projects => "projects",
            Self::Resources => "resources",
            Self::Gifts => "gifts",
            Self::Items => "items",
        }
    }

    /// Its name in Chinese and in English.
    #[must_use]
    pub const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Needs => ("需求", "Needs"),
            Self::Projects => ("项目", "Projects"),
            Self::Resources => ("资源", "Resources"),
            Self::Gifts => ("捐赠", "Gifts"),
            Self::Items => ("物资品种", "Items"),
        }
    }

    /// The label of the last column.
    pub(crate) fn mark(self) -> String {
        format!("bangfu.{}/1", self.key())
    }

    pub(crate) const fn fields(self) -> &'static [Field] {
        fields::of(self)
    }
}

/// What stands at the foot of pages that are for reading only.
pub(crate) const PLAN_MARK: &str = "bangfu.plan/1";
/// The same for notes.
pub(crate) const NOTES_MARK: &str = "bangfu.notes/1";

/// What the text of a cell says of its sheet; none when it says nothing.
pub(crate) fn own(text: &str) -> Option<Own> {
    let text = clean(text);
    let name = text.strip_prefix("bangfu.")?;
    if [PLAN_MARK, NOTES_MARK].contains(&text.as_str()) {
        return Some(Own::Shown);
    }
    if let Some(list) = List::ALL.into_iter().find(|list| list.mark() == text) {
        return Some(Own::List(list));
    }
    let (name, version) = name.split_once('/')?;
    let known = List::ALL.iter().any(|list| list.key() == name);
    let digits = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
    (known && digits).then_some(Own::Unknown)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_sheet_is_ours_by_its_mark_only() {
        assert_eq!(own("bangfu.needs/1"), Some(Own::List(List::Needs)));
        assert_eq!(own(" bangfu.gifts/1\n"), Some(Own::List(List::Gifts)));
        assert_eq!(own("bangfu.plan/1"), Some(Own::Shown));
        assert_eq!(own("bangfu.needs/2"), Some(Own::Unknown));
        for other in [
            "bangfu",
            "bangfu.needs",
            "需求",
            "bangfu.other/1",
            "bangfu.needs/x",
        ] {
            assert_eq!(own(other), None, "{other}");
        }
    }

    #[test]
    fn no_two_columns_of_a_list_have_one_label() {
        for list in List::ALL {
            let labels = list.fields().iter().flat_map(|field| [field.zh, field.en]);
            let distinct: BTreeSet<_> = labels.clone().collect();
            assert_eq!(distinct.len(), labels.count(), "{list:?}");
        }
    }
}
