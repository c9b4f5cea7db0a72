//! Empty sheets for those who report: with drop-down lists, units, two examples
//! and notes, which the import reads without a mapping.

use bangfu::error::Lang;
use bangfu::time::Date;

use super::error::Unwritten;
use super::notes::Letter;
use super::page::{Cell, Column, Kind, Layout, Page};
use super::xlsx;

/// What a template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// Needs of villages.
    Needs,
    /// Gifts of money, and on a second sheet goods.
    Gifts,
    /// Resources that organisations offer.
    Resources,
}

/// So many rows are framed: two pages of paper. More can be filled in.
const ROOM: u32 = 60;

/// What stands in the first column of a row that is an example.
const EXAMPLE: &str = "示例";

const CATEGORIES: &[&str] = &[
    "养老",
    "教育",
    "医疗",
    "救助",
    "产业",
    "平安",
    "社区",
    "住房",
    "基础设施",
];
const UNITS: &[&str] = &[
    "床", "件", "套", "台", "箱", "袋", "桶", "盒", "瓶", "个", "公斤", "吨", "米", "亩", "头",
    "株",
];
const OFFERS: &[&str] = &["服务", "培训", "志愿者", "岗位", "技术", "场地", "设备使用"];

/// Writes a template as a workbook.
///
/// The labels are Chinese whatever the language, since the import knows them;
/// the notes are in the language asked for. The same template has the same
/// bytes.
///
/// # Errors
///
/// `NOT_A_WORKBOOK`, when the writer of workbooks refuses it.
///
/// # Examples
///
/// ```
/// use bangfu::error::Lang;
/// use bangfu_exchange::workbook::{self, Template};
///
/// let bytes = workbook::template(Template::Needs, Lang::Zh)?;
/// assert!(bytes.starts_with(b"PK"));
/// # Ok::<(), workbook::Unwritten>(())
/// ```
pub fn template(template: Template, lang: Lang) -> Result<Vec<u8>, Unwritten> {
    // A template belongs to no day; a workbook has to name one.
    let day = Date::parse("2000-01-01").map_err(|error| Unwritten::Refused {
        sheet: String::new(),
        reason: error.to_string(),
    })?;
    xlsx(&template_pages(template, lang), day, lang)
}

/// The pages of a template, the notes last.
#[must_use]
pub fn template_pages(template: Template, lang: Lang) -> Vec<Page> {
    let mut pages = match template {
        Template::Needs => vec![needs()],
        Template::Gifts => vec![gifts(), goods()],
        Template::Resources => vec![resources()],
    };
    pages.push(notes(template, lang));
    pages
}

fn column(label: &str, kind: Kind, width: u16) -> Column {
    Column::new(label, kind, width)
}

fn day(text: &str) -> Cell {
    Date::parse(text).ok().into()
}

fn form(
    name: &str,
    file: &'static str,
    title: &str,
    columns: Vec<Column>,
    rows: [Vec<Cell>; 2],
) -> Page {
    let rows = rows.into_iter().map(|mut cells| {
        cells.insert(0, EXAMPLE.into());
        cells
    });
    let mut all = vec![column("序号", Kind::Text, 7)];
    all.extend(columns);
    Page {
        name: name.to_owned(),
        file,
        title: Some(title.to_owned()),
        layout: Layout::Form { rows: ROOM },
        columns: all,
        rows: rows.collect(),
        choices: Vec::new(),
    }
}

/// Gives the column with this label a drop-down list.
fn choosing(mut page: Page, label: &str, words: &[&str]) -> Page {
    let found = page.columns.iter().position(|column| column.label == label);
    if let Some(index) = found {
        let words = words.iter().map(|word| (*word).to_owned());
        page.choices.push((index, words.collect()));
    }
    page
}

fn yuan(yuan: i64) -> Cell {
    bangfu::money::Fen::yuan(yuan).ok().into()
}

fn needs() -> Page {
    let columns = vec![
        column("县", Kind::Text, 10),
        column("乡镇", Kind::Text, 12),
        column("村", Kind::Text, 14),
        column("区划代码（可不填）", Kind::Text, 15),
        column("类别", Kind::Text, 10),
        column("项目名称", Kind::Prose, 18),
        column("需求资金（元）", Kind::Money, 16),
        column("物资名称", Kind::Text, 14),
        column("规格", Kind::Text, 12),
        column("计量单位", Kind::Text, 9),
        column("需求数量", Kind::Count, 10),
        column("备注", Kind::Prose, 24),
    ];
    let place: [Cell; 4] = ["万源市".into(), Cell::Empty, Cell::Empty, Cell::Empty];
    let mut road = place.to_vec();
    road.extend([
        "基础设施".into(),
        "村道硬化".into(),
        yuan(38_000),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        "要钱的需求：填资金，物资各栏空着".into(),
    ]);
    let mut quilts = place.to_vec();
    quilts.extend([
        "养老".into(),
        Cell::Empty,
        Cell::Empty,
        "棉被".into(),
        "1.5 米".into(),
        "床".into(),
        Cell::Count(60),
        "要物的需求：填物资和数量，资金空着；不知道数量写「未知」".into(),
    ]);
    let page = form("需求", "needs", "需求登记表", columns, [road, quilts]);
    let page = choosing(page, "类别", CATEGORIES);
    choosing(page, "计量单位", UNITS)
}

