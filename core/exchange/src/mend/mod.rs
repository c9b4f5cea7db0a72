//! A copy of a file in which is put right what can be put right for certain.
//!
//! Certain is what the reader took from a cell without doubt and the cell does
//! not hold itself: an amount to the fen, a real day, a quantity apart from its
//! unit, a text without what nobody sees. So the copy says the same as the
//! original, in fewer words. What a person has to look at is marked, and a cell
//! that could not be read keeps what it holds.
//!
//! The original is never written. What was changed stands in a sheet of its own,
//! which is no table when the copy is read.

mod cells;
mod log;
mod write;

use std::collections::{BTreeMap, HashMap};

use bangfu::error::{Code, Lang};
use bangfu::finding::spoken;
use bangfu::time::Date;
use serde::Serialize;

use self::cells::mended;
use crate::finding::{Finding, Findings, Weight};
use crate::form::is_log;
use crate::sheet::Sheet;
use crate::table::{self, Mapping};
use crate::{Limits, Mend, Refusal, Words, record, source};

/// A copy of a file, as the bytes of an `.xlsx`.
#[derive(Debug)]
pub struct Copy {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What was put right, in the order of the sheets, rows and columns.
    pub repairs: Vec<Repair>,
    /// How many cells are marked.
    pub marked: usize,
}

/// One cell that was put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The sheet of the copy.
    pub sheet: String,
    /// The cell, such as `D12`.
    pub cell: String,
    /// What it held.
    pub before: String,
    /// What it holds.
    pub after: String,
    /// Why.
    pub why: Mend,
}

/// A copy as a host prints it: what was put right and why, but not what the
/// cells held, which may be names.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    ok: bool,
    out: String,
    marked: usize,
    repairs: Vec<Row<'a>>,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    cell: &'a str,
    code: u16,
    name: &'static str,
    sheet: String,
    text: String,
}

impl<'a> Report<'a> {
    pub(crate) fn new(repairs: &'a [Repair], marked: usize, lang: Lang, out: &str) -> Self {
        let row = |repair: &'a Repair| Row {
            cell: &repair.cell,
            code: repair.why.number(),
            name: repair.why.name(),
            // A name may hold an ID number, and a .csv is a sheet of its name.
            sheet: spoken(&repair.sheet),
            text: repair.why.text(lang),
        };
        Self {
            ok: true,
            out: spoken(out),
            marked,
            repairs: repairs.iter().map(row).collect(),
        }
    }
}

/// Copies a file and puts right what is certain. `day` is what the copy says of
/// the day on which it was made: it is taken from no clock, so that the same
/// file gives the same bytes.
///
/// Hidden sheets, formats and formulas are not copied: of a formula the value
/// stands in the copy.
///
/// # Errors
///
/// [`Refusal`]: the file can't be read, or is larger than an `.xlsx` may be.
///
/// # Examples
///
/// ```
/// use bangfu_exchange::table::Mapping;
/// use bangfu_exchange::{Limits, mend};
///
/// let sheet = "日期,捐赠人,金额（元）\n2024年4月2日,张某,壹佰元整\n";
/// let copy = mend::copy(sheet.as_bytes(), "gifts.csv", &Mapping::default(), &Limits::default(), None)?;
/// let told: Vec<_> = copy.repairs.iter().map(|repair| (repair.cell.as_str(), repair.after.as_str())).collect();
/// assert_eq!(told, [("A2", "2024-04-02"), ("C2", "100")]);
/// # Ok::<(), bangfu_exchange::Refusal>(())
/// ```
pub fn copy(
    bytes: &[u8],
    name: &str,
    mapping: &Mapping,
    limits: &Limits,
    day: Option<Date>,
) -> Result<Copy, Refusal> {
    let words = Words::with(&mapping.words)?;
    let book = source::read(bytes, name, limits)?;
    let mut writing = write::Writing::new(day)?;
    let mut tables = 0_usize;
    for sheet in book.sheets.iter().filter(|sheet| !is_log(sheet)) {
        // Each is marked in its cell.
        let mut findings = Findings::new(usize::MAX);
        let found = table::find_within(sheet, mapping, &words, usize::MAX).ok();
        let mended = match &found {
            Some(table) => {
                tables = tables.saturating_add(1);
                findings.take(table.found());
                record::look(table, mapping, &words, &mut findings)?;
                mended(table, mapping, &words)
            }
            None => BTreeMap::new(),
        };
        writing.sheet(sheet, &mended, &marks(sheet, findings.rows()))?;
    }
    if tables == 0 {
        return Err(Refusal::NoTable);
    }
    // What earlier copies put right is known still, under another name.
    for log in book.sheets.iter().filter(|sheet| is_log(sheet)) {
        writing.sheet(log, &BTreeMap::new(), &BTreeMap::new())?;
    }
    writing.end()
}

/// The cells in doubt, each with what is to be said of it.
fn marks(sheet: &Sheet, findings: &[Finding]) -> BTreeMap<(u32, u32), String> {
    let doubts = findings.iter();
    let doubts = doubts.filter(|found| found.weight() != Weight::Note && !found.cell().is_empty());
    let mut places = sheet.places();
    let mut marks: BTreeMap<(u32, u32), String> = BTreeMap::new();
    let mut known: HashMap<&str, (u32, u32)> = HashMap::new();
    for doubt in doubts {
        let place = match known.get(doubt.cell()) {
            Some(place) => Some(*place),
            None => places.of(doubt.cell()),
        };
        let Some(place) = place else { continue };
        known.insert(doubt.cell(), place);
        let mark = marks.entry(place).or_default();
        if !mark.is_empty() {
            mark.push('\n');
        }
        mark.push_str(&log::said(doubt));
    }
    marks
}
