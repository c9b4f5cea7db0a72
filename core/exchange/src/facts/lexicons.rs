//! The words that facts are found by, each list ready to be searched.

use bangfu::code::{DivisionCode, Level};
use bangfu::registry::{Force, OrganisationKind};

use super::prose::Lexicon;
use crate::value::Gazetteer;
use crate::words::{Kind, Sense, Words, body_kind};

/// A place by one of its names.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// The places of this name.
    pub(super) places: Vec<(DivisionCode, bool)>,
}

/// All lists.
#[derive(Debug)]
pub(super) struct Lexicons {
    pub(super) body_ends: Lexicon<OrganisationKind>,
    pub(super) not_bodies: Lexicon<()>,
    pub(super) infixes: Lexicon<()>,
    pub(super) body_heads: Lexicon<()>,
    pub(super) classes: Lexicon<()>,
    pub(super) vague: Lexicon<()>,
    pub(super) cues: Lexicon<()>,
    pub(super) links: Lexicon<()>,
    pub(super) joins: Lexicon<()>,
    pub(super) toward: Lexicon<()>,
    pub(super) follows: Lexicon<()>,
    pub(super) roles: Lexicon<String>,
    pub(super) roles_before: Lexicon<String>,
    pub(super) forces: Lexicon<Force>,
    pub(super) force_hints: Lexicon<Force>,
    pub(super) full: Lexicon<String>,
    pub(super) event_ends: Lexicon<()>,
    pub(super) held: Lexicon<()>,
    pub(super) manners: Lexicon<()>,
    pub(super) segment_cues: Lexicon<()>,
    pub(super) segment_ends: Lexicon<()>,
    pub(super) project_words: Lexicon<()>,
    pub(super) lists: Lexicon<String>,
    pub(super) amounts_of: Lexicon<String>,
    pub(super) raised: Lexicon<()>,
    pub(super) qualifiers: Lexicon<()>,
    pub(super) counters: Lexicon<()>,
    pub(super) count_nouns: Lexicon<()>,
    pub(super) participants: Lexicon<()>,
    pub(super) places: Lexicon<Named>,
}

impl Lexicons {
    pub(super) fn new(words: &Words, gazetteer: &Gazetteer) -> Self {
        let list = |kind| Lexicon::new(words.list(kind).iter().map(|word| (word.as_str(), ())));
        let sense = |sense| {
            let words = words.meaning(sense);
            Lexicon::new(words.map(|(meaning, word)| (word, meaning.to_owned())))
        };
        let force = |sense| {
            let words = words.meaning(sense);
            Lexicon::new(
                words.filter_map(|(meaning, word)| Some((word, Force::from_word(meaning)?))),
            )
        };
        let ends = words.meaning(Sense::BodyEnd);
        let ends = ends.filter_map(|(meaning, word)| Some((word, body_kind(meaning)?)));
        let not_places = words.list(Kind::NotPlace);
        // A short name that is a word as well is no place.
        let said = |name: &str, places: &[(DivisionCode, bool)]| {
            places.iter().any(|(_, full)| *full) || !not_places.iter().any(|word| word == name)
        };
        let named = gazetteer
            .names()
            .filter(|(name, places)| said(name, places));
        let places = named.map(|(name, places)| {
            let places = places.to_vec();
            (name, Named { places })
        });
        Self {
            body_ends: Lexicon::new(ends),
            not_bodies: list(Kind::NotBody),
            infixes: list(Kind::Infix),
            body_heads: list(Kind::BodyHead),
            classes: list(Kind::Class),
            vague: list(Kind::Vague),
            cues: list(Kind::Cue),
            links: list(Kind::Link),
            joins: list(Kind::Join),
            toward: list(Kind::Toward),
            follows: list(Kind::Follow),
            roles: sense(Sense::Role),
            roles_before: sense(Sense::RoleBefore),
            forces: force(Sense::Force),
            force_hints: force(Sense::ForceHint),
            full: sense(Sense::Full),
            event_ends: list(Kind::EventEnd),
            held: list(Kind::Held),
            manners: list(Kind::Manner),
            segment_cues: list(Kind::SegmentCue),
            segment_ends: list(Kind::SegmentEnd),
            project_words: list(Kind::ProjectWord),
            lists: sense(Sense::ListKind),
            amounts_of: sense(Sense::AmountOf),
            raised: list(Kind::Raised),
            qualifiers: list(Kind::Qualifier),
            counters: list(Kind::Counter),
            count_nouns: list(Kind::CountNoun),
            participants: list(Kind::Participant),
            places: Lexicon::new(places),
        }
    }

    /// The length of the longest name of a place that a text begins with.
    pub(super) fn place(&self, text: &[char]) -> Option<usize> {
        self.places.starting(text).map(|(length, _)| length)
    }
}

/// The level that one character of a name stands for.
pub(super) const fn level(character: char) -> Option<Level> {
    match character {
        '省' => Some(Level::Province),
        '市' | '州' => Some(Level::Prefecture),
        '县' | '区' => Some(Level::County),
        '镇' | '乡' => Some(Level::Township),
        _ => None,
    }
}
