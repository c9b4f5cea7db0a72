//! Says what the bodies of a sentence were, by the words around them.
//!
//! Bodies that are enumerated were the same thing: what stands behind the last
//! of them, or before the first, holds for all. Those who attended are named in
//! several enumerations of one sentence, so the word for it may stand further
//! off.

use super::name::Mention;
use super::prose::Span;
use super::{Confidence, Reader};

/// So far behind the last name a word still speaks of it.
const REACH: usize = 40;
/// Who came.
const ATTENDEE: &str = "attendee";
/// Who gave, and who was given to.
const GIVERS: [&str; 2] = ["donor", "placard_donor"];
const RECIPIENT: &str = "recipient";
/// So near a word is beyond doubt.
const NEAR: usize = 4;

/// What the bodies of a chain were.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) role: String,
    pub(super) words: Span,
    pub(super) confidence: Confidence,
}

/// Bodies that are enumerated.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    pub(super) mentions: Vec<Mention>,
    pub(super) roles: Vec<Said>,
    /// What stands behind the last name, up to the next one or the end of the
    /// clause.
    pub(super) tail: Span,
}

/// All chains of a text.
pub(super) fn chains(reader: &Reader<'_>, sentences: &[Span]) -> Vec<Chain> {
    let mut chains = Vec::new();
    for sentence in sentences {
        chains.extend(reader.chains(*sentence));
    }
    chains
}

impl Reader<'_> {
    fn chains(&self, sentence: Span) -> Vec<Chain> {
        let mut chains: Vec<Chain> = Vec::new();
        let mut last = None;
        for mention in self.mentions(sentence) {
            let joined = last.is_some_and(|end| self.joined([end, mention.at[0]]));
            last = Some(mention.at[1]);
            match chains.last_mut().filter(|_| joined) {
                Some(chain) => chain.mentions.push(mention),
                None => chains.push(Chain {
                    mentions: vec![mention],
                    roles: Vec::new(),
                    tail: [0, 0],
                }),
            }
        }
        let starts: Vec<usize> = chains
            .iter()
            .skip(1)
            .filter_map(|c| Some(c.mentions.first()?.at[0]))
            .collect();
        let ends = starts.into_iter().chain([sentence[1]]);
        for (chain, end) in chains.iter_mut().zip(ends) {
            let start = chain.mentions.last().map_or(end, |mention| mention.at[1]);
            chain.tail = [start, self.clause(start, end)];
            chain.roles = self.roles(chain, [sentence[0], start]);
        }
        self.gave(&mut chains);
        self.attended(&mut chains, sentence);
        chains
    }

    /// Where one gave to another, 甲向乙捐赠, turns the role round that stands
    /// behind the second.
    fn gave(&self, chains: &mut [Chain]) {
        for index in 1..chains.len() {
            let Some([giver, taker]) = chains.get_mut(index.saturating_sub(1)..=index) else {
                continue;
            };
            let between = self.prose.narrow(giver.tail);
            let meets = taker
                .mentions
                .first()
                .is_some_and(|first| first.at[0] == giver.tail[1]);
            let given = taker
                .roles
                .iter()
                .position(|said| GIVERS.contains(&said.role.as_str()));
            if let Some(given) = given
                && meets
                && giver.roles.is_empty()
                && self.lexicons.toward.ending(between).is_some()
            {
                let said = taker.roles.remove(given);
                taker.roles.push(Said {
                    role: RECIPIENT.to_owned(),
                    ..said.clone()
                });
                giver.roles.push(said);
            }
        }
    }

    /// Whether what stands between two names joins them.
    fn joined(&self, between: Span) -> bool {
        let text = self.prose.narrow(between);
        text == ['、']
            || self
                .lexicons
                .joins
                .starting(text)
                .is_some_and(|(length, ())| length == text.len())
    }

    /// Where the clause ends that begins there.
    fn clause(&self, start: usize, end: usize) -> usize {
        let end = end.min(start.saturating_add(REACH));
        let text = self.prose.narrow([start, end]);
        let comma = text.iter().position(|c| matches!(c, ',' | ':'));
        comma.map_or(end, |comma| start.saturating_add(comma))
    }

    fn roles(&self, chain: &Chain, before: Span) -> Vec<Said> {
        if let Some(said) = self.role_before(chain, before[0]) {
            return vec![said];
        }
        let tail = self.prose.narrow(chain.tail);
        let Some((at, length, role)) = self.lexicons.roles.first(tail) else {
            return Vec::new();
        };
        let at = chain.tail[0].saturating_add(at);
        let near = at.saturating_sub(chain.tail[0]) <= NEAR;
        vec![Said {
            role: role.clone(),
            words: [at, at.saturating_add(length)],
            confidence: if near {
                Confidence::Certain
            } else {
                Confidence::Likely
            },
        }]
    }

    /// What the words directly before the first name say.
    fn role_before(&self, chain: &Chain, start: usize) -> Option<Said> {
        let mut end = chain.mentions.first()?.at[0];
        if self
            .prose
            .before(end)
            .is_some_and(|c| matches!(c, ':' | '为' | '是' | '有'))
        {
            end = end.checked_sub(1)?;
        }
        let text = self
            .prose
            .narrow([start.max(end.saturating_sub(REACH)), end]);
        let (length, role) = self.lexicons.roles_before.ending(text)?;
        Some(Said {
            role: role.clone(),
            words: [end.saturating_sub(length), end],
            confidence: Confidence::Certain,
        })
    }

    /// Gives those who attended their role: all that have no other before the
    /// word for it.
    fn attended(&self, chains: &mut [Chain], [start, end]: Span) {
        let mut words: Vec<Span> = Vec::new();
        let mut at = start;
        while at < end {
            let found = self.lexicons.roles.starting(self.prose.narrow([at, end]));
            match found {
                Some((length, role)) => {
                    let close = at.saturating_add(length);
                    if role == ATTENDEE {
                        words.push([at, close]);
                    }
                    at = close;
                }
                None => at = at.saturating_add(1),
            }
        }
        for chain in chains.iter_mut().filter(|chain| chain.roles.is_empty()) {
            let after = words.partition_point(|word| word[0] < chain.tail[0]);
            chain.roles.extend(words.get(after).map(|word| Said {
                role: ATTENDEE.to_owned(),
                words: *word,
                confidence: Confidence::Likely,
            }));
        }
    }
}
