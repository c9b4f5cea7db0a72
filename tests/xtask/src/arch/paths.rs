//! Walks one file and judges each of its paths.

use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, Lit, LitStr, Meta, Token};

use super::lent::{Lent, type_name};
use super::rooms::{Meaning, Names, imports, known, may_name, plain};
use super::{Source, Verdict, Wrong, tokens};

/// Adds to the verdict what stands in this file.
pub(super) fn judge(
    source: &Source,
    tree: &syn::File,
    names: &Names,
    lent: &Lent,
    verdict: &mut Verdict,
) {
    let mut walk = Walk {
        source,
        module: source.module.clone(),
        owner: None,
        names,
        lent,
        verdict,
    };
    if let Some(room) = source.module.first()
        && !known(room)
    {
        let what = format!("the table of rooms has no `{room}`");
        walk.verdict.wrong.push(Wrong {
            file: source.name.clone(),
            line: 1,
            what,
        });
    }
    walk.visit_file(tree);
}

struct Walk<'a> {
    source: &'a Source,
    /// The module in which we stand, inline modules included.
    module: Vec<String>,
    /// What `Self` is.
    owner: Option<String>,
    names: &'a Names,
    lent: &'a Lent,
    verdict: &'a mut Verdict,
}

impl Walk<'_> {
    /// Judges a path by its first step below the crate.
    fn path(&mut self, path: &[String], line: usize, whole: bool) {
        let Some(room) = self.module.first().cloned() else {
            return; // The root may name everything: it stands above all rooms.
        };
        let Some(steps) = self.absolute(path) else {
            return; // Another crate's, or a name that an import brought, judged there.
        };
        self.verdict.paths += 1;
        let shown = path.join("::");
        let Some(first) = steps.first() else {
            if whole {
                self.wrong(line, format!("{shown} brings in the whole crate and hides what `{room}` needs: name the rooms"));
            }
            return;
        };
        match self.names.meaning(first) {
            Meaning::Room(other) if may_name(&room, &other) => {}
            Meaning::Room(other) => {
                self.wrong(line, format!("`{room}` may not name `{other}` ({shown})"))
            }
            Meaning::Outside => {}
            Meaning::Root => self.wrong(
                line,
                format!("{shown} stands at the root, above all rooms: `{room}` may not name it"),
            ),
            Meaning::Unclear => {
                self.wrong(line, format!("{shown} comes through a `*` at the root, so its room can't be told: name its module"));
            }
        }
    }

    /// The steps below the crate, if the path says so itself.
    fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        let mut rest = path.iter().map(String::as_str).peekable();
        let mut base = match *rest.peek()? {
            "crate" => Vec::new(),
            "self" | "super" => self.module.clone(),
            _ => return None,
        };
        while let Some(step) = rest.next_if(|step| ["crate", "self", "super"].contains(step)) {
            if step == "super" {
                base.pop()?;
            }
        }
        base.extend(rest.map(str::to_owned));
        Some(base)
    }

    fn tokens(&mut self, stream: proc_macro2::TokenStream) {
        for found in tokens::paths(stream) {
            self.path(&found.path, found.line, found.whole);
        }
    }

    fn wrong(&mut self, line: usize, what: String) {
        self.verdict.wrong.push(Wrong {
            file: self.source.name.clone(),
            line,
            what,
        });
    }

    /// A function of a type, written `Type::function`.
    fn associated(&mut self, path: &syn::Path) {
        let mut last = path.segments.iter().rev();
        if let (Some(name), Some(owner), Some(room)) =
            (last.next(), last.next(), self.module.first())
        {
            let owner = match (&self.owner, owner.ident == "Self") {
                (Some(known), true) => known.clone(),
                _ => owner.ident.to_string(),
            };
            if let Some(other) = self.lent.wrong_path(room, &owner, &name.ident.to_string()) {
                let what = format!(
                    "`{room}` may not name `{other}` ({owner}::{} is written there)",
                    name.ident
                );
                self.wrong(name.ident.span().start().line, what);
            }
        }
    }
}

/// Whether the attribute is `#[cfg(test)]`.
fn for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute
            .parse_args::<syn::Path>()
            .is_ok_and(|condition| condition.is_ident("test"))
}

