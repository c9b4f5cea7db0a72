//! `bangfu import FILE --kind text`: repairs a text, shows what it proposes,
//! and puts what somebody accepts into a programme.

use std::collections::BTreeMap;
use std::path::Path;

use bangfu::Programme;
use bangfu::allocate::explain;
use bangfu::error::Lang;
use bangfu::finding::spoken;
use bangfu::giving::Attendance;
use bangfu::money::{Amount, grouped};
use bangfu::time::Date;
use bangfu_exchange::answer::{self, LetterOptions, Sheet};
use bangfu_exchange::facts::{Basis, Confidence, Fact, Proposal, Proposals};
use bangfu_exchange::import;
use bangfu_exchange::repair::{Certainty, Kinds, Repair, Repaired};

use super::import::{Asked, Page, Target, mapping, missing, refused};
use super::one_stdin;
use crate::failure::{Failure, Row, Status, USAGE};
use crate::input;
use crate::output::{self, Files, bold};
use crate::session::Session;
use crate::table::{Side, Table};
use crate::text;

/// So many rows a table of repairs has at most; the rest is counted.
const ROWS: usize = 40;

/// What was asked for of a text only.
pub(crate) struct OfText<'a> {
    pub(crate) restored: Option<&'a Path>,
    pub(crate) accept: Option<&'a str>,
    pub(crate) on: Option<&'a str>,
}

impl OfText<'_> {
    /// Sheets are neither restored nor accepted.
    pub(super) fn refused(&self, session: &Session) -> Result<(), Failure> {
        let given = [
            ("--restored", self.restored.is_some()),
            ("--accept", self.accept.is_some()),
            ("--on", self.on.is_some()),
        ];
        match given.iter().find(|(_, given)| *given) {
            Some((option, _)) => Err(misuse(text::text_only(session.lang, option))),
            None => Ok(()),
        }
    }
}

fn misuse(text: String) -> Failure {
    Failure::one(Row::new(USAGE, text))
}

pub(super) fn run(
    session: &Session,
    asked: &Asked<'_>,
    of_text: &OfText<'_>,
    fix: bool,
) -> Result<Status, Failure> {
    if fix {
        return Err(misuse(text::fix_of_sheets(session.lang)));
    }
    let [path] = asked.files else {
        return Err(misuse(text::text_one_file(session.lang)));
    };
    one_stdin(session, &[Some(path), asked.map])?;
    let alone = of_text.restored == Some(Path::new("-"));
    if alone && (session.json || asked.into.is_some()) {
        return Err(misuse(text::text_alone(session.lang)));
    }
    let mapping = mapping(session, asked.map)?;
    let input = input::read(session, path)?;
    let file = Sheet {
        name: &input.name,
        bytes: &input.bytes,
    };
    let options = LetterOptions {
        mapping,
        ..LetterOptions::default()
    };
    let letter = answer::letter(file, &options)
        .map_err(|findings| Failure::found(findings, &input.name, session.lang))?;
    if alone {
        output::print(session, &letter.restored())?;
        return Ok(Status::Done);
    }
    let shown = Shown {
        session,
        file: &input.name,
        repaired: letter.repaired(),
        proposals: letter.proposals(),
    };
    let text = Accepted::of(session, asked, of_text, letter.proposals())?;
    if !session.json {
        output::print(session, &(shown.lines().join("\n") + "\n"))?;
    }
    if let Some(path) = of_text.restored {
        let mut files = Files::new(session);
        files.write(path, &letter.restored())?;
        files.keep()?;
        if !session.json {
            let name = spoken(&path.to_string_lossy());
            output::print(
                session,
                &format!("\n{}\n", text::text_restored(session.lang, name)),
            )?;
        }
    }
    let Some(Accepted {
        target,
        programme,
        chosen,
        on,
    }) = text
    else {
        if session.json {
            let report = letter.report(session.lang, None);
            output::print(session, &output::json(&report, session.pretty))?;
        } else {
            let next = text::text_next(session.lang, spoken(&input.name));
            output::print(session, &format!("\n{next}\n"))?;
        }
        return Ok(Status::Done);
    };
    let import = letter
        .put_in(programme, &chosen, on, asked.options)
        .map_err(|error| Failure::found(error.into(), target.name(), session.lang))?;
    let page = Page {
        session,
        several: false,
        import: &import,
    };
    if !session.json {
        output::print(session, "\n")?;
    }
    let (done, status) = target.settle(&page, asked.consent)?;
    if session.json {
        let report = letter.report(session.lang, Some(import.report(session.lang, done)));
        output::print(session, &output::json(&report, session.pretty))?;
    }
    Ok(status)
}

