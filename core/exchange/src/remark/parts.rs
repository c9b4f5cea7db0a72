//! Remarks that part a gift: `武汉4000万元、黄冈500万元（其中黄梅200万元）`.

use std::ops::Range;

use bangfu::giving::Clause;
use bangfu::money::{Amount, Fen, read};

use super::{Doubt, Outcome, Reader, Share};

/// What the amounts of a text make of it.
pub(super) struct Parted {
    pub(super) outcome: Outcome,
    pub(super) words: Vec<Range<usize>>,
}

/// The parts of a text, before they are summed.
#[derive(Default)]
struct Shares {
    shares: Vec<Share>,
    words: Vec<Range<usize>>,
    doubt: Option<Doubt>,
}

impl Reader<'_> {
    /// The parts that a text names with their amounts; none when it names no
    /// amount.
    pub(super) fn parts(&self, text: &[char], money: Fen) -> Option<Parted> {
        let mut found = Shares::default();
        self.shares(text, 0, &mut found)?;
        let sum = Fen::checked_sum(found.shares.iter().map(|share| share.money));
        let outcome = match (found.doubt, sum) {
            (Some(doubt), _) => Outcome::Unclear(doubt, any(found.shares)),
            (None, Ok(sum)) if sum == money => match found.shares.as_slice() {
                [only] => Outcome::Whole(only.clause.clone()),
                _ => Outcome::Parts(found.shares),
            },
            (None, _) => Outcome::Unclear(Doubt::Sum, any(found.shares)),
        };
        Some(Parted {
            outcome,
            words: found.words,
        })
    }

    /// Reads targets, each followed by its amount; `offset` is where the text
    /// stands in the remark.
    fn shares(&self, text: &[char], offset: usize, found: &mut Shares) -> Option<()> {
        let mut at = 0_usize;
        let mut any = false;
        while let Some((range, amount)) = next_amount(text, at) {
            any = true;
            let target = text.get(at..range.start)?;
            let first = found.shares.len();
            self.share(target, amount, found);
            found.words.push(shifted(&range, offset));
            at = range.end;
            if let Some(inner) = bracketed(text, at) {
                let part = text.get(inner.clone())?;
                let before = found.shares.len();
                let start = offset.saturating_add(inner.start);
                if self.shares(part, start, found).is_some() {
                    inherit(&mut found.shares, first, before, &mut found.doubt);
                }
                at = inner.end.saturating_add(1);
            }
        }
        if self.scan(text.get(at..)?).doubt().is_some() {
            found.doubt = found.doubt.or(Some(Doubt::Words));
        }
        any.then_some(())
    }

    /// One target and its amount, or several with 各.
    fn share(&self, target: &[char], amount: Option<Fen>, found: &mut Shares) {
        let Some(money) = amount.filter(|money| !money.is_zero()) else {
            found.doubt = Some(Doubt::Sum);
            return;
        };
        let target = without_aliases(target);
        let target = after_colon(&target);
        let each = target.last() == Some(&'各');
        let target = target.strip_suffix(&['各']).unwrap_or(target);
        let target: &[char] = match target {
            ['其', '中', rest @ ..] => rest,
            other => other,
        };
        let scanned = self.scan(target);
        found.doubt = found.doubt.or(scanned.doubt());
        if each {
            let targets = scanned.each().into_iter();
            let clauses = targets.filter_map(|target| target.clause());
            found
                .shares
                .extend(clauses.map(|clause| Share { money, clause }));
            return;
        }
        match scanned.clause() {
            Some(clause) => found.shares.push(Share { money, clause }),
            None => found.doubt = found.doubt.or(Some(Doubt::Unnamed)),
        }
    }
}

/// What stands in the brackets is a part of the share before them.
fn inherit(shares: &mut [Share], first: usize, before: usize, doubt: &mut Option<Doubt>) {
    let (outer, inner) = shares.split_at_mut(before);
    let sum = Fen::checked_sum(inner.iter().map(|share| share.money));
    let rest = outer.get_mut(first..).and_then(|own| match own {
        [own] => Some(own),
        _ => None,
    });
    let left = rest.zip(sum.ok()).and_then(|(own, sum)| {
        let left = own.money.checked_sub(sum).ok().filter(|left| left.0 > 0)?;
        own.money = left;
        Some(())
    });
    if left.is_none() {
        *doubt = doubt.or(Some(Doubt::Sum));
    }
}

/// Any of the shares.
pub(super) fn any(shares: Vec<Share>) -> Option<Clause> {
    let mut clauses: Vec<_> = shares.into_iter().map(|share| share.clause).collect();
    clauses.dedup();
    match clauses.len() {
        0 | 1 => clauses.pop(),
        _ => Some(Clause::Any(clauses)),
    }
}

fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start.saturating_add(by)..range.end.saturating_add(by)
}

/// The next number with 万, 千, 亿 or 元 behind it. An amount that is no exact
/// one is there, but says nothing.
fn next_amount(text: &[char], from: usize) -> Option<(Range<usize>, Option<Fen>)> {
    let mut at = from;
    while let Some(character) = text.get(at) {
        let named = at.checked_sub(1).and_then(|before| text.get(before));
        let free = !named.is_some_and(|c| c.is_ascii_alphanumeric());
        if character.is_ascii_digit() && free {
            let inside = |c: &char| {
                c.is_ascii_digit()
                    || matches!(
                        c,
                        '.' | ',' | '万' | '千' | '百' | '亿' | '元' | '余' | '多'
                    )
            };
            let length = text.get(at..)?.iter().take_while(|c| inside(c)).count();
            let end = at.saturating_add(length);
            let written: String = text.get(at..end)?.iter().collect();
            if written.contains(['万', '千', '亿', '元']) {
                let exact = match read(&written) {
                    Ok(Amount::Exactly(fen)) => Some(fen),
                    _ => None,
                };
                return Some((at..end, exact));
            }
            at = end;
        } else {
            at = at.saturating_add(1);
        }
    }
    None
}

/// The inside of brackets that begin here.
fn bracketed(text: &[char], at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    if rest.first() != Some(&'(') {
        return None;
    }
    let close = rest.iter().position(|c| *c == ')')?;
    Some(at.saturating_add(1)..at.saturating_add(close))
}

/// A second name in brackets says nothing new.
fn without_aliases(text: &[char]) -> Vec<char> {
    let mut depth = 0_usize;
    let mut kept = Vec::new();
    for character in text {
        match character {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            other if depth == 0 => kept.push(*other),
            _ => {}
        }
    }
    kept
}

/// What stands before a colon announces the list.
fn after_colon(text: &[char]) -> &[char] {
    let colon = text.iter().rposition(|c| *c == ':');
    let start = colon.map_or(0, |at| at.saturating_add(1));
    text.get(start..).unwrap_or(&[])
}
