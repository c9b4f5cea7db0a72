//! Parts a text into the words that are understood and the rest.

use bangfu::code::{DivisionCode, Level};

use super::Reader;
use super::found::{Body, Found, Place, apart};
use crate::value::best;
use crate::words::Kind;

/// No word of a list and no name of a body is longer, in characters.
const NAME: usize = 40;

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
        let mut name = found.mark();
        let mut at = 0_usize;
        while let Some(character) = text.get(at) {
            if !character.is_alphanumeric() {
                at = at.saturating_add(1);
                if *character != ' ' {
                    found.stop(*character);
                    name = found.mark();
                }
                continue;
            }
            if character.is_ascii_digit() {
                at = found.number(text, at);
                continue;
            }
            let Some((sense, length)) = self.word(text, at, &found) else {
                found.dark = found.dark.saturating_add(1);
                at = at.saturating_add(1);
                continue;
            };
            let range = at..at.saturating_add(length);
            let word = text.get(range.clone()).unwrap_or(&[]);
            at = range.end;
            match &sense {
                // 甘肃开盛实业集团: the place is a part of the giver's name.
                Sense::Plain(Kind::Giver) if self.ends_a_name(word) => {
                    found.giver_named(name, range.start);
                }
                Sense::Place(_) => {}
                Sense::Body(body) => {
                    // 北京的协和医院 is not the hospital in 武汉.
                    found.torn |= self.places.starting(word).is_none() && found.elsewhere(body);
                    name = None;
                }
                _ => name = None,
            }
            let last = range.end == text.len();
            match sense {
                Sense::Plain(kind) => found.hear(kind, range.start == 0, last),
                Sense::Purpose { tag, who } => found.ask(tag, who, range),
                Sense::Body(body) => found.body(body, range),
                Sense::Place(place) => found.place(place, range),
            }
        }
        found
    }

    /// Whether a word about the giver ends the name of a body: 公司.
    fn ends_a_name(&self, word: &[char]) -> bool {
        let word: String = word.iter().collect();
        self.words.list(Kind::Organisation).contains(&word)
    }

    fn word(&self, text: &[char], at: usize, found: &Found) -> Option<(Sense, usize)> {
        let rest = text.get(at..)?;
        let line: String = rest.iter().take(NAME).collect();
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
            Kind::Handled,
            Kind::Undone,
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
        let purposes = self.words.purposes().iter().filter_map(|purpose| {
            let word = purpose.words.starting(line)?;
            let (tag, who) = (purpose.tag.clone(), purpose.who);
            Some((Sense::Purpose { tag, who }, word.chars().count()))
        });
        // Of equals the last: the purpose, which restricts, before the verb.
        listed.chain(purposes).max_by_key(|(_, length)| *length)
    }

    fn known_body(&self, line: &str) -> Option<(Body, usize)> {
        let all = self.words.institutions().iter();
        let named = all.flat_map(|known| known.names.iter().map(move |name| (known, name)));
        let fitting = named.filter(|(_, name)| line.starts_with(name.as_str()));
        let (known, name) = fitting.max_by_key(|(_, name)| name.len())?;
        let body = Body {
            name: known.name.clone(),
            place: Some(known.place),
            known: true,
        };
        Some((body, name.chars().count()))
    }

    /// A body by the ending of its name: 红安县红十字会, 鄂州市中心医院.
    fn body(&self, rest: &[char]) -> Option<(Body, usize)> {
        let rest = rest.get(..NAME).unwrap_or(rest);
        let end = rest
            .iter()
            .position(|c| !c.is_alphanumeric() || c.is_ascii_digit());
        let rest = rest.get(..end.unwrap_or(rest.len()))?;
        (2..=rest.len()).rev().find_map(|length| {
            let name = rest.get(..length)?;
            let mut suffixes = self.words.list(Kind::Suffix).iter();
            let inner = suffixes.find_map(|suffix| before(name, suffix))?;
            let inner: String = inner.iter().collect();
            if inner.is_empty() || self.speaks(&inner) || self.joins(name) {
                return None;
            }
            Some((self.named(name), length))
        })
    }

    /// Whether a text has the names of two bodies: 黄冈市中心医院和协和医院.
    fn joins(&self, text: &[char]) -> bool {
        let suffixes = self.words.list(Kind::Suffix);
        text.iter().enumerate().any(|(at, character)| {
            let Some((front, [_, rest @ ..])) = text.split_at_checked(at) else {
                return false;
            };
            let rest = || rest.iter().collect::<String>();
            matches!(character, '和' | '及' | '与')
                && (suffixes
                    .iter()
                    .any(|suffix| before(front, suffix).is_some())
                    || self.known_body(&rest()).is_some())
        })
    }

    /// The body of a name. It is a listed one only if what stands before the
    /// listed name says where that one is: 武汉市协和医院, but not 北京协和医院.
    fn named(&self, name: &[char]) -> Body {
        let all = self.words.institutions().iter();
        let aliases = all.flat_map(|known| known.names.iter().map(move |alias| (known, alias)));
        let ending = aliases.filter_map(|(known, alias)| Some((known, before(name, alias)?)));
        // The longest alias leaves the least before it.
        let known = ending.min_by_key(|(_, front)| front.len());
        let known = known.filter(|(known, front)| self.near(front, known.place));
        match known {
            Some((known, _)) => Body {
                name: known.name.clone(),
                place: Some(known.place),
                known: true,
            },
            None => {
                let found = self.place(name, 0, &Found::default());
                Body {
                    name: name.iter().collect(),
                    place: found.map(|(place, _)| place.code),
                    known: false,
                }
            }
        }
    }

    /// Whether a text is nothing but names of places in or around a place.
    fn near(&self, text: &[char], place: DivisionCode) -> bool {
        let mut at = 0_usize;
        while at < text.len() {
            match self.place(text, at, &Found::default()) {
                Some((found, length)) if !apart(&found.code, &place) => {
                    at = at.saturating_add(length);
                }
                _ => return false,
            }
        }
        true
    }

    /// Whether both names end with the same word for a body.
    pub(super) fn alike(&self, one: &str, other: &str) -> bool {
        let mut suffixes = self.words.list(Kind::Suffix).iter();
        suffixes.any(|suffix| one.ends_with(suffix.as_str()) && other.ends_with(suffix.as_str()))
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
        let after: String = rest.get(named.length..)?.iter().take(2).collect();
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

/// What stands before an ending.
fn before<'t>(text: &'t [char], ending: &str) -> Option<&'t [char]> {
    let mut rest = text;
    for character in ending.chars().rev() {
        match rest.split_last() {
            Some((last, front)) if *last == character => rest = front,
            _ => return None,
        }
    }
    Some(rest)
}
