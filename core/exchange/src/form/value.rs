//! One value of an entry as a cell, and back.

use bangfu::allocate::explain;
use bangfu::error::{Code, Lang};
use bangfu::money::Fen;
use bangfu::registry::Force as Of;
use bangfu::time::Date;
use serde_json::{Value, json};

use super::{Field, Holds};
use crate::Notice;
use crate::sheet::{Cell, Epoch};
use crate::value::{Day, MoneyUnit, NoDay, Wrong, clean, day, money, plain};

/// What a cell of a row of ours holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    Text(String),
    Money(Fen),
    Count(u64),
    Day(Date),
}

impl Written {
    /// What a reader makes of the cell that it finds.
    pub(super) fn read(&self, holds: Holds) -> Result<Option<Value>, Bad> {
        let text = match self {
            Self::Day(day) => return parse(holds, Cell::Date(*day), Epoch::Of1900),
            Self::Text(text) => text.clone(),
            Self::Money(money) => money.to_string(),
            Self::Count(count) => count.to_string(),
        };
        parse(holds, Cell::Text(&text), Epoch::Of1900)
    }
}

const QUANTITIES: [(&str, &str, &str); 2] = [
    ("unknown", "未知", "unknown"),
    ("unlimited", "不限", "unlimited"),
];
const PUBLICITIES: [(&str, &str, &str); 3] = [
    ("named", "公开", "by name"),
    ("alias", "化名", "under an alias"),
    ("anonymous", "匿名", "anonymous"),
];
/// A restriction that is none, as it is read in a cell.
const NONE: &str = "none";

/// The cell that carries the value of an entry; none where there is no such
/// value, or where a cell would give back another.
pub(crate) fn write(field: &Field, entry: &Value, lang: Lang) -> Option<Written> {
    let value = field
        .path
        .iter()
        .try_fold(entry, |value, key| value.get(*key));
    let written = match (field.holds, value) {
        (Holds::CountOr(usual), None) => return Some(Written::Count(usual)),
        (Holds::TextOr(usual), None) => return Some(Written::Text(usual.to_owned())),
        (_, None) | (Holds::Shown(_), _) => return None,
        (_, Some(value)) => written(field.holds, value, lang)?,
    };
    let same = written.read(field.holds).ok().flatten().as_ref() == value;
    same.then_some(written)
}

fn written(holds: Holds, value: &Value, lang: Lang) -> Option<Written> {
    let text = |text: &str| {
        // What a mark of ours or of the writer would be taken for, and what
        // spreadsheets change when they save.
        let taken = text.starts_with('\'')
            || (text.starts_with("<r>") && text.ends_with("</r>"))
            || text.trim() != text
            || text.contains(|c: char| c.is_control() && c != '\n');
        (!taken).then(|| Written::Text(text.to_owned()))
    };
    let word = |words: &[(&str, &str, &str)]| {
        let word = value.as_str()?;
        let (_, zh, en) = words.iter().find(|(known, ..)| *known == word)?;
        Some(Written::Text(lang.choose(*zh, *en).to_owned()))
    };
    match holds {
        Holds::Text | Holds::TextOr(_) | Holds::Prose => text(value.as_str()?),
        Holds::Words => {
            let words = value.as_array()?.iter().map(Value::as_str);
            text(&words.collect::<Option<Vec<_>>>()?.join("、"))
        }
        Holds::Money => Fen::parse(value.as_str()?).ok().map(Written::Money),
        Holds::Count | Holds::CountOr(_) => value.as_u64().map(Written::Count),
        Holds::Day => Date::parse(value.as_str()?).ok().map(Written::Day),
        Holds::Quantity => match (value.get("known"), value.get("at_least")) {
            (Some(count), _) => count.as_u64().map(Written::Count),
            (_, Some(count)) => Some(Written::Text(format!("≥{}", count.as_u64()?))),
            _ => word(&QUANTITIES),
        },
        Holds::Force => {
            let force = Of::from_word(value.as_str()?)?;
            Some(Written::Text(explain::force(force, lang).to_owned()))
        }
        Holds::Publicity => word(&PUBLICITIES),
        Holds::Restriction if value == NONE => Some(Written::Text(unrestricted(lang).to_owned())),
        Holds::Restriction | Holds::Shown(_) => None,
    }
}

