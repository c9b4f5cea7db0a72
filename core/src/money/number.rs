//! Reads the number inside an amount, character by character.
//!
//! Digits are Arabic, 大写 or 小写, never mixed; units fall from left to right.
//! What is read from Chinese digits is spelled again and compared, so that a
//! number is accepted only in a form in which it could have been written.
//!
//! Knows nothing of the words around the number.

use super::numeral::{Mark, spell};
use super::{Fen, MoneyError};

/// How the digits are written. Units may be written either way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Arabic,
    Capital,
    Small,
}

/// A character of the number.
#[derive(Clone, Copy)]
enum Token {
    Digit(u8, Script),
    Zero,
    Point,
    Comma,
    Unit(u8, Script),
    Wan,
    Yi,
    Yuan,
    Jiao,
    Fen,
    Whole,
}

impl Token {
    fn of(character: char) -> Option<Self> {
        let place = |list: &str, script: Script| {
            let value = list.chars().position(|c| c == character)?;
            let digit = u8::try_from(value).ok()?.checked_add(1)?;
            Some(Self::Digit(digit, script))
        };
        Some(match character {
            '0'..='9' => {
                let digit = character.to_digit(10).and_then(|d| u8::try_from(d).ok())?;
                Self::Digit(digit, Script::Arabic)
            }
            '.' => Self::Point,
            ',' => Self::Comma,
            '零' | '〇' => Self::Zero,
            '拾' => Self::Unit(1, Script::Capital),
            '佰' => Self::Unit(2, Script::Capital),
            '仟' => Self::Unit(3, Script::Capital),
            '十' => Self::Unit(1, Script::Small),
            '百' => Self::Unit(2, Script::Small),
            '千' => Self::Unit(3, Script::Small),
            '万' => Self::Wan,
            '亿' => Self::Yi,
            '元' => Self::Yuan,
            '角' => Self::Jiao,
            '分' => Self::Fen,
            '整' => Self::Whole,
            '貳' => Self::Digit(2, Script::Capital),
            '參' | '叄' => Self::Digit(3, Script::Capital),
            '陸' => Self::Digit(6, Script::Capital),
            '两' | '兩' => Self::Digit(2, Script::Small),
            _ => {
                return place("壹贰叁肆伍陆柒捌玖", Script::Capital)
                    .or_else(|| place("一二三四五六七八九", Script::Small));
            }
        })
    }
}

/// The number as far as it has been read.
///
/// Values are whole numbers of yuan times 10^`scale`; only a number with a
/// single coefficient may have decimals, so that one scale serves all.
#[derive(Default)]
pub(super) struct Number {
    pub(super) has_digit: bool,
    // 余 has been said: only units may follow.
    pub(super) bounded: bool,
    // Where its last character stands.
    at: usize,
    script: Option<Script>,
    coefficient: Option<Coefficient>,
    coefficients: u32,
    scale: u32,
    // What stands before the last 亿, before the last 万, and after it.
    above: Sum,
    wan: Sum,
    section: Sum,
    // What the next value must stay below, for units fall from left to right.
    limit: Option<i128>,
    yuan: Option<i128>,
    jiao: Option<i128>,
    cent: Option<i128>,
    whole: bool,
    // How it was spelled in Chinese digits, with positions.
    marks: Vec<(usize, Mark)>,
}

type Sum = Option<i128>;

/// Digits in a row that no unit has been given to yet.
#[derive(Clone, Copy)]
struct Coefficient {
    value: i128,
    digits: u32,
    // Digits since the last comma, if there was one.
    group: Option<u32>,
    // Digits after the point, if there is one.
    decimals: Option<u32>,
}

impl Number {
    /// Takes one character; `false` when it belongs to no number.
    pub(super) fn take(&mut self, position: usize, character: char) -> Result<bool, MoneyError> {
        let Some(token) = Token::of(character) else {
            return match character {
                'E' if self.script == Some(Script::Arabic) => Err(MoneyError::Exponent),
                _ => Ok(false),
            };
        };
        self.at = position;
        let out_of_place = Err(MoneyError::UnitOrder { position });
        if self.whole {
            return out_of_place;
        }
        match token {
            Token::Digit(..) | Token::Zero | Token::Point | Token::Comma if self.bounded => {
                return out_of_place;
            }
            Token::Digit(digit, Script::Arabic) => self.arabic(position, digit)?,
            Token::Digit(digit, script) => self.chinese(position, digit, script)?,
            Token::Zero => self.zero(position)?,
            Token::Point | Token::Comma => self.separator(position, token)?,
            _ => {
                self.close(position)?;
                self.unit(position, token)?;
            }
        }
        Ok(true)
    }

