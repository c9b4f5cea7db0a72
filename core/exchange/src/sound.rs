//! Whether a plan adds up and speaks of this programme.
//!
//! Only what exports add up is asked: each need and each gift has one row, the
//! lines sum to the rows, and the rows to the totals, money in fen and each
//! item in units. Whether the plan is lawful and fair is the question of
//! [`verify`](bangfu::verify).

use std::collections::HashMap;

use bangfu::plan::{GiftRow, Line, Measure, NeedRow, Paid};
use bangfu::registry::Id;
use bangfu::{Plan, Programme, Rules};

/// Whether the plan was made for the programme as it is now.
pub(crate) fn of_this_input(programme: &Programme, plan: &Plan) -> bool {
    plan.input_hash == programme.input_hash()
}

/// Whether the plan was made with these rules as they are now.
pub(crate) fn of_these_rules(rules: &Rules, plan: &Plan) -> bool {
    plan.rules_hash == rules.hash()
}

/// Whether the plan adds up and names only what the programme has.
///
/// A plan of this very input has a row for each need and each gift. One from
/// before the programme was changed may lack some.
pub(crate) fn sound(programme: &Programme, plan: &Plan) -> bool {
    Book::of(programme, plan).is_some_and(|book| {
        let whole = book.needs.len() == programme.needs().len()
            && book.gifts.len() == programme.gifts().len();
        (whole || !of_this_input(programme, plan)) && book.lines_fit(plan) && book.totals_fit(plan)
    })
}

/// The rows of a plan, all of them known to the programme.
struct Book<'a> {
    needs: HashMap<&'a Id, &'a NeedRow>,
    gifts: HashMap<&'a Id, &'a GiftRow>,
}

impl<'a> Book<'a> {
    /// Nothing where a row stands twice, is unknown, or mixes money and goods.
    fn of(programme: &Programme, plan: &'a Plan) -> Option<Self> {
        let known = programme.needs().iter();
        let known: HashMap<_, _> = known.map(|need| (&need.id, need.item())).collect();
        let mut needs = HashMap::with_capacity(plan.needs.len());
        for row in &plan.needs {
            let measures = [row.required, Some(row.already), Some(row.granted)];
            let fits = known.get(&row.id) == Some(&row.item.as_ref())
                && alike(row.item.as_ref(), &measures);
            if !fits || needs.insert(&row.id, row).is_some() {
                return None;
            }
        }
        let known = programme.gifts().iter();
        let known: HashMap<_, _> = known.map(|gift| (&gift.id, gift.item())).collect();
        let mut gifts = HashMap::with_capacity(plan.gifts.len());
        for row in &plan.gifts {
            let (overhead, reserve) = (
                row.overhead.map(Measure::Money),
                row.reserve.map(Measure::Money),
            );
            let measures = [row.received, row.used, row.held].map(Some);
            let fits = known.get(&row.id) == Some(&row.item.as_ref())
                && alike(row.item.as_ref(), &measures)
                && alike(row.item.as_ref(), &[overhead, reserve]);
            if !fits || gifts.insert(&row.id, row).is_some() {
                return None;
            }
        }
        Some(Self { needs, gifts })
    }

    /// Whether the lines pay money for money and goods for the same goods, and
    /// sum to what the rows say.
    fn lines_fit(&self, plan: &Plan) -> bool {
        let mut granted: HashMap<&Id, i128> = HashMap::new();
        let mut used: HashMap<&Id, i128> = HashMap::new();
        for line in &plan.lines {
            if !self.line_fits(line) {
                return false;
            }
            *granted.entry(&line.need).or_default() += i128::from(line.paid.count());
            *used.entry(&line.gift).or_default() += i128::from(line.paid.count());
        }
        let sum = |sums: &HashMap<&Id, i128>, id| sums.get(id).copied().unwrap_or(0);
        let mut needs = plan.needs.iter();
        let mut gifts = plan.gifts.iter();
        needs.all(|row| sum(&granted, &row.id) == count(row.granted))
            && gifts.all(|row| {
                let kept = count(row.received) - fen(row.overhead) - fen(row.reserve);
                sum(&used, &row.id) == count(row.used) && kept - count(row.used) == count(row.held)
            })
    }

    fn line_fits(&self, line: &Line) -> bool {
        let rows = self.needs.get(&line.need).zip(self.gifts.get(&line.gift));
        rows.is_some_and(|(need, gift)| {
            need.item == gift.item && matches!(line.paid, Paid::Money(_)) == need.item.is_none()
        })
    }

    /// Whether the rows sum to the totals of money and of each item.
    fn totals_fit(&self, plan: &Plan) -> bool {
        let mut sums: HashMap<Option<&Id>, Sums> = HashMap::new();
        for row in self.needs.values() {
            let sum = sums.entry(row.item.as_ref()).or_default();
            sum.required += row.required.map_or(0, count);
            sum.granted += count(row.granted);
        }
        for row in self.gifts.values() {
            let sum = sums.entry(row.item.as_ref()).or_default();
            sum.received += count(row.received);
            sum.overhead += fen(row.overhead);
            sum.reserve += fen(row.reserve);
            sum.held += count(row.held);
        }
        let totals = &plan.totals;
        let money = Sums {
            received: i128::from(totals.received.0),
            overhead: i128::from(totals.overhead.0),
            reserve: i128::from(totals.reserve.0),
            required: i128::from(totals.required.0),
            granted: i128::from(totals.granted.0),
            held: i128::from(totals.held.0),
        };
        let mut stated = HashMap::from([(None, money)]);
        for row in &totals.items {
            let units = Sums {
                received: i128::from(row.received),
                required: i128::from(row.required),
                granted: i128::from(row.granted),
                held: i128::from(row.held),
                ..Sums::default()
            };
            if stated.insert(Some(&row.item), units).is_some() {
                return false;
            }
        }
        // An item that nobody gave or wants has no rows.
        let rows = |key: &Option<&Id>| sums.get(key).copied().unwrap_or_default();
        sums.keys().all(|key| stated.contains_key(key))
            && stated.iter().all(|(key, sum)| rows(key) == *sum)
    }
}

/// Sums of money or of one item. So many rows of i64 stay far inside i128.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Sums {
    received: i128,
    overhead: i128,
    reserve: i128,
    required: i128,
    granted: i128,
    held: i128,
}

/// Whether all measures are money, or, with an item, units.
fn alike(item: Option<&Id>, measures: &[Option<Measure>]) -> bool {
    let mut measures = measures.iter().flatten();
    measures.all(|measure| matches!(measure, Measure::Money(_)) == item.is_none())
}

fn count(measure: Measure) -> i128 {
    i128::from(measure.count())
}

fn fen(money: Option<bangfu::money::Fen>) -> i128 {
    money.map_or(0, |money| i128::from(money.0))
}
