//! Every sentence of the command line, in Chinese and in English side by side.
//!
//! A row is a function: its name, what it is told, and both texts. A sentence
//! that stood in one language only would not compile.

use std::fmt::Display;
use std::io::{self, ErrorKind};

use bangfu::error::Lang;
use bangfu_exchange::facts::{Confidence, Fact};
use bangfu_exchange::repair::RepairKind;

use crate::commands::bench::Figures;

/// Declares sentences: one row each with name, arguments, Chinese, English.
macro_rules! phrases {
    ($( $name:ident ( $($argument:ident),* ) $zh:literal $en:literal )*) => {
        $(
            #[allow(unused_variables, reason = "a language need not use every argument")]
            pub(crate) fn $name(lang: Lang $(, $argument: impl Display)*) -> String {
                match lang {
                    Lang::Zh => format!($zh),
                    Lang::En => format!($en),
                }
            }
        )*
    };
}

phrases! {
    // Errors.
    error_head(name, code) "错误 {name}（{code}）" "error {name} ({code})"
    warning_head(name, code) "提醒 {name}（{code}）" "warning {name} ({code})"
    more_errors(count) "此外还有 {count} 处错误。" "And {count} more errors."
    cannot_read(why) "读不到这个文件：{why}。请核对文件名和权限。" "this file can't be read: {why}. Check its name and permissions."
    cannot_write(why) "写不了：{why}。请核对目录和权限。" "this can't be written: {why}. Check the directory and its permissions."
    file_too_large(mib) "文件超过 {mib} MiB，未读取；请拆成几份。" "the file is larger than {mib} MiB and was not read; split it."
    no_threads(why) "系统不给这么多线程：{why}。请减少 --threads。" "the system gives no such threads: {why}. Ask for fewer with --threads."
    io_not_found() "文件不存在" "there is no such file"
    io_denied() "没有权限" "permission denied"
    io_directory() "这是一个目录" "it is a directory"
    io_other(kind) "{kind}" "{kind}"
    defect(place) "这是 bangfu 自身的缺陷（{place}），不是您的错。请把所用的命令和版本告诉维护者。" "this is a defect of bangfu ({place}), not a mistake of yours. Please report the command and the version."
    stdin_twice() "标准输入（-）只能用一次；请把其中一份存成文件。" "standard input (-) can be used once only; put one of the documents in a file."
    rules_option() "（--rules FILE）。" " (--rules FILE)."
    hash_note() "提醒：方案的校验值与给出的文件或规则不一致，可能是改动之前做的；说明按方案所记的原因给出。\n" "Note: the plan's hashes differ from the programme or the rules given, so it may be older than they are. The explanation follows the plan's own reasons.\n"

    // Misuse of the command line.
    usage_unknown_option(word) "没有「{word}」这个选项。" "there is no option “{word}”."
    usage_unknown_command(word) "没有「{word}」这个命令。" "there is no command “{word}”."
    usage_suggestion(word) "是否想写「{word}」？" " Did you mean “{word}”?"
    usage_missing(names) "缺少 {names}。" "missing: {names}."
    usage_missing_command(names) "后面还要写一个命令：{names}。" "one of these must follow: {names}."
    usage_bad_value(word, option) "「{word}」不能作为 {option} 的值。" "“{word}” is no value of {option}."
    usage_values(values) "可用的是：{values}。" " Known are: {values}."
    usage_conflict(one, other) "{one} 与 {other} 不能同时使用。" "{one} and {other} can't stand together."
    usage_no_value(option) "{option} 后面要有值。" "{option} needs a value."
    usage_twice(option) "{option} 只能写一次。" "{option} can be given once only."
    usage_utf8() "参数不是合法的 UTF-8 文本。" "an argument is not valid UTF-8."
    usage_other() "命令行看不懂。" "the command line can't be understood."
    usage_more(command) "用法见：{command} --help" " See: {command} --help"
    usage_bad_weight(number, why) "--by 的第 {number} 个权重不对：{why}" "weight {number} of --by is wrong: {why}"

    // check and verify.
    check_ok(file, format) "{file}：正确（{format}）。" "{file}: correct ({format})."
    check_ok_warned(file, format, count) "{file}：正确（{format}），有 {count} 处提醒。" "{file}: correct ({format}), with {count} to look at."
    check_bad(file, count) "{file}：有 {count} 处错误。" "{file}: {count} found wrong."
    verify_ok(lines, needs, gifts) "方案通过复核：合规、付得起、按次序、无遗漏（核对了 {lines} 笔安排、{needs} 项需求、{gifts} 笔捐赠）。" "The plan holds: lawful, affordable, greedy, complete ({lines} lines, {needs} needs, {gifts} gifts checked)."
    verify_bad(count) "方案没有通过复核：有 {count} 处不符。" "The plan does not hold: {count} found wrong."
    verify_minimum() "最低安排额没有核对：需求超过 2,000 项。" "Minimum grants were not checked: there are more than 2,000 needs."

    // code.
    code_ok(code, kind) "{code}  {kind}  正确" "{code}  {kind}  correct"
    code_ok_named(code, kind, name) "{code}  {kind}  正确  {name}" "{code}  {kind}  correct  {name}"
    code_bad(code, kind, why) "{code}  {kind}  有误：{why}" "{code}  {kind}  wrong: {why}"
    kind_division() "区划代码" "division code"
    kind_credit() "统一社会信用代码" "credit code"
    kind_id() "身份证号" "ID number"
    kind_filing() "备案编号" "filing number"
    code_doubt() "（其中的统一社会信用代码校验位不符，请核对）" " (the check character of the credit code in it does not fit; look at it)"

    // The report on a plan.
    report_checked(name, day, needs, gifts) "「{name}」（{day}）：{needs} 项需求、{gifts} 笔捐赠，核对无误。" "{name} ({day}): {needs} needs and {gifts} gifts, checked and correct."
    report_warnings(count) "有 {count} 处提醒，见 bangfu check。" "{count} to look at; see bangfu check."
    report_headline(received, granted, count, met) "收到款项 {received} 元，安排 {granted} 元，用于 {count} 项资金需求，其中 {met} 项完全满足。" "{received} yuan were received and {granted} granted to {count} needs of money, {met} of which are fully met."
    report_held(overhead, reserve, held) "其余：管理费 {overhead} 元、储备 {reserve} 元、留存待用 {held} 元。" "Of the rest, {overhead} are overhead, {reserve} reserve, and {held} are held."
    report_announced_least(amount) "现场公布的总额是 {amount} 元以上（含物资作价），只是下限，不参加计算。" "The sum announced, more than {amount} yuan with goods at value, is a lower bound and is not calculated with."
    report_verified() "方案已经独立复核：合规、付得起、按次序、无遗漏。" "The plan was verified independently: lawful, affordable, greedy, complete."

    title_villages() "各地（资金，元）" "By place (money, yuan)"
    title_projects() "各项目（资金，元）" "By project (money, yuan)"
    title_items() "物资（按品种）" "Goods, by item"
    title_held() "留存的捐赠及原因" "What was held back, and why"
    title_bottlenecks() "资金需求为什么有缺口" "What holds needs down"
    title_explained() "举一例说明" "One need explained"
    title_next() "下一步" "What to do next"

    column_place() "地方" "place"
    column_project() "项目" "project"
    column_needs() "需求数" "needs"
    column_asked() "需要" "asked"
    column_already() "已有" "had"
    column_granted() "安排" "granted"
    column_short() "缺口" "short"
    column_item() "品种" "item"
    column_unit() "单位" "unit"
    column_received() "收到" "received"
    column_held() "留存" "held"
    column_gift() "捐赠" "gift"
    column_donor() "捐赠人" "donor"
    column_why() "原因" "why"
    column_bottleneck() "编号" "id"
    column_members() "需求" "needs"
    total() "合计" "total"
    no_project() "（未列项目）" "(no project)"
    donor_anonymous() "匿名" "anonymous"
    donor_alias() "化名" "under an alias"
    donor_individual() "个人" "an individual"
    cap_full(names) "封顶已满：{names}" "cap full: {names}"
    gifts_used_up() "可用的捐赠已用完" "gifts used up"
    gifts_used_up_with(ids) "可用的捐赠已用完（连同 {ids}）" "gifts used up (with {ids})"
    ids_and_more(ids, all, more) "{ids} 等 {all} 项" "{ids} +{more}"
    rows_more(count) "另有 {count} 行" "{count} more"
    no_end() "不限" "no end"
    unknown_share(count) "另有数量未知或不限的需求 {count} 项，未计入需要。" "{count} needs of unknown or unlimited quantity are not counted as asked."

    // import.
    progress(file) "读取 {file}" "reading {file}"
    import_suggested(value) "建议：{value}" "suggested: {value}"
    fix_head(file, repairs, marked) "已写好 {file}：改好 {repairs} 个单元格，标出 {marked} 个存疑的单元格；原文件没有动。改了什么见「修改记录」。" "{file} was written: {repairs} cells were put right, {marked} in doubt are marked. The original is as it was. The sheet 修改记录 says what was changed."
    fix_one_file() "--fix 一次只改一个表格文件。" "--fix takes one sheet at a time."
    fix_into_stdout() "--fix 要写成文件，不能用标准输出（-）。" "--fix writes a file, not standard output (-)."
    fix_over_itself() "--fix 不能写到原文件上；请换一个文件名。" "--fix does not write over the original; name another file."
    import_head(added, changed, same, differs) "将新增 {added} 项，改动 {changed} 项；已有 {same} 项相同，{differs} 项不同（保留原样）。" "{added} would be added, {changed} changed; {same} are there already, {differs} are there with other content and stay as they are."
    import_hold(count, tag) "其中 {count} 笔捐赠的备注看不明白，先挂起（限定为「{tag}」），由人改定后才会动用。" "The remarks of {count} gifts are not clear: they are put on hold (restricted to {tag}) and used only once a person has decided."
    import_agrees(file, rows, total) "{file}：{rows} 行相加正好等于合计 {total} 元。" "{file}: {rows} rows sum to the stated total of {total} yuan exactly."
    import_disagrees(file, cell, stated, summed) "{file}：{cell} 的合计写的是 {stated} 元，各行相加是 {summed} 元。" "{file}: the total at {cell} says {stated} yuan, the rows sum to {summed}."
    import_written(file) "已写入 {file}。下一步：bangfu check {file}" "{file} was written. Next: bangfu check {file}"
    import_nothing(file) "{file} 没有变化。" "{file} stays as it is."
    import_not_written(file) "没有写入 {file}。确认无误后加 --yes 再运行。" "{file} was not written. Run again with --yes once all of it is right."
    import_into_stdin() "--into 要写回原处，不能用标准输入（-）；请给出文件名。" "--into is written back, so it can't be standard input (-); name a file."
    import_changed() "这份文件在导入期间被别人改过，没有写入；请重新运行。" "the file was changed by somebody else meanwhile, and was not written; run again."
    import_ask() "写入吗？[y/N]" "Write it? [y/N]"
    title_changes() "变动" "Changes"
    title_other_content() "已有但内容不同" "There with other content"
    title_remarks() "备注读作什么" "What remarks are taken to mean"
    title_kept_out() "没有导入的行" "Rows that are not imported"
    title_doubts() "请核对" "To look at"
    title_notes() "说明" "Notes"
    column_list() "清单" "List"
    column_added() "新增" "Added"
    column_changed() "改动" "Changed"
    column_unchanged() "相同" "Same"
    column_differs() "不同" "Differs"
    import_remark(gifts, money, words) "{gifts} 笔，{money} 元；依据：{words}" "{gifts}, {money} yuan; it rests on: {words}"
    import_no_words() "（没有）" "nothing"
    import_part(money, meaning) "{money} 元{meaning}" "{money} {meaning}"
    import_unclear(doubt) "挂起：{doubt}" "on hold: {doubt}"
    import_unclear_but(doubt, meaning) "挂起：{doubt}；看得出的是{meaning}" "on hold: {doubt}; what can be made out is {meaning}"

    // export.
    list_gap() "、" ", "
    export_only(option, target) "{option} 只用于 {target}。" "{option} is for {target} only."
    export_stdout(count) "标准输出只能写一个文件，这里有 {count} 个；请用 --list 选一份清单，或给出目录。" "standard output takes one file, and there are {count}; choose a list with --list, or name a directory."
    export_written(file, parts) "已写入 {file}：{parts}。" "{file} was written: {parts}."
    export_part(name, rows) "{name} {rows} 行" "{name}, {rows} rows"
    export_left(why, what) "没有写进去的（{why}）：{what}。" "Left out ({why}): {what}."
    export_plan_wanted() "--list plan 要同时用 --plan 给出方案文件。" "--list plan wants a plan: name it with --plan."
    template_written(file) "空表已写入 {file}。填好以后：bangfu import {file} --into 活动.json" "The empty sheet is in {file}. Once it is filled in: bangfu import {file} --into programme.json"
    // Import of text.
    text_head(file, encoding, count) "{file}：{encoding} 文本，修复 {count} 处。" "{file}: text in {encoding}, {count} repairs."
    text_head_guessed(file, encoding, count) "{file}：推测为 {encoding} 文本，修复 {count} 处；若见乱码，请另存为 UTF-8。" "{file}: text that seems to be in {encoding}, {count} repairs; save it as UTF-8 if it reads wrongly."
    text_proposed(count, certain) "提出 {count} 条，其中 {certain} 条确切。提议不是事实：选取后才会放入活动文件。" "{count} proposals, {certain} of them certain. A proposal is no fact: what you accept is put into the programme."
    text_restored(file) "修复后的文本已写入 {file}。" "The repaired text is in {file}."
    text_next(file) "选取提议：bangfu import {file} --kind text --into my.json --accept certain（或编号，如 1,3,5-9）" "To accept: bangfu import {file} --kind text --into my.json --accept certain (or numbers, such as 1,3,5-9)"
    fix_of_sheets() "--fix 只用于表格；文稿用 --restored。" "--fix is for sheets; for a text there is --restored."
    text_one_file() "--kind text 一次读一份文本。" "--kind text reads one file at a time."
    text_only(option) "{option} 只用于 --kind text。" "{option} is for --kind text only."
    text_alone() "--restored - 只打印修复后的文本，不能与 --into 或 --json 同用。" "--restored - prints the repaired text alone, and can't stand with --into or --json."
    title_repairs(count) "修复（{count} 种）" "Repairs ({count} kinds)"
    title_proposals() "提议" "Proposals"
    column_damage() "问题" "what"
    column_from() "原为" "was"
    column_to() "改为" "is"
    column_times() "次数" "times"
    column_first() "首见（行:列）" "first (line:col)"
    column_number() "编号" "no."
    column_kind() "类别" "kind"
    column_value() "内容" "value"
    column_says() "角色、依据" "roles, words"
    column_sure() "把握" "sure"
    column_source() "原文位置" "source"
    force_stated(force) "{force}（写明）" "{force} (stated)"
    force_inferred(force) "{force}（推断）" "{force} (inferred)"

    // compare.
    compare_head(before, after, day, other) "比较两份方案：原方案「{before}」（{day}），新方案「{after}」（{other}）。" "Two plans compared: the first of {before} ({day}), the second of {after} ({other})."
    compare_same(count) "两份方案的资金安排相同（{count} 项需求）。" "Both plans grant the same money to each need ({count} needs)."
    compare_money(gains, gained, losses, lost, same) "资金：{gains} 项需求多得 {gained} 元，{losses} 项少得 {lost} 元，{same} 项不变。" "Money: {gains} gain {gained} yuan, {losses} lose {lost} yuan, {same} are granted the same."
    compare_item(item, gains, gained, losses, lost, same) "{item}：{gains} 项需求多得 {gained}，{losses} 项少得 {lost}，{same} 项不变。" "{item}: {gains} gain {gained}, {losses} lose {lost}, {same} are granted the same."
    compare_silent(items) "物资没有变化：{items}。" "Nothing differs for the items {items}."
    title_totals() "合计（元；物资按品种计数）" "Totals (yuan; goods are counted)"
    title_gains(of) "多得的：{of}" "Who gains: {of}"
    title_losses(of) "少得的：{of}" "Who loses: {of}"
    title_otherwise(of) "安排不变、情况有变的：{of}" "Granted the same, but standing otherwise: {of}"
    title_gifts_differ(of) "有变化的捐赠：{of}" "Gifts that differ: {of}"
    title_why() "变化最大的几项，原因" "Why, for the largest changes"
    of_money() "资金（元）" "money (yuan)"
    column_of() "对象" "of"
    column_sum() "项目" "sum"
    column_before() "原方案" "before"
    column_after() "新方案" "after"
    column_more() "增减" "change"
    column_need() "需求" "need"
    column_level() "达到" "level"
    column_used() "已用" "used"
    column_state() "状态" "state"
    overhead() "管理费" "overhead"
    reserve() "储备" "reserve"
    then_now(before, after) "由{before}到{after}" "{before} to {after}"
    clauses_gap() "；" "; "
    why_need(need, why) "{need}：{why}。" "{need}: {why}."

    // fairness.
    fair_head(needs, met, short, zero) "{needs} 项资金需求：{met} 项完全满足，{short} 项部分满足，{zero} 项没有着落。" "Of {needs} needs of money {met} are fully met, {short} in part, {zero} not at all."
    fair_level(covered, required, percent, level) "需要的 {required} 元中有了 {covered} 元：{percent}（{level}）。" "They have {covered} of the {required} yuan they ask for: {percent} ({level})."
    fair_lowest(tier, percent, count, first) "第 {tier} 层级最低的是 {percent}（{count} 项，如 {first}）。" "The lowest in tier {tier} stands at {percent} ({count} of them, {first} first)."
    fair_no_caps() "没有分组封顶。" "There are no caps on groups."
    fair_price(without, price) "不设分组封顶可安排 {without} 元：封顶的代价是 {price} 元。" "Without caps on groups {without} yuan would be granted: the caps cost {price} yuan."
    fair_greatest(greatest, less) "在这些封顶之下，不论分给谁，最多可安排 {greatest} 元；公平的方案比它少 {less} 元。" "Under these caps at most {greatest} yuan could be granted, whoever got them; the plan stays {less} yuan below."
    fair_crossing() "这些封顶互相交叉，最多能安排多少没有计算。" "These caps cross; the most that could be granted under them is not computed."
    fair_moved(rises, up, falls, down) "那时 {rises} 项需求共多得 {up} 元，{falls} 项共少得 {down} 元。" "{rises} needs would then gain {up} yuan together, and {falls} lose {down}."
    title_tiers() "各层级（资金，元）" "By tier (money, yuan)"
    title_counties() "各县（资金，元）" "By county (money, yuan)"
    title_categories() "各类别（资金，元）" "By category (money, yuan)"
    title_forces() "各帮扶力量的捐赠（资金，元）" "By the force of the gifts that pay (money, yuan)"
    title_caps() "分组封顶及其代价（元）" "Caps on groups, and what they cost (yuan)"
    column_tier() "层级" "tier"
    column_county() "县" "county"
    column_category() "类别" "category"
    column_force() "力量" "force"
    column_share() "占比" "share"
    column_cap() "封顶" "cap"
    column_max() "上限" "most"
    column_covered() "已有和安排" "covered"
    column_met() "满足" "met"
    column_part() "部分" "in part"
    column_zero() "无" "none"
    column_lowest() "最低" "lowest"
    column_gifts() "捐赠数" "gifts"
    column_down() "受压需求" "held down"
    column_by() "少得" "by"
    column_alone() "单独的代价" "cost alone"
    force_none() "（未注明）" "(none named)"

    held_nothing() "没有留存。" "Nothing is held."
    bottlenecks_none() "没有缺口。" "No need is held down."
    next_try() "把这套文件和方案存下来：\n    bangfu demo --out wanyuan" "Keep the programme and the plan:\n    bangfu demo --out wanyuan"
    next_written(dir) "文件和方案已写入 {dir}：" "Programme and plan are in {dir}:"
    next_explain(plan, programme, need) "    bangfu explain {plan} --programme {programme} --need {need}" "    bangfu explain {plan} --programme {programme} --need {need}"
    next_verify(plan, programme) "    bangfu verify {plan} --programme {programme}" "    bangfu verify {plan} --programme {programme}"
    next_then() "然后逐项询问原因，或请别人复核：" "Then ask why, need by need, or let somebody verify it:"
    next_own() "换成自己的文件，先核对，再分配：\n    bangfu check my.json\n    bangfu allocate my.json --out plan.json" "Take your own programme; check it, then allocate:\n    bangfu check my.json\n    bangfu allocate my.json --out plan.json"
    plan_written(path) "方案已写入 {path}。" "The plan is in {path}."
}

