//! What stands in quotation marks: projects; and the lists of a programme.

use super::prose::{Span, ends_sentence};
use super::{Confidence, Fact, Proposal, Reader, Why, together};

/// A name in quotation marks is no longer.
const LONGEST: usize = 40;
/// So far behind the last of them the word for all may stand.
const REACH: usize = 14;

impl Reader<'_> {
    /// The texts in quotation marks, without the marks.
    pub(super) fn quotes(&self, [start, end]: Span) -> Vec<Span> {
        let mut quotes = Vec::new();
        let mut open: Option<(usize, char)> = None;
        for (offset, character) in self.prose.narrow([start, end]).iter().enumerate() {
            let at = start.saturating_add(offset);
            let closes = open.is_some_and(|(_, close)| close == *character);
            if let Some((begin, _)) = open.filter(|_| closes) {
                if begin < at && at.saturating_sub(begin) <= LONGEST {
                    quotes.push([begin, at]);
                }
                open = None;
                continue;
            }
            let close = match character {
                '“' => '”',
                '「' => '」',
                '『' => '』',
                '"' => '"',
                _ => continue,
            };
            open = Some((at.saturating_add(1), close));
        }
        quotes
    }

    /// Quotes that follow each other with nothing but marks and 和 between.
    fn runs(&self, sentence: Span) -> Vec<Vec<Span>> {
        let mut runs: Vec<Vec<Span>> = Vec::new();
        for quote in self.quotes(sentence) {
            let last = runs.last().and_then(|run| run.last());
            let gap = last.map(|last| [last[1].saturating_add(1), quote[0].saturating_sub(1)]);
            let joined = gap.is_some_and(|gap| {
                let text = self.prose.narrow(gap);
                text.iter()
                    .all(|c| matches!(c, '、' | ',' | '和' | '与' | '及'))
                    && text.len() <= 2
            });
            match runs.last_mut().filter(|_| joined) {
                Some(run) => run.push(quote),
                None => runs.push(vec![quote]),
            }
        }
        runs
    }
}

/// The projects: names in quotation marks beside the word 项目.
pub(super) fn projects(reader: &Reader<'_>, sentences: &[Span]) -> Vec<Proposal> {
    let mut found = Vec::new();
    for sentence in sentences {
        for run in reader.runs(*sentence) {
            if !reader.are_projects(&run, *sentence) {
                continue;
            }
            found.extend(run.into_iter().filter(|at| !reader.is_list(*at)).map(|at| {
                let name = reader.prose.text(at);
                reader.proposal(
                    Fact::Project { name },
                    at,
                    Confidence::Certain,
                    Why::QuotedProject,
                )
            }));
        }
    }
    together(found)
}

impl Reader<'_> {
    fn are_projects(&self, run: &[Span], [start, end]: Span) -> bool {
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            return false;
        };
        // Behind them, before anything that parts.
        let after = last[1].saturating_add(1);
        let tail = self
            .prose
            .narrow([after, end.min(after.saturating_add(REACH))]);
        let parted = tail.iter().position(|c| parts(*c)).unwrap_or(tail.len());
        let tail = tail.get(..parted).unwrap_or(&[]);
        if self.lexicons.project_words.first(tail).is_some() {
            return true;
        }
        // Before them, with a word such as 包括 at most.
        let mut before = first[0].saturating_sub(1);
        if self.prose.before(before) == Some(':') {
            before = before.saturating_sub(1);
        }
        let mut head = self
            .prose
            .narrow([start.max(before.saturating_sub(REACH)), before]);
        if let Some((length, ())) = self.lexicons.segment_cues.ending(head) {
            head = head.get(..head.len().saturating_sub(length)).unwrap_or(&[]);
        }
        self.lexicons.project_words.ending(head).is_some()
    }

    /// Whether a name is that of a list of the programme.
    fn is_list(&self, at: Span) -> bool {
        let text = self.prose.narrow(at);
        self.lexicons.lists.first(text).is_some()
    }
}

/// Whether a character parts a name from a word behind it.
fn parts(character: char) -> bool {
    ends_sentence(character) || matches!(character, ',' | ':' | '“' | '"' | '「' | '『' | '(')
}

/// The lists that are named.
pub(super) fn lists(reader: &Reader<'_>) -> Vec<Proposal> {
    let mut found = Vec::new();
    let mut at = 0_usize;
    while at < reader.prose.len() {
        let Some((length, list)) = reader.lexicons.lists.starting(reader.prose.from(at)) else {
            at = at.saturating_add(1);
            continue;
        };
        let span = [at, at.saturating_add(length)];
        let list = list.clone();
        found.push(reader.proposal(
            Fact::List { list },
            span,
            Confidence::Certain,
            Why::NamedList,
        ));
        at = span[1];
    }
    together(found)
}
