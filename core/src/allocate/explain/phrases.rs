//! Every sentence of an explanation, in Chinese and in English side by side.
//!
//! A row is a function: its name, what it is told, and both texts. A sentence
//! that stood in one language only would not compile.

use crate::error::{Lang, phrases};

phrases! {
    // Amounts and lists.
    yuan(amount) "{amount} 元" "{amount} yuan"
    units(count, unit) "{count} {unit}" "{count} units"
    comma() "、" ", "
    sentence_gap() "" " "

    // Who and what.
    need_of_project(id, place, project, tier)
        "{place}「{project}」项目的需求 {id}（第 {tier} 层级）"
        "Need {id} of {place} in the project {project} (tier {tier})"
    need_of_category(id, place, category, tier)
        "{place}「{category}」类的需求 {id}（第 {tier} 层级）"
        "Need {id} of {place}, category {category} (tier {tier})"
    gift_of(id, donor) "{donor}的捐赠 {id}" "gift {id} from {donor}"
    gift_anonymous(id) "匿名捐赠 {id}" "the anonymous gift {id}"
    gift_alias(id) "化名捐赠 {id}" "the gift {id} under an alias"
    gift_individual(id) "个人捐赠 {id}" "gift {id} from an individual"
    part(gift, number) "{gift} 的第 {number} 部分" "part {number} of {gift}"

    matching(gift, trigger)
        "{gift} 为{trigger} 配捐的部分"
        "the part of {gift} that matches {trigger}"
    both_uses(one, other) "{one}，且{other}" "{one}, and {other}"

    // Where a need stands.
    asks_money(who, required)
        "{who}：需要 {required}。"
        "{who} asks for {required}."
    asks_goods(who, required, item)
        "{who}：需要{item} {required}。"
        "{who} asks for {required} of {item}."
    asks_unknown(who, item)
        "{who}：需要{item}，数量未知。"
        "{who} asks for {item}; how much is not known."
    asks_unlimited(who, item)
        "{who}：需要{item}，有多少要多少。"
        "{who} asks for as much {item} as there is."
    had_before(already) "此前已有 {already}。" "It had {already} before."
    granted(granted, level)
        "本方案安排 {granted}，总共达到所需的 {level}。"
        "This plan grants it {granted}, which brings it to {level} of what it asks for."
    granted_unlimited(granted) "本方案安排 {granted}。" "This plan grants it {granted}."
    granted_nothing(level)
        "本方案没有给它安排，目前为所需的 {level}。"
        "This plan grants it nothing; it stands at {level} of what it asks for."
    granted_nothing_unlimited() "本方案没有给它安排。" "This plan grants it nothing."
    still_short(short) "尚缺 {short}。" "It is still short of {short}."
    paid_by(gifts) "款物来自：{gifts}。" "It is paid by {gifts}."
    paid_item(gift, amount) "{gift}（{amount}）" "{gift} ({amount})"

    // Why a need got this much.
    met() "它要的已经全部满足。" "It has all it asks for."
    met_before()
        "它要的在本方案之前就已经全部满足。"
        "It had all it asks for before this plan."
    capped(cap)
        "它已经达到自己的封顶 {cap}。"
        "It has reached its own cap of {cap}."
    capped_packs(short, pack)
        "物资按整包发放，每包 {pack}；还差 {short}，不足一包，所以它已经得到能得的全部。"
        "Goods are moved in whole packs of {pack}; the {short} missing are less than a pack, so it has all that it may get."
    unknown_quantity()
        "没有人报过需要多少。未知的数量既不当作 0，也不当作 1，所以暂不安排。"
        "Nobody has said how much is needed. What is not known is taken neither for 0 nor for 1, so nothing is granted yet."
    below_minimum(minimum, most)
        "规则规定，一项需求要么至少得到 {minimum}（或它能得到的全部 {most}，以较小者为准），要么不安排。轮到它时，可用的款项不足此数，因此没有安排，款项留给其他可以使用的需求。"
        "By the rules a need gets at least {minimum} (or all that it may get, {most}, if that is less), or nothing. Less than that was left for it, so it was passed over, and what there was is left to other needs that may use it."
    zero_weight()
        "按规则的分配依据，它的份额是 0，所以除保底以外不参加分配。"
        "On the basis of the rules its share is 0, so it takes no part beyond its floor."
    zero_weight_floor(floor) "它的保底是 {floor}。" "Its floor is {floor}."
    no_eligible_none()
        "收到的捐赠中，没有一笔可以用于它。"
        "None of the gifts received may be used for it."
    no_eligible_today(gifts)
        "可以用于它的捐赠，到方案日都没有可用的款物：{gifts}。"
        "Gifts that may be used for it exist, but none of them has anything to give on the day of the plan: {gifts}."
    no_eligible_row(gift, reason) "{gift}（{reason}）" "{gift} ({reason})"
    group_capped(caps)
        "它所在的一组需求已经用满封顶：{caps}。"
        "A cap on a group of needs that it belongs to is full: {caps}."
    cap_item(cap, max, granted, count)
        "{cap}最多 {max}，其中的 {count}已安排 {granted}"
        "{cap} may get at most {max}, and the grants to its {count} come to {granted}"
    cap_project(name) "「{name}」项目" "the project {name}"
    cap_category(name) "「{name}」类" "the category {name}"
    cap_area(name) "{name}" "{name}"
    may_use_only(groups)
        "它只能使用这些捐赠：{groups}。"
        "It may use only these gifts: {groups}."
    group_item(count, what, brought, left)
        "{what}的 {count}（共 {brought}，{left}）"
        "{count} {what} ({brought} in all, {left})"
    group_more(count) "以及另外 {count}" "and {count} more"
    exhausted() "已用完" "used up"
    remaining(left) "还余 {left}" "{left} left"
    bottleneck(holds, gifts, needs)
        "这些捐赠和与它们互相替补的捐赠（共 {gifts}）合起来有 {holds}，全部用于 {needs}。"
        "Together with the gifts that can stand in for them ({gifts} in all) they hold {holds}, and all of it serves {needs}."
    bottleneck_alone(holds, needs)
        "这些捐赠合起来有 {holds}，全部用于 {needs}。"
        "Together they hold {holds}, and all of it serves {needs}."
    bottleneck_levels(met, rest, highest)
        "其中 {met}已到各自的上限，其余 {rest}最高到 {highest}。"
        "They are {met} at their limit and {rest} at {highest} or below."
    bottleneck_all_below(highest)
        "它们都在 {highest} 或以下。"
        "All of them stand at {highest} or below."
    outranked()
        "可以用于它的捐赠，按规则都先用于更早的层级或保底，轮到它时已经用完。"
        "By the rules all that may be used for it goes to earlier tiers or floors first, and nothing was left for it."

    // Why a gift was used or held.
    gift_money(gift, received, day, purpose)
        "{gift}：{day} 收到 {received}，{purpose}。"
        "{gift}: {received}, received on {day}, {purpose}."
    gift_goods(gift, received, item, day, purpose)
        "{gift}：{day} 收到{item} {received}，{purpose}。"
        "{gift}: {received} of {item}, received on {day}, {purpose}."
    gift_promised_money(gift, promised, day, purpose)
        "{gift}：{promised}，将于 {day} 到账，{purpose}。"
        "{gift}: {promised}, expected on {day}, {purpose}."
    gift_promised_goods(gift, promised, item, day, purpose)
        "{gift}：{item} {promised}，将于 {day} 到达，{purpose}。"
        "{gift}: {promised} of {item}, expected on {day}, {purpose}."
    in_parts(count) "分 {count} 部分限定用途" "restricted in {count} parts"
    part_use(number, purpose) "第 {number} 部分：{purpose}" "part {number} is {purpose}"
    parts_are(parts) "各部分的用途是：{parts}。" "Its parts: {parts}."
    pool_of(list)
        "它是配捐的资金池，按规则由这些捐赠触发：{list}。"
        "By the rules it matches other gifts: {list}."
    triggers(list)
        "它按规则触发了配捐：{list}。"
        "By the rules it is matched by {list}."
    kept_overhead(amount) "按约定提取管理费 {amount}。" "By the agreement {amount} is kept for overhead."
    kept_reserve(amount) "按规则留作储备 {amount}。" "By the rules {amount} is kept in reserve."
    used_for(used, needs, list)
        "本方案用了 {used}，支付 {needs}：{list}。"
        "This plan uses {used} of it for {needs}: {list}."
    used_nothing() "本方案没有使用它。" "This plan uses none of it."
    held(held) "还余 {held}，留存待用。" "Held back: {held}."
    used_item(need, amount) "{need}（{amount}）" "{need} ({amount})"
    used_up() "它已经全部用完。" "All of it is used."
    used_up_kept()
        "它没有可以分配的余额：收到的都已提作管理费或储备。"
        "Nothing of it can be allocated: all that was received is kept for overhead or in reserve."
    not_yet_received(day, as_of)
        "它要到 {day} 才到账，而方案日是 {as_of}。承诺不是钱，没有收到的不分配。"
        "It arrives on {day}, and the day of the plan is {as_of}. A promise is not money: only what has been received is allocated."
    use_by_passed(day, as_of)
        "约定的使用期限是 {day}，方案日 {as_of} 已经超过，不能再用。"
        "It had to be used by {day}, and on {as_of}, the day of the plan, that has passed."
    best_before(day, left, minimum)
        "保质期到 {day}，离方案日还有 {left} 天，少于规则要求的 {minimum} 天，不能发放。"
        "It is best before {day}, {left} days after the day of the plan; the rules ask for at least {minimum} days."
    best_before_passed(day)
        "保质期到 {day}，到方案日已经过期，不能发放。"
        "It was best before {day}, which has passed on the day of the plan."
    no_eligible_need(purpose)
        "它{purpose}，而需求清单中没有一项符合。"
        "It is {purpose}, and no need on the list is of that kind."
    no_eligible_need_parts()
        "它的各部分都有限定，而需求清单中没有一项符合。"
        "Each of its parts is restricted, and no need on the list is of that kind."
    no_eligible_need_item(item)
        "需求清单中没有一项可以用这笔{item}。"
        "No need on the list may use this {item}."
    no_eligible_need_any()
        "需求清单中没有一项可以使用它。"
        "No need on the list may use it."
    not_triggered()
        "它是配捐的资金池，只有由捐赠触发的部分才能使用。触发的都已用完，其余按约定的条件留存。"
        "It is given only as far as other gifts trigger it. What they trigger is used, and the rest is held on that condition."
    below_pack(left, pack)
        "物资按整包发放，每包 {pack}；余下 {left}，不足一包。"
        "Goods are moved in whole packs of {pack}; the {left} left are less than a pack."
    no_further(count, list)
        "它可以用于 {count}，但都不再需要：{list}。"
        "It may be used for {count}, but nothing more is wanted: {list}."
    wants_no_more(count, reason) "{count}{reason}" "{count} {reason}"

    // What would change it.
    help_more(missing)
        "要让这组需求都达到各自的上限，还需 {missing}。以上任何一笔捐赠增加，或者新来一笔可用于它们的捐赠，增加的部分都按次序分给互相竞争的这些需求；其他捐赠再多，也用不到它们身上。"
        "To bring all of these needs to their limit, {missing} more would be required. Whatever is added to any of these gifts, or comes in a new gift that may be used for them, is shared in order among the needs that compete for it; any other gift, however large, can pay none of them."
    help_more_unlimited()
        "以上任何一笔捐赠增加，或者新来一笔可用于它们的捐赠，增加的部分都按次序分给互相竞争的这些需求；其他捐赠再多，也用不到它们身上。"
        "Whatever is added to any of these gifts, or comes in a new gift that may be used for them, is shared in order among the needs that compete for it; any other gift, however large, can pay none of them."
    help_eligible(missing)
        "只要有一笔可以用于它的捐赠（不限定用途，或限定的用途包括它），它就能得到安排，最多 {missing}。现有的其他捐赠再多，也用不到它身上。"
        "A gift that may be used for it (for any need, or for a kind of need that includes it) would help, up to {missing}. The other gifts, however large, can't pay it."
    help_eligible_unlimited()
        "只要有一笔可以用于它的捐赠（不限定用途，或限定的用途包括它），它就能得到安排。现有的其他捐赠再多，也用不到它身上。"
        "A gift that may be used for it (for any need, or for a kind of need that includes it) would help. The other gifts, however large, can't pay it."
    help_further(first, amount)
        "再来一笔不限定用途的捐赠，可以分配的款物先用于需求 {first}；达到 {amount} 时，这项需求才开始增加。"
        "Of a further gift for any need, what can be allocated goes first to need {first}; from {amount} on this need gets more."
    help_further_own(amount)
        "再来一笔不限定用途的捐赠，可以分配的款物先用于这项需求；达到 {amount}，它就会增加。"
        "Of a further gift for any need, what can be allocated goes first to this one: {amount} is enough for it to get more."
    help_matching()
        "按规则，新来的捐赠还可能触发配捐，那样不需要这么多。"
        "By the rules a further gift may be matched besides, and then less of it is enough."
    help_arrival(gift, day, amount)
        "{gift}（{amount}）在 {day} 到账后可以用于它，届时请重新分配。"
        "From {day}, when {gift} ({amount}) arrives, that may be used for it; allocate again then."
    help_arrival_self(day)
        "到账后（{day} 起）重新分配，它就会参加。"
        "Allocate again once it has arrived, from {day} on."
    help_quantity()
        "请村里报一个数：确数，或者「至少多少」。再多的捐赠也不能代替这个数。"
        "Please state a number, exact or “at least”. No gift, however large, can stand in for it."
    help_cap(by)
        "只有调高它的封顶（最多调高 {by}）才会增加；再多的捐赠也不会改变它。"
        "Only a higher cap, by {by} at most, would raise it; more gifts would not."
    help_whole_pack(units)
        "它的需要再多报 {units}，凑成整包，才可能增加；再多的捐赠也不会改变它。"
        "Only if it asks for {units} more, which makes whole packs, could it get more; more gifts would not."
    help_group_cap()
        "只有调高封顶，或者让同组的需求让出额度，它才可能增加；捐赠再多，也只能改变封顶之内由谁得到。"
        "Only a higher cap, or less for the other needs of the group, could raise it; more gifts could only change who gets what the cap allows."
    help_group_cap_least(rises)
        "其他都不变，{rises}，它就多得一分；少调一分，它就不变。"
        "All else being equal, it gets a fen more once {rises}; a fen less, and it stays as it is."
    cap_rise(cap, max, to) "规则对{cap}的封顶从 {max}调到 {to}" "the rules raise the cap on {cap} from {max} to {to}"
    cap_rise_own(cap, max, to) "{cap}自定的封顶从 {max}调到 {to}" "the cap of {cap} itself is raised from {max} to {to}"
    help_group_cap_with_gifts()
        "单是调高封顶还不够：即使没有这些封顶，捐赠不增加，它也不会多得。"
        "A higher cap alone is not enough: even without these caps it would get no more, unless more is given."
    help_minimum()
        "可用于它的捐赠增加，或者规则降低最低安排额，它就可能得到安排；用不到它身上的捐赠没有作用。"
        "More in the gifts that may be used for it, or a lower minimum in the rules, could change this; gifts that may not be used for it could not."
    help_weight()
        "只有把它的权重（或分配依据的数值）改为大于 0 才会增加；再多的捐赠也不会改变它。"
        "Only a weight (or a figure of the basis) above 0 would raise it; more gifts would not."
    help_weight_or_floor()
        "可用于它的捐赠增加，它才能补到保底；要超过保底，须把它的权重（或分配依据的数值）改为大于 0。"
        "More in the gifts that may be used for it could bring it to its floor; beyond that, only a weight (or a figure of the basis) above 0 would raise it."
    help_nothing() "不需要再做什么。" "Nothing more is needed."
    help_consent()
        "要用掉它，需求清单中要有符合其用途的需求，或者由捐赠人书面同意变更用途；其他捐赠的多少与它无关。"
        "It can be used once a need of that kind is on the list, or once the donor agrees in writing to another use; the size of other gifts makes no difference."
    help_list_need()
        "要用掉余额，需要登记新的、符合其用途的需求，或者由捐赠人书面同意变更用途；这笔捐赠再增加也只会增加余额。"
        "What is held can be used once new needs of that kind are listed, or once the donor agrees in writing to another use; a larger gift would only be held as well."
    help_trigger()
        "再收到一笔按规则可以触发它的捐赠，才能动用更多；这笔捐赠本身再增加也只会增加余额。"
        "Only a further gift that it matches would set more of it free; a larger pool would only be held as well."
    help_expired()
        "要用掉它，先要与捐赠人书面商定新的期限或用途。"
        "It can be used only if the donor agrees in writing to another date or use."
    help_best_before(left)
        "请尽快另行处理（例如变卖，所得仍用于原用途），或由规则把剩余天数的要求降到 {left} 天以内；不要照常发放。"
        "Please deal with it soon in another way (sell it, say, for the same use), or lower the days that the rules ask for to {left} or less; don't hand it out as it is."
    help_past_date()
        "过了保质期的物资既不能发放，也不能变卖；请按规定处置，并作记录。"
        "What is past its date is neither handed out nor sold; dispose of it as the rules say, and keep a record."
    help_pack(units)
        "再有 {units}，凑成一整包，就可以发放。"
        "With {units} more it makes a whole pack and can be handed out."
}

