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
