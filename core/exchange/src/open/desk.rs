//! The desk over which everything goes that is published: it says what things
//! and people may be called, and keeps what is refused and what is noted.
//!
//! Right because every text of an export was given out here: a name that the
//! desk does not give out can't be published.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use bangfu::code::{DivisionCode, Level, directory};
use bangfu::error::{Code, Lang, Pointer};
use bangfu::finding::{Finding, Findings, spoken};
use bangfu::giving::{Gift, Publicity};
use bangfu::lists::{Need, Project};
use bangfu::misuse::Defect;
use bangfu::registry::{Id, Organisation, OrganisationKind};
use bangfu::{Plan, Programme};

use super::persons::{Persons, holds};
use super::{Export, OpenError, OpenNote, Options};
use crate::form::guarded;
use crate::sound::{of_this_input, sound};
use crate::value::clean;

/// What the formats ask.
pub(super) struct Desk<'a> {
    pub(super) programme: &'a Programme,
    pub(super) plan: Option<&'a Plan>,
    pub(super) lang: Lang,
    /// Whether the file may be opened in a spreadsheet.
    sheet: bool,
    persons: Persons,
    /// Texts that were given out, by their pointers.
    given_out: HashMap<String, String>,
    refused: Vec<Finding>,
    notes: Vec<Finding>,
    told: HashSet<(u16, String)>,
}

/// A file, and how many entries it has.
pub(super) struct Written {
    pub(super) bytes: Vec<u8>,
    pub(super) entries: usize,
}

/// A place as it may be told.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) code: DivisionCode,
    pub(super) name: String,
}

/// A row of a list of the programme, and where it stands there.
#[derive(Debug)]
pub(super) struct Listed<'a, T> {
    pub(super) index: usize,
    pub(super) row: &'a T,
}

impl<T> Clone for Listed<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Listed<'_, T> {}

/// Who gave, as far as that may be told.
#[derive(Clone, Copy, Debug)]
pub(super) enum Donor<'a> {
    /// An organisation that asked to be named.
    Named(Listed<'a, Organisation>),
    /// An organisation that did not ask to be named.
    Organisation,
    /// An individual.
    Person,
}