/// What was accepted, and where it goes.
struct Accepted<'a> {
    target: Target<'a>,
    programme: Programme,
    chosen: std::collections::BTreeSet<usize>,
    on: Option<Date>,
}

impl<'a> Accepted<'a> {
    /// All that can be wrong with it is said before anything is written.
    fn of(
        session: &Session,
        asked: &Asked<'a>,
        of_text: &OfText<'_>,
        proposals: &Proposals,
    ) -> Result<Option<Self>, Failure> {
        let Some(into) = asked.into else {
            return Ok(None);
        };
        let choice = of_text
            .accept
            .ok_or_else(|| missing(session, "--accept LIST"))?;
        let chosen = import::chosen(choice, proposals)
            .map_err(|error| refused(session, &error, "--accept"))?;
        let on = of_text.on.map(Date::parse).transpose();
        let on = on.map_err(|error| refused(session, &error, "--on"))?;
        let (target, programme) = Target::read(session, into)?;
        Ok(Some(Self {
            target,
            programme,
            chosen,
            on,
        }))
    }
}

/// What is shown of a text.
struct Shown<'a> {
    session: &'a Session,
    file: &'a str,
    repaired: &'a Repaired,
    proposals: &'a Proposals,
}

impl Shown<'_> {
    fn lines(&self) -> Vec<String> {
        let lang = self.session.lang;
        let (name, encoding) = (spoken(self.file), self.repaired.encoding());
        let count = self.repaired.count();
        let head = match self.repaired.certainty() {
            Certainty::Certain => text::text_head(lang, name, encoding, count),
            Certainty::Guessed => text::text_head_guessed(lang, name, encoding, count),
        };
        let all = &self.proposals.proposals;
        let certain = all.iter().filter(|p| p.confidence == Confidence::Certain);
        let said = text::text_proposed(lang, all.len(), certain.count());
        let mut lines = self.session.wrapped(&head);
        for line in &mut lines {
            *line = bold(line, self.session.color);
        }
        lines.extend(self.session.wrapped(&said));
        lines.extend(self.repairs());
        lines.extend(self.proposed());
        lines
    }

    /// The repairs, equal ones together: those first that are most.
    fn repairs(&self) -> Vec<String> {
        let lang = self.session.lang;
        let mut groups: BTreeMap<(Kinds, &str, &str), (usize, Repair<'_>)> = BTreeMap::new();
        for repair in self.repaired.repairs() {
            let key = (repair.kinds, repair.before, repair.after);
            groups.entry(key).or_insert((0, repair)).0 += 1;
        }
        if groups.is_empty() {
            return Vec::new();
        }
        let mut groups: Vec<(usize, Repair<'_>)> = groups.into_values().collect();
        groups.sort_by_key(|(count, repair)| {
            let first = repair.kinds.iter().next();
            (first, std::cmp::Reverse(*count), repair.source)
        });
        let mut table = Table::new([
            (text::column_damage(lang), Side::Left),
            (text::column_from(lang), Side::Left),
            (text::column_to(lang), Side::Left),
            (text::column_times(lang), Side::Right),
            (text::column_first(lang), Side::Right),
        ]);
        for (count, repair) in groups.iter().take(ROWS) {
            let kinds = repair
                .kinds
                .iter()
                .map(|kind| text::repair_kind(lang, kind));
            table.row([
                kinds.collect::<Vec<_>>().join(" + "),
                shown(repair.before),
                shown(repair.after),
                count.to_string(),
                format!("{}:{}", repair.line, repair.column),
            ]);
        }
        let mut lines = self.session.title(&text::title_repairs(lang, groups.len()));
        lines.extend(table.lines(self.session.width));
        if groups.len() > ROWS {
            lines.push(text::rows_more(lang, groups.len() - ROWS));
        }
        lines
    }

    fn proposed(&self) -> Vec<String> {
        let lang = self.session.lang;
        if self.proposals.proposals.is_empty() {
            return Vec::new();
        }
        let mut table = Table::new([
            (text::column_number(lang), Side::Right),
            (text::column_kind(lang), Side::Left),
            (text::column_value(lang), Side::Left),
            (text::column_says(lang), Side::Left),
            (text::column_sure(lang), Side::Left),
            (text::column_source(lang), Side::Right),
        ]);
        for (number, proposal) in (1..).zip(&self.proposals.proposals) {
            let first = proposal.places.first().map(|place| place.source[0]);
            table.row([
                format!("{number}"),
                text::fact_kind(lang, &proposal.fact).to_owned(),
                value(lang, &proposal.fact),
                self.says(proposal),
                text::confidence(lang, proposal.confidence).to_owned(),
                first.map_or_else(String::new, |first| first.to_string()),
            ]);
        }
        let mut lines = self.session.title(&text::title_proposals(lang));
        lines.extend(table.lines(self.session.width));
        lines
    }

    /// What else there is to a proposal: of an organisation what it was.
    fn says(&self, proposal: &Proposal) -> String {
        let lang = self.session.lang;
        let Fact::Organisation(body) = &proposal.fact else {
            let words = proposal.words.clone();
            let same = words == value(lang, &proposal.fact);
            return if same { String::new() } else { words };
        };
        let roles = body.roles.iter();
        let roles = roles.map(|said| text::role_name(lang, &said.role).to_owned());
        let mut parts: Vec<String> = roles.collect();
        if let Some(said) = &body.force {
            let force = explain::force(said.force, lang);
            parts.push(match said.basis {
                Basis::Stated => text::force_stated(lang, force),
                Basis::Inferred => text::force_inferred(lang, force),
            });
        }
        if body.normalised != body.name {
            parts.push(format!("= {}", body.normalised));
        }
        parts.join(", ")
    }
}

/// A value as it stands in the table.
fn value(lang: Lang, fact: &Fact) -> String {
    match fact {
        Fact::Organisation(body) => body.name.clone(),
        Fact::Force { force } => explain::force(*force, lang).to_owned(),
        Fact::Amount { amount, of, .. } => {
            let of = of
                .as_deref()
                .map(|of| format!(" {}", text::of_name(lang, of)));
            let of = of.unwrap_or_default();
            format!("{}{}{of}", bound(*amount), grouped(amount.stated()))
        }
        Fact::Count { count, of, .. } => {
            let (bound, count) = match count {
                Attendance::Exactly(count) => ("", count),
                Attendance::AtLeast(count) => (">= ", count),
                Attendance::AtMost(count) => ("<= ", count),
                Attendance::About(count) => ("~ ", count),
            };
            format!("{bound}{count} {of}")
        }
        Fact::Project { name } | Fact::Segment { name } | Fact::Participant { name } => {
            name.clone()
        }
        Fact::List { list } => text::of_name(lang, list).to_owned(),
        Fact::Title { title } => title.clone(),
        Fact::Venue { venue } => venue.clone(),
        Fact::Date { year, month, day } => {
            let year = year.map_or_else(|| "????".to_owned(), |year| year.to_string());
            format!("{year}-{month:02}-{day:02}")
        }
    }
}

const fn bound(amount: Amount) -> &'static str {
    match amount {
        Amount::Exactly(_) => "",
        Amount::AtLeast(_) => ">= ",
        Amount::AtMost(_) => "<= ",
        Amount::About(_) => "~ ",
    }
}

/// Characters that can't be seen by their numbers.
fn shown(text: &str) -> String {
    let unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || ('\u{200b}'..='\u{206f}').contains(&c)
            || matches!(c, '\u{ad}' | '\u{feff}')
    };
    if !text.is_empty() && text.chars().all(unseen) {
        let numbers = text.chars().map(|c| format!("U+{:04X}", u32::from(c)));
        return numbers.collect::<Vec<_>>().join(" ");
    }
    spoken(text)
}
