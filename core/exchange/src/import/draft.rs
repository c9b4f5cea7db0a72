//! Rows as entries of a programme, with ids that follow from their content.

use std::collections::{BTreeMap, HashMap};

use bangfu::Programme;
use bangfu::code::{DivisionCode, directory};
use bangfu::giving::{Clause, Earmark, Gift, Given, GivenGoods, Part, PartSize, Restriction};
use bangfu::lists::{Item, Need, Quantity};
use bangfu::money::Fen;
use bangfu::registry::{Id, OrganisationKind, Place};
use bangfu::time::Date;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::donor::Donors;
use super::error::{ImportError, Wanted};
use super::{File, ON_HOLD, Options};
use crate::Notice;
use crate::finding::{Finding, Weight};
use crate::record::{Asked, GiftRow, GoodsLine, NeedRow, Records};
use crate::remark::{Outcome, Proposal, Reader, directed_in};
use crate::table::Mapping;
use crate::value::plain;
use crate::words::Words;

/// An entry that a programme may get.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) list: &'static str,
    pub(super) id: String,
    pub(super) value: Value,
    pub(super) on_hold: bool,
    pub(super) file: String,
    pub(super) cell: String,
    pub(super) remark: Option<(Proposal, Fen)>,
}

/// All entries of some files, and what was found.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub(super) entries: Vec<Draft>,
    pub(super) findings: Vec<(String, Finding)>,
    /// Ids that are in `entries`: of two files with the same gift one counts.
    taken: BTreeMap<(&'static str, String), ()>,
}

pub(super) fn of(
    files: &[File<'_>],
    programme: &Programme,
    mapping: &Mapping,
    words: &Words,
    options: Options,
) -> Result<Drafts, ImportError> {
    let given = |file: &File<'_>| {
        let tables = file.reading.tables.iter();
        let mut given = tables.filter(|records| !matches!(records, Records::Needs(_)));
        given.any(|records| !records.is_empty())
    };
    let recipient = if files.iter().any(given) {
        Some(recipient(programme, mapping)?)
    } else {
        None
    };
    let mut drafts = Drafts::default();
    for file in files {
        for (records, sheet) in file.reading.tables.iter().zip(&file.reading.sheets) {
            let mut table = Table {
                programme,
                mapping,
                words,
                donors: Donors::of(programme, words, options.keep_names),
                reader: Reader::new(words, mapping.area, []),
                recipient: recipient.clone(),
                file: file.name,
                sheet,
                drafts: &mut drafts,
            };
            match records {
                Records::Gifts { rows, .. } => table.gifts(rows),
                Records::Goods(lines) => table.goods(lines),
                Records::Needs(rows) => table.needs(rows),
            }
        }
    }
    Ok(drafts)
}

/// Who received: as the mapping says, or the only charity of the programme.
fn recipient(programme: &Programme, mapping: &Mapping) -> Result<Id, Wanted> {
    let registry = programme.registry();
    if let Some(id) = &mapping.recipient {
        let known = registry.organisation(id).map(|row| row.id.clone());
        return known.ok_or_else(|| Wanted::UnknownRecipient {
            recipient: id.to_string(),
        });
    }
    let charity = |kind| {
        matches!(
            kind,
            OrganisationKind::Charity | OrganisationKind::Foundation
        )
    };
    let mut charities = registry
        .organisations
        .iter()
        .filter(|row| charity(row.kind));
    match (charities.next(), charities.next()) {
        (Some(only), None) => Ok(only.id.clone()),
        _ => Err(Wanted::Recipient),
    }
}

/// One table on its way.
struct Table<'a> {
    programme: &'a Programme,
    mapping: &'a Mapping,
    words: &'a Words,
    donors: Donors<'a>,
    reader: Reader<'a>,
    recipient: Option<Id>,
    file: &'a str,
    sheet: &'a str,
    drafts: &'a mut Drafts,
}

/// A gift before it has its id.
struct Arrival<'r> {
    donor: Id,
    on: Date,
    given: Given,
    proposal: Option<Proposal>,
    cell: &'r str,
}

