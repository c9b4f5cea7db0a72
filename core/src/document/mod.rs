//! The versioned JSON documents: `bangfu.programme/1`, `bangfu.rules/1`,
//! `bangfu.plan/1`.
//!
//! A document is read whole: first into a tree that loses nothing, then by a
//! hand-written reader that collects every error with its place, then the
//! rules are tried on the facts. What comes out has been checked; there is no
//! other way to a [`Programme`] (no model implements `Deserialize`).
//!
//! Right because: each key, type, reference and range of formats.md is asked
//! for in exactly one place below, and the same malformed documents are tried
//! on the JSON Schemas that are generated from the types.

#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod builder;
mod columns;
mod error;
mod giving;
mod index;
mod limits;
mod lists;
mod locate;
mod plan;
mod programme;
mod reader;
mod registry;
mod restriction;
mod rows;
mod rules;
mod scalar;
#[cfg(feature = "schemas")]
mod schema;
mod tree;

pub use builder::ProgrammeBuilder;
pub use columns::{GiftColumns, NO_ENTRY, NeedColumns, Texts};
pub use error::{DocumentError, Errors, Flaw, InputError};
pub use limits::Limits;
#[cfg(feature = "schemas")]
pub use schema::schemas;

use crate::canonical;
use crate::error::Pointer;
use crate::plan::Plan;
use crate::policy::Rules;
use crate::programme::Programme;
use crate::registry::Id;
use crate::time::Date;
use index::member;
use reader::{Reader, alone, stopped};
use tree::Node;

/// The documents that bangfu reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// `bangfu.programme/1`
    Programme,
    /// `bangfu.rules/1`
    Rules,
    /// `bangfu.plan/1`
    Plan,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Programme, Self::Rules, Self::Plan];

    /// The name and major version, as the documents write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Programme => programme::FORMAT,
            Self::Rules => rules::FORMAT,
            Self::Plan => plan::FORMAT,
        }
    }
}

/// A document of any kind that has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Document {
    /// A programme.
    Programme(Box<Programme>),
    /// A rule book.
    Rules(Box<Rules>),
    /// A plan; its form was checked, not whether it is right.
    Plan(Box<Plan>),
}

impl Document {
    /// Reads a document of any kind that bangfu knows.
    ///
    /// # Errors
    ///
    /// [`Errors`], all at once.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, Errors> {
        with_tree(bytes, limits, None, |tree, text, format| match format {
            Format::Programme => {
                let read = programme::read(tree, text, limits);
                read.map(|programme| Self::Programme(Box::new(programme)))
            }
            Format::Rules => {
                read_rules(tree, text, limits).map(|rules| Self::Rules(Box::new(rules)))
            }
            Format::Plan => read_plan(tree, text, limits).map(|plan| Self::Plan(Box::new(plan))),
        })
    }

    /// Which kind it is.
    #[must_use]
    pub const fn format(&self) -> Format {
        match self {
            Self::Programme(_) => Format::Programme,
            Self::Rules(_) => Format::Rules,
            Self::Plan(_) => Format::Plan,
        }
    }

    /// The canonical JSON, without a final newline.
    #[must_use]
    pub fn canonical(&self) -> String {
        match self {
            Self::Programme(programme) => programme.canonical(),
            Self::Rules(rules) => rules.canonical(),
            Self::Plan(plan) => plan.canonical(),
        }
    }

    /// The same JSON with line breaks and indents.
    #[must_use]
    pub fn pretty(&self) -> String {
        match self {
            Self::Programme(programme) => canonical::pretty(&**programme),
            Self::Rules(rules) => canonical::pretty(&**rules),
            Self::Plan(plan) => canonical::pretty(&plan.sorted()),
        }
    }
}

/// What [`check`] found in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Checked {
    /// Which kind it is, when that could be told.
    pub format: Option<Format>,
    /// All errors.
    pub errors: Errors,
    /// What looks odd and is no error; looked for only when there is no error.
    pub warnings: Vec<Flaw>,
}

