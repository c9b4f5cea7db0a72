//! What can be wrong with a document, and where.

use std::fmt;

use crate::code::CodeError;
use crate::error::{Code, Lang, Pointer, errors, union};
use crate::money::MoneyError;
use crate::policy::{PolicyError, Warning};
use crate::time::TimeError;

errors! {
    /// What can be wrong with the form of a document.
    pub enum DocumentError {
        /// A weight or a figure with more than six places.
        1002 TooManyPlaces "BAD_DECIMAL"
            "小数点后最多 6 位"
            "at most six places after the point"
        /// Not JSON.
        1101 Syntax "SYNTAX" { reason: String }
            "不是合法的 JSON：{reason}"
            "this is not JSON: {reason}"
        /// Not UTF-8.
        1101 NotUtf8 "SYNTAX" { offset: usize }
            "不是合法的 UTF-8：第 {offset} 个字节（从 0 数起）出错；GB 18030 的文件请先转换"
            "this is not UTF-8: the byte at offset {offset} is wrong; convert GB 18030 files first"
        /// Too many open brackets.
        1102 TooDeep "TOO_DEEP" { limit: usize }
            "嵌套超过 {limit} 层"
            "nested more than {limit} deep"
        /// A text, a list or the document is too large.
        1103 TooLarge "TOO_LARGE" { limit: usize }
            "太大：上限是 {limit}"
            "too large: the limit is {limit}"
        /// The document is of no kind that is read here.
        1104 UnknownFormat "UNKNOWN_FORMAT" { expected: &'static str }
            "这里要的格式是 {expected}"
            "the format here is {expected}"
        /// A key stands twice in one object.
        1201 DuplicateKey "DUPLICATE_KEY" { key: String }
            "「{key}」在同一处出现了两次；请删去一个"
            "“{key}” stands here twice; remove one"
        /// A key that must be there is not.
        1202 MissingKey "MISSING_KEY" { key: &'static str }
            "缺少「{key}」"
            "“{key}” is missing"
        /// A key that nobody knows.
        1203 UnknownKey "UNKNOWN_KEY" { key: String, known: String }
            "没有「{key}」这个字段；可用的是：{known}"
            "there is no key “{key}” here; known are: {known}"
        /// A key that nobody knows, and one that is close to it.
        1203 MisspeltKey "UNKNOWN_KEY" { key: String, nearest: &'static str }
            "没有「{key}」这个字段；是否想写「{nearest}」？"
            "there is no key “{key}” here; did you mean “{nearest}”?"
        /// Several keys where one must stand.
        1204 ExactlyOne "EXACTLY_ONE" { keys: String }
            "这里只能写其中一个：{keys}"
            "exactly one of these must stand here: {keys}"
        /// A value of another type than text.
        1205 NotText "WRONG_TYPE"
            "类型不对，应为文本（放在双引号里）"
            "the type is wrong; this must be text in double quotes"
        /// A value of another type than a list.
        1205 NotAList "WRONG_TYPE"
            "类型不对，应为列表 [ … ]"
            "the type is wrong; this must be a list [ … ]"
        /// A value of another type than an object.
        1205 NotAnObject "WRONG_TYPE"
            "类型不对，应为对象 {{ … }}"
            "the type is wrong; this must be an object {{ … }}"
        /// A value of another type than a whole number.
        1205 NotACount "WRONG_TYPE"
            "类型不对，应为整数（不带引号、小数点和指数）"
            "the type is wrong; this must be a whole number, without quotes, point or exponent"
        /// A value of another type than `true` and `false`.
        1205 NotABool "WRONG_TYPE"
            "类型不对，应为 true 或 false"
            "the type is wrong; this must be true or false"
        /// A word that nobody knows.
        1206 UnknownValue "UNKNOWN_VALUE" { known: String }
            "不认识这个值；可用的是：{known}"
            "this value is unknown; known are: {known}"
        /// A number outside its range.
        1207 OutOfRange "OUT_OF_RANGE" { range: &'static str }
            "超出范围：{range}"
            "out of range: {range}"
        /// A date or an amount that stands before or above another.
        1207 BeyondOther "OUT_OF_RANGE" { other: &'static str }
            "与「{other}」矛盾：开始不能晚于结束，已有不能多于所需"
            "this contradicts “{other}”: a start can't be later than its end, nor what is there more than what is asked"
        /// A sum that leaves 64 bits.
        1207 SumTooLarge "OUT_OF_RANGE"
            "合计超过 92233720368547758.07 元（或同样多的件数），无法精确计算"
            "the sum is above 92233720368547758.07 yuan (or as many units) and can't be kept exactly"
        /// An empty list where one must say something.
        1208 EmptyList "EMPTY_LIST"
            "不能是空的；空列表不等于「不限」"
            "this can't be empty; an empty list does not mean “anything”"
        /// Not an id.
        1209 BadId "BAD_ID"
            "编号只能用 1 至 64 个 A–Z a–z 0–9 . _ : - 字符"
            "an id is 1 to 64 of the characters A–Z a–z 0–9 . _ : -"
        /// An id that another entry has.
        1210 DuplicateId "DUPLICATE_ID" { first: usize }
            "与本列表第 {first} 项（从 0 数起）重复"
            "entry {first} of this list (counted from 0) has it already"
        /// A reference that leads nowhere.
        1211 UnknownReference "UNKNOWN_REFERENCE" { list: &'static str }
            "「{list}」里没有它"
            "“{list}” has no such entry"
        /// The parts of a gift don't sum to it.
        1212 PartsDoNotSum "PARTS_DO_NOT_SUM"
            "各部分之和必须等于这笔捐赠；至多一个部分可以写「rest」"
            "the parts must sum to the gift, and at most one can be the rest"
        /// A column with another number of rows than the ids.
        1213 ColumnLength "BAD_COLUMN" { rows: usize }
            "这一列应有 {rows} 行，或者整列不给"
            "this column must have {rows} rows, or not be given at all"
        /// Texts whose ends make no sense.
        1213 BadTexts "BAD_COLUMN"
            "各文本的终点须依次不减、落在字符之间，最后一个就是全文的长度"
            "the ends of the texts must not descend, must stand between characters, and the last must be the length"
        /// A floor above what the need may end at.
        1301 FloorAboveCap "FLOOR_ABOVE_CAP" { floor: crate::money::Fen, limit: crate::money::Fen }
            "保底 {floor} 高于上限 {limit}"
            "the floor {floor} is above the limit {limit}"
        /// A matching that would follow from what needs are granted.
        1302 MatchingCoupled "MATCHING_COUPLED"
            "配捐只能由收到的捐赠触发，不能取决于需求分得多少：那样分配就要以自身的结果为前提。请按捐赠（gift）、捐赠人（donor）或力量（force）填写"
            "a matching follows from gifts that have arrived, not from what needs are granted, for then the allocation would rest on its own result; name gifts, donors or forces"
    }
}

union! {
    /// Everything that can be wrong with an input.
    pub enum InputError {
        /// An amount or a decimal.
        Money(MoneyError),
        /// An identifier.
        Code(CodeError),
        /// A date.
        Time(TimeError),
        /// The form of the document.
        Document(DocumentError),
        /// Rules that can't be applied to the facts.
        Policy(PolicyError),
        /// Something odd that is no error.
        Warning(Warning),
    }
}

/// An error of a document, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// What.
    pub error: InputError,
    /// Where, as a JSON Pointer.
    pub pointer: Pointer,
    /// The line, counted from 1; 0 where there is no text.
    pub line: usize,
    /// The column, counted from 1 in characters; 0 where there is no text.
    pub column: usize,
}

impl Flaw {
    /// The number of the error.
    #[must_use]
    pub fn number(&self) -> u16 {
        self.error.number()
    }

    /// The name of the error.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.error.name()
    }

    /// What is wrong, in the language asked for.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.error.text(lang)
    }
}

/// All errors of a document, in the order in which they stand in it: the first
/// thousand, and how many there are besides.
///
/// # Examples
///
/// ```
/// use bangfu::Programme;
///
/// let text = br#"{"format":"bangfu.programme/1","as_of":"2024-02-30","colour":1}"#;
/// let errors = Programme::read(text).unwrap_err();
/// let names: Vec<_> = errors.iter().map(|flaw| (flaw.name(), flaw.pointer.as_str())).collect();
/// assert_eq!(names, [("BAD_DATE", "/as_of"), ("UNKNOWN_KEY", "/colour"), ("MISSING_KEY", "/id")]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors {
    pub(super) flaws: Vec<Flaw>,
    pub(super) more: usize,
}

impl Errors {
    /// The errors in document order, at most 1,000.
    pub fn iter(&self) -> std::slice::Iter<'_, Flaw> {
        self.flaws.iter()
    }

    /// How many errors there are besides.
    #[must_use]
    pub const fn more(&self) -> usize {
        self.more
    }

    /// These, then those, as many as are kept.
    pub(super) fn and(mut self, others: Self) -> Self {
        let room = super::reader::KEPT.saturating_sub(self.flaws.len());
        let beyond = others.flaws.len().saturating_sub(room);
        self.flaws.extend(others.flaws.into_iter().take(room));
        self.more = self.more.saturating_add(others.more).saturating_add(beyond);
        self
    }

    /// The same without lines and columns: they are those of a text that nobody
    /// has seen.
    pub(crate) fn without_places(mut self) -> Self {
        for flaw in &mut self.flaws {
            (flaw.line, flaw.column) = (0, 0);
        }
        self
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.flaws.is_empty()
    }
}

impl<'a> IntoIterator for &'a Errors {
    type Item = &'a Flaw;
    type IntoIter = std::slice::Iter<'a, Flaw>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Errors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, flaw) in self.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            let Flaw {
                error,
                pointer,
                line,
                column,
            } = flaw;
            write!(formatter, "{line}:{column} {pointer}: {error}")?;
        }
        if self.more > 0 {
            write!(formatter, "\nand {} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for Errors {}

/// Speaks of the first error, for hosts that can hold but one.
impl Code for Errors {
    fn number(&self) -> u16 {
        self.flaws.first().map_or(0, Flaw::number)
    }

    fn name(&self) -> &'static str {
        self.flaws.first().map_or("OK", Flaw::name)
    }

    fn text(&self, lang: Lang) -> String {
        self.flaws
            .first()
            .map_or_else(String::new, |flaw| flaw.text(lang))
    }
}
