//! Edits of a text, and what several rounds of them come to.
//!
//! Each round speaks of the text that the round before left. What is kept is
//! one list of patches between the source and the last text: sorted, apart from
//! each other, each with what stood there and what stands there now. So
//! whatever differs between the two texts stands in a patch, and the patches
//! lead from either text to the other.

use std::ops::Range;

use super::Kinds;

/// What takes the place of some bytes of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) at: Range<usize>,
    pub(super) to: String,
}

impl Edit {
    pub(super) fn new(at: Range<usize>, to: impl Into<String>) -> Self {
        Self { at, to: to.into() }
    }
}

/// Bytes of the source, and the bytes of the last text that they became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Patch {
    pub(super) source: Range<usize>,
    pub(super) text: Range<usize>,
    pub(super) kinds: Kinds,
}

/// A source, the text that it became, and the patches between them.
#[derive(Debug)]
pub(super) struct Trace {
    pub(super) source: String,
    pub(super) text: String,
    pub(super) patches: Vec<Patch>,
}

impl Trace {
    pub(super) fn new(source: String) -> Self {
        Self {
            text: source.clone(),
            source,
            patches: Vec::new(),
        }
    }

    /// Applies a round of edits, sorted and apart from each other. What changes
    /// nothing, or does not fit the text, is passed over.
    pub(super) fn apply(&mut self, edits: &[Edit], kinds: Kinds) {
        if edits.is_empty() {
            return;
        }
        let mut round = Round {
            old: &self.text,
            new: String::with_capacity(self.text.len()),
            copied: 0,
            patches: Vec::with_capacity(self.patches.len().saturating_add(edits.len())),
        };
        // How far the source is ahead of the old text, wrapped: its end less
        // the text's end after the last patch that was passed.
        let mut ahead = 0_usize;
        let mut patches = self.patches.iter().peekable();
        let mut edits = edits
            .iter()
            .filter(|edit| self.text.get(edit.at.clone()) != Some(edit.to.as_str()))
            .peekable();
        loop {
            let patch_first = match (patches.peek(), edits.peek()) {
                (None, None) => break,
                (Some(patch), Some(edit)) => {
                    (patch.text.start, patch.text.end) <= (edit.at.start, edit.at.end)
                }
                (patch, _) => patch.is_some(),
            };
            let mut group = Group {
                old: 0..0,
                ahead: (ahead, ahead),
                kinds: Kinds::NONE,
                edits: Vec::new(),
            };
            // The first of a group, then all that reach into it.
            if patch_first {
                if let Some(patch) = patches.next() {
                    group.old = patch.text.clone();
                    group.patched(patch);
                }
            } else if let Some(edit) = edits.next() {
                group.old = edit.at.clone();
                group.edits.push(edit);
            }
            loop {
                if let Some(patch) = patches.next_if(|patch| meets(&group.old, &patch.text)) {
                    group.old.end = group.old.end.max(patch.text.end);
                    group.patched(patch);
                } else if let Some(edit) = edits.next_if(|edit| meets(&group.old, &edit.at)) {
                    group.old.end = group.old.end.max(edit.at.end);
                    group.edits.push(edit);
                } else {
                    break;
                }
            }
            if !group.edits.is_empty() {
                group.kinds = group.kinds.and(kinds);
            }
            ahead = group.ahead.1;
            round.put(&group, &self.source);
        }
        round.copy_to(self.text.len());
        (self.text, self.patches) = (round.new, round.patches);
    }
}

/// Whether a range that begins no earlier reaches into another. An empty one
/// does only between two characters of the other.
fn meets(one: &Range<usize>, later: &Range<usize>) -> bool {
    later.start < one.end && (later.start > one.start || !later.is_empty())
}

/// Patches and edits that touch the same bytes.
struct Group<'a> {
    old: Range<usize>,
    /// How far the source is ahead before and after.
    ahead: (usize, usize),
    kinds: Kinds,
    edits: Vec<&'a Edit>,
}

