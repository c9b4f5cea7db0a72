//! Puts what a person accepted of the proposals of a text into a programme.
//!
//! Nothing is put in that was not accepted. Organisations and projects keep the
//! names that the text gives them, and all entries the places where it does. A
//! force is not put in: it belongs to a dated pairing, which no report states.

use std::collections::{BTreeMap, BTreeSet};

use bangfu::Programme;
use bangfu::giving::{Event, Role};
use bangfu::lists::Project;
use bangfu::registry::{Id, Organisation, OrganisationKind, Provenance, Stated};
use bangfu::time::Date;
use serde::Serialize;

use super::donor::Donors;
use super::draft::{Drafts, Origin, Own};
use super::error::{ImportError, Wanted};
use super::number::hash;
use super::{Import, Options, merge};
use crate::Notice;
use crate::error::brief;
use crate::facts::{self, Confidence, Fact, Proposal, Proposals};
use crate::finding::Weight;
use crate::record::Entry;
use crate::value::plain;
use crate::words::Words;

/// A text with what it proposes, and what of that a person accepted.
#[derive(Debug)]
pub struct Text<'a> {
    /// The name of its file.
    pub name: &'a str,
    /// What it proposes.
    pub proposals: &'a Proposals,
    /// Which of the proposals were accepted, from 0.
    pub accepted: &'a BTreeSet<usize>,
    /// The day of the event, where the text does not say its year.
    pub on: Option<Date>,
}

/// Reads a choice of proposals: `certain`, `all`, or their numbers from 1, such
/// as `1,3,5-9`.
///
/// # Errors
///
/// `BAD_CHOICE`, and `NO_SUCH_PROPOSAL` for a number that none has.
///
/// # Examples
///
/// ```
/// use bangfu_exchange::facts::Proposals;
/// use bangfu_exchange::import::chosen;
///
/// assert!(chosen("certain", &Proposals::default())?.is_empty());
/// assert!(chosen("1-3", &Proposals::default()).is_err());
/// # Ok::<(), bangfu_exchange::import::Wanted>(())
/// ```
pub fn chosen(choice: &str, proposals: &Proposals) -> Result<BTreeSet<usize>, Wanted> {
    let all = proposals.proposals.iter().enumerate();
    match choice {
        "all" => return Ok(all.map(|(index, _)| index).collect()),
        "certain" => {
            let certain = all.filter(|(_, proposal)| proposal.confidence == Confidence::Certain);
            return Ok(certain.map(|(index, _)| index).collect());
        }
        _ => {}
    }
    let count = proposals.proposals.len();
    let mut ranges = Vec::new();
    for word in choice.split(',').map(str::trim) {
        let bad = || Wanted::BadChoice { word: brief(word) };
        let (first, last) = word.split_once('-').unwrap_or((word, word));
        let number = |text: &str| text.trim().parse::<usize>().map_err(|_| bad());
        let (first, last) = (number(first)?, number(last)?);
        let unknown = |number| Wanted::NoSuchProposal { number, count };
        let start = first.checked_sub(1).ok_or_else(|| unknown(0))?;
        if last > count {
            return Err(unknown(last));
        }
        if first > last {
            return Err(bad());
        }
        ranges.push((start, last));
    }
    // What was chosen before is not chosen again, however often it is named.
    ranges.sort_unstable();
    let mut chosen = BTreeSet::new();
    let mut next = 0;
    for (start, last) in ranges {
        chosen.extend(next.max(start)..last);
        next = next.max(last);
    }
    Ok(chosen)
}

