use super::number::Number;
use super::{Amount, MoneyError};

/// Reads an amount as people write it: `138.6万余元`, `¥1,386,000.00`,
/// `138万6千元`, `人民币壹佰叁拾捌万陆仟元整`, `近１４０萬元`.
///
/// Full-width and traditional characters are read like their usual forms; a
/// currency sign and the words around the number are understood or refused,
/// never skipped. 余, 多, 逾, 超 and 不少于 make it a lower bound, 近 and 不超过
/// an upper one, 约 and 左右 an estimate. An amount in Chinese digits is read
/// only if it could have been written so: a 零 too many or too few is refused,
/// for it may stand for another amount. Nothing is rounded.
///
/// For amounts in documents use [`Fen::parse`].
///
/// # Errors
///
/// * `BAD_AMOUNT`, with the reason, when the text is no amount, is two amounts,
///   or can be read in two ways;
/// * [`MoneyError::OutOfRange`] when it is more than [`Fen::MAX`].
///
/// [`Fen::parse`]: super::Fen::parse
/// [`Fen::MAX`]: super::Fen::MAX
///
/// # Examples
///
/// ```
/// use bangfu::money::{Amount, Fen, read};
///
/// let seed = Fen(138_600_000);
/// assert_eq!(read("138.6万余元"), Ok(Amount::AtLeast(seed)));
/// assert_eq!(read("近１３８．６萬元"), Ok(Amount::AtMost(seed)));
/// assert_eq!(read("138万6千元"), Ok(Amount::Exactly(seed)));
/// assert!(read("138万6").is_err()); // 1,380,006 or 1,386,000?
/// ```
pub fn read(text: &str) -> Result<Amount, MoneyError> {
    let all = characters(text)?;
    let mut reader = Reader {
        rest: &all,
        bound: None,
        currency: false,
    };
    if reader.rest.is_empty() {
        return Err(MoneyError::Empty);
    }
    while reader.word(BEFORE)? || reader.currency() {}
    let mut number = Number::default();
    while let Some(&(position, character)) = reader.rest.first() {
        if matches!(character, '余' | '多') && number.has_digit {
            reader.bind(Bound::AtLeast)?;
            number.bounded = true;
        } else if !number.take(position, character)? {
            break;
        }
        reader.skip(1);
    }
    while reader.word(AFTER)? || reader.currency() {}
    if let Some(&(position, character)) = reader.rest.first() {
        return Err(match character {
            '+' | '-' | '−' | '负' if !number.has_digit => MoneyError::Signed,
            _ => MoneyError::OtherCharacter { position },
        });
    }
    let fen = number.finish()?;
    Ok(match reader.bound {
        None => Amount::Exactly(fen),
        Some(Bound::AtLeast) => Amount::AtLeast(fen),
        Some(Bound::AtMost) => Amount::AtMost(fen),
        Some(Bound::About) => Amount::About(fen),
    })
}

/// What a word around the number makes of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    AtLeast,
    AtMost,
    About,
}

/// Words before the number; a longer one before one that it begins with.
const BEFORE: &[(&str, Bound)] = &[
    ("不少于", Bound::AtLeast),
    ("不低于", Bound::AtLeast),
    ("至少", Bound::AtLeast),
    ("最少", Bound::AtLeast),
    ("超过", Bound::AtLeast),
    ("超", Bound::AtLeast),
    ("逾", Bound::AtLeast),
    ("多于", Bound::AtLeast),
    ("高于", Bound::AtLeast),
    ("不超过", Bound::AtMost),
    ("不多于", Bound::AtMost),
    ("不高于", Bound::AtMost),
    ("至多", Bound::AtMost),
    ("最多", Bound::AtMost),
    ("不足", Bound::AtMost),
    ("不到", Bound::AtMost),
    ("将近", Bound::AtMost),
    ("接近", Bound::AtMost),
    ("近", Bound::AtMost),
    ("大约", Bound::About),
    ("约", Bound::About),
];

/// Words after the number.
const AFTER: &[(&str, Bound)] = &[
    ("以上", Bound::AtLeast),
    ("以下", Bound::AtMost),
    ("以内", Bound::AtMost),
    ("左右", Bound::About),
    ("上下", Bound::About),
];

const CURRENCIES: &[&str] = &["人民币", "¥", "RMB", "CNY"];

