//! What was made out in a text, and what it restricts.

use std::ops::Range;

use bangfu::code::DivisionCode;
use bangfu::giving::Clause;

use super::{Doubt, Outcome, Reason};
use crate::words::Kind;

/// Stands in a piece of a list where its amount stood.
pub(super) const AMOUNT: char = '\u{fffc}';

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
    pub(super) handled: bool,
    pub(super) wish: bool,
    event: bool,
    person: bool,
    /// A place and a body that do not go together, as if they were one.
    pub(super) torn: bool,
    /// Whether such a verb stood before any place.
    led: bool,
    /// What stands before the verb may be where the gift is from.
    from: Option<Source>,
    sourced: bool,
    /// Where the name of a body ended last.
    named: usize,
    /// How many places and bodies stood before the last stop.
    stopped: usize,
    /// Characters that no word explains.
    pub(super) dark: usize,
    pub(super) words: Vec<Range<usize>>,
}

#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) code: DivisionCode,
    /// Whether it may belong to the name of the disease (武汉肺炎).
    pub(super) disease: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Body {
    pub(super) name: String,
    pub(super) place: Option<DivisionCode>,
    /// Whether a list has it.
    pub(super) known: bool,
}

/// What has to follow a verb for the place before it to be in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// 上海市民用于抗疫: anything.
    Anything,
    /// 给黄冈市红十字会转给武汉: a place or a body.
    Place,
}

/// How much was found where a name may begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    places: usize,
    words: usize,
    dark: usize,
}

/// What a text restricts.
#[derive(Clone, Debug, Default)]
pub(super) struct Target {
    areas: Vec<DivisionCode>,
    bodies: Vec<String>,
    who: Vec<String>,
    what: Vec<String>,
}

/// Whether neither place lies in the other.
pub(super) fn apart(one: &DivisionCode, other: &DivisionCode) -> bool {
    !one.covers(other) && !other.covers(one)
}

impl Found {
    pub(super) fn mark(&self) -> Option<Mark> {
        Some(Mark {
            places: self.places.len(),
            words: self.words.len(),
            dark: self.dark,
        })
    }

    /// A word at `at` ends the name of a giver. What was found since the name
    /// may have begun is part of it; where it can't have begun, a place before
    /// the word is not what is meant: 用于武汉公司.
    pub(super) fn giver_named(&mut self, name: Option<Mark>, at: usize) {
        if let Some(mark) = name {
            self.places.truncate(mark.places);
            self.words.truncate(mark.words);
            self.dark = mark.dark;
        } else {
            self.torn |= self.words.last().is_some_and(|word| word.end == at);
        }
    }

    /// A mark that is no letter and no digit.
    pub(super) fn stop(&mut self, mark: char) {
        if mark == AMOUNT {
            // 武汉300万元用于: what has an amount is where it goes.
            self.led = true;
            return;
        }
        // What follows is another matter.
        self.stopped = self.placed();
        if self.led {
            self.from = None;
        }
    }

    fn placed(&self) -> usize {
        self.places.len().saturating_add(self.bodies.len())
    }

    /// Where a number ends. 9家: how many bodies there are restricts nothing;
    /// what any other number says is not known.
    pub(super) fn number(&mut self, text: &[char], at: usize) -> usize {
        let rest = text.get(at..).unwrap_or(&[]);
        let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        let end = at.saturating_add(digits);
        if matches!(rest.get(digits), Some('家' | '个' | '所')) {
            return end.saturating_add(1);
        }
        self.dark = self.dark.saturating_add(digits);
        end
    }

    /// Whether a body lies elsewhere than the place named just before it.
    pub(super) fn elsewhere(&self, body: &Body) -> bool {
        let place = self.places.last().filter(|_| self.placed() > self.stopped);
        let both = place.zip(body.place);
        both.is_some_and(|(place, other)| apart(&place.code, &other))
    }

    pub(super) fn hear(&mut self, kind: Kind, first: bool, last: bool) {
        match kind {
            Kind::Wish => self.wish = true,
            Kind::Directing => {
                // At the end it says what was done, not where to.
                self.directed |= first || !last;
                if self.placed() == 0 {
                    self.led = true;
                } else if !self.led {
                    self.from = Some(Source::Anything);
                } else if self.placed() > self.stopped {
                    self.from = Some(Source::Place);
                }
            }
            Kind::Giver => self.giver = true,
            Kind::Handled | Kind::Undone => self.handled = true,
            Kind::Person => self.person = true,
            Kind::Event => {
                self.event = true;
                self.sourced |= self.from == Some(Source::Anything);
            }
            _ => {}
        }
    }

    pub(super) fn ask(&mut self, tag: String, who: bool, range: Range<usize>) {
        let tags = if who { &mut self.who } else { &mut self.what };
        if !tags.contains(&tag) {
            tags.push(tag);
        }
        self.sourced |= self.from == Some(Source::Anything);
        self.words.push(range);
    }

    pub(super) fn body(&mut self, body: Body, range: Range<usize>) {
        self.bodies.push(body);
        self.named = range.end;
        self.sourced |= self.from.is_some();
        self.words.push(range);
    }

    pub(super) fn place(&mut self, place: Place, range: Range<usize>) {
        self.places.push(place);
        self.sourced |= self.from.is_some();
        self.words.push(range);
    }

    /// The places that are meant: of one inside another the smaller.
    fn areas(&self) -> Vec<DivisionCode> {
        let own = self.places.iter().map(|place| place.code);
        let mut all: Vec<_> = own
            .chain(self.bodies.iter().filter_map(|body| body.place))
            .collect();
        all.sort_unstable();
        all.dedup();
        all.iter()
            .filter(|code| !all.iter().any(|other| other != *code && code.covers(other)))
            .copied()
            .collect()
    }

