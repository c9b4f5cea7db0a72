use bangfu::money::{Amount, Fen, MoneyError, grouped, read};

use super::plain;
use crate::Notice;
use crate::sheet::{Cell, Number};

/// What a number of a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyUnit {
    /// 元.
    Yuan,
    /// 千元.
    Thousand,
    /// 万元.
    Wan,
    /// 亿元.
    Yi,
}

impl MoneyUnit {
    pub(crate) const fn power(self) -> i16 {
        match self {
            Self::Yuan => 0,
            Self::Thousand => 3,
            Self::Wan => 4,
            Self::Yi => 8,
        }
    }

    /// How it is written.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::Thousand => "千元",
            Self::Wan => "万元",
            Self::Yi => "亿元",
        }
    }

    /// The unit that a title or a label names, such as `单位：万元` or
    /// `捐赠金额（元）`.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu_exchange::value::MoneyUnit;
    ///
    /// assert_eq!(MoneyUnit::named_in("折算金额（万元）"), Some(MoneyUnit::Wan));
    /// assert_eq!(MoneyUnit::named_in("单位：元"), Some(MoneyUnit::Yuan));
    /// assert_eq!(MoneyUnit::named_in("捐赠单位"), None);
    /// ```
    #[must_use]
    pub fn named_in(text: &str) -> Option<Self> {
        // Every unit ends so, and most texts name none.
        if !text.contains('元') {
            return None;
        }
        let text = plain(text);
        let named = |unit: &str| {
            [
                format!("({unit})"),
                format!("({unit}人民币)"),
                format!("(人民币{unit})"),
                format!("(人民币:{unit})"),
                format!("(单位:{unit})"),
                format!("单位:{unit}"),
                format!("单位:人民币{unit}"),
                format!("/{unit}"),
            ]
            .iter()
            .any(|form| text.contains(form.as_str()))
                || text == unit
        };
        [
            ("万元", Self::Wan),
            ("千元", Self::Thousand),
            ("亿元", Self::Yi),
            ("元", Self::Yuan),
        ]
        .into_iter()
        .find_map(|(unit, found)| named(unit).then_some(found))
    }

    /// What the brackets of a label say that its numbers count: a unit, or
    /// nothing that is known, such as `（美元）`. None without brackets.
    pub(crate) fn in_brackets(label: &str) -> Option<Result<Self, ()>> {
        let label = plain(label);
        let (_, inside) = label.split_once('(')?;
        let inside = inside.split_once(')').map_or(inside, |(inside, _)| inside);
        let mut bare = inside.replace([':', ',', '、', '/', '¥', '￥'], "");
        for word in ["单位", "人民币", "RMB", "CNY", "大写", "小写"] {
            bare = bare.replace(word, "");
        }
        Some(match bare.as_str() {
            "" | "元" | "圆" => Ok(Self::Yuan),
            "千元" => Ok(Self::Thousand),
            "万元" | "万" => Ok(Self::Wan),
            "亿元" | "亿" => Ok(Self::Yi),
            _ => Err(()),
        })
    }
}

/// An amount that was read, and what had to be done for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The amount.
    pub fen: Fen,
    /// That dust was taken off, if it was.
    pub note: Option<Notice>,
}

/// Why a cell is no amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// What the core says of the text.
    Money(MoneyError),
    /// What is special to sheets.
    Sheet(Notice),
}

/// Reads an amount to the fen, or not at all.
///
/// A number counts `unit`s. A text that names its own unit is read by that; a
/// text of digits counts `unit`s like a number. The dust of a binary sum
/// (`119612525.89999998`) is taken off when it can be nothing else: the number
/// has more digits than anybody can type into a spreadsheet, and is less than
/// a thousandth of a fen away.
///
/// # Errors
///
/// [`Wrong`], when it is no amount, not exact, or below zero.
///
/// # Examples
///
/// ```
/// use bangfu::money::Fen;
/// use bangfu_exchange::sheet::{Cell, Number};
/// use bangfu_exchange::value::{MoneyUnit, money};
///
/// let number = |value| Cell::Number(Number::of(value).unwrap());
/// assert_eq!(money(number(119612525.89999998), MoneyUnit::Yuan).unwrap().fen, Fen(11_961_252_590));
/// assert_eq!(money(number(14.927), MoneyUnit::Wan).unwrap().fen, Fen(14_927_000));
/// assert!(money(number(1.005), MoneyUnit::Yuan).is_err());
/// ```
pub fn money(cell: Cell<'_>, unit: MoneyUnit) -> Result<Read, Wrong> {
    match cell {
        Cell::Number(number) => of_number(number, unit),
        Cell::Text(text) => of_text(text, unit),
        Cell::Error(error) => {
            let error = error.to_string();
            Err(Wrong::Sheet(Notice::CellError { error }))
        }
        // A day is counted in days, not in yuan.
        Cell::Serial(_) | Cell::Date(_) | Cell::Truth(_) => Err(Wrong::Money(MoneyError::NoNumber)),
    }
}

