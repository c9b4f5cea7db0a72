//! Reads restrictions.

use super::DocumentError;
use super::index::Index;
use super::reader::Reader;
use super::registry::force;
use super::tree::Node;
use crate::giving::{Clause, Restriction};

const CLAUSES: [&str; 12] = [
    "all", "any", "not", "area", "project", "category", "tag", "tier", "need", "force", "from",
    "until",
];

/// `"none"` stands only by itself, not inside the algebra.
pub(super) fn restriction<'t>(
    reader: &mut Reader<'t>,
    node: &'t Node<'t>,
    index: &Index<'t>,
) -> Option<Restriction> {
    if matches!(node, Node::Text(_)) {
        return reader
            .word(node, &[("none", ())])
            .map(|()| Restriction::None);
    }
    clause(reader, node, index).map(Restriction::Only)
}

/// A clause that is wrong anywhere is none: what is left would mean something
/// else.
fn clause<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>, index: &Index<'t>) -> Option<Clause> {
    if matches!(node, Node::Text(_)) {
        reader.note(DocumentError::UnknownValue {
            known: "{ … }".into(),
        });
        return None;
    }
    reader.choice(node, &CLAUSES, |reader, key, node| {
        Some(match key {
            "all" => {
                Clause::All(reader.full_list(node, |reader, node| clause(reader, node, index))?)
            }
            "any" => {
                Clause::Any(reader.full_list(node, |reader, node| clause(reader, node, index))?)
            }
            "not" => Clause::Not(Box::new(clause(reader, node, index)?)),
            "area" => Clause::Area(reader.full_list(node, Reader::division)?),
            "project" => {
                Clause::Project(reader.full_list(node, |reader, node| index.project(reader, node))?)
            }
            "category" => Clause::Category(reader.full_list(node, Reader::text)?),
            "tag" => Clause::Tag(reader.full_list(node, Reader::text)?),
            "tier" => Clause::Tier(reader.full_list(node, Reader::positive)?),
            "need" => {
                Clause::Need(reader.full_list(node, |reader, node| index.need(reader, node))?)
            }
            "force" => Clause::Force(reader.full_list(node, force)?),
            "from" => Clause::From(reader.date(node)?),
            _ => Clause::Until(reader.date(node)?),
        })
    })
}
