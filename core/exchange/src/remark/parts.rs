//! Remarks that part a gift: `武汉4000万元、黄冈500万元（其中黄梅200万元）`.
//!
//! The text is cut where a list is cut, and each piece has one amount: what
//! stands before and behind it in the same piece is what it is for. A word
//! that might belong to another piece, or to all of them, leaves the whole in
//! doubt.

use std::ops::Range;

use bangfu::giving::Clause;
use bangfu::money::{Amount, Fen, read};

use super::found::{AMOUNT, Target, apart};
use super::{Doubt, Outcome, Reader, Share};

/// What the amounts of a text make of it.
pub(super) struct Parted {
    pub(super) outcome: Outcome,
    pub(super) words: Vec<Range<usize>>,
}

/// The parts of a text, before they are summed.
#[derive(Default)]
struct Parts {
    parts: Vec<Part>,
    words: Vec<Range<usize>>,
    doubt: Option<Doubt>,
}

struct Part {
    money: Fen,
    target: Target,
}

/// A run of a text that is outside of brackets.
#[derive(Clone, Debug)]
enum Token {
    Text(Range<usize>),
    /// The inside of brackets.
    Bracket(Range<usize>),
    /// None for an amount that is no exact one.
    Amount(Range<usize>, Option<Fen>),
    Colon,
    /// A mark that cuts a list; whether it is the one between its members.
    Cut {
        list: bool,
    },
}

/// What stands around one amount.
#[derive(Default)]
struct Piece {
    /// The text before and behind the amount.
    text: Vec<char>,
    amount: Option<Option<Fen>>,
    /// 各: so much for each.
    each: bool,
    /// How much of the text stands before the last cut.
    early: usize,
    /// Whether a cut was another one than that of a list.
    loose: bool,
    /// Brackets before the amount, and where in the text.
    aside: Vec<(Range<usize>, usize)>,
    /// Brackets behind it.
    inner: Vec<Range<usize>>,
}

impl Reader<'_> {
    /// The parts that a text names with their amounts; none when it names no
    /// amount.
    pub(super) fn parts(&self, text: &[char], money: Fen) -> Option<Parted> {
        let mut found = Parts::default();
        self.list(text, 0, true, &mut found)?;
        let sum = Fen::checked_sum(found.parts.iter().map(|part| part.money));
        let shares: Vec<Share> = found
            .parts
            .into_iter()
            .filter_map(|part| {
                let clause = part.target.clause()?;
                let money = part.money;
                Some(Share { money, clause })
            })
            .collect();
        let outcome = match (found.doubt, sum, shares.as_slice()) {
            (Some(doubt), ..) => Outcome::Unclear(doubt, any(shares)),
            (None, Ok(sum), [only]) if sum == money => Outcome::Whole(only.clause.clone()),
            (None, Ok(sum), _) if sum == money => Outcome::Parts(shares),
            _ => Outcome::Unclear(Doubt::Sum, any(shares)),
        };
        Some(Parted {
            outcome,
            words: found.words,
        })
    }

    /// Reads a list of targets with their amounts. `offset` is where it
    /// stands in the remark; `nests` says whether parts may have parts.
    fn list(&self, text: &[char], offset: usize, nests: bool, found: &mut Parts) -> Option<()> {
        let tokens = tokens(text);
        let amount = |token: &Token| matches!(token, Token::Amount(..));
        let first = tokens.iter().position(amount)?;
        let begin = announced(&tokens, text, first);
        let (head, tokens) = tokens.split_at_checked(begin)?;
        let before = found.parts.len();
        let mut reading = Reading {
            reader: self,
            text,
            offset,
            nests,
            found,
            piece: Piece::default(),
            said: Vec::new(),
        };
        reading.pieces(tokens);
        reading.evenly();
        let head: Vec<char> = head
            .iter()
            .flat_map(|token| token.of(text))
            .copied()
            .collect();
        let head = self.scan(without_of_it(&head));
        found.doubt(head.doubt());
        let announced = head.target();
        let parts = found.parts.get(before..).unwrap_or(&[]);
        if !parts.iter().all(|part| part.target.says(&announced)) {
            found.doubt(Some(Doubt::Words));
        }
        Some(())
    }
}

/// A list that is being read.
struct Reading<'r, 'w> {
    reader: &'r Reader<'w>,
    text: &'r [char],
    offset: usize,
    nests: bool,
    found: &'r mut Parts,
    piece: Piece,
    /// Of each piece, whether it says where, and whether what for.
    said: Vec<(bool, bool)>,
}

impl Reading<'_, '_> {
    fn pieces(&mut self, tokens: &[Token]) {
        for token in tokens {
            match token {
                Token::Text(range) => self.words(range.clone()),
                Token::Bracket(range) if self.piece.amount.is_some() => {
                    self.piece.inner.push(range.clone());
                }
                Token::Bracket(range) => {
                    let at = self.piece.text.len();
                    self.piece.aside.push((range.clone(), at));
                }
                Token::Amount(range, amount) => self.amount(range, *amount),
                Token::Colon => self.piece.text.push(','),
                Token::Cut { .. } if self.piece.amount.is_some() => self.close(),
                Token::Cut { list } => {
                    self.piece.text.push(',');
                    self.piece.early = self.piece.text.len();
                    self.piece.loose |= !list;
                }
            }
        }
        if self.piece.amount.is_some() {
            self.close();
        } else {
            self.rest();
        }
    }