/// The characters with their positions from 1, in their usual forms and
/// without white space, which may stand anywhere but between two digits.
fn characters(text: &str) -> Result<Vec<(usize, char)>, MoneyError> {
    let mut all: Vec<(usize, char)> = Vec::new();
    let mut gap = None;
    for (offset, character) in text.chars().enumerate() {
        let position = offset.saturating_add(1);
        if character.is_whitespace() {
            gap = Some(position);
            continue;
        }
        let character = usual(character);
        let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        if let (Some(position), Some(&(_, before))) = (gap, all.last())
            && digits(before)
            && digits(character)
        {
            return Err(MoneyError::OtherCharacter { position });
        }
        gap = None;
        all.push((position, character));
    }
    Ok(all)
}

/// The form of a character that the tables here use.
fn usual(character: char) -> char {
    match character {
        // Full-width ASCII stands in the order of ASCII, 0xFEE0 above it.
        '\u{ff01}'..='\u{ff5e}' => u32::from(character)
            .checked_sub(0xfee0)
            .and_then(char::from_u32)
            .map_or(character, |narrow| narrow.to_ascii_uppercase()),
        '￥' => '¥',
        '萬' => '万',
        '億' => '亿',
        '圆' | '圓' | '块' | '塊' => '元',
        '毛' => '角',
        '正' => '整',
        '餘' => '余',
        '約' => '约',
        '過' => '过',
        '於' => '于',
        '將' => '将',
        '內' => '内',
        '幣' => '币',
        '負' => '负',
        other => other.to_ascii_uppercase(),
    }
}

/// What of the text has not been read yet, and what has been said so far.
struct Reader<'a> {
    rest: &'a [(usize, char)],
    bound: Option<Bound>,
    currency: bool,
}

