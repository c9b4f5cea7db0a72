//! Puts a programme together and tries its rules on its facts.

use std::cmp::Ordering;

use super::index::{Index, member};
use super::reader::Reader;
use super::tree::Node;
use super::{Errors, Flaw, InputError, Limits};
use super::{giving, lists, registry, rules};
use crate::giving::Giving;
use crate::lists::Lists;
use crate::policy::{self, Rules, Subject};
use crate::programme::{Origin, Programme, ProgrammeFormat, RulesReference, RulesSource};
use crate::registry::Registry;
use crate::sorted::sort_by;

/// The format that programmes name.
pub(super) const FORMAT: &str = "bangfu.programme/1";

/// Reads a programme whose rows are not all there yet; its rules are not tried.
pub(super) fn read_untried(
    tree: &Node<'_>,
    text: &str,
    limits: &Limits,
) -> Result<Programme, Errors> {
    let mut reader = Reader::new(limits);
    let draft = draft(&mut reader, tree, &Index::of(tree).with_needs_elsewhere());
    let errors = reader.finish(text);
    match draft.and_then(Draft::sorted) {
        Some(programme) if errors.is_empty() => Ok(programme),
        _ => Err(errors),
    }
}

/// Reads a programme whose `format` was checked.
pub(super) fn read(tree: &Node<'_>, text: &str, limits: &Limits) -> Result<Programme, Errors> {
    let mut reader = Reader::new(limits);
    let index = Index::of(tree);
    let Some(draft) = draft(&mut reader, tree, &index) else {
        return Err(reader.finish(text));
    };
    let whole = draft.whole(tree);
    let programme = draft.sorted();
    if let Some(programme) = &programme {
        try_rules(&mut reader, tree, programme, whole);
    }
    let errors = reader.finish(text);
    match programme {
        Some(programme) if errors.is_empty() => Ok(programme),
        _ => Err(errors),
    }
}

/// Notes why the programme's own rules can't be applied to its facts. Where
/// rows could not be read, what speaks of all of them together is not judged.
fn try_rules(reader: &mut Reader<'_>, tree: &Node<'_>, programme: &Programme, whole: bool) {
    let Some(rules) = programme.rules() else {
        return;
    };
    for (subject, error) in policy::check(programme.facts(), rules) {
        if matches!(subject, Subject::Basis) && !whole {
            continue;
        }
        let pointer = programme.pointer(&subject);
        reader.note_at(Reader::way_to(tree, &pointer), pointer, error);
    }
}

/// What looks odd in a programme that was read from `tree`.
pub(super) fn warnings(
    tree: &Node<'_>,
    text: &str,
    limits: &Limits,
    programme: &Programme,
) -> Vec<Flaw> {
    let mut reader = Reader::new(limits);
    for (subject, warning) in policy::warnings(programme.facts(), programme.rules()) {
        let pointer = programme.pointer(&subject);
        let warning = InputError::Warning(warning);
        reader.note_at(Reader::way_to(tree, &pointer), pointer, warning);
    }
    reader.finish(text).flaws
}

/// A programme in the order of the document; values that were noted as wrong
/// are left out.
struct Draft {
    id: Option<crate::registry::Id>,
    name: Option<String>,
    as_of: Option<crate::time::Date>,
    source_text: Option<String>,
    registry: Registry,
    lists: Lists,
    giving: Giving,
    rules: Option<RulesSource>,
    provenance: crate::registry::Provenance,
}

fn draft<'t>(reader: &mut Reader<'t>, tree: &'t Node<'t>, index: &Index<'t>) -> Option<Draft> {
    let mut members = reader.object(tree)?;
    reader.optional(&mut members, "format", Reader::text);
    let id = reader.required(&mut members, "id", Reader::id);
    let name = reader.optional(&mut members, "name", Reader::text);
    let as_of = reader.required(&mut members, "as_of", Reader::date);
    let source_text = reader.optional(&mut members, "source_text", Reader::text);
    let registry = reader.optional(&mut members, "registry", |reader, node| {
        registry::registry(reader, node, index)
    });
    let lists = reader.optional(&mut members, "lists", |reader, node| {
        lists::lists(reader, node, index)
    });
    let giving = reader.optional(&mut members, "giving", |reader, node| {
        giving::giving(reader, node, index)
    });
    let rules = reader.optional(&mut members, "rules", rules_source);
    let provenance = reader.provenance(&mut members);
    reader.close(members);
    Some(Draft {
        id,
        name,
        as_of,
        source_text,
        registry: registry.unwrap_or_default(),
        lists: lists.unwrap_or_default(),
        giving: giving.unwrap_or_default(),
        rules,
        provenance,
    })
}

fn rules_source<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<RulesSource> {
    if member(node, "reference").is_none_or(|node| matches!(node, Node::Null)) {
        return rules::rules(reader, node).map(|rules: Rules| RulesSource::Book(Box::new(rules)));
    }
    let mut members = reader.object(node)?;
    let reference = reader.required(&mut members, "reference", Reader::id);
    reader.close(members);
    Some(RulesSource::Reference(RulesReference {
        reference: reference?,
    }))
}

impl Draft {
    /// Whether every need of the tree could be read.
    fn whole(&self, tree: &Node<'_>) -> bool {
        match member(tree, "lists").and_then(|lists| member(lists, "needs")) {
            Some(Node::List(entries)) => entries.len() == self.lists.needs.len(),
            _ => true,
        }
    }

    /// The programme with its lists sorted; none without a day.
    fn sorted(self) -> Option<Programme> {
        let Self {
            id,
            name,
            as_of,
            source_text,
            mut registry,
            mut lists,
            mut giving,
            rules,
            provenance,
        } = self;
        let origin = Origin {
            organisations: sort(&mut registry.organisations, |a, b| a.id.cmp(&b.id)),
            places: sort(&mut registry.places, |a, b| a.code.cmp(&b.code)),
            items: sort(&mut lists.items, |a, b| a.id.cmp(&b.id)),
            projects: sort(&mut lists.projects, |a, b| a.id.cmp(&b.id)),
            needs: sort(&mut lists.needs, |a, b| a.id.cmp(&b.id)),
            resources: sort(&mut lists.resources, |a, b| a.id.cmp(&b.id)),
            pledges: sort(&mut giving.pledges, |a, b| a.id.cmp(&b.id)),
            gifts: sort(&mut giving.gifts, |a, b| a.id.cmp(&b.id)),
        };
        // An id that is wrong was noted; any other will do for trying the rules.
        let id = id.or_else(|| crate::registry::Id::parse("-"))?;
        let format = ProgrammeFormat::V1;
        let as_of = as_of?;
        Some(Programme {
            format,
            id,
            name,
            as_of,
            source_text,
            registry,
            lists,
            giving,
            rules,
            provenance,
            origin,
        })
    }
}

/// Sorts rows, and says where each stood before.
pub(super) fn sort<T>(rows: &mut [T], compare: impl FnMut(&T, &T) -> Ordering) -> Vec<u32> {
    // Lists have at most 10⁷ entries.
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    sort_by(rows, compare).into_iter().map(number).collect()
}
