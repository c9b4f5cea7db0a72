//! Facts as numbers: places, categories, projects, and what reaches say of them.

use std::collections::HashMap;
use std::ops::Range;

use super::columns::{self, Columns, NONE, Runs};
use super::problem::Ground;
use crate::code::DivisionCode;
use crate::giving::Facts;
use crate::lists::Need;
use crate::policy::Reach;
use crate::registry::Id;
use crate::sorted::sort_by;

/// Places in the order of their codes, categories, and projects, each known by
/// a number.
pub(super) struct Numbers<'a> {
    codes: Vec<DivisionCode>,
    categories: HashMap<&'a str, u32>,
    projects: HashMap<&'a Id, u32>,
    /// Of each need of the programme.
    pub(super) place: Vec<u32>,
    category: Vec<u32>,
    project: Vec<u32>,
}

impl<'a> Numbers<'a> {
    pub(super) fn new(facts: Facts<'a>) -> Self {
        let needs = &facts.lists.needs;
        let mut codes: Vec<DivisionCode> = needs.iter().map(|need| need.place).collect();
        sort_by(&mut codes, Ord::cmp);
        codes.dedup();
        let number = |need: &Need| codes.partition_point(|code| *code < need.place) as u32;
        let place = needs.iter().map(number).collect();
        let projects = facts.lists.projects.iter().zip(0..);
        let projects: HashMap<&Id, u32> = projects
            .map(|(project, number)| (&project.id, number))
            .collect();
        let of_project = |id: &Option<Id>| {
            let number = id.as_ref().and_then(|id| projects.get(id));
            number.copied().unwrap_or(NONE)
        };
        let project: Vec<u32> = needs.iter().map(|need| of_project(&need.project)).collect();
        let mut categories = HashMap::new();
        let mut category = Vec::with_capacity(needs.len());
        for (need, &project) in needs.iter().zip(&project) {
            let inherited = || {
                facts
                    .lists
                    .projects
                    .get(project as usize)?
                    .category
                    .as_deref()
            };
            let own = need.category.as_deref().or_else(inherited);
            let next = categories.len() as u32;
            category.push(*categories.entry(own.unwrap_or_default()).or_insert(next));
        }
        Self {
            codes,
            categories,
            projects,
            place,
            category,
            project,
        }
    }

    /// The columns of the needs and offers with these indices.
    pub(super) fn columns(
        &self,
        ground: &Ground<'_>,
        needs: &[u32],
        runs: Runs,
        offers: &[u32],
        pack: i64,
    ) -> Columns {
        let mut number_of_row = vec![NONE; self.place.len()];
        for (number, &row) in needs.iter().enumerate() {
            number_of_row[row as usize] = number as u32;
        }
        // Reaches are numbered as the offers come upon them.
        let mut known = vec![NONE; ground.reaches.reaches.len()];
        let mut reaches = Vec::new();
        let mut reach = Vec::with_capacity(offers.len());
        for &offer in offers {
            let index = ground.reaches.of_offer[offer as usize];
            if known[index] == NONE {
                known[index] = reaches.len() as u32;
                let (_, own) = &ground.reaches.reaches[index];
                reaches.push(self.reach(own, &number_of_row));
            }
            reach.push(known[index]);
        }
        let pick = |column: &[u32]| needs.iter().map(|&row| column[row as usize]).collect();
        let mut columns = Columns {
            places: self.codes.len() as u32,
            categories: self.categories.len() as u32,
            projects: self.projects.len() as u32,
            place: pick(&self.place),
            category: pick(&self.category),
            project: pick(&self.project),
            runs,
            reaches,
            reach,
            available: offers
                .iter()
                .map(|&offer| ground.offers[offer as usize].available / pack)
                .collect(),
        };
        columns.spell_out();
        columns
    }

    /// A reach in numbers; `number` is that of each need of the programme.
    fn reach(&self, reach: &Reach<'_>, number: &[u32]) -> columns::Reach {
        match reach {
            Reach::Everything => columns::Reach::Everything,
            Reach::Divisions(codes) => match &self.areas(codes)[..] {
                [one] => columns::Reach::Area(one.clone()),
                several => columns::Reach::Areas(several.to_vec()),
            },
            Reach::Categories(_) => columns::Reach::Categories(self.categories_of(reach)),
            Reach::Projects(_) => match self.projects_of(reach)[..] {
                [one] => columns::Reach::Project(one),
                ref several => columns::Reach::Projects(several.to_vec()),
            },
            Reach::Except(rows) => columns::Reach::Except(numbered(rows, number)),
            Reach::Needs(rows) => columns::Reach::Needs(numbered(rows, number)),
        }
    }

