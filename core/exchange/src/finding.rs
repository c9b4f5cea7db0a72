use bangfu::error::{Code, Lang, Pointer};
use serde::Serialize;

/// What a finding means for the row that it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The row, or a line of it, is not taken.
    KeptOut,
    /// It is taken, and a person should look at it.
    Doubt,
    /// It is taken, and this is how.
    Note,
}

/// How many findings of one kind a file has beyond those that are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    /// What they mean for their rows.
    pub weight: Weight,
    /// Their number.
    pub number: u16,
    /// The name that stays.
    pub name: &'static str,
    /// How many there are.
    pub count: usize,
}

/// How many findings of each kind there are. Those that come first are kept.
#[derive(Debug)]
pub(crate) struct Tally {
    most: usize,
    /// Each kind with how many are not kept, and how many are.
    kinds: Vec<(More, usize)>,
}

impl Tally {
    pub(crate) const fn new(most: usize) -> Self {
        Self {
            most,
            kinds: Vec::new(),
        }
    }

    /// What was kept before, and what was not.
    pub(crate) fn after(most: usize, kept: &[Finding], more: &[More]) -> Self {
        let mut tally = Self::new(most);
        for finding in kept {
            let kind = tally.kind(finding.weight, finding.number(), finding.name());
            kind.1 = kind.1.saturating_add(1);
        }
        more.iter().for_each(|more| tally.add(more));
        tally
    }

    /// Counts one, and says whether it is kept: what comes behind one of its kind
    /// that was not is not either.
    pub(crate) fn keeps(&mut self, weight: Weight, number: u16, name: &'static str) -> bool {
        let most = self.most;
        let (more, kept) = self.kind(weight, number, name);
        let keeps = more.count == 0 && *kept < most;
        let count = if keeps { kept } else { &mut more.count };
        *count = count.saturating_add(1);
        keeps
    }

    /// Counts some that are not kept.
    fn add(&mut self, more: &More) {
        let (known, _) = self.kind(more.weight, more.number, more.name);
        known.count = known.count.saturating_add(more.count);
    }

    fn kind(&mut self, weight: Weight, number: u16, name: &'static str) -> &mut (More, usize) {
        let like = |(known, _): &(More, usize)| {
            (known.weight, known.number, known.name) == (weight, number, name)
        };
        let at = self.kinds.iter().position(like).unwrap_or_else(|| {
            let more = More {
                weight,
                number,
                name,
                count: 0,
            };
            self.kinds.push((more, 0));
            self.kinds.len().saturating_sub(1)
        });
        // It is there, or was put there.
        &mut self.kinds[at]
    }

    /// What is not kept.
    pub(crate) fn more(&self) -> impl Iterator<Item = More> {
        let more = self.kinds.iter().map(|(more, _)| more);
        more.filter(|more| more.count > 0).cloned()
    }
}

/// What is found in a file: of each kind the first up to a limit, and how many
/// more there are, so that a long file with one fault in each row does not take
/// its room many times.
#[derive(Debug)]
pub(crate) struct Findings {
    kept: Vec<Finding>,
    tally: Tally,
}

impl Findings {
    pub(crate) const fn new(most: usize) -> Self {
        Self {
            kept: Vec::new(),
            tally: Tally::new(most),
        }
    }

    pub(crate) fn push(&mut self, finding: Finding) {
        let (weight, number, name) = (finding.weight, finding.number(), finding.name());
        if self.tally.keeps(weight, number, name) {
            self.kept.push(finding);
        }
    }

    /// Notes something, which is put into words only if it is kept.
    pub(crate) fn note(
        &mut self,
        weight: Weight,
        what: &impl Code,
        finding: impl FnOnce() -> Finding,
    ) {
        if self.tally.keeps(weight, what.number(), what.name()) {
            self.kept.push(finding());
        }
    }

    /// Takes over what was found in a part of the file.
    pub(crate) fn take(&mut self, other: &Self) {
        other.kept.iter().cloned().for_each(|row| self.push(row));
        for more in other.tally.more() {
            self.tally.add(&more);
        }
    }

    /// Those that are kept.
    pub(crate) fn rows(&self) -> &[Finding] {
        &self.kept
    }

    /// Those that are kept, and how many more there are.
    pub(crate) fn into_parts(self) -> (Vec<Finding>, Vec<More>) {
        (self.kept, self.tally.more().collect())
    }
}

/// Something that was found in a sheet, at a cell.
///
/// The text names the sheet's own labels at most, never a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    sheet: String,
    cell: String,
    weight: Weight,
    said: bangfu::finding::Finding,
    suggestion: Option<String>,
}

impl Finding {
    /// Says what was found in a cell.
    pub(crate) fn new(sheet: &str, cell: String, weight: Weight, what: &impl Code) -> Self {
        Self {
            sheet: sheet.to_owned(),
            cell,
            weight,
            said: bangfu::finding::Finding::at(what, &Pointer::root()),
            suggestion: None,
        }
    }

    /// Says what the cell should hold.
    #[must_use]
    pub(crate) fn suggesting(mut self, value: impl Into<String>) -> Self {
        self.suggestion = Some(value.into());
        self
    }

    /// The name of the sheet.
    #[must_use]
    pub fn sheet(&self) -> &str {
        &self.sheet
    }

    /// The cell, such as `D1637`; of JSON the pointer; empty for the whole
    /// sheet.
    #[must_use]
    pub fn cell(&self) -> &str {
        &self.cell
    }

    /// What it means for the row.
    #[must_use]
    pub const fn weight(&self) -> Weight {
        self.weight
    }

    /// The number of the error, notice or note.
    #[must_use]
    pub const fn number(&self) -> u16 {
        self.said.number()
    }

    /// The name that stays.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.said.name()
    }

    /// What was found, in the language asked for.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        self.said.text(lang)
    }

    /// What the cell should hold, where that is known.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestion.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Notice;

    fn found(what: &Notice) -> Finding {
        Finding::new("s", String::new(), Weight::Doubt, what)
    }

    #[test]
    fn of_each_kind_the_first_are_kept_and_the_rest_is_counted() {
        let mut part = Findings::new(2);
        for _ in 0..5 {
            part.note(Weight::Doubt, &Notice::NoHeader, || {
                found(&Notice::NoHeader)
            });
        }
        part.push(found(&Notice::UnclearEarmark));
        let mut all = Findings::new(2);
        all.push(found(&Notice::NoHeader));
        all.take(&part);
        assert_eq!(all.rows().len(), 3);
        let (kept, more) = all.into_parts();
        let names: Vec<_> = kept.iter().map(Finding::name).collect();
        assert_eq!(names, ["NO_HEADER", "NO_HEADER", "UNCLEAR_EARMARK"]);
        let more: Vec<_> = more.iter().map(|more| (more.name, more.count)).collect();
        assert_eq!(more, [("NO_HEADER", 4)]);
    }

    #[test]
    fn what_is_beyond_the_limit_is_not_put_into_words() {
        let mut findings = Findings::new(0);
        findings.note(Weight::Note, &Notice::NoHeader, || unreachable!());
        let (kept, more) = findings.into_parts();
        assert_eq!((kept.len(), more.len()), (0, 1));
    }
}
