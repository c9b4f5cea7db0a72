//! Finds the names of bodies.
//!
//! A name ends in a word that such names end in, and begins where something
//! begins that names begin with: a place, a level (省, 市), a word such as
//! 中国; or else at the beginning of an item of an enumeration. What stands
//! before it, as 在 or 依托, is known by its words and cut off only where a name
//! begins behind it, so that no name is cut in two.

use bangfu::registry::OrganisationKind;

use super::lexicons::level;
use super::prose::{Span, in_name};
use super::{Confidence, Reader, Why};

/// Names are no longer.
const LONGEST: usize = 40;
/// A name without a place has so many characters at least.
const OWN_NAME: usize = 4;
/// Brackets inside names hold no more, as (北京) does.
const BRACKETS: usize = 12;

/// A body that is named.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) at: Span,
    pub(super) kind: OrganisationKind,
    pub(super) confidence: Confidence,
    pub(super) why: Why,
    /// Whether it stands for several bodies.
    pub(super) class: bool,
    /// The rest of the name, where it stands with another only: 民政局 of 省 in
    /// 省、市民政局.
    pub(super) rest: Option<Span>,
}

impl Reader<'_> {
    /// The bodies that a sentence names, in the order of the text.
    pub(super) fn mentions(&self, sentence: Span) -> Vec<Mention> {
        let mut mentions = Vec::new();
        for piece in self.pieces(sentence) {
            self.names_in(piece, &mut mentions);
        }
        self.shortened(mentions)
    }

    /// The runs of characters that names may hold, brackets inside a name among
    /// them.
    fn pieces(&self, [start, end]: Span) -> Vec<Span> {
        let mut pieces = Vec::new();
        let mut begin = None;
        let mut at = start;
        while at < end {
            let inside = self.prose.at(at).is_some_and(in_name);
            let brackets = if begin.is_some() {
                self.brackets(at, end)
            } else {
                None
            };
            if let Some(after) = brackets {
                at = after;
                continue;
            }
            if inside {
                begin.get_or_insert(at);
            } else if let Some(begin) = begin.take() {
                pieces.push([begin, at]);
            }
            at = at.saturating_add(1);
        }
        pieces.extend(begin.map(|begin| [begin, end]));
        pieces
    }

    /// Where a pair of brackets ends that stands inside a name.
    fn brackets(&self, at: usize, end: usize) -> Option<usize> {
        if self.prose.at(at)? != '(' {
            return None;
        }
        let inside = at.checked_add(1)?;
        let rest = self
            .prose
            .narrow([inside, end.min(inside.saturating_add(BRACKETS))]);
        let close = rest.iter().position(|c| !in_name(*c) && *c != '、')?;
        let after = inside.checked_add(close)?.checked_add(1)?;
        let goes_on = self.prose.at(after).is_some_and(in_name) && after < end;
        (close > 0 && rest.get(close) == Some(&')') && goes_on).then_some(after)
    }

    fn names_in(&self, piece: Span, mentions: &mut Vec<Mention>) {
        let [start, end] = piece;
        let mut from = start;
        let mut at = start;
        while at < end {
            let rest = self.prose.narrow([at, end]);
            if let Some((length, ())) = self.lexicons.not_bodies.starting(rest) {
                at = at.saturating_add(length);
                continue;
            }
            let Some((close, kind)) = self.ending(at, end) else {
                at = at.saturating_add(1);
                continue;
            };
            // What stands further off makes no name: it would be too long.
            let begin = from.max(at.saturating_sub(LONGEST));
            if let Some(mention) = self.name([begin, close], at, kind, piece) {
                mentions.push(mention);
                from = close;
            }
            at = close;
        }
    }

    /// Where a name ends whose ending begins at a position, and what it is. A
    /// name may go on behind an ending: 集团有限公司, 储备局四川局.
    fn ending(&self, at: usize, end: usize) -> Option<(usize, OrganisationKind)> {
        let starting = |at: usize| {
            let rest = self.prose.narrow([at, end]);
            if self.lexicons.not_bodies.starting(rest).is_some() {
                return None;
            }
            let (length, kind) = self.lexicons.body_ends.starting(rest)?;
            Some((at.saturating_add(length), *kind, length))
        };
        let (mut close, mut kind, mut length) = starting(at)?;
        loop {
            let rest = self.prose.narrow([close, end]);
            let infix = self
                .lexicons
                .infixes
                .starting(rest)
                .map(|(length, ())| length);
            let place = self.lexicons.place(rest);
            let gaps = [Some(0), infix, place].into_iter().flatten();
            let next = gaps.map(|gap| close.saturating_add(gap)).find_map(starting);
            match next {
                Some(next) => (close, kind, length) = next,
                None => break,
            }
        }
        (length > 1 || self.closes(close, end)).then_some((close, kind))
    }

    /// Whether a name that ends in one character may end here.
    fn closes(&self, close: usize, end: usize) -> bool {
        let rest = self.prose.narrow([close, end]);
        rest.is_empty()
            || self.lexicons.follows.starting(rest).is_some()
            || self.lexicons.cues.starting(rest).is_some()
            || self.lexicons.links.starting(rest).is_some()
            || self.lexicons.joins.starting(rest).is_some()
            || self.lexicons.roles.starting(rest).is_some()
    }

    /// The name that ends there, if one does. `ending` is where its last words
    /// begin.
    fn name(
        &self,
        [from, close]: Span,
        ending: usize,
        kind: OrganisationKind,
        piece: Span,
    ) -> Option<Mention> {
        let placed = matches!(kind, OrganisationKind::Government | OrganisationKind::Party);
        let (mut start, mut headed) = (from, self.heads([from, close]));
        let mut cut = false;
        let mut at = from;
        while at < ending.max(from) {
            let rest = self.prose.narrow([at, close]);
            let cue = self.lexicons.cues.starting(rest);
            let link = self.lexicons.links.starting(rest);
            let Some((length, ())) = cue.or(link) else {
                at = at.saturating_add(1);
                continue;
            };
            let after = at.saturating_add(length);
            let begins = self.heads([after, close]);
            let own = cue.is_some()
                && !headed
                && !placed
                && close.saturating_sub(after) >= OWN_NAME
                && after < ending;
            if begins || own {
                (start, headed, cut) = (after, begins, true);
            }
            at = after;
        }
        let item = cut || self.in_list(start, close, piece);
        let why = if headed {
            Why::NameWithPlace
        } else if placed {
            return None;
        } else if let Some(place) = self
            .place_inside([start, close], ending)
            .filter(|_| !self.after_comma(start))
        {
            start = place;
            Why::NameAlone
        } else if item {
            Why::NameInList
        } else {
            Why::NameAlone
        };
        let name = self.prose.narrow([start, close]);
        let own = start < ending || headed;
        let fits = name.len() <= LONGEST && (headed || name.len() >= OWN_NAME) && own;
        if !fits || self.lexicons.vague.first(name).is_some() {
            return None;
        }
        let class = self.lexicons.classes.first(name).is_some();
        let confidence = match why {
            _ if class => Confidence::Likely,
            Why::NameWithPlace => Confidence::Certain,
            Why::NameInList => Confidence::Likely,
            _ => Confidence::Doubtful,
        };
        Some(Mention {
            at: [start, close],
            kind,
            confidence,
            why,
            class,
            rest: None,
        })
    }

    /// Whether a range begins like the name of a body: with a place, a level,
    /// or a word of names.
    fn heads(&self, [start, close]: Span) -> bool {
        let text = self.prose.narrow([start, close]);
        if self.lexicons.body_heads.starting(text).is_some() {
            return true;
        }
        let room = close.saturating_sub(start);
        if self
            .lexicons
            .place(text)
            .is_some_and(|length| length < room)
        {
            return true;
        }
        let bare = text.first().copied().and_then(level).is_some();
        // 省内, 市场, 县域, 区级: these speak of an area, not of its office.
        let area = matches!(
            text.get(1),
            None | Some('内' | '级' | '域' | '场' | '外' | '里' | '区' | '村' | '镇')
        );
        bare && !area
    }

    /// Whether a name stands in an enumeration.
    fn in_list(&self, start: usize, close: usize, [begin, end]: Span) -> bool {
        let left = start == begin && self.prose.before(begin) == Some('、');
        let right = close == end && self.prose.at(end) == Some('、');
        left || right
    }

    fn after_comma(&self, start: usize) -> bool {
        self.prose.before(start) == Some('、')
    }

    /// Where a place stands inside a name that does not begin with one.
    fn place_inside(&self, [start, close]: Span, ending: usize) -> Option<usize> {
        (start.saturating_add(1)..ending).find(|at| {
            let text = self.prose.narrow([*at, close]);
            let known = self.lexicons.places.starting(text);
            known.is_some_and(|(_, named)| named.places.iter().any(|(_, full)| *full))
        })
    }

    /// The mentions with those that are shortened before them: 省 of 省、市民政局.
    fn shortened(&self, mentions: Vec<Mention>) -> Vec<Mention> {
        let mut all = Vec::with_capacity(mentions.len());
        for mention in mentions {
            let [start, close] = mention.at;
            let bare = |at: usize| self.prose.at(at).and_then(level).is_some();
            let before = start.checked_sub(2);
            if let Some(short) = before
                && bare(start)
                && bare(short)
                && self.prose.before(start) == Some('、')
                && !self
                    .prose
                    .before(short)
                    .is_some_and(|c| in_name(c) && !self.is_link(c))
            {
                all.push(Mention {
                    at: [short, short.saturating_add(1)],
                    confidence: Confidence::Likely,
                    why: Why::Shortened,
                    rest: Some([start.saturating_add(1), close]),
                    ..mention.clone()
                });
            }
            all.push(mention);
        }
        all
    }

    fn is_link(&self, character: char) -> bool {
        self.lexicons.links.starting(&[character]).is_some()
    }
}
