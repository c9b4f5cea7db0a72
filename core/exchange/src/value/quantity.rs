//! Quantities of goods out of numbers and out of text.

use bangfu::lists::Quantity;

use super::{clean, narrow};
use crate::Notice;
use crate::sheet::{Cell, Number};
use crate::words::{Kind, Words};

/// How many of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub quantity: Quantity,
    /// Of which unit, where it is named.
    pub unit: Option<String>,
    /// Further quantities of the same goods, as they were written.
    pub second: Option<String>,
}

/// One kind of goods in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub name: String,
    /// How many, where the text says so.
    pub count: Option<Count>,
    /// Whether the name stands for several kinds.
    pub kinds: bool,
}

/// A number with its unit in a text, by character.
struct Measure {
    start: usize,
    end: usize,
    quantity: Quantity,
    unit: String,
}

/// Reads the quantity of a cell. Text of no count (`若干`, `一批`) is unknown.
///
/// # Errors
///
/// The notice that says why there is none; a quantity is never 1 by default.
pub fn count(cell: Cell<'_>, words: &Words) -> Result<Count, Notice> {
    match cell {
        Cell::Number(number) => {
            let quantity = whole(number)?;
            Ok(Count {
                quantity: Quantity::Known(quantity),
                unit: None,
                second: None,
            })
        }
        Cell::Text(text) => of_text(text, words),
        Cell::Error(error) => Err(Notice::CellError {
            error: error.to_string(),
        }),
        // A spreadsheet turns 5-10 into a day, whose number is no count.
        Cell::Serial(_) | Cell::Date(_) | Cell::Truth(_) => Err(Notice::BadQuantity),
    }
}

fn whole(number: Number) -> Result<u64, Notice> {
    if number.is_negative() {
        return Err(Notice::BadQuantity);
    }
    let fraction = || Notice::Fraction {
        shown: number.to_string(),
    };
    let whole = number.whole().ok_or_else(fraction)?;
    // A document counts up to 2^53 - 1.
    let count = u64::try_from(whole).ok().filter(|count| *count < 1 << 53);
    count.ok_or(Notice::BadQuantity)
}

fn of_text(text: &str, words: &Words) -> Result<Count, Notice> {
    let characters: Vec<char> = clean(text).chars().map(narrow).collect();
    let text: String = characters.iter().collect();
    let plain = |quantity| {
        Ok(Count {
            quantity,
            unit: None,
            second: None,
        })
    };
    if words.list(Kind::Uncounted).contains(&text) {
        return plain(Quantity::Unknown);
    }
    if matches!(text.as_str(), "不限" | "无限" | "越多越好") {
        return plain(Quantity::Unlimited);
    }
    let bare: String = text.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    if let Some(number) = Number::parse(&bare) {
        return plain(Quantity::Known(whole(number)?));
    }
    let measures = measures(&characters, words)?;
    match measures.as_slice() {
        [first, rest @ ..] if first.start == 0 => {
            let after = characters.get(first.end..).unwrap_or(&[]);
            if rest.is_empty() && after.iter().any(|c| !c.is_whitespace()) {
                return Err(Notice::BadQuantity);
            }
            Ok(Count {
                quantity: first.quantity,
                unit: Some(first.unit.clone()),
                second: second(&characters, rest),
            })
        }
        _ => {
            // 1.2万 without a unit.
            let (number, end) = number(&characters).ok_or(Notice::BadQuantity)?;
            let (power, length) = power(characters.get(end..).unwrap_or(&[]));
            if end.saturating_add(length) != characters.len() {
                return Err(Notice::BadQuantity);
            }
            plain(Quantity::Known(whole(number.times_ten(power))?))
        }
    }
}