impl<'ast> Visit<'ast> for Walk<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if item
            .attrs
            .iter()
            .any(|attribute| attribute.path().is_ident("path"))
        {
            let line = item.ident.span().start().line;
            self.wrong(line, "`#[path]` hides a file from this check".to_owned());
        }
        // The root's own tests stand where the root stands.
        if self.module.is_empty() && item.attrs.iter().any(for_tests) {
            visit::visit_item_mod(self, item);
            return;
        }
        self.module.push(plain(&item.ident));
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let outer = std::mem::replace(&mut self.owner, type_name(&item.self_ty));
        visit::visit_item_impl(self, item);
        self.owner = outer;
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.visit_attributes(&item.attrs);
        if item.leading_colon.is_none() {
            for import in imports(&item.tree) {
                self.path(&import.path, import.line, true);
            }
        }
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        if item.ident == "self" {
            let line = item.ident.span().start().line;
            self.wrong(
                line,
                "`extern crate self` gives the crate a second name".to_owned(),
            );
        }
    }

    // `pub(in crate::money)` says who may look in, not what is looked at.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none()
            && let Some(first) = path.segments.first()
        {
            let steps: Vec<String> = path
                .segments
                .iter()
                .map(|segment| plain(&segment.ident))
                .collect();
            // `self` by itself is the receiver.
            if steps.len() > 1 {
                self.path(&steps, first.ident.span().start().line, false);
            }
        }
        self.associated(path);
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let key = (call.method.to_string(), call.args.len());
        if let Some(room) = self.module.first()
            && let Some(other) = self.lent.wrong_call(room, &key)
        {
            let what = format!(
                "`{room}` may not name `{other}` (the method {} is written there)",
                call.method
            );
            self.wrong(call.method.span().start().line, what);
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        if call.path.is_ident("include") {
            let line = call
                .path
                .segments
                .first()
                .map_or(0, |segment| segment.ident.span().start().line);
            self.wrong(line, "`include!` hides a file from this check".to_owned());
        }
        // `assert!(a, b)` and its like hold expressions; of the others the
        // tokens must do.
        match call.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) {
            Ok(expressions) => expressions.iter().for_each(|expression| {
                // The tree is ours, not the file's, so it is walked by a visitor of its own.
                Walk {
                    source: self.source,
                    module: self.module.clone(),
                    owner: self.owner.clone(),
                    names: self.names,
                    lent: self.lent,
                    verdict: self.verdict,
                }
                .visit_expr(expression);
            }),
            Err(_) => self.tokens(call.tokens.clone()),
        }
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if attribute.path().is_ident("doc") {
            return; // A link in a text is no arrow.
        }
        self.visit_path(attribute.path());
        match &attribute.meta {
            Meta::Path(_) => {}
            Meta::List(list) => {
                self.tokens(list.tokens.clone());
                self.quoted(list.tokens.clone());
            }
            Meta::NameValue(pair) => {
                if let Expr::Lit(syn::ExprLit {
                    lit: Lit::Str(text),
                    ..
                }) = &pair.value
                {
                    self.quoted_path(text);
                }
                self.visit_expr(&pair.value);
            }
        }
    }
}

impl Walk<'_> {
    fn visit_attributes(&mut self, attributes: &[Attribute]) {
        for attribute in attributes {
            self.visit_attribute(attribute);
        }
    }

    /// serde takes paths as text: `#[serde(with = "crate::money::text")]`.
    fn quoted(&mut self, stream: proc_macro2::TokenStream) {
        for token in stream {
            match token {
                proc_macro2::TokenTree::Group(group) => self.quoted(group.stream()),
                proc_macro2::TokenTree::Literal(literal) => {
                    if let Ok(text) =
                        syn::parse2::<LitStr>(proc_macro2::TokenTree::Literal(literal).into())
                    {
                        self.quoted_path(&text);
                    }
                }
                _ => {}
            }
        }
    }

    fn quoted_path(&mut self, text: &LitStr) {
        if let Ok(path) = text.parse::<syn::Path>() {
            let steps: Vec<String> = path
                .segments
                .iter()
                .map(|segment| plain(&segment.ident))
                .collect();
            if steps.len() > 1 {
                self.path(&steps, text.span().start().line, false);
            }
        }
    }
}