/// Plans the import of what was accepted of a text.
///
/// An organisation that the programme knows by one of its names is that one,
/// and stays as it is. An event needs its day: where the text has no year it is
/// put in only if [`Text::on`] gives a day that fits. A text puts in no gifts,
/// so nobody has to say who received them, and the tag of what waits for a person
/// means nothing here.
///
/// # Errors
///
/// [`ImportError::Programme`] when the programme with all of it would break its
/// own rules.
///
/// # Examples
///
/// ```
/// use bangfu::Programme;
/// use bangfu_exchange::import::{Fate, Options, Text, chosen, plan_text};
/// use bangfu_exchange::{Limits, Words, facts, repair};
///
/// let words = Words::default();
/// let text = "4月2日，由万源市民政局主办的“携手帮扶”主题活动在万源市人民政府举行。";
/// let repaired = repair::text(text.as_bytes(), &words, &Limits::default())?;
/// let proposals = facts::propose(&repaired, &words);
/// let accepted = chosen("certain", &proposals)?;
/// let text = Text {
///     name: "report.txt",
///     proposals: &proposals,
///     accepted: &accepted,
///     on: Some(bangfu::time::Date::parse("2024-04-02")?),
/// };
/// let programme = Programme::read(br#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05"}"#)?;
/// let import = plan_text(&text, programme, &words, Options::default())?;
/// assert_eq!(import.count("event", Fate::Added), 1);
/// assert_eq!(import.count("organisations", Fate::Added), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn plan_text(
    text: &Text<'_>,
    programme: Programme,
    words: &Words,
    options: Options,
) -> Result<Import, ImportError> {
    let drafts = accepted(text, &programme, words);
    merge::into(programme, drafts, options.overwrite)
}

/// The entries of what was accepted.
fn accepted(text: &Text<'_>, programme: &Programme, words: &Words) -> Drafts {
    let known = programme.source_text();
    let mut accepting = Accepting {
        text,
        programme,
        donors: Donors::of(programme, words, true),
        placed: known.is_none_or(|name| name == text.name),
        drafts: Drafts::default(),
        bodies: BTreeMap::new(),
        taken: BTreeSet::new(),
    };
    let file = accepting.drafts.file(&text.name.into(), Vec::new(), &[]);
    accepting.drafts.table(Origin {
        file,
        sheet: String::new(),
    });
    accepting.entries();
    accepting.drafts
}

/// The entries that are being made.
struct Accepting<'a> {
    text: &'a Text<'a>,
    programme: &'a Programme,
    donors: Donors<'a>,
    /// Whether the programme's places are those of this text.
    placed: bool,
    drafts: Drafts,
    /// The ids of the accepted organisations, by their proposals.
    bodies: BTreeMap<usize, Id>,
    /// What is put in already.
    taken: BTreeSet<(&'static str, Id)>,
}

impl<'a> Accepting<'a> {
    fn entries(&mut self) {
        let mut used: BTreeSet<usize> = BTreeSet::new();
        for (index, proposal) in self.accepted() {
            let put = match &proposal.fact {
                Fact::Organisation(body) if body.class => {
                    self.say(index, Weight::Note, &Notice::ClassOfBodies);
                    true
                }
                Fact::Organisation(body) => self.organisation(index, body, proposal),
                Fact::Project { name } => self.project(index, name, proposal),
                _ => false,
            };
            if put {
                used.insert(index);
            }
        }
        self.event(&mut used);
        for (index, _) in self.accepted() {
            if !used.contains(&index) {
                self.say(index, Weight::Note, &Notice::OnlyKnown);
            }
        }
        if self.placed {
            self.drafts.source_text = Some(self.text.name.to_owned());
        } else {
            self.drafts
                .found(0, "", Weight::Doubt, &Notice::OtherSource);
        }
    }

    fn accepted(&self) -> Vec<(usize, &'a Proposal)> {
        let text = self.text;
        let accepted = text.accepted.iter();
        let found =
            accepted.filter_map(|index| Some((*index, text.proposals.proposals.get(*index)?)));
        found.collect()
    }

    fn say(&mut self, index: usize, weight: Weight, notice: &Notice) {
        self.drafts.found(0, &cell(index), weight, notice);
    }

    fn provenance(&self, place: Option<&facts::Place>) -> Provenance {
        let offset = |offset: usize| u64::try_from(offset).unwrap_or(u64::MAX);
        let mut provenance = Provenance::default();
        provenance.source = place
            .filter(|_| self.placed)
            .map(|place| place.source.map(offset));
        provenance
    }

