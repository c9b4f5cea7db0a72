//! The page that says how to read the others.

use bangfu::error::Lang;
use bangfu::finding::Finding;
use bangfu::{Plan, Programme, Rules};

use super::page::{Cell, Column, Kind, Layout, Page};
use crate::form::NOTES_MARK;
use crate::sound::{of_these_rules, of_this_input};

/// Rows of a letter: what each speaks of, and what it says of it.
pub(super) struct Letter {
    lang: Lang,
    rows: Vec<Vec<Cell>>,
}

impl Letter {
    pub(super) const fn new(lang: Lang) -> Self {
        Self {
            lang,
            rows: Vec::new(),
        }
    }

    /// Adds a row in the reader's language.
    pub(super) fn say(&mut self, zh: (&str, &str), en: (&str, &str)) {
        let (head, text) = self.lang.choose(zh, en);
        let mark = if self.rows.is_empty() { NOTES_MARK } else { "" };
        let cells = [head, text, mark];
        self.rows.push(cells.map(Cell::text).to_vec());
    }

    pub(super) fn page(self) -> Page {
        Page {
            name: self.lang.choose("说明", "Notes").to_owned(),
            file: "notes",
            title: None,
            layout: Layout::Letter,
            columns: vec![
                Column::new("", Kind::Text, 18),
                Column::new("", Kind::Prose, 78),
                Column::new("", Kind::Data, 14),
            ],
            rows: self.rows,
            choices: Vec::new(),
        }
    }
}

/// The notes of an export: `plan` with its rules where there is one, `lists` whether there are
/// lists, and what is left out.
#[must_use]
pub fn notes(
    programme: &Programme,
    plan: Option<(&Plan, &Rules)>,
    lists: bool,
    left: &[Finding],
    lang: Lang,
) -> Page {
    let mut letter = Letter::new(lang);
    let name = programme.name().unwrap_or(programme.id().as_str());
    let (id, day) = (programme.id(), programme.as_of());
    letter.say(
        ("来历", &format!("由 bangfu 从活动「{name}」（编号 {id}，方案日 {day}）导出。同一份活动导出的内容逐字节相同。")),
        ("Origin", &format!("Written by bangfu from the programme {name} ({id}, as of {day}). The same programme gives the same bytes.")),
    );
    letter.say(
        ("金额", "以元为单位，精确到分。超过 15 位数字的金额写成文字，因为电子表格只保留 15 位；一列的合计超过 15 位时，合计也写成文字，由 bangfu 计算，不是公式。"),
        ("Amounts", "In yuan, exact to the fen. An amount of more than 15 digits is text, since a spreadsheet keeps no more; so is the sum of a column that comes to more: bangfu has computed it, and it is no formula."),
    );
    letter.say(
        ("合计", "其余合计是公式，单元格里已存有 bangfu 算出的结果；重新计算，结果到分不变。筛选不影响合计。"),
        ("Sums", "All other sums are formulas that hold what bangfu computed; computed anew they come to the same fen. Filters don't change them."),
    );
    letter.say(
        ("文字", "除合计外没有公式。以 = + - @ 开头的文字就是文字。csv 文件里，这样的文字前面有一个撇号（'），导回时去掉。"),
        ("Text", "Nothing but sums is a formula: a text that begins with = + - @ is text. In csv files such a text has an apostrophe (') in front, which the import takes off."),
    );
    letter.say(
        ("代码和编号", "都是文字，前面的 0 和 18 位代码完整保留。用 Excel 直接打开 csv，会把长代码、0012、1E5、4/5 这样的文字变成数字或日期；请用「数据—从文本」并把这些列设为文本，或改用 xlsx。"),
        ("Codes and ids", "Are text, with leading zeros and all 18 digits. Excel makes numbers or days of long codes, 0012, 1E5 or 4/5 when it opens a csv file directly: import it with these columns as text, or use xlsx."),
    );
    if lists {
        lists_of(&mut letter);
    }
    if let Some(plan) = plan {
        plan_of(&mut letter, programme, plan);
    }
    if !left.is_empty() {
        let keys = left.iter().map(Finding::pointer);
        let keys: Vec<_> = keys.collect();
        let keys = keys.join(lang.choose("、", ", "));
        letter.say(
            ("不在表格里的", &format!("活动文件里的这些部分不在表格里，导入时以活动文件里的为准：{keys}")),
            ("Not in here", &format!("These parts of the programme are in no sheet; an import keeps what the programme says: {keys}")),
        );
    }
    letter.page()
}

