//! The numbers of the interface. They are never reused.

use std::ffi::c_char;

use crate::guard::get;

/// What a call comes back with: BF_OK, or why it did nothing. 1 to 99 say that
/// the call itself was wrong, 1000s that the input is, 2000s the rules, 3000s
/// that there is no plan or a plan is wrong, 9000s that bangfu is.
pub type bf_status = i32;

/// The language of a text for people.
pub type bf_lang = i32;

/// Chinese in simplified characters.
pub const BF_LANG_ZH: bf_lang = 0;
/// English.
pub const BF_LANG_EN: bf_lang = 1;

/// Done.
pub const BF_OK: bf_status = 0;
/// A pointer that must point to something is null.
pub const BF_NULL_POINTER: bf_status = 1;
/// A text is not UTF-8; the error says from which byte on. For GB 18030 there
/// is bf_text_append_gb18030().
pub const BF_NOT_UTF8: bf_status = 2;
/// A handle is of another kind, or was freed.
pub const BF_WRONG_HANDLE: bf_status = 3;
/// Something else is being done with the handle: wait for that call to end.
pub const BF_BUSY: bf_status = 4;
/// Library and header were made for different interfaces.
pub const BF_WRONG_VERSION: bf_status = 5;
/// The memory that the input asks for can't be had; nothing was done.
pub const BF_OUT_OF_MEMORY: bf_status = 6;
/// A length that no object in memory can have.
pub const BF_BAD_LENGTH: bf_status = 7;
/// An index beyond the end.
pub const BF_OUT_OF_BOUNDS: bf_status = 8;
/// The caller's array is too small; the error says how large it must be.
pub const BF_TOO_SMALL: bf_status = 9;
/// A constant that this header doesn't have.
pub const BF_UNKNOWN_CONSTANT: bf_status = 10;
/// A text is not GB 18030; the error says from which byte on.
pub const BF_NOT_GB18030: bf_status = 11;
/// A NUL inside a text.
pub const BF_EMBEDDED_NUL: bf_status = 12;
/// Not an amount.
pub const BF_BAD_AMOUNT: bf_status = 1001;
/// Not a decimal, or one with too many places.
pub const BF_BAD_DECIMAL: bf_status = 1002;
/// An amount that is only bounded stands where an exact one is needed.
pub const BF_AMOUNT_IS_BOUND: bf_status = 1003;
/// Not a code of the kind it should be.
pub const BF_BAD_CODE: bf_status = 1020;
/// Not a date, or one beyond the years 1 to 9999.
pub const BF_BAD_DATE: bf_status = 1040;
/// Not JSON, or not UTF-8.
pub const BF_SYNTAX: bf_status = 1101;
/// Nested too deep.
pub const BF_TOO_DEEP: bf_status = 1102;
/// A text, a list or the document is too large.
pub const BF_TOO_LARGE: bf_status = 1103;
/// A document of no kind that is read here.
pub const BF_UNKNOWN_FORMAT: bf_status = 1104;
/// A key stands twice in one object.
pub const BF_DUPLICATE_KEY: bf_status = 1201;
/// A key that must be there is not.
pub const BF_MISSING_KEY: bf_status = 1202;
/// A key that nobody knows.
pub const BF_UNKNOWN_KEY: bf_status = 1203;
/// Several keys where exactly one must stand.
pub const BF_EXACTLY_ONE: bf_status = 1204;
/// A value of another type.
pub const BF_WRONG_TYPE: bf_status = 1205;
/// A word that nobody knows.
pub const BF_UNKNOWN_VALUE: bf_status = 1206;
/// A number, date or sum outside its range.
pub const BF_OUT_OF_RANGE: bf_status = 1207;
/// An empty list where one must say something.
pub const BF_EMPTY_LIST: bf_status = 1208;
/// Not an id.
pub const BF_BAD_ID: bf_status = 1209;
/// An id that another entry has.
pub const BF_DUPLICATE_ID: bf_status = 1210;
/// A reference, an id or a plan that leads nowhere.
pub const BF_UNKNOWN_REFERENCE: bf_status = 1211;
/// The parts of a gift don't sum to it.
pub const BF_PARTS_DO_NOT_SUM: bf_status = 1212;
/// A column that does not fit the others.
pub const BF_BAD_COLUMN: bf_status = 1213;
/// A floor above what the need may end at.
pub const BF_FLOOR_ABOVE_CAP: bf_status = 1301;
/// A matching that would follow from what needs are granted.
pub const BF_MATCHING_COUPLED: bf_status = 1302;
/// Warning: a condition that matches nothing.
pub const BF_MATCHES_NOTHING: bf_status = 1901;
/// Warning: a figure that counts twice.
pub const BF_FIGURE_COUNTED_TWICE: bf_status = 1902;
/// Warning: a project without needs.
pub const BF_ORPHAN_PROJECT: bf_status = 1903;
/// Warning: a resource that has expired.
pub const BF_EXPIRED_RESOURCE: bf_status = 1904;
/// Two plans of different programmes are compared.
pub const BF_OTHER_PROGRAMME: bf_status = 1905;
/// The rules are not in force on the day, are missing, or are others than those
/// referred to.
pub const BF_RULES_NOT_IN_FORCE: bf_status = 2001;
/// A figure that the rules ask for is missing.
pub const BF_UNKNOWN_FIGURE: bf_status = 2002;
/// A weight that is too large.
pub const BF_WEIGHT_TOO_LARGE: bf_status = 2003;
/// All weights are 0.
pub const BF_WEIGHTS_ALL_ZERO: bf_status = 2004;
/// The pool of a matching is no gift of money, or one in parts.
pub const BF_MATCHING_POOL: bf_status = 2005;
/// A gift that is to trigger a matching is itself a pool.
pub const BF_MATCHING_CHAIN: bf_status = 2006;
/// The floors can't all be met, and the rules say that they must be.
pub const BF_INFEASIBLE_FLOOR: bf_status = 3001;
/// The progress callback stopped the run.
pub const BF_CANCELLED: bf_status = 3002;
/// A line pays a need that the gift may not pay.
pub const BF_INELIGIBLE_LINE: bf_status = 3101;
/// A gift pays more than it has.
pub const BF_OVERSPENT_GIFT: bf_status = 3102;
/// A need gets more than it may.
pub const BF_GRANT_ABOVE_LIMIT: bf_status = 3103;
/// A cap is exceeded.
pub const BF_CAP_BROKEN: bf_status = 3104;
/// Numbers of the plan don't add up.
pub const BF_SUMS_DIFFER: bf_status = 3105;
/// A need gets what an earlier one should have had.
pub const BF_NOT_GREEDY: bf_status = 3106;
/// A gift is used that should have been used later.
pub const BF_USE_ORDER: bf_status = 3107;
/// A reason that is not the first true one.
pub const BF_WRONG_REASON: bf_status = 3108;
/// The plan was made for other bytes.
pub const BF_HASH_DIFFERS: bf_status = 3109;
/// A defect of bangfu: a panic was caught. The same number as BF_PANIC.
pub const BF_DEFECT: bf_status = 9001;
/// A panic of bangfu was caught. What was being written is poisoned: it answers
/// with this from now on and can only be freed.
pub const BF_PANIC: bf_status = 9001;

