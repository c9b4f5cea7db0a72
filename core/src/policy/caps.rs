//! The most that a plan grants to groups of needs.

use crate::giving::Facts;
use crate::lists::Need;
use crate::policy::{Allocation, Scope};

/// A cap on what a plan grants to a group of needs of money. Caps may overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cap {
    /// `rules:2` or `project:sunset-farm`.
    pub name: String,
    /// The most, in fen.
    pub max: i64,
    /// Indices into the needs, ascending.
    pub needs: Vec<usize>,
}

/// The caps of the rules, in their order, then those of the projects.
#[must_use]
pub fn caps(facts: Facts<'_>, allocation: &Allocation) -> Vec<Cap> {
    let of_rules = allocation.caps.iter().enumerate().map(|(index, cap)| Cap {
        name: format!("rules:{index}"),
        max: cap.max.0,
        needs: covered(facts, |need| match &cap.scope {
            Scope::Area(area) => area.covers(&need.place),
            Scope::Project(project) => need.project.as_ref() == Some(project),
            Scope::Category(category) => facts.lists.category(need) == category,
        }),
    });
    let of_projects = facts.lists.projects.iter().filter_map(|project| {
        let max = project.cap?.0;
        let needs = covered(facts, |need| need.project.as_ref() == Some(&project.id));
        Some(Cap {
            name: format!("project:{}", project.id),
            max,
            needs,
        })
    });
    of_rules.chain(of_projects).collect()
}

fn covered(facts: Facts<'_>, covers: impl Fn(&Need) -> bool) -> Vec<usize> {
    let money = facts
        .lists
        .needs
        .iter()
        .enumerate()
        .filter(|(_, need)| need.item().is_none());
    money
        .filter(|(_, need)| covers(need))
        .map(|(index, _)| index)
        .collect()
}
