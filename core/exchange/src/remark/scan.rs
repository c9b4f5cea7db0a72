//! Parts a text into the words that are understood and the rest.

use std::ops::Range;

use bangfu::code::{DivisionCode, Level};
use bangfu::giving::Clause;

use super::{Doubt, Outcome, Reader, Reason};
use crate::value::best;
use crate::words::Kind;

/// What stands in a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) places: Vec<Place>,
    pub(super) bodies: Vec<Body>,
    /// For whom.
    who: Vec<String>,
    /// For what.
    what: Vec<String>,
    /// A verb that says where to.
    pub(super) directed: bool,
    pub(super) giver: bool,
    event: bool,
    wish: bool,
    person: bool,
    /// Characters that no word explains.
    dark: usize,
    pub(super) words: Vec<Range<usize>>,
}

#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) code: DivisionCode,
    /// Whether it may belong to the name of the disease (武汉肺炎).
    disease: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Body {
    name: String,
    place: Option<DivisionCode>,
}

/// What a word does.
enum Sense {
    Plain(Kind),
    Purpose { tag: String, who: bool },
    Body(Body),
    Place(Place),
}

impl Reader<'_> {
    /// Reads from left to right, the longest word first.
    pub(super) fn scan(&self, text: &[char]) -> Found {
        let mut found = Found::default();
        let mut at = 0_usize;
        while let Some(character) = text.get(at) {
            if !character.is_alphanumeric() {
                at = at.saturating_add(1);
                continue;
            }
            // 9家: how many bodies there are restricts nothing.
            if character.is_ascii_digit() {
                let rest = text.get(at..).unwrap_or(&[]);
                let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
                let counted = rest
                    .get(digits)
                    .is_some_and(|c| matches!(c, '家' | '个' | '所'));
                at = at
                    .saturating_add(digits)
                    .saturating_add(usize::from(counted));
                continue;
            }
            let Some((sense, length)) = self.word(text, at, &found) else {
                found.dark = found.dark.saturating_add(1);
                at = at.saturating_add(1);
                continue;
            };
            let range = at..at.saturating_add(length);
            at = range.end;
            found.take(sense, range, text.len());
        }
        found
    }

    fn word(&self, text: &[char], at: usize, found: &Found) -> Option<(Sense, usize)> {
        let rest = text.get(at..)?;
        let line: String = rest.iter().collect();
        if let Some((body, length)) = self.known_body(&line) {
            return Some((Sense::Body(body), length));
        }
        let plain = self.plain(&line);
        if let Some((sense, length)) = plain
            && length >= 2
        {
            return Some((sense, length));
        }
        // 给红安县红十字会: the verb of one character is no part of the name.
        let after = at.saturating_add(1);
        if self.words.starting(Kind::Directing, &line).is_some()
            && (self.place(text, after, found).is_some()
                || self.known_body(line.get(3..).unwrap_or("")).is_some())
        {
            return Some((Sense::Plain(Kind::Directing), 1));
        }
        if let Some((body, length)) = self.body(rest) {
            return Some((Sense::Body(body), length));
        }
        if let Some((place, length)) = self.place(text, at, found) {
            return Some((Sense::Place(place), length));
        }
        self.plain(&line)
    }

    /// The longest word of the lists.
    fn plain(&self, line: &str) -> Option<(Sense, usize)> {
        let kinds = [
            Kind::Wish,
            Kind::Giver,
            Kind::Person,
            Kind::Event,
            Kind::Filler,
            Kind::Directing,
        ];
        let listed = kinds.into_iter().filter_map(|kind| {
            let word = self.words.starting(kind, line)?;
            Some((Sense::Plain(kind), word.chars().count()))
        });
        let purposes = self.words.purposes.iter().filter_map(|purpose| {
            let mut words = purpose.words.iter();
            let word = words.find(|word| line.starts_with(word.as_str()))?;
            let (tag, who) = (purpose.tag.clone(), purpose.who);
            Some((Sense::Purpose { tag, who }, word.chars().count()))
        });
        // Of equals the last: the purpose, which restricts, before the verb.
        listed.chain(purposes).max_by_key(|(_, length)| *length)
    }

    fn known_body(&self, line: &str) -> Option<(Body, usize)> {
        let all = self.words.institutions.iter();
        let named = all.flat_map(|known| known.names.iter().map(move |name| (known, name)));
        let fitting = named.filter(|(_, name)| line.starts_with(name.as_str()));
        let (known, name) = fitting.max_by_key(|(_, name)| name.len())?;
        let body = Body {
            name: known.name.clone(),
            place: Some(known.place),
        };
        Some((body, name.chars().count()))
    }

    /// A body by the ending of its name: 红安县红十字会, 鄂州市中心医院.
    fn body(&self, rest: &[char]) -> Option<(Body, usize)> {
        let end = rest
            .iter()
            .position(|c| !c.is_alphanumeric() || c.is_ascii_digit());
        let rest = rest.get(..end.unwrap_or(rest.len()))?;
        (2..=rest.len()).rev().find_map(|length| {
            let name: String = rest.get(..length)?.iter().collect();
            let suffixes = self.words.list(Kind::Suffix).iter();
            let suffix = suffixes
                .filter(|suffix| name.ends_with(suffix.as_str()))
                .max_by_key(|s| s.len())?;
            let inner = name.strip_suffix(suffix.as_str())?;
            if inner.is_empty() || self.speaks(inner) {
                return None;
            }
            let known = self.words.institutions.iter().find(|known| {
                known
                    .names
                    .iter()
                    .any(|known| name.ends_with(known.as_str()))
            });
            let body = match known {
                Some(known) => Body {
                    name: known.name.clone(),
                    place: Some(known.place),
                },
                None => {
                    let found = self.place(rest, 0, &Found::default());
                    let place = found.map(|(place, _)| place.code);
                    Body { name, place }
                }
            };
            Some((body, length))
        })
    }

    /// Whether a text has words that no name has inside.
    fn speaks(&self, inner: &str) -> bool {
        let long = |kind| {
            let mut words = self
                .words
                .list(kind)
                .iter()
                .filter(|word| word.chars().count() >= 2);
            words.any(|word| inner.contains(word.as_str()))
        };
        [Kind::Directing, Kind::Event, Kind::Filler, Kind::Wish]
            .into_iter()
            .any(long)
    }

    fn place(&self, text: &[char], at: usize, found: &Found) -> Option<(Place, usize)> {
        let rest = text.get(at..)?;
        let named = self.places.starting(rest)?;
        let inside = |code: &DivisionCode| self.provinces.iter().any(|area| area.covers(code));
        let fitting: Vec<_> = named
            .places
            .iter()
            .filter(|(code, full)| {
                let wide = matches!(code.level(), Level::Province | Level::Prefecture);
                *full || wide || inside(code)
            })
            .collect();
        let near: Vec<_> = fitting
            .iter()
            .copied()
            .filter(|(code, _)| inside(code))
            .collect();
        let code = best(if near.is_empty() { &fitting } else { &near })?;
        let name: String = rest.get(..named.length)?.iter().collect();
        let full = fitting.iter().any(|(found, full)| *full && *found == code);
        if !full && self.words.list(Kind::NotPlace).contains(&name) {
            return None;
        }
        let after: String = rest.get(named.length..)?.iter().collect();
        let sick = ["肺炎", "冠状", "新冠", "新型", "病毒"]
            .iter()
            .any(|word| after.starts_with(word));
        let parent = found.places.iter().any(|known| known.code.covers(&code));
        // No province gave its name to the disease.
        let disease = sick && !full && !parent && code.level() != Level::Province;
        // 武汉市民 are the people of 武汉.
        let people = name.ends_with('市') && after.starts_with('民');
        let length = named.length.saturating_sub(usize::from(people));
        Some((Place { code, disease }, length))
    }
}

