//! The plan's rows and lines, summed by what the programme says of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::FairnessError;
use crate::code::DivisionCode;
use crate::error::{At, Pointer};
use crate::giving::Gift;
use crate::lists::Need;
use crate::money::{Fen, Share};
use crate::plan::{Measure, NeedRow, Plan};
use crate::programme::Programme;
use crate::registry::{Force, Id};

/// Money, or one item: who is covered how far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Coverage {
    /// The item; none for money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<Id>,
    /// All needs.
    pub all: Group,
    /// By tier, ascending.
    pub tiers: Vec<Row>,
    /// By county; a place above counties stands for itself.
    pub counties: Vec<Row>,
    /// By place: villages, and whatever else has needs of its own.
    pub places: Vec<Row>,
    /// By project; needs without one stand last.
    pub projects: Vec<Row>,
    /// By category.
    pub categories: Vec<Row>,
    /// By the force of the gifts that pay; gifts without one stand last.
    pub forces: Vec<ForceRow>,
}

/// Needs of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Row {
    /// Of which kind.
    #[serde(flatten)]
    pub key: Key,
    /// Their sums.
    #[serde(flatten)]
    pub group: Group,
}

/// What needs have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum Key {
    /// The tier.
    Tier {
        /// Its number.
        tier: u64,
    },
    /// The place, or its county.
    Place {
        /// Its code.
        place: DivisionCode,
        /// Its name, where the programme or the directory has one.
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// The project.
    Project {
        /// Its id.
        project: Id,
        /// Its name.
        name: String,
    },
    /// No project.
    NoProject {},
    /// The category.
    Category {
        /// Its word.
        category: String,
    },
}

/// The sums of a group of needs, in fen or in units of the item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Group {
    /// How many needs.
    pub needs: usize,
    /// What they ask for, as far as that is known.
    pub required: Measure,
    /// What they had before.
    pub already: Measure,
    /// What the plan grants them.
    pub granted: Measure,
    /// `already` and `granted` of those of which it is known what they ask for.
    pub covered: Measure,
    /// covered ÷ required; none when nothing is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Share>,
    /// The level to three places, rounded down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<String>,
    /// How many have all they ask for.
    pub met: usize,
    /// How many have a part of it.
    pub short: usize,
    /// How many have nothing.
    pub zero: usize,
    /// How many ask for an unknown or unlimited quantity.
    pub open: usize,
    /// The lowest level among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lowest: Option<Lowest>,
}

/// The lowest level of a group, and who stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Lowest {
    /// The level.
    pub level: Share,
    /// The level to three places, rounded down.
    pub decimal: String,
    /// How many needs stand there.
    pub needs: usize,
    /// The first of them by id.
    pub first: Id,
}

/// What the gifts of a force pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ForceRow {
    /// The force; none for gifts that name none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force: Option<Force>,
    /// How many gifts pay.
    pub gifts: usize,
    /// How many needs they pay.
    pub needs: usize,
    /// What they pay.
    pub granted: Measure,
    /// Its share of all that is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    /// The share to three places, rounded down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<String>,
}

/// A need with its row, and whether it counts by tier and so on.
struct Pair<'a> {
    need: &'a Need,
    row: &'a NeedRow,
}

type Found<T> = Result<T, At<FairnessError>>;

pub(super) fn coverage(programme: &Programme, plan: &Plan) -> Found<(Coverage, Vec<Coverage>)> {
    let pairs = pairs(programme, plan)?;
    let mut pots: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for pair in &pairs {
        pots.entry(pair.need.item()).or_default().push(pair);
    }
    let mut forces = forces(programme, plan, &pairs)?;
    let items = programme.lists().items.iter().map(|item| Some(&item.id));
    let mut found = Vec::new();
    for item in std::iter::once(None).chain(items) {
        let pairs: Vec<&Pair<'_>> = pots.remove(&item).unwrap_or_default();
        let forces = forces.remove(&item).unwrap_or_default();
        found.push(of_pot(programme, item, &pairs, forces)?);
    }
    Ok((found.remove(0), found))
}