/// What a gift without a restriction is for.
const fn unrestricted(lang: Lang) -> &'static str {
    lang.choose("不限定用途", "for any need")
}

/// Why a cell has no value that its column can have.
#[derive(Debug)]
pub(crate) struct Bad(Box<dyn Said>);

/// An error of any room, kept until it is told.
trait Said: std::fmt::Debug {
    fn finding(&self, sheet: &str, cell: String) -> crate::Finding;
}

impl<E: Code + std::fmt::Debug> Said for E {
    fn finding(&self, sheet: &str, cell: String) -> crate::Finding {
        crate::Finding::new(sheet, cell, crate::Weight::KeptOut, self)
    }
}

impl Bad {
    fn of(error: impl Code + std::fmt::Debug + 'static) -> Self {
        Self(Box::new(error))
    }

    /// That it keeps its row out.
    pub(crate) fn finding(&self, sheet: &str, cell: String) -> crate::Finding {
        self.0.finding(sheet, cell)
    }
}

/// The value that a cell gives its column; none where it is empty, or where
/// the value is the usual one.
pub(crate) fn parse(holds: Holds, cell: Cell<'_>, epoch: Epoch) -> Result<Option<Value>, Bad> {
    if let Cell::Error(error) = cell {
        let error = error.to_string();
        return Err(Bad::of(Notice::CellError { error }));
    }
    let raw = raw(cell);
    let text = clean(&raw);
    if text.is_empty() {
        return Ok(None);
    }
    let number = || plain(&text).replace(',', "").parse::<u64>();
    let count = || number().map_err(|_| Bad::of(Notice::BadQuantity));
    let word = |words: &[(&str, &str, &str)]| {
        let found = words
            .iter()
            .find(|(word, zh, en)| [*word, *zh, *en].contains(&text.as_str()));
        found.map(|(word, ..)| json!(word))
    };
    let unknown = || Bad::of(Notice::UnknownWord);
    let value = match holds {
        Holds::Shown(_) => return Ok(None),
        Holds::Prose => json!(unguarded(&raw)),
        Holds::Text => json!(unguarded(&text)),
        Holds::TextOr(usual) if text == usual => return Ok(None),
        Holds::TextOr(_) => json!(unguarded(&text)),
        Holds::Words => {
            let words = unguarded(&text).split(['、', '，', ',', ';', '；']);
            let words = words.map(clean).filter(|word| !word.is_empty());
            json!(words.collect::<Vec<_>>())
        }
        Holds::Money => match money(cell, MoneyUnit::Yuan) {
            Ok(read) => json!(read.fen),
            Err(Wrong::Money(error)) => return Err(Bad::of(error)),
            Err(Wrong::Sheet(notice)) => return Err(Bad::of(notice)),
        },
        Holds::Count => json!(count()?),
        Holds::CountOr(usual) => match count()? {
            count if count == usual => return Ok(None),
            count => json!(count),
        },
        Holds::Day => match day(cell, epoch) {
            Ok(Day::Whole(day)) => json!(day),
            Ok(Day::OfSomeYear(..)) => return Err(Bad::of(Notice::DateWithoutYear)),
            Err(NoDay::Time(error)) => return Err(Bad::of(error)),
            Err(NoDay::Sheet(notice)) => return Err(Bad::of(notice)),
        },
        Holds::Quantity => match (text.strip_prefix('≥'), word(&QUANTITIES)) {
            (Some(least), _) => {
                let least = least.trim().parse::<u64>();
                json!({"at_least": least.map_err(|_| Bad::of(Notice::BadQuantity))?})
            }
            (None, Some(word)) => word,
            (None, None) => json!({"known": count()?}),
        },
        Holds::Force => {
            let named = |force: &Of| {
                let names = [Lang::Zh, Lang::En].map(|lang| explain::force(*force, lang));
                force.word() == text || names.contains(&text.as_str())
            };
            json!(Of::ALL.into_iter().find(named).ok_or_else(unknown)?)
        }
        Holds::Publicity => word(&PUBLICITIES).ok_or_else(unknown)?,
        Holds::Restriction => {
            let none = [Lang::Zh, Lang::En].map(unrestricted);
            if !none.contains(&text.as_str()) {
                return Ok(None);
            }
            json!(NONE)
        }
    };
    Ok(Some(value))
}

