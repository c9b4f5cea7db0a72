//! Needs and gifts that come in as columns: bytes of arrays that the host holds
//! anyway.

use std::sync::Arc;

use bangfu::answer;
use bangfu::document::{GiftColumns, NeedColumns, Texts};
use bangfu::finding::Findings;
use bangfu::misuse::Misuse;

use crate::document::probe;
use crate::error::{RawError, guard};
use crate::programme::RawProgramme;

/// Texts one after the other.
#[derive(Debug, uniffi::Record)]
pub struct RawTexts {
    /// All of them in UTF-8, with nothing between.
    pub text: Vec<u8>,
    /// Where each one ends, in bytes: of `u64`.
    pub ends: Vec<u8>,
}

/// Columns of needs, as the core's `NeedColumns`; each is the memory of an
/// array, and empty where it is not given.
#[derive(Debug, uniffi::Record)]
pub struct RawNeedsGiven {
    /// Ids.
    pub id: RawTexts,
    /// Of `u64`: division codes as numbers.
    pub place: Vec<u8>,
    /// The projects that `project` counts.
    pub projects: RawTexts,
    /// Of `u32`.
    pub project: Vec<u8>,
    /// The categories that `category` counts.
    pub categories: RawTexts,
    /// Of `u32`.
    pub category: Vec<u8>,
    /// Of `u32`.
    pub tier: Vec<u8>,
    /// Of `i64`, in fen.
    pub money: Vec<u8>,
    /// Of `i64`, in fen.
    pub already: Vec<u8>,
    /// Of `i64`, in fen.
    pub floor: Vec<u8>,
    /// Of `i64`, in fen.
    pub cap: Vec<u8>,
    /// Of `u64`, in millionths.
    pub weight: Vec<u8>,
}

/// Columns of gifts, as the core's `GiftColumns`; see [`RawNeedsGiven`].
#[derive(Debug, uniffi::Record)]
pub struct RawGiftsGiven {
    /// Ids.
    pub id: RawTexts,
    /// The organisations that `donor` and `recipient` count.
    pub organisations: RawTexts,
    /// Of `u32`.
    pub donor: Vec<u8>,
    /// Of `u32`.
    pub recipient: Vec<u8>,
    /// Of `u32`: days as numbers.
    pub received_on: Vec<u8>,
    /// Of `i64`, in fen.
    pub money: Vec<u8>,
    /// The forces that `force` counts.
    pub forces: RawTexts,
    /// Of `u32`.
    pub force: Vec<u8>,
    /// The restrictions that `restriction` counts, each as JSON.
    pub restrictions: RawTexts,
    /// Of `u32`.
    pub restriction: Vec<u8>,
    /// Of `u32`, in millionths.
    pub overhead: Vec<u8>,
    /// Of `u32`: days as numbers.
    pub use_by: Vec<u8>,
}

#[uniffi::export]
impl RawProgramme {
    /// Reads a programme whose needs and gifts of money, or some of them, stand
    /// in columns.
    #[uniffi::constructor]
    pub fn read_columns(
        document: &[u8],
        needs: RawNeedsGiven,
        gifts: RawGiftsGiven,
    ) -> Result<Arc<Self>, RawError> {
        guard(|| {
            probe(document.len())?;
            let needs = Needs::of(&needs).map_err(Findings::from)?;
            let gifts = Gifts::of(&gifts).map_err(Findings::from)?;
            let (needs, gifts) = (needs.columns(), gifts.columns());
            let programme = answer::programme_of_columns(document, &needs, &gifts)?;
            Ok(Arc::new(programme.into()))
        })
    }
}

/// Texts with their ends as numbers.
struct Owned<'a> {
    text: &'a str,
    ends: Vec<u64>,
}

impl<'a> Owned<'a> {
    fn of(raw: &'a RawTexts, argument: &'static str) -> Result<Self, Misuse> {
        let text = std::str::from_utf8(&raw.text).map_err(|error| Misuse::NotUtf8 {
            argument,
            offset: error.valid_up_to(),
        })?;
        let ends = wide(&raw.ends, argument)?;
        Ok(Self { text, ends })
    }

    fn texts(&self) -> Texts<'_> {
        Texts::new(self.text, &self.ends)
    }
}

