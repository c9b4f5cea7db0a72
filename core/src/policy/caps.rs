//! The most that a plan grants to groups of needs.

use std::collections::BTreeMap;

use crate::code::DivisionCode;
use crate::giving::Facts;
use crate::lists::Project;
use crate::policy::{Allocation, Scope};
use crate::registry::Id;
use crate::sorted::sort_by;

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
    let is_capped = |project: &Project| project.cap.is_some();
    if allocation.caps.is_empty() && !facts.lists.projects.iter().any(is_capped) {
        return Vec::new();
    }
    let groups = Groups::new(facts);
    let of_rules = allocation.caps.iter().enumerate().map(|(index, cap)| Cap {
        name: format!("rules:{index}"),
        max: cap.max.0,
        needs: match &cap.scope {
            Scope::Area(area) => groups.below(facts, area),
            Scope::Project(project) => groups.of_project(project),
            Scope::Category(category) => groups
                .by_category
                .get(&**category)
                .cloned()
                .unwrap_or_default(),
        },
    });
    let of_projects = facts.lists.projects.iter().filter_map(|project| {
        Some(Cap {
            name: format!("project:{}", project.id),
            max: project.cap?.0,
            needs: groups.of_project(&project.id),
        })
    });
    of_rules.chain(of_projects).collect()
}

/// The needs of money, looked up once for all caps.
struct Groups<'a> {
    /// By the code of the place.
    by_place: Vec<usize>,
    by_project: BTreeMap<&'a Id, Vec<usize>>,
    by_category: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Groups<'a> {
    fn new(facts: Facts<'a>) -> Self {
        let mut groups = Self {
            by_place: Vec::new(),
            by_project: BTreeMap::new(),
            by_category: BTreeMap::new(),
        };
        let needs = facts.lists.needs.iter().enumerate();
        for (index, need) in needs.filter(|(_, need)| need.item().is_none()) {
            groups.by_place.push(index);
            let category = facts.lists.category(need);
            groups.by_category.entry(category).or_default().push(index);
            if let Some(project) = &need.project {
                groups.by_project.entry(project).or_default().push(index);
            }
        }
        let place = |&index: &usize| facts.lists.needs.get(index).map(|need| need.place);
        sort_by(&mut groups.by_place, |a, b| place(a).cmp(&place(b)));
        groups
    }

    fn of_project(&self, project: &Id) -> Vec<usize> {
        self.by_project.get(project).cloned().unwrap_or_default()
    }

    /// The needs in a division. Places below one follow it without a gap in the
    /// order of codes.
    fn below(&self, facts: Facts<'_>, area: &DivisionCode) -> Vec<usize> {
        let place = |index: usize| facts.lists.needs.get(index).map(|need| need.place);
        let start = self
            .by_place
            .partition_point(|&index| place(index) < Some(*area));
        let rest = self.by_place.iter().skip(start).copied();
        let covered = |&index: &usize| place(index).is_some_and(|place| area.covers(&place));
        let mut needs: Vec<usize> = rest.take_while(covered).collect();
        needs.sort_unstable();
        needs
    }
}
