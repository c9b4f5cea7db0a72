//! Gathers needs and offers that are alike into pockets, cells and classes.
//!
//! A need is known by the classes that may pay it. What its place, its
//! category, its project and the lists that name it add to them is gathered
//! first, each by itself, and a need looks up its four parts: so the work is
//! one look at each need and each offer, and not one at each pair. A list that
//! names what a reach does not hold tells needs apart as well as one that names
//! what it does.
//!
//! Right because: gathering loses nothing. Two needs of a pocket, or two offers
//! of a class, are alike to everything but the order of units and of use, and
//! these look at needs and offers, not at pockets or classes.

mod pockets;

use std::collections::HashMap;
use std::ops::Range;

use self::pockets::Pockets;
use super::AllocateError;
use super::column::{CellIndex, ClassIndex, Column, HomeIndex, Links, NeedIndex, PocketIndex, Row};
use super::columns::{Columns, NONE, Reach};
use super::cut::Lanes;
use super::network::{Broad, Network};
use super::progress::Watch;
use crate::sorted::sort_by;

/// What was gathered.
pub(super) struct Gathered {
    pub(super) network: Network,
    pub(super) pocket: Column<NeedIndex, PocketIndex>,
    /// What the own classes of each pocket, and each shared class, have to give.
    pub(super) has: Column<HomeIndex, i64>,
    /// Where the offers of each reach stand; nowhere when it holds no need, or
    /// when they have nothing to give.
    pub(super) home: Vec<Option<HomeIndex>>,
    /// How many needs each reach that has a home holds.
    pub(super) size: Vec<u32>,
}

/// Gathers the columns.
///
/// # Errors
///
/// [`AllocateError::OutOfRange`] when the offers sum to more than an `i64`;
/// [`AllocateError::Cancelled`] when `watch` says so.
pub(super) fn compress(
    columns: &Columns,
    watch: &mut Watch<'_>,
) -> Result<Gathered, AllocateError> {
    let money = money(columns)?;
    let mut parts = Parts::new(columns, &money);
    watch.pulse()?;
    let mut cells = Cells::new(&parts, columns);
    let mut cell: Vec<u32> = Vec::with_capacity(columns.place.len());
    let mut home_of_project = vec![NONE; columns.projects as usize];
    for need in 0..columns.place.len() {
        let at = cells.of(&parts, columns, need);
        cell.push(at);
        if let Some(home) = home_of_project.get_mut(columns.project[need] as usize) {
            *home = if *home == NONE || *home == at {
                at
            } else {
                MIXED
            };
        }
    }
    let single = parts.project.single(&home_of_project);
    watch.pulse()?;
    let crossing = cells.cross(&mut parts, columns, &single, &mut cell);
    let mut pockets = Pockets::new(columns, &single, &cell, cells.len());
    watch.pulse()?;
    let size = sizes(&cell, cells.len());
    let apart = pockets.lend_to_nobody_else(&parts, &cells, &size);
    let (mut reach, mut broad, scope_of_class) = reaches(&parts, &cells, &size, &pockets.of_reach);
    if apart {
        let cell_of = alike(&mut reach, broad.as_mut());
        for cell in &mut pockets.cell {
            *cell = cell_of[*cell as usize];
        }
    }
    watch.pulse()?;
    let (pocket, network_cells, rank) = pockets.by_cell(reach.len());
    let mut home = vec![None; columns.reaches.len()];
    let mut size = vec![0; columns.reaches.len()];
    let mut has = vec![0_i64; network_cells.len()];
    let mut members = vec![0_u32; has.len()];
    for &at in pocket.values() {
        members[at.number()] += 1;
    }
    for (scope, &at) in pockets.of_reach.iter().enumerate() {
        if at != NONE {
            let at = rank[at as usize];
            home[scope] = Some(HomeIndex::of_pocket(at));
            has[at.number()] += money[scope];
            size[scope] = members[at.number()];
        }
    }
    for (class, &(breadth, scope)) in scope_of_class.iter() {
        home[scope as usize] = Some(HomeIndex::new(has.len() + class.number()));
        size[scope as usize] = breadth;
    }
    let shared = scope_of_class.values();
    let has = has
        .into_iter()
        .chain(shared.map(|&(_, scope)| money[scope as usize]))
        .collect();
    watch.pulse()?;
    let lanes = if crossing || broad.is_some() {
        None
    } else {
        Lanes::find(&reach, &areas(columns, &scope_of_class))
    };
    Ok(Gathered {
        network: Network {
            cell: network_cells,
            reach,
            broad,
            classes: scope_of_class.len(),
            lanes,
        },
        pocket,
        has,
        home,
        size,
    })
}

