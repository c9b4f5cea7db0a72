//! Needs and gifts at the edges: where something might grow with the square.

use super::super::columns::{Columns, NONE, Reach};
use super::dice::Dice;
use super::generate::{CATEGORIES, runs};
use super::{Family, Instance, Size};

/// What a need asks for.
const ASKED: u64 = 100_000;

pub(super) fn instance(size: Size) -> Instance {
    let mut dice = Dice::new(size.seed);
    let needs = size.needs;
    let mut columns = Columns {
        places: match size.family {
            Family::Villages => needs,
            _ => (needs / 50).max(size.counties),
        },
        categories: CATEGORIES,
        ..Columns::default()
    };
    let mut all = 0;
    for need in 0..needs {
        // Rows ascend with the places, and named needs are rows.
        let place = u64::from(need) * u64::from(columns.places) / u64::from(needs);
        columns.place.push(place as u32);
        columns.category.push(need % CATEGORIES);
        columns.project.push(NONE);
        let asked = match size.family {
            // As much as all others together.
            Family::Giant if need == 0 => ASKED * u64::from(needs),
            _ => ASKED,
        };
        let weight = match size.family {
            Family::Equal | Family::Giant => 1,
            _ => u64::from(1 + dice.below(3)),
        };
        all += asked;
        columns.runs.push(runs(need, 0, asked, 0, weight));
    }
    columns.reaches = match size.family {
        Family::Named => (0..needs).map(|need| Reach::Needs(vec![need])).collect(),
        Family::Villages => (0..needs).map(|at| Reach::Area(at..at + 1)).collect(),
        _ => vec![Reach::Everything],
    };
    let reaches = columns.reaches.len() as u32;
    // Money for half of what is asked, so that every level has to be found.
    let mean = all / 2 / u64::from(size.gifts.max(1));
    for gift in 0..size.gifts {
        columns.reach.push(gift % reaches);
        let given = mean / 2 + dice.next() % (mean + 1);
        columns.available.push(match size.family {
            Family::Zero => 0,
            _ => given.cast_signed(),
        });
    }
    let received_on = (0..size.gifts).map(|_| u64::from(dice.below(88)));
    Instance::new(columns, received_on.collect())
}