/// Quantities after the first as they were written. What stands between them
/// may be a name and is left out.
fn second(characters: &[char], measures: &[Measure]) -> Option<String> {
    let texts = measures.iter().filter_map(|measure| {
        let text = characters.get(measure.start..measure.end)?;
        Some(text.iter().collect::<String>())
    });
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

/// A number that characters begin with, and how many of them it takes.
fn number(characters: &[char]) -> Option<(Number, usize)> {
    let mut text = String::new();
    let mut end = 0;
    for (index, character) in characters.iter().enumerate() {
        let next_digit = characters
            .get(index.saturating_add(1))
            .is_some_and(char::is_ascii_digit);
        match character {
            '0'..='9' => text.push(*character),
            '.' if next_digit && !text.contains('.') && !text.is_empty() => text.push('.'),
            ',' if next_digit && !text.is_empty() => {}
            _ => break,
        }
        end = index.saturating_add(1);
    }
    Some((Number::parse(&text)?, end))
}

/// 万 and its like after a number: the power of ten, and the length.
fn power(characters: &[char]) -> (i16, usize) {
    match characters.first() {
        Some('万' | '萬') => (4, 1),
        Some('千') => (3, 1),
        Some('百') => (2, 1),
        Some('亿') => (8, 1),
        _ => (0, 0),
    }
}

/// All quantities with units in a text.
///
/// A number is one only if nothing before it makes it part of a name (`N95`,
/// `40*25`) and nothing after its unit makes it a packing (`24粒装`, `100支/箱`).
fn measures(characters: &[char], words: &Words) -> Result<Vec<Measure>, Notice> {
    let mut found = Vec::new();
    let mut at = 0_usize;
    while let Some(rest) = characters.get(at..).filter(|rest| !rest.is_empty()) {
        let begins = rest.first().is_some_and(char::is_ascii_digit);
        if !begins || !free(characters.get(..at).unwrap_or(&[]), words) {
            at = at.saturating_add(1);
            continue;
        }
        match measure(rest, words)? {
            Some((quantity, unit, length)) => {
                let end = at.saturating_add(length);
                found.push(Measure {
                    start: at,
                    end,
                    quantity,
                    unit,
                });
                at = end;
            }
            None => at = at.saturating_add(number(rest).map_or(1, |(_, length)| length)),
        }
    }
    Ok(found)
}

/// Whether a number may begin after these characters.
fn free(before: &[char], words: &Words) -> bool {
    let Some(last) = before.last() else {
        return true;
    };
    if last.is_ascii_digit() || matches!(last, '*' | '.' | '/' | '-' | '×' | 'X') {
        return false;
    }
    if !last.is_ascii_alphabetic() {
        return true;
    }
    // 160mm5500片: the letters are a measure of length, not a name.
    let letters: String = {
        let mut tail: Vec<char> = before
            .iter()
            .rev()
            .take_while(|c| c.is_ascii_alphabetic())
            .copied()
            .collect();
        tail.reverse();
        tail.into_iter().collect()
    };
    words.list(Kind::NotUnit).contains(&letters)
}

/// A number with a unit that a text begins with, and its length.
fn measure(rest: &[char], words: &Words) -> Result<Option<(Quantity, String, usize)>, Notice> {
    let Some((number, mut length)) = number(rest) else {
        return Ok(None);
    };
    let (power, taken) = power(rest.get(length..).unwrap_or(&[]));
    length = length.saturating_add(taken);
    let more = matches!(rest.get(length), Some('余' | '多'));
    length = length.saturating_add(usize::from(more));
    let after: String = rest.get(length..).unwrap_or(&[]).iter().collect();
    let Some(unit) = words.starting(Kind::Unit, after.trim_start()) else {
        return Ok(None);
    };
    let gap = after.chars().take_while(|c| *c == ' ').count();
    let end = length
        .saturating_add(gap)
        .saturating_add(unit.chars().count());
    let follows: String = rest.get(end..).unwrap_or(&[]).iter().collect();
    let packing = follows.starts_with(['/', '*', '×']);
    // A unit may begin like a longer word that is none: 3.4万只 but 200支装.
    if packing || words.starting(Kind::NotUnit, &follows).is_some() {
        return Ok(None);
    }
    let quantity = whole(number.times_ten(power))?;
    let quantity = if more {
        Quantity::AtLeast(quantity)
    } else {
        Quantity::Known(quantity)
    };
    Ok(Some((quantity, unit.to_owned(), end)))
}

/// Parts a text into kinds of goods with their quantities:
/// `医用口罩5万只、消毒液1000瓶` is two, and
/// `口罩（KN95型1200盒、银离子口罩2万只）` is two of the kind 口罩.
///
/// # Errors
///
/// The notice about a quantity that is no whole number.
///
/// # Examples
///
/// ```
/// use bangfu::lists::Quantity;
/// use bangfu_exchange::{Words, value::lines};
///
/// let found = lines("莲花清瘟胶囊（24粒装）13.5万盒", &Words::default())?;
/// assert_eq!(found[0].name, "莲花清瘟胶囊(24粒装)");
/// assert_eq!(found[0].count.as_ref().unwrap().quantity, Quantity::Known(135_000));
/// # Ok::<(), bangfu_exchange::Notice>(())
/// ```
pub fn lines(text: &str, words: &Words) -> Result<Vec<Line>, Notice> {
    let characters: Vec<char> = clean(text).chars().map(narrow).collect();
    let mut found: Vec<Line> = Vec::new();
    for segment in segments(&characters) {
        for mut line in segment_lines(segment, words)? {
            if !line.name.chars().any(is_han)
                && let Some(before) = found.last()
            {
                let base: String = before.name.chars().take_while(|c| !c.is_ascii()).collect();
                line.name = format!("{base} {}", line.name).trim().to_owned();
            }
            found.push(line);
        }
    }
    // Names alone, without any quantity, are one kind that a person must part.
    if found.iter().all(|line| line.count.is_none()) && found.len() > 1 {
        return Ok(vec![Line {
            name: characters.into_iter().collect(),
            count: None,
            kinds: true,
        }]);
    }
    Ok(found)
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Parts at commas and the like that stand outside of brackets.
fn segments(characters: &[char]) -> Vec<&[char]> {
    let mut depth = 0_usize;
    let mut previous = '\0';
    let mut rest = characters.iter().peekable();
    let mut ends = Vec::new();
    let mut index = 0_usize;
    while let Some(character) = rest.next() {
        match character {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            ',' if previous.is_ascii_digit() && rest.peek().is_some_and(|c| c.is_ascii_digit()) => {
            }
            '、' | ',' | ';' | '。' if depth == 0 => ends.push(index),
            _ => {}
        }
        previous = *character;
        index = index.saturating_add(1);
    }
    ends.push(characters.len());
    let mut start = 0_usize;
    let mut parts = Vec::new();
    for end in ends {
        let part = characters.get(start..end).unwrap_or(&[]);
        if part.iter().any(|c| !c.is_whitespace()) {
            parts.push(part);
        }
        start = end.saturating_add(1);
    }
    parts
}

fn segment_lines(segment: &[char], words: &Words) -> Result<Vec<Line>, Notice> {
    let (outer, inner) = bracket(segment);
    let inside = measures(inner, words)?;
    if inside.is_empty() || !measures(&outer, words)?.is_empty() {
        let kinds = inner.iter().any(|c| matches!(c, '、' | ','));
        return Ok(vec![line(segment, kinds, words)?]);
    }
    let mut found = Vec::new();
    let noun: String = outer.iter().collect();
    for part in segments(inner) {
        let mut line = line(part, false, words)?;
        if line.name.is_empty() {
            line.name.clone_from(&noun);
        } else if !line.name.contains(noun.as_str()) {
            line.name = format!("{noun} {}", line.name);
        }
        found.push(line);
    }
    Ok(found)
}

/// The text without its last brackets, and what stands in them.
fn bracket(segment: &[char]) -> (Vec<char>, &[char]) {
    let open = segment.iter().position(|c| *c == '(');
    let close = segment.iter().rposition(|c| *c == ')');
    let (Some(open), Some(close)) = (open, close) else {
        return (segment.to_vec(), &[]);
    };
    let inner = segment.get(open.saturating_add(1)..close).unwrap_or(&[]);
    let before = segment.get(..open).unwrap_or(&[]);
    let after = segment.get(close.saturating_add(1)..).unwrap_or(&[]);
    ([before, after].concat(), inner)
}

fn line(segment: &[char], kinds: bool, words: &Words) -> Result<Line, Notice> {
    let found = measures(segment, words)?;
    let (count, name) = match found.as_slice() {
        [] => (None, segment.to_vec()),
        [first, rest @ ..] => {
            let last = rest.last().map_or(first.end, |last| last.end);
            let before = segment.get(..first.start).unwrap_or(&[]);
            let after = segment.get(last..).unwrap_or(&[]);
            let count = Count {
                quantity: first.quantity,
                unit: Some(first.unit.clone()),
                second: second(segment, rest),
            };
            (Some(count), [before, after].concat())
        }
    };
    let name: String = name.into_iter().collect();
    let name = name.replace("()", "");
    let name = name.trim().trim_start_matches("捐赠").to_owned();
    Ok(Line { name, count, kinds })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |line: &Line| match &line.count {
            None => format!("{} ?", line.name),
            Some(count) => {
                let unit = count.unit.as_deref().unwrap_or("-");
                let second = count
                    .second
                    .as_deref()
                    .map_or(String::new(), |s| format!(" [{s}]"));
                match count.quantity {
                    Quantity::Known(n) => format!("{} {n}{unit}{second}", line.name),
                    Quantity::AtLeast(n) => format!("{} ≥{n}{unit}{second}", line.name),
                    other => format!("{} {other:?}", line.name),
                }
            }
        };
        lines(text, &Words::default())
            .unwrap()
            .iter()
            .map(show)
            .collect()
    }

    #[test]
    fn quantities_come_out_of_the_names_of_goods() {
        for (text, expected) in [
            (
                "莲花清瘟胶囊（24粒装）13.5万盒",
                vec!["莲花清瘟胶囊(24粒装) 135000盒"],
            ),
            (
                "聚维酮碘消毒液1400瓶60箱",
                vec!["聚维酮碘消毒液 1400瓶 [60箱]"],
            ),
            (
                "口罩（KN95型1200盒、银离子口罩2万只、一次性口罩3.4万只）",
                vec![
                    "口罩 KN95型 1200盒",
                    "银离子口罩 20000只",
                    "一次性口罩 34000只",
                ],
            ),
            (
                "医用口罩5万只、消毒液1000瓶",
                vec!["医用口罩 50000只", "消毒液 1000瓶"],
            ),
            ("N95型口罩1万只", vec!["N95型口罩 10000只"]),
            ("双黄连口服液", vec!["双黄连口服液 ?"]),
            (
                "护目镜98个，医用橡胶手套198副，酒精消毒棉片210*160mm5500片，140*90mm3900片",
                vec![
                    "护目镜 98个",
                    "医用橡胶手套 198副",
                    "酒精消毒棉片210*160mm 5500片",
                    "酒精消毒棉片 140*90mm 3900片",
                ],
            ),
            ("盐酸阿比多胶囊（400盒）", vec!["盐酸阿比多胶囊 400盒"]),
            (
                "静注人免疫球蛋白（PH4）150瓶",
                vec!["静注人免疫球蛋白(PH4) 150瓶"],
            ),
            ("口罩1,200余个", vec!["口罩 ≥1200个"]),
            ("手套100支/箱", vec!["手套100支/箱 ?"]),
            ("84消毒液", vec!["84消毒液 ?"]),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn a_cell_of_a_quantity_is_read_or_refused_but_never_one() {
        let words = Words::default();
        let text = |text: &str| count(Cell::Text(text), &words).map(|count| count.quantity);
        assert_eq!(text("198件"), Ok(Quantity::Known(198)));
        assert_eq!(text("1,200"), Ok(Quantity::Known(1200)));
        assert_eq!(text("1.2万"), Ok(Quantity::Known(12_000)));
        assert_eq!(text("500余个"), Ok(Quantity::AtLeast(500)));
        assert_eq!(text("若干"), Ok(Quantity::Unknown));
        assert_eq!(text("不限"), Ok(Quantity::Unlimited));
        for bad in ["", "许多", "约500个", "5-10箱", "-3"] {
            assert_eq!(text(bad), Err(Notice::BadQuantity), "{bad}");
        }
        let named = count(Cell::Text("10箱 张三收 5盒"), &words).unwrap();
        assert_eq!(named.second.as_deref(), Some("5盒"));
        let day = count(Cell::Serial(Number::from_whole(45_787)), &words);
        assert_eq!(day, Err(Notice::BadQuantity));
        let half = count(Cell::Number(Number::parse("2.5").unwrap()), &words);
        assert!(matches!(half, Err(Notice::Fraction { .. })));
    }
}
