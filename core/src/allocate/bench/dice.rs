//! Numbers that look random and are the same on every machine.

/// SplitMix64.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn below(&mut self, bound: u32) -> u32 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u32
    }

    /// From `least` to `most` different numbers below `bound`, ascending; fewer
    /// where there are not so many.
    pub(super) fn several(&mut self, least: u32, most: u32, bound: u32) -> Vec<u32> {
        let count = least + self.below(most - least + 1);
        let mut drawn: Vec<u32> = (0..count).map(|_| self.below(bound)).collect();
        drawn.sort_unstable();
        drawn.dedup();
        drawn
    }

    /// About log-normal with σ = 1, times `scale`: the sum of twelve even
    /// numbers is about normal, and a power of two is drawn by its bits.
    pub(super) fn log_normal(&mut self, scale: u64) -> u64 {
        let sum: i64 = (0..12).map(|_| i64::from(self.below(1 << 16))).sum();
        // log₂ e = 94548 ÷ 2^16.
        let power = (sum - (6 << 16)) * 94_548 / (1 << 16);
        let (whole, part) = (power.div_euclid(1 << 16), power.rem_euclid(1 << 16));
        let scaled = u128::from(scale) * ((1 << 16) + part.unsigned_abs()) as u128;
        let shifted = if whole >= 0 {
            scaled << whole.unsigned_abs()
        } else {
            scaled >> whole.unsigned_abs()
        };
        (shifted >> 16) as u64
    }
}