fn lists_of(letter: &mut Letter) {
    letter.say(
        ("内部使用", "清单里有捐赠人、受益人和资源提供方的编号，个人和要求匿名的捐赠人也在内；清单供本单位工作用，不供公布。要公布，请用 --to 360giving、iati 或 hxl。"),
        ("For the office", "The lists hold the ids of donors, beneficiaries and who provides resources, of individuals and of donors who asked to stay anonymous, too. They are for the office's own work and not for publication. To publish, use --to 360giving, iati or hxl."),
    );
    letter.say(
        ("导回", "需求、项目、资源、捐赠、物资品种各页改过以后可以导回：bangfu import 文件 --into 活动.json --overwrite。行按编号对应，次序不限；新添的行要有编号；删掉的行不会从活动里删除。"),
        ("Importing again", "Needs, projects, resources, gifts and items can be changed and imported: bangfu import FILE --into programme.json --overwrite. Rows are known by their ids, in any order; a new row wants an id; deleting a row deletes nothing."),
    );
    letter.say(
        ("只供阅读的列", "地点、项目名称、机构名称、捐赠人、物资名称和单位、限定用途这些文字由编号和代码得出，导入时不看。要改，请改编号和代码；限定用途请在活动文件里改。改动了这些文字的行不导入，并会指出来。"),
        ("Read-only columns", "Names of places, projects, organisations, donors and items, units and restrictions follow from ids and codes, and the import does not go by them. Change the ids and codes; change restrictions in the programme. A row in which such a text was changed is not imported, and that is said."),
    );
    letter.say(
        ("最后一列", "灰色的最后一列保存其他列写不下的内容（如限定用途的数据），请勿改动。打印时不印出。"),
        ("The last column", "The grey last column holds what the others can't, such as the data of a restriction. Leave it as it is; it is not printed."),
    );
    letter.say(
        ("数量", "「未知」是没有人知道，不是 0 或 1；「≥500」是至少 500；「不限」是有多少要多少。"),
        ("Quantities", "“unknown” is what nobody knows, and neither 0 nor 1; “≥500” is 500 or more; “unlimited” is as many as there are."),
    );
}

fn plan_of(letter: &mut Letter, programme: &Programme, (plan, given): (&Plan, &Rules)) {
    let (engine, rules) = (&plan.engine, &plan.rules);
    letter.say(
        ("方案", &format!("由 {engine} 按规则「{rules}」做出。活动校验值 {}，规则校验值 {}。方案各页只供阅读和打印，不能导入。", plan.input_hash, plan.rules_hash)),
        ("The plan", &format!("Made by {engine} under the rules {rules}. Hash of the programme {}, of the rules {}. The sheets of the plan are for reading and printing and are not imported.", plan.input_hash, plan.rules_hash)),
    );
    if !of_this_input(programme, plan) {
        letter.say(
            (
                "提醒",
                "方案的校验值与活动文件不一致：方案可能是活动改动之前做的。",
            ),
            (
                "Note",
                "The plan's hash is not that of the programme: it may be older than it.",
            ),
        );
    }
    if !of_these_rules(given, plan) {
        letter.say(
            (
                "提醒",
                "方案的规则校验值与给出的规则不一致：方案可能是按另外的规则做的，封顶的说明未必是当时的。",
            ),
            (
                "Note",
                "The plan's hash of rules is not that of the rules given: it may be made with others, and what is said of caps need not be those.",
            ),
        );
    }
    letter.say(
        ("达到", "（此前已有 ＋ 本次安排）÷ 需要：分数是确切值，百分数舍去到千分之一，不满就不会写成 100 %。"),
        ("Level", "(had + granted) ÷ asked: the fraction is exact; the percentage is rounded down to a tenth, so what is not full never reads 100 %."),
    );
    letter.say(
        ("为何不再多", "逐项说明用 bangfu explain 方案.json --programme 活动.json --need 编号。缺口编号相同的需求，用的是同一批已经用完的捐赠，或在同一个已满的封顶之内，见「缺口」页。"),
        ("Why no more", "For a whole explanation: bangfu explain plan.json --programme programme.json --need ID. Needs of one bottleneck rest on the same gifts, which are used up, or on the same full caps; see Bottlenecks."),
    );
    letter.say(
        ("捐赠人", "各页不写个人的姓名；方案各页也不写要求匿名或用化名的捐赠人。"),
        ("Donors", "No sheet names individuals; those of the plan don't name donors who asked to stay anonymous or under an alias either."),
    );
}
