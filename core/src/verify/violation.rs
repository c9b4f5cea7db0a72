//! What can be wrong with a plan.

use std::fmt;

use crate::error::errors;
use crate::money::Fen;
use crate::plan::{GiftReason, NeedReason};
use crate::registry::Id;

errors! {
    /// What is wrong with a plan. Rows that share a name are reasons of it.
    pub enum Violation {
        /// A line pays goods with money, or one item with another.
        3101 LineOfAnotherKind "INELIGIBLE_LINE" { gift: Id, need: Id }
            "捐赠 {gift} 与需求 {need} 不是同一种资金或物资"
            "gift {gift} and need {need} are not of one kind: money pays money, an item the same item"
        /// A line uses a gift that does not count on the day of the plan.
        3101 LineOfUnusableGift "INELIGIBLE_LINE" { gift: Id }
            "捐赠 {gift} 在方案当日尚未到账，或已过使用期限"
            "gift {gift} has not arrived on the day of the plan, or may no longer be used"
        /// A line goes to a need that the gift may not pay.
        3101 LineNotAllowed "INELIGIBLE_LINE" { gift: Id, need: Id }
            "按限定用途或利害关系，捐赠 {gift} 不能用于需求 {need}"
            "gift {gift} may not pay need {need}: its restriction does not hold, or its donor is an interested party"
        /// A line opens a pack.
        3101 LineOpensPack "INELIGIBLE_LINE" { pack: u64 }
            "物资只能整包调拨，每包 {pack} 件"
            "goods are moved in whole packs of {pack}"
        /// A gift, or a part of one, pays more than it brings.
        3102 Overspent "OVERSPENT_GIFT" { gift: Id, paid: Shown, available: Shown }
            "捐赠 {gift} 支出 {paid}，多于可用的 {available}"
            "gift {gift} pays {paid}, more than the {available} it has available"
        /// A need gets more than it may.
        3103 AboveLimit "GRANT_ABOVE_LIMIT" { granted: Shown, most: Shown }
            "这项需求分得 {granted}，最多只能得 {most}"
            "the need is granted {granted}; it may get {most} at most"
        /// The needs under a cap get more than it allows.
        3104 CapBroken "CAP_BROKEN" { cap: String, granted: Shown, max: Shown }
            "封顶 {cap} 所管的需求共分得 {granted}，超过上限 {max}"
            "the needs under cap {cap} are granted {granted}, more than its {max}"
        /// A number of the plan is not what it should be.
        3105 Differs "SUMS_DIFFER" { stated: String, right: String }
            "这里写的是 {stated}，应为 {right}"
            "this says {stated}; it should be {right}"
        /// A need or a gift has no row.
        3105 RowMissing "SUMS_DIFFER" { id: Id }
            "缺少 {id} 这一行；每项需求、每笔捐赠都要有一行"
            "the row of {id} is missing; every need and every gift has one"
        /// A need or a gift has two rows.
        3105 RowTwice "SUMS_DIFFER" { id: Id }
            "{id} 出现了两行"
            "{id} has a second row"
        /// A line pays nothing.
        3105 EmptyLine "SUMS_DIFFER"
            "明细的数额要大于 0"
            "a line pays more than 0"
        /// What is left over could pay this need.
        3106 LeftOver "NOT_GREEDY"
            "还有未用完的款物可以满足这项需求，却没有给它"
            "something is left over that could pay more of this need"
        /// Another need was served although this one goes first.
        3106 ServedLater "NOT_GREEDY" { other: Id }
            "按次序应先给这项需求，方案却先给了 {other}"
            "the next unit of this need goes before the last one that {other} was granted"
        /// A floor is not met.
        3106 FloorShort "NOT_GREEDY" { floor: Shown }
            "保底 {floor} 没有兑现"
            "the floor of {floor} is not met"
        /// A grant is below the minimum.
        3106 BelowMinimum "NOT_GREEDY" { least: Shown }
            "分得的数额低于最低额 {least}；要么不给，要么至少给这么多"
            "the grant is below the least that is granted, {least}: it is that or nothing"
        /// A need that falls below the minimum gets something all the same.
        3106 DroppedNeedServed "NOT_GREEDY"
            "这项需求达不到最低额，应当不分配"
            "the need would stay below the minimum grant and is granted nothing"
        /// An earlier gift could be used in place of a later one.
        3107 UseOrder "USE_ORDER" { later: Id }
            "按使用次序应先用这笔捐赠，方案却先用了 {later}"
            "this gift is used before {later}: more of it could be used, and less of the other"
        /// A need's reason is another.
        3108 NeedReasonDiffers "WRONG_REASON" { stated: Word<NeedReason>, right: Word<NeedReason> }
            "原因写的是 {stated}，应为 {right}"
            "the reason says {stated}; it is {right}"
        /// A gift's reason is another.
        3108 GiftReasonDiffers "WRONG_REASON" { stated: Word<GiftReason>, right: Word<GiftReason> }
            "原因写的是 {stated}，应为 {right}"
            "the reason says {stated}; it is {right}"
        /// A bottleneck is another.
        3108 BottleneckDiffers "WRONG_REASON" { stated: String, right: String }
            "瓶颈这里写的是 {stated}，应为 {right}"
            "the bottleneck says {stated} here; it should be {right}"
        /// The plan was made from other facts or rules.
        3109 HashDiffers "HASH_DIFFERS" { right: String }
            "摘要与所给的项目或规则不符，应为 {right}"
            "the hash is not that of the given programme or rules, which is {right}"
        /// The plan names something that the programme does not have.
        1211 UnknownReference "UNKNOWN_REFERENCE" { id: String }
            "项目文件里没有 {id}"
            "the programme has no {id}"
        /// The plan belongs to another programme, day or rule book.
        1211 OfAnother "UNKNOWN_REFERENCE" { stated: String, right: String }
            "方案属于 {stated}，所给的是 {right}"
            "the plan is of {stated}; what is given is {right}"
    }
}

/// An amount of money or a count of units in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    money: bool,
    count: i128,
}

impl Shown {
    /// `count` fen, or units of an item.
    pub(super) const fn new(money: bool, count: i128) -> Self {
        Self { money, count }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match i64::try_from(self.count) {
            Ok(fen) if self.money => Fen(fen).fmt(formatter),
            // Sums beyond the range of fen occur in plans that are wrong.
            _ if self.money => write!(formatter, "{} fen", self.count),
            _ => self.count.fmt(formatter),
        }
    }
}

/// A reason as documents write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<T>(pub T);

impl<T: serde::Serialize> fmt::Display for Word<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A reason is a bare word, and serialises as that.
        self.0.serialize(formatter)
    }
}
