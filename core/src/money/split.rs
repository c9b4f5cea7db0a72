use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::share::gcd;
use super::{Fen, MoneyError, Share, wide};

/// Splits `pot` among `weights` so that the parts sum to exactly `pot`.
///
/// Every part is its real part rounded down or up (the *quota*), and the odd
/// fen go to the largest remainders; a tie goes to the earlier weight. A
/// weight of 0 gets nothing. This is what practice does, and it has the
/// Alabama paradox: a larger pot may lower one part. Use [`split_webster`]
/// where “nobody loses when the pot grows” matters more than the quota.
///
/// Takes n log n steps for n weights, whatever the pot.
///
/// # Errors
///
/// * [`MoneyError::NoWeights`] when `weights` is empty;
/// * [`MoneyError::WeightsAllZero`] when all of them are 0;
/// * [`MoneyError::OutOfRange`] when the pot is negative, or when the weights
///   over their common denominator, or their sum, leave 127 bits (weights of
///   28 digits and like scale don't).
///
/// # Examples
///
/// ```
/// use bangfu::money::{Fen, split};
///
/// let parts = split(Fen(10_000), &[1.into(), 1.into(), 1.into()])?;
/// assert_eq!(parts, [Fen(3_334), Fen(3_333), Fen(3_333)]);
/// # Ok::<(), bangfu::money::MoneyError>(())
/// ```
pub fn split(pot: Fen, weights: &[Share]) -> Result<Vec<Fen>, MoneyError> {
    let problem = Problem::new(pot, weights)?;
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    for (index, weight) in problem.weights.iter().enumerate() {
        let (quotient, rest) = problem.quota(*weight)?;
        parts.push(quotient);
        remainders.push((Reverse(rest), index));
    }
    // The remainders sum to `left` times the total weight, and each is less
    // than the total: more than `left` of them are not zero, or none is left.
    let left = problem.missing(&parts)?;
    let left = usize::try_from(left).map_err(|_| MoneyError::OutOfRange)?;
    remainders.sort_unstable();
    for (_, index) in remainders.iter().take(left) {
        if let Some(part) = parts.get_mut(*index) {
            *part = part.saturating_add(1);
        }
    }
    problem.finish(parts)
}

/// Splits `pot` among `weights` by Webster's method, so that the parts sum to
/// exactly `pot`.
///
/// The k-th fen of a weight w has the key (2k − 1) ÷ 2w, and the `pot`
/// smallest keys are granted; of equal keys that of the earlier weight. Nobody
/// loses when the pot grows, and a weight's part does not depend on how others
/// are grouped; in exchange a part may, rarely, lie beyond its real part
/// rounded up or down. [`split`] keeps within it.
///
/// Takes n log n steps for n weights, whatever the pot.
///
/// # Errors
///
/// As [`split`].
///
/// # Examples
///
/// ```
/// use bangfu::money::{Fen, split_webster};
///
/// let weights = [6.into(), 6.into(), 2.into()];
/// assert_eq!(split_webster(Fen(10), &weights)?, [Fen(5), Fen(4), Fen(1)]);
/// assert_eq!(split_webster(Fen(11), &weights)?, [Fen(5), Fen(5), Fen(1)]);
/// # Ok::<(), bangfu::money::MoneyError>(())
/// ```
pub fn split_webster(pot: Fen, weights: &[Share]) -> Result<Vec<Fen>, MoneyError> {
    let problem = Problem::new(pot, weights)?;
    // All fen whose key is at most pot ÷ total weight: k ≤ quota + 1/2. They
    // are the first ones in the order of keys, ties included, and at most half
    // a fen per weight away from the pot. What is missing or too many is then
    // added or taken at that end of the order, one key at a time.
    let mut parts = Vec::with_capacity(weights.len());
    for weight in &problem.weights {
        let (quotient, rest) = problem.quota(*weight)?;
        let up = rest >= problem.total.saturating_sub(rest);
        parts.push(quotient.saturating_add(u64::from(up && *weight > 0)));
    }
    let granted = parts.iter().map(|part| u128::from(*part)).sum::<u128>();
    if granted < u128::from(problem.pot) {
        add_smallest(&problem, &mut parts)?;
    } else {
        take_largest(&problem, &mut parts)?;
    }
    problem.finish(parts)
}