/// The numbers whose memory this is. What is left of an entry is a misuse.
fn entries<T, const N: usize>(
    bytes: &[u8],
    argument: &'static str,
    number: fn([u8; N]) -> T,
) -> Result<Vec<T>, Misuse> {
    match bytes.as_chunks::<N>() {
        (whole, []) => Ok(whole.iter().map(|entry| number(*entry)).collect()),
        _ => Err(Misuse::BadLength { argument }),
    }
}

fn wide(bytes: &[u8], argument: &'static str) -> Result<Vec<u64>, Misuse> {
    entries(bytes, argument, u64::from_ne_bytes)
}

fn narrow(bytes: &[u8], argument: &'static str) -> Result<Vec<u32>, Misuse> {
    entries(bytes, argument, u32::from_ne_bytes)
}

fn amounts(bytes: &[u8], argument: &'static str) -> Result<Vec<i64>, Misuse> {
    entries(bytes, argument, i64::from_ne_bytes)
}

struct Needs<'a> {
    id: Owned<'a>,
    place: Vec<u64>,
    projects: Owned<'a>,
    project: Vec<u32>,
    categories: Owned<'a>,
    category: Vec<u32>,
    tier: Vec<u32>,
    money: Vec<i64>,
    already: Vec<i64>,
    floor: Vec<i64>,
    cap: Vec<i64>,
    weight: Vec<u64>,
}

impl<'a> Needs<'a> {
    fn of(raw: &'a RawNeedsGiven) -> Result<Self, Misuse> {
        Ok(Self {
            id: Owned::of(&raw.id, "needs.id")?,
            place: wide(&raw.place, "needs.place")?,
            projects: Owned::of(&raw.projects, "needs.projects")?,
            project: narrow(&raw.project, "needs.project")?,
            categories: Owned::of(&raw.categories, "needs.categories")?,
            category: narrow(&raw.category, "needs.category")?,
            tier: narrow(&raw.tier, "needs.tier")?,
            money: amounts(&raw.money, "needs.money")?,
            already: amounts(&raw.already, "needs.already")?,
            floor: amounts(&raw.floor, "needs.floor")?,
            cap: amounts(&raw.cap, "needs.cap")?,
            weight: wide(&raw.weight, "needs.weight")?,
        })
    }

    fn columns(&self) -> NeedColumns<'_> {
        NeedColumns {
            id: self.id.texts(),
            place: &self.place,
            projects: self.projects.texts(),
            project: &self.project,
            categories: self.categories.texts(),
            category: &self.category,
            tier: &self.tier,
            money: &self.money,
            already: &self.already,
            floor: &self.floor,
            cap: &self.cap,
            weight: &self.weight,
        }
    }
}

struct Gifts<'a> {
    id: Owned<'a>,
    organisations: Owned<'a>,
    donor: Vec<u32>,
    recipient: Vec<u32>,
    received_on: Vec<u32>,
    money: Vec<i64>,
    forces: Owned<'a>,
    force: Vec<u32>,
    restrictions: Owned<'a>,
    restriction: Vec<u32>,
    overhead: Vec<u32>,
    use_by: Vec<u32>,
}

impl<'a> Gifts<'a> {
    fn of(raw: &'a RawGiftsGiven) -> Result<Self, Misuse> {
        Ok(Self {
            id: Owned::of(&raw.id, "gifts.id")?,
            organisations: Owned::of(&raw.organisations, "gifts.organisations")?,
            donor: narrow(&raw.donor, "gifts.donor")?,
            recipient: narrow(&raw.recipient, "gifts.recipient")?,
            received_on: narrow(&raw.received_on, "gifts.received_on")?,
            money: amounts(&raw.money, "gifts.money")?,
            forces: Owned::of(&raw.forces, "gifts.forces")?,
            force: narrow(&raw.force, "gifts.force")?,
            restrictions: Owned::of(&raw.restrictions, "gifts.restrictions")?,
            restriction: narrow(&raw.restriction, "gifts.restriction")?,
            overhead: narrow(&raw.overhead, "gifts.overhead")?,
            use_by: narrow(&raw.use_by, "gifts.use_by")?,
        })
    }

    fn columns(&self) -> GiftColumns<'_> {
        GiftColumns {
            id: self.id.texts(),
            organisations: self.organisations.texts(),
            donor: &self.donor,
            recipient: &self.recipient,
            received_on: &self.received_on,
            money: &self.money,
            forces: self.forces.texts(),
            force: &self.force,
            restrictions: self.restrictions.texts(),
            restriction: &self.restriction,
            overhead: &self.overhead,
            use_by: &self.use_by,
        }
    }
}
