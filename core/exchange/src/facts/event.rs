//! The event: what it was called, where it was held, and its segments.

use super::prose::{Span, in_name};
use super::{Confidence, Fact, Proposal, Reader, Why, together};

/// Between a title and the word for the event stand no more characters.
const REACH: usize = 8;
/// The name of a venue, a title or a segment is no longer.
const LONGEST: usize = 40;
/// A segment is no longer than this.
const SEGMENT: usize = 12;
/// Enumerations of segments are no longer.
const SEGMENTS: usize = 120;

pub(super) fn of(reader: &Reader<'_>, sentences: &[Span]) -> Vec<Proposal> {
    let (mut titles, mut venues, mut segments) = (Vec::new(), Vec::new(), Vec::new());
    for sentence in sentences {
        let held = reader.held(*sentence);
        titles.extend(reader.quoted_titles(*sentence, !held.is_empty()));
        if titles.is_empty() {
            titles.extend(held.iter().filter_map(|held| reader.held_title(held)));
        }
        venues.extend(held.iter().map(|held| {
            let venue = reader.prose.text(held.venue);
            reader.proposal(
                Fact::Venue { venue },
                held.venue,
                Confidence::Certain,
                Why::HeldAt,
            )
        }));
        segments.extend(reader.segments(*sentence));
    }
    let mut all = together(titles);
    all.extend(together(venues));
    all.extend(together(segments));
    all
}

/// 在 … 举行.
struct Held {
    venue: Span,
    /// Where the clause begins.
    start: usize,
}

