//! Gifts, goods, needs and resources out of the rows of tables.
//!
//! Every row either becomes a record or leaves a finding that says why not.

mod entries;
mod gifts;
mod goods;
mod needs;
mod resources;
mod shared;

pub use entries::Entry;
pub use gifts::{Control, GiftRow};
pub use goods::GoodsLine;
pub use needs::{Asked, NeedRow};
pub use resources::ResourceRow;
pub(crate) use shared::Context;

use bangfu::allocate::{NoProgress, Progress};

use crate::finding::{Finding, Findings, More, Weight};
use crate::form::{self, List};
use crate::source::Format;
use crate::table::{Mapping, Role, SheetKind, Table};
use crate::watch::Watch;
use crate::words::Words;
use crate::{Limits, Notice, Refusal, source, table};

/// Reading the cells is so many hundredths of the work.
const CELLS: u64 = 40;

/// What a file says.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What the bytes are.
    pub format: Format,
    /// The tables, in the order of the sheets.
    pub tables: Vec<Records>,
    /// The names of the sheets that the tables stand in.
    pub sheets: Vec<String>,
    /// What was found; of each kind at most [`Limits::findings`].
    pub findings: Vec<Finding>,
    /// How many more there are.
    pub more: Vec<More>,
}

/// The records of one table.
#[derive(Clone, Debug)]
pub enum Records {
    /// Gifts of money, and the totals that the sheet states.
    Gifts {
        /// A row for each gift.
        rows: Vec<GiftRow>,
        /// The footers, compared.
        controls: Vec<Control>,
    },
    /// Goods: given where a donor is named, handed on where only a receiver is.
    Goods(Vec<GoodsLine>),
    /// Needs.
    Needs(Vec<NeedRow>),
    /// Resources.
    Resources(Vec<ResourceRow>),
    /// Entries of a sheet that bangfu has written.
    Entries(List, Vec<Entry>),
}

