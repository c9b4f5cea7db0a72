//! The rooms, their floors, and what a name at the crate's root stands for.

use std::collections::BTreeMap;

use syn::visit::{self, Visit};
use syn::{Item, UseTree};

use super::Source;

/// The floors of the house, ground floor first. A room may name the rooms of
/// the floors below its own. Rooms of one floor don't know each other: that
/// `verify` never names `allocate` is what makes its word worth something.
const FLOORS: &[&[&str]] = &[
    &["error"],
    &["money", "code", "time", "canonical", "misuse", "sorted"],
    &["registry"],
    &["lists"],
    &["giving"],
    &["policy"],
    &["programme"],
    &["plan"],
    &["allocate", "verify"],
    &["document", "compare", "fairness"],
    &["finding"],
    &["answer"],
];

/// Whether the table knows the room.
pub(super) fn known(room: &str) -> bool {
    floor(room).is_some()
}

/// Whether `from` may name `to`.
pub(super) fn may_name(from: &str, to: &str) -> bool {
    from == to || matches!((floor(from), floor(to)), (Some(from), Some(to)) if to < from)
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

/// What a name at the crate's root stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A room, or something that a room owns.
    Room(String),
    /// Another crate's.
    Outside,
    /// Something that the root itself owns: it stands above all rooms.
    Root,
    /// Nothing that can be found out, because the root imports by `*`.
    Unclear,
}

enum Entry {
    Module,
    Import(Vec<String>),
    Own,
    Exported(String),
}

/// The names at the crate's root.
pub(super) struct Names {
    entries: BTreeMap<String, Entry>,
    globs: bool,
}

impl Names {
    pub(super) fn of_root(files: &[(&Source, syn::File)]) -> Result<Self, String> {
        let (_, root) = files
            .iter()
            .find(|(source, _)| source.module.is_empty())
            .ok_or("the crate has no lib.rs")?;
        let mut names = Self {
            entries: BTreeMap::new(),
            globs: false,
        };
        for item in &root.items {
            names.enter(item);
        }
        for (source, tree) in files {
            if let Some(room) = source.module.first() {
                let mut exported = Exported {
                    room,
                    names: &mut names,
                };
                exported.visit_file(tree);
            }
        }
        Ok(names)
    }

    /// What the name stands for, through as many re-exports as it takes.
    pub(super) fn meaning(&self, name: &str) -> Meaning {
        let mut name = name;
        // More steps than names would be a circle, which does not compile.
        for _ in 0..=self.entries.len() {
            match self.entries.get(name) {
                Some(Entry::Module) => return Meaning::Room(name.to_owned()),
                Some(Entry::Exported(room)) => return Meaning::Room(room.clone()),
                Some(Entry::Own) => return Meaning::Root,
                Some(Entry::Import(path)) => match path.as_slice() {
                    [first, ..] if first != name && self.entries.contains_key(first) => {
                        name = first
                    }
                    _ => return Meaning::Outside,
                },
                None if self.globs => return Meaning::Unclear,
                // A name that the root lacks: a macro of the root, or no Rust.
                None => return Meaning::Root,
            }
        }
        Meaning::Unclear
    }

    fn enter(&mut self, item: &Item) {
        let own = match item {
            Item::Use(item) => {
                for import in imports(&item.tree) {
                    self.import(item.leading_colon.is_some(), import);
                }
                return;
            }
            Item::Mod(item) => {
                self.entries.insert(item.ident.to_string(), Entry::Module);
                return;
            }
            Item::Const(item) => &item.ident,
            Item::Enum(item) => &item.ident,
            Item::Fn(item) => &item.sig.ident,
            Item::Static(item) => &item.ident,
            Item::Struct(item) => &item.ident,
            Item::Trait(item) => &item.ident,
            Item::Type(item) => &item.ident,
            Item::Union(item) => &item.ident,
            _ => return,
        };
        self.entries.insert(own.to_string(), Entry::Own);
    }

    fn import(&mut self, outside: bool, import: Import) {
        let mut path = import.path;
        path.retain(|step| step != "crate" && step != "self");
        if import.glob {
            // `pub use money::*` brings names that only the compiler knows.
            self.globs = true;
        } else if let Some(name) = import.name {
            let path = if outside { Vec::new() } else { path };
            // `pub use plan::plan` beside `mod plan`: two name spaces, one room.
            self.entries.entry(name).or_insert(Entry::Import(path));
        }
    }
}

/// Macros with `#[macro_export]` stand at the root, wherever they are written.
struct Exported<'names, 'room> {
    room: &'room str,
    names: &'names mut Names,
}

impl<'ast> Visit<'ast> for Exported<'_, '_> {
    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        if item
            .attrs
            .iter()
            .any(|attribute| attribute.path().is_ident("macro_export"))
            && let Some(name) = &item.ident
        {
            self.names
                .entries
                .insert(name.to_string(), Entry::Exported(self.room.to_owned()));
        }
        visit::visit_item_macro(self, item);
    }
}

/// One name that a `use` line brings in.
#[derive(Debug)]
pub(super) struct Import {
    /// The whole path.
    pub(super) path: Vec<String>,
    pub(super) line: usize,
    /// Everything below the path.
    pub(super) glob: bool,
    /// The name it has here; none for `as _` and `*`.
    pub(super) name: Option<String>,
}

/// The names that a `use` line brings in, one by one.
pub(super) fn imports(tree: &UseTree) -> Vec<Import> {
    let mut found = Vec::new();
    walk(tree, &mut Vec::new(), &mut found);
    found
}

fn walk(tree: &UseTree, path: &mut Vec<String>, found: &mut Vec<Import>) {
    let mut leaf = |step: Option<&syn::Ident>,
                    name: Option<String>,
                    glob: bool,
                    line: usize,
                    path: &[String]| {
        let mut path = path.to_vec();
        // `money::{self}` is `money`.
        if let Some(step) = step.filter(|step| path.is_empty() || *step != "self") {
            path.push(plain(step));
        }
        let name = name
            .or_else(|| path.last().cloned())
            .filter(|name| name != "_" && !glob);
        found.push(Import {
            path,
            line,
            glob,
            name,
        });
    };
    match tree {
        UseTree::Path(tree) => {
            path.push(plain(&tree.ident));
            walk(&tree.tree, path, found);
            path.pop();
        }
        UseTree::Name(tree) => leaf(
            Some(&tree.ident),
            None,
            false,
            tree.ident.span().start().line,
            path,
        ),
        UseTree::Rename(tree) => {
            let name = Some(plain(&tree.rename));
            leaf(
                Some(&tree.ident),
                name,
                false,
                tree.ident.span().start().line,
                path,
            );
        }
        UseTree::Glob(tree) => leaf(None, None, true, tree.star_token.span.start().line, path),
        UseTree::Group(tree) => tree.items.iter().for_each(|tree| walk(tree, path, found)),
    }
}

/// `r#name` is `name`.
pub(super) fn plain(ident: &syn::Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}