/// Several cells where one is looked for, or several pockets.
const MIXED: u32 = u32::MAX - 1;

/// What the offers of each reach have to give together.
fn money(columns: &Columns) -> Result<Vec<i64>, AllocateError> {
    let mut money = vec![0_i64; columns.reaches.len()];
    let mut total = 0_i64;
    for (&reach, &available) in columns.reach.iter().zip(&columns.available) {
        total = total
            .checked_add(available)
            .ok_or(AllocateError::OutOfRange)?;
        money[reach as usize] += available;
    }
    Ok(money)
}

/// Lists of reaches, each known by a number; 0 is the empty list.
struct Lists {
    lists: Vec<Vec<u32>>,
    known: HashMap<Vec<u32>, u32>,
}

impl Lists {
    fn new() -> Self {
        Self {
            lists: vec![Vec::new()],
            known: HashMap::from([(Vec::new(), 0)]),
        }
    }

    fn number(&mut self, list: &[u32]) -> u32 {
        if let Some(&number) = self.known.get(list) {
            return number;
        }
        let number = self.lists.len() as u32;
        self.lists.push(list.to_vec());
        self.known.insert(list.to_vec(), number);
        number
    }
}

/// The reaches that speak of each project: most times one or none.
struct OfProject {
    first: Vec<u32>,
    /// Project and reach, where there are several; ascending.
    others: Vec<(u32, u32)>,
    /// How many projects each reach speaks of.
    uses: Vec<u32>,
}

impl OfProject {
    fn new(columns: &Columns) -> Self {
        Self {
            first: vec![NONE; columns.projects as usize],
            others: Vec::new(),
            uses: vec![0; columns.reaches.len()],
        }
    }

    fn add(&mut self, project: u32, scope: u32) {
        self.uses[scope as usize] += 1;
        let first = &mut self.first[project as usize];
        if *first == NONE {
            *first = scope;
        } else {
            self.others.push((project, scope));
        }
    }

    /// The reach of each project whose needs stand in one cell and that only
    /// one reach speaks of, which speaks of nothing else; [`NONE`] otherwise.
    fn single(&self, home: &[u32]) -> Vec<u32> {
        let own = |(&scope, &home): (&u32, &u32)| {
            let speaks_of_it_alone = self.uses.get(scope as usize) == Some(&1);
            if home < MIXED && speaks_of_it_alone {
                scope
            } else {
                NONE
            }
        };
        let mut single: Vec<u32> = self.first.iter().zip(home).map(own).collect();
        for &(project, _) in &self.others {
            single[project as usize] = NONE;
        }
        single
    }

    /// All reaches of the project.
    fn all(&self, project: u32) -> impl Iterator<Item = u32> {
        let first = self.first.get(project as usize).copied();
        let start = self.others.partition_point(|&(own, _)| own < project);
        let others = self.others[start..].iter();
        let others = others.take_while(move |(own, _)| *own == project);
        let all = first.into_iter().chain(others.map(|&(_, scope)| scope));
        all.filter(|&scope| scope != NONE)
    }
}

/// What place, category, project and naming lists add to a need's reach, each
/// as the number of a list.
struct Parts {
    lists: Lists,
    place: Vec<u32>,
    category: Vec<u32>,
    project: OfProject,
    /// Empty when no list names needs.
    named: Vec<u32>,
    /// Whether the lists of a reach name what it does not hold.
    except: Vec<bool>,
}

