//! The plan's rows: each need and each gift has exactly one, and everything a
//! plan names exists.

use crate::error::{At, Pointer};
use crate::plan::Plan;
use crate::registry::Id;

use super::Violation;
use super::problem::Scene;

/// Which row of the plan speaks of which need and gift.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) needs: Vec<Option<usize>>,
    pub(super) gifts: Vec<Option<usize>>,
}

/// A line whose gift and need exist.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// Index into the plan's lines.
    pub(super) line: usize,
    /// Index into the offers.
    pub(super) offer: usize,
    /// Index into the programme's needs.
    pub(super) need: usize,
}

pub(super) fn read_rows(scene: &Scene<'_>, plan: &Plan, found: &mut Vec<At<Violation>>) -> Rows {
    let needs: Vec<&Id> = scene
        .facts
        .lists
        .needs
        .iter()
        .map(|need| &need.id)
        .collect();
    let gifts: Vec<&Id> = scene
        .facts
        .giving
        .gifts
        .iter()
        .map(|gift| &gift.id)
        .collect();
    let need_rows: Vec<&Id> = plan.needs.iter().map(|row| &row.id).collect();
    let gift_rows: Vec<&Id> = plan.gifts.iter().map(|row| &row.id).collect();
    Rows {
        needs: pair("needs", &needs, &need_rows, found),
        gifts: pair("gifts", &gifts, &gift_rows, found),
    }
}

/// Finds the row of each id; `ids` are sorted.
fn pair(
    list: &str,
    ids: &[&Id],
    rows: &[&Id],
    found: &mut Vec<At<Violation>>,
) -> Vec<Option<usize>> {
    let list = Pointer::root().key(list);
    let mut row_of = vec![None; ids.len()];
    for (index, &id) in rows.iter().enumerate() {
        let pointer = list.index(index);
        match ids.binary_search(&id) {
            Err(_) => {
                let error = Violation::UnknownReference { id: id.to_string() };
                found.push(At::new(pointer.key("id"), error));
            }
            Ok(at) if row_of[at].is_some() => {
                found.push(At::new(pointer, Violation::RowTwice { id: id.clone() }));
            }
            Ok(at) => {
                row_of[at] = Some(index);
            }
        }
    }
    for (at, _) in row_of.iter().enumerate().filter(|(_, row)| row.is_none()) {
        let error = Violation::RowMissing {
            id: ids[at].clone(),
        };
        found.push(At::new(list.clone(), error));
    }
    row_of
}

/// The lines whose gift and need exist, and whether those are all.
pub(super) fn read_lines(
    scene: &Scene<'_>,
    plan: &Plan,
    found: &mut Vec<At<Violation>>,
) -> (Vec<Entry>, bool) {
    let mut entries = Vec::with_capacity(plan.lines.len());
    for (index, line) in plan.lines.iter().enumerate() {
        let pointer = Pointer::root().key("lines").index(index);
        let mut unknown = |key: &str, id: String| {
            found.push(At::new(
                pointer.key(key),
                Violation::UnknownReference { id },
            ));
        };
        let gift = scene
            .facts
            .giving
            .gifts
            .binary_search_by(|gift| gift.id.cmp(&line.gift))
            .ok();
        let need = scene
            .facts
            .lists
            .needs
            .binary_search_by(|need| need.id.cmp(&line.need))
            .ok();
        let offer = gift.and_then(|gift| scene.offer(gift, line.part));
        if gift.is_none() {
            unknown("gift", line.gift.to_string());
        } else if offer.is_none() {
            let part = line.part.map_or_else(String::new, |part| part.to_string());
            unknown("part", format!("{}/{part}", line.gift));
        }
        if need.is_none() {
            unknown("need", line.need.to_string());
        }
        if let (Some(offer), Some(need)) = (offer, need) {
            entries.push(Entry {
                line: index,
                offer,
                need,
            });
        }
    }
    let all = entries.len() == plan.lines.len();
    (entries, all)
}