impl Found {
    fn take(&mut self, sense: Sense, range: Range<usize>, length: usize) {
        match sense {
            Sense::Plain(kind) => {
                match kind {
                    Kind::Wish => self.wish = true,
                    // At the end it says what was done, not where to.
                    Kind::Directing => self.directed |= range.end < length || range.start == 0,
                    Kind::Giver => self.giver = true,
                    Kind::Person => self.person = true,
                    Kind::Event => self.event = true,
                    _ => {}
                }
                return;
            }
            Sense::Purpose { tag, who } => {
                let tags = if who { &mut self.who } else { &mut self.what };
                if !tags.contains(&tag) {
                    tags.push(tag);
                }
            }
            Sense::Body(body) => self.bodies.push(body),
            Sense::Place(place) => self.places.push(place),
        }
        self.words.push(range);
    }

    /// The places that are meant: of one inside another the smaller.
    pub(super) fn areas(&self) -> Vec<DivisionCode> {
        let own = self.places.iter().map(|place| place.code);
        let all: Vec<_> = own
            .chain(self.bodies.iter().filter_map(|body| body.place))
            .collect();
        let mut areas: Vec<_> = all
            .iter()
            .filter(|code| !all.iter().any(|other| other != *code && code.covers(other)))
            .copied()
            .collect();
        areas.sort_unstable();
        areas.dedup();
        areas
    }

