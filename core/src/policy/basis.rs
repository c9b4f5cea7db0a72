//! How much each need counts beside the others of its tier: the `s` of the
//! order of units.
//!
//! `s` is a whole number, in units of 10⁻⁶ (10⁻¹² for factors), so that keys
//! compare exactly. Every rounding is half-even and stands here, so that
//! another implementation can repeat it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::giving::Facts;
use crate::lists::{Asked, Need, Quantity};
use crate::money::{Decimal, mul_div, wide_mul};
use crate::policy::{Allocation, Basis, Factor, PolicyError, Subject, Transform};

/// The places after the point of figures, weights and most values of `s`.
const PLACES: u32 = 6;
/// 10⁶, by which figures and weights become whole numbers.
const MILLION: u128 = 1_000_000;
/// 10¹², by which shares of a factor become whole numbers.
const TRILLION: u128 = MILLION * MILLION;
/// `s` stays below 2⁶², so that (2k − 1) × 2s fits 128 bits for every fen k.
const LIMIT: u128 = 1 << 62;

/// A problem of its own: money, or one item of goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pot {
    /// Money.
    Money,
    /// The item with this index.
    Item(usize),
}

impl Pot {
    /// The needs of the problem, as indices, ascending.
    #[must_use]
    pub fn needs(self, facts: Facts<'_>) -> Vec<usize> {
        let item = match self {
            Self::Money => None,
            Self::Item(index) => facts.lists.items.get(index).map(|item| &item.id),
        };
        let needs = facts.lists.needs.iter().enumerate();
        needs
            .filter(|(_, need)| need.item() == item)
            .map(|(index, _)| index)
            .collect()
    }

    /// Every problem of the facts: money, then each item.
    pub fn all(facts: Facts<'_>) -> impl Iterator<Item = Self> {
        let items = (0..facts.lists.items.len()).map(Self::Item);
        std::iter::once(Self::Money).chain(items)
    }
}

/// The `s` of each of `pot`'s needs, in the order of [`Pot::needs`]. Needs of
/// unknown quantity have 0.
///
/// # Errors
///
/// All of these at once, each with its subject:
///
/// * [`PolicyError::UnknownFigure`] where a place lacks a figure of the basis;
/// * [`PolicyError::FigureIsZero`] where a figure of 0 should be inverted;
/// * [`PolicyError::WeightTooLarge`] where `s` reaches 2⁶²;
/// * [`PolicyError::WeightsAllZero`] when there are needs and all have `s` = 0.
pub fn served(
    facts: Facts<'_>,
    allocation: &Allocation,
    pot: Pot,
) -> Result<Vec<u64>, Vec<(Subject, PolicyError)>> {
    let needs = pot.needs(facts);
    let mut errors = Vec::new();
    let scores = match &allocation.basis {
        Basis::Factors(factors) => factor_scores(facts, factors, &needs, &mut errors),
        _ => BTreeMap::new(),
    };
    // Shares of a factor are over all places: without one figure there are none.
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut weights = Vec::with_capacity(needs.len());
    // Of the needs whose quantity somebody knows: is there one, and have all
    // of them 0? A need whose s could not be found has not.
    let (mut counts, mut all_zero) = (false, true);
    for &index in &needs {
        let Some(need) = facts.lists.needs.get(index) else {
            continue;
        };
        let value = value(facts, &allocation.basis, need, &scores, &mut errors);
        let found = value.map(|value| s(need, value));
        if found == Some(None) {
            errors.push((Subject::Weight(index), PolicyError::WeightTooLarge));
        }
        if quantity(need) != Some(Quantity::Unknown) {
            counts = true;
            all_zero &= found == Some(Some(0));
        }
        weights.push(found.flatten().unwrap_or(0));
    }
    if counts && all_zero {
        errors.push((Subject::Basis, PolicyError::WeightsAllZero));
    }
    if errors.is_empty() {
        Ok(weights)
    } else {
        Err(errors)
    }
}

const fn quantity(need: &Need) -> Option<Quantity> {
    match &need.asked {
        Asked::Money(_) => None,
        Asked::Goods(asked) => Some(asked.goods.quantity),
    }
}

