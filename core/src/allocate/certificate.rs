//! Whether columns were allocated rightly, found without allocating.
//!
//! 1. Every line is lawful, and every sum is exact.
//! 2. A plan is the greedy set iff no need could have had its next unit in
//!    place of a later one. Money that is left over, and the last unit of each
//!    need, in descending order, are sent along all ways of exchange: a gift
//!    may pay a need, which frees the gifts that pay it, and so on. A need that
//!    is reached could have had a unit in their place. What stands latest goes
//!    first, so every need is reached by the latest that can reach it, and one
//!    pass is enough. Where units earlier than the need's next one fill a cap
//!    over it, nothing could have had that unit.
//! 3. The same of gifts: one that has something left, the earliest first, is
//!    sent along the same ways; a gift that is reached could have been left in
//!    its place.
//!
//! Knows nothing of pockets, cells or cuts: a reach is what its columns say.
//! [`verify`](crate::verify) does the same for documents.

use std::ops::Range;

use super::column::{Column, NeedIndex, Row};
use super::columns::{Columns, Reach};
use super::order::Unit;

/// What is to be certified.
pub(super) struct Claim<'a> {
    pub(super) columns: &'a Columns,
    pub(super) received_on: &'a [u64],
    /// Caps: the most, and over which needs.
    pub(super) caps: &'a [(i64, Vec<u32>)],
    pub(super) granted: &'a Column<NeedIndex, i64>,
    pub(super) used: &'a [i64],
    /// Offer, need, amount.
    pub(super) lines: &'a [(u32, u32, i64)],
}

/// # Errors
///
/// The first thing that does not hold.
pub(super) fn certify(claim: &Claim<'_>) -> Result<(), String> {
    lawful(claim)?;
    let index = Index::new(claim.columns);
    let paid = Paid::new(claim);
    greedy(claim, &index, &paid)?;
    in_order(claim, &index, &paid)
}

fn holds(columns: &Columns, reach: &Reach, need: usize) -> bool {
    let place = columns.place[need];
    match reach {
        Reach::Everything => true,
        Reach::Area(area) => area.contains(&place),
        Reach::Areas(areas) => areas.iter().any(|area| area.contains(&place)),
        Reach::Categories(categories) => categories.contains(&columns.category[need]),
        Reach::Project(project) => *project == columns.project[need],
        Reach::Projects(projects) => projects.contains(&columns.project[need]),
        Reach::Except(needs) => needs.binary_search(&(need as u32)).is_err(),
        Reach::Needs(needs) => needs.binary_search(&(need as u32)).is_ok(),
    }
}

fn lawful(claim: &Claim<'_>) -> Result<(), String> {
    let columns = claim.columns;
    let mut granted = vec![0_i64; claim.granted.len()];
    let mut used = vec![0_i64; claim.used.len()];
    for &(offer, need, units) in claim.lines {
        let reach = &columns.reaches[columns.reach[offer as usize] as usize];
        if units <= 0 || !holds(columns, reach, need as usize) {
            return Err(format!("offer {offer} may not pay need {need}"));
        }
        let sums = (
            granted[need as usize].checked_add(units),
            used[offer as usize].checked_add(units),
        );
        let (Some(got), Some(gave)) = sums else {
            return Err(format!(
                "the sums of offer {offer} or need {need} do not fit"
            ));
        };
        granted[need as usize] = got;
        used[offer as usize] = gave;
    }
    for (need, &stated) in claim.granted.iter() {
        let room: i64 = columns.runs.of(need).iter().map(|run| run.length).sum();
        if granted[need.number()] != stated || stated > room {
            return Err(format!("the sums of need {} differ", need.number()));
        }
    }
    for (offer, (&gave, &stated)) in used.iter().zip(claim.used).enumerate() {
        if gave != stated || stated > columns.available[offer] {
            return Err(format!("the sums of offer {offer} differ"));
        }
    }
    for (cap, (max, needs)) in claim.caps.iter().enumerate() {
        let sum: i128 = needs.iter().map(|&need| i128::from(got(claim, need))).sum();
        if sum > i128::from(*max) {
            return Err(format!("cap {cap} is exceeded"));
        }
    }
    Ok(())
}

/// Which reaches pay each need.
struct Paid {
    starts: Vec<u32>,
    reaches: Vec<u32>,
}

impl Paid {
    fn new(claim: &Claim<'_>) -> Self {
        let mut starts = vec![0_u32; claim.granted.len() + 1];
        for &(_, need, _) in claim.lines {
            starts[need as usize + 1] += 1;
        }
        for row in 1..starts.len() {
            starts[row] += starts[row - 1];
        }
        let mut next = starts.clone();
        let mut reaches = vec![0; claim.lines.len()];
        for &(offer, need, _) in claim.lines {
            let slot = &mut next[need as usize];
            reaches[*slot as usize] = claim.columns.reach[offer as usize];
            *slot += 1;
        }
        Self { starts, reaches }
    }

