//! Writes names out, and puts together what is one body.
//!
//! 省民政厅 is the office of the province that the text is about, which is the
//! one whose places it names most. 市政府 behind 万源市委 is that city's.

use std::collections::{BTreeMap, HashMap};

use bangfu::code::{DivisionCode, Level, directory};
use bangfu::registry::OrganisationKind;

use super::lexicons::level;
use super::name::Mention;
use super::prose::Span;
use super::role::Chain;
use super::{Confidence, Fact, ForceSaid, Organisation, Proposal, Reader, RoleSaid, Why};

/// So many characters are looked at for places; what a text is about stands at
/// its beginning.
const LOOKED: usize = 100_000;

/// What a text is about: places by the names that it uses for them.
#[derive(Debug, Default)]
pub(super) struct Context {
    province: Option<String>,
    prefecture: Option<String>,
    county: Option<String>,
}

impl Context {
    /// The county that is named most, with what it lies in; without one the
    /// prefecture, or the province.
    pub(super) fn of(reader: &Reader<'_>) -> Self {
        let mut counts: BTreeMap<DivisionCode, BTreeMap<String, usize>> = BTreeMap::new();
        let end = reader.prose.len().min(LOOKED);
        let mut at = 0_usize;
        while at < end {
            let found = reader.lexicons.places.starting(reader.prose.from(at));
            let length = found.map_or(1, |(length, _)| length);
            let close = at.saturating_add(length);
            if let Some((_, named)) = found
                && let [(code, _)] = named.places.as_slice()
            {
                let name = reader.prose.narrow([at, close]).iter().collect();
                let names = counts.entry(*code).or_default();
                let count = names.entry(name).or_default();
                *count = count.saturating_add(1);
            }
            at = close;
        }
        let most = |level: Level| {
            let of_level = counts.iter().filter(|(code, _)| code.level() == level);
            // Of equals the one with the smaller code.
            let most = of_level.max_by_key(|(code, names)| {
                (names.values().sum::<usize>(), std::cmp::Reverse(**code))
            });
            most.map(|(code, _)| *code)
        };
        let county = most(Level::County);
        let prefecture = county.map_or_else(|| most(Level::Prefecture), |code| code.parent());
        let province = prefecture.map_or_else(|| most(Level::Province), |code| code.parent());
        // As the text writes it out, 秀山县; else as it is registered.
        let name = |code: Option<DivisionCode>| {
            let written = counts.get(&code?).and_then(|names| {
                let out = names.iter().filter(|(name, _)| written_out(name));
                out.max_by_key(|(_, count)| **count)
                    .map(|(name, _)| name.clone())
            });
            written.or_else(|| directory::name(&code?).map(str::to_owned))
        };
        Self {
            province: name(province),
            prefecture: name(prefecture),
            county: name(county),
        }
    }

    /// The place that a level means, where `near` is the last place named
    /// beside it.
    fn place(&self, character: char, near: Option<&str>, below: bool) -> Option<String> {
        let fits = |name: &&str| name.ends_with(character);
        let near = near.filter(fits);
        let county = self.county.as_deref();
        match level(character)? {
            Level::Province => self.province.as_deref(),
            // In a county-level city 市 is that city, but beside the province
            // it is the prefecture.
            Level::Prefecture if below => self.prefecture.as_deref(),
            Level::Prefecture => {
                let own = near.or_else(|| county.filter(fits));
                own.or(self.prefecture.as_deref())
            }
            Level::County => near.or(county),
            Level::Township | Level::Village => None,
        }
        .map(str::to_owned)
    }
}

/// Whether a place's name ends in its level.
fn written_out(name: &str) -> bool {
    name.chars().next_back().and_then(level).is_some()
}

/// A body with all that the text says of it.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) normalised: String,
    pub(super) kind: OrganisationKind,
    pub(super) class: bool,
    pub(super) confidence: Confidence,
    pub(super) why: Why,
    pub(super) names: Vec<(String, Span)>,
    pub(super) roles: Vec<RoleSaid>,
    pub(super) force: Option<ForceSaid>,
}

impl Body {
    pub(super) fn proposal(self, reader: &Reader<'_>) -> Proposal {
        let (name, first) = self.names.first().cloned().unwrap_or_default();
        let mut aliases: Vec<String> = Vec::new();
        for (other, _) in &self.names {
            if ![&name, &self.normalised].contains(&other) && !aliases.contains(other) {
                aliases.push(other.clone());
            }
        }
        // A kind is read off the name, so it is no surer than the name.
        let kind = (self.confidence == Confidence::Certain).then_some(self.kind);
        Proposal {
            places: self.names.iter().map(|(_, at)| reader.place(*at)).collect(),
            words: reader.prose.text(first),
            confidence: self.confidence,
            why: self.why,
            fact: Fact::Organisation(Organisation {
                name,
                normalised: self.normalised,
                aliases,
                class: self.class,
                organisation_kind: kind.filter(|kind| *kind != OrganisationKind::Other),
                roles: self.roles,
                force: self.force,
            }),
        }
    }
}