/// Why the system did not read or write, in the reader's language where it is
/// one of the usual reasons.
pub(crate) fn io_reason(lang: Lang, error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => io_not_found(lang),
        ErrorKind::PermissionDenied => io_denied(lang),
        ErrorKind::IsADirectory => io_directory(lang),
        kind => io_other(lang, kind),
    }
}

/// What a list of a programme is called.
pub(crate) fn list_name(lang: Lang, list: &str) -> &str {
    match (lang, list) {
        (Lang::Zh, "gifts") => "捐赠",
        (Lang::Zh, "needs") => "需求",
        (Lang::Zh, "projects") => "项目",
        (Lang::Zh, "resources") => "资源",
        (Lang::Zh, "organisations") => "机构和个人",
        (Lang::Zh, "event") => "活动",
        (Lang::Zh, "items") => "物资品种",
        (Lang::Zh, "places") => "地方",
        (_, other) => other,
    }
}

/// What a text was repaired of.
pub(crate) fn repair_kind(lang: Lang, kind: RepairKind) -> &'static str {
    match (lang, kind) {
        (Lang::Zh, RepairKind::Invisible) => "不可见字符",
        (Lang::Zh, RepairKind::Annotation) => "夹注拼音",
        (Lang::Zh, RepairKind::ShiftedBytes) => "字节错位",
        (Lang::Zh, RepairKind::Traditional) => "繁体",
        (Lang::Zh, RepairKind::FullWidth) => "全角",
        (Lang::Zh, RepairKind::Space) => "空白",
        (Lang::En, RepairKind::Invisible) => "invisible",
        (Lang::En, RepairKind::Annotation) => "reading",
        (Lang::En, RepairKind::ShiftedBytes) => "shifted bytes",
        (Lang::En, RepairKind::Traditional) => "traditional",
        (Lang::En, RepairKind::FullWidth) => "full-width",
        (Lang::En, RepairKind::Space) => "space",
    }
}

