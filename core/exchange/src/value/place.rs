use std::collections::HashMap;
use std::sync::LazyLock;

use bangfu::code::{DivisionCode, directory};

use super::plain;

/// Finds provinces, prefectures and counties by name.
///
/// Knows the names as they are written out and as they are said: 恩施 for
/// 恩施土家族苗族自治州, 武汉 for 武汉市.
#[derive(Clone, Copy, Debug)]
pub struct Gazetteer(&'static Names);

/// The names of the core's directory, which never changes: made when the first
/// sheet wants them.
static NAMES: LazyLock<Names> = LazyLock::new(Names::of_directory);

#[derive(Debug)]
struct Names {
    /// Codes, and whether the name is the written-out one.
    names: HashMap<String, Vec<(DivisionCode, bool)>>,
    /// How long the longest is of those that begin with two characters: most
    /// words of a text begin with none, and then no name is looked up.
    longest: HashMap<(char, char), usize>,
}

/// What a name led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// One place.
    One(DivisionCode),
    /// Several places of this name.
    Several,
    /// None; the place that the names before it led to.
    Nowhere(Option<DivisionCode>),
}

/// A name found at the beginning of a text.
#[derive(Clone, Debug)]
pub(crate) struct Named<'a> {
    /// Its length in characters.
    pub(crate) length: usize,
    pub(crate) places: &'a [(DivisionCode, bool)],
}

/// Names that stand for a level and are no names.
const LEVELS: [&str; 5] = [
    "市辖区",
    "县",
    "省直辖县级行政区划",
    "自治区直辖县级行政区划",
    "省直辖县",
];

/// Peoples that autonomous divisions are named after; the longer before the
/// shorter that it ends with.
const PEOPLES: [&str; 33] = [
    "维吾尔",
    "哈萨克",
    "柯尔克孜",
    "蒙古族",
    "蒙古",
    "土家族",
    "朝鲜族",
    "布依族",
    "哈尼族",
    "景颇族",
    "傈僳族",
    "纳西族",
    "拉祜族",
    "仡佬族",
    "毛南族",
    "仫佬族",
    "满族",
    "回族",
    "苗族",
    "壮族",
    "藏族",
    "彝族",
    "侗族",
    "瑶族",
    "白族",
    "傣族",
    "羌族",
    "黎族",
    "畲族",
    "佤族",
    "土族",
    "水族",
    "各族",
];

impl Names {
    fn of_directory() -> Self {
        let mut names: HashMap<String, Vec<(DivisionCode, bool)>> = HashMap::new();
        let mut longest: HashMap<(char, char), usize> = HashMap::new();
        for (code, entry) in directory::all() {
            if entry.until.is_some() || LEVELS.contains(&entry.name) {
                continue;
            }
            let said = said(entry.name);
            let written = std::iter::once((entry.name.to_owned(), true));
            for (name, full) in written.chain(said.into_iter().map(|name| (name, false))) {
                let mut characters = name.chars();
                if let (Some(first), Some(second)) = (characters.next(), characters.next()) {
                    let length = characters.count().saturating_add(2);
                    let known = longest.entry((first, second)).or_default();
                    *known = length.max(*known);
                }
                names.entry(name).or_default().push((code, full));
            }
        }
        Self { names, longest }
    }
}

impl Gazetteer {
    /// All places of the core's directory whose code is in use.
    #[must_use]
    pub fn new() -> Self {
        Self(&NAMES)
    }

