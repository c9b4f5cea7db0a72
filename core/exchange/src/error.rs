//! What can be wrong with a file, and what with a cell.
//!
//! Numbers are 5000s: 5001 and up refuse a file, 5101 and up keep a row out,
//! 5201 and up ask a person, 5301 and up only tell, 5401 and up keep an import
//! from being planned, 5411 and up say what a copy puts right, 5501 and up speak
//! of running text, 5601 and up are about sheets that bangfu writes, 5701 and up
//! keep open data from being written, 5751 and up tell what it leaves out, and 5801
//! and up are about the options of a question. What another room refuses (an
//! amount, a date, a size) keeps that room's number.

use bangfu::error::errors;
use bangfu::finding::spoken;

errors! {
    /// Why a file is not read at all.
    pub enum Refusal {
        /// More cells than the limit.
        1103 TooManyCells "TOO_LARGE" { limit: usize }
            "表格范围超过 {limit} 个单元格；请删去空白行列，或分成几个文件"
            "the sheets span more than {limit} cells; delete empty rows and columns, or split the file"
        /// More bytes than the limit.
        1103 TooManyBytes "TOO_LARGE" { limit: u64 }
            "文件（解压后）超过 {limit} 字节；请分成几个文件"
            "the file, unpacked, has more than {limit} bytes; split it"
        /// A cell with more text than the limit.
        1103 TextTooLong "TOO_LARGE" { limit: usize, cell: String }
            "单元格 {cell} 的文字超过 {limit} 字节"
            "the text of cell {cell} has more than {limit} bytes"
        /// More merged areas than the limit.
        1103 TooManyMerged "TOO_LARGE" { limit: usize }
            "一张工作表里有 {limit} 个以上的合并区域；请取消合并后再导入"
            "a sheet has more than {limit} merged areas; unmerge them first"
        /// More than a sheet of a copy can hold.
        1103 TooManyRows "TOO_LARGE"
            "一张 .xlsx 工作表最多 1048576 行、16384 列，写不下；请分成几个文件"
            "a sheet of an .xlsx has at most 1048576 rows and 16384 columns, and this does not fit; split the file"
        /// Whoever watched the run stopped it.
        3002 Cancelled "CANCELLED"
            "已取消，没有改动任何文件"
            "cancelled; no file was changed"
        /// Bytes that belong to none of the formats.
        5001 NotASheet "NOT_A_SHEET"
            "这不是 .xls、.xlsx、.ods、.csv 或 .json 表格；请用 Excel 或 WPS 打开后另存为 .xlsx"
            "this is no .xls, .xlsx, .ods, .csv or .json sheet; open it in a spreadsheet program and save it as .xlsx"
        /// A web page that was named like a sheet.
        5001 WebPage "NOT_A_SHEET"
            "这是网页，只是名字像表格；请用 Excel 或 WPS 打开后另存为 .xlsx"
            "this is a web page named like a sheet; open it in a spreadsheet program and save it as .xlsx"
        /// A file under a password.
        5002 Encrypted "ENCRYPTED_FILE"
            "文件设有密码；请去掉密码后再导入"
            "the file is protected by a password; remove it first"
        /// A file that breaks its own format.
        5003 Damaged "DAMAGED_FILE"
            "文件已损坏或不完整；请重新导出或重新下载"
            "the file is damaged or cut short; export or download it again"
        /// Text that is neither UTF-8, UTF-16 nor GB 18030.
        5004 Encoding "BAD_ENCODING" { offset: usize }
            "从第 {offset} 个字节起不是 UTF-8、UTF-16 或 GB 18030 文字；请另存为 UTF-8"
            "from byte {offset} on this is not UTF-8, UTF-16 or GB 18030; save it as UTF-8"
        /// A mapping file in another encoding.
        5004 NotUtf8 "BAD_ENCODING" { offset: usize }
            "对照文件从第 {offset} 个字节起不是 UTF-8；请另存为 UTF-8"
            "from byte {offset} on the mapping file is not UTF-8; save it as such"
        /// JSON that is no list of objects.
        5005 JsonShape "UNEXPECTED_JSON"
            "JSON 应是由对象组成的数组，每个对象一行"
            "the JSON should be a list of objects, one for each row"
        /// A mapping file that can't be read.
        5006 Mapping "BAD_MAPPING" { reason: String }
            "对照文件有误：{reason}"
            "the mapping file is wrong: {reason}"
        /// A key that stands twice in a mapping file.
        5006 MappingTwice "BAD_MAPPING" { key: String }
            "对照文件里「{key}」在同一处出现了两次；请删去一个"
            "“{key}” stands twice in one place of the mapping file; remove one"
        /// Nothing in the file could be taken for a table.
        5007 NoTable "NO_TABLE"
            "没有找到表头；请用对照文件指明列名，如 {{\"columns\": {{\"捐款人\": \"donor\"}}}}"
            "no header was found; name the columns in a mapping file, such as {{\"columns\": {{\"捐款人\": \"donor\"}}}}"
        /// Bytes that are no text.
        5501 NotAText "NOT_A_TEXT"
            "这不是纯文本；请打开后另存为 .txt（UTF-8）再导入"
            "this is no plain text; open it and save it as .txt in UTF-8"
    }
}

