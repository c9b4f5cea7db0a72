//! Needs and gifts of money as columns: what a host holds in arrays anyway
//! becomes rows without a text in between.
//!
//! Only what a column can get wrong by itself is judged here; what rows say of
//! each other and of the rest of the programme is the builder's.

use std::collections::HashMap;

use super::reader::KEPT;
use super::restriction::restriction;
use super::{DocumentError, Errors, Flaw, InputError, Limits, Reader, index, tree};
use crate::code::DivisionCode;
use crate::error::Pointer;
use crate::giving::{Gift, Given, Overhead, Restriction};
use crate::lists::{Asked, MoneyAsked, Need};
use crate::money::{Decimal, Fen};
use crate::registry::{Force, Id, Provenance};
use crate::time::Date;

/// What stands in a column of numbers where a row has no entry.
pub const NO_ENTRY: u32 = u32::MAX;

/// Texts one after the other.
///
/// # Examples
///
/// ```
/// use bangfu::document::Texts;
///
/// let texts = Texts::new("n-1n-2", &[3, 6]);
/// assert_eq!(texts.ends.len(), 2);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Texts<'a> {
    /// All of them, with nothing between.
    pub text: &'a str,
    /// Where each one ends, in bytes.
    pub ends: &'a [u64],
}

impl<'a> Texts<'a> {
    /// Texts with their ends.
    #[must_use]
    pub const fn new(text: &'a str, ends: &'a [u64]) -> Self {
        Self { text, ends }
    }

    /// The texts; `None` when the ends make no sense.
    fn split(&self) -> Option<Vec<&'a str>> {
        let mut start = 0;
        let mut texts = Vec::with_capacity(self.ends.len());
        for &end in self.ends {
            let end = usize::try_from(end).ok()?;
            texts.push(self.text.get(start..end)?);
            start = end;
        }
        (start == self.text.len()).then_some(texts)
    }
}

/// Needs of money (需求), a column for each of their keys.
///
/// `id`, `place` and `money` have an entry for every row; every other column
/// has as many, or none at all and then says what a document says that lacks
/// the key. Amounts are in fen.
#[derive(Clone, Copy, Debug, Default)]
pub struct NeedColumns<'a> {
    /// Ids.
    pub id: Texts<'a>,
    /// Division codes as numbers of 6, 9 or 12 digits: 511781109390.
    pub place: &'a [u64],
    /// The projects that `project` counts, by id.
    pub projects: Texts<'a>,
    /// Which of `projects`, counted from 0; [`NO_ENTRY`] for none.
    pub project: &'a [u32],
    /// The categories that `category` counts.
    pub categories: Texts<'a>,
    /// Which of `categories`; [`NO_ENTRY`] for that of the project.
    pub category: &'a [u32],
    /// Tiers, from 1 on.
    pub tier: &'a [u32],
    /// What is asked for in all, in fen.
    pub money: &'a [i64],
    /// What is there already, in fen.
    pub already: &'a [i64],
    /// Floors, in fen.
    pub floor: &'a [i64],
    /// Caps, in fen.
    pub cap: &'a [i64],
    /// Weights in millionths: 1,000,000 is the weight 1.
    pub weight: &'a [u64],
}

/// Gifts of money (捐赠), a column for each of their keys; see [`NeedColumns`].
///
/// `id`, `donor`, `recipient`, `received_on` and `money` have an entry for
/// every row.
#[derive(Clone, Copy, Debug, Default)]
pub struct GiftColumns<'a> {
    /// Ids.
    pub id: Texts<'a>,
    /// The organisations that `donor` and `recipient` count, by id.
    pub organisations: Texts<'a>,
    /// Which of `organisations`, counted from 0.
    pub donor: &'a [u32],
    /// Which of `organisations`.
    pub recipient: &'a [u32],
    /// Days as numbers: 20240402.
    pub received_on: &'a [u32],
    /// What was given, in fen.
    pub money: &'a [i64],
    /// The forces that `force` counts, by their words (`east_west`).
    pub forces: Texts<'a>,
    /// Which of `forces`; [`NO_ENTRY`] for none.
    pub force: &'a [u32],
    /// The restrictions that `restriction` counts, each as JSON.
    pub restrictions: Texts<'a>,
    /// Which of `restrictions`; [`NO_ENTRY`] for `"none"`.
    pub restriction: &'a [u32],
    /// Agreed ceilings of overhead in millionths; [`NO_ENTRY`] for none.
    pub overhead: &'a [u32],
    /// The last days of use as numbers; [`NO_ENTRY`] for none.
    pub use_by: &'a [u32],
}