/// The programme's needs with their rows, in the order of the programme.
fn pairs<'a>(programme: &'a Programme, plan: &'a Plan) -> Found<Vec<Pair<'a>>> {
    let root = Pointer::root();
    if plan.programme != *programme.id() {
        let (plan, programme) = (plan.programme.clone(), programme.id().clone());
        let error = FairnessError::OtherPlan { plan, programme };
        return Err(At::new(root.key("programme"), error));
    }
    let list = root.key("needs");
    let mut rows: BTreeMap<&Id, &NeedRow> = BTreeMap::new();
    for (index, row) in plan.needs.iter().enumerate() {
        let at = || list.index(index).key("id");
        let need = find(programme.needs(), &row.id, |need| &need.id);
        if need.is_none_or(|need| need.item() != row.item.as_ref()) {
            return Err(At::new(at(), FairnessError::UnknownRow));
        }
        if rows.insert(&row.id, row).is_some() {
            return Err(At::new(at(), FairnessError::TwiceInPlan));
        }
    }
    let pair = |need: &'a Need| match rows.get(&need.id) {
        Some(row) => Ok(Pair { need, row }),
        None => {
            let need = need.id.clone();
            Err(At::new(list.clone(), FairnessError::NoRow { need }))
        }
    };
    programme.needs().iter().map(pair).collect()
}

fn find<'a, T>(sorted: &'a [T], id: &Id, key: impl Fn(&T) -> &Id) -> Option<&'a T> {
    let found = sorted.binary_search_by(|entry| key(entry).cmp(id));
    found.ok().and_then(|index| sorted.get(index))
}

