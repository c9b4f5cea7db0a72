//! bangfu's own sentences in an export, in both languages.

use bangfu::error::Lang;
use bangfu::registry::Id;

use super::award::{Award, Donors};
use super::desk::{Desk, Listed};

/// So many donors are named one by one; the rest is counted.
const DONORS: usize = 20;

/// A name for what is awarded where: `思源工程 · 示例一村`.
pub(super) fn title(purpose: &str, place: &str) -> String {
    format!("{purpose} · {place}")
}

/// What stands for an individual who benefits.
pub(super) const fn individual_recipient(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "个人受益人",
        Lang::En => "Individual recipient",
    }
}

/// What a donor is called who is not named.
pub(super) const fn unnamed(lang: Lang, person: bool) -> &'static str {
    match (lang, person) {
        (Lang::Zh, true) => "个人捐赠人（不具名）",
        (Lang::Zh, false) => "捐赠单位（不具名）",
        (Lang::En, true) => "Individual donor, not named",
        (Lang::En, false) => "Organisation, not named",
    }
}

/// Whose gifts pay: those that are named, and whether there are others.
fn donors(desk: &mut Desk<'_>, donors: &Donors<'_>) -> String {
    let lang = desk.lang;
    let named = donors.named.iter().take(DONORS);
    let mut words: Vec<String> = named
        .map(|(&index, &row)| desk.organisation_name(Listed { index, row }))
        .collect();
    let more = donors.named.len().saturating_sub(DONORS);
    if more > 0 {
        words.push(match lang {
            Lang::Zh => format!("另有 {more} 个单位"),
            Lang::En => format!("{more} more organisations"),
        });
    }
    for (present, person) in [(donors.organisations, false), (donors.persons, true)] {
        if present {
            words.push(unnamed(lang, person).to_owned());
        }
    }
    match lang {
        Lang::Zh => words.join("、"),
        Lang::En => words.join(", "),
    }
}

/// What a grant is, in a sentence.
pub(super) fn award<'a>(desk: &mut Desk<'a>, award: &Award<'a>) -> String {
    let place = desk.spot(award.need.row).name;
    let purpose = desk.purpose(award.need);
    let charity = desk.organisation_name(award.charity);
    let donors = donors(desk, &award.donors);
    let mut text = match desk.lang {
        Lang::Zh => {
            format!("{charity}按分配方案分给{place}的「{purpose}」需求；捐赠方：{donors}。")
        }
        Lang::En => format!(
            "Allocated by {charity} to the need “{purpose}” of {place}, from gifts of: {donors}."
        ),
    };
    if let (Some(units), Some(item)) = (award.units, award.need.row.item()) {
        if desk.lang == Lang::En {
            text.push(' ');
        }
        text.push_str(&goods(desk, units, item));
    }
    text
}

/// That something is goods, and how they were valued.
pub(super) fn goods(desk: &mut Desk<'_>, units: u64, item: &Id) -> String {
    let (name, unit) = desk.item(item);
    match desk.lang {
        Lang::Zh => format!("实物：{name} {units} {unit}，金额为作价。"),
        Lang::En => format!("In kind: {units} {unit} of {name}; the amount is their valuation."),
    }
}

/// What the file is.
pub(super) fn file(lang: Lang, programme: &str, day: &str) -> String {
    match lang {
        Lang::Zh => format!("「{programme}」{day} 的分配方案"),
        Lang::En => format!("Allocation plan of “{programme}”, {day}"),
    }
}

/// What a programme is as an activity.
pub(super) fn programme(lang: Lang, name: &str, day: &str) -> String {
    match lang {
        Lang::Zh => format!("「{name}」收到的认捐和捐赠，截至 {day}；分配见下级项目。"),
        Lang::En => format!(
            "Pledges to and gifts for “{name}” up to {day}; what was allocated stands in the activities below it."
        ),
    }
}

/// What a project is as an activity.
pub(super) fn project(lang: Lang, name: &str, needs: usize, places: usize) -> String {
    match (lang, needs, places) {
        (Lang::Zh, ..) => format!("「{name}」：{places} 个地方的 {needs} 项需求。"),
        (Lang::En, 1, _) => format!("“{name}”: one need."),
        (Lang::En, _, 1) => format!("“{name}”: {needs} needs of one place."),
        (Lang::En, ..) => format!("“{name}”: {needs} needs of {places} places."),
    }
}
