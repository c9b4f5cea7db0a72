use crate::error::errors;

errors! {
    /// What can be wrong with a date.
    pub enum TimeError {
        /// The text is empty.
        1040 Empty "BAD_DATE"
            "日期是空的；应写成 \"2024-04-02\" 这样"
            "the date is empty; write it like \"2024-04-02\""
        /// Not four, two and two digits with hyphens.
        1040 Shape "BAD_DATE"
            "日期应写成 \"2024-04-02\" 这样：四位年、两位月、两位日，用半角连字符"
            "a date is written like \"2024-04-02\": four, two and two digits with hyphens"
        /// Year 0000.
        1040 Year "BAD_DATE"
            "年份应在 0001 至 9999 之间"
            "the year must be 0001 to 9999"
        /// No such month.
        1040 Month "BAD_DATE"
            "月份应在 01 至 12 之间"
            "the month must be 01 to 12"
        /// No such day in that month.
        1040 Day "BAD_DATE"
            "该月没有这一天"
            "that month has no such day"
        /// A calculation that leaves the years 0001 to 9999, or a period that
        /// ends before it begins.
        1207 OutOfRange "OUT_OF_RANGE"
            "日期超出 0001 年至 9999 年，或期间的终点早于起点"
            "the date leaves the years 0001 to 9999, or the period ends before it begins"
    }
}

#[cfg(test)]
mod tests {
    use super::TimeError;

    #[test]
    fn every_reason_has_its_number_its_name_and_two_texts() {
        for (number, name, zh, en) in TimeError::TABLE {
            assert!(matches!(
                (*number, *name),
                (1040, "BAD_DATE") | (1207, "OUT_OF_RANGE")
            ));
            assert!(!zh.is_ascii() && en != zh, "{en}");
        }
    }
}
