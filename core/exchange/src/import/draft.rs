//! Rows as entries of a programme, with ids that follow from their content.

mod all;
mod numbered;
mod own;

use std::collections::HashMap;
use std::sync::Arc;

use bangfu::Programme;
use bangfu::code::{DivisionCode, directory};
use bangfu::giving::{Clause, Earmark, Gift, Given, GivenGoods, Part, PartSize, Restriction};
use bangfu::lists::{Item, Need, Quantity, Resource};
use bangfu::money::Fen;
use bangfu::registry::{Id, OrganisationKind, Place};
use bangfu::time::Date;

pub(super) use all::{Drafts, Origin};
pub(super) use own::Own;

use self::numbered::Numbered;
use super::batch::Batch;
use super::donor::Donors;
use super::error::{ImportError, Wanted};
use super::notes::Note;
use super::number::hash;
use super::{File, ON_HOLD, Options};
use crate::finding::Weight;
use crate::record::{Asked, GiftRow, GoodsLine, NeedRow, Records};
use crate::remark::{Outcome, Proposal, Reader, directed_in};
use crate::table::Mapping;
use crate::value::plain;
use crate::watch::Watch;
use crate::words::Words;
use crate::{Notice, Refusal};

pub(super) fn of(
    files: Vec<File>,
    programme: &Programme,
    mapping: &Mapping,
    words: &Words,
    options: Options,
    watch: &mut Watch<'_>,
) -> Result<Drafts, ImportError> {
    let given = files.iter().any(gives);
    let recipient = given.then(|| recipient(programme, mapping)).transpose()?;
    let mut drafts = Drafts::default();
    let mut donors = Donors::of(programme, words, options.keep_names);
    let reader = Reader::new(words, mapping.area, []);
    let villages = villages(programme);
    let several = files.len() > 1;
    let (mut gifts, mut needs) = (Numbered::new(several), Numbered::new(several));
    let mut resources = Numbered::new(several);
    let tables = files.iter().flat_map(|file| &file.reading.tables);
    watch.stretch(tables.map(Records::len).sum(), 50)?;
    for File { name, reading } in files {
        let file: Arc<str> = name.into();
        let number = drafts.file(&file, reading.findings, &reading.more);
        let mut own = Batches::default();
        for (records, sheet) in reading.tables.into_iter().zip(reading.sheets) {
            let table = drafts.table(Origin {
                file: number,
                sheet,
            });
            let mut table = Table {
                programme,
                mapping,
                words,
                donors: &mut donors,
                reader: &reader,
                recipient: recipient.as_ref(),
                villages: &villages,
                number: table,
                drafts: &mut drafts,
                watch,
            };
            table.records(records, &file, &mut own)?;
        }
        repeated(&own.gifts, &mut drafts);
        gifts.add(own.gifts, programme.gifts(), |row| &row.id, &mut drafts);
        needs.add(own.needs, programme.needs(), |row| &row.id, &mut drafts);
        let there = &programme.lists().resources;
        resources.add(own.resources, there, |row| &row.id, &mut drafts);
    }
    drafts.gifts = gifts.into_rows();
    drafts.needs = needs.into_rows();
    drafts.resources = resources.into_rows();
    Ok(drafts)
}

/// Whether a file lists gifts, for which somebody has to be the recipient.
fn gives(file: &File) -> bool {
    file.reading.tables.iter().any(|records| {
        let gifts = matches!(records, Records::Gifts { .. } | Records::Goods(_));
        gifts && !records.is_empty()
    })
}

/// The places of a programme by their names.
fn villages(programme: &Programme) -> HashMap<String, Vec<DivisionCode>> {
    let mut villages: HashMap<String, Vec<DivisionCode>> = HashMap::new();
    for place in &programme.registry().places {
        villages
            .entry(plain(&place.name))
            .or_default()
            .push(place.code);
    }
    villages
}