impl Records {
    /// How many records there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        match self {
            Self::Gifts { rows, .. } => rows.len(),
            Self::Goods(lines) => lines.len(),
            Self::Needs(rows) => rows.len(),
            Self::Resources(rows) => rows.len(),
            Self::Entries(_, rows) => rows.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Reads all tables of a file.
///
/// # Errors
///
/// [`Refusal`]: the file can't be read, or has no table at all.
///
/// # Examples
///
/// ```
/// use bangfu_exchange::record::{self, Records};
/// use bangfu_exchange::table::Mapping;
/// use bangfu_exchange::Limits;
///
/// let sheet = "捐赠日期,捐赠人,捐赠金额（万元）,备注\n\
///              2024.04.02,某公司,1.5,用于万源市\n\
///              合计,,1.5,\n";
/// let reading = record::read(sheet.as_bytes(), "gifts.csv", &Mapping::default(), &Limits::default())?;
/// let Records::Gifts { rows, controls } = &reading.tables[0] else { unreachable!() };
/// assert_eq!(rows[0].money.to_string(), "15000.00");
/// assert!(controls[0].agrees());
/// # Ok::<(), bangfu_exchange::Refusal>(())
/// ```
pub fn read(
    bytes: &[u8],
    name: &str,
    mapping: &Mapping,
    limits: &Limits,
) -> Result<Reading, Refusal> {
    read_with(bytes, name, mapping, limits, &mut NoProgress)
}

/// Reads all tables of a file, and tells how far it has come.
///
/// It may be stopped every few thousand cells and rows, and every few megabytes
/// that are unpacked; but not while a library takes an `.xls` apart, nor while
/// one entry of a `.json` is read, nor while the table of a sheet is looked for.
///
/// # Errors
///
/// As [`read`]; [`Refusal::Cancelled`] where `progress` breaks.
pub fn read_with(
    bytes: &[u8],
    name: &str,
    mapping: &Mapping,
    limits: &Limits,
    progress: &mut dyn Progress,
) -> Result<Reading, Refusal> {
    let mut watch = Watch::new(progress);
    watch.stretch(0, CELLS)?;
    let words = Words::with(&mapping.words)?;
    let book = source::read_with(bytes, name, limits, &watch)?;
    let mut findings = Findings::new(limits.findings);
    book.findings.into_iter().for_each(|row| findings.push(row));
    let (mut tables, mut sheets) = (Vec::new(), Vec::new());
    let mut ours = false;
    let rows = book.sheets.iter().map(|sheet| sheet.rows().count()).sum();
    watch.stretch(rows, 100)?;
    // A sheet that was read is not needed any more.
    for sheet in book.sheets {
        if form::is_log(&sheet) {
            continue;
        }
        if let Some(found) = entries::read(&sheet, &mut findings) {
            ours = true;
            if let entries::Said::Entries(list, rows) = found {
                sheets.push(sheet.name().to_owned());
                tables.push(Records::Entries(list, rows));
            }
            continue;
        }
        match table::find_within(&sheet, mapping, &words, limits.findings) {
            Ok(table) => {
                findings.take(table.found());
                sheets.push(sheet.name().to_owned());
                let mut found = Found {
                    findings: &mut findings,
                    watch: &mut watch,
                };
                tables.push(records(&table, mapping, &words, &mut found)?);
            }
            Err(finding) => findings.push(*finding),
        }
    }
    if tables.is_empty() && !ours {
        return Err(Refusal::NoTable);
    }
    watch.end()?;
    let (findings, more) = findings.into_parts();
    Ok(Reading {
        format: book.format,
        tables,
        sheets,
        findings,
        more,
    })
}

/// What is found in the rows of a table.
pub(crate) fn look(
    table: &Table<'_>,
    mapping: &Mapping,
    words: &Words,
    findings: &mut Findings,
) -> Result<(), Refusal> {
    let mut progress = NoProgress;
    let mut found = Found {
        findings,
        watch: &mut Watch::new(&mut progress),
    };
    records(table, mapping, words, &mut found).map(|_| ())
}

/// What the reading of rows leaves beside records.
struct Found<'f, 'p> {
    findings: &'f mut Findings,
    watch: &'f mut Watch<'p>,
}

fn records(
    table: &Table<'_>,
    mapping: &Mapping,
    words: &Words,
    found: &mut Found<'_, '_>,
) -> Result<Records, Refusal> {
    let kind = mapping.kind.unwrap_or_else(|| kind(table));
    let wanted: &[Role] = match kind {
        SheetKind::Gifts => &[Role::Donor, Role::Money],
        SheetKind::Goods | SheetKind::Needs => &[],
        SheetKind::Resources => &[Role::Donor, Role::Offer],
    };
    for role in wanted {
        if table.column(*role).is_none() {
            let role = role.word().to_owned();
            let notice = Notice::ColumnWanted { role };
            let finding = Finding::new(
                table.sheet().name(),
                String::new(),
                Weight::KeptOut,
                &notice,
            );
            found.findings.push(finding);
        }
    }
    Ok(match kind {
        SheetKind::Gifts => gifts::read(table, mapping, words, found)?,
        SheetKind::Goods => Records::Goods(goods::read(table, mapping, words, found)?),
        SheetKind::Needs => Records::Needs(needs::read(table, mapping, words, found)?),
        SheetKind::Resources => Records::Resources(resources::read(table, mapping, words, found)?),
    })
}

/// What the rows are, by the columns: who needs something has a place and no
/// donor; what was given in kind has goods.
fn kind(table: &Table<'_>) -> SheetKind {
    let has = |role| table.column(role).is_some();
    let place = [
        Role::Province,
        Role::City,
        Role::County,
        Role::Village,
        Role::Code,
        Role::Institution,
    ];
    if has(Role::Offer) {
        SheetKind::Resources
    } else if !has(Role::Donor) && !has(Role::Receiver) && place.into_iter().any(has) {
        SheetKind::Needs
    } else if has(Role::Item) || has(Role::Quantity) {
        SheetKind::Goods
    } else {
        SheetKind::Gifts
    }
}