    /// Puts in an entry; of two proposals for the same one the first counts.
    fn put(&mut self, list: &'static str, id: &Id, value: &impl Serialize, index: usize) {
        if self.taken.insert((list, id.clone())) {
            self.drafts.own.push(Own {
                list,
                entry: Entry {
                    cell: cell(index),
                    id: id.to_string(),
                    // Rows have text for keys, which can always be written.
                    value: serde_json::to_value(value).unwrap_or_default(),
                },
                table: 0,
                on_hold: false,
            });
        }
    }

    fn organisation(
        &mut self,
        index: usize,
        body: &facts::Organisation,
        proposal: &Proposal,
    ) -> bool {
        let names = [&body.name, &body.normalised]
            .into_iter()
            .chain(&body.aliases);
        let known = names
            .into_iter()
            .find_map(|name| self.donors.known(name))
            .cloned();
        let there = known.and_then(|id| self.programme.registry().organisation(&id));
        if let Some(there) = there {
            self.bodies.insert(index, there.id.clone());
            self.put("organisations", &there.id, there, index);
        } else {
            let Some(id) = self.donors.id_of_body(&body.normalised) else {
                return false;
            };
            let kind = body.organisation_kind.unwrap_or(OrganisationKind::Other);
            let mut row = Organisation::new(id.clone(), body.name.clone(), kind);
            row.aliases.clone_from(&body.aliases);
            row.roles = body.roles.iter().map(|said| said.role.clone()).collect();
            row.provenance = self.provenance(proposal.places.first());
            self.bodies.insert(index, id.clone());
            self.put("organisations", &id, &row, index);
        }
        true
    }

    fn project(&mut self, index: usize, name: &str, proposal: &Proposal) -> bool {
        let mut projects = self.programme.lists().projects.iter();
        if let Some(there) = projects.find(|row| plain(&row.name) == plain(name)) {
            self.put("projects", &there.id, there, index);
        } else {
            let Some(id) = Id::parse(&format!("project-{}", hash(&[&plain(name)]))) else {
                return false;
            };
            let mut row = Project::new(id.clone(), name);
            row.provenance = self.provenance(proposal.places.first());
            self.put("projects", &id, &row, index);
        }
        true
    }

    /// The event, of its title, its day, and what else was accepted of it.
    fn event(&mut self, used: &mut BTreeSet<usize>) {
        let accepted = self.accepted();
        let title = accepted
            .iter()
            .find_map(|(index, proposal)| match &proposal.fact {
                Fact::Title { title } => Some((*index, title, *proposal)),
                _ => None,
            });
        let Some((first, title, proposal)) = title else {
            return;
        };
        used.insert(first);
        let (on, stated) = match self.day(&accepted, used) {
            Ok(day) => day,
            Err(notice) => return self.say(first, Weight::KeptOut, &notice),
        };
        let Some(id) = Id::parse(&format!("event-{}", hash(&[&plain(title)]))) else {
            return;
        };
        let mut event = Event::new(id.clone(), title.clone(), on);
        event.provenance = self.provenance(proposal.places.first());
        if !stated {
            event.provenance.synthetic.push("on".to_owned());
        }
        let mut raised = Vec::new();
        for (index, proposal) in &accepted {
            let provenance = self.provenance(proposal.places.first());
            match &proposal.fact {
                Fact::Venue { venue } if event.venue.is_none() => event.venue = Some(venue.clone()),
                Fact::Segment { name } => event.segments.push(name.clone()),
                Fact::Amount {
                    amount,
                    raised: true,
                    ..
                } => raised.push(Stated {
                    value: *amount,
                    provenance,
                }),
                Fact::Count {
                    count,
                    attendance: true,
                    ..
                } if event.attendance.is_none() => {
                    event.attendance = Some(Stated {
                        value: *count,
                        provenance,
                    });
                }
                Fact::Organisation(body) => {
                    self.roles(*index, body, &mut event);
                    continue;
                }
                _ => continue,
            }
            used.insert(*index);
        }
        if raised.len() > 1 {
            self.say(first, Weight::Doubt, &Notice::SeveralAmounts);
        } else {
            event.announced = raised.pop();
        }
        self.put("event", &id, &event, first);
    }