/// Flags what two sheets of a file both have; of one sheet that was done when it
/// was read.
fn repeated(gifts: &Batch<Gift>, drafts: &mut Drafts) {
    let notes = gifts.notes();
    let table = |at: usize| notes.get(at).map(|note| note.table);
    if table(0) == table(gifts.len().saturating_sub(1)) {
        return;
    }
    let mut seen: HashMap<&str, Note<'_>> = HashMap::new();
    for note in notes.iter() {
        let first = *seen.entry(note.content).or_insert(note);
        if first.table != note.table {
            let sheet = drafts.origin(first.table);
            let sheet = sheet.map_or("", |origin| &origin.sheet);
            let first = format!("{sheet}!{}", first.cell);
            let notice = Notice::RepeatedRow { first };
            drafts.found(note.table, note.cell, Weight::Doubt, &notice);
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

/// The rows of a file that are numbered, before they have their ids.
#[derive(Default)]
struct Batches {
    gifts: Batch<Gift>,
    needs: Batch<Need>,
    resources: Batch<Resource>,
}

/// One table on its way.
struct Table<'a, 'w, 'p> {
    programme: &'a Programme,
    mapping: &'a Mapping,
    words: &'a Words,
    donors: &'a mut Donors<'w>,
    reader: &'a Reader<'a>,
    recipient: Option<&'a Id>,
    villages: &'a HashMap<String, Vec<DivisionCode>>,
    /// Which of the tables it is.
    number: u32,
    drafts: &'a mut Drafts,
    watch: &'a mut Watch<'p>,
}

/// A gift before it has its id.
struct Arrival<'r> {
    donor: Id,
    on: Date,
    /// Whether the row itself says so.
    dated: bool,
    given: Given,
    proposal: Option<Arc<Proposal>>,
    cell: &'r str,
}

impl Table<'_, '_, '_> {
    /// Puts what a table says among the rows of its file.
    fn records(
        &mut self,
        records: Records,
        file: &Arc<str>,
        own: &mut Batches,
    ) -> Result<(), Refusal> {
        match records {
            Records::Gifts { rows, controls } => {
                self.gifts(rows, &mut own.gifts)?;
                let stated = controls.into_iter();
                let stated = stated.map(|control| (Arc::clone(file), control));
                self.drafts.controls.extend(stated);
                Ok(())
            }
            Records::Goods(lines) => self.goods(lines, &mut own.gifts),
            Records::Needs(rows) => self.needs(rows, &mut own.needs),
            Records::Resources(rows) => self.resources(rows, &mut own.resources),
            Records::Entries(list, rows) => self.entries(list, rows),
        }
    }

    fn kept_out(&mut self, cell: &str, notice: &Notice) {
        self.drafts
            .found(self.number, cell, Weight::KeptOut, notice);
    }

    const fn note<'c>(&self, cell: &'c str) -> Note<'c> {
        Note::new("", self.number, cell)
    }

    /// The day on which something arrived, where the sheet or the mapping
    /// says so.
    fn day(&mut self, on: Option<Date>, cell: &str) -> Option<Date> {
        if on.is_none() {
            let column = "received_on".to_owned();
            self.kept_out(cell, &Notice::MissingValue { column });
        }
        on
    }

    fn donor(&mut self, name: &str, cell: &str) -> Option<Id> {
        let (id, new) = self.donors.of_name(name)?;
        if let Some(row) = new {
            let note = self.note(cell);
            self.drafts.organisations.push(row, note);
        }
        Some(id)
    }

    fn gifts(&mut self, rows: Vec<GiftRow>, given: &mut Batch<Gift>) -> Result<(), Refusal> {
        given.reserve(rows.len(), self.programme.gifts().len());
        for row in rows {
            self.watch.step()?;
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
                proposal: row.proposal,
                cell: &row.cell,
            };
            self.gift(arrival, given);
        }
        Ok(())
    }

    fn goods(&mut self, lines: Vec<GoodsLine>, given: &mut Batch<Gift>) -> Result<(), Refusal> {
        for line in lines {
            self.watch.step()?;
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
            let proposal = remark.map(|remark| Arc::new(self.reader.read(remark, Fen::ZERO)));
            let arrival = Arrival {
                donor,
                on,
                dated: line.dated,
                given: Given::Goods(Box::new(GivenGoods::new(item, units))),
                proposal,
                cell: &line.cell,
            };
            self.gift(arrival, given);
        }
        Ok(())
    }

    /// An item by its name, kind and unit.
    fn item(&mut self, [name, kind, unit]: [Option<&String>; 3], cell: &str) -> Option<Id> {
        let name = name?;
        let unit = unit.map_or("未注明", String::as_str);
        let kind = kind.map_or("", String::as_str);
        let id = Id::parse(&format!("i-{}", hash(&[&plain(name), &plain(kind), unit])))?;
        if self.drafts.taken.insert(id.to_string()) {
            let mut item = Item::new(id.clone(), unit);
            item.name = Some(match kind {
                "" => name.clone(),
                kind => format!("{name} {kind}"),
            });
            let note = self.note(cell);
            self.drafts.items.push(item, note);
        }
        Some(id)
    }

    /// Puts in a gift that lacks only its number.
    fn gift(&mut self, arrival: Arrival<'_>, given: &mut Batch<Gift>) {
        let (Some(id), Some(recipient)) = (Id::parse("g"), self.recipient) else {
            return;
        };
        let content = content(&arrival);
        let mut note = Note::new(&content, self.number, arrival.cell);
        note.dated = arrival.dated;
        let (earmark, on_hold) = earmark(arrival.proposal.as_deref());
        note.on_hold = on_hold;
        let remark = arrival.proposal;
        note.remark = remark.and_then(|own| self.drafts.remarks.of(&own));
        let mut row = Gift::new(
            id,
            arrival.donor,
            recipient.clone(),
            arrival.on,
            arrival.given,
            Restriction::None,
        );
        row.earmark = earmark;
        given.push(row, note);
    }

    fn needs(&mut self, rows: Vec<NeedRow>, wanted: &mut Batch<Need>) -> Result<(), Refusal> {
        wanted.reserve(rows.len(), self.programme.needs().len());
        for row in rows {
            self.watch.step()?;
            if row.asked.is_nothing() {
                self.kept_out(&row.cell, &Notice::Nothing);
                continue;
            }
            let Some(place) = self.place(&row) else {
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
            need.tags = [row.institution, row.project]
                .into_iter()
                .flatten()
                .collect();
            // What waits for a person would be paid to whoever is called so.
            if need.tags.iter().any(|tag| tag == ON_HOLD) {
                self.kept_out(&row.cell, &Notice::ReservedWord);
                continue;
            }
            let note = Note::new(&content, self.number, &row.cell);
            wanted.push(need, note);
        }
        Ok(())
    }

    /// Where a need is: the village of the programme that it names, or its
    /// county, which is added where the programme lacks it.
    fn place(&mut self, row: &NeedRow) -> Option<DivisionCode> {
        if let Some(name) = row.below.last() {
            let known = self
                .villages
                .get(&plain(name))
                .map_or(&[][..], Vec::as_slice);
            let mut fitting = known.iter().filter(|code| row.place.covers(code));
            return match (fitting.next(), fitting.next()) {
                (Some(only), None) => Some(*only),
                _ => None,
            };
        }
        if self.programme.registry().place(row.place).is_none() {
            let name = directory::name(&row.place)?;
            if self.drafts.taken.insert(row.place.as_str().to_owned()) {
                let note = self.note(&row.cell);
                let place = Place::new(row.place, name);
                self.drafts.places.push(place, note);
            }
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