    fn of(&self, need: u32) -> &[u32] {
        let need = need as usize;
        &self.reaches[self.starts[need] as usize..self.starts[need + 1] as usize]
    }
}

/// The needs by place, category and project.
struct Index<'a> {
    columns: &'a Columns,
    /// The first need of each place; needs stand by place.
    places: Vec<u32>,
    categories: Vec<Vec<u32>>,
    projects: (Vec<u32>, Vec<u32>),
}

impl<'a> Index<'a> {
    fn new(columns: &'a Columns) -> Self {
        let start = |place: u32| columns.place.partition_point(|&own| own < place) as u32;
        let mut categories = vec![Vec::new(); columns.categories as usize];
        for (need, &category) in columns.category.iter().enumerate() {
            if let Some(own) = categories.get_mut(category as usize) {
                own.push(need as u32);
            }
        }
        let mut starts = vec![0_u32; columns.projects as usize + 1];
        for &project in &columns.project {
            if let Some(count) = starts.get_mut(project as usize + 1) {
                *count += 1;
            }
        }
        for row in 1..starts.len() {
            starts[row] += starts[row - 1];
        }
        let mut next = starts.clone();
        let mut needs = vec![0; columns.project.len()];
        for (need, &project) in columns.project.iter().enumerate() {
            if project < columns.projects {
                let slot = &mut next[project as usize];
                needs[*slot as usize] = need as u32;
                *slot += 1;
            }
        }
        Self {
            columns,
            places: (0..=columns.places).map(start).collect(),
            categories,
            projects: (starts, needs),
        }
    }

    fn each(&self, reach: u32, mut visit: impl FnMut(u32)) {
        let (starts, needs) = &self.projects;
        let mut area = |area: &Range<u32>| {
            let needs = self.places[area.start as usize]..self.places[area.end as usize];
            needs.for_each(&mut visit);
        };
        match &self.columns.reaches[reach as usize] {
            Reach::Everything => area(&(0..self.columns.places)),
            Reach::Area(own) => area(own),
            Reach::Areas(own) => own.iter().for_each(area),
            Reach::Categories(own) => {
                for &category in own {
                    self.categories[category as usize]
                        .iter()
                        .copied()
                        .for_each(&mut visit);
                }
            }
            Reach::Project(own) => {
                let range = starts[*own as usize] as usize..starts[*own as usize + 1] as usize;
                needs[range].iter().copied().for_each(visit);
            }
            Reach::Projects(own) => {
                for &own in own {
                    let range = starts[own as usize] as usize..starts[own as usize + 1] as usize;
                    needs[range].iter().copied().for_each(&mut visit);
                }
            }
            Reach::Except(own) => {
                let mut missing = own.iter().copied().peekable();
                let all = 0..self.columns.place.len() as u32;
                all.filter(|need| missing.next_if_eq(need).is_none())
                    .for_each(visit);
            }
            Reach::Needs(own) => own.iter().copied().for_each(visit),
        }
    }
}

/// What has been reached along ways of exchange.
struct Flood<'a> {
    index: &'a Index<'a>,
    paid: &'a Paid,
    needs: Vec<bool>,
    reaches: Vec<bool>,
    open: Vec<u32>,
}

impl<'a> Flood<'a> {
    fn new(claim: &Claim<'_>, index: &'a Index<'a>, paid: &'a Paid) -> Self {
        Self {
            index,
            paid,
            needs: vec![false; claim.granted.len()],
            reaches: vec![false; claim.columns.reaches.len()],
            open: Vec::new(),
        }
    }

    fn enter(&mut self, reach: u32) {
        if !self.reaches[reach as usize] {
            self.reaches[reach as usize] = true;
            self.open.push(reach);
        }
    }

    /// Follows all ways from what was entered; tells of every need and reach
    /// that is new.
    fn spread(&mut self, mut need: impl FnMut(u32), mut reach: impl FnMut(u32)) {
        while let Some(at) = self.open.pop() {
            reach(at);
            let (needs, reaches, open, paid) = (
                &mut self.needs,
                &mut self.reaches,
                &mut self.open,
                self.paid,
            );
            self.index.each(at, |reached| {
                if !needs[reached as usize] {
                    needs[reached as usize] = true;
                    need(reached);
                    for &next in paid.of(reached) {
                        if !reaches[next as usize] {
                            reaches[next as usize] = true;
                            open.push(next);
                        }
                    }
                }
            });
        }
    }
}

