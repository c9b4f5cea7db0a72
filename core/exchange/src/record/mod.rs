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

use crate::finding::{Finding, Weight};
use crate::form::List;
use crate::source::Format;
use crate::table::{Mapping, Role, SheetKind, Table};
use crate::words::Words;
use crate::{Limits, Notice, Refusal, source, table};
use entries::Found;

/// What a file says.
#[derive(Debug)]
pub struct Reading {
    /// What the bytes are.
    pub format: Format,
    /// The tables, in the order of the sheets.
    pub tables: Vec<Records>,
    /// The names of the sheets that the tables stand in.
    pub sheets: Vec<String>,
    /// All that was found.
    pub findings: Vec<Finding>,
}

/// The records of one table.
#[derive(Debug)]
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
    let words = Words::with(&mapping.words)?;
    let book = source::read(bytes, name, limits)?;
    let mut findings = book.findings;
    let (mut tables, mut sheets) = (Vec::new(), Vec::new());
    let mut ours = false;
    for sheet in &book.sheets {
        if let Some(found) = entries::read(sheet, &mut findings) {
            ours = true;
            if let Found::Entries(list, rows) = found {
                sheets.push(sheet.name().to_owned());
                tables.push(Records::Entries(list, rows));
            }
            continue;
        }
        match table::find(sheet, mapping, &words) {
            Ok(table) => {
                findings.extend_from_slice(table.findings());
                sheets.push(sheet.name().to_owned());
                tables.push(records(&table, mapping, &words, &mut findings));
            }
            Err(finding) => findings.push(*finding),
        }
    }
    if tables.is_empty() && !ours {
        return Err(Refusal::NoTable);
    }
    Ok(Reading {
        format: book.format,
        tables,
        sheets,
        findings,
    })
}

fn records(
    table: &Table<'_>,
    mapping: &Mapping,
    words: &Words,
    findings: &mut Vec<Finding>,
) -> Records {
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
            findings.push(finding);
        }
    }
    match kind {
        SheetKind::Gifts => gifts::read(table, mapping, words, findings),
        SheetKind::Goods => Records::Goods(goods::read(table, mapping, words, findings)),
        SheetKind::Needs => Records::Needs(needs::read(table, mapping, words, findings)),
        SheetKind::Resources => {
            Records::Resources(resources::read(table, mapping, words, findings))
        }
    }
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