/// Declares words for the values of an enum or for known free words.
macro_rules! words {
    ($name:ident ( $type:ty ) { $( $pattern:pat => $zh:literal $en:literal )* }) => {
        pub(super) const fn $name(lang: Lang, value: $type) -> &'static str {
            match (lang, value) {
                $( (Lang::Zh, $pattern) => $zh, (Lang::En, $pattern) => $en, )*
            }
        }
    };
}

use crate::plan::{GiftReason, NeedReason};
use crate::registry::Force;

words! { force(Force) {
    Force::ProvincialDesignated => "省级定点帮扶" "a provincial designated unit"
    Force::EastWest => "东西部协作" "an eastern partner"
    Force::IntraProvince => "省内结对帮扶" "a pairing unit of the province"
    Force::CentralEnterprise => "在川央企" "a central enterprise"
    Force::ProvincialEnterprise => "省内国有企业" "a provincial enterprise"
    Force::Social => "社会力量" "a social force"
} }

words! { wants(NeedReason) {
    NeedReason::UnknownQuantity => "数量未知" "of unknown quantity"
    NeedReason::Met => "已经满足" "fully met"
    NeedReason::Capped => "到了自己的封顶" "at its own cap"
    NeedReason::BelowMinimum => "不足最低安排额" "below the minimum grant"
    NeedReason::ZeroWeight => "份额是 0" "with a share of 0"
    NeedReason::NoEligibleGift => "没有可用的捐赠" "without any gift that may be used"
    NeedReason::GroupCapped => "所在的组到了封顶" "in a group whose cap is full"
    NeedReason::Outranked => "排在更早的层级之后" "behind earlier tiers"
    NeedReason::Short => "仍有缺口" "still short"
} }

