//! The columns of each list, as data.

use super::List;

/// A column: where its value stands in an entry, what it is called, what it
/// holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    /// The keys that lead to it.
    pub(crate) path: &'static [&'static str],
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
    pub(crate) holds: Holds,
    /// In narrow characters.
    pub(crate) width: u16,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// A text: a name, an id, a code, a decimal number.
    Text,
    /// A text that goes over lines.
    Prose,
    /// Texts with 、 between.
    Words,
    /// An amount of money.
    Money,
    /// A whole number.
    Count,
    /// A whole number that stands for this one where it is left out.
    CountOr(u64),
    /// A text that stands for this one where it is left out.
    TextOr(&'static str),
    /// A day.
    Day,
    /// How many units, known or not.
    Quantity,
    /// An assistance force.
    Force,
    /// How a donor wants to appear.
    Publicity,
    /// What a gift is for: `none` in words; anything else is shown only.
    Restriction,
    /// What an id or a code is called; the import goes by the id.
    Shown(Shown),
}

/// What is shown for a person's eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// The name of a place.
    Place,
    /// The names of places.
    Places,
    /// The name of a project.
    Project,
    /// The name of an organisation.
    Organisation,
    /// Who gave, as far as he may be named.
    Donor,
    /// The name of an item.
    Item,
    /// The unit of an item.
    Unit,
}

const fn field(
    path: &'static [&'static str],
    zh: &'static str,
    en: &'static str,
    holds: Holds,
    width: u16,
) -> Field {
    Field {
        path,
        zh,
        en,
        holds,
        width,
    }
}

use Holds::{
    Count, CountOr, Day, Force, Money, Prose, Publicity, Quantity, Restriction, Text, TextOr, Words,
};

const NEEDS: &[Field] = &[
    field(&["id"], "需求编号", "need", Text, 18),
    field(&["place"], "区划代码", "division code", Text, 14),
    field(&["place"], "地点", "place", Holds::Shown(Shown::Place), 18),
    field(&["project"], "项目编号", "project", Text, 16),
    field(
        &["project"],
        "项目",
        "project name",
        Holds::Shown(Shown::Project),
        18,
    ),
    field(&["category"], "类别", "category", Text, 14),
    field(&["tags"], "标签", "tags", Words, 16),
    field(&["tier"], "层级", "tier", CountOr(1), 6),
    field(&["beneficiary"], "受益人编号", "beneficiary", Text, 14),
    field(
        &["money"],
        "需要资金（元）",
        "money asked (yuan)",
        Money,
        17,
    ),
    field(
        &["already"],
        "已有资金（元）",
        "money had (yuan)",
        Money,
        16,
    ),
    field(&["floor"], "保底（元）", "floor (yuan)", Money, 15),
    field(&["cap"], "封顶（元）", "cap (yuan)", Money, 15),
    field(&["goods", "item"], "物资编号", "item", Text, 14),
    field(
        &["goods", "item"],
        "物资",
        "item name",
        Holds::Shown(Shown::Item),
        16,
    ),
    field(
        &["goods", "quantity"],
        "需要数量",
        "quantity asked",
        Quantity,
        11,
    ),
    field(&["already"], "已有数量", "quantity had", Count, 11),
    field(
        &["goods", "item"],
        "计量单位",
        "unit",
        Holds::Shown(Shown::Unit),
        8,
    ),
    field(&["weight"], "权重", "weight", TextOr("1"), 8),
];

const PROJECTS: &[Field] = &[
    field(&["id"], "项目编号", "project", Text, 20),
    field(&["name"], "项目名称", "project name", Prose, 36),
    field(&["category"], "类别", "category", Text, 16),
    field(&["tags"], "标签", "tags", Words, 24),
    field(&["cap"], "封顶（元）", "cap (yuan)", Money, 18),
];

const RESOURCES: &[Field] = &[
    field(&["id"], "资源编号", "resource", Text, 20),
    field(&["organisation"], "提供方编号", "provider", Text, 20),
    field(
        &["organisation"],
        "提供方",
        "provider name",
        Holds::Shown(Shown::Organisation),
        28,
    ),
    field(&["kind"], "资源类别", "kind", Text, 14),
    field(&["what"], "内容", "what", Prose, 44),
    field(&["areas"], "适用地区代码", "area codes", Words, 16),
    field(
        &["areas"],
        "适用地区",
        "areas",
        Holds::Shown(Shown::Places),
        20,
    ),
    field(&["from"], "起始日", "from", Day, 12),
    field(&["to"], "截止日", "to", Day, 12),
];

const GIFTS: &[Field] = &[
    field(&["id"], "捐赠编号", "gift", Text, 18),
    field(&["donor"], "捐赠人编号", "donor", Text, 18),
    field(
        &["donor"],
        "捐赠人",
        "donor name",
        Holds::Shown(Shown::Donor),
        24,
    ),
    field(&["recipient"], "接收机构编号", "recipient", Text, 16),
    field(&["pledge"], "认捐编号", "pledge", Text, 14),
    field(&["received_on"], "到账日期", "received on", Day, 12),
    field(&["money"], "金额（元）", "amount (yuan)", Money, 17),
    field(&["goods", "item"], "物资编号", "item", Text, 14),
    field(
        &["goods", "item"],
        "物资",
        "item name",
        Holds::Shown(Shown::Item),
        16,
    ),
    field(&["goods", "quantity"], "数量", "quantity", Quantity, 10),
    field(
        &["goods", "item"],
        "计量单位",
        "unit",
        Holds::Shown(Shown::Unit),
        8,
    ),
    field(
        &["goods", "best_before"],
        "保质期至",
        "best before",
        Day,
        12,
    ),
    field(
        &["goods", "valuation", "unit_price"],
        "单价（元）",
        "unit price (yuan)",
        Text,
        10,
    ),
    field(&["force"], "帮扶力量", "force", Force, 14),
    field(&["restriction"], "限定用途", "restriction", Restriction, 34),
    field(
        &["overhead", "ceiling"],
        "管理费上限",
        "overhead ceiling",
        Text,
        11,
    ),
    field(&["use_by"], "使用期限", "use by", Day, 12),
    field(&["publicity"], "公示方式", "publicity", Publicity, 9),
];

const ITEMS: &[Field] = &[
    field(&["id"], "物资编号", "item", Text, 22),
    field(&["name"], "物资名称", "item name", Prose, 30),
    field(&["unit"], "计量单位", "unit", Text, 10),
    field(&["pack"], "每包数量", "pack", CountOr(1), 10),
];

pub(super) const fn of(list: List) -> &'static [Field] {
    match list {
        List::Needs => NEEDS,
        List::Projects => PROJECTS,
        List::Resources => RESOURCES,
        List::Gifts => GIFTS,
        List::Items => ITEMS,
    }
}