/// Number and name of every status, each name with a NUL.
const NAMES: &[(bf_status, &str)] = &[
    (BF_OK, "OK\0"),
    (BF_NULL_POINTER, "NULL_POINTER\0"),
    (BF_NOT_UTF8, "NOT_UTF8\0"),
    (BF_WRONG_HANDLE, "WRONG_HANDLE\0"),
    (BF_BUSY, "BUSY\0"),
    (BF_WRONG_VERSION, "WRONG_VERSION\0"),
    (BF_OUT_OF_MEMORY, "OUT_OF_MEMORY\0"),
    (BF_BAD_LENGTH, "BAD_LENGTH\0"),
    (BF_OUT_OF_BOUNDS, "OUT_OF_BOUNDS\0"),
    (BF_TOO_SMALL, "TOO_SMALL\0"),
    (BF_UNKNOWN_CONSTANT, "UNKNOWN_CONSTANT\0"),
    (BF_NOT_GB18030, "NOT_GB18030\0"),
    (BF_EMBEDDED_NUL, "EMBEDDED_NUL\0"),
    (BF_BAD_AMOUNT, "BAD_AMOUNT\0"),
    (BF_BAD_DECIMAL, "BAD_DECIMAL\0"),
    (BF_AMOUNT_IS_BOUND, "AMOUNT_IS_BOUND\0"),
    (BF_BAD_CODE, "BAD_CODE\0"),
    (BF_BAD_DATE, "BAD_DATE\0"),
    (BF_SYNTAX, "SYNTAX\0"),
    (BF_TOO_DEEP, "TOO_DEEP\0"),
    (BF_TOO_LARGE, "TOO_LARGE\0"),
    (BF_UNKNOWN_FORMAT, "UNKNOWN_FORMAT\0"),
    (BF_DUPLICATE_KEY, "DUPLICATE_KEY\0"),
    (BF_MISSING_KEY, "MISSING_KEY\0"),
    (BF_UNKNOWN_KEY, "UNKNOWN_KEY\0"),
    (BF_EXACTLY_ONE, "EXACTLY_ONE\0"),
    (BF_WRONG_TYPE, "WRONG_TYPE\0"),
    (BF_UNKNOWN_VALUE, "UNKNOWN_VALUE\0"),
    (BF_OUT_OF_RANGE, "OUT_OF_RANGE\0"),
    (BF_EMPTY_LIST, "EMPTY_LIST\0"),
    (BF_BAD_ID, "BAD_ID\0"),
    (BF_DUPLICATE_ID, "DUPLICATE_ID\0"),
    (BF_UNKNOWN_REFERENCE, "UNKNOWN_REFERENCE\0"),
    (BF_PARTS_DO_NOT_SUM, "PARTS_DO_NOT_SUM\0"),
    (BF_BAD_COLUMN, "BAD_COLUMN\0"),
    (BF_FLOOR_ABOVE_CAP, "FLOOR_ABOVE_CAP\0"),
    (BF_MATCHING_COUPLED, "MATCHING_COUPLED\0"),
    (BF_MATCHES_NOTHING, "MATCHES_NOTHING\0"),
    (BF_FIGURE_COUNTED_TWICE, "FIGURE_COUNTED_TWICE\0"),
    (BF_ORPHAN_PROJECT, "ORPHAN_PROJECT\0"),
    (BF_EXPIRED_RESOURCE, "EXPIRED_RESOURCE\0"),
    (BF_OTHER_PROGRAMME, "OTHER_PROGRAMME\0"),
    (BF_RULES_NOT_IN_FORCE, "RULES_NOT_IN_FORCE\0"),
    (BF_UNKNOWN_FIGURE, "UNKNOWN_FIGURE\0"),
    (BF_WEIGHT_TOO_LARGE, "WEIGHT_TOO_LARGE\0"),
    (BF_WEIGHTS_ALL_ZERO, "WEIGHTS_ALL_ZERO\0"),
    (BF_MATCHING_POOL, "MATCHING_POOL\0"),
    (BF_MATCHING_CHAIN, "MATCHING_CHAIN\0"),
    (BF_INFEASIBLE_FLOOR, "INFEASIBLE_FLOOR\0"),
    (BF_CANCELLED, "CANCELLED\0"),
    (BF_INELIGIBLE_LINE, "INELIGIBLE_LINE\0"),
    (BF_OVERSPENT_GIFT, "OVERSPENT_GIFT\0"),
    (BF_GRANT_ABOVE_LIMIT, "GRANT_ABOVE_LIMIT\0"),
    (BF_CAP_BROKEN, "CAP_BROKEN\0"),
    (BF_SUMS_DIFFER, "SUMS_DIFFER\0"),
    (BF_NOT_GREEDY, "NOT_GREEDY\0"),
    (BF_USE_ORDER, "USE_ORDER\0"),
    (BF_WRONG_REASON, "WRONG_REASON\0"),
    (BF_HASH_DIFFERS, "HASH_DIFFERS\0"),
    (BF_DEFECT, "DEFECT\0"),
];

/// Returns the name of a status, such as "UNKNOWN_KEY": the word to write into a
/// log. NULL for a number that is no status of this version. It lives as long
/// as the program.
#[unsafe(no_mangle)]
pub extern "C" fn bf_status_name(status: bf_status) -> *const c_char {
    // SAFETY: no pointer is handed over.
    unsafe {
        get(std::ptr::null(), |_| {
            let row = NAMES.iter().find(|(number, _)| *number == status);
            Ok(row.map_or(std::ptr::null(), |(_, name)| name.as_ptr().cast()))
        })
    }
}
