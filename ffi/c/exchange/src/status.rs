//! The numbers that the exchange adds to those of `bangfu.h`.
//!
//! They are those with which a call can come back. What is found in cells is in
//! the report of an import, under its name.

use std::ffi::c_char;

use bangfu_c::shim::get;
use bangfu_c::{bf_status, bf_status_name};

/// A file is no .xls, .xlsx, .ods, .csv or .json sheet.
pub const BF_NOT_A_SHEET: bf_status = 5001;
/// A file is protected by a password.
pub const BF_ENCRYPTED_FILE: bf_status = 5002;
/// A file is damaged or cut short.
pub const BF_DAMAGED_FILE: bf_status = 5003;
/// A text is neither UTF-8, UTF-16 nor GB 18030.
pub const BF_BAD_ENCODING: bf_status = 5004;
/// JSON that is no list of objects.
pub const BF_UNEXPECTED_JSON: bf_status = 5005;
/// A mapping, or its words, can't be read.
pub const BF_BAD_MAPPING: bf_status = 5006;
/// Nothing in a file could be taken for a table.
pub const BF_NO_TABLE: bf_status = 5007;
/// Nobody says who received the gifts.
pub const BF_RECIPIENT_WANTED: bf_status = 5401;
/// The programme doesn't know the recipient.
pub const BF_UNKNOWN_RECIPIENT: bf_status = 5402;
/// A need or a project bears the tag of what waits for a person.
pub const BF_HOLD_IS_TAKEN: bf_status = 5403;
/// A file is no plain text.
pub const BF_NOT_A_TEXT: bf_status = 5501;
/// A number that no proposal has.
pub const BF_NO_SUCH_PROPOSAL: bf_status = 5502;
/// A choice of proposals that can't be read.
pub const BF_BAD_CHOICE: bf_status = 5503;
/// More rows than a sheet holds.
pub const BF_SHEET_FULL: bf_status = 5601;
/// More text than a cell holds.
pub const BF_CELL_FULL: bf_status = 5602;
/// A character that GB 18030 has no bytes for.
pub const BF_NOT_IN_ENCODING: bf_status = 5603;
/// A plan was made for another programme. Its name is "OTHER_PROGRAMME".
pub const BF_PLAN_OF_OTHER_PROGRAMME: bf_status = 5604;
/// What can't be written into a workbook.
pub const BF_NOT_A_WORKBOOK: bf_status = 5605;
/// It is not known who publishes.
pub const BF_PUBLISHER_WANTED: bf_status = 5701;
/// The programme doesn't know the publisher.
pub const BF_UNKNOWN_PUBLISHER: bf_status = 5702;
/// The publisher is an individual.
pub const BF_PUBLISHER_IS_PERSON: bf_status = 5703;
/// The publisher has no credit code.
pub const BF_NO_CREDIT_CODE: bf_status = 5704;
/// 360Giving needs a registered prefix.
pub const BF_PREFIX_WANTED: bf_status = 5705;
/// A prefix that 360Giving can't have given.
pub const BF_BAD_PREFIX: bf_status = 5706;
/// What is to be written stands in a plan, and none is given.
pub const BF_PLAN_WANTED: bf_status = 5707;
/// The plan has no grant that can be published.
pub const BF_NOTHING_GRANTED: bf_status = 5708;
/// The plan was not made for this programme.
pub const BF_OTHER_PLAN: bf_status = 5709;
/// The plan contradicts itself or the programme.
pub const BF_UNSOUND_PLAN: bf_status = 5710;
/// A sum that can't be held.
pub const BF_SUM_TOO_LARGE: bf_status = 5711;
/// A name of which nothing may be published.
pub const BF_NOTHING_TO_CALL_IT: bf_status = 5712;
/// An id that would be published and tells of a person.
pub const BF_PERSONAL_ID: bf_status = 5713;
/// An individual received a gift.
pub const BF_PERSON_RECEIVES: bf_status = 5714;
/// Two grants would have one id.
pub const BF_SAME_ID: bf_status = 5715;
/// Options are no object of JSON, or have a key or a value that there is not.
pub const BF_BAD_OPTIONS: bf_status = 5801;
/// An option that the format does not have.
pub const BF_OPTION_NOT_OF_FORMAT: bf_status = 5802;