    /// One number is written in one kind of digits.
    fn same_script(&mut self, position: usize, script: Script) -> Result<(), MoneyError> {
        match self.script {
            Some(before) if before != script => Err(MoneyError::MixedDigits { position }),
            _ => {
                self.script = Some(script);
                self.has_digit = true;
                Ok(())
            }
        }
    }

    fn arabic(&mut self, position: usize, digit: u8) -> Result<(), MoneyError> {
        if !self.marks.is_empty() {
            return Err(MoneyError::MixedDigits { position });
        }
        self.same_script(position, Script::Arabic)?;
        let coefficient = match self.coefficient {
            None => self.begin(i128::from(digit)),
            Some(before) => {
                if before.digits == 1 && before.value == 0 && before.decimals.is_none() {
                    return Err(MoneyError::LeadingZero);
                }
                let count = |n: Option<u32>| n.map(|n| n.saturating_add(1));
                Coefficient {
                    value: before
                        .value
                        .checked_mul(10)
                        .and_then(|value| value.checked_add(i128::from(digit)))
                        // Not yet an error: the text may be no amount at all.
                        .unwrap_or(i128::MAX),
                    digits: before.digits.saturating_add(1),
                    group: count(before.group.filter(|_| before.decimals.is_none())),
                    decimals: count(before.decimals),
                }
            }
        };
        self.coefficient = Some(coefficient);
        Ok(())
    }

    fn begin(&mut self, value: i128) -> Coefficient {
        self.coefficients = self.coefficients.saturating_add(1);
        Coefficient {
            value,
            digits: 1,
            group: None,
            decimals: None,
        }
    }

    fn separator(&mut self, position: usize, token: Token) -> Result<(), MoneyError> {
        let Some(before) = self.coefficient.as_mut() else {
            return Err(match token {
                Token::Point => MoneyError::LeadingPoint,
                _ => MoneyError::OtherCharacter { position },
            });
        };
        match (token, before.decimals, before.group) {
            (Token::Point, None, None | Some(3)) => before.decimals = Some(0),
            (Token::Comma, None, None) if before.digits <= 3 => before.group = Some(0),
            (Token::Comma, None, Some(3)) => before.group = Some(0),
            (Token::Point, None, Some(_)) | (Token::Comma, None, _) => {
                return Err(MoneyError::Grouping);
            }
            _ => return Err(MoneyError::OtherCharacter { position }),
        }
        // A point ends the groups; a comma never follows one.
        if before.decimals == Some(0) {
            before.group = None;
        }
        Ok(())
    }

    fn chinese(&mut self, position: usize, digit: u8, script: Script) -> Result<(), MoneyError> {
        self.same_script(position, script)?;
        if self.coefficient.is_some() {
            return Err(MoneyError::UnitOrder { position });
        }
        self.coefficient = Some(self.begin(i128::from(digit)));
        self.marks.push((position, Mark::Digit(digit)));
        Ok(())
    }

    fn zero(&mut self, position: usize) -> Result<(), MoneyError> {
        if self.script == Some(Script::Arabic) {
            return Err(MoneyError::MixedDigits { position });
        }
        if self.coefficient.is_some() {
            return Err(MoneyError::ZeroOutOfPlace { position });
        }
        self.has_digit = true;
        self.marks.push((position, Mark::Zero));
        Ok(())
    }

    /// Checks digits in a row that have come to their end.
    fn close(&mut self, position: usize) -> Result<(), MoneyError> {
        let Some(coefficient) = self.coefficient else {
            return Ok(());
        };
        match (coefficient.decimals, coefficient.group) {
            (Some(0), _) => return Err(MoneyError::TrailingPoint),
            (_, Some(count)) if count != 3 => return Err(MoneyError::Grouping),
            (Some(places), _) if self.scale == 0 => {
                if self.coefficients > 1 {
                    return Err(MoneyError::UnitOrder { position });
                }
                self.scale = places;
            }
            (None, _) if self.scale > 0 => return Err(MoneyError::UnitOrder { position }),
            _ => {}
        }
        Ok(())
    }

