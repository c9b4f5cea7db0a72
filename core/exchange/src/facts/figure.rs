//! Figures: amounts, counts, days; and persons by what they are.
//!
//! An amount is read by the core's own reader, with the words beside it that
//! make it a bound. A count is one only with a word for what is counted.

use bangfu::giving::Attendance;
use bangfu::money::{Amount, Fen, read};
use bangfu::time::Date;

use super::prose::Span;
use super::{Confidence, Fact, Proposal, Reader, Why, together};

/// A number is no longer.
const LONGEST: usize = 32;
/// So far before an amount stands what it is of.
const NEAR: usize = 16;

const UNITS: &str = "十百千万亿拾佰仟萬億";
const DIGITS: &str = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖";

/// Whether a number may begin with a character.
fn begins(character: char) -> bool {
    character.is_ascii_digit() || UNITS.contains(character) || DIGITS.contains(character)
}

/// Numbers of a sentence: each run of digits, with 余 or 多 in it.
fn numbers(reader: &Reader<'_>, [start, end]: Span) -> Vec<Span> {
    let mut numbers = Vec::new();
    let mut at = start;
    while at < end {
        if !reader.prose.at(at).is_some_and(begins) {
            at = at.saturating_add(1);
            continue;
        }
        let text = reader.prose.narrow([at, end]);
        let inner = |index: usize| {
            let digit = |at: Option<usize>| {
                at.and_then(|at| text.get(at))
                    .is_some_and(char::is_ascii_digit)
            };
            digit(index.checked_sub(1)) && digit(index.checked_add(1))
        };
        let length = text
            .iter()
            .enumerate()
            .position(|(index, c)| {
                let more = matches!(c, '余' | '多') || (matches!(c, '.' | ',') && inner(index));
                !(begins(*c) || more)
            })
            .unwrap_or(text.len());
        numbers.push([at, at.saturating_add(length)]);
        at = at.saturating_add(length);
    }
    numbers.retain(|[start, end]| end.saturating_sub(*start) <= LONGEST);
    numbers
}

/// The amounts.
pub(super) fn amounts(reader: &Reader<'_>, sentences: &[Span]) -> Vec<Proposal> {
    let mut found = Vec::new();
    for sentence in sentences {
        for number in numbers(reader, *sentence) {
            found.extend(reader.amount(number, *sentence));
        }
    }
    together(found)
}

/// The things that are counted.
pub(super) fn counts(reader: &Reader<'_>, sentences: &[Span]) -> Vec<Proposal> {
    let mut found = Vec::new();
    for sentence in sentences {
        for number in numbers(reader, *sentence) {
            found.extend(reader.count(number, *sentence));
        }
    }
    together(found)
}