impl Reader<'_> {
    fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or(&[]);
    }

    fn eat(&mut self, word: &str) -> bool {
        let mut count = 0_usize;
        let mut rest = self.rest.iter();
        for expected in word.chars() {
            if rest.next().is_none_or(|(_, found)| *found != expected) {
                return false;
            }
            count = count.saturating_add(1);
        }
        self.skip(count);
        true
    }

    fn bind(&mut self, bound: Bound) -> Result<(), MoneyError> {
        match self.bound {
            Some(before) if before != bound => Err(MoneyError::Contradiction),
            _ => {
                self.bound = Some(bound);
                Ok(())
            }
        }
    }

    fn word(&mut self, words: &[(&str, Bound)]) -> Result<bool, MoneyError> {
        for (word, bound) in words {
            if self.eat(word) {
                self.bind(*bound)?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The currency is named once at most.
    fn currency(&mut self) -> bool {
        let found = !self.currency && CURRENCIES.iter().any(|name| self.eat(name));
        self.currency |= found;
        found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::{Fen, grouped};

    const SEED: Fen = Fen(138_600_000);

    #[test]
    fn the_138_6_wan_yuan_of_the_placard_stay_a_lower_bound() {
        for text in [
            "138.6万余元",
            "１３８．６萬餘元",
            "逾138.6万元",
            "超138.6万元",
            "不少于138.6万元",
            "138.6万元以上",
        ] {
            let amount = read(text).unwrap();
            assert_eq!(amount, Amount::AtLeast(SEED), "{text}");
            assert_eq!(amount.exact(), Err(MoneyError::AmountIsBound));
        }
    }

    #[test]
    fn one_amount_has_many_forms() {
        for text in [
            "1386000",
            "138.6万",
            "138万6千元",
            "138萬6仟圓整",
            "¥1,386,000.00",
            "￥１，３８６，０００．００",
            "RMB 1,386,000",
            "人民币 138.6 万元",
            "1386000.00元人民币",
            "人民币壹佰叁拾捌万陆仟元整",
            "壹佰叁拾捌万陆仟",
            "一百三十八万六千元",
        ] {
            assert_eq!(read(text), Ok(Amount::Exactly(SEED)), "{text}");
        }
    }

    #[test]
    fn small_chinese_digits_and_zeros_are_read_too() {
        for (text, fen) in [
            ("十元", 1_000),
            ("十万元", 10_000_000),
            ("二十元五角", 2_050),
            ("两千元", 200_000),
            ("一百〇五元", 10_500),
            ("五毛", 50),
            ("0万元", 0),
        ] {
            assert_eq!(read(text), Ok(Amount::Exactly(Fen(fen))), "{text}");
        }
    }

    #[test]
    fn each_refusal_has_its_reason() {
        for (text, expected) in [
            ("", MoneyError::Empty),
            ("  ", MoneyError::Empty),
            ("万元", MoneyError::UnitOrder { position: 1 }),
            ("人民币", MoneyError::NoNumber),
            ("-100元", MoneyError::Signed),
            ("¥-100", MoneyError::Signed),
            ("负壹元整", MoneyError::Signed),
            ("1.005元", MoneyError::TooManyDecimals),
            ("1.5角", MoneyError::TooManyDecimals),
            (
                "0.00000000000000000000000000000000000000000001元",
                MoneyError::TooManyDecimals,
            ),
            ("1.5元3角", MoneyError::UnitOrder { position: 6 }),
            ("1e5元", MoneyError::Exponent),
            (".5元", MoneyError::LeadingPoint),
            ("5.元", MoneyError::TrailingPoint),
            ("007元", MoneyError::LeadingZero),
            ("1,38,600元", MoneyError::Grouping),
            ("100,元", MoneyError::Grouping),
            ("1,3860元", MoneyError::Grouping),
            ("100 200元", MoneyError::OtherCharacter { position: 4 }),
            ("100人", MoneyError::OtherCharacter { position: 4 }),
            ("数百万元", MoneyError::OtherCharacter { position: 1 }),
            ("138万6", MoneyError::ZeroOutOfPlace { position: 5 }),
            ("138万6元", MoneyError::ZeroOutOfPlace { position: 6 }),
            ("6千3千元", MoneyError::UnitOrder { position: 4 }),
            ("1亿12000万元", MoneyError::UnitOrder { position: 8 }),
            ("3万20千元", MoneyError::UnitOrder { position: 5 }),
            ("3千元5角6角", MoneyError::UnitOrder { position: 7 }),
            ("零万元", MoneyError::UnitOrder { position: 2 }),
            ("拾元整", MoneyError::UnitOrder { position: 1 }),
            ("壹佰叁元整", MoneyError::ZeroOutOfPlace { position: 3 }),
            ("壹万贰佰元整", MoneyError::ZeroOutOfPlace { position: 3 }),
            ("壹佰零零叁元整", MoneyError::ZeroOutOfPlace { position: 4 }),
            ("壹佰零贰拾元整", MoneyError::ZeroOutOfPlace { position: 3 }),
            ("贰仟万元伍分", MoneyError::ZeroOutOfPlace { position: 5 }),
            ("伍分整", MoneyError::UnitOrder { position: 3 }),
            ("壹佰3元", MoneyError::MixedDigits { position: 3 }),
            ("壹佰三元", MoneyError::MixedDigits { position: 3 }),
            ("近138.6万余元", MoneyError::Contradiction),
            ("约140万元以下", MoneyError::Contradiction),
            ("92233720368547758.08元", MoneyError::OutOfRange),
            ("1000000000亿元", MoneyError::OutOfRange),
        ] {
            assert_eq!(read(text), Err(expected), "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_bangfu_writes_it_reads(fen in 0..=i64::MAX, shrink in 0_u32..63) {
            let amount = Fen(fen >> shrink);
            let exactly = Ok(Amount::Exactly(amount));
            prop_assert_eq!(&read(&amount.to_string()), &exactly);
            prop_assert_eq!(&read(&format!("¥{}", grouped(amount))), &exactly);
            prop_assert_eq!(&read(&format!("{amount}元")), &exactly);
        }

        #[test]
        fn a_unit_moves_the_point(wan in 0_u32..1_000_000, thousandths in 0_u32..1000) {
            let text = format!("约{wan}.{thousandths:03}萬元");
            let fen = i64::from(wan) * 1_000_000 + i64::from(thousandths) * 1000;
            prop_assert_eq!(read(&text), Ok(Amount::About(Fen(fen))));
        }

        #[test]
        fn no_text_stops_the_reader(text in "[0-9.,壹贰叁零拾佰仟万亿元角分整余近约¥一十两百千 ]{0,24}") {
            if let Ok(amount) = read(&text) {
                prop_assert!(amount.stated().0 >= 0);
            }
        }
    }
}
