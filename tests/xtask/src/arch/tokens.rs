//! Finds paths among the tokens of a macro.
//!
//! What a macro's tokens mean is known to the macro alone. But a path that
//! begins with `crate`, `self` or `super` and goes on with `::` is a path
//! wherever it ends up.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path as it is written.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: Vec<String>,
    pub(super) line: usize,
    /// It ends in `::*`, or gives a new name to the crate itself (`crate as c`).
    pub(super) whole: bool,
}

/// All paths among the tokens, however deep.
pub(super) fn paths(tokens: TokenStream) -> Vec<Found> {
    let mut found = Vec::new();
    scan(tokens, &mut found);
    found
}

fn scan(tokens: TokenStream, found: &mut Vec<Found>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let TokenTree::Group(group) = token {
            scan(group.stream(), found);
        }
        let begins = matches!(token, TokenTree::Ident(name) if ["crate", "self", "super"].iter().any(|word| name == word));
        // `a::self` does not begin anything.
        let continues = at >= 2 && colons(&tokens, at - 2);
        if begins && !continues {
            read(&tokens, at, Vec::new(), found);
        }
        at += 1;
    }
}

/// Reads the path that begins at `at`, below `prefix`.
fn read(tokens: &[TokenTree], mut at: usize, prefix: Vec<String>, found: &mut Vec<Found>) {
    let line = tokens.get(at).map_or(0, |token| token.span().start().line);
    let mut path = prefix;
    let mut whole = false;
    while let Some(TokenTree::Ident(name)) = tokens.get(at) {
        path.push(name.to_string().trim_start_matches("r#").to_owned());
        if !colons(tokens, at + 1) {
            whole = matches!(tokens.get(at + 1), Some(TokenTree::Ident(word)) if word == "as");
            break;
        }
        at += 3;
    }
    match tokens.get(at) {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            // `crate::{money, plan::Plan}`: each entry goes on with the path.
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            let comma = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
            for entry in inner.split(comma).filter(|entry| !entry.is_empty()) {
                read(entry, 0, path.clone(), found);
            }
            return;
        }
        Some(TokenTree::Punct(mark)) if mark.as_char() == '*' => whole = true,
        _ => {}
    }
    if path.len() > 1 && path.last().is_some_and(|step| step == "self") {
        path.pop();
        whole |= path.len() == 1;
    }
    // `self.money` and a bare `crate` in `pub(crate)` lead nowhere.
    if path.len() > 1 || whole {
        found.push(Found { path, line, whole });
    }
}

fn colons(tokens: &[TokenTree], at: usize) -> bool {
    let colon =
        |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
    colon(at) && colon(at + 1)
}