impl Table<'_> {
    fn put(&mut self, draft: Draft) {
        let key = (draft.list, draft.id.clone());
        if self.drafts.taken.insert(key, ()).is_none() {
            self.drafts.entries.push(draft);
        }
    }

    fn entry(&self, list: &'static str, id: String, row: &impl Serialize, cell: &str) -> Draft {
        Draft {
            list,
            id,
            // Rows have text for keys, which can always be written.
            value: serde_json::to_value(row).unwrap_or_default(),
            on_hold: false,
            file: self.file.to_owned(),
            cell: cell.to_owned(),
            remark: None,
        }
    }

    fn kept_out(&mut self, cell: &str, notice: &Notice) {
        let finding = Finding::new(self.sheet, cell.to_owned(), Weight::KeptOut, notice);
        self.drafts.findings.push((self.file.to_owned(), finding));
    }

    /// The day on which something arrived, where the sheet or the mapping
    /// says so.
    fn day(&mut self, on: Option<Date>, cell: &str) -> Option<Date> {
        let day = on.or(self.mapping.received_on);
        if day.is_none() {
            let column = "received_on".to_owned();
            self.kept_out(cell, &Notice::MissingValue { column });
        }
        day
    }

    fn donor(&mut self, name: &str, cell: &str) -> Option<Id> {
        let (id, new) = self.donors.of_name(name)?;
        if let Some(row) = new {
            let draft = self.entry("organisations", id.to_string(), &row, cell);
            self.put(draft);
        }
        Some(id)
    }

    fn gifts(&mut self, rows: &[GiftRow]) {
        let mut given = Vec::new();
        for row in rows {
            if row.money.is_zero() {
                self.kept_out(&row.cell, &Notice::Nothing);
                continue;
            }
            let Some(on) = self.day(row.on, &row.cell) else {
                continue;
            };
            let Some(donor) = self.donor(&row.donor, &row.cell) else {
                continue;
            };
            given.push(Arrival {
                donor,
                on,
                given: Given::Money(row.money),
                proposal: row.proposal.clone(),
                cell: &row.cell,
            });
        }
        self.give(given);
    }

    fn goods(&mut self, lines: &[GoodsLine]) {
        let mut given = Vec::new();
        for line in lines {
            // What was handed on is neither a gift nor a need.
            let Some(donor) = &line.donor else {
                self.kept_out(&line.cell, &Notice::HandedOn);
                continue;
            };
            let Quantity::Known(units) = line.quantity else {
                self.kept_out(&line.cell, &Notice::NoQuantity);
                continue;
            };
            if units == 0 {
                self.kept_out(&line.cell, &Notice::Nothing);
                continue;
            }
            let Some(on) = self.day(line.on, &line.cell) else {
                continue;
            };
            let Some(donor) = self.donor(donor, &line.cell) else {
                continue;
            };
            let item = [
                Some(&line.item),
                line.specification.as_ref(),
                line.unit.as_ref(),
            ];
            let Some(item) = self.item(item, &line.cell) else {
                continue;
            };
            let remark = line.remark.as_deref();
            let remark = remark.or_else(|| directed_in(&line.item, self.words));
            let proposal = remark.map(|remark| self.reader.read(remark, Fen::ZERO));
            given.push(Arrival {
                donor,
                on,
                given: Given::Goods(GivenGoods::new(item, units)),
                proposal,
                cell: &line.cell,
            });
        }
        self.give(given);
    }

    /// An item by its name, kind and unit.
    fn item(&mut self, [name, kind, unit]: [Option<&String>; 3], cell: &str) -> Option<Id> {
        let name = name?;
        let unit = unit.map_or("未注明", String::as_str);
        let kind = kind.map_or("", String::as_str);
        let id = Id::parse(&format!("i-{}", hash(&[&plain(name), &plain(kind), unit])))?;
        let mut item = Item::new(id.clone(), unit);
        item.name = Some(match kind {
            "" => name.clone(),
            kind => format!("{name} {kind}"),
        });
        let draft = self.entry("items", id.to_string(), &item, cell);
        self.put(draft);
        Some(id)
    }

    /// Gives gifts their ids. Equals are told apart by their remarks, then by
    /// number: which of two equal rows comes first makes no difference.
    fn give(&mut self, mut given: Vec<Arrival<'_>>) {
        let text =
            |gift: &Arrival<'_>| gift.proposal.as_ref().map(|proposal| proposal.text.clone());
        given.sort_by_cached_key(|gift| (content(gift), text(gift)));
        let mut equals: HashMap<String, usize> = HashMap::new();
        let Some(recipient) = self.recipient.clone() else {
            return;
        };
        for gift in given {
            let content = content(&gift);
            let number = equals.entry(content.clone()).or_default();
            *number = number.saturating_add(1);
            let Some(id) = Id::parse(&format!("g-{}", hash(&[&content, &number.to_string()])))
            else {
                continue;
            };
            let (earmark, on_hold) = earmark(gift.proposal.as_ref());
            let money = match gift.given {
                Given::Money(money) => money,
                Given::Goods(_) => Fen::ZERO,
            };
            let mut row = Gift::new(
                id.clone(),
                gift.donor,
                recipient.clone(),
                gift.on,
                gift.given,
                Restriction::None,
            );
            row.earmark = earmark;
            let mut draft = self.entry("gifts", id.to_string(), &row, gift.cell);
            draft.on_hold = on_hold;
            draft.remark = gift.proposal.map(|proposal| (proposal, money));
            self.put(draft);
        }
    }

    fn needs(&mut self, rows: &[NeedRow]) {
        let mut equals: HashMap<String, usize> = HashMap::new();
        for row in rows {
            if row.asked.is_nothing() {
                self.kept_out(&row.cell, &Notice::Nothing);
                continue;
            }
            let Some(place) = self.place(row) else {
                self.kept_out(&row.cell, &Notice::UnknownPlace);
                continue;
            };
            let body = row.institution.as_deref().unwrap_or("");
            let project = row.project.as_deref().unwrap_or("");
            let (item, what) = match &row.asked {
                Asked::Money(_) => (None, "money".to_owned()),
                Asked::Goods {
                    item,
                    specification,
                    unit,
                    ..
                } => {
                    let parts = [Some(item), specification.as_ref(), unit.as_ref()];
                    let Some(id) = self.item(parts, &row.cell) else {
                        continue;
                    };
                    let what = id.to_string();
                    (Some(id), what)
                }
            };
            let content = hash(&[place.as_str(), &plain(body), &plain(project), &what]);
            let number = equals.entry(content.clone()).or_default();
            *number = number.saturating_add(1);
            let Some(id) = Id::parse(&format!("n-{}", hash(&[&content, &number.to_string()])))
            else {
                continue;
            };
            let mut need = match (&row.asked, item) {
                (Asked::Goods { quantity, .. }, Some(item)) => {
                    Need::goods(id.clone(), place, item, *quantity)
                }
                (Asked::Money(money), _) => Need::money(id.clone(), place, *money),
                (Asked::Goods { .. }, None) => continue,
            };
            let category = row.category.as_ref().or(self.mapping.category.as_ref());
            need.category = Some(category.map_or("未分类", String::as_str).to_owned());
            let tags = [row.institution.clone(), row.project.clone()];
            need.tags = tags.into_iter().flatten().collect();
            let draft = self.entry("needs", id.to_string(), &need, &row.cell);
            self.put(draft);
        }
    }

    /// Where a need is: the village of the programme that it names, or its
    /// county, which is added where the programme lacks it.
    fn place(&mut self, row: &NeedRow) -> Option<DivisionCode> {
        let known = &self.programme.registry().places;
        if let Some(name) = row.below.last() {
            let mut fitting = known
                .iter()
                .filter(|place| row.place.covers(&place.code) && plain(&place.name) == plain(name));
            return match (fitting.next(), fitting.next()) {
                (Some(only), None) => Some(only.code),
                _ => None,
            };
        }
        if self.programme.registry().place(row.place).is_none() {
            let name = directory::name(&row.place)?;
            let place = Place::new(row.place, name);
            let draft = self.entry("places", row.place.as_str().to_owned(), &place, &row.cell);
            self.put(draft);
        }
        Some(row.place)
    }
}