/// A pot and weights as whole numbers with the same proportions.
struct Problem {
    pot: u64,
    weights: Vec<u128>,
    total: u128,
}

impl Problem {
    fn new(pot: Fen, weights: &[Share]) -> Result<Self, MoneyError> {
        let pot = u64::try_from(pot.0).map_err(|_| MoneyError::OutOfRange)?;
        if weights.is_empty() {
            return Err(MoneyError::NoWeights);
        }
        let scaled = || {
            let common = weights.iter().try_fold(1_i128, |common, weight| {
                common
                    .checked_div(gcd(common, weight.den()))?
                    .checked_mul(weight.den())
            })?;
            let whole = |weight: &Share| {
                let factor = common.checked_div(weight.den())?;
                Some(weight.num().checked_mul(factor)?.unsigned_abs())
            };
            let weights = weights.iter().map(whole).collect::<Option<Vec<_>>>()?;
            let total = weights
                .iter()
                .try_fold(0_u128, |sum, weight| sum.checked_add(*weight))?;
            // One bit is kept free for the long division of `quota`.
            (total <= i128::MAX.unsigned_abs()).then_some((weights, total))
        };
        let (weights, total) = scaled().ok_or(MoneyError::OutOfRange)?;
        if total == 0 {
            return Err(MoneyError::WeightsAllZero);
        }
        Ok(Self {
            pot,
            weights,
            total,
        })
    }

    /// pot × weight ÷ total, as quotient and remainder.
    fn quota(&self, weight: u128) -> Result<(u64, u128), MoneyError> {
        wide::mul_div(u128::from(self.pot), weight, self.total)
            .and_then(|(quotient, rest)| Some((u64::try_from(quotient).ok()?, rest)))
            .ok_or(MoneyError::OutOfRange)
    }

    /// How much of the pot the parts leave.
    fn missing(&self, parts: &[u64]) -> Result<u64, MoneyError> {
        parts
            .iter()
            .try_fold(self.pot, |left, part| left.checked_sub(*part))
            .ok_or(MoneyError::OutOfRange)
    }

    fn finish(&self, parts: Vec<u64>) -> Result<Vec<Fen>, MoneyError> {
        debug_assert_eq!(self.missing(&parts), Ok(0));
        parts
            .into_iter()
            .map(|part| i64::try_from(part).map(Fen))
            .collect::<Result<_, _>>()
            .map_err(|_| MoneyError::OutOfRange)
    }
}

/// One fen of one weight, ordered by its key (2k − 1) ÷ 2w and then by weight.
#[derive(Clone, Copy)]
struct Unit {
    k: u64,
    weight: u128,
    index: usize,
}

impl Unit {
    fn odd(&self) -> u128 {
        u128::from(self.k).saturating_mul(2).saturating_sub(1)
    }
}

impl Ord for Unit {
    fn cmp(&self, other: &Self) -> Ordering {
        // By cross multiplication in 256 bits: no rounding can flip a tie.
        wide::cmp_products(self.odd(), other.weight, other.odd(), self.weight)
            .then(self.index.cmp(&other.index))
    }
}