    fn roles(&self, index: usize, body: &facts::Organisation, event: &mut Event) {
        let Some(id) = self.bodies.get(&index) else {
            return;
        };
        event.roles.extend(body.roles.iter().map(|said| {
            let mut role = Role::new(id.clone(), said.role.clone());
            role.provenance = self.provenance(Some(&said.place));
            role
        }));
    }

    /// The day of the event, and whether the text says all of it.
    fn day(
        &self,
        accepted: &[(usize, &Proposal)],
        used: &mut BTreeSet<usize>,
    ) -> Result<(Date, bool), Notice> {
        let days = accepted
            .iter()
            .filter_map(|(index, proposal)| match proposal.fact {
                Fact::Date { year, month, day } => Some((*index, year, month, day)),
                _ => None,
            });
        let days: Vec<_> = days.collect();
        let read = |year: u16, month: u8, day: u8| {
            Date::parse(&format!("{year:04}-{month:02}-{day:02}")).ok()
        };
        let fits = |on: Date, year: Option<u16>, month: u8, day: u8| {
            year.is_none_or(|year| year == on.year()) && (month, day) == (on.month(), on.day())
        };
        if let Some(on) = self.text.on {
            let named = days
                .iter()
                .find(|(_, year, month, day)| fits(on, *year, *month, *day));
            used.extend(named.map(|(index, ..)| *index));
            return match named {
                None if !days.is_empty() => Err(Notice::OtherDay),
                named => Ok((on, named.is_some_and(|(_, year, ..)| year.is_some()))),
            };
        }
        // A day of something else must not become the event's.
        let named = days.iter().map(|(_, _, month, day)| (month, day));
        if named.collect::<BTreeSet<_>>().len() > 1 {
            return Err(Notice::SeveralDays);
        }
        let whole = days
            .iter()
            .find_map(|(index, year, month, day)| Some((*index, read((*year)?, *month, *day)?)));
        let (index, on) = whole.ok_or(Notice::EventWithoutDay)?;
        used.insert(index);
        Ok((on, true))
    }
}

