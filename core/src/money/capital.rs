use super::numeral::{Mark, spell};
use super::{Fen, MoneyError};

/// Writes an amount in 大写, the form in which cheques and receipts state it.
///
/// The text is the canonical one: 整 after 元 and 角 and never after 分, one 零
/// for a run of zeros, and none where it is optional. What stands above 亿 is
/// written the same way and followed by 亿 (10^12 yuan are 壹万亿元整). There is
/// no 人民币 in front; a form has it printed already. [`read`] reads it back.
///
/// # Errors
///
/// [`MoneyError::OutOfRange`] when the amount is negative.
///
/// # Examples
///
/// ```
/// use bangfu::money::{Fen, capital};
///
/// assert_eq!(capital(Fen(138_600_000))?, "壹佰叁拾捌万陆仟元整");
/// assert_eq!(capital(Fen(1_640_902))?, "壹万陆仟肆佰零玖元零贰分");
/// # Ok::<(), bangfu::money::MoneyError>(())
/// ```
///
/// [`read`]: super::read
pub fn capital(amount: Fen) -> Result<String, MoneyError> {
    let fen = u64::try_from(amount.0).map_err(|_| MoneyError::OutOfRange)?;
    let mut text: String = spell(fen).into_iter().filter_map(character).collect();
    if fen.is_multiple_of(10) {
        text.push('整');
    }
    Ok(text)
}

/// The character of a mark; an optional 零 is left out.
const fn character(mark: Mark) -> Option<char> {
    Some(match mark {
        Mark::OptionalZero => return None,
        Mark::Digit(1) => '壹',
        Mark::Digit(2) => '贰',
        Mark::Digit(3) => '叁',
        Mark::Digit(4) => '肆',
        Mark::Digit(5) => '伍',
        Mark::Digit(6) => '陆',
        Mark::Digit(7) => '柒',
        Mark::Digit(8) => '捌',
        Mark::Digit(9) => '玖',
        Mark::Digit(_) | Mark::Zero => '零',
        Mark::Unit(1) => '拾',
        Mark::Unit(2) => '佰',
        Mark::Unit(_) => '仟',
        Mark::Wan => '万',
        Mark::Yi => '亿',
        Mark::Yuan => '元',
        Mark::Jiao => '角',
        Mark::Fen => '分',
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{Amount, read};

    /// domain.md §3.4: the canonical form, and what must be read as well.
    const VECTORS: &[(i64, &str, &[&str])] = &[
        (140_950, "壹仟肆佰零玖元伍角整", &["壹仟肆佰零玖元伍角"]),
        (600_714, "陆仟零柒元壹角肆分", &[]),
        (
            168_032,
            "壹仟陆佰捌拾元叁角贰分",
            &["壹仟陆佰捌拾元零叁角贰分"],
        ),
        (
            10_700_053,
            "壹拾万柒仟元伍角叁分",
            &["壹拾万柒仟元零伍角叁分", "壹拾万零柒仟元伍角叁分"],
        ),
        (1_640_902, "壹万陆仟肆佰零玖元零贰分", &[]),
        (32_504, "叁佰贰拾伍元零肆分", &[]),
        (0, "零元整", &[]),
        (5, "伍分", &[]),
        (50, "伍角整", &["伍角"]),
        (1_000, "壹拾元整", &["壹拾元"]),
        (101_010, "壹仟零壹拾元壹角整", &["壹仟零壹拾元零壹角"]),
        (2_000_000_005, "贰仟万元零伍分", &["貳仟萬圓零伍分"]),
        (10_010_000, "壹拾万零壹佰元整", &[]),
        (1_001_000_000, "壹仟零壹万元整", &[]),
        (10_000_000_100, "壹亿零壹元整", &["壹億零壹圆正"]),
        (10_001_000_000, "壹亿零壹万元整", &[]),
        (100_010_000_050, "壹拾亿零壹拾万元伍角整", &[]),
        (
            138_600_000,
            "壹佰叁拾捌万陆仟元整",
            &["人民币壹佰叁拾捌万陆仟元整"],
        ),
        (
            99_999_999_999_999,
            "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
            &[],
        ),
        (100_000_000_000_000, "壹万亿元整", &[]),
        (
            i64::MAX,
            "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分",
            &[],
        ),
    ];

    #[test]
    fn every_vector_is_written_canonically_and_read_in_every_form() {
        for (fen, canonical, others) in VECTORS {
            assert_eq!(capital(Fen(*fen)).as_deref(), Ok(*canonical));
            for text in others.iter().chain([canonical]) {
                assert_eq!(read(text), Ok(Amount::Exactly(Fen(*fen))), "{text}");
            }
        }
    }

    #[test]
    fn a_negative_amount_has_no_capital_form() {
        assert_eq!(capital(Fen(-1)), Err(MoneyError::OutOfRange));
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_back(fen in 0..=i64::MAX, shrink in 0_u32..63) {
            // Shifted, so that small amounts and many zeros come up too.
            for amount in [Fen(fen >> shrink), Fen((fen >> shrink) / 1_000_000 * 1_000_000)] {
                let text = capital(amount).unwrap();
                assert_eq!(read(&text), Ok(Amount::Exactly(amount)), "{text}");
                assert_eq!(read(&format!("人民币{text}")), Ok(Amount::Exactly(amount)), "{text}");
            }
        }
    }
}