fn gifts() -> Page {
    let columns = vec![
        column("捐赠日期", Kind::Day, 13),
        column("捐赠人", Kind::Text, 30),
        column("捐赠金额（元）", Kind::Money, 18),
        column("备注", Kind::Prose, 46),
    ];
    let rows = [
        vec![
            day("2024-04-02"),
            "某某有限公司".into(),
            yuan(100_000),
            "定向捐赠万源市".into(),
        ],
        vec![day("2024-04-03"), "张某某".into(), yuan(200), Cell::Empty],
    ];
    form("捐款", "gifts", "捐款登记表", columns, rows)
}

fn goods() -> Page {
    let columns = vec![
        column("捐赠日期", Kind::Day, 13),
        column("捐赠单位", Kind::Text, 28),
        column("物资名称", Kind::Text, 18),
        column("规格", Kind::Text, 14),
        column("计量单位", Kind::Text, 10),
        column("捐赠数量", Kind::Count, 12),
        column("备注", Kind::Prose, 34),
    ];
    let rows = [
        vec![
            day("2024-04-02"),
            "某某家纺有限公司".into(),
            "棉被".into(),
            "1.5 米".into(),
            "床".into(),
            Cell::Count(500),
            Cell::Empty,
        ],
        vec![
            day("2024-04-03"),
            "某某药业有限公司".into(),
            "退烧药".into(),
            "24 粒装".into(),
            "盒".into(),
            Cell::Count(1_200),
            "定向捐赠万源市".into(),
        ],
    ];
    let page = form("物资", "goods", "捐赠物资登记表", columns, rows);
    choosing(page, "计量单位", UNITS)
}

fn resources() -> Page {
    let columns = vec![
        column("提供单位", Kind::Text, 28),
        column("资源类别", Kind::Text, 12),
        column("资源内容", Kind::Prose, 44),
        column("适用地区", Kind::Text, 22),
        column("起始日期", Kind::Day, 13),
        column("截止日期", Kind::Day, 13),
    ];
    let rows = [
        vec![
            "某某医院".into(),
            "服务".into(),
            "义诊：每季度一次进村巡诊".into(),
            "万源市".into(),
            day("2024-04-01"),
            day("2024-12-31"),
        ],
        vec![
            "某某大学".into(),
            "志愿者".into(),
            "暑期留守儿童辅导".into(),
            "万源市、宣汉县".into(),
            day("2024-07-01"),
            day("2024-08-31"),
        ],
    ];
    let page = form("资源", "resources", "资源登记表", columns, rows);
    choosing(page, "资源类别", OFFERS)
}

fn notes(template: Template, lang: Lang) -> Page {
    let mut letter = Letter::new(lang);
    letter.say(
        ("怎样填", "每行一项，从示例行下面填起。序号写「示例」的行不导入，可以删掉，也可以留着。不要改表头，不要合并单元格。填多少行都行，超出框线的行也会读到。"),
        ("How to fill it in", "One row each, below the examples. A row whose 序号 says 示例 is not imported; delete it or leave it. Leave the header as it is and merge no cells. Rows beyond the frame are read as well."),
    );
    letter.say(
        ("怎样导入", "bangfu import 本表.xlsx --into 活动.json，不需要对照文件。先显示会新增什么，确认后才写入。"),
        ("How to import it", "bangfu import THIS.xlsx --into programme.json, without a mapping. It shows what would be added and writes only when you agree."),
    );
    letter.say(
        ("日期", "写成 2024-04-02 这样。"),
        ("Days", "Write them like 2024-04-02."),
    );
    letter.say(
        ("下拉列表", "类别、单位可以从下拉列表里选；列表里没有的，直接写。"),
        ("Lists", "Choose categories and units from the lists, or write others where they have none that fits."),
    );
    match template {
        Template::Needs => {
            letter.say(
                ("地点", "县写全名；填了村，就要与活动文件里登记的村名一致。有 12 位区划代码时，填代码即可，县、乡镇、村可以不填。"),
                ("Place", "The county by its full name; a village by the name that the programme has for it. With the 12-digit code the names may be left out."),
            );
            letter.say(
                ("资金和物资", "一行只写一种：要钱的填需求资金（元），要物的填物资名称、计量单位和需求数量。没有人知道数量时写「未知」，不要写 1；有多少要多少写「不限」。"),
                ("Money or goods", "One of both in a row: money in yuan, or goods with unit and quantity. Where nobody knows how many, write 未知 and not 1; 不限 is as many as there are."),
            );
        }
        Template::Gifts => {
            letter.say(
                ("金额", "以元为单位，写到分，如 1386000.00。只写到账的；认捐和承诺不是捐款。"),
                ("Amount", "In yuan with two decimals, such as 1386000.00. Only what has arrived: pledges are no gifts."),
            );
            letter.say(
                ("备注", "捐赠人指定用途的，写在备注里，如「定向捐赠万源市」；读不明白的会先挂起，由人改定。"),
                ("Remark", "What the donor restricts it to, such as 定向捐赠万源市. What is not clear is put on hold until a person decides."),
            );
            letter.say(
                ("捐赠人", "导入时个人姓名换成代号，除非写 --keep-names。"),
                (
                    "Donors",
                    "Names of individuals become numbers on import, unless --keep-names is given.",
                ),
            );
        }
        Template::Resources => {
            letter.say(
                ("资源", "既不是钱也不是可数的物资，如义诊、培训、志愿服务。"),
                ("Resources", "What is neither money nor goods that are counted, such as consultations, training, volunteers."),
            );
            letter.say(
                ("适用地区", "县的全名或区划代码，几个用顿号隔开；不填就是各地都可用。"),
                ("Areas", "Counties by their full names, or division codes, with 、 between; none means everywhere."),
            );
        }
    }
    letter.page()
}
