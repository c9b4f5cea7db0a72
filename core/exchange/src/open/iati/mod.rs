//! A programme as activities of IATI 2.03.
//!
//! The programme itself is an activity that receives; the projects, and the
//! needs without one, are activities below it to which the plan commits. So a
//! gift that nobody earmarked has a place, and no yuan is counted twice.

mod below;
mod codes;
mod incoming;
mod page;
mod sectors;

use std::collections::BTreeMap;

use bangfu::error::Lang;
use bangfu::registry::Organisation;

use super::award::Donors;
use super::desk::{Desk, Donor, Listed, Written};
use super::{Options, phrases};
use codes::role;
use page::{Party, Words};

/// The file; none once something was refused.
pub(super) fn write(desk: &mut Desk<'_>, options: &Options) -> Option<Written> {
    let publisher = desk.publisher(options)?;
    if !desk.is_open() {
        return None;
    }
    let mut report = Report::new(desk, publisher);
    let below = report.below();
    let children: Vec<String> = below.iter().map(|activity| activity.id.clone()).collect();
    let mut activities = vec![report.programme(children)];
    activities.extend(below);
    let reporter = report.party(publisher);
    let bytes = page::file(&reporter, &activities).ok()?;
    let entries = activities.len();
    Some(Written { bytes, entries })
}

/// Makes activities of a programme.
struct Report<'d, 'a> {
    desk: &'d mut Desk<'a>,
    publisher: Listed<'a, Organisation>,
    /// The identifier of the programme's own activity.
    id: String,
    /// The day of the programme.
    as_of: String,
}

/// Organisations of the registry, by where they stand there.
type Organisations<'a> = BTreeMap<usize, &'a Organisation>;

impl<'d, 'a> Report<'d, 'a> {
    fn new(desk: &'d mut Desk<'a>, publisher: Listed<'a, Organisation>) -> Self {
        let reference = reference(publisher.row).unwrap_or_default();
        let id = format!("{reference}-{}", desk.programme_id());
        let as_of = desk.programme.as_of().to_string();
        Self {
            desk,
            publisher,
            id,
            as_of,
        }
    }

    /// A sentence of bangfu's.
    fn words(&self, text: String) -> Words {
        let lang = match self.desk.lang {
            Lang::Zh => "zh",
            Lang::En => "en",
        };
        Words { text, lang }
    }

    fn party(&mut self, found: Listed<'a, Organisation>) -> Party {
        Party {
            reference: reference(found.row),
            kind: codes::kind(found.row.kind),
            name: Words::name(self.desk.organisation_name(found)),
        }
    }

    /// Somebody who is not named.
    fn unnamed(&self, person: bool) -> Party {
        let name = phrases::unnamed(self.desk.lang, person).to_owned();
        Party {
            reference: None,
            kind: codes::OTHER,
            name: self.words(name),
        }
    }

    fn giver(&mut self, donor: Donor<'a>) -> Party {
        match donor {
            Donor::Named(found) => self.party(found),
            Donor::Organisation => self.unnamed(false),
            Donor::Person => self.unnamed(true),
        }
    }

    /// Who takes part: the donors fund, the publisher is accountable, and the
    /// charities that received the gifts hand them on.
    fn parties(
        &mut self,
        donors: &Donors<'a>,
        charities: &Organisations<'a>,
    ) -> Vec<(&'static str, Party)> {
        let mut parties = Vec::new();
        for (&index, &row) in &donors.named {
            parties.push((role::FUNDING, self.party(Listed { index, row })));
        }
        for (present, person) in [(donors.organisations, false), (donors.persons, true)] {
            if present {
                parties.push((role::FUNDING, self.unnamed(person)));
            }
        }
        parties.push((role::ACCOUNTABLE, self.party(self.publisher)));
        for (&index, &row) in charities {
            parties.push((role::EXTENDING, self.party(Listed { index, row })));
        }
        parties
    }
}

/// The identifier of an organisation, where a register has given it one.
fn reference(row: &Organisation) -> Option<String> {
    let code = row.credit_code?;
    Some(format!("CN-USCI-{}", code.as_str()))
}
