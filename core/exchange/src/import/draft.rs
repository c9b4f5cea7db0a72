//! Rows as entries of a programme, with ids that follow from their content.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use bangfu::Programme;
use bangfu::code::{DivisionCode, directory};
use bangfu::giving::{Clause, Earmark, Gift, Given, GivenGoods, Part, PartSize, Restriction};
use bangfu::lists::{Item, Need, Quantity};
use bangfu::money::Fen;
use bangfu::registry::{Id, OrganisationKind, Place};
use bangfu::time::Date;
use serde::Serialize;
use serde_json::Value;

use super::donor::Donors;
use super::error::{ImportError, Wanted};
use super::number::{Draft, Known, There, Unnumbered, hash, number};
use super::{File, ON_HOLD, Options};
use crate::Notice;
use crate::finding::{Finding, Weight};
use crate::record::{Asked, GiftRow, GoodsLine, NeedRow, Records};
use crate::remark::{Outcome, Proposal, Reader, directed_in};
use crate::table::Mapping;
use crate::value::plain;
use crate::words::Words;

/// All entries of some files, and what was found.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub(super) entries: Vec<Draft>,
    pub(super) findings: Vec<(String, Finding)>,
    /// The event, where a text names it.
    pub(super) event: Option<Draft>,
    /// The text that entries have their places in.
    pub(super) source_text: Option<String>,
    /// Where in `entries` an id is: of two files with the same gift one counts.
    taken: HashMap<(&'static str, String), usize>,
}

impl Drafts {
    pub(super) fn put(&mut self, draft: Draft) {
        let key = (draft.list, draft.id.clone());
        if let Entry::Vacant(place) = self.taken.entry(key) {
            place.insert(self.entries.len());
            self.entries.push(draft);
        }
    }

    /// Puts in the rows of a file, under ids that follow from their content.
    fn number(
        &mut self,
        programme: &ById<'_>,
        rows: Vec<Unnumbered>,
        list: &'static str,
        prefix: &str,
    ) {
        let there = Before {
            programme,
            drafts: self,
            list,
        };
        for (draft, known) in number(rows, prefix, &there) {
            let notice = match known {
                Known::No => None,
                Known::Elsewhere => Some(Notice::OtherFile),
                Known::Unsure => Some(Notice::EqualRows),
            };
            if let Some(notice) = notice {
                let cell = draft.cell.clone();
                let finding = Finding::new(&draft.sheet, cell, Weight::Doubt, &notice);
                self.findings.push((draft.file.clone(), finding));
            }
            self.put(draft);
        }
    }
}

/// What a programme has under an id.
struct ById<'p> {
    gifts: HashMap<String, &'p Gift>,
    needs: HashMap<String, &'p Need>,
}

impl<'p> ById<'p> {
    fn of(programme: &'p Programme) -> Self {
        let gifts = programme.gifts().iter();
        let needs = programme.needs().iter();
        Self {
            gifts: gifts.map(|row| (row.id.to_string(), row)).collect(),
            needs: needs.map(|row| (row.id.to_string(), row)).collect(),
        }
    }
}

/// What was there before the rows of a file.
struct Before<'a> {
    programme: &'a ById<'a>,
    drafts: &'a Drafts,
    list: &'static str,
}

impl There for Before<'_> {
    fn in_programme(&self, id: &str) -> Option<Value> {
        // Rows have text for keys, which can always be written.
        match self.list {
            "gifts" => serde_json::to_value(self.programme.gifts.get(id)?).ok(),
            _ => serde_json::to_value(self.programme.needs.get(id)?).ok(),
        }
    }

    fn in_drafts(&self, id: &str) -> Option<&Value> {
        let index = self.drafts.taken.get(&(self.list, id.to_owned()))?;
        self.drafts.entries.get(*index).map(|draft| &draft.value)
    }
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
    let by_id = ById::of(programme);
    let donors = Donors::of(programme, words, options.keep_names);
    let reader = Reader::new(words, mapping.area, []);
    for file in files {
        let (mut gifts, mut needs) = (Vec::new(), Vec::new());
        for (records, sheet) in file.reading.tables.iter().zip(&file.reading.sheets) {
            let mut table = Table {
                programme,
                mapping,
                words,
                donors: &donors,
                reader: &reader,
                recipient: recipient.as_ref(),
                file: file.name,
                sheet,
                drafts: &mut drafts,
            };
            match records {
                Records::Gifts { rows, .. } => gifts.extend(table.gifts(rows)),
                Records::Goods(lines) => gifts.extend(table.goods(lines)),
                Records::Needs(rows) => needs.extend(table.needs(rows)),
            }
        }
        repeated(&gifts, file.name, &mut drafts.findings);
        drafts.number(&by_id, gifts, "gifts", "g");
        drafts.number(&by_id, needs, "needs", "n");
    }
    Ok(drafts)
}