/// What the need is granted.
fn got(claim: &Claim<'_>, need: u32) -> i64 {
    claim.granted[NeedIndex::new(need as usize)]
}

/// For each need, if a cap over it is full, the unit that fills the first of
/// them; none where a cap allows nothing.
fn full_from(claim: &Claim<'_>) -> Vec<Option<Option<Unit>>> {
    let mut full = vec![None; claim.granted.len()];
    for (max, needs) in claim.caps {
        let sum: i128 = needs.iter().map(|&need| i128::from(got(claim, need))).sum();
        if sum < i128::from(*max) {
            continue;
        }
        let holders = needs.iter().filter(|&&need| got(claim, need) > 0);
        let units = holders.map(|&need| unit(claim.columns, need, got(claim, need) - 1));
        let last = units.max().flatten();
        for &need in needs {
            let own: &mut Option<_> = &mut full[need as usize];
            *own = Some(own.map_or(last, |own| last.min(own)));
        }
    }
    full
}

/// The unit of the need after its first `granted`.
fn unit(columns: &Columns, need: u32, granted: i64) -> Option<Unit> {
    columns.runs.unit(NeedIndex::new(need as usize), granted)
}

fn greedy(claim: &Claim<'_>, index: &Index<'_>, paid: &Paid) -> Result<(), String> {
    let columns = claim.columns;
    let mut flood = Flood::new(claim, index, paid);
    for (offer, &used) in claim.used.iter().enumerate() {
        if used < columns.available[offer] {
            flood.enter(columns.reach[offer]);
        }
    }
    let full = full_from(claim);
    // The next unit of the need, unless earlier ones fill a cap over it.
    let wanted = |need: u32| {
        let next = unit(columns, need, got(claim, need))?;
        let open = full[need as usize].is_none_or(|last| Some(next) < last);
        open.then_some(next)
    };
    let mut wrong = None;
    flood.spread(
        |need| {
            if wanted(need).is_some() {
                wrong = Some(format!("need {need} could have what is left"));
            }
        },
        |_| {},
    );
    let mut holders: Vec<(Unit, u32)> = Vec::new();
    for (need, &granted) in claim.granted.iter().filter(|(_, granted)| **granted > 0) {
        let need = need.number() as u32;
        holders.extend(unit(columns, need, granted - 1).map(|last| (last, need)));
    }
    holders.sort_unstable_by(|a, b| b.cmp(a));
    for (last, holder) in holders {
        if wrong.is_some() {
            break;
        }
        for &reach in paid.of(holder) {
            flood.enter(reach);
        }
        flood.spread(
            |need| {
                if wanted(need).is_some_and(|next| next < last) {
                    wrong = Some(format!("need {need} stands before a unit of need {holder}"));
                }
            },
            |_| {},
        );
    }
    wrong.map_or(Ok(()), Err)
}

/// Whether no gift could have been used more and a later one less: narrowest
/// first, then by the day, then by id.
fn in_order(claim: &Claim<'_>, index: &Index<'_>, paid: &Paid) -> Result<(), String> {
    let columns = claim.columns;
    let mut breadth = vec![None; columns.reaches.len()];
    let mut key = |offer: usize| {
        let reach = columns.reach[offer];
        let size = breadth[reach as usize].get_or_insert_with(|| {
            let mut size = 0_u32;
            index.each(reach, |_| size += 1);
            size
        });
        (*size, claim.received_on[offer], offer)
    };
    let keys: Vec<_> = (0..claim.used.len()).map(&mut key).collect();
    // The last of the used offers of each reach.
    let mut latest = vec![None; columns.reaches.len()];
    for (offer, &used) in claim.used.iter().enumerate() {
        let last = &mut latest[columns.reach[offer] as usize];
        if used > 0 {
            *last = (*last).max(Some(keys[offer]));
        }
    }
    let unused = |&offer: &usize| claim.used[offer] < columns.available[offer];
    let mut unused: Vec<usize> = (0..claim.used.len()).filter(unused).collect();
    unused.sort_unstable_by_key(|&offer| keys[offer]);
    let mut flood = Flood::new(claim, index, paid);
    let mut wrong = None;
    for offer in unused {
        flood.enter(columns.reach[offer]);
        flood.spread(
            |_| {},
            |reach| {
                if latest[reach as usize] > Some(keys[offer]) {
                    wrong = Some(format!("offer {offer} comes before one of reach {reach}"));
                }
            },
        );
        if wrong.is_some() {
            break;
        }
    }
    wrong.map_or(Ok(()), Err)
}
