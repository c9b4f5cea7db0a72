//! Judges every path of the core against the order of its rooms.
//!
//! A room is a module at the crate's root. It may name the rooms of the floors
//! below its own and nothing else: not its neighbours, not what stands above.
//! Every path counts, in a `use` line, an expression, a type, a pattern, an
//! attribute or the tokens of a macro.
//!
//! Right because a name from another room can only be reached by a path that
//! begins with `crate`, `self` or `super`, by a name that such a path imported,
//! or by a method that another room lent to a type of a lower one. The first
//! two are judged where the path stands; what would hide a path (a glob or an
//! alias of the whole crate, `include!`, `#[path]`) is refused; the third is
//! looked up by the method's name.

mod lent;
mod paths;
mod rooms;
#[cfg(test)]
mod tests;
mod tokens;

use std::fs;
use std::path::Path;

use crate::count::Tally;
use crate::house::{self, House};

/// One file of the core.
pub(crate) struct Source {
    /// As it is shown.
    pub(crate) name: String,
    /// The path of its module; empty for the crate's root.
    pub(crate) module: Vec<String>,
    pub(crate) text: String,
}

/// An arrow that runs the wrong way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wrong {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) what: String,
}

/// What was found.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// How many paths lead from one module of the core to another.
    pub(crate) paths: usize,
    pub(crate) wrong: Vec<Wrong>,
}

/// Judges `core/src`.
pub(crate) fn run(house: &House) -> Result<Tally, String> {
    let folder = house.root.join("core/src");
    let mut sources = Vec::new();
    collect(house, &folder, &mut Vec::new(), &mut sources)?;
    let verdict = judge(&sources)?;
    for wrong in &verdict.wrong {
        println!("{}:{}: {}", wrong.file, wrong.line, wrong.what);
    }
    println!("{} paths in {} files judged", verdict.paths, sources.len());
    if verdict.paths == 0 {
        return Err("no path was found: the check looks at the wrong place".to_owned());
    }
    if verdict.wrong.is_empty() {
        let paths = u64::try_from(verdict.paths).unwrap_or(u64::MAX);
        Ok(Tally {
            ran: paths,
            of: paths,
        })
    } else {
        Err(format!(
            "{} of them run against the order of the rooms (ARCHITECTURE.md)",
            verdict.wrong.len()
        ))
    }
}

/// Judges a crate given as its files.
pub(crate) fn judge(sources: &[Source]) -> Result<Verdict, String> {
    let mut files = Vec::new();
    for source in sources {
        let tree = syn::parse_file(&source.text)
            .map_err(|error| format!("{}:{}: {error}", source.name, error.span().start().line))?;
        files.push((source, tree));
    }
    let names = rooms::Names::of_root(&files)?;
    let lent = lent::Lent::collect(&files);
    let mut verdict = Verdict {
        paths: 0,
        wrong: Vec::new(),
    };
    for (source, tree) in &files {
        paths::judge(source, tree, &names, &lent, &mut verdict);
    }
    verdict.wrong.sort();
    verdict.wrong.dedup();
    Ok(verdict)
}

fn collect(
    house: &House,
    folder: &Path,
    module: &mut Vec<String>,
    sources: &mut Vec<Source>,
) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        entries.push(entry.map_err(failed)?.path());
    }
    entries.sort();
    for path in entries {
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            module.push(stem);
            collect(house, &path, module, sources)?;
            module.pop();
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let mut module = module.clone();
            if stem != "mod" && !(module.is_empty() && stem == "lib") {
                module.push(stem);
            }
            sources.push(Source {
                name: house.shown(&path),
                module,
                text: house::read(&path)?,
            });
        }
    }
    Ok(())
}
