//! Products of two 128-bit numbers, for comparing and dividing exactly.

use std::cmp::Ordering;

/// The full product of two numbers as (high, low) halves.
pub(crate) fn mul(a: u128, b: u128) -> (u128, u128) {
    const LOW: u128 = u64::MAX as u128;
    let (a1, a0, b1, b0) = (a >> 64, a & LOW, b >> 64, b & LOW);
    // Each partial product is below (2^64 − 1)^2, and what is added to it
    // below 2^65: no sum wraps (schoolbook multiplication in base 2^64).
    let low = a0.wrapping_mul(b0);
    let mid = a1.wrapping_mul(b0).wrapping_add(low >> 64);
    let cross = a0.wrapping_mul(b1).wrapping_add(mid & LOW);
    let high = a1
        .wrapping_mul(b1)
        .wrapping_add(mid >> 64)
        .wrapping_add(cross >> 64);
    (high, (cross << 64) | (low & LOW))
}

/// Compares a × b with c × d exactly.
pub(crate) fn cmp_products(a: u128, b: u128, c: u128, d: u128) -> Ordering {
    mul(a, b).cmp(&mul(c, d))
}

/// Quotient and remainder of a × b ÷ d, exact; `None` when d is 0 or above
/// 2^127, or when the quotient leaves 128 bits.
pub(crate) fn mul_div(a: u128, b: u128, d: u128) -> Option<(u128, u128)> {
    if d == 0 || d > 1 << 127 {
        return None;
    }
    if let Some(product) = a.checked_mul(b) {
        return Some((product.checked_div(d)?, product.checked_rem(d)?));
    }
    // Long division, bit by bit of the low half; what is left of the high half
    // is below d, so doubling it stays below 2^128.
    let (high, low) = mul(a, b);
    if high >= d {
        return None;
    }
    let (mut quotient, mut rest) = (0_u128, high);
    for bit in (0..128_u32).rev() {
        rest = (rest << 1) | ((low >> bit) & 1);
        quotient <<= 1;
        if rest >= d {
            rest = rest.checked_sub(d)?;
            quotient |= 1;
        }
    }
    Some((quotient, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_largest_product_is_exact() {
        // (2^128 − 1)^2 = 2^256 − 2·2^128 + 1.
        assert_eq!(mul(u128::MAX, u128::MAX), (u128::MAX - 1, 1));
        assert_eq!(mul_div(u128::MAX, 1 << 127, 1 << 127), Some((u128::MAX, 0)));
        assert_eq!(mul_div(u128::MAX, u128::MAX, 1 << 127), None);
        assert_eq!(mul_div(1, 1, 0), None);
        assert_eq!(mul_div(1, 1, u128::MAX), None);
    }

    proptest! {
        #[test]
        fn a_product_agrees_with_its_parts(a: u128, b: u64, c: u64) {
            // a × (b·2^64 + c), the parts added by hand.
            let (high, low) = mul(a, (u128::from(b) << 64) | u128::from(c));
            let (h1, l1) = mul(a, u128::from(b));
            let (h0, l0) = mul(a, u128::from(c));
            let (sum, carry) = l0.overflowing_add(l1 << 64);
            prop_assert_eq!(low, sum);
            prop_assert_eq!(high, h0 + (h1 << 64) + (l1 >> 64) + u128::from(carry));
        }

        #[test]
        fn quotient_times_divisor_plus_rest_is_the_product(a: u64, b: u128, d in 1..=1_u128 << 127, s in 0_u32..127) {
            let d = (d >> s).max(1);
            if let Some((quotient, rest)) = mul_div(u128::from(a), b, d) {
                prop_assert!(rest < d);
                let (high, low) = mul(quotient, d);
                let (low, carry) = low.overflowing_add(rest);
                prop_assert_eq!((high + u128::from(carry), low), mul(u128::from(a), b));
            } else {
                // The quotient really has more than 128 bits.
                prop_assert!(mul(u128::from(a), b).0 >= d);
            }
        }
    }
}