impl NeedColumns<'_> {
    /// The rows, the first of which is number `first` of the list.
    pub(super) fn rows(&self, first: usize) -> Result<Vec<Need>, Errors> {
        let mut check = Check::new(Pointer::root().key("lists").key("needs"), first);
        let ids = check.rows(&self.id)?;
        let rows = ids.len();
        let projects = check.list("projects", &self.projects, "lists.projects", id);
        let categories = check.list("categories", &self.categories, "categories", word);
        check.full("place", self.place.len(), rows);
        check.full("money", self.money.len(), rows);
        check.length("project", self.project.len(), rows);
        check.length("category", self.category.len(), rows);
        check.length("tier", self.tier.len(), rows);
        check.length("already", self.already.len(), rows);
        check.length("floor", self.floor.len(), rows);
        check.length("cap", self.cap.len(), rows);
        check.length("weight", self.weight.len(), rows);
        check.whole()?;
        let mut needs = Vec::with_capacity(rows);
        let mut codes = Seen::default();
        let mut weights = Seen::default();
        for (row, own) in ids.into_iter().enumerate() {
            check.row = row;
            let own = check.value("id", id(own));
            let code = self.place.get(row).copied().unwrap_or_default();
            let place = codes.of(code, || DivisionCode::parse(&code.to_string()));
            let place = check.value("place", place);
            let project = check.entry("project", &projects, self.project);
            let category = check.entry("category", &categories, self.category);
            let weight = self.weight.get(row).copied().unwrap_or(MILLION);
            let weight = weights.of(weight, || millionths(weight));
            let weight = check.value("weight", weight);
            let amount = |column: &[i64]| column.get(row).copied().map(Fen);
            let money = MoneyAsked {
                money: amount(self.money).unwrap_or_default(),
                already: amount(self.already).unwrap_or_default(),
                floor: amount(self.floor).unwrap_or_default(),
                cap: amount(self.cap),
            };
            let (Some(own), Some(place), Some(weight)) = (own, place, weight) else {
                continue;
            };
            let mut need = Need::money(own, place, Fen::ZERO);
            need.asked = Asked::Money(money);
            need.project = project;
            need.category = category;
            need.tier = self.tier.get(row).copied().map_or(1, u64::from);
            need.weight = weight;
            needs.push(need);
        }
        check.whole()?;
        Ok(needs)
    }
}