words! { state(GiftReason) {
    GiftReason::NotYetReceived => "尚未到账" "not arrived yet"
    GiftReason::UseByPassed => "已过使用期限" "past its last day of use"
    GiftReason::BestBefore => "保质期剩余天数不足" "best before too near"
    GiftReason::UsedUp => "没有可分配的余额" "nothing to allocate"
    GiftReason::NoEligibleNeed => "没有符合的需求" "fits no need"
    GiftReason::BelowPack => "不足一整包" "less than a pack"
    GiftReason::NoFurtherEligibleNeed => "没有需求还要" "no need wants more"
    GiftReason::NotTriggered => "配捐尚未触发" "not triggered"
} }

/// The word for a category: documents name categories freely, and those of the
/// field are shown in the reader's language.
pub(super) fn category(lang: Lang, word: &str) -> &str {
    let (zh, en) = match word {
        "elderly_care" => ("养老", "elderly care"),
        "education" => ("教育", "education"),
        "medical" | "health" => ("医疗", word),
        "relief" => ("救助", "relief"),
        "industry" => ("产业", "industry"),
        "safety" => ("平安", "safety"),
        "community" => ("社区", "community"),
        "housing" => ("住房", "housing"),
        "infrastructure" => ("基础设施", "infrastructure"),
        other => (other, other),
    };
    lang.choose(zh, en)
}

