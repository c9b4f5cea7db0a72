use crate::error::errors;

errors! {
    /// What can be wrong with an amount, a decimal or a split.
    ///
    /// Every `BAD_AMOUNT` and every `BAD_DECIMAL` is one error with several
    /// reasons: number and name are the same, the text says which.
    pub enum MoneyError {
        /// There is no text.
        1001 Empty "BAD_AMOUNT"
            "金额是空的；应写成 \"150000.00\" 这样"
            "the amount is empty; write it like \"150000.00\""
        /// More than two digits after the point, or a part of a fen.
        1001 TooManyDecimals "BAD_AMOUNT"
            "金额最多两位小数（到分）；多出的位数不会替您四舍五入"
            "an amount has at most two decimals (fen); bangfu does not round it for you"
        /// `1e5`.
        1001 Exponent "BAD_AMOUNT"
            "金额不能用科学计数法；请写出全部数字"
            "an amount has no exponent; write out all its digits"
        /// `１２` in a document.
        1001 FullWidth "BAD_AMOUNT" { position: usize }
            "第 {position} 个字符是全角字符；金额只用半角数字和点"
            "character {position} is full-width; an amount is written in ASCII digits and a point"
        /// `+1`, `-0.00`, `负壹元`.
        1001 Signed "BAD_AMOUNT"
            "金额不带正负号"
            "an amount has no sign"
        /// `.5`.
        1001 LeadingPoint "BAD_AMOUNT"
            "小数点前要有数字；请写成 0.5 这样"
            "a digit is missing before the point; write 0.5"
        /// `1.`.
        1001 TrailingPoint "BAD_AMOUNT"
            "小数点后要有数字；没有角分就不写点"
            "a digit is missing after the point; without fen leave the point out"
        /// `007`.
        1001 LeadingZero "BAD_AMOUNT"
            "金额前面不能有多余的零"
            "an amount has no needless zero in front"
        /// A character that no amount has.
        1001 OtherCharacter "BAD_AMOUNT" { position: usize }
            "第 {position} 个字符不属于金额；应写成 \"150000.00\" 这样"
            "character {position} is not part of an amount; write it like \"150000.00\""
        /// Commas that do not part the digits by three.
        1001 Grouping "BAD_AMOUNT"
            "千位分隔符应每三位一个，如 1,386,000.00"
            "separators stand after every three digits, as in 1,386,000.00"
        /// A unit without a digit, a digit without its unit, or units that grow.
        1001 UnitOrder "BAD_AMOUNT" { position: usize }
            "第 {position} 个字符处的单位（拾佰仟万亿元角分）顺序或搭配不对"
            "the unit at character {position} (拾佰仟万亿元角分) is out of place"
        /// A `零` where no place is zero, two in a row, or one that is missing
        /// so that the amount can be read in two ways.
        1001 ZeroOutOfPlace "BAD_AMOUNT" { position: usize }
            "第 {position} 个字符处的「零」多写或漏写了"
            "a 零 is needless or missing at character {position}"
        /// Arabic, 大写 and 小写 digits in one number.
        1001 MixedDigits "BAD_AMOUNT" { position: usize }
            "第 {position} 个字符与前面的数字写法不一致；大写、小写、阿拉伯数字不要混用"
            "the digit at character {position} is written differently from those before it; use one kind throughout"
        /// `近…余`, `约…以上`.
        1001 Contradiction "BAD_AMOUNT"
            "限定词互相矛盾（如「近」与「余」同时出现），看不出是下限还是上限"
            "the qualifiers contradict each other (such as 近 with 余): lower or upper bound?"
        /// The text has no number.
        1001 NoNumber "BAD_AMOUNT"
            "这段文字里没有金额数字"
            "there is no number in this text"
        /// There is no text.
        1002 DecimalEmpty "BAD_DECIMAL"
            "小数是空的；应写成 \"0.05\" 这样"
            "the decimal is empty; write it like \"0.05\""
        /// More than 28 digits.
        1002 DecimalTooLong "BAD_DECIMAL"
            "小数最多 28 位数字"
            "a decimal has at most 28 digits"
        /// Not of the shape `(0|[1-9][0-9]*)(\.[0-9]+)?`.
        1002 DecimalShape "BAD_DECIMAL" { position: usize }
            "第 {position} 个字符处不合小数的写法；应写成 \"0.05\" 这样，不带符号、指数和多余的零"
            "not a decimal at character {position}; write it like \"0.05\", without sign, exponent or needless zero"
        /// A bound was used where an exact amount is needed.
        1003 AmountIsBound "AMOUNT_IS_BOUND"
            "这个金额只是约数或上下限，不能当作确切金额使用"
            "this amount is only a bound or an estimate and can't be used as an exact one"
        /// An amount, or the result of a calculation, that cannot be held.
        1207 OutOfRange "OUT_OF_RANGE"
            "数值超出可表示的范围（金额最大 92233720368547758.07 元，且不为负）"
            "the value is out of range (an amount is at most 92233720368547758.07 yuan and not negative)"
        /// A split among nobody.
        1208 NoWeights "EMPTY_LIST"
            "没有任何权重，无从分配"
            "there are no weights to split by"
        /// A split in which nobody counts.
        2004 WeightsAllZero "WEIGHTS_ALL_ZERO"
            "所有权重都是 0，无从分配"
            "all weights are 0"
    }
}

#[cfg(test)]
mod tests {
    use super::MoneyError;

    #[test]
    fn every_reason_has_its_number_its_name_and_two_texts() {
        for (number, name, zh, en) in MoneyError::TABLE {
            let expected = match *name {
                "BAD_AMOUNT" => 1001,
                "BAD_DECIMAL" => 1002,
                "AMOUNT_IS_BOUND" => 1003,
                "OUT_OF_RANGE" => 1207,
                "EMPTY_LIST" => 1208,
                "WEIGHTS_ALL_ZERO" => 2004,
                _ => 0,
            };
            assert_eq!(*number, expected, "{name}");
            assert!(!zh.is_ascii() && en != zh, "{en}");
        }
    }
}