impl GiftColumns<'_> {
    /// The rows, the first of which is number `first` of the list.
    pub(super) fn rows(&self, first: usize) -> Result<Vec<Gift>, Errors> {
        let mut check = Check::new(Pointer::root().key("giving").key("gifts"), first);
        let ids = check.rows(&self.id)?;
        let rows = ids.len();
        let list = "registry.organisations";
        let organisations = check.list("organisations", &self.organisations, list, id);
        let forces = check.list("forces", &self.forces, "forces", force);
        let restrictions = check.restrictions(&self.restrictions);
        check.full("donor", self.donor.len(), rows);
        check.full("recipient", self.recipient.len(), rows);
        check.full("received_on", self.received_on.len(), rows);
        check.full("money", self.money.len(), rows);
        check.length("force", self.force.len(), rows);
        check.length("restriction", self.restriction.len(), rows);
        check.length("overhead", self.overhead.len(), rows);
        check.length("use_by", self.use_by.len(), rows);
        check.whole()?;
        let mut gifts = Vec::with_capacity(rows);
        let mut days = Seen::default();
        let mut shares = Seen::default();
        for (row, own) in ids.into_iter().enumerate() {
            check.row = row;
            let own = check.value("id", id(own));
            let donor = check.must("donor", &organisations, self.donor);
            let recipient = check.must("recipient", &organisations, self.recipient);
            let given_on = self.received_on.get(row).copied().unwrap_or_default();
            let received_on = check.value("received_on", days.of(given_on, || day(given_on)));
            let use_by = given(self.use_by, row);
            let use_by =
                use_by.and_then(|day_of| check.value("use_by", days.of(day_of, || day(day_of))));
            let ceiling = given(self.overhead, row);
            let ceiling = ceiling.and_then(|share| {
                check.value(
                    "overhead",
                    shares.of(share, || millionths(u64::from(share))),
                )
            });
            let restriction = check.entry("restriction", &restrictions, self.restriction);
            let force = check.entry("force", &forces, self.force);
            let (Some(own), Some(donor), Some(recipient), Some(received_on)) =
                (own, donor, recipient, received_on)
            else {
                continue;
            };
            let money = Given::Money(Fen(self.money.get(row).copied().unwrap_or_default()));
            let restriction = restriction.unwrap_or(Restriction::None);
            let mut gift = Gift::new(own, donor, recipient, received_on, money, restriction);
            gift.force = force;
            gift.use_by = use_by;
            gift.overhead = ceiling.map(|ceiling| {
                Box::new(Overhead {
                    ceiling: Some(ceiling),
                    provenance: Provenance::default(),
                })
            });
            gifts.push(gift);
        }
        check.whole()?;
        Ok(gifts)
    }
}

const MILLION: u64 = 1_000_000;

/// A row's entry, when the column has one.
fn given(column: &[u32], row: usize) -> Option<u32> {
    column.get(row).copied().filter(|&entry| entry != NO_ENTRY)
}

fn id(text: &str) -> Result<Id, DocumentError> {
    Id::parse(text).ok_or(DocumentError::BadId)
}

#[allow(clippy::unnecessary_wraps, reason = "as the other lists are read")]
fn word(text: &str) -> Result<String, DocumentError> {
    Ok(text.to_owned())
}

fn force(text: &str) -> Result<Force, DocumentError> {
    Force::from_word(text).ok_or_else(|| DocumentError::UnknownValue {
        known: Force::ALL.map(Force::word).join(" | "),
    })
}