/// What the weight of a need is multiplied with, in the basis' unit; none after
/// an error.
fn value(
    facts: Facts<'_>,
    basis: &Basis,
    need: &Need,
    scores: &BTreeMap<usize, u128>,
    errors: &mut Vec<(Subject, PolicyError)>,
) -> Option<u128> {
    // A need of any quantity asks for the figures of its place.
    let counted = match basis {
        Basis::Need => Some(u128::from(asked(need)) * MILLION),
        Basis::Equal => Some(MILLION),
        Basis::Figure(name) => figure(facts, need, name, errors),
        Basis::Factors(_) => scores.get(&place_index(facts, need)?).copied(),
    };
    match quantity(need) {
        Some(Quantity::Unknown) => counted.map(|_| 0),
        Some(Quantity::Unlimited) => {
            let one = if matches!(basis, Basis::Factors(_)) {
                TRILLION
            } else {
                MILLION
            };
            counted.map(|_| one)
        }
        _ => counted,
    }
}

/// What the need asks for, in fen or units.
const fn asked(need: &Need) -> u64 {
    match &need.asked {
        Asked::Money(asked) => asked.money.0.cast_unsigned(),
        Asked::Goods(asked) => match asked.goods.quantity {
            Quantity::Known(units) | Quantity::AtLeast(units) => units,
            Quantity::Unknown | Quantity::Unlimited => 0,
        },
    }
}

/// weight × value, rounded half-even to a whole number of the unit; none from
/// 2⁶² on.
fn s(need: &Need, value: u128) -> Option<u64> {
    let product = div_half_even(millionths(&need.weight)?, value, MILLION)?;
    if product < LIMIT {
        u64::try_from(product).ok()
    } else {
        None
    }
}

/// The decimal × 10⁶; documents allow six places.
fn millionths(decimal: &Decimal) -> Option<u128> {
    decimal
        .scaled(PLACES)
        .and_then(|value| u128::try_from(value).ok())
}

/// a × b ÷ divisor, rounded half-even.
fn div_half_even(a: u128, b: u128, divisor: u128) -> Option<u128> {
    let (quotient, rest) = mul_div(a, b, divisor)?;
    let twice = rest.checked_mul(2)?;
    let up = twice > divisor || (twice == divisor && quotient % 2 == 1);
    quotient.checked_add(u128::from(up))
}

fn place_index(facts: Facts<'_>, need: &Need) -> Option<usize> {
    facts
        .registry
        .places
        .binary_search_by(|place| place.code.cmp(&need.place))
        .ok()
}

/// The figure of the need's place × 10⁶.
fn figure(
    facts: Facts<'_>,
    need: &Need,
    name: &str,
    errors: &mut Vec<(Subject, PolicyError)>,
) -> Option<u128> {
    let index = place_index(facts, need)?;
    let place = facts.registry.places.get(index)?;
    let value = place.figures.get(name).and_then(millionths);
    if value.is_none() {
        let error = PolicyError::UnknownFigure {
            figure: name.to_owned(),
        };
        push_once(errors, Subject::Figure(index, name.to_owned()), error);
    }
    value
}

/// A place that several needs lack a figure of is one error.
fn push_once(errors: &mut Vec<(Subject, PolicyError)>, subject: Subject, error: PolicyError) {
    let entry = (subject, error);
    if !errors.contains(&entry) {
        errors.push(entry);
    }
}

/// Σ weight × share of each place that has one of the needs, × 10¹².
fn factor_scores(
    facts: Facts<'_>,
    factors: &[Factor],
    needs: &[usize],
    errors: &mut Vec<(Subject, PolicyError)>,
) -> BTreeMap<usize, u128> {
    let of_place = |&index: &usize| facts.lists.needs.get(index).map(|need| (index, need));
    let mut places = BTreeMap::new();
    for (index, need) in needs.iter().filter_map(of_place) {
        if let Some(place) = place_index(facts, need) {
            places.entry(place).or_insert(index);
        }
    }
    // Σ weight × share in units of 10⁻¹⁸: exact until the last rounding.
    let mut sums: BTreeMap<usize, u128> = places.keys().map(|&place| (place, 0)).collect();
    for factor in factors {
        add_factor(facts, factor, &places, &mut sums, errors);
    }
    let rounded = |(place, sum)| Some((place, div_half_even(sum, 1, MILLION)?));
    sums.into_iter().filter_map(rounded).collect()
}

fn add_factor(
    facts: Facts<'_>,
    factor: &Factor,
    places: &BTreeMap<usize, usize>,
    sums: &mut BTreeMap<usize, u128>,
    errors: &mut Vec<(Subject, PolicyError)>,
) {
    let mut values = Vec::with_capacity(places.len());
    for (&place, &need) in places {
        let Some(need) = facts.lists.needs.get(need) else {
            continue;
        };
        let Some(figure) = figure(facts, need, &factor.figure, errors) else {
            continue;
        };
        match transformed(&factor.transform, figure) {
            Some(value) => values.push((place, value)),
            None => {
                let subject = Subject::Figure(place, factor.figure.clone());
                push_once(errors, subject, PolicyError::FigureIsZero);
            }
        }
    }
    let total = Total::of(values.iter().map(|&(_, value)| value));
    if total.is_zero() {
        return;
    }
    let weight = millionths(&factor.weight).unwrap_or(0);
    for (place, value) in values {
        let share = total.share(value);
        if let Some(sum) = sums.get_mut(&place) {
            // From 2^128 on the score is far beyond 2^62 for every weight but
            // 0, whether or not it stops here.
            *sum = sum.saturating_add(weight.saturating_mul(share));
        }
    }
}