impl Reader<'_> {
    fn amount(&self, [start, end]: Span, sentence: Span) -> Option<Proposal> {
        let signed = matches!(self.prose.before(start), Some('¥' | '￥'));
        let text = self.prose.narrow([start, end]);
        // One and two yuan in words are mostly no money: 一元, 多元.
        let figure = text
            .iter()
            .any(|c| c.is_ascii_digit() || UNITS.contains(*c) || "壹贰叁肆伍陆柒捌玖".contains(*c));
        let unit = matches!(self.prose.at(end), Some('元' | '圆')) && end < sentence[1];
        if !figure || !(unit || signed) {
            return None;
        }
        let mut close = end;
        while close < sentence[1]
            && self
                .prose
                .at(close)
                .is_some_and(|c| "元圆角分整正".contains(c) || (close > end && begins(c)))
        {
            close = close.saturating_add(1);
        }
        for word in ["以上", "以下", "以内", "左右", "上下"] {
            let rest = self.prose.narrow([close, sentence[1]]);
            if rest.iter().copied().take(2).eq(word.chars()) {
                close = close.saturating_add(2);
                break;
            }
        }
        let open = self.qualified(start, sentence[0]);
        let (at, amount) = self.read_amount([open, close], start, end)?;
        let before = self
            .prose
            .narrow([sentence[0].max(at[0].saturating_sub(NEAR)), at[0]]);
        let comma = before.iter().rposition(|c| *c == ',');
        let before = before
            .get(comma.map_or(0, |at| at.saturating_add(1))..)
            .unwrap_or(&[]);
        let of = self.lexicons.amounts_of.last(before).cloned();
        let raised = self.lexicons.raised.first(before).is_some();
        let fact = Fact::Amount { amount, of, raised };
        Some(self.proposal(fact, at, Confidence::Certain, Why::NumberOfMoney))
    }

    /// Where the words begin that make a number a bound.
    fn qualified(&self, start: usize, least: usize) -> usize {
        let mut open = start;
        if matches!(self.prose.before(open), Some('¥' | '￥')) {
            open = open.saturating_sub(1);
        }
        let currency = self.prose.narrow([least.max(open.saturating_sub(3)), open]);
        let bare = if currency == ['人', '民', '币'] {
            open.saturating_sub(3)
        } else {
            open
        };
        let text = self
            .prose
            .narrow([least.max(bare.saturating_sub(NEAR)), bare]);
        match self.lexicons.qualifiers.ending(text) {
            Some((length, ())) => bare.saturating_sub(length),
            None => open,
        }
    }

    /// The amount of a range, or of as much of it as is one. What stands before
    /// it is a word with a meaning: without it, it is another amount.
    fn read_amount(&self, [open, close]: Span, start: usize, end: usize) -> Option<(Span, Amount)> {
        for open in [open, start] {
            for close in (end..=close).rev() {
                let text: String = self.prose.narrow([open, close]).iter().collect();
                if let Ok(amount) = read(&text) {
                    return Some(([open, close], amount));
                }
            }
        }
        None
    }

    fn count(&self, [start, end]: Span, sentence: Span) -> Option<Proposal> {
        let before = self.prose.before(start);
        // An ordinal, and a number inside a name such as 1+平安.
        if matches!(before, Some('第' | '+' | '“' | '年' | '月' | '.')) {
            return None;
        }
        let rest = self.prose.narrow([end, sentence[1]]);
        let (length, ()) = self.lexicons.counters.starting(rest)?;
        let person = matches!(rest.first(), Some('人'));
        let after = end.saturating_add(length);
        let text = self.prose.narrow([start, end]);
        if text == ['一'] {
            return None;
        }
        let noun = self
            .lexicons
            .count_nouns
            .starting(self.prose.narrow([after, sentence[1]]));
        let close = match noun {
            Some((length, ())) => after.saturating_add(length),
            None if person || matches!(rest.first(), Some('村' | '户')) => after,
            None => return None,
        };
        let open = self.qualified(start, sentence[0]);
        let (open, count) = self.read_count([open, end], start)?;
        let of_start = if person || noun.is_none() { end } else { after };
        let tail = self
            .prose
            .narrow([close, sentence[1].min(close.saturating_add(NEAR))]);
        let attends = self
            .lexicons
            .roles
            .first(tail)
            .is_some_and(|(.., role)| role == "attendee");
        let persons = person || matches!(rest.first(), Some('名' | '位'));
        let fact = Fact::Count {
            count,
            of: self.prose.text([of_start, close]),
            attendance: attends && persons,
        };
        Some(self.proposal(fact, [open, close], Confidence::Certain, Why::NumberOf))
    }

    /// A count, by the reader of amounts: a number of yuan is a number.
    fn read_count(&self, [open, end]: Span, start: usize) -> Option<(usize, Attendance)> {
        for open in [open, start] {
            let words: String = self.prose.narrow([open, start]).iter().collect();
            let number: String = self.prose.narrow([start, end]).iter().collect();
            // 百余 is said for 一百余.
            let read = ["", "一"].into_iter().find_map(|one| {
                let amount = read(&format!("{words}{one}{number}元")).ok()?;
                whole(amount)
            });
            if let Some(count) = read {
                return Some((open, count));
            }
        }
        None
    }
}