/// The decimal that a document would write: no zeros at the end.
fn millionths(value: u64) -> Result<Decimal, InputError> {
    let (whole, rest) = (value / MILLION, value % MILLION);
    let text = format!("{whole}.{rest:06}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    Decimal::parse(text).map_err(InputError::from)
}

fn day(number: u32) -> Result<Date, InputError> {
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    Date::parse(&format!("{year:04}-{month:02}-{day:02}")).map_err(InputError::from)
}

/// What a number of a column means, found once for each number there is.
struct Seen<K, V, E>(HashMap<K, Result<V, E>>);

impl<K, V, E> Default for Seen<K, V, E> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Copy + Eq + std::hash::Hash, V: Clone, E: Clone> Seen<K, V, E> {
    fn of(&mut self, key: K, find: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        self.0.entry(key).or_insert_with(find).clone()
    }
}

/// Collects what is wrong with columns.
struct Check {
    list: Pointer,
    first: usize,
    row: usize,
    errors: Errors,
}

impl Check {
    fn new(list: Pointer, first: usize) -> Self {
        Self {
            list,
            first,
            row: 0,
            errors: Errors::default(),
        }
    }

    /// The errors, when there are any.
    fn whole(&mut self) -> Result<(), Errors> {
        if self.errors.is_empty() {
            return Ok(());
        }
        Err(std::mem::take(&mut self.errors))
    }

    fn note(&mut self, pointer: Pointer, error: impl Into<InputError>) {
        if self.errors.flaws.len() == KEPT {
            self.errors.more = self.errors.more.saturating_add(1);
            return;
        }
        let error = error.into();
        self.errors.flaws.push(Flaw {
            error,
            pointer,
            line: 0,
            column: 0,
        });
    }

    /// A column that must have an entry for every row.
    fn full(&mut self, column: &str, length: usize, rows: usize) {
        if length != rows {
            self.note(self.list.key(column), DocumentError::ColumnLength { rows });
        }
    }

    /// A column that may be left out.
    fn length(&mut self, column: &str, length: usize, rows: usize) {
        if length > 0 {
            self.full(column, length, rows);
        }
    }

    /// The ids of the rows, unless there are more than a list may have.
    fn rows<'a>(&mut self, ids: &Texts<'a>) -> Result<Vec<&'a str>, Errors> {
        let limit = Limits::default().entries;
        if self.first.saturating_add(ids.ends.len()) > limit {
            self.note(self.list.clone(), DocumentError::TooLarge { limit });
        }
        self.whole()?;
        Ok(self.texts("id", ids))
    }

    fn texts<'a>(&mut self, column: &str, texts: &Texts<'a>) -> Vec<&'a str> {
        texts.split().unwrap_or_else(|| {
            self.note(self.list.key(column), DocumentError::BadTexts);
            Vec::new()
        })
    }

    /// What a column of numbers counts.
    fn list<T, E: Into<InputError>>(
        &mut self,
        column: &str,
        texts: &Texts<'_>,
        name: &'static str,
        read: impl Fn(&str) -> Result<T, E>,
    ) -> List<T> {
        let mut entries = Vec::with_capacity(texts.ends.len());
        for (index, text) in self.texts(column, texts).into_iter().enumerate() {
            match read(text) {
                Ok(entry) => entries.push(entry),
                Err(error) => self.note(self.list.key(column).index(index), error),
            }
        }
        List { name, entries }
    }

    fn restrictions(&mut self, texts: &Texts<'_>) -> List<Restriction> {
        let limits = Limits::default();
        let mut entries = Vec::with_capacity(texts.ends.len());
        for (index, text) in self.texts("restrictions", texts).into_iter().enumerate() {
            let at = self.list.key("restrictions").index(index);
            match read_restriction(text, &limits) {
                Ok(entry) => entries.push(entry),
                Err(errors) => {
                    for flaw in errors.flaws {
                        let steps = flaw.pointer.steps();
                        let pointer = steps.fold(at.clone(), |at, step| at.key(&step));
                        self.note(pointer, flaw.error);
                    }
                    self.errors.more = self.errors.more.saturating_add(errors.more);
                }
            }
        }
        List {
            name: "restrictions",
            entries,
        }
    }

    fn value<T, E: Into<InputError>>(&mut self, column: &str, value: Result<T, E>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(error) => {
                self.note(self.here(column), error);
                None
            }
        }
    }

    /// The row's entry of a list; none is none.
    fn entry<T: Clone>(&mut self, column: &str, list: &List<T>, numbers: &[u32]) -> Option<T> {
        let number = given(numbers, self.row)?;
        self.found(column, list, number)
    }

    /// The row's entry of a list; there must be one.
    fn must<T: Clone>(&mut self, column: &str, list: &List<T>, numbers: &[u32]) -> Option<T> {
        let number = numbers.get(self.row).copied()?;
        self.found(column, list, number)
    }

    fn found<T: Clone>(&mut self, column: &str, list: &List<T>, number: u32) -> Option<T> {
        let entry = usize::try_from(number)
            .ok()
            .and_then(|at| list.entries.get(at));
        if entry.is_none() {
            let error = DocumentError::UnknownReference { list: list.name };
            self.note(self.here(column), error);
        }
        entry.cloned()
    }

    fn here(&self, column: &str) -> Pointer {
        let row = self.first.saturating_add(self.row);
        self.list.index(row).key(column)
    }
}

/// The entries that a column of numbers counts.
struct List<T> {
    /// As a text about an entry that is not there names it.
    name: &'static str,
    entries: Vec<T>,
}

/// Reads a restriction that stands alone. What it refers to is the builder's to
/// check.
fn read_restriction(text: &str, limits: &Limits) -> Result<Restriction, Errors> {
    let tree = tree::read(text, limits).map_err(|error| super::stopped(error, text))?;
    let mut reader = Reader::new(limits);
    let found = restriction(&mut reader, &tree, &index::Index::open());
    let errors = reader.finish(text);
    match found {
        Some(restriction) if errors.is_empty() => Ok(restriction),
        _ => Err(errors),
    }
}