/// “1 need”, “2 needs”; Chinese counts without plural.
pub(super) fn needs(lang: Lang, count: usize) -> String {
    let number = super::name::count(count as u64);
    match (lang, count) {
        (Lang::Zh, _) => format!("{number} 项需求"),
        (Lang::En, 1) => "1 need".to_owned(),
        (Lang::En, _) => format!("{number} needs"),
    }
}

/// “1 gift”, “2 gifts”; Chinese counts without plural.
pub(super) fn gifts(lang: Lang, count: usize) -> String {
    let number = super::name::count(count as u64);
    match (lang, count) {
        (Lang::Zh, _) => format!("{number} 笔捐赠"),
        (Lang::En, 1) => "1 gift".to_owned(),
        (Lang::En, _) => format!("{number} gifts"),
    }
}

/// “1 kind of gift”: gifts under restrictions that read alike.
pub(super) fn kinds(lang: Lang, count: usize) -> String {
    let number = super::name::count(count as u64);
    match (lang, count) {
        (Lang::Zh, _) => format!("{number} 类捐赠"),
        (Lang::En, 1) => "1 kind of gift".to_owned(),
        (Lang::En, _) => format!("{number} kinds of gifts"),
    }
}

/// “1 cap”, “2 caps”; Chinese counts without plural.
pub(super) fn caps(lang: Lang, count: usize) -> String {
    let number = super::name::count(count as u64);
    match (lang, count) {
        (Lang::Zh, _) => format!("{number} 个封顶"),
        (Lang::En, 1) => "1 cap".to_owned(),
        (Lang::En, _) => format!("{number} caps"),
    }
}

/// “1 part”, “2 parts”; Chinese counts without plural.
pub(super) fn parts(lang: Lang, count: usize) -> String {
    let number = super::name::count(count as u64);
    match (lang, count) {
        (Lang::Zh, _) => format!("{number} 个部分"),
        (Lang::En, 1) => "1 part".to_owned(),
        (Lang::En, _) => format!("{number} parts"),
    }
}
