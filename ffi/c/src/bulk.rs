//! Needs and gifts that come in as columns.

use std::ffi::{c_char, c_void};

use bangfu::answer;
use bangfu::document::{GiftColumns, NeedColumns, Texts};
use bangfu::misuse::Misuse;

use crate::contract::{Contract, NTS};
use crate::error::bf_error;
use crate::guard::call;
use crate::programme::{Facts, bf_programme};
use crate::status::bf_status;

/// Which column an array is; its type stands beside each constant.
pub type bf_column = i32;

/// Of `char`: the ids of the needs, one after the other; what rows there are,
/// BF_COLUMN_NEED_ID_ENDS says.
pub const BF_COLUMN_NEED_ID: bf_column = 1;
/// Of `uint64_t`: where each id ends, in bytes: an entry for every need.
pub const BF_COLUMN_NEED_ID_ENDS: bf_column = 2;
/// Of `uint64_t`: division codes as numbers of 6, 9 or 12 digits:
/// 511781109390.
pub const BF_COLUMN_NEED_PLACE: bf_column = 3;
/// Of `char`: the ids of the projects that BF_COLUMN_NEED_PROJECT counts.
pub const BF_COLUMN_NEED_PROJECTS: bf_column = 4;
/// Of `uint64_t`: where each of these ends.
pub const BF_COLUMN_NEED_PROJECTS_ENDS: bf_column = 5;
/// Of `uint32_t`: which project, counted from 0, or BF_NO_INDEX.
pub const BF_COLUMN_NEED_PROJECT: bf_column = 6;
/// Of `char`: the categories that BF_COLUMN_NEED_CATEGORY counts.
pub const BF_COLUMN_NEED_CATEGORIES: bf_column = 7;
/// Of `uint64_t`: where each of these ends.
pub const BF_COLUMN_NEED_CATEGORIES_ENDS: bf_column = 8;
/// Of `uint32_t`: which category, or BF_NO_INDEX for that of the project.
pub const BF_COLUMN_NEED_CATEGORY: bf_column = 9;
/// Of `uint32_t`: tiers, from 1 on.
pub const BF_COLUMN_NEED_TIER: bf_column = 10;
/// Of `int64_t`: what is asked for in all, in fen.
pub const BF_COLUMN_NEED_MONEY: bf_column = 11;
/// Of `int64_t`: what is there already, in fen.
pub const BF_COLUMN_NEED_ALREADY: bf_column = 12;
/// Of `int64_t`: floors, in fen.
pub const BF_COLUMN_NEED_FLOOR: bf_column = 13;
/// Of `int64_t`: caps, in fen.
pub const BF_COLUMN_NEED_CAP: bf_column = 14;
/// Of `uint64_t`: weights in millionths.
pub const BF_COLUMN_NEED_WEIGHT: bf_column = 15;
/// Of `char`: the ids of the gifts.
pub const BF_COLUMN_GIFT_ID: bf_column = 101;
/// Of `uint64_t`: where each id ends: an entry for every gift.
pub const BF_COLUMN_GIFT_ID_ENDS: bf_column = 102;
/// Of `char`: the ids of the organisations that the next two count.
pub const BF_COLUMN_GIFT_ORGANISATIONS: bf_column = 103;
/// Of `uint64_t`: where each of these ends.
pub const BF_COLUMN_GIFT_ORGANISATIONS_ENDS: bf_column = 104;
/// Of `uint32_t`: which organisation gave, counted from 0.
pub const BF_COLUMN_GIFT_DONOR: bf_column = 105;
/// Of `uint32_t`: which organisation received.
pub const BF_COLUMN_GIFT_RECIPIENT: bf_column = 106;
/// Of `uint32_t`: days as numbers: 20240402.
pub const BF_COLUMN_GIFT_RECEIVED_ON: bf_column = 107;
/// Of `int64_t`: what was given, in fen.
pub const BF_COLUMN_GIFT_MONEY: bf_column = 108;
/// Of `char`: the forces that BF_COLUMN_GIFT_FORCE counts: "east_west" and so
/// on.
pub const BF_COLUMN_GIFT_FORCES: bf_column = 109;
/// Of `uint64_t`: where each of these ends.
pub const BF_COLUMN_GIFT_FORCES_ENDS: bf_column = 110;
/// Of `uint32_t`: which force, or BF_NO_INDEX.
pub const BF_COLUMN_GIFT_FORCE: bf_column = 111;
/// Of `char`: the restrictions that BF_COLUMN_GIFT_RESTRICTION counts, each
/// as JSON.
pub const BF_COLUMN_GIFT_RESTRICTIONS: bf_column = 112;
/// Of `uint64_t`: where each of these ends.
pub const BF_COLUMN_GIFT_RESTRICTIONS_ENDS: bf_column = 113;
/// Of `uint32_t`: which restriction, or BF_NO_INDEX for "none".
pub const BF_COLUMN_GIFT_RESTRICTION: bf_column = 114;
/// Of `uint32_t`: agreed ceilings of overhead in millionths, or BF_NO_INDEX.
pub const BF_COLUMN_GIFT_OVERHEAD: bf_column = 115;
/// Of `uint32_t`: last days of use as numbers, or BF_NO_INDEX.
pub const BF_COLUMN_GIFT_USE_BY: bf_column = 116;