/// Checks a document of any kind and says all that is wrong or odd with it.
///
/// # Examples
///
/// ```
/// use bangfu::document::{Limits, check};
///
/// let checked = check(br#"{"format":"bangfu.rules/1"}"#, &Limits::default());
/// assert_eq!(checked.errors.iter().next().unwrap().pointer.as_str(), "/id");
/// ```
#[must_use]
pub fn check(bytes: &[u8], limits: &Limits) -> Checked {
    let mut format_found = None;
    let mut warnings = Vec::new();
    let outcome = with_tree(bytes, limits, None, |tree, text, format| {
        format_found = Some(format);
        match format {
            Format::Programme => {
                let programme = programme::read(tree, text, limits)?;
                warnings = programme::warnings(tree, text, limits, &programme);
            }
            Format::Rules => drop(read_rules(tree, text, limits)?),
            Format::Plan => drop(read_plan(tree, text, limits)?),
        }
        Ok(())
    });
    Checked {
        format: format_found,
        errors: outcome.err().unwrap_or_default(),
        warnings,
    }
}

/// A place in the text of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1 in characters.
    pub column: usize,
}

/// Finds where pointers lead to in the text of a document, for errors that were
/// found after it had been read. What is not there is placed at the end of the
/// last object on its way; `None` when the text is no document at all.
///
/// # Examples
///
/// ```
/// use bangfu::document::{Limits, positions};
/// use bangfu::error::Pointer;
///
/// let text = b"{\"a\": 1,\n \"b\": [2, 3]}";
/// let found = positions(text, &[Pointer::root().key("b").index(1)], &Limits::default());
/// let found = found.unwrap()[0];
/// assert_eq!((found.line, found.column), (2, 11));
/// ```
#[must_use]
pub fn positions(bytes: &[u8], pointers: &[Pointer], limits: &Limits) -> Option<Vec<Position>> {
    let text = utf8(bytes, limits).ok()?;
    let tree = tree::read(text, limits).ok()?;
    Some(reader::positions(text, &tree, pointers))
}

impl Programme {
    /// Reads a programme and checks all of it, its rules included.
    ///
    /// # Errors
    ///
    /// [`Errors`]: everything that is wrong, at most the first 1,000 in the
    /// order of the document, each with its JSON Pointer, line and column.
    pub fn read(bytes: &[u8]) -> Result<Self, Errors> {
        Self::read_with(bytes, &Limits::default())
    }

    /// Reads a programme within limits of the host's own.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn read_with(bytes: &[u8], limits: &Limits) -> Result<Self, Errors> {
        with_tree(bytes, limits, Some(Format::Programme), |tree, text, _| {
            programme::read(tree, text, limits)
        })
    }

    /// A programme that is put together row by row instead of being read.
    #[must_use]
    pub fn builder(id: Id, as_of: Date) -> ProgrammeBuilder {
        ProgrammeBuilder::new(id, as_of)
    }
}

impl Rules {
    /// Reads a rule book that stands in a document of its own.
    ///
    /// # Errors
    ///
    /// [`Errors`], all at once.
    pub fn read(bytes: &[u8]) -> Result<Self, Errors> {
        Self::read_with(bytes, &Limits::default())
    }

    /// Reads a rule book within limits of the host's own.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn read_with(bytes: &[u8], limits: &Limits) -> Result<Self, Errors> {
        with_tree(bytes, limits, Some(Format::Rules), |tree, text, _| {
            read_rules(tree, text, limits)
        })
    }
}

impl Plan {
    /// Reads a plan, whoever made it. Its form is checked, not whether it is
    /// right: that is what [`verify`](crate::verify) is for.
    ///
    /// # Errors
    ///
    /// [`Errors`], all at once.
    pub fn read(bytes: &[u8]) -> Result<Self, Errors> {
        Self::read_with(bytes, &Limits::default())
    }