    /// What all of it restricts, if it does.
    pub(super) fn clause(&self) -> Option<Clause> {
        let bodies = self.bodies.iter().map(|body| body.name.clone()).collect();
        self.restricting(self.areas(), bodies)
    }

    fn restricting(&self, areas: Vec<DivisionCode>, bodies: Vec<String>) -> Option<Clause> {
        let mut all = Vec::new();
        if !areas.is_empty() {
            all.push(Clause::Area(areas));
        }
        for mut tags in [bodies, self.who.clone(), self.what.clone()] {
            if !tags.is_empty() {
                tags.sort_unstable();
                tags.dedup();
                all.push(Clause::Tag(tags));
            }
        }
        if all.len() > 1 {
            return Some(Clause::All(all));
        }
        all.pop()
    }

    /// A clause for each place and each body that is named.
    pub(super) fn each(&self) -> Vec<Clause> {
        let areas = self.areas();
        let mut clauses = Vec::new();
        for place in self
            .places
            .iter()
            .filter(|place| areas.contains(&place.code))
        {
            clauses.extend(self.restricting(vec![place.code], Vec::new()));
        }
        for body in &self.bodies {
            let area = body.place.into_iter().collect();
            clauses.extend(self.restricting(area, vec![body.name.clone()]));
        }
        clauses
    }

    /// Why it is not clear, if it is not.
    pub(super) fn doubt(&self) -> Option<Doubt> {
        if self.person {
            Some(Doubt::Person)
        } else if self.wish {
            Some(Doubt::Wish)
        } else if self.dark > 0 {
            Some(Doubt::Words)
        } else if self.places.iter().any(|place| place.disease) {
            Some(Doubt::Disease)
        } else {
            None
        }
    }

    pub(super) fn outcome(&self) -> Outcome {
        let clause = self.clause();
        let bare = !self.directed && !self.event && self.who.is_empty() && self.what.is_empty();
        match (self.doubt(), clause) {
            (Some(doubt), clause) => Outcome::Unclear(doubt, clause),
            (None, Some(clause)) if bare => Outcome::Unclear(Doubt::Bare, Some(clause)),
            (None, Some(clause)) => Outcome::Whole(clause),
            (None, None) if self.event => Outcome::Nothing(Reason::General),
            (None, None) => Outcome::Unclear(Doubt::Unnamed, None),
        }
    }
}