/// Flags what two sheets of a file both have; of one sheet that was done when it
/// was read.
fn repeated(gifts: &[Unnumbered], file: &str, findings: &mut Vec<(String, Finding)>) {
    let mut seen: HashMap<&str, &Draft> = HashMap::new();
    for gift in gifts {
        let draft = &gift.draft;
        let first = *seen.entry(&gift.content).or_insert(draft);
        if first.sheet != draft.sheet {
            let first = format!("{}!{}", first.sheet, first.cell);
            let notice = Notice::RepeatedRow { first };
            let cell = draft.cell.clone();
            let finding = Finding::new(&draft.sheet, cell, Weight::Doubt, &notice);
            findings.push((file.to_owned(), finding));
        }
    }
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
    donors: &'a Donors<'a>,
    reader: &'a Reader<'a>,
    recipient: Option<&'a Id>,
    file: &'a str,
    sheet: &'a str,
    drafts: &'a mut Drafts,
}

/// A gift before it has its id.
struct Arrival<'r> {
    donor: Id,
    on: Date,
    /// Whether the row itself says so.
    dated: bool,
    given: Given,
    proposal: Option<Proposal>,
    cell: &'r str,
}

impl Table<'_> {
    fn entry(&self, list: &'static str, id: String, row: &impl Serialize, cell: &str) -> Draft {
        Draft {
            list,
            id,
            // Rows have text for keys, which can always be written.
            value: serde_json::to_value(row).unwrap_or_default(),
            on_hold: false,
            file: self.file.to_owned(),
            sheet: self.sheet.to_owned(),
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
            self.drafts.put(draft);
        }
        Some(id)
    }

    fn gifts(&mut self, rows: &[GiftRow]) -> Vec<Unnumbered> {
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
            let arrival = Arrival {
                donor,
                on,
                dated: row.dated,
                given: Given::Money(row.money),
                proposal: row.proposal.clone(),
                cell: &row.cell,
            };
            given.extend(self.gift(arrival));
        }
        given
    }

    fn goods(&mut self, lines: &[GoodsLine]) -> Vec<Unnumbered> {
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
            let arrival = Arrival {
                donor,
                on,
                dated: line.dated,
                given: Given::Goods(GivenGoods::new(item, units)),
                proposal,
                cell: &line.cell,
            };
            given.extend(self.gift(arrival));
        }
        given
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
        self.drafts.put(draft);
        Some(id)
    }

    /// A gift that lacks only its number.
    fn gift(&self, arrival: Arrival<'_>) -> Option<Unnumbered> {
        let content = content(&arrival);
        let (earmark, on_hold) = earmark(arrival.proposal.as_ref());
        let money = match arrival.given {
            Given::Money(money) => money,
            Given::Goods(_) => Fen::ZERO,
        };
        let mut row = Gift::new(
            Id::parse("g")?,
            arrival.donor,
            self.recipient?.clone(),
            arrival.on,
            arrival.given,
            Restriction::None,
        );
        row.earmark = earmark;
        let mut draft = self.entry("gifts", String::new(), &row, arrival.cell);
        draft.on_hold = on_hold;
        draft.remark = arrival.proposal.map(|proposal| (proposal, money));
        Some(Unnumbered { content, draft })
    }

    fn needs(&mut self, rows: &[NeedRow]) -> Vec<Unnumbered> {
        let mut wanted = Vec::new();
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
            let Some(id) = Id::parse("n") else { continue };
            let mut need = match (&row.asked, item) {
                (Asked::Goods { quantity, .. }, Some(item)) => {
                    Need::goods(id, place, item, *quantity)
                }
                (Asked::Money(money), _) => Need::money(id, place, *money),
                (Asked::Goods { .. }, None) => continue,
            };
            let category = row.category.as_ref().or(self.mapping.category.as_ref());
            need.category = Some(category.map_or("未分类", String::as_str).to_owned());
            let tags = [row.institution.clone(), row.project.clone()];
            need.tags = tags.into_iter().flatten().collect();
            // What waits for a person would be paid to whoever is called so.
            if need.tags.iter().any(|tag| tag == ON_HOLD) {
                self.kept_out(&row.cell, &Notice::ReservedWord);
                continue;
            }
            let draft = self.entry("needs", String::new(), &need, &row.cell);
            wanted.push(Unnumbered { content, draft });
        }
        wanted
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
            self.drafts.put(draft);
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
    // The day of a title is that of the list: the list of the next day has the
    // same gift under another.
    let on = gift.dated.then(|| gift.on.to_string());
    format!("{} {} {what}", gift.donor, on.as_deref().unwrap_or("-"))
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