/// What kind of fact is proposed.
pub(crate) fn fact_kind(lang: Lang, fact: &Fact) -> &'static str {
    let (zh, en) = match fact {
        Fact::Organisation(_) => ("机构", "organisation"),
        Fact::Force { .. } => ("帮扶力量", "force"),
        Fact::Amount { .. } => ("金额", "amount"),
        Fact::Count { .. } => ("数量", "count"),
        Fact::Project { .. } => ("项目", "project"),
        Fact::List { .. } => ("清单", "list"),
        Fact::Segment { .. } => ("环节", "segment"),
        Fact::Title { .. } => ("活动名称", "title"),
        Fact::Venue { .. } => ("地点", "venue"),
        Fact::Date { .. } => ("日期", "date"),
        Fact::Participant { .. } => ("参加人员", "participant"),
    };
    lang.choose(zh, en)
}

/// What an organisation was. A county's own words are shown as they are.
pub(crate) fn role_name(lang: Lang, role: &str) -> &str {
    match (lang, role) {
        (Lang::Zh, "host") => "主办",
        (Lang::Zh, "organiser") => "承办",
        (Lang::Zh, "co_organiser") => "协办",
        (Lang::Zh, "guidance") => "指导",
        (Lang::Zh, "support") => "支持",
        (Lang::Zh, "lead_unit") => "牵头",
        (Lang::Zh, "placard_donor") => "举牌捐赠",
        (Lang::Zh, "donor") => "捐赠",
        (Lang::Zh, "recipient") => "受赠",
        (Lang::Zh, "signatory") => "签约",
        (Lang::Zh, "attendee") => "参加",
        (Lang::Zh, "supplier") => "供稿",
        (Lang::Zh, "platform") => "依托平台",
        (_, other) => other,
    }
}

