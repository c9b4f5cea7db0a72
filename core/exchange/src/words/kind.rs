//! What lists of words are for, and what words may mean.

use bangfu::registry::{Force, OrganisationKind};

/// What a plain list of words is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Footer,
    Subtotal,
    Example,
    Note,
    Unit,
    NotUnit,
    Uncounted,
    Directing,
    Event,
    Filler,
    Suffix,
    Giver,
    Handled,
    Undone,
    Wish,
    Person,
    NotPlace,
    Organisation,
    Pledge,
    NotBody,
    Infix,
    BodyHead,
    Class,
    Vague,
    Cue,
    Link,
    Join,
    Toward,
    Follow,
    EventEnd,
    Held,
    Manner,
    SegmentCue,
    SegmentEnd,
    ProjectWord,
    Raised,
    Qualifier,
    Counter,
    CountNoun,
    Participant,
}

pub(super) const KINDS: &[(Kind, &str)] = &[
    (Kind::Footer, "footer"),
    (Kind::Subtotal, "subtotal"),
    (Kind::Example, "example"),
    (Kind::Note, "note"),
    (Kind::Unit, "unit"),
    (Kind::NotUnit, "notunit"),
    (Kind::Uncounted, "uncounted"),
    (Kind::Directing, "directing"),
    (Kind::Event, "event"),
    (Kind::Filler, "filler"),
    (Kind::Suffix, "suffix"),
    (Kind::Giver, "giver"),
    (Kind::Handled, "handled"),
    (Kind::Undone, "undone"),
    (Kind::Wish, "wish"),
    (Kind::Person, "person"),
    (Kind::NotPlace, "notplace"),
    (Kind::Organisation, "organisation"),
    (Kind::Pledge, "pledge"),
    (Kind::NotBody, "notbody"),
    (Kind::Infix, "infix"),
    (Kind::BodyHead, "bodyhead"),
    (Kind::Class, "class"),
    (Kind::Vague, "vague"),
    (Kind::Cue, "cue"),
    (Kind::Link, "link"),
    (Kind::Join, "join"),
    (Kind::Toward, "toward"),
    (Kind::Follow, "follow"),
    (Kind::EventEnd, "eventend"),
    (Kind::Held, "held"),
    (Kind::Manner, "manner"),
    (Kind::SegmentCue, "segmentcue"),
    (Kind::SegmentEnd, "segmentend"),
    (Kind::ProjectWord, "projectword"),
    (Kind::Raised, "raised"),
    (Kind::Qualifier, "qualifier"),
    (Kind::Counter, "counter"),
    (Kind::CountNoun, "countnoun"),
    (Kind::Participant, "participant"),
];

/// What words mean that a line gives a meaning to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// The ending of a body's name: which kind of body.
    BodyEnd,
    /// A word after the name of a body: what it was.
    Role,
    /// A word before it.
    RoleBefore,
    /// A force by its name.
    Force,
    /// What speaks for a force.
    ForceHint,
    /// A short name: the registered one.
    Full,
    /// A list by its name.
    ListKind,
    /// What an amount is of.
    AmountOf,
}

pub(super) const SENSES: &[(Sense, &str)] = &[
    (Sense::BodyEnd, "bodyend"),
    (Sense::Role, "role"),
    (Sense::RoleBefore, "rolebefore"),
    (Sense::Force, "force"),
    (Sense::ForceHint, "forcehint"),
    (Sense::Full, "full"),
    (Sense::ListKind, "listkind"),
    (Sense::AmountOf, "amountof"),
];

impl Sense {
    /// Whether words may be given this meaning.
    pub(super) fn knows(self, meaning: &str) -> bool {
        match self {
            Self::Force | Self::ForceHint => Force::from_word(meaning).is_some(),
            Self::BodyEnd => body_kind(meaning).is_some(),
            Self::ListKind => ["needs", "projects", "resources"].contains(&meaning),
            Self::AmountOf => ["cash", "goods", "cash_and_goods"].contains(&meaning),
            Self::Role | Self::RoleBefore | Self::Full => true,
        }
    }
}

/// What a body is, by the word for it.
pub(crate) fn body_kind(word: &str) -> Option<OrganisationKind> {
    Some(match word {
        "government" => OrganisationKind::Government,
        "party" => OrganisationKind::Party,
        "public_institution" => OrganisationKind::PublicInstitution,
        "company" => OrganisationKind::Company,
        "charity" => OrganisationKind::Charity,
        "foundation" => OrganisationKind::Foundation,
        "social_org" => OrganisationKind::SocialOrg,
        "other" => OrganisationKind::Other,
        _ => return None,
    })
}