/// A spreadsheet keeps so many digits of what is typed into it.
const TYPED: u32 = 15;

/// Dust is at most so many millionths of a fen.
const DUST: u64 = 1000;

fn of_number(number: Number, unit: MoneyUnit) -> Result<Read, Wrong> {
    let shown = || number.to_string();
    if number.is_negative() {
        return Err(Wrong::Sheet(Notice::Negative));
    }
    let yuan = number.times_ten(unit.power());
    let (fen, apart) = yuan
        .hundredths()
        .ok_or(Wrong::Money(MoneyError::OutOfRange))?;
    // From 10^13 yuan on, two binary numbers are a fen and more apart: what was
    // typed is no longer what is kept.
    if number.significant() > TYPED && fen >= 1_000_000_000_000_000 {
        return Err(Wrong::Sheet(Notice::DigitsLost { shown: shown() }));
    }
    if apart == 0 {
        return Ok(Read {
            fen: Fen(fen),
            note: None,
        });
    }
    if number.significant() > TYPED && apart <= DUST {
        let fen = Fen(fen);
        let amount = grouped(fen);
        let shown = shown();
        let note = Some(Notice::DustRemoved { shown, amount });
        return Ok(Read { fen, note });
    }
    Err(Wrong::Sheet(Notice::Inexact { shown: shown() }))
}

fn of_text(text: &str, unit: MoneyUnit) -> Result<Read, Wrong> {
    let plain = plain(text);
    if let Some(rest) = plain.strip_prefix('-').or_else(|| plain.strip_prefix('−'))
        && read(rest).is_ok()
    {
        return Err(Wrong::Sheet(Notice::Negative));
    }
    // Digits alone count the column's unit, and are read as if it stood there.
    let bare = !plain.is_empty()
        && plain
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let whole = if bare {
        format!("{plain}{}", unit.name())
    } else {
        plain
    };
    match read(&whole).map_err(Wrong::Money)? {
        Amount::Exactly(fen) => Ok(Read { fen, note: None }),
        _ => Err(Wrong::Money(MoneyError::AmountIsBound)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: f64) -> Cell<'static> {
        Cell::Number(Number::of(value).unwrap())
    }

    #[test]
    fn an_amount_is_read_to_the_fen_from_any_cell() {
        let text = Cell::Text;
        for (cell, unit, fen) in [
            (number(16.4), MoneyUnit::Yuan, 1_640),
            (number(0.07), MoneyUnit::Yuan, 7),
            (
                number(38_422_322.239_999_98),
                MoneyUnit::Yuan,
                3_842_232_224,
            ),
            (
                number(48_885_948.039_999_984),
                MoneyUnit::Yuan,
                4_888_594_804,
            ),
            (number(500.0), MoneyUnit::Wan, 500_000_000),
            (number(0.36), MoneyUnit::Wan, 360_000),
            (text("1,386,000.00"), MoneyUnit::Yuan, 138_600_000),
            (text("138.6"), MoneyUnit::Wan, 138_600_000),
            (text("138.6万元"), MoneyUnit::Yuan, 138_600_000),
            (text("1386000元"), MoneyUnit::Wan, 138_600_000),
            (
                text(" 壹佰叁拾捌万陆仟元整\t"),
                MoneyUnit::Yuan,
                138_600_000,
            ),
            (text("1.23456"), MoneyUnit::Wan, 1_234_560),
        ] {
            assert_eq!(
                money(cell, unit).map(|read| read.fen),
                Ok(Fen(fen)),
                "{cell:?}"
            );
        }
    }

    #[test]
    fn what_is_not_exactly_an_amount_is_none() {
        let shown = |shown: &str| Notice::Inexact {
            shown: shown.to_owned(),
        };
        for (value, expected) in [
            (1.005, shown("1.005")),
            // A third is no dust: it is a third of a fen away.
            (33.333_333_333_333_336, shown("33.333333333333336")),
            (-5.0, Notice::Negative),
        ] {
            let found = money(number(value), MoneyUnit::Yuan);
            assert_eq!(found, Err(Wrong::Sheet(expected)), "{value}");
        }
        let lost = money(number(12_345_678_901_234.568), MoneyUnit::Yuan);
        assert!(matches!(lost, Err(Wrong::Sheet(Notice::DigitsLost { .. }))));
        let day = money(Cell::Serial(Number::from_whole(43_860)), MoneyUnit::Yuan);
        assert_eq!(day, Err(Wrong::Money(MoneyError::NoNumber)));
        let bound = money(Cell::Text("138.6万余元"), MoneyUnit::Yuan);
        assert_eq!(bound, Err(Wrong::Money(MoneyError::AmountIsBound)));
        let back = money(Cell::Text("-500元"), MoneyUnit::Yuan);
        assert_eq!(back, Err(Wrong::Sheet(Notice::Negative)));
    }
}