impl Reader<'_> {
    /// Where something was held, by the words 在 and 举行.
    fn held(&self, [start, end]: Span) -> Vec<Held> {
        let mut found = Vec::new();
        let mut clause = start;
        let mut inside: Option<usize> = None;
        let mut at = start;
        while at < end {
            let Some(character) = self.prose.at(at) else {
                break;
            };
            if matches!(character, ',' | ':') {
                clause = at.saturating_add(1);
                inside = None;
            } else if !in_name(character) && !matches!(character, '(' | ')') {
                inside = None;
            } else if character == '在' {
                inside = Some(at.saturating_add(1));
            } else if let Some((length, ())) =
                self.lexicons.held.starting(self.prose.narrow([at, end]))
            {
                if let Some(venue) = inside.take().and_then(|begin| self.venue([begin, at])) {
                    found.push(Held {
                        venue,
                        start: clause,
                    });
                }
                at = at.saturating_add(length);
                continue;
            }
            at = at.saturating_add(1);
        }
        found
    }

    /// The venue without the words that say how it went.
    fn venue(&self, [start, end]: Span) -> Option<Span> {
        let mut end = end;
        while let Some((length, ())) = self
            .lexicons
            .manners
            .ending(self.prose.narrow([start, end]))
        {
            end = end.checked_sub(length)?;
        }
        let length = end.checked_sub(start)?;
        (2..=LONGEST).contains(&length).then_some([start, end])
    }

    /// Titles in quotation marks before a word for events.
    fn quoted_titles(&self, sentence: Span, held: bool) -> Vec<Proposal> {
        let quotes = self.quotes(sentence).into_iter();
        let is_title = |at: &Span| {
            let after = at[1].saturating_add(1);
            let reach = sentence[1].min(after.saturating_add(REACH));
            let tail = self.prose.narrow([after, reach]);
            let name = tail.iter().position(|c| !in_name(*c)).unwrap_or(tail.len());
            let tail = tail.get(..name).unwrap_or(&[]);
            let word = self.lexicons.event_ends.first(tail).map(|(at, ..)| at);
            let project = self.lexicons.project_words.first(tail).map(|(at, ..)| at);
            word.is_some_and(|word| project.is_none_or(|project| word < project))
        };
        let confidence = if held {
            Confidence::Certain
        } else {
            Confidence::Likely
        };
        quotes
            .filter(is_title)
            .map(|at| {
                let title = self.prose.text(at);
                self.proposal(Fact::Title { title }, at, confidence, Why::QuotedTitle)
            })
            .collect()
    }

    /// What stands before 在 … 举行 and ends like the name of an event.
    fn held_title(&self, held: &Held) -> Option<Proposal> {
        let end = held.venue[0].checked_sub(1)?;
        let text = self.prose.narrow([held.start, end]);
        self.lexicons.event_ends.ending(text)?;
        let length = text.iter().rev().take_while(|c| in_name(**c)).count();
        let mut start = end.checked_sub(length)?;
        // A day before the name is no part of it, nor is a cue.
        let text = self.prose.narrow([start, end]);
        let day = text.iter().rposition(|c| matches!(c, '日' | '号'));
        if let Some(day) = day.filter(|day| {
            text.get(day.saturating_sub(1))
                .is_some_and(char::is_ascii_digit)
        }) {
            start = start.saturating_add(day).saturating_add(1);
        }
        while let Some((length, ())) = self.lexicons.cues.starting(self.prose.narrow([start, end]))
        {
            start = start.saturating_add(length);
        }
        let length = end.checked_sub(start)?;
        // 活动 alone is no name.
        if !(5..=LONGEST).contains(&length) {
            return None;
        }
        let at = [start, end];
        let title = self.prose.text(at);
        Some(self.proposal(
            Fact::Title { title },
            at,
            Confidence::Likely,
            Why::HeldTitle,
        ))
    }

    /// The enumeration before 环节.
    fn segments(&self, [start, end]: Span) -> Vec<Proposal> {
        let mut found = Vec::new();
        let mut at = start;
        let mut clause = start;
        while at < end {
            let rest = self.prose.narrow([at, end]);
            if matches!(rest.first(), Some(',' | ':')) {
                clause = at.saturating_add(1);
            }
            match self.lexicons.segment_ends.starting(rest) {
                Some((length, ())) => {
                    let begin = clause.max(at.saturating_sub(SEGMENTS));
                    found.extend(self.enumerated([begin, at], begin == clause));
                    at = at.saturating_add(length);
                    clause = at;
                }
                None => at = at.saturating_add(1),
            }
        }
        found
    }

    fn enumerated(&self, [begin, end]: Span, whole: bool) -> Vec<Proposal> {
        let Some(end) = self.before_count([begin, end]) else {
            return Vec::new();
        };
        // From behind the last word that opens an enumeration.
        let text = self.prose.narrow([begin, end]);
        let first = text.iter().position(|c| *c == '、').unwrap_or(text.len());
        let cue = (0..first).rev().find_map(|at| {
            let (length, ()) = self.lexicons.segment_cues.starting(text.get(at..)?)?;
            Some(at.saturating_add(length)).filter(|after| *after < first)
        });
        if first == text.len() || !(whole || cue.is_some()) {
            return Vec::new();
        }
        let confidence = if cue.is_some() {
            Confidence::Certain
        } else {
            Confidence::Likely
        };
        let mut items = Vec::new();
        let mut start = begin.saturating_add(cue.unwrap_or(0));
        let joins = |at: usize| {
            let rest = self.prose.narrow([at, end]);
            match rest.first() {
                Some('、') => Some(1),
                // 和 parts the last two only.
                Some('和' | '与' | '及') if !rest.contains(&'、') => Some(1),
                _ => None,
            }
        };
        let mut at = start;
        while at <= end {
            let join = if at == end { Some(1) } else { joins(at) };
            if let Some(length) = join {
                items.push([start, at]);
                start = at.saturating_add(length);
            }
            at = at.saturating_add(join.unwrap_or(1));
        }
        let fits = |at: &Span| (2..=SEGMENT).contains(&at[1].saturating_sub(at[0]));
        let items: Vec<Span> = items.into_iter().map(|at| self.unquoted(at)).collect();
        if !items.iter().all(fits) {
            return Vec::new();
        }
        let proposal = |at| {
            let name = self.prose.text(at);
            self.proposal(Fact::Segment { name }, at, confidence, Why::BeforeSegments)
        };
        items.into_iter().map(proposal).collect()
    }

    /// Where an enumeration ends before 等, 等四个 or 四大.
    fn before_count(&self, [begin, end]: Span) -> Option<usize> {
        let text = self.prose.narrow([begin, end]);
        let tail = text.iter().rev().take(5);
        let etc = tail.clone().position(|c| *c == '等');
        let counted = tail
            .take_while(|c| c.is_ascii_digit() || "个大项多一二三四五六七八九十".contains(**c))
            .count();
        let cut = etc.map_or(counted, |etc| etc.saturating_add(1));
        end.checked_sub(cut).filter(|end| *end > begin)
    }

    /// A range without quotation marks around it.
    fn unquoted(&self, [start, end]: Span) -> Span {
        let open = matches!(self.prose.at(start), Some('“' | '「' | '"'));
        let close = matches!(self.prose.before(end), Some('”' | '」' | '"'));
        if open && close && end.saturating_sub(start) > 2 {
            [start.saturating_add(1), end.saturating_sub(1)]
        } else {
            [start, end]
        }
    }
}