/// What an amount is of, or which list is meant.
pub(crate) fn of_name(lang: Lang, of: &str) -> &str {
    match (lang, of) {
        (Lang::Zh, "cash") => "款",
        (Lang::Zh, "goods") => "物",
        (Lang::Zh, "cash_and_goods") => "款物",
        (Lang::Zh, "needs") => "需求清单",
        (Lang::Zh, "projects") => "项目清单",
        (Lang::Zh, "resources") => "资源清单",
        (Lang::En, "cash_and_goods") => "cash and goods",
        (_, other) => other,
    }
}

/// How sure a proposal is.
pub(crate) fn confidence(lang: Lang, confidence: Confidence) -> &'static str {
    match (lang, confidence) {
        (Lang::Zh, Confidence::Certain) => "确切",
        (Lang::Zh, Confidence::Likely) => "很可能",
        (Lang::Zh, Confidence::Doubtful) => "存疑",
        (Lang::En, Confidence::Certain) => "certain",
        (Lang::En, Confidence::Likely) => "likely",
        (Lang::En, Confidence::Doubtful) => "doubtful",
    }
}

/// The text with two spaces before each line.
pub(crate) fn indented(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(|line| format!("  {line}")).collect();
    lines.join("\n")
}

/// The figures of `bangfu bench`, a line each.
pub(crate) fn bench(lang: Lang, figures: &Figures) -> String {
    let Figures {
        needs,
        gifts,
        family,
        seed,
        ..
    } = figures;
    let times = bench_times(
        lang,
        &figures.generate_ms,
        &figures.solve_ms,
        &figures.verify_ms,
        &figures.calibration_ms,
    );
    let work = bench_work(
        lang,
        figures.lines,
        figures.cuts,
        &figures.passes,
        figures.depth,
        figures.phases,
        figures.engine,
    );
    let memory = bench_memory(lang, figures.peak_bytes / (1 << 20), &figures.silence_ms);
    bench_head(lang, needs, gifts, family, seed) + "\n" + &times + &memory + &work
}