/// What the entries of a column are.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Wide,
    Narrow,
    Money,
}

/// Every column there is.
const COLUMNS: [(bf_column, Kind); 31] = [
    (BF_COLUMN_NEED_ID, Kind::Text),
    (BF_COLUMN_NEED_ID_ENDS, Kind::Wide),
    (BF_COLUMN_NEED_PLACE, Kind::Wide),
    (BF_COLUMN_NEED_PROJECTS, Kind::Text),
    (BF_COLUMN_NEED_PROJECTS_ENDS, Kind::Wide),
    (BF_COLUMN_NEED_PROJECT, Kind::Narrow),
    (BF_COLUMN_NEED_CATEGORIES, Kind::Text),
    (BF_COLUMN_NEED_CATEGORIES_ENDS, Kind::Wide),
    (BF_COLUMN_NEED_CATEGORY, Kind::Narrow),
    (BF_COLUMN_NEED_TIER, Kind::Narrow),
    (BF_COLUMN_NEED_MONEY, Kind::Money),
    (BF_COLUMN_NEED_ALREADY, Kind::Money),
    (BF_COLUMN_NEED_FLOOR, Kind::Money),
    (BF_COLUMN_NEED_CAP, Kind::Money),
    (BF_COLUMN_NEED_WEIGHT, Kind::Wide),
    (BF_COLUMN_GIFT_ID, Kind::Text),
    (BF_COLUMN_GIFT_ID_ENDS, Kind::Wide),
    (BF_COLUMN_GIFT_ORGANISATIONS, Kind::Text),
    (BF_COLUMN_GIFT_ORGANISATIONS_ENDS, Kind::Wide),
    (BF_COLUMN_GIFT_DONOR, Kind::Narrow),
    (BF_COLUMN_GIFT_RECIPIENT, Kind::Narrow),
    (BF_COLUMN_GIFT_RECEIVED_ON, Kind::Narrow),
    (BF_COLUMN_GIFT_MONEY, Kind::Money),
    (BF_COLUMN_GIFT_FORCES, Kind::Text),
    (BF_COLUMN_GIFT_FORCES_ENDS, Kind::Wide),
    (BF_COLUMN_GIFT_FORCE, Kind::Narrow),
    (BF_COLUMN_GIFT_RESTRICTIONS, Kind::Text),
    (BF_COLUMN_GIFT_RESTRICTIONS_ENDS, Kind::Wide),
    (BF_COLUMN_GIFT_RESTRICTION, Kind::Narrow),
    (BF_COLUMN_GIFT_OVERHEAD, Kind::Narrow),
    (BF_COLUMN_GIFT_USE_BY, Kind::Narrow),
];

/// The columns of one call. One that is not given is empty.
struct Columns<'c> {
    text: Vec<(bf_column, &'c str)>,
    wide: Vec<(bf_column, Vec<u64>)>,
    narrow: Vec<(bf_column, Vec<u32>)>,
    money: Vec<(bf_column, Vec<i64>)>,
}

impl<'c> Columns<'c> {
    /// Takes the arrays over; the caller's need not be aligned.
    fn given(
        c: &'c Contract,
        columns: &[bf_column],
        data: &[*const c_void],
        counts: &[usize],
    ) -> Result<Self, Misuse> {
        let mut given = Self {
            text: Vec::new(),
            wide: Vec::new(),
            narrow: Vec::new(),
            money: Vec::new(),
        };
        let mut seen = Vec::new();
        for ((&column, &start), &count) in columns.iter().zip(data).zip(counts) {
            let known = COLUMNS.iter().find(|(known, _)| *known == column);
            let Some(&(_, kind)) = known.filter(|_| !seen.contains(&column)) else {
                let argument = "columns";
                return Err(Misuse::UnknownConstant { argument });
            };
            seen.push(column);
            let argument = "data";
            match kind {
                Kind::Text => {
                    // Arrays have a length; only documents may end at their NUL.
                    if count == NTS {
                        return Err(Misuse::BadLength { argument });
                    }
                    let bytes = c.bytes(start.cast(), count, argument)?;
                    given
                        .text
                        .push((column, crate::contract::utf8(bytes, argument)?));
                }
                Kind::Wide => {
                    given
                        .wide
                        .push((column, c.array(start.cast(), count, argument)?));
                }
                Kind::Narrow => {
                    given
                        .narrow
                        .push((column, c.array(start.cast(), count, argument)?));
                }
                Kind::Money => {
                    given
                        .money
                        .push((column, c.array(start.cast(), count, argument)?));
                }
            }
        }
        Ok(given)
    }

