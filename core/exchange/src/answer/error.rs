use bangfu::error::errors;

errors! {
    /// What is wrong with options.
    pub enum BadOption {
        /// Options that are no object.
        5801 NotAnObject "BAD_OPTIONS"
            "选项应是一个 JSON 对象，如 {{\"kind\": \"gifts\"}}"
            "options are an object of JSON, such as {{\"kind\": \"gifts\"}}"
        /// A key that no option has.
        5801 UnknownKey "BAD_OPTIONS" { key: String }
            "没有「{key}」这个选项"
            "there is no option “{key}”"
        /// A value that the option does not have.
        5801 BadValue "BAD_OPTIONS" { key: &'static str, expected: &'static str }
            "选项「{key}」应是 {expected}"
            "the option “{key}” is {expected}"
        /// An option that has to be given.
        5801 Missing "BAD_OPTIONS" { key: &'static str, expected: &'static str }
            "缺少选项「{key}」：{expected}"
            "the option “{key}” is wanted: {expected}"
        /// An option that says nothing to this format.
        5802 NotOfFormat "OPTION_NOT_OF_FORMAT" { key: &'static str, formats: &'static str }
            "选项「{key}」只用于 {formats}"
            "the option “{key}” is for {formats} only"
        /// The pages of a plan that was not given.
        5707 PlanWanted "PLAN_WANTED"
            "要导出方案，请同时给出方案和它依据的规则"
            "to export a plan, give it, with the rules that it was made with"
    }
}