    /// The places in any of the divisions: ranges that are apart and ascend.
    fn areas(&self, divisions: &[DivisionCode]) -> Vec<Range<u32>> {
        let area = |division: &DivisionCode| {
            let start = self.codes.partition_point(|code| code < division);
            let rest = &self.codes[start..];
            let size = rest.partition_point(|code| division.covers(code));
            start as u32..(start + size) as u32
        };
        let mut areas: Vec<Range<u32>> = divisions.iter().map(area).collect();
        areas.retain(|area| !area.is_empty());
        sort_by(&mut areas, |a, b| (a.start, b.end).cmp(&(b.start, a.end)));
        // A division lies in another or apart from it.
        areas.dedup_by(|later, earlier| later.start < earlier.end);
        areas
    }

    fn categories_of(&self, reach: &Reach<'_>) -> Vec<u32> {
        let Reach::Categories(names) = reach else {
            return Vec::new();
        };
        let found = names.iter().filter_map(|name| self.categories.get(&**name));
        once_each(found.copied().collect())
    }

    fn projects_of(&self, reach: &Reach<'_>) -> Vec<u32> {
        let Reach::Projects(ids) = reach else {
            return Vec::new();
        };
        let found = ids.iter().filter_map(|id| self.projects.get(id));
        once_each(found.copied().collect())
    }
}

/// The numbers of those rows that have one, ascending.
fn numbered(rows: &[usize], number: &[u32]) -> Vec<u32> {
    let numbers = rows.iter().map(|&row| number[row]);
    let mut numbers: Vec<u32> = numbers.filter(|&number| number != NONE).collect();
    numbers.sort_unstable();
    numbers
}

fn once_each(mut numbers: Vec<u32>) -> Vec<u32> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// How many needs of one pot each reach holds.
pub(super) struct Sizes {
    /// Whether it holds any.
    pub(super) any: Vec<bool>,
    /// How many it holds that may get something, whatever their weight.
    pub(super) open: Vec<u32>,
}

/// Needs of one pot by place, category and project.
struct Count {
    all: u32,
    /// Before each place, so that a range is a difference.
    place: Vec<u32>,
    category: Vec<u32>,
    project: Vec<u32>,
}

impl Count {
    fn new(numbers: &Numbers<'_>, rows: impl Iterator<Item = usize>) -> Self {
        let mut count = Self {
            all: 0,
            place: vec![0; numbers.codes.len() + 1],
            category: vec![0; numbers.categories.len()],
            project: vec![0; numbers.projects.len()],
        };
        for row in rows {
            count.all += 1;
            count.place[numbers.place[row] as usize + 1] += 1;
            count.category[numbers.category[row] as usize] += 1;
            if let Some(project) = count.project.get_mut(numbers.project[row] as usize) {
                *project += 1;
            }
        }
        for place in 1..count.place.len() {
            count.place[place] += count.place[place - 1];
        }
        count
    }

    fn of(&self, numbers: &Numbers<'_>, reach: &Reach<'_>, counts: impl Fn(usize) -> bool) -> u32 {
        let listed = |rows: &[usize]| rows.iter().filter(|&&row| counts(row)).count() as u32;
        match reach {
            Reach::Everything => self.all,
            Reach::Divisions(codes) => {
                let areas = numbers.areas(codes).into_iter();
                let size = |area: Range<u32>| {
                    self.place[area.end as usize] - self.place[area.start as usize]
                };
                areas.map(size).sum()
            }
            Reach::Categories(_) => {
                let found = numbers.categories_of(reach).into_iter();
                found.map(|at| self.category[at as usize]).sum()
            }
            Reach::Projects(_) => {
                let found = numbers.projects_of(reach).into_iter();
                found.map(|at| self.project[at as usize]).sum()
            }
            Reach::Except(rows) => self.all - listed(rows),
            Reach::Needs(rows) => listed(rows),
        }
    }
}

impl Sizes {
    /// The sizes of the ground's reaches for the needs of `item` in `rows`.
    pub(super) fn new(ground: &Ground<'_>, item: Option<usize>, rows: &[usize]) -> Self {
        let numbers = &ground.numbers;
        // Less than a pack is no room.
        let is_open = |row: usize| ground.bounds[row].room() > 0;
        let all = Count::new(numbers, rows.iter().copied());
        let open = Count::new(numbers, rows.iter().copied().filter(|&row| is_open(row)));
        let mut sizes = Self {
            any: Vec::with_capacity(ground.reaches.reaches.len()),
            open: Vec::with_capacity(ground.reaches.reaches.len()),
        };
        for (own, reach) in &ground.reaches.reaches {
            let same = *own == item;
            sizes.any.push(same && all.of(numbers, reach, |_| true) > 0);
            sizes.open.push(if same {
                open.of(numbers, reach, is_open)
            } else {
                0
            });
        }
        sizes
    }
}
