use crate::error::errors;

errors! {
    /// What can be wrong with an identifier; all are reasons of `BAD_CODE`.
    ///
    /// Positions count characters from 1. No text repeats what was given, for
    /// it may be somebody's ID number.
    pub enum CodeError {
        /// The text is empty.
        1020 Empty "BAD_CODE"
            "代码是空的"
            "the code is empty"
        /// A division code of another length than 6, 9 or 12.
        1020 DivisionLength "BAD_CODE"
            "区划代码应为 6、9 或 12 位数字"
            "a division code has 6, 9 or 12 digits"
        /// A character other than a digit.
        1020 NotADigit "BAD_CODE" { position: usize }
            "第 {position} 个字符不是数字"
            "character {position} is not a digit"
        /// 510081: a prefecture of zeros above a county.
        1020 ZeroGroup "BAD_CODE" { position: usize }
            "第 {position} 位起的一组是零，但后面的不是；全零的组只能在末尾（表示上一级）"
            "the group that begins at digit {position} is all zeros but a later one isn't; zeros only stand at the end (they mean the level above)"
        /// A credit code of another length than 18.
        1020 CreditLength "BAD_CODE"
            "统一社会信用代码应为 18 位"
            "a unified social credit code has 18 characters"
        /// I, O, S, V or Z, which the alphabet leaves out.
        1020 ConfusedLetter "BAD_CODE" { position: usize, found: char, likely: char }
            "第 {position} 位是「{found}」，代码里没有这个字母；是否应为「{likely}」？"
            "character {position} is “{found}”, a letter these codes don't use; is it “{likely}”?"
        /// Any other character outside the alphabet.
        1020 Letter "BAD_CODE" { position: usize }
            "第 {position} 位只能是数字或大写字母（不含 I O S V Z）"
            "character {position} is neither a digit nor a letter of the alphabet (without I O S V Z)"
        /// The check character is not the one that the rest asks for.
        1020 CheckDigit "BAD_CODE"
            "校验位不符；请核对有无抄错"
            "the check digit does not fit; look for a misread character"
        /// An ID number of another length than 18 (or 15).
        1020 IdLength "BAD_CODE"
            "身份证号应为 18 位（旧号 15 位）"
            "an ID number has 18 digits (15 in its old form)"
        /// Digits 7 to 14 are no day of the calendar.
        1020 IdDate "BAD_CODE"
            "身份证号中的出生日期不存在"
            "the date of birth in the ID number does not exist"
        /// Not 18 characters of a credit code, `A` and five digits.
        1020 FilingShape "BAD_CODE"
            "备案编号应为 18 位统一社会信用代码、字母 A 和 5 位数字"
            "a filing number is a credit code of 18 characters, the letter A and 5 digits"
    }
}

#[cfg(test)]
mod tests {
    use super::CodeError;

    #[test]
    fn every_reason_has_one_number_one_name_and_two_texts() {
        for (number, name, zh, en) in CodeError::TABLE {
            assert_eq!((*number, *name), (1020, "BAD_CODE"));
            assert!(!zh.is_ascii() && en != zh, "{en}");
        }
    }
}
