//! Which ids a programme has, so that references can be judged while it is
//! read: they may point forwards, and to entries with errors of their own.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::DocumentError;
use super::reader::{Members, Reader};
use super::tree::Node;
use crate::code::DivisionCode;
use crate::registry::Id;

/// The ids of a programme by list.
#[derive(Default)]
pub(super) struct Index<'t> {
    /// Whether references to projects lead out of what is read, and are judged
    /// elsewhere.
    open_projects: bool,
    /// The same of needs.
    open_needs: bool,
    organisations: HashSet<&'t str>,
    places: HashSet<DivisionCode>,
    items: HashSet<&'t str>,
    projects: HashMap<&'t str, bool>,
    needs: HashSet<&'t str>,
    events: HashSet<&'t str>,
    pledges: HashSet<&'t str>,
}

/// The first member with this key.
pub(super) fn member<'t>(node: &'t Node<'t>, key: &str) -> Option<&'t Node<'t>> {
    let Node::Object(members) = node else {
        return None;
    };
    members
        .iter()
        .find(|(name, _)| name == key)
        .map(|(_, value)| value)
}

fn text<'t>(node: &'t Node<'t>, key: &str) -> Option<&'t str> {
    match member(node, key)? {
        Node::Text(text) => Some(text),
        _ => None,
    }
}

fn entries<'t>(root: &'t Node<'t>, room: &str, list: &str) -> &'t [Node<'t>] {
    match member(root, room).and_then(|room| member(room, list)) {
        Some(Node::List(entries)) => entries,
        _ => &[],
    }
}

fn ids<'t>(root: &'t Node<'t>, room: &str, list: &str) -> HashSet<&'t str> {
    entries(root, room, list)
        .iter()
        .filter_map(|entry| text(entry, "id"))
        .collect()
}

impl<'t> Index<'t> {
    pub(super) fn of(root: &'t Node<'t>) -> Self {
        let codes = entries(root, "registry", "places")
            .iter()
            .filter_map(|entry| text(entry, "code"));
        let projects = entries(root, "lists", "projects").iter();
        let event = member(root, "giving").and_then(|giving| member(giving, "event"));
        Self {
            open_projects: false,
            open_needs: false,
            organisations: ids(root, "registry", "organisations"),
            places: codes
                .filter_map(|code| DivisionCode::parse(code).ok())
                .collect(),
            items: ids(root, "lists", "items"),
            projects: projects
                .filter_map(|entry| {
                    let category = member(entry, "category");
                    let named = category.is_some_and(|node| !matches!(node, Node::Null));
                    Some((text(entry, "id")?, named))
                })
                .collect(),
            needs: ids(root, "lists", "needs"),
            events: event
                .and_then(|event| text(event, "id"))
                .into_iter()
                .collect(),
            pledges: ids(root, "giving", "pledges"),
        }
    }

    /// For a restriction that is read by itself.
    pub(super) fn open() -> Self {
        Self {
            open_projects: true,
            open_needs: true,
            ..Self::default()
        }
    }

    /// For a programme whose needs are not all there.
    pub(super) const fn with_needs_elsewhere(mut self) -> Self {
        self.open_needs = true;
        self
    }

    pub(super) fn organisation(&self, reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Id> {
        resolved(reader, node, "registry.organisations", |id| {
            self.organisations.contains(id)
        })
    }

    pub(super) fn item(&self, reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Id> {
        resolved(reader, node, "lists.items", |id| self.items.contains(id))
    }

    pub(super) fn project(&self, reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Id> {
        resolved(reader, node, "lists.projects", |id| {
            self.open_projects || self.projects.contains_key(id)
        })
    }

    pub(super) fn need(&self, reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Id> {
        resolved(reader, node, "lists.needs", |id| {
            self.open_needs || self.needs.contains(id)
        })
    }

    pub(super) fn event(&self, reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Id> {
        resolved(reader, node, "giving.event", |id| self.events.contains(id))
    }

    pub(super) fn pledge(&self, reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Id> {
        resolved(reader, node, "giving.pledges", |id| {
            self.pledges.contains(id)
        })
    }

    pub(super) fn place(
        &self,
        reader: &mut Reader<'t>,
        node: &'t Node<'t>,
    ) -> Option<DivisionCode> {
        let code = reader.division(node)?;
        if !self.places.contains(&code) {
            reader.note(DocumentError::UnknownReference {
                list: "registry.places",
            });
        }
        Some(code)
    }

    /// Whether the project names a category that its needs inherit. A project
    /// that does not exist is an error of its own.
    pub(super) fn has_category(&self, project: &Id) -> bool {
        self.projects.get(project.as_str()).copied().unwrap_or(true)
    }
}

/// A reference is kept although it leads nowhere: the rest of its record can
/// still be checked.
fn resolved<'t>(
    reader: &mut Reader<'t>,
    node: &'t Node<'t>,
    list: &'static str,
    exists: impl FnOnce(&str) -> bool,
) -> Option<Id> {
    let id = reader.id(node)?;
    if !exists(id.as_str()) {
        reader.note(DocumentError::UnknownReference { list });
    }
    Some(id)
}

/// The ids that a list has had so far.
pub(super) struct Unique<K> {
    seen: HashMap<K, usize>,
    entry: usize,
}

impl<K: Eq + Hash> Unique<K> {
    pub(super) fn new() -> Self {
        Self {
            seen: HashMap::new(),
            entry: 0,
        }
    }

    /// Reads a value whose key no two entries may have alike.
    fn check<'t, T>(
        &mut self,
        reader: &mut Reader<'t>,
        members: &mut Members<'t>,
        key: &'static str,
        read: impl FnOnce(&mut Reader<'t>, &'t Node<'t>) -> Option<(T, K)>,
    ) -> Option<T> {
        let entry = self.entry;
        self.entry = entry.saturating_add(1);
        let (value, own) = reader.required(members, key, read)?;
        let first = *self.seen.entry(own).or_insert(entry);
        if first != entry {
            reader.note_key(members, key, DocumentError::DuplicateId { first });
        }
        Some(value)
    }
}

impl<'t> Unique<&'t str> {
    pub(super) fn id(&mut self, reader: &mut Reader<'t>, members: &mut Members<'t>) -> Option<Id> {
        self.key(reader, members, "id")
    }

    /// An id that stands under another key.
    pub(super) fn key(
        &mut self,
        reader: &mut Reader<'t>,
        members: &mut Members<'t>,
        key: &'static str,
    ) -> Option<Id> {
        self.check(reader, members, key, |reader, node| {
            let id = reader.id(node)?;
            match node {
                Node::Text(text) => Some((id, &**text)),
                _ => None,
            }
        })
    }
}

impl Unique<DivisionCode> {
    pub(super) fn code<'t>(
        &mut self,
        reader: &mut Reader<'t>,
        members: &mut Members<'t>,
    ) -> Option<DivisionCode> {
        self.check(reader, members, "code", |reader, node| {
            reader.division(node).map(|code| (code, code))
        })
    }
}