/// Σ v. A v has up to 114 bits (28 digits × 10⁶), so the v of some ten
/// thousand places leave 128 bits.
struct Total {
    high: u128,
    low: u128,
}

impl Total {
    fn of(values: impl Iterator<Item = u128>) -> Self {
        let zero = Self { high: 0, low: 0 };
        values.fold(zero, |total, value| {
            let (low, carry) = total.low.overflowing_add(value);
            let high = total.high + u128::from(carry);
            Self { high, low }
        })
    }

    const fn is_zero(&self) -> bool {
        self.high == 0 && self.low == 0
    }

    /// v ÷ Σ v × 10¹², rounded half-even, for a v of the sum.
    fn share(&self, value: u128) -> u128 {
        let narrow = if self.high == 0 {
            div_half_even(value, TRILLION, self.low)
        } else {
            None
        };
        narrow.unwrap_or_else(|| self.long_division(value))
    }

    /// Of all quotients from 0 to 10¹², the largest that is not above, found by
    /// halving; then twice what is left is compared with the sum.
    fn long_division(&self, value: u128) -> u128 {
        let product = wide_mul(value, TRILLION);
        let (mut quotient, mut above) = (0, TRILLION + 1);
        while above - quotient > 1 {
            let middle = quotient + (above - quotient) / 2;
            if self.times(middle) <= product {
                quotient = middle;
            } else {
                above = middle;
            }
        }
        let up = match self
            .times(2 * quotient + 1)
            .cmp(&wide_mul(value, 2 * TRILLION))
        {
            Ordering::Less => true,
            Ordering::Equal => quotient % 2 == 1,
            Ordering::Greater => false,
        };
        quotient + u128::from(up)
    }

    /// Σ v × n; n has at most 41 bits and Σ v less than 2^140.
    fn times(&self, n: u128) -> (u128, u128) {
        let (high, low) = wide_mul(self.low, n);
        (high + self.high * n, low)
    }
}

/// The `v` of a factor; none where a figure of 0 should be inverted.
fn transformed(transform: &Transform, figure: u128) -> Option<u128> {
    match transform {
        Transform::Share => Some(figure),
        Transform::GapTo(target) => Some(millionths(target)?.saturating_sub(figure)),
        // 10¹⁸ ÷ figure, and the figure is in units of 10⁻⁶.
        Transform::Inverse => div_half_even(TRILLION * MILLION, MILLION, figure),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_of_figures_may_leave_128_bits() {
        // The largest figure, at so many places that Σ v has 129 bits: every
        // share is 1 ÷ 40 000 = 0.000025, exactly.
        let v = (10_u128.pow(28) - 1) * MILLION;
        let equal = Total::of(std::iter::repeat_n(v, 40_000));
        assert_eq!((equal.high, equal.share(v)), (1, 25_000_000));
        // With another small one the shares stay below that by less than half
        // of 10⁻¹², and the small one rounds to nothing.
        let nearly = Total::of(std::iter::repeat_n(v, 40_000).chain([1]));
        assert_eq!((nearly.share(v), nearly.share(1)), (25_000_000, 0));
    }

    #[test]
    fn long_division_rounds_half_even_as_short_division_does() {
        for (values, value, expected) in [
            // 1 ÷ 3 and 2 ÷ 3.
            (&[1, 2][..], 1, 333_333_333_333),
            (&[1, 2], 2, 666_666_666_667),
            // Halves: 0.5, 1.5 and 2.5 of 10⁻¹².
            (&[1, 2 * TRILLION - 1], 1, 0),
            (&[3, 2 * TRILLION - 3], 3, 2),
            (&[5, 2 * TRILLION - 5], 5, 2),
            (&[7], 7, TRILLION),
            (&[0, 7], 0, 0),
        ] {
            let total = Total::of(values.iter().copied());
            assert_eq!(total.share(value), expected, "{value} of {values:?}");
            assert_eq!(
                total.long_division(value),
                expected,
                "{value} of {values:?}"
            );
        }
    }
}