impl Parts {
    fn new(columns: &Columns, money: &[i64]) -> Self {
        let mut lists = Lists::new();
        let mut spans: Vec<(Range<u32>, u32)> = Vec::new();
        let mut of_category = vec![Vec::new(); columns.categories as usize];
        let mut of_project = OfProject::new(columns);
        let mut naming: Vec<(u32, u32)> = Vec::new();
        let mut except = vec![false; columns.reaches.len()];
        for (scope, reach) in columns.reaches.iter().enumerate() {
            let scope = scope as u32;
            if money[scope as usize] == 0 {
                continue;
            }
            match reach {
                Reach::Everything => spans.push((0..columns.places, scope)),
                Reach::Area(area) => spans.push((area.clone(), scope)),
                Reach::Areas(areas) => {
                    spans.extend(areas.iter().map(|area| (area.clone(), scope)));
                }
                Reach::Categories(categories) => {
                    for &category in categories {
                        of_category[category as usize].push(scope);
                    }
                }
                Reach::Project(project) => of_project.add(*project, scope),
                Reach::Projects(projects) => {
                    for &project in projects {
                        of_project.add(project, scope);
                    }
                }
                Reach::Except(needs) | Reach::Needs(needs) => {
                    except[scope as usize] = matches!(reach, Reach::Except(_));
                    naming.extend(needs.iter().map(|&need| (need, scope)));
                }
            }
        }
        of_project.others.sort_unstable();
        let place = sweep(columns.places, &spans, &mut lists);
        let number = |list: &Vec<u32>| lists.number(list);
        let category = of_category.iter().map(number).collect();
        let named = named(columns.place.len(), naming, &mut lists);
        Self {
            lists,
            place,
            category,
            project: of_project,
            named,
            except,
        }
    }
}

/// The list of each place: the reaches whose spans cover it.
fn sweep(places: u32, spans: &[(Range<u32>, u32)], lists: &mut Lists) -> Vec<u32> {
    let mut events: Vec<(u32, bool, u32)> = Vec::with_capacity(2 * spans.len());
    for (span, scope) in spans.iter().filter(|(span, _)| !span.is_empty()) {
        events.push((span.start, true, *scope));
        events.push((span.end, false, *scope));
    }
    sort_by(&mut events, Ord::cmp);
    let mut of_place = Vec::with_capacity(places as usize);
    let mut open: Vec<u32> = Vec::new();
    let mut next = 0;
    while of_place.len() < places as usize {
        let at = of_place.len() as u32;
        while let Some(&(_, opens, scope)) = events.get(next).filter(|event| event.0 == at) {
            match open.binary_search(&scope) {
                Err(position) if opens => open.insert(position, scope),
                Ok(position) if !opens => {
                    open.remove(position);
                }
                _ => {}
            }
            next += 1;
        }
        let until = events.get(next).map_or(places, |event| event.0.min(places));
        let list = lists.number(&open);
        of_place.resize(until as usize, list);
    }
    of_place
}

/// The list of each need: the reaches that name it, as held or as left out.
fn named(needs: usize, mut naming: Vec<(u32, u32)>, lists: &mut Lists) -> Vec<u32> {
    if naming.is_empty() {
        return Vec::new();
    }
    naming.sort_unstable();
    let mut of_need = vec![0; needs];
    let mut list = Vec::new();
    for same in naming.chunk_by(|a, b| a.0 == b.0) {
        list.clear();
        list.extend(same.iter().map(|&(_, scope)| scope));
        of_need[same[0].0 as usize] = lists.number(&list);
    }
    of_need
}

/// The four lists of a cell: of place, category, names and project.
type Key = [u32; 4];

/// Cells in the order in which needs, by place, come upon them.
struct Cells {
    keys: Vec<Key>,
    known: HashMap<Key, u32>,
    /// The cells of the needs that no list names, by the lists of place and
    /// category, when there are not too many pairs. They are known by nothing
    /// else.
    table: Vec<u32>,
    width: usize,
    /// The column of each category: equal for equal lists. Needs without a
    /// category, and those that no list speaks of, have the last.
    column: Vec<usize>,
}

impl Cells {
    fn new(parts: &Parts, columns: &Columns) -> Self {
        let width = columns.categories as usize + 1;
        let mut columns_of = HashMap::from([(0, columns.categories as usize)]);
        let column = |(at, &list): (usize, &u32)| *columns_of.entry(list).or_insert(at);
        let column = parts.category.iter().enumerate().map(column).collect();
        let most = 8 * columns.place.len() + 1024;
        let pairs = parts.lists.lists.len().checked_mul(width);
        let pairs = pairs.filter(|pairs| *pairs <= most).unwrap_or(0);
        let table = vec![NONE; pairs];
        Self {
            keys: Vec::new(),
            known: HashMap::new(),
            table,
            width,
            column,
        }
    }

    fn len(&self) -> usize {
        self.keys.len()
    }