    /// Follows names from the large to the small: province, prefecture, county.
    /// Empty names are passed over, and a name that repeats the last adds
    /// nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu_exchange::value::{Gazetteer, Sought};
    ///
    /// let places = Gazetteer::new();
    /// let Sought::One(code) = places.follow(["湖北", "黄冈市", "红安县"]) else { unreachable!() };
    /// assert_eq!(code.as_str(), "421122");
    /// assert!(matches!(places.follow(["湖北", "宜昌市", "武汉市"]), Sought::Nowhere(Some(_))));
    /// ```
    pub fn follow<'t>(&self, names: impl IntoIterator<Item = &'t str>) -> Sought {
        let mut here: Option<DivisionCode> = None;
        for name in names {
            let name = plain(name);
            if name.is_empty() {
                continue;
            }
            let known = self.known(&name);
            let inside = |code: &DivisionCode| here.is_none_or(|here| here.covers(code));
            let found: Vec<_> = known.iter().filter(|(code, _)| inside(code)).collect();
            if here.is_some_and(|here| found.iter().any(|(code, _)| *code == here)) {
                continue;
            }
            match best(&found) {
                Some(code) => here = Some(code),
                None if found.is_empty() => return Sought::Nowhere(here),
                None => return Sought::Several,
            }
        }
        here.map_or(Sought::Nowhere(None), Sought::One)
    }

    /// The places of a name. A county that has become a city is still called
    /// a county by some (监利县): its bare name is tried then.
    fn known(&self, name: &str) -> &[(DivisionCode, bool)] {
        let bare = || {
            name.strip_suffix('县')
                .and_then(|bare| self.0.names.get(bare))
        };
        let known = self.0.names.get(name).or_else(bare);
        known.map_or(&[], Vec::as_slice)
    }

    /// All names with their places.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&str, &[(DivisionCode, bool)])> {
        self.0
            .names
            .iter()
            .map(|(name, places)| (name.as_str(), places.as_slice()))
    }

    /// The longest name that a text begins with.
    pub(crate) fn starting(&self, text: &[char]) -> Option<Named<'_>> {
        let begin = (*text.first()?, *text.get(1)?);
        let longest = *self.0.longest.get(&begin)?;
        (2..=longest.min(text.len())).rev().find_map(|length| {
            let name: String = text.get(..length)?.iter().collect();
            let places = self.0.names.get(&name)?;
            Some(Named { length, places })
        })
    }
}

impl Default for Gazetteer {
    fn default() -> Self {
        Self::new()
    }
}

/// The one place that is meant: the only one written out in full, or the one
/// that all others lie in.
pub(crate) fn best(found: &[&(DivisionCode, bool)]) -> Option<DivisionCode> {
    let full: Vec<_> = found.iter().filter(|(_, full)| *full).collect();
    if let [only] = full.as_slice() {
        return Some(only.0);
    }
    let widest = found
        .iter()
        .find(|(code, _)| found.iter().all(|(other, _)| code.covers(other)));
    widest.map(|(code, _)| *code)
}

/// How a name is said. Districts are said in full: 青山 alone is no place.
fn said(name: &str) -> Vec<String> {
    let mut said = Vec::new();
    let long = |rest: &str| rest.chars().count() >= 2;
    for ending in ["特别行政区", "自治区", "自治州", "自治县", "自治旗"] {
        if let Some(rest) = name.strip_suffix(ending) {
            let mut rest = rest;
            while let Some(shorter) = PEOPLES.iter().find_map(|people| rest.strip_suffix(people)) {
                rest = shorter;
            }
            if long(rest) {
                said.push(rest.to_owned());
                if ending == "自治州" {
                    said.push(format!("{rest}州"));
                }
                if ending == "自治县" {
                    said.push(format!("{rest}县"));
                }
            }
            return said;
        }
    }
    for ending in ["省", "市", "县", "地区", "盟", "旗", "林区"] {
        if let Some(rest) = name.strip_suffix(ending)
            && long(rest)
        {
            said.push(rest.to_owned());
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::division;

    #[test]
    fn a_place_is_found_as_it_is_said() {
        let places = Gazetteer::new();
        for (names, expected) in [
            (vec!["武汉"], "420100"),
            (vec!["恩施州"], "422800"),
            (vec!["恩施"], "422800"),
            (vec!["湖北", "恩施土家族苗族自治州", "恩施市"], "422801"),
            (vec!["湖北", "荆州市", "荆州区"], "421003"),
            (vec!["湖北", "荆州"], "421000"),
            (vec!["湖北", "宜昌市", "宜昌市"], "420500"),
            (vec!["湖北", "天门市", "天门市"], "429006"),
            (vec!["湖北", "武汉市", ""], "420100"),
            (vec!["湖北", "荆州市", "松滋市\t"], "421087"),
            (vec!["湖北", "荆州市", "监利县"], "421088"),
            (vec!["四川省", "达州", "万源"], "511781"),
        ] {
            let found = places.follow(names.iter().copied());
            assert_eq!(found, Sought::One(division(expected).unwrap()), "{names:?}");
        }
        assert_eq!(places.follow(["鼓楼区"]), Sought::Several);
        let hubei = division("42").unwrap();
        assert_eq!(
            places.follow(["湖北", "万源"]),
            Sought::Nowhere(Some(hubei))
        );
        assert_eq!(places.follow([""]), Sought::Nowhere(None));
    }
}
