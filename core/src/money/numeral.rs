//! Spells a number of fen in Chinese, and says where a 零 may stand.
//!
//! Writing ([`capital`]) and reading ([`read`]) both go by this one spelling,
//! so that what is read is exactly what could have been written
//! (支付结算办法 附件一).
//!
//! [`capital`]: super::capital
//! [`read`]: super::read

/// A step of a spelled amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// 壹 to 玖.
    Digit(u8),
    /// 零, for one place or a whole run of places that are zero.
    Zero,
    /// A 零 that may be written or left out: the place before 万, 亿 or 元 is
    /// zero, and the one after it isn't.
    OptionalZero,
    /// 拾, 佰 or 仟, by its exponent.
    Unit(u8),
    /// 万.
    Wan,
    /// 亿.
    Yi,
    /// 元.
    Yuan,
    /// 角.
    Jiao,
    /// 分.
    Fen,
}

const WAN: u64 = 10_000;
const YI: u64 = 100_000_000;

/// Spells an amount given in fen.
pub(super) fn spell(fen: u64) -> Vec<Mark> {
    let yuan = fen / 100;
    let (jiao, cent) = (digit(fen / 10), digit(fen));
    let mut marks = Vec::with_capacity(48);
    if yuan > 0 || fen == 0 {
        whole(yuan, &mut marks);
        marks.push(Mark::Yuan);
    }
    if jiao > 0 {
        if yuan > 0 && yuan.is_multiple_of(10) {
            marks.push(Mark::OptionalZero);
        }
        marks.extend([Mark::Digit(jiao), Mark::Jiao]);
    }
    if cent > 0 {
        if yuan > 0 && jiao == 0 {
            marks.push(Mark::Zero);
        }
        marks.extend([Mark::Digit(cent), Mark::Fen]);
    }
    marks
}

/// Spells a whole number; what stands above 亿 is spelled the same way and
/// followed by 亿, so that 10^16 is 壹亿亿.
fn whole(number: u64, marks: &mut Vec<Mark>) {
    if number == 0 {
        marks.push(Mark::Zero);
        return;
    }
    let (above, below) = (number / YI, number % YI);
    if above > 0 {
        whole(above, marks);
        marks.push(Mark::Yi);
        join(above, below, YI, marks);
    }
    let (above, below) = (below / WAN, below % WAN);
    if above > 0 {
        section(above, marks);
        marks.push(Mark::Wan);
        join(above, below, WAN, marks);
    }
    section(below, marks);
}

/// The 零 between the digits before 万 or 亿 and those after it.
fn join(above: u64, below: u64, unit: u64, marks: &mut Vec<Mark>) {
    if below == 0 {
        return;
    }
    if below < unit / 10 {
        marks.push(Mark::Zero);
    } else if above.is_multiple_of(10) {
        marks.push(Mark::OptionalZero);
    }
}

/// Spells a number below 10,000; nothing for 0.
fn section(number: u64, marks: &mut Vec<Mark>) {
    let mut begun = false;
    let mut gap = false;
    for (exponent, unit) in [(3, 1000_u64), (2, 100), (1, 10), (0, 1)] {
        let value = number.checked_div(unit).map_or(0, digit);
        if value == 0 {
            gap = begun;
            continue;
        }
        if gap {
            marks.push(Mark::Zero);
        }
        marks.push(Mark::Digit(value));
        if exponent > 0 {
            marks.push(Mark::Unit(exponent));
        }
        begun = true;
        gap = false;
    }
}

/// The last decimal digit.
fn digit(number: u64) -> u8 {
    u8::try_from(number % 10).unwrap_or(0)
}
