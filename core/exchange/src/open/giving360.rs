//! Grants as a package of 360Giving 1.4.

use std::collections::HashMap;

use bangfu::error::Pointer;
use bangfu::lists::Need;
use bangfu::money::Fen;
use bangfu::registry::{Id, Organisation};
use serde::Serialize;
use serde_json::value::RawValue;

use super::award::{Award, awards};
use super::desk::{Beneficiary, Desk, Listed, Spot, Written};
use super::{OpenError, OpenNote, Options, phrases};

/// The longest title that 360Giving advises, in characters.
const TITLE: usize = 139;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Package {
    version: &'static str,
    title: String,
    description: String,
    publisher: Publisher,
    grants: Vec<Grant>,
}

#[derive(Serialize)]
struct Publisher {
    identifier: String,
    name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Grant {
    id: String,
    title: String,
    description: String,
    currency: &'static str,
    /// The digits as they are: a number read into a float would lose fen.
    amount_awarded: Box<RawValue>,
    award_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient_organization: Option<[Party; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient_individual: Option<Party>,
    beneficiary_location: [Location; 1],
    funding_organization: [Party; 1],
    grant_programme: [Programme; 1],
    classifications: [Classification; 1],
}

#[derive(Serialize)]
struct Party {
    id: String,
    name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    name: String,
    country_code: &'static str,
    geo_code: String,
    geo_code_type: &'static str,
}

#[derive(Clone, Serialize)]
struct Programme {
    code: String,
    title: String,
}

#[derive(Serialize)]
struct Classification {
    vocabulary: &'static str,
    code: String,
    title: String,
}

/// The file; none once something was refused.
pub(super) fn write(desk: &mut Desk<'_>, options: &Options) -> Option<Written> {
    let publisher = desk.publisher(options);
    let prefix = prefix(desk, options);
    if desk.plan.is_none() {
        desk.refuse(&OpenError::PlanWanted, &Pointer::root());
    }
    let (publisher, prefix, plan) = (publisher?, prefix?, desk.plan?);
    if !desk.is_open() {
        return None;
    }
    let awards = awards(desk, plan);
    let mut grants = Grants::new(desk, prefix);
    // A grant of nothing tells nothing: goods that were valued at 0.
    let mut written = Vec::with_capacity(awards.len());
    for award in awards.iter().filter(|award| award.value > Fen::ZERO) {
        written.push(grants.grant(award));
    }
    if written.is_empty() {
        grants
            .desk
            .refuse(&OpenError::NothingGranted, &Pointer::root());
    }
    let entries = written.len();
    let package = grants.package(publisher, written);
    // Only maps whose keys are no text can't be written, and there are none.
    let mut bytes = serde_json::to_vec(&package).ok()?;
    bytes.push(b'\n');
    Some(Written { bytes, entries })
}

/// The prefix, if it has the form of those that 360Giving gives.
fn prefix(desk: &mut Desk<'_>, options: &Options) -> Option<String> {
    let Some(prefix) = &options.prefix else {
        desk.refuse(&OpenError::PrefixWanted, &Pointer::root());
        return None;
    };
    let own = prefix.strip_prefix("360G-").unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if own.is_empty() || prefix.len() > 64 || !own.bytes().all(plain) {
        desk.refuse(&OpenError::BadPrefix, &Pointer::root());
        return None;
    }
    Some(prefix.clone())
}

/// Makes grants of awards.
struct Grants<'d, 'a> {
    desk: &'d mut Desk<'a>,
    prefix: String,
    programme: Programme,
    /// The first need of each beneficiary.
    first: HashMap<&'a Id, Listed<'a, Need>>,
    /// The ids of grants, and the needs that they are for.
    taken: HashMap<String, usize>,
}

impl<'d, 'a> Grants<'d, 'a> {
    fn new(desk: &'d mut Desk<'a>, prefix: String) -> Self {
        let mut first = HashMap::new();
        for (index, row) in desk.programme.needs().iter().enumerate() {
            if let Some(beneficiary) = &row.beneficiary {
                first.entry(beneficiary).or_insert(Listed { index, row });
            }
        }
        let programme = Programme {
            code: desk.programme_id().to_owned(),
            title: desk.programme_name(),
        };
        Self {
            desk,
            prefix,
            programme,
            first,
            taken: HashMap::new(),
        }
    }

    fn package(&mut self, publisher: Listed<'a, Organisation>, grants: Vec<Grant>) -> Package {
        let Party { id, name } = self.organisation(publisher);
        let day = self.desk.programme.as_of().to_string();
        let title = phrases::file(self.desk.lang, &self.programme.title, &day);
        Package {
            version: "1.4",
            description: title.clone(),
            title,
            publisher: Publisher {
                identifier: id,
                name,
            },
            grants,
        }
    }

    fn grant(&mut self, award: &Award<'a>) -> Grant {
        let spot = self.desk.spot(award.need.row);
        let (organisation, individual) = self.recipient(award, &spot);
        let purpose = self.desk.purpose(award.need);
        let category = self.desk.category(award.need);
        Grant {
            id: self.id(award),
            title: cut(&phrases::title(&purpose, &spot.name)),
            description: phrases::award(self.desk, award),
            currency: "CNY",
            amount_awarded: number(award.value),
            award_date: self.desk.programme.as_of().to_string(),
            recipient_organization: organisation.map(|party| [party]),
            recipient_individual: individual,
            beneficiary_location: [location(spot)],
            funding_organization: [self.organisation(award.charity)],
            grant_programme: [self.programme.clone()],
            classifications: [Classification {
                vocabulary: "bangfu category",
                code: category.clone(),
                title: category,
            }],
        }
    }

    /// The id of a grant: of the programme, the day, the need and the charity.
    fn id(&mut self, award: &Award<'a>) -> String {
        let desk = &mut *self.desk;
        let day = desk.programme.as_of();
        let need = desk.need_id(award.need);
        let charity = desk.organisation_id(award.charity);
        let programme = &self.programme.code;
        let id = format!("{}-{programme}-{day}-{need}-{charity}", self.prefix);
        if let Some(other) = self.taken.insert(id.clone(), award.need.index) {
            let later = desk.programme.pointer_to_need(award.need.index.max(other));
            desk.refuse(&OpenError::SameId, &later.key("id"));
        }
        id
    }

    /// Who is granted to: an organisation, or an individual.
    fn recipient(&mut self, award: &Award<'a>, spot: &Spot) -> (Option<Party>, Option<Party>) {
        let prefix = &self.prefix;
        match self.desk.beneficiary(award.need.row) {
            Beneficiary::Organisation(found) => (Some(self.organisation(found)), None),
            Beneficiary::Person => {
                // The same in all grants to one person, and made of no fact
                // about him: the first need that is his.
                let beneficiary = award.need.row.beneficiary.as_ref();
                let his = beneficiary.and_then(|id| self.first.get(id));
                let his = his.map_or("", |need| self.desk.need_id(*need));
                let programme = &self.programme.code;
                let id = format!("{prefix}-{programme}-individual-{his}");
                let name = phrases::individual_recipient(self.desk.lang).to_owned();
                (None, Some(Party { id, name }))
            }
            Beneficiary::Place => {
                let id = format!("{prefix}-place-{}", spot.code);
                let name = spot.name.clone();
                (Some(Party { id, name }), None)
            }
        }
    }

    /// An organisation under its credit code, or under the publisher's prefix.
    fn organisation(&mut self, found: Listed<'a, Organisation>) -> Party {
        let name = self.desk.organisation_name(found);
        let id = match found.row.credit_code {
            Some(code) => format!("CN-USCI-{}", code.as_str()),
            None => {
                let pointer = self.desk.programme.pointer_to_organisation(found.index);
                self.desk
                    .note(&OpenNote::OwnIdentifier, &pointer.key("credit_code"));
                format!("{}-org-{}", self.prefix, self.desk.organisation_id(found))
            }
        };
        Party { id, name }
    }
}

fn location(spot: Spot) -> Location {
    Location {
        name: spot.name,
        country_code: "CN",
        // Six digits are GB/T 2260's, more the statistical bureau's.
        geo_code_type: match spot.code.as_str().len() {
            6 => "CN-GBT2260",
            _ => "CN-NBS",
        },
        geo_code: spot.code.to_string(),
    }
}

/// An amount as a JSON number, digit by digit.
fn number(amount: Fen) -> Box<RawValue> {
    // An amount is written as digits, a point and two digits: a JSON number.
    RawValue::from_string(amount.to_string()).unwrap_or_default()
}

/// A title, cut where it is longer than is advised.
fn cut(title: &str) -> String {
    match title.char_indices().nth(TITLE) {
        None => title.to_owned(),
        Some(_) => {
            let kept: String = title.chars().take(TITLE.saturating_sub(1)).collect();
            kept + "…"
        }
    }
}