/// Number and name of each, each name with a NUL.
const NAMES: &[(bf_status, &str)] = &[
    (BF_NOT_A_SHEET, "NOT_A_SHEET\0"),
    (BF_ENCRYPTED_FILE, "ENCRYPTED_FILE\0"),
    (BF_DAMAGED_FILE, "DAMAGED_FILE\0"),
    (BF_BAD_ENCODING, "BAD_ENCODING\0"),
    (BF_UNEXPECTED_JSON, "UNEXPECTED_JSON\0"),
    (BF_BAD_MAPPING, "BAD_MAPPING\0"),
    (BF_NO_TABLE, "NO_TABLE\0"),
    (BF_RECIPIENT_WANTED, "RECIPIENT_WANTED\0"),
    (BF_UNKNOWN_RECIPIENT, "UNKNOWN_RECIPIENT\0"),
    (BF_HOLD_IS_TAKEN, "HOLD_IS_TAKEN\0"),
    (BF_NOT_A_TEXT, "NOT_A_TEXT\0"),
    (BF_NO_SUCH_PROPOSAL, "NO_SUCH_PROPOSAL\0"),
    (BF_BAD_CHOICE, "BAD_CHOICE\0"),
    (BF_SHEET_FULL, "SHEET_FULL\0"),
    (BF_CELL_FULL, "CELL_FULL\0"),
    (BF_NOT_IN_ENCODING, "NOT_IN_ENCODING\0"),
    (BF_PLAN_OF_OTHER_PROGRAMME, "OTHER_PROGRAMME\0"),
    (BF_NOT_A_WORKBOOK, "NOT_A_WORKBOOK\0"),
    (BF_PUBLISHER_WANTED, "PUBLISHER_WANTED\0"),
    (BF_UNKNOWN_PUBLISHER, "UNKNOWN_PUBLISHER\0"),
    (BF_PUBLISHER_IS_PERSON, "PUBLISHER_IS_PERSON\0"),
    (BF_NO_CREDIT_CODE, "NO_CREDIT_CODE\0"),
    (BF_PREFIX_WANTED, "PREFIX_WANTED\0"),
    (BF_BAD_PREFIX, "BAD_PREFIX\0"),
    (BF_PLAN_WANTED, "PLAN_WANTED\0"),
    (BF_NOTHING_GRANTED, "NOTHING_GRANTED\0"),
    (BF_OTHER_PLAN, "OTHER_PLAN\0"),
    (BF_UNSOUND_PLAN, "UNSOUND_PLAN\0"),
    (BF_SUM_TOO_LARGE, "SUM_TOO_LARGE\0"),
    (BF_NOTHING_TO_CALL_IT, "NOTHING_TO_CALL_IT\0"),
    (BF_PERSONAL_ID, "PERSONAL_ID\0"),
    (BF_PERSON_RECEIVES, "PERSON_RECEIVES\0"),
    (BF_SAME_ID, "SAME_ID\0"),
    (BF_BAD_OPTIONS, "BAD_OPTIONS\0"),
    (BF_OPTION_NOT_OF_FORMAT, "OPTION_NOT_OF_FORMAT\0"),
];

/// Returns the name of a status of this header or of bangfu.h, such as
/// "DAMAGED_FILE"; bf_status_name() knows only the latter. NULL for a number
/// that is no status of this version. It lives as long as the program.
#[unsafe(no_mangle)]
pub extern "C" fn bf_exchange_status_name(status: bf_status) -> *const c_char {
    let row = NAMES.iter().find(|(number, _)| *number == status);
    // SAFETY: no pointer is handed over.
    unsafe {
        get(std::ptr::null(), |_| {
            Ok(row.map_or_else(|| bf_status_name(status), |(_, name)| name.as_ptr().cast()))
        })
    }
}