fn of_pot(
    programme: &Programme,
    item: Option<&Id>,
    pairs: &[&Pair<'_>],
    forces: Vec<ForceRow>,
) -> Found<Coverage> {
    let lists = programme.lists();
    let place = |code: DivisionCode| Key::Place {
        place: code,
        name: programme.registry().place_name(code).map(str::to_owned),
    };
    let by = |key: &dyn Fn(&Need) -> Key| grouped(item, pairs, key);
    let mut all = Sums::default();
    for pair in pairs {
        all.add(pair)?;
    }
    Ok(Coverage {
        item: item.cloned(),
        all: all.group(item),
        tiers: by(&|need| Key::Tier { tier: need.tier })?,
        counties: by(&|need| place(need.place.county().unwrap_or(need.place)))?,
        places: by(&|need| place(need.place))?,
        projects: by(&|need| {
            let project = need.project.as_ref().and_then(|id| lists.project(id));
            project.map_or(Key::NoProject {}, |project| Key::Project {
                project: project.id.clone(),
                name: project.name.clone(),
            })
        })?,
        categories: by(&|need| Key::Category {
            category: lists.category(need).to_owned(),
        })?,
        forces,
    })
}

fn grouped(item: Option<&Id>, pairs: &[&Pair<'_>], key: &dyn Fn(&Need) -> Key) -> Found<Vec<Row>> {
    let mut groups: BTreeMap<Key, Sums<'_>> = BTreeMap::new();
    for pair in pairs {
        groups.entry(key(pair.need)).or_default().add(pair)?;
    }
    let row = |(key, sums): (Key, Sums<'_>)| Row {
        key,
        group: sums.group(item),
    };
    Ok(groups.into_iter().map(row).collect())
}

#[derive(Default)]
struct Sums<'a> {
    needs: usize,
    required: i64,
    already: i64,
    granted: i64,
    covered: i64,
    met: usize,
    short: usize,
    zero: usize,
    open: usize,
    lowest: Option<(Share, usize, &'a Id)>,
}

impl<'a> Sums<'a> {
    fn add(&mut self, pair: &Pair<'a>) -> Found<()> {
        let row = pair.row;
        let (already, granted) = (row.already.count(), row.granted.count());
        self.needs += 1;
        add(&mut self.already, already)?;
        add(&mut self.granted, granted)?;
        let Some(required) = row.required.map(Measure::count) else {
            self.open += 1;
            return Ok(());
        };
        let mut covered = already;
        add(&mut covered, granted)?;
        add(&mut self.required, required)?;
        add(&mut self.covered, covered)?;
        match covered {
            0 => self.zero += 1,
            covered if covered >= required => self.met += 1,
            _ => self.short += 1,
        }
        // Nobody asks for 0; a plan that says so has no level there.
        let Ok(level) = Share::new(i128::from(covered), i128::from(required)) else {
            return Ok(());
        };
        self.lowest = Some(match self.lowest.take() {
            Some((lowest, count, first)) if lowest == level => (lowest, count + 1, first),
            Some(lowest) if lowest.0 < level => lowest,
            _ => (level, 1, &pair.need.id),
        });
        Ok(())
    }

    fn group(self, item: Option<&Id>) -> Group {
        let level = share(self.covered, self.required);
        Group {
            needs: self.needs,
            required: measure(item, self.required),
            already: measure(item, self.already),
            granted: measure(item, self.granted),
            covered: measure(item, self.covered),
            level,
            decimal: level.map(decimal),
            met: self.met,
            short: self.short,
            zero: self.zero,
            open: self.open,
            lowest: self.lowest.map(|(level, needs, first)| Lowest {
                level,
                decimal: decimal(level),
                needs,
                first: first.clone(),
            }),
        }
    }
}

fn add(sum: &mut i64, count: i64) -> Found<()> {
    let list = || Pointer::root().key("needs");
    let added = sum.checked_add(count);
    *sum = added.ok_or_else(|| At::new(list(), FairnessError::TotalOutOfRange))?;
    Ok(())
}

fn share(part: i64, whole: i64) -> Option<Share> {
    Share::new(i128::from(part), i128::from(whole)).ok()
}

/// To three places, rounded down: what is not full never reads as 1.
fn decimal(share: Share) -> String {
    let thousandths = share.num().saturating_mul(1000) / share.den();
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

/// An amount in fen, or so many units of an item.
pub(super) fn measure(item: Option<&Id>, count: i64) -> Measure {
    match item {
        None => Measure::Money(Fen(count)),
        Some(_) => Measure::Units(count.max(0).cast_unsigned()),
    }
}

/// What the gifts of each force pay, in each pot, by the plan's lines.
fn forces<'a>(
    programme: &'a Programme,
    plan: &'a Plan,
    pairs: &[Pair<'a>],
) -> Found<BTreeMap<Option<&'a Id>, Vec<ForceRow>>> {
    let list = Pointer::root().key("lines");
    let mut pots: BTreeMap<_, BTreeMap<_, (BTreeSet<_>, BTreeSet<_>, i64)>> = BTreeMap::new();
    let mut paid: BTreeMap<_, i64> = BTreeMap::new();
    for (index, line) in plan.lines.iter().enumerate() {
        let unknown = |key| At::new(list.index(index).key(key), FairnessError::UnknownRow);
        let found = pairs.binary_search_by(|pair| pair.need.id.cmp(&line.need));
        let pair = found.ok().and_then(|index| pairs.get(index));
        let item = pair.ok_or_else(|| unknown("need"))?.need.item();
        let gift = find(programme.gifts(), &line.gift, |gift: &Gift| &gift.id);
        let force = gift.ok_or_else(|| unknown("gift"))?.force;
        // Gifts without a force stand last.
        let row = pots.entry(item).or_default();
        let row = row.entry((force.is_none(), force)).or_default();
        row.0.insert(&line.gift);
        row.1.insert(&line.need);
        add(&mut row.2, line.paid.count())?;
        add(paid.entry(item).or_default(), line.paid.count())?;
    }
    let rows = |(item, forces): (Option<&'a Id>, BTreeMap<(bool, Option<Force>), _>)| {
        let whole = paid.get(&item).copied().unwrap_or(0);
        let row = |((_, force), (gifts, needs, sum)): (_, (BTreeSet<&Id>, BTreeSet<&Id>, i64))| {
            let share = share(sum, whole);
            ForceRow {
                force,
                gifts: gifts.len(),
                needs: needs.len(),
                granted: measure(item, sum),
                share,
                decimal: share.map(decimal),
            }
        };
        (item, forces.into_iter().map(row).collect())
    };
    Ok(pots.into_iter().map(rows).collect())
}