/// What makes a gift the gift that it is, whatever its remark.
fn content(gift: &Arrival<'_>) -> String {
    let what = match &gift.given {
        Given::Money(money) => money.to_string(),
        Given::Goods(goods) => match goods.quantity {
            Quantity::Known(units) => format!("{units} {}", goods.item),
            _ => goods.item.to_string(),
        },
    };
    format!("{} {} {what}", gift.donor, gift.on)
}

/// The first 16 hexadecimal digits of the hash of some texts.
fn hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    let digest = hasher.finalize();
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// What a proposal makes of a gift, and whether it is on hold. What is not
/// clear is paid to nobody until a person has decided.
fn earmark(proposal: Option<&Proposal>) -> (Earmark, bool) {
    let only = |clause: &Clause| Restriction::Only(clause.clone());
    let whole = |restriction| Earmark::Whole(restriction);
    let Some(proposal) = proposal else {
        return (whole(Restriction::None), false);
    };
    match &proposal.outcome {
        Outcome::Whole(clause) => (whole(only(clause)), false),
        Outcome::Nothing(_) => (whole(Restriction::None), false),
        Outcome::Parts(shares) => {
            let parts = shares
                .iter()
                .map(|share| Part::new(PartSize::Money(share.money), only(&share.clause)));
            (Earmark::Parts(parts.collect()), false)
        }
        Outcome::Unclear(_, clause) => {
            let hold = Clause::Tag(vec![ON_HOLD.to_owned()]);
            let clause = match clause.clone() {
                Some(clause) => Clause::All(vec![clause, hold]),
                None => hold,
            };
            (whole(Restriction::Only(clause)), true)
        }
    }
}
