//! Plans: the sums as records, the rows as columns.
//!
//! A hundred thousand records would take longer to cross than to compute. So
//! each column crosses as bytes, little-endian numbers one after another, and
//! ids as one text with a line each (an id holds no line break); the languages
//! turn a whole column at once into what they have for it.

use std::sync::Arc;

use bangfu::plan::{Bottleneck, Totals};
use bangfu::registry::Id;
use bangfu::{Plan, answer, canonical};

use crate::document::{RawCanonical, probe};
use crate::error::{RawError, guard};
use crate::values::RawMoney;

/// A plan, anyone's, with its arrays in their order.
#[derive(Debug, uniffi::Object)]
pub struct RawPlan {
    plan: Plan,
}

impl RawPlan {
    pub(crate) const fn new(plan: Plan) -> Self {
        Self { plan }
    }

    pub(crate) const fn plan(&self) -> &Plan {
        &self.plan
    }
}

/// What a plan says of itself.
#[derive(Debug, uniffi::Record)]
pub struct RawPlanHead {
    /// The programme's id.
    pub programme: String,
    /// The day of the plan.
    pub as_of: String,
    /// The rule book's id.
    pub rules: String,
    /// Which engine made it.
    pub engine: String,
    /// The hash of the programme.
    pub input_hash: String,
    /// The hash of the rule book.
    pub rules_hash: String,
    /// How many needs there are.
    pub needs: u64,
    /// How many gifts there are.
    pub gifts: u64,
    /// How many lines there are.
    pub lines: u64,
    /// The sums.
    pub totals: RawTotals,
}

/// The sums of a plan.
#[derive(Debug, uniffi::Record)]
pub struct RawTotals {
    /// Money that arrived.
    pub received: RawMoney,
    /// Kept for overhead.
    pub overhead: RawMoney,
    /// Kept in reserve.
    pub reserve: RawMoney,
    /// What the gifts could pay.
    pub available: RawMoney,
    /// Money that the needs ask for.
    pub required: RawMoney,
    /// Money that the plan grants.
    pub granted: RawMoney,
    /// Money that is left.
    pub held: RawMoney,
    /// The same for each item.
    pub items: Vec<RawItemTotals>,
}

/// The sums of an item.
#[derive(Debug, uniffi::Record)]
pub struct RawItemTotals {
    /// The item.
    pub item: String,
    /// Units that arrived.
    pub received: u64,
    /// Units that the needs ask for.
    pub required: u64,
    /// Units that the plan grants.
    pub granted: u64,
    /// Units that are left.
    pub held: u64,
}

/// The needs by columns.
#[derive(Debug, uniffi::Record)]
pub struct RawNeedColumns {
    /// Ids, a line each.
    pub ids: String,
    /// The items that occur, a line each.
    pub items: String,
    /// i32: which of them; −1 for a need of money.
    pub item: Vec<u8>,
    /// i64: fen or units; −1 where unknown or unlimited.
    pub required: Vec<u8>,
    /// i64: what each had before.
    pub already: Vec<u8>,
    /// i64: what the plan grants.
    pub granted: Vec<u8>,
    /// i64: the numerator of each level.
    pub level_num: Vec<u8>,
    /// i64: its denominator; 0 where there is no level.
    pub level_den: Vec<u8>,
    /// u8: the reason, 1 to 9.
    pub reason: Vec<u8>,
    /// i32: the bottleneck by its index; −1 for none.
    pub bottleneck: Vec<u8>,
}

/// The gifts by columns.
#[derive(Debug, uniffi::Record)]
pub struct RawGiftColumns {
    /// Ids, a line each.
    pub ids: String,
    /// The items that occur, a line each.
    pub items: String,
    /// i32: which of them; −1 for a gift of money.
    pub item: Vec<u8>,
    /// i64: fen or units that arrived.
    pub received: Vec<u8>,
    /// i64: kept for overhead; 0 for goods.
    pub overhead: Vec<u8>,
    /// i64: kept in reserve; 0 for goods.
    pub reserve: Vec<u8>,
    /// i64: what the plan uses.
    pub used: Vec<u8>,
    /// i64: what is left.
    pub held: Vec<u8>,
    /// u8: the reason, 1 to 7.
    pub reason: Vec<u8>,
}

/// The lines by columns.
#[derive(Debug, uniffi::Record)]
pub struct RawLineColumns {
    /// i32: the gift by its index; −1 when the plan has no row of it.
    pub gift: Vec<u8>,
    /// i32: the need by its index; −1 when the plan has no row of it.
    pub need: Vec<u8>,
    /// i64: the part of the gift; −1 when it is neither in parts nor a pool.
    pub part: Vec<u8>,
    /// i64: fen or units.
    pub amount: Vec<u8>,
    /// u8: which; 0 for fen, 1 for units.
    pub in_units: Vec<u8>,
}

/// A bottleneck.
#[derive(Debug, uniffi::Record)]
pub struct RawBottleneck {
    /// `b1`, `b2`, …
    pub id: String,
    /// Its needs.
    pub needs: Vec<String>,
    /// Its gifts.
    pub gifts: Vec<String>,
    /// Its full caps.
    pub caps: Vec<String>,
    /// The entries that it contains besides.
    pub rests_on: Vec<String>,
}