errors! {
    /// Why a cell of a copy was put right.
    pub enum Mend {
        /// An amount that was text, or had dust.
        5411 AmountAsNumber "AMOUNT_AS_NUMBER"
            "金额改为数字，精确到分，单位与列一致"
            "the amount became a number in the unit of its column, exact to the fen"
        /// A day that was text, or a bare number.
        5412 DayAsDate "DAY_AS_DATE"
            "日期改为真正的日期"
            "the day became a real date"
        /// A quantity that was text.
        5413 UnitParted "UNIT_PARTED"
            "数量改为数字，计量单位另列"
            "the quantity became a number, and its unit stands apart"
        /// White space and characters that take no room.
        5414 TextTidied "TEXT_TIDIED"
            "去掉多余的空格、换行和看不见的字符"
            "needless spaces, line breaks and characters that nobody sees were taken off"
    }
}

errors! {
    /// What was found in a cell.
    pub enum Notice {
        /// A row without a value that it needs.
        5101 MissingValue "MISSING_VALUE" { column: String }
            "这一行缺少「{column}」"
            "this row has no “{column}”"
        /// An amount below zero.
        5102 Negative "NEGATIVE_AMOUNT"
            "金额为负；冲销或退款不是捐赠，请从原来那一行扣除"
            "the amount is negative; a reversal is no gift, take it off the row that it reverses"
        /// A number that is no whole fen.
        5103 Inexact "INEXACT_AMOUNT" { shown: String }
            "{shown} 不是整分，也不像浮点误差；请写明确切金额"
            "{shown} is no whole number of fen, nor the dust of a sum; write the exact amount"
        /// A number of so many digits that a spreadsheet has lost some.
        5103 DigitsLost "INEXACT_AMOUNT" { shown: String }
            "{shown} 超过 15 位数字，电子表格已丢失尾数；请改成文本单元格"
            "{shown} has more than 15 digits, of which a spreadsheet loses the last; make it a text cell"
        /// A formula that ended in an error.
        5104 CellError "CELL_ERROR" { error: String }
            "公式结果是错误值 {error}"
            "the formula ended in {error}"
        /// A date that can be read in two ways, or lacks its year.
        5105 AmbiguousDate "AMBIGUOUS_DATE"
            "日期可以有两种读法；请写成 2024-04-02 这样"
            "the date can be read in two ways; write it like 2024-04-02"
        /// A date without a year.
        5105 DateWithoutYear "AMBIGUOUS_DATE"
            "日期没有年份，标题里也没有；请写成 2024-04-02 这样"
            "the date has no year, nor has the title; write it like 2024-04-02"
        /// The day that only one of the two calendars of spreadsheets has.
        5105 NoSuchSerial "AMBIGUOUS_DATE"
            "电子表格的这个日期序号不对应任何一天"
            "no day has this serial number"
        /// Goods without a quantity.
        5106 NoQuantity "NO_QUANTITY"
            "没有写明数量；不会当作 1"
            "no quantity is given; it is not taken for 1"
        /// A quantity that is no count.
        5106 BadQuantity "NO_QUANTITY"
            "读不出数量；应写成 1200 或 1.2万 这样"
            "no quantity can be read here; write it like 1200 or 1.2万"
        /// Half a quilt.
        5106 Fraction "NO_QUANTITY" { shown: String }
            "{shown} 不是整数；请换成更小的单位"
            "{shown} is no whole number; use a smaller unit"
        /// One quantity for several rows.
        5107 SharedQuantity "SHARED_QUANTITY" { cell: String }
            "{cell} 的数量由几行共用；请分到各行"
            "the quantity of {cell} stands for several rows; part it among them"
        /// A place that the directory does not know.
        5108 UnknownPlace "UNKNOWN_PLACE"
            "找不到这个地方；请写全名或区划代码"
            "no such place is known; write its full name or its division code"
        /// A place name that several places have.
        5108 AmbiguousPlace "UNKNOWN_PLACE"
            "有几个地方叫这个名字；请写明上级或区划代码"
            "several places have this name; name what they lie in, or the division code"
        /// A column that has to be there.
        5109 ColumnWanted "COLUMN_WANTED" { role: String }
            "没有认出「{role}」这一列；请在对照文件里指明，如 {{\"columns\": {{\"列名\": \"{role}\"}}}}"
            "no column was recognised as “{role}”; name it in a mapping file, such as {{\"columns\": {{\"label\": \"{role}\"}}}}"
        /// A sheet without a header.
        5110 NoHeader "NO_HEADER"
            "这张工作表里没有认出表头"
            "no header was recognised in this sheet"
        /// Goods without a unit.
        5111 NoUnit "NO_UNIT"
            "没有写明计量单位"
            "no unit is given"
        /// Goods that went out.
        5112 HandedOn "HANDED_ON"
            "发放记录既不是捐赠也不是需求，不导入"
            "goods that were handed on are neither a gift nor a need, and are not imported"
        /// A row of nothing.
        5113 Nothing "NOTHING_GIVEN"
            "金额或数量是 0，没有可导入的"
            "the amount or the quantity is 0: there is nothing to import"
        /// One amount for several rows.
        5114 SharedAmount "SHARED_AMOUNT" { cell: String }
            "{cell} 的金额由几行共用；请分到各行"
            "the amount of {cell} stands for several rows; part it among them"
        /// A need that is called like what waits for a person.
        5115 ReservedWord "RESERVED_WORD"
            "「待核实」用来标记挂起的捐赠，不能作机构或项目的名称；请写实际名称"
            "the word 待核实 marks gifts on hold and can't name a body or a project; write the name"
        /// A second column about the same.
        5116 SecondColumn "SECOND_COLUMN" { label: String }
            "另有一列已读作同类，「{label}」这一列未读取；并排的几张表请拆开，或在对照文件里指明读哪一列"
            "another column was read for the same, and “{label}” was not; part tables that stand side by side, or name the column to read in a mapping file"
        /// A column of pledges.
        5117 PledgedColumn "PLEDGED_COLUMN" { label: String }
            "「{label}」是认捐而不是到账，未读取；若确已到账，请在对照文件里写 {{\"columns\": {{\"{label}\": \"money\"}}}}"
            "“{label}” tells of pledges, not of what arrived, and was not read; if it did arrive, say {{\"columns\": {{\"{label}\": \"money\"}}}} in a mapping file"
        /// A column of amounts in a unit that is not known.
        5118 UnknownUnit "UNKNOWN_UNIT" { label: String }
            "「{label}」括号里的单位不认识，未读取；若是人民币，请在对照文件里写明 {{\"unit\": \"元\"}}"
            "the unit in the brackets of “{label}” is not known, so the column was not read; if it counts yuan, say {{\"unit\": \"元\"}} in a mapping file"
        /// A sheet that can't be read.
        5119 UnreadSheet "UNREAD_SHEET"
            "这张工作表读不出来；请另存为 .xlsx 再导入"
            "this sheet can't be read; save the file as .xlsx and import that"
        /// A footer that does not agree with the rows.
        5201 ControlDiffers "CONTROL_DIFFERS" { stated: String, summed: String, difference: String }
            "合计写的是 {stated} 元，各行相加是 {summed} 元，相差 {difference} 元"
            "the total says {stated} yuan, the rows sum to {summed}; the difference is {difference}"
        /// The same row twice.
        5202 RepeatedRow "REPEATED_ROW" { first: String }
            "与 {first} 那一行完全相同；两行都保留，请核对是否重复登记"
            "the same as the row of {first}; both are kept, see whether one was entered twice"
        /// A remark that restricts, but does not say clearly what.
        5203 UnclearEarmark "UNCLEAR_EARMARK"
            "这条备注像是限定用途，但看不出确切含义；请由人判断"
            "this remark seems to restrict the gift, but not clearly; a person should decide"
        /// An amount column that names no unit.
        5205 UnitAssumed "UNIT_ASSUMED"
            "没有写明金额单位，按元读取；若是万元，请在对照文件里写 {{\"unit\": \"万元\"}}"
            "no unit is given, so yuan is taken; if it is 万元, say {{\"unit\": \"万元\"}} in a mapping file"
        /// A list in which 1 stands for some.
        5206 OneMeansSome "ONE_MEANS_SOME" { rows: usize, of: usize }
            "{of} 行里有 {rows} 行的数量是 1，其余都不小于 10：1 在这里像是「需要」而不是一件，按数量不明读取"
            "{rows} of {of} rows have the quantity 1 and all others at least 10: here 1 seems to mean “some”, and is read as unknown"
        /// Two quantities of the same goods.
        5207 SecondQuantity "SECOND_QUANTITY" { taken: String, left: String }
            "写了两个数量，取 {taken}；{left} 视为包装"
            "two quantities are given; {taken} is taken, {left} is read as packing"
        /// One quantity for several kinds.
        5207 SharedKinds "SECOND_QUANTITY"
            "几种物品共用一个数量，按一行读取"
            "several kinds share one quantity and are read as one line"
        /// One value for several lines.
        5208 SharedValue "SHARED_VALUE"
            "一个折算金额对应几种物品，没有分到各行"
            "one value stands for several goods and was not parted among them"
        /// Rows that name no day, under a title that does.
        5209 DayOfTitle "DAY_ASSUMED" { day: String }
            "从这一行起有的行没有日期，按标题里的 {day} 读取；若不是到账日，请补上日期"
            "from this row on some name no day, and {day} of the title is taken; add the days if they are others"
        /// The same gift in two files.
        5210 OtherFile "IN_ANOTHER_FILE"
            "另一个文件里有完全相同的一笔，只算一次；若是两笔，请分两次导入或写明不同之处"
            "another file has exactly the same; it counts once: if there were two, write down what tells them apart"
        /// An equal row more than the programme has.
        5211 EqualRows "EQUAL_ROWS"
            "活动文件里已有同一人、同日、同额但内容不同的记录，看不出哪一笔是新的；请核对"
            "the programme has records of the same content that say something else: which of these rows is new can't be told, see to it"
        /// A row above the header that looks like data.
        5212 RowAbove "ROW_ABOVE_HEADER"
            "表头上方的这一行像是数据，未读取；若是另一张表，请拆成单独的工作表"
            "this row above the header looks like data and was not read; if it is of another table, give that a sheet of its own"
        /// A row of sums that names somebody or something.
        5213 NamedFooter "NAMED_TOTAL"
            "这一行读作合计，未导入，但写有名称；若是一笔捐赠或物资，请改掉「合计」一类的字样"
            "this row was read as a total and not imported, but has a name; if it is a gift or goods, remove the word for total"
        /// Dust of a binary sum, taken off.
        5301 DustRemoved "DUST_REMOVED" { shown: String, amount: String }
            "{shown} 带浮点误差，读作 {amount} 元"
            "{shown} carries the dust of a binary sum and is read as {amount} yuan"
        /// A footer that agrees with the rows.
        5302 ControlAgrees "CONTROL_AGREES" { rows: usize, stated: String }
            "{rows} 行相加正好等于合计 {stated} 元"
            "{rows} rows sum to the total of {stated} yuan exactly"
        /// A header in the middle of the rows.
        5303 RepeatedHeader "REPEATED_HEADER"
            "表中重复的表头，已略过"
            "a header repeated among the rows was passed over"
        /// A row of text.
        5304 NoteRow "NOTE_ROW"
            "说明文字，不是数据行，已略过"
            "a row of text, not of data, was passed over"
        /// Bytes of another format than the name says.
        5305 ExtensionDiffers "EXTENSION_DIFFERS" { format: String }
            "文件内容是 {format}，与扩展名不符；按内容读取"
            "the content is {format}, whatever the name says; it was read as such"
        /// An encoding that was guessed.
        5306 EncodingGuessed "ENCODING_GUESSED" { encoding: String }
            "没有标明编码，推测为 {encoding}；若见乱码，请另存为 UTF-8"
            "the encoding is not marked and was guessed to be {encoding}; save as UTF-8 if it reads wrongly"
        /// A hidden sheet.
        5307 HiddenSheet "HIDDEN_SHEET"
            "隐藏的工作表，未读取"
            "a hidden sheet was not read"
        /// A column that nothing is read from.
        5308 UnusedColumn "UNUSED_COLUMN" { label: String }
            "没有认出「{label}」这一列，未读取"
            "the column “{label}” was not recognised and not read"
        /// A word of a column that takes a few.
        5611 UnknownWord "UNKNOWN_WORD"
            "这一列不认得这个词；请从下拉列表里选，或照说明页填写"
            "this column does not know the word; choose from its list, or see the notes"
        /// The last column of a sheet of ours can't be read.
        5612 BadData "BAD_ROW_DATA"
            "最后一列已损坏，这一行无法还原；请从导出的原件复制回来"
            "the last column is damaged, and the row can't be restored; copy it from the sheet as it was exported"
        /// A column that is for reading only was changed.
        5613 ShownChanged "READ_ONLY_CHANGED" { zh: String, en: String }
            "这一行里只供阅读的列（{zh}）被改动过，导入只看编号和代码；请改对应的编号列，限定用途请在活动文件里改"
            "columns of this row that are for reading only were changed ({en}); the import goes by ids and codes: change those, and restrictions in the programme"
        /// A restriction in words where a form wants data.
        5614 RestrictionInWords "RESTRICTION_IN_WORDS"
            "新添的行不能只用文字写限定用途；请用捐赠模板（bangfu template gifts）填写，或在活动文件里添加"
            "a row that was added can't state a restriction in words alone; use the template for gifts (bangfu template gifts), or add it to the programme"
        /// A sheet that is for reading only.
        5615 ReadOnlySheet "READ_ONLY_SHEET"
            "这一页是方案或说明，只供阅读，未导入"
            "this sheet is a plan or notes, for reading only, and was not imported"
        /// A sheet of ours in a form that is not known here.
        5616 OtherForm "OTHER_FORM"
            "这一页是 bangfu 另一版本导出的格式，未导入；请用导出它的版本读取"
            "this sheet has the form of another version of bangfu and was not imported; read it with that version"
        /// A row that shows how to fill in the form.
        5617 ExampleRow "EXAMPLE_ROW"
            "示例行，未导入"
            "an example row was not imported"
        /// An event of which the text does not say the year.
        5511 EventWithoutDay "EVENT_WITHOUT_DAY"
            "原文没有写明活动是哪一年的哪一天，活动没有放入；请用选项 on 指明，如 2024-04-02"
            "the text does not say in which year the event was, so it is not put in; say it in the option on, such as 2024-04-02"
        /// A day that the text does not name.
        5512 OtherDay "OTHER_DAY"
            "指明的日期与原文的月日不符，活动没有放入"
            "the day given is none that the text names, so the event is not put in"
        /// Several sums that were raised.
        5513 SeveralAmounts "SEVERAL_AMOUNTS"
            "选取了几个募集金额，哪个是活动公布的总额不清楚，没有填写；只选一个即可"
            "several amounts raised were accepted, and which of them was announced is not clear; accept one"
        /// A name for several bodies.
        5514 ClassOfBodies "CLASS_OF_BODIES"
            "这是一类机构，不是一家机构，没有放入"
            "this stands for several bodies and not for one, and is not put in"
        /// A proposal for which a programme has no place.
        5515 OnlyKnown "ONLY_KNOWN"
            "仅供了解，活动文件里没有放它的地方"
            "good to know only: a programme has no place for it"
        /// A programme whose places are those of another text.
        5516 OtherSource "OTHER_SOURCE"
            "活动文件的出处是另一份原文，新放入的没有标明出处位置"
            "the programme's places are those of another text, so what is put in has none"
        /// Several days were accepted.
        5517 SeveralDays "SEVERAL_DAYS"
            "选取了几个日期，哪个是活动的日期不清楚，活动没有放入；请用选项 on 指明，如 2024-04-02"
            "several days were accepted, and which of them is the event's is not clear, so it is not put in; say it in the option on, such as 2024-04-02"
    }
}