    /// The cell of the need, its project aside.
    fn of(&mut self, parts: &Parts, columns: &Columns, need: usize) -> u32 {
        let place = parts.place[columns.place[need] as usize];
        let category = columns.category[need] as usize;
        let named = parts.named.get(need).copied().unwrap_or(0);
        let key = |parts: &Parts| {
            let of_category = parts.category.get(category).copied().unwrap_or(0);
            [place, of_category, named, 0]
        };
        if named != 0 || self.table.is_empty() {
            return self.number(key(parts));
        }
        let column = self.column.get(category).copied();
        let pair = place as usize * self.width + column.unwrap_or(self.width - 1);
        if self.table[pair] == NONE {
            self.table[pair] = self.keys.len() as u32;
            self.keys.push(key(parts));
        }
        self.table[pair]
    }

    fn number(&mut self, key: Key) -> u32 {
        *self.known.entry(key).or_insert_with(|| {
            self.keys.push(key);
            self.keys.len() as u32 - 1
        })
    }

    /// Gives the needs of projects that share their reach, or lie in several
    /// cells, cells that know their project. Says whether there were any.
    fn cross(
        &mut self,
        parts: &mut Parts,
        columns: &Columns,
        single: &[u32],
        cell: &mut [u32],
    ) -> bool {
        // The list of each project that is not a pocket's own; 0 of all others.
        let mut list_of = vec![0; parts.project.first.len()];
        for project in 0..list_of.len() {
            if parts.project.first[project] != NONE && single[project] == NONE {
                let mut list: Vec<u32> = parts.project.all(project as u32).collect();
                list.sort_unstable();
                list_of[project] = parts.lists.number(&list);
            }
        }
        if list_of.iter().all(|&list| list == 0) {
            return false;
        }
        let mut any = false;
        for (cell, &project) in cell.iter_mut().zip(&columns.project) {
            let list = list_of.get(project as usize).copied().unwrap_or(0);
            if list != 0 {
                let [place, category, named, _] = self.keys[*cell as usize];
                *cell = self.number([place, category, named, list]);
                any = true;
            }
        }
        any
    }
}

/// How many needs stand in each cell.
fn sizes(cell: &[u32], cells: usize) -> Vec<u32> {
    let mut size = vec![0_u32; cells];
    for &cell in cell {
        size[cell as usize] += 1;
    }
    size
}

type Reached = (
    Links<CellIndex, ClassIndex>,
    Option<Broad>,
    Column<ClassIndex, (u32, u32)>,
);

/// The classes of each cell, the broad ones apart; how many needs each class may
/// pay, by which classes are numbered, and its reach. What is a pocket's own is
/// no class.
fn reaches(parts: &Parts, cells: &Cells, size: &[u32], own: &[u32]) -> Reached {
    let mut breadth = vec![0_u32; own.len()];
    for (key, size) in cells.keys.iter().zip(size).filter(|&(_, size)| *size > 0) {
        for &scope in lists_of(parts, key).filter(|&&scope| own[scope as usize] == NONE) {
            breadth[scope as usize] += size;
        }
    }
    let needs: u32 = size.iter().sum();
    let except = |scope: u32| parts.except[scope as usize];
    for (breadth, scope) in breadth.iter_mut().zip(0..) {
        if except(scope) && own[scope as usize] == NONE {
            *breadth = needs - *breadth;
        }
    }
    let used = breadth.iter().zip(0_u32..).filter(|&(&size, _)| size > 0);
    let mut scopes: Vec<(u32, u32)> = used.map(|(&size, scope)| (size, scope)).collect();
    scopes.sort_unstable();
    let mut number = vec![None; breadth.len()];
    for (at, &(_, scope)) in scopes.iter().enumerate() {
        number[scope as usize] = Some(ClassIndex::new(at));
    }
    let is_broad: Column<ClassIndex, bool> = scopes.iter().map(|row| except(row.1)).collect();
    let (mut reach, mut missing) = (Links::new(), Links::new());
    let mut classes: Vec<ClassIndex> = Vec::new();
    for key in &cells.keys {
        classes.clear();
        // A cell whose needs all moved on has classes that nobody else has.
        classes.extend(lists_of(parts, key).filter_map(|&scope| number[scope as usize]));
        classes.sort_unstable();
        classes.dedup();
        let those = |broad: bool| {
            let is_broad = &is_broad;
            let classes = classes.iter().copied();
            classes.filter(move |&class| is_broad[class] == broad)
        };
        reach.push(those(false));
        missing.push(those(true));
    }
    let broad = Broad {
        classes: is_broad.rows().filter(|&class| is_broad[class]).collect(),
        missing,
        is_broad,
    };
    let broad = (!broad.classes.is_empty()).then_some(broad);
    (reach, broad, scopes.into_iter().collect())
}