impl PartialOrd for Unit {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Unit {}

/// Grants the units that come next until the pot is used up.
fn add_smallest(problem: &Problem, parts: &mut [u64]) -> Result<(), MoneyError> {
    let left = problem.missing(parts)?;
    let next = |index: usize, weight: u128, part: u64| Unit {
        k: part.saturating_add(1),
        weight,
        index,
    };
    let mut heap: BinaryHeap<Reverse<Unit>> = problem
        .weights
        .iter()
        .zip(parts.iter())
        .enumerate()
        .filter(|(_, (weight, _))| **weight > 0)
        .map(|(index, (weight, part))| Reverse(next(index, *weight, *part)))
        .collect();
    for _ in 0..left {
        let Some(Reverse(unit)) = heap.pop() else {
            return Err(MoneyError::OutOfRange);
        };
        if let Some(part) = parts.get_mut(unit.index) {
            *part = unit.k;
        }
        heap.push(Reverse(next(unit.index, unit.weight, unit.k)));
    }
    Ok(())
}

/// Takes the units that came last until no more than the pot is granted.
fn take_largest(problem: &Problem, parts: &mut [u64]) -> Result<(), MoneyError> {
    let granted = parts.iter().map(|part| u128::from(*part)).sum::<u128>();
    let over = granted.saturating_sub(u128::from(problem.pot));
    let mut heap: BinaryHeap<Unit> = problem
        .weights
        .iter()
        .zip(parts.iter())
        .enumerate()
        .filter(|(_, (_, part))| **part > 0)
        .map(|(index, (weight, part))| Unit {
            k: *part,
            weight: *weight,
            index,
        })
        .collect();
    for _ in 0..over {
        let Some(unit) = heap.pop() else {
            return Err(MoneyError::OutOfRange);
        };
        let k = unit.k.saturating_sub(1);
        if let Some(part) = parts.get_mut(unit.index) {
            *part = k;
        }
        if k > 0 {
            heap.push(Unit { k, ..unit });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::Decimal;

    type Method = fn(Fen, &[Share]) -> Result<Vec<Fen>, MoneyError>;
    const BOTH: [Method; 2] = [split, split_webster];

    fn weights(list: &[&str]) -> Vec<Share> {
        let share = |text: &&str| Decimal::parse(text).unwrap().share();
        list.iter().map(share).collect()
    }

    fn amounts(list: &[&str]) -> Vec<Fen> {
        list.iter().map(|text| Fen::parse(text).unwrap()).collect()
    }

    const POPULATION: [&str; 8] = ["1203", "856", "1547", "642", "998", "731", "1120", "403"];

    /// The scenarios of domain.md §6.
    #[test]
    fn the_scenarios_come_out_to_the_fen() {
        let table: [(&str, &str, &[&str], &[&str]); 6] = [
            ("S03", "1386000.00", &["1"; 8], &["173250.00"; 8]),
            (
                "S04",
                "1000000.00",
                &["1"; 3],
                &["333333.34", "333333.33", "333333.33"],
            ),
            (
                "S05",
                "1000000.01",
                &POPULATION,
                &[
                    "160400.00",
                    "114133.33",
                    "206266.67",
                    "85600.00",
                    "133066.67",
                    "97466.67",
                    "149333.34",
                    "53733.33",
                ],
            ),
            (
                "S06",
                "1386000.00",
                &POPULATION,
                &[
                    "222314.40",
                    "158188.80",
                    "285885.60",
                    "118641.60",
                    "184430.40",
                    "135088.80",
                    "206976.00",
                    "74474.40",
                ],
            ),
            (
                "S09, gap to 18,000",
                "1000000.00",
                &[
                    "0.367375565611",
                    "0.230701357466",
                    "0.307895927602",
                    "0.094027149321",
                ],
                &["367375.56", "230701.36", "307895.93", "94027.15"],
            ),
            (
                "S09, inverse",
                "1000000.00",
                &[
                    "0.355837104072",
                    "0.230701357466",
                    "0.298665158371",
                    "0.114796380090",
                ],
                &["355837.10", "230701.36", "298665.16", "114796.38"],
            ),
        ];
        for (scenario, pot, by, expected) in table {
            let pot = Fen::parse(pot).unwrap();
            assert_eq!(
                split(pot, &weights(by)),
                Ok(amounts(expected)),
                "{scenario}"
            );
        }
    }

    #[test]
    fn the_alabama_paradox_is_there_and_webster_is_free_of_it() {
        let by = weights(&["6", "6", "2"]);
        assert_eq!(split(Fen(10), &by).unwrap(), [Fen(4), Fen(4), Fen(2)]);
        assert_eq!(split(Fen(11), &by).unwrap(), [Fen(5), Fen(5), Fen(1)]);
        assert_eq!(
            split_webster(Fen(10), &by).unwrap(),
            [Fen(5), Fen(4), Fen(1)]
        );
        assert_eq!(
            split_webster(Fen(11), &by).unwrap(),
            [Fen(5), Fen(5), Fen(1)]
        );
    }

    #[test]
    fn nobody_and_nothing_are_errors_and_no_panics() {
        for method in BOTH {
            assert_eq!(method(Fen(1), &[]), Err(MoneyError::NoWeights));
            assert_eq!(
                method(Fen(1), &[Share::ZERO]),
                Err(MoneyError::WeightsAllZero)
            );
            assert_eq!(method(Fen(-1), &[Share::ONE]), Err(MoneyError::OutOfRange));
            assert_eq!(
                method(Fen(0), &[Share::ONE, Share::ZERO]),
                Ok(vec![Fen(0); 2])
            );
            assert_eq!(method(Fen::MAX, &[Share::ONE]), Ok(vec![Fen::MAX]));
            let huge = Share::new(i128::MAX, 1).unwrap();
            assert_eq!(method(Fen(1), &[huge, huge]), Err(MoneyError::OutOfRange));
            assert_eq!(method(Fen(3), &[huge]), Ok(vec![Fen(3)]));
        }
    }

    #[test]
    fn a_pot_of_ten_to_the_fifteen_among_ten_thousand_sums_up() {
        let by: Vec<Share> = (0..10_000_u32).map(|i| Share::from(i % 997)).collect();
        for method in BOTH {
            let parts = method(Fen(1_000_000_000_000_000), &by).unwrap();
            assert_eq!(Fen::checked_sum(parts), Ok(Fen(1_000_000_000_000_000)));
        }
    }

    /// One fen after the other to the smallest key; the first of equals.
    fn webster_slowly(pot: i64, by: &[u32]) -> Vec<Fen> {
        let mut parts = vec![0_i64; by.len()];
        for _ in 0..pot {
            let key = |i: usize| Share::new((2 * parts[i] + 1).into(), (2 * by[i]).into()).unwrap();
            let next = (0..by.len())
                .filter(|i| by[*i] > 0)
                .min_by_key(|i| (key(*i), *i))
                .unwrap();
            parts[next] += 1;
        }
        parts.into_iter().map(Fen).collect()
    }

    /// The quota, then one fen after the other to the largest remainder.
    fn largest_remainder_slowly(pot: i64, by: &[u32]) -> Vec<Fen> {
        let total: i64 = by.iter().copied().map(i64::from).sum();
        let product = |i: usize| pot * i64::from(by[i]);
        let mut parts: Vec<i64> = (0..by.len()).map(|i| product(i) / total).collect();
        let mut order: Vec<usize> = (0..by.len()).collect();
        order.sort_by_key(|i| (-(product(*i) % total), *i));
        let left = pot - parts.iter().sum::<i64>();
        for i in order.into_iter().take(usize::try_from(left).unwrap()) {
            parts[i] += 1;
        }
        parts.into_iter().map(Fen).collect()
    }

    proptest! {
        #[test]
        fn both_methods_equal_the_slow_ones(pot in 0_i64..60, by in prop::collection::vec(0_u32..12, 1..7)) {
            prop_assume!(by.iter().any(|weight| *weight > 0));
            let shares: Vec<Share> = by.iter().copied().map(Share::from).collect();
            prop_assert_eq!(split_webster(Fen(pot), &shares).unwrap(), webster_slowly(pot, &by));
            prop_assert_eq!(split(Fen(pot), &shares).unwrap(), largest_remainder_slowly(pot, &by));
        }

        #[test]
        fn parts_sum_to_the_pot_and_do_not_change_with_the_scale(
            pot in 0..=i64::MAX,
            by in prop::collection::vec((0..=u32::MAX, 1_u32..1000), 1..12),
            factor in 1_u32..1000,
        ) {
            prop_assume!(by.iter().any(|(num, _)| *num > 0));
            let share = |(num, den): &(u32, u32)| Share::new((*num).into(), (*den).into()).unwrap();
            let shares: Vec<Share> = by.iter().map(share).collect();
            let factor = Share::from(factor);
            let scaled: Vec<Share> = shares.iter().map(|s| s.checked_mul(factor).unwrap()).collect();
            for method in BOTH {
                let parts = method(Fen(pot), &shares).unwrap();
                prop_assert_eq!(Fen::checked_sum(parts.iter().copied()), Ok(Fen(pot)));
                prop_assert!(parts.iter().zip(&by).all(|(part, (num, _))| part.0 >= 0 && (*num > 0 || part.0 == 0)));
                prop_assert_eq!(&parts, &method(Fen(pot), &scaled).unwrap());
            }
        }

        #[test]
        fn one_more_fen_never_takes_one_from_anybody(pot in 0_i64..i64::MAX, by in prop::collection::vec(1_u32..50, 1..9)) {
            let shares: Vec<Share> = by.iter().copied().map(Share::from).collect();
            let before = split_webster(Fen(pot), &shares).unwrap();
            let after = split_webster(Fen(pot + 1), &shares).unwrap();
            prop_assert!(before.iter().zip(&after).all(|(before, after)| before <= after));
        }
    }
}
