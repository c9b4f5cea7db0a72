//! Activities as XML, each element where the schema wants it.

use std::io;

use bangfu::money::Fen;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::codes;
use crate::open::desk::Spot;

/// A text and its language.
pub(super) struct Words {
    pub(super) text: String,
    pub(super) lang: &'static str,
}

impl Words {
    /// A name of the programme's, which are Chinese.
    pub(super) fn name(text: String) -> Self {
        let lang = codes::CHINESE;
        Self { text, lang }
    }
}

/// An organisation as IATI knows it.
pub(super) struct Party {
    /// Its identifier, which comes from a register or is left out.
    pub(super) reference: Option<String>,
    pub(super) kind: &'static str,
    pub(super) name: Words,
}

/// A sector and its share of the activity.
pub(super) struct Sector {
    pub(super) vocabulary: &'static str,
    pub(super) code: String,
    /// In hundredths of a percent.
    pub(super) share: i64,
}

/// What was promised, came or is to go.
pub(super) struct Transaction {
    pub(super) kind: &'static str,
    pub(super) on: String,
    pub(super) value: Fen,
    pub(super) description: Option<Words>,
    pub(super) provider: Party,
    pub(super) receiver: Option<Party>,
}

/// An activity.
pub(super) struct Activity {
    pub(super) id: String,
    pub(super) hierarchy: &'static str,
    pub(super) title: Words,
    pub(super) description: Words,
    /// Role and organisation.
    pub(super) parties: Vec<(&'static str, Party)>,
    pub(super) status: &'static str,
    /// What the day is, and the day.
    pub(super) start: (&'static str, String),
    pub(super) locations: Vec<Spot>,
    pub(super) sectors: Vec<Sector>,
    pub(super) budget: Option<Budget>,
    pub(super) transactions: Vec<Transaction>,
    /// How another activity is related, and its identifier.
    pub(super) related: Vec<(&'static str, String)>,
}

/// What an activity is to cost in a year.
pub(super) struct Budget {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) value: Fen,
    pub(super) value_on: String,
}

/// The file of all activities.
pub(super) fn file(reporter: &Party, activities: &[Activity]) -> io::Result<Vec<u8>> {
    let mut page = Page(Writer::new_with_indent(Vec::new(), b' ', 2));
    let declaration = BytesDecl::new("1.0", Some("UTF-8"), None);
    page.0.write_event(Event::Decl(declaration))?;
    page.with("iati-activities", &[("version", "2.03")], |page| {
        for activity in activities {
            page.activity(reporter, activity)?;
        }
        Ok(())
    })?;
    let mut bytes = page.0.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

type Attributes<'t> = [(&'t str, &'t str)];

struct Page(Writer<Vec<u8>>);

impl Page {
    /// An element with what `inside` writes.
    fn with(
        &mut self,
        name: &str,
        attributes: &Attributes<'_>,
        inside: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.0.write_event(Event::Start(start))?;
        inside(self)?;
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element without content.
    fn empty(&mut self, name: &str, attributes: &Attributes<'_>) -> io::Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.0.write_event(Event::Empty(start))
    }

    /// An element with a text.
    fn text(&mut self, name: &str, attributes: &Attributes<'_>, text: &str) -> io::Result<()> {
        self.with(name, attributes, |page| {
            page.0.write_event(Event::Text(BytesText::new(text)))
        })
    }

    fn narrative(&mut self, words: &Words) -> io::Result<()> {
        self.text("narrative", &[("xml:lang", words.lang)], &words.text)
    }

    /// An organisation, with its attributes before those given.
    fn party(&mut self, name: &str, party: &Party, role: Option<&str>) -> io::Result<()> {
        let mut attributes = Vec::with_capacity(3);
        attributes.extend(role.map(|role| ("role", role)));
        let reference = party.reference.as_deref();
        attributes.extend(reference.map(|reference| ("ref", reference)));
        attributes.push(("type", party.kind));
        self.with(name, &attributes, |page| page.narrative(&party.name))
    }

    fn activity(&mut self, reporter: &Party, activity: &Activity) -> io::Result<()> {
        let attributes = [
            ("xml:lang", codes::CHINESE),
            ("default-currency", "CNY"),
            ("hierarchy", activity.hierarchy),
        ];
        self.with("iati-activity", &attributes, |page| {
            page.text("iati-identifier", &[], &activity.id)?;
            page.party("reporting-org", reporter, None)?;
            page.with("title", &[], |page| page.narrative(&activity.title))?;
            page.with("description", &[("type", "1")], |page| {
                page.narrative(&activity.description)
            })?;
            for (role, party) in &activity.parties {
                page.party("participating-org", party, Some(role))?;
            }
            page.empty("activity-status", &[("code", activity.status)])?;
            let (kind, on) = &activity.start;
            page.empty("activity-date", &[("iso-date", on), ("type", kind)])?;
            page.empty(
                "recipient-country",
                &[("code", "CN"), ("percentage", "100")],
            )?;
            for spot in &activity.locations {
                page.location(spot)?;
            }
            for sector in &activity.sectors {
                page.sector(sector)?;
            }
            if let Some(budget) = &activity.budget {
                page.budget(budget)?;
            }
            for transaction in &activity.transactions {
                page.transaction(transaction)?;
            }
            for (kind, id) in &activity.related {
                page.empty("related-activity", &[("type", kind), ("ref", id)])?;
            }
            Ok(())
        })
    }

    /// A place: its division code is the reporter's own reference, since IATI
    /// has no vocabulary for it.
    fn location(&mut self, spot: &Spot) -> io::Result<()> {
        let code = spot.code.to_string();
        self.with("location", &[("ref", &code)], |page| {
            // 2: where the beneficiaries live.
            page.empty("location-reach", &[("code", "2")])?;
            let name = Words::name(spot.name.clone());
            page.with("name", &[], |page| page.narrative(&name))
        })
    }

    fn sector(&mut self, sector: &Sector) -> io::Result<()> {
        // Hundredths are written as fen are.
        let share = Fen(sector.share).to_string();
        let attributes = [
            ("vocabulary", sector.vocabulary),
            ("code", &sector.code),
            ("percentage", &share),
        ];
        self.empty("sector", &attributes)
    }

    fn budget(&mut self, budget: &Budget) -> io::Result<()> {
        // 1: original; 1: indicative.
        self.with("budget", &[("type", "1"), ("status", "1")], |page| {
            page.empty("period-start", &[("iso-date", &budget.from)])?;
            page.empty("period-end", &[("iso-date", &budget.to)])?;
            page.value(budget.value, &budget.value_on)
        })
    }

    fn value(&mut self, value: Fen, on: &str) -> io::Result<()> {
        let attributes = [("currency", "CNY"), ("value-date", on)];
        self.text("value", &attributes, &value.to_string())
    }

    fn transaction(&mut self, transaction: &Transaction) -> io::Result<()> {
        self.with("transaction", &[], |page| {
            page.empty("transaction-type", &[("code", transaction.kind)])?;
            page.empty("transaction-date", &[("iso-date", &transaction.on)])?;
            page.value(transaction.value, &transaction.on)?;
            if let Some(description) = &transaction.description {
                page.with("description", &[], |page| page.narrative(description))?;
            }
            page.party("provider-org", &transaction.provider, None)?;
            match &transaction.receiver {
                Some(receiver) => page.party("receiver-org", receiver, None),
                None => Ok(()),
            }
        })
    }
}
