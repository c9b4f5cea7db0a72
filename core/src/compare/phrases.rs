//! Every sentence of a comparison, in Chinese and in English side by side.

use crate::error::phrases;

phrases! {
    // What the plans were made of.
    same_input()
        "两份方案依据同样的活动和规则，由同一引擎做出。"
        "Both plans were made of the same facts and rules, by the same engine."
    other_day(before, after)
        "方案日由 {before} 改为 {after}。"
        "The day of the plan is {after} instead of {before}."
    other_input() "活动的内容有改动。" "The facts of the programme differ."
    changed_rules(rules) "规则「{rules}」的内容有改动。" "The rules “{rules}” differ."
    other_rules(before, after)
        "规则由「{before}」换成「{after}」。"
        "The rules are “{after}” instead of “{before}”."
    other_engine(before, after)
        "引擎由「{before}」换成「{after}」。"
        "They were made by “{after}” instead of “{before}”."

    // Why a need gains or loses.
    only_before() "不再列入" "no longer on the list"
    only_after() "新列入" "new on the list"
    open() "数量未定" "an open quantity"
    asks(before, after)
        "所要的由 {before} 变为 {after}"
        "asks for {after} instead of {before}"
    had(before, after)
        "此前已有的由 {before} 变为 {after}"
        "had {after} before the plan instead of {before}"
    reason(before, after) "由「{before}」变为「{after}」" "was {before}, is {after}"
    gift_new(gift) "新的捐赠 {gift} " "gift {gift} (new)"
    gift_gone(gift) "已不在的捐赠 {gift} " "gift {gift} (gone)"
    gift_larger(gift) "可用额增加的捐赠 {gift} " "gift {gift} (larger)"
    gift_smaller(gift) "可用额减少的捐赠 {gift} " "gift {gift} (smaller)"
    gift_same(gift) "捐赠 {gift} " "gift {gift}"
    pays_more(gift, amount) "{gift}多付 {amount}" "{gift} pays it {amount} more"
    pays_less(gift, amount) "{gift}少付 {amount}" "{gift} pays it {amount} less"
    crowd(before, after, was, is)
        "分用同样一些捐赠的需求由 {before} 项（共得 {was}）变为 {after} 项（共得 {is}）"
        "shares used-up gifts among {after} needs ({is} in all) instead of {before} ({was})"
    crowd_now(needs, granted)
        "现在 {needs} 项需求分用已用完的捐赠（共得 {granted}）"
        "now shares used-up gifts among {needs} needs ({granted} in all)"
    crowd_no_longer()
        "不再受已用完的捐赠所限"
        "no longer held down by used-up gifts"
    caps(before, after)
        "已满的封顶由 {before} 变为 {after}"
        "full caps: {after}, before: {before}"
    none() "无" "none"
}