    fn texts(&self, text: bf_column, ends: bf_column) -> Texts<'_> {
        let found = self.text.iter().find(|(column, _)| *column == text);
        Texts::new(found.map_or("", |(_, text)| text), of(&self.wide, ends))
    }

    fn needs(&self) -> NeedColumns<'_> {
        NeedColumns {
            id: self.texts(BF_COLUMN_NEED_ID, BF_COLUMN_NEED_ID_ENDS),
            place: of(&self.wide, BF_COLUMN_NEED_PLACE),
            projects: self.texts(BF_COLUMN_NEED_PROJECTS, BF_COLUMN_NEED_PROJECTS_ENDS),
            project: of(&self.narrow, BF_COLUMN_NEED_PROJECT),
            categories: self.texts(BF_COLUMN_NEED_CATEGORIES, BF_COLUMN_NEED_CATEGORIES_ENDS),
            category: of(&self.narrow, BF_COLUMN_NEED_CATEGORY),
            tier: of(&self.narrow, BF_COLUMN_NEED_TIER),
            money: of(&self.money, BF_COLUMN_NEED_MONEY),
            already: of(&self.money, BF_COLUMN_NEED_ALREADY),
            floor: of(&self.money, BF_COLUMN_NEED_FLOOR),
            cap: of(&self.money, BF_COLUMN_NEED_CAP),
            weight: of(&self.wide, BF_COLUMN_NEED_WEIGHT),
        }
    }

    fn gifts(&self) -> GiftColumns<'_> {
        GiftColumns {
            id: self.texts(BF_COLUMN_GIFT_ID, BF_COLUMN_GIFT_ID_ENDS),
            organisations: self.texts(
                BF_COLUMN_GIFT_ORGANISATIONS,
                BF_COLUMN_GIFT_ORGANISATIONS_ENDS,
            ),
            donor: of(&self.narrow, BF_COLUMN_GIFT_DONOR),
            recipient: of(&self.narrow, BF_COLUMN_GIFT_RECIPIENT),
            received_on: of(&self.narrow, BF_COLUMN_GIFT_RECEIVED_ON),
            money: of(&self.money, BF_COLUMN_GIFT_MONEY),
            forces: self.texts(BF_COLUMN_GIFT_FORCES, BF_COLUMN_GIFT_FORCES_ENDS),
            force: of(&self.narrow, BF_COLUMN_GIFT_FORCE),
            restrictions: self.texts(
                BF_COLUMN_GIFT_RESTRICTIONS,
                BF_COLUMN_GIFT_RESTRICTIONS_ENDS,
            ),
            restriction: of(&self.narrow, BF_COLUMN_GIFT_RESTRICTION),
            overhead: of(&self.narrow, BF_COLUMN_GIFT_OVERHEAD),
            use_by: of(&self.narrow, BF_COLUMN_GIFT_USE_BY),
        }
    }
}

fn of<T>(columns: &[(bf_column, Vec<T>)], wanted: bf_column) -> &[T] {
    let found = columns.iter().find(|(column, _)| *column == wanted);
    found.map_or(&[], |(_, entries)| entries)
}

/// Reads a programme whose needs and gifts of money, or some of them, stand in
/// arrays of the caller's: a million rows cost less than allocating to them.
///
/// `json` is the rest of the programme, as for bf_programme_read(). `columns`,
/// `data` and `counts` are arrays of `column_count` entries: which column, where
/// its array begins, and how many entries it has (of a text, how many bytes).
/// Ids, places and money of needs, and ids, donors, recipients, days and money
/// of gifts must be given where there are such rows, and every other column has
/// as many entries or is left out. On BF_OK `*out` is a new programme: free it
/// with bf_programme_free(). Otherwise `*err` lists every error of the document;
/// if it has none, of the columns, with JSON Pointers such as
/// /lists/needs/17/place; if they have none, of the whole. Rows of the document
/// count first, and only its own errors have lines.
/// Nothing is kept. Safe from many threads at once. Statuses:
/// BF_NULL_POINTER, BF_BAD_LENGTH, BF_NOT_UTF8, BF_OUT_OF_MEMORY,
/// BF_UNKNOWN_CONSTANT for a column that is none or stands twice, and the
/// number of the first error, a number from 1001 to 2999.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_programme_read_columns(
    json: *const c_char,
    len: usize,
    columns: *const bf_column,
    data: *const *const c_void,
    counts: *const usize,
    column_count: usize,
    out: *mut *mut bf_programme,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let json = c.document(json, len, "json")?;
            let columns = c.array(columns, column_count, "columns")?;
            let data = c.array(data, column_count, "data")?;
            let counts = c.array(counts, column_count, "counts")?;
            let given = Columns::given(c, &columns, &data, &counts)?;
            let programme = answer::programme_of_columns(json, &given.needs(), &given.gifts())?;
            out.give(Facts::from(programme));
            Ok(())
        })
    }
}