phrases! {
    bench_places()
    "应为升序的十二位村级代码，每行一个"
    "twelve-digit village codes are wanted, ascending, one a line"
    bench_head(needs, gifts, family, seed)
    "需求 {needs}，捐赠 {gifts}，类型 {family}，种子 {seed}"
    "needs {needs}, gifts {gifts}, family {family}, seed {seed}"
    bench_times(generate, solve, verify, calibration)
    "  编造      {generate} 毫秒\n  分配      {solve} 毫秒\n  复核      {verify} 毫秒\n  标尺      {calibration} 毫秒\n"
    "  generate     {generate} ms\n  solve        {solve} ms\n  verify       {verify} ms\n  calibration  {calibration} ms\n"
    bench_memory(peak, silence)
    "  内存峰值  {peak} MiB（输入之外）\n  最长静默  {silence} 毫秒（取消生效最多等这么久）\n"
    "  peak memory  {peak} MiB beyond the input\n  silence      {silence} ms at most, until a cancelled run stops\n"
    bench_work(lines, cuts, passes, depth, phases, engine)
    "  明细      {lines} 条；割 {cuts} 次，遍历 {passes} 遍，深 {depth} 层，增广 {phases} 轮，引擎 {engine}\n"
    "  records      {lines}; {cuts} cuts, {passes} passes, depth {depth}, {phases} flow phases, engine {engine}\n"
}