    fn unit(&mut self, position: usize, token: Token) -> Result<(), MoneyError> {
        let out_of_place = MoneyError::UnitOrder { position };
        let mark = match token {
            Token::Unit(exponent, script) => {
                self.small_unit(position, exponent, script)?;
                Mark::Unit(exponent)
            }
            Token::Wan if self.wan.is_none() && self.yuan.is_none() && self.has_section() => {
                let wan = times(self.section_value(position)?, 10_000)?;
                // 1亿12000万: what follows 亿 is less than one.
                if self.above.is_some() && wan >= 100_000_000 {
                    return Err(out_of_place);
                }
                self.wan = Some(wan);
                self.limit = Some(10_000);
                Mark::Wan
            }
            Token::Yi if self.yuan.is_none() && self.has_any() => {
                // Nothing may stand between two: 亿亿.
                let period = plus(self.wan.take().unwrap_or(0), self.section_value(position)?)?;
                let sum = plus(self.above.unwrap_or(0), period)?;
                self.above = Some(times(sum, 100_000_000)?);
                self.limit = Some(100_000_000);
                Mark::Yi
            }
            Token::Yuan if self.yuan.is_none() && self.jiao.is_none() && self.cent.is_none() => {
                self.yuan = Some(self.yuan_value(position)?);
                Mark::Yuan
            }
            Token::Jiao if self.jiao.is_none() && self.cent.is_none() => {
                self.jiao = Some(self.coin(position)?);
                Mark::Jiao
            }
            Token::Fen if self.cent.is_none() => {
                self.cent = Some(self.coin(position)?);
                Mark::Fen
            }
            Token::Whole => {
                self.whole = true;
                return Ok(());
            }
            _ => return Err(out_of_place),
        };
        if self.script != Some(Script::Arabic) {
            self.marks.push((position, mark));
        }
        Ok(())
    }

    /// 十, 百 and 千.
    fn small_unit(
        &mut self,
        position: usize,
        exponent: u8,
        script: Script,
    ) -> Result<(), MoneyError> {
        let out_of_place = MoneyError::UnitOrder { position };
        let unit = match exponent {
            1 => 10,
            2 => 100,
            _ => 1000,
        };
        let first = self.coefficients == 0 && self.marks.is_empty();
        if first && exponent == 1 && script == Script::Small {
            // 十万: people leave out the 一 in front (壹 is never left out).
            self.same_script(position, Script::Small)?;
            self.coefficient = Some(self.begin(1));
            self.marks.push((position, Mark::Digit(1)));
        }
        let value = self.coefficient.take().ok_or(out_of_place.clone())?.value;
        if self.yuan.is_some() {
            return Err(out_of_place);
        }
        let value = times(value, unit)?;
        self.below_limit(position, value)?;
        self.section = Some(plus(self.section.unwrap_or(0), value)?);
        self.limit = Some(unit);
        Ok(())
    }

    fn below_limit(&self, position: usize, value: i128) -> Result<(), MoneyError> {
        match self.limit {
            Some(limit) if value >= limit => Err(MoneyError::UnitOrder { position }),
            _ => Ok(()),
        }
    }

    /// Whether anything stands after the last 万 or 亿.
    fn has_section(&self) -> bool {
        self.section.is_some() || self.coefficient.is_some()
    }

    /// Whether anything stands before 元.
    fn has_any(&self) -> bool {
        self.has_section() || self.wan.is_some() || self.above.is_some()
    }

    /// What stands after the last 万 or 亿, with digits that have no unit.
    fn section_value(&mut self, position: usize) -> Result<i128, MoneyError> {
        let section = self.section.take().unwrap_or(0);
        let Some(coefficient) = self.coefficient.take() else {
            return Ok(section);
        };
        self.below_limit(position, coefficient.value)?;
        plus(section, coefficient.value)
    }