/// Puts the mentions of each body together, in the order of the text.
pub(super) fn gather(reader: &Reader<'_>, context: &Context, chains: &[Chain]) -> Vec<Body> {
    let mut bodies: Vec<Body> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for chain in chains {
        let mut near: Option<String> = None;
        let mut below = false;
        for mention in &chain.mentions {
            let normalised = reader.written_out(context, mention, near.as_deref(), below);
            below = mention.rest.is_some();
            // What is shortened is not written anywhere.
            let name = match mention.rest {
                Some(_) => normalised.clone(),
                None => reader.prose.text(mention.at),
            };
            near = reader.place_of(&normalised).or(near);
            let index = *known.entry(normalised.clone()).or_insert(bodies.len());
            if index == bodies.len() {
                bodies.push(Body {
                    normalised,
                    kind: mention.kind,
                    class: mention.class,
                    confidence: mention.confidence,
                    why: mention.why,
                    names: Vec::new(),
                    roles: Vec::new(),
                    force: None,
                });
            }
            let Some(body) = bodies.get_mut(index) else {
                continue;
            };
            if mention.confidence > body.confidence {
                (body.confidence, body.why) = (mention.confidence, mention.why);
            }
            body.names.push((name, mention.at));
            for said in &chain.roles {
                if !body.roles.iter().any(|known| known.role == said.role) {
                    body.roles.push(RoleSaid {
                        role: said.role.clone(),
                        words: reader.prose.text(said.words),
                        confidence: said.confidence.min(mention.confidence),
                        place: reader.place(mention.at),
                    });
                }
            }
        }
    }
    bodies
}

impl Reader<'_> {
    /// The name of a body as it is registered, as far as words and places tell.
    fn written_out(
        &self,
        context: &Context,
        mention: &Mention,
        near: Option<&str>,
        below: bool,
    ) -> String {
        let mut name: String = self.prose.narrow(mention.at).iter().collect();
        if let Some(rest) = mention.rest {
            name.extend(self.prose.narrow(rest));
            // The office of a province is a 厅 where that of a city is a 局.
            if name.starts_with('省') && name.ends_with('局') {
                name.pop();
                name.push('厅');
            }
        }
        let chars: Vec<char> = name.chars().collect();
        let first = chars.first().copied();
        if let Some(first) = first
            && self.lexicons.place(&chars).is_none()
            && let Some(place) = context.place(first, near, below)
        {
            name = place + name.get(first.len_utf8()..).unwrap_or("");
        }
        name = self.forced(name);
        name = self.in_full(name);
        let committee = mention.kind == OrganisationKind::Party && !name.starts_with("中共");
        if committee
            && ["省委", "市委", "县委", "区委", "州委"]
                .iter()
                .any(|end| name.ends_with(end))
        {
            name.insert_str(0, "中共");
        }
        if let Some(place) = name
            .strip_suffix("政府")
            .filter(|place| !place.ends_with("人民"))
        {
            name = format!("{place}人民政府");
        }
        name = stationed(name, context.county.as_deref());
        name.replace('(', "（").replace(')', "）")
    }

    /// A name without the force that it begins with: 东西部协作工作舟山市驻万源工作队.
    fn forced(&self, name: String) -> String {
        let chars: Vec<char> = name.chars().collect();
        let Some((length, _)) = self.lexicons.forces.starting(&chars) else {
            return name;
        };
        let rest = chars.get(length..).unwrap_or(&[]);
        let rest = rest.strip_prefix(&['工', '作']).unwrap_or(rest);
        match self.lexicons.place(rest) {
            Some(_) => rest.iter().collect(),
            None => name,
        }
    }

    /// A name whose shortened beginning or end is written out.
    fn in_full(&self, name: String) -> String {
        let chars: Vec<char> = name.chars().collect();
        if let Some((length, full)) = self.lexicons.full.starting(&chars) {
            return full.clone()
                + &chars
                    .get(length..)
                    .unwrap_or(&[])
                    .iter()
                    .collect::<String>();
        }
        match self.lexicons.full.ending(&chars) {
            Some((length, full)) => {
                let kept = chars.len().saturating_sub(length);
                chars.get(..kept).unwrap_or(&[]).iter().collect::<String>() + full
            }
            None => name,
        }
    }

    /// The place that a name begins with, by its written-out name.
    fn place_of(&self, name: &str) -> Option<String> {
        let name = name.strip_prefix("中共").unwrap_or(name);
        let chars: Vec<char> = name.chars().collect();
        let length = self.lexicons.place(&chars)?;
        Some(chars.get(..length)?.iter().collect())
    }
}

/// 驻万 in a text about 万源 is 驻万源.
fn stationed(name: String, county: Option<&str>) -> String {
    let short = county.and_then(|county| {
        let mut characters = county.chars();
        characters.next_back();
        Some(characters.as_str()).filter(|short| short.chars().count() > 1)
    });
    let Some((short, first)) = short.and_then(|short| Some((short, short.chars().next()?))) else {
        return name;
    };
    for end in ["工作队", "帮扶队", "工作组", "帮扶组"] {
        if let Some(before) = name.strip_suffix(&format!("驻{first}{end}")) {
            return format!("{before}驻{short}{end}");
        }
    }
    name
}
