//! The questions that the command line and every binding ask, answered whole.
//!
//! A binding maps types and decides nothing: which rules apply, what belongs
//! together, what is said in which order is decided here, once for all
//! languages. Answers are data; where formats.md writes a document for one, its
//! `json` is that document.

#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod check;
mod explain;
mod memory;
mod plan;
mod values;
mod verify;

pub use check::{Canonical, Checked, canonical, check};
pub use explain::{Explained, explain_gift, explain_need, no_such_gift, no_such_need};
pub use memory::{probe_files, probe_memory};
pub use plan::{allocate, plan, programme, programme_of_columns, rules};
pub use values::{
    CodeAnswer, add_months, code_check, code_parents, date, money_capital, money_format,
    money_parse, money_read, money_split, quarterly, within,
};
pub use verify::{Judgement, Verified, verify};

crate::error::errors! {
    /// A question that has no answer.
    pub enum AnswerError {
        /// There is no such need.
        1211 NoSuchNeed "UNKNOWN_REFERENCE" { id: String }
            "没有需求「{id}」；请核对编号，并确认方案和这个文件是一套。"
            "there is no need “{id}”; check the id, and that plan and programme belong together."
        /// There is no such gift.
        1211 NoSuchGift "UNKNOWN_REFERENCE" { id: String }
            "没有捐赠「{id}」；请核对编号，并确认方案和这个文件是一套。"
            "there is no gift “{id}”; check the id, and that plan and programme belong together."
        /// The plan was made for another programme.
        1211 OtherProgramme "UNKNOWN_REFERENCE" { plan: crate::registry::Id, programme: crate::registry::Id }
            "方案是为「{plan}」做的，而给出的文件是「{programme}」；请给出同一套。"
            "the plan is for “{plan}”, but the programme given is “{programme}”; give those that belong together."
    }
}