    /// All that stands before 元.
    fn yuan_value(&mut self, position: usize) -> Result<i128, MoneyError> {
        // 138万6: some mean 1,380,006, more mean 1,386,000. In Chinese digits
        // the 零 tells (and is checked by the spelling).
        let ambiguous = self.script == Some(Script::Arabic)
            && self.limit.is_some_and(|limit| limit > 10)
            && self.coefficient.is_some_and(|c| c.value < 10);
        if ambiguous {
            return Err(MoneyError::ZeroOutOfPlace { position });
        }
        let section = self.section_value(position)?;
        let wan = plus(self.wan.take().unwrap_or(0), section)?;
        plus(self.above.take().unwrap_or(0), wan)
    }

    /// The single digit before 角 or 分.
    fn coin(&mut self, position: usize) -> Result<i128, MoneyError> {
        let coefficient = self.coefficient.take();
        let nothing_above = !self.has_any();
        match coefficient {
            Some(coefficient) if coefficient.decimals.is_some() => Err(MoneyError::TooManyDecimals),
            Some(Coefficient {
                value, digits: 1, ..
            }) if nothing_above => Ok(value),
            _ => Err(MoneyError::UnitOrder { position }),
        }
    }

    /// The amount in fen, once the text has ended.
    pub(super) fn finish(mut self) -> Result<Fen, MoneyError> {
        if !self.has_digit {
            return Err(MoneyError::NoNumber);
        }
        self.close(self.at)?;
        let end = self.at;
        let named = self.yuan.is_some() || self.jiao.is_some() || self.cent.is_some();
        let yuan = match self.yuan {
            Some(yuan) if self.coefficient.is_none() => yuan,
            None if !named => {
                // 元 may be left out, but nothing else.
                if !self.marks.is_empty() {
                    self.marks.push((end, Mark::Yuan));
                }
                self.yuan_value(end)?
            }
            None if self.coefficient.is_none() => 0,
            _ => return Err(MoneyError::UnitOrder { position: end }),
        };
        let coins = plus(times(self.jiao.unwrap_or(0), 10)?, self.cent.unwrap_or(0))?;
        let fen = self.to_fen(yuan, coins)?;
        if self.script != Some(Script::Arabic) {
            self.spelled_like(fen)?;
        }
        // 整 says that nothing smaller follows.
        if self.whole && fen.0.checked_rem(10) != Some(0) {
            return Err(MoneyError::UnitOrder { position: end });
        }
        Ok(fen)
    }

    fn to_fen(&self, yuan: i128, coins: i128) -> Result<Fen, MoneyError> {
        let scale = 10_i128
            .checked_pow(self.scale)
            .ok_or(MoneyError::TooManyDecimals)?;
        let scaled = times(yuan, 100)?;
        if scaled.checked_rem(scale) != Some(0) {
            return Err(MoneyError::TooManyDecimals);
        }
        let fen = plus(scaled.checked_div(scale).unwrap_or(0), coins)?;
        i64::try_from(fen)
            .map(Fen)
            .map_err(|_| MoneyError::OutOfRange)
    }

    /// Compares what was written with how the amount is spelled.
    fn spelled_like(&self, fen: Fen) -> Result<(), MoneyError> {
        let mut written = self.marks.iter().copied().peekable();
        let mut last = 0;
        for expected in spell(fen.0.unsigned_abs()) {
            match (expected, written.peek()) {
                (Mark::OptionalZero, Some((_, Mark::Zero))) => {
                    written.next();
                }
                (Mark::OptionalZero, _) => {}
                (expected, Some(&(position, found))) if found == expected => {
                    last = position;
                    written.next();
                }
                (expected, found) => {
                    let (position, found) = found.copied().unwrap_or((last, expected));
                    return Err(match (expected, found) {
                        (Mark::Zero, _) | (_, Mark::Zero) => {
                            MoneyError::ZeroOutOfPlace { position }
                        }
                        _ => MoneyError::UnitOrder { position },
                    });
                }
            }
        }
        match written.next() {
            None => Ok(()),
            Some((position, Mark::Zero)) => Err(MoneyError::ZeroOutOfPlace { position }),
            Some((position, _)) => Err(MoneyError::UnitOrder { position }),
        }
    }
}

fn times(a: i128, b: i128) -> Result<i128, MoneyError> {
    a.checked_mul(b).ok_or(MoneyError::OutOfRange)
}

fn plus(a: i128, b: i128) -> Result<i128, MoneyError> {
    a.checked_add(b).ok_or(MoneyError::OutOfRange)
}