/// How a proposal is named in findings: by its number.
fn cell(index: usize) -> String {
    format!("#{}", index.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Fate;
    use crate::{Limits, repair};

    const REPORT: &str = "4月2日，由中共万源市委、达州市民政局主办的“携手帮扶”主题活动在万源市人民政府举行，\
        活动通过合作签约、举牌捐赠等环节，现场筹募款物138.6万余元，支持“思源工程”等项目，\
        达州市各县（市、区）民政局共百余人参加。";

    const PROGRAMME: &str = r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05",
        "registry": {"organisations": [{"id": "bureau", "name": "达州民政", "kind": "government", "aliases": ["达州市民政局"]}]}}"#;

    fn plan(choice: &str, on: Option<&str>, programme: &Programme) -> Import {
        let words = Words::default();
        let repaired = repair::text(REPORT.as_bytes(), &words, &Limits::default()).unwrap();
        let proposals = facts::propose(&repaired, &words);
        let accepted = chosen(choice, &proposals).unwrap();
        let on = on.map(|on| Date::parse(on).unwrap());
        let text = Text {
            name: "a.txt",
            proposals: &proposals,
            accepted: &accepted,
            on,
        };
        plan_text(&text, programme.clone(), &words, Options::default()).unwrap()
    }

    fn names(import: &Import) -> Vec<&'static str> {
        import
            .findings
            .iter()
            .map(|found| found.finding.name())
            .collect()
    }

    #[test]
    fn what_is_accepted_is_put_in_once_and_with_its_place() {
        let programme = Programme::read(PROGRAMME.as_bytes()).unwrap();
        let import = plan("all", Some("2024-04-02"), &programme);
        assert_eq!(import.count("organisations", Fate::Added), 2);
        assert_eq!(import.count("organisations", Fate::Same), 1);
        assert_eq!(import.count("projects", Fate::Added), 1);
        assert_eq!(import.count("event", Fate::Added), 1);
        assert_eq!(names(&import), ["CLASS_OF_BODIES"]);
        let event: serde_json::Value = serde_json::to_value(&import.programme).unwrap();
        let event = &event["giving"]["event"];
        assert_eq!(event["announced"]["at_least"], "1386000.00");
        assert_eq!(event["attendance"]["at_least"], 100);
        assert_eq!(
            event["segments"],
            serde_json::json!(["合作签约", "举牌捐赠"])
        );
        assert_eq!(event["roles"][1]["organisation"], "bureau");
        assert_eq!(event["roles"][0]["source"], serde_json::json!([6, 12]));
        // The year is the person's, not the text's.
        assert_eq!(event["synthetic"], serde_json::json!(["on"]));
        let again = plan("all", Some("2024-04-02"), &import.programme);
        assert!(again.is_empty(), "{:?}", again.changes);
    }

    #[test]
    fn no_year_is_made_up() {
        let programme = Programme::read(PROGRAMME.as_bytes()).unwrap();
        for (on, name) in [
            (None, "EVENT_WITHOUT_DAY"),
            (Some("2024-04-03"), "OTHER_DAY"),
        ] {
            let import = plan("all", on, &programme);
            assert_eq!(import.count("event", Fate::Added), 0);
            assert!(names(&import).contains(&name));
        }
    }

    #[test]
    fn what_is_not_accepted_is_not_put_in() {
        let programme = Programme::read(PROGRAMME.as_bytes()).unwrap();
        let import = plan("1", None, &programme);
        assert_eq!(import.changes.len(), 1);
        assert_eq!(import.programme.registry().organisations.len(), 2);
    }

    #[test]
    fn a_programme_of_another_text_gets_no_places() {
        let other = PROGRAMME.replacen('{', r#"{"source_text": "b.txt", "#, 1);
        let programme = Programme::read(other.as_bytes()).unwrap();
        let import = plan("1", None, &programme);
        assert_eq!(names(&import), ["OTHER_SOURCE"]);
        let organisations = &import.programme.registry().organisations;
        assert!(
            organisations
                .iter()
                .all(|row| row.provenance.source.is_none())
        );
    }

    #[test]
    fn a_choice_costs_no_more_when_it_names_the_same_again() {
        let words = Words::default();
        let repaired = repair::text(REPORT.as_bytes(), &words, &Limits::default()).unwrap();
        let mut proposals = facts::propose(&repaired, &words);
        let first = proposals.proposals[0].clone();
        proposals.proposals = vec![first; 20_000];
        let choice = vec!["1-20000"; 100_000].join(",");
        assert_eq!(chosen(&choice, &proposals).unwrap().len(), 20_000);
    }

    #[test]
    fn a_choice_is_read_or_refused() {
        let words = Words::default();
        let repaired = repair::text(REPORT.as_bytes(), &words, &Limits::default()).unwrap();
        let proposals = facts::propose(&repaired, &words);
        let read = |choice: &str| chosen(choice, &proposals);
        assert_eq!(read("2, 4-5"), Ok([1, 3, 4].into()));
        assert_eq!(read("4-5,2-4,1,3,1-2"), Ok((0..5).collect()));
        assert!(matches!(
            read("0"),
            Err(Wanted::NoSuchProposal { number: 0, .. })
        ));
        assert!(matches!(
            read("1-999"),
            Err(Wanted::NoSuchProposal { number: 999, .. })
        ));
        for bad in ["", "x", "3-2", "1,,2", "certain,1"] {
            assert!(matches!(read(bad), Err(Wanted::BadChoice { .. })), "{bad}");
        }
    }
}