    fn words(&mut self, range: Range<usize>) {
        let words = self.text.get(range).unwrap_or(&[]);
        match trimmed(words) {
            // 武汉300万元和宜昌200万元
            ['和' | '及' | '与', words @ ..] if self.piece.amount.is_some() => {
                self.close();
                self.piece.text.extend_from_slice(words);
            }
            // Only at the head of a list: behind a share it is a part of that.
            words if self.said.is_empty() && self.piece.text.is_empty() => {
                self.piece.text.extend_from_slice(without_of_it(words));
            }
            words => self.piece.text.extend_from_slice(words),
        }
    }

    fn amount(&mut self, range: &Range<usize>, amount: Option<Fen>) {
        if self.piece.amount.is_some() {
            // Whose is what stands between the two?
            self.found.doubt(Some(Doubt::Words));
            self.close();
        }
        let shift = |at: usize| at.saturating_add(self.offset);
        self.found.words.push(shift(range.start)..shift(range.end));
        if self.piece.text.last() == Some(&'各') {
            self.piece.text.pop();
            self.piece.each = true;
        }
        self.piece.amount = Some(amount);
        self.piece.text.push(AMOUNT);
    }

    /// A piece is whole.
    fn close(&mut self) {
        let piece = std::mem::take(&mut self.piece);
        let Some(money) = piece.amount.flatten().filter(|money| !money.is_zero()) else {
            self.said.push((false, false));
            return self.found.doubt(Some(Doubt::Sum));
        };
        let scanned = self.reader.scan(&piece.text);
        self.found.doubt(scanned.doubt());
        let early = piece.text.get(..piece.early).unwrap_or(&[]);
        // 武汉300万元,用于购买口罩,宜昌200万元: the masks may be those of 武汉.
        if !self.said.is_empty()
            && !early.is_empty()
            && (piece.loose || !self.reader.scan(early).bare())
        {
            self.found.doubt(Some(Doubt::Words));
        }
        if !piece
            .aside
            .iter()
            .all(|aside| self.second_name(aside, &piece.text))
        {
            self.found.doubt(Some(Doubt::Words));
        }
        let whole = scanned.target();
        self.said.push((whole.placed(), whole.purposed()));
        let first = self.found.parts.len();
        if piece.each {
            let parts = scanned.each().into_iter();
            let parts = parts.map(|target| Part { money, target });
            self.found.parts.extend(parts);
        } else if whole.clause().is_some() {
            self.found.parts.push(Part {
                money,
                target: whole,
            });
        }
        if self.found.parts.len() == first {
            return self.found.doubt(Some(Doubt::Unnamed));
        }
        for inner in piece.inner {
            self.inner(inner, first);
        }
    }

    /// What stands in brackets behind an amount.
    fn inner(&mut self, range: Range<usize>, first: usize) {
        let text = self.text.get(range.clone()).unwrap_or(&[]);
        let before = self.found.parts.len();
        let offset = self.offset.saturating_add(range.start);
        if self.nests && self.reader.list(text, offset, false, self.found).is_some() {
            self.found.inherit(first, before);
        } else if self.reader.scan(text).matters() {
            self.found.doubt(Some(Doubt::Words));
        }
    }

    /// Whether brackets hold a second name of the body before them, or
    /// nothing that matters: 湖北省人民医院(武汉大学人民医院).
    fn second_name(&self, (range, at): &(Range<usize>, usize), text: &[char]) -> bool {
        let inside = self
            .reader
            .scan(self.text.get(range.clone()).unwrap_or(&[]));
        if !inside.matters() {
            return true;
        }
        let outside = self.reader.scan(text.get(..*at).unwrap_or(&[]));
        let both = outside.ending(*at).zip(inside.only_body());
        inside.doubt().is_none()
            && both.is_some_and(|(first, second)| {
                let places = first.place.zip(second.place);
                (!second.known || second.name == first.name)
                    && self.reader.alike(&first.name, &second.name)
                    && !places.is_some_and(|(one, other)| apart(&one, &other))
            })
    }

    /// What stands behind the last piece is for none or for all of them.
    fn rest(&mut self) {
        let brackets = self.piece.aside.iter();
        let brackets = brackets.filter_map(|(range, _)| self.text.get(range.clone()));
        let mut texts = brackets.chain([self.piece.text.as_slice()]);
        if texts.any(|text| self.reader.scan(text).matters()) {
            self.found.doubt(Some(Doubt::Words));
        }
    }