impl Group<'_> {
    fn patched(&mut self, patch: &Patch) {
        self.kinds = self.kinds.and(patch.kinds);
        self.ahead.1 = patch.source.end.wrapping_sub(patch.text.end);
    }
}

/// A round under way.
struct Round<'a> {
    old: &'a str,
    new: String,
    copied: usize,
    patches: Vec<Patch>,
}

impl Round<'_> {
    fn copy_to(&mut self, end: usize) {
        if let Some(kept) = self.old.get(self.copied..end) {
            self.new.push_str(kept);
            self.copied = end;
        }
    }

    fn put(&mut self, group: &Group<'_>, source: &str) {
        self.copy_to(group.old.start);
        let start = self.new.len();
        for edit in &group.edits {
            self.copy_to(edit.at.start);
            self.new.push_str(&edit.to);
            self.copied = self.copied.max(edit.at.end);
        }
        self.copy_to(group.old.end);
        let patch = Patch {
            source: group.old.start.wrapping_add(group.ahead.0)
                ..group.old.end.wrapping_add(group.ahead.1),
            text: start..self.new.len(),
            kinds: group.kinds,
        };
        // A later round may bring back what an earlier one took.
        if source.get(patch.source.clone()) != self.new.get(patch.text.clone()) {
            self.patches.push(patch);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repair::RepairKind;

    /// The patches lead from either text to the other.
    fn holds(trace: &Trace) {
        let lead = |from: &str, pairs: Vec<(Range<usize>, &str)>| {
            let (mut to, mut done) = (String::new(), 0);
            for (at, text) in pairs {
                to.push_str(&from[done..at.start]);
                to.push_str(text);
                done = at.end;
            }
            to + &from[done..]
        };
        let there = trace.patches.iter();
        let there = there.map(|p| (p.source.clone(), &trace.text[p.text.clone()]));
        assert_eq!(lead(&trace.source, there.collect()), trace.text);
        let back = trace.patches.iter();
        let back = back.map(|p| (p.text.clone(), &trace.source[p.source.clone()]));
        assert_eq!(lead(&trace.text, back.collect()), trace.source);
    }

    fn kinds() -> Kinds {
        Kinds::of(RepairKind::Space)
    }

    #[test]
    fn rounds_of_edits_come_to_one_list_of_patches() {
        let mut trace = Trace::new("ab(x)cd?ef^g".to_owned());
        trace.apply(&[Edit::new(2..5, "")], kinds());
        assert_eq!(trace.text, "abcd?ef^g");
        trace.apply(&[Edit::new(4..8, "XYZ")], kinds());
        holds(&trace);
        trace.apply(
            &[
                Edit::new(1..2, "B"),
                Edit::new(2..3, "C"),
                Edit::new(5..6, "y"),
            ],
            kinds(),
        );
        assert_eq!(trace.text, "aBCdXyZg");
        holds(&trace);
        let befores = trace
            .patches
            .iter()
            .map(|p| &trace.source[p.source.clone()]);
        assert_eq!(befores.collect::<Vec<_>>(), ["b", "(x)", "c", "?ef^"]);
        // What is brought back is no patch.
        trace.apply(&[Edit::new(1..2, "b")], kinds());
        assert_eq!(trace.patches.len(), 3);
        holds(&trace);
    }

    proptest::proptest! {
        #[test]
        fn patches_lead_from_either_text_to_the_other(
            text in "[ab]{0,24}",
            rounds in proptest::collection::vec(
                proptest::collection::vec((0_usize..4, 0_usize..4, "[abc]{0,3}"), 0..6), 0..5),
        ) {
            let mut trace = Trace::new(text);
            for round in rounds {
                let (mut edits, mut end) = (Vec::new(), 0);
                for (gap, length, to) in round {
                    let at = end + gap..end + gap + length;
                    end = at.end;
                    // A round inserts nothing where nothing was.
                    if end > trace.text.len() || at.is_empty() {
                        continue;
                    }
                    edits.push(Edit::new(at, to));
                }
                trace.apply(&edits, kinds());
                holds(&trace);
            }
        }
    }
}
