//! Methods that a room lends to a type of a lower room.
//!
//! `document` gives `Programme` its `read`, `allocate` gives it its `allocate`.
//! A room below could call them without naming the room, so that no path shows
//! the arrow. They are therefore found by their names.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{FnArg, ImplItem, Signature, Type};

use super::Source;
use super::rooms::may_name;

/// A method's name and how many arguments it takes besides `self`.
pub(super) type Call = (String, usize);

/// Who lends what to whom.
#[derive(Default)]
pub(super) struct Lent {
    /// By type and name: the room that wrote it.
    associated: BTreeMap<(String, String), String>,
    /// By call: the rooms that lend it.
    methods: BTreeMap<Call, BTreeSet<String>>,
    /// By call: all rooms with a function of that name.
    defined: BTreeMap<Call, BTreeSet<String>>,
}

impl Lent {
    pub(super) fn collect(files: &[(&Source, syn::File)]) -> Self {
        let mut types = Types::default();
        visit_rooms(files, |room, tree| {
            types.room = room.to_owned();
            types.visit_file(tree);
        });
        let mut methods = Methods {
            owners: types.owners,
            room: String::new(),
            lent: Self::default(),
        };
        visit_rooms(files, |room, tree| {
            methods.room = room.to_owned();
            methods.visit_file(tree);
        });
        methods.lent
    }

    /// The room that lends `owner::name`, if `from` may not name it.
    pub(super) fn wrong_path(&self, from: &str, owner: &str, name: &str) -> Option<&str> {
        let room = self.associated.get(&(owner.to_owned(), name.to_owned()))?;
        (!may_name(from, room)).then_some(room)
    }

    /// The room that lends this method, if `from` may not name it and no room
    /// that it may name has a function that could be meant instead.
    pub(super) fn wrong_call(&self, from: &str, call: &Call) -> Option<&str> {
        let lenders = self.methods.get(call)?;
        let harmless = self
            .defined
            .get(call)?
            .iter()
            .any(|room| may_name(from, room));
        if harmless {
            None
        } else {
            lenders.iter().next().map(String::as_str)
        }
    }
}

fn visit_rooms(files: &[(&Source, syn::File)], mut visit: impl FnMut(&str, &syn::File)) {
    for (source, tree) in files {
        visit(source.module.first().map_or("", String::as_str), tree);
    }
}

/// Which room declares which type. Names are unique enough in one crate; a name
/// declared in two rooms counts for neither.
#[derive(Default)]
struct Types {
    room: String,
    owners: BTreeMap<String, Option<String>>,
}

impl Types {
    fn declare(&mut self, name: &syn::Ident) {
        let room = self.room.clone();
        self.owners
            .entry(name.to_string())
            .and_modify(|owner| {
                if owner.as_ref() != Some(&room) {
                    *owner = None;
                }
            })
            .or_insert(Some(room.clone()));
    }
}

impl<'ast> Visit<'ast> for Types {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.declare(&item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.declare(&item.ident);
    }
}

struct Methods {
    owners: BTreeMap<String, Option<String>>,
    room: String,
    lent: Lent,
}

impl<'ast> Visit<'ast> for Methods {
    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let owner = type_name(&item.self_ty)
            .and_then(|name| Some((name.clone(), self.owners.get(&name)?.clone()?)));
        if let (None, Some((name, owner))) = (&item.trait_, owner)
            && owner != self.room
        {
            for member in &item.items {
                if let ImplItem::Fn(function) = member {
                    let method = function.sig.ident.to_string();
                    self.lent
                        .associated
                        .insert((name.clone(), method), self.room.clone());
                    if let Some(call) = method_call(&function.sig) {
                        self.lent
                            .methods
                            .entry(call)
                            .or_default()
                            .insert(self.room.clone());
                    }
                }
            }
        }
        visit::visit_item_impl(self, item);
    }

    fn visit_signature(&mut self, signature: &'ast Signature) {
        if let Some(call) = method_call(signature) {
            self.lent
                .defined
                .entry(call)
                .or_default()
                .insert(self.room.clone());
        }
    }
}

fn method_call(signature: &Signature) -> Option<Call> {
    let receiver = matches!(signature.inputs.first(), Some(FnArg::Receiver(_)));
    receiver.then(|| (signature.ident.to_string(), signature.inputs.len() - 1))
}

/// The last name of a type's path.
pub(super) fn type_name(value: &Type) -> Option<String> {
    match value {
        Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}