/// Makes one cell of those that the same classes may pay, now that what is a
/// pocket's own does not tell them apart. Returns the new cell of each; it stands
/// where the first of them stood, so the cells of an area still stand together.
fn alike(reach: &mut Links<CellIndex, ClassIndex>, broad: Option<&mut Broad>) -> Vec<u32> {
    let missing = broad.as_ref().map(|broad| &broad.missing);
    let mut known: HashMap<[&[ClassIndex]; 2], u32> = HashMap::new();
    let mut merged = [Links::new(), Links::new()];
    let mut cell_of = Vec::with_capacity(reach.len());
    for cell in reach.rows() {
        let classes = [
            reach.of(cell),
            missing.map_or(&[], |missing| missing.of(cell)),
        ];
        let at = *known.entry(classes).or_insert_with(|| {
            for (links, classes) in merged.iter_mut().zip(classes) {
                links.push(classes.iter().copied());
            }
            merged[0].len() as u32 - 1
        });
        cell_of.push(at);
    }
    let [classes, missing] = merged;
    *reach = classes;
    if let Some(broad) = broad {
        broad.missing = missing;
    }
    cell_of
}

fn lists_of<'a>(parts: &'a Parts, key: &'a Key) -> impl Iterator<Item = &'a u32> {
    key.iter()
        .flat_map(|&list| &parts.lists.lists[list as usize])
}

/// The area of each class that has exactly one.
fn areas(
    columns: &Columns,
    scopes: &Column<ClassIndex, (u32, u32)>,
) -> Column<ClassIndex, Option<Range<u32>>> {
    let area = |&(_, scope): &(u32, u32)| match &columns.reaches[scope as usize] {
        Reach::Everything => Some(0..columns.places),
        Reach::Area(area) => Some(area.clone()),
        _ => None,
    };
    scopes.values().map(area).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allocate::progress::NoProgress;

    #[test]
    fn what_holds_one_pocket_is_its_own_and_tells_no_cells_apart() {
        // Two villages, the second alone in its county; a project of two needs.
        let columns = Columns {
            places: 2,
            categories: 1,
            projects: 1,
            place: vec![0, 0, 0, 0, 1],
            category: vec![0; 5],
            project: vec![NONE, NONE, 0, 0, NONE],
            reaches: vec![
                Reach::Everything,
                Reach::Needs(vec![0]),
                Reach::Project(0),
                Reach::Area(1..2),
                Reach::Needs(vec![4]),
                Reach::Needs(vec![0, 1]),
                // Two pockets stand in it.
                Reach::Area(0..1),
                // Nothing to give.
                Reach::Needs(vec![1]),
            ],
            reach: (0..8).collect(),
            available: vec![1, 2, 4, 8, 16, 32, 64, 0],
            ..Columns::default()
        };
        let mut nobody = NoProgress;
        let found = compress(&columns, &mut Watch::new(&mut nobody, 0)).unwrap();
        let cell = |need: usize| found.network.cell[found.pocket[NeedIndex::new(need)]];
        let pocket = |need: usize| HomeIndex::of_pocket(found.pocket[NeedIndex::new(need)]);
        // Shared are what is for everybody, for the two that are named, for the
        // first village.
        assert_eq!(found.network.classes, 3);
        assert_eq!(cell(0), cell(1), "what is its own tells them not apart");
        assert_ne!(cell(1), cell(2));
        assert_ne!(pocket(0), pocket(1));
        assert_eq!(found.home[1], Some(pocket(0)));
        assert_eq!(found.home[2], Some(pocket(2)));
        assert_eq!(found.home[3], Some(pocket(4)));
        assert_eq!(found.home[4], Some(pocket(4)));
        assert_eq!(found.home[7], None);
        let has = |need: usize| found.has[pocket(need)];
        assert_eq!([has(0), has(1), has(2), has(4)], [2, 0, 4, 24]);
        assert_eq!(found.size, [5, 1, 2, 1, 1, 2, 4, 0]);
    }
}
