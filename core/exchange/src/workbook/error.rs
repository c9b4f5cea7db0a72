use bangfu::error::errors;

errors! {
    /// Why a workbook can't be written.
    pub enum Unwritten {
        /// More rows than a sheet holds.
        5601 TooManyRows "SHEET_FULL" { sheet: String, limit: usize }
            "「{sheet}」超过 {limit} 行，.xlsx 装不下；请改用 CSV"
            "the sheet “{sheet}” has more than {limit} rows, which .xlsx can't hold; write CSV instead"
        /// More text than a cell holds.
        5602 TextTooLong "CELL_FULL" { sheet: String, cell: String, limit: usize }
            "「{sheet}」单元格 {cell} 的文字超过 {limit} 个字符，.xlsx 装不下，截断就会丢失；请改用 CSV"
            "the text of {cell} in “{sheet}” has more than {limit} characters, which .xlsx can't hold without loss; write CSV instead"
        /// More text than the import reads in a field.
        5602 FieldTooLong "CELL_FULL" { sheet: String, cell: String, limit: usize }
            "「{sheet}」{cell} 的文字超过 {limit} 字节，导回时读不了；请缩短，或直接使用活动文件"
            "the text of {cell} in “{sheet}” has more than {limit} bytes and could not be imported again; shorten it, or use the programme itself"
        /// A character that GB 18030 has no bytes for.
        5603 NotInEncoding "NOT_IN_ENCODING" { sheet: String, cell: String }
            "「{sheet}」单元格 {cell} 有 GB 18030 写不出的字符；请改用 UTF-8"
            "{cell} of “{sheet}” has a character that GB 18030 can't write; write UTF-8 instead"
        /// A plan that was made for another programme.
        5604 OtherPlan "OTHER_PROGRAMME" { plan: String, programme: String }
            "这份方案是「{plan}」的，不是「{programme}」的；请给出同一活动的方案"
            "the plan is of {plan} and not of {programme}; give a plan of the same programme"
        /// A plan that contradicts itself or the programme.
        5710 UnsoundPlan "UNSOUND_PLAN"
            "方案自相矛盾，或提到活动文件里没有的需求或捐赠；请用 bangfu verify 核对"
            "the plan contradicts itself, or names needs or gifts that the programme lacks; see bangfu verify"
        /// What the writer of workbooks refuses.
        5605 Refused "NOT_A_WORKBOOK" { sheet: String, reason: String }
            "写不成「{sheet}」：{reason}"
            "“{sheet}” can't be written: {reason}"
    }
}

errors! {
    /// What sheets leave out.
    pub enum LeftOut {
        /// A part of the programme that is in no list.
        5621 NotListed "NOT_IN_SHEETS"
            "不属于任何一份清单，表格里没有；导入时以活动文件里的为准"
            "it belongs to no list and is in no sheet; an import keeps what the programme says"
        /// A list that was not asked for.
        5622 NotAsked "LIST_NOT_ASKED"
            "这份清单没有要求导出"
            "this list was not asked for"
        /// A plan that was made for the programme as it was, or will be.
        5623 HashDiffers "HASH_DIFFERS"
            "方案的校验值与活动文件不一致：活动文件的改动可能不在方案里"
            "the plan's hash is not that of the programme, and changes of the programme may not be in it"
        /// A plan that was made with rules as they were, or with others.
        5623 RulesDiffer "HASH_DIFFERS"
            "方案的规则校验值与给出的规则不一致：方案可能是按另外的规则做的，表格里封顶的说明未必是当时的"
            "the plan's hash of rules is not that of the rules given: it may be made with others, and what the sheets say of caps need not be those"
    }
}