    /// 武汉300万元、宜昌200万元用于购买口罩: where one piece says both where
    /// and what for, the others do so too, or it may speak for them.
    fn evenly(&mut self) {
        if self.said.contains(&(true, true)) && self.said.iter().any(|said| *said != (true, true)) {
            self.found.doubt(Some(Doubt::Words));
        }
    }
}

impl Parts {
    /// Keeps the first doubt.
    fn doubt(&mut self, doubt: Option<Doubt>) {
        self.doubt = self.doubt.or(doubt);
    }

    /// The parts from `before` on are parts of the one at `first`.
    fn inherit(&mut self, first: usize, before: usize) {
        let (outer, inner) = self.parts.split_at_mut(before);
        let sum = Fen::checked_sum(inner.iter().map(|part| part.money)).ok();
        let outer = match outer.get_mut(first..) {
            Some([only]) => Some(only),
            _ => None,
        };
        let left = outer.zip(sum).and_then(|(outer, sum)| {
            let left = outer.money.checked_sub(sum).ok();
            outer.money = left.filter(|left| left.0 > 0)?;
            Some(&outer.target)
        });
        let Some(outer) = left else {
            return self.doubt(Some(Doubt::Sum));
        };
        let mut together = true;
        for part in inner {
            match part.target.clone().within(outer) {
                Some(target) => part.target = target,
                None => together = false,
            }
        }
        if !together {
            self.doubt(Some(Doubt::Words));
        }
    }
}

impl Token {
    /// What it has of a text, as far as words count.
    fn of<'t>(&self, text: &'t [char]) -> &'t [char] {
        match self {
            Self::Text(range) | Self::Bracket(range) => text.get(range.clone()).unwrap_or(&[]),
            Self::Colon | Self::Cut { .. } | Self::Amount(..) => &[','],
        }
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

fn trimmed(text: &[char]) -> &[char] {
    match text {
        [' ', rest @ ..] => rest,
        other => other,
    }
}

/// 其中黄梅200万元 is a part of what was named before.
fn without_of_it(text: &[char]) -> &[char] {
    match text {
        ['其', '中', rest @ ..] => rest,
        other => other,
    }
}

/// How many tokens announce the list: up to the last colon before the first
/// amount that has words behind it. 武汉:300万元 announces nothing.
fn announced(tokens: &[Token], text: &[char], first: usize) -> usize {
    let mut words = false;
    for (at, token) in tokens.iter().enumerate().take(first).rev() {
        match token {
            Token::Colon if words => return at.saturating_add(1),
            Token::Text(_) => words |= token.of(text).iter().any(|c| c.is_alphanumeric()),
            _ => {}
        }
    }
    0
}

fn tokens(text: &[char]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = 0_usize;
    let mut at = 0_usize;
    while let Some(character) = text.get(at) {
        let next = at.saturating_add(1);
        let (token, end) = match character {
            '(' => match closing(text, at) {
                Some(close) => (Some(Token::Bracket(next..close)), close.saturating_add(1)),
                None => (None, next),
            },
            ':' => (Some(Token::Colon), next),
            '、' => (Some(Token::Cut { list: true }), next),
            ',' | ';' | '。' => (Some(Token::Cut { list: false }), next),
            digit if digit.is_ascii_digit() => {
                let end = number(text, at);
                (amount(text, at..end), end)
            }
            _ => (None, next),
        };
        if let Some(token) = token {
            if start < at {
                tokens.push(Token::Text(start..at));
            }
            tokens.push(token);
            start = end;
        }
        at = end;
    }
    if start < at {
        tokens.push(Token::Text(start..at));
    }
    tokens
}

/// The bracket that closes the one at `open`.
fn closing(text: &[char], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in text.iter().enumerate().skip(open) {
        match character {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Where a number ends, with the words of number and unit behind it.
fn number(text: &[char], start: usize) -> usize {
    let digit = |at: Option<usize>| {
        let character = at.and_then(|at| text.get(at));
        character.is_some_and(char::is_ascii_digit)
    };
    let mut at = start;
    while let Some(character) = text.get(at) {
        let inside = match character {
            // A comma or a point between digits is no end.
            ',' | '.' => digit(at.checked_sub(1)) && digit(at.checked_add(1)),
            '万' | '千' | '百' | '亿' | '元' | '余' | '多' => true,
            other => other.is_ascii_digit(),
        };
        if !inside {
            break;
        }
        at = at.saturating_add(1);
    }
    at
}

/// A number is an amount with 万, 千, 亿 or 元 behind it, unless it belongs to
/// a name (H801). One that is not exact is there, but says nothing.
fn amount(text: &[char], range: Range<usize>) -> Option<Token> {
    let before = range.start.checked_sub(1).and_then(|at| text.get(at));
    if before.is_some_and(char::is_ascii_alphanumeric) {
        return None;
    }
    let written: String = text.get(range.clone())?.iter().collect();
    if !written.contains(['万', '千', '亿', '元']) {
        return None;
    }
    let exact = match read(&written) {
        Ok(Amount::Exactly(fen)) => Some(fen),
        _ => None,
    };
    Some(Token::Amount(range, exact))
}
