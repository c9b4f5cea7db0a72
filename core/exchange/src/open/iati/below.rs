//! The activities below the programme: its projects, and its needs without
//! one.

use std::collections::BTreeMap;

use bangfu::lists::{Asked, Need, Project};
use bangfu::money::Fen;

use super::codes::{day, related, status, transaction};
use super::page::{Activity, Budget, Party, Transaction, Words};
use super::{Organisations, Report, codes, sectors};
use crate::open::award::{Award, Donors, awards};
use crate::open::desk::{Beneficiary, Listed, Spot};
use crate::open::{OpenError, phrases};

/// What a project, or a need without one, asks for and is awarded.
#[derive(Default)]
struct Group<'a> {
    needs: Vec<Listed<'a, Need>>,
    awards: Vec<Award<'a>>,
}

/// A group by the index of its project; those of needs without one come after.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Project(usize),
    Need(usize),
}

impl<'a> Report<'_, 'a> {
    /// The projects by id, then the needs without one.
    pub(super) fn below(&mut self) -> Vec<Activity> {
        let mut groups: BTreeMap<Key, Group<'a>> = BTreeMap::new();
        let projects = &self.desk.programme.lists().projects;
        for index in 0..projects.len() {
            groups.insert(Key::Project(index), Group::default());
        }
        for (index, row) in self.desk.programme.needs().iter().enumerate() {
            let need = Listed { index, row };
            groups.entry(self.key(need)).or_default().needs.push(need);
        }
        let plan = self.desk.plan;
        for award in plan.map_or_else(Vec::new, |plan| awards(self.desk, plan)) {
            let key = self.key(award.need);
            groups.entry(key).or_default().awards.push(award);
        }
        let mut activities = Vec::with_capacity(groups.len());
        for (key, group) in groups {
            activities.extend(match key {
                Key::Project(index) => projects
                    .get(index)
                    .map(|row| self.project(Listed { index, row }, &group)),
                Key::Need(_) => self.need(&group),
            });
        }
        activities
    }

    fn key(&self, need: Listed<'a, Need>) -> Key {
        match self.desk.project(need.row) {
            Some(project) => Key::Project(project.index),
            None => Key::Need(need.index),
        }
    }

    fn project(&mut self, project: Listed<'a, Project>, group: &Group<'a>) -> Activity {
        let pointer = self.desk.programme.pointer_to_project(project.index);
        let id = self.desk.id(&project.row.id, &pointer);
        let id = format!("{}-project-{id}", self.id);
        let name = self.desk.project_name(project);
        self.activity(id, name, group)
    }

    fn need(&mut self, group: &Group<'a>) -> Option<Activity> {
        let need = *group.needs.first()?;
        let id = self.desk.need_id(need);
        let id = format!("{}-need-{id}", self.id);
        let place = self.desk.spot(need.row).name;
        let title = phrases::title(&self.desk.category(need), &place);
        Some(self.activity(id, title, group))
    }

    fn activity(&mut self, id: String, title: String, group: &Group<'a>) -> Activity {
        let mut donors = Donors::default();
        let mut charities = Organisations::new();
        for award in &group.awards {
            donors.join(&award.donors);
            charities.insert(award.charity.index, award.charity.row);
        }
        let locations = self.locations(&group.needs);
        let lang = self.desk.lang;
        let description = phrases::project(lang, &title, group.needs.len(), locations.len());
        let (status, start) = if group.awards.is_empty() {
            (status::PIPELINE, day::PLANNED_START)
        } else {
            (status::IMPLEMENTATION, day::ACTUAL_START)
        };
        Activity {
            id,
            hierarchy: "2",
            title: Words::name(title),
            description: self.words(description),
            parties: self.parties(&donors, &charities),
            status,
            start: (start, self.as_of.clone()),
            locations,
            sectors: sectors::of(self.desk, &group.needs, &group.awards),
            budget: self.budget(&group.needs),
            transactions: self.commitments(&group.awards),
            related: vec![(related::PARENT, self.id.clone())],
        }
    }

    /// Where the needs are, each place once.
    fn locations(&mut self, needs: &[Listed<'a, Need>]) -> Vec<Spot> {
        let spots = needs.iter().map(|need| self.desk.spot(need.row));
        let spots: BTreeMap<_, _> = spots.map(|spot| (spot.code, spot)).collect();
        spots.into_values().collect()
    }

    /// What the needs of money may get in all, in the accounting year of the
    /// programme's day: the calendar year (会计法 Art. 11).
    fn budget(&mut self, needs: &[Listed<'a, Need>]) -> Option<Budget> {
        let limit = |need: &Listed<'a, Need>| match &need.row.asked {
            Asked::Money(asked) => asked.limit(),
            Asked::Goods(_) => Fen::ZERO,
        };
        let Ok(value) = Fen::checked_sum(needs.iter().map(limit)) else {
            let pointer = bangfu::error::Pointer::root().key("lists").key("needs");
            self.desk.refuse(&OpenError::TooMuch, &pointer);
            return None;
        };
        let year = self.desk.programme.as_of().year();
        (value > Fen::ZERO).then(|| Budget {
            from: format!("{year:04}-01-01"),
            to: format!("{year:04}-12-31"),
            value,
            value_on: self.as_of.clone(),
        })
    }

    /// What the plan commits, need by need.
    fn commitments(&mut self, awards: &[Award<'a>]) -> Vec<Transaction> {
        let worth = awards.iter().filter(|award| award.value > Fen::ZERO);
        worth.map(|award| self.commitment(award)).collect()
    }

    fn commitment(&mut self, award: &Award<'a>) -> Transaction {
        let description = phrases::award(self.desk, award);
        Transaction {
            kind: transaction::OUTGOING_COMMITMENT,
            on: self.as_of.clone(),
            value: award.value,
            description: Some(self.words(description)),
            provider: self.party(award.charity),
            receiver: Some(self.beneficiary(award.need)),
        }
    }

    /// Who is to get it.
    fn beneficiary(&mut self, need: Listed<'a, Need>) -> Party {
        let name = match self.desk.beneficiary(need.row) {
            Beneficiary::Organisation(found) => return self.party(found),
            Beneficiary::Person => {
                let name = phrases::individual_recipient(self.desk.lang);
                self.words(name.to_owned())
            }
            Beneficiary::Place => Words::name(self.desk.spot(need.row).name),
        };
        Party {
            reference: None,
            kind: codes::OTHER,
            name,
        }
    }
}