/// The text of a cell as it stands there.
pub(crate) fn raw(cell: Cell<'_>) -> String {
    match cell {
        Cell::Text(text) => text.to_owned(),
        Cell::Number(number) | Cell::Serial(number) => number.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Error(_) => String::new(),
    }
}

/// What a text begins with that a spreadsheet takes for a formula, in the wide
/// forms too.
const TRIGGERS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet that opens a text file would run the text, or take
/// what stands in front of it for a mark.
fn runs(text: &str) -> bool {
    text.starts_with(TRIGGERS)
}

/// The text with a mark in front that makes a spreadsheet take it for text.
pub(crate) fn guarded(text: &str) -> std::borrow::Cow<'_, str> {
    if runs(text) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// The text without that mark. A text of ours never begins with it by itself.
pub(crate) fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if runs(rest) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::List;

    #[test]
    fn a_value_that_a_cell_would_change_is_left_to_the_patch() {
        let tags = List::Needs.fields().iter().find(|field| field.zh == "标签");
        let tags = tags.unwrap();
        for (words, carried) in [
            (json!(["思源", "教育"]), true),
            (json!(["a、b"]), false),
            (json!([" a"]), false),
            (json!(["'=1"]), false),
            (json!(["=1"]), true),
            (json!([""]), false),
        ] {
            let entry = json!({"tags": words});
            assert_eq!(write(tags, &entry, Lang::Zh).is_some(), carried, "{entry}");
        }
    }

    #[test]
    fn a_text_that_spreadsheets_change_when_they_save_is_left_to_the_patch() {
        let fields = List::Resources.fields();
        let what = fields.iter().find(|field| field.zh == "内容").unwrap();
        for (text, carried) in [
            ("义诊\n每季度一次", true),
            ("=1", true),
            ("0012", true),
            ("two\r\nlines", false),
            (" led", false),
            ("bell\u{7}", false),
            ("<r><t>x</t></r>", false),
        ] {
            let entry = json!({"what": text});
            assert_eq!(write(what, &entry, Lang::Zh).is_some(), carried, "{text}");
        }
    }

    #[test]
    fn the_guard_comes_off_where_it_was_put_on() {
        for text in ["=1+1", "+8613", "-3", "@x", "\t=1", "＝1", "plain", "a=1"] {
            let shown = guarded(text);
            assert_eq!(unguarded(&shown), text);
            assert_eq!(shown.starts_with('\''), text != "plain" && text != "a=1");
        }
        assert_eq!(unguarded("'quoted'"), "'quoted'");
    }

    #[test]
    fn words_are_read_in_both_languages() {
        for (holds, text, expected) in [
            (Holds::Force, "东西部协作", json!("east_west")),
            (Holds::Force, "east_west", json!("east_west")),
            (Holds::Publicity, "匿名", json!("anonymous")),
            (Holds::Publicity, "anonymous", json!("anonymous")),
            (Holds::Quantity, "未知", json!("unknown")),
            (Holds::Quantity, "≥500", json!({"at_least": 500})),
            (Holds::Quantity, "1,200", json!({"known": 1200})),
            (Holds::Restriction, "for any need", json!("none")),
            (Holds::Day, "2024.4.2", json!("2024-04-02")),
            (Holds::Money, "1,386,000.00", json!("1386000.00")),
        ] {
            let found = parse(holds, Cell::Text(text), Epoch::Of1900);
            assert_eq!(found.unwrap(), Some(expected), "{text}");
        }
        let bad = parse(Holds::Force, Cell::Text("别的"), Epoch::Of1900);
        assert!(bad.is_err());
    }
}