    /// What all of it restricts.
    pub(super) fn target(&self) -> Target {
        let bodies = self.bodies.iter().map(|body| body.name.clone()).collect();
        self.restricting(self.areas(), bodies)
    }

    /// What all of it restricts, if it does.
    pub(super) fn clause(&self) -> Option<Clause> {
        self.target().clause()
    }

    fn restricting(&self, areas: Vec<DivisionCode>, bodies: Vec<String>) -> Target {
        let sorted = |mut tags: Vec<String>| {
            tags.sort_unstable();
            tags.dedup();
            tags
        };
        Target {
            areas,
            bodies: sorted(bodies),
            who: sorted(self.who.clone()),
            what: sorted(self.what.clone()),
        }
    }

    /// A target for each place and each body that is named.
    pub(super) fn each(&self) -> Vec<Target> {
        let areas = self.areas();
        let places = self.places.iter().map(|place| place.code);
        let places = places.filter(|code| areas.contains(code));
        let places = places.map(|code| self.restricting(vec![code], Vec::new()));
        let bodies = self.bodies.iter().map(|body| {
            let area = body.place.into_iter().collect();
            self.restricting(area, vec![body.name.clone()])
        });
        places.chain(bodies).collect()
    }

    /// Why it is not clear, if it is not.
    pub(super) fn doubt(&self) -> Option<Doubt> {
        if self.person {
            Some(Doubt::Person)
        } else if self.wish {
            Some(Doubt::Wish)
        } else if self.dark > 0 || self.torn {
            Some(Doubt::Words)
        } else if self.sourced {
            Some(Doubt::Bare)
        } else if self.places.iter().any(|place| place.disease) {
            Some(Doubt::Disease)
        } else {
            None
        }
    }

    /// The body whose name ends a text of so many characters.
    pub(super) fn ending(&self, length: usize) -> Option<&Body> {
        self.bodies.last().filter(|_| self.named == length)
    }

    /// Whether it is the name of a body and nothing else.
    pub(super) fn only_body(&self) -> Option<&Body> {
        match self.bodies.as_slice() {
            [only] if self.places.is_empty() && !self.directed && !self.asks() => Some(only),
            _ => None,
        }
    }

    fn asks(&self) -> bool {
        !self.who.is_empty() || !self.what.is_empty()
    }

    /// Whether it is a list of places and bodies and nothing else.
    pub(super) fn bare(&self) -> bool {
        !self.directed && !self.asks()
    }

    /// Whether it says what no part of a list may lose.
    pub(super) fn matters(&self) -> bool {
        self.doubt().is_some() || self.clause().is_some()
    }

    pub(super) fn outcome(&self) -> Outcome {
        let clause = self.clause();
        let bare = self.bare() && !self.event;
        match (self.doubt(), clause) {
            (Some(doubt), clause) => Outcome::Unclear(doubt, clause),
            (None, Some(clause)) if bare => Outcome::Unclear(Doubt::Bare, Some(clause)),
            (None, Some(clause)) => Outcome::Whole(clause),
            (None, None) if self.event => Outcome::Nothing(Reason::General),
            (None, None) => Outcome::Unclear(Doubt::Unnamed, None),
        }
    }
}

impl Target {
    pub(super) fn clause(&self) -> Option<Clause> {
        let mut all = Vec::new();
        if !self.areas.is_empty() {
            all.push(Clause::Area(self.areas.clone()));
        }
        for tags in [&self.bodies, &self.who, &self.what] {
            if !tags.is_empty() {
                all.push(Clause::Tag(tags.clone()));
            }
        }
        if all.len() > 1 {
            return Some(Clause::All(all));
        }
        all.pop()
    }

    /// Whether it says where.
    pub(super) fn placed(&self) -> bool {
        !self.areas.is_empty() || !self.bodies.is_empty()
    }

    /// Whether it says for whom or for what.
    pub(super) fn purposed(&self) -> bool {
        !self.who.is_empty() || !self.what.is_empty()
    }

    fn inside(&self, areas: &[DivisionCode]) -> bool {
        let lies = |code: &DivisionCode| areas.iter().any(|area| area.covers(code));
        !self.areas.is_empty() && self.areas.iter().all(lies)
    }

    /// Whether all that an announcement says is said here as well: a hospital
    /// in 武汉 is a 医院 in 湖北.
    pub(super) fn says(&self, announced: &Self) -> bool {
        let tagged = |own: &[String], tags: &[String]| {
            let listed = !own.is_empty() && own.iter().all(|tag| tags.contains(tag));
            let named = |body: &String| tags.iter().any(|tag| body.ends_with(tag.as_str()));
            tags.is_empty() || listed || (!self.bodies.is_empty() && self.bodies.iter().all(named))
        };
        (announced.areas.is_empty() || self.inside(&announced.areas))
            && (announced.bodies.is_empty() || announced.bodies == self.bodies)
            && tagged(&self.who, &announced.who)
            && tagged(&self.what, &announced.what)
    }

    /// This target as a part of another one, whose purpose it keeps; none
    /// where they do not go together.
    pub(super) fn within(mut self, outer: &Self) -> Option<Self> {
        if self.areas.is_empty() {
            self.areas.clone_from(&outer.areas);
        } else if !outer.areas.is_empty() && !self.inside(&outer.areas) {
            return None;
        }
        for (own, given) in [
            (&mut self.bodies, &outer.bodies),
            (&mut self.who, &outer.who),
            (&mut self.what, &outer.what),
        ] {
            if own.is_empty() {
                own.clone_from(given);
            } else if !given.is_empty() && own != given {
                return None;
            }
        }
        Some(self)
    }
}