#[uniffi::export]
impl RawPlan {
    /// Reads a plan, anyone's.
    #[uniffi::constructor]
    pub fn read(document: &[u8]) -> Result<Arc<Self>, RawError> {
        guard(|| {
            probe(document.len())?;
            Ok(Arc::new(Self::new(answer::plan(document)?)))
        })
    }

    /// What it says of itself, and its sums.
    pub fn head(&self) -> Result<RawPlanHead, RawError> {
        let plan = &self.plan;
        guard(|| {
            Ok(RawPlanHead {
                programme: plan.programme.to_string(),
                as_of: plan.as_of.to_string(),
                rules: plan.rules.to_string(),
                engine: plan.engine.clone(),
                input_hash: plan.input_hash.clone(),
                rules_hash: plan.rules_hash.clone(),
                needs: plan.needs.len() as u64,
                gifts: plan.gifts.len() as u64,
                lines: plan.lines.len() as u64,
                totals: (&plan.totals).into(),
            })
        })
    }

    /// As bangfu writes it.
    pub fn canonical(&self) -> Result<RawCanonical, RawError> {
        guard(|| {
            let text = self.plan.canonical();
            // It was sorted when it was made or read.
            let hash = canonical::hash(&self.plan);
            Ok(RawCanonical { text, hash })
        })
    }

    /// The needs.
    pub fn needs(&self) -> Result<RawNeedColumns, RawError> {
        let plan = &self.plan;
        guard(|| {
            let items = plan.item_columns().ids;
            let columns = plan.need_columns(&items);
            Ok(RawNeedColumns {
                ids: lines(columns.ids.text()),
                items: lines(items.text()),
                item: indexes(&columns.item),
                required: long(&columns.required),
                already: long(&columns.already),
                granted: long(&columns.granted),
                level_num: long(&columns.level_num),
                level_den: long(&columns.level_den),
                reason: columns.reason,
                bottleneck: indexes(&columns.bottleneck),
            })
        })
    }

    /// The gifts.
    pub fn gifts(&self) -> Result<RawGiftColumns, RawError> {
        let plan = &self.plan;
        guard(|| {
            let items = plan.item_columns().ids;
            let columns = plan.gift_columns(&items);
            Ok(RawGiftColumns {
                ids: lines(columns.ids.text()),
                items: lines(items.text()),
                item: indexes(&columns.item),
                received: long(&columns.received),
                overhead: long(&columns.overhead),
                reserve: long(&columns.reserve),
                used: long(&columns.used),
                held: long(&columns.held),
                reason: columns.reason,
            })
        })
    }

    /// Which gift pays which need.
    pub fn lines(&self) -> Result<RawLineColumns, RawError> {
        guard(|| {
            let columns = self.plan.line_columns();
            Ok(RawLineColumns {
                gift: indexes(&columns.gift),
                need: indexes(&columns.need),
                part: long(&columns.part),
                amount: long(&columns.amount),
                in_units: columns.in_units,
            })
        })
    }

    /// Why needs are short.
    pub fn bottlenecks(&self) -> Result<Vec<RawBottleneck>, RawError> {
        guard(|| {
            Ok(self
                .plan
                .bottlenecks
                .iter()
                .map(RawBottleneck::from)
                .collect())
        })
    }
}

impl From<&Totals> for RawTotals {
    fn from(totals: &Totals) -> Self {
        let item = |of: &bangfu::plan::ItemTotals| RawItemTotals {
            item: of.item.to_string(),
            received: of.received,
            required: of.required,
            granted: of.granted,
            held: of.held,
        };
        Self {
            received: totals.received.into(),
            overhead: totals.overhead.into(),
            reserve: totals.reserve.into(),
            available: totals.available.into(),
            required: totals.required.into(),
            granted: totals.granted.into(),
            held: totals.held.into(),
            items: totals.items.iter().map(item).collect(),
        }
    }
}

impl From<&Bottleneck> for RawBottleneck {
    fn from(entry: &Bottleneck) -> Self {
        let texts = |ids: &[Id]| ids.iter().map(Id::to_string).collect();
        Self {
            id: entry.id.clone(),
            needs: texts(&entry.needs),
            gifts: texts(&entry.gifts),
            caps: entry.caps.clone(),
            rests_on: entry.rests_on.clone(),
        }
    }
}

/// Ids, each followed by a NUL, as lines without a last line break.
fn lines(ids: &str) -> String {
    ids.strip_suffix('\0').unwrap_or(ids).replace('\0', "\n")
}

/// Indexes as signed numbers: no index is the largest one, that is −1.
fn indexes(column: &[u32]) -> Vec<u8> {
    packed(column, |index| index.to_le_bytes())
}

fn long(column: &[i64]) -> Vec<u8> {
    packed(column, |number| number.to_le_bytes())
}

/// Numbers as little-endian bytes, one after another.
fn packed<N: Copy, const WIDTH: usize>(column: &[N], bytes: fn(N) -> [u8; WIDTH]) -> Vec<u8> {
    let mut packed = vec![0; column.len().saturating_mul(WIDTH)];
    // Into places that exist: whole columns at once, with no question for room.
    for (place, &number) in packed.chunks_exact_mut(WIDTH).zip(column) {
        place.copy_from_slice(&bytes(number));
    }
    packed
}