/// A word that somebody typed, as an error repeats it: without what might be an
/// ID number, and no longer than 40 characters.
pub(crate) fn brief(text: &str) -> String {
    const LONGEST: usize = 40;
    // Masked before it is cut: half an ID number is none, and still tells.
    let spoken = spoken(text);
    match spoken.char_indices().nth(LONGEST) {
        Some((end, _)) => spoken.get(..end).unwrap_or_default().to_owned() + "…",
        None => spoken,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Mend, Notice, Refusal};
    use crate::import::Wanted;
    use crate::open::{OpenError, OpenNote};
    use crate::workbook::Unwritten;

    #[test]
    fn a_number_has_one_name_and_a_name_one_number() {
        let rows = [
            Refusal::TABLE,
            Mend::TABLE,
            Notice::TABLE,
            Wanted::TABLE,
            OpenError::TABLE,
            OpenNote::TABLE,
            Unwritten::TABLE,
        ]
        .concat();
        let (mut names, mut numbers) = (BTreeMap::new(), BTreeMap::new());
        for (number, name, zh, en) in rows {
            assert_eq!(*names.entry(number).or_insert(name), name);
            assert_eq!(*numbers.entry(name).or_insert(number), number);
            assert!(!zh.is_ascii() && !en.is_empty(), "{name}");
        }
    }
}