/// Who benefits from a need.
#[derive(Clone, Copy, Debug)]
pub(super) enum Beneficiary<'a> {
    /// All of the place.
    Place,
    /// An organisation.
    Organisation(Listed<'a, Organisation>),
    /// An individual or a household.
    Person,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        programme: &'a Programme,
        plan: Option<&'a Plan>,
        lang: Lang,
    ) -> Result<Self, Findings> {
        let persons = Persons::of(programme)?;
        let mut desk = Self {
            programme,
            plan,
            lang,
            sheet: false,
            persons,
            given_out: HashMap::new(),
            refused: Vec::new(),
            notes: Vec::new(),
            told: HashSet::new(),
        };
        if let Some(error) = plan.and_then(|plan| unfit(programme, plan)) {
            desk.refuse(&error, &Pointer::root());
        }
        Ok(desk)
    }

    /// The same desk for a file that may be opened in a spreadsheet: a text that
    /// would be computed there begins with an apostrophe.
    pub(super) fn for_sheets(mut self) -> Self {
        self.sheet = true;
        self
    }

    /// Whether what was asked so far can be published.
    pub(super) const fn is_open(&self) -> bool {
        self.refused.is_empty()
    }

    pub(super) fn refuse(&mut self, error: &OpenError, pointer: &Pointer) {
        if self.told.insert((error.number(), pointer.to_string())) {
            self.refused.push(Finding::at(error, pointer));
        }
    }

    pub(super) fn note(&mut self, note: &OpenNote, pointer: &Pointer) {
        if self.told.insert((note.number(), pointer.to_string())) {
            self.notes.push(Finding::at(note, pointer));
        }
    }

    /// The file, unless something was refused on the way.
    pub(super) fn close(self, written: Option<Written>) -> Result<Export, Findings> {
        if let Some(refused) = Findings::new(self.refused, 0) {
            return Err(refused);
        }
        // What is not refused is written.
        let Written { bytes, entries } = written.ok_or(Defect::Panic)?;
        Ok(Export {
            bytes,
            entries,
            notes: self.notes,
        })
    }

    /// Who publishes: named in the options, or the one that received all gifts.
    pub(super) fn publisher(&mut self, options: &Options) -> Option<Listed<'a, Organisation>> {
        let root = Pointer::root();
        let found = match &options.publisher {
            Some(id) => {
                let found = self.registered(id);
                if found.is_none() {
                    let id = spoken(id.as_str());
                    self.refuse(&OpenError::UnknownPublisher { id }, &root);
                }
                found?
            }
            None => {
                let mut recipients = self.programme.gifts().iter().map(|gift| &gift.recipient);
                let first = recipients.next();
                let only = first.filter(|first| recipients.all(|other| other == *first));
                if only.is_none() {
                    self.refuse(&OpenError::PublisherWanted, &root);
                }
                self.registered(only?)?
            }
        };
        let pointer = self.programme.pointer_to_organisation(found.index);
        if found.row.kind == OrganisationKind::Individual {
            self.refuse(&OpenError::PublisherIsPerson, &pointer.key("kind"));
            return None;
        }
        if found.row.credit_code.is_none() {
            self.refuse(&OpenError::NoCreditCode, &pointer.key("credit_code"));
            return None;
        }
        Some(found)
    }

    /// The organisation or individual of an id.
    fn registered(&self, id: &Id) -> Option<Listed<'a, Organisation>> {
        find(&self.programme.registry().organisations, |row| {
            row.id.cmp(id)
        })
    }

    /// A text of the programme as it may be published; empty when nothing is
    /// left. Names of organisations and places are public as they are.
    fn text(&mut self, text: &str, pointer: &Pointer, public: bool) -> String {
        if let Some(known) = self.given_out.get(pointer.as_str()) {
            return known.clone();
        }
        let unfit = |c: char| {
            (c.is_control() && !c.is_whitespace())
                || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        if text.contains(unfit) {
            self.note(&OpenNote::CharactersRemoved, pointer);
        }
        let kept: String = text.chars().filter(|c| !unfit(*c)).collect();
        let shown = clean(&kept);
        let mut given = match public {
            true => spoken(&shown),
            false => spoken(&self.persons.masked(&shown)),
        };
        if given != shown {
            self.note(&OpenNote::PersonMasked, pointer);
        }
        given = self.cell(given, pointer);
        self.given_out
            .insert(pointer.as_str().to_owned(), given.clone());
        given
    }

    /// A text as a spreadsheet may open it, where one may.
    fn cell(&mut self, text: String, pointer: &Pointer) -> String {
        match guarded(&text) {
            Cow::Owned(safe) if self.sheet => {
                self.note(&OpenNote::Formula, pointer);
                safe
            }
            _ => text,
        }
    }

    /// A text that can't be empty.
    fn name(&mut self, text: &str, pointer: &Pointer, public: bool) -> String {
        let name = self.text(text, pointer, public);
        if name.is_empty() {
            self.refuse(&OpenError::NoName, pointer);
        }
        name
    }

    /// An id that is published as it is.
    pub(super) fn id(&mut self, id: &'a Id, pointer: &Pointer) -> &'a str {
        if spoken(id.as_str()) != id.as_str() || self.persons.is_in_id(id.as_str()) {
            self.refuse(&OpenError::PersonalId, &pointer.key("id"));
        }
        id.as_str()
    }

    /// The programme's own id.
    pub(super) fn programme_id(&mut self) -> &'a str {
        let programme = self.programme;
        self.id(programme.id(), &Pointer::root())
    }

    /// What the programme is called: its name, its event's title, else its id.
    pub(super) fn programme_name(&mut self) -> String {
        let programme = self.programme;
        if let Some(name) = programme.name() {
            return self.name(name, &Pointer::root().key("name"), false);
        }
        match &programme.giving().event {
            Some(event) => {
                let pointer = Pointer::root().key("giving").key("event").key("title");
                self.name(&event.title, &pointer, false)
            }
            None => self.programme_id().to_owned(),
        }
    }

    /// The id of a need. Of a person's, it must tell neither who nor where.
    pub(super) fn need_id(&mut self, need: Listed<'a, Need>) -> &'a str {
        let pointer = self.programme.pointer_to_need(need.index);
        let id = &need.row.id;
        if let (Beneficiary::Person, Some(who)) =
            (self.beneficiary(need.row), &need.row.beneficiary)
            && (holds(id.as_str(), who.as_str()) || tells_place(id, &need.row.place))
        {
            self.refuse(&OpenError::PersonalId, &pointer.key("id"));
        }
        self.id(id, &pointer)
    }

    /// The id of an organisation. Must not be asked of an individual.
    pub(super) fn organisation_id(&mut self, found: Listed<'a, Organisation>) -> &'a str {
        let pointer = self.programme.pointer_to_organisation(found.index);
        self.id(&found.row.id, &pointer)
    }

    /// What an organisation is called. Must not be asked of an individual.
    pub(super) fn organisation_name(&mut self, found: Listed<'_, Organisation>) -> String {
        let pointer = self.programme.pointer_to_organisation(found.index);
        self.name(&found.row.name, &pointer.key("name"), true)
    }

    /// Who received a gift: an organisation, or the export is refused.
    pub(super) fn recipient(&mut self, gift: Listed<'a, Gift>) -> Option<Listed<'a, Organisation>> {
        let found = self.registered(&gift.row.recipient)?;
        if found.row.kind == OrganisationKind::Individual {
            let pointer = self.programme.pointer_to_gift(gift.index);
            self.refuse(&OpenError::PersonReceives, &pointer.key("recipient"));
            return None;
        }
        Some(found)
    }

    /// Who gave a gift.
    pub(super) fn donor(&self, gift: &Gift) -> Donor<'a> {
        self.giver(&gift.donor, gift.publicity == Some(Publicity::Named))
    }

    /// Who gave or promised something.
    pub(super) fn giver(&self, id: &Id, named: bool) -> Donor<'a> {
        match self.registered(id) {
            None => Donor::Person,
            Some(found) if found.row.kind == OrganisationKind::Individual => Donor::Person,
            Some(found) if named => Donor::Named(found),
            Some(_) => Donor::Organisation,
        }
    }

    /// Who benefits from a need. Whom the registry does not know may be a
    /// person, and counts as one.
    pub(super) fn beneficiary(&self, need: &Need) -> Beneficiary<'a> {
        let Some(id) = &need.beneficiary else {
            return Beneficiary::Place;
        };
        match self.registered(id) {
            Some(found) if found.row.kind != OrganisationKind::Individual => {
                Beneficiary::Organisation(found)
            }
            _ => Beneficiary::Person,
        }
    }

    /// Where a need is, as far as that may be told: of an individual's the
    /// county, for a village is too small to hide in.
    pub(super) fn spot(&mut self, need: &Need) -> Spot {
        let county = match self.beneficiary(need) {
            Beneficiary::Person => need.place.county(),
            Beneficiary::Place | Beneficiary::Organisation(_) => None,
        };
        self.place(county.unwrap_or(need.place))
    }

    /// A place of the registry, or one that the directory knows.
    pub(super) fn place(&mut self, code: DivisionCode) -> Spot {
        let found = find(&self.programme.registry().places, |row| row.code.cmp(&code));
        let name = match found {
            Some(Listed { index, row }) => {
                let pointer = self.programme.pointer_to_place(index).key("name");
                self.name(&row.name, &pointer, true)
            }
            None => directory::name(&code).unwrap_or(code.as_str()).to_owned(),
        };
        Spot { code, name }
    }

    /// What a project is called.
    pub(super) fn project_name(&mut self, project: Listed<'_, Project>) -> String {
        let pointer = self.programme.pointer_to_project(project.index);
        self.name(&project.row.name, &pointer.key("name"), false)
    }

    /// The project of a need.
    pub(super) fn project(&self, need: &Need) -> Option<Listed<'a, Project>> {
        let id = need.project.as_ref()?;
        find(&self.programme.lists().projects, |row| row.id.cmp(id))
    }

    /// The category of a need: its own, else its project's.
    pub(super) fn category(&mut self, need: Listed<'a, Need>) -> String {
        let category = self.programme.lists().category(need.row);
        let pointer = match (&need.row.category, self.project(need.row)) {
            (None, Some(project)) => self.programme.pointer_to_project(project.index),
            _ => self.programme.pointer_to_need(need.index),
        };
        self.name(category, &pointer.key("category"), false)
    }

    /// What a need is for: its project, or else its category.
    pub(super) fn purpose(&mut self, need: Listed<'a, Need>) -> String {
        match self.project(need.row) {
            Some(project) => self.project_name(project),
            None => self.category(need),
        }
    }

    /// What an item is called, and its unit.
    pub(super) fn item(&mut self, id: &Id) -> (String, String) {
        let found = find(&self.programme.lists().items, |row| row.id.cmp(id));
        let Some(Listed { index, row }) = found else {
            return (String::new(), String::new());
        };
        let pointer = self.programme.pointer_to_item(index);
        let name = match &row.name {
            Some(name) => self.name(name, &pointer.key("name"), false),
            None => {
                let id = self.id(&row.id, &pointer).to_owned();
                self.cell(id, &pointer.key("id"))
            }
        };
        let unit = self.name(&row.unit, &pointer.key("unit"), false);
        (name, unit)
    }
}

/// Whether an id tells where below its county a place is: by the digits for
/// that, or by the code of the township.
fn tells_place(id: &Id, place: &DivisionCode) -> bool {
    let id = id.as_str().chars().filter(char::is_ascii_alphanumeric);
    let id: String = id.collect();
    let code = place.significant();
    let below = code.get(Level::County.digits()..).unwrap_or_default();
    let township = code.get(..Level::Township.digits());
    !below.is_empty()
        && (id.contains(below) || township.is_some_and(|township| id.contains(township)))
}

/// The row that compares equal, in rows that are sorted so.
pub(super) fn find<T>(
    rows: &[T],
    compare: impl FnMut(&T) -> std::cmp::Ordering,
) -> Option<Listed<'_, T>> {
    let index = rows.binary_search_by(compare).ok()?;
    rows.get(index).map(|row| Listed { index, row })
}

/// Why nothing can be published of the plan, if so.
fn unfit(programme: &Programme, plan: &Plan) -> Option<OpenError> {
    if plan.programme != *programme.id() || !of_this_input(programme, plan) {
        return Some(OpenError::OtherPlan);
    }
    (!sound(programme, plan)).then_some(OpenError::UnsoundPlan)
}