    /// Reads a plan within limits of the host's own.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn read_with(bytes: &[u8], limits: &Limits) -> Result<Self, Errors> {
        with_tree(bytes, limits, Some(Format::Plan), |tree, text, _| {
            read_plan(tree, text, limits)
        })
    }
}

/// Reads the tree of a document of the kind that is wanted, and hands it on.
fn with_tree<T>(
    bytes: &[u8],
    limits: &Limits,
    wanted: Option<Format>,
    read: impl FnOnce(&Node<'_>, &str, Format) -> Result<T, Errors>,
) -> Result<T, Errors> {
    let text = utf8(bytes, limits)?;
    let tamed;
    let tree = match tree::read(text, limits) {
        Err(stopped) if stopped.error == tree::TOO_LARGE_NUMBER => {
            tamed = tree::tamed(text);
            tree::read(&tamed, limits)
        }
        tree => tree,
    };
    let tree = tree.map_err(|error| stopped(error, text))?;
    let format = format(&tree, text, wanted)?;
    read(&tree, text, format)
}

fn read_rules(tree: &Node<'_>, text: &str, limits: &Limits) -> Result<Rules, Errors> {
    read_whole(tree, text, limits, rules::rules)
}

fn read_plan(tree: &Node<'_>, text: &str, limits: &Limits) -> Result<Plan, Errors> {
    read_whole(tree, text, limits, plan::plan)
}

fn read_whole<'t, T>(
    tree: &'t Node<'t>,
    text: &str,
    limits: &'t Limits,
    read: impl FnOnce(&mut Reader<'t>, &'t Node<'t>) -> Option<T>,
) -> Result<T, Errors> {
    let mut reader = Reader::new(limits);
    let value = read(&mut reader, tree);
    let errors = reader.finish(text);
    match value {
        Some(value) if errors.is_empty() => Ok(value),
        _ => Err(errors),
    }
}

/// The text of a document that is not too large.
fn utf8<'t>(bytes: &'t [u8], limits: &Limits) -> Result<&'t str, Errors> {
    if bytes.len() > limits.document {
        let error = DocumentError::TooLarge {
            limit: limits.document,
        };
        return Err(alone(error, Pointer::root(), 1, 1));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        let good = bytes
            .get(..offset)
            .and_then(|good| std::str::from_utf8(good).ok())
            .unwrap_or("");
        let line = good.matches('\n').count().saturating_add(1);
        let column = good
            .rsplit('\n')
            .next()
            .unwrap_or("")
            .chars()
            .count()
            .saturating_add(1);
        alone(
            DocumentError::NotUtf8 { offset },
            Pointer::root(),
            line,
            column,
        )
    })
}

/// Which kind of document it is; nothing more is said of one of another kind.
fn format<'t>(tree: &'t Node<'t>, text: &str, wanted: Option<Format>) -> Result<Format, Errors> {
    let limits = Limits::default();
    let mut reader = Reader::new(&limits);
    let pointer = Pointer::root().key("format");
    let way = Reader::way_to(tree, &pointer);
    let error = match (tree, member(tree, "format")) {
        (Node::Object(_), None | Some(Node::Null)) => DocumentError::MissingKey { key: "format" },
        (Node::Object(_), Some(Node::Text(name))) => {
            let known = Format::ALL.into_iter().find(|format| format.name() == name);
            match (known, wanted) {
                (Some(format), None) => return Ok(format),
                (Some(format), Some(wanted)) if format == wanted => return Ok(format),
                (_, wanted) => {
                    let expected = wanted.map_or(
                        "bangfu.programme/1 | bangfu.rules/1 | bangfu.plan/1",
                        Format::name,
                    );
                    DocumentError::UnknownFormat { expected }
                }
            }
        }
        (Node::Object(_), Some(_)) => DocumentError::NotText,
        _ => {
            reader.note(DocumentError::NotAnObject);
            return Err(reader.finish(text));
        }
    };
    reader.note_at(way, pointer, error);
    Err(reader.finish(text))
}
