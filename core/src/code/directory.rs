//! Names the provinces, prefectures and counties of China, with the years of
//! their codes where these are known.
//!
//! The list is text inside the program, sorted by code and searched as it
//! stands: nothing is loaded, and nothing is kept. Towns and villages are not
//! in it; they change every year, and a programme brings its own.

use std::cmp::Ordering;

use super::{DivisionCode, Level};

/// A line per province and per prefecture, the latter with its counties.
const DIVISIONS: &str = include_str!("data/divisions.txt");

/// A place of the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// Its name, without those of the levels above.
    pub name: &'static str,
    /// The first year in which the code was valid, where known.
    pub since: Option<u16>,
    /// The last year in which the code was valid, if it has ended.
    pub until: Option<u16>,
}

impl Entry {
    /// Whether the code was valid in a year; what isn't known is taken as valid.
    #[must_use]
    pub fn valid_in(&self, year: u16) -> bool {
        self.since.is_none_or(|since| since <= year) && self.until.is_none_or(|until| year <= until)
    }
}

/// The entry of a province, a prefecture or a county.
///
/// `None` for what is smaller, and for codes that the directory does not know;
/// such a code is not bad for that.
///
/// # Examples
///
/// ```
/// use bangfu::code::{DivisionCode, directory};
///
/// let wanyuan = directory::entry(&DivisionCode::parse("511781")?).unwrap();
/// assert_eq!((wanyuan.name, wanyuan.since), ("万源市", Some(1999)));
///
/// let before = directory::entry(&DivisionCode::parse("513002")?).unwrap();
/// assert_eq!((before.name, before.until), ("万源市", Some(1999)));
/// # Ok::<(), bangfu::code::CodeError>(())
/// ```
#[must_use]
pub fn entry(code: &DivisionCode) -> Option<Entry> {
    let (key, county) = match code.level() {
        Level::Province | Level::Prefecture => (code.significant(), None),
        Level::County => {
            let (key, county) = code.significant().split_at_checked(4)?;
            (key, Some(county))
        }
        Level::Township | Level::Village => return None,
    };
    let mut fields = line(key)?.split(' ').skip(1);
    let field = match county {
        None => fields.next()?,
        Some(county) => fields
            .skip(1)
            .find_map(|field| field.strip_prefix(county))?,
    };
    parsed(field)
}

/// The name of a province, a prefecture or a county.
#[must_use]
pub fn name(code: &DivisionCode) -> Option<&'static str> {
    entry(code).map(|entry| entry.name)
}

/// All provinces, prefectures and counties, by code.
///
/// # Examples
///
/// ```
/// use bangfu::code::directory;
///
/// let named = |name| directory::all().filter(move |(_, entry)| entry.name == name);
/// assert_eq!(named("鼓楼区").count(), 4);
/// ```
pub fn all() -> impl Iterator<Item = (DivisionCode, Entry)> {
    let lines = DIVISIONS.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| {
        let (key, fields) = line.split_once(' ').unwrap_or((line, ""));
        fields
            .split(' ')
            .enumerate()
            .filter_map(move |(index, field)| {
                let (county, field) = match index {
                    0 => ("", field),
                    _ => field.split_at_checked(2)?,
                };
                let code = DivisionCode::parse(&format!(
                    "{key}{county:0<width$}",
                    width = 6_usize.saturating_sub(key.len())
                ));
                Some((code.ok()?, parsed(field)?))
            })
    })
}

/// The line that begins with this key, found by halving.
fn line(key: &str) -> Option<&'static str> {
    let mut text = DIVISIONS;
    while !text.is_empty() {
        let middle = text.len() / 2;
        let (before, after) = text.as_bytes().split_at_checked(middle)?;
        let start = before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |offset| offset.saturating_add(1));
        let end = after
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(text.len(), |offset| middle.saturating_add(offset));
        let line = text.get(start..end)?;
        match line.split(' ').next()?.cmp(key) {
            Ordering::Equal => return Some(line),
            Ordering::Less => text = text.get(end.saturating_add(1)..).unwrap_or(""),
            Ordering::Greater => text = text.get(..start)?,
        }
    }
    None
}

/// `万源市@1993-1999`, or only the name.
fn parsed(field: &'static str) -> Option<Entry> {
    let (name, years) = field.split_once('@').unwrap_or((field, "-"));
    let (since, until) = years.split_once('-')?;
    (!name.is_empty()).then_some(Entry {
        name,
        since: since.parse().ok(),
        until: until.parse().ok(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> DivisionCode {
        DivisionCode::parse(text).unwrap()
    }

    #[test]
    fn every_line_and_every_county_is_found() {
        let mut counties = 0;
        let mut last = "";
        for line in DIVISIONS.lines().skip(1) {
            let mut fields = line.split(' ');
            let key = fields.next().unwrap();
            assert!(key > last, "sorted: {key}");
            last = key;
            let found = name(&code(&format!("{key:0<6}"))).unwrap_or("");
            assert_eq!(found, fields.next().unwrap());
            for field in fields {
                let (suffix, field) = field.split_at(2);
                assert_eq!(entry(&code(&format!("{key}{suffix}"))), parsed(field));
                counties += 1;
            }
        }
        assert_eq!(counties, 2976);
    }

    #[test]
    fn names_are_those_of_the_place_meant() {
        for (text, expected) in [
            ("510000", Some("四川省")),
            ("511700000000", Some("达州市")),
            ("511781000", Some("万源市")),
            ("511724", Some("大竹县")),
            ("513231", Some("阿坝县")),
            ("513200", Some("阿坝藏族羌族自治州")),
            ("441900", Some("东莞市")),
            ("429004", Some("仙桃市")),
            ("511781109", None),
            ("511781109390", None),
            ("511799", None),
            ("990000", None),
            ("513000", None),
            ("010000", None),
        ] {
            assert_eq!(name(&code(text)), expected, "{text}");
        }
    }

    #[test]
    fn wanyuan_changed_its_code_in_1999() {
        let now = entry(&code("511781")).unwrap();
        let before = entry(&code("513002")).unwrap();
        assert_eq!(
            [1992, 1998, 1999, 2024].map(|year| now.valid_in(year)),
            [false, false, true, true]
        );
        assert_eq!(
            [1992, 1998, 1999, 2024].map(|year| before.valid_in(year)),
            [false, true, true, false]
        );
        assert!(entry(&code("511722")).unwrap().valid_in(1949));
    }
}