/// A whole number of yuan as a number.
fn whole(amount: Amount) -> Option<Attendance> {
    let number = |Fen(fen)| {
        let whole = fen % 100 == 0;
        u64::try_from(fen / 100).ok().filter(|_| whole)
    };
    Some(match amount {
        Amount::Exactly(fen) => Attendance::Exactly(number(fen)?),
        Amount::AtLeast(fen) => Attendance::AtLeast(number(fen)?),
        Amount::AtMost(fen) => Attendance::AtMost(number(fen)?),
        Amount::About(fen) => Attendance::About(number(fen)?),
    })
}

/// The days.
pub(super) fn dates(reader: &Reader<'_>) -> Vec<Proposal> {
    let mut found = Vec::new();
    let mut at = 0_usize;
    while at < reader.prose.len() {
        let digit = reader.prose.at(at).is_some_and(|c| c.is_ascii_digit());
        let inside = reader
            .prose
            .before(at)
            .is_some_and(|c| c.is_ascii_digit() || c == '.');
        match reader.date(at).filter(|_| digit && !inside) {
            Some((year, month, day, length)) => {
                let end = at.saturating_add(length);
                let why = if year.is_some() {
                    Why::WholeDate
                } else {
                    Why::DateWithoutYear
                };
                let fact = Fact::Date { year, month, day };
                found.push(reader.proposal(fact, [at, end], Confidence::Certain, why));
                at = end;
            }
            None => at = at.saturating_add(1),
        }
    }
    together(found)
}

impl Reader<'_> {
    /// A day at a position: year where it has one, month, day, and its length.
    fn date(&self, at: usize) -> Option<(Option<u16>, u8, u8, usize)> {
        let text = self
            .prose
            .narrow([at, self.prose.len().min(at.saturating_add(12))]);
        let mut rest = Digits { text, at: 0 };
        let (first, width) = rest.number()?;
        let mark = rest.mark()?;
        let (year, month) = match (mark, width) {
            ('年', 4) | ('-' | '.' | '/', 4) => {
                (Some(u16::try_from(first).ok()?), rest.number()?.0)
            }
            ('月', 1 | 2) => (None, first),
            _ => return None,
        };
        if year.is_some() {
            let next = rest.mark()?;
            let fits = if mark == '年' {
                next == '月'
            } else {
                next == mark
            };
            fits.then_some(())?;
        }
        let (day, _) = rest.number()?;
        if mark == '年' || mark == '月' {
            matches!(rest.mark()?, '日' | '号').then_some(())?;
        } else if rest.text.get(rest.at).is_some_and(char::is_ascii_digit) {
            return None;
        }
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        // Without a year the day may be the last of February.
        let of = year.unwrap_or(2024);
        Date::parse(&format!("{of:04}-{month:02}-{day:02}")).ok()?;
        Some((year, month, day, rest.at))
    }
}

/// Reads digits and marks from left to right.
struct Digits<'a> {
    text: &'a [char],
    at: usize,
}

impl Digits<'_> {
    fn number(&mut self) -> Option<(u32, usize)> {
        let rest = self.text.get(self.at..)?;
        let width = rest
            .iter()
            .take(4)
            .take_while(|c| c.is_ascii_digit())
            .count();
        let digits: String = rest.get(..width)?.iter().collect();
        self.at = self.at.saturating_add(width);
        Some((digits.parse().ok()?, width))
    }

    fn mark(&mut self) -> Option<char> {
        let mark = self.text.get(self.at).copied();
        self.at = self.at.saturating_add(1);
        mark
    }
}

/// Persons by what they are.
pub(super) fn participants(reader: &Reader<'_>) -> Vec<Proposal> {
    let mut found = Vec::new();
    let mut at = 0_usize;
    while at < reader.prose.len() {
        let Some((length, ())) = reader.lexicons.participants.starting(reader.prose.from(at))
        else {
            at = at.saturating_add(1);
            continue;
        };
        let span = [at, at.saturating_add(length)];
        let name = reader.prose.text(span);
        let fact = Fact::Participant { name };
        found.push(reader.proposal(fact, span, Confidence::Certain, Why::NamedParticipant));
        at = span[1];
    }
    together(found)
}
